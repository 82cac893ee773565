"""The charity's history: what was done, by whom, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.services.changes import Change, Topic, topics_of
from charitydesk.storage.history import CannotUndoError, HistoryLine

if TYPE_CHECKING:
    from charitydesk.services.changes import ChangeFeed
    from charitydesk.services.clock import Clock
    from charitydesk.storage.database import Database

__all__ = ["CannotUndoError", "HistoryLine", "HistoryService"]


class HistoryService:
    """Lists, undoes and redoes changes; what it knows survives closing the program.

    Args:
        database: The open database.
        clock: Tells when.
        feed: Told of every undo and redo.
    """

    def __init__(self, database: Database, clock: Clock, feed: ChangeFeed) -> None:
        self._database = database
        self._clock = clock
        self._feed = feed

    def list(self, *, offset: int = 0, limit: int = 200) -> tuple[HistoryLine, ...]:
        """Return the latest lines first, undo and redo lines among them."""
        with self._database.read() as work:
            return work.history.list(offset=offset, limit=limit)

    def of_record(self, table: str, record_id: int) -> tuple[HistoryLine, ...]:
        """Return the changes that touched one record, latest first."""
        with self._database.read() as work:
            return work.history.of_row(table, record_id)

    def next_undo(self) -> str | None:
        """Return the name of the change that undo would take back, for the menu."""
        line = self._database.remembered("undo", lambda work: work.history.next_undo())
        return None if line is None else line.name

    def next_redo(self) -> str | None:
        """Return the name of the change that redo would bring back, for the menu."""
        line = self._database.remembered("redo", lambda work: work.history.next_redo())
        return None if line is None else line.name

    def undo(self, *, actor: str = "", change_id: int | None = None) -> Change:
        """Take back the last change that stands, or the named one.

        Args:
            actor: Who does it.
            change_id: A change from the history, which need not be the last.

        Raises:
            CannotUndoError: There is nothing to undo, or its records were changed since.
            UserFacingError: Other records hang on what would go; nothing was changed.
        """
        now = self._clock.now()
        with self._database.write("Undo", now=now) as work:
            line = work.history.undo(actor=actor, now=now, change_id=change_id)
        return self._tell(f"Undid: {line.name}", line)

    def redo(self, *, actor: str = "") -> Change:
        """Bring back the change undone last.

        Raises:
            CannotUndoError: There is nothing to redo, or its records are not as undo left them.
        """
        now = self._clock.now()
        with self._database.write("Redo", now=now) as work:
            line = work.history.redo(actor=actor, now=now)
        return self._tell(f"Redid: {line.name}", line)

    def _tell(self, name: str, line: HistoryLine) -> Change:
        change = Change(name, topics_of(line.topics) | {Topic.HISTORY}, line.id)
        self._feed.publish(change)
        return change
