"""Backups of the database: made when something changed, thinned with age, and put back when needed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from charitydesk.domain.moments import civil_date, in_uk
from charitydesk.domain.wording import moment_words
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Change, ChangeFeed, Topic
from charitydesk.storage import backup as storage_backup
from charitydesk.storage.backup import Backup
from charitydesk.storage.lock import DataLock
from charitydesk.storage.opening import DamagedDatabaseError, open_database

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from charitydesk.paths import AppPaths
    from charitydesk.services.clock import Clock
    from charitydesk.storage.database import Database

__all__ = ["Backup", "BackupService", "closed_folder", "copies_in", "good_copies", "put_back"]


def good_copies(error: Exception) -> tuple[Backup, ...]:
    """Return the good copies that can take a damaged database's place, newest first; none of any other trouble."""
    return error.candidates if isinstance(error, DamagedDatabaseError) else ()


def put_back(paths: AppPaths, clock: Clock, backup: Backup) -> Path | None:
    """Put a good copy in the place of a database that cannot be opened; return where the damaged one was kept.

    Raises:
        DataUnavailableError: The copy is damaged or newer; nothing was changed.
        UserFacingError: The disk is full, or a place may not be written to; nothing was changed.
    """
    return copies_in(paths, clock).restore(backup)


def copies_in(paths: AppPaths, clock: Clock) -> BackupService:
    """Return the backups of a folder whose database is not opened: to be listed, or with the folder held put back."""
    return BackupService(paths, clock, ChangeFeed(), None)


def copy_words(backup: Backup) -> str:
    """Return when a copy was made, as a person reads it."""
    return moment_words(in_uk(backup.made_at))


@contextmanager
def closed_folder(paths: AppPaths, clock: Clock, wait_seconds: float) -> Generator[BackupService]:
    """Hold a data folder without opening its database, which may be damaged, and hand out its backups.

    Args:
        paths: The folder's places.
        clock: Tells when.
        wait_seconds: How long to wait for another program that has the folder open.

    Raises:
        DataUnavailableError: The folder is open elsewhere.
    """
    lock = DataLock(paths.lock)
    lock.acquire(wait_seconds=wait_seconds)
    try:
        yield copies_in(paths, clock)
    finally:
        lock.release()


class BackupService:
    """Makes, lists and restores backups.

    Args:
        paths: The data folder's places.
        clock: Tells when.
        feed: Told when everything may have changed.
        database: The open database; None when it could not be opened, and then a backup can only be restored.
    """

    def __init__(self, paths: AppPaths, clock: Clock, feed: ChangeFeed, database: Database | None) -> None:
        self._paths = paths
        self._clock = clock
        self._feed = feed
        self._database = database

    def list(self) -> tuple[Backup, ...]:
        """Return the backups, newest first."""
        return storage_backup.list_backups(self._paths.backups)

    def make(self) -> Backup:
        """Make a backup now.

        Raises:
            UserFacingError: The disk is full, the folder may not be written to, or the database is damaged.
        """
        return self._make("asked")

    def make_if_changed(self) -> Backup | None:
        """Make a backup and thin the older ones if anything changed since the last; for closing the program.

        Raises:
            UserFacingError: The disk is full, the folder may not be written to, or the database is damaged.
        """
        if self._database is None:
            return None
        mark = self._mark(self._database)
        latest = next(iter(self.list()), None)
        if not mark or (latest is not None and latest.mark == mark):
            return None
        made = self._make("changes")
        storage_backup.prune(self._paths.backups, self._clock.today())
        return made

    def make_daily(self) -> Backup | None:
        """Make a backup of the day's first change; for commands, each of which opens and closes the program.

        Raises:
            UserFacingError: The disk is full, the folder may not be written to, or the database is damaged.
        """
        latest = next(iter(self.list()), None)
        if latest is not None and civil_date(latest.made_at) == self._clock.today():
            return None
        return self.make_if_changed()

    def named(self, name: str) -> Backup:
        """Return a backup by its file name.

        Raises:
            BadInputError: There is none of that name.
        """
        found = next((backup for backup in self.list() if backup.path.name == name), None)
        if found is None:
            raise BadInputError(f"There is no backup called {name}.", "Choose one from the list of backups.")
        return found

    def restore(self, backup: Backup) -> Path | None:
        """Put a backup in the place of the database, and return where the present one was kept.

        Args:
            backup: One of `list`, or of a damaged database's candidates.

        Raises:
            DataUnavailableError: The backup is damaged or newer; nothing was changed.
            UserFacingError: The disk is full, or a place may not be written to; nothing was changed.
        """
        if self._database is not None:
            self._database.close()
        now = self._clock.now()
        kept = storage_backup.restore(backup, self._paths.database, self._paths.backups, now)
        # An older backup is brought up to date at once, so that whoever holds the database finds what it expects.
        open_database(self._paths.database, self._paths.backups, now).close()
        name = f"Restored the backup of {moment_words(in_uk(backup.made_at))}"
        self._feed.publish(Change(name, frozenset(Topic)))
        return kept

    def _make(self, why: str) -> Backup:
        mark = "" if self._database is None else self._mark(self._database)
        return storage_backup.make_backup(
            self._paths.database, self._paths.backups, self._clock.now(), mark=mark, why=why
        )

    @staticmethod
    def _mark(database: Database) -> str:
        with database.read() as work:
            return work.history.mark()
