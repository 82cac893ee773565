"""The bar that says where a file was saved, with the way to its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from charitydesk.presentation.badges import Tone
from charitydesk.ui.parts import announce, button, icon_label, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QHideEvent


class SavedBar(QFrame):
    """Hidden until something was saved.

    Args:
        open_folder: Opens the folder of a file.
    """

    def __init__(self, open_folder: Callable[[Path], object]) -> None:
        super().__init__()
        self.setObjectName("note")
        self._open_folder = open_folder
        self._path: Path | None = None
        self.words = label("")
        self.open = button("&Open folder", self._open, kind="quiet", icon="open")
        close = button("", self.hide, kind="quiet", icon="close", name="Dismiss this message")
        across = row(gap=12, stretch=False)
        across.setContentsMargins(16, 8, 8, 8)
        across.addWidget(icon_label("check", "accent", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.words, 1)
        across.addWidget(self.open)
        across.addWidget(close)
        self.setLayout(across)
        self.hide()

    def say(self, words: str, path: Path, *, whole: bool = True) -> None:
        """Say that a file was saved.

        Args:
            words: Where, and what is amiss with it.
            path: The file.
            whole: False when some characters could not be drawn.
        """
        self._path = path
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setProperty("tone", (Tone.GOOD if whole else Tone.CAUTION).value)
        restyle(self)
        self.show()
        announce(self, words, urgent=not whole)

    def hideEvent(self, event: QHideEvent) -> None:
        """Go for good when the page is left: what was saved may soon not be how the letter stands."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hide()

    def _open(self) -> None:
        if self._path is not None:
            self._open_folder(self._path)
