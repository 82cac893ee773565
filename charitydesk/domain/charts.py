"""Charts as values: quiet bars with their figures beside them, and the same figures as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.document import Align, Column, Table
from charitydesk.domain.money import pounds
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Args:
        label: What it is.
        funded: Pence that somebody paid; drawn hollow.
        unfunded: Pence that nobody paid; drawn full.
    """

    label: str
    funded: int
    unfunded: int

    @property
    def total(self) -> int:
        """Pence of the whole bar."""
        return self.funded + self.unfunded


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of funded and unfunded cost.

    Args:
        title: What it shows.
        bars: From top to bottom.
        label: What a bar is, for the table's heading.
    """

    title: str
    bars: tuple[Bar, ...]
    label: str

    @property
    def alt(self) -> str:
        """What it shows, in a sentence, for those who do not see it."""
        told = [f"{bar.label} {pounds(bar.unfunded)} of {pounds(bar.total)}" for bar in self.bars]
        return f"{self.title}, unfunded of the whole: {and_list(told)}." if told else f"{self.title}: nothing yet."

    def table(self, key: str) -> Table:
        """Return the same figures as a table."""
        money = [Column(title, 2, Align.RIGHT) for title in ("Cost", "Funded", "Unfunded")]
        rows = tuple((bar.label, pounds(bar.total), pounds(bar.funded), pounds(bar.unfunded)) for bar in self.bars)
        return Table(key, (Column(self.label, 5), *money), rows, self.title)


def chart_of(title: str, label: str, bars: Sequence[Bar]) -> Chart:
    """Return a chart of the largest bars in their order, the rest put together in a last one.

    Args:
        title: What it shows.
        label: What a bar is.
        bars: In the order they are drawn; those below zero are left to the table they came from.
    """
    drawn = [bar for bar in bars if bar.total > 0 and bar.funded >= 0 and bar.unfunded >= 0]
    if len(drawn) > MOST_BARS:
        keep = sorted(drawn, key=lambda bar: -bar.total)[: MOST_BARS - 1]
        rest = [bar for bar in drawn if bar not in keep]
        more = Bar(f"{len(rest)} others", sum(bar.funded for bar in rest), sum(bar.unfunded for bar in rest))
        drawn = [*(bar for bar in drawn if bar in keep), more]
    return Chart(title, tuple(drawn), label)
