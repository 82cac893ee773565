"""What Today reads: every date up to a day, as it lies in the file; most lines of a long list are never looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Integer, bindparam, func, literal_column, or_, select, union

from charitydesk.domain.bids import BidStage
from charitydesk.domain.contracts import ContractStatus
from charitydesk.storage.rows_bids import BidRow, BidTaskRow
from charitydesk.storage.rows_contracts import CommissionerRow, ContractRow, ObligationRow
from charitydesk.storage.store import as_stored, reader
from charitydesk.storage.stores_bids import OPEN_STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from charitydesk.domain.bodies import Answer, Nation
    from charitydesk.domain.ids import BidId, ContractId, ObligationId
    from charitydesk.domain.obligations import ObligationKind, Recurrence

Row = tuple[Any, ...]
"""A date, a title and a number to sort by, an id, and the other fields of a line, all as they lie in the file."""


class Way(IntEnum):
    """What a row's date is; no two rows of a way have one id."""

    IN_WORDS = 0
    OBLIGATION = 1
    REMINDER = 2
    DEADLINE = 3
    CUTOFF = 4
    TASK = 5
    SAY_NO = 6
    END = 7
    UPLIFT = 8


@dataclass(frozen=True, slots=True)
class DatedObligation:
    """An obligation not done yet, with its contract; `day` is its own or its first reminder's."""

    day: date
    title: str
    way: int
    id: ObligationId
    contract_id: ContractId | None
    contract: str | None
    kind: ObligationKind
    owner: str
    due_on: date
    recurrence: Recurrence
    is_example: bool


@dataclass(frozen=True, slots=True)
class DatedContract:
    """A contract's dates, and the terms by which the day to say no is worked out anew once it has renewed."""

    id: ContractId
    title: str
    commissioner: str
    ends_on: date | None
    uplift_on: date | None
    auto_renew: Answer
    renewal_length: str
    renewal_notice: str
    notice_from_charity: str
    nation: Nation | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class DatedBid:
    """A bid not handed in yet; `day` is its deadline's or its own limit's, and both stand as they were written."""

    day: date
    title: str
    way: int
    id: BidId
    commissioner: str
    stage: BidStage
    deadline: str
    deadline_on: date | None
    cutoff: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class DatedTask:
    """A bid's task, with its bid."""

    day: date
    title: str
    way: int
    id: int
    bid_id: BidId
    bid: str
    owner: str
    is_example: bool


_OBLIGATION = ObligationRow.__table__.c
_CONTRACT = ContractRow.__table__.c
_BODY = CommissionerRow.__table__.c
_BID = BidRow.__table__.c
_TASK = BidTaskRow.__table__.c
_UNTIL = bindparam("until", type_=Date)
_TODAY = bindparam("today", type_=Date)


def _columns(line: type[Any], table: Any, **others: Any) -> dict[str, Any]:
    return {name: others.get(name, table.get(name)) for name in line.__dataclass_fields__}


def _way(way: Way) -> Any:
    return literal_column(str(way.value), Integer).label("way")


_OF_OBLIGATION = _columns(
    DatedObligation, _OBLIGATION, day=_OBLIGATION.due_on, way=_way(Way.OBLIGATION), contract=_CONTRACT.title
)
_OF_CONTRACT = _columns(DatedContract, _CONTRACT, nation=_BODY.nation)
_OF_BID = _columns(DatedBid, _BID, day=_BID.deadline_on, way=_way(Way.DEADLINE))
_OF_TASK = _columns(DatedTask, _TASK, day=_TASK.due_on, way=_way(Way.TASK), bid=_BID.title, is_example=_BID.is_example)

read_obligation = reader(DatedObligation, _OF_OBLIGATION)
read_contract = reader(DatedContract, _OF_CONTRACT)
read_bid = reader(DatedBid, _OF_BID)
read_task = reader(DatedTask, _OF_TASK)


# Made once: to put a statement together takes as long as to answer it where little is recorded.


def _obligations(columns: Mapping[str, Any], *which: Any) -> Any:
    held = or_(_CONTRACT.id.is_(None), _CONTRACT.status != ContractStatus.ENDED)
    both = ObligationRow.__table__.outerjoin(ContractRow.__table__, _CONTRACT.id == _OBLIGATION.contract_id)
    return select(*columns.values()).select_from(both).where(held, *which)


# By ids in their order: to fetch rows in the order of their dates would leap about the file.
_DUE = _obligations(
    _OF_OBLIGATION,
    _OBLIGATION.id.in_(select(_OBLIGATION.id).where(_OBLIGATION.done_on.is_(None), _OBLIGATION.due_on <= _UNTIL)),
)
_REMINDED = _obligations(
    _OF_OBLIGATION | {"day": func.max(_OBLIGATION.first_lead_on, _TODAY), "way": _way(Way.REMINDER)},
    _OBLIGATION.done_on.is_(None), _OBLIGATION.due_on > _UNTIL, _OBLIGATION.first_lead_on <= _UNTIL,
)  # fmt: skip

# One index look-up for each date, instead of a scan for all three at once.
_WITH_DATES = union(
    *(
        select(_CONTRACT.id).where(day <= _UNTIL)
        for day in (_CONTRACT.say_no_by, _CONTRACT.ends_on, _CONTRACT.uplift_on)
    )
)
_CONTRACTS = (
    select(*_OF_CONTRACT.values())
    .select_from(ContractRow.__table__.outerjoin(CommissionerRow.__table__, _BODY.id == _CONTRACT.commissioner_id))
    .where(_CONTRACT.id.in_(_WITH_DATES), _CONTRACT.status != ContractStatus.ENDED)
)


def _bids(columns: Mapping[str, Any], *which: Any) -> Any:
    stages = tuple(stage for stage in BidStage if stage.before_deadline)
    return select(*columns.values()).where(columns["day"] <= _UNTIL, _BID.stage.in_(stages), *which)


_DEADLINES = _bids(_OF_BID)
_CUTOFFS = _bids(_OF_BID | {"day": _BID.cutoff_on, "way": _way(Way.CUTOFF)}, _BID.cutoff != "")
_TASKS = (
    select(*_OF_TASK.values())
    .select_from(BidTaskRow.__table__.join(BidRow.__table__, _BID.id == _TASK.bid_id))
    .where(_TASK.done_on.is_(None), _TASK.due_on <= _UNTIL, _BID.stage.in_(OPEN_STAGES))
)


class TodayStore:
    """Dates up to a day.

    Args:
        session: The unit of work's session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def due(self, today: date, until: date) -> list[Row]:
        """Return obligations, bids' deadlines and own limits, and bids' tasks that ask for something by a day.

        An obligation stands at its own date, or at its first reminder where it falls due later.
        """
        rows = as_stored(self._session, _REMINDED, today=today, until=until)
        for statement in (_DUE, _DEADLINES, _CUTOFFS, _TASKS):
            rows += as_stored(self._session, statement, until=until)
        return rows

    def contracts(self, until: date) -> list[Row]:
        """Return contracts not ended of which the day to say no, the end or the next uplift comes.

        Returns:
            The fields of `DatedContract`; which of the dates count, the terms decide.
        """
        return as_stored(self._session, _CONTRACTS, until=until)
