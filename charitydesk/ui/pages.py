"""The page every room is built on: header, readable width, topics, staleness; and the room registry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from charitydesk.ui.change_bridge import topics_of
from charitydesk.ui.parts import column
from charitydesk.ui.scale import scaled, side_margin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QAbstractScrollArea

    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.clock import Clock
    from charitydesk.ui.asker import Asker
    from charitydesk.ui.change_bridge import ChangeBridge
    from charitydesk.ui.tasks import TaskRunner
    from charitydesk.ui.theme import Theme


class Width(IntEnum):
    """How wide a page may grow, in pixels."""

    PROSE = 720
    WIDE = 1120
    FULL = 16_777_215


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def go(self, room: str, key: object = None) -> None:
        """Open a room, and a record in it when a key is given."""
        ...

    def notify(self, words: str, *, undo: bool = False, folder: Path | None = None) -> None:
        """Say in the notice bar that something was done: with *Undo* when it can be taken back, or its folder."""
        ...

    def show_error(self, error: Exception) -> None:
        """Show a `UserFacingError` in the notice bar."""
        ...


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page is given.

    Args:
        shell: The window, as far as pages may use it.
        asker: Asks the few questions that stand in the way.
        tasks: Runs work off the window's thread.
        clock: Knows today.
        changes: Tells of changes.
        theme: Text size and appearance.
    """

    shell: Shell
    asker: Asker
    tasks: TaskRunner
    clock: Clock
    changes: ChangeBridge
    theme: Theme


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of a button's menu.

    Args:
        text: With `&` before the mnemonic.
        call: What it does.
        starts: A rule stands above it.
    """

    text: str
    call: Callable[[], object]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class HeaderAction:
    """One button of a page's header.

    Args:
        text: With `&` before the mnemonic.
        call: What it does.
        icon: An icon's name, or empty.
        primary: Drawn as the page's main action; Ctrl+N does the first primary one.
        plain: Drawn quietly all the same, because the record beside the list has the main action.
        menu: Returns the lines of the menu that the button opens, asked each time; `call` is not called then.
    """

    text: str
    call: Callable[[], object]
    icon: str = ""
    primary: bool = False
    plain: bool = False
    menu: Callable[[], Sequence[MenuLine]] | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the sidebar.

    Args:
        id: For example `notices`.
        title: As written in the sidebar.
        icon: An icon's name.
        factory: Makes the page when it is first shown.
        order: Its place; settings come last, at the bottom.
        at_bottom: Set apart at the foot of the sidebar.
        keywords: Other words people may search for.
        listed: Stand in the sidebar and the View menu; a page that others lead to does not.
    """

    id: str
    title: str
    icon: str
    factory: Callable[[PageContext], Page]
    order: int
    at_bottom: bool = False
    keywords: str = ""
    listed: bool = True


