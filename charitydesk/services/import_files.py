"""Opens files that somebody else made: text tables of any encoding, Excel workbooks, JSON.

Everything hostile is turned away here, before a row is read: by size, by what a packed file says it unpacks to, by
depth. Nothing is unpacked to disk and no name inside a file is ever used as a path. Workbooks are read by openpyxl,
row by row: a faster reader exists, but it takes room for a whole sheet's extent at once, and one cell in a sheet's
last corner makes that more memory than any computer has.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from charitydesk.collecting import uncollected
from charitydesk.domain.time_imports import timewarrior_table
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list
from charitydesk.services.import_letters import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 100_000_000
MOST_PACKED = 100
"""How many times larger a part may get: Excel's own get ten to thirty times."""

MOST_PARTS = 2_000
MOST_ROWS = 500_000
MOST_BLANK = 20_000
"""Blank rows one after another in a workbook: its cells then lie too far apart to be a table."""

MOST_COLUMNS = 500
LONGEST_CELL = 131_072
"""What Python's own reader of text tables takes; a workbook's cell holds a quarter of it at most."""

LONGEST_LINE = 5_000_000
"""Characters of a text table's line: far more than a row of the longest cells that people write."""

MOST_HOLLOW = 500_000
MOST_HOLLOW_EACH = 50
"""Blank cells before others in their rows of a workbook, in all and for each cell that says something."""

_MB = 1_000_000
_SEPARATORS = (",", ";", "\t", "|")
_LINES_SNIFFED = 60
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What a file begins with when it is no text at all, and what to do with it.
_OTHERS = (
    (b"PK\x03\x04", "is a packed file, such as an Excel workbook", "Import it as .xlsx, or save the sheet as CSV."),
    (_OLD_EXCEL, "is an old Excel or Word file", "Open it there and save it as .xlsx or CSV."),
    (b"%PDF", "is a PDF", "Ask for the table itself, as .xlsx or CSV."),
)


_SHEETS_LOOKED_AT = 20
"""So many of a workbook's sheets are read to find the one with most rows."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as it stands in a file.

    Args:
        name: The file's own name.
        lines: Every line from the first, blank ones too, so that a line's number is its place.
        made_as: How it was read, for the page: `CSV, Windows letters, commas` or `sheet Contracts`.
        headings_added: Whether the first line is not in the file, which has no headings.
        sheets: The names of a workbook's sheets; empty for a file that has none.
        sheet: The one it was read from.
    """

    name: str
    lines: Sequence[Sequence[object]]
    made_as: str
    headings_added: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""


@uncollected()
def read_csv(path: Path) -> TableFile:
    """Return the table in a text file, whatever its encoding and separator, or Timewarrior's intervals as one.

    Raises:
        BadInputError: It is no table, is damaged or is too large.
    """
    data = _bytes_of(path)
    for start, what, instead in _OTHERS:
        if data.startswith(start):
            raise BadInputError(f"{path.name} {what}, not a text table.", instead)
    text, encoding = decode(data, path.name)
    if (intervals := timewarrior_table(text)) is not None:
        _check_extent(path.name, len(intervals), 0)
        return TableFile(path.name, intervals, "Timewarrior", headings_added=True)
    separator = _separator(text)
    lines = lines_of(text, separator, path.name)
    if lines and len(lines[0]) in {1, 2} and lines[0][0].startswith("sep="):
        lines[0] = []
    _check_extent(path.name, len(lines), max(map(len, lines), default=0))
    if not any(any(line) for line in lines):
        raise BadInputError(f"{path.name} is empty.", "Choose another file.")
    words = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
    return TableFile(path.name, lines, f"CSV, {encoding}, {words}")


