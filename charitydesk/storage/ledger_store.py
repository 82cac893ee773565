"""The ledger's sums, added up inside SQLite over any number of entries and exactly.

Rates come in as steps in time in a temporary table, each cost cut into limbs (`domain.rate_book`); the sums of the
limbs come out. No object is made for an entry: what comes back is one row a group.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Date, Integer, String, and_, case, column, func, insert, literal, select, table

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bills import counted_cost
from charitydesk.domain.costs import Bill, SubjectInfo, TimeSum
from charitydesk.domain.rate_book import from_limbs, limbs_of
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.rows_bids import BidRow
from charitydesk.storage.rows_contracts import ContractRow
from charitydesk.storage.rows_time import BiddingCostRow, CorrectionRow, FundingRow, PersonRow, TimeEntryRow

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.rate_book import RateBook

_NO_LINK = "0"


class LedgerKey(StrEnum):
    """What sums are grouped by, besides their subject."""

    NOTHING = "nothing"
    MONTH = "month"
    YEAR = "year"
    ACTIVITY = "activity"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class LedgerWhere:
    """Which entries are added up.

    Args:
        first: First civil date, or None.
        last: Last civil date, or None.
        activities: Only these; empty for all.
        subject: Only this subject.
        bids_only: Only time on bids, read from the covering index alone.
        year_ends: Ascending last days of accounting years, for `LedgerKey.YEAR`.
    """

    first: date | None = None
    last: date | None = None
    activities: Collection[Activity] = ()
    subject: Subject | None = None
    bids_only: bool = False
    year_ends: Sequence[date] = ()


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
        count, units = book.limb_count, book.units
        limbs = "".join(f", f{n} INTEGER NOT NULL, d{n} INTEGER NOT NULL" for n in range(count))
        connection.exec_driver_sql(
            "CREATE TEMP TABLE rate_step (person_id INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, "
            f"paid INTEGER NOT NULL, rated INTEGER NOT NULL, unit INTEGER NOT NULL{limbs}, "
            "PRIMARY KEY (person_id, first_day)) WITHOUT ROWID"
        )
        try:
            steps = _step_table(count)
            rows: list[dict[str, object]] = []
            for step in book.steps:
                unit = book.unit_of(step)
                full, direct = (int(rate * units[unit]) for rate in (step.full, step.direct))
                row: dict[str, object] = {
                    "person_id": step.person,
                    "first_day": step.first,
                    "last_day": step.last,
                    "paid": int(step.paid),
                    "rated": int(not step.missing),
                    "unit": unit,
                    **{f"f{n}": part for n, part in enumerate(limbs_of(full, count))},
                    **{f"d{n}": part for n, part in enumerate(limbs_of(direct, count))},
                }
                rows.append(row)
            if rows:
                connection.execute(insert(steps), rows)
            yield RatedLedger(self._session, steps, book)
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
                _subject(one.bid_id, one.notice_id, one.contract_id),
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
            _subject(bid, notice, contract): int(sum_)
            for bid, notice, contract, sum_ in self._session.execute(statement)
        }


def _step_table(count: int) -> Any:
    limbs = [column(f"{kind}{n}", Integer) for n in range(count) for kind in "fd"]
    return table(
        "rate_step",
        column("person_id", Integer),
        column("first_day", Date),
        column("last_day", Date),
        column("paid", Integer),
        column("rated", Integer),
        column("unit", Integer),
        *limbs,
    )


def _subject(bid: int | None, notice: int | None, contract: int | None) -> Subject:
    if bid is not None:
        return Subject(SubjectKind.BID, bid)
    if notice is not None:
        return Subject(SubjectKind.NOTICE, notice)
    return NO_SUBJECT if contract is None else Subject(SubjectKind.CONTRACT, contract)


class RatedLedger:
    """Sums of time with the rates laid beside it; made by `LedgerStore.rated`."""

    def __init__(self, session: Session, steps: Any, book: RateBook) -> None:
        self._session = session
        self._steps = steps
        self._limbs = book.limb_count
        self.denominator: int = book.denominator
        self.scales: tuple[int, ...] = tuple(self.denominator // unit for unit in book.units)
        """What brings each unit's numerators to the one denominator."""

    def sums(self, key: LedgerKey = LedgerKey.NOTHING, where: LedgerWhere | None = None) -> Iterator[TimeSum]:
        """Yield time added up by subject and key; corrections come as sums of their own, on their own dates.

        Args:
            key: What to group by besides the subject.
            where: Which entries.
        """
        asked = where or LedgerWhere()
        yield from self._run(self._entries(key, asked), bids=asked.bids_only)
        yield from self._run(self._corrections(key, asked), bids=False)

    def by_bid_and_month(self, activities: Collection[Activity] = ()) -> list[tuple[Any, ...]]:
        """Return bare rows of time on bids: bid, month, unit, minutes, then the limbs of the cost with overheads.

        This is the report over everything: read from the covering index alone, and one tuple a group.
        """
        statement = self.bid_month_statement(activities)
        return cast("list[tuple[Any, ...]]", self._session.connection().execute(statement).fetchall())

    def bid_month_statement(self, activities: Collection[Activity] = ()) -> Any:
        """Return the statement behind `by_bid_and_month`."""
        entry, month = TimeEntryRow.__table__.c, func.substr(TimeEntryRow.__table__.c.day, 1, 7)
        full = [func.sum(entry.minutes * self._steps.c[f"f{n}"]) for n in range(self._limbs)]
        statement = (
            select(entry.bid_id, month, self._steps.c.unit, func.sum(entry.minutes), *full)
            .select_from(TimeEntryRow.__table__.join(self._steps, self._joined(entry.day)))
            .where(entry.bid_id.is_not(None))
            .group_by(entry.bid_id, month, self._steps.c.unit)
        )
        return statement.where(entry.activity.in_(activities)) if activities else statement

    def _joined(self, day: Any) -> ColumnElement[bool]:
        steps = self._steps.c
        return and_(steps.person_id == TimeEntryRow.person_id, steps.first_day <= day, steps.last_day >= day)

    def _columns(self, minutes: Any) -> list[Any]:
        steps = self._steps.c
        unpaid = func.sum(case((steps.paid == 0, minutes), else_=0))
        unrated = func.sum(case((steps.rated == 0, minutes), else_=0))
        full = [func.sum(minutes * steps[f"f{n}"]) for n in range(self._limbs)]
        direct = [func.sum(minutes * steps[f"d{n}"]) for n in range(self._limbs)]
        paid = case((steps.paid == 1, steps.person_id))
        people = [func.coalesce(func.min(paid), 0), func.coalesce(func.max(paid), 0)]
        return [func.sum(minutes), unpaid, unrated, *people, *full, *direct]

    def _entries(self, key: LedgerKey, where: LedgerWhere) -> Any:
        entry = TimeEntryRow
        links: list[Any] = [entry.bid_id] if where.bids_only else [entry.bid_id, entry.notice_id, entry.contract_id]
        by = _key(key, entry.day, where)
        statement = (
            select(*links, by, self._steps.c.unit, *self._columns(entry.minutes))
            .select_from(entry)
            .join(self._steps, self._joined(entry.day))
            .where(*_filters(entry.day, where))
            .group_by(*links, by, self._steps.c.unit)
        )
        return statement.where(entry.bid_id.is_not(None)) if where.bids_only else statement

    def _corrections(self, key: LedgerKey, where: LedgerWhere) -> Any:
        entry, correction = TimeEntryRow, CorrectionRow
        links = [entry.bid_id, entry.notice_id, entry.contract_id]
        by = _key(key, correction.dated_on, where)
        statement = (
            select(*links, by, self._steps.c.unit, *self._columns(correction.minutes))
            .select_from(correction)
            .join(entry, entry.id == correction.time_entry_id)
            .join(self._steps, self._joined(entry.day))
            .where(*_filters(correction.dated_on, where))
            .group_by(*links, by, self._steps.c.unit)
        )
        return statement.where(entry.bid_id.is_not(None)) if where.bids_only else statement

    def _run(self, statement: Any, *, bids: bool) -> Iterator[TimeSum]:
        count = self._limbs
        links = 1 if bids else 3
        for found in self._session.connection().execute(statement):
            row = tuple(found)
            subject = Subject(SubjectKind.BID, row[0]) if bids else _subject(row[0], row[1], row[2])
            key, unit, minutes, unpaid, unrated, lowest, highest = row[links : links + 7]
            scale = self.scales[int(unit)]
            full = from_limbs(row[links + 7 : links + 7 + count]) * scale
            direct = from_limbs(row[links + 7 + count :]) * scale
            yield TimeSum(subject, str(key), minutes, unpaid, unrated, full, direct, lowest, highest)


