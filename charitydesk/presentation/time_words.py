"""The words of staff time: lengths as typed and shown, weeks, days, what time hangs on, and a running timer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from charitydesk.domain.activities import Activity
from charitydesk.domain.people import hours_words
from charitydesk.domain.quick_entry import QuickEntry, parse_quick_entry
from charitydesk.domain.timelog import LONGEST_ENTRY, NO_SUBJECT, Subject, SubjectKind
from charitydesk.domain.wording import date_words, long_date, month_words, time_words
from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.forms import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.services.people import PersonRecord
    from charitydesk.services.time_log import CorrectionRecord, TimeEntryLine, WeekGrid
    from charitydesk.services.timers import TimerView

_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_LENGTH = re.compile(r"[\d.,:]+\s*(?:h|hrs?|hours?)?\s*(?:\d{1,2}\s*)?(?:m|mins?|minutes?)?", re.IGNORECASE)
_MOST_HOURS = 25
_HOW = "Type it like 1h30, 1.5, 1:30 or 90m."
RUNNING = Badge("Running", Shape.CLOCK, Tone.GOOD)
STOPPED = Badge("Not running", Shape.DASH, Tone.UNSURE)
NOTHING_NAMED = "No bid, contract or notice"


@dataclass(frozen=True, slots=True)
class LengthAnswer:
    """What was made of a typed length: minutes (0 for an emptied cell), or a problem in one sentence."""

    minutes: int = 0
    problem: str = ""


def read_length(text: str) -> LengthAnswer:
    """Return the length somebody typed into a cell of the week.

    Args:
        text: For example `1h30`, `1.5`, `1:30`, `90m`; a bare number is hours; empty or `0` empties the cell.

    Example:
        >>> [read_length(text).minutes for text in ("1h30", "1.5", "90m", "1:30", "2", "")]
        [90, 90, 90, 90, 120, 0]
    """
    words = text.strip()
    if words.strip("0hm:., ") == "":
        return LengthAnswer()
    if _NUMBER.fullmatch(words):
        hours = float(words.replace(",", "."))
        if hours > _MOST_HOURS:
            return LengthAnswer(problem=f"“{words}” is more hours than a day has. For minutes type {words}m.")
        words = f"{words.replace(',', '.')}h"
    found = parse_quick_entry(words, date.min)
    if not isinstance(found, QuickEntry) or not _LENGTH.fullmatch(words):
        return LengthAnswer(problem=f"“{text.strip()}” could not be read as a length of time. {_HOW}")
    if not 0 < found.minutes <= LONGEST_ENTRY:
        return LengthAnswer(problem=f"“{text.strip()}” is longer than a day.")
    return LengthAnswer(found.minutes)


def cell_words(minutes: int) -> str:
    """Return minutes as a cell of the week shows them: short, and readable when typed back.

    Example:
        >>> cell_words(90), cell_words(60), cell_words(5), cell_words(0)
        ('1h30', '1h', '5m', '')
    """
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    if not hours:
        return f"{rest}m"
    return f"{hours:,}h{rest:02}" if rest else f"{hours:,}h"


def week_title(monday: date, today: date) -> str:
    """Return what a week is called, with its days."""
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else long_date(monday).rsplit(" ", 1)[0]
    if monday.year != sunday.year:
        first = long_date(monday)
    span = f"{first} to {long_date(sunday)}"
    weeks = (monday - (today - timedelta(days=today.weekday()))).days // 7
    near = {0: "This week", -1: "Last week", 1: "Next week"}.get(weeks)
    return f"{near}, {span}" if near else f"Week of {span}"


def week_summary(grid: WeekGrid) -> str:
    """Return what a week adds up to against the contracted hours."""
    if not grid.total:
        contracted = f" Contracted: {hours_words(grid.contracted)} a week." if grid.contracted else ""
        return f"Nothing logged yet.{contracted}"
    if not grid.contracted:
        return f"{hours_words(grid.total)} logged."
    return f"{hours_words(grid.total)} logged of {hours_words(grid.contracted)} contracted."


def locked_words(grid: WeekGrid) -> str:
    """Return which days of a week stand in a locked month, or an empty string."""
    shut = [grid.monday + timedelta(days=place) for place, locked in enumerate(grid.locked) if locked]
    if not shut:
        return ""
    months = and_list([month_words(day) for day in dict.fromkeys(day.replace(day=1) for day in shut)])
    part = "" if len(shut) == len(grid.locked) else f" ({counted(len(shut), 'day')} of this week)"
    return f"{months}{part} is locked: its time stands. Open an entry below to take time back with a dated correction."


def subject_words(info: SubjectInfo) -> str:
    """Return what time can hang on, with what kind of thing it is."""
    parts = [info.subject.kind.value, info.commissioner, info.reference]
    return f"{info.title} ({', '.join(part for part in parts if part)})"


def subject_choices(infos: Iterable[SubjectInfo]) -> list[Choice]:
    """Return everything time can hang on, bids first, and nothing at the end."""
    order = list(SubjectKind)
    found = sorted(infos, key=lambda info: (order.index(info.subject.kind), info.title.casefold()))
    return [*(Choice(info.subject, subject_words(info)) for info in found), Choice(NO_SUBJECT, NOTHING_NAMED)]


def capital(words: str) -> str:
    """Return words with a capital letter first and the rest as they are."""
    return words[:1].upper() + words[1:]


def activity_choices() -> list[Choice]:
    """Return the activities in their order."""
    return [Choice(activity, capital(activity.label)) for activity in Activity]


def title_of(subject: Subject, infos: Iterable[SubjectInfo]) -> str:
    """Return a subject's title."""
    known = {info.subject: info.title for info in infos}
    return known.get(subject, NOTHING_NAMED)


