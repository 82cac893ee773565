"""Search over everything that exists: notices, letters, the register and local compacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.services.content_files import load_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.services.desk import Desk
    from charitydesk.services.library import LibraryService

MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A record that matches.

    Args:
        kind: What it is: `Notice`, `Letter`, `Source`, `Local compact`.
        title: Its title.
        detail: Where it matched, or what it is about.
        room: The room that opens it.
        key: Its key in that room.
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
        """Return the records that match, the charity's own first; at most eight of a kind.

        Args:
            text: What was typed; every word must be found. Never a pattern or a query.
        """
        words = text.casefold().split()
        if not words:
            return ()
        return (*self._own(text), *self._register(words), *self._compacts(words))

    def _own(self, text: str) -> Iterator[Found]:
        with self._desk.read() as work:
            notices = work.notices.list(text=text.strip(), limit=MOST)
            letters = work.letters.list(text=text.strip(), limit=MOST)
        for notice in notices:
            title = notice.service or notice.commissioner
            yield Found("Notice", title, f"Notice from {notice.commissioner}", "notices", str(notice.id))
        kinds = load_letters().kinds
        for letter in letters:
            kind = kinds[letter.kind].title if letter.kind in kinds else letter.kind
            yield Found("Letter", letter.title, f"{kind}, {letter.status.value}", "letters", str(letter.id))

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

    def _compacts(self, words: list[str]) -> Iterator[Found]:
        for view in self._library.compacts():
            clauses = " ".join(clause.text for clause in view.clauses)
            if _matches(f"{view.compact.name} {view.compact.area} {clauses}", words):
                yield Found(
                    "Local compact", view.compact.name, view.compact.area, "library", f"compact:{view.compact.id}"
                )


def _matches(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
