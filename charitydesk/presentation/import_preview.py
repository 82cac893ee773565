"""A file to be imported as it is shown before anything is written: every row's reading, what becomes of it, and why."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.import_rows import FATES, Fate
from charitydesk.presentation.notice_words import capital
from charitydesk.services.imports import Treatment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.presentation.import_rows import PreviewRow
    from charitydesk.services.import_notices import NoticesPreview
    from charitydesk.services.imports import Imported, Preview

NOT_TAKEN = "Not taken"
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
_LEFT_OUT = Badge("Left out", Shape.DASH, Tone.UNSURE)
BECOME = (Choice("bids", "Bids"), Choice("contracts", "Contracts, those awarded"))


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
        self.without_closed = False

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
        if row.fate is Fate.CLOSED and self.without_closed:
            return _LEFT_OUT
        return FATES[row.fate]

    def sentence(self, row: PreviewRow) -> str:
        """Return a row as it is spoken."""
        told = ", ".join(f"{name}: {words}" for name, words in row.words.items() if words)
        place = f"Row {row.number}, " if row.number else ""
        return f"{place}{self.badge(row).word}, {told}{f'. {row.note}' if row.note else ''}"


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


def closed_words(count: int) -> str:
    """Return what is to be known of new notices that nobody can bid for any more."""
    who, them = ("It comes", "it and its buyer") if count == 1 else ("They come", "them and their buyers")
    return (
        f"{count:,} of the new notices can no longer be bid for: closed, awarded or called off. {who} in as not bid; "
        f"Bids leaves {them} aside until you ask."
    )


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
