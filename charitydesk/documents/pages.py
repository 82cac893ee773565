"""Sets a document on A4 pages: what every line, row and picture is, and on which page each stands.

The rules a careful typist keeps: no first or last line of a paragraph alone on a page, no heading or caption at its
foot, no sign-off by itself, rows whole, and a table's header again at the top of each page it runs on to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from charitydesk.documents.lines import Breaker, Line
from charitydesk.documents.word_body import is_signature, leads_to_sign_off, png_size
from charitydesk.domain.document import (
    SHORT_TABLE,
    Align,
    Bullet,
    GlyphProblem,
    Heading,
    Lines,
    NumberedPoint,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.document import Block, Document

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 25 * MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
_TOP, _BOTTOM = PAGE_HEIGHT - MARGIN, MARGIN
_LETTERHEAD_TOP = PAGE_HEIGHT - 14 * MM
_INDENT = 25.5
_CELL_ACROSS, _CELL_UP = 4.25, 3.2


class Type(NamedTuple):
    """A size of type: font size, distance of lines and colour."""

    size: float
    leading: float
    colour: str = "0 g"


INK, ACCENT, QUIET = "0 g", "0.122 0.306 0.373 rg", "0.29 0.353 0.38 rg"
ACCENT_RULE, QUIET_RULE = "0.122 0.306 0.373 RG", "0.56 0.64 0.67 RG"
BODY = Type(11.5, 16)
SMALL = Type(9.8, 12.8)
FOOTER = Type(8.8, 11, QUIET)
_HEADINGS = {1: Type(15.5, 19.5, ACCENT), 2: Type(13.2, 17, ACCENT), 3: Type(11.5, 15.5, ACCENT)}
_HEADING_SPACE = {1: (18.0, 6.0), 2: (14.0, 4.0), 3: (11.0, 3.0)}
_CAPTION = Type(10.6, 14, ACCENT)
_TABLE_HEAD = Type(9.8, 12.8, ACCENT)
_PICTURE_TEXT = Type(9.8, 13, QUIET)
_NAME = Type(19, 24, ACCENT)
_CONTACT = Type(9.4, 12.6, QUIET)


class Words(NamedTuple):
    """A line of text at a place: across from the left margin, and down from the top of its box to its foot."""

    across: float
    down: float
    line: Line
    type: Type


class Rule(NamedTuple):
    """A thin line across the text's width, down from the top of its box."""

    down: float
    weight: float
    colour: str


class Image(NamedTuple):
    """A picture that fills its box: number, width and height in points."""

    number: int
    width: float
    height: float


@dataclass(slots=True)
class Box:
    """What stands or moves as one.

    Args:
        height: Its height in points.
        before: Space above it, dropped at the top of a page.
        keep: It must not be parted from what follows.
        header: The header row to repeat when a page begins with this row.
        new_page: A page begins with it.
    """

    height: float
    words: list[Words] = field(default_factory=list[Words])
    rules: list[Rule] = field(default_factory=list[Rule])
    image: Image | None = None
    before: float = 0
    keep: bool = False
    header: Box | None = None
    new_page: bool = False


class Placed(NamedTuple):
    """A box and the height of its top above the foot of the page."""

    box: Box
    top: float


@dataclass(slots=True)
class Pages:
    """A document set on pages.

    Args:
        pages: What stands on each.
        pictures: The pictures' bytes, in the order of their numbers.
        glyph_problems: Characters no font has.
    """

    pages: list[list[Placed]]
    pictures: list[bytes]
    glyph_problems: tuple[GlyphProblem, ...]


def set_pages(document: Document) -> Pages:
    """Return a document's pages."""
    setter = _Setter()
    head = setter.letterhead(document.letterhead)
    boxes = setter.boxes(document.blocks)
    pages = _paginate(head, boxes)
    return Pages(pages, setter.pictures, tuple(setter.problems))


def plain_line(text: str) -> tuple[Line, str]:
    """Return one unbroken line of small print and the characters no font has."""
    breaker = Breaker()
    return breaker.lines((Run(text),), 1e9)[0], "".join(sorted(breaker.missing))


