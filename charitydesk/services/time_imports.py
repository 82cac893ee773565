"""Bringing in time from Toggl, Clockify, Kimai, Timewarrior and plain CSV: looked at first, then kept as one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charitydesk.domain.activities import activity_named
from charitydesk.domain.people import hours_words
from charitydesk.domain.quick_entry import named_by
from charitydesk.domain.time_imports import ImportedTime, ImportProblem, TimeFormat, detect, read_time
from charitydesk.domain.timelog import DEFAULT_ACTIVITY, NO_SUBJECT, UK_ZONE, EntrySource, Subject, day_length
from charitydesk.domain.wording import date_words, month_words
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.i18n import counted
from charitydesk.services.changes import Topic
from charitydesk.services.time_log import links_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from charitydesk.domain.ids import PersonId
    from charitydesk.services.desk import Desk
    from charitydesk.services.people import PeopleService
    from charitydesk.services.time_log import TimeLogService

__all__ = ["ImportProblem", "ImportedTime", "TimeFormat", "TimeImportService", "TimePreview"]

MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that can be kept.

    Args:
        found: As read.
        person: Whose time it is.
        subject: What it hangs on; nothing where no name fitted.
    """

    found: ImportedTime
    person: PersonId
    subject: Subject


@dataclass(frozen=True, slots=True)
class TimePreview:
    """What a file would bring.

    Args:
        kind: Whose export it is.
        ready: Rows that can be kept.
        problems: Rows that cannot, each with its place.
        known: How many rows are here already.
        unmatched: Names of projects that fit no bid, contract or notice: their time would hang on nothing.
    """

    kind: TimeFormat
    ready: tuple[Ready, ...]
    problems: tuple[ImportProblem, ...]
    known: int
    unmatched: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """All the time it would bring."""
        return sum(one.found.minutes for one in self.ready)

    @property
    def words(self) -> str:
        """The whole in a sentence."""
        parts = [f"{counted(len(self.ready), 'entry', 'entries')} ({hours_words(self.minutes)}) can be kept"]
        if self.known:
            parts.append(f"{self.known} are here already")
        if self.problems:
            parts.append(f"{counted(len(self.problems), 'row')} cannot be used")
        return ", ".join(parts) + "."


class TimeImportService:
    """Looks at files of time and keeps them."""

    def __init__(self, desk: Desk, people: PeopleService, time: TimeLogService) -> None:
        self._desk = desk
        self._people = people
        self._time = time

    @staticmethod
    def kinds() -> tuple[TimeFormat, ...]:
        """Return whose exports can be read."""
        return tuple(TimeFormat)

    def read_file(self, source: Path, kind: TimeFormat | None = None, **how: Any) -> TimePreview:
        """Return what a file would bring; arguments and errors as for `preview`.

        Raises:
            UserFacingError: The file cannot be read.
        """
        try:
            if source.stat().st_size > MOST_BYTES:
                raise BadInputError(f"{source.name} is too large to be an export of time.", "Export a shorter period.")
            text = source.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise UserFacingError(
                f"{source} cannot be read.", "Check that it is there and that you may read it."
            ) from error
        except UnicodeDecodeError as error:
            raise BadInputError(f"{source.name} is not a text file in UTF-8.", "Export it again as CSV.") from error
        return self.preview(text, kind, **how)

    def preview(
        self,
        text: str,
        kind: TimeFormat | None = None,
        *,
        person_id: PersonId | None = None,
        subjects: Mapping[str, Subject] | None = None,
        zone: str = UK_ZONE,
    ) -> TimePreview:
        """Return what a file would bring, without keeping anything.

        Args:
            text: The whole file.
            kind: Whose export it is; None to find out.
            person_id: Whose time it is where the file names nobody.
            subjects: What project names stand for, chosen by the user; others are matched by name.
            zone: The zone of its times of day.

        Raises:
            BadInputError: It is no export that is known.
        """
        chosen = kind or detect(text)
        if chosen is None:
            names = ", ".join(one.label for one in TimeFormat)
            raise BadInputError("The file is no export of time that is known.", f"Give one of: {names}.")
        people = {one.name.casefold(): one.id for one in self._people.people()}
        named, given = self._time.named(), subjects or {}
        found = read_time(text, chosen, zone)
        entries = [one for one in found if isinstance(one, ImportedTime)]
        problems = [one for one in found if isinstance(one, ImportProblem)]
        with self._desk.read() as work:
            known = work.time_entries.known_import_keys([one.key for one in entries])
            locked = {lock.month for lock in work.month_locks.all()}
            days = [one.day for one in entries]
            logged = work.time_entries.minutes_by_day(min(days), max(days)) if days else {}
        ready: list[Ready] = []
        unmatched: dict[str, None] = {}
        matched: dict[str, Subject | None] = {}
        for one in entries:
            if one.key in known:
                continue
            person = people.get(one.person.casefold()) if one.person else person_id
            sentence = self._refused(one, person, locked, logged, zone)
            if sentence or person is None:
                problems.append(ImportProblem(one.row, "", sentence))
                continue
            if one.subject not in matched:
                fits = [name.subject for name in named if one.subject and named_by(name, one.subject)]
                matched[one.subject] = given.get(one.subject) or (fits[0] if len(fits) == 1 else None)
            subject = matched[one.subject]
            if subject is None and one.subject:
                unmatched[one.subject] = None
            logged[person, one.day] = logged.get((person, one.day), 0) + one.minutes
            ready.append(Ready(one, person, subject or NO_SUBJECT))
        problems.sort(key=lambda problem: problem.row)
        return TimePreview(chosen, tuple(ready), tuple(problems), len(known), tuple(unmatched))

    @staticmethod
    def _refused(
        one: ImportedTime,
        person: PersonId | None,
        locked: set[date],
        logged: Mapping[tuple[PersonId, date], int],
        zone: str,
    ) -> str:
        if person is None:
            who = f"Nobody here is called “{one.person}”" if one.person else "The file does not say whose time it is"
            return f"{who}: add the person, or choose one."
        if one.day.replace(day=1) in locked:
            return f"{month_words(one.day)} is locked."
        if logged.get((person, one.day), 0) + one.minutes > day_length(one.day, zone):
            return f"{date_words(one.day)} would be longer than a day."
        return ""

    def keep(self, preview: TimePreview, zone: str = UK_ZONE) -> range:
        """Keep what a preview can, as one change that one undo takes back, and return the entries' ids.

        Args:
            preview: As shown to the user.
            zone: The zone of its times of day.
        """
        rows = (
            {
                "person_id": one.person,
                "day": one.found.day,
                "minutes": one.found.minutes,
                "activity": activity_named(one.found.note) or DEFAULT_ACTIVITY[one.subject.kind],
                **links_of(one.subject),
                "started_at": one.found.started_at,
                "zone": zone,
                "note": one.found.note,
                "source": EntrySource.IMPORTED,
                "import_key": one.found.key,
                "is_example": False,
            }
            for one in preview.ready
        )
        name = f"Imported {counted(len(preview.ready), 'entry', 'entries')} of time from {preview.kind.label}"
        with self._desk.change(name, Topic.TIME, Topic.COSTS) as work:
            return work.bulk_insert("time_entry", rows)
