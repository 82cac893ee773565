"""Counting one stretch of time by its own convention, with the working told in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from charitydesk.domain.deadline_rules import Counting
from charitydesk.domain.periods import (
    Unit,
    add_days,
    add_months,
    check_date,
    end_of_months_beginning_with,
    has_corresponding_date,
    latest_start,
)
from charitydesk.domain.wording import date_words, month_words, ordinal

if TYPE_CHECKING:
    from charitydesk.domain.calendars import WorkingCalendar
    from charitydesk.domain.deadline_rules import Leg
    from charitydesk.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Count:
    """Where a stretch ends and how it was counted.

    Args:
        end: Civil date.
        skipped: Weekdays passed over, with the holiday's name.
        words: The counting, a clause that follows the start event.
    """

    end: date
    skipped: tuple[tuple[date, str], ...]
    words: str


def count(start: date, leg: Leg, calendar: WorkingCalendar) -> Count:
    """Return where a stretch of time ends.

    Args:
        start: The civil date it is counted from.
        leg: How much of what, and by which convention.
        calendar: The working days that apply; used only where working days are counted.

    Raises:
        BadInputError: The answer lies outside the years that can be counted.
    """
    if leg.counting is Counting.REFERENCE_DATE:
        end = date(start.year, 6, 30) if start.month > 6 else date(start.year - 1, 12, 31)
        return Count(check_date(end), (), "take the last 30 June or 31 December before that half-year")
    if leg.counting is Counting.ON_THE_DAY:
        return Count(start, (), "the limit is that day itself")
    if leg.counting is Counting.BEFORE:
        return _count_back(start, leg, calendar)
    if leg.unit is Unit.WORKING_DAYS:
        return _count_working_days(start, leg, calendar)
    if leg.unit in {Unit.MONTHS, Unit.YEARS}:
        return _count_months(start, leg)
    return _count_days(start, leg)


def last_start(end: date, period: Period, calendar: WorkingCalendar) -> date:
    """Return the last day from which a period, its first day not counted, has run out by a day.

    Args:
        end: The civil date by which it must have run out.
        period: Its length.
        calendar: The working days that apply; used only where working days are counted.

    Raises:
        BadInputError: The answer lies outside the years that can be counted.
    """
    match period.unit:
        case Unit.MONTHS:
            return latest_start(end, period.amount)
        case Unit.YEARS:
            return latest_start(end, 12 * period.amount)
        case Unit.DAYS:
            return add_days(end, -period.amount)
        case Unit.WEEKS:
            return add_days(end, -7 * period.amount)
        case Unit.WORKING_DAYS:
            # A period that is to run out by a day off has run out by the working day before it.
            return calendar.add_working_days(calendar.on_or_before(end), -period.amount)


def _count_back(start: date, leg: Leg, calendar: WorkingCalendar) -> Count:
    end, period = last_start(start, leg.period, calendar), leg.period.words
    match leg.unit:
        case Unit.DAYS | Unit.WEEKS:
            return Count(end, (), f"count {period} back from that day, which is not counted")
        case Unit.MONTHS | Unit.YEARS:
            return Count(end, (), f"take the last day from which {period} run out by that day")
        case Unit.WORKING_DAYS:
            skipped = calendar.holidays_on_weekdays(end, add_days(start, -1))
            return Count(end, skipped, f"count {period} back from that day ({_week(calendar)})")


def _week(calendar: WorkingCalendar) -> str:
    return f"Monday to Friday without {calendar.basis.words}"


def _count_days(start: date, leg: Leg) -> Count:
    days = leg.amount * (7 if leg.unit is Unit.WEEKS else 1)
    period = leg.period.words
    match leg.counting:
        case Counting.BEGINNING_WITH:
            return Count(add_days(start, days - 1), (), f"count {period} beginning with that day, which is the first")
        case Counting.CLEAR:
            return Count(
                add_days(start, days + 1),
                (),
                f"leave {period} clear, counting neither that day nor the last",
            )
        case _:
            return Count(add_days(start, days), (), f"count {period} after that day, which is not counted")


def _count_months(start: date, leg: Leg) -> Count:
    months = leg.amount * (12 if leg.unit is Unit.YEARS else 1)
    period = leg.period.words
    corresponding = add_months(start, months)
    short = (
        ""
        if has_corresponding_date(start, months)
        else f" ({month_words(corresponding)} has no {ordinal(start.day)}, so the last day of that month)"
    )
    match leg.counting:
        case Counting.BEGINNING_WITH:
            end = end_of_months_beginning_with(start, months)
            tail = short or ", so the period ends the day before the corresponding date"
            return Count(end, (), f"count {period} beginning with that day{tail}")
        case Counting.CLEAR:
            return Count(add_days(corresponding, 1), (), f"leave {period} clear after that day{short}")
        case _:
            return Count(corresponding, (), f"count {period} after that day to the corresponding date{short}")


def _count_working_days(start: date, leg: Leg, calendar: WorkingCalendar) -> Count:
    period = leg.period.words
    days = _week(calendar)
    match leg.counting:
        case Counting.BEGINNING_WITH:
            end = calendar.add_working_days(add_days(start, -1), leg.amount)
            first = calendar.on_or_after(start)
            told = "which is the first" if first == start else f"the first being {date_words(first)}"
            return Count(
                end,
                calendar.holidays_on_weekdays(start, end),
                f"count {period} beginning with that day, {told} ({days})",
            )
        case _:
            end = calendar.add_working_days(start, leg.amount)
            skipped = calendar.holidays_on_weekdays(add_days(start, 1), end)
            if leg.counting is Counting.CLEAR:
                return Count(add_days(end, 1), skipped, f"leave {period} clear after that day ({days})")
            first = calendar.add_working_days(start, 1)
            return Count(end, skipped, f"count {period} after that day, the first being {date_words(first)} ({days})")
