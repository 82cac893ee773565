"""`charitydesk-cli time`: log and list staff time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import day, number, takes_json
from charitydesk.cli.time_values import entry_lines, entry_values, subject_given
from charitydesk.domain.time_imports import TimeFormat

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.people import PeopleService, PersonRecord
    from charitydesk.services.time_imports import TimeImportService
    from charitydesk.services.time_log import TimeLogService


class HasTime(Protocol):
    """Whatever carries people and their time."""

    @property
    def time_imports(self) -> TimeImportService:
        """Brings time in."""
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
    bring = actions.add_parser("import", help="bring in a Toggl, Clockify, Kimai or Timewarrior export, or plain CSV")
    bring.add_argument("file", metavar="FILE", type=Path, help="the export")
    bring.add_argument("--format", choices=list(TimeFormat), help="whose export it is; found out where left out")
    bring.add_argument("--dry-run", action="store_true", help="say what it would bring and keep nothing")
    bring.set_defaults(run=run_import)
    for each in (log, listing, bring):
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
    """Bring a file of time in; rows that cannot be used are told, each with its place.

    Raises:
        BadInputError: The file is no export that is known, or there is no such person.
        UserFacingError: The file cannot be read.
    """
    person = services.people.find(args.person).id if args.person else None
    kind = TimeFormat(args.format) if args.format else None
    preview = services.time_imports.read_file(args.file, kind, person_id=person)
    kept = 0 if args.dry_run or not preview.ready else len(services.time_imports.keep(preview))
    values = {
        "format": preview.kind.value,
        "kept": kept,
        "known": preview.known,
        "unmatched": list(preview.unmatched),
        "problems": [{"row": one.row, "column": one.column, "sentence": one.sentence} for one in preview.problems],
    }
    lines = [preview.words, *(f"Row {one.row}: {one.sentence}" for one in preview.problems)]
    lines += [
        f"No bid, contract or notice is called “{name}”: its time hangs on nothing." for name in preview.unmatched
    ]
    return answer(args, values, lambda: lines)
