"""What the installer says, and how it says that it cannot go on."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class TroubleError(Exception):
    """Something on this computer stops the step; the person can put it right.

    Args:
        what: One plain sentence: what is in the way.
        remedy: One plain sentence ending in the command that puts it right.
        details: The other program's own last words, for whoever helps.
        packages: The command that installs the missing system packages, without ``sudo``; empty when it is not that.
    """

    def __init__(self, what: str, remedy: str, details: str = "", packages: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.details = details
        self.packages = packages

    def __str__(self) -> str:
        """Return the message as it is printed."""
        parts = [self.what, self.remedy]
        if self.details:
            parts.append("It said:\n" + "\n".join(f"    {line}" for line in self.details.strip().splitlines()[-8:]))
        return "\n".join(parts)


def say(text: str) -> None:
    """Print one message at once, so that it stands before the output of the program started next."""
    try:
        print(text, flush=True)
    except UnicodeEncodeError:  # an old console's code page, or the C locale: a path must not end the run
        encoding = sys.stdout.encoding or "ascii"
        print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def as_typed(command: Sequence[str | os.PathLike[str]]) -> str:
    """Return a command as a person would type it in this system's shell."""
    words = [os.fspath(word) for word in command]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def python_command() -> str:
    """Return what to type for Python here: the name on Windows differs."""
    return "py -3" if os.name == "nt" else "python3"
