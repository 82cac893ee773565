"""Writing a file so that the power may fail at any moment: the old file stands until the new one is whole."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from charitydesk.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Iterable

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(target: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file through a temporary sibling, so that nobody ever sees half of it.

    Args:
        target: Where the file shall lie; its folder must exist.
        data: The bytes, whole or in pieces.

    Raises:
        UserFacingError: The folder is missing, full or may not be written to, or another program holds the file.
    """
    folder = target.parent
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=folder)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            for piece in (data,) if isinstance(data, bytes) else data:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        _open_to_others(temporary, target)
        temporary.replace(target)
    except OSError as problem:
        raise _in_plain_words(target, problem) from problem
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def move_into_place(source: Path, target: Path) -> None:
    """Move a file that is whole to where it shall lie, on the same disk; the target's folder is made where it is not.

    Raises:
        UserFacingError: The folder may not be written to, or another program holds the file.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as problem:
        raise _in_plain_words(target, problem) from problem


def _open_to_others(temporary: Path, target: Path) -> None:
    """Give the new file the old one's permissions, or those any new file gets: a temporary file is private."""
    if os.name == "nt":
        return
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        # The mask can only be read by setting it, which would reach other threads; new documents are for their folder.
        mode = 0o644
    temporary.chmod(mode)


def _in_plain_words(target: Path, problem: OSError) -> UserFacingError:
    name, folder = target.name, str(target.parent)
    if not target.parent.is_dir():
        return UserFacingError(
            f"{name} could not be saved because the folder {folder} does not exist.",
            "Choose another folder.",
        )
    if target.is_dir():
        return UserFacingError(
            f"{name} could not be saved because a folder of that name is there already.",
            "Choose another name.",
        )
    if problem.errno in _FULL:
        return UserFacingError(
            f"{name} could not be saved because the disk is full. Nothing was written.",
            "Free some space or choose another disk, then save again.",
        )
    if problem.errno in _REFUSED or isinstance(problem, PermissionError):
        return UserFacingError(
            f"{name} could not be saved in {folder}: the folder is read-only or the file is open elsewhere.",
            "Close the file in other programs or choose another folder, then save again.",
        )
    if problem.errno == errno.ENAMETOOLONG:
        return UserFacingError(f"{name} could not be saved because its name is too long.", "Choose a shorter name.")
    return UserFacingError(
        f"{name} could not be saved in {folder}. Nothing was written.",
        "Choose another folder or ask whoever looks after your computer.",
    )
