"""Opens a charity's database, whatever state its file is in: missing, current, older, newer, foreign or damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.moments import in_uk
from charitydesk.domain.wording import moment_words
from charitydesk.errors import DataUnavailableError
from charitydesk.storage.backup import Backup, keep_aside, list_backups
from charitydesk.storage.database import Database
from charitydesk.storage.faults import DamagedError, named_faults
from charitydesk.storage.files import sync_file
from charitydesk.storage.migrate import known_revisions, migrate, remove_with_side_files
from charitydesk.storage.schema import APPLICATION_ID, REVISION, STATEMENTS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

# Checking every page of a larger file would hold up the start; its pages are checked with each backup instead.
QUICK_CHECK_BELOW = 32 * 1024 * 1024


class FileState(StrEnum):
    """What a database file turns out to be."""

    MISSING = "missing"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"


class NewerDatabaseError(DataUnavailableError):
    """A newer version of the program wrote the database."""


class ForeignFileError(DataUnavailableError):
    """The file is a database of some other program."""


class DamagedDatabaseError(DamagedError):
    """The database is damaged; a copy of it was kept and these good ones can take its place.

    Args:
        kept: Where the damaged file was copied to.
        candidates: Good backups, newest first.
    """

    def __init__(self, what_happened: str, what_to_do: str, kept: Path, candidates: tuple[Backup, ...]) -> None:
        super().__init__(what_happened, what_to_do)
        self.kept = kept
        self.candidates = candidates


def examine(path: Path) -> FileState:
    """Return what a database file is, by plain sqlite3.

    Raises:
        UserFacingError: It cannot be read at all (locked, no permission).
    """
    if not path.exists():
        return FileState.MISSING
    try:
        with named_faults(path), closing(sqlite3.connect(path, timeout=2)) as connection:
            return _examine_open(connection, path.stat().st_size)
    except DamagedError:
        return FileState.DAMAGED


def _examine_open(connection: sqlite3.Connection, size: int) -> FileState:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        # An empty file is what a crash leaves; anything else without our mark is not ours to touch.
        return FileState.DAMAGED if size == 0 else FileState.FOREIGN
    if size <= QUICK_CHECK_BELOW and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return FileState.DAMAGED
    row = (
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if "alembic_version" in tables
        else None
    )
    if row is None:
        return FileState.DAMAGED
    if row[0] == REVISION:
        return FileState.CURRENT
    return FileState.OLDER if row[0] in known_revisions() else FileState.NEWER


def open_database(path: Path, backups: Path, now: datetime) -> Database:
    """Open the database, making or upgrading it first where needed.

    Args:
        path: The database file.
        backups: The folder of backups.
        now: The present moment; it names copies.

    Raises:
        NewerDatabaseError: A newer version wrote it.
        ForeignFileError: It is not one of ours.
        DamagedDatabaseError: It is damaged; a copy was kept.
        UserFacingError: The world stood in the way.
    """
    match examine(path):
        case FileState.MISSING:
            create_database(path)
        case FileState.OLDER:
            migrate(path, backups, now)
        case FileState.NEWER:
            raise NewerDatabaseError(
                f"{path} was written by a newer version of CharityDesk, so this version leaves it as it is.",
                "Install the newest version, or choose another data folder.",
            )
        case FileState.FOREIGN:
            raise ForeignFileError(
                f"{path} is not a CharityDesk database, so nothing was done to it.",
                "Choose another data folder, or move that file elsewhere.",
            )
        case FileState.DAMAGED:
            raise _damaged(path, backups, now)
        case FileState.CURRENT:
            pass
    return Database(path)


def _damaged(path: Path, backups: Path, now: datetime) -> DamagedDatabaseError:
    kept = keep_aside(path, now)
    candidates = tuple(backup for backup in list_backups(backups) if backup.problem() is None)
    if candidates:
        advice = f"The last good copy is of {moment_words(in_uk(candidates[0].made_at))}: restore it to go on."
    else:
        advice = "There is no backup in this data folder: look for a copy elsewhere, or choose another data folder."
    return DamagedDatabaseError(f"{path} is damaged; a copy was kept as {kept.name}.", advice, kept, candidates)


def create_database(path: Path) -> None:
    """Make an empty database at the current revision, whole or not at all.

    Raises:
        UserFacingError: The place may not be written to, or the disk is full.
    """
    working = path.with_name(f"{path.name}.new")
    with named_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_with_side_files(working)
        try:
            with closing(sqlite3.connect(working, isolation_level=None)) as connection:
                connection.execute("BEGIN")
                for statement in STATEMENTS:
                    connection.execute(statement)
                connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.execute("COMMIT")
            sync_file(working)
            working.replace(path)
        except BaseException:
            remove_with_side_files(working)
            raise
