"""Stores of letters, their files and their correspondence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from charitydesk.storage.records import LetterEventRecord, LetterFileRecord, LetterLine, LetterRecord
from charitydesk.storage.rows import ClockRow, NoticeRow
from charitydesk.storage.rows_letters import LetterEventRow, LetterFileRow, LetterRow
from charitydesk.storage.rows_library import OverrideRow
from charitydesk.storage.store import Store, as_lines, contains
from charitydesk.storage.stores_notices import AttachmentStore, ClockStore

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import BidId, ContractId, LetterId, NoticeId
    from charitydesk.domain.states import LetterStatus


class LetterSort(StrEnum):
    """What a list of letters is sorted by."""

    TITLE = "title"
    RECIPIENT = "recipient"
    KIND = "kind"
    STATUS = "status"
    SENT_ON = "sent_on"
    REPLY_DUE = "reply_due"
    UPDATED_AT = "updated_at"


class LetterFileStore(Store[LetterFileRecord, LetterFileRow]):
    """Files written from letters."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LetterFileRecord, LetterFileRow, "letter file")

    def of(self, letter_id: LetterId) -> tuple[LetterFileRecord, ...]:
        """Return a letter's files, oldest first."""
        return self.those(letter_id=letter_id)


class LetterEventStore(Store[LetterEventRecord, LetterEventRow]):
    """Correspondence log."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LetterEventRecord, LetterEventRow, "line of the correspondence log")

    def of(self, letter_id: LetterId) -> tuple[LetterEventRecord, ...]:
        """Return a letter's log, earliest date first."""
        return self.those("on_date", letter_id=letter_id)


@cache
def _letters_by(sort: LetterSort, *, descending: bool) -> Select[Any]:
    """Return what reads the lines of all letters in an order; to put it together takes longer than to read them."""
    columns = LetterRow.__table__.c
    others: dict[str, Any] = {"service": NoticeRow.service, "commissioner": NoticeRow.commissioner}
    chosen = (others[name] if name in others else columns[name] for name in LetterLine.__dataclass_fields__)
    by = columns[sort.value]
    return (
        select(*chosen)
        .select_from(LetterRow)
        .outerjoin(NoticeRow, NoticeRow.id == LetterRow.notice_id)
        .order_by((by.desc() if descending else by.asc()).nulls_last(), columns.id.desc())
    )


class LetterStore(Store[LetterRecord, LetterRow]):
    """Letters."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, LetterRecord, LetterRow, "letter")

    def list(
        self,
        *,
        text: str = "",
        notice_id: NoticeId | None = None,
        contract_id: ContractId | None = None,
        bid_id: BidId | None = None,
        statuses: Collection[LetterStatus] = (),
        sort: LetterSort = LetterSort.UPDATED_AT,
        descending: bool = True,
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[LetterLine, ...]:
        """Return letters for a list, sorted and filtered by SQLite; unknown values sort last.

        Args:
            text: Words to find in the title, the recipient, the service or the commissioner; empty for all.
            notice_id: Only this notice's.
            contract_id: Only this contract's, those of its notices among them.
            bid_id: Only this bid's.
            statuses: Only these; empty for all.
            sort: What to sort by; ties are newest first.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
        """
        statement = _letters_by(sort, descending=descending)
        if text.strip():
            places = (LetterRow.title, LetterRow.recipient, NoticeRow.service, NoticeRow.commissioner)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        if notice_id is not None:
            statement = statement.where(LetterRow.notice_id == notice_id)
        if contract_id is not None:
            own = (LetterRow.contract_id == contract_id, NoticeRow.contract_id == contract_id)
            statement = statement.where(or_(*own))
        if bid_id is not None:
            statement = statement.where(LetterRow.bid_id == bid_id)
        if statuses:
            statement = statement.where(LetterRow.status.in_(statuses))
        return as_lines(self._session, LetterLine, statement.offset(offset).limit(limit))

    def delete(self, id_: int) -> None:
        """Delete a letter with its files' records, log, clocks, overrides and attachments; files on disk stay."""
        letter = self._row_of(id_)
        clocks = ClockStore(self._session, self._now)
        clocks.forget_where(*(clock.id for clock in clocks.all(ClockRow.letter_id == id_)))
        for kind in (LetterFileRow, LetterEventRow, OverrideRow):
            for row in self._session.scalars(select(kind).where(kind.letter_id == id_)):
                self._session.delete(row)
        AttachmentStore(self._session, self._now).delete_of("letter", id_)
        self._session.delete(letter)
        self._session.flush()
