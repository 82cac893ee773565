"""Stores of time entries, locks, corrections, running timers, other costs, money given, and frozen statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from charitydesk.domain.ids import PersonId
from charitydesk.storage.records_time import (
    BiddingCostRecord,
    CorrectionRecord,
    FundingRecord,
    MonthLockRecord,
    RunningTimerRecord,
    StatementRecord,
    TimeEntryLine,
    TimeEntryRecord,
)
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import ContractRow
from charitydesk.storage.rows_time import (
    BiddingCostRow,
    CorrectionRow,
    FundingRow,
    MonthLockRow,
    PersonRow,
    RunningTimerRow,
    StatementRow,
    TimeEntryRow,
)
from charitydesk.storage.store import Store, as_lines, contains
from charitydesk.storage.stores_notices import AttachmentStore

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.ids import LetterId, TimeEntryId
    from charitydesk.domain.timelog import Subject

_LINKS = {"bid": "bid_id", "contract": "contract_id", "notice": "notice_id"}


def on_subject(row: Any, subject: Subject) -> Any:
    """Return the filter for rows that hang on a subject, or on none."""
    link = _LINKS.get(subject.kind.value)
    if link is None:
        return row.bid_id.is_(None) & row.contract_id.is_(None) & row.notice_id.is_(None)
    return getattr(row, link) == subject.id


class TimeEntryStore(Store[TimeEntryRecord, TimeEntryRow]):
    """Time entries."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, TimeEntryRecord, TimeEntryRow, "time entry")

    def between(self, person_id: PersonId, first: date, last: date) -> tuple[TimeEntryRecord, ...]:
        """Return somebody's entries from a civil date to another, both included."""
        where = (TimeEntryRow.person_id == person_id, TimeEntryRow.day.between(first, last))
        return self.all(*where, order=(TimeEntryRow.day, TimeEntryRow.started_at))

    def list(
        self,
        *,
        person_id: PersonId | None = None,
        subject: Subject | None = None,
        first: date | None = None,
        last: date | None = None,
        activities: Collection[Activity] = (),
        text: str = "",
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[TimeEntryLine, ...]:
        """Return entries for a list, the latest day first.

        Args:
            person_id: Only this person's.
            subject: Only those on it.
            first: First civil date.
            last: Last civil date.
            activities: Only these; empty for all.
            text: Words to find in the note; empty for all.
            offset: How many to skip.
            limit: How many at most.
        """
        entry = TimeEntryRow
        taken = (
            select(func.coalesce(func.sum(CorrectionRow.minutes), 0))
            .where(CorrectionRow.time_entry_id == entry.id)
            .scalar_subquery()
        )
        statement = (
            select(
                entry.id,
                entry.person_id,
                PersonRow.name.label("person"),
                entry.day,
                entry.minutes,
                taken.label("taken_back"),
                entry.activity,
                entry.bid_id,
                entry.contract_id,
                entry.notice_id,
                func.coalesce(BidRow.title, ContractRow.title, NoticeRow.service, "").label("subject"),
                func.coalesce(BidRow.commissioner, ContractRow.commissioner, NoticeRow.commissioner, "").label(
                    "commissioner"
                ),
                entry.started_at,
                entry.zone,
                entry.note,
                entry.source,
                entry.is_example,
            )
            .join(PersonRow, PersonRow.id == entry.person_id)
            .outerjoin(BidRow, BidRow.id == entry.bid_id)
            .outerjoin(ContractRow, ContractRow.id == entry.contract_id)
            .outerjoin(NoticeRow, NoticeRow.id == entry.notice_id)
            .order_by(entry.day.desc(), entry.id.desc())
        )
        if person_id is not None:
            statement = statement.where(entry.person_id == person_id)
        if subject is not None:
            statement = statement.where(on_subject(entry, subject))
        if first is not None:
            statement = statement.where(entry.day >= first)
        if last is not None:
            statement = statement.where(entry.day <= last)
        if activities:
            statement = statement.where(entry.activity.in_(activities))
        if text.strip():
            statement = statement.where(contains(entry.note, text.strip()))
        return as_lines(self._session, TimeEntryLine, statement.offset(offset).limit(limit))

    def known_import_keys(self, keys: Collection[str]) -> frozenset[str]:
        """Return those of some import keys that are here already."""
        known: set[str] = set()
        wanted = [key for key in keys if key]
        for place in range(0, len(wanted), 500):
            part = wanted[place : place + 500]
            known |= set(
                self._session.scalars(select(TimeEntryRow.import_key).where(TimeEntryRow.import_key.in_(part)))
            )
        return frozenset(known)

    def minutes_by_day(self, first: date, last: date) -> dict[tuple[PersonId, date], int]:
        """Return the minutes that each person has logged on each day from a civil date to another."""
        entry = TimeEntryRow
        by = (entry.person_id, entry.day)
        statement = select(*by, func.sum(entry.minutes)).where(entry.day.between(first, last)).group_by(*by)
        return {(PersonId(who), day): int(minutes) for who, day, minutes in self._session.execute(statement)}

    def examples(self) -> tuple[TimeEntryRecord, ...]:
        """Return the example's entries."""
        return self.all(TimeEntryRow.is_example.is_(True))

    def delete(self, id_: int) -> None:
        """Delete an entry with its corrections."""
        CorrectionStore(self._session, self._now).delete_where(CorrectionRow.time_entry_id == id_)
        super().delete(id_)


class MonthLockStore(Store[MonthLockRecord, MonthLockRow]):
    """Locked months."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, MonthLockRecord, MonthLockRow, "locked month")

    def of_month(self, day: date) -> MonthLockRecord | None:
        """Return the lock of a day's month, or None."""
        return next(iter(self.those(month=day.replace(day=1))), None)


class CorrectionStore(Store[CorrectionRecord, CorrectionRow]):
    """Dated reversals of locked time."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, CorrectionRecord, CorrectionRow, "correction")

    def of(self, entry_id: TimeEntryId) -> tuple[CorrectionRecord, ...]:
        """Return an entry's corrections, oldest first."""
        return self.those(time_entry_id=entry_id)


class BiddingCostStore(Store[BiddingCostRecord, BiddingCostRow]):
    """Other costs."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BiddingCostRecord, BiddingCostRow, "cost")

    def list(self, subject: Subject | None = None) -> tuple[BiddingCostRecord, ...]:
        """Return costs, the latest first; of one subject, or all."""
        where = () if subject is None else (on_subject(BiddingCostRow, subject),)
        return self.all(*where, order=(BiddingCostRow.on_date.desc(),))

    def delete(self, id_: int) -> None:
        """Delete a cost with its receipts' records; files on disk stay."""
        AttachmentStore(self._session, self._now).delete_of("bidding_cost", id_)
        super().delete(id_)


class FundingStore(Store[FundingRecord, FundingRow]):
    """Money given towards costs."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, FundingRecord, FundingRow, "contribution")

    def list(self, subject: Subject | None = None) -> tuple[FundingRecord, ...]:
        """Return contributions, the latest first; to one subject, or all."""
        where = () if subject is None else (on_subject(FundingRow, subject),)
        return self.all(*where, order=(FundingRow.on_date.desc(),))


class RunningTimerStore(Store[RunningTimerRecord, RunningTimerRow]):
    """Timers that run; no history."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, RunningTimerRecord, RunningTimerRow, "running timer")

    def of(self, person_id: PersonId) -> RunningTimerRecord | None:
        """Return somebody's running timer, or None."""
        return next(iter(self.those(person_id=person_id)), None)


class StatementStore(Store[StatementRecord, StatementRow]):
    """Frozen statements."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, StatementRecord, StatementRow, "statement")

    def list(self) -> tuple[StatementRecord, ...]:
        """Return all statements, the latest first."""
        return self.all(order=(StatementRow.id.desc(),))

    def of_letter(self, letter_id: LetterId) -> StatementRecord | None:
        """Return the statement frozen with a letter, or None."""
        return next(iter(self.those(letter_id=letter_id)), None)
