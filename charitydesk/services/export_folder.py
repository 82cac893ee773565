"""The folder an export of everything goes to: made ready beside where it will lie, and moved there whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.files import move_into_place, write_atomically

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import date

DATA_FILE = "charitydesk.json"
"""The file that tells an export from any other folder."""

Report = Callable[[int, int], object]
"""Told how many parts are done, of how many."""


def unreported(_done: int, _total: int) -> None:
    """Report to nobody."""


class FolderTakenError(BadInputError):
    """The folder holds other files; an export would be lost among them."""


def new_folder_in(folder: Path, today: date) -> Path:
    """Return where a new folder for an export may lie inside another one, named by its day."""
    first = folder / f"CharityDesk {today.isoformat()}"
    names = (first if number == 1 else folder / f"{first.name} ({number})" for number in range(1, 1000))
    return next((name for name in names if not name.exists() or (name / DATA_FILE).is_file()), first)


class Staging:
    """Files made ready in a folder of their own beside where they will lie.

    Args:
        folder: Where they will lie.
        beside: The folder of their own, on the same disk.
    """

    def __init__(self, folder: Path, beside: Path) -> None:
        self._folder, self._beside = folder, beside
        self._ready: list[tuple[Path, Path]] = []

    def put(self, relative: str, data: bytes) -> None:
        """Make a file ready, unless it lies there just so.

        Raises:
            BadInputError: Its name leads out of the folder.
            UserFacingError: The disk is full or may not be written to.
        """
        target = self._folder.joinpath(*safe_parts(relative))
        try:
            if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
                return
        except OSError as error:
            raise _unusable(target.parent) from error
        ready = self._beside / str(len(self._ready))
        write_atomically(ready, data)
        self._ready.append((ready, target))

    def move(self) -> int:
        """Move every file to its place and return how many there were.

        Raises:
            UserFacingError: Another program holds one of them.
        """
        for ready, target in self._ready:
            move_into_place(ready, target)
        return len(self._ready)


@contextmanager
def staged(folder: Path, data: Path) -> Generator[Staging]:
    """Open a folder for an export; what is not moved by the end is gone, and so is a folder made for nothing.

    Args:
        folder: New, empty, or an earlier export.
        data: The data folder, which no export may lie in.

    Raises:
        FolderTakenError: Something else lies there.
        BadInputError: It lies inside the data folder.
        UserFacingError: It cannot be made, read or written to.
    """
    if folder.resolve().is_relative_to(data.resolve()):
        what = f"The folder {folder} is part of CharityDesk's own data folder."
        raise BadInputError(what, "Choose one elsewhere.")
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_free = not any(folder.iterdir()) or (folder / DATA_FILE).is_file()
    except OSError as error:
        raise _unusable(folder) from error
    if not is_free:
        what = f"The folder {folder} holds other files."
        raise FolderTakenError(what, "Choose a new one, or one with an earlier export.")
    try:
        beside = Path(tempfile.mkdtemp(prefix=".charitydesk-", dir=folder))
    except OSError as error:
        what = f"Nothing can be written to the folder {folder}."
        raise UserFacingError(what, "Choose another, or ask for the right to write there.") from error
    try:
        yield Staging(folder, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if made:
            with suppress(OSError):
                folder.rmdir()  # unless something lies there by now


def safe_parts(relative: str) -> tuple[str, ...]:
    """Return the parts of a path below a folder.

    Raises:
        BadInputError: It leads anywhere else.
    """
    path = PurePosixPath(relative)
    parts = path.parts
    wrong = not parts or path.is_absolute() or ".." in parts or any(set(part) & set('\\:*?"<>|\0') for part in parts)
    if wrong or relative.startswith("~") or len(relative) > 400:
        what = f"The file name “{relative[:60]}” leads out of the folder, so nothing was taken."
        raise BadInputError(what, "Export everything again.")
    return parts


def _unusable(folder: Path) -> UserFacingError:
    return UserFacingError(f"The folder {folder} cannot be made or read.", "Choose another.")
