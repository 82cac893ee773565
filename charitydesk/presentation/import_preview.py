"""A file to be imported as it is shown before anything is written: every row's reading, what becomes of it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital
from charitydesk.services.import_words import shown
from charitydesk.services.imports import Treatment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.services.import_notices import NoticesPreview
    from charitydesk.services.imports import Imported, Preview

NOTICES = "notices"
NOT_TAKEN = "Not taken"
_CHANGES_TOLD = 4


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    HERE = "here"
    REPEATED = "repeated"
    PROBLEM = "problem"


FATES = {
    Fate.NEW: Badge("New", Shape.DOT, Tone.GOOD),
    Fate.HERE: Badge("Here already", Shape.HALF, Tone.ACCENT),
    Fate.REPEATED: Badge("Twice in the file", Shape.DASH, Tone.UNSURE),
    Fate.PROBLEM: Badge("Not understood", Shape.ALERT, Tone.BAD),
}
TREATMENTS = (
    Choice(Treatment.SKIP, "Leave them as they are"),
    Choice(Treatment.MERGE, "Bring them up to date"),
    Choice(Treatment.ADD, "Add them again"),
)
EACH = {
    Treatment.SKIP: (Choice(Treatment.SKIP, "Keep mine"), Badge("Stays as it is", Shape.HALF, Tone.ACCENT)),
    Treatment.MERGE: (
        Choice(Treatment.MERGE, "Take the file's"), Badge("Brought up to date", Shape.TICK, Tone.GOOD),
    ),
    Treatment.ADD: (Choice(Treatment.ADD, "Add as new"), Badge("Added again", Shape.DOT, Tone.CAUTION)),
}  # fmt: skip
"""What may be done with one row that is here already, and what then becomes of it."""
BECOME = (Choice("bids", "Bids"), Choice("contracts", "Contracts, those awarded"))


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file.

    Args:
        key: Its place among all rows.
        number: Its number in the file; 0 where rows have none.
        fate: What becomes of it.
        words: Its reading, by column.
        note: Why, or what would change.
    """

    key: int
    number: int
    fate: Fate
    words: Mapping[str, str]
    note: str


class Decisions:
    """What is done with rows that are here already: all of them, and single ones otherwise.

    Args:
        treatment: Of all of them.
        offered: What may be done with a single one.
    """

    def __init__(self, treatment: Treatment, offered: Sequence[Treatment] = tuple(Treatment)) -> None:
        self.treatment = treatment
        self.offered = tuple(offered)
        self.each: dict[int, Treatment] = {}

    def of(self, row: PreviewRow) -> Treatment:
        """Return what is done with a row that is here already."""
        return self.each.get(row.key, self.treatment)

    def decide(self, row: PreviewRow, treatment: Treatment | None) -> None:
        """Do something else with one row, or with None what is done with all."""
        if treatment is None:
            self.each.pop(row.key, None)
        else:
            self.each[row.key] = treatment

    def choices(self, row: PreviewRow) -> tuple[Choice, ...]:
        """Return what may be done with a row; one that repeats another of the file brings no record up to date."""
        offered = [one for one in self.offered if row.fate is Fate.HERE or one is not Treatment.MERGE]
        return tuple(EACH[one][0] for one in offered)

    def badge(self, row: PreviewRow) -> Badge:
        """Return what becomes of a row."""
        if row.fate is Fate.HERE or (row.fate is Fate.REPEATED and self.of(row) is Treatment.ADD):
            return EACH[self.of(row)][1]
        return FATES[row.fate]

    def sentence(self, row: PreviewRow) -> str:
        """Return a row as it is spoken."""
        told = ", ".join(f"{name}: {words}" for name, words in row.words.items() if words)
        place = f"Row {row.number}, " if row.number else ""
        return f"{place}{self.badge(row).word}, {told}{f'. {row.note}' if row.note else ''}"


class PreviewRows(Protocol):
    """Any file that is shown row by row."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns."""
        ...

    @property
    def numbered(self) -> bool:
        """Whether rows have numbers of their own in the file."""
        ...

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have which fate."""
        ...

    def page(self, offset: int, limit: int, only: Fate | None = None) -> list[PreviewRow]:
        """Return some rows, those of one fate alone if wanted."""
        ...

    def changes(self, row: PreviewRow) -> tuple[str, ...]:
        """Return everything that taking the file's words would change of a record that is here."""
        ...

    def writes(self, decided: Decisions) -> int:
        """Return how many rows an import would write, at most."""
        ...


