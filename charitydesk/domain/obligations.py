"""What a contract obliges the charity to do: reports, meetings and other things that fall due."""

from __future__ import annotations

from calendar import monthrange
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.periods import Period, Unit, add_days, add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.calendars import WorkingCalendar


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

_MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: 12,
}


def next_due(due: date, recurrence: Recurrence, anchor_day: int | None = None) -> date | None:
    """Return when it next falls due, or None when it does so once.

    Args:
        due: Civil date on which it fell due.
        recurrence: How often.
        anchor_day: Day of the month it is meant to fall on, where a short month pulled it earlier.

    Raises:
        BadInputError: The answer lies outside 1900 to 2199.

    Example:
        >>> from datetime import date
        >>> next_due(date(2026, 2, 28), Recurrence.MONTHLY, 31).isoformat()
        '2026-03-31'
    """
    if recurrence is Recurrence.ONCE:
        return None
    if recurrence is Recurrence.WEEKLY:
        return add_days(due, 7)
    following = add_months(due.replace(day=1), _MONTHS[recurrence])
    return following.replace(day=min(anchor_day or due.day, monthrange(following.year, following.month)[1]))


def lead_days(due: date, lead_times: Sequence[Period], calendar: WorkingCalendar) -> tuple[date, ...]:
    """Return the days on which to be reminded, earliest first and each once; never after the day itself.

    Args:
        due: Civil date on which it falls due.
        lead_times: How long before, several each.
        calendar: Working days, for lead times counted in them.

    Raises:
        BadInputError: A day lies outside 1900 to 2199.
    """
    return tuple(sorted({_before(due, lead, calendar) for lead in lead_times}))


def _before(due: date, lead: Period, calendar: WorkingCalendar) -> date:
    match lead.unit:
        case Unit.DAYS:
            return add_days(due, -lead.amount)
        case Unit.WEEKS:
            return add_days(due, -7 * lead.amount)
        case Unit.WORKING_DAYS:
            return calendar.guessing_earlier().add_working_days(due, -lead.amount)
        case Unit.MONTHS:
            return add_months(due, -lead.amount)
        case Unit.YEARS:
            return add_months(due, -12 * lead.amount)
