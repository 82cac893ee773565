"""The sheet of results under the search box; made on first use, so that the window need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from charitydesk.presentation.search import ranked
from charitydesk.ui import icons
from charitydesk.ui.parts import label
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.search import Hit

Index = QModelIndex | QPersistentModelIndex
_HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class _Hits(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return hit.sentence
        return hit if role == _HIT_ROLE else None


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own arguments
        opt: Any = option
        return QSize(200, QFontMetrics(opt.font).lineSpacing() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        opt: Any = option
        hit: Hit = index.data(_HIT_ROLE)
        tokens = tokens_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = opt.rect.adjusted(4, 1, -4, -1)
        if opt.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(place, 6, 6)
            painter.fillRect(QRect(place.left(), place.top() + 6, 3, place.height() - 12), QColor(tokens.accent))
        size = scaled(icons.SIZE)
        ratio = opt.widget.devicePixelRatioF() if opt.widget else 1.0
        top = place.top() + (place.height() - size) // 2
        painter.drawPixmap(place.left() + 12, top, icons.pixmap(hit.icon, tokens.quiet, size, ratio))
        inner = place.adjusted(24 + size, 0, -14, 0)
        metrics = QFontMetrics(opt.font)
        kind_width = metrics.horizontalAdvance(hit.kind) + 16
        words = inner.adjusted(0, 0, -kind_width, 0)
        font = QFont(opt.font)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        title = QFontMetrics(font).elidedText(hit.title, Qt.TextElideMode.ElideRight, words.width())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, flags, title)
        painter.setFont(opt.font)
        painter.setPen(QColor(tokens.quiet))
        used = QFontMetrics(font).horizontalAdvance(title) + 12
        detail = words.adjusted(used, 0, 0, 0)
        if detail.width() > 40:
            painter.drawText(detail, flags, metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, detail.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), hit.kind)
        painter.restore()


class ResultSheet(QFrame):
    """The sheet.

    Args:
        stage: The widget it is laid over.
    """

    taken = Signal(object)

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self.setObjectName("results")
        self._hits = _Hits()
        self._hits.setParent(self)
        self.list = QListView()
        self.list.setObjectName("resultlist")
        self.list.setAccessibleName("Search results")
        self.list.setModel(self._hits)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._clicked)
        self.nothing = label("", "quiet")
        self.nothing.setContentsMargins(12, 8, 12, 8)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 6, 4, 6)
        inside.addWidget(self.list)
        inside.addWidget(self.nothing)
        self.hide()

    @property
    def hits(self) -> list[Hit]:
        """The results shown."""
        return list(self._hits.hits)

    def show_hits(self, hits: Sequence[Hit], text: str) -> None:
        """Show what was found, best first and the first one chosen, or say that there is none.

        Args:
            hits: What the providers found, in their own order.
            text: What was typed.
        """
        hits = ranked(text, hits)
        self._hits.show(hits)
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        self.nothing.setText(f"Nothing is called “{text.strip()}”.")
        if hits:
            self.list.setCurrentIndex(self._hits.index(0))

    def move_by(self, steps: int) -> str:
        """Choose another result; return it as it is spoken."""
        count = len(self._hits.hits)
        if not count:
            return ""
        place = (self.list.currentIndex().row() + steps) % count
        self.list.setCurrentIndex(self._hits.index(place))
        return self.spoken()

    def spoken(self) -> str:
        """Return the chosen result as it is spoken, or that there is none."""
        place, count = self.list.currentIndex().row(), len(self._hits.hits)
        return f"{self._hits.hits[place].sentence}, {place + 1} of {count}" if count else self.nothing.text()

    def chosen(self) -> Hit | None:
        """Return the chosen result."""
        index = self.list.currentIndex()
        return self._hits.hits[index.row()] if index.isValid() else None

    def wanted_height(self) -> int:
        """Return the pixels that show every result."""
        return max(1, len(self._hits.hits)) * (self.fontMetrics().lineSpacing() + 18) + 18

    def _clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self._hits.hits[index.row()])
