"""Taking many rows into the index of words at one go.

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
    trigger = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,)
    ).scalar()
    if table not in _SPECS or trigger is None:
        yield
        return
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    kind, title, body = _SPECS[table]
    connection.exec_driver_sql(
        f"INSERT INTO search_index (rowid, title, body) SELECT id * {CODES} + {kind.value}, "  # noqa: S608 - our own names
        f'{joined(table, title)}, {joined(table, body)} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id',
        (first, _LARGEST if last is None else last),
    )
    connection.exec_driver_sql(trigger)
