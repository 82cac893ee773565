"""What staff time is spent on: kept apart, so that bidding is never mixed with delivering or defending a service."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Purpose(StrEnum):
    """What a cost was for, in the ledger."""

    BIDDING = "bidding"
    REBIDDING = "re-bidding"
    CONSULTATION = "consultation"
    CHALLENGE = "challenge"
    DELIVERY = "delivery"
    TUPE = "tupe"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The purpose in plain words."""
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.BIDDING: "bidding for new work",
    Purpose.REBIDDING: "bidding again for a service we run",
    Purpose.CONSULTATION: "answering consultations",
    Purpose.CHALLENGE: "challenging decisions",
    Purpose.DELIVERY: "starting and monitoring contracts",
    Purpose.TUPE: "staff transfer (TUPE)",
    Purpose.OTHER: "other work",
}

BIDDING = frozenset({Purpose.BIDDING, Purpose.REBIDDING})
"""The purposes that a statement of bidding cost counts."""


class Activity(StrEnum):
    """What an entry of time was spent on."""

    FINDING = "finding"
    WRITING = "writing"
    CLARIFICATIONS = "clarifications"
    PRESENTATION = "presentation"
    CONSULTATION = "consultation"
    CHALLENGE = "challenge"
    REBID = "re-bid"
    MOBILISATION = "mobilisation"
    MONITORING = "monitoring"
    TUPE = "tupe"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The activity in plain words."""
        return _LABELS[self]

    @property
    def purpose(self) -> Purpose:
        """What it counts towards in the ledger."""
        return _TOWARDS[self]


_LABELS = {
    Activity.FINDING: "finding and deciding",
    Activity.WRITING: "writing the bid",
    Activity.CLARIFICATIONS: "clarification questions",
    Activity.PRESENTATION: "presentation or interview",
    Activity.CONSULTATION: "answering a consultation",
    Activity.CHALLENGE: "challenging a decision",
    Activity.REBID: "bidding again for our own service",
    Activity.MOBILISATION: "mobilisation",
    Activity.MONITORING: "contract monitoring",
    Activity.TUPE: "staff transfer (TUPE)",
    Activity.OTHER: "other",
}
_TOWARDS = {
    Activity.FINDING: Purpose.BIDDING,
    Activity.WRITING: Purpose.BIDDING,
    Activity.CLARIFICATIONS: Purpose.BIDDING,
    Activity.PRESENTATION: Purpose.BIDDING,
    Activity.CONSULTATION: Purpose.CONSULTATION,
    Activity.CHALLENGE: Purpose.CHALLENGE,
    Activity.REBID: Purpose.REBIDDING,
    Activity.MOBILISATION: Purpose.DELIVERY,
    Activity.MONITORING: Purpose.DELIVERY,
    Activity.TUPE: Purpose.TUPE,
    Activity.OTHER: Purpose.OTHER,
}

# Words that name an activity in a one-line entry or in another program's export; whole words, letter case ignored.
_WORDS = {
    Activity.FINDING: ("finding", "find", "deciding", "go/no-go", "scoping", "research", "opportunity"),
    Activity.WRITING: ("writing", "write", "drafting", "pricing", "costing", "budget", "method", "partnership", "bid"),
    Activity.CLARIFICATIONS: ("clarification", "clarifications", "cq", "cqs", "questions"),
    Activity.PRESENTATION: ("presentation", "interview", "pitch"),
    Activity.CONSULTATION: ("consultation", "consult"),
    Activity.CHALLENGE: ("challenge", "challenging", "appeal"),
    Activity.REBID: ("re-bid", "rebid", "rebidding", "re-bidding", "retender", "re-tender"),
    Activity.MOBILISATION: ("mobilisation", "mobilization", "mobilising", "set-up", "setup"),
    Activity.MONITORING: ("monitoring", "reporting", "returns", "kpi", "kpis"),
    Activity.TUPE: ("tupe", "transfer"),
}

_NAMED = {word: activity for activity, words in _WORDS.items() for word in words}
_MARKS = str.maketrans(",;.", "   ")
_APART = "\x1e"


def activity_named(text: str) -> Activity | None:
    """Return the activity that words name, or None; the first word that names one decides.

    Example:
        >>> activity_named("pricing with finance"), activity_named("tea") is None
        (<Activity.WRITING: 'writing'>, True)
    """
    for word in text.casefold().translate(_MARKS).split():
        if word in _NAMED:
            return _NAMED[word]
    return None


def activities_named(texts: Sequence[str]) -> list[Activity | None]:
    """Return what `activity_named` makes of each of many texts, folding all of them at one go."""
    lines = _APART.join(texts).casefold().translate(_MARKS).split(_APART)
    if len(lines) != len(texts):
        return [activity_named(text) for text in texts]
    strangers = _NAMED.keys().isdisjoint
    if strangers(chain.from_iterable(map(str.split, lines))):
        return [None] * len(texts)
    words = map(str.split, lines)
    return [None if strangers(said) else next(_NAMED[word] for word in said if word in _NAMED) for said in words]


def bid_purpose(activity: Activity, *, rebid: bool) -> Purpose:
    """Return what time on a bid counts towards: all bidding on a re-bid of the charity's own service is re-bidding.

    Args:
        activity: What was done.
        rebid: Whether the bid is for a service the charity already runs.
    """
    purpose = activity.purpose
    return Purpose.REBIDDING if rebid and purpose is Purpose.BIDDING else purpose
