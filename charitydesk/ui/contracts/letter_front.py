"""The choice of a letter that starts from a contract or a bid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from charitydesk.ui.notices.chooser import LetterChooser

if TYPE_CHECKING:
    from charitydesk.presentation.notice_letters import LetterChoices


class RecordLetterChooser(LetterChooser):
    """Chooses a kind and a tone.

    Args:
        choices: What there is to choose from.
        about: The record's name.
        record: What it starts from: `contract` or `bid`.
    """

    def __init__(self, choices: LetterChoices, about: str, record: str) -> None:
        super().__init__(choices, about)
        self.back = next(one for one in self.findChildren(QPushButton) if one is not self.draft)
        self.back.setText(f"&Back to the {record}")
        self.back.setAccessibleName(f"Back to the {record}")

    def begin(self) -> None:
        """Give the keyboard to the kinds, or to the way back where none fits."""
        if self._choices.suggested:
            super().begin()
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
