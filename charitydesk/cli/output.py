"""What the commands print: one shape for JSON, one line for a problem, and no character that a console chokes on."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from charitydesk.errors import UserFacingError


def use_unicode() -> None:
    """Make the standard streams take every character; consoles of some systems know only a few hundred."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answer(args: argparse.Namespace, values: object, lines: Callable[[], Iterable[str]]) -> int:
    """Print a command's answer as JSON or as lines, and return the exit code 0.

    Args:
        args: The parsed command.
        values: The answer as plain values.
        lines: Makes what a person reads.
    """
    if args.json:
        print(json.dumps(values, indent=2, ensure_ascii=False))
    else:
        for text in lines():
            for line in text.split("\n"):
                print(_bare(line))
    return 0


def problem_lines(error: UserFacingError) -> tuple[str, ...]:
    """Return a problem as it is told: one line, or one for each problem found at once."""
    found: tuple[str, ...] = getattr(error, "problems", ())
    return tuple(one_line(text) for text in found or (str(error),))


def one_line(text: str) -> str:
    """Return a text as one line without anything a terminal would act on."""
    return " ".join(_bare(text).split())


def _bare(text: str) -> str:
    return text if text.isprintable() else "".join(mark if mark.isprintable() else " " for mark in text)
