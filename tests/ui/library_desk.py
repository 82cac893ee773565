"""The Library, with Settings to go to, in a window that many tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from charitydesk.ui import library, settings
from tests.ui.shared_window import SharedWindow
from tests.ui.walker import finish

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.library.page import LibraryPage
    from charitydesk.ui.pages import Room
    from charitydesk.ui.theme import Theme


def _rooms(services: Services) -> tuple[Room, ...]:
    return library.room(services), settings.room(services)


class LibraryWindow(SharedWindow):
    """The Library in the one window of many tests; arguments as for every shared window."""

    def __init__(self, data: Path, clock: Clock, theme: Theme) -> None:
        super().__init__(data, clock, theme, _rooms)

    @property
    def page(self) -> LibraryPage:
        """The Library's page."""
        return self.window.page("library")

    def lend(self) -> None:
        """Show the register as at first, with the keyboard in the window."""
        super().lend()
        self.window.go("library")

    def put_back(self) -> None:
        """Close what was open beside the lists, ask about no case and narrow nothing."""
        finish(self.window.tasks)
        page = self.page
        page.compacts._show(None)
        page.tabs.setCurrentIndex(0)
        register = page.register
        register._show(None)
        if register.question is not None:
            register.ask(None)
        if register.filters.value().narrowed_by or register.filters.clear.isVisible():
            register.filters.reset()
        if register.filters.more.isChecked():
            register.filters.set_open(False)
        register.table.view.setCurrentIndex(QModelIndex())
        super().put_back()
