"""How dates, times and lengths of time are written everywhere in the product; never by the computer's own locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.i18n import counted

if TYPE_CHECKING:
    from datetime import date, datetime, time

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def with_article(words: str) -> str:
    """Return words with the indefinite article that is said before them.

    Example:
        >>> with_article("NHS body"), with_article("agency"), with_article("UK government department")
        ('an NHS body', 'an agency', 'a UK government department')
    """
    sounds_open = words[:1].casefold() in "aeio" or words.startswith("NHS")
    return f"{'an' if sounds_open else 'a'} {words}"


def date_words(day: date) -> str:
    """Return a date short, with its weekday.

    Example:
        >>> from datetime import date
        >>> date_words(date(2026, 11, 27))
        'Fri 27 Nov 2026'
    """
    return f"{_DAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long_date(day: date) -> str:
    """Return a date as a letter carries it.

    Example:
        >>> from datetime import date
        >>> long_date(date(2026, 11, 27))
        '27 November 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_date_with_day(day: date) -> str:
    """Return a date as a letter carries it, with its weekday in full.

    Example:
        >>> from datetime import date
        >>> long_date_with_day(date(2026, 11, 27))
        'Friday 27 November 2026'
    """
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def weekday_name(day: date) -> str:
    """Return the weekday in full, for example `Friday`."""
    return _DAYS[day.weekday()]


def month_words(day: date) -> str:
    """Return a month and its year, for example `November 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def time_words(at: time | datetime) -> str:
    """Return a time of day; noon and midnight by name, since `12pm` is read both ways.

    Args:
        at: A time, or a moment already in the zone it is to be told in; seconds are left out.

    Example:
        >>> from datetime import time
        >>> [time_words(t) for t in (time(12), time(17, 30), time(9), time(0, 5), time(0))]
        ['12 noon', '5.30pm', '9am', '12.05am', '12 midnight']
    """
    if at.minute == 0 and at.hour in {0, 12}:
        return "12 noon" if at.hour else "12 midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment_words(moment: datetime) -> str:
    """Return a date with its time of day, for example `Fri 27 Nov 2026, 5.30pm`; the moment is told in its own zone."""
    return f"{date_words(moment)}, {time_words(moment)}"


def days_words(count: int) -> str:
    """Return `1 day`, `3 days`."""
    return counted(count, "day")


def working_days_words(count: int) -> str:
    """Return `1 working day`, `3 working days`."""
    return counted(count, "working day")


def weeks_words(count: int) -> str:
    """Return `1 week`, `3 weeks`."""
    return counted(count, "week")


def months_words(count: int) -> str:
    """Return `1 month`, `3 months`."""
    return counted(count, "month")


def ordinal(number: int) -> str:
    """Return a number as a place in a row.

    Example:
        >>> [ordinal(n) for n in (1, 2, 3, 11, 20, 22, 40, 113)]
        ['1st', '2nd', '3rd', '11th', '20th', '22nd', '40th', '113th']
    """
    suffix = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
