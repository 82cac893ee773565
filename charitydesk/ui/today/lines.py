"""A line that opens its record: date at the left, words, status at the right; one stop of the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from charitydesk.ui.parts import column, icon_label, label, row
from charitydesk.ui.scale import fix_width, scaled
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from charitydesk.presentation.badges import Badge

_DATE_WIDTH, _LEAST, _EASY_READING, _GAP = 152, 200, 280, 20


class RecordLine(QFrame):
    """One line of a list that is read and not sorted.

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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        spoken = (when, when_words, title, *(badge.word for badge in badges), words)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setAccessibleDescription("Press Enter to open")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(_GAP)
        self._date_box = self._date(when, when_words) if when else None
        if self._date_box is not None:
            self._across.addWidget(self._date_box)
        texts = column(gap=2)
        texts.addWidget(label(title, "subheading"))
        if words:
            texts.addWidget(label(words, "quiet"))
        self._across.addLayout(texts, 1)
        marks = row(gap=8, stretch=False)
        for badge in badges:
            marks.addWidget(StatusBadge(badge), 0, Qt.AlignmentFlag.AlignTop)
        marks.addStretch(1)
        self._marks = marks
        self._across.addLayout(marks)
        outer = row(gap=16, stretch=False)
        outer.addLayout(self._across, 1)
        outer.addWidget(icon_label("chevron-right", "quiet", 18), 0, Qt.AlignmentFlag.AlignVCenter)
        paper = column(self)
        paper.setContentsMargins(12, 12, 8, 12)
        paper.addLayout(outer)

    @staticmethod
    def _date(when: str, words: str) -> QWidget:
        holder = QWidget()
        inside = column(holder, gap=2)
        inside.addWidget(label(when, "subheading", wrap=False))
        if words:
            inside.addWidget(label(words, "quiet", wrap=False))
        inside.addStretch(1)
        fix_width(holder, _DATE_WIDTH)
        return holder

    def minimumSizeHint(self) -> QSize:
        """Return a width at which its parts stand one under another: side by side is for when there is room."""
        return QSize(scaled(_LEAST), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack date, words and statuses where they would leave the words too narrow to read with ease."""
        super().resizeEvent(event)
        date = self._date_box.minimumWidth() + _GAP if self._date_box is not None else 0
        beside = date + self._marks.sizeHint().width() + _GAP
        wide = event.size().width() >= beside + scaled(_EASY_READING)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._across.setSpacing(_GAP if wide else 4)

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
        """Draw the ground under the pointer and a ring where the keyboard is."""
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
        painter.end()
