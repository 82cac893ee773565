"""What an hour costs: from a salary or a plain rate, with its working; exact, and never rounded before the end.

The formula is section 6 of the cost rules: salary, employer National Insurance above the threshold, pension and other
on-costs, over productive hours; overheads as indirect cost over direct cost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.ids import RateId
from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.provisions import Verification

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.ids import PersonId

NO_PENCE = Pence(0)
NEW_RATE = RateId(0)
WEEKS_A_YEAR = Fraction(365, 7)
COMMON_PRODUCTIVE_HOURS = ((1650, "universities' costing convention"), (1720, "European structural funds' convention"))
"""Yearly productive hours of a full-time post that others use; both recalled, neither imposed."""


class RateBasis(StrEnum):
    """What an hour's cost is worked out from."""

    SALARY = "salary"
    HOURLY = "hourly"
    NIL = "nil"


class PensionBasis(StrEnum):
    """What the employer's pension share is taken of."""

    NONE = "none"
    QUALIFYING = "qualifying"
    SALARY = "salary"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class PayrollYear:
    """Employer payroll figures of one tax year.

    Args:
        tax_year: The year in which it begins: 2026 for 6 April 2026 to 5 April 2027.
        employer_nic: Share of pay above the threshold.
        secondary_threshold: Yearly pay in pence above which the employer pays it.
        qualifying_lower: Lower edge of the earnings a pension share is taken of, in pence a year.
        qualifying_upper: Upper edge, in pence a year.
        source: Where the figures come from.
        confidence: How sure they are.
        notes: What to know about them.
    """

    tax_year: int
    employer_nic: Fraction
    secondary_threshold: Pence
    qualifying_lower: Pence
    qualifying_upper: Pence
    source: str
    confidence: Verification = Verification.REPORTED
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The tax year as people write it, for example `2026-27`."""
        return tax_year_words(self.tax_year)


def tax_year_of(day: date) -> int:
    """Return the year in which a day's tax year begins.

    Example:
        >>> tax_year_of(date(2026, 4, 5)), tax_year_of(date(2026, 4, 6))
        (2025, 2026)
    """
    return day.year if (day.month, day.day) >= (4, 6) else day.year - 1


def tax_year_words(year: int) -> str:
    """Return a tax year as people write it.

    Example:
        >>> tax_year_words(2026)
        '2026-27'
    """
    return f"{year}-{(year + 1) % 100:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What somebody costs from a day on.

    Args:
        person: Who.
        effective_from: First civil date on which it holds, until the next rate's.
        basis: Salary, a plain hourly rate, or nil for unpaid time.
        salary: Actual yearly pay in pence for the hours worked (not the full-time equivalent).
        hourly: Pence an hour, all on-costs included.
        productive_minutes: Minutes a year left for work after leave, bank holidays, sickness and training.
        pension: What the employer's share is taken of.
        pension_hundredths: The share in hundredths of a per cent.
        pension_amount: The share as pence a year, where that is how it is known.
        other_on_costs: Training, insurance, recruitment: pence a year.
        nic_amount: Employer National Insurance in pence a year where the charity knows its own figure; None for the
            tax year's table.
        note: Free words.
        id: Its record.
    """

    person: PersonId
    effective_from: date
    basis: RateBasis
    salary: Pence = NO_PENCE
    hourly: Pence = NO_PENCE
    productive_minutes: int = 0
    pension: PensionBasis = PensionBasis.NONE
    pension_hundredths: int = 0
    pension_amount: Pence = NO_PENCE
    other_on_costs: Pence = NO_PENCE
    nic_amount: Pence | None = None
    note: str = ""
    id: RateId = NEW_RATE

    def problems(self) -> tuple[str, ...]:
        """Return what keeps the rate from being used, in plain sentences."""
        amounts = (self.salary, self.hourly, self.pension_amount, self.other_on_costs, self.nic_amount or 0)
        said: list[str] = []
        if any(amount < 0 for amount in amounts) or self.pension_hundredths < 0:
            said.append("An amount is below zero: give what is paid.")
        if self.basis is RateBasis.SALARY and self.salary <= 0:
            said.append("The yearly salary is missing.")
        if self.basis is RateBasis.SALARY and not 0 < self.productive_minutes <= 366 * 24 * 60:
            said.append("The productive hours a year are missing.")
        if self.basis is RateBasis.HOURLY and self.hourly <= 0:
            said.append("The hourly rate is missing.")
        if self.pension_hundredths > 100_00:
            said.append("A pension share cannot be more than 100 %.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line of an hour's working.

    Args:
        words: What it is.
        pence: Exact pence a year, or an hour for the last lines.
    """

    words: str
    pence: Fraction


@dataclass(frozen=True, slots=True)
class HourlyCost:
    """An hour's direct cost with its working; finance view only.

    Args:
        pence: Exact pence an hour.
        lines: The working, in order.
        notes: Rules and sources behind it.
    """

    pence: Fraction
    lines: tuple[WorkingLine, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that must be asked for before an hour's cost is known.

    Args:
        sentence: What is missing and what to do.
        tax_year: The tax year whose figures are missing, or None.
    """

    sentence: str
    tax_year: int | None = None


@dataclass(frozen=True, slots=True)
class Payroll:
    """Payroll figures by tax year: those that came with the program and those the charity typed in."""

    years: dict[int, PayrollYear] = field(default_factory=dict[int, PayrollYear])


def hourly_cost(rate: Rate, day: date, payroll: Payroll) -> HourlyCost | MissingFigure:
    """Return what an hour costs on a day before overheads, or what must be asked first.

    Args:
        rate: The rate in force.
        day: Civil date of the work; its tax year's figures are used.
        payroll: Figures by tax year.
    """
    match rate.basis:
        case RateBasis.NIL:
            return HourlyCost(Fraction(0), notes=("Unpaid time: hours are counted, money is not.",))
        case RateBasis.HOURLY:
            line = WorkingLine("Hourly rate, all on-costs included", Fraction(rate.hourly))
            return HourlyCost(Fraction(rate.hourly), (line,))
        case RateBasis.SALARY:
            return _from_salary(rate, tax_year_of(day), payroll)


def _from_salary(rate: Rate, tax_year: int, payroll: Payroll) -> HourlyCost | MissingFigure:
    year = payroll.years.get(tax_year)
    needs_table = rate.nic_amount is None or rate.pension is PensionBasis.QUALIFYING
    if year is None and needs_table:
        return MissingFigure(
            f"The employer National Insurance and pension figures for {tax_year_words(tax_year)} are not known: "
            "enter them in Settings, or enter this post's own figures.",
            tax_year,
        )
    nic = Fraction(rate.nic_amount or 0) if rate.nic_amount is not None or year is None else _nic(rate, year)
    lines = [WorkingLine("Salary", Fraction(rate.salary)), WorkingLine("Employer National Insurance", nic)]
    lines.append(WorkingLine("Pension", _pension(rate, year)))
    lines.append(WorkingLine("Other on-costs", Fraction(rate.other_on_costs)))
    total = sum((line.pence for line in lines), Fraction(0))
    hourly = total * 60 / rate.productive_minutes
    lines += [WorkingLine("Cost of a year", total), WorkingLine("An hour, before overheads", hourly)]
    notes = [f"Productive hours a year: {float(Fraction(rate.productive_minutes, 60)):,.10g}."]
    if year is not None and needs_table:
        share = f"{float(year.employer_nic * 100):g} %"
        notes.append(
            f"Employer National Insurance {year.words}: {share} of pay above {pounds(year.secondary_threshold)}. "
            f"Source: {year.source} ({year.confidence})."
        )
        notes += year.notes
    return HourlyCost(hourly, tuple(lines), tuple(notes))


def _nic(rate: Rate, year: PayrollYear) -> Fraction:
    return max(0, rate.salary - year.secondary_threshold) * year.employer_nic


def _pension(rate: Rate, year: PayrollYear | None) -> Fraction:
    share = Fraction(rate.pension_hundredths, 10_000)
    match rate.pension:
        case PensionBasis.NONE:
            return Fraction(0)
        case PensionBasis.AMOUNT:
            return Fraction(rate.pension_amount)
        case PensionBasis.SALARY:
            return rate.salary * share
        case PensionBasis.QUALIFYING:
            if year is None:
                raise ValueError("qualifying earnings need the tax year's figures")
            return max(0, min(rate.salary, year.qualifying_upper) - year.qualifying_lower) * share


def productive_minutes(
    weekly_minutes: int, *, leave_days: Fraction, bank_holidays: int, sickness_days: Fraction, training_days: Fraction
) -> int:
    """Return the minutes of a year left for work: weeks times weekly hours, less days not worked.

    A day is a fifth of the week. Bank holidays are those of the employer's nation.

    Args:
        weekly_minutes: Contracted minutes a week.
        leave_days: Days of leave a year.
        bank_holidays: Bank holidays a year, besides leave.
        sickness_days: Usual days of sickness a year.
        training_days: Days of training and administration a year.

    Example:
        >>> productive_minutes(37 * 60, leave_days=Fraction(28), bank_holidays=8, sickness_days=Fraction(0),
        ...                    training_days=Fraction(0)) / 60
        1662.8833333333334
    """
    day = Fraction(weekly_minutes, 5)
    away = leave_days + bank_holidays + sickness_days + training_days
    return max(0, int(weekly_minutes * WEEKS_A_YEAR - day * away + Fraction(1, 2)))
