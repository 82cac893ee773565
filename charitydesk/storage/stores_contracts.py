"""Stores of contracts and of what belongs to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from charitydesk.domain.contracts import ContractStatus, VariationStatus
from charitydesk.storage.ledger_links import let_go
from charitydesk.storage.records_contracts import (
    ContractClauseRecord,
    ContractExtensionRecord,
    ContractLine,
    ContractRecord,
    ContractYearRecord,
    VariationRecord,
)
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import (
    CommissionerRow,
    ContractClauseRow,
    ContractExtensionRow,
    ContractRow,
    ContractYearRow,
    ObligationRow,
    VariationRow,
)
from charitydesk.storage.rows_letters import LetterRow
from charitydesk.storage.store import Store, as_lines, asked_for, contains
from charitydesk.storage.stores_notices import AttachmentStore
from charitydesk.storage.stores_obligations import ObligationStore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.bodies import Answer, Nation, Relationship
    from charitydesk.domain.ids import CommissionerId, ContractId


class ContractSort(StrEnum):
    """What the register is sorted by."""

    TITLE = "title"
    COMMISSIONER = "commissioner"
    REFERENCE = "reference"
    STATUS = "status"
    VALUE = "value"
    ANNUAL_VALUE = "annual_value"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    SAY_NO_BY = "say_no_by"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFilter:
    """Which contracts a list shows; empty for all.

    Args:
        statuses: Only these.
        relationships: Only these.
        commissioner_id: Only this one's.
        ends_from: First civil date of the end.
        ends_to: Last civil date of the end.
        say_no_from: First civil date of the last safe day to say no.
        say_no_to: Last civil date of it.
        owner: Only this person's, as written.
    """

    statuses: Collection[ContractStatus] = ()
    relationships: Collection[Relationship] = ()
    commissioner_id: CommissionerId | None = None
    ends_from: date | None = None
    ends_to: date | None = None
    say_no_from: date | None = None
    say_no_to: date | None = None
    owner: str = ""


NO_FILTER = ContractFilter()


@dataclass(frozen=True, slots=True)
class DatedContract:
    """A contract's dates for Today, and the terms by which the day to say no is worked out anew once it has renewed."""

    id: ContractId
    title: str
    commissioner: str
    status: ContractStatus
    starts_on: date | None
    ends_on: date | None
    say_no_by: date | None
    uplift_on: date | None
    auto_renew: Answer
    renewal_length: str
    renewal_notice: str
    notice_from_charity: str
    nation: Nation | None
    is_example: bool


class ContractYearStore(Store[ContractYearRecord, ContractYearRow]):
    """Values by year."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractYearRecord, ContractYearRow, "year of a contract")

    def of(self, contract_id: ContractId) -> tuple[ContractYearRecord, ...]:
        """Return a contract's years, earliest first."""
        return self.all(ContractYearRow.contract_id == contract_id, order=(ContractYearRow.starts_on,))


class ContractExtensionStore(Store[ContractExtensionRecord, ContractExtensionRow]):
    """Options to extend."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractExtensionRecord, ContractExtensionRow, "extension option")

    def of(self, contract_id: ContractId) -> tuple[ContractExtensionRecord, ...]:
        """Return a contract's options in order."""
        return self.all(ContractExtensionRow.contract_id == contract_id, order=(ContractExtensionRow.position,))

    def to_decide(self, until: date) -> tuple[tuple[ContractExtensionRecord, str, str, bool], ...]:
        """Return open options to be decided by a day, each with its contract's title, commissioner and example mark."""
        statement = (
            select(ContractExtensionRow, ContractRow.title, ContractRow.commissioner, ContractRow.is_example)
            .join(ContractRow, ContractRow.id == ContractExtensionRow.contract_id)
            .where(
                ContractExtensionRow.decide_by <= until,
                ContractExtensionRow.taken == "unknown",
                ContractRow.status != ContractStatus.ENDED,
            )
        )
        return tuple(
            (self._to_record(row), title, commissioner, is_example)
            for row, title, commissioner, is_example in self._session.execute(statement)
        )


class ContractClauseStore(Store[ContractClauseRecord, ContractClauseRow]):
    """Key clauses."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractClauseRecord, ContractClauseRow, "clause")

    def of(self, contract_id: ContractId) -> tuple[ContractClauseRecord, ...]:
        """Return a contract's clauses in order."""
        return self.all(ContractClauseRow.contract_id == contract_id, order=(ContractClauseRow.position,))


class VariationStore(Store[VariationRecord, VariationRow]):
    """Changes to contracts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, VariationRecord, VariationRow, "variation")

    def of(self, contract_id: ContractId) -> tuple[VariationRecord, ...]:
        """Return a contract's variations, earliest effect first, those without a date last."""
        order = (VariationRow.effective_on.is_(None), VariationRow.effective_on)
        return self.all(VariationRow.contract_id == contract_id, order=order)

    def open_count(self) -> int:
        """Return how many are proposed and not yet answered."""
        counted = select(func.count()).select_from(VariationRow)
        return self._session.scalar(counted.where(VariationRow.status == VariationStatus.PROPOSED)) or 0


