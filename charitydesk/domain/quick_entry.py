"""One typed line as an entry of time: `1h30 Mon Ashdale tender: pricing`.

A line is a length (or a span of hours), then a day, then what it was for and, after a colon, a note. Only the length
must be there. Whatever cannot be read is answered with a sentence and its place in the line; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from charitydesk.domain.activities import Activity, activity_named
from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.timelog import DEFAULT_ACTIVITY, LONGEST_ENTRY, NO_SUBJECT, UK_ZONE, EntryProblem, Subject
from charitydesk.domain.wording import date_words
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_END = r"(?=[\s:,]|$)"
_SPAN = re.compile(
    r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?\s*(?:-|\u2013|to)\s*(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?" + _END,
    re.IGNORECASE,
)
_LENGTHS = (
    re.compile(r"(?P<h>\d{1,3})h(?P<m>\d{1,2})m?" + _END, re.IGNORECASE),
    re.compile(r"(?P<h>\d{1,3})\s*h(?:ours?|rs?)?\s+(?P<m>\d{1,2})\s*m(?:in(?:ute)?s?)?" + _END, re.IGNORECASE),
    re.compile(r"(?P<h>\d{0,3}(?:\.\d{1,2})|\d{1,3})\s*h(?:ours?|rs?)?" + _END, re.IGNORECASE),
    re.compile(r"(?P<m>\d{1,4})\s*m(?:in(?:ute)?s?)?" + _END, re.IGNORECASE),
    re.compile(r"(?P<h>\d{1,3}):(?P<m>\d{2})" + _END, re.IGNORECASE),
)
_NUMBER = re.compile(r"\d[\d.,:]*")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:last\s+)?(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"(?=\s|$)",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d{2}))?|\d{1,2}\s+[a-z]{3,9}(?:\s+\d{4})?)(?=\s|$)",
    re.IGNORECASE,
)
_NOTHING = (NO_SUBJECT, "", "")
_IDLE_WORDS = frozenset({"tender", "bid", "contract", "grant", "notice", "the", "for", "on", "of", "a", "and"})


@dataclass(frozen=True, slots=True)
class Named:
    """Something time can hang on, with the words that find it.

    Args:
        subject: What it is.
        title: As shown.
        words: Further words that may name it: commissioner, reference.
    """

    subject: Subject
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """A line as understood.

    Args:
        minutes: Whole minutes.
        day: Civil date.
        subject: What it hangs on.
        activity: What was done.
        note: Free words.
        started_at: The moment it began, where the line gave a span of hours.
        title: The subject's title, for saying back what was understood.
    """

    minutes: int
    day: date
    subject: Subject
    activity: Activity
    note: str
    started_at: datetime | None = None
    title: str = ""


def parse_quick_entry(
    line: str, today: date, subjects: Sequence[Named] = (), zone: str = UK_ZONE
) -> QuickEntry | EntryProblem:
    """Return the entry that a typed line means, or what is wrong with it and where.

    Args:
        line: As typed.
        today: Civil date; a weekday means its last occurrence, today included.
        subjects: What time can hang on.
        zone: Name of the time zone for a span of hours.

    Example:
        >>> entry = parse_quick_entry("1h30 Mon: tea with the council", date(2026, 11, 27))
        >>> entry.minutes, entry.day, entry.note
        (90, datetime.date(2026, 11, 23), 'tea with the council')
    """
    place = len(line) - len(line.lstrip())
    found = _length(line, place)
    if isinstance(found, EntryProblem):
        return found
    minutes, span, place = found
    dated = _day(line, _after_space(line, place), today)
    if isinstance(dated, EntryProblem):
        return dated
    day, place = dated
    if day > today:
        return EntryProblem(f"{date_words(day)} is still to come: log time once it is spent.", place - 1, 1)
    place = _after_space(line, place)
    rest, colon, note = line[place:].partition(":")
    named = _subject(rest, place, subjects, must=bool(colon))
    if isinstance(named, EntryProblem):
        return named
    subject, title, said = named
    note = " ".join(part for part in (said, note.strip()) if part)
    activity = activity_named(f"{note} {'' if title else rest}") or DEFAULT_ACTIVITY[subject.kind]
    started = None
    if span is not None:
        started, minutes = _real_span(day, span, zone)
    return QuickEntry(minutes, day, subject, activity, note, started, title)


def _real_span(day: date, span: tuple[time, time], zone: str) -> tuple[datetime, int]:
    """Return when a span of hours began and the minutes that really pass in it, clock changes and midnight counted."""
    place, after = ZoneInfo(zone), day + timedelta(days=span[1] <= span[0])
    start = datetime.combine(day, span[0], place).astimezone(UTC)
    end = datetime.combine(after, span[1], place).astimezone(UTC)
    return start, int((end - start).total_seconds() // 60)


def _after_space(line: str, place: int) -> int:
    while place < len(line) and (line[place].isspace() or line[place] == ","):
        place += 1
    return place


def _length(line: str, place: int) -> tuple[int, tuple[time, time] | None, int] | EntryProblem:
    if span := _SPAN.match(line, place):
        return _span(span)
    for form in _LENGTHS:
        if found := form.match(line, place):
            return _plain_length(found)
    if number := _NUMBER.match(line, place):
        sentence = f"“{number[0]}” could be hours or minutes: write `{number[0]}h` or `{number[0]}m`."
        return EntryProblem(sentence, place, len(number[0]))
    return EntryProblem("Begin with how long it took, for example `1h30`, `45m` or `9-10.30`.", place, 1)


def _plain_length(found: re.Match[str]) -> tuple[int, tuple[time, time] | None, int] | EntryProblem:
    parts = found.groupdict()
    place = found.start()
    hours = parts.get("h") or "0"
    whole, _, part = hours.partition(".")
    minutes = int(whole or 0) * 60 + int(parts.get("m") or 0)
    hundredths = int(part.ljust(2, "0")) if part else 0
    size = len(found[0])
    if hundredths * 60 % 100:
        return EntryProblem(f"“{found[0]}” is no whole number of minutes: write hours and minutes.", place, size)
    if "h" in parts and parts["h"] and int(parts.get("m") or 0) > 59:
        return EntryProblem("An hour has 60 minutes: write for example `1h30`.", place, size)
    minutes += hundredths * 60 // 100
    if not 1 <= minutes <= LONGEST_ENTRY:
        return EntryProblem("An entry is from one minute to the length of a day.", place, size)
    return minutes, None, found.end()


def _span(found: re.Match[str]) -> tuple[int, tuple[time, time], int] | EntryProblem:
    first_half, second_half = (found[3] or "").lower(), (found[6] or "").lower()
    start = _clock(found[1], found[2], first_half or (second_half if _fits(found[1], found[4]) else ""))
    end = _clock(found[4], found[5], second_half)
    if start is None or end is None:
        return EntryProblem(f"“{found[0].strip()}” is no span of hours.", found.start(), len(found[0]))
    minutes = (end - start) % (24 * 60)
    if minutes == 0:
        return EntryProblem("The span begins and ends at the same time.", found.start(), len(found[0]))
    return minutes, (time(start // 60, start % 60), time(end // 60, end % 60)), found.end()


def _fits(first: str, second: str) -> bool:
    """Return whether `2-4pm` means both in the afternoon: not so in `11-1pm`."""
    return int(first) % 12 <= int(second) % 12


def _clock(hour: str, minute: str | None, half: str) -> int | None:
    h, m = int(hour), int(minute or 0)
    if half:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half == "pm" else 0)
    return h * 60 + m if h <= 23 and m <= 59 else None


def _day(line: str, place: int, today: date) -> tuple[date, int] | EntryProblem:
    text = line[place:].lower()
    for word, days in (("today", 0), ("yesterday", 1)):
        if re.match(rf"{word}(?=[\s:]|$)", text):
            return today - timedelta(days=days), place + len(word)
    trimmed = line.replace(":", " ")
    if found := _WEEKDAY.match(trimmed, place):
        back = (today.weekday() - _WEEKDAYS.index(found[1].lower()[:3])) % 7
        return today - timedelta(days=back), found.end()
    if found := _DATES.match(trimmed, place):
        day = _typed_date(found[1], today)
        if day is not None:
            return day, found.end()
        if not found[1][-1].isalpha():
            return EntryProblem(f"“{found[1]}” is not a date: write day and month.", place, len(found[1]))
    return today, place


def _typed_date(text: str, today: date) -> date | None:
    if re.search(r"\d{4}|\d[/.]\d+[/.]", text):
        return parse_uk_date(text)
    day = parse_uk_date(f"{text} {today.year}") or parse_uk_date(f"{text}/{today.year}")
    last_year = parse_uk_date(f"{text} {today.year - 1}") or parse_uk_date(f"{text}/{today.year - 1}")
    # Late in January, `28/12` means last month.
    return last_year if day is not None and day > today and last_year is not None else day


def _subject(
    rest: str, place: int, subjects: Sequence[Named], *, must: bool
) -> tuple[Subject, str, str] | EntryProblem:
    """Return the subject that words name, its title, and the words that are a note instead."""
    text = rest.strip()
    words = _words(text)
    if not words:
        return EntryProblem("Say which one: give a word of its name.", place, len(text)) if text else _NOTHING
    if not must:
        # Without a colon, words at the end that name an activity are the note: `2h Ashdale pricing`.
        head, tail = _without_activity(text)
        if tail and head:
            shorter = _subject(head, place, subjects, must=False)
            if not isinstance(shorter, EntryProblem) and shorter[1]:
                return shorter[0], shorter[1], tail
    found = [named for named in subjects if _names(named, words)]
    exact = [named for named in found if named.title.casefold() == text.casefold()]
    # A contract and the notice about it have one title: the kind tells them apart.
    kinds_said = set(text.casefold().split())
    found = exact or [named for named in found if named.subject.kind.value in kinds_said] or found
    if len(found) == 1:
        return found[0].subject, found[0].title, ""
    if found:
        alike = len({named.title for named in found}) < len(found)
        names = and_list([f"the {n.subject.kind.value} {n.title}" if alike else n.title for n in found[:4]], "or")
        kinds = and_list(list(dict.fromkeys(named.subject.kind.value for named in found[:4])), "or")
        more = f"add the word {kinds}" if alike and " or " in kinds else "give another word of its name"
        return EntryProblem(f"“{text}” could be {names}: {more}.", place, len(text))
    if must and activity_named(text) is None:
        return EntryProblem(
            f"No bid, contract or notice is called “{text}”: give a word of its name, or leave out the colon.",
            place,
            len(text),
        )
    return NO_SUBJECT, "", text


def _without_activity(text: str) -> tuple[str, str]:
    words = text.split()
    place = len(words)
    while place and activity_named(words[place - 1]) is not None:
        place -= 1
    return " ".join(words[:place]), " ".join(words[place:])


def named_by(named: Named, text: str) -> bool:
    """Return whether words, each a beginning of one of its own, name something.

    Args:
        named: What time can hang on.
        text: As another program calls it.
    """
    words = _words(text)
    return bool(words) and _names(named, words)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'\u2019&.-]+", text.casefold()) if word not in _IDLE_WORDS]


def _names(named: Named, words: Sequence[str]) -> bool:
    own = re.findall(r"[\w'\u2019&.-]+", f"{named.title} {named.words}".casefold())
    return all(any(part.startswith(word) for part in own) for word in words)
