"""Which letter, and in what tone: every kind, those that do not fit greyed with the reason, and the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from charitydesk.presentation.forms import Choice
from charitydesk.ui.cards import ButtonRow, Card
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import announce, button, clear, column, label
from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from charitydesk.domain.letter_kinds import ToneWords
    from charitydesk.domain.letters import Tone
    from charitydesk.presentation.notice_letters import LetterChoices

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LETTERS = "abdefhlnv"
_SIDE_BY_SIDE, _LEAST = 860, 240


class LetterChooser(QWidget):
    """Chooses a kind and a tone.

    Args:
        choices: What there is to choose from.
        about: The notice's name.
    """

    chosen = Signal(str, object)
    cancelled = Signal()

    def __init__(self, choices: LetterChoices, about: str) -> None:
        super().__init__()
        self._choices = choices
        self.about = about
        advice = label(
            "Start as gently as the matter allows: you can always write a stronger letter, and never a milder one.",
            "quiet",
        )
        self.kinds = ChoiceField([Choice(line.id, line.title, line.words) for line in choices.lines])
        for line, radio in zip(choices.lines, self.kinds.buttons, strict=True):
            radio.setEnabled(line.fits)
        left: QVBoxLayout = column(gap=24)
        left.addWidget(advice)
        self._builder = FormBuilder(left, _LETTERS)
        self._builder.row("Kind of letter", self.kinds)
        left.addStretch(1)
        self._tone_box: QVBoxLayout = column(gap=0)
        self.tones: ChoiceField | None = None
        self.draft: QPushButton = button("&Draft this letter", self._draft, kind="primary", icon="letters")
        back = button("&Back to the notice", self.cancelled.emit, icon="back")
        right = Card()
        right.body.setSpacing(20)
        right.body.addLayout(self._tone_box)
        right.add(ButtonRow(self.draft, back))
        held = QWidget()
        inside = column(held)
        inside.addWidget(right)
        inside.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(40)
        self._across.addLayout(left, 5)
        self._across.addWidget(held, 4)
        self.kinds.changed.connect(self._kind_changed)
        first = choices.suggested
        if first:
            self.kinds.set_value(first)
        self._kind_changed()

    def begin(self) -> None:
        """Give the keyboard to the kinds."""
        self.kinds.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def kind(self) -> str:
        """Return the chosen kind's id, or an empty string."""
        value = self.kinds.value()
        return value if isinstance(value, str) else ""

    def tone(self) -> Tone | None:
        """Return the chosen rung, or None."""
        value = self.tones.value() if self.tones is not None else None
        return next((tone for tone, _ in self._rungs() if tone == value), None)

    def _rungs(self) -> Sequence[tuple[Tone, ToneWords]]:
        return self._choices.rungs(self.kind())

    def _kind_changed(self) -> None:
        clear(self._tone_box)
        self.tones = None
        rungs = self._rungs()
        self.draft.setEnabled(bool(rungs))
        if not rungs:
            return
        self.tones = ChoiceField(
            [Choice(tone.value, words.title, f"{words.cost} {words.first}") for tone, words in rungs]
        )
        self.tones.set_value(self._choices.usual(self.kind()))
        FormBuilder(self._tone_box, _LETTERS + "k").row(
            "How firmly?", self.tones, help="What each step costs the relationship, and what must be on file first."
        )
        announce(self, f"{len(rungs)} tones for this letter")

    def _draft(self) -> None:
        if self.kind():
            self.draft.setEnabled(False)
            self.chosen.emit(self.kind(), self.tone())

    def minimumSizeHint(self) -> QSize:
        """Return a width at which kinds and tones are stacked."""
        return QSize(scaled(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack kinds and tones where they do not fit side by side."""
        super().resizeEvent(event)
        wide = event.size().width() >= scaled(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter drafts the letter, on another button it presses that; Escape goes back."""
        focus = self.focusWidget()
        if event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() in _ENTER:
            self.draft.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
