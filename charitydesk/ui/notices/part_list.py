"""The pages of the conversation at its side, each with how far it has got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from charitydesk.ui.scale import fix_width
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from charitydesk.presentation.notice_form import NoticeForm

Index = QModelIndex | QPersistentModelIndex
_PAGE_ROLE, _WORDS_ROLE = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
SIDE = 272


class _PartDelegate(QStyledItemDelegate):
    """Draws a page of the conversation: its title, and quietly how far it has got."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own signature
        """Return the size of two lines with air around them."""
        metrics = QFontMetrics(cast("Any", option).font)
        return QSize(0, 2 * metrics.lineSpacing() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one page."""
        opt, tokens = cast("Any", option), tokens_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(opt.state & QStyle.StateFlag.State_Selected)
        ground = tokens.accent_soft if here else tokens.hover
        if here or opt.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(
                QPen(QColor(tokens.accent), 2)
                if here and opt.state & QStyle.StateFlag.State_HasFocus
                else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(opt.rect).adjusted(1, 1, -1, -1), 6, 6)
        inner = opt.rect.adjusted(12, 8, -10, -8)
        font = QFont(opt.font)
        font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if here else tokens.ink))
        elide = Qt.TextElideMode.ElideRight
        line = QRect(inner.left(), inner.top(), inner.width(), metrics.lineSpacing())
        painter.drawText(line, 0, metrics.elidedText(str(index.data()), elide, inner.width()))
        small = QFont(opt.font)
        small.setPixelSize(max(11, round(small.pixelSize() * 0.87)))
        painter.setFont(small)
        painter.setPen(QColor(tokens.quiet))
        painter.drawText(line.translated(0, metrics.lineSpacing() + 1), 0, str(index.data(_WORDS_ROLE)))
        painter.restore()


class PartList(QListWidget):
    """The pages of the conversation: arrows move, Enter opens."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("resultlist")
        self.setAccessibleName("Parts of the conversation")
        self.setItemDelegate(_PartDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fix_width(self, SIDE)
        self.itemClicked.connect(self._open)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_parts(self, form: NoticeForm) -> None:
        """Show how far each page has got."""
        parts, here = form.parts(), form.step.page.id
        if [part.page.id for part in parts] != [str(self.item(n).data(_PAGE_ROLE)) for n in range(self.count())]:
            self.clear()
            for part in parts:
                item = QListWidgetItem(part.page.title)
                item.setData(_PAGE_ROLE, part.page.id)
                self.addItem(item)
        for place, part in enumerate(parts):
            item = self.item(place)
            if item.data(_WORDS_ROLE) != part.words:
                item.setData(_WORDS_ROLE, part.words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part.page.title} {part.words}")
            if part.page.id == here:
                self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen page with Enter, which ends here: it must not also go on with the question."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(_PAGE_ROLE)))