class TableRows:
    """The rows of a table.

    Args:
        preview: As the importer read it.
    """

    numbered = True

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        taken = set(preview.mapping.values())
        self.labels = tuple(column.label for column in preview.kind.columns if column.name in taken)
        self._problems: dict[int, list[str]] = {}
        for problem in preview.problems:
            words = f"{problem.column} {problem.reason}" if problem.column else problem.reason
            self._problems.setdefault(problem.row, []).append(capital(words))
        self._here = {one.at: one for one in preview.duplicates}
        self._fates = [self._fate(at) for at in range(len(preview.readings))]
        self.counts = {fate: self._fates.count(fate) for fate in Fate}

    def _fate(self, at: int) -> Fate:
        if self._preview.readings.rows[at] in self._problems:
            return Fate.PROBLEM
        same = self._here.get(at)
        if same is None:
            return Fate.NEW
        return Fate.HERE if same.record is not None else Fate.REPEATED

    @property
    def whole_problems(self) -> tuple[str, ...]:
        """What stands in the way of the whole table."""
        return tuple(self._problems.get(0, ()))

    def page(self, offset: int, limit: int, only: Fate | None = None) -> list[PreviewRow]:
        """Return some rows, those of one fate alone if wanted."""
        places = (at for at, fate in enumerate(self._fates) if only is None or fate is only)
        return [self._row(at) for at in islice(places, offset, offset + limit)]

    def changes(self, row: PreviewRow) -> tuple[str, ...]:
        """Return everything that taking the file's words would change of a record that is here."""
        same = self._here.get(row.key)
        return tuple(change.sentence for change in same.changes) if same is not None else ()

    def writes(self, decided: Decisions) -> int:
        """Return how many rows an import would write, at most."""
        count = self.counts[Fate.NEW]
        for at, same in self._here.items():
            treatment = decided.each.get(at, decided.treatment)
            merged = treatment is Treatment.MERGE and same.record is not None
            count += self._fates[at] is not Fate.PROBLEM and (merged or treatment is Treatment.ADD)
        return count

    def _row(self, at: int) -> PreviewRow:
        number = self._preview.readings.rows[at]
        return PreviewRow(at, number, self._fates[at], self._preview.row_words(at), self._note(at, number))

    def _note(self, at: int, number: int) -> str:
        if number in self._problems:
            return "; ".join(self._problems[number])
        same = self._here.get(at)
        if same is None:
            return ""
        if same.record is None:
            return f"Says the same as row {same.of_row}"
        return changes_words([change.sentence for change in same.changes])


def changes_words(changes: Sequence[str]) -> str:
    """Return what merging changes."""
    if not changes:
        return "Nothing would change"
    more = len(changes) - _CHANGES_TOLD
    return "; ".join((*changes[:_CHANGES_TOLD], *([f"{more} more"] if more > 0 else [])))


class NoticeRows:
    """The notices of a file.

    Args:
        preview: As the importer read it.
    """

    labels = ("title", "closes", "buyer", "value")
    numbered = False

    def __init__(self, preview: NoticesPreview) -> None:
        self._preview = preview
        self.counts = {
            Fate.NEW: len(preview.new),
            Fate.HERE: len(preview.updates),
            Fate.REPEATED: 0,
            Fate.PROBLEM: len(preview.problems),
        }

    def _rows(self, only: Fate | None) -> Iterator[PreviewRow]:
        preview = self._preview
        if only in {None, Fate.PROBLEM}:
            for at, problem in enumerate(preview.problems):
                yield PreviewRow(-1 - at, problem.row, Fate.PROBLEM, {"title": capital(problem.sentence)}, "")
        if only in {None, Fate.HERE}:
            for update in preview.updates:
                note = changes_words([change.sentence for change in update.changes])
                yield PreviewRow(update.record, 0, Fate.HERE, {"title": update.title}, note)
        if only in {None, Fate.NEW}:
            for at, notice in enumerate(preview.new):
                words = {
                    "title": notice.name,
                    "buyer": notice.buyer,
                    "closes": shown(notice.closing) if notice.closing else "",
                    "value": notice.value.words if notice.value else "",
                }
                source = " · ".join(part for part in (notice.publisher, notice.reference) if part)
                yield PreviewRow(at, 0, Fate.NEW, words, source)

    def page(self, offset: int, limit: int, only: Fate | None = None) -> list[PreviewRow]:
        """Return some rows, those of one fate alone if wanted."""
        return list(islice(self._rows(only), offset, offset + limit))

    def changes(self, row: PreviewRow) -> tuple[str, ...]:
        """Return everything that the newer release would change of a record that is here."""
        if row.fate is not Fate.HERE:
            return ()
        update = next(one for one in self._preview.updates if one.record == row.key)
        return tuple(change.sentence for change in update.changes)

    def writes(self, decided: Decisions) -> int:
        """Return how many notices an import would write, at most."""
        kept = sum(one is Treatment.SKIP for one in decided.each.values())
        return len(self._preview.new) + len(self._preview.updates) - kept


