"""The head of a page: title, subtitle and what can be done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from charitydesk.ui import icons
from charitydesk.ui.parts import button, clear, column, label, restyle
from charitydesk.ui.scale import scaled, side_margin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from charitydesk.ui.pages import HeaderAction, MenuLine


_TITLE = 200
"""Room for a title that asks for so much, in pixels at 100 %."""


class FilledMenu(QMenu):
    """A menu that is filled each time it opens, its first line chosen for the keyboard.

    Args:
        lines: Returns its lines.
        button: What opens it.
    """

    def __init__(self, lines: Callable[[], Sequence[MenuLine]], button: QWidget) -> None:
        super().__init__(button)
        self._lines = lines
        self.setAccessibleName(button.accessibleName())
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Write the lines as they are now."""
        self.clear()
        for line in self._lines():
            if line.starts and self.actions():
                self.addSeparator()
            self.addAction(line.text).triggered.connect(_Plain(line.call))
        self.setActiveAction(self.actions()[0])


class _Plain:
    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, _checked: bool = False) -> None:
        self._call()


class PageHeader(QFrame):
    """Title and actions of the page shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self._title = label("", "title")
        self._subtitle = label("", "subtitle")
        self._compact = False
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(16)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(self._actions)
        self._layout.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        self.primary: QPushButton | None = None
        self.opens_menu: QPushButton | None = None
        self._shown: tuple[HeaderAction, ...] = ()
        self._extras: list[tuple[QPushButton, HeaderAction]] = []
        self._main: tuple[QPushButton, HeaderAction] | None = None
        self._arrange(1280)

    def show_page(self, title: str, subtitle: str, actions: Sequence[HeaderAction]) -> None:
        """Show a page's title and actions."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle) and not self._compact)
        if tuple(actions) != self._shown:
            self._shown = tuple(actions)
            self._show_actions()
        self._arrange(self.width())

    def _show_actions(self) -> None:
        clear(self._actions)
        self.primary = self.opens_menu = None
        self._extras, self._main = [], None
        for action in self._shown:
            loud = action.primary and not action.plain
            made = button(action.text, action.call, kind="primary" if loud else "plain", icon=action.icon)
            self._actions.addWidget(made)
            made.show()  # a layout passes over what Qt would show a moment later
            made.ensurePolished()
            if action.menu is not None:
                made.setProperty("menu", "true")
                made.setMenu(FilledMenu(action.menu, made))
                self.opens_menu = made
            if action.primary and self.primary is None:
                self.primary = made
                self._main = (made, action) if action.icon else None
            elif action.icon:
                self._extras.append((made, action))

    def set_compact(self, compact: bool) -> None:
        """Give the height to the page: no subtitle, a smaller title."""
        if compact != self._compact:
            self._compact = compact
            self._title.setProperty("role", "heading" if compact else "title")
            restyle(self._title)
            self._subtitle.setVisible(bool(self._subtitle.text()) and not compact)
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the title above the page's own margin."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        side = side_margin(width)
        self._layout.setContentsMargins(side, 8 if self._compact else 14, side, 6 if self._compact else 18)
        self._fit(width - 2 * side)

    def _fit(self, width: int) -> None:
        """Leave the title its room: where the buttons would take it, all but the main one, or all, are icons alone."""
        self._title.ensurePolished()
        title = min(self._title.fontMetrics().horizontalAdvance(self._title.text()), scaled(_TITLE))
        main = [] if self._main is None else [self._main]
        for bare in ([], self._extras, [*self._extras, *main]):
            self._say(bare)
            if self._actions.sizeHint().width() + self._layout.spacing() + title <= width:
                break

    def _say(self, bare: Sequence[tuple[QPushButton, HeaderAction]]) -> None:
        """Show these buttons as their icons alone, and the others in words."""
        alone = {made for made, _ in bare}
        for made, action in (*self._extras, *(() if self._main is None else (self._main,))):
            is_bare = made in alone
            if bool(made.property("bare")) is is_bare:
                continue
            made.setText("" if is_bare else action.text)
            made.setToolTip(made.accessibleName() if is_bare else "")
            ink = "on_accent" if made.property("kind") == "primary" else "ink"
            icons.put(made, action.icon, ink, gap=0 if is_bare else 6)
            made.setProperty("bare", is_bare)
            restyle(made)
        self._actions.invalidate()
