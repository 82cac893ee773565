"""`charitydesk-cli time`: log and list staff time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.imports import bring, takes_columns
from charitydesk.cli.output import answer
from charitydesk.cli.parsing import day, number, takes_json
from charitydesk.cli.time_values import entry_lines, entry_values, subject_given

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.imports import ImportService
    from charitydesk.services.people import PeopleService, PersonRecord
    from charitydesk.services.time_log import TimeLogService


class HasTime(Protocol):
    """Whatever carries people and their time."""

    @property
    def imports(self) -> ImportService:
        """Brings tables in."""
        ...

    @property
    def people(self) -> PeopleService:
        """Knows people."""
        ...

    @property
    def time(self) -> TimeLogService:
        """Logs time."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("time", help="log and list staff time")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    log = actions.add_parser("log", help="log one entry: `time log 1h30 Mon Ashdale tender: pricing`")
    log.add_argument("words", metavar="WORDS", nargs="+", help="length or span of hours, day, what for: note")
    log.set_defaults(run=run_log)
    listing = actions.add_parser("list", help="list entries, the latest day first")
    listing.add_argument("--from", metavar="DATE", type=day, dest="first", help="first day")
    listing.add_argument("--to", metavar="DATE", type=day, dest="last", help="last day")
    listing.add_argument("--limit", metavar="N", type=number, default=200, help="how many lines at most")
    for kind in ("bid", "contract", "notice"):
        listing.add_argument(f"--{kind}", metavar="ID", type=number, help=f"only this {kind}'s")
    listing.set_defaults(run=run_list)
    exported = actions.add_parser("import", help="bring in a Toggl, Clockify, Kimai or Timewarrior export, or a table")
    exported.add_argument("file", metavar="FILE", type=Path, help="the export")
    exported.add_argument("--dry-run", action="store_true", help="show what would be imported and write nothing")
    exported.add_argument("--leave-out-problems", action="store_true", help="take the rest when something is wrong")
    takes_columns(exported)
    exported.set_defaults(run=run_import)
    for each in (log, listing, exported):
        each.add_argument("--person", metavar="NAME", help="whose time; not needed where there is one person")
        takes_json(each)


def whose(people: PeopleService, name: str | None) -> PersonRecord:
    """Return the person meant; without a name, the only one there is.

    Raises:
        BadInputError: Nobody, or more than one, is meant.
    """
    everybody = people.people()
    return everybody[0] if name is None and len(everybody) == 1 else people.find(name or "")


def run_log(args: argparse.Namespace, services: HasTime) -> int:
    """Log one entry.

    Raises:
        BadInputError: The words cannot be read, or the entry does not fit.
    """
    person = whose(services.people, args.person)
    logged = services.time.log_line(person.id, " ".join(args.words))
    values = {"id": logged.record.id, "person": person.name, "understood": logged.words}
    return answer(args, values, lambda: (f"{logged.record.id}: {person.name}, {logged.words}",))


def run_list(args: argparse.Namespace, services: HasTime) -> int:
    """List entries.

    Raises:
        BadInputError: There is no such person or record.
    """
    person = services.people.find(args.person).id if args.person else None
    found = (subject_given(services.time, kind, getattr(args, kind)) for kind in ("bid", "contract", "notice"))
    subject = next((one for one in found if one is not None), None)
    lines = services.time.list(person_id=person, subject=subject, first=args.first, last=args.last, limit=args.limit)
    return answer(args, [entry_values(line) for line in lines], lambda: entry_lines(lines))


def run_import(args: argparse.Namespace, services: HasTime) -> int:
    """Bring a file of time in, as `import csv|xlsx FILE --kind time` does.

    Raises:
        BadInputError: The file or a row of it cannot be taken, or there is no such person; nothing is written.
    """
    if args.person:
        args.say.append(f"person={services.people.find(args.person).name}")
    return bring(args, services.imports, services.imports.open(args.file), "time")