def show_choices(counts: Mapping[Fate, int]) -> tuple[Choice, ...]:
    """Return what of a file may be looked at."""
    whole = sum(counts.values())
    parts = tuple(Choice(fate, f"{FATES[fate].word} ({counts[fate]:,})") for fate in Fate if counts[fate])
    return (Choice(None, f"All rows ({whole:,})"), *parts)


def table_summary(preview: Preview, counts: Mapping[Fate, int]) -> str:
    """Return what a table holds, in a sentence or two."""
    kind = preview.kind
    told = [
        f"{counts[Fate.NEW]:,} new",
        f"{counts[Fate.HERE]:,} here already" if counts[Fate.HERE] else "",
        f"{counts[Fate.REPEATED]:,} twice in the file" if counts[Fate.REPEATED] else "",
        f"{counts[Fate.PROBLEM]:,} not understood" if counts[Fate.PROBLEM] else "",
    ]
    rows = counted(len(preview.readings), "row")
    said = f"{rows} read as {kind.plural}: {and_list([words for words in told if words])}."
    if preview.headings.row > 1:
        said += f" The headings stand in row {preview.headings.row}."
    if preview.remembered:
        said += " The columns are taken as in the last file of this make."
    return said


def notices_summary(preview: NoticesPreview) -> str:
    """Return what a file of notices holds."""
    told = [
        f"{len(preview.new):,} new",
        f"{len(preview.updates):,} brought up to date" if preview.updates else "",
        f"{preview.unchanged:,} here as they stand" if preview.unchanged else "",
        f"{preview.not_awarded:,} not awarded yet" if preview.not_awarded else "",
        f"{len(preview.problems):,} not understood" if preview.problems else "",
    ]
    releases = counted(preview.releases, "release")
    return f"{releases} of public notices, read as {preview.kind}: {and_list([words for words in told if words])}."


def done_words(done: Imported, what: str) -> str:
    """Return what an import did."""
    told = [
        f"{done.added:,} added" if done.added else "",
        f"{done.merged:,} brought up to date" if done.merged else "",
        f"{done.skipped:,} left as they were" if done.skipped else "",
        f"{done.left_out:,} left out" if done.left_out else "",
    ]
    said = [words for words in told if words]
    return f"Imported {what}: {and_list(said)}." if said else f"Nothing in {what} was new."


def column_choices(kind: ImportKind) -> tuple[Choice, ...]:
    """Return what a column of the file may be taken for."""
    made = tuple(
        Choice(column.name, capital(column.label) + (" (needed)" if column.required else "")) for column in kind.columns
    )
    return (Choice(None, NOT_TAKEN), *made)


def samples(preview: Preview, at: int) -> str:
    """Return the first few different things that stand in a column."""
    found: list[str] = []
    for line in islice(preview.file.lines, preview.headings.row, preview.headings.row + 40):
        cell = " ".join(str(line[at]).split())[:40] if at < len(line) and line[at] is not None else ""
        if cell and cell not in found:
            found.append(cell)
        if len(found) == 3:
            break
    return ", ".join(found) or "empty"


def remapped(mapping: Mapping[int, str], at: int, name: str | None) -> dict[int, str]:
    """Return a mapping with one column taken for something else; what it takes is no longer another's."""
    kept = {place: taken for place, taken in mapping.items() if place != at and taken != name}
    return kept if name is None else {**kept, at: name}
