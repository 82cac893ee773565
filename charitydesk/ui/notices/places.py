"""The record beside the list: its room, and where somebody was in it, kept while it is shown afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from charitydesk.ui.master_detail import MasterDetail
    from charitydesk.ui.notices.result import Result, ResultView

_LIST_WIDTH = 390


def area_of(record: QWidget | None) -> QScrollArea | None:
    """Return the area that a record scrolls in, or None."""
    area = record
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area


def give_room(split: MasterDetail) -> None:
    """Keep the list to what names a notice, and give the rest to reading."""
    splitter = split.findChild(QSplitter)
    if splitter is not None:
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([scaled(_LIST_WIDTH), max(1, split.width() - scaled(_LIST_WIDTH))])


def show_afresh(view: ResultView, result: Result) -> None:
    """Show a record as it is now, scrolled as it was and with the keyboard where it was.

    Args:
        view: The record.
        result: What it shows from now on.
    """
    area, focus = area_of(view), cast("QWidget | None", view.focusWidget())
    place = area.verticalScrollBar().value() if area is not None else 0
    name = _name(focus) if focus is not None and focus.hasFocus() else ""
    if place or name:
        view.make_whole()
    view.take(result)
    if place and area is not None:
        layout = view.layout()
        if layout is not None:
            layout.activate()
        area.verticalScrollBar().setValue(place)
    if name and focus is not None and not focus.hasFocus():
        found = next((widget for widget in view.findChildren(QWidget) if _name(widget) == name), view.draft)
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def _name(widget: QWidget) -> str:
    return f"{widget.accessibleName()}|{widget.accessibleDescription()}"
