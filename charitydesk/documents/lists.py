"""Lists as CSV and Excel, written so that no cell is ever taken for a formula.

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
from typing import TYPE_CHECKING, Any, cast

from charitydesk.errors import BadInputError
from charitydesk.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_IN_EXCEL = 32_767
_MOST_ROWS_IN_EXCEL = 1_048_576
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it is written.

    Args:
        name: What it holds, for the sheet: `Contracts`.
        headings: Its columns.
        rows: Its cells: text, whole numbers, decimals, dates, yes and no, None.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


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
    """Write a list as CSV that Excel opens with every letter right: UTF-8 with a mark, lines end as Windows' do.

    Raises:
        UserFacingError: The file cannot be written; what was there stands.
    """
    write_atomically(target, csv_bytes(table))


def csv_bytes(table: Table) -> bytes:
    """Return a list as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([neutral(heading) for heading in table.headings])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", errors="replace")


def _plain(cell: object) -> str | int | Decimal:
    if isinstance(cell, str):
        return neutral(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | Decimal):
        return cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else neutral(str(cell))


def write_xlsx(tables: Sequence[Table], target: Path) -> None:
    """Write lists as an Excel workbook, a sheet each, headings kept in sight.

    Raises:
        BadInputError: A list has more rows than a sheet can hold.
        UserFacingError: The file cannot be written; what was there stands.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - read only by those who export a workbook

    book = Workbook(write_only=True)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(table.name)), table)
    stream = io.BytesIO()
    book.save(stream)
    write_atomically(target, stream.getvalue())


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31] or "Sheet"


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    rows = list(table.rows)
    if len(rows) >= _MOST_ROWS_IN_EXCEL:
        raise BadInputError(f"{table.name} has more rows than an Excel sheet can hold.", "Export it as CSV.")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(table.headings), 1))}{len(rows) + 1}"
    for at, heading in enumerate(table.headings):
        longest = max((len(str(row[at])) for row in rows[:500] if row[at] is not None), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(longest, len(heading)) + 3, _WIDEST)
    sheet.append(list(_cells(sheet, table.headings, bold=True)))
    for row in rows:
        sheet.append(list(_cells(sheet, row)))


def _cells(sheet: Any, row: Sequence[object], *, bold: bool = False) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    for value in row:
        if isinstance(value, str):
            text = _NOT_IN_XML.sub(" ", value)[:_LONGEST_IN_EXCEL]
            cell: Any = WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # else a text that begins with = is written as a formula
            cell.quotePrefix = text.startswith(_RUNS)
        elif isinstance(value, bool):
            cell = WriteOnlyCell(sheet, "yes" if value else "no")
        elif isinstance(value, datetime):
            cell = WriteOnlyCell(sheet, value.isoformat(" "))  # Excel knows no offset
        else:
            cell = WriteOnlyCell(sheet, cast("Any", value))
            if isinstance(value, date):
                cell.number_format = "ddd d mmm yyyy"
            elif isinstance(value, Decimal):
                cell.number_format = "#,##0.00"
        if bold:
            cell.font = Font(bold=True)
        yield cell
