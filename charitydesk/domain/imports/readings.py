"""Reads a table's rows as a kind: every row's reading and every problem at once, column by column.

Whole columns are read at a time and what a cell says is worked out once for each different cell: a table of two
hundred thousand rows repeats its dates, names and amounts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.imports.many import READS_MANY
from charitydesk.domain.imports.values import EMPTY, NotReadError, is_empty, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from charitydesk.domain.imports.kinds import Column, ImportKind

MOST_REMEMBERED = 50_000
"""Different cells of one column whose meaning is remembered: enough for dates and names, little memory."""

_TOTALS = frozenset({"total", "totals", "grand total", "subtotal", "sub-total", "sub total", "sum"})
_NO_RECORDS = EMPTY | _TOTALS
_LONGEST_ECHO = 60
_LONGEST_TOTAL = 16


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A cell or a row that cannot be taken.

    Args:
        row: The row's number in the file, from 1, headings and whatever stands above them counted; 0 for the table.
        column: The label of the column; empty when the whole row is meant.
        reason: Why, and what it says.
    """

    row: int
    column: str
    reason: str

    @property
    def sentence(self) -> str:
        """The problem in one line: `row 14: closing date not understood: 31/02/2026`."""
        place = f"row {self.row}: " if self.row else ""
        return f"{place}{self.column} {self.reason}" if self.column else f"{place}{self.reason}"


@dataclass
class Readings:
    """Every row of a table as it is understood.

    Args:
        kind: What the rows are.
        rows: Their numbers in the file, from 1.
        values: Column by column, by name: None where a row says nothing.
        problems: Whatever cannot be taken, in the order of the rows once the last is read.
        left_out: Rows that are no records: totals.
    """

    kind: ImportKind
    rows: list[int] = field(default_factory=list[int])
    values: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    left_out: list[int] = field(default_factory=list[int])

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, at: int) -> dict[str, Any]:
        """Return one row's reading by column name, without what it does not tell; `at` counts from 0."""
        return {name: column[at] for name, column in self.values.items() if column[at] is not None}

    def records(self) -> Iterator[dict[str, Any]]:
        """Return every row's reading, every column of the table in each."""
        names = tuple(self.values)
        for cells in zip(*self.values.values(), strict=True):
            yield dict(zip(names, cells, strict=True))

    def problem_rows(self) -> frozenset[int]:
        """Return the numbers of the rows that have a problem."""
        return frozenset(problem.row for problem in self.problems)


