"""The menu bar and its keys; the window supplies what each does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from charitydesk.ui.theme import Appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from charitydesk.presentation.shell import History
    from charitydesk.ui.main_window import MainWindow
    from charitydesk.ui.pages import Room


FOUND = "found"
"""The property of a command that the search box finds though it has no key."""


class Menus:
    """What File, Edit, View and Help hold.

    Args:
        window: The window they belong to.
        heads: The four menus, empty.
    """

    def __init__(self, window: MainWindow, heads: Sequence[QMenu]) -> None:
        self._window = window
        self._file, self._edit, self._view, self._help = heads
        self.new = self._add(self._file, "&New", window.new_here, "Ctrl+N")
        self._add(self._file, "&Save", window.say_saved, "Ctrl+S")
        self.bring = self._add(self._file, "&Import\N{HORIZONTAL ELLIPSIS}", window.bring_in)
        self.bring.setVisible(False)
        self._add(self._file, "E&xport this list\N{HORIZONTAL ELLIPSIS}", window.export_here, "Ctrl+E")
        everything = self._add(self._file, "Export &everything\N{HORIZONTAL ELLIPSIS}", window.export_all)
        calendar = self._add(self._file, "&Calendar file\N{HORIZONTAL ELLIPSIS}", window.keep_calendar)
        self.goes_out = (everything, calendar)
        for action in self.goes_out:
            action.setVisible(False)
            action.setProperty(FOUND, True)
        self._add(self._file, "&Print or save as a file\N{HORIZONTAL ELLIPSIS}", window.print_here, "Ctrl+P")
        self._file.addSeparator()
        self._add(self._file, "&Quit", window.close, QKeySequence(QKeySequence.StandardKey.Quit))
        self.undo = self._add(self._edit, "&Undo", window.undo, "Ctrl+Z")
        self.redo = self._add(self._edit, "&Redo", window.redo, "Ctrl+Shift+Z")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self._edit.addSeparator()
        self._add(self._edit, "&Filter this page", window.filter_here, "Ctrl+F")
        self._add(self._edit, "&Search or type a command", window.search.begin, "Ctrl+K")
        self._rooms: list[QAction] = []
        self._looks = self._view.addMenu("&Appearance")
        group = QActionGroup(window)
        self._appearances: dict[Appearance, QAction] = {}
        for appearance in Appearance:
            action = self._add(self._looks, appearance.label, _Use(window, appearance))
            action.setCheckable(True)
            group.addAction(action)
            self._appearances[appearance] = action
        self._add(self._view, "Text &larger", window.text_larger, "Ctrl++").setShortcuts(
            [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
        )
        self._add(self._view, "Text &smaller", window.text_smaller, "Ctrl+-")
        self._add(self._view, "Text at its &first size", window.text_first, "Ctrl+0")
        self._add(self._help, "&Help for this page", window.toggle_help, "F1")
        self._edit.aboutToShow.connect(window.name_undo)
        self._view.aboutToShow.connect(self._check_appearance)

    def _add(self, menu: QMenu, text: str, call: Callable[[], object], keys: str | QKeySequence = "") -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(_Plain(call))
        menu.addAction(action)
        return action

    def set_rooms(self, rooms: Sequence[Room]) -> None:
        """List the rooms, Ctrl+1 to Ctrl+9, at the head of the View menu."""
        for old in self._rooms:
            self._view.removeAction(old)
            old.deleteLater()
        self._rooms = []
        first = self._view.actions()[0] if self._view.actions() else None
        for number, room in enumerate(rooms, start=1):
            action = QAction(room.title.replace("&", "&&"), self._window)
            if number <= 9:
                action.setShortcut(f"Ctrl+{number}")
            action.triggered.connect(_Plain(_Go(self._window, room.id)))
            if first is None:
                self._view.addAction(action)
            else:
                self._view.insertAction(first, action)
            self._rooms.append(action)

    def name_changes(self, history: History | None) -> None:
        """Write the names of the changes that undo and redo would touch."""
        for action, verb, name in (
            (self.undo, "&Undo", (history.next_undo() or "") if history else ""),
            (self.redo, "&Redo", (history.next_redo() or "") if history else ""),
        ):
            action.setText(f"{verb}: {name.replace('&', '&&')}" if name else verb)
            action.setEnabled(bool(name))

    def _check_appearance(self) -> None:
        self._appearances[self._window.theme.appearance].setChecked(True)


class _Plain:
    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, _checked: bool = False) -> None:
        self._call()


class _Go:
    def __init__(self, window: MainWindow, room: str) -> None:
        self._window, self._room = window, room

    def __call__(self) -> None:
        self._window.go(self._room)


class _Use:
    def __init__(self, window: MainWindow, appearance: Appearance) -> None:
        self._window, self._appearance = window, appearance

    def __call__(self) -> None:
        self._window.theme.use(self._appearance)
