"""The four questions of the first start, one a page, each may be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.bodies import Nation
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.shell import FirstAnswers, StartWith
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.fields import TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.pages import Page, Width
from charitydesk.ui.parts import announce, button, column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from charitydesk.presentation.shell import FirstRun
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

_WELCOME = "Four short questions. Skip any of them; you can answer later in Settings."
_NATIONS = {
    Nation.ENGLAND: "English law and the Compact that applies in England.",
    Nation.WALES: "Welsh law and the partnership scheme of the Welsh Government.",
    Nation.SCOTLAND: "Scots law.",
    Nation.NORTHERN_IRELAND: "The law of Northern Ireland and its Concordat.",
}


class FirstRunPage(Page):
    """The questions; `finished` is emitted when the answers are stored.

    Args:
        context: What every page is given.
        service: Stores the answers.
    """

    finished = Signal()

    def __init__(self, context: PageContext, service: FirstRun) -> None:
        super().__init__(context, "Welcome to CharityDesk", _WELCOME, width=Width.PROSE)
        self._service = service
        self.charity = TextField()
        self.nation = ChoiceField([Choice(nation, nation.label, words) for nation, words in _NATIONS.items()])
        self.person = TextField()
        self.start = ChoiceField(
            [
                Choice(
                    StartWith.EXAMPLE,
                    "With an example charity",
                    "Made-up notices and letters to try things on. It is clearly marked and leaves without trace.",
                ),
                Choice(StartWith.EMPTY, "With an empty desk", "Ready for your own first notice."),
            ]
        )
        self.start.set_value(StartWith.EXAMPLE)
        self._steps: list[QWidget] = []
        self._place = 0
        self._add("What is your charity called?", self.charity, "As it stands on your letters.")
        self._add("In which nation do you work?", self.nation, "It decides which law and which promises apply.")
        self._add("What is your name?", self.person, "It stands under the letters you draft.")
        self._add("How do you want to start?", self.start, "You can change your mind at any time.")
        self.back = button("&Back", self._back, icon="back")
        self.next = button("&Continue", self._next, kind="primary", icon="next")
        self.skip = button("&Skip this question", self._skip, kind="quiet")
        self.body.addWidget(ButtonRow(self.back, self.next, self.skip))
        self._show(0)

    def begin(self) -> None:
        """Give the keyboard to the first question."""
        self._show(0)

    def _add(self, title: str, field: QWidget, help_words: str) -> None:
        step = QWidget()
        layout = column(step, gap=8)
        layout.addWidget(label(f"Question {len(self._steps) + 1} of 4", "overline"))
        FormBuilder(layout, "bcs").row(title, field, help=help_words)
        self._steps.append(step)
        self.body.addWidget(step)

    def _fields(self) -> list[TextField | ChoiceField]:
        return [self.charity, self.nation, self.person, self.start]

    def _show(self, place: int) -> None:
        self._place = place
        for number, step in enumerate(self._steps):
            step.setVisible(number == place)
        self.back.setVisible(place > 0)
        last = place == len(self._steps) - 1
        self.next.setText("&Open CharityDesk" if last else "&Continue")
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        self.skip.setVisible(not last)
        focus = self._fields()[place].focus_widget()
        focus.setFocus()
        announce(self, f"Question {place + 1} of 4")

    def _back(self) -> None:
        self._show(self._place - 1)

    def _next(self) -> None:
        if self._place < len(self._steps) - 1:
            self._show(self._place + 1)
        else:
            self._store()

    def _skip(self) -> None:
        skipped = self._fields()[self._place]
        if isinstance(skipped, TextField):
            skipped.clear()
        self._show(self._place + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses the button."""
        focus = self.focusWidget()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton):
            focus.click()
        elif self.next.isEnabled():
            self._next()

    def answers(self) -> FirstAnswers:
        """Return what was answered so far."""
        nation, start = self.nation.value(), self.start.value()
        return FirstAnswers(
            charity_name=self.charity.value(),
            nation=nation if isinstance(nation, Nation) else None,
            your_name=self.person.value(),
            start_with=start if isinstance(start, StartWith) else StartWith.EMPTY,
        )

    def _store(self) -> None:
        self.next.setEnabled(False)
        self.context.tasks.run(
            _saving(self._service, self.answers()), self._stored, self._failed, title="Getting ready"
        )

    def _stored(self, _nothing: object) -> None:
        self.finished.emit()

    def _failed(self, error: Exception) -> None:
        self.next.setEnabled(True)
        self.context.shell.show_error(error)


def _saving(service: FirstRun, answers: FirstAnswers) -> Callable[[Progress], None]:
    def save(_progress: Progress) -> None:
        service.save(answers)

    return save
