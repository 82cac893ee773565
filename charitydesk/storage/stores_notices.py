"""Stores of the charity, its notices, their clocks and attachments."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from charitydesk.domain.notices import NoticeStatus
from charitydesk.storage.ledger_links import let_go
from charitydesk.storage.records import (
    AttachmentRecord,
    CharityRecord,
    ClockLine,
    ClockRecord,
    NoticeLine,
    NoticeRecord,
)
from charitydesk.storage.rows import AttachmentRow, CharityRow, ClockRow, NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_letters import LetterRow
from charitydesk.storage.rows_library import OverrideRow
from charitydesk.storage.rows_search import AttachmentTextRow
from charitydesk.storage.store import Store, as_lines, contains

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import BidId, ClockId, ContractId, LetterId, NoticeId


class NoticeSort(StrEnum):
    """What a list of notices is sorted by."""

    SERVICE = "service"
    COMMISSIONER = "commissioner"
    STATUS = "status"
    RECEIVED_ON = "received_on"
    EFFECTIVE_ON = "effective_on"
    UPDATED_AT = "updated_at"


class CharityStore(Store[CharityRecord, CharityRow]):
    """The one charity."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, CharityRecord, CharityRow, "charity")

    def load(self) -> CharityRecord:
        """Return the charity, or an empty one before the first questions are answered."""
        return self.find(1) or CharityRecord()

    def save(self, record: CharityRecord) -> CharityRecord:
        """Store the charity."""
        return self.add(record) if self.find(1) is None else self.update(record)


class AttachmentStore(Store[AttachmentRecord, AttachmentRow]):
    """Files copied in for a record."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, AttachmentRecord, AttachmentRow, "attachment")

    def of(self, owner_table: str, owner_id: int) -> tuple[AttachmentRecord, ...]:
        """Return a record's files."""
        return self.those(owner_table=owner_table, owner_id=owner_id)

    def delete_of(self, owner_table: str, owner_id: int) -> int:
        """Forget a record's files and their words; the copies on disk stay, so that undo finds them."""
        mine = (AttachmentRow.owner_table == owner_table, AttachmentRow.owner_id == owner_id)
        texts = select(AttachmentTextRow).join(AttachmentRow, AttachmentRow.id == AttachmentTextRow.attachment_id)
        for text in self._session.scalars(texts.where(*mine)).all():
            self._session.delete(text)
        self._session.flush()
        return self.delete_where(*mine)


class ClockStore(Store[ClockRecord, ClockRow]):
    """Clocks."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ClockRecord, ClockRow, "clock")

    def of_notice(self, notice_id: NoticeId) -> tuple[ClockRecord, ...]:
        """Return a notice's clocks, earliest deadline first, superseded ones too."""
        return self.those("deadline", notice_id=notice_id)

    def of_letter(self, letter_id: LetterId) -> tuple[ClockRecord, ...]:
        """Return a letter's clocks, earliest deadline first, superseded ones too."""
        return self.those("deadline", letter_id=letter_id)

    def of_bid(self, bid_id: BidId) -> tuple[ClockRecord, ...]:
        """Return a bid's clocks, earliest deadline first, superseded ones too."""
        return self.those("deadline", bid_id=bid_id)

    def list(
        self, *, running_only: bool = True, until: date | None = None, offset: int = 0, limit: int = 500
    ) -> tuple[ClockLine, ...]:
        """Return clocks with what they hang on, earliest last safe day first.

        Args:
            running_only: Leave out those done or superseded.
            until: Last civil date on which the last safe day may fall; overdue ones are always included.
            offset: How many to skip.
            limit: How many at most.
        """
        statement = (
            select(
                ClockRow.id,
                ClockRow.rule,
                ClockRow.title,
                ClockRow.whose,
                ClockRow.started_on,
                ClockRow.deadline,
                ClockRow.last_safe_day,
                ClockRow.act_by,
                ClockRow.done_on,
                ClockRow.superseded_reason,
                ClockRow.notice_id,
                ClockRow.letter_id,
                ClockRow.bid_id,
                func.coalesce(NoticeRow.service, BidRow.title).label("service"),
                func.coalesce(NoticeRow.commissioner, BidRow.commissioner).label("commissioner"),
                LetterRow.title.label("letter_title"),
                ClockRow.is_example,
            )
            .outerjoin(NoticeRow, NoticeRow.id == ClockRow.notice_id)
            .outerjoin(LetterRow, LetterRow.id == ClockRow.letter_id)
            .outerjoin(BidRow, BidRow.id == ClockRow.bid_id)
            .order_by(ClockRow.last_safe_day, ClockRow.id)
        )
        if running_only:
            statement = statement.where(ClockRow.done_on.is_(None), ClockRow.superseded_reason == "")
        if until is not None:
            statement = statement.where(ClockRow.last_safe_day <= until)
        return as_lines(self._session, ClockLine, statement.offset(offset).limit(limit))

    def forget_where(self, *ids: ClockId) -> None:
        """Delete clocks together with the links by which one took another's place."""
        for row in self._session.scalars(select(ClockRow).where(ClockRow.superseded_by.in_(ids))):
            row.superseded_by = None
        self._session.flush()
        self.delete_where(ClockRow.id.in_(ids))


