"""Choices that show all their answers at once: radio buttons with explanations, and Yes / Partly / No."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QRadioButton, QSizePolicy, QWidget

from charitydesk.domain.bodies import Answer
from charitydesk.presentation.forms import NOT_KNOWN_YET, Choice
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
UNKNOWN_CHOICE: Choice = Choice(None, NOT_KNOWN_YET)


class _Radio(QRadioButton):
    """A radio button whose arrows also choose where nothing is chosen yet; Qt's own would only move the ring."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows choose."""
        super().keyPressEvent(event)
        group, focus = self.group(), QApplication.focusWidget()
        if event.key() in _ARROWS and group.checkedId() < 0 and isinstance(focus, _Radio) and focus.group() is group:
            focus.setChecked(True)


class ChoiceField(QFrame):
    """One answer of a few, each with its explanation beneath; arrows move between them.

    Args:
        choices: The answers in order.
        may_be_unknown: Add *Not known yet*, whose value is None, at the end and choose it first.
        across: Lay the answers side by side where there is room.
    """

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], *, may_be_unknown: bool = False, across: bool = False) -> None:
        super().__init__()
        self.setObjectName("segment")
        self._choices = [*choices, UNKNOWN_CHOICE] if may_be_unknown else list(choices)
        self._group = QButtonGroup(self)
        self.buttons: list[QRadioButton] = []
        layout = FlowLayout(self, gap=20) if across else column(self, gap=4)
        for place, choice in enumerate(self._choices):
            layout.addWidget(self._answer(place, choice))
        if may_be_unknown:
            self.buttons[-1].setChecked(True)
        self.setFocusProxy(self.buttons[0])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._group.idToggled.connect(self._toggled)

    def _answer(self, place: int, choice: Choice) -> QWidget:
        radio = _Radio(choice.label)
        radio.setAccessibleDescription(choice.explanation)
        self._group.addButton(radio, place)
        self.buttons.append(radio)
        if not choice.explanation:
            return radio
        both = QWidget()
        layout = column(both, gap=0)
        layout.addWidget(radio)
        explanation = label(choice.explanation, "quiet")
        explanation.setContentsMargins(36, 0, 0, 6)
        layout.addWidget(explanation)
        return both

    def _toggled(self, _place: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self.focus_widget())
            self.changed.emit()

    def value(self) -> object:
        """Return the chosen value, or None when nothing was chosen or it is not known yet."""
        place = self._group.checkedId()
        return self._choices[place].value if place >= 0 else None

    def is_answered(self) -> bool:
        """Return True when one answer, *Not known yet* included, is chosen."""
        return self._group.checkedId() >= 0

    def set_value(self, value: object) -> None:
        """Choose the answer with this value."""
        for place, choice in enumerate(self._choices):
            if choice.value == value:
                self.buttons[place].setChecked(True)

    def problem(self) -> str:
        """Return an empty string: whether an answer is needed is for the form to say."""
        return ""

    def focus_widget(self) -> QWidget:
        """Return the button that takes the keyboard."""
        return self._group.checkedButton() or self.buttons[0]


class AnswerField(ChoiceField):
    """Yes, partly, no, or not known yet.

    Args:
        partly: Offer *Partly*.
    """

    def __init__(self, *, partly: bool = True) -> None:
        words = {Answer.YES: "Yes", Answer.PARTLY: "Partly", Answer.NO: "No", Answer.UNKNOWN: NOT_KNOWN_YET}
        answers = [answer for answer in words if partly or answer is not Answer.PARTLY]
        super().__init__([Choice(answer, words[answer]) for answer in answers], across=True)
        self.set_value(Answer.UNKNOWN)

    def answer(self) -> Answer:
        """Return the answer; *not known yet* is `Answer.UNKNOWN`."""
        value = self.value()
        return value if isinstance(value, Answer) else Answer.UNKNOWN
