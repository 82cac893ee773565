"""The look of the paper a letter is edited on: its colours, its type and the calm surface it lies on."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from charitydesk.presentation.letter_sheet import marked
from charitydesk.ui.parts import as_typed, column, label
from charitydesk.ui.scale import scaled
from charitydesk.ui.stylesheet import style_sheet
from charitydesk.ui.tokens import CONTRAST, LIGHT, as_mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from charitydesk.presentation.letter_sheet import Leaf
    from charitydesk.ui.tokens import Tokens

PAPER_WIDTH = 760
"""The widest a sheet grows, in pixels at 100 %."""

GUTTER = 20
"""What stands left of the words, for the mark of one's own words."""

_A4 = 297 / 210
_EDGE = 4
"""A piece's own margin and border."""

_LINE_HEIGHT = 122

_SHEET = Template("""
QFrame#leaf { background: $raised; border: 1px solid $line; border-radius: 3px; }
QFrame#leaf QLabel { color: $ink; background: $raised; font-size: ${body}px; }
QFrame#leaf QLabel[print="name"] { color: $accent; font-size: ${name}px; font-weight: 700; }
QFrame#leaf QLabel[print="contact"], QFrame#leaf QLabel[print="foot"] { color: $quiet; font-size: ${small}px; }
QFrame#leaf QLabel[print="heading1"] { color: $accent; font-size: ${heading1}px; font-weight: 600; }
QFrame#leaf QLabel[print="heading2"] { color: $accent; font-size: ${heading2}px; font-weight: 600; }
QFrame#leaf QLabel[print="strong"] { font-weight: 700; }
QFrame#leaf QLabel[print="cell"] { font-size: ${cell}px; }
QFrame#leaf QLabel[print="head"] { color: $accent; font-size: ${cell}px; font-weight: 600; }
QFrame#leaf QLabel[print="gone"] { color: $quiet; font-size: ${cell}px; }
QFrame#conflict QLabel[print="aside"] { font-size: ${cell}px; }
QFrame#leaf QPlainTextEdit { font-size: ${body}px; }
QFrame#leaf QPushButton { font-size: ${cell}px; }
QFrame#accentrule { background: $accent; border: 0; max-height: 2px; min-height: 2px; }
QFrame#quietrule { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame#piece { border: 2px solid transparent; border-radius: 4px; }
QFrame#piece[open="can"]:hover { border: 2px solid $line; }
QFrame#piece[gone="true"] { border: 1px dashed $edge; }
QFrame#piece:focus { border: 2px solid $accent; }
QFrame#conflict { background: $caution_soft; border: 0; border-left: 3px solid $caution; border-radius: 4px; }
QFrame#conflict QLabel { background: $caution_soft; }
""")


def paper_tokens(around: Tokens) -> Tokens:
    """Return the colours on the paper.

    The sheet stays light in the dark theme: it stands for the printed page, which is white whatever the screen, and a
    letter judged on black paper is not the letter that goes out. High contrast is kept, since there it is a need and no
    matter of taste.
    """
    return CONTRAST if around.name == "contrast" else LIGHT


def paper_style(around: Tokens, scale: float) -> str:
    """Return the style sheet of the paper and what lies on it, its fields and buttons included."""
    paper = paper_tokens(around)
    sizes = {"body": 15, "name": 25, "small": 13, "heading1": 21, "heading2": 17, "cell": 13}
    own = _SHEET.substitute(as_mapping(paper), **{name: str(round(size * scale)) for name, size in sizes.items()})
    return own if paper.name == around.name else style_sheet(paper, scale) + own


def paper_words(text: str, tokens: Tokens) -> str:
    """Return words for a label on the paper: everything as typed, blanks set off in words, shape and colour."""
    parts: list[str] = []
    for part, blank in marked(text):
        shown = as_typed(part)
        style = f"background-color:{tokens.caution_soft};color:{tokens.caution};font-weight:600"
        parts.append(f'<span style="{style}">{shown}</span>' if blank else shown)
    return f'<div style="line-height:{_LINE_HEIGHT}%">{"".join(parts)}</div>'


