"""The window. It only navigates: which page is shown, what the menus reach, what the bars say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from charitydesk.ui.dress import dress
from charitydesk.ui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from charitydesk.presentation.search import Hit, SearchProvider
    from charitydesk.presentation.shell import Feed, History
    from charitydesk.services.clock import Clock
    from charitydesk.ui.asker import Asker
    from charitydesk.ui.change_bridge import ChangeBridge
    from charitydesk.ui.menus import Menus
    from charitydesk.ui.notice_bar import NoticeBar
    from charitydesk.ui.pages import Page, PageContext, Room
    from charitydesk.ui.status_strip import StatusStrip
    from charitydesk.ui.tasks import TaskRunner
    from charitydesk.ui.theme import Theme

_TEXT_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Desk:
    """What the window shows once the services are there.

    Args:
        rooms: The rooms that exist.
        search: Providers of records for the search box.
        history: Undo and redo, or None.
        feed: News of changes, or None.
        keepers: Make what works beside the pages for as long as the window is open.
    """

    rooms: Sequence[Room]
    search: Sequence[SearchProvider] = ()
    history: History | None = None
    feed: Feed | None = None
    keepers: Sequence[Callable[[PageContext], QObject]] = ()


class MainWindow(QMainWindow):
    """The one window.

    What is painted first is the frame it keeps: menu bar, sidebar, search, header. The rest is made on first use or by
    `complete`, after that paint.

    Args:
        theme: The application's appearance.
        clock: Knows today.
        asker: Asks questions; the system's dialogs when None.
    """

    painted = Signal()
    """Told once, when the window has been painted for the first time and is complete."""

    def __init__(self, theme: Theme, clock: Clock, asker: Asker | None = None) -> None:
        super().__init__()
        dress(self)
        self.theme = theme
        self._clock, self._asker = clock, asker
        self.setWindowTitle("CharityDesk")
        self.setMinimumSize(480, 320)
        self.resize(1280, 800)
        self._rooms: dict[str, Room] = {}
        self._pages: dict[str, Page] = {}
        self._page: Page | None = None
        self._here = ""
        self._told: str | None = None
        self._desk = Desk(())
        self._keepers: list[QObject] = []
        self._was_painted = self._is_complete = False
        self.stage = Stage()
        self.setCentralWidget(self.stage)
        self.stack, self.search = self.stage.pages, self.stage.search
        self.menuBar().setAccessibleName("Menu")
        self._heads = [self.menuBar().addMenu(title) for title in ("&File", "&Edit", "&View", "&Help")]
        self.stage.sidebar.chosen.connect(self.go)
        self.search.taken.connect(self._take)
        theme.changed.connect(self._redress)
        self.stage.focus_page()

    @property
    def bar(self) -> NoticeBar:
        """The notice bar."""
        return self.stage.bar

    @property
    def strip(self) -> StatusStrip:
        """The strip at the foot."""
        return self.stage.strip

    @cached_property
    def tasks(self) -> TaskRunner:
        """Runs work off the window's thread."""
        from charitydesk.ui.tasks import TaskRunner  # noqa: PLC0415 - see the class

        return TaskRunner(self)

    @cached_property
    def changes(self) -> ChangeBridge:
        """Tells of changes."""
        from charitydesk.ui.change_bridge import ChangeBridge  # noqa: PLC0415 - see the class

        return ChangeBridge(self)

    @cached_property
    def context(self) -> PageContext:
        """What every page is given."""
        from charitydesk.ui.asker import DialogAsker  # noqa: PLC0415 - see the class
        from charitydesk.ui.pages import PageContext  # noqa: PLC0415 - the same

        asker = self._asker or DialogAsker(self)
        return PageContext(self, asker, self.tasks, self._clock, self.changes, self.theme)

    @cached_property
    def menus(self) -> Menus:
        """What the menus hold, and their keys."""
        from charitydesk.ui.menus import Menus  # noqa: PLC0415 - see the class

        return Menus(self, self._heads)

    def complete(self) -> None:
        """Make what the first paint does not show, and join it up."""
        if self._is_complete:
            return
        self._is_complete = True
        self.bar.undo_wanted.connect(self.undo)
        self.tasks.busy.connect(self.strip.show_step)
        self.tasks.failed.connect(self.show_error)
        self.strip.cancel_wanted.connect(self.tasks.cancel)
        self.changes.changed.connect(self._changed)
        self.name_undo()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Complete the window once it has been painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.complete()
        self.painted.emit()

    def open_desk(self, desk: Desk) -> None:
        """Show the rooms; the first one opens."""
        from charitydesk.ui.commands import commands  # noqa: PLC0415 - see the class

        self.complete()
        self._desk = desk
        rooms = sorted(desk.rooms, key=lambda room: (room.at_bottom, room.order))
        self._rooms = {room.id: room for room in rooms}
        listed = [room for room in rooms if room.listed]
        self.stage.sidebar.set_rooms(listed)
        self.menus.set_rooms(listed)
        self.menus.bring.setVisible("imports" in self._rooms)
        for action in self.menus.goes_out:
            action.setVisible("settings" in self._rooms)
        self.search.set_providers([commands(self, rooms), *desk.search])
        if desk.feed is not None:
            self.changes.listen(desk.feed)
        self._keepers = [make(self.context) for make in desk.keepers]
        if rooms:
            self.go(rooms[0].id)
        self.name_undo()

    def show_alone(self, page: Page) -> None:
        """Show one page that is no room, without the sidebar: the first questions, or why the data cannot open."""
        self.complete()
        self.stage.set_alone(True)
        self._show(page)

    def page(self, room: str) -> Page:
        """Return a room's page, made on first use."""
        if room not in self._pages:
            page = self._rooms[room].factory(self.context)
            page.header_changed.connect(self._show_header)
            self._pages[room] = page
        return self._pages[room]

    def go(self, room: str, key: object = None) -> None:
        """Open a room, and a record in it when a key is given."""
        if room != self._here:
            self.bar.hide_notice()  # what a room said belongs to it; what it did stays in the Edit menu
        current = self.current_page()
        if room not in self._rooms or (current is not None and not current.can_leave()):
            self.stage.sidebar.show_current(self._here)
            return
        self._here = room
        self.stage.set_alone(False)
        self.stage.sidebar.show_current(room)
        page = self.page(room)
        self._show(page)
        if key is not None:
            page.open_record(key)

    def _show(self, page: Page) -> None:
        before, self._page = self._page, page
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._pages.values():
            self.stack.removeWidget(before)
            before.deleteLater()
        page.freshen()
        self._show_header()
        self.stage.focus_page()
        if self.stage.help_is_open:
            self.stage.help.show_topic(page.help())

    def current_page(self) -> Page | None:
        """Return the page shown, or None before there is one."""
        return self._page

    def _show_header(self) -> None:
        page = self.current_page()
        if page is not None:
            self.stage.header.show_page(page.title, page.subtitle, page.header_actions())
            self.menus.new.setEnabled(self.stage.header.primary is not None)
            self.stack.setAccessibleName(page.title)
            self.setWindowTitle(f"{page.title} \N{EN DASH} CharityDesk")

    def notify(self, words: str, *, undo: bool = False, folder: Path | None = None) -> None:
        """Say in the notice bar that something was done."""
        history = self._desk.history
        self._told = history.next_undo() if undo and history is not None else None
        self.bar.show_notice(words, undo=undo, folder=folder)

    def show_error(self, error: Exception) -> None:
        """Show an error the person can act on."""
        self.bar.show_error(error)

    def say_saved(self) -> None:
        """Answer Ctrl+S."""
        self.strip.say_saved()

    def new_here(self) -> None:
        """Do what the page's main action does."""
        if self.stage.header.primary is not None:
            self.stage.header.primary.click()

    def bring_in(self) -> None:
        """Open the page that brings in files."""
        self.go("imports")

    def export_here(self) -> None:
        """Open the page's *Export* menu, where it has a list that can go out."""
        opens = self.stage.header.opens_menu
        if opens is None:
            from charitydesk.presentation.export_words import NO_LIST  # noqa: PLC0415 - the window is painted before

            self.notify(NO_LIST)
        else:
            opens.showMenu()

    def export_all(self) -> None:
        """Lead to the export of everything."""
        self.go("settings", "export")

    def keep_calendar(self) -> None:
        """Lead to the calendar file."""
        self.go("settings", "calendar")

    def print_here(self) -> None:
        """Print what the page shows, where it can be printed."""
        page = self.current_page()
        if page is None or not page.print_out():
            self.notify("There is nothing to print on this page.")

    def filter_here(self) -> None:
        """Move to the page's filter, or to the search box where there is none."""
        page = self.current_page()
        field = page.filter_widget() if page else None
        if field is None:
            self.search.begin()
        else:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_help(self) -> None:
        """Open or close the help beside the page."""
        page = self.current_page()
        if not self.stage.help_is_open and page is not None:
            self.stage.help.show_topic(page.help())
            self.stage.fit()
            self.stage.help.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.stage.help.close_panel()
            self.stage.focus_page()

    def undo(self) -> None:
        """Take back the last change."""
        history = self._desk.history
        if history is not None and (name := history.next_undo()):
            history.undo()
            self.notify(f"Undone: {name}.")
        self.name_undo()

    def redo(self) -> None:
        """Make the last undone change again."""
        history = self._desk.history
        if history is not None and (name := history.next_redo()):
            history.redo()
            self.notify(f"Done again: {name}.", undo=True)
        self.name_undo()

    def name_undo(self) -> None:
        """Bring the names in the Edit menu up to date."""
        self.menus.name_changes(self._desk.history)

    def text_larger(self) -> None:
        """Make text a step larger, up to 200 %."""
        self.theme.use(scale=self.theme.scale + _TEXT_STEP)

    def text_smaller(self) -> None:
        """Make text a step smaller, down to 80 %."""
        self.theme.use(scale=self.theme.scale - _TEXT_STEP)

    def text_first(self) -> None:
        """Return text to 100 %."""
        self.theme.use(scale=1.0)

    def _changed(self, _change: object) -> None:
        self.name_undo()
        history = self._desk.history
        if self.bar.offers_undo and history is not None and history.next_undo() != self._told:
            self.bar.hide_notice()  # its *Undo* would take back something else than its sentence says

    def _take(self, hit: Hit) -> None:
        if hit.room:
            self.go(hit.room, hit.key)
        elif isinstance(hit.key, QAction):
            hit.key.trigger()

    def _redress(self, _tokens: object) -> None:
        self.stage.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page keys scroll the page wherever the keyboard is."""
        page = self.current_page()
        if page is None or not page.scroll_by_key(event.key()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages save what was typed, then wait for work under way."""
        if all(page.can_leave() for page in self._pages.values()):
            self.changes.close()
            self.tasks.close()
            event.accept()
        else:
            event.ignore()
