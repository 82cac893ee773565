"""What exports of time trackers say: lengths, times of day, and Timewarrior's intervals as a table.

Toggl, Clockify and Kimai write tables, which the common import reads by their headings. Timewarrior writes intervals,
as JSON or as its own lines; these become a table like the others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from charitydesk.domain.imports.values import GivenMoment, NotReadError, read_moment, read_text, read_time
from charitydesk.domain.moments import in_uk, parse_start
from charitydesk.domain.timelog import LONGEST_ENTRY, UK_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*(?:h|hrs?|hours?)?", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:(\d+)\s*h(?:rs?|ours?)?)?\s*(?:(\d+)\s*(?:m(?:ins?|inutes?)?)?)?\s*(?:(\d+)\s*s(?:ecs?|econds?)?)?",
    re.IGNORECASE,
)
_LONGEST_CELL = 40


def read_length(cell: object) -> int:
    """Return whole minutes, seconds rounded half up; a bare number is hours.

    Args:
        cell: `1:30`, `01:29:31`, `1h30`, `1.5`, `90m`, or a spreadsheet's own time.

    Raises:
        NotReadError: It is no length, or none that an entry can have.

    Example:
        >>> [read_length(cell) for cell in ("1:30", "1h30", "1,5", "90 min", "01:29:31", time(0, 45))]
        [90, 90, 90, 90, 90, 45]
    """
    return _in_a_day((_seconds(cell) + 30) // 60)


def read_minutes(cell: object) -> int:
    """Return whole minutes; a bare number is minutes.

    Raises:
        NotReadError: It is no length, or none that an entry can have.
    """
    text = read_text(cell)
    return _in_a_day(int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else read_length(cell)


def _in_a_day(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_ENTRY:
        raise NotReadError("not from one minute to the length of a day")
    return minutes


def _seconds(cell: object) -> int:
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    text = read_text(cell)
    if len(text) <= _LONGEST_CELL:
        if number := _NUMBER.fullmatch(text):
            return int(Decimal(number[1].replace(",", ".")) * 3600)
        if (found := _CLOCK.fullmatch(text)) and int(found[2]) < 60 and int(found[3] or 0) < 60:
            return _told(found)
        if (found := _PARTS.fullmatch(text)) and any(found.groups()):
            return _told(found)
    raise NotReadError("not a length such as 1:30, 1h30 or hours")


def _told(found: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def read_clock(cell: object) -> time | GivenMoment:
    """Return when something began or ended: a time of day, or a whole moment.

    Raises:
        NotReadError: It is neither.
    """
    try:
        return read_moment(cell) if isinstance(cell, datetime) else read_time(cell)
    except NotReadError:
        given = read_moment(cell)
        if given.at is None:
            raise NotReadError("not a time of day") from None
        return given


def moment_of(day: date, at: time | GivenMoment) -> datetime:
    """Return the moment, UTC, that a time of day on a civil day is in the United Kingdom.

    Args:
        day: Civil date.
        at: As `read_clock` gave it; a whole moment tells its own day.
    """
    if isinstance(at, time):
        return datetime.combine(day, at, ZoneInfo(UK_ZONE)).astimezone(UTC)
    start = parse_start(at.text)
    return in_uk(start if isinstance(start, datetime) else datetime.combine(start, time())).astimezone(UTC)


def minutes_between(day: date, start: time | GivenMoment, end: time | GivenMoment) -> int:
    """Return the whole minutes from a beginning to an end, which may be after midnight.

    Args:
        day: Civil date on which it began.
        start: As `read_clock` gave it.
        end: The same.
    """
    first, last = moment_of(day, start), moment_of(day, end)
    if last < first and isinstance(end, time):
        last = moment_of(day + timedelta(days=1), end)
    return int(((last - first).total_seconds() + 30) // 60)


def import_keys(told: Iterable[Sequence[str]]) -> list[str]:
    """Return what tells each row apart when its file is read again; rows that say the same are numbered.

    Args:
        told: What each row says, in the file's order.
    """
    keys = [
        hashlib.blake2b(line.encode(errors="replace"), digest_size=12).hexdigest() for line in map("\x1f".join, told)
    ]
    if len(set(keys)) == len(keys):
        return keys
    seen: Counter[str] = Counter()
    for at, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:
            keys[at] = f"{key}:{seen[key]}"
    return keys


@dataclass(frozen=True, slots=True)
class _Interval:
    """An interval as Timewarrior writes it; moments as `20260701T080000Z`, empty where it has none."""

    start: str = ""
    end: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


_HEADINGS = ("Date", "Start", "End time", "Project", "Note")
_STAMP = "%Y%m%dT%H%M%SZ"
_LINE = re.compile(r"inc (\d{8}T\d{6}Z)(?: - (\d{8}T\d{6}Z))?(?: # (.*))?")
_FIRST_LINE = re.compile(r"inc \d{8}T\d{6}Z\b")
_FIRST_ENTRY = re.compile(r'\[\s*\{[^{}\[\]]{0,200}"start"\s*:')


def timewarrior_table(text: str) -> list[list[str]] | None:
    """Return an export or a data file of Timewarrior as a table with headings, or None when it is neither.

    Each interval's first tag is what it was for; its other tags and its annotation are the note. An interval that
    still runs has no end, so the import asks for it.

    Args:
        text: The whole file.
    """
    body = text.lstrip("\ufeff \t\r\n")
    if _FIRST_ENTRY.match(body):
        found: list[_Interval | str] | None = _exported(body)
    elif _FIRST_LINE.match(body):
        found = [_line(line) for line in text.splitlines()]
    else:
        return None
    return None if found is None else [list(_HEADINGS), *(_cells(one) for one in found)]


def _exported(body: str) -> list[_Interval | str] | None:
    try:
        content: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return [_entry(one) for one in cast("list[object]", content)]


def _entry(entry: object) -> _Interval | str:
    if not isinstance(entry, dict):
        return str(entry)
    values = cast("dict[str, object]", entry)
    raw = values.get("tags")
    tags = tuple(str(tag) for tag in cast("list[object]", raw)) if isinstance(raw, list) else ()
    return _Interval(str(values.get("start", "")), str(values.get("end", "")), tags, str(values.get("annotation", "")))


def _line(line: str) -> _Interval | str:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return line.strip()
    tags, _, note = (found[3] or "").partition(" # ")
    told = tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', tags))
    return _Interval(found[1], found[2] or "", told, note.strip('"'))


def _cells(one: _Interval | str) -> list[str]:
    """Return an interval as cells; what is none stands as it is, where a date is looked for."""
    if isinstance(one, str):
        return [one] if one else []
    note = ", ".join(part for part in (*one.tags[1:], one.note) if part)
    start, end = _stamp(one.start), _stamp(one.end)
    day = one.start if start is None else start.astimezone(ZoneInfo(UK_ZONE)).date().isoformat()
    return [day, *(_told_moment(moment) for moment in (start, end)), next(iter(one.tags), ""), note]


def _told_moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def _stamp(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
