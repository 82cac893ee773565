"""`import ocds|csv|xlsx|all`: bring in other people's files; `--dry-run` shows what would happen and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.cli.output import answer, one_line
from charitydesk.errors import BadInputError
from charitydesk.i18n import counted
from charitydesk.services.imports import Treatment

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.domain.imports.readings import RowProblem
    from charitydesk.services.import_files import TableFile
    from charitydesk.services.import_notices import NoticeImportService, NoticesPreview
    from charitydesk.services.imports import Imported, ImportService, Preview
    from charitydesk.services.whole_data import WholeDataService

_KINDS = "commissioners, contracts, bids, obligations or time"


class HasImports(Protocol):
    """The part of the services these commands use."""

    @property
    def imports(self) -> ImportService:
        """Imports tables."""
        ...

    @property
    def notice_imports(self) -> NoticeImportService:
        """Imports public notices."""
        ...

    @property
    def whole_data(self) -> WholeDataService:
        """Everything in and out."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    group = subparsers.add_parser("import", help="bring in notices, tables or a whole export")
    actions = group.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name, words in (
        ("ocds", "public notices as JSON: Contracts Finder, Find a Tender, Public Contracts Scotland, Sell2Wales"),
        ("csv", "a text table of any encoding and separator"),
        ("xlsx", "a sheet of an Excel workbook"),
    ):
        parser = actions.add_parser(name, help=words, description=f"Brings in {words}.")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--kind", metavar="K", default="", help=f"{_KINDS}; told by the headings without it")
        parser.add_argument("--dry-run", action="store_true", help="show what would be imported and write nothing")
        parser.add_argument("--leave-out-problems", action="store_true", help="take the rest when something is wrong")
        if name != "ocds":
            takes_columns(parser)
        else:
            parser.add_argument("--leave-out-closed", action="store_true", help="take none that has closed already")
        if name == "xlsx":
            parser.add_argument("--sheet", metavar="NAME", default="", help="the sheet; the fullest one without it")
        parser.set_defaults(run=run)
    whole = actions.add_parser("all", help="everything that `export all` wrote, into an empty data folder")
    whole.add_argument("folder", metavar="DIR", type=Path)
    whole.set_defaults(run=run_whole)


def takes_columns(parser: argparse.ArgumentParser) -> None:
    """Let a command say what columns mean and what becomes of rows that are here already."""
    parser.add_argument("--map", metavar="HEADING=COLUMN", action="append", default=[], help="may be repeated")
    parser.add_argument("--say", metavar="COLUMN=WORDS", action="append", default=[], help="what every row says")
    parser.add_argument(
        "--duplicates",
        choices=[treatment.value for treatment in Treatment],
        default=Treatment.SKIP.value,
        help="what to do with rows that are here already",
    )


def run(args: argparse.Namespace, services: HasImports) -> int:
    """Import a file, or say what importing it would do.

    Raises:
        BadInputError: The file or a row of it cannot be taken; nothing is written.
    """
    if args.action == "ocds":
        return _notices(args, services.notice_imports)
    service = services.imports
    file = service.open_workbook(args.file, args.sheet) if args.action == "xlsx" else service.open_csv(args.file)
    return bring(args, service, file, args.kind)


def bring(args: argparse.Namespace, service: ImportService, file: TableFile, kind: str) -> int:
    """Import a table, or say what importing it would do.

    Raises:
        BadInputError: A row of it cannot be taken; nothing is written.
    """
    said = _said(args.say)
    preview = service.preview(file, kind, said=said)
    if args.map:
        preview = service.preview(file, kind or preview.kind.name, _mapping(args.map, preview), said)
    if args.dry_run:
        return answer(args, _preview_values(preview), lambda: _preview_lines(preview))
    done = service.commit(preview, Treatment(args.duplicates), leave_out_problems=args.leave_out_problems)
    noun = (preview.kind.singular, preview.kind.plural)
    values = {"kind": preview.kind.name, **_done_values(done), "remarks": list(preview.remarks)}
    return answer(args, values, lambda: [*_done_lines(done, *noun), *map(one_line, preview.remarks)])


def _said(given: list[str]) -> dict[str, object]:
    said: dict[str, object] = {}
    for text in given:
        column, sign, words = text.partition("=")
        if not sign or not words.strip():
            raise BadInputError(f"“{text}” says nothing of a column.", "Write it as column=words: --say person=Sam")
        said[column.strip()] = words.strip()
    return said


def run_whole(args: argparse.Namespace, services: HasImports) -> int:
    """Bring in a whole export.

    Raises:
        BadInputError: It is none, was changed by hand, or there are records here already; nothing is written.
    """
    rows = services.whole_data.import_all(args.folder)
    return answer(args, {"records": rows}, lambda: [f"{counted(rows, 'record')} imported."])


def _mapping(given: list[str], preview: Preview) -> dict[int, str]:
    headings = {word.casefold(): at for at, word in enumerate(preview.headings.words) if word}
    mapping = dict(preview.mapping)
    for text in given:
        heading, sign, column = text.rpartition("=")
        at = headings.get(heading.strip().casefold())
        if not sign or at is None:
            what = f"“{text}” names no heading of the file."
            raise BadInputError(what, "Write it as heading=column: --map Funder=commissioner")
        mapping = {place: name for place, name in mapping.items() if name != column.strip() and place != at}
        if column.strip():
            mapping[at] = column.strip()
    return mapping


