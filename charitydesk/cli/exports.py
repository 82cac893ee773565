"""`export all|ics|deadlines|csv|xlsx`: everything, the calendar, the deadlines on paper, or one list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer, one_line
from charitydesk.errors import BadInputError
from charitydesk.i18n import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.bids import BidService
    from charitydesk.services.desk import Desk
    from charitydesk.services.exports import ExportService
    from charitydesk.services.printing import PrintService
    from charitydesk.services.whole_data import Exported, WholeDataService


MOST_PRINTED = 5_000


class HasExports(Protocol):
    """The part of the services these commands use."""

    @property
    def exports(self) -> ExportService:
        """Exports lists and the calendar."""
        ...

    @property
    def desk(self) -> Desk:
        """The open data folder, with its clock."""
        ...

    @property
    def bids(self) -> BidService:
        """Keeps bids."""
        ...

    @property
    def printing(self) -> PrintService:
        """Writes lists for paper."""
        ...

    @property
    def whole_data(self) -> WholeDataService:
        """Everything in and out."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    group = subparsers.add_parser("export", help="write everything, the calendar or one list")
    actions = group.add_subparsers(dest="action", metavar="WHAT", required=True)
    whole = actions.add_parser("all", help="everything to one folder: CSV, JSON, files and a page that explains them")
    whole.add_argument("folder", metavar="DIR", type=Path)
    calendar = actions.add_parser("ics", help="every date that matters as a calendar file")
    calendar.add_argument("file", metavar="FILE", type=Path, nargs="?")
    calendar.add_argument("--follow", action="store_true", help="from now on write it again after every change")
    calendar.add_argument("--stop", action="store_true", help="no longer write it by itself")
    deadlines = actions.add_parser("deadlines", help="the deadlines of bids as a PDF or a Word file, to print")
    deadlines.add_argument("file", metavar="FILE", type=Path, help="ends in .pdf or .docx")
    deadlines.add_argument("--all", action="store_true", help="closed bids too")
    for name, words in (("csv", "one list as CSV"), ("xlsx", "one list as an Excel workbook")):
        parser = actions.add_parser(name, help=words)
        parser.add_argument("kind", metavar="KIND", help="such as contracts, bids, obligations or commissioners")
        parser.add_argument("file", metavar="FILE", type=Path)
    for parser in actions.choices.values():
        parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: HasExports) -> int:
    """Write what was asked for.

    Raises:
        BadInputError: There is no such list, or the folder holds other files.
        UserFacingError: It cannot be written.
    """
    if args.action == "all":
        done = services.whole_data.export_all(args.folder)
        return answer(args, _whole_values(done), lambda: _whole_lines(done))
    if args.action == "ics":
        return _calendar(args, services.exports)
    if args.action == "deadlines":
        return _deadlines(args, services)
    wanted = ".xlsx" if args.action == "xlsx" else ".csv"
    if (args.file.suffix.lower() == ".xlsx") != (wanted == ".xlsx"):
        raise BadInputError(f"{args.file.name} is not the name of a {wanted} file.", f"End the name in {wanted}.")
    rows = services.exports.export_list(args.kind, args.file)
    values = {"kind": args.kind, "file": str(args.file), "rows": rows}
    return answer(args, values, lambda: [f"{counted(rows, 'row')} written to {one_line(str(args.file))}."])


def _deadlines(args: argparse.Namespace, services: HasExports) -> int:
    from charitydesk.presentation.bid_print import (  # noqa: PLC0415 - loads the database's libraries
        DEADLINES_TITLE,
        deadline_blocks,
    )
    from charitydesk.presentation.bid_words import OPEN_STAGES  # noqa: PLC0415 - the same
    from charitydesk.services.bids import BidFilter  # noqa: PLC0415 - the same

    filters = BidFilter() if args.all else BidFilter(stages=OPEN_STAGES)
    lines = services.bids.list(filters=filters, limit=MOST_PRINTED)
    blocks = deadline_blocks(lines, "All bids" if args.all else "Open bids", services.desk.clock.today())
    services.printing.save(services.printing.document(DEADLINES_TITLE, blocks), args.file)
    values = {"file": str(args.file), "bids": len(lines)}
    return answer(args, values, lambda: [f"{counted(len(lines), 'bid')} written to {one_line(str(args.file))}."])


def _calendar(args: argparse.Namespace, exports: ExportService) -> int:
    if args.stop:
        exports.set_automatic_calendar(None)
        return answer(args, {"follows": None}, lambda: ["The calendar file is no longer written by itself."])
    if args.file is None:
        raise BadInputError("`export ics` needs a file.", "For example: export ics deadlines.ics")
    done = exports.set_automatic_calendar(args.file) if args.follow else exports.export_calendar(args.file)
    if done is None:
        raise BadInputError("`export ics` needs a file.", "For example: export ics deadlines.ics")
    values = {"file": str(args.file), "dates": done.entries, "changed": done.changed, "written": done.written}

    def lines() -> Iterator[str]:
        yield f"{counted(done.entries, 'date')} in {one_line(str(args.file))}, {done.changed} new or changed."
        if not done.written:
            yield "The file was just so already."

    return answer(args, values, lines)


def _whole_values(done: Exported) -> dict[str, object]:
    return {
        "folder": str(done.folder),
        "records": done.records,
        "files": done.files,
        "written": done.written,
        "missing": list(done.missing),
    }


def _whole_lines(done: Exported) -> Iterator[str]:
    yield f"{counted(done.records, 'record')} and {counted(done.files, 'file')} in {one_line(str(done.folder))}."
    yield "Open index.html there to see what is what."
    yield from (f"Missing or changed since: {one_line(name)}" for name in done.missing)
