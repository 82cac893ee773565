"""All answers on one form, for those who know what they want to change."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.notice_form import FIELDS
from charitydesk.ui.cards import Section
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.notices.inputs import QuestionInput
from charitydesk.ui.parts import column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from charitydesk.presentation.notice_form import NoticeForm

_PAUSE_MS = 600
"""An answer is kept this long after the last key, and at once when the form is left."""


class AnswersForm(QWidget):
    """Every question that is asked, page by page.

    Args:
        form: The conversation.
        today: Returns today's civil date.
    """

    answered = Signal()

    def __init__(self, form: NoticeForm, today: Callable[[], date]) -> None:
        super().__init__()
        self._form = form
        self._dirty: set[str] = set()
        self.inputs: dict[str, QuestionInput] = {}
        self.sections: dict[str, Section] = {}
        layout = column(self, gap=40)
        for page in form.pages:
            section = Section(page.title, page.intro)
            section.body.setSpacing(20)
            builder = FormBuilder(section.body, string.ascii_lowercase)
            for question in page.questions:
                item = FIELDS[question.path]
                made = QuestionInput(question, item, today, compact=True)
                made.setParent(self)
                builder.row(question.ask, made.field, key=question.path, help=question.help)
                made.setObjectName(question.path)
                made.changed.connect(self._changed)
                self.inputs[question.path] = made
            self.sections[page.id] = section
            layout.addWidget(section)
            self._builders = [*getattr(self, "_builders", []), builder]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.show_facts()

    def show_facts(self) -> None:
        """Show the answers as the conversation holds them."""
        for path, made in self.inputs.items():
            made.blockSignals(True)
            made.set_value(self._form.value(path))
            made.blockSignals(False)
        self._dirty.clear()
        self._fit()

    def _fit(self) -> None:
        """Hide the questions that make no sense with the answers so far."""
        asked = {step.question.path for step in self._form.steps(thorough=True)}
        for builder, section in zip(self._builders, self.sections.values(), strict=True):
            for path, row in builder.rows.items():
                row.box.setVisible(path in asked)
            section.setVisible(any(path in asked for path in builder.rows))

    def _changed(self) -> None:
        sender = self.sender()
        if isinstance(sender, QuestionInput):
            self._dirty.add(sender.objectName())
            self._pause.start()

    def commit(self) -> bool:
        """Take over what was typed; return True unless something typed cannot be understood."""
        self._pause.stop()
        return self._take()

    def _keep(self) -> None:
        if self._take():
            self.answered.emit()

    def _take(self) -> bool:
        problems = {path: problem for path in self._dirty if (problem := self.inputs[path].problem())}
        for path in sorted(self._dirty - set(problems)):
            self._form.answer(path, self.inputs[path].value())
        for builder in self._builders:
            for path, row in builder.rows.items():
                row.show_problem(problems.get(path, ""))
        changed = bool(self._dirty - set(problems))
        self._dirty = set(problems)
        if changed:
            self._fit()
            self.answered.emit()
        return not problems

    def problems(self) -> list[FieldProblem]:
        """Return what was typed and cannot be understood."""
        return [FieldProblem(path, made.problem()) for path, made in self.inputs.items() if made.problem()]

    def begin(self, page_id: str = "") -> None:
        """Give the keyboard to the first field of a page."""
        path = next((p.questions[0].path for p in self._form.pages if p.id == page_id), self._form.path)
        self.inputs.get(path, next(iter(self.inputs.values()))).focus_widget().setFocus()
