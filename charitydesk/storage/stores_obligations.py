"""Stores of commissioners, their people and of what falls due."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, false, func, not_, or_, select

from charitydesk.domain.contracts import ContractStatus
from charitydesk.storage.records_contracts import (
    CommissionerLine,
    CommissionerRecord,
    ContactRecord,
    ObligationLine,
    ObligationRecord,
)
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import CommissionerRow, ContactRow, ContractRow, ObligationRow
from charitydesk.storage.store import Store, as_lines, contains
from charitydesk.storage.stores_bids import never_taken_up
from charitydesk.storage.stores_notices import AttachmentStore

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import CommissionerId, ContractId, ObligationId

_OPEN_STAGES = ("spotted", "deciding", "drafting", "submitted", "clarification")


class ObligationSort(StrEnum):
    """What a list of obligations is sorted by."""

    TITLE = "title"
    DUE_ON = "due_on"
    DONE_ON = "done_on"
    OWNER = "owner"


class CommissionerStore(Store[CommissionerRecord, CommissionerRow]):
    """Commissioners."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, CommissionerRecord, CommissionerRow, "commissioner")

    def list(
        self, *, text: str = "", offset: int = 0, limit: int = 500, today: date | None = None
    ) -> tuple[CommissionerLine, ...]:
        """Return commissioners with what is held from each, those held from or bid to now before the others.

        Args:
            text: Words of the name; empty for all.
            offset: How many to skip.
            limit: How many at most.
            today: Civil date by which public notices have closed; without it nobody is left aside.
        """
        held = (
            select(func.count(), func.coalesce(func.sum(ContractRow.annual_value), 0))
            .where(ContractRow.commissioner_id == CommissionerRow.id, ContractRow.status != ContractStatus.ENDED)
            .correlate(CommissionerRow)
        )
        bids = select(func.count()).where(BidRow.commissioner_id == CommissionerRow.id, BidRow.stage.in_(_OPEN_STAGES))
        columns = CommissionerRow.__table__.c
        contracts = held.with_only_columns(func.count()).scalar_subquery()
        open_bids = bids.correlate(CommissionerRow).scalar_subquery()
        statement = (
            select(
                *(columns[name] for name in ("id", "name", "kind", "nation", "is_example")),
                contracts.label("contracts"),
                held.with_only_columns(func.coalesce(func.sum(ContractRow.annual_value), 0))
                .scalar_subquery()
                .label("held_value"),
                open_bids.label("bids"),
                (false() if today is None else _aside(today)).label("is_aside"),
            )
            .order_by(contracts + open_bids == 0, func.folded(columns.name), columns.id)
            .offset(offset)
            .limit(limit)
        )
        if text.strip():
            statement = statement.where(contains(CommissionerRow.name, text.strip()))
        return as_lines(self._session, CommissionerLine, statement)

    def named(self, name: str) -> CommissionerRecord | None:
        """Return the commissioner of that name, in any case of letters, or None."""
        same = func.folded(CommissionerRow.name) == name.strip().casefold()
        return next(iter(self.all(same)), None) if name.strip() else None

    def delete(self, id_: int) -> None:
        """Delete a commissioner with its people and files; its contracts and bids keep its name, linked to none."""
        commissioner = self._row_of(id_)
        for row in self._session.scalars(select(ContactRow).where(ContactRow.commissioner_id == id_)):
            self._session.delete(row)
        for kind in (ContractRow, BidRow):
            for row in self._session.scalars(select(kind).where(kind.commissioner_id == id_)):
                row.commissioner_id = None
        AttachmentStore(self._session, self._now).delete_of("commissioner", id_)
        self._session.delete(commissioner)
        self._session.flush()


def _aside(today: date) -> ColumnElement[bool]:
    """Return whether a commissioner is known from nothing but public notices that nobody can bid for any more."""
    here = CommissionerRow.__table__.c
    bid, contract, contact = BidRow.__table__.c, ContractRow.__table__.c, ContactRow.__table__.c
    closed = never_taken_up(bid, today)
    dealt = (
        exists().where(NoticeRow.__table__.c.commissioner == here.name),
        exists().where(contract.commissioner_id == here.id),
        exists().where(bid.commissioner_id == here.id, not_(closed)),
        exists().where(contact.commissioner_id == here.id),
    )
    return and_(here.kind.is_(None), exists().where(bid.commissioner_id == here.id, closed), *map(not_, dealt))


class ContactStore(Store[ContactRecord, ContactRow]):
    """People at commissioners."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContactRecord, ContactRow, "contact")

    def of(self, commissioner_id: CommissionerId) -> tuple[ContactRecord, ...]:
        """Return a commissioner's people in order."""
        return self.those("position", commissioner_id=commissioner_id)


class ObligationStore(Store[ObligationRecord, ObligationRow]):
    """What falls due."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ObligationRecord, ObligationRow, "obligation")

    def of(self, contract_id: ContractId) -> tuple[ObligationRecord, ...]:
        """Return a contract's obligations, earliest due first, those without a date last."""
        found = self.those("due_on", contract_id=contract_id)
        return tuple(sorted(found, key=lambda obligation: obligation.due_on is None))

    def list(
        self,
        *,
        text: str = "",
        open_only: bool = True,
        until: date | None = None,
        sort: ObligationSort = ObligationSort.DUE_ON,
        descending: bool = False,
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[ObligationLine, ...]:
        """Return obligations with their contracts, those without a date last.

        Args:
            text: Words to find in the title, the owner or the contract; empty for all.
            open_only: Leave out those done, and those of contracts that have ended.
            until: Last civil date on which it falls due or its first reminder comes; overdue ones are always included.
            sort: What to sort by.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
        """
        columns = ObligationRow.__table__.c
        contract = ContractRow.__table__.c
        others: dict[str, Any] = {"contract": contract.title.label("contract"), "commissioner": contract.commissioner}
        by = columns[sort.value]
        statement = (
            select(*(others[n] if n in others else columns[n] for n in ObligationLine.__dataclass_fields__))
            .select_from(ObligationRow.__table__)
            .outerjoin(ContractRow.__table__, contract.id == columns.contract_id)
            .order_by((by.desc() if descending else by.asc()).nulls_last(), columns.id)
        )
        if text.strip():
            places = (ObligationRow.title, ObligationRow.owner, ContractRow.title, ContractRow.commissioner)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        if open_only:
            held = or_(ContractRow.id.is_(None), ContractRow.status != ContractStatus.ENDED)
            statement = statement.where(ObligationRow.done_on.is_(None), held)
        if until is not None:
            statement = statement.where(or_(ObligationRow.due_on <= until, ObligationRow.first_lead_on <= until))
        return as_lines(self._session, ObligationLine, statement.offset(offset).limit(limit))

    def following(self, id_: ObligationId) -> tuple[ObligationRecord, ...]:
        """Return what follows an obligation that recurs."""
        return self.those(follows_id=id_)

    def delete(self, id_: int) -> None:
        """Delete an obligation with its files; the one after it no longer follows any."""
        obligation = self._row_of(id_)
        for row in self._session.scalars(select(ObligationRow).where(ObligationRow.follows_id == id_)):
            row.follows_id = None
        AttachmentStore(self._session, self._now).delete_of("obligation", id_)
        self._session.flush()
        self._session.delete(obligation)
        self._session.flush()
