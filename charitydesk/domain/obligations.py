"""What a contract obliges the charity to do: reports, meetings and other things that fall due."""

from __future__ import annotations

from enum import StrEnum


class ObligationKind(StrEnum):
    """What falls due."""

    REPORT = "report"
    MEETING = "meeting"
    DATA = "data"
    PAYMENT = "payment"
    INSURANCE = "insurance"
    REVIEW = "review"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return {"data": "data return"}.get(self.value, self.value)


class Recurrence(StrEnum):
    """How often it falls due."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """The recurrence in plain words."""
        return _RECURRENCE_LABELS[self]


_RECURRENCE_LABELS = {
    Recurrence.ONCE: "once",
    Recurrence.WEEKLY: "every week",
    Recurrence.MONTHLY: "every month",
    Recurrence.QUARTERLY: "every quarter",
    Recurrence.HALF_YEARLY: "every half-year",
    Recurrence.YEARLY: "every year",
}
