"""Backups: consistent copies with a note of what they hold, thinned with age, and checked before they are trusted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from charitydesk import __version__
from charitydesk.domain.moments import civil_date
from charitydesk.errors import DataUnavailableError
from charitydesk.files import write_atomically
from charitydesk.storage.faults import named_faults
from charitydesk.storage.files import remove_quietly, sha256_of, stamp, sync_file, sync_folder
from charitydesk.storage.migrate import copy_database, known_revisions, remove_with_side_files, revision_of
from charitydesk.storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COUNTED = (
    "contract",
    "bid",
    "notice",
    "clock",
    "letter",
    "letter_file",
    "time_entry",
    "local_compact",
    "read_record",
    "change",
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Args:
        path: The copy; its note lies beside it with the ending `.json`.
        made_at: When, in UTC.
        schema: The database's revision.
        app_version: The version of CharityDesk that made it.
        counts: How many records of the main kinds it holds.
        sha256: Of the copy, in hexadecimal.
        mark: What `HistoryStore.mark` said: two backups with one mark hold the same.
        why: `changes`, `asked`, `before-restore` or the like.
    """

    path: Path
    made_at: datetime
    schema: str
    app_version: str
    counts: dict[str, int]
    sha256: str
    mark: str
    why: str

    def problem(self) -> str | None:
        """Return in one sentence why this backup cannot be trusted, or None when it can."""
        try:
            if sha256_of(self.path) != self.sha256:
                return f"{self.path.name} is not as it was when it was made."
            with closing(
                sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            ) as connection:
                ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
                whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        except (OSError, sqlite3.Error):
            return f"{self.path.name} cannot be read."
        if not ours:
            return f"{self.path.name} is not a CharityDesk database."
        if not whole:
            return f"{self.path.name} is damaged."
        if self.schema not in known_revisions():
            return f"{self.path.name} was made by a newer version of CharityDesk."
        return None


def make_backup(database: Path, backups: Path, now: datetime, *, mark: str = "", why: str = "asked") -> Backup:
    """Copy the database, check the copy and note what it holds.

    Args:
        database: The file to copy; it may be open.
        backups: The folder; made when missing.
        now: The present moment.
        mark: What the history's `mark` says.
        why: A word for the list.

    Raises:
        UserFacingError: The disk is full, or one of the two places cannot be used.
    """
    path = _free_name(backups, f"charitydesk-{stamp(now)}")
    working = path.with_name(f"{path.name}.part")
    with named_faults(path):
        backups.mkdir(parents=True, exist_ok=True)
        try:
            copy_database(database, working)
            counts = _checked_counts(working)
            sync_file(working)
            working.replace(path)
        except BaseException:
            remove_with_side_files(working)
            raise
        backup = Backup(
            path=path,
            made_at=now.astimezone(UTC),
            schema=revision_of(path) or "",
            app_version=__version__,
            counts=counts,
            sha256=sha256_of(path),
            mark=mark,
            why=why,
        )
    write_atomically(note_of(path), _note_text(backup).encode())
    return backup


def note_of(path: Path) -> Path:
    """Return where a backup's note lies."""
    return path.with_suffix(".json")


def list_backups(backups: Path) -> tuple[Backup, ...]:
    """Return the backups that have a readable note, newest first."""
    found = (_read_note(note) for note in backups.glob("charitydesk-*.json"))
    return tuple(sorted((b for b in found if b is not None), key=lambda b: (b.made_at, b.path.name), reverse=True))


def prune(backups: Path, today: date) -> tuple[Path, ...]:
    """Remove backups that age has made superfluous, and return them.

    All of today's stay, then the newest of each day for a week, of each week for eight weeks, of each month after.
    Copies kept before an upgrade or a restore, and damaged files, are never removed.

    Args:
        backups: The folder.
        today: Today's civil date.
    """
    listed = [b for b in list_backups(backups) if b.why in {"changes", "asked"}]
    keep = {b.path for b in _kept(listed, today)}
    gone = tuple(b.path for b in listed if b.path not in keep)
    for path in gone:
        # The note goes first: a copy without one is passed over, a note without its copy would be an empty promise.
        remove_quietly(note_of(path))
        remove_quietly(path)
    return gone


