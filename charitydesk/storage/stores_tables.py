"""Whole tables, for what no one kind of record knows of: imports of many rows, and everything in and out at once."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, delete, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from charitydesk.errors import BadInputError
from charitydesk.storage.base import Base
from charitydesk.storage.search_index import many_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table
    from sqlalchemy.orm import Session

    from charitydesk.storage.recorder import Recorder

CHUNK = 20_000
MANY = 20_000
"""Rows from which on it is worth while to sort an index once at the end."""

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
                _insert(connection, target, names, chunk)
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
        last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        first = (last or 0) + 1
        stored = {name: _stored_form(target, name, values, connection) for name, values in columns.items()}
        stored |= {name: _stored_form(target, name, (value,), connection) for name, value in same.items()}
        # What no row says needs no place in any row.
        told = {name: values for name, values in stored.items() if not all(value is None for value in values)}
        names = ["id", *told]
        ready: list[Iterable[Any]] = [range(first, first + count)]
        ready += [values if name in columns else repeat(values[0], count) for name, values in told.items()]
        source = zip(*ready, strict=True)
        with (
            many_rows(connection, table, first, first + count - 1),
            _sorted_once(connection, target, count),
            _checked_once(connection, target, first, count),
        ):
            while chunk := list(islice(source, CHUNK)):
                _insert(connection, target, names, chunk)
        if count and self._recorder is not None:
            self._recorder.add_run(table, first, first + count - 1)
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


@contextmanager
def _sorted_once(connection: Connection, target: Table, count: int) -> Generator[None]:
    """Let a block insert very many rows without its indexes, and sort these once at its end.

    Rows that come one by one to five indexes take three times as long. All of it is one transaction: whoever looks
    sees every index, before and after.
    """
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    indexes = [tuple(row) for row in connection.exec_driver_sql(found, (target.name,))] if count >= MANY else []
    here = connection.execute(select(func.count()).select_from(target)).scalar() or 0 if indexes else 0
    if here > count:  # sorting anew what is here already would take longer
        indexes = []
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, made in indexes:
        connection.exec_driver_sql(made)


@contextmanager
def _checked_once(connection: Connection, target: Table, first: int, count: int) -> Generator[None]:
    """Let a block insert very many rows, and hold them against the table's checks together at its end.

    Row by row, SQLite makes each list of choices anew: two thirds of the time of an import of time.

    Raises:
        BadInputError: A row breaks a check.
    """
    if count < MANY:
        yield
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
    for check in target.constraints:
        if isinstance(check, CheckConstraint):
            said = check.sqltext.compile(connection, compile_kwargs={"literal_binds": True})
            query = f'SELECT 1 FROM "{target.name}" WHERE id BETWEEN ? AND ? AND NOT ({said}) LIMIT 1'  # noqa: S608 - our own names
            if connection.exec_driver_sql(query, (first, first + count - 1)).first():
                raise BadInputError(f"A row of the table {target.name} holds a value that it cannot.")


def _insert(connection: Connection, target: Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    connection.exec_driver_sql(f'INSERT INTO "{target.name}" ({quoted}) VALUES ({marks})', rows)  # noqa: S608 - our own names


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
