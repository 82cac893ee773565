"""When a bid must be in: the closing time exactly as given, told in words, with what to beware of.

The text is kept to the offset, because a buyer's `12:00+00:00` in July is 1pm in the United Kingdom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.moments import in_uk
from charitydesk.domain.periods import check_date
from charitydesk.domain.wording import date_words, moment_words, time_words, weekday_name
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.calendars import WorkingCalendar

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_TYPED = re.compile(
    r"(?P<day>.+?)(?:\s*(?:,|\bat\b|\s)\s*(?P<time>noon|midday|12 ?noon|\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?))?",
    re.ASCII | re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.ASCII | re.IGNORECASE)
_OFFICE_OPENS, _OFFICE_CLOSES = time(9), time(17)


@dataclass(frozen=True, slots=True)
class ClosingTime:
    """A closing time.

    Args:
        text: As given, to the offset.
        on: Civil date in the United Kingdom.
        at: The moment, in the offset given; None where no time of day is given.
        offset_given: Whether the text names an offset; without one the time is United Kingdom time.
    """

    text: str
    on: date
    at: datetime | None = None
    offset_given: bool = False

    @property
    def uk(self) -> datetime | None:
        """The moment in United Kingdom time."""
        return None if self.at is None else in_uk(self.at)


def read_closing(text: str) -> ClosingTime | None:
    """Return a closing time as a file gives it or a person types it; None for an empty text.

    Args:
        text: `2026-11-27`, `2026-11-27T12:00:00+00:00`, `27/11/2026 12 noon`, `Fri 27 Nov 2026 5.30pm` and the like.

    Raises:
        BadInputError: It is no date with or without a time, or outside the years 1900 to 2199.

    Example:
        >>> read_closing("2026-07-03T12:00:00+00:00").uk.isoformat(), read_closing("27/11/2026 12 noon").text
        ('2026-07-03T13:00:00+01:00', '2026-11-27T12:00')
    """
    cleaned = " ".join(text.split())
    if not cleaned:
        return None
    if found := _ISO.fullmatch(cleaned):
        return _iso(cleaned, found)
    return _typed(cleaned)


def _wrong(text: str) -> BadInputError:
    short = text if len(text) <= 40 else f"{text[:40]}…"
    return BadInputError(
        f"“{short}” is not a date with or without a time.",
        "Write it as `27/11/2026 12:00`, or as `2026-11-27T12:00:00+00:00`.",
    )


def _iso(text: str, found: re.Match[str]) -> ClosingTime:
    try:
        day = check_date(date.fromisoformat(found[1]))
        if found[2] is None:
            return ClosingTime(text, day)
        offset = (found[5] or "").upper()
        at = datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3]}:{found[4] or '00'}{offset}")
    except ValueError:
        raise _wrong(text) from None
    return ClosingTime(text, in_uk(at).date(), at if offset else in_uk(at), offset_given=bool(offset))


def _typed(text: str) -> ClosingTime:
    if day := parse_uk_date(text):
        return ClosingTime(day.isoformat(), day)
    found = _TYPED.fullmatch(text)
    day = parse_uk_date(found["day"].strip(" ,")) if found else None
    if found is None or day is None or found["time"] is None:
        raise _wrong(text)
    at = _clock(found["time"])
    if at is None:
        raise _wrong(text)
    return ClosingTime(f"{day.isoformat()}T{at:%H:%M}", day, in_uk(datetime.combine(day, at)))


def _clock(text: str) -> time | None:
    if text.lower().replace(" ", "") in {"noon", "midday", "12noon"}:
        return time(12)
    found = _CLOCK.fullmatch(text.strip())
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def closing_words(closing: ClosingTime) -> str:
    """Return a closing time in words; where the offset given is not the United Kingdom's that day, both are told.

    Example:
        >>> closing_words(read_closing("2026-11-27T12:00:00Z"))
        'Fri 27 Nov 2026, 12 noon'
        >>> closing_words(read_closing("2026-07-03T12:00:00Z"))
        'Fri 3 Jul 2026, 1pm (given as 12 noon, UTC)'
    """
    uk = closing.uk
    if uk is None or closing.at is None:
        return date_words(closing.on)
    if closing.at.utcoffset() == uk.utcoffset():
        return moment_words(uk)
    given = time_words(closing.at) if closing.at.date() == uk.date() else moment_words(closing.at)
    return f"{moment_words(uk)} (given as {given}, {offset_words(closing.at)})"


def closing_in_full(closing: ClosingTime) -> str:
    """Return a closing time in words with the offset it was given in, or that none was given.

    Example:
        >>> closing_in_full(read_closing("2026-07-03T12:00:00+01:00"))
        'Fri 3 Jul 2026, 12 noon (given in UTC+1)'
        >>> closing_in_full(read_closing("2026-07-03T12:00"))
        'Fri 3 Jul 2026, 12 noon (taken as United Kingdom time)'
    """
    words = closing_words(closing)
    if closing.at is None:
        return f"{words} (no time of day given)"
    if not closing.offset_given:
        return f"{words} (taken as United Kingdom time)"
    return words if words.endswith(")") else f"{words} (given in {offset_words(closing.at)})"


def offset_words(moment: datetime) -> str:
    """Return the offset of a moment from UTC: `UTC`, `UTC+1`, `UTC-3:30`."""
    offset = moment.utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"


def offset_warning(closing: ClosingTime) -> str:
    """Return what to beware of where the offset given makes a closing time later here than its own clock says.

    Public Contracts Scotland writes noon on a day in May as `12:00:00Z`: noon there, and not the 1pm that UTC makes.

    Args:
        closing: The closing time.

    Returns:
        One full sentence or two; empty where there is nothing to beware of.
    """
    uk, at = closing.uk, closing.at
    if uk is None or at is None or at.replace(tzinfo=None) >= uk.replace(tzinfo=None):
        return ""
    given = time_words(at) if at.date() == uk.date() else moment_words(at)
    return (
        f"The notice says {given} in {offset_words(at)}, which is {time_words(uk)} here. Portals often publish their "
        f"local time as if it were UTC: look at the portal's own page, and until it says {time_words(uk)} have the "
        f"bid in by {given}."
    )


def closing_warnings(closing: ClosingTime, calendar: WorkingCalendar) -> tuple[str, ...]:
    """Return what to beware of in a closing time, a full sentence each.

    Args:
        closing: The closing time.
        calendar: Working days where the buyer sits.
    """
    found: list[str] = []
    day, uk = closing.on, closing.uk
    if uk is None:
        found.append("No time of day is given: find out when on that day it closes, and until then take 12 noon.")
    elif uk.time() == time(0):
        found.append(
            f"12 midnight on {date_words(day)} is the very start of that day: work to the evening before, and ask the "
            "buyer what is meant."
        )
    elif uk.time() >= time(23, 59):
        found.append(
            "It closes one minute before midnight, when nobody answers the portal's help line: send it by day."
        )
    elif not _OFFICE_OPENS <= uk.time() <= _OFFICE_CLOSES:
        found.append(f"It closes at {time_words(uk)}, outside office hours: the portal's help line may be shut.")
    if beware := offset_warning(closing):
        found.append(beware)
    if uk is not None and not closing.offset_given and _clocks_change(uk):
        found.append("The clocks change on that day and no offset is given: ask the buyer which time is meant.")
    known = calendar.guessing_earlier()
    holiday = known.holiday_name(day)
    if day.weekday() >= 5:
        found.append(f"It falls on a {weekday_name(day)}: nobody may be there to help if the portal fails.")
    elif holiday:
        found.append(f"It falls on a bank holiday ({holiday}): nobody may be there to help if the portal fails.")
    if found and not known.is_working_day(day):
        found.append(f"The working day before is {date_words(known.add_working_days(day, -1))}.")
    return tuple(found)


def _clocks_change(uk: datetime) -> bool:
    start = uk.replace(hour=0, minute=0)
    return start.utcoffset() != uk.replace(hour=23, minute=59).utcoffset()


def later_than(closing: ClosingTime, dates: Iterable[tuple[str, ClosingTime]]) -> tuple[str, ...]:
    """Return a sentence for every internal date after the deadline; of one day, times decide if both are known.

    Args:
        closing: The deadline.
        dates: What each date is called, and the date.
    """
    found: list[str] = []
    for name, own in dates:
        both = own.at is not None and closing.at is not None
        late = own.at > closing.at if both and own.at and closing.at else own.on > closing.on
        if late:
            found.append(f"{name} ({closing_words(own)}) is later than the deadline ({closing_words(closing)}).")
    return tuple(found)
