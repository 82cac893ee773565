"""Finds in a Word file what its reader does not see on the page.

It reads the file's parts as they are, without the library that opens Word files, so that a letter can be checked while
it is edited.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from charitydesk.domain.letter_file import Hidden

if TYPE_CHECKING:
    from pathlib import Path

_PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MARKS = {
    Hidden.TRACKED_CHANGES: re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|[a-zA-Z]+PrChange)\b"),
    Hidden.HIDDEN_TEXT: re.compile(rb"<w:(?:vanish|specVanish)(?:\s*/>|\s+w:val=\"(?:1|true|on)\")"),
    Hidden.FIELDS: re.compile(
        rb"(?:<w:instrText[^>]*>|w:instr=\")[^<\"]*\b"
        rb"(?:FILENAME|TEMPLATE|USERNAME|USERINITIALS|USERADDRESS|LASTSAVEDBY|DOCPROPERTY|DOCVARIABLE)\b"
    ),
}


def hidden_in(path: Path) -> frozenset[Hidden]:
    """Return what a Word file holds that its reader does not see; nothing for a file that cannot be read."""
    try:
        stat = path.stat()
    except OSError:
        return frozenset()
    return _look(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _look(path: Path, _changed: int, _size: int) -> frozenset[Hidden]:
    """Look into a file once for each version of it."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [packed.read(name) for name in packed.namelist() if _PRINTED.fullmatch(name)]
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return frozenset()
    return frozenset(what for what, pattern in _MARKS.items() if any(pattern.search(part) for part in parts))
