"""Reads what other time trackers export: each row becomes an entry or a problem with its place.

Pure parsers: text in, values out. Whom and what the time belongs to is matched afterwards by name, because other
programs know people and projects only by theirs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.timelog import LONGEST_ENTRY, UK_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class TimeFormat(StrEnum):
    """Whose export a file is."""

    TOGGL = "toggl"
    CLOCKIFY = "clockify"
    KIMAI = "kimai"
    TIMEWARRIOR = "timewarrior"
    CSV = "csv"

    @property
    def label(self) -> str:
        """The program in plain words."""
        return {"csv": "plain CSV"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class ImportedTime:
    """A row as understood.

    Args:
        row: Its number in the file, counted from 1 with the headings, or its place in a list.
        person: Name or e-mail as given; empty where the file names nobody.
        day: Civil date.
        minutes: Whole minutes; seconds are rounded half up.
        subject: Project, client or tag as given.
        note: Description.
        started_at: The moment it began, UTC, where the file gives one.
        key: What tells the row apart when the file is read again.
    """

    row: int
    person: str
    day: date
    minutes: int
    subject: str
    note: str
    started_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A row that cannot be used.

    Args:
        row: Its place in the file.
        column: The column's heading, or empty.
        sentence: What is wrong and what would do.
    """

    row: int
    column: str
    sentence: str


Found = ImportedTime | ImportProblem

# The headings by which each export is known, and what its columns are called. Letter case is ignored.
_COLUMNS: Mapping[TimeFormat, Mapping[str, tuple[str, ...]]] = {
    TimeFormat.TOGGL: {
        "person": ("user", "member", "email"),
        "subject": ("project", "client"),
        "note": ("description",),
        "day": ("start date",),
        "start": ("start time",),
        "length": ("duration",),
    },
    TimeFormat.CLOCKIFY: {
        "person": ("user", "email"),
        "subject": ("project", "client"),
        "note": ("description",),
        "day": ("start date",),
        "start": ("start time",),
        "length": ("duration (h)", "duration (decimal)"),
    },
    TimeFormat.KIMAI: {
        "person": ("user", "username", "name"),
        "subject": ("project", "customer"),
        "note": ("description",),
        "day": ("date",),
        "start": ("from", "begin"),
        "length": ("duration",),
    },
    TimeFormat.CSV: {
        "person": ("person", "name", "who", "staff"),
        "subject": ("bid", "contract", "notice", "project", "for", "subject"),
        "note": ("note", "notes", "description", "what"),
        "day": ("date", "day"),
        "start": ("start", "from", "start time"),
        "length": ("minutes", "hours", "duration", "time"),
    },
}


