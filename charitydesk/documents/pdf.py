"""Writes documents as PDF files: A4, fonts embedded, text that can be searched and copied.

The file is not tagged: it says its title and language, but the Word file is the one to give to people who use a screen
reader. Pages are set before any is drawn, so `Page x of y` needs no second drawing.
"""

# The PDF library carries no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownLambdaType=false, reportUnknownParameterType=false

from __future__ import annotations

import hashlib
import io
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc

from charitydesk.documents.embedding import (
    FaceUse,
    describe,
    font_program,
    glyph_map,
    outline,
    packed,
    unicode_map,
    widths,
)
from charitydesk.documents.pages import (
    FOOTER,
    MARGIN,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET_RULE,
    TEXT_WIDTH,
    Placed,
    plain_line,
    set_pages,
)
from charitydesk.documents.text_safety import lines_of, require_printable
from charitydesk.domain.document import GlyphProblem, Written
from charitydesk.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.documents.lines import Line
    from charitydesk.documents.pages import Type
    from charitydesk.documents.shaping import Face, Glyph, Piece
    from charitydesk.domain.document import Document


def write_pdf(document: Document, target: Path, *, created: datetime | None = None) -> Written:
    """Write a PDF file; the old file of that name stands until the new one is whole.

    A letterhead file is Word's own and cannot be drawn here: the PDF always prints `Document.letterhead`.

    Args:
        document: What to print.
        target: The file to write; its folder must exist.
        created: The moment the file says it was made; now, unless given.

    Returns:
        The number of pages, and every character no font has: a replacement mark is printed in its place.

    Raises:
        BadInputError: A character cannot be printed.
        UserFacingError: The file cannot be written there.
    """
    data, result = pdf_bytes(document, created=created)
    write_atomically(target, data)
    return result


def pdf_bytes(document: Document, *, created: datetime | None = None) -> tuple[bytes, Written]:
    """Return a PDF file's bytes, the same for the same document and moment, and what `write_pdf` returns.

    Raises:
        BadInputError: A character cannot be printed.
    """
    require_printable(document)
    moment = (created or datetime.now(UTC)).astimezone(UTC)
    pages = set_pages(document)
    foot, missing = plain_line(" ".join(lines_of(document.footer)))
    problems = pages.glyph_problems + ((GlyphProblem(missing, "footer"),) if missing else ())
    file = pdfdoc.PDFDocument(invariant=1, compression=1, lang=document.language)
    fonts: dict[Face, FaceUse] = {}
    pictures = [f"P{number}" for number in range(len(pages.pictures))]
    count = len(pages.pages)
    for number, placed in enumerate(pages.pages, 1):
        drawing = _Drawing(fonts)
        drawing.boxes(placed)
        drawing.footer(foot, plain_line(f"Page {number} of {count}")[0])
        content = drawing.content()
        file.updateSignature(content)
        page = pdfdoc.PDFPage()
        page.MediaBox = f"[0 0 {PAGE_WIDTH:.2f} {PAGE_HEIGHT:.2f}]"
        page.Resources = pdfdoc.PDFObjectReference("Resources")
        page.Contents = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        file.addPage(page)
    resources = {"Font": pdfdoc.PDFDictionary({use.name: _font(file, use) for use in fonts.values()})}
    if pictures:
        images = zip(pictures, pages.pictures, strict=True)
        resources["XObject"] = pdfdoc.PDFDictionary({name: file.Reference(_image(png)) for name, png in images})
    file.Reference(pdfdoc.PDFDictionary(resources), "Resources")
    _describe(file, document, moment)
    data = bytes(file.GetPDFData(None))
    return data, Written(hashlib.sha256(data).hexdigest(), len(data), count, problems)


def _describe(file: pdfdoc.PDFDocument, document: Document, moment: datetime) -> None:
    file.setTitle(" ".join(lines_of(document.title)))
    file.setAuthor(" ".join(lines_of(document.author)))
    file.setSubject(" ".join(lines_of(document.subject)))
    file.setCreator("CharityDesk")
    file.setDateFormatter(lambda *_: moment.strftime("D:%Y%m%d%H%M%SZ"))
    settings = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
    file.Catalog.ViewerPreferences = settings  # pyright: ignore[reportAttributeAccessIssue]


