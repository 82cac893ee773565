"""Puts fonts into a PDF: only the glyphs used, each with the text it stands for, so that text can be copied."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

if TYPE_CHECKING:
    from charitydesk.documents.shaping import Face, Glyph

_DROPPED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "gasp",
    "STAT",
    "name",
    "post",
    "cmap",
    "OS/2",
    "DSIG",
    "kern",
    "MATH",
)


# Some readers take the code of a glyph without text for a character: these are characters that show and say nothing.
_SILENT = (*range(0xFE00, 0xFE10), *range(0x2060, 0x2070))


@dataclass(slots=True)
class FaceUse:
    """What one document uses of one font.

    Args:
        face: The font.
        name: Its name among the page's resources.
        tag: Six capitals that mark a part of a font, different for each.
    """

    face: Face
    name: str
    tag: str
    plain: set[int] = field(default_factory=set[int])
    extra: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])

    def code(self, glyph: Glyph) -> int:
        """Return the code a glyph is drawn by: its number, or a new one when it stands for something unusual here."""
        if self.face.text_of.get(glyph.number) == glyph.text:
            self.plain.add(glyph.number)
            return glyph.number
        key = (glyph.number, glyph.text)
        code = self.extra.get(key)
        if code is None:
            count = self.face.blob.glyph_count
            taken = set(self.extra.values())
            free = (c for c in _SILENT if c >= count and c not in taken) if not glyph.text else iter(())
            code = self.extra[key] = next(free, None) or next(c for c in range(count, 0xFFFF) if c not in taken)
        return code

    def codes(self) -> list[tuple[int, int, str]]:
        """Return every code used, with its glyph and its text."""
        usual = [(number, number, self.face.text_of.get(number, "")) for number in sorted(self.plain)]
        return usual + [(code, number, text) for (number, text), code in self.extra.items()]


def font_program(use: FaceUse) -> bytes:
    """Return the font file with the glyphs used and nothing else; the glyphs keep their numbers."""
    return _subset(use.face, frozenset(glyph for _, glyph, _ in use.codes()))


def widths(use: FaceUse) -> str:
    """Return the widths of the codes used, in a PDF's notation."""
    return "[" + "".join(f"{code}[{use.face.advance(glyph)}]" for code, glyph, _ in sorted(use.codes())) + "]"


def glyph_map(use: FaceUse) -> bytes | None:
    """Return the table from codes to glyphs, or None when every code is its glyph's number."""
    if not use.extra:
        return None
    table = bytearray(2 * (max(use.extra.values()) + 1))
    for code, glyph, _ in use.codes():
        struct.pack_into(">H", table, 2 * code, glyph)
    return bytes(table)


def unicode_map(use: FaceUse) -> bytes:
    """Return the table from codes to text."""
    pairs = [(code, text) for code, _, text in sorted(use.codes())]
    out = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Text def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        chunk = pairs[start : start + 100]
        out.append(f"{len(chunk)} beginbfchar")
        out += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in chunk]
        out.append("endbfchar")
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out).encode()


@lru_cache(maxsize=1024)
def outline(face: Face, glyph: int) -> str:
    """Return a glyph's shape as a PDF draws it, in thousandths of the font size; empty where it has none."""
    shape: list[str] = []
    face.font.draw_glyph(glyph, _pen(), shape)
    return " ".join(shape)


@lru_cache(maxsize=1)
def _pen() -> hb.DrawFuncs:
    def curve(*told: Any) -> None:
        *points, shape = told
        shape.append(" ".join(f"{point:.0f}" for point in points) + " c")

    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, shape: shape.append(f"{x:.0f} {y:.0f} m"))
    pen.set_line_to_func(lambda x, y, shape: shape.append(f"{x:.0f} {y:.0f} l"))
    pen.set_cubic_to_func(curve)
    pen.set_close_path_func(lambda shape: shape.append("h"))
    return pen


@dataclass(frozen=True, slots=True)
class Description:
    """What a PDF says of a font: names and measures in thousandths of its size."""

    name: str
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    slant: int
    stem: int


@lru_cache(maxsize=64)
def describe(face: Face) -> Description:
    """Return a font's description."""
    head = face.blob.reference_table("head").data
    units = face.blob.upem
    low_x, low_y, high_x, high_y = (round(value * 1000 / units) for value in struct.unpack(">4h", head[36:44]))
    extents = face.font.get_font_extents("ltr")
    name = face.blob.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    heavy = "Bold" in name or dict(face.file.axes).get("wght", 400) > 600
    if heavy and "Bold" not in name:
        name = name.replace("Regular", "") + "Bold"
    return Description(
        "".join(character for character in name if character.isalnum() or character == "-"),
        (low_x, low_y, high_x, high_y),
        extents.ascender,
        extents.descender,
        -11 if "It" in name.rpartition("-")[2] else 0,
        140 if heavy else 84,
    )


@lru_cache(maxsize=128)
def packed(content: bytes) -> bytes:
    """Return bytes compressed; a font's part for the same letters is compressed once."""
    return zlib.compress(content, 6)


@lru_cache(maxsize=128)
def _subset(face: Face, glyphs: frozenset[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    for tag, value in face.file.axes:
        wanted.pin_axis_location(face.blob, tag, value)
    made = wanted.subset(face.blob)
    return made.blob.data
