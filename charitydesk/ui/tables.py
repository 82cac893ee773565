"""Tables of records: roomy rows that speak as a sentence, small lists sorted here, long lists sorted by the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from charitydesk.presentation.badges import Badge

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

BADGE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 2
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 3
SECOND_LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 4

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


_EVERY_ROW = 1_000_000_000


@dataclass(frozen=True)  # slots and a type argument in the call do not go together in Python 3.11
class Column(Generic[R]):
    """One column.

    Args:
        title: Its heading.
        text: What a cell says.
        sort_key: What small lists sort by (the text when None); for long lists a name the page function knows.
        align: `LEFT`, or `RIGHT` for figures.
        badge: A status drawn instead of the text; the text should still say it.
        second_line: A quieter line under the text, or None.
        width: A width in pixels to begin with; 0 lets the column stretch.
        sort_name: The name the page function of a long list sorts by; empty when it cannot.
        keep: Stay when the table is narrow; others give way from the right, and are spoken all the same.
        help: A sentence that explains the heading to whoever rests on it.
    """

    title: str
    text: Callable[[R], str]
    sort_key: Callable[[R], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    badge: Callable[[R], Badge | None] | None = None
    second_line: Callable[[R], str] | None = None
    width: int = 0
    sort_name: str = ""
    keep: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Fetch:
    """What a long list asks its store for.

    Args:
        sort: The `sort_name` of a column, or empty.
        descending: Largest first.
        text: The filter's text.
        offset: Rows to pass over.
        limit: Rows wanted.
    """

    sort: str = ""
    descending: bool = False
    text: str = ""
    offset: int = 0
    limit: int = 100


class RowsModel(QAbstractTableModel, Generic[R]):
    """Records as rows.

    Args:
        columns: The columns in order.
        sentence: A whole row as it is spoken; by default each heading with its text.
    """

    def __init__(self, columns: Sequence[Column[R]], sentence: Callable[[R], str] | None = None) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._sentence = sentence
        self._rows: list[R] = []
        self._fetch: Callable[[Fetch], Sequence[R]] | None = None
        self._asked = Fetch()
        self._ended = True

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show a small list, whole."""
        self.beginResetModel()
        self._fetch, self._ended, self._rows = None, True, list(rows)
        self.endResetModel()

    def set_source(self, fetch: Callable[[Fetch], Sequence[R]], asked: Fetch | None = None) -> None:
        """Show a long list a page at a time; the store sorts and filters.

        Args:
            fetch: Returns the rows of one page, fewer than the limit at the end.
            asked: How to begin.
        """
        self.beginResetModel()
        self._fetch, self._asked, self._rows = fetch, asked or Fetch(), []
        self._load_first()
        self.endResetModel()

    def ask(self, *, text: str | None = None, sort: str | None = None, descending: bool = False) -> None:
        """Filter or sort a long list again, from its beginning."""
        if self._fetch is None:
            return
        self.beginResetModel()
        asked = self._asked
        self._asked = Fetch(
            asked.sort if sort is None else sort,
            asked.descending if sort is None else descending,
            asked.text if text is None else text,
            limit=asked.limit,
        )
        self._load_first()
        self.endResetModel()

    def asked_of_all(self) -> Fetch:
        """Return how every row of a long list is asked for, filtered and sorted as shown."""
        return Fetch(self._asked.sort, self._asked.descending, self._asked.text, 0, _EVERY_ROW)

    @property
    def is_long(self) -> bool:
        """True when rows come from a store a page at a time."""
        return self._fetch is not None

    def rows(self) -> list[R]:
        """Return the rows loaded so far."""
        return list(self._rows)

    def row_at(self, place: int) -> R:
        """Return the record of a row."""
        return self._rows[place]

    def sentence(self, record: R) -> str:
        """Return a whole row as it is spoken."""
        if self._sentence is not None:
            return self._sentence(record)
        parts = [(column.title, column.text(record)) for column in self.columns]
        return ", ".join(f"{title}: {text}" if title else text for title, text in parts if text)

    def _load_first(self) -> None:
        if self._fetch is not None:
            self._rows = list(self._fetch(self._asked))
            self._ended = len(self._rows) < self._asked.limit

    def canFetchMore(self, parent: Index) -> bool:
        """Return True while the store may have more rows."""
        return not parent.isValid() and self._fetch is not None and not self._ended

    def fetchMore(self, parent: Index) -> None:
        """Append the next page."""
        if self._fetch is None or parent.isValid():
            return
        asked = self._asked
        more = list(self._fetch(Fetch(asked.sort, asked.descending, asked.text, len(self._rows), asked.limit)))
        self._ended = len(more) < asked.limit
        if more:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the rows loaded so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self.columns[section].help or None
        return int(self.columns[section].align) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(  # noqa: PLR0911 - one line a role
        self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return what a cell shows, sorts by and says."""
        if not index.isValid():
            return None
        record, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(record) if index.column() == 0 else column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(column.align)
        if role == BADGE_ROLE:
            return column.badge(record) if column.badge else None
        if role == SECOND_LINE_ROLE:
            return column.second_line(record) if column.second_line else None
        if role == RECORD_ROLE:
            return record
        if role == SORT_ROLE:
            return column.sort_key(record) if column.sort_key else column.text(record).casefold()
        return None


class FilterProxy(QSortFilterProxyModel):
    """Sorts a small list by its keys and keeps the rows in which every typed word occurs."""

    def __init__(self, model: RowsModel[Any]) -> None:
        super().__init__()
        self._model = model
        self._words: list[str] = []
        self.setSourceModel(model)

    def set_text(self, text: str) -> None:
        """Keep rows that hold every word of a text."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return True when every word occurs somewhere in the row."""
        if not self._words or source_parent.isValid():
            return True
        record = self._model.row_at(source_row)
        texts = [column.text(record) for column in self._model.columns]
        texts += [column.second_line(record) for column in self._model.columns if column.second_line]
        row = " ".join(texts).casefold()
        return all(word in row for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare sort keys; what has none comes last."""
        one, other = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if one is None or other is None:
            return other is None and one is not None
        return bool(one < other)


def record_of(index: Index) -> Any:
    """Return the record of a cell, through any proxy."""
    return index.data(RECORD_ROLE)


def select_row(model: QAbstractItemModel, selection: QItemSelectionModel, place: int) -> None:
    """Choose one row."""
    flags = QItemSelectionModel.SelectionFlag
    selection.setCurrentIndex(model.index(place, 0), flags.ClearAndSelect | flags.Rows)
