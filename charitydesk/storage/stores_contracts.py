"""Stores of contracts and of what belongs to one."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import UnaryExpression, func, or_, select, type_coerce
from sqlalchemy.sql.operators import custom_op

from charitydesk.domain.bodies import Answer
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
from charitydesk.storage.store import Store, as_lines, as_stored, asked_for, contains
from charitydesk.storage.stores_notices import AttachmentStore
from charitydesk.storage.stores_obligations import ObligationStore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.bodies import Relationship
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

    @property
    def asks_for_say_no(self) -> bool:
        """Whether the day to say no decides which are shown."""
        return self.say_no_from is not None or self.say_no_to is not None


NO_FILTER = ContractFilter()
_SIGN: custom_op[Any] = custom_op("+")
_NONE_ROLLED: Mapping[ContractId, date] = MappingProxyType({})


class ContractYearStore(Store[ContractYearRecord, ContractYearRow]):
    """Values by year."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractYearRecord, ContractYearRow, "year of a contract")

    def of(self, contract_id: ContractId) -> tuple[ContractYearRecord, ...]:
        """Return a contract's years, earliest first."""
        return self.those("starts_on", contract_id=contract_id)


class ContractExtensionStore(Store[ContractExtensionRecord, ContractExtensionRow]):
    """Options to extend."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, ContractExtensionRecord, ContractExtensionRow, "extension option")

    def of(self, contract_id: ContractId) -> tuple[ContractExtensionRecord, ...]:
        """Return a contract's options in order."""
        return self.those("position", contract_id=contract_id)

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
        return self.those("position", contract_id=contract_id)


