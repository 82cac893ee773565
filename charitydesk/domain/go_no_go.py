"""Go or no-go: the weighted score of a bid, which factors cost the points, and the trustees' threshold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Sequence

BEST_SCORE = 5
_NAMED = 3


class Verdict(StrEnum):
    """What the score says; people decide."""

    GO = "go"
    NO_GO = "no-go"
    NOT_YET = "not-yet"

    @property
    def label(self) -> str:
        """The verdict in plain words."""
        return {"no-go": "no go", "not-yet": "not scored yet"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor.

    Args:
        name: What is judged.
        weight: How much it counts, 0 to 100.
        score: 0 (against) to 5 (for), or None while not scored.
    """

    name: str
    weight: int
    score: int | None

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= 100:
            raise ValueError("a weight lies between 0 and 100")
        if self.score is not None and not 0 <= self.score <= BEST_SCORE:
            raise ValueError(f"a score lies between 0 and {BEST_SCORE}")

    @property
    def points(self) -> int:
        """What it brings: weight times score."""
        return 0 if self.score is None else self.weight * self.score

    @property
    def most(self) -> int:
        """What it could bring."""
        return self.weight * BEST_SCORE

    @property
    def lost(self) -> int:
        """What it cost; nothing while not scored."""
        return 0 if self.score is None else self.most - self.points


@dataclass(frozen=True, slots=True)
class GoNoGo:
    """The score.

    Args:
        points: Sum of weight times score.
        most: What was to be had.
        per_cent: Points of most, rounded half up once.
        threshold: What the trustees ask for, in per cent.
        verdict: What that says.
        costly: The factors that cost points, those that cost most first.
        unscored: Factors with a weight and no score.
        sentence: All of it as shown.
    """

    points: int
    most: int
    per_cent: int
    threshold: int
    verdict: Verdict
    costly: tuple[Factor, ...]
    unscored: tuple[Factor, ...]
    sentence: str

    def share_lost(self, factor: Factor) -> int:
        """Return the percentage points a factor cost, rounded half up."""
        return _per_cent(factor.lost, self.most)


def score(factors: Sequence[Factor], threshold: int) -> GoNoGo:
    """Return what the factors say together.

    Args:
        factors: Each with its weight and score.
        threshold: Per cent of the points that the trustees ask for.
    """
    points, most = sum(factor.points for factor in factors), sum(factor.most for factor in factors)
    unscored = tuple(factor for factor in factors if factor.score is None and factor.weight)
    per_cent = _per_cent(points, most)
    costly = tuple(sorted((f for f in factors if f.lost), key=lambda f: -f.lost))
    # The exact sums decide, not the rounded figure shown.
    reached = points * 100 >= threshold * most
    verdict = Verdict.NOT_YET if unscored or not most else Verdict.GO if reached else Verdict.NO_GO
    told = _sentence(verdict, points, most, threshold, costly) if verdict is not Verdict.NOT_YET else _still(unscored)
    return GoNoGo(points, most, per_cent, threshold, verdict, costly, unscored, told)


def _per_cent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def _still(unscored: Sequence[Factor]) -> str:
    if not unscored:
        return "No factor has a weight yet."
    names = [factor.name for factor in unscored[:_NAMED]]
    more = len(unscored) - len(names)
    return f"Still to be scored: {and_list([*names, f'{more} more'] if more else names)}."


def _sentence(verdict: Verdict, points: int, most: int, threshold: int, costly: Sequence[Factor]) -> str:
    told = f"{_per_cent(points, most)}% of the points; the trustees ask for {threshold}%: {verdict.label}."
    if not costly:
        return f"{told} No factor cost any."
    cost = and_list([f"{factor.name} ({_per_cent(factor.lost, most)})" for factor in costly[:_NAMED]])
    return f"{told} What cost most, in percentage points: {cost}."
