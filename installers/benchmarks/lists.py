"""Filling a list: 5,000 records in the program's table to the first picture, against Qt's own table of plain texts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.table import NotMeasuredError, Row, paired_medians
from charitydesk.documents.fonts import ui_font_files
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import KEPT, NOT_KEPT, Badge
from charitydesk.ui.dress import dress
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS, TIMES = 5_000, 21
SIZE = (1000, 700)


@dataclass(frozen=True, slots=True)
class Record:
    """What the rooms list: a body, a day, a sum and a status."""

    body: str
    place: str
    day: date
    pence: int
    badge: Badge


def rows() -> list[Row]:
    """Measure a list shown for the first time, and one whose records are replaced."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication.instance() or QApplication(["bench"])
    if not isinstance(made, QApplication):
        raise NotMeasuredError("another kind of Qt application runs already")
    theme = Theme(made, ui_font_files()[:3])
    theme.use(Appearance.LIGHT, 1.0)
    window = QWidget()
    dress(window)
    records = [
        Record(
            f"Council {place:04}",
            "Anytown",
            date(2026, 1, 1) + timedelta(days=place % 700),
            place * 12_345,
            KEPT if place % 3 else NOT_KEPT,
        )
        for place in range(ROWS)
    ]
    first = paired_medians(lambda: _first(_ours, window, records), lambda: _first(_plain, window, records), TIMES)
    model, shown = _ours(records)
    floor, floor_shown = _plain(records)
    shown.setParent(window)
    floor_shown.setParent(window)
    again = paired_medians(lambda: _again(model, shown, records), lambda: _again(floor, floor_shown, records), TIMES)
    return [
        Row("list of 5,000 filled, to its first picture", *first, "plain Qt table", "ms", 4),
        Row("the same list filled again", *again, "plain Qt table", "ms", 4),
    ]


class PlainModel(QAbstractTableModel):
    """The least a Qt table can show: the same words, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Record] = []

    def set_rows(self, records: Sequence[Record]) -> None:
        """Show these records."""
        self.beginResetModel()
        self._rows = list(records)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return the number of columns."""
        return 0 if parent.isValid() else len(WORDS)

    def data(self, index: QModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a cell's words."""
        return WORDS[index.column()](self._rows[index.row()]) if role == Qt.ItemDataRole.DisplayRole else None


def _body(record: Record) -> str:
    return record.body


def _place(record: Record) -> str:
    return record.place


def _day(record: Record) -> str:
    return date_words(record.day)


def _sum(record: Record) -> str:
    return pounds(record.pence)


def _status(record: Record) -> str:
    return record.badge.word


def _badge(record: Record) -> Badge:
    return record.badge


WORDS = (_body, _day, _sum, _status)


def _ours(records: Sequence[Record]) -> tuple[RowsModel[Record], QWidget]:
    model = RowsModel[Record](
        [
            Column("Body", _body, second_line=_place, keep=True),
            Column("Date", _day, sort_key=lambda record: record.day, width=180),
            Column("Sum", _sum, sort_key=lambda record: record.pence, align=RIGHT, width=140),
            Column("Status", _status, badge=_badge, width=140),
        ]
    )
    model.set_rows(records)
    table = RowsTable(model, "Records", EmptyState("notices", "No records", "There are none yet."))
    return model, table


def _plain(records: Sequence[Record]) -> tuple[PlainModel, QWidget]:
    model = PlainModel()
    model.set_rows(records)
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    return model, view


def _first(
    make: Callable[[Sequence[Record]], tuple[RowsModel[Record] | PlainModel, QWidget]],
    window: QWidget,
    records: Sequence[Record],
) -> float:
    started = perf_counter()
    _model, shown = make(records)
    shown.setParent(window)
    shown.resize(*SIZE)
    shown.grab()
    taken = perf_counter() - started
    shown.deleteLater()
    QApplication.processEvents()
    return taken * 1000


def _again(model: RowsModel[Record] | PlainModel, shown: QWidget, records: Sequence[Record]) -> float:
    shown.resize(*SIZE)
    started = perf_counter()
    model.set_rows(records)
    shown.grab()
    return (perf_counter() - started) * 1000
