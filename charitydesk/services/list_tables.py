"""The lists that go out to a spreadsheet: money in pounds, and in the words of the import where one brings them in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.documents.tables import Money, Table
from charitydesk.services.import_kinds import load_kinds
from charitydesk.services.import_writers import writer_of
from charitydesk.services.register_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from charitydesk.storage.unit_of_work import UnitOfWork

_FILE = "exports/lists.yaml"
_NAMED_BY: Mapping[str, str] = {
    "contract": "title",
    "bid": "title",
    "letter": "title",
    "notice": "service",
    "person": "name",
    "commissioner": "name",
}
"""Records that a column may say the name of: their table, and the column of their name."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list.

    Args:
        label: Its heading, without the pound sign of money.
        name: The table's column, which for another record's name holds that record's id.
        of: The table of that other record; empty where the column is the row's own.
    """

    label: str
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list that can go out.

    Args:
        name: `contracts`.
        title: What it is called: `Contracts`.
        table: The table of its rows.
        columns: Its columns in order, those that its table lacks left out.
    """

    name: str
    title: str
    table: str
    columns: tuple[ListColumn, ...]


@cache
def list_kinds() -> Mapping[str, ListKind]:
    """Return every list by its name, in the order of the file."""
    content = cast("Mapping[str, Any]", read_yaml(resources.read_text(_FILE), _FILE))
    return {entry["name"]: _kind(entry) for entry in content["lists"]}


def _kind(entry: Mapping[str, Any]) -> ListKind:
    name: str = entry["name"]
    if "table" in entry:
        columns = tuple(
            ListColumn(one["label"], one.get("name") or f"{one['of']}_id", one.get("of", ""))
            for one in entry["columns"]
        )
        return ListKind(name, entry["title"], entry["table"], columns)
    # Another record is told by its name, as an import reads it: a table has either the column or the id.
    columns = tuple(
        ListColumn(column.label[:1].upper() + column.label[1:], column.name) for column in load_kinds()[name].columns
    )
    return ListKind(name, entry["title"], writer_of(name).table, columns)


def list_table(work: UnitOfWork, kind: ListKind, ids: Sequence[int] | None = None) -> Table:
    """Return a list as a table.

    Args:
        work: A unit of work.
        kind: Which list.
        ids: The rows wanted, in the order wanted; every row in the order of ids when None.
    """
    own = set(work.tables.columns(kind.table))
    columns = [found for column in kind.columns if (found := _found(column, own)) is not None]
    money = work.tables.money_columns(kind.table)
    names = {one.of: dict(work.tables.rows(one.of, ("id", _NAMED_BY[one.of]))) for one in columns if one.of}

    def cells(row: Sequence[Any]) -> list[object]:
        return [
            names[column.of].get(cell) if column.of else _cell(cell, money=column.name in money)
            for column, cell in zip(columns, row, strict=True)
        ]

    rows = work.tables.rows(kind.table, ("id", *(column.name for column in columns)))
    headings = [f"{column.label} (£)" if column.name in money else column.label for column in columns]
    return Table(kind.title, headings, [cells(row) for row in _wanted(rows, ids)])


def _found(column: ListColumn, own: set[str]) -> ListColumn | None:
    """Return a column as its table has it: by its name, or by the id of the record it names; None where by neither."""
    if column.name in own:
        return column
    linked = f"{column.name}_id"
    return ListColumn(column.label, linked, column.name) if linked in own and column.name in _NAMED_BY else None


def _wanted(rows: Iterator[tuple[Any, ...]], ids: Sequence[int] | None) -> Iterable[tuple[Any, ...]]:
    if ids is None:
        return (row[1:] for row in rows)
    asked = set(ids)
    found = {row[0]: row[1:] for row in rows if row[0] in asked}
    return [found[one] for one in ids if one in found]


def _cell(value: Any, *, money: bool) -> object:
    """Return a value as a table carries it: pounds, plain words, `yes`."""
    if value is None:
        return None
    if money:
        return Money(value)
    if isinstance(value, Enum):
        word = str(getattr(value, "label", value.value))
        return None if word == "unknown" else word
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value.strip() if isinstance(value, str) else value
