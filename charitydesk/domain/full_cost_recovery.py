"""Full cost recovery of a contract: the price paid against what the service costs, with its share of overheads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.costs import half_up
from charitydesk.domain.money import pounds
from charitydesk.domain.overheads import WHOLE, per_cent
from charitydesk.domain.wording import long_date

if TYPE_CHECKING:
    from charitydesk.domain.ids import ContractId
    from charitydesk.domain.money import Pence
    from charitydesk.domain.overheads import OverheadArea, OverheadYear


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """One line of the working.

    Args:
        words: What it is.
        pence: Exact pence a year.
        is_sum: Whether it is a result, not a part.
    """

    words: str
    pence: Fraction
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """A contract's price against its full cost, for one accounting year.

    Args:
        contract: Which contract.
        service: The service's name.
        year: The overheads used.
        price: Pence paid for the year.
        full: Exact pence it costs.
        lines: The working, in order; parts, then results.
        notes: Rules, dates and drivers behind it.
        alone: Whether one person's pay is its whole staff cost.
    """

    contract: ContractId
    service: str
    year: OverheadYear
    price: Pence
    full: Fraction
    lines: tuple[RecoveryLine, ...]
    notes: tuple[str, ...]
    alone: bool = False

    @property
    def gap(self) -> Fraction:
        """Exact pence a year that the charity puts in; below zero where the price is above the cost."""
        return self.full - self.price

    @property
    def subsidised(self) -> bool:
        """Whether the charity pays part of it."""
        return self.gap > 0

    @property
    def period(self) -> str:
        """The accounting year in words."""
        return f"year to {long_date(self.year.ends_on)}"

    @property
    def sentence(self) -> str:
        """The gap in a sentence."""
        year = f"In the {self.period} "
        full, price = pounds(half_up(self.full)), pounds(self.price)
        if self.subsidised:
            gap = pounds(half_up(self.gap))
            return f"{year}{self.service} costs {full} and is paid {price}: the charity puts in {gap} of its own money."
        if self.gap == 0:
            return f"{year}{self.service} costs {full}, and that is what is paid."
        return f"{year}{self.service} costs {full} and is paid {price}: the price covers its full cost."

    @property
    def warning(self) -> str:
        """What to think of before it goes out, or empty."""
        if not self.alone:
            return ""
        return (
            f"One person alone is paid from {self.service}. Their pay is told together with the other direct costs, but"
            " whoever knows those could work it out: ask them first."
        )


def recovery(
    service: str, price: Pence, year: OverheadYear, area: OverheadArea, price_from: str = ""
) -> Recovery | None:
    """Return a contract's price against its full cost, or None where the area is no contract's.

    Overheads are those of the accounting year, each driver's part of them times the contract's part of that driver.
    Pay of one person alone is never a line by itself.

    Args:
        service: The service's name.
        price: Pence paid for the year.
        year: Overheads of the accounting year.
        area: The contract's direct cost and its part of each driver.
        price_from: Where the price comes from, a sentence; or empty.
    """
    if area.contract is None:
        return None
    lines: list[RecoveryLine] = []
    if area.staff and area.people > 1:
        lines.append(RecoveryLine("Direct staff", Fraction(area.staff)))
        if area.direct != area.staff:
            lines.append(RecoveryLine("Other direct costs", Fraction(area.direct - area.staff)))
    else:
        words = "Direct costs, staff and other" if area.staff else "Direct costs"
        lines.append(RecoveryLine(words, Fraction(area.direct)))
    notes = [price_from] if price_from else []
    notes.append(
        f"Overheads of the {f'year to {long_date(year.ends_on)}'}: {pounds(year.indirect)}, shared out by stated"
        " drivers."
    )
    for driver, weight in year.weights.items():
        part = area.parts.get(driver, 0)
        if not weight:
            continue
        share = year.indirect * Fraction(weight, WHOLE) * Fraction(part, WHOLE)
        lines.append(RecoveryLine(f"Overheads by {driver.label}", share))
        notes.append(
            f"By {driver.label}: {per_cent(weight)} of the overheads, of which this service has {per_cent(part)}."
        )
    if year.note:
        notes.append(f"Source of the overheads: {year.note.rstrip('.')}.")
    full = sum((line.pence for line in lines), Fraction(0))
    lines += [
        RecoveryLine("Full cost", full, is_sum=True),
        RecoveryLine("Price paid", Fraction(price)),
        RecoveryLine("What the charity puts in", full - price, is_sum=True)
        if full >= price
        else RecoveryLine("Price above the full cost", price - full, is_sum=True),
    ]
    notes.append("Each line is an exact sum, rounded once to the nearest penny, half a penny up.")
    alone = area.people == 1
    return Recovery(area.contract, service, year, price, full, tuple(lines), tuple(notes), alone)
