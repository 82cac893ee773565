"""Tables as CSV and Excel, written so that no cell is ever taken for a formula.

A text that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe in
CSV, which our own import takes off again, and is stored as text in Excel. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from charitydesk.errors import BadInputError
from charitydesk.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_IN_EXCEL = 32_767
_MOST_ROWS_IN_EXCEL = 1_048_576
_WIDEST = 60
_ROWS_MEASURED = 500
_LETTERS_A_LINE = 90
_LINE_HEIGHT = 15
_POUNDS = "£#,##0.00"
_DECIMALS = "#,##0.00"
_DATES = "ddd d mmm yyyy"


@dataclass(frozen=True, slots=True)
class Money:
    """A cell of money, in pence; written in pounds."""

    pence: int

    @property
    def pounds(self) -> Decimal:
        """Pounds, exactly."""
        return Decimal(self.pence) / 100


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written.

    Args:
        name: What it holds, for the sheet: `Contracts`.
        headings: Its columns.
        rows: Its cells: text, whole numbers, decimals, money, dates, yes and no, None.
        notes: Sentences under the table.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself.

    Args:
        title: What it is.
        author: Whose it is.
        created: The moment at which it was made.
    """

    title: str
    author: str
    created: datetime


def neutral(text: str) -> str:
    """Return text that no spreadsheet runs, as CSV carries it.

    Example:
        >>> neutral("=1+1"), neutral("Lunch club")
        ("'=1+1", 'Lunch club')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    # An apostrophe of the user's own before such a sign would be taken off on the way back in.
    return f"'{text}" if text.startswith(_RUNS) or (text[:1] == "'" and text[1:2] in _RUNS) else text


def write_csv(table: Table, target: Path) -> None:
    """Write a table as CSV that Excel opens with every letter right: UTF-8 with a mark, lines end as Windows' do.

    Raises:
        UserFacingError: The file cannot be written; what was there stands.
    """
    write_atomically(target, csv_bytes(table))


def csv_bytes(*tables: Table) -> bytes:
    """Return tables as one CSV file, one under another, each under its name where there are several."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for place, table in enumerate(tables):
        if place:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([neutral(table.name)])
        writer.writerow([neutral(heading) for heading in table.headings])
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
        writer.writerows([neutral(note)] for note in table.notes)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", errors="replace")


def _plain(cell: object) -> str | int | Decimal:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | Decimal):
        return cell
    if isinstance(cell, Money):
        return f"{cell.pounds:.2f}"
    return neutral(cell) if isinstance(cell, str) else _words(cell)


def _words(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else neutral(str(cell))


def write_xlsx(tables: Sequence[Table], target: Path, about: About | None = None) -> None:
    """Write tables as an Excel workbook, a sheet each, headings kept in sight.

    Args:
        tables: The sheets; a workbook of one list lets its columns be filtered.
        target: The file.
        about: What the workbook says of itself.

    Raises:
        BadInputError: A table has more rows than a sheet can hold.
        UserFacingError: The file cannot be written; what was there stands.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - read only by those who export a workbook

    book = Workbook(write_only=True)
    if about is not None:
        book.properties.title, book.properties.creator = about.title, about.author
        book.properties.created = about.created.replace(tzinfo=None)
    used: set[str] = set()
    for table in tables:
        _Sheet(book.create_sheet(_sheet_name(table.name, used))).fill(table, filtered=len(tables) == 1)
    stream = io.BytesIO()
    book.save(stream)
    write_atomically(target, stream.getvalue())


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name Excel takes: at most 31 characters, none of those it forbids, each once."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", _NOT_IN_XML.sub(" ", name)).strip()[:31] or "Sheet"
    title, number = plain, 2
    while title.casefold() in used:
        title = f"{plain[:27]} {number}"
        number += 1
    used.add(title.casefold())
    return title


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

        self._sheet = sheet
        self._new_cell: Any = WriteOnlyCell
        self._letter = get_column_letter
        self._bold, self._wrap = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def fill(self, table: Table, *, filtered: bool) -> None:
        """Write a table; what concerns the whole sheet comes before its first row."""
        rows = list(table.rows)
        if len(rows) + len(table.notes) + 1 >= _MOST_ROWS_IN_EXCEL:
            raise BadInputError(f"{table.name} has more rows than an Excel sheet can hold.", "Export it as CSV.")
        sheet, last = self._sheet, self._letter(max(len(table.headings), 1))
        sheet.freeze_panes = "A2"
        if filtered:
            sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
        for at, heading in enumerate(table.headings):
            longest = max((_width(row[at]) for row in rows[:_ROWS_MEASURED]), default=0)
            sheet.column_dimensions[self._letter(at + 1)].width = min(max(longest, len(heading)) + 3, _WIDEST)
        sheet.append([self._cell(heading, font=self._bold) for heading in table.headings])
        for row in rows:
            sheet.append([self._cell(value) for value in row])
        for number, note in enumerate(table.notes, start=len(rows) + 3):
            if number == len(rows) + 3:
                sheet.append([])
            sheet.merged_cells.add(f"A{number}:{last}{number}")
            sheet.row_dimensions[number].height = _LINE_HEIGHT * (1 + len(note) // _LETTERS_A_LINE)
            sheet.append([self._cell(note, alignment=self._wrap)])

    def _cell(self, value: object, **style: Any) -> Any:
        if isinstance(value, str):
            text = _NOT_IN_XML.sub(" ", value)[:_LONGEST_IN_EXCEL]
            cell = self._new_cell(self._sheet, text)
            cell.data_type = "s"  # else a text that begins with = is written as a formula
            cell.quotePrefix = text.startswith(_RUNS)
        elif isinstance(value, bool):
            cell = self._new_cell(self._sheet, "yes" if value else "no")
        elif isinstance(value, datetime):
            cell = self._new_cell(self._sheet, value.isoformat(" "))  # Excel knows no offset
        elif isinstance(value, Money):
            cell = self._new_cell(self._sheet, value.pounds)
            cell.number_format = _POUNDS
        else:
            cell = self._new_cell(self._sheet, value)
            if isinstance(value, date):
                cell.number_format = _DATES
            elif isinstance(value, Decimal):
                cell.number_format = _DECIMALS
        for name, look in style.items():
            setattr(cell, name, look)
        return cell


def _width(value: object) -> int:
    """Return how many characters a value takes as it is shown, nearly."""
    if value is None:
        return 0
    return len(f"£{value.pounds:,.2f}") if isinstance(value, Money) else len(str(value))
