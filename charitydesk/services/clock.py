"""The only place that asks the computer what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """Return the present moment, zoned."""
        ...

    def today(self) -> date:
        """Return today's civil date in the United Kingdom."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's civil date in the United Kingdom."""
        return _uk_date(self.now())


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: for tests, pictures and working out what was true on a day.

    Args:
        moment: A zoned moment.
    """

    moment: datetime

    def now(self) -> datetime:
        """Return the fixed moment."""
        return self.moment

    def today(self) -> date:
        """Return the fixed moment's civil date in the United Kingdom."""
        return _uk_date(self.moment)


def _uk_date(moment: datetime) -> date:
    from charitydesk.domain.moments import UK  # noqa: PLC0415 - a zone is read from a file, and the window is waiting

    return moment.astimezone(UK).date()