def _notices(args: argparse.Namespace, service: NoticeImportService) -> int:
    preview = service.preview(args.file, args.kind or "bids")
    if args.dry_run:
        return answer(args, _notice_values(preview), lambda: _notice_lines(preview))
    done = service.commit(preview, leave_out_problems=args.leave_out_problems, leave_out_closed=args.leave_out_closed)
    values = {"kind": preview.kind, **_done_values(done), "changes": _update_values(preview)}
    values["remarks"] = list(preview.remarks)
    singular, plural = ("bid", "bids") if preview.kind == "bids" else ("contract", "contracts")

    def lines() -> Iterator[str]:
        yield from _done_lines(done, singular, plural)
        yield from _update_lines(preview, done=True)
        if preview.closed and not args.leave_out_closed:
            closed = counted(len(preview.closed), "of them has", "of them have")
            yield f"{closed} closed already and came in as not bid."
        yield from preview.remarks

    return answer(args, values, lines)


def _done_values(done: Imported) -> dict[str, Any]:
    return {
        "added": done.added,
        "updated": done.merged,
        "here_already": done.skipped,
        "left_out": done.left_out,
        "change": done.change_id,
    }


def _done_lines(done: Imported, singular: str, plural: str) -> Iterator[str]:
    yield f"{counted(done.added, singular, plural)} added."
    if done.merged:
        yield f"{counted(done.merged, singular, plural)} brought up to date."
    if done.skipped:
        yield f"{counted(done.skipped, 'row')} here already."
    if done.left_out:
        yield f"{counted(done.left_out, 'row')} left out."
    if done.change_id is not None:
        yield "`undo` takes all of it back."


def _problem_values(problems: tuple[RowProblem, ...]) -> list[dict[str, Any]]:
    return [{"row": p.row, "column": p.column, "problem": p.sentence} for p in problems]


def _preview_values(preview: Preview) -> dict[str, Any]:
    words = preview.headings.words
    return {
        "file": preview.file.name,
        "read_as": preview.file.made_as,
        "kind": preview.kind.name,
        "headings_row": preview.headings.row,
        "mapping": {words[at]: name for at, name in preview.mapping.items() if at < len(words)},
        "remembered": preview.remembered,
        "unused": list(preview.unused),
        "rows": [{"row": row, "reading": preview.row_words(at)} for at, row in enumerate(preview.readings.rows)],
        "totals_left_out": preview.readings.left_out,
        "problems": _problem_values(preview.problems),
        "remarks": list(preview.remarks),
        "duplicates": [
            {
                "row": d.row,
                "title": d.title,
                "record": d.record,
                "of_row": d.of_row or None,
                "changes": [c.sentence for c in d.changes],
            }
            for d in preview.duplicates
        ],
    }


def _preview_lines(preview: Preview) -> Iterator[str]:
    count = len(preview.readings)
    yield f"{preview.file.name}: {preview.file.made_as}; headings in row {preview.headings.row}."
    yield f"{counted(count, 'row')} read as {preview.kind.plural}; nothing is written."
    for at, name in preview.mapping.items():
        yield f"  “{one_line(preview.headings.words[at])}” is the {preview.kind.by_name[name].label}"
    if preview.unused:
        yield f"  Not used: {one_line(', '.join(preview.unused))}"
    for at, row in enumerate(preview.readings.rows):
        words = "; ".join(f"{label}: {value}" for label, value in preview.row_words(at).items())
        yield f"row {row}: {one_line(words)}"
    for duplicate in preview.duplicates:
        here = f"is here already (record {duplicate.record})"
        where = f"repeats row {duplicate.of_row}" if duplicate.of_row else here
        yield f"row {duplicate.row}: {one_line(duplicate.title)} {where}"
        yield from (f"    {one_line(change.sentence)}" for change in duplicate.changes)
    yield from map(one_line, preview.remarks)
    yield from (one_line(problem.sentence) for problem in preview.problems)


def _notice_values(preview: NoticesPreview) -> dict[str, Any]:
    return {
        "file": preview.file,
        "kind": preview.kind,
        "releases": preview.releases,
        "new": [
            {
                "ocid": notice.ocid,
                "title": notice.name,
                "buyer": notice.buyer,
                "closing": notice.closing.text if notice.closing else None,
                "value": notice.value.words if notice.value else None,
                "vcse_suitable": notice.suitable_for_vcse,
                "link": notice.link,
            }
            for notice in preview.new
        ],
        "updates": _update_values(preview),
        "closed_already": len(preview.closed),
        "unchanged": preview.unchanged,
        "not_awarded": preview.not_awarded,
        "remarks": list(preview.remarks),
        "problems": _problem_values(preview.problems),
    }


def _update_values(preview: NoticesPreview) -> list[dict[str, Any]]:
    return [
        {
            "record": update.record,
            "title": update.title,
            "changes": [{"field": c.label, "before": c.before, "after": c.after} for c in update.changes],
        }
        for update in preview.updates
    ]


def _update_lines(preview: NoticesPreview, *, done: bool = False) -> Iterator[str]:
    for update in preview.updates:
        yield f"{one_line(update.title)}:"
        told = (change.done_sentence if done else change.sentence for change in update.changes)
        yield from (f"    {one_line(words)}" for words in told)


def _notice_lines(preview: NoticesPreview) -> Iterator[str]:
    yield f"{preview.file}: {counted(preview.releases, 'release')}; nothing is written."
    new = counted(len(preview.new), "process", "processes")
    yield f"{new} new, {len(preview.updates)} newer, {preview.unchanged} here already."
    if preview.closed:
        yield f"{counted(len(preview.closed), 'of the new ones has', 'of the new ones have')} closed already."
    if preview.not_awarded:
        yield f"{counted(preview.not_awarded, 'notice')} not awarded yet."
    for notice in preview.new:
        closing = f", closes {notice.closing.text}" if notice.closing else ""
        yield f"{one_line(notice.name)} ({one_line(notice.buyer)}){closing}"
    yield from _update_lines(preview)
    yield from preview.remarks
    yield from (one_line(problem.sentence) for problem in preview.problems)
