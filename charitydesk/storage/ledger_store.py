"""What the ledger is made of: what time and costs hang on, other costs, money given, and sums of time.

Everything that a report starts from; the sums of time are `ledger_sums`'.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from sqlalchemy import func, select

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bills import counted_cost
from charitydesk.domain.costs import Bill, SubjectInfo
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.storage.ledger_sums import RatedLedger, lay_steps, subject_of
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import ContractRow
from charitydesk.storage.rows_time import BiddingCostRow, FundingRow, PersonRow, TimeEntryRow

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import date

    from sqlalchemy.orm import Session

    from charitydesk.domain.rate_book import RateBook


class LedgerStore:
    """Sums of time and costs.

    Args:
        session: A unit of work's session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def span(self) -> tuple[date, date] | None:
        """Return the first and last civil date with time, or None when there is none."""
        # Person by person, for there is an index by person and day: two look-ups each instead of a walk over all.
        ends = (
            select(end(TimeEntryRow.day)).where(TimeEntryRow.person_id == PersonRow.id).scalar_subquery()
            for end in (func.min, func.max)
        )
        lowest, highest = ends
        days = select(func.min(lowest), func.max(highest)).select_from(PersonRow)
        first, last = cast("tuple[date | None, date | None]", tuple(self._session.execute(days).one()))
        return None if first is None or last is None else (first, last)

    @contextmanager
    def rated(self, book: RateBook) -> Generator[RatedLedger]:
        """Lay a rate book beside the entries for as long as the block lasts.

        Args:
            book: Everybody's rates as steps.
        """
        connection = self._session.connection()
        lay_steps(connection, book)
        try:
            yield RatedLedger(connection, book)
        finally:
            connection.exec_driver_sql("DROP TABLE temp.rate_step")

    def subjects(self) -> dict[Subject, SubjectInfo]:
        """Return everything that time and costs can hang on, with what reports say of it."""
        found: dict[Subject, SubjectInfo] = {}
        bid, contract, notice = BidRow, ContractRow, NoticeRow
        columns = (bid.id, bid.title, bid.commissioner, bid.reference, bid.stage, bid.value, bid.won_value)
        for one in self._session.execute(select(*columns, bid.rebid_of, bid.submitted_on, bid.outcome_on)):
            subject = Subject(SubjectKind.BID, one.id)
            found[subject] = SubjectInfo(
                subject=subject,
                title=one.title,
                commissioner=one.commissioner,
                reference=one.reference,
                stage=one.stage,
                value=one.value or 0,
                won_value=(one.won_value or one.value or 0) if one.stage is BidStage.WON else 0,
                rebid=one.rebid_of is not None,
                submitted_on=one.submitted_on,
                outcome_on=one.outcome_on,
            )
        for one in self._session.execute(
            select(contract.id, contract.title, contract.commissioner, contract.reference, contract.value)
        ):
            subject = Subject(SubjectKind.CONTRACT, one.id)
            found[subject] = SubjectInfo(subject, one.title, one.commissioner, one.reference, value=one.value or 0)
        for one in self._session.execute(select(notice.id, notice.service, notice.commissioner)):
            subject = Subject(SubjectKind.NOTICE, one.id)
            found[subject] = SubjectInfo(subject, one.service, one.commissioner)
        return found

    def bills(self) -> tuple[Bill, ...]:
        """Return every other cost."""
        row = BiddingCostRow
        columns = (row.bid_id, row.notice_id, row.contract_id, row.on_date, row.kind, row.activity)
        money = (row.net, row.vat, row.vat_treatment, row.vat_recovered, row.funded)
        return tuple(
            Bill(
                subject_of(one.bid_id, one.notice_id, one.contract_id),
                one.on_date,
                one.kind,
                one.activity,
                counted_cost(one.net, one.vat, one.vat_treatment, one.vat_recovered),
                one.funded,
            )
            for one in self._session.execute(select(*columns, *money))
        )

    def given(self) -> dict[Subject, int]:
        """Return the pence given towards each subject."""
        row = FundingRow
        links = (row.bid_id, row.notice_id, row.contract_id)
        statement = select(*links, func.sum(row.amount)).group_by(*links)
        return {
            subject_of(bid, notice, contract): int(sum_)
            for bid, notice, contract, sum_ in self._session.execute(statement)
        }
