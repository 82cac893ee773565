"""One window over one data folder, lent to many tests: after each, its records are as they were at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.services.changes import Change, Topic
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.pages import Page, Room
from tests.ui.walker import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.theme import Theme

SIZE = 1280, 800


def nowhere() -> Room:
    """Return a room with nothing in it, to go to while another is made afresh."""
    return Room("nowhere", "Nowhere", "today", _nowhere, 0, listed=False)


def _nowhere(context: PageContext) -> Page:
    return Page(context, "Nowhere")


class SharedWindow:
    """A window, its services, and the records as they were when it was opened.

    Args:
        data: A data folder that no other test uses; it is opened.
        clock: When it is.
        theme: The application's theme.
        rooms: Returns the rooms of a window over services.
    """

    def __init__(self, data: Path, clock: Clock, theme: Theme, rooms: Callable[[Services], Sequence[Room]]) -> None:
        self.clock = clock
        self.services = build_services(AppPaths(data), clock)
        self._database = self.services.desk.paths.database
        self._began = self._database.read_bytes()
        self.asker = ScriptedAsker()
        self.window = MainWindow(theme, clock, self.asker)
        self.window.open_desk(Desk(rooms(self.services), (), self.services.history, self.services.desk.feed))
        self.window.show()
        finish(self.window.tasks)

    def lend(self) -> None:
        """Give the window the keyboard."""
        self.window.activateWindow()
        QApplication.processEvents()
        assert self.window.isActiveWindow()

    @property
    def was_changed(self) -> bool:
        """Whether any record differs from how it was at first."""
        return self._database.read_bytes() != self._began

    def put_back(self) -> None:
        """Put the records back if any was changed, and the window as it was; what a room shows is the room's to close.

        Call it when nothing is being typed.
        """
        self.window.bar.hide_notice()
        if self.window.size().toTuple() != SIZE:
            self.window.resize(*SIZE)
        self.asker.paths.clear()
        self.asker.asked.clear()
        finish(self.window.tasks)
        if self.was_changed:
            desk = self.services.desk
            desk.database.close()
            self._database.write_bytes(self._began)
            desk.feed.publish(Change("Put back", frozenset(Topic)))
            finish(self.window.tasks)

    def forget(self, room: str) -> None:
        """Leave a room's page, with all that was shown and typed in it; when next opened, it is made afresh."""
        page = self.window._pages.pop(room, None)
        if page is not None:
            self.window.stack.removeWidget(page)
            page.deleteLater()

    def close(self) -> None:
        """Close the window and the data folder."""
        self.window.close()
        self.window.deleteLater()
        self.services.close()
