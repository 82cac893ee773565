"""What the ledger is made of: what time and costs hang on, other costs, money given, and sums of time.

Everything that a report starts from; the sums of time are `ledger_sums`'.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bills import counted_cost
from charitydesk.domain.costs import Bill, SubjectInfo
from charitydesk.domain.ids import PersonId, RoleId
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.storage.ledger_sums import RatedLedger, lay_steps, subject_of
from charitydesk.storage.records import CharityRecord
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import ContractRow
from charitydesk.storage.rows_time import BiddingCostRow, FundingRow, PersonRow, RoleRow

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy.orm import Session

    from charitydesk.domain.rate_book import RateBook


_ROOM_KIB = 16_000


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
        days = "SELECT {0}((SELECT {0}(day) FROM time_entry WHERE person_id = person.id)) FROM person"
        statement = f"SELECT ({days.format('min')}), ({days.format('max')})"
        first, last = self._session.connection().exec_driver_sql(statement).one()
        return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))

    def year_end(self) -> tuple[int, int]:
        """Return the month and day on which the charity's accounting year ends."""
        found = self._session.connection().exec_driver_sql("SELECT year_end_month, year_end_day FROM charity").first()
        if found is None:
            usual = CharityRecord()
            return usual.year_end_month, usual.year_end_day
        return int(found[0]), int(found[1])

    def rate_facts(self) -> tuple[object, ...]:
        """Return everything that rates are worked out from, as it lies in the file: equal facts make equal rates."""
        connection = self._session.connection()
        tables = ("SELECT id, kind FROM person", "SELECT * FROM rate", "SELECT * FROM payroll_year")
        return (
            self.span(),
            *(
                tuple(map(tuple, connection.exec_driver_sql(f"{table} ORDER BY id")))
                for table in (*tables, "SELECT * FROM overhead_year")
            ),
        )

    def roles_of_people(self) -> dict[PersonId, tuple[RoleId, str, bool]]:
        """Return the role of everybody who has one: its id, its title, and whether it is of the front line."""
        columns = (PersonRow.id, RoleRow.id, RoleRow.title, RoleRow.front_line)
        found = self._session.execute(select(*columns).join(RoleRow, RoleRow.id == PersonRow.role_id))
        return {PersonId(person): (RoleId(role), title, front_line) for person, role, title, front_line in found}

    @contextmanager
    def rated(self, book: RateBook) -> Generator[RatedLedger]:
        """Lay a rate book beside the entries for as long as the block lasts.

        Args:
            book: Everybody's rates as steps.
        """
        connection = self._session.connection()
        # Entries are read once, in order: pages that were read are of no more use, and memory is better left to others.
        room = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM_KIB}")
        try:
            lay_steps(connection, book)
            yield RatedLedger(connection, book)
        finally:
            connection.exec_driver_sql("DROP TABLE IF EXISTS temp.rate_step")
            connection.exec_driver_sql(f"PRAGMA cache_size={room}")

    def subjects(self, only: Subject | None = None) -> dict[Subject, SubjectInfo]:
        """Return everything that time and costs can hang on, with what reports say of it.

        Args:
            only: This one alone.
        """
        found: dict[Subject, SubjectInfo] = {}
        bid, contract, notice = BidRow, ContractRow, NoticeRow
        columns = (bid.id, bid.title, bid.commissioner, bid.reference, bid.stage, bid.value, bid.won_value)
        kinds = ((bid, SubjectKind.BID), (contract, SubjectKind.CONTRACT), (notice, SubjectKind.NOTICE))
        bids, contracts, notices = (
            true() if only is None else row.id == (only.id if only.kind is kind else 0) for row, kind in kinds
        )
        of_bids = select(*columns, bid.rebid_of, bid.submitted_on, bid.outcome_on).where(bids)
        for one in self._session.execute(of_bids):
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
            select(contract.id, contract.title, contract.commissioner, contract.reference, contract.value).where(
                contracts
            )
        ):
            subject = Subject(SubjectKind.CONTRACT, one.id)
            found[subject] = SubjectInfo(subject, one.title, one.commissioner, one.reference, value=one.value or 0)
        for one in self._session.execute(select(notice.id, notice.service, notice.commissioner).where(notices)):
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
