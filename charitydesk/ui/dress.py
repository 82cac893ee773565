"""Windows wear the style sheet; the application has none.

A part that is built up before it has its place in a window is then dressed once, with the window. With a sheet on the
application every part was dressed again with each part it was put into: measured, up to half of opening a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCompleter, QWidget

_WORN, _SHEET = "wearsTheSheet", "sheetForWindows"


def dress(window: QWidget) -> None:
    """Let a window without a parent wear the style sheet in force, and those that follow it.

    Dialogs, menus and lists that have a parent wear what it wears. A window is best dressed before it is filled.
    """
    window.setProperty(_WORN, True)
    app = QApplication.instance()
    window.setStyleSheet(str(app.property(_SHEET) or "") if app is not None else "")


def dress_list(completer: QCompleter) -> None:
    """Dress a completer's list, which Qt takes away from every parent."""
    popup = completer.popup()
    if popup is not None:
        dress(popup)


def dress_all(app: QApplication, sheet: str) -> None:
    """Put another style sheet in force, and on every window that wears it."""
    app.setProperty(_SHEET, sheet)
    for window in app.topLevelWidgets():
        if window.property(_WORN):
            window.setStyleSheet(sheet)
