"""What a deadline rule says: the values that the rule file fills, and the options a person may set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.moments import parse_date
from charitydesk.domain.periods import Period, Unit, parse_period
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.bodies import Nation
    from charitydesk.domain.calendars import Basis
    from charitydesk.domain.ids import ProvisionId, RuleId
    from charitydesk.domain.provisions import Verification

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?", re.ASCII | re.IGNORECASE)
_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0", ""}


class Counting(StrEnum):
    """How a period is counted from its start; the law uses all of these and they are never unified."""

    AFTER = "after"
    """The start day is not counted; months end on the corresponding date."""
    BEGINNING_WITH = "beginning-with"
    """The start day is the first; months end the day before the corresponding date."""
    CLEAR = "clear"
    """Neither the start day nor the answer is counted: the answer is the day after the period."""
    BEFORE = "before"
    """Backwards: the last day that still leaves the whole period before the start day."""
    REFERENCE_DATE = "reference-date"
    """The last 30 June or 31 December before the start day."""
    ON_THE_DAY = "on-the-day"
    """The start day is itself the limit: a closing date."""


class Safe(StrEnum):
    """Which working day is surely in time."""

    ON_LIMIT = "on-limit"
    """The limit itself when it is a working day, else the one before."""
    BEFORE_LIMIT = "before-limit"
    """A working day before the limit always: the counting or the promptness is not certain."""


class Take(StrEnum):
    """How an option's own count changes the answer."""

    EARLIER = "earlier"
    LATER = "later"
    BESIDE = "beside"
    """The limit stays; the other date is shown with it and the safe day is moved before it."""


class OptionKind(StrEnum):
    """What an option is: how it is read and what it does."""

    PERIOD = "period"
    MONTHS = "months"
    DAYS = "days"
    YEARS = "years"
    COUNTING = "counting"
    TIME = "time"
    POSTED = "posted"
    DATE = "date"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of counting.

    Args:
        amount: How many of the unit.
        unit: Calendar days, working days, weeks, months or years.
        counting: The convention.
        name: What the stretch is where a rule has several, for example `the section 10 period`; else empty.
    """

    amount: int
    unit: Unit
    counting: Counting
    name: str = ""

    @property
    def period(self) -> Period:
        """The amount with its unit."""
        return Period(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class Option:
    """Something a person may tell a rule beside the start.

    Args:
        name: As typed, for example `years`.
        kind: How it is read and what it does.
        words: What it means, one phrase.
        default: Taken when it is not given; empty for none.
        required: Whether the rule cannot be worked out without it.
        minimum: Smallest number allowed, for days and years; 0 for none.
        leg: For dates and yes-no: the count it brings in, else None.
        take: For dates and yes-no: how that count changes the answer.
        fixed: The value the rule's id already states; no other may be given. Empty for none.
    """

    name: str
    kind: OptionKind
    words: str
    default: str = ""
    required: bool = False
    minimum: int = 0
    leg: Leg | None = None
    take: Take = Take.EARLIER
    fixed: str = ""

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        return {
            OptionKind.PERIOD: "a period such as `3 months` or `30 days`",
            OptionKind.MONTHS: "a number of months such as `4 months`",
            OptionKind.DAYS: "a whole number of days",
            OptionKind.YEARS: "a whole number of years",
            OptionKind.COUNTING: "`after`, `beginning-with` or `clear`",
            OptionKind.TIME: "a time of day such as `17:30` or `noon`",
            OptionKind.POSTED: "`yes` or `no`",
            OptionKind.DATE: "a date such as `2026-11-27`",
            OptionKind.YES_NO: "`yes` or `no`",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One rule with a time limit, as data.

    Args:
        id: Stable id, for example `FOIA_RESPONSE`.
        title: The step in plain words.
        start_event: What starts it, a clause that stands before `on Fri 27 Nov 2026`.
        legs: The counting, in order; each starts where the one before it ended.
        basis: Whose bank holidays are left out where working days are counted or a day is moved to one.
        nations: Where it is law; the first is taken when none is given and England is not among them.
        whose: Who must act: `us` or `them`.
        safe: Which working day is surely in time.
        rolls: Whether an answer at a weekend or bank holiday moves to the next working day.
        starts_later: Calendar days by which the law moves the start (standstill that begins the day after publication).
        answers_later: Calendar days from the end of the last leg to the answer (interest from the next day).
        act_by: A period after the start within which to act in practice, or None.
        at: Time of day at which the limit falls, United Kingdom time, or None.
        options: What a person may set.
        if_missed: What happens if it is missed.
        provisions: Register ids it rests on.
        confidence: How surely the rule and its counting are known.
        applies_from: First civil date on which such an event started this clock, or None.
        notes: Cautions, each a sentence.
        same_as: The rule of which this id is a spelling with an option fixed, or None.
    """

    id: RuleId
    title: str
    start_event: str
    legs: tuple[Leg, ...]
    basis: Basis
    nations: tuple[Nation, ...]
    whose: str
    safe: Safe
    if_missed: str
    provisions: tuple[ProvisionId, ...]
    confidence: Verification
    rolls: bool = False
    starts_later: int = 0
    answers_later: int = 0
    act_by: Period | None = None
    at: time | None = None
    options: tuple[Option, ...] = ()
    applies_from: date | None = None
    notes: tuple[str, ...] = ()
    same_as: RuleId | None = None


