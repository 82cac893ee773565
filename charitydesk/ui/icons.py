"""Icons drawn from the packaged SVG files in the theme's colours, at the sharpness of the screen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from charitydesk import resources
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from charitydesk.ui.tokens import Tokens

SIZE = 20
_NAME, _COLOUR, _PIXELS, _GAP = "iconName", "iconColour", "iconPixels", "iconGap"


def put(widget: QWidget, name: str, colour: str = "ink", size: int = SIZE, gap: int = 0) -> None:
    """Give a button or a label an icon that follows the theme.

    Args:
        widget: A QAbstractButton or a QLabel.
        name: The icon's file name without its ending.
        colour: A token's name, or two with a bar between: unchecked, then checked.
        size: Side in device-independent pixels.
        gap: Pixels of air after it.
    """
    widget.setProperty(_GAP, gap)
    widget.setProperty(_NAME, name)
    widget.setProperty(_COLOUR, colour)
    widget.setProperty(_PIXELS, size)
    _dress(widget, tokens_now())


def recolour(app: QApplication, tokens: Tokens) -> None:
    """Redraw every icon given by `put` in the colours of a theme."""
    for widget in app.allWidgets():
        if widget.property(_NAME):
            _dress(widget, tokens)


def _dress(widget: QWidget, tokens: Tokens) -> None:
    name, size = str(widget.property(_NAME)), scaled(int(widget.property(_PIXELS)))
    plain, _, chosen = str(widget.property(_COLOUR)).partition("|")
    ratio = widget.devicePixelRatioF()
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, str(getattr(tokens, plain)), size, ratio))
        widget.setFixedSize(size, size)
    elif isinstance(widget, QAbstractButton):
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - dear to load, and no icon is in the first paint

        gap = int(widget.property(_GAP))
        icon = QIcon(pixmap(name, str(getattr(tokens, plain)), size, ratio, gap))
        icon.addPixmap(pixmap(name, tokens.quiet, size, ratio, gap), QIcon.Mode.Disabled)
        if chosen:
            icon.addPixmap(
                pixmap(name, str(getattr(tokens, chosen)), size, ratio, gap), QIcon.Mode.Normal, QIcon.State.On
            )
        widget.setIcon(icon)
        widget.setIconSize(QSize(size + gap, size))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Return an icon as a picture.

    Args:
        name: The icon's file name without its ending.
        colour: `#rrggbb`.
        size: Side in device-independent pixels.
        ratio: Screen pixels to one of those.
        gap: Empty pixels after it.
    """
    from PySide6.QtGui import QPainter, QPixmap, QPixmapCache  # noqa: PLC0415 - dear to load; not in the first paint
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the same

    key = f"{name} {colour} {size} {ratio} {gap}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    drawn = QPixmap(round((size + gap) * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, round(size * ratio), round(size * ratio))
    )
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return resources.read_text(f"icons/{name}.svg")
