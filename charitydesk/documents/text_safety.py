"""What text may hold to be printed: everything a person types, nothing that breaks a file or hides what is said.

Line breaks of every kind are printed as line breaks and tabs as tabs. Refused, with the character named and its
block: control characters, halves of characters, codes that are no characters, and the two marks that reverse all
that follows (U+202D, U+202E), which can make a page read otherwise than its text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from charitydesk.domain.document import block_texts
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.domain.document import Document

LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
_REFUSED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202d\u202e{_NONCHARACTERS}]")
_CONTROL_NAMES = {
    0x00: "null",
    0x07: "bell",
    0x08: "backspace",
    0x1B: "escape",
    0x7F: "delete",
    0x202D: "left-to-right override",
    0x202E: "right-to-left override",
}


def problems(document: Document) -> list[tuple[str, str]]:
    """Return what cannot be printed: the key of the block and one sentence naming the character and its place."""
    found: list[tuple[str, str]] = []
    for key, place, text in _texts(document):
        match = _REFUSED.search(text)
        if match:
            found.append((key, _sentence(place, text, match.start())))
    return found


def require_printable(document: Document) -> None:
    """Refuse a document that holds a character no page can show.

    Raises:
        BadInputError: Names the first character and the text it stands in.
    """
    found = problems(document)
    if found:
        raise BadInputError(found[0][1], "Delete it and type the text again there.")


def lines_of(text: str) -> list[str]:
    """Split text at its line breaks, of whatever kind."""
    return LINE_BREAKS.split(text)


def _texts(document: Document) -> Iterator[tuple[str, str, str]]:
    yield "title", "the title", document.title
    yield "author", "the charity's name", document.author
    yield "subject", "the subject", document.subject
    for line in document.letterhead:
        yield "letterhead", "the letterhead", line
    for block in document.blocks:
        for text in block_texts(block):
            yield block.key, "", text
    yield "footer", "the footer", document.footer


def _sentence(place: str, text: str, at: int) -> str:
    code = ord(text[at])
    kind = _CONTROL_NAMES.get(code) or (
        "half of a character"
        if 0xD800 <= code <= 0xDFFF
        else unicodedata.name(text[at], "control character").lower()
        if code < 0xFDD0
        else "no character"
    )
    before = _REFUSED.sub("", text[max(0, at - 24) : at]).strip()
    spot = place or (f"the text after '{before}'" if before else "the start of a text")
    return f"An invisible character that cannot be printed (U+{code:04X}, {kind}) stands in {spot}."
