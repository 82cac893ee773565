"""One question on a page: where one is, the question large, its input, and why we ask."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.notice_words import InputKind
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.notices.inputs import QuestionInput
from charitydesk.ui.parts import PROSE_WIDTH, announce, column, label, restyle
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from charitydesk.presentation.notice_form import NoticeForm


class QuestionView(QWidget):
    """The present question of a conversation.

    Args:
        form: The conversation.
        today: Returns today's civil date.
    """

    def __init__(self, form: NoticeForm, today: Callable[[], date]) -> None:
        super().__init__()
        self.step = form.step
        question = self.step.question
        self.input = QuestionInput(question, self.step.field, today)
        self.input.setParent(self)
        layout = column(self, gap=8)
        self.progress = label(form.progress, "overline", wrap=False)
        layout.addWidget(self.progress)
        if form.opens_page and self.step.page.intro:
            intro = label(self.step.page.intro, "quiet")
            limit_width(intro, PROSE_WIDTH)
            layout.addWidget(intro)
        layout.addSpacing(8)
        # Letters belong to the buttons: the keyboard goes to the answer by itself.
        self._builder = FormBuilder(layout, string.ascii_lowercase)
        self.row = self._builder.row(question.ask, self.input.field, key=question.path, help=question.help)
        self._enlarge(self.row.title)
        inside = self.row.box.layout()
        if isinstance(inside, QVBoxLayout):
            inside.setSpacing(8)
        layout.addSpacing(16)
        layout.addWidget(_why(question.why))
        if self.input.kind is InputKind.LONG_TEXT:
            layout.addWidget(label("Enter begins a new line; Ctrl+Enter goes on.", "small"))
        self.input.set_value(form.value(question.path))
        self.input.changed.connect(self._answered)

    @staticmethod
    def _enlarge(title: QLabel) -> None:
        title.setProperty("role", "title")
        title.setWordWrap(True)
        restyle(title)

    def _answered(self) -> None:
        if not self.row.error.isHidden():
            self.row.show_problem("")

    def check(self) -> bool:
        """Show what is wrong with what was typed, if anything; return True when nothing is."""
        problem = self.input.problem()
        return self._builder.show_problems([FieldProblem(self.row.key, problem)] if problem else [])

    def begin(self) -> None:
        """Give the keyboard to the answer."""
        focus = self.input.focus_widget()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(focus, f"{self.progress.text()}. {self.step.question.ask}")


def _why(words: str) -> QFrame:
    box = QFrame()
    box.setObjectName("whybox")
    inside = column(box, gap=2)
    inside.setContentsMargins(14, 2, 0, 2)
    inside.addWidget(label("Why we ask", "overline"))
    text = label(words, "quiet")
    limit_width(text, PROSE_WIDTH)
    inside.addWidget(text)
    return box
