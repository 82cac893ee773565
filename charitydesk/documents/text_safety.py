"""What a document may hold to be printed, by `domain.plain_text`; the rest is told with the place it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.document import block_texts
from charitydesk.domain.plain_text import LINE_BREAKS, REFUSED, mark_name
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.domain.document import Document


def problems(document: Document) -> list[tuple[str, str]]:
    """Return what cannot be printed: the key of the block and one sentence naming the character and its place."""
    found: list[tuple[str, str]] = []
    for key, place, text in _texts(document):
        match = REFUSED.search(text)
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
    before = REFUSED.sub("", text[max(0, at - 24) : at]).strip()
    spot = place or (f"the text after '{before}'" if before else "the start of a text")
    return f"An invisible character that cannot be printed ({mark_name(text[at])}) stands in {spot}."
