"""Where somebody was in a record: kept while it is shown afresh."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from charitydesk.ui.reveal import area_of


def place_of(record: QWidget | None) -> tuple[int, str]:
    """Return how far a record is scrolled, and what has the keyboard in it."""
    area = area_of(record)
    return (area.verticalScrollBar().value() if area is not None else 0), _held(record)


def put_back(view: QWidget, place: int, name: str, first: QWidget) -> None:
    """Scroll a record that was shown afresh to where it was, and give the keyboard back.

    Args:
        view: The record.
        place: From `place_of`.
        name: From `place_of`.
        first: What takes the keyboard when what had it is gone.
    """
    area = area_of(view)
    if area is None or not (place or name):
        return
    whole = getattr(view, "make_whole", None)
    if whole is not None:
        whole()
    layout = view.layout()
    if layout is not None:
        layout.activate()
    area.verticalScrollBar().setValue(place)
    if name and not _held(view):
        found = next((part for part in view.findChildren(QWidget) if _name(part) == name), first)
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def _held(record: QWidget | None) -> str:
    """Return the name of what has the keyboard in a record; empty when nothing in it has."""
    focus = cast("QWidget | None", record.focusWidget()) if record is not None else None
    return _name(focus) if focus is not None and focus.hasFocus() else ""


def _name(widget: QWidget) -> str:
    return f"{widget.accessibleName()}|{widget.accessibleDescription()}"