def lines_of(text: str, separator: str, name: str) -> list[list[str]]:
    """Return the rows of a text table.

    Raises:
        BadInputError: There are too many, or a cell never ends or is longer than any may be.
    """
    breaks, ends = text.count("\n") + text.count("\r"), text.count("\r\n")
    if '"' not in text:  # else a line break may stand inside a cell
        _check_extent(name, breaks - ends, 0)
        if breaks in {2 * ends, text.count("\n")}:
            # Nothing is quoted, so every line is a row and every separator parts two cells.
            plain = text.split("\r\n" if ends else "\n")
            if not plain[-1]:
                plain.pop()
            if max(map(len, plain), default=0) <= LONGEST_CELL:
                return [line.split(separator) if line else [] for line in plain]
    lines: list[list[str]] = []
    reader = csv.reader(_short_lines(text, name), delimiter=separator)
    try:
        lines.extend(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise BadInputError(
            f"{name} cannot be read from line {reader.line_num}: a quotation mark is never closed, or a cell has "
            f"more than {LONGEST_CELL:,} characters.",
            "Mend that line, or save the table again.",
        ) from error
    return lines


def _short_lines(text: str, name: str) -> Iterator[str]:
    """Yield a text's lines; a row of millions of cells takes all of a computer's memory before its end is seen."""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise BadInputError(
                f"{name} has more than {LONGEST_LINE:,} characters in line {number}, so it is no table.",
                "Choose another file, or save the table again.",
            )
        yield line


def _bytes_of(path: Path, largest: int = LARGEST_FILE) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_file() and size <= largest:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path.name} cannot be opened.", "Check its name and that you may read it.") from error
    if not path.is_file():
        raise BadInputError(f"{path.name} is not a file.", "Choose a file.")
    raise BadInputError(
        f"{path.name} has {size // _MB:,} MB; at most {largest // _MB} MB can be read.", "Split it and try again."
    )


def _check_extent(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        many = f"more than {MOST_ROWS:,}" if rows == MOST_ROWS + 1 else f"{rows:,}"
        raise BadInputError(f"{name} has {many} rows; at most {MOST_ROWS:,} can be read.", "Split it and try again.")
    if columns > MOST_COLUMNS:
        raise BadInputError(
            f"{name} has {columns:,} columns; at most {MOST_COLUMNS} can be read.",
            "Delete the columns you do not need.",
        )


def _separator(text: str) -> str:
    """Return the separator that makes most lines equally wide."""
    first = text[:20].split("\n", 1)[0].strip().strip('"')
    if first.startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4:5]
    lines = text[:200_000].splitlines()[:_LINES_SNIFFED]

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            return (0, 0)
        width, times = (
            Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths, default=0) > 1 else (0, 0)
        )
        return (times, width)

    return max(_SEPARATORS, key=fit)


@uncollected()
def read_xlsx(path: Path, sheet: str = "") -> TableFile:
    """Return a sheet of an Excel workbook; formulas count as the values they last had.

    Args:
        path: The workbook.
        sheet: Its name; empty for the one with most rows.

    Raises:
        BadInputError: It is no workbook, is damaged, too large or made to do harm.
    """
    data = _bytes_of(path)
    if data.startswith(_OLD_EXCEL):
        what = f"{path.name} is an old Excel file, or is locked with a password."
        raise BadInputError(what, "Open it in Excel and save it without a password as .xlsx.")
    _check_package(data, path.name)
    try:
        with warnings.catch_warnings(), closing(_workbook(data)) as book:
            warnings.simplefilter("ignore")  # of styles and drop-down lists it leaves out, which no row needs
            names: list[str] = [one.title for one in book.worksheets]
            wanted = [name for name in names if name == sheet] if sheet else names[:_SHEETS_LOOKED_AT]
            tables = [(name, _rows(book[name], path.name)) for name in wanted]
    except BadInputError:
        raise
    except Exception as error:  # a damaged workbook fails in openpyxl in as many ways as there are parts
        raise _no_workbook(path.name) from error
    if not tables:
        raise BadInputError(f"{path.name} has no sheet “{sheet}”.", f"It has {and_list(names)}.")
    name, lines = max(tables, key=lambda table: sum(1 for line in table[1] if any(cell is not None for cell in line)))
    if not any(any(cell is not None for cell in line) for line in lines):
        raise BadInputError(f"{path.name} is empty.", "Choose another file.")
    return TableFile(path.name, lines, f"sheet {name}", sheets=tuple(names), sheet=name)