def detect(text: str) -> TimeFormat | None:
    """Return whose export a text is, or None when it is nobody's that is known.

    Args:
        text: The whole file.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("[", "inc ")):
        return TimeFormat.TIMEWARRIOR
    headings = {heading.strip().casefold() for heading in _headings(_reader(_clean(text)))}
    if "duration (h)" in headings or "duration (decimal)" in headings:
        return TimeFormat.CLOCKIFY
    if {"start date", "start time", "duration"} <= headings:
        return TimeFormat.TOGGL
    if {"date", "from", "duration"} <= headings or {
        "date",
        "begin",
        "duration",
    } <= headings:
        return TimeFormat.KIMAI
    plain = _COLUMNS[TimeFormat.CSV]
    return TimeFormat.CSV if headings & {*plain["day"]} and headings & {*plain["length"]} else None


def read_time(text: str, kind: TimeFormat, zone: str = UK_ZONE) -> tuple[Found, ...]:
    """Return every row of an export as an entry or a problem, in the file's order.

    Args:
        text: The whole file.
        kind: Whose export it is.
        zone: The zone its times of day are told in, where it does not say.
    """
    if kind is TimeFormat.TIMEWARRIOR:
        return tuple(_timewarrior(text, zone))
    return tuple(_table(text, kind, zone))


def _clean(text: str) -> str:
    return text.lstrip("\ufeff")


def _reader(body: str) -> Iterator[list[str]]:
    first_line = body.partition("\n")[0]
    return csv.reader(io.StringIO(body), delimiter=max(",;\t", key=first_line.count))


def _headings(reader: Iterator[list[str]]) -> list[str]:
    none: list[str] = []
    return next(reader, none)


def _table(text: str, kind: TimeFormat, zone: str) -> Iterator[Found]:
    reader = _reader(_clean(text))
    headings = [heading.strip().casefold() for heading in _headings(reader)]
    place = {
        name: next((headings.index(word) for word in words if word in headings), None)
        for name, words in _COLUMNS[kind].items()
    }
    for name, needed in (("day", "a date"), ("length", "a length")):
        if place[name] is None:
            yield ImportProblem(
                1,
                "",
                f"The file has no column with {needed}: {' or '.join(_COLUMNS[kind][name])}.",
            )
            return
    seen: dict[str, int] = {}
    for number, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            values = {
                name: cells[column].strip() if column is not None and column < len(cells) else ""
                for name, column in place.items()
            }
            heading = headings[cast("int", place["length"])]
            yield _row(number, values, kind, heading=heading, zone=zone, seen=seen)


def _row(
    number: int, values: Mapping[str, str], kind: TimeFormat, *, heading: str, zone: str, seen: dict[str, int]
) -> Found:
    day = _day(values["day"])
    if day is None:
        return ImportProblem(
            number,
            "date",
            f"“{values['day']}” is not a date: give day, month and year.",
        )
    minutes = _length(values["length"], heading)
    if minutes is None:
        return ImportProblem(
            number,
            heading,
            f"“{values['length']}” is not a length: give 1:30, 1h30 or hours.",
        )
    if not 1 <= minutes <= LONGEST_ENTRY:
        return ImportProblem(number, heading, "An entry is from one minute to the length of a day.")
    start = None
    if values["start"]:
        start = _moment(day, values["start"], zone)
        if start is None:
            return ImportProblem(
                number,
                "start",
                f"“{values['start']}” is not a time of day: give 09:30.",
            )
    told = (
        values["person"],
        day.isoformat(),
        values["start"],
        str(minutes),
        values["subject"],
        values["note"],
    )
    key = _key(kind, told, seen)
    return ImportedTime(
        number,
        values["person"],
        day,
        minutes,
        values["subject"],
        values["note"],
        start,
        key,
    )


def _key(kind: TimeFormat, told: Sequence[str], seen: dict[str, int]) -> str:
    """Return what tells a row apart; rows that say the same are numbered, so that none is lost."""
    digest = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:24]
    seen[digest] = seen.get(digest, 0) + 1
    return f"{kind}:{digest}:{seen[digest]}"


def _day(text: str) -> date | None:
    return parse_uk_date(text.partition(" ")[0]) or parse_uk_date(text)


_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_WORDS = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?", re.IGNORECASE)


def _length(text: str, heading: str) -> int | None:
    """Return whole minutes, seconds rounded half up, or None when it is no length."""
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return None if minutes > 59 or seconds > 59 else (hours * 3600 + minutes * 60 + seconds + 30) // 60
    if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", text):
        whole, _, part = text.replace(",", ".").partition(".")
        millionths = int(whole) * 10**6 + int(part.ljust(6, "0") if part else 0)
        unit = 1 if heading == "minutes" else 60
        return (millionths * unit * 2 + 10**6) // (2 * 10**6)
    found = _WORDS.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds + 30) // 60


def _moment(day: date, text: str, zone: str) -> datetime | None:
    for form in ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p"):
        try:
            at = datetime.strptime(text.strip().upper(), form).replace(tzinfo=UTC).time()
        except ValueError:
            continue
        return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
    return None


_STAMP = "%Y%m%dT%H%M%SZ"
_LINE = re.compile(r"inc (\d{8}T\d{6}Z)(?: - (\d{8}T\d{6}Z))?(?: # (.*))?")


def _timewarrior(text: str, zone: str) -> Iterator[Found]:
    body = _clean(text).strip()
    read: Callable[[str], Iterator[tuple[int, str, str, list[str], str] | ImportProblem]] = (
        _exported if body.startswith("[") else _lines
    )
    seen: dict[str, int] = {}
    for found in read(body):
        if isinstance(found, ImportProblem):
            yield found
            continue
        number, first, last, tags, note = found
        start, end = _stamp(first), _stamp(last)
        if start is None or end is None or end <= start:
            sentence = "This interval has no end yet, or ends before it begins." if start else "This is no interval."
            yield ImportProblem(number, "", sentence)
            continue
        minutes = int(((end - start).total_seconds() + 30) // 60)
        if not 1 <= minutes <= LONGEST_ENTRY:
            yield ImportProblem(number, "", "An entry is from one minute to the length of a day.")
            continue
        subject, rest = (tags[0], tags[1:]) if tags else ("", [])
        words = ", ".join(part for part in (*rest, note) if part)
        key = _key(TimeFormat.TIMEWARRIOR, (first, last, *tags, note), seen)
        yield ImportedTime(
            number,
            "",
            start.astimezone(ZoneInfo(zone)).date(),
            minutes,
            subject,
            words,
            start,
            key,
        )


def _stamp(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _exported(
    body: str,
) -> Iterator[tuple[int, str, str, list[str], str] | ImportProblem]:
    try:
        content: object = json.loads(body)
    except ValueError:
        yield ImportProblem(1, "", "The file is not whole: export it again.")
        return
    for number, entry in enumerate(cast("list[object]", content), start=1):
        if not isinstance(entry, dict):
            yield ImportProblem(number, "", "This is no interval.")
            continue
        values = cast("dict[str, object]", entry)
        raw = values.get("tags")
        tags = [str(tag) for tag in cast("list[object]", raw)] if isinstance(raw, list) else []
        note = str(values.get("annotation", ""))
        yield (
            number,
            str(values.get("start", "")),
            str(values.get("end", "")),
            tags,
            note,
        )


def _lines(body: str) -> Iterator[tuple[int, str, str, list[str], str] | ImportProblem]:
    for number, line in enumerate(body.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            yield ImportProblem(number, "", "This is no interval.")
            continue
        tags_text, _, note = (found[3] or "").partition(" # ")
        tags = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', tags_text)]
        yield number, found[1], found[2] or "", tags, note.strip('"')


def longest_day(entries: Sequence[ImportedTime]) -> timedelta:
    """Return the most time any one person of a file has on one day: a sign of a wrong column when it is too long."""
    totals: dict[tuple[str, date], int] = {}
    for entry in entries:
        totals[entry.person, entry.day] = totals.get((entry.person, entry.day), 0) + entry.minutes
    return timedelta(minutes=max(totals.values(), default=0))
