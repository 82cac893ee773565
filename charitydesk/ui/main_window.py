"""The window. It only navigates: which page is shown, what the menus reach, what the bars say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.search import Hit
from charitydesk.ui.asker import DialogAsker
from charitydesk.ui.change_bridge import ChangeBridge
from charitydesk.ui.menus import Menus
from charitydesk.ui.pages import Page, PageContext, Room
from charitydesk.ui.stage import Stage
from charitydesk.ui.status_strip import SAVED
from charitydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from charitydesk.presentation.search import SearchProvider
    from charitydesk.presentation.shell import Feed, History
    from charitydesk.services.clock import Clock
    from charitydesk.ui.asker import Asker
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
    """

    rooms: Sequence[Room]
    search: Sequence[SearchProvider] = ()
    history: History | None = None
    feed: Feed | None = None


class MainWindow(QMainWindow):
    """The one window.

    Args:
        theme: The application's appearance.
        clock: Knows today.
        asker: Asks questions; the system's dialogs when None.
    """

    def __init__(self, theme: Theme, clock: Clock, asker: Asker | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("CharityDesk")
        self.setMinimumSize(480, 320)
        self.resize(1280, 800)
        self.tasks = TaskRunner(self)
        self.changes = ChangeBridge(self)
        self.context = PageContext(self, asker or DialogAsker(self), self.tasks, clock, self.changes, theme)
        self._rooms: dict[str, Room] = {}
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._desk = Desk(())
        self.stage = Stage()
        self.setCentralWidget(self.stage)
        self.stack, self.search, self.bar, self.strip = (
            self.stage.pages,
            self.stage.search,
            self.stage.bar,
            self.stage.strip,
        )
        self.menus = Menus(self)
        self.stage.sidebar.chosen.connect(self.go)
        self.search.taken.connect(self._take)
        self.bar.undo_wanted.connect(self.undo)
        self.tasks.busy.connect(self.strip.show_step)
        self.tasks.failed.connect(self.show_error)
        self.strip.cancel_wanted.connect(self.tasks.cancel)
        self.changes.changed.connect(self._changed)
        theme.changed.connect(self._redress)
        self.name_undo()

    def open_desk(self, desk: Desk) -> None:
        """Show the rooms; the first one opens."""
        self._desk = desk
        rooms = sorted(desk.rooms, key=lambda room: (room.at_bottom, room.order))
        self._rooms = {room.id: room for room in rooms}
        self.stage.sidebar.set_rooms(rooms)
        self.menus.set_rooms(rooms)
        self.search.set_providers([self._commands, *desk.search])
        if desk.feed is not None:
            self.changes.listen(desk.feed)
        if rooms:
            self.go(rooms[0].id)
        self.name_undo()

    def show_alone(self, page: Page) -> None:
        """Show one page that is no room, without the sidebar: the first questions, or why the data cannot open."""
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
        before = self.current_page()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._pages.values():
            self.stack.removeWidget(before)
            before.deleteLater()
        page.freshen()
        self._show_header()
        self.stage.focus_page()
        if not self.stage.help.isHidden():
            self.stage.help.show_topic(page.help())

    def current_page(self) -> Page | None:
        """Return the page shown, or None before there is one."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def _show_header(self) -> None:
        page = self.current_page()
        if page is not None:
            self.stage.header.show_page(page.title, page.subtitle, page.header_actions())
            self.menus.new.setEnabled(self.stage.header.primary is not None)
            self.stack.setAccessibleName(page.title)
            self.setWindowTitle(f"{page.title} \N{EN DASH} CharityDesk")

    def notify(self, words: str, *, undo: bool = False) -> None:
        """Say in the notice bar that something was done."""
        self.bar.show_notice(words, undo=undo)

    def show_error(self, error: Exception) -> None:
        """Show an error the person can act on."""
        self.bar.show_notice(str(error), tone=Tone.BAD if isinstance(error, UserFacingError) else Tone.CAUTION)

    def say_saved(self) -> None:
        """Answer Ctrl+S."""
        self.strip.say(SAVED)

    def new_here(self) -> None:
        """Do what the page's main action does."""
        if self.stage.header.primary is not None:
            self.stage.header.primary.click()

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
        if self.stage.help.isHidden() and page is not None:
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

    def _commands(self, _text: str) -> Sequence[Hit]:
        rooms = [Hit("Room", r.title, "", r.id, None, r.icon, r.keywords) for r in self._rooms.values()]
        actions = [
            action for action in self.findChildren(QAction) if action.isEnabled() and action.shortcut().toString()
        ]
        titles = {room.title for room in self._rooms.values()}
        return rooms + [
            Hit("Command", text, action.shortcut().toString(), key=action, icon="next")
            for action in actions
            if (text := action.text().replace("&", "")) not in titles
        ]

    def _take(self, hit: Hit) -> None:
        if isinstance(hit.key, QAction):
            hit.key.trigger()
        elif hit.room:
            self.go(hit.room, hit.key)

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
