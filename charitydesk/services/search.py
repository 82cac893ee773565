"""Search over everything that exists: the charity's own records by their words, and the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.services.desk import Desk
    from charitydesk.services.library import LibraryService
    from charitydesk.storage.records_search import SearchHit

MOST = 8

_KINDS = {
    "notice": "Notice",
    "letter": "Letter",
    "contract": "Contract",
    "clause": "Clause",
    "variation": "Variation",
    "obligation": "Obligation",
    "commissioner": "Commissioner",
    "contact": "Contact",
    "bid": "Bid",
    "task": "Task",
    "file": "File",
    "compact": "Local compact",
    "local_clause": "Local clause",
}
_ROOMS = {
    "notice": "notices",
    "letter": "letters",
    "contract": "contracts",
    "variation": "contracts",
    "obligation": "contracts",
    "commissioner": "contracts",
    "bid": "bids",
    "local_compact": "library",
}
_KEYS = {"local_compact": "compact:{}", "commissioner": "commissioner:{}", "obligation": "obligation:{}"}
_WHERE = {
    "facts": "the facts",
    "words": "the letter",
    "text": "the text",
    "service": "the service",
    "done_note": "the note on how it was done",
    "go_reason": "the reasons for bidding",
    "outcome_note": "the outcome",
    "tupe_terms": "the TUPE terms",
    "pension_terms": "the pension terms",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that matches.

    Args:
        kind: What it is: `Contract`, `Clause`, `Bid`, `Notice`, `Letter`, `Commissioner`, `File`, `Source` and so on.
        title: Its title.
        detail: Where it matched, or what it is about.
        room: The room that opens it.
        key: Its key in that room: an id, or `commissioner:3`, `obligation:4`, `compact:5` where it is another kind.
    """

    kind: str
    title: str
    detail: str
    room: str
    key: str


class SearchService:
    """Finds records as the user types."""

    def __init__(self, desk: Desk, library: LibraryService) -> None:
        self._desk = desk
        self._library = library

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the records that match, the charity's own first and best first; at most eight of a kind.

        Args:
            text: What was typed; every word must be found. Never a pattern or a query.
        """
        words = text.casefold().split()
        if not words:
            return ()
        with self._desk.read() as work:
            hits = work.search.find(text, each=MOST)
        return (*map(_found, hits), *self._register(words))

    def _register(self, words: list[str]) -> Iterator[Found]:
        found = 0
        for entry in self._library.register:
            whole = f"{entry.instrument} {entry.edition} {entry.reference} {entry.commitment} {' '.join(entry.topics)}"
            if _matches(f"{whole} {entry.id}", words):
                found += 1
                if found > MOST:
                    return
                title = f"{entry.instrument}, {entry.reference}"
                yield Found("Source", title, entry.commitment, "library", entry.id)


def _found(hit: SearchHit) -> Found:
    title = hit.title or hit.passage or _KINDS[hit.kind]
    of = f"{hit.parent_title}: " if hit.parent_title else ""
    where = _WHERE.get(hit.where, f"the {hit.where.replace('_', ' ')}")
    # A match in the title is seen there already; elsewhere the words around it say where.
    told = hit.beside if hit.is_title or not hit.where else f"in {where}: {hit.passage}"
    key = _KEYS.get(hit.parent, "{}").format(hit.parent_id)
    return Found(_KINDS[hit.kind], title, f"{of}{told}", _ROOMS.get(hit.parent, ""), key)


def _matches(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
