"""One user of a data folder at a time, by a lock the operating system releases when its holder dies."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, BinaryIO

from charitydesk.errors import DataUnavailableError
from charitydesk.storage.faults import disk_fault

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_PAUSE = 0.05


class DataLock:
    """The lock on a data folder, held as long as this object lives; the file it leaves behind means nothing by itself.

    Args:
        path: The lock file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None

    def acquire(self, *, wait_seconds: float = 0.0) -> None:
        """Take the lock.

        Args:
            wait_seconds: How long to wait for another holder to finish.

        Raises:
            DataUnavailableError: Another window or command has the folder open.
            UserFacingError: The folder may not be written to.
        """
        if self._file is not None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("a+b")
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(file):
            if time.monotonic() >= deadline:
                file.close()
                raise DataUnavailableError(
                    f"The data folder {self._path.parent} is open in another window of CharityDesk.",
                    "Close that window, or use it instead.",
                )
            time.sleep(_PAUSE)
        self._file = file

    def release(self) -> None:
        """Let the folder go."""
        if self._file is not None:
            # Closing releases the lock; the file stays, since removing it would let two holders lock two files.
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network drives have no locks at all; SQLite's own lock still guards the data.
            return True
        return True
