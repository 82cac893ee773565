"""Reads hundreds of thousands of plain texts together: one look at all of them tells that none needs its own.

Every function here returns exactly what its like for one text returns for each, or None where some text asks for a
closer look: a line break, a letter no page shows, a mark against formulas, a length nobody keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from charitydesk.domain.facts_form import LONGEST_TEXT
from charitydesk.domain.imports.values import EMPTY, is_empty, read_text
from charitydesk.domain.imports.words import LONGEST_NAME, read_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKS = ("'=", "'+", "'-", "'@")


def read_texts(cells: Sequence[str]) -> list[str | None] | None:
    """Return what `read_text` makes of each cell, None for one that says nothing; or None for all of them."""
    return _plain(cells, LONGEST_TEXT)


def read_names(cells: Sequence[str]) -> list[str | None] | None:
    """Return what `read_name` makes of each cell, None for one that says nothing; or None for all of them."""
    return _plain(cells, LONGEST_NAME) if not _has_gaps("|".join(cells)) else None


READS_MANY: dict[Callable[[object], object], Callable[[Sequence[str]], list[str | None] | None]] = {
    read_text: read_texts,
    read_name: read_names,
}
"""Readers of one cell, and who reads many of the same."""


def folded(texts: Sequence[str]) -> list[str] | None:
    """Return texts without capitals, single blanks between words; or None when one has more than blanks between."""
    together = "|".join(texts)
    if not together.isprintable() or _has_gaps(together):
        return None
    return list(map(str.casefold, map(str.strip, texts)))


def _has_gaps(together: str) -> bool:
    return "  " in together


def _plain(cells: Sequence[str], longest: int) -> list[str | None] | None:
    together = "".join(cells)
    if not together.isprintable() or max(map(len, cells), default=0) > longest:
        return None
    if "'" in together and any(mark in together for mark in _MARKS):
        return None
    # Among printable letters only the blank is white space.
    texts: list[str | None] = list(map(str.strip, cells))
    if EMPTY.isdisjoint(map(str.casefold, cast("list[str]", texts))):
        return texts
    return [None if is_empty(cell) else text for cell, text in zip(cells, texts, strict=True)]
