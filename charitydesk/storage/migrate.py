"""Brings an older database to the current revision: copy, upgrade the copy, check it, then swap.

The original is not touched until the copy is whole and checked; afterwards it is kept among the backups. Alembic is
imported by `migrate` alone.
"""

from __future__ import annotations

import importlib
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from charitydesk.storage.faults import DamagedError, named_faults
from charitydesk.storage.files import remove_quietly, stamp, sync_file
from charitydesk.storage.migrations import REVISION_MODULES
from charitydesk.storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection


def revision_of(path: Path) -> str | None:
    """Return the revision a database file is at, or None when it has none; by plain sqlite3.

    Raises:
        sqlite3.Error: The file cannot be read as a database.
    """
    with closing(sqlite3.connect(path, timeout=2)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])


def needs_migration(path: Path, modules: Sequence[str] = REVISION_MODULES) -> bool:
    """Return whether a database file is at an older revision that this version can bring up to date.

    Raises:
        sqlite3.Error: The file cannot be read as a database.
    """
    return revision_of(path) in known_revisions(modules)[:-1]


def known_revisions(modules: Sequence[str] = REVISION_MODULES) -> tuple[str, ...]:
    """Return every revision's id, oldest first, from the modules' names."""
    return tuple(module.rpartition(".r")[2].partition("_")[0] for module in modules)


def migrate(path: Path, backups: Path, now: datetime, modules: Sequence[str] = REVISION_MODULES) -> Path:
    """Bring a database to the newest revision and return the copy kept of the old one.

    Args:
        path: The database file; nothing may have it open.
        backups: The folder of backups.
        now: The present moment; it names the kept copy.
        modules: The revisions' modules, oldest first.

    Raises:
        UserFacingError: The world stood in the way; the original is as it was.
        Exception: A revision failed; the original is as it was.
    """
    working = path.with_name(f"{path.name}.migrating")
    before = revision_of(path) or "unknown"
    with named_faults(path):
        remove_with_side_files(working)
        try:
            copy_database(path, working)
            upgrade(working, modules)
            check(working)
            sync_file(working)
            backups.mkdir(parents=True, exist_ok=True)
            kept = backups / f"charitydesk-before-{before}-{stamp(now)}.db"
            keep_copy(path, kept)
            working.replace(path)
        except BaseException:
            remove_with_side_files(working)
            raise
    return kept


def copy_database(source: Path, target: Path) -> None:
    """Copy a database by SQLite's backup, which sees one consistent state whoever writes.

    Raises:
        sqlite3.Error: It cannot be read or written.
    """
    with closing(sqlite3.connect(source, timeout=2)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        # A copy must be one file, whatever the original was set to.
        new.execute("PRAGMA journal_mode=DELETE")


def upgrade(path: Path, modules: Sequence[str] = REVISION_MODULES) -> None:
    """Run every revision a database lacks, in one transaction with foreign keys off, and close it.

    Args:
        path: A database nobody else uses: a working copy, or an empty file.
        modules: The revisions' modules, oldest first.
    """
    from sqlalchemy import MetaData  # noqa: PLC0415 - loaded only when there is something to do

    from charitydesk.storage.base import NAMING  # noqa: PLC0415 - the same
    from charitydesk.storage.database import make_engine  # noqa: PLC0415 - the same

    engine = make_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            _run(connection, modules, MetaData(naming_convention=NAMING))
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def _run(connection: Connection, modules: Sequence[str], naming: Any) -> None:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - 150 ms that most starts do not need
    from alembic.operations import Operations  # noqa: PLC0415 - the same

    context = MigrationContext.configure(connection, opts={"target_metadata": naming, "transactional_ddl": True})
    at = context.get_current_revision()
    names = known_revisions(modules)
    todo = modules[names.index(at) + 1 :] if at is not None else modules
    with Operations.context(context):
        for module in todo:
            importlib.import_module(module).upgrade()
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version "
        "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (names[-1],))


def check(path: Path) -> None:
    """Check a whole database.

    Raises:
        DamagedError: A page, an index or a link between records is broken.
    """
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken_links = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or broken_links is not None:
        raise DamagedError(
            f"{path.name} did not pass its check, so it was not put in place.", "Your own file is as it was."
        )


def keep_copy(source: Path, target: Path) -> None:
    """Copy a file byte for byte, on disk before this returns.

    Raises:
        OSError: It cannot be read or written.
    """
    shutil.copy2(source, target)
    sync_file(target)


def remove_with_side_files(path: Path) -> None:
    """Remove a working copy and what SQLite may have laid beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        remove_quietly(path.with_name(path.name + end))
