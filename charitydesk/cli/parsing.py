"""Reading the command line: errors in one plain line, `--json` and `--data` wherever they stand."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from charitydesk.domain.moments import parse_date, parse_start
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

Subparsers = argparse._SubParsersAction  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
"""What `add_subparsers` returns; argparse gives it no public name."""

_MOST = 10**12


class OneLineParser(argparse.ArgumentParser):
    """A parser that raises its complaint instead of printing a page of usage."""

    def __init__(self, *args: object, **options: object) -> None:
        options["allow_abbrev"] = False  # a script must not change its meaning when an option is added
        super().__init__(*args, **options)  # pyright: ignore[reportArgumentType]

    def error(self, message: str) -> NoReturn:
        """Refuse the command.

        Args:
            message: What argparse found.

        Raises:
            BadInputError: Always.
        """
        raise BadInputError(f"{message[:1].upper()}{message[1:]}.", f"See `{self.prog} --help`.")


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes.

    Args:
        data: The data folder, or None for the user's own.
        json: Whether the answer is wanted as JSON.
        rest: The other words, in order.
    """

    data: Path | None
    json: bool
    rest: tuple[str, ...]


def take_common(words: Sequence[str]) -> Common:
    """Return the options that may stand before or after the command, and the other words.

    Args:
        words: The command line without the program's name.

    Raises:
        BadInputError: `--data` is given twice or without a folder.
    """
    data: Path | None = None
    json = False
    rest: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word == "--json":
            json = True
        elif word == "--data" or word.startswith("--data="):
            value = word[len("--data=") :] if word != "--data" else left.pop(0) if left else ""
            if not value or (word == "--data" and value.startswith("-")):
                raise BadInputError("`--data` names no folder.", "Give one: --data FOLDER")
            if data is not None:
                raise BadInputError("`--data` is given twice.", "Give it once.")
            data = _folder(value)
        else:
            rest.append(word)
    return Common(data, json, tuple(rest))


def _folder(value: str) -> Path:
    if "\0" in value:
        raise BadInputError("`--data` names no folder: there is a character in it that no name can have.")
    folder = Path(value).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise BadInputError(f"{folder} is a file, not a folder.", "Give a folder with --data.")
    return folder


def number(text: str) -> int:
    """Return a whole number from 1 as given on the command line.

    Raises:
        BadInputError: It is none.
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:20]) <= _MOST:
        raise BadInputError(f"“{text[:40]}” is not a number that could be meant here.", "Give a whole number from 1.")
    return int(text)


def day(text: str) -> date:
    """Return a date given as 27/11/2026, 27 Nov 2026 or 2026-11-27.

    Raises:
        BadInputError: It is none.
    """
    return parse_date(text)


def moment(text: str) -> date | datetime:
    """Return a date or a moment, given as in a spreadsheet or exactly: `27/11/2026 5.30pm`, `2026-11-27T17:30+00:00`.

    Raises:
        BadInputError: It is neither.
    """
    try:
        return parse_start(text)
    except BadInputError as refused:
        if text.strip().isdigit():  # a spreadsheet's day number, which nobody types
            raise
        from charitydesk.domain.imports.values import NotReadError, read_moment  # noqa: PLC0415 - used here alone

        try:
            return parse_start(read_moment(text).text)
        except NotReadError:
            raise refused from None


def takes_json(parser: argparse.ArgumentParser) -> None:
    """Name `--json` in a command's help; `take_common` reads it."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")
