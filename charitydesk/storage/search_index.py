"""Taking many rows into the index of words, or out of it, at one go.

SQLite has the index write itself out after every statement that a trigger adds to, which makes an import of rows one by
one twenty times slower. So the trigger stands aside while rows come in bulk, and one statement takes in all of them;
it is all one transaction, and a roll-back brings the trigger back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from charitydesk.storage.rows_search import CODES, INDEXED, joined

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy import Connection

_LARGEST = 2**59
_LITTLE, _MUCH = 2**20, 2**24
_LONG = 5_000
_SPECS = {table: (kind, title, body) for table, kind, title, body in INDEXED}


@contextmanager
def many_rows(connection: Connection, table: str, first: int, last: int | None = None) -> Generator[None]:
    """Let a block insert many rows of a table, and take them into the index once it ends.

    Args:
        connection: The transaction's connection.
        table: The table's name; one that is not indexed is left alone.
        first: Smallest id that the block inserts; no row of an id from it to the last may be there before.
        last: Largest one; None where every later id is new.
    """
    name = f"search_{table}_added"
    trigger = _trigger(connection, name)
    if table not in _SPECS or trigger is None:
        yield
        return
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    _take_in(connection, table, first, _LARGEST if last is None else last)
    connection.exec_driver_sql(trigger)


@contextmanager
def rows_leave(connection: Connection, table: str, first: int, last: int) -> Generator[None]:
    """Let a block delete every row of a span of ids, and take them out of the index at one go.

    Args:
        connection: The transaction's connection.
        table: The table's name; one that is not indexed is left alone.
        first: Smallest id that the block deletes.
        last: Largest one.
    """
    name = f"search_{table}_removed"
    trigger = _trigger(connection, name)
    if table not in _SPECS or trigger is None:
        yield
        return
    leaving = _count(connection, table, first, last)
    staying = sum(_count(connection, each, 0, _LARGEST) for each in _SPECS) - leaving
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    if staying < leaving:  # to write the index anew for what stays is less than to take out what goes
        yield
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        for each in _SPECS:
            _take_in(connection, each, 0, _LARGEST)
    else:
        connection.exec_driver_sql(
            f"INSERT INTO search_index (search_index, rowid, title, body) SELECT 'delete', {_words(table)}",
            (first, last),
        )
        yield
    connection.exec_driver_sql(trigger)


def _trigger(connection: Connection, name: str) -> str | None:
    found = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
    return connection.exec_driver_sql(found, (name,)).scalar()


def _count(connection: Connection, table: str, first: int, last: int) -> int:
    found = connection.exec_driver_sql(f'SELECT count(*) FROM "{table}" WHERE id BETWEEN ? AND ?', (first, last))  # noqa: S608 - our own name
    return found.scalar_one()


def _words(table: str) -> str:
    """Return what the index holds of a span of a table's rows, for a SELECT."""
    kind, title, body = _SPECS[table]
    return (
        f"id * {CODES} + {kind.value}, {joined(table, title)}, {joined(table, body)} "
        f'FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id'
    )


def _take_in(connection: Connection, table: str, first: int, last: int) -> None:
    # By far the most rows come where the span is open or long; a short one is not worth the change of setting.
    long = last - first >= _LONG
    if long:
        _remember(connection, _MUCH)
    connection.exec_driver_sql(f"INSERT INTO search_index (rowid, title, body) SELECT {_words(table)}", (first, last))
    if long:
        _remember(connection, _LITTLE)


def _remember(connection: Connection, size: int) -> None:
    """Set how many bytes of new words the index holds in memory before it writes them out and merges."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (size,))
