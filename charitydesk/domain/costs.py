"""The ledger's arithmetic: what was spent on a bid, a consultation or a challenge, who paid towards it, what is left.

Every figure is kept as an exact sum and rounded once, half up, when it is shown. Money given towards something is set
against every part of its cost in the same proportion, so that what is left adds up whichever way the ledger is cut;
money that paid for one bill is set against that bill first. What is left of a whole is never below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.people import hours_words, hull, pay_band, ranged_hours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.bids import BidStage
    from charitydesk.domain.bills import CostKind
    from charitydesk.domain.people import Band
    from charitydesk.domain.timelog import Subject

ROUNDING_RULE = (
    "Every figure is an exact sum, rounded once at the end to the nearest penny, half a penny up; "
    "so a total can differ by a penny or two from its rounded parts."
)
FUNDING_RULE = (
    "Money given towards a bid is set against every part of its cost in the same proportion; money that paid for one "
    "bill is set against that bill first. What is left is unfunded, and never below nothing."
)

HIDDEN_MONEY = "In the finance view"
"""Stands for money that rests on one person's time, where their hours can be seen as well."""


def half_up(amount: Fraction) -> Pence:
    """Return exact pence rounded once, half up (away from zero below it).

    Example:
        >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2)), half_up(Fraction(249, 100))
        (3, -3, 2)
    """
    twice, whole = 2 * abs(amount.numerator) + amount.denominator, 2 * amount.denominator
    rounded = twice // whole
    return Pence(rounded if amount >= 0 else -rounded)


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of the ledger, exact.

    Args:
        minutes: All time, unpaid time among it.
        unpaid_minutes: Time of volunteers and trustees: hours counted, money not.
        unrated_minutes: Time whose cost cannot be told yet.
        time: Exact pence of staff time with overheads.
        direct: Exact pence of staff time before overheads.
        other: Pence of other costs.
        unfunded: Exact pence that nobody paid for.
        lowest: Lowest id of a paid person behind it; 0 for none.
        highest: Highest id of a paid person behind it; 0 for none.
        band: Pounds an hour by which its hours are told, as a range; None where they may be told to the minute.
        exact: Whether its hours are told to the minute all the same: in the finance view.
        said: Its hours in words where the roles behind it tell them more closely; or empty.
        covered: Whether its money shows in the finance view alone (`domain.hidden_pay`).
    """

    minutes: int = 0
    unpaid_minutes: int = 0
    unrated_minutes: int = 0
    time: Fraction = Fraction(0)
    direct: Fraction = Fraction(0)
    other: int = 0
    unfunded: Fraction = Fraction(0)
    lowest: int = 0
    highest: int = 0
    band: Band | None = None
    exact: bool = False
    said: str = ""
    covered: bool = False

    def __add__(self, more: Figure) -> Figure:
        bands = [band for band in (self.band, more.band) if band is not None]
        return Figure(
            self.minutes + more.minutes,
            self.unpaid_minutes + more.unpaid_minutes,
            self.unrated_minutes + more.unrated_minutes,
            self.time + more.time,
            self.direct + more.direct,
            self.other + more.other,
            self.unfunded + more.unfunded,
            min(self.lowest or more.lowest, more.lowest or self.lowest),
            max(self.highest, more.highest),
            hull(*bands) if bands else None,
        )

    @property
    def one_person(self) -> bool:
        """Whether one paid person alone stands behind it."""
        return self.lowest == self.highest != 0

    @property
    def own_band(self) -> Band | None:
        """The band of what an hour of it costs, or None where none of it costs money."""
        paid = self.minutes - self.unpaid_minutes - self.unrated_minutes
        return pay_band(self.time * 60 / paid) if self.time and paid and self.time * paid > 0 else None

    @property
    def hours(self) -> str:
        """Its time in words, as anything outside the finance view shows it; never beside money that would tell pay."""
        band = self.band or (self.own_band if self.one_person else None)
        if band is None or self.covered or self.exact:
            return hours_words(self.minutes)
        return self.said or ranged_hours(self.time, band, sure=self.unpaid_minutes, unrated=self.unrated_minutes)

    def money(self, pence: int) -> str:
        """Return one of its sums in words, or where it is shown."""
        return HIDDEN_MONEY if self.covered else pounds(pence)

    @property
    def cost(self) -> Fraction:
        """Exact pence, time and other costs."""
        return self.time + self.other

    @property
    def cost_pence(self) -> Pence:
        """The whole cost, rounded once."""
        return half_up(self.cost)

    @property
    def time_pence(self) -> Pence:
        """Staff time with overheads, rounded once."""
        return half_up(self.time)

    @property
    def overhead_pence(self) -> Pence:
        """The overheads in it, rounded once."""
        return half_up(self.time - self.direct)

    @property
    def unfunded_pence(self) -> Pence:
        """What nobody paid for, rounded once."""
        return half_up(self.unfunded)

    @property
    def funded_pence(self) -> Pence:
        """What somebody paid for: the shown cost less the shown unfunded part, so that the three always agree."""
        return Pence(self.cost_pence - self.unfunded_pence)


def total_of(figures: Iterable[Figure]) -> Figure:
    """Return the sum of figures."""
    return sum(figures, Figure())


@dataclass(frozen=True, slots=True)
class SubjectInfo:
    """What reports say of a bid, contract or notice.

    Args:
        subject: Which it is.
        title: As shown.
        commissioner: The body.
        reference: The body's reference.
        stage: How far a bid has got; None for other subjects.
        value: Pence of the whole contract, 0 where not known.
        won_value: Pence won; 0 for a bid not won.
        rebid: Whether it bids again for a service of the charity's own.
        submitted_on: Civil date, or None.
        outcome_on: Civil date, or None.
    """

    subject: Subject
    title: str
    commissioner: str = ""
    reference: str = ""
    stage: BidStage | None = None
    value: int = 0
    won_value: int = 0
    rebid: bool = False
    submitted_on: date | None = None
    outcome_on: date | None = None

    @property
    def outcome(self) -> str:
        """How it ended, in words."""
        return "" if self.stage is None else self.stage.label if not self.stage.is_open else "not decided yet"


@dataclass(frozen=True, slots=True)
class TimeSum:
    """Time added up by the database, still in whole numbers.

    Args:
        subject: What it hangs on.
        key: The value it was grouped by, or empty.
        minutes: All minutes.
        unpaid: Minutes of unpaid time.
        unrated: Minutes whose cost cannot be told.
        full: Numerator of the exact pence with overheads, over the rate book's denominator.
        direct: The same before overheads.
        lowest: Lowest id of a paid person; 0 for none.
        highest: Highest id of a paid person; 0 for none.
    """

    subject: Subject
    key: str
    minutes: int
    unpaid: int
    unrated: int
    full: int
    direct: int
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True)
class Bill:
    """One other cost.

    Args:
        subject: What it hangs on.
        on: Civil date.
        kind: What it was.
        activity: What it was for.
        counted: Pence it cost the charity.
        funded: Pence of it that somebody paid.
    """

    subject: Subject
    on: date
    kind: CostKind
    activity: Activity
    counted: int
    funded: int


@dataclass(frozen=True, slots=True)
class Account:
    """A subject as a whole: what it cost at all times, and what was given towards it.

    Args:
        cost: Exact pence, less what was paid towards single bills.
        given: Pence given towards the whole.
    """

    cost: Fraction
    given: int

    @property
    def unfunded_share(self) -> Fraction:
        """The share of every part of its cost that nobody paid for, from 0 to 1."""
        if self.given <= 0:
            return Fraction(1)
        if self.cost <= 0:
            return Fraction(0)
        return max(Fraction(0), self.cost - self.given) / self.cost

    @property
    def over(self) -> Fraction:
        """Exact pence given beyond the cost."""
        return max(Fraction(0), self.given - self.cost)


def accounts(
    times: Iterable[TimeSum], bills: Iterable[Bill], given: Mapping[Subject, int], denominator: int
) -> dict[Subject, Account]:
    """Return the accounts of subjects over all time and every activity.

    Args:
        times: All their time by subject.
        bills: All their other costs.
        given: Pence given towards each subject.
        denominator: The rate book's.
    """
    numerators = dict.fromkeys(given, 0)
    for one in times:
        numerators[one.subject] = numerators.get(one.subject, 0) + one.full
    for bill in bills:
        numerators[bill.subject] = numerators.get(bill.subject, 0) + (bill.counted - bill.funded) * denominator
    return {
        subject: Account(Fraction(numerator, denominator), given.get(subject, 0))
        for subject, numerator in numerators.items()
    }


def pence_words(rate: Fraction) -> str:
    """Return exact pence in each pound, to a tenth of a penny.

    Example:
        >>> pence_words(Fraction(123, 100)), pence_words(Fraction(15000))
        ('1.2p', '£150')
    """
    if rate >= 100:
        return pounds(half_up(rate))
    return f"{half_up(rate * 10) / 10:g}p"


def per_pound(cost: Fraction, pounds_in_pence: int) -> Fraction | None:
    """Return what was spent for each pound, in exact pence, or None where there is no pound.

    Example:
        >>> per_pound(Fraction(5000), 100000)
        Fraction(5, 1)
    """
    return None if pounds_in_pence <= 0 else cost * 100 / pounds_in_pence
