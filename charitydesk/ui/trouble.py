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
        copy: When the newest good copy was made, in words; empty where there is none to offer.
    """

    again = Signal()
    put_back = Signal()

    def __init__(self, context: PageContext, error: UserFacingError, folder: Path, copy: str = "") -> None:
        super().__init__(context, "Your data could not be opened", width=Width.PROSE)
        self.body.addWidget(Note(error.what_to_do, Tone.CAUTION, error.what_happened))
        self.body.addWidget(label("Nothing was changed. This is your data folder:"))
        self.body.addWidget(label(str(folder), "subheading", selectable=True))
        buttons = [button("&Close CharityDesk", self._close)]
        self.try_again = button("&Try again", self.again.emit, kind="plain" if copy else "primary", icon="redo")
        self.restore = button(f"&Put back the copy of {copy}", self.put_back.emit, kind="primary") if copy else None
        if self.restore is not None:
            self.body.addWidget(label("The damaged file is kept; only what was done after that copy is lost."))
            buttons.insert(0, self.restore)
        self.body.addWidget(ButtonRow(*buttons[:-1], self.try_again, buttons[-1]))

    def _close(self) -> None:
        self.window().close()
