"""Words that a widget draws by itself, broken into lines: a label for each would cost a long list its speed."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

PROSE = 1.12
"""Air between the lines of running text, as in labels."""


class WrappedText:
    """A text in one font, shown as typed.

    Args:
        text: The words.
        font: Their font.
        spacing: From line to line, as a share of a line's height.
    """

    def __init__(self, text: str, font: QFont, spacing: float = 1.0) -> None:
        self._text = text.replace("\n", "\N{LINE SEPARATOR}")
        self._font = font
        self._spacing = spacing
        self._heights: dict[int, int] = {}

    def height(self, width: int) -> int:
        """Return the pixels its lines take at a width."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._measured(width)
        return found

    def _measured(self, width: int) -> int:
        metrics = QFontMetrics(self._font)
        if "\N{LINE SEPARATOR}" not in self._text and metrics.horizontalAdvance(self._text) < width:
            return round(metrics.height() * self._spacing)
        return self._lines(width)[1]

    def _lines(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height() * self._spacing
        layout.endLayout()
        return layout, round(top)

    def draw(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Draw it in the painter's pen, its top left corner at a place."""
        self._lines(width)[0].draw(painter, QPointF(left, top))
