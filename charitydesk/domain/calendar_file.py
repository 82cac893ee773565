"""What a calendar file holds: one entry for each date that matters, the same entry each time it is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from charitydesk.domain.moments import UK

if TYPE_CHECKING:
    from collections.abc import Iterable

MORNING = timedelta(hours=9)
"""Reminders of a whole day ring at nine, not at midnight."""

CLOSING_ALARMS = (timedelta(days=7), timedelta(days=1), timedelta(hours=2))
"""Before a closing time with a time of day."""

DAY_ALARMS = (7, 1)
"""Days before a date that has no reminders of its own."""

SAY_NO_ALARMS = (28, 7, 1)
"""Days before the last safe day to say no: time to ask the trustees."""


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """A date that matters.

    Args:
        owner_table: The table of the record it belongs to.
        owner_id: The record.
        part: Which of its dates.
        title: What is due, as the calendar shows it.
        starts: A civil date, or a zoned moment.
        details: What else there is to know.
        alarms: How long before to be reminded: before the moment, or before nine in the morning of the day.
        link: A page to open, or empty.
        live: Whether it still stands; what is done or gone is cancelled where a calendar knows of it.
    """

    owner_table: str
    owner_id: int
    part: str
    title: str
    starts: date | datetime
    details: str = ""
    alarms: tuple[timedelta, ...] = ()
    link: str = ""
    live: bool = True

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from every other."""
        return (self.owner_table, self.owner_id, self.part)

    @property
    def digest(self) -> str:
        """A short text that differs whenever anything a calendar shows differs."""
        alarms = ",".join(str(int(alarm.total_seconds())) for alarm in self.alarms)
        parts = (self.title, self.starts.isoformat(), self.details, alarms, self.link, str(self.live))
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", errors="replace")).hexdigest()[:32]

    @property
    def local(self) -> date | datetime:
        """When it starts, a moment in United Kingdom time."""
        return self.starts.astimezone(UK) if isinstance(self.starts, datetime) else self.starts

    @property
    def triggers(self) -> tuple[timedelta, ...]:
        """When its alarms ring, from its start: before it when negative."""
        shift = timedelta() if isinstance(self.starts, datetime) else MORNING
        return tuple(sorted({shift - alarm for alarm in self.alarms}))


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An item as it is written.

    Args:
        item: The date that matters.
        uid: Its name in every calendar, for ever.
        sequence: How often it has changed since it was first written.
        changed_on: Civil date of the last change.
    """

    item: CalendarItem
    uid: str
    sequence: int
    changed_on: date


def days_before(days: Iterable[int]) -> tuple[timedelta, ...]:
    """Return whole days as reminders."""
    return tuple(timedelta(days=number) for number in days)


def reminders(due: date, on: Iterable[date]) -> tuple[timedelta, ...]:
    """Return reminders that ring on given days before a day.

    Example:
        >>> reminders(date(2026, 11, 27), [date(2026, 11, 20)])
        (datetime.timedelta(days=7),)
    """
    return tuple(due - day for day in on if day <= due)
