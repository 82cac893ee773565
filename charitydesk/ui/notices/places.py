"""Where somebody was in a record, kept while it is shown afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from charitydesk.ui.notices.result import ResultView


def area_of(record: QWidget | None) -> QScrollArea | None:
    """Return the area that a record scrolls in, or None."""
    area = record
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area


def place_of(record: QWidget | None) -> tuple[int, str]:
    """Return how far a record is scrolled, and what has the keyboard in it."""
    area = area_of(record)
    focus = record.focusWidget() if record is not None else None
    held = focus is not None and focus.hasFocus()
    name = f"{focus.accessibleName()}|{focus.accessibleDescription()}" if focus is not None and held else ""
    return (area.verticalScrollBar().value() if area is not None else 0), name


def put_back(view: ResultView, place: int, name: str) -> None:
    """Scroll a record that was shown afresh to where it was, and give the keyboard back.

    Args:
        view: The record.
        place: From `place_of`.
        name: From `place_of`.
    """
    area = area_of(view)
    if area is None:
        return
    if place or name:
        view.make_whole()
    if place:
        layout = view.layout()
        if layout is not None:
            layout.activate()
        area.verticalScrollBar().setValue(place)
    if name:
        found = next(
            (w for w in view.findChildren(QWidget) if f"{w.accessibleName()}|{w.accessibleDescription()}" == name),
            view.draft,
        )
        found.setFocus(Qt.FocusReason.OtherFocusReason)
