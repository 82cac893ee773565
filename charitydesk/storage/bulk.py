"""Very many rows of one table in or out at one go.

Rows that come one by one to five indexes take three times as long; each statement of a table whose ids are never used
twice writes its last id down again; and a list of choices is made anew for each row it is checked against. So rows go
in a hundred to a statement, indexes are sorted once at the end, and checks are asked once. All of it is one
transaction: whoever looks sees every index and every check, before and after.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, func, select

from charitydesk.errors import BadInputError
from charitydesk.storage.base import Base

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

MANY = 20_000
"""Rows from which on it is worth while to sort an index once at the end."""

_ROOM_KIB = 64_000
_ROWS_AT_A_TIME = 100
_STATEMENTS_AT_A_TIME = 200


def insert_rows(
    connection: Connection,
    table: str,
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Insert rows given as they lie in the file.

    Args:
        connection: The transaction's connection.
        table: The table's name.
        names: The columns that rows tell.
        rows: Read as a stream.
        same: Columns that say the same in every row, and what.
    """
    alike = {name: value for name, value in (same or {}).items() if value is not None}
    # What every row says stands in the statement itself, and is bound two hundred thousand times less.
    told = [_literal(connection, value) for value in alike.values()]
    quoted = ", ".join(f'"{name}"' for name in (*names, *alike))
    one = f"({', '.join([*('?' * len(names)), *told])})"
    start = f'INSERT INTO "{table}" ({quoted}) VALUES '  # noqa: S608 - our own names; SQLite quoted the values
    many, width = start + ", ".join([one] * _ROWS_AT_A_TIME), len(names) * _ROWS_AT_A_TIME
    cells = chain.from_iterable(rows)
    while batch := [part for _ in range(_STATEMENTS_AT_A_TIME) if (part := tuple(islice(cells, width)))]:
        rest = batch.pop() if len(batch[-1]) < width else ()
        if batch:
            connection.exec_driver_sql(many, batch)
        if rest:
            connection.exec_driver_sql(start + ", ".join([one] * (len(rest) // len(names))), rest)


def _literal(connection: Connection, value: Any) -> str:
    """Return a value as SQL writes it; SQLite's own `quote` ends a text where a null character stands in it."""
    if isinstance(value, str) and "\0" in value:
        return f"CAST(X'{value.encode().hex()}' AS TEXT)"
    return str(connection.exec_driver_sql("SELECT quote(?)", (value,)).scalar_one())


@contextmanager
def roomy(connection: Connection, moved: int) -> Generator[None]:
    """Give a block that moves very many rows room for pages and for sorting, and take it back at its end.

    Args:
        connection: The transaction's connection.
        moved: How many rows come or go.
    """
    if moved < MANY:
        yield
        return
    before = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={before}")


@contextmanager
def sorted_once(connection: Connection, table: str, moved: int, *, out: bool = False) -> Generator[None]:
    """Let a block insert or delete very many rows without the table's indexes, and sort these at its end.

    Args:
        connection: The transaction's connection.
        table: The table's name.
        moved: How many rows come or go.
        out: Whether they go.
    """
    target = Base.metadata.tables[table]
    here = connection.execute(select(func.count()).select_from(target)).scalar() or 0 if moved >= MANY else 0
    # Sorting anew what stays would take longer than moving each row by itself.
    worth = moved >= MANY and (here - moved if out else here) <= moved
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    needed = _looked_up_by_its_own_rows(target)
    rows = connection.exec_driver_sql(found, (table,)) if worth else ()
    indexes = [(name, made) for name, made in rows if name not in needed]
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, made in indexes:
        connection.exec_driver_sql(made)


def _looked_up_by_its_own_rows(target: Table) -> set[str]:
    """Return indexes by which SQLite asks, for each row that goes, whether another row of the table names it."""
    own = {key.parent.name for key in target.foreign_keys if key.column.table is target}
    return {str(index.name) for index in target.indexes if index.columns[0].name in own}


@contextmanager
def checked_once(connection: Connection, table: str, first: int, last: int) -> Generator[None]:
    """Let a block insert very many rows, and hold them against the table's checks together at its end.

    Args:
        connection: The transaction's connection.
        table: The table's name.
        first: Smallest of their ids.
        last: Largest of them.

    Raises:
        BadInputError: A row breaks a check.
    """
    if last - first + 1 < MANY:
        yield
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
    checks = [
        f"NOT ({check.sqltext.compile(connection, compile_kwargs={'literal_binds': True})})"
        for check in Base.metadata.tables[table].constraints
        if isinstance(check, CheckConstraint)
    ]
    query = f'SELECT 1 FROM "{table}" WHERE id BETWEEN ? AND ? AND ({" OR ".join(checks)}) LIMIT 1'  # noqa: S608 - our own names
    if checks and connection.exec_driver_sql(query, (first, last)).first():
        raise BadInputError(f"A row of the table {table} holds a value that it cannot.")
