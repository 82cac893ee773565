"""Sizes that grow with the text: widths in code are written for text at 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from charitydesk.ui.stylesheet import BODY

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

_FIXED, _LIMIT = "fixedWidthAt100", "widthLimitAt100"
_LARGEST = 16_777_215


def factor() -> float:
    """Return the text size now in force, 1.0 to 2.0."""
    pixels = QGuiApplication.font().pixelSize()
    return pixels / BODY if pixels > 0 else 1.0


def scaled(pixels: int) -> int:
    """Return pixels at the text size now in force."""
    return min(round(pixels * factor()), _LARGEST)


def fix_width(widget: QWidget, pixels: int) -> None:
    """Give a widget one width, in pixels at 100 %."""
    widget.setProperty(_FIXED, pixels)
    widget.setFixedWidth(scaled(pixels))


def limit_width(widget: QWidget, pixels: int) -> None:
    """Keep a widget from growing wider, in pixels at 100 %."""
    widget.setProperty(_LIMIT, pixels)
    widget.setMaximumWidth(scaled(pixels))


def rescale(app: QApplication) -> None:
    """Give every such widget its width at the text size now in force."""
    for widget in app.allWidgets():
        if widget.property(_FIXED):
            widget.setFixedWidth(scaled(int(widget.property(_FIXED))))
        if widget.property(_LIMIT):
            widget.setMaximumWidth(scaled(int(widget.property(_LIMIT))))


def side_margin(width: int) -> int:
    """Return the margin left and right of a page of a width, in pixels."""
    return 40 if width >= 900 else 24 if width >= 600 else 16
