"""Bank holidays by rule, for years nobody has published yet: good enough to plan by, never to rely on.

The rules are those of the Banking and Financial Dealings Act 1971 s.1 and Sch 1 and of the yearly proclamations
(register `bfda-s1`); one-off holidays and moved ones cannot be foreseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_SATURDAY = 5


class Division(StrEnum):
    """The parts of the United Kingdom for which bank holidays are published."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def label(self) -> str:
        """The division's name as printed."""
        return _DIVISION_LABELS[self]


_DIVISION_LABELS = {
    Division.ENGLAND_AND_WALES: "England and Wales",
    Division.SCOTLAND: "Scotland",
    Division.NORTHERN_IRELAND: "Northern Ireland",
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """One bank holiday on the day it is kept.

    Args:
        day: Civil date.
        name: Its name as printed, for example `Boxing Day`.
        substitute: True when it is kept on another day than its own.
    """

    day: date
    name: str
    substitute: bool = False

    @property
    def label(self) -> str:
        """The name with the mark of a substitute day."""
        return f"{self.name} (substitute day)" if self.substitute else self.name


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the method of Meeus, Jones and Butcher).

    Example:
        >>> easter_sunday(2027).isoformat(), easter_sunday(2038).isoformat()
        ('2027-03-28', '2038-04-25')
    """
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late_moon = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def expected_holidays(division: Division, year: int) -> tuple[Holiday, ...]:
    """Return the bank holidays a year would have if nothing is moved or added, in order of date.

    Args:
        division: The part of the United Kingdom.
        year: A calendar year.
    """
    easter = easter_sunday(year)
    scotland = division is Division.SCOTLAND
    holidays = [
        *_with_substitutes([(date(year, 1, 1), "New Year's Day")] + ([(date(year, 1, 2), "2nd January")] * scotland)),
        Holiday(easter - timedelta(days=2), "Good Friday"),
        Holiday(first_monday(year, 5), "Early May bank holiday"),
        Holiday(_last_monday(year, 5), "Spring bank holiday"),
        *_with_substitutes([(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]),
    ]
    if scotland:
        holidays.append(Holiday(first_monday(year, 8), "Summer bank holiday"))
        holidays += _with_substitutes([(date(year, 11, 30), "St Andrew's Day")])
    else:
        holidays.append(Holiday(easter + timedelta(days=1), "Easter Monday"))
        holidays.append(Holiday(_last_monday(year, 8), "Summer bank holiday"))
    if division is Division.NORTHERN_IRELAND:
        holidays += _with_substitutes([(date(year, 3, 17), "St Patrick's Day")])
        holidays += _with_substitutes([(date(year, 7, 12), "Battle of the Boyne (Orangemen's Day)")])
    return tuple(sorted(holidays, key=lambda holiday: holiday.day))


def first_monday(year: int, month: int) -> date:
    """Return the first Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def _with_substitutes(days: list[tuple[date, str]]) -> list[Holiday]:
    """Move holidays at a weekend to the next free weekdays; those on weekdays stay where they are."""
    kept = [Holiday(day, name) for day, name in days if day.weekday() < _SATURDAY]
    taken = {holiday.day for holiday in kept}
    for day, name in days:
        if day.weekday() < _SATURDAY:
            continue
        substitute = day
        while substitute.weekday() >= _SATURDAY or substitute in taken:
            substitute += timedelta(days=1)
        taken.add(substitute)
        kept.append(Holiday(substitute, name, substitute=True))
    return kept
