"""The week as a grid that is filled by keyboard: type a length, Enter goes down, Tab goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words
from charitydesk.presentation.time_words import capital, cell_words
from charitydesk.ui.parts import tip
from charitydesk.ui.scale import scaled
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from PySide6.QtGui import QResizeEvent

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.timelog import Subject, WeekGrid

Index = QModelIndex | QPersistentModelIndex

WHAT, FIRST_DAY, TOTAL = 0, 1, 8
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PAD = 12


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A line of the grid.

    Args:
        subject: What the time hangs on.
        activity: What was done.
        title: The subject's title.
        minutes: Seven days' minutes, Monday first.
    """

    subject: Subject
    activity: Activity
    title: str
    minutes: tuple[int, ...] = (0,) * 7

    @property
    def key(self) -> tuple[Subject, Activity]:
        """What tells it apart."""
        return self.subject, self.activity


class WeekModel(QAbstractTableModel):
    """A week's rows, its days, and the totals in a last row; `typed` tells of a length typed into a cell."""

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[WeekRow] = []
        self.grid: WeekGrid | None = None
        self.today: date | None = None

    def show_week(self, grid: WeekGrid, rows: Sequence[WeekRow], today: date) -> None:
        """Show a week; where its rows are those shown already, only their figures change."""
        same = self.grid is not None and [row.key for row in rows] == [row.key for row in self.rows]
        if same:
            self.rows, self.grid, self.today = list(rows), grid, today
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows), TOTAL))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, TOTAL)
            return
        self.beginResetModel()
        self.rows, self.grid, self.today = list(rows), grid, today
        self.endResetModel()

    def day(self, column: int) -> date | None:
        """Return the day of a column, or None."""
        if self.grid is None or not FIRST_DAY <= column < TOTAL:
            return None
        return self.grid.monday + timedelta(days=column - FIRST_DAY)

    def is_open(self, row: int, column: int) -> bool:
        """Return whether a cell may be typed into: a day that is not locked and not still to come."""
        day = self.day(column)
        if day is None or self.grid is None or self.today is None or not 0 <= row < len(self.rows):
            return False
        return not self.grid.locked[column - FIRST_DAY] and day <= self.today

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the rows and the line of totals."""
        return 0 if parent.isValid() or self.grid is None else len(self.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the columns: what, seven days, the total."""
        return 0 if parent.isValid() else TOTAL + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell can be reached, and open days typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_open(index.row(), index.column()) else flags

    def minutes(self, row: int, column: int) -> int:
        """Return the minutes of a cell, a total among them."""
        if self.grid is None:
            return 0
        line = self.grid.totals if row >= len(self.rows) else self.rows[row].minutes
        return sum(line) if column == TOTAL else line[column - FIRST_DAY]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return a day's heading, marked where it is today or locked."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == WHAT else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        day = self.day(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if day is None:
            return "Total" if section == TOTAL else "Bid, contract or notice"
        mark = "\nlocked" if self.grid and self.grid.locked[section - FIRST_DAY] else ""
        mark = mark or ("\ntoday" if day == self.today else "")
        return f"{_DAYS[section - FIRST_DAY]} {day.day}{mark}"

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)}:
            if column == WHAT:
                return "Total" if row >= len(self.rows) else self.rows[row].title
            return cell_words(self.minutes(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == WHAT and row < len(self.rows):
            return tip(f"{self.rows[row].title}\n{capital(self.rows[row].activity.label)}")
        return None

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tell of a typed length where it differs from what stands there."""
        if role == Qt.ItemDataRole.EditRole and str(value).strip() != str(index.data(role) or ""):
            self.typed.emit(index.row(), index.column(), str(value))
        return True

    def _spoken(self, row: int, column: int) -> str:
        words = "Total" if row >= len(self.rows) else f"{self.rows[row].title}, {self.rows[row].activity.label}"
        if column == WHAT:
            return words
        length = hours_words(self.minutes(row, column)) if self.minutes(row, column) else "nothing"
        day = self.day(column)
        when = f"{date_words(day)}, " if day else "the week, "
        locked = ", locked" if day and self.grid and self.grid.locked[column - FIRST_DAY] else ""
        return f"{words}, {when}{length}{locked}"


class _Cells(QStyledItemDelegate):
    """Draws the cells and opens their editor; `problems` holds what could not be taken, by row key and column."""

    def __init__(self, view: QTableView, model: WeekModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.problems: Mapping[tuple[Any, int], str] = {}

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """Return a line for a length."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setStyleSheet("padding: 0 10px; border-radius: 0;")
        editor.setAccessibleName(str(index.data(int(Qt.ItemDataRole.AccessibleTextRole))))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands there, chosen whole."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), int(Qt.ItemDataRole.EditRole))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """Fill the cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep what was typed with Enter and go down."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QWidget):
            down = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}
            if down or event.key() == Qt.Key.Key_Up:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                at = self._view.currentIndex()
                step = 1 if down else -1
                to = self._model.index(min(max(at.row() + step, 0), self._model.rowCount() - 1), at.column())
                self._view.setCurrentIndex(to)
                return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        opt: Any = option
        tokens, box = tokens_now(), QRect(opt.rect)
        row, column = index.row(), index.column()
        total = row >= len(self._model.rows)
        painter.save()
        day = self._model.day(column)
        shut = day is not None and not total and not self._model.is_open(row, column)
        wrong = not total and (self._model.rows[row].key, column) in self.problems
        if wrong:
            painter.fillRect(box, QColor(tokens.bad_soft))
        elif total or shut:
            painter.fillRect(box, QColor(tokens.sunken))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if FIRST_DAY <= column < TOTAL:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        inner = box.adjusted(_PAD, 0, -_PAD, -1)
        font = QFont(opt.font)
        if column == WHAT:
            self._paint_what(painter, inner, font, row)
        else:
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setWeight(QFont.Weight.DemiBold if total or column == TOTAL else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(tokens.bad if wrong else tokens.ink))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), index.data())
        if opt.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_what(self, painter: QPainter, inner: QRect, font: QFont, row: int) -> None:
        tokens = tokens_now()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.ink))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if row >= len(self._model.rows):
            painter.drawText(inner, align, "Total")
            return
        line, height = self._model.rows[row], QFontMetrics(bold).lineSpacing()
        top = inner.top() + (inner.height() - 2 * height) // 2
        cut = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(bold).elidedText(line.title, cut, inner.width())
        painter.drawText(QRect(inner.left(), top, inner.width(), height), align, shown)
        painter.setFont(font)
        painter.setPen(QColor(tokens.quiet))
        done = QFontMetrics(font).elidedText(capital(line.activity.label), cut, inner.width())
        painter.drawText(QRect(inner.left(), top + height, inner.width(), height), align, done)


