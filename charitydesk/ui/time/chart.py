"""The ledger's chart: the one drawing of window, PDF and Word, in the window's colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDTH_AT_100 = 760
_COLOURS = {"10%,10%,10%": "ink", "18%,29%,43%": "accent", "54%,54%,54%": "edge"}
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
"""Qt draws what other programs only clip by."""

_INK = re.compile(r"rgb\((\d+%,\d+%,\d+%)\)")


class ChartPicture(QWidget):
    """A chart with its words for those who do not see it.

    Args:
        svg: As drawn for paper.
        words: What it shows, in a sentence.
    """

    def __init__(self, svg: str, words: str) -> None:
        super().__init__()
        self._svg = _CLIP.sub("", svg)
        self._renderer = QSvgRenderer(self)
        self._colours = ""
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress()

    def _dress(self) -> None:
        tokens = tokens_now()
        if self._colours != tokens.name:
            self._colours = tokens.name

            def colour(found: re.Match[str]) -> str:
                name = _COLOURS.get(found[1])
                return str(getattr(tokens, name)) if name else found[0]

            self._renderer.load(QByteArray(_INK.sub(colour, self._svg).encode()))

    def sizeHint(self) -> QSize:
        """Return the size the drawing likes."""
        width = scaled(WIDTH_AT_100)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which it can be read."""
        return QSize(240, self.heightForWidth(240))

    def hasHeightForWidth(self) -> bool:
        """Return True: it keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        size = self._renderer.defaultSize()
        drawn = min(width, scaled(WIDTH_AT_100))
        return round(drawn * size.height() / max(size.width(), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it at the left, in the colours of now."""
        self._dress()
        width = min(self.width(), scaled(WIDTH_AT_100))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._renderer.render(painter, QRectF(0, 0, width, self.heightForWidth(width)))
        painter.end()
