"""`charitydesk-cli`: reads the command, opens what it needs, and turns every problem into one line and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from charitydesk import __version__
from charitydesk.cli import (
    backup,
    bid,
    clock,
    contract,
    cost,
    example,
    exports,
    history,
    imports,
    letter,
    notice,
    rate,
    register,
    self_test,
    time,
    timer,
    today,
)
from charitydesk.cli.backup import LOCK_WAIT_SECONDS
from charitydesk.cli.crash import log_crash
from charitydesk.cli.output import problem_lines, use_unicode
from charitydesk.cli.parsing import OneLineParser, take_common
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.paths import AppPaths
from charitydesk.services.clock import SystemClock
from charitydesk.services.clocks import ClockService
from charitydesk.services.register_reader import RegisterReader

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from charitydesk.bootstrap import Services
    from charitydesk.services.clock import Clock

OK, PROBLEM, BAD_INPUT, OWN_FAULT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141
_GROUPS = (
    example,
    today,
    contract,
    bid,
    clock,
    register,
    notice,
    letter,
    time,
    timer,
    cost,
    rate,
    imports,
    exports,
    history,
    backup,
    self_test,
)


@dataclass(frozen=True, slots=True)
class WithoutData:
    """What commands use that need no data folder; none is made for them.

    Args:
        paths: Where the user's data would lie; a newer list of bank holidays there counts.
    """

    paths: AppPaths

    @property
    def clocks(self) -> ClockService:
        """Works out deadlines."""
        return ClockService(self.paths.data / "bank-holidays.json")

    @property
    def library(self) -> RegisterReader:
        """The packaged register."""
        return RegisterReader()


@cache
def make_parser() -> OneLineParser:
    """Return the parser of every command; made once a process."""
    parser = OneLineParser(
        prog="charitydesk-cli",
        description="Contracts, notices, clocks and letters of a charity, for scripts and for those who like to type.",
        epilog="Exit codes: 0 done, 1 it could not be done, 2 the command or a file cannot be used as it is.",
    )
    parser.add_argument("--data", metavar="DIR", help="the data folder; without it, your own")
    parser.add_argument("--json", action="store_true", help="answer as JSON; may stand anywhere")
    parser.add_argument("--version", action="version", version=f"CharityDesk {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for group in _GROUPS:
        group.add(subparsers)
    return parser


def main(argv: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run one command and return its exit code; nothing is raised at the user.

    Args:
        argv: The command line without the program's name; None for the process's own.
        clock: Tells the time; None for the computer's clock.
    """
    use_unicode()
    told = _Told(AppPaths.default())
    now = clock or SystemClock()
    try:
        code = _answer(sys.argv[1:] if argv is None else argv, now, told)
        sys.stdout.flush()
    except SystemExit as end:  # argparse has printed help or the version
        code = end.code if isinstance(end.code, int) else OK
    except UserFacingError as error:
        code = _complain(error, BAD_INPUT if isinstance(error, BadInputError) else PROBLEM)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = _pipe_closed()
    except Exception as error:  # noqa: BLE001 - a fault of ours: the user gets one line, the log gets the place
        log = log_crash(error, told.command, told.paths, now.now())
        where = f" Its place in the program is noted in {log}." if log else ""
        code = _complain(UserFacingError(f"CharityDesk made a mistake of its own and stopped.{where}"), OWN_FAULT)
    return code


@dataclass(slots=True)
class _Told:
    """What is known of the command so far, should it go wrong."""

    paths: AppPaths
    command: str = "not read yet"


def _answer(words: Sequence[str], now: Clock, told: _Told) -> int:
    common = take_common(words)
    if common.data is not None:
        told.paths = AppPaths(common.data)
    args = make_parser().parse_args(common.rest)
    args.json, args.clock, told.command = common.json, now, _name(args)
    return _run(args, told.paths)


def _name(args: argparse.Namespace) -> str:
    return " ".join(word for word in (args.command, getattr(args, "action", "")) if word)


def _run(args: argparse.Namespace, paths: AppPaths) -> int:
    needs_data = getattr(args, "needs_data", True)
    if not (paths.database.exists() if needs_data == "if-there" else needs_data):
        return args.run(args, WithoutData(paths))
    with closing(_open(paths, args.clock)) as services:
        changes = list[object]()
        services.desk.feed.subscribe(changes.append)
        code = args.run(args, services)
        if changes:
            # As the window keeps a copy when it closes; a full disk must not undo what was done.
            with suppress(UserFacingError):
                services.backups.make_daily()
        return code


def _open(paths: AppPaths, now: Clock) -> Services:
    from charitydesk.bootstrap import build_services  # noqa: PLC0415 - loads the database's libraries
    from charitydesk.services.backups import good_copies  # noqa: PLC0415 - the same

    try:
        return build_services(paths, now, wait_seconds=LOCK_WAIT_SECONDS)
    except UserFacingError as error:
        copies = good_copies(error)
        if not copies:
            raise
        how = f"Put the last good copy back with: charitydesk-cli backup restore {copies[0].path.name}"
        raise UserFacingError(error.what_happened, how) from error


def _complain(error: UserFacingError, code: int) -> int:
    with suppress(OSError):
        for line in problem_lines(error):
            print(line, file=sys.stderr)
    return code


def _pipe_closed() -> int:
    """Whoever read the answer has gone: be quiet, and let Python's own last flush find somewhere to write."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


if __name__ == "__main__":
    sys.exit(main())
