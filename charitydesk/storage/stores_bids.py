"""Stores of bids and of what belongs to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, false, func, not_, or_, select

from charitydesk.domain.bids import BidStage
from charitydesk.storage.ledger_links import let_go
from charitydesk.storage.records_bids import (
    BidFactorRecord,
    BidLine,
    BidLotRecord,
    BidRecord,
    BidScoreRecord,
    BidTaskRecord,
)
from charitydesk.storage.rows import ClockRow
from charitydesk.storage.rows_bids import BidFactorRow, BidLotRow, BidRow, BidScoreRow, BidTaskRow
from charitydesk.storage.rows_letters import LetterRow
from charitydesk.storage.store import Store, as_lines, asked_for, contains
from charitydesk.storage.stores_notices import AttachmentStore, ClockStore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import BidId, CommissionerId, ContractId

OPEN_STAGES = tuple(stage for stage in BidStage if stage.is_open)


class BidSort(StrEnum):
    """What a list of bids is sorted by."""

    TITLE = "title"
    COMMISSIONER = "commissioner"
    STAGE = "stage"
    DEADLINE_ON = "deadline_on"
    CUTOFF_ON = "cutoff_on"
    VALUE = "value"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFilter:
    """Which bids a list shows; empty for all.

    Args:
        stages: Only these.
        commissioner_id: Only this one's.
        deadline_from: First civil date of the deadline.
        deadline_to: Last civil date of the deadline.
        owner: Only this person's, as written.
        closed_on: Civil date; leave out public notices that nobody can bid for any more by then and that the charity
            never took up.
    """

    stages: Collection[BidStage] = ()
    commissioner_id: CommissionerId | None = None
    deadline_from: date | None = None
    deadline_to: date | None = None
    owner: str = ""
    closed_on: date | None = None


NO_BID_FILTER = BidFilter()


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A decided bid for the win rate; value in pence."""

    stage: BidStage
    value: int | None
    outcome_on: date | None


class BidLotStore(Store[BidLotRecord, BidLotRow]):
    """Lots."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BidLotRecord, BidLotRow, "lot")

    def of(self, bid_id: BidId) -> tuple[BidLotRecord, ...]:
        """Return a bid's lots in order."""
        return self.those("position", bid_id=bid_id)


class BidTaskStore(Store[BidTaskRecord, BidTaskRow]):
    """Tasks."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BidTaskRecord, BidTaskRow, "task")

    def of(self, bid_id: BidId) -> tuple[BidTaskRecord, ...]:
        """Return a bid's tasks in order."""
        return self.those("position", bid_id=bid_id)


class BidFactorStore(Store[BidFactorRecord, BidFactorRow]):
    """Factors of the go / no-go score."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BidFactorRecord, BidFactorRow, "factor")

    def of(self, bid_id: BidId | None) -> tuple[BidFactorRecord, ...]:
        """Return a bid's factors in order, or with None the charity's own list."""
        return self.those("position", bid_id=bid_id)


class BidScoreStore(Store[BidScoreRecord, BidScoreRow]):
    """The assessors' scores."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BidScoreRecord, BidScoreRow, "score")

    def of(self, bid_id: BidId) -> tuple[BidScoreRecord, ...]:
        """Return a bid's scores in order."""
        return self.those("position", bid_id=bid_id)