def _key(key: LedgerKey, day: Any, where: LedgerWhere) -> Any:
    match key:
        case LedgerKey.NOTHING:
            return literal("", String)
        case LedgerKey.MONTH:
            return func.substr(day, 1, 7)
        case LedgerKey.ACTIVITY:
            return TimeEntryRow.activity
        case LedgerKey.PERSON:
            return TimeEntryRow.person_id
        case LedgerKey.YEAR:
            ends = [(day <= end, literal(end.isoformat(), String)) for end in where.year_ends]
            return case(*ends, else_=literal("", String))


def _filters(day: Any, where: LedgerWhere) -> list[ColumnElement[bool]]:
    entry = TimeEntryRow
    filters: list[ColumnElement[bool]] = []
    if where.first is not None:
        filters.append(day >= where.first)
    if where.last is not None:
        filters.append(day <= where.last)
    if where.activities:
        filters.append(entry.activity.in_(where.activities))
    if where.subject is not None:
        match where.subject.kind:
            case SubjectKind.BID:
                filters.append(entry.bid_id == where.subject.id)
            case SubjectKind.NOTICE:
                filters.append(entry.notice_id == where.subject.id)
            case SubjectKind.CONTRACT:
                filters.append(entry.contract_id == where.subject.id)
            case SubjectKind.NONE:
                filters.append(and_(entry.bid_id.is_(None), entry.notice_id.is_(None), entry.contract_id.is_(None)))
    return filters
