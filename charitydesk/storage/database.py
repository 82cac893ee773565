"""The open database: one named transaction at a time for writing, any number for reading.

The file must exist at the current revision; `opening.open_database` sees to that. Journal mode is DELETE, not WAL:
one user, small writes, and data folders that lie in synchronised or shared folders, where side files do harm.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache

from charitydesk.storage import (
    rows,
    rows_bids,
    rows_contracts,
    rows_history,
    rows_letters,
    rows_library,
    rows_search,
    rows_time,
)
from charitydesk.storage.faults import sqlite_fault
from charitydesk.storage.recorder import ChangeLabel, RecordedSession, Recorder
from charitydesk.storage.records import UNSET
from charitydesk.storage.remembered import Remembered
from charitydesk.storage.shape import driver_of
from charitydesk.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Hashable
    from datetime import datetime
    from pathlib import Path

_T = TypeVar("_T")

BUSY_TIMEOUT_MS = 2_000

# Named so that every table is known before the first session, whoever imports what.
ROW_MODULES = (rows, rows_bids, rows_contracts, rows_history, rows_letters, rows_library, rows_search, rows_time)

_COMPILED: LRUCache[Any, Any] = LRUCache(500)


class _ReadingSession(Session):
    """A session that changes nothing."""


class Database:
    """A charity's database.

    Args:
        path: The SQLite file.
        busy_ms: How long to wait for another program's lock, in milliseconds.
    """

    def __init__(self, path: Path, *, busy_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        self._engine = make_engine(path, busy_ms=busy_ms)
        self._writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        self._busy = threading.local()
        self._remembered = Remembered()

    @contextmanager
    def read(self) -> Generator[UnitOfWork]:
        """Give stores that see one moment's state and change nothing.

        Raises:
            UserFacingError: The file cannot be read as it is.
        """
        with self._alone(), self._named(), _ReadingSession(self._engine, autoflush=False) as session:
            yield UnitOfWork(session, UNSET, None)

    @contextmanager
    def write(
        self, name: str, *, now: datetime, topics: Collection[str] = (), actor: str | None = "", merge_key: str = ""
    ) -> Generator[UnitOfWork]:
        """Give stores whose work is stored whole under one name, or not at all.

        Args:
            name: What is done, as the history and the Undo menu show it.
            now: The present moment, zoned.
            topics: What it concerns: values of `services.changes.Topic`.
            actor: Who does it; None for whom the charity names as its user.
            merge_key: For things saved as the user types: changes with one key that follow each other within five
                minutes are one change, for example `letter:5`.

        Raises:
            UserFacingError: The world stood in the way (full disk, locked, read-only, damaged); nothing was changed.
        """
        with self._alone(), self._named(), RecordedSession(self._writing) as session:
            recorder = Recorder(session)
            work = UnitOfWork(session, now, recorder)
            # The lock is taken before the first look, so what is read stays true until it is written.
            connection = session.connection()
            if actor is None:
                actor = work.charity.load().user_name
            label = ChangeLabel(name, tuple(sorted(str(topic) for topic in topics)), actor, now, merge_key)
            yield work
            session.flush()
            work.change_id = recorder.store(label)
            try:
                session.commit()
            except DBAPIError:
                # SQLite keeps a transaction open whose commit failed; SQLAlchemy takes it for ended.
                _roll_back(connection)
                raise
            finally:
                self._remembered.forget()

    def remembered(self, name: Hashable, read: Callable[[UnitOfWork], _T]) -> _T:
        """Return what a read gives, kept until anything is changed: for what is asked again at every letter typed.

        Args:
            name: What it is.
            read: Reads it; what it returns must never be changed by anybody.
        """

        def fresh() -> _T:
            with self.read() as work:
                return read(work)

        return self._remembered.value(name, fresh)

    @property
    def changes(self) -> int:
        """A count that every change moves on: while it stays, what was read before holds."""
        return self._remembered.moment

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._remembered.forget()
        self._engine.dispose()

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Refuse one unit of work inside another of the same thread: with SQLite's lock it would wait for itself."""
        if getattr(self._busy, "on", False):
            raise RuntimeError("a unit of work is open already in this thread")
        self._busy.on = True
        try:
            yield
        finally:
            self._busy.on = False

    @contextmanager
    def _named(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            told = sqlite_fault(error.orig, self.path) if isinstance(error.orig, sqlite3.Error) else None
            if told is None:
                raise
            raise told from error
        except sqlite3.Error as error:
            told = sqlite_fault(error, self.path)
            if told is None:
                raise
            raise told from error


def make_engine(path: Path, *, foreign_keys: bool = True, busy_ms: int = BUSY_TIMEOUT_MS) -> Engine:
    """Return an engine on a SQLite file that must exist.

    Args:
        path: The file.
        foreign_keys: Off only for migrations, which rebuild tables.
        busy_ms: How long to wait for another program's lock, in milliseconds.
    """

    def connect() -> sqlite3.Connection:
        if not path.exists():
            # SQLite would make an empty file in its place.
            missing = sqlite3.OperationalError("the database file is gone")
            missing.sqlite_errorname = "SQLITE_CANTOPEN"
            raise missing
        # No isolation level: transactions begin where `_begin` says, not where the driver guesses.
        connection = sqlite3.connect(path, timeout=busy_ms / 1000, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA journal_mode=DELETE")
        # SQLite's own `lower` knows the letters of English alone, so that YNYS MÔN would not even be like itself.
        connection.create_function("folded", 1, str.casefold, deterministic=True)
        return connection

    kind = _kind_of_engine()
    pool = QueuePool(cast("Any", connect), dialect=kind.dialect)  # sqlite3 has what SQLAlchemy asks of a connection
    engine = Engine(pool, kind.dialect, kind.url, execution_options={"compiled_cache": _COMPILED})
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _kind_of_engine() -> Engine:
    """Return an engine that has met SQLite; what it learnt serves every file, so statements are compiled once."""
    engine = create_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine


def _begin(connection: Connection) -> None:
    driver_of(connection).execute(connection.get_execution_options().get("begin", "BEGIN"))


def _roll_back(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.rollback()


@event.listens_for(_ReadingSession, "before_flush")
def _refuse_flush(session: Session, *_: Any) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a unit of work that reads cannot change anything")
