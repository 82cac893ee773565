"""Makes entries of time of what other programs export: people and projects are matched by name, days must hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charitydesk.domain.activities import Activity, activities_named, activity_named
from charitydesk.domain.imports.kinds import plain_words
from charitydesk.domain.imports.readings import RowProblem
from charitydesk.domain.quick_entry import Named, named_by
from charitydesk.domain.time_imports import import_keys, minutes_between, moment_of
from charitydesk.domain.timelog import (
    DEFAULT_ACTIVITY,
    LONGEST_ENTRY,
    NO_SUBJECT,
    SHORTEST_DAY,
    EntrySource,
    Subject,
    SubjectKind,
    day_length,
)
from charitydesk.domain.wording import date_words, month_words
from charitydesk.services.import_prepared import PlainWriter, Prepared
from charitydesk.storage.records_time import TimeEntryRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.imports.readings import Readings
    from charitydesk.storage.unit_of_work import UnitOfWork

_SUBJECTS = {"bid": SubjectKind.BID, "contract": SubjectKind.CONTRACT, "notice": SubjectKind.NOTICE}
_ANY_SUBJECT = ("project", "client")
_LINKS = {"bid_id": SubjectKind.BID, "contract_id": SubjectKind.CONTRACT, "notice_id": SubjectKind.NOTICE}
_ACTIVITIES = {plain_words(word): one for one in Activity for word in (one.value, one.label)}


class _Subjects:
    """What time can hang on, by name.

    Args:
        work: The unit of work that knows.
    """

    def __init__(self, work: UnitOfWork) -> None:
        self._named = [
            Named(info.subject, info.title, f"{info.commissioner} {info.reference}")
            for info in work.ledger.subjects().values()
        ]
        self._exact: dict[str, list[Subject]] = defaultdict(list)
        for info in work.ledger.subjects().values():
            for name in {plain_words(info.title), plain_words(info.reference)} - {""}:
                self._exact[name].append(info.subject)

    def find(self, name: str, kind: SubjectKind | None) -> Subject | None:
        """Return the one subject that a name means, word for word or by the beginnings of its words."""
        exact = [one for one in self._exact.get(plain_words(name), ()) if kind in {None, one.kind}]
        fits = exact or [one.subject for one in self._named if kind in {None, one.subject.kind} and named_by(one, name)]
        return fits[0] if len(fits) == 1 else None


@dataclass(frozen=True, slots=True)
class TimeWriter(PlainWriter):
    """Entries of time."""

    table: str = "time_entry"
    record: type[Any] = TimeEntryRecord
    store: str = "time_entries"

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return the columns of entries; whoever is not here, and a row without a length, is a problem."""
        del today
        values, count = readings.values, len(readings)
        nothing: list[Any] = [None] * count
        days, starts = values.get("day", nothing), values.get("started_at", nothing)
        prepared = Prepared({})
        minutes = _minutes(readings, prepared.problems)
        people = _people(work, readings, prepared.problems)
        named = _subject_names(values, count)
        subjects = _Subjects(work)
        meant = {key: (key and subjects.find(key[1], key[0])) or NO_SUBJECT for key in set(named)}
        unknown = {key for key, subject in meant.items() if key is not None and subject is NO_SUBJECT}
        said = [note or "" for note in values.get("note", nothing)]
        # The name of what is not here stays readable in the note, where a search finds it.
        notes = (
            [
                ": ".join(part for part in (key[1], note) if part) if key is not None and key in unknown else note
                for key, note in zip(named, said, strict=True)
            ]
            if unknown
            else said
        )
        prepared.remarks = tuple(
            f"No one bid, contract or notice is called “{name}”: its time hangs on none, and its note says so."
            for name in sorted({name for _, name in unknown})
        )
        links = {
            name: {key: subject.id if subject.kind is kind else None for key, subject in meant.items()}
            for name, kind in _LINKS.items()
        }
        usual = {key: DEFAULT_ACTIVITY[subject.kind] for key, subject in meant.items()}
        prepared.columns = {
            "person_id": people,
            "day": days,
            "minutes": minutes,
            "activity": _activities(values.get("activity", nothing), said, [usual[key] for key in named]),
            **{name: [link[key] for key in named] for name, link in links.items()},
            "started_at": [
                None if day is None or at is None else moment_of(day, at) for day, at in zip(days, starts, strict=True)
            ],
            "note": notes,
            "source": [EntrySource.IMPORTED] * count,
            "import_key": _keys(values, minutes, named, said, count),
        }
        return prepared

    def check(
        self, work: UnitOfWork, prepared: Prepared, readings: Readings, here: Collection[int]
    ) -> list[RowProblem]:
        """Return rows whose month is locked, or that would make a day of somebody longer than it is.

        Args:
            work: The unit of work that knows.
            prepared: The rows as columns.
            readings: The rows as read.
            here: Places of rows that are here already: these are not added.
        """
        bad = readings.problem_rows() | {problem.row for problem in prepared.problems}
        people, days, minutes = (prepared.columns[name] for name in ("person_id", "day", "minutes"))
        places: Sequence[int] = range(len(readings))
        if bad or here:
            places = [at for at, row in enumerate(readings.rows) if row not in bad and at not in here]
            people, days, minutes = ([column[at] for at in places] for column in (people, days, minutes))
        if not places:
            return []
        dates = set(days)
        locked = {lock.month for lock in work.month_locks.all()}
        shut = {day for day in dates if day.replace(day=1) in locked}
        logged = work.time_entries.minutes_by_day(min(dates), max(dates))
        # Most days stay far from full: only of the others must it be known what each row adds.
        longest = max(minutes)
        counts = Counter(zip(people, days, strict=True))
        close = {
            key
            for key, count in counts.items()
            if logged.get(key, 0) + count * longest > SHORTEST_DAY or (shut and key[1] in shut)
        }
        by_day: dict[tuple[Any, date], list[tuple[int, int]]] = defaultdict(list)
        for at, key, length in zip(places, zip(people, days, strict=True), minutes, strict=True) if close else ():
            if key in close:
                by_day[key].append((at, length))
        problems: list[RowProblem] = []
        for key, added in by_day.items():
            day = key[1]
            if day in shut:
                reason = f"lies in a locked month: {month_words(day)}"
                problems += [RowProblem(readings.rows[at], "day", reason) for at, _ in added]
                continue
            total, most = logged.get(key, 0), day_length(day)
            for at, length in added:
                if total + length > most:
                    reason = f"{date_words(day)} would be longer than a day"
                    problems.append(RowProblem(readings.rows[at], "", reason))
                else:
                    total += length
        return problems


