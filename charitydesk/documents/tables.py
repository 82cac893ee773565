"""Tables as CSV and Excel files, in which no text is ever taken for a formula."""

# The spreadsheet library carries few types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PENCE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Money:
    """A cell of money, in pence."""

    pence: int


Cell = str | int | Money


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Args:
        title: The sheet's name.
        headings: The first row.
        rows: Cells; each row as long as the headings.
        notes: Sentences under the table.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, whatever it begins with.

    Example:
        >>> neutral("=1+1"), neutral("Ashdale")
        ("'=1+1", 'Ashdale')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as one CSV file, one under another; money in pounds, in the encoding Excel reads.

    Args:
        sheets: The tables.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for place, sheet in enumerate(sheets):
        if place:
            writer.writerow([])
        writer.writerow([neutral(sheet.title)])
        writer.writerow([neutral(heading) for heading in sheet.headings])
        for row in sheet.rows:
            writer.writerow([_csv_cell(cell) for cell in row])
        for note in sheet.notes:
            writer.writerow([neutral(note)])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, Money):
        return f"{Decimal(cell.pence) / _PENCE:.2f}"
    return neutral(cell) if isinstance(cell, str) else cell


def xlsx_bytes(sheets: Sequence[Sheet], *, title: str, author: str, created: datetime) -> bytes:
    """Return tables as an Excel file, one a sheet; texts stay texts, money is a number with two decimals.

    Args:
        sheets: The tables.
        title: The file's title property.
        author: The file's author property.
        created: The moment the file says it was made.
    """
    import xlsxwriter  # noqa: PLC0415 - loaded when a sheet is written

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": title, "author": author, "created": created.replace(tzinfo=None)})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": "£#,##0.00"})
    used: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_sheet_name(sheet.title, used))
        widths = [len(heading) for heading in sheet.headings]
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, Money):
                    page.write_number(number, column, cast("float", Decimal(cell.pence) / _PENCE), money)
                elif isinstance(cell, int):
                    page.write_number(number, column, cell)
                else:
                    page.write_string(number, column, cell)
                    widths[column] = max(widths[column], min(60, len(cell)))
        for column, width in enumerate(widths):
            page.set_column(column, column, max(12, width + 2))
        page.freeze_panes(1, 0)
        for number, note in enumerate(sheet.notes, start=len(sheet.rows) + 2):
            page.merge_range(number, 0, number, max(1, len(sheet.headings) - 1), "", wrap)
            page.write_string(number, 0, note, wrap)
            page.set_row(number, 15 * (1 + len(note) // 90))
    book.close()
    return out.getvalue()


def _sheet_name(title: str, used: set[str]) -> str:
    """Return a name Excel takes: at most 31 characters, none of those it forbids, each once."""
    plain = "".join(" " if mark in "[]:*?/\\'" else mark for mark in title).strip()[:31] or "Sheet"
    name, number = plain, 2
    while name.casefold() in used:
        name = f"{plain[:27]} {number}"
        number += 1
    used.add(name.casefold())
    return name
