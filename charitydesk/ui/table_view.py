"""The view of a table: roomy rows, badges, tabular figures, the keyboard, and words when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from charitydesk.presentation.badges import Badge
from charitydesk.ui.scale import scaled
from charitydesk.ui.status import badge_size, paint_badge
from charitydesk.ui.tables import BADGE_ROLE, RIGHT, SECOND_LINE_ROLE, FilterProxy, record_of, select_row
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from charitydesk.ui.empty import EmptyState
    from charitydesk.ui.tables import RowsModel

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_PAD = 12
_STRETCH = 200
"""A stretching column wants at least this many pixels."""


class RowDelegate(QStyledItemDelegate):
    """Draws cells: two lines where there is a second, badges, figures of equal width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a roomy cell."""
        metrics = QFontMetrics(option.font)  # type: ignore[attr-defined]
        lines = 2 if index.data(SECOND_LINE_ROLE) else 1
        badge = index.data(BADGE_ROLE)
        width = metrics.horizontalAdvance(str(index.data() or "")) + 2 * _PAD + 4
        if isinstance(badge, Badge):
            width = badge_size(badge, option.font).width() + 2 * _PAD  # type: ignore[attr-defined]
        return QSize(width, metrics.lineSpacing() * lines + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        opt: Any = option
        tokens = tokens_now()
        painter.save()
        chosen = bool(opt.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(opt.rect, tokens.accent_soft)
            if index.column() == 0:
                painter.fillRect(QRect(opt.rect.left(), opt.rect.top(), 3, opt.rect.height()), tokens.accent)
        elif opt.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(opt.rect, tokens.hover if tokens.name == "contrast" else tokens.page)
        painter.setPen(tokens.line)
        painter.drawLine(opt.rect.bottomLeft(), opt.rect.bottomRight())
        inner = opt.rect.adjusted(_PAD, 0, -_PAD, -1)
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, Badge):
            size = badge_size(badge, opt.font)
            top = inner.top() + (inner.height() - size.height()) // 2
            place = QRect(inner.left(), top, min(size.width(), inner.width()), size.height())
            paint_badge(painter, place, badge, tokens, opt.font)
        else:
            _paint_words(painter, inner, opt.font, index, (tokens.ink, tokens.quiet))
        painter.restore()


def _paint_words(painter: QPainter, inner: QRect, base: QFont, index: Index, inks: tuple[str, str]) -> None:
    align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0x81)
    font = QFont(base)
    if align == RIGHT:
        font.setFeature(QFont.Tag("tnum"), 1)
    metrics = QFontMetrics(font)
    second = index.data(SECOND_LINE_ROLE)
    if second and index.column() == 0:
        font.setWeight(QFont.Weight.DemiBold)
    height = metrics.lineSpacing()
    top = inner.top() + (inner.height() - height * (2 if second else 1)) // 2
    flags = int(align)
    painter.setFont(font)
    painter.setPen(inks[0])
    first = QFontMetrics(font).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(QRect(inner.left(), top, inner.width(), height), flags, first)
    if second:
        painter.setFont(base)
        painter.setPen(inks[1])
        shown = metrics.elidedText(str(second), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), top + height, inner.width(), height), flags, shown)


class _View(QTableView):
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen record with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)


class RowsTable(QWidget, Generic[R]):
    """A table with its filter and its words for when it is empty.

    Args:
        model: The rows.
        name: The accessible name, for example `Notices`.
        empty: Shown instead of the table while there is no row at all.
    """

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(self, model: RowsModel[R], name: str, empty: EmptyState | None = None) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.proxy = FilterProxy(model)
        self.proxy.setParent(self)
        self.view = _View()
        self.view.setAccessibleName(name)
        self._prepare_view()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.view)
        if empty is not None:
            self._stack.addWidget(empty)
        self.setFocusProxy(self.view)
        model.modelReset.connect(self._after_reset)
        self.view.opened.connect(self._opened)
        self.view.doubleClicked.connect(self._opened)
        self._use_model()
        self._after_reset()

    def _prepare_view(self) -> None:
        view = self.view
        view.setItemDelegate(RowDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setMouseTracking(True)
        view.setCornerButtonEnabled(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(64)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _use_model(self) -> None:
        self.view.setModel(self.model if self.model.is_long else self.proxy)
        header = self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        # After the indicator: Qt sorts at once by the column it names, and by the first one to begin with.
        self.view.setSortingEnabled(not self.model.is_long)
        if self.model.is_long:
            header.setSectionsClickable(True)
            header.setSortIndicatorShown(True)
            header.sortIndicatorChanged.connect(self._sort_long)
        self.view.selectionModel().currentRowChanged.connect(self._current_changed)
        for place, column in enumerate(self.model.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(place, scaled(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way on a narrow table."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Grow rows and columns with the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._after_reset()
            self._fit_columns()

    def _fit_columns(self) -> None:
        columns = self.model.columns
        header = self.view.horizontalHeader()
        widths = [scaled(column.width or _STRETCH) for column in columns]
        hidden: set[int] = set()
        for place in range(len(columns) - 1, 0, -1):
            if sum(width for at, width in enumerate(widths) if at not in hidden) <= self.width():
                break
            if not columns[place].keep:
                hidden.add(place)
        for place, column in enumerate(columns):
            self.view.setColumnHidden(place, place in hidden)
            if column.width:
                header.resizeSection(place, scaled(column.width))

    def set_text(self, text: str) -> None:
        """Keep the rows in which every word of a text occurs."""
        if self.model.is_long:
            self.model.ask(text=text)
        else:
            self.proxy.set_text(text)

    def choose(self, record: R) -> None:
        """Choose a record's row."""
        shown = self.view.model()
        for place in range(shown.rowCount()):
            if record_of(shown.index(place, 0)) == record:
                select_row(shown, self.view.selectionModel(), place)
                return

    def choose_row(self, place: int) -> None:
        """Choose the row at a place, counted from 0 as shown."""
        select_row(self.view.model(), self.view.selectionModel(), place)

    def shown(self) -> list[R]:
        """Return the records of the rows loaded, filtered and sorted as shown."""
        view = self.view.model()
        return [record_of(view.index(place, 0)) for place in range(view.rowCount())]

    def current(self) -> R | None:
        """Return the chosen record, or None."""
        index = self.view.currentIndex()
        return record_of(index) if index.isValid() else None

    def shown_count(self) -> int:
        """Return the number of rows shown."""
        return self.view.model().rowCount()

    def _sort_long(self, place: int, order: Qt.SortOrder) -> None:
        sort = self.model.columns[place].sort_name if place >= 0 else ""
        self.model.ask(sort=sort, descending=order is Qt.SortOrder.DescendingOrder)

    def _after_reset(self) -> None:
        if self.model.is_long != (self.view.model() is self.model):
            self._use_model()
        lines = 2 if any(column.second_line for column in self.model.columns) else 1
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * lines + 20)
        if self._stack.count() > 1:
            self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(record_of(now))

    def _opened(self, _index: object = None) -> None:
        if (record := self.current()) is not None:
            self.activated.emit(record)
