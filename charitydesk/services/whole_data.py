"""Everything out to one folder that people and programs can read, and back in to an equal database."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from charitydesk import __version__, resources
from charitydesk.documents.tables import Money, Table, csv_bytes
from charitydesk.errors import BadInputError
from charitydesk.files import write_atomically
from charitydesk.services.changes import Topic
from charitydesk.services.export_folder import DATA_FILE, Report, safe_parts, staged, unreported
from charitydesk.services.import_files import read_json
from charitydesk.services.register_files import read_yaml
from charitydesk.storage.records import CharityRecord
from charitydesk.storage.schema import REVISION
from charitydesk.storage.stores_tables import TableStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from charitydesk.services.desk import Desk
    from charitydesk.services.export_folder import Staging
    from charitydesk.storage.unit_of_work import UnitOfWork

PAGE_FILE = "index.html"
_PAGE = "exports/page.yaml"
_LARGEST_DATA = 2_000_000_000
_CARRY_ON = frozenset({"charity", "import_mapping", "calendar_entry"})
"""Tables that a data folder has rows of before anything is recorded."""


_Stored = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""A table's columns and its rows, as they lie in the file."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Args:
        folder: Where.
        records: How many rows there are in all.
        files: How many attached and sent files there are.
        written: How many files differed from what lay there and were written.
        missing: Files that are recorded but no longer there, or changed since.
    """

    folder: Path
    records: int
    files: int
    written: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeDataService:
    """Exports and imports everything."""

    _desk: Desk

    def export_all(self, folder: Path, report: Report = unreported) -> Exported:
        """Write everything to a folder: tables as CSV, one JSON file, every file, and a page that explains them.

        Over an earlier export only what differs is written. All of it is made ready beside where it will lie and moved
        there at the end: whoever stops it before, or runs out of space, has what was there.

        Args:
            folder: New, empty, or an earlier export.
            report: Told of each part that is done and how many there are; what it raises stops the export.

        Raises:
            FolderTakenError: Something else lies there.
            BadInputError: It lies inside the data folder.
            UserFacingError: It cannot be written to.
        """
        with staged(folder, self._desk.paths.data) as staging:
            with self._desk.read() as work:
                names = work.tables.names()
                wanted = _files_of(work)
                steps = count(1)
                total = len(names) * 2 + len(wanted)
                tables: dict[str, _Stored] = {}
                for name in names:
                    tables[name] = (work.tables.columns(name), list(work.tables.stored(name)))
                    report(next(steps), total)
            kept: list[dict[str, str]] = []
            missing: list[str] = []
            for relative, digest in wanted.items():
                self._stage_file(relative, digest, staging, kept, missing)
                report(next(steps), total)
            for name, stored in tables.items():
                staging.put(f"tables/{name}.csv", csv_bytes(_in_pounds(name, *stored)))
                report(next(steps), total)
            content = {
                "made_by": f"CharityDesk {__version__}",
                "revision": REVISION,
                "files": kept,
                "tables": {name: {"columns": columns, "rows": rows} for name, (columns, rows) in tables.items()},
            }
            staging.put(DATA_FILE, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))
            staging.put(PAGE_FILE, _page({name: len(rows) for name, (_, rows) in tables.items()}))
            report(total, total)
            written = staging.move()
        records = sum(len(rows) for _, rows in tables.values())
        return Exported(folder, records, len(kept), written, tuple(missing))

    def _stage_file(
        self, relative: str, digest: str, staging: Staging, kept: list[dict[str, str]], missing: list[str]
    ) -> None:
        try:
            data = self._desk.paths.data.joinpath(*safe_parts(relative)).read_bytes()
        except (OSError, BadInputError):
            missing.append(relative)
            return
        found = hashlib.sha256(data).hexdigest()
        if digest and found != digest:
            missing.append(relative)
        kept.append({"path": relative, "sha256": found})
        staging.put(f"files/{relative}", data)

    def import_all(self, folder: Path) -> int:
        """Bring an export back into an empty data folder, as one named change, and return how many rows there are.

        Args:
            folder: What `export_all` wrote.

        Raises:
            BadInputError: It is no export, was changed by hand, or there are records here already; nothing is written.
        """
        content = _content(folder)
        tables, files = _tables(content), _checked_files(content, folder)
        with self._desk.read() as work:
            filled = [name for name in work.tables.names() if name not in _CARRY_ON and work.tables.count(name)]
        if filled:
            raise BadInputError(
                "There are records here already, so a whole export cannot be brought in.",
                "Choose an empty data folder with `--data`.",
            )
        placed: list[Path] = []
        try:
            for relative, data in files.items():
                target = self._desk.paths.data.joinpath(*safe_parts(relative))
                if not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    write_atomically(target, data)
                    placed.append(target)
            with self._desk.change(f"Imported everything from {folder.name}", *Topic) as work:
                rows_back = sum(_put_back(work, name, columns, rows) for name, (columns, rows) in tables.items())
                work.tables.check_links()
        except BaseException:
            for target in placed:
                target.unlink(missing_ok=True)
            raise
        return rows_back


