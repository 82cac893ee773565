"""Working out one deadline from one rule, with every step told in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.counting import Count, count
from charitydesk.domain.deadline import Deadline
from charitydesk.domain.deadline_rules import Counting, Leg, OptionKind, Safe, Take, read_options
from charitydesk.domain.moments import UK, civil_date, in_uk
from charitydesk.domain.periods import Period, add_days
from charitydesk.domain.wording import date_words, long_date, moment_words, time_words
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.calendars import HolidayBook, WorkingCalendar
    from charitydesk.domain.deadline_rules import DeadlineRule, Option, OptionValue

_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_NOT_AHEAD = {Counting.BEFORE, Counting.REFERENCE_DATE, Counting.ON_THE_DAY}
"""Conventions whose answer does not lie after the start, so that an earlier safe day is as it should be."""
_LONGEST_STATUTORY_NOTICE = 12
"""Weeks: Employment Rights Act 1996 s.86 (register `era96-86`)."""


def work_out(
    rule: DeadlineRule,
    start: date | datetime,
    book: HolidayBook,
    nation: Nation | None = None,
    options: Mapping[str, str] = _NO_OPTIONS,
) -> Deadline:
    """Return the deadline a rule gives for a start.

    Args:
        rule: The rule.
        start: When the start event happened; of a moment, the civil date in the United Kingdom decides.
        book: The bank holidays on file.
        nation: Where the body sits: decides the working days of the last safe day and of rules that name no calendar.
            None takes England, or the rule's own nation where it is not law in England.
        options: Name and text of each option.

    Raises:
        BadInputError: An option cannot be used, the start is no date of our time, or working days are asked for in
            years whose bank holidays are not on file.
    """
    started = civil_date(start)
    values = read_options(rule, options)
    where = nation or (Nation.ENGLAND if Nation.ENGLAND in rule.nations else rule.nations[0])
    calendar = book.calendar(rule.basis, where)
    running = _run_legs(rule, started, values, calendar)
    outcome = _take_alternatives(running, values, calendar)
    if rule.rolls:
        outcome = _roll(outcome, calendar)
    limit = outcome.end
    working = book.calendar(Basis.NATION, where).guessing_earlier()
    safe = _safe_day(rule, limit, working)
    for _, beside in outcome.beside:
        safe = min(safe, working.add_working_days(beside, -1))
    act_by, early = _act_by(rule, outcome, safe, working)
    at = _time_of_day(rule, start, values)
    return Deadline(
        rule=rule.id,
        title=rule.title,
        started=started,
        start_event=rule.start_event,
        deadline=limit,
        last_safe_day=safe,
        deadline_at=None if at is None else datetime.combine(limit, at, tzinfo=UK),
        act_by=act_by,
        how=f"{_how(rule, start, outcome, at)} {early}".rstrip(),
        skipped=outcome.skipped,
        if_missed=rule.if_missed,
        whose=rule.whose,
        provisions=tuple(rule.provisions),
        confidence=rule.confidence.value,
        provisional=limit.year > book.last_year,
        notes=(*_notes(rule, start, safe, where, nation), *_calendar_notes(book, safe, limit), *rule.notes),
        other_dates=outcome.beside,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The count so far: the day counted from, the answer, the days passed over, the working, dates beside it."""

    begin: date
    end: date
    skipped: tuple[tuple[date, str], ...]
    working: str
    beside: tuple[tuple[str, date], ...] = ()


def _run_legs(
    rule: DeadlineRule, started: date, values: Mapping[str, tuple[Option, OptionValue]], calendar: WorkingCalendar
) -> _Outcome:
    told: list[str] = []
    begin = add_days(started, rule.starts_later)
    if rule.starts_later:
        told.append(f"time begins on {date_words(begin)}")
    for option, value in values.values():
        if option.kind is OptionKind.POSTED and value is True and option.leg is not None:
            begin = count(begin, option.leg, calendar).end
            told.append(f"posted, so taken to be received on {date_words(begin)}")
    end, skipped = begin, ()
    for leg in _legs_with(rule, values):
        counted = count(end, leg, calendar)
        end, skipped = counted.end, skipped + counted.skipped
        told.append(f"{counted.words}; {leg.name} ends on {date_words(end)}" if leg.name else counted.words)
    if rule.answers_later:
        told.append(f"that ends on {date_words(end)} and the answer is the day after")
        end = add_days(end, rule.answers_later)
    return _Outcome(begin, end, skipped, f"{'; '.join(told)}; that gives {date_words(end)}.")


def _legs_with(rule: DeadlineRule, values: Mapping[str, tuple[Option, OptionValue]]) -> tuple[Leg, ...]:
    """Return the rule's legs with the last one changed as the options say."""
    last = rule.legs[-1]
    for option, value in values.values():
        match option.kind, value:
            case OptionKind.PERIOD | OptionKind.MONTHS, Period():
                last = replace(last, amount=value.amount, unit=value.unit)
            case OptionKind.DAYS, int():
                last = replace(last, amount=value)
            case OptionKind.YEARS, int():
                last = replace(last, amount=max(1, min(_LONGEST_STATUTORY_NOTICE, value)))
            case OptionKind.COUNTING, Counting():
                last = replace(last, counting=value)
            case _:
                pass
    return (*rule.legs[:-1], last)


