"""The rows of a file to be imported: how each is read, what becomes of it, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from charitydesk.i18n import and_list
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.notice_words import capital
from charitydesk.services.import_words import shown
from charitydesk.services.imports import Treatment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.public_notices import PublicNotice
    from charitydesk.presentation.import_preview import Decisions
    from charitydesk.services.import_notices import NoticesPreview
    from charitydesk.services.imports import Preview

_CHANGES_TOLD = 4
_LONGEST = 1_000
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{20}(?=\S)")
NOTHING = "\N{EN DASH}"
_FIRST = {
    "commissioners": ("name", "kind", "nation"),
    "contracts": ("title", "ends_on", "annual_value", "value", "commissioner", "starts_on"),
    "bids": ("title", "deadline", "value", "stage", "commissioner"),
    "obligations": ("title", "due_on", "contract", "owner"),
    "time": ("day", "person", "hours", "minutes", "bid", "contract"),
}
"""What of each kind is seen first where not all of it fits."""


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CLOSED = "closed"
    HERE = "here"
    REPEATED = "repeated"
    PROBLEM = "problem"


FATES = {
    Fate.NEW: Badge("New", Shape.DOT, Tone.GOOD),
    Fate.CLOSED: Badge("Closed already", Shape.DASH, Tone.UNSURE),
    Fate.HERE: Badge("Here already", Shape.HALF, Tone.ACCENT),
    Fate.REPEATED: Badge("Twice in the file", Shape.DASH, Tone.UNSURE),
    Fate.PROBLEM: Badge("Not understood", Shape.ALERT, Tone.BAD),
}


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


class PreviewRows(Protocol):
    """Any file that is shown row by row."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns, what matters most first."""
        ...

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have which fate."""
        ...

    def page(self, offset: int, limit: int, only: Fate | None = None) -> list[PreviewRow]:
        """Return some rows, those of one fate alone if wanted."""
        ...

    def reading(self, row: PreviewRow) -> tuple[tuple[str, str], ...]:
        """Return all that is understood of a row beneath its title; a dash where nothing is said."""
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

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self.labels = _labels(preview)
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

    def reading(self, row: PreviewRow) -> tuple[tuple[str, str], ...]:
        """Return all that is understood of a row beneath its title; a dash where nothing is said."""
        return tuple((capital(label), _short(row.words.get(label, ""))) for label in self.labels[1:])

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


def _labels(preview: Preview) -> tuple[str, ...]:
    """Return the columns taken: what the rows are called, then what decides most, then the others in their order."""
    taken = {column.name: column.label for column in preview.kind.columns if column.name in preview.mapping.values()}
    first = [name for name in _FIRST.get(preview.kind.name, ()) if name in taken]
    return tuple(taken[name] for name in dict.fromkeys((*first, *taken)))


def _short(words: str) -> str:
    """Return words that fit beside the rows: not too many, and each with places to break."""
    if not words:
        return NOTHING
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return _LONG_WORD.sub(f"\\g<0>{_MAY_BREAK}", cut)


class NoticeRows:
    """The notices of a file.

    Args:
        preview: As the importer read it.
    """

    labels = ("title", "closes", "value")

    def __init__(self, preview: NoticesPreview) -> None:
        self._preview = preview
        self.counts = {
            Fate.NEW: len(preview.new) - len(preview.closed),
            Fate.CLOSED: len(preview.closed),
            Fate.HERE: len(preview.updates),
            Fate.REPEATED: 0,
            Fate.PROBLEM: len(preview.problems),
        }

    def _rows(self, only: Fate | None) -> Iterator[PreviewRow]:
        preview = self._preview
        if only in {None, Fate.PROBLEM}:
            for at, problem in enumerate(preview.problems):
                yield PreviewRow(-1 - at, 0, Fate.PROBLEM, {"title": capital(problem.sentence)}, "")
        if only in {None, Fate.HERE}:
            for update in preview.updates:
                note = changes_words([change.sentence for change in update.changes])
                yield PreviewRow(update.record, 0, Fate.HERE, {"title": update.title}, note)
        for fate in (Fate.NEW, Fate.CLOSED):
            if only in {None, fate}:
                yield from (
                    PreviewRow(at, 0, fate, self._words(notice), notice.buyer)
                    for at, notice in enumerate(preview.new)
                    if (at in preview.closed) is (fate is Fate.CLOSED)
                )

    @staticmethod
    def _words(notice: PublicNotice) -> dict[str, str]:
        return {
            "title": notice.name,
            "closes": shown(notice.closing),
            "value": notice.value.words if notice.value else "",
        }

    def reading(self, row: PreviewRow) -> tuple[tuple[str, str], ...]:
        """Return what is understood of a new notice beneath its title; a dash where nothing is said."""
        if row.fate not in {Fate.NEW, Fate.CLOSED}:
            return ()
        notice = self._preview.new[row.key]
        suits = {"charities and social enterprises": notice.suitable_for_vcse, "small firms": notice.suitable_for_sme}
        told = {
            "Buyer": notice.buyer,
            "Buyer sits in": notice.buyer_nation.label if notice.buyer_nation else "",
            "Closes": shown(notice.closing),
            "Value": notice.value.words if notice.value else "",
            "Contract from": shown(notice.starts_on),
            "Contract to": shown(notice.ends_on),
            "Questions by": shown(notice.questions_close),
            "Said to suit": and_list([who for who, told in suits.items() if told]),
            "Lots": str(len(notice.lots)) if notice.lots else "",
            "Awarded to": ", ".join(dict.fromkeys(name for award in notice.awards for name in award.suppliers)),
            "Published": " · ".join(part for part in (notice.publisher, notice.released[:10]) if part),
            "Reference": notice.reference,
            "Link": notice.link,
        }
        return tuple((name, _short(words)) for name, words in told.items())

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
        kept += len(self._preview.closed) if decided.without_closed else 0
        return len(self._preview.new) + len(self._preview.updates) - kept
