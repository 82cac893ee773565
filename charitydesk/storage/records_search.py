"""Records that serve finding and exchanging; see `records.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from charitydesk.storage.records import UNSET

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentTextRecord:
    """The plain text read from an attached file, for search; `file_name` is the file's own."""

    attachment_id: int
    file_name: str
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilterRecord:
    """A filter of one room's list that the user named; `criteria` is the room's own affair."""

    room: str
    name: str
    criteria: dict[str, Any] = field(default_factory=dict[str, Any])
    position: int = 0
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMappingRecord:
    """Which column meant what when a file of this kind with these headings was last read."""

    kind: str
    headings: str
    mapping: dict[str, Any] = field(default_factory=dict[str, Any])
    updated_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntryRecord:
    """What was last written to a calendar file for one record.

    Args:
        part: Which of the record's dates.
        uid: The entry's identifier, the same for ever.
        sequence: Counts the times its content changed.
        digest: Of the content last written.
    """

    owner_table: str
    owner_id: int
    uid: str
    written_on: date
    part: str = ""
    sequence: int = 0
    digest: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A record that a search found.

    Args:
        kind: What kind of record, in small letters: `contract`, `clause`, `letter`, `file` and so on.
        id: Its id.
        title: As the index knows it: what the record is called.
        beside: What else tells it apart: the commissioner, the reference.
        parent: The table of the record that opens it: its own, or that of the record it hangs on.
        parent_id: That record's id.
        parent_title: What that record is called, where it is another.
        where: The column whose words matched.
        passage: The words around the match.
        is_title: Whether its title holds every word.
    """

    kind: str
    id: int
    title: str
    beside: str
    parent: str
    parent_id: int
    parent_title: str
    where: str
    passage: str
    is_title: bool
