"""People, their roles, and what may be told of their pay.

Only the finance view shows what a named person costs. Everywhere else stand role averages, and where one person alone
stands behind a figure, bands: hours to the ten, an hour's cost to ten pounds. Money itself stays exact, for it must add
up; with the hours banded, no hourly cost can be worked back from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.ids import PersonId, RoleId

HOURS_BAND = 10
"""Hours: the width of the band shown where one paid person's time is behind a figure."""

RATE_BAND = 10
"""Pounds an hour: the width of the band shown where one paid person's cost is behind an average."""


class PersonKind(StrEnum):
    """How somebody works for the charity."""

    EMPLOYEE = "employee"
    FREELANCE = "freelance"
    VOLUNTEER = "volunteer"
    TRUSTEE = "trustee"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return self.value

    @property
    def unpaid(self) -> bool:
        """Whether their time is counted in hours and not in money."""
        return self in {PersonKind.VOLUNTEER, PersonKind.TRUSTEE}


@dataclass(frozen=True, slots=True)
class RoleSum:
    """One role's time behind a figure.

    Args:
        role: Its id, or None where somebody has none.
        title: As shown.
        front_line: Whether it works with the people the charity serves.
        minutes: All its time.
        cost: Exact pence of its paid time.
        paid_minutes: The part that costs money.
        people: The paid people behind it.
    """

    role: RoleId | None
    title: str
    front_line: bool
    minutes: int
    paid_minutes: int
    cost: Fraction
    people: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role as a screen, letter or statement may show it.

    Args:
        title: As shown.
        hours: Hours in words, banded where one paid person stands behind them.
        average: An hour's full cost in words: an average, or a band; empty for unpaid time.
    """

    title: str
    hours: str
    average: str


def hours_words(minutes: int) -> str:
    """Return minutes as hours and minutes.

    Example:
        >>> hours_words(90), hours_words(60), hours_words(5), hours_words(-90)
        ('1 h 30 min', '1 h', '5 min', '-1 h 30 min')
    """
    sign, (hours, rest) = "-" if minutes < 0 else "", divmod(abs(minutes), 60)
    parts = ([f"{hours:,} h"] if hours or not rest else []) + ([f"{rest} min"] if rest else [])
    return sign + " ".join(parts)


def hours_band(minutes: int) -> str:
    """Return hours as a band, where exact hours would tell one person's pay.

    Example:
        >>> hours_band(90), hours_band(12 * 60)
        ('up to 10 hours', '10 to 20 hours')
    """
    low = max(0, minutes - 1) // (HOURS_BAND * 60) * HOURS_BAND
    return f"{low:,} to {low + HOURS_BAND:,} hours" if low else f"up to {HOURS_BAND} hours"


def shown_hours(minutes: int, paid_people: int) -> str:
    """Return hours as anything outside the finance view shows them.

    Args:
        minutes: The time.
        paid_people: How many paid people stand behind it.
    """
    return hours_band(minutes) if paid_people == 1 else hours_words(minutes)


def rate_band(pence_an_hour: Fraction) -> str:
    """Return an hour's cost as a band of whole pounds.

    Example:
        >>> rate_band(Fraction(2678))
        '£20 to £30 an hour'
    """
    low = int(pence_an_hour // (RATE_BAND * 100)) * RATE_BAND
    return f"£{low:,} to £{low + RATE_BAND:,} an hour"


def role_lines(roles: Sequence[RoleSum]) -> tuple[RoleLine, ...]:
    """Return roles as anything outside the finance view shows them, most time first."""
    return tuple(_line(role) for role in sorted(roles, key=lambda role: (-role.minutes, role.title)))


def _line(role: RoleSum) -> RoleLine:
    if not role.people or role.paid_minutes <= 0:
        return RoleLine(role.title, hours_words(role.minutes), "")
    hourly = role.cost * 60 / role.paid_minutes
    if len(role.people) == 1:
        return RoleLine(role.title, hours_band(role.minutes), rate_band(hourly))
    # To the pound: two people and an average to the penny would tell each of them what the other earns.
    average = f"about £{int(hourly / 100 + Fraction(1, 2)):,} an hour, {counted(len(role.people), 'person', 'people')}"
    return RoleLine(role.title, hours_words(role.minutes), average)


def front_line_hours(roles: Sequence[RoleSum]) -> str:
    """Return the time of roles that work with the people the charity serves, in words; empty for none."""
    front = [role for role in roles if role.front_line and role.minutes > 0]
    paid = {person for role in front for person in role.people}
    return shown_hours(sum(role.minutes for role in front), len(paid)) if front else ""


def in_post(on: date, started_on: date | None, left_on: date | None) -> bool:
    """Return whether somebody worked for the charity on a civil date; dates not known do not exclude."""
    return (started_on is None or started_on <= on) and (left_on is None or on <= left_on)
