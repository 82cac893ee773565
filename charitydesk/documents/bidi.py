"""The order of characters on a line that mixes directions, after the Unicode Bidirectional Algorithm (UAX 9).

The implicit rules only: explicit embeddings and overrides are not obeyed (the overrides are refused before), because a
letter holds names and short quotations and not pages set in two directions.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_TURNED = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = {"L", "R", "AL"}
_IGNORED = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}
_NEUTRAL = {"B", "S", "WS", "ON"}


def is_mixed(text: str) -> bool:
    """Return whether text holds anything that is written from right to left."""
    return _TURNED.search(text) is not None


def base_level(text: str) -> int:
    """Return 1 for text that is wholly right-to-left, else 0: a letter here is English with names in it."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    return int("L" not in kinds and bool(kinds & {"R", "AL"}))


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character of one paragraph: even runs left to right, odd right to left."""
    types = [unicodedata.bidirectional(character) or "L" for character in text]
    shown = [index for index, kind in enumerate(types) if kind not in _IGNORED]
    kinds = [types[index] for index in shown]
    edge = "R" if base else "L"
    _weak(kinds, edge)
    _brackets(kinds, [text[index] for index in shown], edge)
    _neutral(kinds, edge)
    result = [base] * len(text)
    for index, kind in zip(shown, kinds, strict=True):
        if base:
            result[index] = 1 if kind == "R" else 2
        else:
            result[index] = {"L": 0, "R": 1}.get(kind, 2)
    previous = base
    for index, kind in enumerate(types):
        if kind in _IGNORED:
            result[index] = previous
        previous = result[index]
    return result


def visual_order(line: list[int]) -> list[int]:
    """Return the places of a line's pieces from left to right, given their levels (rule L2)."""
    order = list(range(len(line)))
    if not line:
        return order
    for level in range(max(line), 0, -1):
        start = 0
        while start < len(order):
            if line[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order


def _weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7, in place."""
    _marks_and_arabic_numbers(kinds, edge)
    _separators(kinds)
    strong = edge
    for index, kind in enumerate(kinds):  # W6, W7
        if kind in {"ES", "ET", "CS"}:
            kinds[index] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind in {"L", "R"}:
            strong = kind


def _marks_and_arabic_numbers(kinds: list[str], edge: str) -> None:
    previous, strong = edge, edge
    for index, kind in enumerate(kinds):  # W1, W2, W3
        if kind == "NSM":
            kinds[index] = previous
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
        previous = kinds[index]
        if kind in _STRONG:
            strong = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _separators(kinds: list[str]) -> None:
    for index in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in {"EN", "AN"})):
            kinds[index] = before
    for run in _runs(kinds, {"ET"}):  # W5
        if (run.start and kinds[run.start - 1] == "EN") or (run.stop < len(kinds) and kinds[run.stop] == "EN"):
            for index in run:
                kinds[index] = "EN"


def _brackets(kinds: list[str], characters: list[str], edge: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it holds or stands in."""
    for opening, closing in _pairs(kinds, characters):
        inside = {_direction(kinds[index]) for index in range(opening + 1, closing)} - {""}
        if not inside:
            continue
        before = next((d for d in (_direction(kinds[i]) for i in range(opening - 1, -1, -1)) if d), edge)
        kinds[opening] = kinds[closing] = edge if edge in inside else before if before in inside else edge


def _pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, (kind, character) in enumerate(zip(kinds, characters, strict=True)):
        if kind != "ON":
            continue
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], index))
        elif character in _BRACKETS.values():
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == character:
                    found.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return sorted(found)


def _neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2, in place."""
    for run in list(_runs(kinds, _NEUTRAL)):
        before = _direction(kinds[run.start - 1]) if run.start else edge
        after = _direction(kinds[run.stop]) if run.stop < len(kinds) else edge
        for index in run:
            kinds[index] = before if before == after else edge


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in {"R", "EN", "AN"} else ""


def _runs(kinds: list[str], wanted: set[str]) -> list[range]:
    marks = [False, *(kind in wanted for kind in kinds), False]
    edges = [index for index, (a, b) in enumerate(pairwise(marks)) if a != b]
    return [range(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


_BRACKETS = {"(": ")", "[": "]", "{": "}", "\u2329": "\u232a", "\u3008": "\u3009", "\u27e8": "\u27e9"}