class RowReader:
    """Reads a table in pieces.

    Args:
        kind: What its rows are.
        mapping: Which of its columns, from 0, is which of the kind's.
        said: What every row says of a column that the table lacks or leaves blank, by the column's name.
    """

    def __init__(self, kind: ImportKind, mapping: Mapping[int, str], said: Mapping[str, object] | None = None) -> None:
        self.readings = Readings(kind)
        self._said = said or {}
        self._places = [(at, kind.by_name[name]) for at, name in mapping.items()]
        self._known: dict[str, dict[str, Any]] = {column.name: {} for _, column in self._places}
        self.readings.values = {column.name: [] for _, column in self._places}
        told = {*mapping.values(), *self._said}
        missing = [column.label for column in kind.required if column.name not in told]
        missing += [kind.by_name[group[0]].label for group in kind.one_of if not told.intersection(group)]
        self.readings.problems += [
            RowProblem(0, "", f"no column of the file tells the {label}, which every {kind.singular} needs")
            for label in missing
        ]

    def take(self, first_row: int, lines: Iterable[Sequence[object]]) -> None:
        """Read some lines.

        Args:
            first_row: The number of the first of them in the file, from 1.
            lines: Their cells; a short line says nothing in the columns it lacks.
        """
        kept = [*lines]
        rows: Sequence[int] = range(first_row, first_row + len(kept))
        widths = set(map(len, kept))
        if 0 in widths or not _are_records(set(map(itemgetter(0), kept))):
            rows, kept = self._records(rows, kept)
            widths = set(map(len, kept))
        if not kept:
            return
        self.readings.rows += rows
        for at, column in self._places:
            cells: list[object] = (
                [*map(itemgetter(at), kept)]
                if at < min(widths)
                else [line[at] if at < len(line) else None for line in kept]
            )
            if column.name in self._said:
                cells = [self._said[column.name] if is_empty(cell) else cell for cell in cells]
            read = self._read(column, cells, rows)
            if column.required:
                self._need(column, read, cells, rows)
            self.readings.values[column.name] += read

    def _records(
        self, rows: Sequence[int], lines: Sequence[Sequence[object]]
    ) -> tuple[list[int], list[Sequence[object]]]:
        """Return the lines that are records, and their numbers: not the blank ones, nor totals."""
        kept: list[tuple[int, Sequence[object]]] = []
        for row, line in zip(rows, lines, strict=True):
            if _says_nothing(line):
                continue
            if _is_total(line):
                self.readings.left_out.append(row)
            else:
                kept.append((row, line))
        return [row for row, _ in kept], [line for _, line in kept]

    def finish(self) -> Readings:
        """Return everything read, problems in the order of the rows.

        Raises:
            NotReadError: What every row is to say cannot be read.
        """
        for name in self._said.keys() - self.readings.values.keys():
            value = self.readings.kind.by_name[name].reader(self._said[name])
            self.readings.values[name] = [value] * len(self.readings)
        self.readings.problems.sort(key=lambda problem: problem.row)
        return self.readings

    def _read(self, column: Column, cells: Sequence[object], rows: Sequence[int]) -> list[Any]:
        if not set(map(type, cells)) <= {str}:
            return [self._cell(column, cell, row) for cell, row in zip(cells, rows, strict=True)]
        texts: Sequence[Any] = cells
        distinct = set(texts)
        many = READS_MANY.get(column.reader)
        if many is not None and len(distinct) * 2 > len(texts) and (read := many(texts)) is not None:
            return read
        known = self._known[column.name]
        if len(known) > MOST_REMEMBERED:
            known.clear()
        for cell in distinct - known.keys():
            known[cell] = _value(column.reader, cell)
        if any(type(known[cell]) is NotReadError for cell in distinct):
            return [self._told(column, known[cell], cell, row) for cell, row in zip(texts, rows, strict=True)]
        return [*map(known.__getitem__, texts)]

    def _cell(self, column: Column, cell: object, row: int) -> Any:
        return self._told(column, _value(column.reader, cell), cell, row)

    def _told(self, column: Column, value: Any, cell: object, row: int) -> Any:
        if not isinstance(value, NotReadError):
            return value
        said = " ".join("".join(c if c.isprintable() else " " for c in str(cell)[: _LONGEST_ECHO * 2]).split())
        echo = said if len(said) <= _LONGEST_ECHO else f"{said[:_LONGEST_ECHO]}…"
        self.readings.problems.append(RowProblem(row, column.label, f"{value}: {echo}" if echo else str(value)))
        return None

    def _need(self, column: Column, read: list[Any], cells: Sequence[object], rows: Sequence[int]) -> None:
        if None in read:
            self.readings.problems += [
                RowProblem(row, column.label, "is missing")
                for value, cell, row in zip(read, cells, rows, strict=True)
                if value is None and is_empty(cell)
            ]


def _value(reader: Callable[[object], object], cell: object) -> Any:
    if is_empty(cell):
        return None
    try:
        value = reader(cell)
    except NotReadError as error:
        return error
    return None if value == "" and reader is read_text else value


def _are_records(firsts: Collection[object]) -> bool:
    """Return whether first cells alone tell that no row is blank or a total; most tables' do."""
    if not set(map(type, firsts)) <= {str}:
        return False
    texts = map(str.strip, cast("Collection[str]", firsts))
    return _NO_RECORDS.isdisjoint(map(str.casefold, map(str.rstrip, texts, repeat(":"))))


def _says_nothing(line: Sequence[object]) -> bool:
    return not line or (is_empty(line[0]) and all(map(is_empty, line)))


def _is_total(line: Sequence[object]) -> bool:
    first = line[0] if not is_empty(line[0]) else next((cell for cell in line if not is_empty(cell)), "")
    return isinstance(first, str) and len(first) <= _LONGEST_TOTAL and first.strip().rstrip(":").casefold() in _TOTALS
