"""Reads documents back as a person would: Word's words in order with the numbers Word prints, and a PDF's words."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree
from pypdf import PdfReader

from charitydesk.domain.document import block_texts

if TYPE_CHECKING:
    from charitydesk.domain.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SILENT = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|[\U000e0000-\U000e0fff]"
)


def words(text: str) -> list[str]:
    """Words as they are seen: without invisible characters, accents in one form."""
    return unicodedata.normalize("NFC", _SILENT.sub("", text)).split()


def letters(text: str) -> str:
    """The characters that print, without spaces: what breaking an over-long word may not change."""
    return "".join(words(text))


def promised(document: Document) -> str:
    """What any writer must print, in order."""
    return "\n".join(text for block in document.blocks for text in block_texts(block))


def part(docx: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        return etree.fromstring(packed.read(name))


def word_text(docx: bytes) -> str:
    """The body's text in order, with numbers as Word's numbering works them out."""
    starts = {
        item.get(f"{W}numId"): int(start.get(f"{W}val"))
        for item in part(docx, "word/numbering.xml").iter(f"{W}num")
        for start in item.iter(f"{W}startOverride")
    }
    seen: Counter[str] = Counter()
    out: list[str] = []
    for paragraph in part(docx, "word/document.xml").iter(f"{W}p"):
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            key = number.get(f"{W}val")
            out.append(f"{starts[key] + seen[key]}. ")
            seen[key] += 1
        for node in paragraph.iterfind(f"{W}r/*"):
            out.append({f"{W}t": node.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(node.tag, ""))  # noqa: PERF401
        out.append("\n")
    return "".join(out)


def pdf_text(pdf: bytes, document: Document) -> str:
    """The pages' text without letterhead and footers, which are not the document's blocks."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    for number in range(len(pages)):
        foot = f"{document.footer} Page {number + 1} of {len(pages)}".strip()
        pages[number] = re.sub(r"\s*" + r"\s+".join(map(re.escape, foot.split())) + r"\s*\Z", "", pages[number])
    text = "\n".join(pages)
    for line in document.letterhead:
        text = text.replace(line, "", 1)
    # A line may end after a hyphen: the word goes on below it.
    return re.sub(r"(?<=[^\W\d_][-/\u2013])\s*\n(?=[^\W\d_])", "", text)
