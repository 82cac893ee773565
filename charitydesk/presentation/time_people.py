"""People, roles, rates and overheads in words: pay only where the finance view is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.overheads import BIDDING_AREA, Driver, OverheadArea, OverheadYear
from charitydesk.domain.people import PersonKind, hours_words
from charitydesk.domain.rates import PensionBasis, RateBasis, tax_year_words
from charitydesk.domain.wording import date_words, long_date, month_words
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.time_words import capital

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from charitydesk.domain.rates import HourlyCost, PayrollYear
    from charitydesk.services.people import PersonRecord, RateRecord, RoleRecord

_NUMBER = re.compile(r"\d{1,5}(?:\.\d{1,2})?")

PERSON_KINDS = [
    Choice(PersonKind.EMPLOYEE, "Employee"),
    Choice(PersonKind.FREELANCE, "Freelance"),
    Choice(PersonKind.VOLUNTEER, "Volunteer (hours count, money does not)"),
    Choice(PersonKind.TRUSTEE, "Trustee (hours count, money does not)"),
]
BASES = [
    Choice(RateBasis.SALARY, "A salary", "With employer National Insurance, pension and other on-costs."),
    Choice(RateBasis.HOURLY, "An hourly rate", "All on-costs included, as on a freelancer's bill."),
    Choice(RateBasis.NIL, "Unpaid"),
]
PENSIONS = [
    Choice(PensionBasis.NONE, "None"),
    Choice(PensionBasis.QUALIFYING, "A share of qualifying earnings"),
    Choice(PensionBasis.SALARY, "A share of the whole salary"),
    Choice(PensionBasis.AMOUNT, "An amount a year"),
]
FINANCE_CLOSED = "Named people's pay is hidden. Open it to see or set what an hour of theirs costs."
FINANCE_OPEN = "Named people's pay shows in this room until you leave it. Nothing else, no letter and no file shows it."


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A typed number in hundredths, or None with or without a problem."""

    hundredths: int | None
    problem: str = ""


def read_number(text: str, what: str) -> NumberAnswer:
    """Return a number as typed, in hundredths.

    Args:
        text: For example `37.5` or `13.8 %`.
        what: What it is, for the sentence: `hours`.

    Example:
        >>> read_number("13.8 %", "per cent").hundredths, read_number("", "hours").hundredths
        (1380, None)
    """
    words = text.strip().rstrip("%").strip().replace(",", "")
    if not words:
        return NumberAnswer(None)
    if not _NUMBER.fullmatch(words):
        return NumberAnswer(None, f"“{text.strip()}” could not be read as {what}. Type a number such as 37.5.")
    return NumberAnswer(int(Decimal(words) * 100))


def number_words(hundredths: int) -> str:
    """Return hundredths as a plain number.

    Example:
        >>> number_words(3750), number_words(6000)
        ('37.5', '60')
    """
    return f"{hundredths / 100:,.10g}"


def role_choices(roles: Sequence[RoleRecord]) -> list[Choice]:
    """Return the roles, and none."""
    return [Choice(None, "No role"), *(Choice(role.id, role.title) for role in roles)]


def person_detail(person: PersonRecord, roles: Sequence[RoleRecord]) -> str:
    """Return somebody's role and kind."""
    role = next((one.title for one in roles if one.id == person.role_id), "No role")
    example = " \N{MIDDLE DOT} example" if person.is_example else ""
    kind = "" if role.casefold() == person.kind.label else f" \N{MIDDLE DOT} {person.kind.label}"
    return f"{role}{kind}{example}"


def weekly_words(person: PersonRecord) -> str:
    """Return somebody's contracted hours."""
    return f"{hours_words(person.weekly_minutes)} a week" if person.weekly_minutes else "Not recorded"


def post_words(person: PersonRecord, today: date) -> str:
    """Return whether somebody works for the charity now."""
    if person.left_on is not None:
        return f"{'Left' if person.left_on < today else 'Leaves'} {date_words(person.left_on)}"
    if person.started_on is not None and person.started_on > today:
        return f"Starts {date_words(person.started_on)}"
    return f"Since {date_words(person.started_on)}" if person.started_on else "In post"


