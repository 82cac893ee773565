"""A timer's run, kept as moments in UTC with a zone: sleep, midnight and clock changes are told and not guessed.

While it runs it is seen now and then. A stretch in which it was not seen (the computer slept, or the program ended) and
a stretch in which nobody touched the computer are questions to the person, never a decision of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import moment_words, time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNSEEN_AFTER = timedelta(minutes=5)
"""A stretch this long without a sign of the program is asked about."""


class GapKind(StrEnum):
    """Why a stretch is in doubt."""

    IDLE = "idle"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class TimerGap:
    """A stretch in doubt.

    Args:
        kind: Why.
        start: First moment, UTC.
        end: Last moment, UTC.
        counts: Whether it was work: True, False, or None while the person has not said.
    """

    kind: GapKind
    start: datetime
    end: datetime
    counts: bool | None = None

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return int((self.end - self.start).total_seconds() // 60)

    def question(self, zone: str) -> str:
        """Return what to ask, in the zone's own time."""
        place = ZoneInfo(zone)
        why = (
            "nobody used the computer"
            if self.kind is GapKind.IDLE
            else "the computer slept or the program was not running"
        )
        start, end = self.start.astimezone(place), self.end.astimezone(place)
        span = f"From {moment_words(start)} to {time_words(end)} ({hours_words(self.minutes)})"
        return f"{span} {why}. Were you working?"


@dataclass(frozen=True, slots=True)
class TimerRun:
    """A run of a timer.

    Args:
        started_at: UTC.
        last_seen_at: The last sign of it, UTC.
        zone: Name of the zone whose days it is split into.
        gaps: Stretches in doubt.
    """

    started_at: datetime
    last_seen_at: datetime
    zone: str
    gaps: tuple[TimerGap, ...] = ()

    def seen(self, now: datetime) -> TimerRun:
        """Return the run with a sign of life; a long silence before it becomes a stretch in doubt.

        A clock set back makes no silence: the last sign stands until time has caught up.
        """
        moment = now.astimezone(UTC)
        if moment <= self.last_seen_at:
            return self
        gaps = self.gaps
        if moment - self.last_seen_at > UNSEEN_AFTER:
            gaps = (*gaps, TimerGap(GapKind.ASLEEP, self.last_seen_at, moment))
        return TimerRun(self.started_at, moment, self.zone, gaps)

    def idle(self, start: datetime, end: datetime) -> TimerRun:
        """Return the run with a stretch in which nobody used the computer."""
        first, last = max(start.astimezone(UTC), self.started_at), end.astimezone(UTC)
        if last <= first:
            return self
        return TimerRun(
            self.started_at, max(self.last_seen_at, last), self.zone, (*self.gaps, TimerGap(GapKind.IDLE, first, last))
        )

    def answer(self, place: int, *, counts: bool) -> TimerRun:
        """Return the run with one stretch decided."""
        gaps = tuple(
            TimerGap(gap.kind, gap.start, gap.end, counts if number == place else gap.counts)
            for number, gap in enumerate(self.gaps)
        )
        return TimerRun(self.started_at, self.last_seen_at, self.zone, gaps)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """What must be answered before the run is turned into entries."""
        return tuple(gap.question(self.zone) for gap in self.gaps if gap.counts is None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run that becomes one entry: within one civil day and without a break.

    Args:
        day: Civil date in the run's zone.
        started_at: UTC.
        minutes: Whole minutes.
    """

    day: date
    started_at: datetime
    minutes: int


def pieces(run: TimerRun, end: datetime) -> tuple[Piece, ...]:
    """Return the entries a run makes: split at each midnight of its zone and around what was no work.

    Seconds are counted over the whole run and rounded once: the pieces add to the run's whole minutes, half up.

    Args:
        run: The run, its stretches decided; an undecided one counts as no work.
        end: The moment it stopped.
    """
    spans = _worked(run, end.astimezone(UTC))
    cut = [part for span in spans for part in _split_days(*span, run.zone)]
    made: list[Piece] = []
    seconds = done = 0
    for day, start, stop in cut:
        seconds += int((stop - start).total_seconds())
        minutes = (seconds + 30) // 60 - done
        if minutes > 0:
            made.append(Piece(day, start, minutes))
            done += minutes
    return tuple(made)


def _worked(run: TimerRun, end: datetime) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    at = run.started_at
    for gap in sorted((gap for gap in run.gaps if not gap.counts), key=lambda gap: gap.start):
        if gap.start > at:
            spans.append((at, min(gap.start, end)))
        at = max(at, gap.end)
    if end > at:
        spans.append((at, end))
    return [span for span in spans if span[1] > span[0]]


def _split_days(start: datetime, end: datetime, zone: str) -> Sequence[tuple[date, datetime, datetime]]:
    place = ZoneInfo(zone)
    parts: list[tuple[date, datetime, datetime]] = []
    while start < end:
        day = start.astimezone(place).date()
        midnight = datetime.combine(day + timedelta(days=1), time(), place).astimezone(UTC)
        stop = min(end, midnight)
        parts.append((day, start, stop))
        start = stop
    return parts


def notes_of(run: TimerRun, end: datetime) -> tuple[str, ...]:
    """Return what the person should know about a run: midnights it crossed and clock changes within it."""
    place = ZoneInfo(run.zone)
    first, last = run.started_at.astimezone(place), end.astimezone(place)
    said: list[str] = []
    if last.date() > first.date():
        said.append("The timer ran past midnight: each day has its own entry.")
    shift = (last.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    if shift:
        way = "forward" if shift > timedelta(0) else "back"
        said.append(f"The clocks went {way} while the timer ran: the time that really passed is counted.")
    return tuple(said)


def gaps_mapping(gaps: Sequence[TimerGap]) -> dict[str, Any]:
    """Return stretches as plain values, for the database."""
    return {
        "gaps": [
            {"kind": gap.kind.value, "start": gap.start.isoformat(), "end": gap.end.isoformat(), "counts": gap.counts}
            for gap in gaps
        ]
    }


def read_gaps(stored: Mapping[str, Any]) -> tuple[TimerGap, ...]:
    """Return stretches from the plain values that `gaps_mapping` made."""
    return tuple(
        TimerGap(
            GapKind(entry["kind"]),
            datetime.fromisoformat(entry["start"]),
            datetime.fromisoformat(entry["end"]),
            entry["counts"],
        )
        for entry in cast("list[Mapping[str, Any]]", stored.get("gaps", []))
    )
