"""Which characters a text may hold: everything a person types, nothing that breaks a file or hides what is said.

Line breaks of every kind are line breaks and tabs are tabs. Refused: control characters, halves of characters, codes
that are no characters, and the two marks that reverse all that follows (U+202D, U+202E), which can make a page read
otherwise than its text.
"""

from __future__ import annotations

import re
import unicodedata

from charitydesk.errors import BadInputError

LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
REFUSED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202d\u202e{_NONCHARACTERS}]")
_CONTROL_NAMES = {
    0x00: "null",
    0x07: "bell",
    0x08: "backspace",
    0x1B: "escape",
    0x7F: "delete",
    0x202D: "left-to-right override",
    0x202E: "right-to-left override",
}


def mark_name(mark: str) -> str:
    r"""Return a refused character by its number and its name.

    Example:
        >>> mark_name("\u202e"), mark_name("\x07")
        ('U+202E, right-to-left override', 'U+0007, bell')
    """
    code = ord(mark)
    kind = _CONTROL_NAMES.get(code) or (
        "half of a character"
        if 0xD800 <= code <= 0xDFFF
        else unicodedata.name(mark, "control character").lower()
        if code < 0xFDD0
        else "no character"
    )
    return f"U+{code:04X}, {kind}"


def refused_mark(text: str) -> str:
    """Return the first character of a text that cannot be kept or printed, by its name; or nothing."""
    found = None if text.isprintable() else REFUSED.search(text)
    return mark_name(found[0]) if found else ""


def mark_problem(text: str) -> str:
    """Return in one sentence what keeps a text from being kept, or nothing."""
    mark = refused_mark(text)
    return f"The text holds a control character or mark that cannot be printed ({mark})." if mark else ""


def kept_text(text: str) -> str:
    """Return a text as it is kept: line breaks of one kind, nothing around it.

    Raises:
        BadInputError: It holds a character that no page can show.
    """
    if problem := mark_problem(text):
        raise BadInputError(problem, "Type it again without it.")
    return LINE_BREAKS.sub("\n", text).strip()
