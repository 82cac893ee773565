"""Status badges: a shape, a word and a colour, drawn alike in pages and in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from charitydesk.presentation.badges import Shape
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from charitydesk.presentation.badges import Badge
from charitydesk.ui.tokens import Tokens

_PAD_AT_100, _GAP_AT_100 = 9, 6


def badge_font(base: QFont) -> QFont:
    """Return the font of a badge: a step smaller and half bold."""
    font = QFont(base)
    font.setPixelSize(max(11, round(QFontMetrics(base).height() * 0.72)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def badge_size(badge: Badge, base: QFont) -> QSize:
    """Return the pixels a badge needs in a font."""
    metrics = QFontMetrics(badge_font(base))
    pad, gap = scaled(_PAD_AT_100), scaled(_GAP_AT_100)
    mark = metrics.ascent()
    return QSize(metrics.horizontalAdvance(badge.word) + mark + gap + 2 * pad + 2, metrics.height() + 8)


def paint_badge(painter: QPainter, place: QRect, badge: Badge, tokens: Tokens, base: QFont) -> None:
    """Draw a badge.

    Args:
        painter: Where to.
        place: The rectangle from `badge_size`, moved.
        badge: The status.
        tokens: The colours.
        base: The font of the text around it.
    """
    pad, gap = scaled(_PAD_AT_100), scaled(_GAP_AT_100)
    ink, soft = (QColor(colour) for colour in tokens.tone(badge.tone))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(ink, 1) if tokens.name == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
    font = badge_font(base)
    metrics = QFontMetrics(font)
    side = metrics.ascent()
    mark = QRectF(place.x() + pad, place.center().y() - side / 2 + 0.5, side, side)
    paint_shape(painter, mark, badge.shape, ink, soft)
    painter.setPen(ink)
    painter.setFont(font)
    words = place.adjusted(pad + side + gap, 0, -pad + 2, 0)
    shown = metrics.elidedText(badge.word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def paint_shape(painter: QPainter, box: QRectF, shape: Shape, ink: QColor, paper: QColor) -> None:
    """Draw the figure of a status inside a square; each reads in black and white."""
    pen = QPen(ink, max(1.6, box.width() / 7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape in _STROKES:
        for stroke in _STROKES[shape]:
            painter.drawPolyline([_at(box, across, down) for across, down in stroke])
    elif shape in {Shape.RING, Shape.CLOCK, Shape.HALF}:
        _paint_round(painter, box, shape, ink)
    elif shape is Shape.ALERT:
        _paint_alert(painter, box, ink, paper)
    elif shape is Shape.DOT:
        inset = box.width() * 0.22
        painter.setBrush(ink)
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    elif shape is Shape.QUESTION:
        font = QFont(painter.font())
        font.setPixelSize(max(8, round(box.width() * 1.15)))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        side = box.width()
        painter.drawText(box.adjusted(-side, -side, side, side), int(Qt.AlignmentFlag.AlignCenter), "?")


_STROKES = {
    Shape.TICK: (((0.1, 0.55), (0.4, 0.85), (0.92, 0.2)),),
    Shape.CROSS: (((0.15, 0.15), (0.85, 0.85)), ((0.85, 0.15), (0.15, 0.85))),
    Shape.DASH: (((0.1, 0.5), (0.9, 0.5)),),
}


def _at(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.x() + across * box.width(), box.y() + down * box.height())


def _paint_round(painter: QPainter, box: QRectF, shape: Shape, ink: QColor) -> None:
    ring = box.adjusted(1, 1, -1, -1)
    painter.drawEllipse(ring)
    if shape is Shape.CLOCK:
        painter.drawPolyline([_at(box, 0.5, 0.27), _at(box, 0.5, 0.53), _at(box, 0.68, 0.64)])
    elif shape is Shape.HALF:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(ring, 90 * 16, 180 * 16)


def _paint_alert(painter: QPainter, box: QRectF, ink: QColor, paper: QColor) -> None:
    width = painter.pen().widthF()
    triangle = QPainterPath(_at(box, 0.5, 0.08))
    for across in (0.98, 0.02):
        triangle.lineTo(_at(box, across, 0.92))
    triangle.closeSubpath()
    painter.setBrush(ink)
    painter.drawPath(triangle)
    painter.setPen(QPen(paper, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(_at(box, 0.5, 0.4), _at(box, 0.5, 0.62))
    painter.drawPoint(_at(box, 0.5, 0.8))


class StatusBadge(QWidget):
    """A badge on a page; it cannot take the keyboard, and a screen reader finds its word.

    Args:
        badge: The status.
    """

    def __init__(self, badge: Badge) -> None:
        super().__init__()
        self.badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(badge.word)

    def set_badge(self, badge: Badge) -> None:
        """Show another status."""
        self.badge = badge
        self.setAccessibleName(badge.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the badge's size in the present font."""
        return badge_size(self.badge, self.font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self.badge, tokens_now(), self.font())
        painter.end()