def _no_workbook(name: str) -> BadInputError:
    return BadInputError(
        f"{name} is not an Excel workbook, or is damaged.", "Open it in Excel and save it again as .xlsx, or as CSV."
    )


def _workbook(data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - read only by those who import a workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _rows(sheet: Any, name: str) -> list[Sequence[object]]:
    sheet.reset_dimensions()  # what a sheet says of its own extent need not be true
    lines: list[Sequence[object]] = []
    blank = hollow = said = 0
    for line in sheet.iter_rows(values_only=True):
        width = len(line)
        while width and line[width - 1] is None:
            width -= 1
        lines.append(line[:width])
        nothing = lines[-1].count(None)
        hollow, said = hollow + nothing, said + width - nothing
        blank = 0 if width else blank + 1
        if blank > MOST_BLANK:
            what = f"{name} has more than {MOST_BLANK:,} blank rows one after another."
            raise BadInputError(what, "Delete the blank rows and save it again.")
        if hollow > MOST_HOLLOW and hollow > MOST_HOLLOW_EACH * said:
            what = f"{name} has cells so far to the right that {hollow:,} blank ones lie before them."
            raise BadInputError(what, "Delete the columns you do not need and save it again.")
        if width > MOST_COLUMNS or len(lines) > MOST_ROWS:
            break
    _check_extent(name, len(lines), max(map(len, lines), default=0))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _check_package(data: bytes, name: str) -> None:
    """Refuse a workbook by what its packing list says and by what its parts begin with, before any part is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            blown_up = unpacked > 10 * _MB and unpacked > MOST_PACKED * len(data)
            if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or blown_up:
                raise BadInputError(
                    f"{name} unpacks to {unpacked // _MB:,} MB in {len(parts):,} parts, so it was not opened.",
                    "Save the sheet you need as CSV and import that.",
                )
            if any(part.flag_bits & 1 for part in parts):
                raise BadInputError(f"{name} is locked with a password.", "Save a copy without one and import that.")
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise _no_workbook(name)
            for part in parts:
                _check_part(package, part, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _no_workbook(name) from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Refuse a part that defines words of its own: Excel never does, and that is how a few bytes become gigabytes."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    with package.open(part) as stream:
        start = stream.read(8_192).replace(b"\0", b"").lower()
    if b"<!doctype" in start or b"<!entity" in start:
        raise BadInputError(
            f"{name} is not a workbook as Excel makes them, so it was not opened.", "Save it again there."
        )
    if part.filename.startswith("xl/worksheets/") and part.file_size > _MB:
        with package.open(part) as stream:
            first_row, ended, _ = stream.read(4 * _MB).partition(b"</row>")
        if ended:  # far too wide a sheet is read through before its first row is given
            _check_extent(name, 0, first_row.count(b"<v>") + first_row.count(b"<is>"))


def read_json(path: Path, *, largest: int = LARGEST_FILE) -> object:
    """Return what a JSON file holds, or a list of what its lines hold when each line is JSON of its own.

    Args:
        path: The file.
        largest: How many bytes it may have.

    Raises:
        BadInputError: It is no JSON, is cut off, is nested beyond reason or is too large.
    """
    text, _ = decode(_bytes_of(path, largest), path.name)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise BadInputError(f"{path.name} is nested too deeply to be notices.", "Choose another file.") from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and (lines := _json_lines(text.splitlines(), path.name)) is not None:
            return lines
        raise BadInputError(
            f"{path.name} is not whole JSON: it stops making sense at line {error.lineno}.",
            "Download it again; it may have been cut off.",
        ) from error
    except ValueError as error:  # a number of thousands of figures
        raise BadInputError(f"{path.name} holds a number that is none.", "Choose another file.") from error


def _json_lines(lines: Sequence[str], name: str) -> list[object] | None:
    _check_extent(name, len(lines), 0)
    try:
        return [json.loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError):
        return None
