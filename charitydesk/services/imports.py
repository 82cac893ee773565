"""The one way in for tables: open a file, show every row's reading and every problem, then take all of it or nothing.

`preview` writes nothing. `commit` is one named change, undone as one; the headings' meaning is remembered for the next
file of the same make.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from charitydesk.domain.imports.duplicates import KnownRecords
from charitydesk.domain.imports.headers import find_headings, guess_kind, guess_mapping
from charitydesk.domain.imports.readings import RowReader
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list, counted
from charitydesk.services.changes import topics_of
from charitydesk.services.import_files import read_csv, read_xlsx
from charitydesk.services.import_kinds import kind_named, load_kinds
from charitydesk.services.import_terms import ImportedTerms
from charitydesk.services.import_words import FieldChange, label_of, shown
from charitydesk.services.import_writers import Prepared, defaults_of, link_commissioners, writer_of
from charitydesk.storage.records_search import ImportMappingRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from charitydesk.domain.imports.duplicates import Repeat
    from charitydesk.domain.imports.headers import Headings
    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.domain.imports.readings import Readings, RowProblem
    from charitydesk.services.desk import Desk
    from charitydesk.services.import_files import TableFile
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.unit_of_work import UnitOfWork

_ROWS_AT_A_TIME = 20_000
_NOTHING = Prepared({})


class Treatment(StrEnum):
    """What to do with rows that are here already."""

    SKIP = "skip"
    MERGE = "merge"
    ADD = "add"


class RefusedImportError(BadInputError):
    """Rows cannot be taken, so none is.

    Args:
        file: The file's name.
        problems: Every one of them, in the order of the rows.
    """

    def __init__(self, file: str, problems: Sequence[RowProblem]) -> None:
        count = counted(len(problems), "problem")
        super().__init__(f"{file} has {count}, so nothing was imported.", "Mend the file, or leave those rows out.")
        self.problems = tuple(problem.sentence for problem in problems)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that is here already, or stands above in the same file.

    Args:
        at: Its place among the readings, from 0.
        row: Its number in the file.
        title: What it is called.
        record: The id of the record that is here; None when the file itself repeats.
        of_row: The number of the row above that says the same, or 0.
        changes: What merging would change of the record.
    """

    at: int
    row: int
    title: str
    record: int | None
    of_row: int
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Preview:
    """A file as it is understood; nothing is written yet.

    Args:
        file: The table.
        kind: What its rows are taken for.
        headings: Where the headings stand.
        mapping: Which of its columns, from 0, is which of the kind's.
        remembered: Whether the mapping comes from the last file of this make.
        readings: Every row as it is understood.
        problems: Everything that stands in the way, at once.
        duplicates: Rows that are here already.
        prepared: The rows as records; for `commit`.
        mark: The state of the data it was held against.
    """

    file: TableFile
    kind: ImportKind
    headings: Headings
    mapping: Mapping[int, str]
    remembered: bool
    readings: Readings
    problems: tuple[RowProblem, ...]
    duplicates: tuple[Duplicate, ...]
    prepared: Prepared
    mark: str

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of columns that are not taken."""
        return tuple(word for at, word in enumerate(self.headings.words) if word and at not in self.mapping)

    def row_words(self, at: int) -> dict[str, str]:
        """Return one row's reading as a person reads it, by the label of the column; `at` counts from 0."""
        return {self.kind.by_name[name].label: shown(value, name) for name, value in self.readings.row(at).items()}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Args:
        added: How many records are new.
        merged: How many were brought up to date.
        skipped: How many rows were here already.
        left_out: How many rows were left out for their problems.
        change_id: The history's line; None when nothing differed.
    """

    added: int
    merged: int
    skipped: int
    left_out: int
    change_id: int | None


@dataclass(frozen=True, slots=True)
class ImportService:
    """Imports tables."""

    _desk: Desk
    _terms: TermsWorker

    @staticmethod
    def kinds() -> tuple[ImportKind, ...]:
        """Return everything that tables can bring."""
        return tuple(load_kinds().values())

    @staticmethod
    def open_csv(path: Path) -> TableFile:
        """Return the table in a text file, whatever its encoding, separator and ending.

        Raises:
            BadInputError: It is no table, or one that cannot be opened safely.
        """
        return read_csv(path)

    @staticmethod
    def open_workbook(path: Path, sheet: str = "") -> TableFile:
        """Return a sheet of an Excel workbook; the one with most rows when none is named.

        Raises:
            BadInputError: It is no workbook, or one that cannot be opened safely.
        """
        return read_xlsx(path, sheet)

    def open(self, path: Path) -> TableFile:
        """Return the table in a file, by its ending.

        Raises:
            BadInputError: It is no table, or one that cannot be opened safely.
        """
        return self.open_workbook(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else self.open_csv(path)

    def preview(self, file: TableFile, kind: str = "", mapping: Mapping[int, str] | None = None) -> Preview:
        """Return how every row of a table is understood.

        Args:
            file: As `open` gave it.
            kind: What its rows are; empty to tell by the headings.
            mapping: Which column, from 0, is which of the kind's; None to remember or guess.

        Raises:
            BadInputError: Nothing tells what the rows are, or the mapping names no column.
        """
        wanted = (kind_named(kind),) if kind else self.kinds()
        headings = find_headings(file.lines, wanted)
        if headings is None:
            raise BadInputError(f"{file.name} has no line of headings.", "Give each column a heading in the first row.")
        with self._desk.read() as work:
            remembered = _remembered(work, headings, wanted)
            chosen = wanted[0] if kind else _chosen(file.name, headings, wanted, remembered)
            used = _checked(mapping, chosen) if mapping is not None else remembered.get(chosen.name)
            mapped = guess_mapping(headings.words, chosen) if used is None else used
            return self._held_against(
                work,
                Preview(
                    file=file,
                    kind=chosen,
                    headings=headings,
                    mapping=mapped,
                    remembered=mapping is None and chosen.name in remembered,
                    readings=_read(file, headings, chosen, mapped),
                    problems=(),
                    duplicates=(),
                    prepared=_NOTHING,
                    mark="",
                ),
            )

    def _held_against(self, work: UnitOfWork, preview: Preview) -> Preview:
        """Return a preview with what shows only against what is here: links, problems and duplicates."""
        readings, writer = preview.readings, writer_of(preview.kind.name)
        prepared = writer.prepare(work, readings, self._desk.clock.today())
        needed = {name for key in preview.kind.keys for name in key}
        names = ("id", *sorted(needed | set(prepared.columns)))
        there = list(zip(*work.tables.rows(writer.table, names), strict=True)) or [() for _ in names]
        known = dict(zip(names, there, strict=True))
        repeats = KnownRecords(preview.kind.keys, known).repeats(prepared.columns, len(readings))
        place = {id_: at for at, id_ in enumerate(known["id"])} if repeats else {}
        return replace(
            preview,
            prepared=prepared,
            problems=tuple(sorted((*readings.problems, *prepared.problems), key=lambda problem: problem.row)),
            duplicates=tuple(_duplicate(preview, prepared, repeat, known, place) for repeat in repeats),
            mark=work.history.mark(),
        )

    def commit(
        self, preview: Preview, treatment: Treatment = Treatment.SKIP, *, leave_out_problems: bool = False
    ) -> Imported:
        """Take every row, or none: one named change, undone as one.

        Args:
            preview: What was shown.
            treatment: What to do with rows that are here already. A row that repeats another of the same file is left
                out unless all are added.
            leave_out_problems: Take the other rows when some cannot be taken.

        Raises:
            RefusedImportError: Rows cannot be taken; nothing is written.
            UserFacingError: The world stood in the way; nothing is written.
        """
        if preview.problems and (not leave_out_problems or not all(problem.row for problem in preview.problems)):
            raise RefusedImportError(preview.file.name, preview.problems)
        name = f"Imported {preview.kind.plural} from {preview.file.name}"
        with self._desk.change(name, *topics_of((preview.kind.name, "commissioners"))) as work:
            current = preview if work.history.mark() == preview.mark else self._held_against(work, preview)
            done = _write(work, current, treatment, ImportedTerms(self._terms, work, self._desk.clock.today()))
            headings = current.headings.fingerprint
            mapping = {str(at): column for at, column in current.mapping.items()}
            work.import_mappings.remember(
                ImportMappingRecord(kind=current.kind.name, headings=headings, mapping=mapping)
            )
        return replace(done, change_id=work.change_id)


def _remembered(work: UnitOfWork, headings: Headings, kinds: Sequence[ImportKind]) -> dict[str, Mapping[int, str]]:
    found = {kind.name: work.import_mappings.of(kind.name, headings.fingerprint) for kind in kinds}
    known = {kind.name: kind.by_name for kind in kinds}
    return {
        name: {int(at): column for at, column in record.mapping.items() if column in known[name]}
        for name, record in found.items()
        if record is not None
    }


def _chosen(
    file: str, headings: Headings, kinds: Sequence[ImportKind], remembered: Mapping[str, Mapping[int, str]]
) -> ImportKind:
    if len(remembered) == 1:
        return kind_named(next(iter(remembered)))
    guessed = guess_kind(headings.words, kinds)
    if guessed is None:
        raise BadInputError(
            f"The headings of {file} do not tell what its rows are.",
            f"Say whether they are {and_list([kind.plural for kind in kinds], 'or')}.",
        )
    return guessed


def _checked(mapping: Mapping[int, str], kind: ImportKind) -> Mapping[int, str]:
    unknown = [name for name in mapping.values() if name not in kind.by_name]
    if unknown:
        raise BadInputError(
            f"{kind.plural.capitalize()} have no column “{unknown[0]}”.", f"They have {and_list(list(kind.by_name))}."
        )
    if len(set(mapping.values())) < len(mapping):
        raise BadInputError("One column is given twice.", "Give each of them one heading of the file.")
    return mapping


def _read(file: TableFile, headings: Headings, kind: ImportKind, mapping: Mapping[int, str]) -> Readings:
    reader = RowReader(kind, mapping)
    for start in range(headings.row, len(file.lines), _ROWS_AT_A_TIME):
        reader.take(start + 1, file.lines[start : start + _ROWS_AT_A_TIME])
    return reader.finish()


def _duplicate(
    preview: Preview,
    prepared: Prepared,
    repeat: Repeat,
    known: Mapping[str, Sequence[Any]],
    place: Mapping[int, int],
) -> Duplicate:
    readings = preview.readings
    title = readings.values[preview.kind.columns[0].name][repeat.at]
    changes: tuple[FieldChange, ...] = ()
    if repeat.record is not None:
        at = place[repeat.record]
        told = _told(prepared, repeat.at, writer_of(preview.kind.name).record)
        changes = tuple(
            FieldChange(label_of(preview.kind, name), shown(known[name][at], name), shown(value, name))
            for name, value in told.items()
            if known[name][at] != value
        )
    of_row = readings.rows[repeat.of] if repeat.of is not None else 0
    return Duplicate(repeat.at, readings.rows[repeat.at], str(title), repeat.record, of_row, changes)


def _told(prepared: Prepared, at: int, record: type[Any]) -> dict[str, Any]:
    """Return what a row says of a record: what it leaves open says nothing."""
    empty = defaults_of(record)
    return {name: column[at] for name, column in prepared.columns.items() if column[at] != empty.get(name)}


def _write(work: UnitOfWork, preview: Preview, treatment: Treatment, terms: ImportedTerms) -> Imported:
    writer, prepared = writer_of(preview.kind.name), preview.prepared
    bad = preview.readings.problem_rows() | {problem.row for problem in prepared.problems}
    here = {duplicate.at: duplicate for duplicate in preview.duplicates}
    rows = [
        at
        for at, row in enumerate(preview.readings.rows)
        if row not in bad and (treatment is Treatment.ADD or at not in here)
    ]
    whole = len(rows) == len(preview.readings)
    columns = {name: column if whole else [column[at] for at in rows] for name, column in prepared.columns.items()}
    if "commissioner" in columns and "commissioner_id" in {item.name for item in fields(writer.record)}:
        columns["commissioner_id"] = link_commissioners(work, columns["commissioner"])
    terms.fill(preview.kind.name, columns, len(rows))
    stamps = {"created_at": work.now, "updated_at": work.now}
    same = {key: value for key, value in (defaults_of(writer.record) | stamps).items() if key not in columns}
    ids = work.tables.add_columns(writer.table, len(rows), columns, same)
    writer.after(work, prepared, rows, ids)
    merged = 0
    if treatment is Treatment.MERGE:
        store = getattr(work, preview.kind.name)
        for at, duplicate in here.items():
            if duplicate.record is not None and duplicate.changes and duplicate.row not in bad:
                record = replace(store.get(duplicate.record), **_told(prepared, at, writer.record))
                store.update(terms.derived(preview.kind.name, record))
                merged += 1
    left_out = sum(1 for row in preview.readings.rows if row in bad)
    return Imported(len(rows), merged, len(preview.readings) - len(rows) - merged - left_out, left_out, None)
