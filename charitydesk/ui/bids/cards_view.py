"""Bids as cards in one list: under headings where all stages share it, or one stage alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from charitydesk.presentation import bid_words as words
from charitydesk.ui.parts import tip
from charitydesk.ui.scale import scaled
from charitydesk.ui.status import badge_size, paint_badge
from charitydesk.ui.tables import RECORD_ROLE
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from charitydesk.presentation.badges import Badge
    from charitydesk.services.bids import BidLine

Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP = 12, 8
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A stage above its cards."""

    text: str


class CardsModel(QAbstractListModel):
    """Bids, and headings among them.

    Args:
        today: Returns today's civil date.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.entries: list[BidLine | Heading] = []

    def set_entries(self, entries: Sequence[BidLine | Heading]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many cards and headings there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read and cannot be chosen."""
        if index.isValid() and isinstance(self.entries[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a card says."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == RECORD_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(entry, Heading):
                return entry.text
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return words.bid_sentence(entry, self.today()) if spoken else entry.title
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(entry, Heading):
            return tip(f"{entry.title}\n{words.deadline_words(entry)}")
        return None


class CardDelegate(QStyledItemDelegate):
    """Draws a bid as a card and a stage as a heading."""

    def __init__(self, view: QListView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._view, self._today = view, today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height the words of a card need at the list's width."""
        opt: Any = option
        entry = index.data(RECORD_ROLE)
        metrics = QFontMetrics(opt.font)
        width = self._view.viewport().width()
        if isinstance(entry, Heading):
            return QSize(width, metrics.lineSpacing() + scaled(22))
        inner = width - 2 * scaled(_PAD)
        lines = len(_lines(entry.title, _bold(opt.font), inner))
        height = lines * QFontMetrics(_bold(opt.font)).lineSpacing() + metrics.lineSpacing()
        badge = badge_size(words.urgency(entry, self._today()), opt.font)
        return QSize(width, height + badge.height() + 2 * scaled(_PAD) + scaled(8) + scaled(_GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        opt: Any = option
        entry = index.data(RECORD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            font = _bold(opt.font)
            painter.setFont(font)
            painter.setPen(QColor(tokens_now().quiet))
            place = opt.rect.adjusted(2, scaled(10), -2, -2)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), entry.text)
        else:
            self._card(painter, opt, entry)
        painter.restore()

    def _card(self, painter: QPainter, opt: Any, entry: BidLine) -> None:
        tokens = tokens_now()
        chosen = bool(opt.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        over = bool(opt.state & QStyle.StateFlag.State_MouseOver)
        card = QRectF(opt.rect).adjusted(1, 1, -1, -scaled(_GAP))
        painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.hover if over else tokens.raised))
        edge = tokens.accent if chosen else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.drawRoundedRect(card, 8, 8)
        inner = card.toRect().adjusted(scaled(_PAD) - 1, scaled(_PAD) - 1, -scaled(_PAD) + 1, -scaled(_PAD) + 1)
        bold = _bold(opt.font)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(bold)
        top = inner.top()
        step = QFontMetrics(bold).lineSpacing()
        for line in _lines(entry.title, bold, inner.width()):
            painter.drawText(QRect(inner.left(), top, inner.width(), step), int(Qt.AlignmentFlag.AlignLeft), line)
            top += step
        painter.setFont(opt.font)
        painter.setPen(QColor(tokens.quiet))
        metrics = QFontMetrics(opt.font)
        buyer = metrics.elidedText(words.bid_from(entry), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), top, inner.width(), metrics.lineSpacing()), 0x81, buyer)
        top += metrics.lineSpacing() + scaled(8)
        self._foot(painter, QRect(inner.left(), top, inner.width(), inner.bottom() - top + 1), entry, opt.font)

    def _foot(self, painter: QPainter, place: QRect, entry: BidLine, font: QFont) -> None:
        tokens = tokens_now()
        badge: Badge = words.urgency(entry, self._today())
        size = badge_size(badge, font)
        width = min(size.width(), place.width())
        paint_badge(painter, QRect(place.left(), place.top(), width, size.height()), badge, tokens, font)
        money = words.worth(entry) if entry.value is not None else ""
        metrics = QFontMetrics(font)
        left = place.width() - width - scaled(8)
        if money and metrics.horizontalAdvance(money) <= left:
            painter.setFont(font)
            painter.setPen(QColor(tokens.quiet))
            painter.drawText(QRect(place.left(), place.top(), place.width(), size.height()), 0x82, money)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _lines(text: str, font: QFont, width: int) -> list[str]:
    """Return a title broken into at most three lines, the last one cut short where more would follow."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    spans: list[tuple[int, int]] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40, width))
        spans.append((line.textStart(), line.textLength()))
    layout.endLayout()
    found = [text[start : start + length].strip() for start, length in spans[:_TITLE_LINES]]
    if len(spans) > _TITLE_LINES:
        rest = text[spans[_TITLE_LINES - 1][0] :]
        found[-1] = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return found or [""]


class CardsList(QListView):
    """A list of cards.

    Args:
        name: Its accessible name.
        today: Returns today's civil date.
    """

    opened = Signal(object)
    picked = Signal(object)
    move_wanted = Signal(object, int)
    beyond_wanted = Signal(int)

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cards = CardsModel(today)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self, today))
        self.setObjectName("cards")
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(scaled(120))
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._current)

    def current(self) -> BidLine | None:
        """Return the chosen bid, or None."""
        entry = self.currentIndex().data(RECORD_ROLE) if self.currentIndex().isValid() else None
        return None if entry is None or isinstance(entry, Heading) else entry

    def choose(self, bid_id: int | None) -> bool:
        """Choose a bid's card; return False when it is not here."""
        for place, entry in enumerate(self.cards.entries):
            if not isinstance(entry, Heading) and entry.id == bid_id:
                blocked = self.blockSignals(True)
                self.setCurrentIndex(self.cards.index(place, 0))
                self.blockSignals(blocked)
                return True
        blocked = self.blockSignals(True)
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.blockSignals(blocked)
        return False

    def begin(self, *, first: bool = True) -> None:
        """Give the keyboard to the list, with a card chosen."""
        if self.current() is None:
            places = [at for at, entry in enumerate(self.cards.entries) if not isinstance(entry, Heading)]
            if places:
                self.setCurrentIndex(self.cards.index(places[0] if first else places[-1], 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, move a bid with Ctrl and an arrow, go to the next column with an arrow."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        entry = self.current()
        if key in sideways:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if entry is not None:
                    self.move_wanted.emit(entry, sideways[key])
            else:
                self.beyond_wanted.emit(sideways[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and entry is not None:
            self.opened.emit(entry)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _clicked(self, _index: object) -> None:
        if (entry := self.current()) is not None:
            self.opened.emit(entry)

    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        entry = now.data(RECORD_ROLE) if now.isValid() else None
        if entry is not None and not isinstance(entry, Heading):
            self.picked.emit(entry)
