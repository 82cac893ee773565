"""Logging staff time: typed lines, the week grid, lists, locked months and corrections. No neighbour is edited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from charitydesk.domain.activities import Activity
from charitydesk.domain.people import hours_words
from charitydesk.domain.quick_entry import Named, QuickEntry, parse_quick_entry
from charitydesk.domain.timelog import (
    DEFAULT_ACTIVITY,
    NO_SUBJECT,
    EntryProblem,
    EntrySource,
    Subject,
    SubjectKind,
    TimeEntry,
    WeekGrid,
    check_entry,
    monday_of,
    week_grid,
)
from charitydesk.domain.wording import date_words, month_words
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.storage.records_time import CorrectionRecord, MonthLockRecord, TimeEntryLine, TimeEntryRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.domain.ids import PersonId, TimeEntryId
    from charitydesk.services.desk import Desk
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "NO_SUBJECT",
    "Activity",
    "CorrectionRecord",
    "EntrySource",
    "MonthLockRecord",
    "QuickEntry",
    "Subject",
    "SubjectKind",
    "TimeEntryLine",
    "TimeEntryRecord",
    "TimeLogService",
    "WeekGrid",
]


class EntryProblemError(BadInputError):
    """A typed line that cannot be taken, with the place of what is wrong.

    Args:
        problem: What is wrong and where.
    """

    def __init__(self, problem: EntryProblem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry as kept.

    Args:
        record: As stored.
        title: What it hangs on; empty for nothing.
        words: What was understood, in a sentence.
    """

    record: TimeEntryRecord
    title: str
    words: str


def links_of(subject: Subject) -> dict[str, Any]:
    """Return a subject as the three links of a record."""
    return {
        "bid_id": subject.id if subject.kind is SubjectKind.BID else None,
        "contract_id": subject.id if subject.kind is SubjectKind.CONTRACT else None,
        "notice_id": subject.id if subject.kind is SubjectKind.NOTICE else None,
    }


def subject_of(record: Any) -> Subject:
    """Return the subject that a record's links name."""
    if record.bid_id is not None:
        return Subject(SubjectKind.BID, record.bid_id)
    if record.notice_id is not None:
        return Subject(SubjectKind.NOTICE, record.notice_id)
    return NO_SUBJECT if record.contract_id is None else Subject(SubjectKind.CONTRACT, record.contract_id)


def entry_of(record: TimeEntryRecord) -> TimeEntry:
    """Return a stored entry as the rules see it."""
    return TimeEntry(
        id=record.id,
        person=record.person_id,
        day=record.day,
        minutes=record.minutes,
        activity=record.activity,
        subject=subject_of(record),
        started_at=record.started_at,
        zone=record.zone,
        note=record.note,
    )