class ContractStore(Store[ContractRecord, ContractRow]):
    """Contracts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractRecord, ContractRow, "contract")

    def list(
        self,
        *,
        text: str = "",
        filters: ContractFilter = NO_FILTER,
        sort: ContractSort = ContractSort.TITLE,
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[ContractLine, ...]:
        """Return contracts for the register, sorted and filtered by SQLite; unknown values sort last.

        Args:
            text: Words to find in the title, the commissioner or the reference; empty for all.
            filters: Which ones.
            sort: What to sort by; each has an index, ties follow the id the same way round.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
        """
        columns = ContractRow.__table__.c
        chosen = (columns[name] for name in ContractLine.__dataclass_fields__)
        statement = self._filtered(select(*chosen), text, filters).order_by(
            *_order(columns[sort.value], columns.id, descending=descending)
        )
        return as_lines(self._session, ContractLine, statement.offset(offset).limit(limit))

    def ids(
        self,
        *,
        text: str = "",
        filters: ContractFilter = NO_FILTER,
        sort: ContractSort = ContractSort.TITLE,
        descending: bool = False,
    ) -> Sequence[ContractId]:
        """Return the ids `list` would give, in its order: cheap for a table that pages by id."""
        columns = ContractRow.__table__.c
        order = _order(columns[sort.value], columns.id, descending=descending)
        return self._session.scalars(self._filtered(select(columns.id), text, filters).order_by(*order)).all()

    def lines_of(self, ids: Sequence[ContractId]) -> tuple[ContractLine, ...]:
        """Return these contracts' lines in the order asked."""
        columns = ContractRow.__table__.c
        chosen = (columns[name] for name in ContractLine.__dataclass_fields__)
        found = as_lines(self._session, ContractLine, select(*chosen).where(columns.id.in_(ids)))
        by_id = {line.id: line for line in found}
        return tuple(by_id[id_] for id_ in ids if id_ in by_id)

    def matching(self, *, text: str = "", filters: ContractFilter = NO_FILTER) -> int:
        """Return how many contracts `list` would give without a limit."""
        return self._session.scalar(self._filtered(select(func.count()).select_from(ContractRow), text, filters)) or 0

    def dated(self, until: date) -> tuple[DatedContract, ...]:
        """Return contracts not ended with a date up to a day: the day to say no, the end or the next uplift."""
        row = ContractRow.__table__.c
        body = CommissionerRow.__table__.c
        chosen = [body.nation if name == "nation" else row[name] for name in DatedContract.__dataclass_fields__]
        dates = (row.say_no_by, row.ends_on, row.uplift_on)
        # One index look-up for each date, instead of a scan for all three at once.
        ids = select(row.id).where(dates[0] <= until).union(*(select(row.id).where(day <= until) for day in dates[1:]))
        statement = (
            select(*chosen)
            .select_from(ContractRow.__table__)
            .outerjoin(CommissionerRow.__table__, body.id == row.commissioner_id)
            .where(row.id.in_(ids), row.status != ContractStatus.ENDED)
        )
        return as_lines(self._session, DatedContract, statement)

    def held(self) -> tuple[int, int]:
        """Return how many contracts are held and what they are worth a year in pence, as far as it is known."""
        held = ContractRow.status != ContractStatus.ENDED
        statement = select(func.count(), func.coalesce(func.sum(ContractRow.annual_value), 0)).where(held)
        count, value = self._session.execute(statement).one()
        return count, value or 0

    def rename_commissioner(self, id_: CommissionerId, name: str) -> None:
        """Give every contract of a commissioner its new name."""
        for row in self._session.scalars(select(ContractRow).where(ContractRow.commissioner_id == id_)):
            row.commissioner = name
        self._session.flush()

    def move_commissioner(self, from_id: CommissionerId, to_id: CommissionerId, name: str) -> None:
        """Give every contract of one commissioner to another."""
        for row in self._session.scalars(select(ContractRow).where(ContractRow.commissioner_id == from_id)):
            row.commissioner_id, row.commissioner = to_id, name
        self._session.flush()

    def delete(self, id_: int) -> None:
        """Delete a contract with all that belongs to it; its notices, letters, bids and time stay, linked to none."""
        contract = self._row_of(id_)
        let_go(self._session, "contract_id", id_)
        for kind in (ContractYearRow, ContractExtensionRow, ContractClauseRow, VariationRow):
            for row in self._session.scalars(select(kind).where(kind.contract_id == id_)):
                AttachmentStore(self._session, self._now).delete_of(kind.__tablename__, row.id)
                self._session.delete(row)
        obligations = ObligationStore(self._session, self._now)
        for row in self._session.scalars(select(ObligationRow).where(ObligationRow.contract_id == id_)).all():
            obligations.delete(row.id)
        for kind in (NoticeRow, LetterRow, BidRow):
            for row in self._session.scalars(select(kind).where(kind.contract_id == id_)):
                row.contract_id = None
        for row in self._session.scalars(select(BidRow).where(BidRow.rebid_of == id_)):
            row.rebid_of = None
        AttachmentStore(self._session, self._now).delete_of("contract", id_)
        self._session.delete(contract)
        self._session.flush()

    @staticmethod
    def _filtered(statement: Any, text: str, filters: ContractFilter) -> Any:
        row = ContractRow
        if text.strip():
            places = (row.title, row.commissioner, row.reference)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        conditions: dict[str, Callable[[Any], Any]] = {
            "statuses": row.status.in_,
            "relationships": row.relationship.in_,
            "commissioner_id": row.commissioner_id.__eq__,
            "ends_from": row.ends_on.__ge__,
            "ends_to": row.ends_on.__le__,
            "say_no_from": row.say_no_by.__ge__,
            "say_no_to": row.say_no_by.__le__,
            "owner": row.owner.__eq__,
        }
        return statement.where(*asked_for(filters, conditions))


def _order(by: Any, id_: Any, *, descending: bool) -> tuple[Any, Any]:
    # Ties go the same way as the column, so that the index alone gives the order.
    return (by.desc().nulls_last(), id_.desc()) if descending else (by.asc().nulls_last(), id_.asc())
