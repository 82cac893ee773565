"""Published figures about the cost of bidding: each with what it measures and its caveat, never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charitydesk.domain.provisions import Verification


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One published figure.

    Args:
        id: Stable id.
        figure: The figure as published.
        about: What it measures.
        caveat: What must be said with it.
        source: Who published it.
        confidence: How sure we are of it.
    """

    id: str
    figure: str
    about: str
    caveat: str
    source: str
    confidence: Verification

    @property
    def sentence(self) -> str:
        """The figure with all that must be said with it."""
        about = self.about[:1].upper() + self.about[1:]
        return f"{about}: {self.figure}. {self.caveat} Source: {self.source} ({self.confidence})."


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """All published figures.

    Args:
        none_for_tenders: The sentence that no figure for one tender was found.
        figures: One by one, in order.
        in_statements: The same sentence as the charity says it of itself.
    """

    none_for_tenders: str
    figures: tuple[Benchmark, ...]
    in_statements: str = ""
