"""Full cost recovery of a contract: the price paid against what the service costs, with its share of overheads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.costs import half_up
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import long_date

if TYPE_CHECKING:
    from charitydesk.domain.money import Pence
    from charitydesk.domain.overheads import OverheadYear


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """One line of the working.

    Args:
        words: What it is.
        pence: Exact pence a year.
    """

    words: str
    pence: Fraction


@dataclass(frozen=True, slots=True)
class Recovery:
    """A contract's price against its full cost, for one accounting year.

    Args:
        service: The service's name.
        year: The overheads used, or None where none are recorded.
        price: Pence paid for the year.
        full: Exact pence it costs.
        lines: The working, in order.
        notes: What was assumed.
    """

    service: str
    year: OverheadYear | None
    price: Pence
    full: Fraction
    lines: tuple[RecoveryLine, ...]
    notes: tuple[str, ...]

    @property
    def gap(self) -> Fraction:
        """Exact pence a year that the charity puts in; below zero where the price is above the cost."""
        return self.full - self.price

    @property
    def subsidised(self) -> bool:
        """Whether the charity pays part of it."""
        return self.gap > 0

    @property
    def sentence(self) -> str:
        """The gap in a sentence."""
        year = f"In the year to {long_date(self.year.ends_on)} " if self.year else "In a year "
        full, price = pounds(half_up(self.full)), pounds(self.price)
        if self.subsidised:
            gap = pounds(half_up(self.gap))
            return f"{year}{self.service} costs {full} and is paid {price}: the charity puts in {gap} of its own money."
        if self.gap == 0:
            return f"{year}{self.service} costs {full}, and that is what is paid."
        return f"{year}{self.service} costs {full} and is paid {price}: the price covers its full cost."


def recovery(service: str, price: Pence, direct: Fraction, year: OverheadYear | None, area: str = "") -> Recovery:
    """Return a contract's price against its full cost.

    Args:
        service: The service's name.
        price: Pence paid for the year.
        direct: Exact pence of the service's direct cost in that year.
        year: Overheads of the accounting year; None counts none and says so.
        area: Name of the overhead area that the service is; empty for the whole charity's rate.
    """
    own = next((one for one in year.areas if one.name == area), None) if year and area else None
    share = Fraction(0) if year is None else year.share_of(own) if own else direct * year.rate()
    full = direct + share
    notes = [
        year.words()
        if year and not own
        else f"Overheads shared out to {own.name} by the drivers of the year to {long_date(year.ends_on)}."
        if year and own
        else "No overheads are recorded for the year, so the full cost is at least this much."
    ]
    lines = (
        RecoveryLine("Direct cost", direct),
        RecoveryLine("Share of overheads", share),
        RecoveryLine("Full cost", full),
        RecoveryLine("Price paid", Fraction(price)),
        RecoveryLine("Gap that the charity fills", full - price),
    )
    return Recovery(service, year, price, full, lines, tuple(notes))
