"""A bid: the stages it goes through, and how many of those decided are won."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Iterable


class BidStage(StrEnum):
    """How far a bid has got."""

    SPOTTED = "spotted"
    DECIDING = "deciding"
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    CLARIFICATION = "clarification"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    NOT_BID = "not-bid"

    @property
    def label(self) -> str:
        """The stage in plain words."""
        return self.value.replace("-", " ")

    @property
    def is_open(self) -> bool:
        """Whether its outcome is still to come."""
        return self not in _CLOSED

    @property
    def before_deadline(self) -> bool:
        """Whether the bid has still to be handed in."""
        return self in {BidStage.SPOTTED, BidStage.DECIDING, BidStage.DRAFTING}

    def may_become(self, other: BidStage) -> bool:
        """Return whether a bid at this stage may move to another."""
        return other in _MOVES[self]


_CLOSED = frozenset({BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN, BidStage.NOT_BID})
_BEFORE = frozenset({BidStage.SPOTTED, BidStage.DECIDING, BidStage.DRAFTING})
_WITH_THEM = frozenset({BidStage.SUBMITTED, BidStage.CLARIFICATION})
_MOVES: dict[BidStage, frozenset[BidStage]] = {
    **{stage: (_BEFORE - {stage}) | {BidStage.SUBMITTED, BidStage.WITHDRAWN, BidStage.NOT_BID} for stage in _BEFORE},
    **{
        stage: (_WITH_THEM - {stage}) | {BidStage.DRAFTING, BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN}
        for stage in _WITH_THEM
    },
    BidStage.WON: frozenset({BidStage.SUBMITTED, BidStage.LOST, BidStage.WITHDRAWN}),
    BidStage.LOST: frozenset({BidStage.SUBMITTED, BidStage.WON}),
    BidStage.WITHDRAWN: frozenset({BidStage.DECIDING, BidStage.DRAFTING, BidStage.SUBMITTED}),
    BidStage.NOT_BID: frozenset({BidStage.SPOTTED, BidStage.DECIDING, BidStage.DRAFTING}),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A bid with its outcome.

    Args:
        won: Whether it was won.
        value: What it was worth, in pence, or None where not known.
    """

    won: bool
    value: int | None


@dataclass(frozen=True, slots=True)
class WinRate:
    """How often and how much is won, of what was decided; withdrawn bids and those not made do not count.

    Args:
        won: Bids won.
        decided: Bids won or lost.
        won_value: Pence won.
        decided_value: Pence won or lost.
        value_unknown: Decided bids whose value is not known; they count by number alone.
    """

    won: int
    decided: int
    won_value: int
    decided_value: int
    value_unknown: int

    @property
    def by_count(self) -> int | None:
        """Per cent of bids won, rounded half up; None before the first outcome."""
        return _per_cent(self.won, self.decided)

    @property
    def by_money(self) -> int | None:
        """Per cent of the money won, rounded half up; None before the first outcome of known value."""
        return _per_cent(self.won_value, self.decided_value)

    @property
    def sentence(self) -> str:
        """Both rates as shown."""
        if self.by_count is None:
            return "No bid has been decided yet."
        told = f"{self.won} of {counted(self.decided, 'bid')} won ({self.by_count}%)"
        if self.by_money is None:
            return f"{told}; their value is not known."
        told += f", and {self.by_money}% of the money"
        if not self.value_unknown:
            return f"{told}."
        return f"{told}; {counted(self.value_unknown, 'bid')} of unknown value left out of the money."


def win_rate(bids: Iterable[Decided]) -> WinRate:
    """Return the win rate by count and by money.

    Args:
        bids: Every bid won or lost.
    """
    found = tuple(bids)
    known = [bid for bid in found if bid.value is not None]
    return WinRate(
        won=sum(bid.won for bid in found),
        decided=len(found),
        won_value=sum(bid.value or 0 for bid in known if bid.won),
        decided_value=sum(bid.value or 0 for bid in known),
        value_unknown=len(found) - len(known),
    )


def _per_cent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None
