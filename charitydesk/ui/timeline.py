"""Clocks along a line: numbered marks to scale, today among them, each a stop of the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.presentation.badges import Tone
from charitydesk.ui.parts import tip
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from charitydesk.presentation.badges import Badge
    from charitydesk.ui.tokens import Tokens

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARK, _EDGE, _APART = 28, 30, 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One clock on the line.

    Args:
        title: What falls due.
        day: Its civil date.
        badge: How pressing it is; its tone colours the mark and its word is spoken.
        key: Given to `chosen`.
    """

    title: str
    day: date
    badge: Badge
    key: object = None


@dataclass(frozen=True, slots=True)
class _Flag:
    """Words over a day of the line, their left edge in pixels; `now` marks today's."""

    words: str
    day: date
    left: float
    now: bool = False


class TimelineMark(QAbstractButton):
    """One mark: a numbered disc, filled when pressing, hollow when not; square when overdue."""

    def __init__(self, mark: Mark, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self._number = number
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip(f"{mark.title}\n{date_words(mark.day)} · {mark.badge.word}"))
        self.setAccessibleName(f"{number}. {mark.title}, {date_words(mark.day)}, {mark.badge.word}")
        self.resize(scaled(_MARK), scaled(_MARK))

    def sizeHint(self) -> QSize:
        """Return the size of a mark."""
        return QSize(scaled(_MARK), scaled(_MARK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and its number."""
        tokens = tokens_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_number(painter, QRectF(self.rect()), self._number, self.mark.badge.tone, tokens)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()


def paint_number(painter: QPainter, box: QRectF, number: int, tone: Tone, tokens: Tokens) -> None:
    """Draw a numbered mark; the outline tells the tone apart without colour."""
    ink, soft = (QColor(colour) for colour in tokens.tone(tone))
    shape = box.adjusted(4, 4, -4, -4)
    strong = tone in {Tone.BAD, Tone.CAUTION}
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(ink if strong else soft)
    radius = 3 if tone is Tone.BAD else shape.height() / 2
    painter.drawRoundedRect(shape, radius, radius)
    font = QFont(painter.font())
    font.setPixelSize(scaled(11))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(soft if strong else ink)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))


class NumberDisc(QWidget):
    """The same numbered mark beside a clock's words, so that line and list can be read together."""

    def __init__(self, number: int, tone: Tone) -> None:
        super().__init__()
        self._number, self._tone = number, tone
        self.setFixedSize(scaled(_MARK), scaled(_MARK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_number(painter, QRectF(self.rect()), self._number, self._tone, tokens_now())
        painter.end()


class Timeline(QWidget):
    """The line.

    Args:
        marks: The clocks, in date order; they are numbered from 1.
        today: Civil date, drawn as a flag.
        start: A first date to show, such as the day of the notice, with its word, or None.
    """

    chosen = Signal(object)

    def __init__(self, marks: Sequence[Mark], today: date, start: tuple[date, str] | None = None) -> None:
        super().__init__()
        self._today, self._start = today, start
        days = [today, *(mark.day for mark in marks), *([start[0]] if start else [])]
        self._first, self._last = min(days), max(days)
        if self._first == self._last:
            self._last += timedelta(days=28)
        self._buttons = [TimelineMark(mark, number, self) for number, mark in enumerate(marks, start=1)]
        for mark_button in self._buttons:
            mark_button.clicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        count = len(self._buttons)
        self.setAccessibleName(
            f"Timeline from {date_words(self._first)} to {date_words(self._last)}, {counted(count, 'mark')}."
        )
        self._floor = 60
        self.setMinimumWidth(240)
        self.setFixedHeight(112)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the marks to scale; those that would touch are stacked."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side = scaled(_MARK)
        taken: list[list[int]] = []
        places: list[tuple[TimelineMark, int, int]] = []
        for mark_button in self._buttons:
            x = round(self._x(mark_button.mark.day))
            level = 0
            while level < len(taken) and any(abs(x - other) < side for other in taken[level]):
                level += 1
            if level == len(taken):
                taken.append([])
            taken[level].append(x)
            places.append((mark_button, x, level))
        levels = max(len(taken), 1)
        top = self._flag_metrics().height() + 8
        self._floor = top + levels * (side + 4) + 6
        height = self._floor + self.fontMetrics().height() + 14
        if height != self.height():
            self.setFixedHeight(height)
        for mark_button, x, level in places:
            mark_button.resize(side, side)
            mark_button.move(x - side // 2, self._floor - 6 - side - level * (side + 4))

    def changeEvent(self, event: QEvent) -> None:
        """Place the marks again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place()

    def _flag_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(11, round(font.pixelSize() * 0.87)))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _flag_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._flag_font())

    def flags(self) -> list[_Flag]:
        """Return the flags side by side, the earlier one left; one flag for both where they are one day."""
        width = self._flag_metrics().horizontalAdvance
        here = _Flag("Today", self._today, self._flag_left("Today", self._today), now=True)
        if self._start is None:
            return [here]
        day, words = self._start
        if day == self._today:
            both = f"{words} today"
            return [_Flag(both, day, self._flag_left(both, day), now=True)]
        pair = sorted([here, _Flag(words, day, self._flag_left(words, day))], key=lambda flag: flag.day)
        first, last = pair
        room = last.left - _APART - width(first.words)
        left = min(first.left, max(room, 0))
        right = max(last.left, left + width(first.words) + _APART)
        return [replace(first, left=left), replace(last, left=right)]

    def _flag_left(self, words: str, day: date) -> float:
        width = self._flag_metrics().horizontalAdvance(words)
        return min(max(self._x(day) - width / 2, 0), self.width() - width)

    def _x(self, day: date) -> float:
        span = (self._last - self._first).days
        return _EDGE + (day - self._first).days / span * (self.width() - 2 * _EDGE)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, TimelineMark):
            self.chosen.emit(sender.mark.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, its months, the start and today."""
        tokens = tokens_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = float(self._floor)
        painter.setPen(QPen(QColor(tokens.edge), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(_EDGE - 14, floor), QPointF(self.width() - _EDGE + 14, floor))
        painter.setPen(QPen(QColor(tokens.accent), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        elapsed_from = self._start[0] if self._start else self._first
        painter.drawLine(QPointF(self._x(elapsed_from), floor), QPointF(self._x(self._today), floor))
        self._paint_months(painter, floor, tokens.edge, tokens.quiet)
        for mark_button in self._buttons:
            x = self._x(mark_button.mark.day)
            painter.setPen(QPen(QColor(tokens.tone(mark_button.mark.badge.tone)[0]), 1.6))
            painter.drawLine(QPointF(x, mark_button.geometry().bottom() - 3), QPointF(x, floor))
        for flag in self.flags():
            self._paint_flag(painter, flag, tokens.accent if flag.now else tokens.quiet)
        painter.end()

    def _paint_months(self, painter: QPainter, floor: float, edge: str, quiet: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(11, round(font.pixelSize() * 0.85)))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        month = self._first.replace(day=1)
        drawn_to = -1.0
        while month <= self._last:
            x = self._x(max(month, self._first))
            words = _MONTHS[month.month - 1] + (f" {month.year}" if month.month == 1 or drawn_to < 0 else "")
            painter.setPen(QPen(QColor(edge), 1))
            painter.drawLine(QPointF(x, floor), QPointF(x, floor + 6))
            if x > drawn_to + 8 and x + metrics.horizontalAdvance(words) < self.width():
                painter.setPen(QColor(quiet))
                painter.drawText(QPointF(x, floor + 10 + metrics.ascent()), words)
                drawn_to = x + metrics.horizontalAdvance(words)
            month = (month + timedelta(days=32)).replace(day=1)

    def _paint_flag(self, painter: QPainter, flag: _Flag, colour: str) -> None:
        metrics = self._flag_metrics()
        x = self._x(flag.day)
        painter.setPen(QPen(QColor(colour), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, metrics.height() + 2), QPointF(x, self._floor))
        painter.setPen(QColor(colour))
        painter.setFont(self._flag_font())
        width = metrics.horizontalAdvance(flag.words) + 4
        painter.drawText(QRect(round(flag.left), 0, width, metrics.height()), 0, flag.words)