class BidStore(Store[BidRecord, BidRow]):
    """Bids."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, BidRecord, BidRow, "bid")

    def list(
        self,
        *,
        text: str = "",
        filters: BidFilter = NO_BID_FILTER,
        sort: BidSort = BidSort.DEADLINE_ON,
        descending: bool = False,
        offset: int = 0,
        limit: int = 500,
        pressing_on: date | None = None,
    ) -> tuple[BidLine, ...]:
        """Return bids for the pipeline or the table, sorted and filtered by SQLite; unknown values sort last.

        Args:
            text: Words to find in the title, the commissioner or the reference; empty for all.
            filters: Which ones.
            sort: What to sort by; deadlines of one day go by their moment.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
            pressing_on: Civil date; in place of a sort, bids that can still be made that day come first, the nearest
                deadline first, then those that wait for an answer or are late, then decided ones, the latest first.
        """
        columns = BidRow.__table__.c
        keys = [columns[sort.value]]
        if sort is BidSort.DEADLINE_ON:
            keys.append(columns.deadline_at)
        keys.append(columns.id)
        order = [(key.desc() if descending else key.asc()).nulls_last() for key in keys]
        if pressing_on is not None:
            order = _pressing(columns, pressing_on)
        chosen = (columns[name] for name in BidLine.__dataclass_fields__)
        statement = self._filtered(select(*chosen), text, filters).order_by(*order)
        return as_lines(self._session, BidLine, statement.offset(offset).limit(limit))

    def matching(self, *, text: str = "", filters: BidFilter = NO_BID_FILTER) -> int:
        """Return how many bids `list` would give without a limit."""
        return self._session.scalar(self._filtered(select(func.count()).select_from(BidRow), text, filters)) or 0

    def outcomes(self, from_date: date | None = None, to_date: date | None = None) -> tuple[OutcomeLine, ...]:
        """Return won and lost bids whose outcome was known in a span of civil dates."""
        worth = func.coalesce(BidRow.won_value, BidRow.value).label("value")
        statement = select(BidRow.stage, worth, BidRow.outcome_on).where(
            BidRow.stage.in_((BidStage.WON, BidStage.LOST))
        )
        if from_date is not None:
            statement = statement.where(BidRow.outcome_on >= from_date)
        if to_date is not None:
            statement = statement.where(BidRow.outcome_on <= to_date)
        return tuple(OutcomeLine(**row) for row in self._session.execute(statement).mappings())

    def of_process(self, ocid: str) -> tuple[BidRecord, ...]:
        """Return the bids of one open contracting process."""
        return self.those(ocid=ocid) if ocid else ()

    def of_contract(self, contract_id: ContractId) -> tuple[BidRecord, ...]:
        """Return the bids that became a contract or bid for it again."""
        return self.all(or_(BidRow.contract_id == contract_id, BidRow.rebid_of == contract_id))

    def rename_commissioner(self, id_: CommissionerId, name: str) -> None:
        """Give every bid to a commissioner its new name."""
        for row in self._session.scalars(select(BidRow).where(BidRow.commissioner_id == id_)):
            row.commissioner = name
        self._session.flush()

    def move_commissioner(self, from_id: CommissionerId, to_id: CommissionerId, name: str) -> None:
        """Give every bid of one commissioner to another."""
        for row in self._session.scalars(select(BidRow).where(BidRow.commissioner_id == from_id)):
            row.commissioner_id, row.commissioner = to_id, name
        self._session.flush()

    def delete(self, id_: int) -> None:
        """Delete a bid with all that belongs to it; its letters, time and costs stay, linked to none."""
        bid = self._row_of(id_)
        let_go(self._session, "bid_id", id_)
        for kind in (BidLotRow, BidTaskRow, BidFactorRow, BidScoreRow):
            for row in self._session.scalars(select(kind).where(kind.bid_id == id_)):
                self._session.delete(row)
        clocks = ClockStore(self._session, self._now)
        clocks.forget_where(*(clock.id for clock in clocks.all(ClockRow.bid_id == id_)))
        for letter in self._session.scalars(select(LetterRow).where(LetterRow.bid_id == id_)):
            letter.bid_id = None
        AttachmentStore(self._session, self._now).delete_of("bid", id_)
        self._session.delete(bid)
        self._session.flush()

    @staticmethod
    def _filtered(statement: Any, text: str, filters: BidFilter) -> Any:
        row = BidRow
        if text.strip():
            places = (row.title, row.commissioner, row.reference)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        conditions: dict[str, Callable[[Any], Any]] = {
            "stages": row.stage.in_,
            "commissioner_id": row.commissioner_id.__eq__,
            "deadline_from": row.deadline_on.__ge__,
            "deadline_to": row.deadline_on.__le__,
            "owner": row.owner.__eq__,
            "closed_on": lambda today: not_(never_taken_up(row, today)),
        }
        return statement.where(*asked_for(filters, conditions))


def never_taken_up(bid: Any, today: date) -> Any:
    """Return the condition that a bid is no more than a public notice which closed with nobody having decided on it.

    Args:
        bid: The bids, as rows or columns.
        today: Civil date.
    """
    unseen = (bid.stage == BidStage.SPOTTED) & func.coalesce(bid.deadline_on < today, false())
    return (bid.ocid != "") & bid.go_decided_on.is_(None) & ((bid.stage == BidStage.NOT_BID) | unseen)


def _pressing(columns: Any, today: date) -> list[Any]:
    to_make = columns.stage.in_(tuple(stage for stage in BidStage if stage.before_deadline))
    late = func.coalesce(columns.deadline_on < today, false())
    place = case((to_make & ~late, 0), (columns.stage.in_(OPEN_STAGES), 1), else_=2)
    soonest = [case((place == 0, key)).asc().nulls_last() for key in (columns.deadline_on, columns.deadline_at)]
    return [place, *soonest, columns.deadline_on.desc().nulls_last(), columns.id.desc()]