OptionValue = int | Period | time | date | bool | Counting
"""What an option's text becomes."""


def read_options(rule: DeadlineRule, given: Mapping[str, str]) -> dict[str, tuple[Option, OptionValue]]:
    """Return the options of a rule with their values, defaults included.

    Args:
        rule: The rule.
        given: Name and text of each option as a person gave it.

    Raises:
        BadInputError: An option the rule does not know, a value that cannot be read, or one missing that it needs.
    """
    known = {option.name: option for option in rule.options}
    cleaned = {name.strip().lower().replace("_", "-"): text.strip() for name, text in given.items()}
    for name in cleaned:
        if name not in known:
            allowed = "; ".join(f"{o.name} ({o.words}: {o.allowed})" for o in rule.options) or "none"
            raise BadInputError(f"{rule.id} has no option “{name}”.", f"Its options: {allowed}.")
    values: dict[str, tuple[Option, OptionValue]] = {}
    for name, option in known.items():
        text = cleaned.get(name) or option.fixed or option.default
        if not text and option.required:
            raise BadInputError(f"{rule.id} needs the option {name}: {option.words}.", f"Give {option.allowed}.")
        if text:
            value = _read(rule, option, text)
            if option.fixed and value != _read(rule, option, option.fixed):
                raise BadInputError(
                    f"{rule.id} is {rule.same_as} with {name}={option.fixed}.", f"Use {rule.same_as} for another value."
                )
            values[name] = (option, value)
    return values


def _read(rule: DeadlineRule, option: Option, text: str) -> OptionValue:
    where = f"The option {option.name} of {rule.id}"
    lowered = text.lower()
    match option.kind:
        case OptionKind.DATE:
            return parse_date(text)
        case OptionKind.PERIOD:
            return parse_period(text)
        case OptionKind.MONTHS:
            period = parse_period(f"{text} months" if text.isdigit() else text)
            value = period if period.unit is Unit.MONTHS else None
        case OptionKind.DAYS | OptionKind.YEARS:
            return _read_number(where, option, lowered)
        case OptionKind.TIME:
            value = _read_time(lowered)
        case OptionKind.COUNTING:
            spelling = lowered.replace(" ", "-").replace("_", "-")
            value = next((c for c in (Counting.AFTER, Counting.BEGINNING_WITH, Counting.CLEAR) if c == spelling), None)
        case _:
            value = True if lowered in _YES else False if lowered in _NO else None
    if value is None:
        raise BadInputError(f"{where} cannot be “{text}”.", f"Give {option.allowed}.")
    return value


def _read_number(where: str, option: Option, text: str) -> int:
    most = 60 if option.kind is OptionKind.YEARS else 2_000
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and option.minimum <= int(text) <= most):
        raise BadInputError(f"{where} cannot be “{text}”.", f"Give a whole number from {option.minimum} to {most:,}.")
    return int(text)


def _read_time(text: str) -> time | None:
    if text in {"noon", "12 noon", "midday"}:
        return time(12)
    if text in {"midnight", "12 midnight"}:
        return time(23, 59)  # a limit of midnight is the end of the day it is written with
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
