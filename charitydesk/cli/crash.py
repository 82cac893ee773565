"""When the program itself is at fault: a log of where it broke, without a word of the charity's."""

from __future__ import annotations

import platform
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from charitydesk import __version__

if TYPE_CHECKING:
    from datetime import datetime

    from charitydesk.paths import AppPaths

LOG = "charitydesk-cli.log"
_LARGEST = 1_000_000


def log_crash(error: BaseException, command: str, paths: AppPaths, now: datetime) -> Path | None:
    """Write down where the program broke and return the log file, or None when it cannot be written.

    Args:
        error: What was raised; its message may hold names and is left out.
        command: The command group and action, never their arguments.
        paths: The data folder.
        now: The moment.
    """
    file = paths.logs / LOG
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    causes = " < ".join(type(one).__name__ for one in _chain(error))
    entry = (
        f"{now.isoformat(timespec='seconds')} CharityDesk {__version__}, Python {platform.python_version()}, "
        f"{platform.system()}, command {command}: {causes}\n{places}\n"
    )
    with suppress(OSError):
        paths.logs.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as stream:
            stream.write(entry)
        return file
    return None


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    while error not in found:
        found.append(error)
        following = error.__cause__ or error.__context__
        if following is None:
            break
        error = following
    return found