def rate_title(rate: RateRecord) -> str:
    """Return a rate in a few words; finance view only."""
    since = f"From {long_date(rate.effective_from)}"
    match rate.basis:
        case RateBasis.SALARY:
            return f"{since}: {pounds(rate.salary)} a year"
        case RateBasis.HOURLY:
            return f"{since}: {pounds(rate.hourly)} an hour"
        case RateBasis.NIL:
            return f"{since}: unpaid"


def rate_detail(rate: RateRecord) -> str:
    """Return what else a rate holds; finance view only."""
    if rate.basis is not RateBasis.SALARY:
        return rate.note
    pension = {
        PensionBasis.NONE: "no pension",
        PensionBasis.QUALIFYING: f"pension {number_words(rate.pension_hundredths)} % of qualifying earnings",
        PensionBasis.SALARY: f"pension {number_words(rate.pension_hundredths)} % of salary",
        PensionBasis.AMOUNT: f"pension {pounds(rate.pension_amount)} a year",
    }[rate.pension]
    parts = [
        f"{rate.productive_minutes / 60:,.10g} productive hours a year",
        pension,
        f"other on-costs {pounds(rate.other_on_costs)}" if rate.other_on_costs else "",
        f"own National Insurance figure {pounds(rate.nic_amount)}" if rate.nic_amount is not None else "",
        rate.note,
    ]
    return ", ".join(part for part in parts if part)


def working_words(cost: HourlyCost) -> list[str]:
    """Return the working of an hour's cost, line by line; finance view only."""
    lines = [f"{line.words}: {pounds(round(line.pence))}." for line in cost.lines]
    return [*lines, *cost.notes]


def payroll_words(year: PayrollYear) -> str:
    """Return a tax year's employer figures in a sentence, with their source."""
    return (
        f"{year.words}: {float(year.employer_nic * 100):g} % above {pounds(year.secondary_threshold)}; qualifying "
        f"earnings {pounds(year.qualifying_lower)} to {pounds(year.qualifying_upper)}. Source: {year.source} "
        f"({year.confidence.value})."
    )


def tax_year_choices(today: date, missing: Collection[int]) -> list[Choice]:
    """Return the tax years whose figures can be given, those that are missing first."""
    now = today.year if (today.month, today.day) >= (4, 6) else today.year - 1
    years = [*sorted(missing), *(year for year in range(now + 1, now - 7, -1) if year not in missing)]
    return [Choice(year, tax_year_words(year) + (" (missing)" if year in missing else "")) for year in years]


def months_to_lock(today: date, count: int = 15) -> list[date]:
    """Return the first days of the months before this one, the latest first."""
    found: list[date] = []
    month = today.replace(day=1)
    for _ in range(count):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return found


def lock_words(month: date, by: str | None) -> str:
    """Return whether a month is locked."""
    if by is None:
        return f"{month_words(month)}: open"
    return f"{month_words(month)}: locked{f' by {by}' if by else ''}"


@dataclass(frozen=True, slots=True)
class OwnShare:
    """The work of bidding as a part of the charity that carries overheads of its own.

    Args:
        direct: Its direct cost of the year in pence.
        parts: Its part of each driver in hundredths of a per cent.
    """

    direct: Pence
    parts: dict[Driver, int]


def own_share_of(year: OverheadYear) -> OwnShare | None:
    """Return the share of bidding where a year is split into bidding and everything else, else None."""
    bidding = next((area for area in year.areas if area.bidding), None)
    return OwnShare(bidding.direct, dict(bidding.parts)) if bidding and only_known_areas(year) else None


def only_known_areas(year: OverheadYear) -> bool:
    """Return whether the window's forms can hold a year: not split, or into bidding, contracts and everything else."""
    return all(area.bidding or area.contract is not None or area.is_rest for area in year.areas)


def with_own_share(year: OverheadYear, share: OwnShare | None) -> OverheadYear:
    """Return a year with or without an area of bidding; contracts' areas stay, and everything else carries the rest."""
    contracts = [area for area in year.areas if area.contract is not None]
    own = [OverheadArea(BIDDING_AREA, share.direct, share.parts, bidding=True)] if share is not None else []
    return year.split_into((*own, *contracts))


def driver_label(driver: Driver) -> str:
    """Return a driver as a field's name."""
    return f"{capital(driver.label)}, per cent"
