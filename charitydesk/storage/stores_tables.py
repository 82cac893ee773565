"""Whole tables, for what no one kind of record knows of: imports of many rows, and everything in and out at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from charitydesk.errors import BadInputError
from charitydesk.storage.base import Base
from charitydesk.storage.bulk import checked_once, insert_rows, roomy, sorted_once
from charitydesk.storage.search_index import many_rows
from charitydesk.storage.types import PenceType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table
    from sqlalchemy.orm import Session

    from charitydesk.storage.recorder import Recorder

CHUNK = 20_000

_HISTORY = frozenset({"change", "change_row"})


class TableStore:
    """Tables by name.

    Args:
        session: The unit of work's session.
        recorder: Takes the runs of rows; None when only reading.
    """

    def __init__(self, session: Session, recorder: Recorder | None) -> None:
        self._session = session
        self._recorder = recorder

    @staticmethod
    def names() -> tuple[str, ...]:
        """Return every table but the history's own, those that others hang on first."""
        return tuple(table.name for table in Base.metadata.sorted_tables if table.name not in _HISTORY)

    @staticmethod
    def columns(table: str) -> tuple[str, ...]:
        """Return a table's columns."""
        return tuple(column.name for column in Base.metadata.tables[table].columns)

    @staticmethod
    def money_columns(table: str) -> frozenset[str]:
        """Return the columns of a table that hold pence."""
        columns = Base.metadata.tables[table].columns
        return frozenset(column.name for column in columns if isinstance(column.type, PenceType))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self._session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0

    def rows(self, table: str, columns: Sequence[str], *, filled: str = "") -> Iterator[tuple[Any, ...]]:
        """Return columns of every row, in the order of ids, as records hold them.

        Args:
            table: The table's name.
            columns: Those wanted.
            filled: A column of text; only rows in which it says something. Empty for all rows.
        """
        target = Base.metadata.tables[table]
        chosen = select(*(target.c[name] for name in columns)).order_by(target.c.id)
        if filled:
            chosen = chosen.where(target.c[filled] != "")
        for row in self._session.execute(chosen.execution_options(yield_per=CHUNK)):
            yield tuple(row)

    def stored(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Return every row exactly as it lies in the file, its columns in the order of `columns`."""
        target = Base.metadata.tables[table]
        names = ", ".join(f'"{name}"' for name in self.columns(table))
        found = self._session.connection().exec_driver_sql(f'SELECT {names} FROM "{target.name}" ORDER BY id')  # noqa: S608 - our own names
        yield from (tuple(row) for row in found)

    def add_stored(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Put rows back exactly as `stored` gave them, ids and all, and return how many.

        Links between rows are checked when the unit of work ends, so the order of rows does not matter.
        """
        target = Base.metadata.tables[table]
        connection = self._connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        names = [target.c[name].name for name in columns]
        place = names.index("id")
        ids: list[int] = []
        source = iter(rows)
        while chunk := [tuple(row) for row in islice(source, CHUNK)]:
            try:
                insert_rows(connection, table, names, chunk)
            except IntegrityError as error:
                raise BadInputError(f"A row of the table {table} holds a value that it cannot.") from error
            ids += [row[place] for row in chunk]
        if ids and self._recorder is not None and target.info.get("history", True):
            self._recorder.add_run(table, min(ids), max(ids))
        return len(ids)

    def add_columns(
        self, table: str, count: int, columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any]
    ) -> range:
        """Insert many new rows, given column by column, and return their ids, which are consecutive.

        This is `UnitOfWork.bulk_insert` for hundreds of thousands of rows: each different value of a column is made
        ready for the file once, and no row is ever a mapping.

        Args:
            table: The table's name.
            count: How many rows.
            columns: Those that differ from row to row, as records hold them.
            same: Those that do not; with `columns` they are all but `id`.
        """
        target = Base.metadata.tables[table]
        connection = self._connection()
        used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        first = (used or 0) + 1
        last = first + count - 1
        stored = {name: _stored_form(target, name, values, connection) for name, values in columns.items()}
        alike = {name: _stored_form(target, name, (value,), connection)[0] for name, value in same.items()}
        for name, values in stored.items() if count else ():  # what says the same in every row needs no place in any
            if values[0] == values[-1] and len(set(values)) == 1:
                alike[name] = values[0]
        told = {name: values for name, values in stored.items() if name not in alike}
        source = zip(range(first, last + 1), *told.values(), strict=True)
        with (
            roomy(connection, count),
            many_rows(connection, table, first, last),
            sorted_once(connection, table, count),
            checked_once(connection, table, first, last),
        ):
            insert_rows(connection, table, ["id", *told], source, alike)
        if count and self._recorder is not None:
            self._recorder.add_run(table, first, last)
        return range(first, first + count)

    def clear(self, table: str) -> None:
        """Empty a table that is no fact of the charity's.

        Raises:
            ValueError: Its rows have a history, which would not hear of it.
        """
        target = Base.metadata.tables[table]
        if target.info.get("history", True):
            raise ValueError("rows with a history are deleted through their store")
        self._connection().execute(delete(target))

    @staticmethod
    def typed(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """Return rows as `stored` gave them as records hold them, by column.

        Raises:
            BadInputError: A value is none of its column's.
        """
        target = Base.metadata.tables[table]
        dialect = sqlite.dialect()
        readers = [target.c[name].type.dialect_impl(dialect).result_processor(dialect, None) for name in columns]
        try:
            return [
                {
                    name: cell if read is None or cell is None else read(cell)
                    for name, read, cell in zip(columns, readers, row, strict=True)
                }
                for row in rows
            ]
        except (ValueError, TypeError, LookupError) as error:
            raise BadInputError(f"A row of the table {table} holds a value that it cannot.") from error

    def check_links(self) -> None:
        """Make sure that every row that a row names is there.

        Raises:
            BadInputError: One is not.
        """
        broken = self._connection().exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise BadInputError(f"A row of the table {broken[0]} names a row of {broken[2]} that is not there.")

    def _connection(self) -> Connection:
        if self._recorder is None:
            raise RuntimeError("a unit of work that reads cannot insert")
        self._session.flush()
        return self._session.connection()


def _stored_form(target: Table, name: str, values: Sequence[Any], connection: Connection) -> Sequence[Any]:
    """Return values as they lie in the file; repeated ones are turned once."""
    turn: Callable[[Any], Any] | None = (
        target.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    )
    if turn is None or not values:
        return values
    try:
        turned = {value: None if value is None else turn(value) for value in set(values)}
    except TypeError:  # JSON columns hold what cannot be a key
        return [turn(value) for value in values]
    return [turned[value] for value in values]
