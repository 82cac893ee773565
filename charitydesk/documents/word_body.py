"""The body of a Word document as mark-up, written in one pass; the only place where text becomes Word mark-up."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charitydesk.documents.text_safety import LINE_BREAKS
from charitydesk.documents.word_styles import R
from charitydesk.domain.document import (
    SHORT_TABLE,
    Align,
    Bullet,
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
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.document import Block

_MARKUP = re.compile('[&<>"]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL = re.compile("(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029\t\u00ad])")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURNED = re.compile(f"([{_RTL}]+(?:[ \u00a0'\u2019.-]+[{_RTL}]+)*)")
_HAS_TURNED = re.compile(f"[{_RTL}]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU_A_MM = 36000
_TEXT_WIDTH = 9070
_LINE_TWIPS = 330


@dataclass(slots=True)
class Body:
    """Collects the body while it is written.

    Args:
        style_ids: Word's style names to the identifiers they have in this document.
        first_list: The first list number not taken.
        width: Width of the text in twentieths of a point.
    """

    style_ids: Mapping[str, str]
    first_list: int
    width: int = _TEXT_WIDTH
    out: list[str] = field(default_factory=list[str])
    list_starts: list[int] = field(default_factory=list[int])
    pictures: list[bytes] = field(default_factory=list[bytes])
    _last_number: int | None = None
    _break_before: bool = False

    def add(self, blocks: Sequence[Block]) -> str:  # noqa: C901 - one case for each kind of block
        """Write the blocks and return their mark-up."""
        for index, block in enumerate(blocks):
            following = blocks[index + 1 : index + 3]
            match block:
                case Heading():
                    self._paragraph(f"heading {min(max(block.level, 1), 3)}", (Run(block.text),), "<w:keepNext/>")
                case Paragraph():
                    keep = block.keep_with_next or leads_to_sign_off(following)
                    self._paragraph("", block.runs, "<w:keepNext/>" if keep else "")
                case NumberedPoint():
                    self._numbered(block)
                case Bullet():
                    self._paragraph("List Bullet", block.runs)
                case Lines():
                    self._lines(block, followed_by_signature=is_signature(following[0] if following else None))
                case Table():
                    self._table(block)
                case PageBreak():
                    self._break_before = True
                case Picture():
                    self._picture(block)
        if self._break_before:
            self._empty("After Table")
        return "".join(self.out)

    def _paragraph(self, style: str, runs: Sequence[Run], extra: str = "", rest: str = "") -> None:
        opening = f'<w:pStyle w:val="{self.style_ids[style]}"/>' if style else ""
        opening += extra + self._page_break() + rest
        self.out.append(f"<w:p><w:pPr>{opening}</w:pPr>" if opening else "<w:p>")
        self.out.extend(run_markup(run.text, bold=run.bold, italic=run.italic) for run in runs)
        self.out.append("</w:p>")

    def _page_break(self) -> str:
        if self._break_before:
            self._break_before = False
            return "<w:pageBreakBefore/>"
        return ""

    def _empty(self, style: str) -> None:
        self._paragraph(style, ())

    def _numbered(self, block: NumberedPoint) -> None:
        if self._last_number is None or block.number != self._last_number + 1:
            self.list_starts.append(block.number)
        self._last_number = block.number
        number = self.first_list + len(self.list_starts) - 1
        rest = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        self._paragraph("List Number", block.runs, rest=rest)

    def _lines(self, block: Lines, *, followed_by_signature: bool) -> None:
        style = "Subject" if block.bold else "Address"
        rest = f'<w:spacing w:before="{block.space_before * _LINE_TWIPS}"/>' if block.space_before else ""
        if block.right:
            rest += '<w:jc w:val="right"/>'
        keep = "<w:keepNext/>" if followed_by_signature else ""
        self._paragraph(style, (Run("\n".join(block.lines)),), keep, rest)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._paragraph("caption", (Run(block.caption),), "<w:keepNext/>")
        elif self._break_before:
            self._empty("After Table")
        shares = [max(column.share, 1) for column in block.columns]
        widths = [self.width * share // sum(shares) for share in shares]
        title = f'<w:tblCaption w:val="{escape(LINE_BREAKS.sub(" ", block.caption))}"/>' if block.caption else ""
        self.out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style_ids["CharityDesk Table"]}"/>'
            '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
            f'w:noVBand="1"/>{title}</w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + "</w:tblGrid>"
        )
        starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>' for width in widths]
        ends = ['<w:jc w:val="right"/></w:pPr>' if c.align is Align.RIGHT else "</w:pPr>" for c in block.columns]
        last = len(block.rows) - 1
        short = last < SHORT_TABLE
        self._row(
            [column.title for column in block.columns], starts, ends, "Table Heading", "<w:tblHeader/>", keep=True
        )
        for index, row in enumerate(block.rows):
            keep = index < last and (short or index == last - 1)  # no last row stands alone on a page
            self._row(row, starts, ends, "Table Text", bold=block.bold_last_row and index == last, keep=keep)
        self.out.append("</w:tbl>")
        self._empty("After Table")

    def _row(
        self,
        cells: Sequence[str],
        starts: list[str],
        ends: list[str],
        style: str,
        header: str = "",
        *,
        bold: bool = False,
        keep: bool = False,
    ) -> None:
        out = self.out
        out.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>")
        named = f'<w:pStyle w:val="{self.style_ids[style]}"/>{"<w:keepNext/>" if keep else ""}'
        for text, start, end in zip(cells, starts, ends, strict=True):
            out.append(f"{start}{named}{end}{run_markup(text, bold=bold)}</w:p></w:tc>")
        out.append("</w:tr>")

    def _picture(self, block: Picture) -> None:
        self.pictures.append(block.png)
        number = len(self.pictures)
        across, down = png_size(block.png)
        width = min(block.width_mm, self.width * 25.4 / 1440) * _EMU_A_MM
        extent = f'cx="{round(width)}" cy="{round(width * down / across)}"'
        opening = "<w:keepNext/>" + self._page_break()
        alt = escape(LINE_BREAKS.sub(" ", block.alt))
        self.out.append(
            f"<w:p><w:pPr>{opening}</w:pPr><w:r><w:drawing>"
            f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture" xmlns:r="{R}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{alt}"/>'
            f"<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="rIdCdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )
        self._paragraph("Picture Text", (Run(block.alt),))


def is_signature(block: Block | None) -> bool:
    """Return whether a block is the name under a signature: it must not leave its closing words."""
    return isinstance(block, Lines) and block.space_before > 0


def leads_to_sign_off(following: Sequence[Block]) -> bool:
    """Return whether what follows is the sign-off, which never stands alone on a page."""
    if not following or not isinstance(following[0], Lines):
        return False
    return is_signature(following[0]) or (len(following) > 1 and is_signature(following[1]))


def escape(text: str) -> str:
    """Return text as it stands between tags or inside a quoted attribute."""
    return _MARKUP.sub(lambda match: _ENTITIES[match[0]], text)


def run_markup(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return a run of one look; right-to-left names become runs of their own, so that Word sets them rightly."""
    if not text:
        return ""
    look = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    if not _HAS_TURNED.search(text):
        return _run(text, look)
    pieces = _TURNED.split(text)
    return "".join(
        _run(piece, look + ('<w:rtl/><w:lang w:bidi="he-IL"/>' if _HEBREW.search(piece) else "<w:rtl/>"))
        if index % 2
        else _run(piece, look)
        for index, piece in enumerate(pieces)
        if piece
    )


def _run(text: str, look: str) -> str:
    opening = f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"
    if not _SPECIAL.search(text):
        return f'{opening}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    inside = "".join(
        ("<w:tab/>" if piece == "\t" else "<w:softHyphen/>" if piece == "\u00ad" else "<w:br/>")
        if index % 2
        else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for index, piece in enumerate(_SPECIAL.split(text))
        if piece
    )
    return f"{opening}{inside}</w:r>"


def png_size(png: bytes) -> tuple[int, int]:
    """Return a PNG picture's width and height in pixels.

    Raises:
        ValueError: The bytes are no PNG picture.
    """
    if png[:8] != b"\x89PNG\r\n\x1a\n" or len(png) < 24:
        raise ValueError("not a PNG picture")
    across, down = struct.unpack(">II", png[16:24])
    if not across or not down:
        raise ValueError("an empty picture")
    return across, down
