"""A bid: the stages it goes through."""

from __future__ import annotations

from enum import StrEnum


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
