"""Everybody's rates as steps in time, exact, in the whole numbers that the database can add up without rounding.

An hour's exact cost is a fraction. All fractions of a book are brought to one denominator, and each numerator is cut
into limbs small enough for SQLite's 64-bit sums; the sums of the limbs are put together again afterwards. So a million
entries are added up inside the database and the result is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

from charitydesk.domain.overheads import overhead_on
from charitydesk.domain.periods import EARLIEST, LATEST
from charitydesk.domain.rates import HourlyCost, RateBasis, hourly_cost, tax_year_of
from charitydesk.domain.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from charitydesk.domain.ids import PersonId
    from charitydesk.domain.overheads import OverheadYear
    from charitydesk.domain.rates import Payroll, Rate

LIMB_BITS = 31
LIMB = 1 << LIMB_BITS


@dataclass(frozen=True, slots=True)
class RateStep:
    """What one person's minute costs over a run of days.

    Args:
        person: Who.
        first: First civil date.
        last: Last civil date.
        direct: Exact pence a minute before overheads.
        full: Exact pence a minute with overheads.
        paid: Whether it costs money.
        missing: What must be asked before the cost is known, or empty.
        rule: How it came about, without any pay; a sentence a line.
        year: Last day of the accounting year whose overheads are in it, or None.
    """

    person: PersonId
    first: date
    last: date
    direct: Fraction
    full: Fraction
    paid: bool
    missing: str = ""
    rule: str = ""
    year: date | None = None


@dataclass(frozen=True, eq=False)
class RateBook:
    """Everybody's steps, covering every day from the first to the last the program knows; each is itself alone.

    Steps of one accounting year share a unit, the least common denominator of their rates: it is far smaller than that
    of the whole book, so that the database adds fewer limbs.
    """

    steps: tuple[RateStep, ...]

    def step_on(self, person: PersonId, day: date) -> RateStep | None:
        """Return what one person's minute costs on a day."""
        return next((s for s in self.steps if s.person == person and s.first <= day <= s.last), None)

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The denominators of the accounting years, in order; see `unit_of`."""
        return tuple(
            lcm(
                *(value.denominator for step in self.steps if step.year == year for value in (step.direct, step.full)),
                1,
            )
            for year in self._years
        )

    @cached_property
    def _years(self) -> tuple[date | None, ...]:
        return tuple(dict.fromkeys(step.year for step in self.steps))

    def unit_of(self, step: RateStep) -> int:
        """Return the place in `units` of a step's denominator."""
        return self._years.index(step.year)

    @cached_property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """For each unit, whole numbers in the proportion of a cost with overheads to the same before them."""
        found = dict.fromkeys(range(len(self.units)), Fraction(1))
        for step in self.steps:
            if step.direct:
                found[self.unit_of(step)] = step.full / step.direct
        return tuple((ratio.numerator, ratio.denominator) for ratio in found.values())

    @cached_property
    def one_unit_a_month(self) -> bool:
        """Whether everything that costs money within one month shares a unit, as where accounting years end with one.

        Only the months in which a step begins or ends can have two.
        """
        found: dict[tuple[int, int], int] = {}
        for step in self.steps:
            if step.full:
                unit = self.unit_of(step)
                for day in (step.first, step.last):
                    if found.setdefault((day.year, day.month), unit) != unit:
                        return False
        return True

    @cached_property
    def denominator(self) -> int:
        """The one denominator of every rate in the book."""
        return lcm(*self.units, 1)

    @cached_property
    def limb_count(self) -> int:
        """How many limbs the largest numerator needs."""
        largest = max((int(step.full * self.units[self.unit_of(step)]) for step in self.steps), default=0)
        return max(1, -(-largest.bit_length() // LIMB_BITS))


def limbs_of(number: int, count: int) -> tuple[int, ...]:
    """Return a whole number's limbs, lowest first.

    Example:
        >>> limbs_of(5 + 3 * LIMB, 2)
        (5, 3)
    """
    return tuple((number >> (LIMB_BITS * place)) % LIMB for place in range(count))


def from_limbs(sums: Iterable[int]) -> int:
    """Return the whole number that sums of limbs stand for.

    Example:
        >>> from_limbs((5, 3)) == 5 + 3 * LIMB
        True
    """
    return sum(part << (LIMB_BITS * place) for place, part in enumerate(sums))


def make_book(
    people: Iterable[tuple[PersonId, bool]],
    rates: Sequence[Rate],
    payroll: Payroll,
    overheads: tuple[OverheadYear, ...],
    years: tuple[date, date],
) -> RateBook:
    """Return everybody's steps in time.

    Args:
        people: Each person's id and whether they are unpaid.
        rates: All rates.
        payroll: Figures by tax year.
        overheads: Overheads by accounting year.
        years: First and last civil date between which entries lie; tax years are told apart between them.
    """
    by_person: dict[PersonId, list[Rate]] = {}
    for rate in rates:
        by_person.setdefault(rate.person, []).append(rate)
    cuts = _year_cuts(overheads, years)
    steps: list[RateStep] = []
    for person, unpaid in people:
        own = sorted(by_person.get(person, ()), key=lambda rate: rate.effective_from)
        days = sorted({EARLIEST, *cuts, *(rate.effective_from for rate in own)})
        ends = [*(day - timedelta(days=1) for day in days[1:]), LATEST]
        for first, last in zip(days, ends, strict=True):
            rate = next((rate for rate in reversed(own) if rate.effective_from <= first), None)
            _append(steps, _step(person, rate, (first, last), payroll, overheads, unpaid=unpaid))
    return RateBook(tuple(steps))


def _year_cuts(overheads: tuple[OverheadYear, ...], years: tuple[date, date]) -> set[date]:
    cuts = {date(year, 4, 6) for year in range(tax_year_of(years[0]), tax_year_of(years[1]) + 2)}
    for year in overheads:
        cuts |= {year.starts_on, year.ends_on + timedelta(days=1)}
    return {day for day in cuts if EARLIEST < day <= LATEST}


def _append(steps: list[RateStep], step: RateStep) -> None:
    """Add a step, or lengthen the last where nothing changed but the date."""
    if steps:
        last = steps[-1]
        if replace(last, first=step.first, last=step.last) == step:
            steps[-1] = replace(last, last=step.last)
            return
    steps.append(step)


def _step(
    person: PersonId,
    rate: Rate | None,
    days: tuple[date, date],
    payroll: Payroll,
    overheads: tuple[OverheadYear, ...],
    *,
    unpaid: bool,
) -> RateStep:
    zero = Fraction(0)
    if unpaid or (rate is not None and rate.basis is RateBasis.NIL):
        return RateStep(person, *days, zero, zero, paid=False, rule="Unpaid time is counted in hours only.")
    if rate is None:
        return RateStep(person, *days, zero, zero, paid=True, missing="No rate is recorded for this time.")
    cost = hourly_cost(rate, days[0], payroll)
    if not isinstance(cost, HourlyCost):
        return RateStep(person, *days, zero, zero, paid=True, missing=cost.sentence)
    direct = cost.pence / 60
    year = overhead_on(days[0], overheads)
    added = "" if rate.basis is RateBasis.SALARY else " by the hour"
    rule = f"Rates{added} in force from {long_date(rate.effective_from)}.\n" + (
        year.words() if year else "No overheads are recorded for that accounting year, so none are counted."
    )
    full = direct * (1 + (year.time_rate if year else zero))
    return RateStep(person, *days, direct, full, paid=True, rule=rule, year=year.ends_on if year else None)
