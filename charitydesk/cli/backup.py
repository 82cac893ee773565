"""`charitydesk-cli backup`: copies of everything, made, listed and put back; a damaged database can be put back too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import takes_json

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.paths import AppPaths
    from charitydesk.services.backups import Backup, BackupService


LOCK_WAIT_SECONDS = 2.0


class HasBackups(Protocol):
    """Whatever carries the backups of an open folder."""

    @property
    def backups(self) -> BackupService:
        """Makes backups."""
        ...


class HasPaths(Protocol):
    """Whatever tells where a folder lies that is not opened."""

    @property
    def paths(self) -> AppPaths:
        """Where the charity's files lie."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    parser = subparsers.add_parser("backup", help="make, list and put back copies of everything")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    making = actions.add_parser("now", help="make a copy now")
    making.set_defaults(run=run_now)
    listing = actions.add_parser("list", help="list the copies, newest first, damaged ones too")
    listing.set_defaults(run=run_list, needs_data=False)
    restoring = actions.add_parser("restore", help="put a copy in the place of what is there, which is kept")
    restoring.add_argument("name", metavar="NAME", help="the copy's name, as `backup list` shows it")
    restoring.set_defaults(run=run_restore, needs_data=False)
    for one in (making, listing, restoring):
        takes_json(one)


def run_now(args: argparse.Namespace, services: HasBackups) -> int:
    """Make a copy.

    Raises:
        UserFacingError: The disk is full, or the folder may not be written to.
    """
    made = services.backups.make()
    return answer(args, _values(made), lambda: [f"Made the backup {made.path.name}."])


def run_list(args: argparse.Namespace, services: HasPaths) -> int:
    """List the copies; the database itself need not be sound."""
    from charitydesk.services.backups import copies_in  # noqa: PLC0415 - loads the database's libraries

    found = copies_in(services.paths, args.clock).list()
    return answer(
        args,
        [_values(one) | {"problem": one.problem()} for one in found],
        lambda: [_line(one) for one in found] or ["There is no backup in this data folder."],
    )


def run_restore(args: argparse.Namespace, services: HasPaths) -> int:
    """Put a copy in the place of what is there.

    Raises:
        BadInputError: There is no copy of that name.
        DataUnavailableError: The copy is damaged or newer, or a window has the folder open; nothing was changed.
        UserFacingError: The disk is full, or a place may not be written to; nothing was changed.
    """
    from charitydesk.services.backups import closed_folder, copies_in, copy_words  # noqa: PLC0415 - the same

    backup = copies_in(services.paths, args.clock).named(args.name)
    with closed_folder(services.paths, args.clock, LOCK_WAIT_SECONDS) as backups:
        kept = backups.restore(backup)
    values = {"restored": backup.path.name, "kept": None if kept is None else kept.name}
    told = f"Everything is as it was on {copy_words(backup)}."
    return answer(args, values, lambda: [told if kept is None else f"{told} What was there is kept as {kept.name}."])


def _values(backup: Backup) -> dict[str, Any]:
    return {
        "name": backup.path.name,
        "made_at": backup.made_at.isoformat(),
        "why": backup.why,
        "app_version": backup.app_version,
        "counts": backup.counts,
    }


def _line(backup: Backup) -> str:
    from charitydesk.services.backups import copy_words  # noqa: PLC0415 - the same

    problem = backup.problem()
    return f"{backup.path.name}  {copy_words(backup)}{f'  {problem}' if problem else ''}"