class TimeLogService:
    """Keeps staff time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def subjects(self) -> tuple[SubjectInfo, ...]:
        """Return everything time can hang on, by title."""
        with self._desk.read() as work:
            found = work.ledger.subjects().values()
        return tuple(sorted(found, key=lambda info: (info.title.casefold(), info.subject)))

    def named(self) -> tuple[Named, ...]:
        """Return everything time can hang on, with the words that find it in a typed line."""
        return tuple(
            Named(info.subject, info.title, f"{info.commissioner} {info.reference}") for info in self.subjects()
        )

    def read_line(self, line: str) -> QuickEntry | EntryProblem:
        """Return what a typed line means, without keeping it: for saying so while it is typed."""
        return parse_quick_entry(line, self._desk.clock.today(), self.named())

    def log_line(self, person_id: PersonId, line: str) -> Logged:
        """Keep the entry that a typed line means, for example `1h30 Mon Ashdale tender: pricing`.

        Raises:
            EntryProblemError: It cannot be read, does not fit into its day, or its month is locked.
        """
        found = self.read_line(line)
        if isinstance(found, EntryProblem):
            raise EntryProblemError(found)
        record = TimeEntryRecord(
            person_id=person_id,
            day=found.day,
            minutes=found.minutes,
            activity=found.activity,
            started_at=found.started_at,
            note=found.note,
            **links_of(found.subject),
        )
        kept = self.log(record)
        what = found.title or "no bid, contract or notice"
        words = f"{hours_words(kept.minutes)} on {date_words(kept.day)}, {kept.activity.label}, {what}."
        return Logged(kept, found.title, words)

    def log(self, record: TimeEntryRecord) -> TimeEntryRecord:
        """Keep a new or changed entry; nothing else is touched.

        Raises:
            EntryProblemError: It does not fit into its day, lies in the future, or a month it touches is locked.
        """
        today = self._desk.clock.today()
        if record.day > today:
            raise EntryProblemError(EntryProblem(f"{date_words(record.day)} is still to come."))
        verb = "Changed" if record.id else "Logged"
        name = f"{verb} {hours_words(record.minutes)} on {date_words(record.day)}"
        with self._desk.change(name, Topic.TIME, Topic.COSTS) as work:
            if record.id:
                require_open(work, work.time_entries.get(record.id).day)
            require_open(work, record.day)
            self._require_fit(work, record)
            return work.time_entries.update(record) if record.id else work.time_entries.add(record)

    @staticmethod
    def _require_fit(work: UnitOfWork, record: TimeEntryRecord) -> None:
        others = [entry_of(one) for one in work.time_entries.between(record.person_id, record.day, record.day)]
        problem = check_entry(entry_of(record), others)
        if problem is not None:
            raise EntryProblemError(problem)

    def remove(self, entry_id: TimeEntryId) -> None:
        """Take an entry out.

        Raises:
            BadInputError: Its month is locked: correct it instead.
        """
        with self._desk.change("Took out a time entry", Topic.TIME, Topic.COSTS) as work:
            require_open(work, work.time_entries.get(entry_id).day)
            work.time_entries.delete(entry_id)

    def set_cell(
        self, person_id: PersonId, day: date, subject: Subject, activity: Activity, minutes: int
    ) -> TimeEntryRecord | None:
        """Make one cell of the week grid hold so many minutes, and return its entry, or None when it is empty.

        Only an entry that the grid itself made is changed; a cell with entries from a timer, a typed line or an import
        says so and is left alone.

        Raises:
            EntryProblemError: The day would be longer than it is, or its month is locked.
            BadInputError: The cell holds entries of another making.
        """
        with self._desk.read() as work:
            own = [
                one
                for one in work.time_entries.between(person_id, day, day)
                if (subject_of(one), one.activity) == (subject, activity)
            ]
        if any(one.source is not EntrySource.GRID for one in own) or len(own) > 1:
            raise BadInputError(
                f"{date_words(day)} holds entries with notes or times of day.",
                "Open them and change the one you mean.",
            )
        if own and minutes == 0:
            self.remove(own[0].id)
            return None
        if minutes == 0:
            return None
        if own:
            return self.log(replace(own[0], minutes=minutes))
        links = links_of(subject)
        return self.log(
            TimeEntryRecord(
                person_id=person_id, day=day, minutes=minutes, activity=activity, source=EntrySource.GRID, **links
            )
        )

    def week(self, person_id: PersonId, day: date) -> WeekGrid:
        """Return the week of a day as a grid, with overlaps and gaps told."""
        monday = monday_of(day)
        with self._desk.read() as work:
            person = work.people.get(person_id)
            entries = work.time_entries.between(person_id, monday, monday + timedelta(days=6))
            locked = [lock.month for lock in work.month_locks.all()]
        return week_grid(monday, [entry_of(one) for one in entries], person.weekly_minutes, locked)

    def entry(self, entry_id: TimeEntryId) -> TimeEntryRecord:
        """Return an entry.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            return work.time_entries.get(entry_id)

    def list(
        self,
        *,
        person_id: PersonId | None = None,
        subject: Subject | None = None,
        first: date | None = None,
        last: date | None = None,
        activities: Collection[Activity] = (),
        text: str = "",
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[TimeEntryLine, ...]:
        """Return entries, the latest day first; never any pay."""
        with self._desk.read() as work:
            return work.time_entries.list(
                person_id=person_id,
                subject=subject,
                first=first,
                last=last,
                activities=activities,
                text=text,
                offset=offset,
                limit=limit,
            )

    def locks(self) -> tuple[MonthLockRecord, ...]:
        """Return the locked months."""
        with self._desk.read() as work:
            return tuple(sorted(work.month_locks.all(), key=lambda lock: lock.month))

    def lock(self, month: date) -> MonthLockRecord:
        """Lock the month of a day: its entries stand, and later corrections are dated reversals.

        Raises:
            BadInputError: It is not over yet.
        """
        first = month.replace(day=1)
        if first >= self._desk.clock.today().replace(day=1):
            raise BadInputError(f"{month_words(first)} is not over yet.", "Lock it when all its time is logged.")
        with self._desk.change(f"Locked {month_words(first)}", Topic.TIME) as work:
            held = work.month_locks.of_month(first)
            actor = work.charity.load().user_name
            return held or work.month_locks.add(MonthLockRecord(month=first, locked_by=actor))

    def unlock(self, month: date) -> None:
        """Open a locked month again; the history keeps who did."""
        with self._desk.change(f"Unlocked {month_words(month)}", Topic.TIME) as work:
            held = work.month_locks.of_month(month)
            if held is not None:
                work.month_locks.delete(held.id)

    def correct(
        self, entry_id: TimeEntryId, minutes: int, reason: str, dated_on: date | None = None
    ) -> CorrectionRecord:
        """Take minutes back from an entry of a locked month, at the rate of its own day, dated in an open month.

        Args:
            entry_id: The entry.
            minutes: How many to take back, above zero.
            reason: Why.
            dated_on: Civil date in an open month; today unless given.

        Raises:
            BadInputError: No reason, more than the entry still has, or the date's month is locked.
        """
        day = dated_on or self._desk.clock.today()
        if not reason.strip():
            raise BadInputError("A correction needs a reason.", "Say what was wrong.")
        with self._desk.change("Corrected time of a locked month", Topic.TIME, Topic.COSTS) as work:
            entry = work.time_entries.get(entry_id)
            require_open(work, day)
            left = entry.minutes + sum(one.minutes for one in work.corrections.of(entry_id))
            if not 1 <= minutes <= left:
                raise BadInputError(f"That entry has {hours_words(left)} left to take back.", "Give no more than that.")
            record = CorrectionRecord(
                time_entry_id=entry_id,
                dated_on=day,
                minutes=-minutes,
                reason=reason.strip(),
                made_by=work.charity.load().user_name,
                is_example=entry.is_example,
            )
            return work.corrections.add(record)

    def corrections(self, entry_id: TimeEntryId) -> tuple[CorrectionRecord, ...]:
        """Return an entry's corrections, oldest first."""
        with self._desk.read() as work:
            return work.corrections.of(entry_id)

    def move(self, entry_ids: Sequence[TimeEntryId], subject: Subject) -> None:
        """Hang entries on another bid, contract or notice, in one change.

        Raises:
            BadInputError: One of their months is locked.
        """
        with self._desk.change("Moved time entries", Topic.TIME, Topic.COSTS) as work:
            for entry_id in entry_ids:
                entry = work.time_entries.get(entry_id)
                require_open(work, entry.day)
                work.time_entries.update(replace(entry, **links_of(subject)))


def default_activity(subject: Subject) -> Activity:
    """Return what time on a subject is taken to be where nobody says."""
    return DEFAULT_ACTIVITY[subject.kind]


def require_open(work: UnitOfWork, day: date) -> None:
    """Refuse to touch a day of a locked month.

    Raises:
        EntryProblemError: It is locked.
    """
    if work.month_locks.of_month(day) is not None:
        raise EntryProblemError(
            EntryProblem(f"{month_words(day)} is locked: correct the entry with a dated reversal instead.")
        )
