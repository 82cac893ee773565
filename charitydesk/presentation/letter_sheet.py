"""A letter as the sheets of paper it fills on the screen: pieces in printed order, each of which says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.document import Heading, Lines, NumberedPoint
from charitydesk.domain.letters import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.domain.document import Document
    from charitydesk.domain.letters import DraftBlock, Grid
    from charitydesk.services.letters import LetterView

_BLANK = re.compile(r"(\[fill in: [^\]]*\])")
_LABEL = 60


class Kind(StrEnum):
    """What a piece of a sheet is."""

    LETTERHEAD = "letterhead"
    LINES = "lines"
    SUBJECT = "subject"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    BULLET = "bullet"
    TABLE = "table"
    GONE = "gone"


class Whose(StrEnum):
    """Whose words a piece holds."""

    GENERATED = "generated"
    EDITED = "edited"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing on the sheet that the keyboard can stand on.

    Args:
        key: The block's key, stable while the letter changes.
        kind: What it is.
        text: Its words, as typed; lines are parted by line breaks.
        number: A point's printed number.
        level: A heading's level.
        grid: A table's content.
        whose: Whose words they are.
        conflict: What the changed facts would say, where the person's words were written against older ones.
        opens: Where it is changed when not on the sheet: a field of the details, or `settings`; empty for the sheet.
        annex: Whether it belongs to an annex, after which nothing may be added.
    """

    key: str
    kind: Kind
    text: str
    number: int = 0
    level: int = 0
    grid: Grid | None = None
    whose: Whose = Whose.GENERATED
    conflict: str | None = None
    opens: str = ""
    annex: bool = False

    @property
    def editable(self) -> bool:
        """Whether its words can be typed over on the sheet."""
        return self.kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.POINT, Kind.BULLET}

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        words = self.text.replace("\n", ", ")
        if self.kind is Kind.TABLE:
            return table_words(self.grid)
        if self.kind is Kind.PARAGRAPH:
            return words or "New paragraph, still empty"
        if self.kind is Kind.GONE:
            words = shortened(words)
        first = {
            Kind.POINT: f"Point {self.number}",
            Kind.HEADING: "Heading",
            Kind.BULLET: "Bullet",
            Kind.GONE: "Taken out",
            Kind.LETTERHEAD: "Letterhead",
        }
        return f"{first.get(self.kind) or _NAMES.get(self.key, 'Lines')}: {words}"

    @property
    def hint(self) -> str:
        """What can be done with it, in a sentence."""
        if self.kind is Kind.GONE:
            return "Press Enter to put it back."
        if self.opens == "settings":
            return "It comes from Settings. Press Enter to go there."
        if self.opens:
            return "Press Enter to change it in the details."
        if self.kind is Kind.TABLE:
            return "The table is drawn up from the record and the findings; it changes with them."
        if not self.editable:
            return "It is drawn up from the record."
        whose = {Whose.EDITED: "You changed these words. ", Whose.ADDED: "You added this paragraph. "}.get(
            self.whose, ""
        )
        conflict = "The facts have changed since. " if self.conflict is not None else ""
        return f"{whose}{conflict}Press Enter to edit."


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of paper: the letter itself, or an annex that begins on a page of its own.

    Args:
        key: Stable.
        pieces: In printed order.
        footer: Printed at its foot.
    """

    key: str
    pieces: tuple[Piece, ...]
    footer: str


_WHOSE = {Whose.EDITED: "You changed these words. ", Whose.ADDED: "You added this paragraph. "}
_NAMES = {
    "marking": "Marking",
    "address": "Address",
    "date": "Date and references",
    "salutation": "Salutation",
    "subject": "Subject",
    "closing": "Closing",
    "signature": "Signed by",
    "enclosures": "Enclosures",
    "copies": "Copies",
}
_OPENS = {
    "address": "addressee",
    "date": "date",
    "salutation": "salutation",
    "closing": "settings",
    "signature": "settings",
    "enclosures": "enclosures",
    "copies": "copies",
}
_HEAD = ("marking", "address", "date", "salutation", "subject")
_FOOT = ("closing", "signature", "enclosures", "copies")
_KINDS = {Role.HEADING: Kind.HEADING, Role.POINT: Kind.POINT, Role.BULLET: Kind.BULLET, Role.TABLE: Kind.TABLE}


def leaves(view: LetterView) -> tuple[Leaf, ...]:
    """Return a letter as sheets of paper, in printed order.

    Args:
        view: The letter as drawn up; its document says what is printed and with which numbers.
    """
    document = view.document
    lines = {block.key: block for block in document.blocks if isinstance(block, Lines)}
    pieces: list[Piece] = []
    if document.letterhead:
        pieces.append(Piece("letterhead", Kind.LETTERHEAD, "\n".join(document.letterhead), opens="settings"))
    pieces += _lines(lines, _HEAD)
    body = [block for block in view.draft.blocks if not block.annex]
    pieces += _blocks(body, document)
    pieces += _lines(lines, _FOOT)
    annexes = (
        Leaf(annex[0].key, tuple(_blocks(annex, document)), document.footer) for annex in _annexes(view.draft.blocks)
    )
    return (Leaf("letter", tuple(pieces), document.footer), *annexes)


def _lines(lines: dict[str, Lines], keys: tuple[str, ...]) -> Iterator[Piece]:
    for key in keys:
        kind = Kind.SUBJECT if key in {"subject", "marking"} else Kind.LINES
        if key in lines:
            yield Piece(key, kind, "\n".join(lines[key].lines), opens=_OPENS.get(key, ""))
        elif key in _MISSING:
            yield Piece(key, kind, _MISSING[key], opens=_OPENS[key])


_MISSING = {
    "address": "[fill in: to whom the letter goes]",
    "signature": "[fill in: who signs the letter]",
}


def _blocks(blocks: list[DraftBlock], document: Document) -> Iterator[Piece]:
    numbers = {block.key: block.number for block in document.blocks if isinstance(block, NumberedPoint)}
    headings = {block.key for block in document.blocks if isinstance(block, Heading)}
    for block in blocks:
        if block.role is Role.HEADING and block.text.strip() and block.key not in headings:
            continue
        yield _piece(block, numbers.get(block.key, 0))


def _piece(block: DraftBlock, number: int) -> Piece:
    whose = Whose.ADDED if block.added else Whose.EDITED if block.edited is not None else Whose.GENERATED
    if block.grid is None and not block.text.strip() and not block.added:
        return Piece(block.key, Kind.GONE, block.generated, whose=whose, annex=block.annex)
    return Piece(
        key=block.key,
        kind=_KINDS.get(block.role, Kind.PARAGRAPH),
        text=block.text,
        number=number,
        level=block.level,
        grid=block.grid,
        whose=whose,
        conflict=block.conflict,
        annex=block.annex,
    )


def _annexes(blocks: tuple[DraftBlock, ...]) -> Iterator[list[DraftBlock]]:
    annex: list[DraftBlock] = []
    for block in blocks:
        if not block.annex:
            continue
        if block.role is Role.HEADING and block.level == 1 and annex:
            yield annex
            annex = []
        annex.append(block)
    if annex:
        yield annex


def marked(text: str) -> list[tuple[str, bool]]:
    """Return a text in parts, each with whether it is a blank to fill in.

    Example:
        >>> marked("By [fill in: the day] at noon")
        [('By ', False), ('[fill in: the day]', True), (' at noon', False)]
    """
    return [(part, bool(_BLANK.fullmatch(part))) for part in _BLANK.split(text) if part]


def shortened(text: str, most: int = _LABEL) -> str:
    """Return the beginning of a text, cut at a word."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"


def table_words(grid: Grid | None) -> str:
    """Return how a table is introduced when it is spoken."""
    if grid is None:
        return "Table"
    columns = ", ".join(column.title for column in grid.columns)
    rows = len(grid.rows)
    return f"{grid.caption or 'Table'} with {rows} {'row' if rows == 1 else 'rows'}: {columns}"


def row_words(grid: Grid, row: int) -> str:
    """Return a row of a table as one spoken sentence."""
    cells = zip(grid.columns, grid.rows[row], strict=True)
    return ". ".join(f"{column.title}: {cell.rstrip('.')}" for column, cell in cells if cell) + "."
