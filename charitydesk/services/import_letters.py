"""Tells how the letters of a text file that somebody else made are encoded, and reads them."""

from __future__ import annotations

import codecs

from charitydesk.errors import BadInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\xa0£€éèêëáàâäíìîïóòôöúùûüçñ")
_LETTERS_WEIGHED = 500_000
# Bytes that Windows has no letter for become blanks.
_WITHOUT_STRANGERS = bytes.maketrans(b"\x81\x8d\x8f\x90\x9d", b" " * 5)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return a file's text and how it was encoded, in words.

    Raises:
        BadInputError: It is no text.
    """
    mark = next((encoding for start, encoding in _MARKS if data.startswith(start)), None)
    encoding = mark or _unmarked_wide(data)
    if encoding is not None:
        try:
            text = data.decode(encoding)
        except UnicodeError as error:
            raise _damaged(name) from error
        return _no_nulls(text, name), "UTF-8" if encoding == "utf-8-sig" else encoding[:6].upper()
    if b"\0" in data:
        raise _damaged(name)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeError:
        return _old_letters(data)


def _damaged(name: str) -> BadInputError:
    return BadInputError(f"{name} is not text: it holds bytes that no table has.", "Save the table as CSV or .xlsx.")


def _no_nulls(text: str, name: str) -> str:
    if "\0" in text:
        raise _damaged(name)
    return text


def _unmarked_wide(data: bytes) -> str | None:
    """Return which of the two-byte encodings a file without a mark is in: every other byte of plain text is null."""
    sample = data[:4_000]
    half = len(sample) // 2
    if half >= 2 and sample[1::2].count(0) > half * 0.8 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half >= 2 and sample[0::2].count(0) > half * 0.8 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _old_letters(data: bytes) -> tuple[str, str]:
    """Return text of one byte a letter: Windows, or an old Macintosh when that reads better."""
    start = data[:_LETTERS_WEIGHED]
    if _reads(start.decode("mac_roman")) > _reads(start.decode("cp1252", errors="replace")):
        return data.decode("mac_roman"), "Macintosh letters"
    return data.translate(_WITHOUT_STRANGERS).decode("cp1252"), "Windows letters"


def _reads(text: str) -> int:
    """Score how likely a text's unusual letters are in a British table."""
    score = 0
    before = " "
    for letter in text:
        if letter > "\x7f":
            score += 2 if letter in _COMMON else -1
            if letter.isupper() and before.islower():
                score -= 2
        before = letter
    return score