class VariationStore(Store[VariationRecord, VariationRow]):
    """Changes to contracts."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, VariationRecord, VariationRow, "variation")

    def of(self, contract_id: ContractId) -> tuple[VariationRecord, ...]:
        """Return a contract's variations, earliest effect first, those without a date last."""
        found = self.those("effective_on", contract_id=contract_id)
        return tuple(sorted(found, key=lambda variation: variation.effective_on is None))

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
        rolled: Mapping[ContractId, date] = _NONE_ROLLED,
    ) -> tuple[ContractLine, ...]:
        """Return contracts for the register, sorted and filtered by SQLite; unknown values sort last.

        Args:
            text: Words to find in the title, the commissioner or the reference; empty for all.
            filters: Which ones.
            sort: What to sort by; each has an index, ties follow the id the same way round.
            descending: Largest or latest first.
            offset: How many to skip.
            limit: How many at most.
            rolled: The day to say no of contracts that have renewed since it was written down.
        """
        columns = ContractRow.__table__.c
        statement = select(*(columns[name] for name in ContractLine.__dataclass_fields__))
        if rolled and (sort is ContractSort.SAY_NO_BY or filters.asks_for_say_no):
            keys = self._keys(text, filters, sort, offset + limit, rolled, descending=descending)
            ids = [id_ for _, id_ in keys[offset : offset + limit]]
            found = {one.id: one for one in as_lines(self._session, ContractLine, statement.where(columns.id.in_(ids)))}
            lines = tuple(found[id_] for id_ in ids)
        else:
            order = _order(columns[sort.value], columns.id, descending=descending)
            page = self._filtered(statement, text, filters, _misleading).order_by(*order).offset(offset).limit(limit)
            lines = as_lines(self._session, ContractLine, page)
        return tuple(replace(one, say_no_by=rolled[one.id]) if one.id in rolled else one for one in lines)

    def _keys(
        self,
        text: str,
        filters: ContractFilter,
        sort: ContractSort,
        most: int,
        rolled: Mapping[ContractId, date],
        *,
        descending: bool,
    ) -> list[tuple[Any, ContractId]]:
        """Return what is sorted by, and ids, of the first contracts by the day to say no as it stands today.

        Those that have renewed are read apart, so that all others come in the order of their index.
        """
        columns = ContractRow.__table__.c
        by = columns[sort.value]
        others = select(by, columns.id).where(columns.id.not_in(_ids(rolled)))
        others = self._filtered(others, text, filters, _misleading)
        others = others.order_by(*_order(by, columns.id, descending=descending)).limit(most)
        found = as_stored(self._session, others) + self._renewed(text, filters, rolled, by)
        if sort is ContractSort.SAY_NO_BY:
            found = [(rolled[id_].isoformat() if id_ in rolled else value, id_) for value, id_ in found]
        known = sorted((key for key in found if key[0] is not None), reverse=descending)
        return known + sorted((key for key in found if key[0] is None), key=itemgetter(1), reverse=descending)

    def _renewed(
        self, text: str, filters: ContractFilter, rolled: Mapping[ContractId, date], by: Any
    ) -> list[tuple[Any, ...]]:
        first, last = filters.say_no_from, filters.say_no_to
        near = [id_ for id_, day in rolled.items() if (first is None or day >= first) and (last is None or day <= last)]
        rest = replace(filters, say_no_from=None, say_no_to=None)
        columns = ContractRow.__table__.c
        statement = select(by, columns.id).where(columns.id.in_(_ids(near)))
        return as_stored(self._session, self._filtered(statement, text, rest, _misleading))

    def matching(
        self,
        *,
        text: str = "",
        filters: ContractFilter = NO_FILTER,
        rolled: Mapping[ContractId, date] = _NONE_ROLLED,
    ) -> int:
        """Return how many contracts `list` would give without a limit."""
        columns = ContractRow.__table__.c
        statement = self._filtered(select(func.count()).select_from(ContractRow), text, filters)
        if not rolled or not filters.asks_for_say_no:
            return self._session.scalar(statement) or 0
        others = self._session.scalar(statement.where(columns.id.not_in(_ids(rolled)))) or 0
        return others + len(self._renewed(text, filters, rolled, columns.id))

    def rolled_on(self, today: date) -> list[tuple[Any, ...]]:
        """Return contracts that renew by themselves and have done so: the term written down ended before a day.

        Returns:
            The id, the day to say no and the end as written down, how long it renews, the notice and the nation, all
            as they lie in the file.
        """
        row = ContractRow.__table__.c
        body = CommissionerRow.__table__.c
        statement = (
            select(row.id, row.say_no_by, row.ends_on, row.renewal_length, stopping_notice(row), body.nation)
            .select_from(ContractRow.__table__)
            .outerjoin(CommissionerRow.__table__, body.id == row.commissioner_id)
            .where(row.ends_on < today, row.auto_renew == Answer.YES, row.status != ContractStatus.ENDED)
        )
        return as_stored(self._session, statement)

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
    def _filtered(
        statement: Any, text: str, filters: ContractFilter, status: Callable[[Any], Any] | None = None
    ) -> Any:
        row = ContractRow
        if text.strip():
            places = (row.title, row.commissioner, row.reference)
            statement = statement.where(or_(*(contains(place, text.strip()) for place in places)))
        conditions: dict[str, Callable[[Any], Any]] = {
            "statuses": status or row.status.in_,
            "relationships": row.relationship.in_,
            "commissioner_id": row.commissioner_id.__eq__,
            "ends_from": row.ends_on.__ge__,
            "ends_to": row.ends_on.__le__,
            "say_no_from": row.say_no_by.__ge__,
            "say_no_to": row.say_no_by.__le__,
            "owner": row.owner.__eq__,
        }
        return statement.where(*asked_for(filters, conditions))


def _misleading(wanted: Collection[ContractStatus]) -> Any:
    """Return the condition on the status for a sorted page: several mean most of the table.

    SQLite would gather nearly every row by the status's index and sort them all for the first page; the sign before
    the column has it walk the index of what is sorted by instead.
    """
    status = ContractRow.__table__.c.status
    if len(wanted) == 1:
        return status.in_(wanted)
    return type_coerce(UnaryExpression(status, operator=_SIGN), status.type).in_(wanted)


def stopping_notice(columns: Any) -> Any:
    """Return the notice that stops a contract from renewing: its own, else the charity's."""
    return func.coalesce(func.nullif(columns.renewal_notice, ""), columns.notice_from_charity)


def _ids(ids: Iterable[ContractId]) -> Any:
    """Return ids to look in, however many."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def _order(by: Any, id_: Any, *, descending: bool) -> tuple[Any, Any]:
    # Ties go the same way as the column, so that the index alone gives the order.
    return (by.desc().nulls_last(), id_.desc()) if descending else (by.asc().nulls_last(), id_.asc())
