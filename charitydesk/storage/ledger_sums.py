"""Sums of time with everybody's rates laid beside it, added up inside SQLite over any number of entries and exactly.

Rates come in as steps in time in a temporary table, each cost cut into limbs (`domain.rate_book`); the sums of the
limbs come out. No object is made for an entry. Entries are read from an index in the order of what they hang on and of
months, so that the sums of a month need no sorting; sums of longer stretches are put together from months.
"""
# ruff: noqa: S608 - statements are put together from names of our own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.costs import TimeSum
from charitydesk.domain.rate_book import LIMB_BITS, from_limbs, limbs_of
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.rate_book import RateBook

_LINKS = "e.bid_id, e.notice_id, e.contract_id"
_LINK_OF = {SubjectKind.BID: "bid_id", SubjectKind.NOTICE: "notice_id", SubjectKind.CONTRACT: "contract_id"}
_MONTH = "substr(e.day, 1, 7)"

# A sign before a day keeps SQLite from trying at each comparison whether it is a number: that alone costs more than
# adding up. One look-up finds the step, another one its figures.
_RATED = (
    "time_entry e JOIN temp.rate_step s ON s.id = (SELECT t.id FROM temp.rate_step t "
    "WHERE t.person_id = e.person_id AND t.first_day <= +e.day ORDER BY t.first_day DESC LIMIT 1)"
)
_UNRATED = 1 << LIMB_BITS
_HALF = _UNRATED >> 1

Row = tuple[Any, ...]


class LedgerKey(StrEnum):
    """What sums are grouped by, besides their subject."""

    NOTHING = "nothing"
    MONTH = "month"
    YEAR = "year"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class LedgerWhere:
    """Which entries are added up.

    Args:
        first: First civil date, or None.
        last: Last civil date, or None.
        activities: Only these; empty for all.
        subjects: Only these subjects; None for all.
        but: Not these subjects.
        year_ends: Ascending last days of accounting years, for `LedgerKey.YEAR`.
    """

    first: date | None = None
    last: date | None = None
    activities: Collection[Activity] = ()
    subjects: Collection[Subject] | None = None
    but: Collection[Subject] = ()
    year_ends: Sequence[date] = ()

    @property
    def whole_months(self) -> bool:
        """Whether its accounting years end with a month."""
        return all((end + timedelta(days=1)).day == 1 for end in self.year_ends)


@dataclass(slots=True)
class PersonSum:
    """One person's time.

    Args:
        person: Who.
        minutes: All minutes.
        unpaid: Minutes of unpaid time.
        unrated: Minutes whose cost cannot be told.
        full: Numerator of the exact pence with overheads, over the rate book's denominator.
    """

    person: int
    minutes: int = 0
    unpaid: int = 0
    unrated: int = 0
    full: int = 0


def subject_of(bid: int | None, notice: int | None, contract: int | None) -> Subject:
    """Return what a row's links name."""
    if bid is not None:
        return Subject(SubjectKind.BID, bid)
    if notice is not None:
        return Subject(SubjectKind.NOTICE, notice)
    return NO_SUBJECT if contract is None else Subject(SubjectKind.CONTRACT, contract)


def lay_steps(connection: Connection, book: RateBook) -> None:
    """Make the temporary table of a book's steps.

    `u` tells unpaid minutes (1) and those without a rate (2 to the 31st), so that one sum tells both; `paid` is the
    person where the step costs money; `unit` is -1 where it costs nothing, for then any unit will do.
    """
    limbs = "".join(f", f{n} INTEGER NOT NULL" for n in range(book.limb_count))
    connection.exec_driver_sql(
        "CREATE TEMP TABLE rate_step (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, first_day NOT NULL, "
        f"last_day NOT NULL, paid INTEGER, u INTEGER NOT NULL, unit INTEGER NOT NULL{limbs}, "
        "UNIQUE (person_id, first_day))"
    )
    rows = _step_rows(book)
    if rows:
        connection.exec_driver_sql(f"INSERT INTO temp.rate_step VALUES ({', '.join('?' * len(rows[0]))})", rows)


@lru_cache(maxsize=4)
def _step_rows(book: RateBook) -> list[Row]:
    rows: list[Row] = []
    for place, step in enumerate(book.steps):
        unit = book.unit_of(step)
        full = int(step.full * book.units[unit])
        weight = (0 if step.paid else 1) + (_UNRATED if step.missing else 0)
        days = (step.first.isoformat(), step.last.isoformat())
        limbs = limbs_of(full, book.limb_count)
        rows.append(
            (place, step.person, *days, step.person if step.paid else None, weight, unit if full else -1, *limbs)
        )
    return rows


