"""Shown instead of the rooms when the data cannot be opened: what happened, what is safe, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.presentation.badges import Tone
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.pages import Page, Width
from charitydesk.ui.parts import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.errors import UserFacingError
    from charitydesk.ui.pages import PageContext


class TroublePage(Page):
    """The page.

    Args:
        context: What every page is given.
        error: What happened.
        folder: Where the data lies.
    """

    again = Signal()

    def __init__(self, context: PageContext, error: UserFacingError, folder: Path) -> None:
        super().__init__(context, "Your data could not be opened", width=Width.PROSE)
        self.body.addWidget(Note(error.what_to_do, Tone.CAUTION, error.what_happened))
        self.body.addWidget(label("Nothing was changed. This is your data folder:"))
        self.body.addWidget(label(str(folder), "subheading", selectable=True))
        self.try_again = button("&Try again", self.again.emit, kind="primary", icon="redo")
        self.body.addWidget(ButtonRow(self.try_again, button("&Close CharityDesk", self._close)))

    def _close(self) -> None:
        self.window().close()
