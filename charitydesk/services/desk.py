"""What every service stands on: the open database, the clock and the change feed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.services.changes import Change, Topic

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager

    from charitydesk.paths import AppPaths
    from charitydesk.services.changes import ChangeFeed
    from charitydesk.services.clock import Clock
    from charitydesk.storage.database import Database
    from charitydesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Desk:
    """An open data folder.

    Args:
        database: The open database.
        paths: Where the charity's files lie.
        clock: Tells the time.
        feed: Told of every change.
    """

    database: Database
    paths: AppPaths
    clock: Clock
    feed: ChangeFeed

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work that changes nothing."""
        return self.database.read()

    @contextmanager
    def change(self, name: str, *topics: Topic, merge_key: str = "") -> Generator[UnitOfWork]:
        """Open one named transaction and tell the feed once it is kept.

        Args:
            name: What is done, in the words of the history.
            topics: What it concerns.
            merge_key: Changes with one key within minutes become one line of the history.
        """
        now = self.clock.now()
        with self.database.write(name, now=now, topics=set(topics), actor=None, merge_key=merge_key) as work:
            yield work
        if work.change_id is not None:
            self.feed.publish(Change(name, frozenset({*topics, Topic.HISTORY}), work.change_id))
