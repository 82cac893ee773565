"""Periods of time as notices and statutes state them, and plain arithmetic on civil dates."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list, counted

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
"""Dates outside these years are slips of the keyboard, not events of a charity's life."""

_FORMS = re.compile(r"(\d{1,4})\s*-?\s*([a-z][a-z -]*)", re.IGNORECASE)


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_UNIT_NOUNS = {
    Unit.DAYS: "day",
    Unit.WORKING_DAYS: "working day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
    Unit.YEARS: "year",
}
_UNIT_SPELLINGS = {
    "d": Unit.DAYS,
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "calendar day": Unit.DAYS,
    "calendar days": Unit.DAYS,
    "wd": Unit.WORKING_DAYS,
    "working day": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "business day": Unit.WORKING_DAYS,
    "business days": Unit.WORKING_DAYS,
    "w": Unit.WEEKS,
    "week": Unit.WEEKS,
    "weeks": Unit.WEEKS,
    "m": Unit.MONTHS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
    "calendar month": Unit.MONTHS,
    "calendar months": Unit.MONTHS,
    "y": Unit.YEARS,
    "year": Unit.YEARS,
    "years": Unit.YEARS,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the unit it was stated in: 30 days and one month are never exchanged.

    Args:
        amount: How many.
        unit: Of what.
    """

    amount: int
    unit: Unit

    @property
    def words(self) -> str:
        """The period as printed, for example `3 months` or `20 working days`."""
        return counted(self.amount, _UNIT_NOUNS[self.unit])


def notice_words(period: Period) -> str:
    """Return a period of notice as people say it.

    Example:
        >>> notice_words(Period(3, Unit.MONTHS)), notice_words(Period(1, Unit.MONTHS))
        ("3 months' notice", "1 month's notice")
    """
    return f"{period.words}' notice" if period.words.endswith("s") else f"{period.words}'s notice"


def parse_period(text: str) -> Period:
    """Return the period a person typed.

    Args:
        text: A number and a unit, for example `3 months`, `30 days`, `10 working days`, `12w`.

    Raises:
        BadInputError: It is no period of one day to 50 years.

    Example:
        >>> parse_period("3 months").words, parse_period("10 Working-Days").words
        ('3 months', '10 working days')
    """
    found = _FORMS.fullmatch(text.strip())
    unit = None if found is None else _UNIT_SPELLINGS.get(" ".join(found[2].lower().replace("-", " ").split()))
    if found is None or unit is None or not found[1].isascii():
        raise BadInputError(
            f"“{text}” is not a period.",
            "Give a number and days, working days, weeks, months or years, for example 3 months.",
        )
    amount = int(found[1])
    if not 1 <= amount <= _LONGEST[unit]:
        raise BadInputError(
            f"“{text}” is not a period that can be counted.",
            f"Give from 1 to {counted(_LONGEST[unit], _UNIT_NOUNS[unit])}.",
        )
    return Period(amount, unit)


_LONGEST = {Unit.DAYS: 9_999, Unit.WORKING_DAYS: 2_000, Unit.WEEKS: 2_600, Unit.MONTHS: 600, Unit.YEARS: 50}


def check_date(day: date) -> date:
    """Return the date, refusing one that no charity can mean.

    Raises:
        BadInputError: Before 1900 or after 2199.
    """
    if not EARLIEST <= day <= LATEST:
        raise BadInputError(
            f"{day.isoformat()} lies outside the years {EARLIEST.year} to {LATEST.year}.", "Check the year."
        )
    return day


def add_days(day: date, days: int) -> date:
    """Return the date so many calendar days later (earlier when negative).

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.
    """
    try:
        return check_date(day + timedelta(days=days))
    except OverflowError:
        raise BadInputError(f"{day.isoformat()} and {days} days lie too far apart to count.") from None


def add_months(day: date, months: int) -> date:
    """Return the corresponding date so many months later, or the last day of a month that has none.

    Args:
        day: Civil date.
        months: Whole months; negative counts back.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027 (register `jr-corresponding`).

    Example:
        >>> add_months(date(1978, 9, 30), 4).isoformat(), add_months(date(2026, 11, 30), 3).isoformat()
        ('1979-01-30', '2027-02-28')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not EARLIEST.year <= year <= LATEST.year:
        raise BadInputError(f"{day.isoformat()} and {counted(months, 'month')} reach outside 1900 to 2199.")
    # Every month has a 28th.
    return date(year, month + 1, day.day if day.day <= 28 else min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same date in another year; 29 February becomes 28 February where there is none."""
    return add_months(day, years * 12)


def has_corresponding_date(day: date, months: int) -> bool:
    """Return whether the month so many months later has a day of the same number."""
    return add_months(day, months).day == day.day


def end_of_months_beginning_with(day: date, months: int) -> date:
    """Return the last day of a period of months that counts its first day.

    The period ends the day before the corresponding date; where the last month has no such date it ends with that
    month, because the period would else run into the next (law of the limits in Procurement Act 2023 s.106(3)-(4)).

    Example:
        >>> end_of_months_beginning_with(date(2026, 10, 1), 6).isoformat()
        '2027-03-31'
        >>> end_of_months_beginning_with(date(2026, 11, 30), 3).isoformat()
        '2027-02-28'
    """
    corresponding = add_months(day, months)
    return corresponding if corresponding.day != day.day else add_days(corresponding, -1)


def latest_start(end: date, months: int) -> date:
    """Return the last day on which notice of so many months could be given and still run out by a date.

    Args:
        end: The day on which the thing takes effect.
        months: Whole months of notice.

    Example:
        >>> latest_start(date(2027, 2, 28), 3).isoformat(), latest_start(date(2027, 5, 31), 3).isoformat()
        ('2026-11-30', '2027-02-28')
    """
    day = add_months(end, -months)
    # Up to the 27th there is one day that answers to each; later, several days of a longer month do.
    while end.day > 27 and add_months(add_days(day, 1), months) <= end:
        day = add_days(day, 1)
    return day


def months_and_days(start: date, end: date) -> tuple[int, int]:
    """Return the whole months from one date to another and the days left over.

    Args:
        start: Civil date.
        end: Civil date, not before `start`.

    Raises:
        ValueError: `end` lies before `start`.

    Example:
        >>> months_and_days(date(2026, 11, 16), date(2027, 1, 31))
        (2, 15)
    """
    if end < start:
        raise ValueError("the end lies before the start")
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


def span_words(start: date, end: date) -> str:
    """Return the time between two dates in months and days, for example `2 months and 15 days`.

    Args:
        start: Civil date.
        end: Civil date, not before `start`.
    """
    months, days = months_and_days(start, end)
    parts = ([counted(months, "month")] if months else []) + ([counted(days, "day")] if days or not months else [])
    return and_list(parts)
