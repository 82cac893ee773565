"""Turns words into glyphs: which font draws them, how wide they are, and what is written into the PDF for them.

Plain Latin, Greek and Cyrillic words are kerned once and remembered; anything that joins, stacks or turns is shaped in
runs of one font, script and direction. Every glyph carries the text it stands for: what is copied is what was typed.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from charitydesk.documents.fonts import packaged_faces, system_faces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.documents.fonts import FontFile

_PLAIN = re.compile(
    "[!-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]+"
)
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_PLAIN_FEATURES = {"liga": False, "clig": False}
_KEPT_WORDS = 40_000
_REPLACEMENT = "\ufffd"
_NO_EMBEDDING = 0x2


class Glyph(NamedTuple):
    """One glyph of a shaped run; measures are thousandths of the font size."""

    number: int
    text: str
    advance: int
    across: int
    up: int


class Piece(NamedTuple):
    """A run of one face, in the order it is drawn from left to right.

    Args:
        face: The font.
        width: Its width in thousandths of the font size.
        plain: What is written into the PDF, when every glyph stands for its one usual character; else empty.
        glyphs: The glyphs otherwise.
        used: The numbers of its glyphs, for a plain run.
        level: Direction: odd runs from right to left.
        text: What a shaped run says; empty for a plain one.
    """

    face: Face
    width: int
    plain: str
    glyphs: tuple[Glyph, ...]
    used: frozenset[int]
    level: int = 0
    text: str = ""


@dataclass(eq=False, slots=True)
class Face:
    """A font opened for measuring and drawing."""

    file: FontFile
    blob: hb.Face
    font: hb.Font
    characters: frozenset[int]
    glyph_of: dict[int, int]
    text_of: dict[int, str]
    advances: dict[int, int] = field(default_factory=dict[int, int])
    words: dict[str, Piece | None] = field(default_factory=dict[str, "Piece | None"])
    runs: dict[tuple[str, int], Piece] = field(default_factory=dict[tuple[str, int], Piece])

    def advance(self, glyph: int) -> int:
        """Return a glyph's own width."""
        known = self.advances.get(glyph)
        if known is None:
            known = self.advances[glyph] = self.font.get_glyph_h_advance(glyph)
        return known

    def spaces(self, count: int) -> Piece:
        """Return a run of spaces."""
        known = self.words.get(" " * count)
        if known is None:
            glyph = self.glyph_of[32]
            text = "<" + f"{glyph:04X}" * count + ">"
            known = self.words[" " * count] = Piece(self, self.advance(glyph) * count, text, (), frozenset({glyph}))
        return known

    def plain_word(self, word: str) -> Piece | None:
        """Return a word of one plain script, or None if it needs shaping or another font."""
        try:
            return self.words[word]
        except KeyError:
            if len(self.words) > _KEPT_WORDS:
                self.words.clear()
            made = self.words[word] = self._plain_word(word)
            return made

    def _plain_word(self, word: str) -> Piece | None:
        if not _PLAIN.fullmatch(word) or not self.characters.issuperset(map(ord, word)):
            return None
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, _PLAIN_FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if len(infos) != len(word):
            return None
        out = ["<"]
        width = 0
        numbers: list[int] = []
        for character, info, position in zip(word, infos, positions, strict=True):
            number = info.codepoint
            if self.text_of.get(number) != character or position.x_offset or position.y_offset:
                return None
            numbers.append(number)
            width += position.x_advance
            shift = self.advance(number) - position.x_advance
            out.append(f"{number:04X}>{shift}<" if shift else f"{number:04X}")
        return Piece(self, width, "".join(out) + ">", (), frozenset(numbers))

    def run(self, text: str, level: int, shown_as: str | None = None) -> Piece:
        """Return a shaped run of one script and direction.

        Args:
            text: What it says.
            level: Odd from right to left.
            shown_as: Drawn instead of the text, which stays what is copied out.
        """
        key = (text, level)
        if shown_as is None and key in self.runs:
            return self.runs[key]
        buffer = hb.Buffer()
        buffer.add_str(shown_as or text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        hb.shape(self.font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        texts = _texts_of([info.cluster for info in infos], [p.x_advance for p in positions], shown_as or text)
        glyphs = tuple(
            Glyph(info.codepoint, words, p.x_advance, p.x_offset, p.y_offset)
            for info, p, words in zip(infos, positions, texts, strict=True)
            if not (words and not _IGNORABLE.sub("", words))
        )
        if shown_as is not None:
            glyphs = tuple(glyph._replace(text=text) for glyph in glyphs[:1])
        made = Piece(self, sum(g.advance for g in glyphs), "", glyphs, frozenset(), level, text)
        if shown_as is None:
            if len(self.runs) > _KEPT_WORDS:
                self.runs.clear()
            self.runs[key] = made
        return made


@dataclass(eq=False, slots=True)
class Look:
    """The fonts of one look: the letters' own first, then the fallbacks, then what the computer has."""

    bold: bool
    italic: bool
    _main: Face | None = None

    @property
    def main(self) -> Face:
        """The face of plain words."""
        if self._main is None:
            self._main = open_face(packaged_faces(bold=self.bold, italic=self.italic)[0])
        return self._main

    def faces(self) -> Iterator[Face]:
        """Yield the faces in the order they are tried, each opened only when it is asked for."""
        for file in packaged_faces(bold=self.bold, italic=self.italic):
            yield open_face(file)
        for file in system_faces(bold=self.bold):
            if may_be_embedded(file):
                yield open_face(file)

    def shape(self, text: str, level: int, missing: set[str]) -> tuple[Piece, ...]:
        """Return the runs that draw a piece of text of one direction, in the order it is read.

        Args:
            text: Words without spaces.
            level: Odd from right to left.
            missing: Gets every character no font has; the replacement mark is drawn in its place.
        """
        word = None if level % 2 else self.main.plain_word(text)
        if word is not None:
            return (word if not level else word._replace(level=level),)
        pieces: list[Piece] = []
        for face, run in self._runs(text):
            if face is None:
                missing.update(_IGNORABLE.sub("", run))
                mark = next(face for face in self.faces() if ord(_REPLACEMENT) in face.characters)
                pieces.extend(mark.run(character, level, _REPLACEMENT) for character in run)
            else:
                pieces.append(face.run(run, level))
        return tuple(pieces)

    def _runs(self, text: str) -> Iterator[tuple[Face | None, str]]:
        current: tuple[Face | None, int] | None = None
        run = ""
        for cluster in _clusters(text):
            face = _face_for(self, cluster)
            now = (face, _script(cluster[0]))
            if run and now != current:
                yield (current or now)[0], run
                run = ""
            current = now
            run += cluster
        if run and current:
            yield current[0], run


def look(*, bold: bool = False, italic: bool = False) -> Look:
    """Return the fonts of a look."""
    return _LOOKS[bold, italic]


@lru_cache(maxsize=64)
def open_face(file: FontFile) -> Face:
    """Open a font file once for the life of the program."""
    face = hb.Face(hb.Blob(file.path.read_bytes()), file.index)
    font = hb.Font(face)
    font.scale = (1000, 1000)
    if file.axes:
        font.set_variations(dict(file.axes))
    glyph_of: dict[int, int] = {}
    text_of: dict[int, str] = {}
    for code in sorted(face.unicodes):
        glyph = font.get_nominal_glyph(code)
        if glyph:
            glyph_of[code] = glyph
            text_of.setdefault(glyph, chr(code))
    return Face(file, face, font, frozenset(glyph_of), glyph_of, text_of)


@lru_cache(maxsize=64)
def may_be_embedded(file: FontFile) -> bool:
    """Return whether a font of the computer's is of our kind and its maker allows it in documents."""
    face = hb.Face(hb.Blob(file.path.read_bytes()), file.index)
    if "glyf" not in face.table_tags or "OS/2" not in face.table_tags:
        return False
    return not struct.unpack(">H", face.reference_table("OS/2").data[8:10])[0] & _NO_EMBEDDING


@lru_cache(maxsize=8192)
def _face_for(fonts: Look, cluster: str) -> Face | None:
    needed = set(map(ord, _IGNORABLE.sub("", cluster)))
    composed = set(map(ord, unicodedata.normalize("NFC", _IGNORABLE.sub("", cluster))))
    for face in fonts.faces():
        if needed <= face.characters or composed <= face.characters:
            return face
    return None


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and joiners that belong to it."""
    cluster = ""
    for character in text:
        belongs = unicodedata.category(character)[0] == "M" or _IGNORABLE.match(character) or cluster.endswith("\u200d")
        if cluster and not belongs:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _script(character: str) -> int:
    """Return a number that differs between scripts that are shaped by different rules."""
    code = ord(character)
    if code < 0x590:
        return 0
    if code < 0x600:
        return 1
    if code < 0x900:
        return 2
    return code >> 7 if code < 0x1100 else 0 if code < 0x1780 or 0x1C80 <= code < 0xA800 else code >> 8


def _texts_of(clusters: list[int], advances: list[int], text: str) -> list[str]:
    """Return the text each glyph stands for: a cluster's whole text with its widest glyph, nothing with the others."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    widest: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in widest or advances[index] > advances[widest[cluster]]:
            widest[cluster] = index
    return [text[c : ends[c]] if widest[c] == index else "" for index, c in enumerate(clusters)]


_LOOKS = {(bold, italic): Look(bold, italic) for bold in (False, True) for italic in (False, True)}