class LeafFrame(QFrame):
    """One sheet of paper."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName("leaf")
        self.key = key
        self._inner: QVBoxLayout = column(self, gap=2)
        self._pieces: QVBoxLayout = column(gap=2)
        self._inner.addLayout(self._pieces)
        self._inner.addStretch(1)
        rule = QFrame()
        rule.setObjectName("quietrule")
        self._foot = label("")
        self._foot.setProperty("print", "foot")
        self._under = column(gap=4)
        self._under.addWidget(rule)
        self._under.addWidget(self._foot)
        self._inner.addSpacing(20)
        self._inner.addLayout(self._under)
        self._shown: list[QWidget] = []

    def show_pieces(self, leaf: Leaf, views: Sequence[QWidget]) -> None:
        """Lay the pieces out in this order; those already there stay as they are."""
        self._foot.setText(leaf.footer)
        # Never by `takeAt`: an item left behind hears of its widget's new height in place of the one laid out anew.
        for gone in (view for view in self._shown if view not in views):
            self._pieces.removeWidget(gone)
        shown = [view for view in self._shown if view in views]
        for place, view in enumerate(views):
            if place < len(shown) and shown[place] is view:
                continue
            if view in shown:
                shown.remove(view)
                self._pieces.removeWidget(view)
            shown.insert(place, view)
            self._pieces.insertWidget(place, view)
            if view not in self._shown and self.isVisible():
                view.show()
        self._shown = shown

    def sizeHint(self) -> QSize:
        """Return nothing: it is as wide as the surface lets it be, and its height follows from that."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a printed page's margins and never be shorter than one."""
        super().resizeEvent(event)
        width = event.size().width()
        side = max(10, round(width * 0.085) - scaled(GUTTER) // 2)
        self._inner.setContentsMargins(side, max(20, round(width * 0.07)), side + scaled(GUTTER), round(width * 0.05))
        self._under.setContentsMargins(scaled(GUTTER) + _EDGE, 0, _EDGE, 0)
        self.setMinimumHeight(round(width * _A4))


class Surface(QWidget):
    """The calm surface the sheets lie on, one under another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._column: QVBoxLayout = column(self, gap=28)
        self._leaves: list[LeafFrame] = []
        self.around: Tokens = LIGHT

    def show_leaves(self, leaves: list[LeafFrame]) -> None:
        """Lay sheets out; those that are gone are deleted."""
        if leaves == self._leaves:
            return
        for gone in (leaf for leaf in self._leaves if leaf not in leaves):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for leaf in leaves:
            self._column.addWidget(leaf)
        self._leaves = list(leaves)

    def dress(self, around: Tokens, scale: float) -> None:
        """Take the theme's colours."""
        self.around = around
        self.setStyleSheet(f"QWidget#surface {{ background: {around.sunken}; }}\n{paper_style(around, scale)}")
        self._centre(self.width())

    def minimumSizeHint(self) -> QSize:
        """Return nothing: the sheets' lines break with the width, and Qt's own guess leaves a blank end."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Return nothing: the view gives it its width, and its height follows from that."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheets in the middle."""
        super().resizeEvent(event)
        self._centre(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the sheets in the middle when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._centre(self.width())

    def _centre(self, width: int) -> None:
        least = 16 if width > scaled(480) else 8
        side = max(least, (width - scaled(PAPER_WIDTH)) // 2)
        self._column.setContentsMargins(side, 20, side, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and the faint shadow that lifts the paper from it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.around.sunken))
        if self.around.name != "contrast":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            shade = QColor(LIGHT.ink)
            for spread, alpha in ((6, 7), (4, 9), (2, 12)):
                shade.setAlpha(alpha)
                painter.setBrush(shade)
                for leaf in self._leaves:
                    box = QRectF(leaf.geometry()).adjusted(-spread, -spread + 3, spread, spread + 3)
                    painter.drawRoundedRect(box, spread + 3, spread + 3)
        painter.end()
