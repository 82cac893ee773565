"""Stores of readings, overrides and local compacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from charitydesk.storage.records import (
    LocalClauseRecord,
    LocalCompactRecord,
    LocalSignatoryRecord,
    OverrideRecord,
    ReadRecordRecord,
)
from charitydesk.storage.rows_contracts import CommissionerRow
from charitydesk.storage.rows_library import (
    LocalClauseRow,
    LocalCompactRow,
    LocalSignatoryRow,
    OverrideRow,
    ReadRecordRow,
)
from charitydesk.storage.store import Store
from charitydesk.storage.stores_notices import AttachmentStore

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import LetterId, LocalCompactId, NoticeId, ProvisionId


class ReadRecordStore(Store[ReadRecordRecord, ReadRecordRow]):
    """Who has read which provision."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ReadRecordRecord, ReadRecordRow, "reading")

    def of(self, provision: ProvisionId) -> tuple[ReadRecordRecord, ...]:
        """Return the readings of one provision, oldest first."""
        return self.those(provision=provision)


class OverrideStore(Store[OverrideRecord, OverrideRow]):
    """Reasoned overrides of the gate."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, OverrideRecord, OverrideRow, "override")

    def of_notice(self, notice_id: NoticeId) -> tuple[OverrideRecord, ...]:
        """Return a notice's overrides."""
        return self.those(notice_id=notice_id)

    def of_letter(self, letter_id: LetterId) -> tuple[OverrideRecord, ...]:
        """Return a letter's overrides."""
        return self.those(letter_id=letter_id)


class LocalSignatoryStore(Store[LocalSignatoryRecord, LocalSignatoryRow]):
    """Who signed local compacts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LocalSignatoryRecord, LocalSignatoryRow, "signatory")

    def of(self, compact: LocalCompactId) -> tuple[LocalSignatoryRecord, ...]:
        """Return one compact's bodies, in the order recorded."""
        return self.those(local_compact_id=compact)


class LocalClauseStore(Store[LocalClauseRecord, LocalClauseRow]):
    """Clauses of local compacts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LocalClauseRecord, LocalClauseRow, "local clause")

    def of(self, compact: LocalCompactId) -> tuple[LocalClauseRecord, ...]:
        """Return one compact's clauses in the order they are printed."""
        return self.those("position", local_compact_id=compact)


class LocalCompactStore(Store[LocalCompactRecord, LocalCompactRow]):
    """Local compacts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LocalCompactRecord, LocalCompactRow, "local compact")

    def list(self) -> tuple[LocalCompactRecord, ...]:
        """Return every local compact by name."""
        return self.those("name")

    def delete(self, id_: int) -> None:
        """Delete a local compact with its signatories, clauses and attachments."""
        compact = self._row_of(id_)
        for kind in (LocalSignatoryRow, LocalClauseRow):
            for row in self._session.scalars(select(kind).where(kind.local_compact_id == id_)):
                self._session.delete(row)
        for body in self._session.scalars(select(CommissionerRow).where(CommissionerRow.local_compact_id == id_)):
            body.local_compact_id = None
        AttachmentStore(self._session, self._now).delete_of("local_compact", id_)
        self._session.delete(compact)
        self._session.flush()
