"""What happens when the program itself is at fault: a note without personal data, and the window stays as it was."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

import charitydesk
from charitydesk.errors import UserFacingError

if TYPE_CHECKING:
    from types import TracebackType


def crash_note(error: BaseException, when: datetime) -> str:
    """Return a report of an error that holds nothing anybody typed: kinds of error and places in the program only.

    Args:
        error: The error.
        when: A zoned moment.
    """
    import platform  # noqa: PLC0415 - not needed while all goes well
    import traceback  # noqa: PLC0415 - the same

    lines = [
        f"CharityDesk {charitydesk.__version__}, Python {platform.python_version()}, {platform.system()}",
        when.isoformat(timespec="seconds"),
    ]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


class CrashHandler(QObject):
    """Takes over from Python's own handler; `happened` tells the window a plain sentence.

    Args:
        folder: Where notes are kept.
    """

    happened = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._before = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Catch what nobody caught, in every thread."""
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def remove(self) -> None:
        """Give Python its handlers back."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a note and tell the window; what was typed stays where it is."""
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        if isinstance(error, UserFacingError):
            self.happened.emit(error)
            return
        where = self._write(crash_note(error.with_traceback(trace), datetime.now(UTC)))
        self.happened.emit(
            UserFacingError(
                "Something went wrong inside CharityDesk. What you saved and what you typed is still here.",
                f"Try again; if it happens twice, send {where} to whoever looks after CharityDesk for you."
                if where
                else "Try again; no report could be written.",
            )
        )

    def _take_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.take(found.exc_type, found.exc_value, found.exc_traceback)

    def _write(self, note: str) -> Path | None:
        target = self._folder / "crash.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with target.open("a", encoding="utf-8") as file:
                file.write(note + "\n")
        except OSError:
            return None
            return target
