"""Breaks text into lines: at spaces, after hyphens and dashes between letters, elsewhere only in a word too wide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from charitydesk.documents import bidi
from charitydesk.documents.shaping import look
from charitydesk.documents.text_safety import LINE_BREAKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.documents.shaping import Look, Piece
    from charitydesk.domain.document import Run

_WORDS = re.compile(
    "[ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]|\t|[^ \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+"
)
_SPACES = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_MAY_BREAK = re.compile("[-/\u2013\u2014\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_BREAKS = re.compile(
    f"(?<=[^\\W\\d_][-/\u2013])(?=[^\\W\\d_])|(?<=\u2014)(?=\\w)|(?<=[{_CJK}])(?=[{_CJK}])|(?<=\\w{{6}}/)(?=\\w)"
)
_STRETCH = 300  # more letters than a line of any page holds
_SOFT_HYPHEN = "\u00ad"
_TAB = "    "


class Atom(NamedTuple):
    """A stretch of text that is never divided: a word, a part of one, or a space.

    Args:
        text: What it says.
        width: Its width in thousandths of the font size.
        pieces: What draws it, in the order it is read.
        space: It is a space: a line may end here and the space is dropped.
        breaks: A line may end after it.
        fonts: Its look.
        level: Its direction.
    """

    text: str
    width: int
    pieces: tuple[Piece, ...]
    space: bool
    breaks: bool
    fonts: Look
    level: int


class Line(NamedTuple):
    """A line as it is drawn: its pieces from left to right, and its width in thousandths of the font size."""

    pieces: tuple[Piece, ...]
    width: int


@dataclass(slots=True)
class Breaker:
    """Breaks the text of one block.

    Args:
        missing: Gets the characters no font has.
    """

    missing: set[str] = field(default_factory=set[str])

    def lines(self, runs: Sequence[Run], width: float, *, bold: bool = False) -> list[Line]:
        """Return the lines of some runs; there is always at least one.

        Args:
            runs: The text; line breaks in it end a line.
            width: What there is, in thousandths of the font size.
            bold: All of it is bold, whatever the runs say.
        """
        result: list[Line] = []
        for line_runs in _hard_lines(runs):
            text = "".join(run.text for run in line_runs)
            mixed = bidi.is_mixed(text)
            base = bidi.base_level(text) if mixed else 0
            levels = bidi.levels(text, base) if mixed else None
            atoms = self._atoms(line_runs, levels, bold=bold)
            result.extend(_finished(line, mixed=mixed) for line in self._broken(atoms, width))
        return result

    def _atoms(self, runs: Sequence[Run], levels: list[int] | None, *, bold: bool) -> list[Atom]:
        atoms: list[Atom] = []
        place = 0
        for run in runs:
            fonts = look(bold=bold or run.bold, italic=run.italic)
            plain_word = fonts.main.plain_word
            gap = self._space(" ", fonts, 0)
            for match in _WORDS.finditer(run.text):
                word = match[0]
                if levels is None and word == " ":
                    atoms.append(gap)
                    continue
                if levels is None and word not in _SPACES and not _MAY_BREAK.search(word):
                    piece = plain_word(word)
                    if piece is not None:
                        atoms.append(Atom(word, piece.width, (piece,), False, False, fonts, 0))
                        continue
                start = place + match.start()
                if word in _SPACES:
                    atoms.append(self._space(word, fonts, levels[start] if levels else 0))
                    continue
                for part in _BREAKS.split(word) if _MAY_BREAK.search(word) else (word,):
                    self._add_word(atoms, part, fonts, levels[start : start + len(part)] if levels else None)
                    atoms[-1] = atoms[-1]._replace(breaks=True)
                    start += len(part)
                atoms[-1] = atoms[-1]._replace(breaks=False)
            place += len(run.text)
        return atoms

    def _add_word(self, atoms: list[Atom], word: str, fonts: Look, levels: list[int] | None) -> None:
        start = 0
        for end in range(1, len(word) + 1):
            if end == len(word) or (levels and levels[end] != levels[start]):
                level = levels[start] if levels else 0
                atoms.append(self._atom(word[start:end], fonts, level))
                start = end

    def _atom(self, text: str, fonts: Look, level: int) -> Atom:
        pieces = fonts.shape(text.replace(_SOFT_HYPHEN, ""), level, self.missing)
        width = sum(piece.width for piece in pieces)
        return Atom(text, width, pieces, space=False, breaks=False, fonts=fonts, level=level)

    def _space(self, space: str, fonts: Look, level: int) -> Atom:
        face = fonts.main
        glyph = face.glyph_of[32]
        count = len(_TAB) if space == "\t" else 0 if space == "\u200b" else 1
        return Atom(space, face.advance(glyph) * count, _spaces(fonts, count, level), True, True, fonts, level)

    def _broken(self, atoms: list[Atom], width: float) -> list[list[Atom]]:
        lines: list[list[Atom]] = []
        line: list[Atom] = []
        used = 0
        for group in _groups(atoms):
            size = sum(atom.width for atom in group)
            if group[-1].space or used + size <= width:
                line.extend(group)
                used += size
                continue
            if line and not all(atom.space for atom in line):
                lines.append(line)
                line, used = [], 0
            if size > width:
                *full, group = self._forced(group, width)  # noqa: PLW2901
                lines.extend(full)
                size = sum(atom.width for atom in group)
            line.extend(group)
            used += size
        lines.append(line)
        return lines

    def _forced(self, group: list[Atom], width: float) -> list[list[Atom]]:
        """Divide what is wider than a whole line wherever it must be."""
        lines: list[list[Atom]] = []
        line: list[Atom] = []
        used = 0
        for whole in group:
            rest = whole.text
            atom = self._beginning(rest, whole, width)
            while used + atom.width > width:
                fits = self._fitting(atom, width - used)
                if fits == 0 and line:
                    lines.append(line)
                    line, used = [], 0
                    continue
                fits = max(fits, 1)
                line.append(self._atom(atom.text[:fits], atom.fonts, atom.level))
                lines.append(line)
                line, used = [], 0
                rest = rest[fits:]
                if not rest:
                    atom = atom._replace(text="", width=0, pieces=())
                    break
                atom = self._beginning(rest, whole, width)
            if atom.text:
                line.append(atom)
                used += atom.width
        lines.append(line)
        return lines

    def _beginning(self, text: str, whole: Atom, width: float) -> Atom:
        """Return what is left of a word, or enough of it to fill a line: very long ones are shaped a line at a time."""
        if len(text) > _STRETCH:
            beginning = self._atom(text[:_STRETCH], whole.fonts, whole.level)
            if beginning.width > width:
                return beginning
        return whole if text == whole.text else self._atom(text, whole.fonts, whole.level)

    def _fitting(self, atom: Atom, width: float) -> int:
        """Return how many characters of a word fit, by halving."""
        low, high = 0, len(atom.text)
        guess = int(high * width / atom.width) if atom.width else high
        while low < high:
            middle = min(max(guess, low + 1), high)
            if self._atom(atom.text[:middle], atom.fonts, atom.level).width <= width:
                low = middle
            else:
                high = middle - 1
            guess = (low + high + 1) // 2
        return low


def _hard_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Split runs at line breaks, keeping each run's look."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if not LINE_BREAKS.search(run.text):
            lines[-1].append(run)
            continue
        for index, text in enumerate(LINE_BREAKS.split(run.text)):
            if index:
                lines.append([])
            lines[-1].append(type(run)(text, run.bold, run.italic))
    return lines


def _groups(atoms: list[Atom]) -> list[list[Atom]]:
    """Return the stretches between which a line may end."""
    groups: list[list[Atom]] = []
    open_group = False
    for atom in atoms:
        if atom.space or not open_group:
            groups.append([atom])
        else:
            groups[-1].append(atom)
        open_group = not atom.space and not atom.breaks
    return groups


def _finished(atoms: list[Atom], *, mixed: bool) -> Line:
    while atoms and atoms[-1].space:
        atoms.pop()
    pieces = [piece for atom in atoms for piece in atom.pieces]
    if mixed:
        pieces = _spaces_of_neighbours(pieces)
        pieces = [pieces[place] for place in bidi.visual_order([piece.level for piece in pieces])]
    return Line(tuple(pieces), sum(piece.width for piece in pieces))


def _spaces_of_neighbours(pieces: list[Piece]) -> list[Piece]:
    """Take the spaces inside a right-to-left name from its own font: it is then one run, and is copied out as one."""
    result = list(pieces)
    for index in range(1, len(pieces) - 1):
        before, piece, after = pieces[index - 1 : index + 2]
        if (
            piece.level % 2
            and piece.plain
            and before.face is after.face is not piece.face
            and 32 in before.face.glyph_of
        ):
            result[index] = before.face.spaces(1)._replace(level=piece.level)
    return result


def _spaces(fonts: Look, count: int, level: int) -> tuple[Piece, ...]:
    if not count:
        return ()
    face = fonts.main
    piece = face.spaces(count)
    return (piece._replace(level=level) if level else piece,)