def entry_length(line: TimeEntryLine) -> str:
    """Return how long an entry is, with what was taken back of it."""
    if not line.taken_back:
        return hours_words(line.minutes)
    return f"{hours_words(line.minutes + line.taken_back)} (of {hours_words(line.minutes)})"


def entry_when(line: TimeEntryLine) -> str:
    """Return when on its day an entry began, or that only the day is known."""
    if line.started_at is None:
        return "Time not noted"
    start = line.started_at.astimezone(ZoneInfo(line.zone))
    return f"{time_words(start)} to {time_words(start + timedelta(minutes=line.minutes))}"


def entry_title(line: TimeEntryLine) -> str:
    """Return what an entry hangs on."""
    return line.subject or NOTHING_NAMED


def entry_detail(line: TimeEntryLine) -> str:
    """Return what was done, and the note."""
    return " \N{MIDDLE DOT} ".join(part for part in (capital(line.activity.label), line.note) if part)


def entry_sentence(line: TimeEntryLine) -> str:
    """Return an entry as it is spoken."""
    note = f", {line.note}" if line.note else ""
    return (
        f"{date_words(line.day)}, {entry_length(line)}, {entry_title(line)}, {line.activity.label}{note}, "
        f"{entry_when(line).lower()}"
    )


def understood_words(entry: QuickEntry) -> str:
    """Return what a typed line means, said back."""
    at = f" from {time_words(entry.started_at.astimezone(ZoneInfo('Europe/London')))}" if entry.started_at else ""
    note = f" Note: {entry.note}." if entry.note else ""
    what = entry.title or NOTHING_NAMED.lower()
    return f"{hours_words(entry.minutes)} on {date_words(entry.day)}{at}, {what}, {entry.activity.label}.{note}"


def timer_state(view: TimerView | None, title: str) -> str:
    """Return in a sentence whether a timer runs, for what and since when."""
    if view is None:
        return "No timer is running."
    started = view.record.started_at.astimezone(ZoneInfo(view.record.zone))
    note = f" Note: {view.record.note}." if view.record.note else ""
    since = f"{time_words(started)} on {date_words(started)}"
    return f"The timer is running since {since}, on {title}, {view.record.activity.label}.{note}"


def default_person(people: Sequence[PersonRecord], user_name: str) -> int:
    """Return whose week is shown first: the user's own where they are on the list, else the first person's."""
    first = next(iter(people), None)
    return own_id(people, user_name) or (first.id if first is not None else 0)


def people_of_week(people: Sequence[PersonRecord], monday: date, chosen: int) -> tuple[PersonRecord, ...]:
    """Return whose time a week can hold: who was in post on one of its days, and who is chosen already.

    Args:
        people: Everybody.
        monday: First civil date of the week.
        chosen: Id of the person whose week is shown.
    """
    sunday = monday + timedelta(days=6)
    return tuple(
        one
        for one in people
        if one.id == chosen
        or ((one.started_on is None or one.started_on <= sunday) and (one.left_on is None or one.left_on >= monday))
    )


def own_id(people: Sequence[PersonRecord], user_name: str) -> int:
    """Return the id of the person who uses the program, where they are on the list; else 0."""
    wanted = user_name.strip().casefold()
    return next((one.id for one in people if wanted and one.name.strip().casefold() == wanted), 0)


def correction_words(correction: CorrectionRecord) -> str:
    """Return a correction in a sentence."""
    by = f", by {correction.made_by}" if correction.made_by else ""
    back = hours_words(-correction.minutes)
    return f"{back} taken back on {date_words(correction.dated_on)}{by}: {correction.reason}"
