"""What changed and who wants to know: services publish, pages subscribe, and no page pokes another."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Topic(StrEnum):
    """What a change concerns; a page refreshes when one of its topics is named."""

    CHARITY = "charity"
    NOTICES = "notices"
    CLOCKS = "clocks"
    LETTERS = "letters"
    LIBRARY = "library"
    COMMISSIONERS = "commissioners"
    CONTRACTS = "contracts"
    OBLIGATIONS = "obligations"
    BIDS = "bids"
    FILTERS = "filters"
    TIME = "time"
    COSTS = "costs"
    CALENDAR = "calendar"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Change:
    """News of one thing done.

    Args:
        name: What was done, in the words of the history.
        topics: What it concerns.
        change_id: The history's line, or None when the charity's records stayed as they were.
    """

    name: str
    topics: frozenset[Topic]
    change_id: int | None = None


def topics_of(words: Iterable[str]) -> frozenset[Topic]:
    """Return stored words as topics; a word of a newer version is passed over."""
    known = {topic.value: topic for topic in Topic}
    return frozenset(known[word] for word in words if word in known)


class ChangeFeed:
    """Tells everyone who asked about each change.

    Subscribers are called one after another in the thread that publishes. Subscribing and publishing are safe from any
    thread; a subscriber that touches widgets hands the news to its own thread first.
    """

    def __init__(self) -> None:
        self._subscribers: dict[int, Callable[[Change], None]] = {}
        self._next = 0
        self._lock = threading.Lock()

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Call a function with every change from now on, and return a function that ends it."""
        with self._lock:
            number = self._next
            self._next += 1
            self._subscribers[number] = subscriber

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers.pop(number, None)

        return unsubscribe

    def publish(self, change: Change) -> None:
        """Tell every subscriber, in the order they came."""
        with self._lock:
            told = tuple(self._subscribers.values())
        for subscriber in told:
            subscriber(change)
