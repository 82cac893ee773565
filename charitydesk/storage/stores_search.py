"""Stores that serve finding and exchanging: words of files, saved filters, remembered mappings, calendar entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.storage.records_search import (
    AttachmentTextRecord,
    CalendarEntryRecord,
    ImportMappingRecord,
    SavedFilterRecord,
)
from charitydesk.storage.rows_search import AttachmentTextRow, CalendarEntryRow, ImportMappingRow, SavedFilterRow
from charitydesk.storage.store import Store

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


class AttachmentTextStore(Store[AttachmentTextRecord, AttachmentTextRow]):
    """Words read from attached files."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, AttachmentTextRecord, AttachmentTextRow, "file's text")

    def of(self, attachment_id: int) -> AttachmentTextRecord | None:
        """Return a file's text, or None where none was read."""
        return next(iter(self.those(attachment_id=attachment_id)), None)


class SavedFilterStore(Store[SavedFilterRecord, SavedFilterRow]):
    """Named filters."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, SavedFilterRecord, SavedFilterRow, "saved filter")

    def of(self, room: str) -> tuple[SavedFilterRecord, ...]:
        """Return a room's filters in order."""
        return self.those("position", room=room)


class ImportMappingStore(Store[ImportMappingRecord, ImportMappingRow]):
    """Which column meant what."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ImportMappingRecord, ImportMappingRow, "mapping")

    def of(self, kind: str, headings: str) -> ImportMappingRecord | None:
        """Return what was remembered for files of a kind with these headings, or None."""
        found = self.those(kind=kind, headings=headings)
        return found[-1] if found else None

    def remember(self, record: ImportMappingRecord) -> ImportMappingRecord:
        """Keep a mapping in the place of the last one for the same headings."""
        self.delete_where(ImportMappingRow.kind == record.kind, ImportMappingRow.headings == record.headings)
        return self.add(record)


class CalendarEntryStore(Store[CalendarEntryRecord, CalendarEntryRow]):
    """What calendar files hold."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, CalendarEntryRecord, CalendarEntryRow, "calendar entry")

    def of(self, owner_table: str, owner_id: int, part: str = "") -> CalendarEntryRecord | None:
        """Return what was last written for one date of one record, or None."""
        return next(iter(self.those(owner_table=owner_table, owner_id=owner_id, part=part)), None)
