"""The search box on top: rooms, commands and records in one list, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from charitydesk.presentation.search import Hit, ranked
from charitydesk.ui import icons
from charitydesk.ui.parts import announce, label
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from charitydesk.presentation.search import SearchProvider

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


class SearchBox(QLineEdit):
    """The field. Results lie in a sheet under it, inside the window.

    Args:
        stage: The widget over which the sheet is laid, usually the window's central widget.
    """

    taken = Signal(object)

    def __init__(self, stage: QWidget) -> None:
        super().__init__()
        self._stage = stage
        self._providers: list[SearchProvider] = []
        self._before: QWidget | None = None
        self.setAccessibleName("Search")
        self.setAccessibleDescription("Finds any record, clause or command. Down arrow moves through what is found.")
        self.setPlaceholderText("Search or type a command  (Ctrl+K)")
        self.setClearButtonEnabled(False)
        self._hits = _Hits()
        self._hits.setParent(self)
        self.sheet = QFrame(stage)
        self.sheet.setObjectName("results")
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
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(4, 6, 4, 6)
        inside.addWidget(self.list)
        inside.addWidget(self.nothing)
        self.sheet.hide()
        self.textChanged.connect(self._search)
        stage.installEventFilter(self)

    def set_providers(self, providers: Sequence[SearchProvider]) -> None:
        """Search with these, in this order; each answers within a few milliseconds."""
        self._providers = list(providers)

    def begin(self) -> None:
        """Take the keyboard and show what can be done; Escape gives it back."""
        if not self.hasFocus():
            self._before = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search(self.text())

    def hits(self) -> list[Hit]:
        """Return the results shown."""
        return list(self._hits.hits)

    def _search(self, text: str) -> None:
        if not self.hasFocus() and not text:
            return
        found: list[Hit] = []
        for provider in self._providers:
            found += provider(text)
        self._hits.show(ranked(text, found))
        count = len(self._hits.hits)
        self.list.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        self.nothing.setText(f"Nothing is called “{text.strip()}”.")
        if count:
            self.list.setCurrentIndex(self._hits.index(0))
            if text:
                announce(self, f"{self._hits.hits[0].sentence}, 1 of {count}")
        else:
            announce(self, self.nothing.text())
        self._lay()
        self.sheet.show()
        self.sheet.raise_()

    def _lay(self) -> None:
        corner = self.mapTo(self._stage, self.rect().bottomLeft())
        row_height = self.fontMetrics().lineSpacing() + 18
        wanted = max(1, len(self._hits.hits)) * row_height + 18
        height = min(wanted, self._stage.height() - corner.y() - 12)
        self.sheet.setGeometry(corner.x(), corner.y() + 6, self.width(), max(height, 48))

    def finish(self) -> None:
        """Close the sheet and empty the field."""
        self.sheet.hide()
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, take with Enter, leave with Escape."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = event.key()
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._clicked(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.finish()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        count = len(self._hits.hits)
        if self.sheet.isHidden():
            self._search(self.text())
        elif count:
            place = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self._hits.index(place))
            announce(self, f"{self._hits.hits[place].sentence}, {place + 1} of {count}")

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid() and not self.sheet.isHidden():
            hit = self._hits.hits[index.row()]
            self.finish()
            self.taken.emit(hit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the sheet when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.sheet.hide()

    def mousePressEvent(self, event: Any) -> None:
        """Show what can be done as soon as the field is clicked."""
        super().mousePressEvent(event)
        if self.sheet.isHidden():
            self._search(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sheet under the field when the window changes size."""
        if event.type() is QEvent.Type.Resize and not self.sheet.isHidden():
            self._lay()
        return super().eventFilter(watched, event)


def command_provider(commands: Callable[[], Sequence[Hit]]) -> SearchProvider:
    """Return a provider of the present commands; the ranking does the choosing."""

    def provide(_text: str) -> Sequence[Hit]:
        return commands()

    return provide
