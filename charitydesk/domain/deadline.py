"""A worked-out deadline: what every clock answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from charitydesk.domain.ids import RuleId


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a clock answers, with its working.

    Args:
        rule: The rule's id.
        title: The step in plain words, for example `Authority must answer the request`.
        started: The start event's civil date.
        start_event: What started it, in words.
        deadline: The legal outer limit, a civil date.
        last_safe_day: The last working day on which the step is surely in time; before the outer limit where the rule
            or the calendar makes the outer limit unsafe. Where the other side must act, the last working day up to
            the limit: nobody is overdue before the limit itself has passed.
        deadline_at: The last whole minute with its offset where the rule has a time of day, else None.
        act_by: An earlier date to act by (judicial review: six weeks), else None.
        how: How it was counted, one or two sentences that name the rule, the start event and the days skipped.
        skipped: Each weekday not counted with its holiday's name, for example `("2026-12-25", "Christmas Day")`.
        if_missed: What happens if it is missed.
        whose: Who must act: `us`, `them`.
        provisions: Register ids the rule rests on.
        confidence: How surely the rule is known: `verified`, `reported` or `recalled`.
        provisional: True when a date lies beyond the published bank holidays.
        notes: Cautions, each a sentence.
        other_dates: Further dates that go with it, each with what it is (judicial review of an award: 30 days).
    """

    rule: RuleId
    title: str
    started: date
    start_event: str
    deadline: date
    last_safe_day: date
    deadline_at: datetime | None
    act_by: date | None
    how: str
    skipped: tuple[tuple[date, str], ...]
    if_missed: str
    whose: str
    provisions: tuple[str, ...]
    confidence: str
    provisional: bool
    notes: tuple[str, ...]
    other_dates: tuple[tuple[str, date], ...] = ()

    def days_left(self, today: date) -> int:
        """Return the calendar days from today to the outer limit; negative once it has passed.

        Args:
            today: Civil date.
        """
        return (self.deadline - today).days

    def is_overdue(self, today: date) -> bool:
        """Return whether the outer limit has passed.

        Args:
            today: Civil date.
        """
        return today > self.deadline