def _kept(newest_first: Iterable[Backup], today: date) -> list[Backup]:
    seen: set[tuple[str, object]] = set()
    kept: list[Backup] = []
    for backup in newest_first:
        made = civil_date(backup.made_at)
        slot = _slot(made, today, backup.path.name)
        if slot not in seen:
            seen.add(slot)
            kept.append(backup)
    return kept


def _slot(made: date, today: date, name: str) -> tuple[str, object]:
    age = today - made
    if age < timedelta(days=1):
        return ("each", name)
    if age <= timedelta(days=7):
        return ("day", made)
    if age <= timedelta(weeks=8):
        return ("week", made.isocalendar()[:2])
    return ("month", (made.year, made.month))


def restore(backup: Backup, database: Path, backups: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place and return where the present file was kept, None when there was none.

    The database must be closed. A backup of an older revision is upgraded when it is next opened.

    Raises:
        DataUnavailableError: The backup is damaged or newer; nothing was changed.
        UserFacingError: The disk is full, or one of the places cannot be used; nothing was changed.
    """
    problem = backup.problem()
    if problem is not None:
        raise DataUnavailableError(f"{problem} Nothing was changed.", "Choose another backup.")
    working = database.with_name(f"{database.name}.restoring")
    with named_faults(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(backup.path, working)
            sync_file(working)
            kept = _keep_present(database, backups, now) if database.exists() else None
            # A journal of the old file would be played into the new one.
            for end in ("-journal", "-wal", "-shm"):
                database.with_name(database.name + end).unlink(missing_ok=True)
            working.replace(database)
            sync_folder(database.parent)
        except BaseException:
            remove_with_side_files(working)
            raise
    return kept


def _keep_present(database: Path, backups: Path, now: datetime) -> Path:
    """Keep what is there now: as a backup when it is whole, byte for byte when it is not."""
    try:
        return make_backup(database, backups, now, why="before-restore").path
    except (DataUnavailableError, sqlite3.Error):
        return keep_aside(database, now)


def keep_aside(database: Path, now: datetime) -> Path:
    """Copy a damaged database to `damaged-<time>.db` beside it, once, and return the copy; it is never removed.

    Raises:
        UserFacingError: The disk is full, or the folder may not be written to.
    """
    with named_faults(database):
        size, content = database.stat().st_size, sha256_of(database)
        for earlier in sorted(database.parent.glob("damaged-*.db")):
            if earlier.stat().st_size == size and sha256_of(earlier) == content:
                return earlier
        kept = _free_name(database.parent, f"damaged-{stamp(now)}")
        shutil.copy2(database, kept)
        journal = database.with_name(f"{database.name}-journal")
        if journal.exists():
            shutil.copy2(journal, kept.with_name(f"{kept.name}-journal"))
        sync_file(kept)
    return kept


def _free_name(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.db", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.db", number + 1
    return path


def _checked_counts(path: Path) -> dict[str, int]:
    """Return how many records a copy holds, once every page of it is known to be sound."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DataUnavailableError(
                "The database is damaged, so no backup was made of it and older backups are kept.",
                "Close CharityDesk and open it again: it will offer the last good copy.",
            )
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - our own names
            for table in COUNTED
            if table in there
        }


def _note_text(backup: Backup) -> str:
    note = {
        "made_at": backup.made_at.isoformat(),
        "schema": backup.schema,
        "app_version": backup.app_version,
        "counts": backup.counts,
        "sha256": backup.sha256,
        "mark": backup.mark,
        "why": backup.why,
    }
    return json.dumps(note, indent=2) + "\n"


def _read_note(note: Path) -> Backup | None:
    path = note.with_suffix(".db")
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        if not path.exists():
            return None
        return Backup(
            path=path,
            made_at=datetime.fromisoformat(told["made_at"]).astimezone(UTC),
            schema=str(told["schema"]),
            app_version=str(told["app_version"]),
            counts={str(name): int(count) for name, count in told["counts"].items()},
            sha256=str(told["sha256"]),
            mark=str(told["mark"]),
            why=str(told["why"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # A note cut short by a crash: its copy is passed over, not removed.
        return None
