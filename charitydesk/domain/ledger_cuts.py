"""How the ledger is cut: what a report asks for, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.activities import BIDDING, Activity, Purpose, bid_purpose
from charitydesk.domain.costs import Figure
from charitydesk.domain.wording import long_date, month_words

if TYPE_CHECKING:
    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.domain.people import Band, RoleLine
    from charitydesk.domain.timelog import Subject


class Cut(StrEnum):
    """What a report has a row for."""

    SUBJECT = "subject"
    COMMISSIONER = "commissioner"
    YEAR = "year"
    MONTH = "month"
    ACTIVITY = "activity"
    PURPOSE = "purpose"
    OUTCOME = "outcome"

    @property
    def label(self) -> str:
        """The row's heading in plain words."""
        return {"subject": "bid or other work", "year": "accounting year"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about.

    Args:
        first: First civil date, or None for the beginning.
        last: Last civil date, or None for today and after.
        commissioner: Only this body's, letter case ignored; empty for all.
        subject: Only this bid, contract or notice.
        purposes: Only costs of these purposes.
    """

    first: date | None = None
    last: date | None = None
    commissioner: str = ""
    subject: Subject | None = None
    purposes: frozenset[Purpose] = BIDDING

    @property
    def period(self) -> str:
        """The period in words."""
        if self.first is None and self.last is None:
            return "all time recorded"
        if self.first is None:
            return f"up to {long_date(self.last)}" if self.last else ""
        return f"from {long_date(self.first)}" + (f" to {long_date(self.last)}" if self.last else "")

    def wants(self, info: SubjectInfo | None) -> bool:
        """Return whether a subject belongs to the report."""
        if self.commissioner and (info is None or info.commissioner.casefold() != self.commissioner.casefold()):
            return False
        return self.subject is None or (info is not None and info.subject == self.subject)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a report.

    Args:
        label: What it is, in words.
        figure: Its exact sums.
        subject: The bid, contract or notice it is, or None.
        key: The value behind the label: an activity, a month `2026-11`, a year's end; empty for others.
    """

    label: str
    figure: Figure
    subject: Subject | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A cut of the ledger: the same values go to the screen, CSV, letters, statements and the command line.

    Args:
        asked: What it is about.
        cut: What its rows are.
        total: The sum of everything in it.
        rows: In order.
        roles: Role averages and bands behind the total.
        rules: The rules, rates and dates used, each a sentence, without anybody's pay.
        missing: What must be asked before every hour has a cost.
        front_line: Hours of roles that work with the people the charity serves, in words; empty for none.
        band: Pounds an hour by which its hours are told, as ranges; None where they are told to the minute.
    """

    asked: Asked
    cut: Cut
    total: Figure = field(default_factory=Figure)
    rows: tuple[Row, ...] = ()
    roles: tuple[RoleLine, ...] = ()
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    front_line: str = ""
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Activities that are read from the database at one go.

    Args:
        activities: Which.
        on_new: What they count towards, on anything that is no re-bid.
        on_rebid: What they count towards on a re-bid.
    """

    activities: frozenset[Activity]
    on_new: Purpose
    on_rebid: Purpose

    def purpose(self, *, rebid: bool) -> Purpose:
        """Return what they count towards."""
        return self.on_rebid if rebid else self.on_new


def groups(purposes: frozenset[Purpose], *, apart: bool) -> tuple[Group, ...]:
    """Return the fewest groups of activities that tell wanted purposes from others.

    Args:
        purposes: Those wanted.
        apart: Whether purposes must be told from one another, not only from those not wanted.
    """
    found: dict[tuple[Purpose, Purpose], set[Activity]] = {}
    for activity in Activity:
        new, rebid = bid_purpose(activity, rebid=False), bid_purpose(activity, rebid=True)
        if new in purposes or rebid in purposes:
            both = new in purposes and rebid in purposes
            key = (Purpose.OTHER, Purpose.OTHER) if both and not apart else (new, rebid)
            found.setdefault(key, set()).add(activity)
    return tuple(Group(frozenset(activities), *key) for key, activities in found.items())


def year_end_after(day: date, month: int, day_of_month: int) -> date:
    """Return the last day of the accounting year that a day falls in.

    Args:
        day: Civil date.
        month: Month in which accounting years end.
        day_of_month: Day on which they end; the month's last where it has fewer.

    Example:
        >>> year_end_after(date(2026, 11, 27), 3, 31)
        datetime.date(2027, 3, 31)
    """
    for year in (day.year, day.year + 1):
        end = _in_month(year, month, day_of_month)
        if day <= end:
            return end
    raise ValueError("an accounting year ends once a year")


def year_of(day: date, month: int, day_of_month: int) -> tuple[date, date]:
    """Return the first and last civil date of the accounting year that a day falls in; arguments as above."""
    end = year_end_after(day, month, day_of_month)
    return _in_month(end.year - 1, month, day_of_month) + timedelta(days=1), end


def _in_month(year: int, month: int, day: int) -> date:
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))


def label_of(cut: Cut, key: str) -> str:
    """Return a key of the ledger in words."""
    match cut:
        case Cut.MONTH:
            return month_words(date.fromisoformat(f"{key}-01"))
        case Cut.YEAR:
            return f"year to {long_date(date.fromisoformat(key))}"
        case Cut.ACTIVITY:
            return Activity(key).label
        case Cut.PURPOSE:
            return Purpose(key).label
        case _:
            return key
