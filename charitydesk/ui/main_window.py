"""The window. It only navigates: which page is shown, what the menus reach, what the bars say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.search import Hit
from charitydesk.ui.asker import DialogAsker
from charitydesk.ui.change_bridge import ChangeBridge
from charitydesk.ui.header import NoticeBar, PageHeader
from charitydesk.ui.help_panel import HelpPanel
from charitydesk.ui.menus import Menus
from charitydesk.ui.pages import Page, PageContext, Room, side_margin
from charitydesk.ui.parts import column
from charitydesk.ui.search_box import SearchBox
from charitydesk.ui.sidebar import Sidebar
from charitydesk.ui.status_strip import SAVED, StatusStrip
from charitydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from charitydesk.presentation.search import SearchProvider
    from charitydesk.presentation.shell import Feed, History
    from charitydesk.services.clock import Clock
    from charitydesk.ui.asker import Asker
    from charitydesk.ui.theme import Theme

NARROW, LOW = 840, 560
"""Below these the sidebar shows icons alone and the header loses its second line."""
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
        self._build()
        self.menus = Menus(self)
        self.tasks.busy.connect(self.strip.show_step)
        self.tasks.failed.connect(self.show_error)
        self.strip.cancel_wanted.connect(self.tasks.cancel)
        self.changes.changed.connect(self._changed)
        theme.changed.connect(self._rescale)
        self.name_undo()

    def _build(self) -> None:
        stage = QWidget()
        stage.setObjectName("paper")
        self.setCentralWidget(stage)
        self.sidebar = Sidebar()
        self.sidebar.chosen.connect(self.go)
        self.search = SearchBox(stage)
        self.search.taken.connect(self._take)
        self.search.setMaximumWidth(520)
        self._top = QFrame()
        self._top.setObjectName("topbar")
        self._top_layout = QHBoxLayout(self._top)
        self._top_layout.addWidget(self.search, 1)
        self._top_layout.addStretch(1)
        self.header = PageHeader()
        self.bar = NoticeBar()
        self.bar.undo_wanted.connect(self.undo)
        self._bar_row = column(gap=0)
        self._bar_row.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.help = HelpPanel()
        self.strip = StatusStrip()
        main = column(gap=0)
        for widget in (self._top, self.header):
            main.addWidget(widget)
        main.addLayout(self._bar_row)
        main.addWidget(self.stack, 1)
        main.addWidget(self.strip)
        across = QHBoxLayout(stage)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(main, 1)
        across.addWidget(self.help)
        self._fit()

    def open_desk(self, desk: Desk) -> None:
        """Show the rooms; the first one opens."""
        self._desk = desk
        rooms = sorted(desk.rooms, key=lambda room: (room.at_bottom, room.order))
        self._rooms = {room.id: room for room in rooms}
        self.sidebar.set_rooms(rooms)
        self.menus.set_rooms(rooms)
        self.search.set_providers([self._commands, *desk.search])
        if desk.feed is not None:
            self.changes.listen(desk.feed)
        if rooms:
            self.go(rooms[0].id)
        self.name_undo()

    def show_alone(self, page: Page) -> None:
        """Show one page that is no room, without the sidebar: the first questions, or why the data cannot open."""
        self.sidebar.hide()
        self._top.hide()
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
            self.sidebar.show_current(self._here)
            return
        self._here = room
        self.sidebar.show()
        self._top.show()
        self.sidebar.show_current(room)
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
        if not self.help.isHidden():
            self.help.show_topic(page.help())

    def current_page(self) -> Page | None:
        """Return the page shown, or None before there is one."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def _show_header(self) -> None:
        page = self.current_page()
        if page is not None:
            self.header.show_page(page.title, page.subtitle, page.header_actions())
            self.menus.new.setEnabled(self.header.primary is not None)
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
        if self.header.primary is not None:
            self.header.primary.click()

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
        if self.help.isHidden() and page is not None:
            self.help.show_topic(page.help())
            self.help.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.help.close_panel()

    def undo(self) -> None:
        """Take back the last change."""
        if self._desk.history is not None and self._desk.history.undo_name():
            self.notify(f"Undone: {self._desk.history.undo()}.")
        self.name_undo()

    def redo(self) -> None:
        """Make the last undone change again."""
        if self._desk.history is not None and self._desk.history.redo_name():
            self.notify(f"Done again: {self._desk.history.redo()}.", undo=True)
        self.name_undo()

    def name_undo(self) -> None:
        """Bring the names in the Edit menu up to date."""
        self.menus.name_changes(self._desk.history)

    def text_larger(self) -> None:
        """Make text a step larger, up to 200 %."""
        self.theme.use(scale=self.theme.scale + _TEXT_STEP)

    def text_smaller(self) -> None:
        """Make text a step smaller, down to 100 %."""
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

    def _rescale(self, _tokens: object) -> None:
        self.sidebar.set_scale(self.theme.scale)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit sidebar, header and help to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow, low = self.width() < NARROW * self.theme.scale, self.height() < LOW * self.theme.scale
        self.sidebar.set_compact(narrow)
        self.header.set_compact(low)
        side = side_margin(self.width() - self.sidebar.width())
        self._top_layout.setContentsMargins(side, 4 if low else 10, side, 2)
        self._bar_row.setContentsMargins(side, 0, side, 8 if low else 16)
        self.help.setFixedWidth(min(round(340 * self.theme.scale), self.width() * 2 // 3))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages save what was typed, then wait for work under way."""
        if all(page.can_leave() for page in self._pages.values()):
            self.changes.close()
            self.tasks.close()
            event.accept()
        else:
            event.ignore()
