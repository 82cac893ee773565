"""Finds the line of headings in somebody's table and guesses which column is what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from charitydesk.domain.imports.kinds import plain_words
from charitydesk.domain.imports.values import is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.imports.kinds import Column, ImportKind

LINES_LOOKED_AT = 40
"""Junk above the headings is a title, an address, a date of printing: never forty lines."""

# fmt: off
_NOISE = frozenset((
    "the", "of", "a", "an", "our", "your", "in", "for", "to", "dd", "mm", "yy", "yyyy", "hh", "date", "format",
    "please", "enter", "optional", "required", "gbp", "uk", "col", "column", "field", "e", "g", "eg", "ie", "if", "any",
    "known",
))
# fmt: on
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand and what they say.

    Args:
        row: The line's number in the file, from 1.
        words: Its cells, as they stand there.
    """

    row: int
    words: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The headings in a form that is the same for every file of the same make."""
        return "\x1f".join(plain_words(word) for word in self.words)


def find_headings(lines: Sequence[Sequence[object]], kinds: Sequence[ImportKind]) -> Headings | None:
    """Return the line that looks most like headings of one of the kinds, or the first that could be headings at all.

    Args:
        lines: The table's first lines, from its very first.
        kinds: What the table may be.
    """
    best: tuple[int, int] | None = None
    for at, line in enumerate(lines[:LINES_LOOKED_AT]):
        words = _words(line)
        known = max((len(guess_mapping(words, kind)) for kind in kinds), default=0)
        filled = sum(1 for word in words if word)
        if known >= min(2, filled) and known and (best is None or known > best[0]):
            best = (known, at)
    at = best[1] if best is not None else _first_filled(lines)
    return None if at is None else Headings(at + 1, _words(lines[at]))


def _words(line: Sequence[object]) -> tuple[str, ...]:
    words = ["" if cell is None else " ".join(str(cell)[:_LONGEST_HEADING].split()) for cell in line]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _first_filled(lines: Sequence[Sequence[object]]) -> int | None:
    widest = max((len(_words(line)) for line in lines[:LINES_LOOKED_AT]), default=0)
    for at, line in enumerate(lines[:LINES_LOOKED_AT]):
        words = _words(line)
        if words and all(words) and len(words) * 2 > widest:
            return at
    return next((at for at, line in enumerate(lines[:LINES_LOOKED_AT]) if not all(map(is_empty, line))), None)


def guess_kind(words: Sequence[str], kinds: Sequence[ImportKind]) -> ImportKind | None:
    """Return the kind whose columns the headings name best, required ones counting double; None when none fits."""

    def score(kind: ImportKind) -> float:
        found = set(guess_mapping(words, kind).values())
        needed = {column.name for column in kind.required}
        enough = needed <= found and all(found.intersection(group) for group in kind.one_of)
        return len(found) + len(found & needed) if enough else 0

    best = max(kinds, key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def guess_mapping(words: Sequence[str], kind: ImportKind) -> Mapping[int, str]:
    """Return which heading is which column of a kind, by the heading's place from 0; each column at most once.

    Headings that say a synonym word for word come first; what is left may share most of its words with one.
    """
    headings = {at: plain_words(word) for at, word in enumerate(words) if word}
    mapping: dict[int, str] = {}
    for at, heading in headings.items():
        name = kind.called.get(heading)
        if name is not None and name not in mapping.values():
            mapping[at] = name
    for at, heading in headings.items():
        if at not in mapping:
            name = _nearest(heading, [column for column in kind.columns if column.name not in mapping.values()])
            if name is not None:
                mapping[at] = name
    return dict(sorted(mapping.items()))


def _nearest(heading: str, columns: Sequence[Column]) -> str | None:
    """Return the column one of whose names shares more than half of all words with a heading, if just one does best."""
    said = _telling(heading)
    if not said:
        return None
    scores: dict[str, float] = {}
    for column in columns:
        if heading in column.not_called:
            continue
        for meant in _meanings(column):
            if (shared := len(said & meant) / len(said | meant)) > 0.5:
                scores[column.name] = max(shared, scores.get(column.name, 0))
    best = max(scores.values(), default=0)
    names = [name for name, score in scores.items() if score == best]
    return names[0] if len(names) == 1 else None


@lru_cache(512)
def _meanings(column: Column) -> tuple[frozenset[str], ...]:
    """Return the telling words of each of a column's names."""
    return tuple(filter(None, map(_telling, (*column.synonyms, plain_words(column.label)))))


@lru_cache(2048)  # the names of columns are asked for with every heading
def _telling(heading: str) -> frozenset[str]:
    words = heading.split()
    telling = frozenset(word for word in words if word not in _NOISE)
    return telling or frozenset(words)
