"""The one way in for tables: open a file, show every row's reading and every problem, then take all of it or nothing.

`preview` writes nothing. `commit` is one named change, undone as one; the headings' meaning is remembered for the next
file of the same make.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from charitydesk.collecting import uncollected
from charitydesk.domain.imports.duplicates import KnownRecords
from charitydesk.domain.imports.headers import find_headings, guess_mapping
from charitydesk.domain.imports.readings import RowReader
from charitydesk.domain.imports.values import NotReadError
from charitydesk.errors import BadInputError
from charitydesk.i18n import counted
from charitydesk.services import import_meaning as meant
from charitydesk.services.changes import topics_of
from charitydesk.services.import_files import read_csv, read_xlsx
from charitydesk.services.import_kinds import kind_named, load_kinds
from charitydesk.services.import_prepared import Prepared, defaults_of
from charitydesk.services.import_terms import ImportedTerms
from charitydesk.services.import_words import FieldChange, label_of, shown
from charitydesk.services.import_writers import link_commissioners, writer_of
from charitydesk.storage.records_search import ImportMappingRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
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
        said: What every row says of a column that the file lacks or leaves blank, by the column's name.
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
    said: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know although nothing stands in the way, in sentences."""
        return self.prepared.remarks

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

    def open(self, path: Path, sheet: str = "") -> TableFile:
        """Return the table in a file, by its ending; of a workbook the sheet named, or the one with most rows.

        Raises:
            BadInputError: It is no table, or one that cannot be opened safely.
        """
        return self.open_workbook(path, sheet) if path.suffix.lower() in {".xlsx", ".xlsm"} else self.open_csv(path)

    @uncollected()
    def preview(
        self,
        file: TableFile,
        kind: str = "",
        mapping: Mapping[int, str] | None = None,
        said: Mapping[str, object] | None = None,
    ) -> Preview:
        """Return how every row of a table is understood.

        Args:
            file: As `open` gave it.
            kind: What its rows are; empty to tell by the headings.
            mapping: Which column, from 0, is which of the kind's; None to remember or guess.
            said: What every row says of a column that the file lacks or leaves blank, by the column's name.

        Raises:
            BadInputError: Nothing tells what the rows are, or a name is no column's.
        """
        wanted = (kind_named(kind),) if kind else self.kinds()
        headings = find_headings(file.lines, wanted)
        if headings is None:
            raise BadInputError(f"{file.name} has no line of headings.", "Give each column a heading in the first row.")
        with self._desk.read() as work:
            remembered = meant.remembered(work, headings, wanted)
            chosen = wanted[0] if kind else meant.chosen(file.name, headings, wanted, remembered)
            used = meant.checked(mapping, chosen) if mapping is not None else remembered.get(chosen.name)
            mapped = guess_mapping(headings.words, chosen) if used is None else used
            given = meant.known_columns(said or {}, chosen)
            return self._held_against(
                work,
                Preview(
                    file=file,
                    kind=chosen,
                    headings=headings,
                    mapping=mapped,
                    remembered=mapping is None and chosen.name in remembered,
                    readings=_read(file, headings, RowReader(chosen, mapped, given)),
                    problems=(),
                    duplicates=(),
                    prepared=_NOTHING,
                    mark="",
                    said=given,
                ),
            )

    def _held_against(self, work: UnitOfWork, preview: Preview) -> Preview:
        """Return a preview with what shows only against what is here: links, problems and duplicates."""
        readings, writer = preview.readings, writer_of(preview.kind.name)
        prepared = writer.prepare(work, readings, self._desk.clock.today())
        repeats = _repeats(work, preview.kind, prepared, len(readings))
        here = {repeat.at for repeat in repeats}
        problems = (*readings.problems, *prepared.problems, *writer.check(work, prepared, readings, here))
        return replace(
            preview,
            prepared=prepared,
            problems=tuple(sorted(problems, key=lambda problem: problem.row)),
            duplicates=_duplicates(work, preview, prepared, repeats),
            mark=work.history.mark(),
        )

    @uncollected()
    def commit(
        self,
        preview: Preview,
        treatment: Treatment = Treatment.SKIP,
        *,
        leave_out_problems: bool = False,
        each: Mapping[int, Treatment] | None = None,
    ) -> Imported:
        """Take every row, or none: one named change, undone as one.

        Args:
            preview: What was shown.
            treatment: What to do with rows that are here already. A row that repeats another of the same file is left
                out unless all are added.
            leave_out_problems: Take the other rows when some cannot be taken.
            each: What to do with single rows instead, by their place among the readings.

        Raises:
            RefusedImportError: Rows cannot be taken; nothing is written.
            UserFacingError: The world stood in the way; nothing is written.
        """
        _refuse(preview, leave_out_problems=leave_out_problems)
        name = f"Imported {preview.kind.plural} from {preview.file.name}"
        topics = ("costs",) if preview.kind.name == "time" else ("commissioners",)
        with self._desk.change(name, *topics_of((preview.kind.name, *topics))) as work:
            current = preview if work.history.mark() == preview.mark else self._held_against(work, preview)
            treat = {one.at: (each or {}).get(one.at, treatment) for one in current.duplicates}
            if Treatment.ADD in treat.values():
                current = _added_again(work, current, {at for at, one in treat.items() if one is not Treatment.ADD})
            _refuse(current, leave_out_problems=leave_out_problems)
            done = _write(work, current, treat, ImportedTerms(self._terms, work, self._desk.clock.today()))
            headings = current.headings.fingerprint
            mapping = {str(at): column for at, column in current.mapping.items()}
            work.import_mappings.remember(
                ImportMappingRecord(kind=current.kind.name, headings=headings, mapping=mapping)
            )
        return replace(done, change_id=work.change_id)


