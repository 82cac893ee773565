"""Every row of a file as it is read, with what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.presentation.notice_words import capital
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.import_preview import Decisions
    from charitydesk.presentation.import_rows import Fate, PreviewRow, PreviewRows
    from charitydesk.ui.tables import Fetch


_WIDTH = 136
_MOMENTS = {"closes", "closing date"}
"""Columns that tell a day and, beneath it, a time."""


class _Words:
    """What one column says, or what stands before or after its comma."""

    def __init__(self, name: str, part: int | None = None) -> None:
        self._name, self._part = name, part

    def __call__(self, row: PreviewRow) -> str:
        words = row.words.get(self._name, "")
        return words if self._part is None else words.partition(", ")[2 * self._part]


class _Fate:
    """What becomes of a row, in words."""

    def __init__(self, decided: Decisions) -> None:
        self._decided = decided

    def __call__(self, row: PreviewRow) -> str:
        return self._decided.badge(row).word


class _Source:
    """Rows by the page."""

    def __init__(self, rows: PreviewRows, only: Fate | None) -> None:
        self._rows, self._only = rows, only

    def __call__(self, asked: Fetch) -> Sequence[PreviewRow]:
        return self._rows.page(asked.offset, asked.limit, self._only)


def rows_table(rows: PreviewRows, decided: Decisions) -> RowsTable[PreviewRow]:
    """Return a table of a file's rows.

    Args:
        rows: The rows.
        decided: What becomes of those that are here already; read again whenever a row is drawn or spoken.
    """
    first, *others = rows.labels or ("",)
    made: list[Column[PreviewRow]] = [
        Column(capital(first), _Words(first), second_line=_beneath),
        Column("What becomes of it", _Fate(decided), badge=decided.badge, width=164, keep=True),
    ]
    made += [
        Column(capital(name), _Words(name, 0), second_line=_Words(name, 1), width=_WIDTH)
        if name in _MOMENTS
        else Column(capital(name), _Words(name), width=_WIDTH)
        for name in others
    ]
    table: RowsTable[PreviewRow] = RowsTable(RowsModel(made, decided.sentence), "Rows of the file")
    table.view.horizontalHeader().setSectionsClickable(False)
    return table


def show_rows(table: RowsTable[PreviewRow], rows: PreviewRows, only: Fate | None) -> None:
    """Show all rows, or those of one fate."""
    table.model.set_source(_Source(rows, only))


def _beneath(row: PreviewRow) -> str:
    return " · ".join(part for part in (f"Row {row.number}" if row.number else "", row.note) if part)
