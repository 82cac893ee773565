"""The notice bar under a page's header: what was just done or went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.ui import icons
from charitydesk.ui.folders import open_folder
from charitydesk.ui.parts import announce, button, icon_label, label, restyle

if TYPE_CHECKING:
    from pathlib import Path


class NoticeBar(QFrame):
    """One sentence about what was just done, with *Undo*; it stays until dismissed or replaced, and is spoken."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self._icon = icon_label("check", "accent")
        self._words = label("", "bar")
        self.undo = button("Undo", self.undo_wanted.emit, kind="quiet", icon="undo")
        self.folder = button("Open folder", self._open_folder, kind="quiet", icon="open")
        self._folder: Path | None = None
        self.close_button = button("", self.hide_notice, kind="quiet", icon="close", name="Dismiss this message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.folder)
        layout.addWidget(self.close_button)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, or an empty string."""
        return "" if self.isHidden() else self._words.text()

    @property
    def offers_undo(self) -> bool:
        """Whether *Undo* stands beside the sentence shown."""
        return not (self.isHidden() or self.undo.isHidden())

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def show_notice(
        self, words: str, *, undo: bool = False, tone: Tone = Tone.ACCENT, folder: Path | None = None
    ) -> None:
        """Show a sentence.

        Args:
            words: What happened.
            undo: Offer to take it back.
            tone: How serious it is.
            folder: Offer to open it.
        """
        self._words.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undo)
        self._folder = folder
        self.folder.setVisible(folder is not None)
        bad = tone in {Tone.BAD, Tone.CAUTION}
        icons.put(self._icon, "warning" if bad else "check", "accent" if tone is Tone.ACCENT else tone.value)
        self.setProperty("tone", tone.value)
        restyle(self)
        self.show()
        announce(self, words, urgent=bad)

    def show_error(self, error: Exception) -> None:
        """Show what a person can be told of an error."""
        self.show_notice(str(error), tone=Tone.BAD if isinstance(error, UserFacingError) else Tone.CAUTION)

    def hide_notice(self) -> None:
        """Take the sentence away."""
        self.hide()
