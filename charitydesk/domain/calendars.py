"""Bank holidays of the three divisions of the United Kingdom, and counting in working days.

What a working day is differs by law on purpose: a bank holiday in any part of the United Kingdom stops the clock of the
Freedom of Information Act and the Procurement Act 2023, England's alone that of the Provider Selection Regime,
Scotland's alone that of the Scottish Act. A calendar is therefore always made for one `Basis`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.holiday_rules import Division, Holiday, expected_holidays, first_monday
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class Basis(StrEnum):
    """Whose bank holidays a rule leaves out when it counts working days."""

    UK_WIDE = "uk-wide"
    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    PSR_ENGLAND = "psr-england"
    NATION = "nation"

    @property
    def words(self) -> str:
        """The days left out, as printed after `Monday to Friday without`."""
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    Basis.UK_WIDE: "a bank holiday in any part of the United Kingdom",
    Basis.ENGLAND_AND_WALES: "a bank holiday in England and Wales",
    Basis.SCOTLAND: "a bank holiday in Scotland",
    Basis.NORTHERN_IRELAND: "a bank holiday in Northern Ireland",
    Basis.PSR_ENGLAND: "a bank holiday in England or the first Monday in May",
    Basis.NATION: "a bank holiday in the nation concerned",
}
_BASIS_DIVISIONS = {
    Basis.UK_WIDE: tuple(Division),
    Basis.ENGLAND_AND_WALES: (Division.ENGLAND_AND_WALES,),
    Basis.SCOTLAND: (Division.SCOTLAND,),
    Basis.NORTHERN_IRELAND: (Division.NORTHERN_IRELAND,),
    Basis.PSR_ENGLAND: (Division.ENGLAND_AND_WALES,),
}
_NATION_BASES = {
    Nation.ENGLAND: Basis.ENGLAND_AND_WALES,
    Nation.WALES: Basis.ENGLAND_AND_WALES,
    Nation.SCOTLAND: Basis.SCOTLAND,
    Nation.NORTHERN_IRELAND: Basis.NORTHERN_IRELAND,
}


class BeforeFirstYearError(BadInputError):
    """Working days were asked for in a year whose bank holidays are not on file."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days on one basis.

    Args:
        basis: Whose bank holidays are left out; never `Basis.NATION`.
        names: Each published bank holiday's label by date.
        first_year: First year published.
        last_year: Last year published; later years are worked out by rule and are provisional.
        guess_earlier: Work out years before the first by rule too, instead of refusing: for advice, never for law.
    """

    basis: Basis
    names: Mapping[date, str]
    first_year: int
    last_year: int
    guess_earlier: bool = False

    def holiday_name(self, day: date) -> str | None:
        """Return the bank holiday's label, or None on any other day.

        Raises:
            BeforeFirstYearError: The day lies before the first published year.
        """
        year = day.year
        if year > self.last_year or (year < self.first_year and self.guess_earlier):
            return _expected_names(self.basis, year).get(day)
        if year < self.first_year:
            raise BeforeFirstYearError(
                f"Bank holidays before {self.first_year} are not on file, so working days in {year} cannot be counted.",
                f"Give a date from 1 January {self.first_year}.",
            )
        return self.names.get(day)

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is Monday to Friday and no bank holiday."""
        return day.weekday() < _SATURDAY and self.holiday_name(day) is None

    def is_published(self, day: date) -> bool:
        """Return whether the bank holidays of the day's year have been published."""
        return self.first_year <= day.year <= self.last_year

    def add_working_days(self, start: date, count: int) -> date:
        """Return the so-manieth working day after a day, the day itself never counted; earlier when negative.

        Args:
            start: Any civil date, working or not.
            count: Working days, not zero.
        """
        if count == 0:
            raise ValueError("the working day zero days away is not defined")
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def working_days_after(self, start: date, end: date) -> int:
        """Return how many working days follow one day up to and including another; negative when it lies earlier."""
        if end < start:
            return -self.working_days_after(end, start)
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def holidays_on_weekdays(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Return the weekdays from one day to another, both included, that are bank holidays, with their labels."""
        found: list[tuple[date, str]] = []
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            name = self.holiday_name(day) if day.weekday() < _SATURDAY else None
            if name is not None:
                found.append((day, name))
        return tuple(found)

    def guessing_earlier(self) -> WorkingCalendar:
        """Return the same calendar with years before the first worked out by rule."""
        return self if self.guess_earlier else replace(self, guess_earlier=True)


@dataclass(frozen=True, slots=True)
class HolidayBook:
    """All published bank holidays on file, from which calendars are made.

    Args:
        issued: Civil date of the official list.
        source: What the list was taken from, in words.
        first_year: First year covered.
        last_year: Last year covered.
        holidays: Each division's holidays in order of date.
    """

    issued: date
    source: str
    first_year: int
    last_year: int
    holidays: Mapping[Division, tuple[Holiday, ...]]
    _calendars: dict[Basis, WorkingCalendar] = field(
        default_factory=dict["Basis", "WorkingCalendar"], init=False, repr=False, compare=False, hash=False
    )

    def calendar(self, basis: Basis, nation: Nation = Nation.ENGLAND) -> WorkingCalendar:
        """Return the working days on a basis.

        Args:
            basis: Whose bank holidays are left out.
            nation: Decides only when the basis is `Basis.NATION`.
        """
        basis = _NATION_BASES[nation] if basis is Basis.NATION else basis
        made = self._calendars.get(basis)
        if made is None:
            divisions = _BASIS_DIVISIONS[basis]
            names = _union({division: self.holidays[division] for division in divisions})
            if basis is Basis.PSR_ENGLAND:
                names = _first_mondays_in_may(range(self.first_year, self.last_year + 1)) | names
            made = WorkingCalendar(basis, names, self.first_year, self.last_year)
            self._calendars[basis] = made
        return made

    def replaced_by(self, newer: HolidayBook) -> HolidayBook:
        """Return this book with the newer one's years taken whole from it, and the years it leaves out kept.

        Raises:
            BadInputError: The newer list ends before this one, or leaves a gap of years.
        """
        if newer.last_year < self.last_year:
            raise BadInputError(
                f"The bank holidays given end in {newer.last_year}; those in use already reach {self.last_year}.",
                "Use the newest official list.",
            )
        if newer.first_year > self.last_year + 1:
            raise BadInputError(
                f"The bank holidays given begin in {newer.first_year}; those in use end in {self.last_year}.",
                "Use a list without a gap.",
            )
        holidays = {
            division: (
                *(h for h in self.holidays[division] if h.day.year < newer.first_year),
                *newer.holidays[division],
            )
            for division in Division
        }
        first = min(self.first_year, newer.first_year)
        return HolidayBook(newer.issued, newer.source, first, newer.last_year, holidays)


def _union(by_division: Mapping[Division, Iterable[Holiday]]) -> dict[date, str]:
    """Return every holiday's label by date; one kept in some divisions only says where."""
    found: dict[date, dict[str, list[Division]]] = {}
    for division, holidays in by_division.items():
        for holiday in holidays:
            found.setdefault(holiday.day, {}).setdefault(holiday.label, []).append(division)
    names: dict[date, str] = {}
    for day, labels in found.items():
        parts = [
            label if len(divisions) == len(by_division) else f"{label} in {and_list([d.label for d in divisions])}"
            for label, divisions in labels.items()
        ]
        names[day] = and_list(parts)
    return names


def _first_mondays_in_may(years: Iterable[int]) -> dict[date, str]:
    """Return the Mondays that the Provider Selection Regime leaves out even in a year when the holiday was moved."""
    return {first_monday(year, 5): "First Monday in May" for year in years}


def _expected_names(basis: Basis, year: int) -> dict[date, str]:
    key = (basis, year)
    if key not in _expected:
        _expected[key] = _union({d: expected_holidays(d, year) for d in _BASIS_DIVISIONS[basis]})
    return _expected[key]


_expected: dict[tuple[Basis, int], dict[date, str]] = {}
"""Worked out once: a year by rule never changes."""