@dataclass(slots=True)
class _Setter:
    pictures: list[bytes] = field(default_factory=list[bytes])
    problems: list[GlyphProblem] = field(default_factory=list[GlyphProblem])
    _told: set[str] = field(default_factory=set[str])
    _gap: float = 0

    def letterhead(self, lines: tuple[str, ...]) -> list[Box]:
        boxes: list[Box] = []
        for index, text in enumerate(lines):
            boxes += self._text(
                "letterhead", (Run(text),), _CONTACT if index else _NAME, bold=not index, after=0 if index else 3
            )
        if boxes:
            boxes.append(Box(10, rules=[Rule(7, 1, ACCENT_RULE)]))
        for box in boxes:
            box.keep = True
        return boxes

    def boxes(self, blocks: Sequence[Block]) -> list[Box]:
        result: list[Box] = []
        new_page = False
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                new_page = True
                continue
            made = self._block(block, blocks[index + 1 : index + 3])
            made[0].new_page, new_page = new_page, False
            result += made
        return result

    def _block(self, block: Block, following: Sequence[Block]) -> list[Box]:  # noqa: PLR0911 - one for each kind
        match block:
            case Heading():
                level = min(max(block.level, 1), 3)
                before, after = _HEADING_SPACE[level]
                return self._text(
                    block.key, (Run(block.text),), _HEADINGS[level], bold=True, before=before, after=after, keep=True
                )
            case Paragraph():
                keep = block.keep_with_next or leads_to_sign_off(following)
                return self._text(block.key, block.runs, BODY, after=7, keep_last=keep)
            case NumberedPoint():
                return self._point(block.key, f"{block.number}.", block.runs, 0, 5)
            case Bullet():
                return self._point(block.key, "•", block.runs, 10, 3)
            case Lines():
                return self._lines(block, keep_last=block.bold or is_signature(following[0] if following else None))
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case PageBreak():
                return []

    def _break(self, key: str, runs: Sequence[Run], type_: Type, width: float, *, bold: bool = False) -> list[Line]:
        breaker = Breaker()
        lines = breaker.lines(runs, width * 1000 / type_.size, bold=bold)
        new = breaker.missing - self._told
        if new:
            self._told |= new
            self.problems.append(GlyphProblem("".join(sorted(new)), key))
        return lines

    def _text(
        self,
        key: str,
        runs: Sequence[Run],
        type_: Type,
        *,
        across: float = 0,
        bold: bool = False,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        keep_last: bool = False,
        right: bool = False,
    ) -> list[Box]:
        lines = self._break(key, runs, type_, TEXT_WIDTH - across, bold=bold)
        boxes = [
            Box(
                type_.leading,
                [Words(_right(line, type_, TEXT_WIDTH) if right else across, _foot(type_), line, type_)],
                keep=keep,
            )
            for line in lines
        ]
        if len(boxes) > 1 and not keep:
            boxes[0].keep = boxes[-2].keep = True
        boxes[-1].keep = keep or keep_last
        boxes[0].before = max(before, self._gap)
        self._gap = after
        return boxes

    def _point(self, key: str, label: str, runs: Sequence[Run], across: float, after: float) -> list[Box]:
        boxes = self._text(key, runs, BODY, across=_INDENT, after=after)
        mark = self._break(key, (Run(label),), BODY, _INDENT)[0]
        boxes[0].words.insert(0, Words(across, _foot(BODY), mark, BODY))
        return boxes

    def _lines(self, block: Lines, *, keep_last: bool) -> list[Box]:
        after = 10 if block.bold else 13
        boxes = self._text(
            block.key,
            (Run("\n".join(block.lines)),),
            BODY,
            bold=block.bold,
            before=block.space_before * BODY.leading,
            after=after,
            keep=True,
            right=block.right,
        )
        boxes[-1].keep = keep_last
        return boxes

    def _table(self, block: Table) -> list[Box]:
        boxes: list[Box] = []
        if block.caption:
            boxes += self._text(block.key, (Run(block.caption),), _CAPTION, bold=True, before=10, after=5, keep=True)
        header = self._row(block, [column.title for column in block.columns], _TABLE_HEAD, bold=True)[0]
        header.rules = [Rule(0, 1, ACCENT_RULE), Rule(header.height, 1, ACCENT_RULE)]
        header.keep = True
        header.before, self._gap = self._gap, 0
        boxes.append(header)
        repeated = replace(header, before=0, keep=True)
        last = len(block.rows) - 1
        for index, cells in enumerate(block.rows):
            parts = self._row(block, cells, SMALL, bold=block.bold_last_row and index == last)
            parts[-1].rules.append(
                Rule(parts[-1].height, 1, ACCENT_RULE) if index == last else Rule(parts[-1].height, 0.5, QUIET_RULE)
            )
            for part in parts:
                part.header = repeated
            short = last < SHORT_TABLE and index < last
            for part in parts if short else ():
                part.keep = True
            parts[-1].keep = short or index == last - 1  # no last row stands alone on a page
            boxes += parts
        self._gap = 16
        return boxes

    def _row(self, block: Table, cells: Sequence[str], type_: Type, *, bold: bool) -> list[Box]:
        total = sum(max(column.share, 1) for column in block.columns)
        columns: list[list[tuple[float, Line]]] = []
        left = 0.0
        for column, text in zip(block.columns, cells, strict=True):
            width = TEXT_WIDTH * max(column.share, 1) / total
            inner = width - 2 * _CELL_ACROSS
            lines = self._break(block.key, (Run(text),), type_, inner, bold=bold)
            columns.append(
                [
                    (left + _CELL_ACROSS + (_right(line, type_, inner) if column.align is Align.RIGHT else 0), line)
                    for line in lines
                ]
            )
            left += width
        depth = max((len(column) for column in columns), default=1)
        # A row taller than a page is the one that must be divided.
        step = int((_TOP - _BOTTOM - 80) / type_.leading)
        boxes: list[Box] = []
        for start in range(0, depth, step):
            count = min(step, depth - start)
            box = Box(count * type_.leading + 2 * _CELL_UP)
            for column in columns:
                for index, (across, line) in enumerate(column[start : start + count]):
                    down = _CELL_UP + index * type_.leading + _foot(type_)
                    box.words.append(Words(across, down, line, type_))
            boxes.append(box)
        return boxes

    def _picture(self, block: Picture) -> list[Box]:
        self.pictures.append(block.png)
        across, down = png_size(block.png)
        width = min(block.width_mm * MM, TEXT_WIDTH)
        height = min(width * down / across, _TOP - _BOTTOM - 60)
        width = height * across / down
        box = Box(height, image=Image(len(self.pictures) - 1, width, height), before=self._gap, keep=True)
        self._gap = 5
        return [box, *self._text(block.key, (Run(block.alt),), _PICTURE_TEXT, before=5, after=10)]


