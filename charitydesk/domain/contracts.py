"""A contract or grant the charity holds: how far it has got, and what may change about it."""

from __future__ import annotations

from enum import StrEnum


class ContractStatus(StrEnum):
    """How far a contract has got."""

    AGREED = "agreed"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The status in plain words."""
        return _STATUS_LABELS[self]

    @property
    def held(self) -> bool:
        """Whether the charity holds it now or has it agreed."""
        return self is not ContractStatus.ENDED


_STATUS_LABELS = {
    ContractStatus.AGREED: "agreed, not started",
    ContractStatus.RUNNING: "running",
    ContractStatus.ENDING: "notice given",
    ContractStatus.ENDED: "ended",
}


class VariationStatus(StrEnum):
    """How far a change to a contract has got."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The status in plain words."""
        return self.value