class RatedLedger:
    """Sums of time with the rates laid beside it; made by `LedgerStore.rated`."""

    def __init__(self, connection: Connection, book: RateBook) -> None:
        self._connection = connection
        self._book = book
        self._limbs = book.limb_count
        self.denominator: int = book.denominator
        self.scales: tuple[int, ...] = tuple(self.denominator // unit for unit in book.units)
        """What brings each unit's numerators to the one denominator."""

    def sums(self, key: LedgerKey = LedgerKey.NOTHING, where: LedgerWhere | None = None) -> list[TimeSum]:
        """Return time added up by subject and key, apart by unit; corrections stand on their own dates.

        Args:
            key: What to group by besides the subject.
            where: Which entries.
        """
        asked = where or LedgerWhere()
        if asked.subjects is not None and not asked.subjects:
            return []
        months = key in {LedgerKey.NOTHING, LedgerKey.MONTH} or (key is LedgerKey.YEAR and asked.whole_months)
        rows = chain(
            self._sums_of_entries(key, asked, months=months), self._sums_of_corrections(key, asked, months=months)
        )
        if key is LedgerKey.NOTHING:
            rows = _folded(rows, _nothing)
        elif months and key is LedgerKey.YEAR:
            rows = _folded(rows, partial(_year_of, asked.year_ends, {}))
        known: dict[Row, Subject] = {}
        return [self._time_sum(row, known) for row in rows]

    def by_bid_and_month(self) -> Iterator[Row]:
        """Yield bare rows of time on bids: bid, month, unit, minutes, then the limbs of the cost with overheads.

        This is the report over everything: read from the covering index alone, and one tuple a group as it comes.
        Corrections are not in it.
        """
        return self._rows(self.bid_month_statement(), ())

    def corrections_by_bid_and_month(self) -> Iterator[Row]:
        """Yield what `by_bid_and_month` does, of corrections on their own dates."""
        full = "".join(f", sum(c.minutes * s.f{n})" for n in range(self._limbs))
        return self._rows(
            f"SELECT e.bid_id, substr(c.dated_on, 1, 7), s.unit, sum(c.minutes){full} FROM {_RATED} "
            "JOIN correction c ON c.time_entry_id = e.id WHERE e.bid_id IS NOT NULL GROUP BY 1, 2, 3",
            (),
        )

    def bid_month_statement(self) -> str:
        """Return the statement behind `by_bid_and_month`."""
        unit, by_unit = self._unit
        full = "".join(f", sum(e.minutes * s.f{n})" for n in range(self._limbs))
        return (
            f"SELECT e.bid_id, {_MONTH}, {unit}, sum(e.minutes){full} FROM {_RATED} "
            f"WHERE e.bid_id IS NOT NULL GROUP BY {_LINKS}, {_MONTH}{by_unit}"
        )

    def people(self, where: LedgerWhere) -> list[PersonSum]:
        """Return each person's time; corrections are in it.

        Args:
            where: Which entries.
        """
        if where.subjects is not None and not where.subjects:
            return []
        filters, values = _filters("e.day", where)
        # Few entries are found by what they hang on; many are walked through person by person, step by step.
        few = where.subjects is not None and len(where.subjects) == 1
        walked = (
            "temp.rate_step s CROSS JOIN time_entry e ON e.person_id = s.person_id "
            "AND e.day BETWEEN s.first_day AND s.last_day"
        )
        entries = self._rows(
            f"SELECT s.id, sum(e.minutes) FROM {_RATED if few else walked}{filters} GROUP BY s.id", values
        )
        filters, values = _filters("c.dated_on", where)
        corrections = self._rows(
            f"SELECT s.id, sum(c.minutes) FROM {_RATED} JOIN correction c ON c.time_entry_id = e.id{filters} "
            "GROUP BY s.id",
            values,
        )
        found: dict[int, PersonSum] = {}
        for place, minutes in chain(entries, corrections):
            step = self._book.steps[int(place)]
            own = found.setdefault(step.person, PersonSum(step.person))
            own.minutes += minutes
            own.unpaid += 0 if step.paid else minutes
            own.unrated += minutes if step.missing else 0
            own.full += minutes * int(step.full * self.denominator)
        return list(found.values())

    @property
    def _unit(self) -> tuple[str, str]:
        """The column that tells a month's unit, and what it adds to the grouping."""
        return ("max(s.unit)", "") if self._book.one_unit_a_month else ("s.unit", ", s.unit")

    def _sums_of_entries(self, key: LedgerKey, where: LedgerWhere, *, months: bool) -> Iterator[Row]:
        filters, values = _filters("e.day", where)
        unit, by_unit = self._unit if months else ("s.unit", ", s.unit")
        by = _MONTH if months else _key("e.day", key, where)
        return self._rows(
            f"SELECT {_LINKS}, {by}, {unit}, {self._columns('e.minutes')} FROM {_RATED}{filters} "
            f"GROUP BY {_LINKS}, {by}{by_unit}",
            values,
        )

    def _sums_of_corrections(self, key: LedgerKey, where: LedgerWhere, *, months: bool) -> Iterator[Row]:
        filters, values = _filters("c.dated_on", where)
        by = "substr(c.dated_on, 1, 7)" if months else _key("c.dated_on", key, where)
        return self._rows(
            f"SELECT {_LINKS}, {by}, s.unit, {self._columns('c.minutes')} FROM {_RATED} "
            f"JOIN correction c ON c.time_entry_id = e.id{filters} GROUP BY {_LINKS}, 4, s.unit",
            values,
        )

    def _columns(self, minutes: str) -> str:
        full = "".join(f", sum({minutes} * s.f{n})" for n in range(self._limbs))
        return f"sum({minutes}), sum({minutes} * s.u), min(s.paid), max(s.paid){full}"

    def _rows(self, statement: str, values: tuple[object, ...]) -> Iterator[Row]:
        # The driver's own tuples as they come: SQLAlchemy's rows cost as much again as the sums.
        return iter(cast("Any", self._connection.exec_driver_sql(statement, values).cursor))

    def _time_sum(self, row: Row, known: dict[Row, Subject]) -> TimeSum:
        unit, minutes, weights, low, high = int(row[4]), int(row[5]), int(row[6]), row[7], row[8]
        limbs: tuple[int, ...] = row[9:]
        # Two limbs are by far the most common.
        full = limbs[0] + (limbs[1] << LIMB_BITS) if len(limbs) == 2 else from_limbs(limbs)
        direct = 0
        if full:
            whole, part = self._book.parts[unit]
            scale = self.scales[unit]
            full, direct = full * scale, full * part // whole * scale
        # Both are signed: a correction takes minutes back.
        unrated = (weights + _HALF) >> LIMB_BITS
        unpaid = weights - (unrated << LIMB_BITS)
        links = row[:3]
        subject = known.get(links)
        if subject is None:
            subject = known[links] = subject_of(*links)
        return TimeSum(subject, row[3], minutes, unpaid, unrated, full, direct, low or 0, high or 0)


def _folded(rows: Iterable[Row], name: Callable[[str], str]) -> Iterator[Row]:
    """Yield the sums of months added up under the names that months are given."""
    held: dict[Row, list[Any]] = {}
    for row in rows:
        place = (*row[:3], name(row[3]), row[4])
        own = held.get(place)
        if own is None:
            held[place] = list(row[5:])
            continue
        low, high = row[7], row[8]
        if low is not None:
            own[2], own[3] = (low, high) if own[2] is None else (min(own[2], low), max(own[3], high))
        own[0] += row[5]
        own[1] += row[6]
        for at, limb in enumerate(row[9:], start=4):
            own[at] += limb
    yield from ((*place, *own) for place, own in held.items())


def _nothing(_: str) -> str:
    return ""


def _year_of(year_ends: Sequence[date], known: dict[str, str], month: str) -> str:
    """Return the end of the accounting year that a month is in."""
    if month not in known:
        known[month] = next((end.isoformat() for end in year_ends if f"{end:%Y-%m}" >= month), "")
    return known[month]


def _key(day: str, key: LedgerKey, where: LedgerWhere) -> str:
    if key is LedgerKey.ACTIVITY:
        return "e.activity"
    ends = " ".join(f"WHEN +{day} <= '{end.isoformat()}' THEN '{end.isoformat()}'" for end in where.year_ends)
    return f"CASE {ends} ELSE '' END" if ends else "''"


def _filters(day: str, where: LedgerWhere) -> tuple[str, tuple[object, ...]]:
    """Return the WHERE clause and the values it binds."""
    filters: list[str] = []
    values: list[object] = []
    for sign, bound in ((">=", where.first), ("<=", where.last)):
        if bound is not None:
            filters.append(f"+{day} {sign} ?")
            values.append(bound.isoformat())
    if where.activities:
        filters.append(f"e.activity IN ({', '.join('?' * len(where.activities))})")
        values.extend(activity.value for activity in where.activities)
    if where.subjects is not None:
        filters.append(f"({_of(where.subjects)})")
    if where.but:
        filters.append(f"({_of(where.but)}) IS NOT TRUE")
    return (f" WHERE {' AND '.join(filters)}" if filters else ""), tuple(values)


def _of(subjects: Collection[Subject]) -> str:
    """Return the condition that an entry hangs on one of some subjects, in the order of the index."""
    said: list[str] = []
    before = ""
    for kind, link in _LINK_OF.items():
        ids = ", ".join(str(int(one.id)) for one in subjects if one.kind is kind)
        if ids:
            said.append(f"{before}e.{link} IN ({ids})")
        before += f"e.{link} IS NULL AND "
    if NO_SUBJECT in subjects:
        said.append(before.removesuffix(" AND "))
    return " OR ".join(f"({one})" for one in said)