def _put_back(work: UnitOfWork, name: str, columns: tuple[str, ...], rows: list[list[Any]]) -> int:
    if name == "charity":
        # The charity is one row that may be here already: put in its place, so that undo has what stood before.
        for record in work.tables.typed(name, columns, rows):
            work.charity.save(CharityRecord(**record))
        return len(rows)
    if name in _CARRY_ON:
        work.tables.clear(name)
    work.tables.typed(name, columns, rows)
    return work.tables.add_stored(name, columns, rows)


def _in_pounds(name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Table:
    """Return a table as it is stored, but for money: people who open it expect pounds."""
    money = TableStore.money_columns(name)
    places = [at for at, column in enumerate(columns) if column in money]
    headings = [f"{column} (£)" if column in money else column for column in columns]

    def row(stored: tuple[Any, ...]) -> list[Any]:
        cells = list(stored)
        for at in places:
            cells[at] = None if cells[at] is None else Money(cells[at])
        return cells

    return Table(name, headings, map(row, rows) if places else rows)


def _files_of(work: UnitOfWork) -> dict[str, str]:
    """Return every file below the data folder that a record names, with its hash where one is recorded."""
    wanted = {record.relative_path: record.sha256 for record in work.attachments.all()}
    wanted |= {record.relative_path: record.sha256 for record in work.letter_files.all() if record.frozen}
    charity = work.charity.load()
    wanted |= {path: "" for path in (charity.letterhead_file, charity.holidays_file) if path}
    return wanted


def _content(folder: Path) -> Mapping[str, Any]:
    path = folder / DATA_FILE
    if not path.is_file():
        what = f"{folder} is no export of CharityDesk: {DATA_FILE} is not in it."
        raise BadInputError(what, "Choose the folder that was exported.")
    content = read_json(path, largest=_LARGEST_DATA)
    given = cast("dict[str, Any]", content) if isinstance(content, dict) else {}
    if "tables" not in given or "revision" not in given:
        raise _changed()
    if given["revision"] != REVISION:
        made_by = str(given.get("made_by", "another version"))[:60]
        raise BadInputError(
            f"This export was made by {made_by}, whose records are laid out otherwise than this version's.",
            "Bring it into that version, and let this one open its data folder.",
        )
    return given


def _changed() -> BadInputError:
    return BadInputError(f"{DATA_FILE} is not as CharityDesk wrote it.", "Export everything again.")


def _tables(content: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], list[list[Any]]]]:
    given: Any = content["tables"]
    if not isinstance(given, dict) or set(cast("dict[str, Any]", given)) != set(TableStore.names()):
        raise _changed()
    return {name: _table(cast("dict[str, Any]", given)[name], TableStore.columns(name)) for name in TableStore.names()}


def _table(given: Any, columns: tuple[str, ...]) -> tuple[tuple[str, ...], list[list[Any]]]:
    table = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    rows: Any = table.get("rows")
    if table.get("columns") != list(columns) or not isinstance(rows, list):
        raise _changed()
    for row in cast("list[Any]", rows):
        cells = cast("list[Any]", row) if isinstance(row, list) else []
        if len(cells) != len(columns) or not all(cell is None or isinstance(cell, str | int | float) for cell in cells):
            raise _changed()
    return columns, cast("list[list[Any]]", rows)


def _checked_files(content: Mapping[str, Any], folder: Path) -> dict[str, bytes]:
    """Return the export's files, each as its hash says."""
    found: dict[str, bytes] = {}
    listed = content.get("files", [])
    for entry in cast("list[Any]", listed) if isinstance(listed, list) else []:
        told = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        relative = str(told.get("path", ""))
        try:
            data = folder.joinpath("files", *safe_parts(relative)).read_bytes()
        except OSError as error:
            what = f"The file {relative} is missing from the export."
            raise BadInputError(what, "Export everything again.") from error
        if hashlib.sha256(data).hexdigest() != told.get("sha256"):
            raise BadInputError(f"The file {relative} was changed since it was exported.", "Export everything again.")
        found[relative] = data
    return found


def _page(counts: Mapping[str, int]) -> bytes:
    return "\n".join(_page_lines(counts)).encode("utf-8")


def _page_lines(counts: Mapping[str, int]) -> Iterator[str]:
    words = cast("Mapping[str, Any]", read_yaml(resources.read_text(_PAGE), _PAGE))
    escape = html.escape
    yield "<!doctype html>"
    yield f'<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(words["title"])}</title>'
    yield "<style>body{font:16px/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"
    yield "table{border-collapse:collapse}th,td{text-align:left;padding:.3em 1em .3em 0}td:last-child{text-align:right}"
    yield f"</style></head><body><h1>{escape(words['title'])}</h1>"
    for paragraph in words["intro"]:
        yield f"<p>{escape(paragraph)}</p>"
    headings = "".join(f"<th scope=col>{escape(one)}</th>" for one in words["headings"])
    yield f"<table><thead><tr>{headings}</tr></thead><tbody>"
    for name, number in counts.items():
        told = words["tables"].get(name, "")
        yield f'<tr><td><a href="tables/{name}.csv">{name}</a></td><td>{escape(told)}</td><td>{number:,}</td></tr>'
    yield "</tbody></table></body></html>"
