"""What the search box finds: rooms, commands and records, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LIMIT = 12
"""As many results as can be read at a glance."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Args:
        kind: What it is, in a word: `Room`, `Command`, `Notice`, `Letter`, `Provision`.
        title: Its name.
        detail: A few words that tell it from others of the same name, or empty.
        room: The room to open; empty for a command.
        key: What the room is given to open, or the command's id.
        icon: An icon's name.
        keywords: Other words people may type for it.
    """

    kind: str
    title: str
    detail: str = ""
    room: str = ""
    key: object = None
    icon: str = "search"
    keywords: str = ""

    @property
    def sentence(self) -> str:
        """The result as it is spoken."""
        return ", ".join(part for part in (self.title, self.kind, self.detail) if part)


if TYPE_CHECKING:
    SearchProvider = Callable[[str], Sequence[Hit]]


def ranked(text: str, hits: Iterable[Hit], limit: int = LIMIT) -> list[Hit]:
    """Return the results that hold every typed word, those that start with it first.

    Args:
        text: What was typed; nothing typed keeps every result in its own order.
        hits: The results to choose from, in their own order.
        limit: The most to return.
    """
    words = text.casefold().split()
    scored = [(score, place, hit) for place, hit in enumerate(hits) if (score := _score(words, hit)) is not None]
    return [hit for _, _, hit in sorted(scored, key=lambda entry: entry[:2])][:limit]


def _score(words: Sequence[str], hit: Hit) -> int | None:
    title = hit.title.casefold()
    rest = f"{hit.detail} {hit.kind} {hit.keywords}".casefold()
    total = 0
    for word in words:
        if title.startswith(word):
            continue
        if f" {word}" in f" {title}":
            total += 1
        elif word in title:
            total += 2
        elif word in rest:
            total += 3
        else:
            return None
    return total
