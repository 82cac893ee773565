"""A line that opens its record: date at the left, words, status at the right; one stop of the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from charitydesk.ui import icons
from charitydesk.ui.scale import scaled
from charitydesk.ui.status import badge_size, paint_badge
from charitydesk.ui.tokens import tokens_now
from charitydesk.ui.wrapped import PROSE, WrappedText

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from charitydesk.presentation.badges import Badge
    from charitydesk.ui.tokens import Tokens

_DATE_WIDTH, _LEAST, _USUAL, _EASY_READING, _GAP = 152, 200, 560, 280, 20
_MARGIN, _RIGHT_MARGIN, _CHEVRON, _CHEVRON_GAP = 12, 8, 18, 16
_BADGE_GAP, _TEXT_GAP, _STACK_GAP = 8, 2, 4


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the parts of a line stand at one width."""

    height: int
    texts: tuple[tuple[WrappedText, bool, int, int, int], ...]
    """Each with whether it is quiet, left, top and width."""
    badges: tuple[tuple[Badge, QRect], ...]


class RecordLine(QFrame):
    """One line of a list that is read and not sorted; it draws its words itself, because lists of it are long.

    Args:
        title: What it is.
        words: A quiet line under it.
        key: Given to `opened`.
        badges: Statuses at the right.
        when: A date at the left, or empty.
        when_words: A quiet line under the date, or empty.
    """

    opened = Signal(object)

    def __init__(
        self,
        title: str,
        words: str,
        key: object,
        badges: tuple[Badge, ...] = (),
        *,
        when: str = "",
        when_words: str = "",
    ) -> None:
        super().__init__()
        self._key = key
        self._hover = False
        self._said = ((when, when_words), (title, words))
        self._badges = badges
        self._texts: tuple[tuple[tuple[WrappedText, bool], ...], ...] | None = None
        self._sheets: dict[int, _Sheet] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        spoken = (when, when_words, title, *(badge.word for badge in badges), words)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setAccessibleDescription("Press Enter to open")

    def text(self) -> str:
        """Return its title."""
        return self._said[1][0]

    def minimumSizeHint(self) -> QSize:
        """Return a width at which its parts stand one under another: side by side is for when there is room."""
        return QSize(scaled(_LEAST), 0)

    def sizeHint(self) -> QSize:
        """Return its size where there is room; how high it gets, the width decides."""
        width = scaled(_USUAL)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Return the pixels its parts take at a width."""
        return self._sheet(width).height

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._texts = None
            self._sheets.clear()
            self.updateGeometry()

    def _fonts(self) -> tuple[tuple[tuple[WrappedText, bool], ...], ...]:
        """Return date and words, each with its quiet line, in the present font."""
        if self._texts is None:
            self.ensurePolished()
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            self._texts = tuple(
                tuple(
                    (WrappedText(text, self.font(), PROSE) if quiet else WrappedText(text, bold), quiet)
                    for text, quiet in ((strong, False), (soft, True))
                    if text
                )
                for strong, soft in self._said
            )
        return self._texts

    def _sheet(self, width: int) -> _Sheet:
        found = self._sheets.get(width)
        if found is None:
            found = self._sheets[width] = self._arranged(width)
        return found

    def _arranged(self, width: int) -> _Sheet:
        """Stack date, words and statuses where side by side would leave the words too narrow to read with ease."""
        when, said = self._fonts()
        sizes = [badge_size(badge, self.font()) for badge in self._badges]
        marks = sum(size.width() + _BADGE_GAP for size in sizes) - _BADGE_GAP if sizes else -_GAP
        date = scaled(_DATE_WIDTH) if when else -_GAP
        inner = width - _MARGIN - _RIGHT_MARGIN - _CHEVRON_GAP - scaled(_CHEVRON)
        texts: list[tuple[WrappedText, bool, int, int, int]] = []
        if width >= date + marks + 2 * _GAP + scaled(_EASY_READING):
            left = _MARGIN + date + _GAP
            room = inner - date - marks - 2 * _GAP
            ends = [_column(texts, when, _MARGIN, _MARGIN, date), _column(texts, said, left, _MARGIN, room)]
            badges = self._flowed(sizes, left + room + _GAP, _MARGIN, marks)
        else:
            end = _column(texts, when, _MARGIN, _MARGIN, inner)
            end = _column(texts, said, _MARGIN, end + _STACK_GAP if when else end, inner)
            ends = [end]
            badges = self._flowed(sizes, _MARGIN, end + _STACK_GAP, inner)
        ends += [place.bottom() + 1 for _, place in badges]
        return _Sheet(max(ends) + _MARGIN, tuple(texts), badges)

    def _flowed(self, sizes: list[QSize], left: int, top: int, room: int) -> tuple[tuple[Badge, QRect], ...]:
        """Return where statuses stand, in as many rows as it takes."""
        found: list[tuple[Badge, QRect]] = []
        across = 0
        for badge, size in zip(self._badges, sizes, strict=True):
            if across and across + size.width() > room:
                across, top = 0, top + size.height() + _STACK_GAP
            found.append((badge, QRect(left + across, top, size.width(), size.height())))
            across += size.width() + _BADGE_GAP
        return tuple(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self._key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._key)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        super().enterEvent(event)
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        super().leaveEvent(event)
        self._hover = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under the pointer, a ring where the keyboard is, and the line."""
        super().paintEvent(event)
        tokens = tokens_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(tokens.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover) if self._hover else Qt.BrushStyle.NoBrush)
        if self._hover or self.hasFocus():
            painter.drawRoundedRect(shape, 8, 8)
        else:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        self._paint_parts(painter, tokens)
        painter.end()

    def _paint_parts(self, painter: QPainter, tokens: Tokens) -> None:
        sheet = self._sheet(self.width())
        for text, quiet, left, top, width in sheet.texts:
            painter.setPen(tokens.quiet if quiet else tokens.ink)
            text.draw(painter, left, top, width)
        for badge, place in sheet.badges:
            paint_badge(painter, place, badge, tokens, self.font())
        side = scaled(_CHEVRON)
        chevron = icons.pixmap("chevron-right", tokens.quiet, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _RIGHT_MARGIN - side, (self.height() - side) // 2, chevron)


def _column(
    texts: list[tuple[WrappedText, bool, int, int, int]],
    parts: tuple[tuple[WrappedText, bool], ...],
    left: int,
    top: int,
    width: int,
) -> int:
    """Add texts one under another, and return where they end."""
    for text, quiet in parts:
        texts.append((text, quiet, left, top, width))
        top += text.height(width) + _TEXT_GAP
    return top - _TEXT_GAP if parts else top
