"""Labels that remember how much room their words need: layouts ask again and again, and breaking lines is dear."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QSize, Qt

_MOST = 10_000
"""More lengths than any page has; past it, what was measured is forgotten."""


class _Look(NamedTuple):
    """All that the room for a label's words hangs on."""

    text: str
    font: str
    format: Qt.TextFormat
    wraps: bool
    selectable: bool
    margins: tuple[int, int, int, int]


class _Measures:
    def __init__(self) -> None:
        self.hints: dict[_Look, tuple[QSize, QSize]] = {}
        self.heights: dict[tuple[_Look, int], int] = {}

    def trim(self) -> None:
        if len(self.heights) + len(self.hints) > _MOST:
            self.forget()

    def forget(self) -> None:
        self.hints.clear()
        self.heights.clear()


_MEASURES = _Measures()


def forget_measures() -> None:
    """Measure all words afresh: the fonts they are drawn with have changed."""
    _MEASURES.forget()


class MeasuredLabel(QLabel):
    """A label whose lines break, measured once for each text, font and width, whichever label showed it first.

    A page drawn afresh shows mostly the words it showed before: what was measured for the old labels holds for the new.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._hints: tuple[QSize, QSize] | None = None
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text and measure it when a layout asks."""
        self._heights.clear()
        self._hints = None
        super().setText(text)

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines, which break at its own limit however wide the page."""
        within = min(width, self.maximumWidth())
        height = self._heights.get(within)
        if height is None:
            _MEASURES.trim()
            key = self._look(), within
            height = _MEASURES.heights.get(key)
            if height is None:
                height = _MEASURES.heights[key] = super().heightForWidth(within)
            self._heights[within] = height
        return height

    def sizeHint(self) -> QSize:
        """Return the size in which its words look best."""
        return self._sizes()[0]

    def minimumSizeHint(self) -> QSize:
        """Return the width of its longest word, and the height of one line."""
        return self._sizes()[1]

    def _sizes(self) -> tuple[QSize, QSize]:
        if self._hints is None:
            self.ensurePolished()
            look = self._look()
            self._hints = _MEASURES.hints.get(look)
            if self._hints is None:
                self._hints = _MEASURES.hints[look] = super().sizeHint(), super().minimumSizeHint()
        return self._hints

    def _look(self) -> _Look:
        margins = self.contentsMargins()
        return _Look(
            QLabel.text(self),
            self.font().key(),
            self.textFormat(),
            self.wordWrap(),
            bool(self.textInteractionFlags().value),
            (margins.left(), margins.top(), margins.right(), margins.bottom()),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._heights.clear()
            self._hints = None