class Page(QWidget):
    """Base of every page. Put widgets into `self.body`; override `refresh`, `open_record` and what else is needed.

    Args:
        context: What every page is given.
        title: The header's title.
        subtitle: A quiet line under it.
        width: How wide the body may grow.
        fill: The body takes the whole height (tables, record beside a list) instead of scrolling as one sheet.
    """

    header_changed = Signal()
    topics: frozenset[object] = frozenset()
    """Topics of the changes this page shows; empty means that none concern it."""

    def __init__(
        self, context: PageContext, title: str, subtitle: str = "", *, width: Width = Width.WIDE, fill: bool = False
    ) -> None:
        super().__init__()
        self.context = context
        self.title, self.subtitle = title, subtitle
        self._stale = True
        outer = column(self, gap=0)
        self.body: QVBoxLayout = column(gap=24)
        self._sheet = Sheet(width)
        self._sheet.inner.addLayout(self.body)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer.addWidget(self._area, 1)
        self._foot: Foot | None = None
        if not fill:
            self._sheet.inner.addStretch(1)
        context.changes.changed.connect(self._hear)

    def set_header(self, title: str, subtitle: str = "") -> None:
        """Change the header."""
        self.title, self.subtitle = title, subtitle
        self.header_changed.emit()

    def set_foot(self, widget: QWidget | None) -> None:
        """Keep a widget in sight beneath all that scrolls; None takes the one before away."""
        if self._foot is not None:
            self._foot.hide()
            self._foot.deleteLater()
            self._foot = None
        if widget is not None:
            self._foot = Foot(widget)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._foot)
        self._sheet.stands_on_foot(self._foot is not None)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons in order; none by default."""
        return ()

    def help(self) -> HelpTopic | None:
        """Return the help shown by F1."""
        return None

    def filter_widget(self) -> QWidget | None:
        """Return the field Ctrl+F moves to."""
        return None

    def print_out(self) -> bool:
        """Offer what is shown for print; return False where this page has nothing to print."""
        return False

    def refresh(self) -> None:
        """Load again from the services; called when first shown and after changes of this page's topics."""

    def open_record(self, key: object) -> None:
        """Show one record; what the key is, the room says."""

    def can_leave(self) -> bool:
        """Return True when nothing typed would be lost; by then the page should have saved it."""
        return True

    def mark_stale(self) -> None:
        """Load again now if shown, else when next shown."""
        self._stale = True
        if self.isVisible():
            self.freshen()

    def freshen(self) -> None:
        """Load again if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def scroll_to_top(self) -> None:
        """Show the beginning of the page."""
        self._area.verticalScrollBar().setValue(0)

    @property
    def is_scrolled(self) -> bool:
        """Whether the beginning of the page is out of sight."""
        return self._area.verticalScrollBar().value() > 0

    def scroll_to_end(self) -> bool:
        """Show the end of the page; return False when all of it is shown already."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())
        return bar.maximum() > 0

    def scroll_by_key(self, key: int) -> bool:
        """Scroll by a page for Page Up and Page Down, to an end for Home and End; return False for other keys."""
        return scroll_by_key(self._area, key)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what went stale while hidden."""
        super().showEvent(event)
        self.freshen()

    def _hear(self, change: object) -> None:
        topics = topics_of(change)
        if self.topics and (not topics or topics & self.topics):
            self.mark_stale()


def scroll_by_key(area: QAbstractScrollArea, key: int) -> bool:
    """Scroll by a page for Page Up and Page Down, to an end for Home and End; return False for other keys."""
    bar = area.verticalScrollBar()
    to = {
        Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
        Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
        Qt.Key.Key_Home: bar.minimum(),
        Qt.Key.Key_End: bar.maximum(),
    }
    if key not in to:
        return False
    bar.setValue(to[Qt.Key(key)])
    return True


class Sheet(QWidget):
    """The paper of a page: margins that shrink with the window, and a width that stays readable."""

    def __init__(self, width: Width) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._limit = int(width)
        self._on_foot = False
        self.inner: QVBoxLayout = column(self, gap=0)

    def stands_on_foot(self, does: bool) -> None:
        """Leave less room at the end where something stands beneath."""
        self._on_foot = does
        self.set_margins(self.width())

    def minimumSizeHint(self) -> QSize:
        """Return no height where text breaks into lines: Qt's own guess leaves a blank end."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.inner.hasHeightForWidth() else hint

    def sizeHint(self) -> QSize:
        """Return its parts' own sizes: the page gives it its width, and its height follows from that."""
        return self.inner.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the margins to the width."""
        super().resizeEvent(event)
        self.set_margins(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Fit the margins to the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.set_margins(self.width())

    def set_margins(self, width: int) -> None:
        """Leave a margin at the left and at least as much at the right, scroll bar included."""
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        whole = area.width() if isinstance(area, QScrollArea) else width
        side = side_margin(whole)
        right = max(side - (whole - width), width - side - scaled(self._limit), 4)
        self.inner.setContentsMargins(side, 8, right, 8 if self._on_foot else side)


class Foot(QWidget):
    """What stays in sight beneath a page, with the page's own margins.

    Args:
        widget: What it holds.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setObjectName("paper")
        column(self, gap=0).addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the margins to the width."""
        super().resizeEvent(event)
        side, layout = side_margin(event.size().width()), self.layout()
        if layout is not None:
            layout.setContentsMargins(side, 8, side, max(8, side // 2))