def _minutes(readings: Readings, problems: list[RowProblem]) -> list[int | None]:
    """Return each row's length: as told, or from its beginning to its end."""
    values, count = readings.values, len(readings)
    told = [values[name] for name in ("minutes", "hours") if name in values]
    if len(told) == 1 and None not in told[0]:
        return told[0]
    nothing: list[Any] = [None] * count
    minutes: list[int | None] = (
        [next((cell for cell in cells if cell is not None), None) for cells in zip(*told, strict=True)]
        if told
        else list(nothing)
    )
    days, starts, ends = (values.get(name, nothing) for name in ("day", "started_at", "ended_at"))
    bad = readings.problem_rows()
    for at, (length, day, start, end) in enumerate(zip(minutes, days, starts, ends, strict=True)):
        row = readings.rows[at]
        if length is not None or row in bad:
            continue
        if day is None or start is None or end is None:
            problems.append(RowProblem(row, "length", "is missing: give hours, minutes, or a start and an end"))
            continue
        minutes[at] = minutes_between(day, start, end)
        if not 1 <= (minutes[at] or 0) <= LONGEST_ENTRY:
            problems.append(RowProblem(row, "end time", "is not from one minute to a day after the start"))
    return minutes


def _people(work: UnitOfWork, readings: Readings, problems: list[RowProblem]) -> list[int | None]:
    """Return whose each row is: by name, or the only person there is where no name is given."""
    known: dict[str, int] = {}
    for id_, name in work.tables.rows("person", ("id", "name")):
        known.setdefault(plain_words(name), id_)
    alone = next(iter(known.values())) if len(known) == 1 else None
    named: Sequence[str | None] = readings.values.get("person") or [None] * len(readings)
    whose = {name: known.get(plain_words(name)) if name else alone for name in set(named)}
    if None in whose.values():
        bad = readings.problem_rows()
        for row, name in zip(readings.rows, named, strict=True):
            if whose[name] is None and row not in bad:
                reason = f"is not here: {name}" if name else "is missing: say whose time it is"
                problems.append(RowProblem(row, "person", reason))
    return [whose[name] for name in named]


_Name = tuple[SubjectKind | None, str]


def _subject_names(values: Mapping[str, Sequence[Any]], count: int) -> list[_Name | None]:
    """Return what each row says its time was for: a bid, contract or notice, else a project, else a client."""
    kinds: dict[str, SubjectKind | None] = {**_SUBJECTS, **dict.fromkeys(_ANY_SUBJECT)}
    columns = [
        [(kind, name) if name else None for name in values[column]]
        for column, kind in kinds.items()
        if column in values
    ]
    if not columns:
        return [None] * count
    if len(columns) == 1:
        return columns[0]
    return [next((name for name in names if name is not None), None) for names in zip(*columns, strict=True)]


def _activities(told: Sequence[str | None], notes: Sequence[str], usual: Sequence[Activity]) -> list[Activity]:
    """Return what was done: as told, as the note's words name it, or what is usual for its subject."""
    by_word = {word: _ACTIVITIES.get(plain_words(word)) or activity_named(word) for word in set(told) if word}
    by_note = activities_named(notes)
    if not by_word:
        return [named or instead for named, instead in zip(by_note, usual, strict=True)]
    return [
        (by_word[word] if word else None) or named or instead
        for word, named, instead in zip(told, by_note, usual, strict=True)
    ]


def _keys(
    values: Mapping[str, Sequence[Any]],
    minutes: Sequence[int | None],
    named: Sequence[_Name | None],
    notes: Sequence[str],
    count: int,
) -> list[str]:
    """Return what tells each row apart, from what it says itself: who or what is matched may differ next time."""
    nothing: list[Any] = [None] * count
    parts = [values.get(name, nothing) for name in ("person", "day", "started_at")]
    columns = [
        [words[value] for value in column]
        for column in (*parts, minutes)
        for words in [{value: "" if value is None else str(value) for value in set(column)}]
    ]
    said = {name: "" if name is None else name[1] for name in set(named)}
    return import_keys(zip(*columns, [said[name] for name in named], notes, strict=True))