class WeekTable(QTableView):
    """The grid's view; as high as its rows. `left` tells that Tab went beyond its last cell."""

    def __init__(self, model: WeekModel) -> None:
        super().__init__()
        self._week = model
        self.setModel(model)
        self.cells = _Cells(self, model)
        self.setItemDelegate(self.cells)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("The week")
        self.setAccessibleDescription("Type a length such as 1h30, 1.5 or 90m. Enter goes down, Tab goes on.")
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the days and what they are about."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()

    def _share_width(self) -> None:
        width, least, what = self.viewport().width(), scaled(66), scaled(190)
        day = max(least, min(scaled(84), (width - what) // 8))
        for column in range(FIRST_DAY, TOTAL + 1):
            self.setColumnWidth(column, day)
        self.setColumnWidth(WHAT, max(what, width - 8 * day))

    def fit(self) -> None:
        """Take the height of the rows."""
        line = self.fontMetrics().lineSpacing()
        for row in range(self._week.rowCount()):
            self.setRowHeight(row, line * (2 if row < len(self._week.rows) else 1) + (16 if row else 18))
        self._share_width()
        height = self.horizontalHeader().sizeHint().height() + 3
        height += sum(self.rowHeight(row) for row in range(self._week.rowCount()))
        if self.horizontalHeader().length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Tab, back with Shift+Tab, down with Enter; Delete empties a cell."""
        at = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and at.isValid():
            self.setCurrentIndex(self._week.index(min(at.row() + 1, self._week.rowCount() - 1), at.column()))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._week.is_open(at.row(), at.column()):
            self._week.setData(at, "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move between open cells with Tab; beyond the last one, on to what follows the grid."""
        to = self._neighbour(1 if forward else -1)
        if to is None:
            return super().focusNextPrevChild(forward)
        self.setCurrentIndex(to)
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next open cell after Tab, without opening its editor."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        self.setFocus()
        if hint in {hints.EditNextItem, hints.EditPreviousItem}:
            to = self._neighbour(1 if hint is hints.EditNextItem else -1)
            if to is not None:
                self.setCurrentIndex(to)

    def _neighbour(self, step: int) -> QModelIndex | None:
        """Return the next open cell in reading order, or None beyond the last."""
        at = self.currentIndex()
        if not at.isValid():
            return None
        place = at.row() * 7 + min(max(at.column() - FIRST_DAY, -1 if step > 0 else 0), 6 if step > 0 else 7)
        place += step
        while 0 <= place < len(self._week.rows) * 7:
            row, day = divmod(place, 7)
            if self._week.is_open(row, day + FIRST_DAY):
                return self._week.index(row, day + FIRST_DAY)
            place += step
        return None
