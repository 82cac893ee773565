"""Scrolling what was just put on a page into sight."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def reveal(widget: QWidget) -> None:
    """Scroll what was just put on the page into sight, once it has its place."""
    QTimer.singleShot(0, widget, partial(_reveal, widget))


def area_of(widget: QWidget | None) -> QScrollArea | None:
    """Return the area that a part of a page scrolls in, or None."""
    above = widget
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _reveal(widget: QWidget) -> None:
    above = area_of(widget.parentWidget())
    if above is None:
        return
    for part in (widget, above.widget()):
        layout = part.layout() if part is not None else None
        if layout is not None:
            layout.activate()
    # The sheet grows once the event loop has come round; by then the place asked for exists.
    QTimer.singleShot(0, widget, partial(_scroll_to, above, widget))


def _scroll_to(area: QScrollArea, widget: QWidget) -> None:
    sheet = area.widget()
    if sheet is None or not sheet.isAncestorOf(widget):
        return  # shown afresh meanwhile: what was to be seen is gone
    top = widget.mapTo(sheet, QPoint(0, 0)).y()
    bar, page = area.verticalScrollBar(), area.viewport().height()
    wanted = top + min(widget.height(), page) + 16 - page
    if bar.value() < wanted:
        bar.setValue(wanted)
    elif bar.value() > top:
        bar.setValue(max(0, top - 16))