def _foot(type_: Type) -> float:
    """Return where letters stand below the top of their line."""
    return (type_.leading - type_.size) / 2 + type_.size * 0.86


def _right(line: Line, type_: Type, width: float) -> float:
    return width - line.width * type_.size / 1000


def _paginate(head: list[Box], boxes: list[Box]) -> list[list[Placed]]:
    page: list[Placed] = []
    pages = [page]
    top = _LETTERHEAD_TOP
    for box in head:
        page.append(Placed(box, top - box.before))
        top -= box.before + box.height
    top = min(top - 12, _TOP) if head else _TOP
    fresh = True
    index = 0
    while index < len(boxes):
        end = index
        while boxes[end].keep and end + 1 < len(boxes) and not boxes[end + 1].new_page:
            end += 1
        chain = boxes[index : end + 1]
        height = sum(box.height + box.before for box in chain) - (chain[0].before if fresh else 0)
        if not fresh and (chain[0].new_page or (top - height < _BOTTOM and _fits_a_page(chain))):
            page, top, fresh = _turn(pages, chain[0])
        for place, box in enumerate(chain):
            needed = box.before + box.height
            if box.header is not None and place == len(chain) - 2:
                needed += chain[-1].before + chain[-1].height
            if not fresh and top - needed < _BOTTOM:
                page, top, fresh = _turn(pages, box)
            top -= 0 if fresh else box.before
            page.append(Placed(box, top))
            top -= box.height
            fresh = False
        index = end + 1
    return pages


def _fits_a_page(chain: list[Box]) -> bool:
    head = chain[0].header
    room = _TOP - _BOTTOM - (head.height if head else 0)
    return sum(box.height + box.before for box in chain) - chain[0].before <= room


def _turn(pages: list[list[Placed]], first: Box) -> tuple[list[Placed], float, bool]:
    """Begin a page, with the table's header again if a row comes first."""
    page: list[Placed] = []
    pages.append(page)
    if first.header is None:
        return page, _TOP, True
    page.append(Placed(first.header, _TOP))
    return page, _TOP - first.header.height, False
