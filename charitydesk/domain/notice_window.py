"""The notice window of a contract that renews by itself: the last safe day to say no, with how it was worked out.

Notice of so many months runs out on the corresponding date, the day it is given not counted (register
`jr-corresponding`); the agreement's own clause decides when notice counts as given, so the safe day is the working day
before the last one counted, as in the clock rule `CONTRACT_NOTICE_LATEST`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.counting import count, last_start
from charitydesk.domain.deadline_rules import Counting, Leg
from charitydesk.domain.periods import Period, Unit, add_days, add_months
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.calendars import WorkingCalendar

# A contract that has rolled on for longer than this many terms was recorded wrongly.
_MOST_TERMS = 600
_ONE_DAY = timedelta(days=1)
# A register works thousands of windows out at once: to look a member up by its name takes longer than to compare it.
_IN_MONTHS, _IN_YEARS = Unit.MONTHS, Unit.YEARS
_NO_WINDOW = frozenset({Answer.NO, Answer.UNKNOWN})


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """What decides the window; None means not known yet.

    Args:
        ends_on: Civil date on which the present term runs out.
        auto_renew: Whether it renews by itself when nobody says no.
        notice: The notice that stops it.
        length: How long it then runs on.
    """

    ends_on: date | None
    auto_renew: Answer
    notice: Period | None
    length: Period | None = None


@dataclass(frozen=True, slots=True)
class NoticeWindow:
    """The answer.

    Args:
        sentence: What to do by when, or why there is no such day; as shown.
        say_no_by: Last safe day, a working day; None where there is none or it cannot be told yet.
        last_day: Last day by the count alone, working day or not.
        ends_on: End of the term that notice would stop from being renewed.
        renews_to: End of the term that would follow, where its length is known.
        working: The steps, a sentence each.
        unknowns: What to find out, a full sentence each.
        passed: Whether the safe day lies behind us.
    """

    sentence: str
    say_no_by: date | None = None
    last_day: date | None = None
    ends_on: date | None = None
    renews_to: date | None = None
    working: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    passed: bool = False


@dataclass(frozen=True, slots=True)
class WindowDays:
    """The days of a notice window, for lists that need no words.

    Args:
        ends_on: End of the present term, which notice would stop from being renewed.
        last_day: Last day by the count alone, working day or not.
        say_no_by: Last safe day, a working day.
        renewed: How many terms have followed the one written down.
    """

    ends_on: date
    last_day: date
    say_no_by: date
    renewed: int


def window_days(terms: RenewalTerms, calendar: WorkingCalendar, today: date) -> WindowDays | None:
    """Return the days of a notice window; None where there is none or it cannot be told yet.

    Args:
        terms: What the contract says.
        calendar: Working days where the body sits.
        today: Civil date; a term that has run out has rolled on to the one that covers today.

    Raises:
        BadInputError: The dates lie outside the years that can be counted.
    """
    if terms.auto_renew in _NO_WINDOW or terms.ends_on is None or terms.notice is None:
        return None
    end, renewed = _present_end(terms.ends_on, terms.length, today)
    last = last_day_for(end, terms.notice, calendar)
    return WindowDays(end, last, calendar.guessing_earlier().add_working_days(last, -1), renewed)


def notice_window(terms: RenewalTerms, calendar: WorkingCalendar, today: date) -> NoticeWindow:
    """Return the last safe day to say no before a contract renews.

    Args:
        terms: What the contract says.
        calendar: Working days where the body sits.
        today: Civil date; a term that has run out has rolled on to the one that covers today.

    Raises:
        BadInputError: The dates lie outside the years that can be counted.
    """
    if terms.auto_renew is Answer.NO:
        end = f"It ends on {date_words(terms.ends_on)}" if terms.ends_on else "It ends on its end date"
        return NoticeWindow(f"{end} and does not renew by itself.", ends_on=terms.ends_on)
    days = window_days(terms, calendar, today)
    if days is None:
        unknowns = _unknowns(terms)
        return NoticeWindow("The day to say no cannot be worked out yet.", ends_on=terms.ends_on, unknowns=unknowns)
    end, last, safe = days.ends_on, days.last_day, days.say_no_by
    renews_to = None if terms.length is None else end_after(end, terms.length, terms.ends_on)
    for_long = f" for {terms.length.words}" if terms.length else ""
    passed = safe < today
    if passed and last >= today:
        sentence = (
            f"The last safe day to say no was {date_words(safe)}; by the count alone there is time until "
            f"{date_words(last)}. Send it now and keep proof that it arrived."
        )
    elif passed:
        sentence = (
            f"The day to say no was {date_words(safe)}: it renews on {date_words(add_days(end, 1))}{for_long} unless "
            "both sides agree otherwise."
        )
    else:
        sentence = f"Say no by {date_words(safe)} or it renews{for_long}."
    return NoticeWindow(sentence, safe, last, end, renews_to, _working(terms, days), passed=passed)


def last_day_for(end: date, notice: Period, calendar: WorkingCalendar) -> date:
    """Return the last day on which notice can be given so that it has run out by the end of a day.

    Args:
        end: Civil date on which the notice must have run out.
        notice: Its length.
        calendar: Working days, for a notice counted in them.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.
    """
    return last_start(end, notice, calendar.guessing_earlier())


def earliest_end(given: date, notice: Period, calendar: WorkingCalendar) -> date:
    """Return the day on which notice given on a day has run out.

    Args:
        given: Civil date; not counted.
        notice: Its length.
        calendar: Working days, for a notice counted in them.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.
    """
    return count(given, Leg(notice.amount, notice.unit, Counting.AFTER), calendar.guessing_earlier()).end


def end_after(end: date, length: Period, first_end: date | None = None) -> date:
    """Return the end of the term that follows one that ends on a day.

    A term that ends with a month is followed by one that ends with a month: 28 February and six months is 31 August.

    Args:
        end: Civil date on which a term ends.
        length: How long the next one is; working days are taken as weekdays of five to the week.
        first_end: The first term's end, which keeps the day of the month when short months pull it earlier.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.
    """
    months = _months(length)
    if not months:
        return add_days(end, _days(length))
    first = first_end or end
    return _month_on(first, (end.year - first.year) * 12 + end.month - first.month + months)


def _months(length: Period) -> int:
    """Return how many months a length counted in them has, else none."""
    if length.unit is _IN_MONTHS:
        return length.amount
    return 12 * length.amount if length.unit is _IN_YEARS else 0


def _days(length: Period) -> int:
    match length.unit:
        case Unit.WEEKS:
            return 7 * length.amount
        case Unit.WORKING_DAYS:
            return length.amount * 7 // 5
        case _:
            return length.amount


def _month_on(first_end: date, months: int) -> date:
    # The day after the end of a month is a first, which every month has.
    after = first_end + _ONE_DAY
    return add_months(after, months) - _ONE_DAY if after.day == 1 else add_months(first_end, months)


def _unknowns(terms: RenewalTerms) -> tuple[str, ...]:
    asked = (
        (terms.auto_renew is Answer.UNKNOWN, "Find out whether it renews by itself when nobody says no."),
        (terms.ends_on is None, "Find out when the present term ends."),
        (
            terms.notice is None and terms.auto_renew is not Answer.UNKNOWN,
            "Find out how much notice stops it from renewing.",
        ),
    )
    return tuple(sentence for missing, sentence in asked if missing)


def _present_end(first_end: date, length: Period | None, today: date) -> tuple[date, int]:
    """Return the end of the term that covers today, and how many times it has rolled on."""
    if length is None or first_end >= today:
        return first_end, 0
    months = _months(length)
    if months:
        renewed = ((today.year - first_end.year) * 12 + today.month - first_end.month) // months
        end = _month_on(first_end, renewed * months)
        if end < today:
            renewed, end = renewed + 1, _month_on(first_end, (renewed + 1) * months)
    else:
        days = _days(length)
        renewed = -((first_end - today).days // days)
        end = add_days(first_end, renewed * days)
    if renewed > _MOST_TERMS:
        raise BadInputError(
            f"The contract would have renewed more than {_MOST_TERMS} times.",
            "Check its end and how long it renews.",
        )
    return end, renewed


def _working(terms: RenewalTerms, days: WindowDays) -> tuple[str, ...]:
    end, last, safe, rolled = days.ends_on, days.last_day, days.say_no_by, days.renewed
    words = "" if terms.notice is None else terms.notice.words
    term = f"The term ends on {date_words(end)}."
    if rolled and terms.ends_on is not None:
        times = "once" if rolled == 1 else f"{rolled} times"
        term = (
            f"The term recorded ended on {date_words(terms.ends_on)} and has renewed {times}; the present one ends on "
            f"{date_words(end)}."
        )
    return (
        term,
        f"Notice of {words}, its first day not counted, has run out by then if given by {date_words(last)}.",
        f"The safe day is the working day before that, {date_words(safe)}, so that it arrives in office hours.",
        "Your clause on notice decides when and how notice counts as given: read it, and keep proof that it arrived.",
    )