class NoticeStore(Store[NoticeRecord, NoticeRow]):
    """Notices."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, NoticeRecord, NoticeRow, "notice")

    def list(
        self,
        *,
        text: str = "",
        contract_id: ContractId | None = None,
        statuses: Collection[NoticeStatus] = (),
        sort: NoticeSort = NoticeSort.RECEIVED_ON,
        descending: bool = True,
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[NoticeLine, ...]:
        """Return notices for a list, sorted and filtered by SQLite; unknown values sort last.

        Args:
            text: Words to find in the service or the commissioner; empty for all.
            contract_id: Only this contract's.
            statuses: Only these; empty for all.
            sort: What to sort by; ties are newest first.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
        """
        columns = NoticeRow.__table__.c
        by = columns[sort.value]
        order = (by.desc() if descending else by.asc()).nulls_last()
        chosen = (columns[name] for name in NoticeLine.__dataclass_fields__)
        statement = self._filtered(select(*chosen), text, statuses).order_by(order, columns.id.desc())
        if contract_id is not None:
            statement = statement.where(columns.contract_id == contract_id)
        return as_lines(self._session, NoticeLine, statement.offset(offset).limit(limit))

    def taking_effect(self, first: date, last: date) -> tuple[NoticeLine, ...]:
        """Return notices that take effect between two civil dates and are not closed."""
        columns = NoticeRow.__table__.c
        chosen = (columns[name] for name in NoticeLine.__dataclass_fields__)
        near = select(*chosen).where(columns.effective_on.between(first, last), columns.status != NoticeStatus.CLOSED)
        return as_lines(self._session, NoticeLine, near)

    def matching(self, *, text: str = "", statuses: Collection[NoticeStatus] = ()) -> int:
        """Return how many notices `list` would give without a limit."""
        return self._session.scalar(self._filtered(select(func.count()).select_from(NoticeRow), text, statuses)) or 0

    def rename_body(self, old: str, new: str) -> None:
        """Give every notice that names a body its new name."""
        if not old:
            return
        for record in self.all(func.folded(NoticeRow.commissioner) == old.casefold()):
            body = {**record.facts.get("body", {}), "name": new}
            self.update(replace(record, commissioner=new, facts={**record.facts, "body": body}))

    def delete(self, id_: int) -> None:
        """Delete a notice with its clocks, overrides and files; its letters, time and costs stay, linked to none."""
        notice = self._row_of(id_)
        let_go(self._session, "notice_id", id_)
        clocks = ClockStore(self._session, self._now)
        clocks.forget_where(*(clock.id for clock in clocks.all(ClockRow.notice_id == id_)))
        for row in self._session.scalars(select(OverrideRow).where(OverrideRow.notice_id == id_)):
            self._session.delete(row)
        for letter in self._session.scalars(select(LetterRow).where(LetterRow.notice_id == id_)):
            letter.notice_id = None
        AttachmentStore(self._session, self._now).delete_of("notice", id_)
        self._session.delete(notice)
        self._session.flush()

    @staticmethod
    def _filtered(statement: Any, text: str, statuses: Collection[NoticeStatus]) -> Any:
        if text.strip():
            places = (NoticeRow.service, NoticeRow.commissioner)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        return statement.where(NoticeRow.status.in_(statuses)) if statuses else statement
