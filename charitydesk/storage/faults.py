"""The world's faults in plain words: full disk, locked, read-only, unreadable and damaged, named in one place."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from charitydesk.errors import DataUnavailableError, UserFacingError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


class DamagedError(DataUnavailableError):
    """The database file is damaged."""


class StillNeededError(UserFacingError):
    """Other records hang on the one that was to go, so nothing was changed."""


_FULL = ("The disk is full, so nothing was saved.", "Make room on the disk and try again.")

# Not every system knows quotas.
_DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

# By SQLite's own name, extended names (SQLITE_IOERR_WRITE) under the plain one.
_SQLITE_FAULTS: dict[str, tuple[type[UserFacingError], str, str]] = {
    "SQLITE_FULL": (UserFacingError, *_FULL),
    "SQLITE_BUSY": (
        DataUnavailableError,
        "Another program is using {path}, so nothing was saved.",
        "Close other windows of CharityDesk, wait for any copying program to finish, and try again.",
    ),
    "SQLITE_READONLY": (
        DataUnavailableError,
        "{path} may only be read, so nothing was saved.",
        "Move the data folder to a place you may write to, or ask whoever looks after your computer.",
    ),
    "SQLITE_CANTOPEN": (
        DataUnavailableError,
        "{path} cannot be opened.",
        "Check that the folder exists and that you may read and write it.",
    ),
    "SQLITE_IOERR": (
        DataUnavailableError,
        "The disk answered with an error while {path} was used, so nothing was saved.",
        "Check that the disk or the network drive is connected, and try again.",
    ),
    "SQLITE_CORRUPT": (
        DamagedError,
        "{path} is damaged.",
        "Close CharityDesk and open it again: it will offer the last good copy.",
    ),
    "SQLITE_CONSTRAINT_FOREIGNKEY": (
        StillNeededError,
        "Other records hang on this one, so nothing was changed.",
        "Undo or delete those records first.",
    ),
}
_SQLITE_FAULTS.update(
    {
        "SQLITE_LOCKED": _SQLITE_FAULTS["SQLITE_BUSY"],
        "SQLITE_PERM": _SQLITE_FAULTS["SQLITE_READONLY"],
        "SQLITE_AUTH": _SQLITE_FAULTS["SQLITE_CANTOPEN"],
        "SQLITE_NOTADB": _SQLITE_FAULTS["SQLITE_CORRUPT"],
    }
)


def sqlite_fault(error: sqlite3.Error, path: Path) -> UserFacingError | None:
    """Return what a person is told about a database error, or None when the fault is ours.

    Args:
        error: What SQLite raised.
        path: The database file.
    """
    name = str(getattr(error, "sqlite_errorname", "") or "")
    found = _SQLITE_FAULTS.get(name) or _SQLITE_FAULTS.get("_".join(name.split("_")[:2]))
    if found is None:
        return None
    kind, happened, to_do = found
    return kind(happened.format(path=path), to_do)


def disk_fault(error: OSError, path: Path) -> UserFacingError:
    """Return what a person is told about a file that could not be read or written.

    Args:
        error: What the system raised.
        path: The file or folder in question.
    """
    if error.errno in _DISK_FULL:
        return UserFacingError(*_FULL)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return UserFacingError(
            f"You may not write to {path}.", "Choose another place, or ask whoever looks after your computer."
        )
    if error.errno == errno.ENOENT:
        return UserFacingError(f"{path} was not found.", "Check the name and that the drive is connected.")
    reason = error.strerror or "it answered with an error"
    return UserFacingError(f"{path} could not be used: {reason}.", "Choose another place and try again.")


@contextmanager
def named_faults(path: Path) -> Generator[None]:
    """Turn errors of plain sqlite3 and of the system, raised within, into sentences.

    Raises:
        UserFacingError: The world's fault; anything else passes as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        told = sqlite_fault(error, path)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        raise disk_fault(error, path) from error
