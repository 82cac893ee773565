"""Timers: started, seen now and then, and stopped into entries once every doubt is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.timelog import NO_SUBJECT, UK_ZONE, EntrySource, Subject, check_entry
from charitydesk.domain.timer import TimerRun, gaps_mapping, notes_of, pieces, read_gaps
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.time_log import (
    EntryProblemError,
    default_activity,
    entry_of,
    links_of,
    require_open,
    subject_of,
)
from charitydesk.storage.records_time import RunningTimerRecord, TimeEntryRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from charitydesk.domain.activities import Activity
    from charitydesk.domain.ids import PersonId
    from charitydesk.services.desk import Desk

__all__ = ["RunningTimerRecord", "TimerService", "TimerView"]


@dataclass(frozen=True, slots=True)
class TimerView:
    """A timer that runs.

    Args:
        record: As kept.
        run: As the rules see it.
        subject: What it hangs on.
        minutes: Whole minutes that count up to now.
        questions: What must be answered before it stops, each with its place.
        notes: Midnights and clock changes it ran through.
    """

    record: RunningTimerRecord
    run: TimerRun
    subject: Subject
    minutes: int
    questions: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]


class UnansweredError(BadInputError):
    """A timer cannot stop while a stretch is in doubt.

    Args:
        questions: The questions, each with its place.
    """

    def __init__(self, questions: tuple[tuple[int, str], ...]) -> None:
        super().__init__(questions[0][1], "Answer first, then stop the timer.")
        self.questions = questions


class TimerService:
    """Runs one timer a person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def running(self) -> tuple[TimerView, ...]:
        """Return every timer that runs, with what happened while nobody looked."""
        with self._desk.read() as work:
            found = work.running_timers.all()
        return tuple(self._view(record, self._desk.clock.now()) for record in found)

    def of(self, person_id: PersonId) -> TimerView | None:
        """Return somebody's running timer, or None."""
        return next((view for view in self.running() if view.record.person_id == person_id), None)

    def start(
        self,
        person_id: PersonId,
        subject: Subject = NO_SUBJECT,
        activity: Activity | None = None,
        note: str = "",
        zone: str = UK_ZONE,
    ) -> TimerView:
        """Start somebody's timer.

        Raises:
            BadInputError: One runs already, or there is no such person.
        """
        now = self._desk.clock.now()
        if self.of(person_id) is not None:
            raise BadInputError("A timer runs already.", "Stop it first.")
        record = RunningTimerRecord(
            person_id=person_id,
            started_at=now,
            last_seen_at=now,
            zone=zone,
            activity=activity or default_activity(subject),
            note=note,
            **links_of(subject),
        )
        with self._desk.change("Started a timer", Topic.TIME) as work:
            work.people.get(person_id)
            stored = work.running_timers.add(record)
        return self._view(stored, now)

    def seen(self) -> None:
        """Note that the program is alive; call it every minute. A long silence before it becomes a question."""
        now = self._desk.clock.now()
        with self._desk.database.write("Saw the timers", now=now) as work:
            for record in work.running_timers.all():
                work.running_timers.update(_kept(record, _run(record).seen(now)))

    def was_idle(self, person_id: PersonId, start: datetime, end: datetime) -> TimerView:
        """Note that nobody used the computer from one moment to another; it becomes a question."""
        return self._change(person_id, lambda run: run.seen(start).idle(start, end))

    def answer(self, person_id: PersonId, place: int, *, counts: bool) -> TimerView:
        """Answer the question at a place: whether that stretch was work."""
        now = self._desk.clock.now()
        return self._change(person_id, lambda run: run.seen(now).answer(place, counts=counts))

    def describe(self, person_id: PersonId, subject: Subject, activity: Activity, note: str) -> TimerView:
        """Say what a running timer is for."""
        with self._desk.database.write("Described a timer", now=self._desk.clock.now()) as work:
            record = _required(work.running_timers.of(person_id))
            changed = replace(record, activity=activity, note=note, **links_of(subject))
            stored = work.running_timers.update(changed)
        return self._view(stored, self._desk.clock.now())

    def stop(self, person_id: PersonId) -> tuple[TimeEntryRecord, ...]:
        """Stop somebody's timer and keep its time, one entry a day and stretch of work.

        Raises:
            UnansweredError: A stretch is in doubt.
            BadInputError: No timer runs, it ran for less than half a minute, or a day has no room: it runs on.
        """
        now = self._desk.clock.now()
        view = self.of(person_id)
        if view is None:
            raise BadInputError("No timer runs.", "Start one first.")
        if view.questions:
            raise UnansweredError(view.questions)
        record = view.record
        entries = [
            TimeEntryRecord(
                person_id=person_id,
                day=piece.day,
                minutes=piece.minutes,
                activity=record.activity,
                started_at=piece.started_at,
                zone=record.zone,
                note=record.note,
                source=EntrySource.TIMER,
                **links_of(view.subject),
            )
            for piece in pieces(view.run, now)
        ]
        if not entries:
            raise BadInputError("The timer has not run for half a minute yet.", "Let it run on, or discard it.")
        with self._desk.change("Stopped a timer", Topic.TIME, Topic.COSTS) as work:
            kept: list[TimeEntryRecord] = []
            for entry in entries:
                require_open(work, entry.day)
                others = work.time_entries.between(person_id, entry.day, entry.day)
                problem = check_entry(entry_of(entry), [entry_of(one) for one in others])
                if problem is not None:
                    raise EntryProblemError(problem)
                kept.append(work.time_entries.add(entry))
            work.running_timers.delete(record.id)
        return tuple(kept)

    def discard(self, person_id: PersonId) -> None:
        """Stop somebody's timer and keep nothing of it."""
        with self._desk.change("Discarded a timer", Topic.TIME) as work:
            work.running_timers.delete(_required(work.running_timers.of(person_id)).id)

    def _change(self, person_id: PersonId, change: Callable[[TimerRun], TimerRun]) -> TimerView:
        now = self._desk.clock.now()
        with self._desk.database.write("Changed a timer", now=now) as work:
            record = _required(work.running_timers.of(person_id))
            stored = work.running_timers.update(_kept(record, change(_run(record))))
        return self._view(stored, now)

    @staticmethod
    def _view(record: RunningTimerRecord, now: datetime) -> TimerView:
        run = _run(record).seen(now)
        questions = tuple((place, gap.question(run.zone)) for place, gap in enumerate(run.gaps) if gap.counts is None)
        minutes = sum(piece.minutes for piece in pieces(run, now))
        return TimerView(record, run, subject_of(record), minutes, questions, notes_of(run, now))


def _required(record: RunningTimerRecord | None) -> RunningTimerRecord:
    if record is None:
        raise BadInputError("No timer runs.", "Start one first.")
    return record


def _run(record: RunningTimerRecord) -> TimerRun:
    return TimerRun(record.started_at, record.last_seen_at, record.zone, read_gaps(record.gaps))


def _kept(record: RunningTimerRecord, run: TimerRun) -> RunningTimerRecord:
    return replace(record, last_seen_at=run.last_seen_at, gaps=gaps_mapping(run.gaps))
