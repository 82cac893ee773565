"""Dates as people type them at a keyboard, whole or unfinished; the full grammar lies in the domain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charitydesk.domain.periods import EARLIEST, LATEST
from charitydesk.domain.wording import long_date_with_day, weekday_name

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_SHORTEST_NAME = 3


class Lean(StrEnum):
    """Which way an unfinished date leans: most facts of a notice lie in the past, most deadlines ahead."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """What was made of typed text: a date, or a problem in one sentence, or neither when nothing was typed."""

    value: date | None
    problem: str = ""


def days_phrase(day: date, today: date) -> str:
    """Return how far a date is from today.

    Example:
        >>> days_phrase(date(2026, 11, 27), date(2026, 11, 27)), days_phrase(date(2026, 11, 25), date(2026, 11, 27))
        ('today', '2 days ago')
    """
    left = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if left in near:
        return near[left]
    return f"in {left:,} days" if left > 0 else f"{-left:,} days ago"


def slip_words(day: date, today: date, lean: Lean) -> str:
    """Return how far off a date on the unexpected side of today is, often a slip of the year; else nothing.

    Args:
        day: What was understood.
        today: Civil date.
        lean: Where such dates are expected.
    """
    return days_phrase(day, today) if (day - today).days * (1 if lean is Lean.PAST else -1) > 0 else ""


def read_date(text: str, today: date, lean: Lean = Lean.PAST) -> DateAnswer:
    """Return the date somebody typed, day before month as in the United Kingdom.

    Args:
        text: For example `27/11/2026`, `27 Nov`, `Friday`, `today`, `3 weeks ago`.
        today: Civil date to count from.
        lean: Which way a weekday or a date without a year is taken.
    """
    words = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text.strip().lower()).replace(",", " ")
    words = re.sub(r"\s+", " ", words).strip()
    if not words:
        return DateAnswer(None)
    relative = _relative(words, today, lean)
    return DateAnswer(relative) if relative else _calendar_date(words, text.strip(), today, lean)


def _relative(words: str, today: date, lean: Lean) -> date | None:
    fixed = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    if found := re.fullmatch(r"(?:in )?(\d{1,3}) (day|week)s?( ago)?", words):
        days = int(found[1]) * (7 if found[2] == "week" else 1)
        return today + timedelta(days=-days if found[3] else days)
    found = re.fullmatch(r"(?:(last|next|this|on) )?([a-z]+)", words)
    if not found or (weekday := _named(found[2], _WEEKDAYS)) is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    forwards = found[1] == "next" or (found[1] != "last" and lean is Lean.FUTURE)
    if forwards:
        return today + timedelta(days=ahead or 7 if found[1] == "next" else ahead)
    back = (7 - ahead) % 7
    return today - timedelta(days=back or 7 if found[1] == "last" else back)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _SHORTEST_NAME:
        return None
    return next((place for place, name in enumerate(names) if name.lower().startswith(word.rstrip("."))), None)


def _calendar_date(words: str, typed: str, today: date, lean: Lean) -> DateAnswer:
    weekday: int | None = None
    first, _, rest = words.partition(" ")
    if rest and (named := _named(first, _WEEKDAYS)) is not None:
        weekday, words = named, rest
    parts = _parts(words)
    if parts is None:
        return DateAnswer(None, f"“{typed}” could not be read as a date. Type it like 27/11/2026 or 27 Nov 2026.")
    day, month, year = parts
    try:
        value = _without_year(day, month, today, lean) if year is None else date(year, month, day)
    except ValueError:
        return DateAnswer(None, f"There is no such day as “{typed}”. Check the day and the month.")
    if weekday is not None and value.weekday() != weekday:
        right = long_date_with_day(value)
        return DateAnswer(None, f"That date is a {weekday_name(value)}: {right}. Check the day or the date.")
    if not EARLIEST <= value <= LATEST:
        return DateAnswer(None, f"“{typed}” lies outside the years {EARLIEST.year} to {LATEST.year}. Check the year.")
    return DateAnswer(value)


def _parts(words: str) -> tuple[int, int, int | None] | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return int(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(r"(\d{1,2})[ /.\-](\d{1,2})(?:[ /.\-](\d{4}|\d{2}))?", words):
        return int(found[1]), int(found[2]), _century(found[3])
    if found := re.fullmatch(r"(\d{1,2})[ \-]?([a-z]+)\.?(?:[ \-]?(\d{4}|\d{2}))?", words):
        month = _named(found[2], _MONTHS)
        return None if month is None else (int(found[1]), month + 1, _century(found[3]))
    if found := re.fullmatch(r"([a-z]+)\.? (\d{1,2})(?: (\d{4}))?", words):
        month = _named(found[1], _MONTHS)
        return None if month is None else (int(found[2]), month + 1, _century(found[3]))
    return None


def _century(year: str | None) -> int | None:
    if year is None:
        return None
    return int(year) + (2000 if len(year) == 2 else 0)


def _without_year(day: int, month: int, today: date, lean: Lean) -> date:
    years = range(today.year, today.year - 9, -1) if lean is Lean.PAST else range(today.year, today.year + 9)
    for year in years:
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if value == today or (value < today) == (lean is Lean.PAST):
            return value
    raise ValueError(day)
