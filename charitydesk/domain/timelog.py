"""Staff time: entries, what may be wrong with a day of them, and the week as a grid.

Nothing here changes an entry because of another: overlaps and gaps are shown, and a day that would be longer than it
is refuses the new entry alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from charitydesk.domain.activities import Activity
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, time_words
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from charitydesk.domain.ids import PersonId, TimeEntryId

UK_ZONE = "Europe/London"
LONGEST_ENTRY = 25 * 60
"""Minutes of the longest civil day, when the clocks go back."""

SHORTEST_DAY = 23 * 60
"""Minutes of the shortest, when they go forward."""


class EntrySource(StrEnum):
    """How an entry came to be."""

    TYPED = "typed"
    GRID = "grid"
    TIMER = "timer"
    IMPORTED = "imported"


class SubjectKind(StrEnum):
    """What time or cost hangs on."""

    BID = "bid"
    CONTRACT = "contract"
    NOTICE = "notice"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What time or cost hangs on.

    Args:
        kind: Bid, contract, notice or nothing.
        id: Its record; 0 for nothing.
    """

    kind: SubjectKind = SubjectKind.NONE
    id: int = 0


NO_SUBJECT = Subject()

DEFAULT_ACTIVITY = {
    SubjectKind.BID: Activity.WRITING,
    SubjectKind.NOTICE: Activity.CHALLENGE,
    SubjectKind.CONTRACT: Activity.MONITORING,
    SubjectKind.NONE: Activity.OTHER,
}
"""What time on a subject is taken to be where nobody says."""


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Time that somebody spent, as the rules see it.

    Args:
        id: Its record; 0 for one not yet kept.
        person: Who.
        day: Civil date in its zone on which it began.
        minutes: Whole minutes.
        activity: What was done.
        subject: What it hangs on.
        started_at: The moment it began, or None where only the day is known.
        zone: Name of the time zone.
        note: Free words.
    """

    id: TimeEntryId
    person: PersonId
    day: date
    minutes: int
    activity: Activity
    subject: Subject = NO_SUBJECT
    started_at: datetime | None = None
    zone: str = UK_ZONE
    note: str = ""

    @property
    def ended_at(self) -> datetime | None:
        """The moment it ended, in UTC, or None where only the day is known."""
        return None if self.started_at is None else self.started_at.astimezone(UTC) + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """Why an entry cannot be taken.

    Args:
        sentence: What is wrong and what would do.
        position: Where in the typed line, counted from 0.
        length: How many characters it is about.
    """

    sentence: str
    position: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two entries of one person that share time.

    Args:
        first: The earlier one's id.
        second: The later one's id.
        minutes: How long both run.
    """

    first: TimeEntryId
    second: TimeEntryId
    minutes: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Time of a day between two entries that nobody logged.

    Args:
        start: Zoned moment.
        end: Zoned moment.
    """

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds() // 60)

    @property
    def words(self) -> str:
        """The gap in words."""
        return f"Nothing logged from {time_words(self.start)} to {time_words(self.end)} ({hours_words(self.minutes)})."


def day_length(day: date, zone: str = UK_ZONE) -> int:
    """Return the minutes of a civil day: 1,440, or an hour more or less where the clocks change.

    Example:
        >>> day_length(date(2026, 3, 29)), day_length(date(2026, 10, 25)), day_length(date(2026, 11, 27))
        (1380, 1500, 1440)
    """
    place = ZoneInfo(zone)
    start = datetime.combine(day, time(), place).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), place).astimezone(UTC)
    return int((end - start).total_seconds() // 60)


def check_entry(new: TimeEntry, others: Iterable[TimeEntry]) -> EntryProblem | None:
    """Return why an entry cannot stand beside the others of its person, or None.

    An overlap is no reason: two things can be done at once, and the page shows it.

    Args:
        new: The entry.
        others: That person's other entries of the day; itself among them is passed over.
    """
    if new.minutes < 1:
        return EntryProblem("An entry needs at least one minute.")
    length = day_length(new.day, new.zone)
    logged = sum(other.minutes for other in others if other.day == new.day and (not new.id or other.id != new.id))
    if logged + new.minutes > length:
        already = f" and {hours_words(logged)} are logged already" if logged else ""
        return EntryProblem(
            f"{date_words(new.day)} has {hours_words(length)}{already}: {hours_words(new.minutes)} more do not fit. "
            "Change the length, or the other entries yourself."
        )
    return None


def overlaps(entries: Iterable[TimeEntry]) -> tuple[Overlap, ...]:
    """Return every two entries of one person that share time; entries without a time of day share none."""
    by_person: dict[int, list[TimeEntry]] = defaultdict(list)
    for entry in entries:
        if entry.started_at is not None:
            by_person[entry.person].append(entry)
    found: list[Overlap] = []
    for own in by_person.values():
        own.sort(key=_start)
        for place, first in enumerate(own):
            for second in own[place + 1 :]:
                shared = min(_end(first), _end(second)) - _start(second)
                if shared <= timedelta(0):
                    if _start(second) >= _end(first):
                        break
                    continue
                found.append(Overlap(first.id, second.id, int(shared.total_seconds() // 60)))
    return tuple(found)


def gaps(entries: Sequence[TimeEntry], shortest: int = 15) -> tuple[Gap, ...]:
    """Return the time between one person's entries of one day that nobody logged.

    Args:
        entries: Entries of one person and one day.
        shortest: Gaps below these minutes are not told.
    """
    timed = sorted((entry for entry in entries if entry.started_at is not None), key=_start)
    found: list[Gap] = []
    for place in range(1, len(timed)):
        until = max(_end(entry) for entry in timed[:place])
        start = _start(timed[place])
        if start - until >= timedelta(minutes=shortest):
            zone = ZoneInfo(timed[place].zone)
            found.append(Gap(until.astimezone(zone), start.astimezone(zone)))
    return tuple(found)


def _start(entry: TimeEntry) -> datetime:
    if entry.started_at is None:
        raise ValueError("an entry without a time of day has no start")
    return entry.started_at.astimezone(UTC)


def _end(entry: TimeEntry) -> datetime:
    return _start(entry) + timedelta(minutes=entry.minutes)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of a week: a subject and an activity, with each day's minutes.

    Args:
        subject: What the time hangs on.
        activity: What was done.
        minutes: Seven days' minutes, Monday first.
        entries: The entries behind each day.
    """

    subject: Subject
    activity: Activity
    minutes: tuple[int, ...]
    entries: tuple[tuple[TimeEntryId, ...], ...]

    @property
    def total(self) -> int:
        """The week's minutes."""
        return sum(self.minutes)


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A person's week.

    Args:
        monday: Its first civil date.
        rows: One a subject and activity.
        totals: Each day's minutes, Monday first.
        contracted: The person's contracted minutes a week.
        notes: Overlaps and gaps, each a sentence.
        locked: Which of the seven days stand in a locked month.
    """

    monday: date
    rows: tuple[GridRow, ...]
    totals: tuple[int, ...]
    contracted: int
    notes: tuple[str, ...]
    locked: tuple[bool, ...]

    @property
    def total(self) -> int:
        """The week's minutes."""
        return sum(self.totals)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_grid(monday: date, entries: Sequence[TimeEntry], contracted: int = 0, locked: Iterable[date] = ()) -> WeekGrid:
    """Return a person's week as a grid.

    Args:
        monday: The week's first civil date.
        entries: That person's entries; those of other weeks are passed over.
        contracted: Contracted minutes a week.
        locked: First days of locked months.
    """
    days = [monday + timedelta(days=n) for n in range(7)]
    own = [entry for entry in entries if entry.day in days]
    cells: Mapping[tuple[Subject, Activity], list[list[TimeEntry]]] = defaultdict(lambda: [[] for _ in days])
    for entry in own:
        cells[entry.subject, entry.activity][entry.day.weekday()].append(entry)
    rows = tuple(
        GridRow(
            subject,
            activity,
            tuple(sum(entry.minutes for entry in cell) for cell in week),
            tuple(tuple(entry.id for entry in cell) for cell in week),
        )
        for (subject, activity), week in sorted(cells.items(), key=lambda item: item[0])
    )
    totals = tuple(sum(entry.minutes for entry in own if entry.day == day) for day in days)
    shut = frozenset(locked)
    return WeekGrid(
        monday, rows, totals, contracted, _notes(own, days), tuple(day.replace(day=1) in shut for day in days)
    )


def _notes(entries: Sequence[TimeEntry], days: Sequence[date]) -> tuple[str, ...]:
    said: list[str] = []
    by_id = {entry.id: entry for entry in entries}
    shared: dict[date, list[int]] = defaultdict(list)
    for overlap in overlaps(entries):
        shared[by_id[overlap.second].day].append(overlap.minutes)
    for day in days:
        if day in shared:
            lengths = and_list([hours_words(minutes) for minutes in shared[day]])
            said.append(f"{date_words(day)}: entries overlap by {lengths}.")
        said += [f"{date_words(day)}: {gap.words}" for gap in gaps([one for one in entries if one.day == day])]
    return tuple(said)
