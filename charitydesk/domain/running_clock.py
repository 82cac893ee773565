"""A clock that runs: how much time is left, in words, and how another takes its place with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.wording import date_words, days_words, working_days_words

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.calendars import WorkingCalendar
    from charitydesk.domain.deadline import Deadline


class ClockState(StrEnum):
    """Where a clock stands on a day."""

    RUNNING = "running"
    LAST_SAFE_DAY = "last-safe-day"
    PAST_SAFE_DAY = "past-safe-day"
    DUE_TODAY = "due-today"
    MISSED = "missed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Supersession:
    """Why a clock stopped counting.

    Args:
        reason: One sentence, for example `The council withdrew the notice.`
        on: Civil date.
        by: The deadline that counts instead, or None when nothing does.
    """

    reason: str
    on: date
    by: Deadline | None = None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A deadline that somebody watches; it is never moved, only superseded.

    Args:
        deadline: As it was worked out.
        superseded: Why it no longer counts, or None while it does.
    """

    deadline: Deadline
    superseded: Supersession | None = None

    def supersede(self, reason: str, on: date, by: Deadline | None = None) -> RunningClock:
        """Return the clock stopped for a reason.

        Args:
            reason: One sentence.
            on: Civil date.
            by: The deadline that counts instead, or None.

        Raises:
            ValueError: No reason is given, or the clock was superseded before.
        """
        if not reason.strip():
            raise ValueError("a clock is superseded with a reason, never silently")
        if self.superseded is not None:
            raise ValueError("the clock was superseded before")
        return replace(self, superseded=Supersession(reason.strip(), on, by))

    def state(self, today: date) -> ClockState:
        """Return where the clock stands.

        Args:
            today: Civil date.
        """
        return ClockState.SUPERSEDED if self.superseded else state_of(self.deadline, today)


def state_of(deadline: Deadline, today: date) -> ClockState:
    """Return where a deadline stands on a day; for a step of the other side only its limit matters.

    Args:
        deadline: The deadline.
        today: Civil date.
    """
    if today > deadline.deadline:
        return ClockState.MISSED
    ours = deadline.whose == "us"
    if today == deadline.deadline and not (ours and today == deadline.last_safe_day):
        return ClockState.DUE_TODAY
    if ours and today >= deadline.last_safe_day:
        return ClockState.LAST_SAFE_DAY if today == deadline.last_safe_day else ClockState.PAST_SAFE_DAY
    return ClockState.RUNNING


def time_left_words(deadline: Deadline, today: date, calendar: WorkingCalendar) -> str:
    """Return how much time is left, a phrase that stands alone.

    Args:
        deadline: The deadline.
        today: Civil date.
        calendar: The working days of the nation concerned.
    """
    limit = deadline.deadline
    ours = deadline.whose == "us"
    match state_of(deadline, today):
        case ClockState.MISSED:
            late = days_words((today - limit).days)
            return f"out of time by {late}" if ours else f"overdue by {late}"
        case ClockState.DUE_TODAY:
            return "today is the outer limit" if ours else "due today"
        case ClockState.LAST_SAFE_DAY:
            return "today is the last safe day"
        case ClockState.PAST_SAFE_DAY:
            return f"past the last safe day; the outer limit is {date_words(limit)}"
        case _:
            end = deadline.last_safe_day if ours else limit
            left = calendar.guessing_earlier().working_days_after(today, end)
            if left == 0:
                return f"no working day left before {date_words(end)}"
            return f"{working_days_words(left)} left" if ours else f"due in {working_days_words(left)}"