def _take_alternatives(
    running: _Outcome, values: Mapping[str, tuple[Option, OptionValue]], calendar: WorkingCalendar
) -> _Outcome:
    """Bring in the counts of options: an earlier or later limit, or a date to show beside it."""
    outcome = running
    for option, value in values.values():
        if option.leg is None or option.kind is OptionKind.POSTED or value is False:
            continue
        other_start = value if isinstance(value, date) else running.begin
        other = count(other_start, option.leg, calendar)
        words = f"{option.words[:1].upper()}{option.words[1:]}"
        told = f"{words}: from {date_words(other_start)} {other.words}; that gives {date_words(other.end)}."
        if option.take is Take.BESIDE:
            beside = (*outcome.beside, (option.words, other.end))
            outcome = replace(outcome, beside=beside, working=f"{outcome.working} {told}")
        else:
            outcome = _nearer(outcome, other, option.take, told)
    return outcome


def _nearer(outcome: _Outcome, other: Count, take: Take, told: str) -> _Outcome:
    """Return the outcome with whichever end the option's law takes."""
    wins = other.end < outcome.end if take is Take.EARLIER else other.end > outcome.end
    working = f"{outcome.working} {told} The {take.value} of the two is taken."
    if not wins:
        return replace(outcome, working=working)
    return replace(outcome, end=other.end, skipped=other.skipped, working=working)


def _roll(outcome: _Outcome, calendar: WorkingCalendar) -> _Outcome:
    """Move an answer at a weekend or bank holiday to the next working day."""
    end = calendar.on_or_after(outcome.end)
    if end == outcome.end:
        return outcome
    passed = calendar.holidays_on_weekdays(outcome.end, end)
    told = f"{date_words(outcome.end)} is no working day, so the next one, {date_words(end)}."
    return replace(outcome, end=end, skipped=outcome.skipped + passed, working=f"{outcome.working} {told}")


def _after(period: Period) -> Leg:
    return Leg(period.amount, period.unit, Counting.AFTER)


def _safe_day(rule: DeadlineRule, limit: date, working: WorkingCalendar) -> date:
    return working.add_working_days(limit, -1) if rule.safe is Safe.BEFORE_LIMIT else working.on_or_before(limit)


def _act_by(rule: DeadlineRule, outcome: _Outcome, safe: date, working: WorkingCalendar) -> tuple[date | None, str]:
    """Return the early day to act by, always a working day and never past the last safe one, and how it was got."""
    if rule.act_by is None:
        return (safe, "") if outcome.beside else (None, "")
    counted = count(outcome.begin, _after(rule.act_by), working).end
    told = f"Act by: {rule.act_by.words} after {date_words(outcome.begin)} end on {date_words(counted)}"
    if outcome.beside and counted > safe:
        return safe, f"{told}, which is later than the last safe day, {date_words(safe)}: so act by that day."
    day = working.on_or_before(counted)
    if day < counted:
        told = f"{told}, which is no working day, so the working day before it, {date_words(day)}"
    return day, f"{told}."


def _time_of_day(
    rule: DeadlineRule, start: date | datetime, values: Mapping[str, tuple[Option, OptionValue]]
) -> time | None:
    """Return the time of the limit: the one asked for, else that of a closing moment, else the rule's own."""
    asked = next((value for _, value in values.values() if isinstance(value, time)), None)
    if asked is None and isinstance(start, datetime) and rule.legs[-1].counting is Counting.ON_THE_DAY:
        return in_uk(start).time()
    return asked or rule.at


def _how(rule: DeadlineRule, start: date | datetime, outcome: _Outcome, at: time | None) -> str:
    told = moment_words(in_uk(start)) if isinstance(start, datetime) else date_words(start)
    sentences = [f"{rule.id}: {rule.start_event} on {told}; {outcome.working}"]
    if outcome.skipped:
        days = [f"{date_words(day)}, {name}" for day, name in outcome.skipped]
        sentences.append(f"Not counted: {'; '.join(days)}.")
    if at is not None:
        sentences.append(f"The limit falls at {time_words(at)}, United Kingdom time.")
    return " ".join(sentences)


def _notes(
    rule: DeadlineRule, start: date | datetime, safe: date, where: Nation, given: Nation | None
) -> tuple[str, ...]:
    """Return the cautions that depend on this start and nation."""
    notes: list[str] = []
    started = civil_date(start)
    if isinstance(start, datetime) and start.date() != started:
        notes.append(
            f"The moment given falls on {date_words(started)} in the United Kingdom, so time is counted from there."
        )
    if given is not None and where not in rule.nations:
        law_in = and_list([nation.label for nation in rule.nations])
        notes.append(f"This rule is law in {law_in}: check that it reaches this body in {where.label}.")
    if rule.applies_from is not None and started < rule.applies_from:
        notes.append(f"This rule reaches events from {long_date(rule.applies_from)}; an earlier one had another rule.")
    if safe < started and rule.legs[-1].counting not in _NOT_AHEAD:
        notes.append("No working day is left on which the step is surely in time: act at once.")
    return tuple(notes)


def _calendar_notes(book: HolidayBook, safe: date, limit: date) -> tuple[str, ...]:
    if limit.year > book.last_year:
        told = f"Bank holidays after {book.last_year} are not published yet: the usual ones were left out."
        return (f"{told} Work this out again once they are.",)
    if safe.year < book.first_year:
        return (f"Bank holidays before {book.first_year} are not on file, so the last safe day is an estimate.",)
    return ()
