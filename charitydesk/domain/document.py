"""The one model of a printed page: letters, packs and statements are built of these blocks and two writers print them.

Text is plain text always: a writer prints `<b>` and `&` as typed. Every block carries a `key` that stays the same when
the document is drawn up again, so that an edit, a check or a source can point at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look.

    Args:
        text: Plain text; a line break inside it is printed as a line break.
        bold: Printed bold.
        italic: Printed italic.
    """

    text: str
    bold: bool = False
    italic: bool = False


class Align(StrEnum):
    """How a table column's text stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 to 3."""

    key: str
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    key: str
    runs: tuple[Run, ...]
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class NumberedPoint:
    """A numbered point.

    Args:
        number: The number as printed, worked out by whoever builds the document, so that every writer prints the same.
    """

    key: str
    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet of a list."""

    key: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines kept together, one under another: an address, a date with references, a sign-off.

    Args:
        right: Set at the right of the page.
        bold: Printed bold: a subject line.
        space_before: Blank lines above, for a signature.
    """

    key: str
    lines: tuple[str, ...]
    right: bool = False
    bold: bool = False
    space_before: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A table column.

    Args:
        title: Header text.
        share: Its share of the table's width, relative to the other columns.
        align: How its cells stand; figures stand right.
    """

    title: str
    share: int = 1
    align: Align = Align.LEFT


SHORT_TABLE = 8
"""Rows of a table that stays whole on one page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on every page; a row is never split across pages unless it must be.

    Args:
        rows: Cells as plain text, one tuple a row, each as long as `columns`.
        caption: Printed above the table; empty for none.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    bold_last_row: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    key: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the words that say the same.

    Args:
        png: The picture's bytes.
        alt: What it shows, in a sentence, for those who do not see it.
        width_mm: Printed width in millimetres.
    """

    key: str
    png: bytes
    alt: str
    width_mm: int = 160


Block = Heading | Paragraph | NumberedPoint | Bullet | Lines | Table | PageBreak | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it will be printed, whole.

    Args:
        title: The file's title property and the PDF's window title.
        author: The charity's name.
        subject: The file's subject property.
        blocks: Everything between letterhead and footer, in printed order.
        letterhead: Lines of the charity's own heading, printed at the top of the first page when the writer is given no
            letterhead file: name first, then address and contact lines.
        footer: Printed at the foot of every page beside `Page x of y`.
        language: BCP 47 tag.
    """

    title: str
    author: str
    subject: str
    blocks: tuple[Block, ...]
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class GlyphProblem:
    """Characters no available font can draw.

    Args:
        characters: The characters, each once.
        where: The key of the first block that holds one.
    """

    characters: str
    where: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer did.

    Args:
        sha256: Hex digest of the file's bytes.
        pages: Number of pages where the writer knows it (PDF), else None.
        glyph_problems: Characters that could not be drawn; empty when all could.
    """

    sha256: str
    size: int
    pages: int | None = None
    glyph_problems: tuple[GlyphProblem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture.

    Args:
        width: In pixels.
        height: In pixels.
        rgba: Four bytes a pixel, rows from the top, opaque.
    """

    width: int
    height: int
    rgba: bytes


def runs_text(runs: tuple[Run, ...]) -> str:
    """Return the plain text of runs."""
    return "".join(run.text for run in runs)


def block_texts(block: Block) -> Iterator[str]:
    """Yield a block's texts in reading order: what any writer must print, word for word."""
    match block:
        case Heading():
            yield block.text
        case Paragraph() | Bullet():
            yield runs_text(block.runs)
        case NumberedPoint():
            yield f"{block.number}."
            yield runs_text(block.runs)
        case Lines():
            yield from block.lines
        case Table():
            if block.caption:
                yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row
        case PageBreak():
            return
        case Picture():
            yield block.alt
