"""The notice window of a contract that renews by itself: the last safe day to say no, with how it was worked out.

Notice of so many months runs out on the corresponding date, the day it is given not counted (register
`jr-corresponding`); the agreement's own clause decides when notice counts as given, so the safe day is the working day
before the last one counted, as in the clock rule `CONTRACT_NOTICE_LATEST`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.counting import count
from charitydesk.domain.deadline_rules import Counting, Leg
from charitydesk.domain.periods import Period, Unit, add_days, add_months
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.calendars import WorkingCalendar

# A contract that has rolled on for longer than this many terms was recorded wrongly.
_MOST_TERMS = 600


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """What decides the window; None means not known yet.

    Args:
        ends_on: Civil date on which the present term runs out.
        auto_renew: Whether it renews by itself when nobody says no.
        notice: The notice that stops it.
        length: How long it then runs on.
        starts_on: Civil date on which the contract began.
    """

    ends_on: date | None
    auto_renew: Answer
    notice: Period | None
    length: Period | None = None
    starts_on: date | None = None


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
    unknowns = _unknowns(terms)
    if unknowns or terms.ends_on is None or terms.notice is None:
        return NoticeWindow("The day to say no cannot be worked out yet.", ends_on=terms.ends_on, unknowns=unknowns)
    end, rolled = _present_end(terms.ends_on, terms, today)
    last = last_day_for(end, terms.notice, calendar)
    safe = calendar.guessing_earlier().add_working_days(last, -1)
    renews_to = None if terms.length is None else end_after(end, terms.length, terms.ends_on)
    working = _working(terms, end, last, safe, rolled=rolled)
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
    return NoticeWindow(sentence, safe, last, end, renews_to, working, passed=passed)


def last_day_for(end: date, notice: Period, calendar: WorkingCalendar) -> date:
    """Return the last day on which notice can be given so that it has run out by the end of a day.

    Args:
        end: Civil date on which the notice must have run out.
        notice: Its length.
        calendar: Working days, for a notice counted in them.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.
    """
    known = calendar.guessing_earlier()
    # Working days that end on a day off have ended on the working day before it.
    by = known.on_or_before(end) if notice.unit is Unit.WORKING_DAYS else end
    return count(by, Leg(notice.amount, notice.unit, Counting.BEFORE), known).end


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
    match length.unit:
        case Unit.DAYS:
            return add_days(end, length.amount)
        case Unit.WEEKS:
            return add_days(end, 7 * length.amount)
        case Unit.WORKING_DAYS:
            return add_days(end, length.amount * 7 // 5)
        case Unit.MONTHS | Unit.YEARS:
            months = length.amount * (12 if length.unit is Unit.YEARS else 1)
            follows = add_days(add_months(add_days(end, 1), months), -1)
            whole_month = add_days(end, 1).day == 1
            if whole_month or first_end is None or first_end.day <= follows.day:
                return follows
            return add_months(first_end, (end.year - first_end.year) * 12 + end.month - first_end.month + months)


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


def _present_end(first_end: date, terms: RenewalTerms, today: date) -> tuple[date, int]:
    """Return the end of the term that covers today, and how many times it has rolled on."""
    end, rolled = first_end, 0
    if terms.length is None:
        return end, 0
    while end < today:
        end, rolled = end_after(end, terms.length, first_end), rolled + 1
        if rolled > _MOST_TERMS:
            raise BadInputError(
                f"The contract would have renewed more than {_MOST_TERMS} times.",
                "Check its end and how long it renews.",
            )
    return end, rolled


def _working(terms: RenewalTerms, end: date, last: date, safe: date, *, rolled: int) -> tuple[str, ...]:
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
