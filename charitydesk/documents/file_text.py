"""The plain words of a file somebody attached, for search; a file that cannot be read has none."""

from __future__ import annotations

import html
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_CHARACTERS = 500_000
_MOST_BYTES = 20 * 1024 * 1024
_MOST_PAGES = 400
_PLAIN = frozenset({".txt", ".md", ".csv", ".tsv", ".eml", ".ics", ".json", ".yaml", ".yml", ".xml"})
_MARKED_UP = frozenset({".htm", ".html"})
_WORD_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>|<w:tab/>|<w:br/>)")
_MARK_UP = re.compile(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>")


def text_of(path: Path) -> str:
    """Return a file's words, shortened where there are very many; empty where it has none that can be read.

    Args:
        path: A text file, web page, Word document or PDF; other kinds have no words here.

    Raises:
        OSError: The file cannot be read.
    """
    ending = path.suffix.lower()
    if ending in _PLAIN or ending in _MARKED_UP:
        words = _decoded(path)
        words = html.unescape(_MARK_UP.sub(" ", words)) if ending in _MARKED_UP else words
    elif ending == ".docx":
        words = _word_text(path)
    elif ending == ".pdf":
        words = _pdf_text(path)
    else:
        return ""
    return _tidied(words[:MOST_CHARACTERS])


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(4 * MOST_CHARACTERS)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _word_text(path: Path) -> str:
    """Read a Word file's main part; a part that unpacks beyond all measure is not read."""
    try:
        with zipfile.ZipFile(path) as package:
            part = package.getinfo("word/document.xml")
            if part.file_size > _MOST_BYTES:
                return ""
            with package.open(part) as file:
                content = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return ""
    return "".join("\n" if found[2] else html.unescape(found[1]) for found in _WORD_TEXT.finditer(content))


def _pdf_text(path: Path) -> str:
    import pypdfium2  # noqa: PLC0415 - loads a large library

    try:
        with pypdfium2.PdfDocument(path) as document:
            found: list[str] = []
            length = 0
            for number in range(min(len(document), _MOST_PAGES)):
                text = document[number].get_textpage().get_text_range()
                found.append(text)
                length += len(text)
                if length > MOST_CHARACTERS:
                    break
            return "\n".join(found)
    except pypdfium2.PdfiumError:
        return ""


def _tidied(words: str) -> str:
    kept = "".join(mark if mark.isprintable() or mark in "\n\t" else " " for mark in words)
    return "\n".join(filter(None, (" ".join(line.split()) for line in kept.splitlines())))
