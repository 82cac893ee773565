"""Filters of a room's list that the user named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.storage.records_search import SavedFilterRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.services.desk import Desk

__all__ = ["SavedFilterRecord", "SavedFilterService"]


class SavedFilterService:
    """Keeps named filters."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, room: str) -> tuple[SavedFilterRecord, ...]:
        """Return a room's filters in order."""
        return self._desk.database.remembered(("filters", room), lambda work: work.saved_filters.of(room))

    def save(self, room: str, name: str, criteria: Mapping[str, Any]) -> SavedFilterRecord:
        """Keep a filter under a name; one of that name in the room takes the new criteria.

        Args:
            room: The room whose list it filters.
            name: As the user calls it.
            criteria: Plain values; the room's own affair.

        Raises:
            BadInputError: It has no name.
        """
        name = " ".join(name.split())
        if not name:
            raise BadInputError("The filter has no name.", "Give it one to find it again.")
        with self._desk.change(f"Saved the filter {name}", Topic.FILTERS) as work:
            there = work.saved_filters.of(room)
            same = next((one for one in there if one.name.casefold() == name.casefold()), None)
            if same is not None:
                return work.saved_filters.update(replace(same, name=name, criteria=dict(criteria)))
            record = SavedFilterRecord(room=room, name=name, criteria=dict(criteria), position=len(there))
            return work.saved_filters.add(record)

    def delete(self, filter_id: int) -> None:
        """Take a filter out; undo brings it back."""
        with self._desk.read() as work:
            record = work.saved_filters.get(filter_id)
        with self._desk.change(f"Took out the filter {record.name}", Topic.FILTERS) as work:
            work.saved_filters.delete(filter_id)