class _Drawing:
    """One page's drawing instructions."""

    def __init__(self, fonts: dict[Face, FaceUse]) -> None:
        self._fonts = fonts
        self._out: list[str] = []
        self._colour = ""

    def content(self) -> bytes:
        return "\n".join(self._out).encode("ascii")

    def boxes(self, placed: list[Placed]) -> None:
        for box, top in placed:
            for across, down, line, type_ in box.words:
                self.line(MARGIN + across, top - down, line, type_)
            for down, weight, colour in box.rules:
                self._rule(top - down, weight, colour)
            if box.image:
                number, width, height = box.image
                self._out.append(f"q {width:.2f} 0 0 {height:.2f} {MARGIN:.2f} {top - height:.2f} cm /P{number} Do Q")

    def footer(self, text: Line, page: Line) -> None:
        height = 12 * MM + 4
        self._rule(height + 11, 0.5, QUIET_RULE)
        self.line(MARGIN, height - 2, text, FOOTER)
        width = page.width * FOOTER.size / 1000
        self.line(MARGIN + TEXT_WIDTH - width, height - 2, page, FOOTER)

    def line(self, across: float, up: float, line: Line, type_: Type) -> None:
        if not line.pieces:
            return
        colour = "" if type_.colour == self._colour else type_.colour + " "
        self._colour = type_.colour
        out = [f"{colour}BT {across:.2f} {up:.2f} Td"]
        current: Face | None = None
        open_text = ""
        place = 0
        shapes: list[str] = []
        for piece in line.pieces:
            if piece.face is not current:
                out.append(open_text + self._font(piece.face, type_.size, current))
                current = piece.face
                open_text = "]TJ "
                out.append("[")
            use = self._fonts[piece.face]
            if piece.plain:
                use.plain |= piece.used
                out.append(piece.plain)
            else:
                out.append(_shaped(piece, use, type_.size))
                shapes += _silent(piece, type_.size, across + place * type_.size / 1000, up)
            place += piece.width
        out.append("]TJ" + (" 0 Tr" if current and current.file.false_bold else "") + " ET")
        self._out.append("".join(out))
        self._out += shapes

    def _font(self, face: Face, size: float, before: Face | None) -> str:
        use = self._fonts.get(face)
        if use is None:
            number = len(self._fonts)
            tag = "CD" + "".join(chr(65 + number // 26**place % 26) for place in (3, 2, 1, 0))
            use = self._fonts[face] = FaceUse(face, f"F{number + 1}", tag)
        heavy = f" 2 Tr {size * 0.028:.2f} w" if face.file.false_bold else ""
        light = " 0 Tr" if before and before.file.false_bold and not heavy else ""
        return f"/{use.name} {size:g} Tf{heavy}{light}"

    def _rule(self, up: float, weight: float, colour: str) -> None:
        self._out.append(f"{colour} {weight:g} w {MARGIN:.2f} {up:.2f} m {MARGIN + TEXT_WIDTH:.2f} {up:.2f} l S")


def _shaped(piece: Piece, use: FaceUse, size: float) -> str:
    """Return a shaped run; where several glyphs share a text, the run says its text as a whole for those who copy it.

    Not from right to left: readers turn such a run's text round themselves, and would turn this one too. What says
    nothing there, a dot or a vowel's mark, is drawn as a shape beside the text: see `_silent`.
    """
    if piece.level % 2:
        return "".join(_glyph(glyph, use, size) if glyph.text else f"{-glyph.advance}" for glyph in piece.glyphs)
    glyphs = "".join(_glyph(glyph, use, size) for glyph in piece.glyphs)
    if all(glyph.text for glyph in piece.glyphs):
        return glyphs
    said = ("\ufeff" + piece.text).encode("utf-16-be").hex().upper()
    return f"]TJ /Span<</ActualText<{said}>>>BDC [{glyphs}]TJ EMC ["


def _silent(piece: Piece, size: float, across: float, up: float) -> list[str]:
    """Return the shapes of the glyphs of a right-to-left run that stand for no text of their own.

    Some readers give every glyph a character, and one without text would come out inside the word.

    Args:
        piece: The run.
        size: The font size.
        across: Where the run begins, in points.
        up: Its base line, in points.
    """
    shapes: list[str] = []
    scale, place = size / 1000, 0
    for glyph in piece.glyphs if piece.level % 2 else ():
        if not glyph.text and (shape := outline(piece.face, glyph.number)):
            x, y = across + (place + glyph.across) * scale, up + glyph.up * scale
            shapes.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {shape} f Q")
        place += glyph.advance
    return shapes


def _glyph(glyph: Glyph, use: FaceUse, size: float) -> str:
    code = use.code(glyph)
    after = use.face.advance(glyph.number) - glyph.advance + glyph.across
    text = f"{-glyph.across}<{code:04X}>" if glyph.across else f"<{code:04X}>"
    if glyph.up:
        text = f"]TJ {glyph.up * size / 1000:.2f} Ts [{text}]TJ 0 Ts ["
    return f"{text}{after}" if after else text


def _font(file: pdfdoc.PDFDocument, use: FaceUse) -> pdfdoc.PDFObjectReference:
    """Return a reference to a font that draws by glyph number and carries what each glyph says."""
    about = describe(use.face)
    name = f"/{use.tag}+{about.name}"
    program = font_program(use)
    font_file = _stream({"Length1": len(program)}, program)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4 | (64 if about.slant else 0),
            "FontBBox": "[{} {} {} {}]".format(*about.box),
            "ItalicAngle": about.slant,
            "Ascent": about.ascent,
            "Descent": about.descent,
            "CapHeight": 660,
            "StemV": about.stem,
            "FontFile2": file.Reference(font_file),
        }
    )
    table = glyph_map(use)
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": file.Reference(descriptor),
            "W": widths(use),
            "CIDToGIDMap": file.Reference(_stream({}, table)) if table else "/Identity",
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([file.Reference(descendant)]),
            "ToUnicode": file.Reference(_stream({}, unicode_map(use))),
        }
    )
    return file.Reference(font)


def _stream(entries: dict[str, object], content: bytes) -> pdfdoc.PDFStream:
    return _compressed(entries, packed(content))


def _compressed(entries: dict[str, object], content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({**entries, "Filter": "/FlateDecode"}), content)


def _image(png: bytes) -> pdfdoc.PDFStream:
    """Return a picture, on white where it is see-through."""
    from PIL import Image  # noqa: PLC0415 - only documents with charts need it

    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    entries: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": 8,
    }
    return _compressed(entries, zlib.compress(ground.convert("RGB").tobytes()))
