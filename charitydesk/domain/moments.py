"""When something happened, told as a date or a moment: the civil date in the United Kingdom decides."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.periods import check_date
from charitydesk.errors import BadInputError

UK = ZoneInfo("Europe/London")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def parse_date(text: str) -> date:
    """Return a date typed as `27/11/2026`, `27 Nov 2026` or `2026-11-27`, day before month.

    Raises:
        BadInputError: It is no date, or outside the years 1900 to 2199.
    """
    cleaned = text.strip()
    if _DATE.fullmatch(cleaned):
        try:
            return check_date(date.fromisoformat(cleaned))
        except ValueError:
            pass
    elif found := parse_uk_date(cleaned):
        return found
    raise BadInputError(f"“{text}” is not a date.", "Give day, month and year: 27/11/2026, 27 Nov 2026 or 2026-11-27.")


def parse_start(text: str) -> date | datetime:
    """Return a date or a moment typed as `2026-11-27`, `2026-11-27T17:30` or `2026-11-27T17:30+00:00`.

    Args:
        text: A date, or a date and time of day with or without an offset (`Z` is Greenwich).

    Raises:
        BadInputError: It is neither, or outside the years 1900 to 2199.
    """
    cleaned = text.strip()
    if _DATE.fullmatch(cleaned):
        return parse_date(cleaned)
    found = _MOMENT.fullmatch(cleaned.upper())
    if found:
        try:
            moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ''}")
        except ValueError:
            pass
        else:
            check_date(moment.date())
            return moment
    raise BadInputError(
        f"“{text}” is not a date or a date with a time.",
        "Write it as 2026-11-27, or 2026-11-27T17:30, or 2026-11-27T17:30+00:00.",
    )


def in_uk(moment: datetime) -> datetime:
    """Return a moment in United Kingdom time; one without an offset is taken to be in it already.

    Raises:
        BadInputError: Outside the years 1900 to 2199.
    """
    check_date(moment.date())
    return moment.replace(tzinfo=UK) if moment.tzinfo is None else moment.astimezone(UK)


def civil_date(start: date | datetime) -> date:
    """Return the date on which something happened in the United Kingdom.

    Example:
        >>> from datetime import UTC
        >>> civil_date(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)).isoformat()
        '2026-06-02'
    """
    return check_date(in_uk(start).date() if isinstance(start, datetime) else start)