def _refuse(preview: Preview, *, leave_out_problems: bool) -> None:
    if preview.problems and (not leave_out_problems or not all(problem.row for problem in preview.problems)):
        raise RefusedImportError(preview.file.name, preview.problems)


def _added_again(work: UnitOfWork, preview: Preview, others: Collection[int]) -> Preview:
    """Return a preview with what stands in the way when rows that are here already are added once more, save others."""
    found = writer_of(preview.kind.name).check(work, preview.prepared, preview.readings, others)
    told = set(preview.problems)
    problems = (*preview.problems, *(problem for problem in found if problem not in told))
    return replace(preview, problems=tuple(sorted(problems, key=lambda problem: problem.row)))


def _repeats(work: UnitOfWork, kind: ImportKind, prepared: Prepared, count: int) -> list[Repeat]:
    """Return the rows that are here already; of the records only what tells them apart is read."""
    names = ("id", *sorted({name for key in kind.keys for name in key}))
    only = kind.keys[0][0] if len(kind.keys) == 1 == len(kind.keys[0]) else ""
    there = list(zip(*work.tables.rows(writer_of(kind.name).table, names, filled=only), strict=True))
    known = dict(zip(names, there or [() for _ in names], strict=True))
    return KnownRecords(kind.keys, known).repeats(prepared.columns, count)


def _duplicates(
    work: UnitOfWork, preview: Preview, prepared: Prepared, repeats: Sequence[Repeat]
) -> tuple[Duplicate, ...]:
    """Return repeated rows with what merging each would change."""
    wanted = {repeat.record for repeat in repeats if repeat.record is not None}
    names = tuple(prepared.columns)
    known: dict[int, tuple[Any, ...]] = {}
    if wanted:
        table = writer_of(preview.kind.name).table
        known = {row[0]: row[1:] for row in work.tables.rows(table, ("id", *names)) if row[0] in wanted}
    here = {repeat.at: repeat.record for repeat in repeats if repeat.record is not None}
    beside = writer_of(preview.kind.name).beside(work, prepared, here)
    found = (
        _duplicate(preview, prepared, repeat, dict(zip(names, known.get(repeat.record or 0, ()), strict=False)))
        for repeat in repeats
    )
    return tuple(replace(one, changes=one.changes + beside[one.at]) if one.at in beside else one for one in found)


def _read(file: TableFile, headings: Headings, reader: RowReader) -> Readings:
    first = 0 if file.headings_added else 1
    for start in range(headings.row, len(file.lines), _ROWS_AT_A_TIME):
        reader.take(start + first, file.lines[start : start + _ROWS_AT_A_TIME])
    try:
        return reader.finish()
    except NotReadError as error:
        raise BadInputError(f"What every row is to say cannot be read: {error}.") from error


def _duplicate(preview: Preview, prepared: Prepared, repeat: Repeat, known: Mapping[str, Any]) -> Duplicate:
    readings = preview.readings
    title = readings.row(repeat.at).get(preview.kind.columns[0].name, "")
    changes = tuple(
        FieldChange(label_of(preview.kind, name), shown(known[name], name), shown(value, name))
        for name, value in (_told(prepared, repeat.at, writer_of(preview.kind.name).record) if known else {}).items()
        if known[name] != value
    )
    of_row = readings.rows[repeat.of] if repeat.of is not None else 0
    return Duplicate(repeat.at, readings.rows[repeat.at], shown(title), repeat.record, of_row, changes)


def _told(prepared: Prepared, at: int, record: type[Any]) -> dict[str, Any]:
    """Return what a row says of a record: what it leaves open says nothing."""
    empty = defaults_of(record)
    return {name: column[at] for name, column in prepared.columns.items() if column[at] != empty.get(name)}


def _write(work: UnitOfWork, preview: Preview, treat: Mapping[int, Treatment], terms: ImportedTerms) -> Imported:
    writer, prepared = writer_of(preview.kind.name), preview.prepared
    bad = {problem.row for problem in preview.problems}
    here = {duplicate.at: duplicate for duplicate in preview.duplicates}
    rows: Sequence[int] = range(len(preview.readings))
    if bad or treat:
        rows = [
            at
            for at, row in enumerate(preview.readings.rows)
            if row not in bad and treat.get(at, Treatment.ADD) is Treatment.ADD
        ]
    whole = len(rows) == len(preview.readings)
    columns = {name: column if whole else [column[at] for at in rows] for name, column in prepared.columns.items()}
    own = {item.name for item in fields(writer.record)}
    if "commissioner" in columns and "commissioner_id" in own:
        columns["commissioner_id"] = link_commissioners(work, columns["commissioner"])
    terms.fill(preview.kind.name, columns, len(rows))
    stamps = {name: work.now for name in ("created_at", "updated_at") if name in own}
    same = {key: value for key, value in (defaults_of(writer.record) | stamps).items() if key not in columns}
    ids = work.tables.add_columns(writer.table, len(rows), columns, same)
    writer.after(work, prepared, rows, ids)
    merging = {
        at: here[at].record or 0
        for at, one in treat.items()
        if one is Treatment.MERGE and here[at].record is not None and here[at].changes and here[at].row not in bad
    }
    for at, id_ in merging.items():
        store = getattr(work, writer.store)
        record = replace(store.get(id_), **_told(prepared, at, writer.record))
        store.update(terms.derived(preview.kind.name, record))
    if merging:
        writer.after(work, prepared, list(merging), list(merging.values()))
    merged = len(merging)
    left_out = sum(1 for row in preview.readings.rows if row in bad) if bad else 0
    return Imported(len(rows), merged, len(preview.readings) - len(rows) - merged - left_out, left_out, None)
