"""People, their roles, and what may be told of their pay.

Only the finance view shows what a named person costs. Everywhere else stand role averages, and where one person alone
holds a role, a band of its hourly cost. Money stays exact, for it must add up; so wherever hours would tell one
person's hourly cost they are given as a range, the money divided by the band. Such a range says nothing that the money
and the band do not say already, however many of them are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, TypeAlias

from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.ids import PersonId, RoleId

Band: TypeAlias = tuple[int, int]
"""Whole pounds an hour: from the first up to the second."""

_EDGES = (0, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500)
_LOOSE = 10 * 60
"""Minutes to which time that has no cost yet is given, where one person's pay could be told from it later."""


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
        paid_minutes: The part whose cost is known and not nothing.
        people: The paid people behind it.
        unrated: Minutes whose cost is not known yet.
    """

    role: RoleId | None
    title: str
    front_line: bool
    minutes: int
    paid_minutes: int
    cost: Fraction
    people: frozenset[PersonId]
    unrated: int = 0

    @property
    def unpaid(self) -> int:
        """Minutes of unpaid time."""
        return self.minutes - self.paid_minutes - self.unrated

    @property
    def costs(self) -> bool:
        """Whether any of it costs money that is known."""
        return bool(self.people) and self.paid_minutes > 0 and self.cost > 0

    @property
    def alone(self) -> bool:
        """Whether one paid person alone stands behind it."""
        return len(self.people) == 1

    @property
    def hourly(self) -> Fraction:
        """Exact pence an hour; only where it costs money."""
        return self.cost * 60 / self.paid_minutes

    @property
    def pounds_an_hour(self) -> int:
        """Its average to the pound."""
        return int(self.hourly / 100 + Fraction(1, 2))

    @property
    def band(self) -> Band:
        """The band of its hourly cost: of what is told of it, so to the pound where two or more hold it."""
        return pay_band(self.hourly if self.alone else Fraction(self.pounds_an_hour * 100))


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role as a screen, letter or statement may show it.

    Args:
        title: As shown.
        hours: Hours in words, a range where one paid person stands behind them.
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


def pay_band(pence_an_hour: Fraction) -> Band:
    """Return the band that an hour's cost lies in.

    Example:
        >>> pay_band(Fraction(2678)), pay_band(Fraction(6000)), pay_band(Fraction(100_00_00))
        ((20, 30), (50, 75), (10000, 15000))
    """
    edges, scale = _EDGES, 1
    while pence_an_hour >= edges[-1] * scale * 100:
        edges, scale = (0, 50, 75, 100, 150, 200, 300, 500), scale * 10
    low = max(edge for edge in edges if edge * scale * 100 <= pence_an_hour)
    return low * scale, edges[edges.index(low) + 1] * scale


def rate_band(pence_an_hour: Fraction) -> str:
    """Return an hour's cost as a band of whole pounds.

    Example:
        >>> rate_band(Fraction(2678))
        '£20 to £30 an hour'
    """
    low, high = pay_band(pence_an_hour)
    return f"£{low:,} to £{high:,} an hour"


def hull(*bands: Band) -> Band:
    """Return the band that holds others."""
    return min(low for low, _ in bands), max(high for _, high in bands)


def hours_span(time: Fraction, band: Band) -> tuple[Fraction, Fraction | None]:
    """Return the least and most hours that money stands for at a band; None where there is no most."""
    low, high = band
    return time / (high * 100), (time / (low * 100) if low else None)


def range_words(least: Fraction, most: Fraction | None) -> str:
    """Return a range of hours, widened to whole hours.

    Example:
        >>> range_words(Fraction(19, 3), Fraction(19, 2)), range_words(Fraction(1, 2), Fraction(2))
        ('6 to 10 hours', 'up to 2 hours')
    """
    low = floor(least)
    if most is None:
        return f"{low:,} hours or more"
    high = max(ceil(most), low + 1)
    return f"{low:,} to {high:,} hours" if low > 0 else f"up to {high:,} hour{'s' if high > 1 else ''}"


def ranged_hours(time: Fraction, band: Band, *, sure: int = 0, unrated: int = 0) -> str:
    """Return hours as a range that says no more than the money beside them.

    Args:
        time: Exact pence of the paid time.
        band: Pounds an hour.
        sure: Minutes of unpaid time, which tell nothing of pay.
        unrated: Minutes whose cost is not known yet, given to ten hours.

    Example:
        >>> ranged_hours(Fraction(190_00), (20, 30)), ranged_hours(Fraction(190_00), (20, 30), sure=60)
        ('6 to 10 hours', '7 to 11 hours')
    """
    if time < 0:
        return f"{ranged_hours(-time, band)} taken back"
    least, most = hours_span(time, band)
    loose = (unrated // _LOOSE * 10, -(-unrated // _LOOSE) * 10)
    extra = Fraction(sure, 60)
    return range_words(least + extra + loose[0], None if most is None else most + extra + loose[1])


def role_lines(roles: Sequence[RoleSum]) -> tuple[RoleLine, ...]:
    """Return roles as anything outside the finance view shows them, most time first."""
    return tuple(_line(role) for role in sorted(roles, key=lambda role: (-role.minutes, role.title)))


def _line(role: RoleSum) -> RoleLine:
    if not role.costs:
        return RoleLine(role.title, hours_words(role.minutes), "")
    if role.alone:
        hours = ranged_hours(role.cost, role.band, sure=role.unpaid, unrated=role.unrated)
        return RoleLine(role.title, hours, rate_band(role.hourly))
    # To the pound: two people and an average to the penny would tell each of them what the other earns.
    average = f"about £{role.pounds_an_hour:,} an hour, {counted(len(role.people), 'person', 'people')}"
    return RoleLine(role.title, hours_words(role.minutes), average)


def told_band(roles: Sequence[RoleSum]) -> Band | None:
    """Return the band that everything told of roles' hourly costs lies in, or None where nothing costs money."""
    bands = [role.band for role in roles if role.costs]
    return hull(*bands) if bands else None


def hours_of_roles(roles: Sequence[RoleSum]) -> str:
    """Return all time of roles in words: exact where no role is one person's, else the sum of what is told of each."""
    alone = [role for role in roles if role.costs and role.alone]
    if not alone:
        return hours_words(sum(role.minutes for role in roles))
    sure = Fraction(sum(role.minutes - (role.paid_minutes if role in alone else 0) for role in roles), 60)
    spans = [hours_span(role.cost, role.band) for role in alone]
    most = [high for _, high in spans if high is not None]
    return range_words(sure + sum(low for low, _ in spans), sure + sum(most) if len(most) == len(spans) else None)


def front_line_hours(roles: Sequence[RoleSum]) -> str:
    """Return the time of roles that work with the people the charity serves, in words; empty for none."""
    front = [role for role in roles if role.front_line and role.minutes > 0]
    return hours_of_roles(front) if front else ""


def in_post(on: date, started_on: date | None, left_on: date | None) -> bool:
    """Return whether somebody worked for the charity on a civil date; dates not known do not exclude."""
    return (started_on is None or started_on <= on) and (left_on is None or on <= left_on)
