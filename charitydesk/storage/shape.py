"""How the records of one class lie in their table: the statements that read and write them, made once for every use.

To put a statement together takes longer than SQLite takes to answer it, and the object that a session makes of a row
longer still. So stores ask the driver for what is always asked in the same words, and read columns into records.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Delete, Insert, Select, Table, Update

    from charitydesk.storage.base import Base

WHICH = "which_id"
"""The parameter that names a record's id in `Shape.change` and `Shape.remove`."""

Record = TypeVar("Record")

_DIALECT = sqlite.dialect(paramstyle="qmark")


@dataclass(frozen=True, slots=True, eq=False)
class Shape(Generic[Record]):
    """The fields of a record class as columns of a table.

    Args:
        record: The class.
        table: The table.
        names: The fields, in their order; each is a column.
        cells: By field, what puts its value into a record, and what reads the value from the file's.
        every: Reads all records.
        insert: Adds one.
        change: Changes one; the parameters are its new values.
        remove: Deletes one.
    """

    record: type[Record]
    table: Table
    names: tuple[str, ...]
    cells: tuple[tuple[Callable[[Any, Any], None], Callable[[Any], Any] | None], ...]
    every: Select[Any]
    insert: Insert
    change: Update
    remove: Delete

    def read(self, row: Sequence[Any]) -> Record:
        """Return the record of a row as it lies in the file."""
        made = object.__new__(self.record)
        for (put, turn), value in zip(self.cells, row, strict=True):
            put(made, value if turn is None or value is None else turn(value))
        return made

    def those(self, connection: Connection, order: tuple[str, ...], values: Mapping[str, Any]) -> list[Record]:
        """Return the records with some values, in the order of columns.

        Args:
            connection: The transaction's connection.
            order: The columns.
            values: By column, the value; None is a value like any other.
        """
        statement, turns = _asking(self, order, tuple(values))
        asked = [value if turn is None else turn(value) for value, turn in zip(values.values(), turns, strict=True)]
        return [self.read(row) for row in driver_of(connection).execute(statement, asked)]


@cache
def shape_of(record: type[Record], row: type[Base]) -> Shape[Record]:
    """Return how records of a class lie in a row's table."""
    table = cast("Table", row.__table__)
    names = tuple(field.name for field in dataclasses.fields(cast("Any", record)))
    columns = [table.c[name] for name in names]
    which = table.c.id == bindparam(WHICH)
    return Shape(
        record=record,
        table=table,
        names=names,
        cells=tuple(
            (getattr(record, column.name).__set__, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None))
            for column in columns
        ),
        every=select(*columns),
        insert=insert(table),
        change=update(table).where(which),
        remove=delete(table).where(which),
    )


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection, in the same transaction."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


@cache
def _asking(
    shape: Shape[Any], order: tuple[str, ...], names: tuple[str, ...]
) -> tuple[str, tuple[Callable[[Any], Any] | None, ...]]:
    """Return the statement that finds records by values, and what makes each value ready for the file."""
    columns = shape.table.c
    statement = shape.every.where(*(columns[name].is_not_distinct_from(bindparam(name)) for name in names))
    compiled = statement.order_by(*(columns[name] for name in order)).compile(dialect=_DIALECT)
    turns = tuple(columns[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for name in names)
    return str(compiled), turns
