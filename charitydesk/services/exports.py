"""Lists to CSV and Excel in the words an import reads back, and deadlines to a calendar file that updates itself."""

from __future__ import annotations

import json
import logging
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charitydesk.documents.tables import write_csv, write_xlsx
from charitydesk.domain.calendar_file import CalendarEntry
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.files import write_atomically
from charitydesk.i18n import and_list
from charitydesk.services.calendar_items import gather
from charitydesk.services.changes import Change, Topic
from charitydesk.services.list_tables import list_kinds, list_table
from charitydesk.storage.records_search import CalendarEntryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.calendar_file import CalendarItem
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.unit_of_work import UnitOfWork

_SETTINGS = "automatic-exports.json"
_NO_DATES = frozenset({Topic.CALENDAR, Topic.HISTORY})
"""Topics of changes that move no date."""
_ENDINGS = (".csv", ".xlsx")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CalendarWritten:
    """What a calendar export did.

    Args:
        target: The file.
        entries: How many dates it holds.
        changed: How many are new or differ from the last time.
        written: Whether the file had to be written at all.
    """

    target: Path
    entries: int
    changed: int
    written: bool


@dataclass(frozen=True, slots=True)
class CalendarKept:
    """How the calendar file that follows every change stands.

    Args:
        target: The file, or None where none follows.
        written_at: When it was last written.
        trouble: Why it could not be brought up to date the last time, in words; empty when it was.
        is_there: Whether the file lies there.
    """

    target: Path | None
    written_at: datetime | None = None
    trouble: str = ""
    is_there: bool = False


class ExportService:
    """Exports lists and the calendar.

    Args:
        desk: The open data folder.
        terms: Works reminders out.
    """

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms
        self._behind = False
        self.called_later = False
        """Whether somebody calls `catch_up` after changes: the window does, in a worker, for many changes at once."""
        self.last_trouble: UserFacingError | None = None
        """Why the automatic calendar could not be written the last time; None when it was."""

    @staticmethod
    def kinds() -> tuple[str, ...]:
        """Return the lists there are."""
        return tuple(list_kinds())

    @staticmethod
    def titles() -> Mapping[str, str]:
        """Return what each list is called, in the order in which they are offered."""
        return {name: kind.title for name, kind in list_kinds().items()}

    def export_list(self, kind: str, target: Path, ids: Sequence[int] | None = None) -> int:
        """Write a list and return how many rows it has; `.xlsx` makes a workbook, `.csv` a plain table.

        Money is in pounds, and a list that an import brings in is read back as the same records.

        Args:
            kind: One of `kinds`.
            target: The file.
            ids: The rows wanted, in the order wanted; all when None.

        Raises:
            BadInputError: There is no such list, or the name ends otherwise.
            UserFacingError: The file cannot be written; what was there stands.
        """
        if kind not in self.kinds():
            raise BadInputError(f"There is no list “{kind}”.", f"Give {and_list(self.kinds(), 'or')}.")
        ending = target.suffix.lower()
        if ending not in _ENDINGS:
            raise BadInputError(
                f"A list cannot be written as {target.name}.", f"End the name in {' or '.join(_ENDINGS)}."
            )
        with self._desk.read() as work:
            table = list_table(work, list_kinds()[kind], ids)
        if ending == ".xlsx":
            write_xlsx([table], target)
        else:
            write_csv(table, target)
        return len(list(table.rows))

    def export_calendar(self, target: Path) -> CalendarWritten:
        """Write every date that matters as an iCalendar file; only when it differs from what lies there.

        Raises:
            UserFacingError: The file cannot be written; what was there stands.
        """
        from charitydesk.documents.ics import calendar_bytes  # noqa: PLC0415 - loads the calendar library

        today = self._desk.clock.today()
        with self._desk.change("Wrote the calendar") as work:
            entries, changed = _entries(work, gather(work, self._terms, today), today)
            name = work.charity.load().name
        data = calendar_bytes(entries, f"CharityDesk: {name}" if name else "CharityDesk")
        written = not _is_just_so(target, data)
        if written:
            write_atomically(target, data)
        return CalendarWritten(target, len(entries), changed, written)

    @property
    def automatic_calendar(self) -> Path | None:
        """The calendar file that follows every change, or None."""
        kept = self._kept()
        return Path(kept["calendar"]) if kept.get("calendar") else None

    def calendar_kept(self, *, look: bool = True) -> CalendarKept:
        """Return how the calendar file that follows every change stands.

        Args:
            look: See whether it lies there, which may wait for a disk far away: do so in a worker.
        """
        kept, target = self._kept(), self.automatic_calendar
        written = kept.get("written", "")
        return CalendarKept(
            target,
            datetime.fromisoformat(written) if written else None,
            kept.get("trouble", ""),
            target is not None and (not look or _exists(target)),
        )

    def set_automatic_calendar(self, target: Path | None) -> CalendarWritten | None:
        """Choose a calendar file that follows every change, or with None let none.

        Raises:
            UserFacingError: The file cannot be written; the choice stays as it was.
        """
        done = None if target is None else self.export_calendar(target.absolute())
        self._behind = False
        self._keep("" if target is None else str(target.absolute()), self._desk.clock.now() if target else None)
        return done

    def follow(self, change: Change) -> None:
        """Bring the automatic calendar up to date after a change, or note that it must be where somebody calls later.

        Trouble is kept for the page, never raised.
        """
        is_other = change.change_id is None and change.topics <= _NO_DATES
        if is_other or self.automatic_calendar is None:
            return
        self._behind = True
        if not self.called_later:
            self.catch_up()

    @property
    def is_behind(self) -> bool:
        """Whether something changed since the automatic calendar was last brought up to date."""
        return self._behind

    def catch_up(self, *, always: bool = False) -> UserFacingError | None:
        """Bring the automatic calendar up to date, and return the trouble if there was any.

        Args:
            always: Even though no change is known of: the file may be gone, and another day has other dates.
        """
        target = self.automatic_calendar
        if target is None or not (self._behind or always):
            return None
        self._behind = False
        try:
            done = self.export_calendar(target)
        except UserFacingError as error:
            self.last_trouble = error
            self._note(target, self.calendar_kept(look=False).written_at, str(error))
            _log.info("the automatic calendar could not be written")
            return error
        if done.written or self._kept().get("trouble"):
            self._note(target, self._desk.clock.now())
        self.last_trouble = None
        return None

    def _note(self, target: Path, written: datetime | None, trouble: str = "") -> None:
        with suppress(UserFacingError):  # a full disk is no reason to fail what the charity does
            self._keep(str(target), written, trouble)

    def _kept(self) -> Mapping[str, str]:
        try:
            found: Any = json.loads((self._desk.paths.data / _SETTINGS).read_text(encoding="utf-8"))
            return {name: str(found.get(name) or "") for name in ("calendar", "written", "trouble")}
        except (OSError, ValueError, AttributeError):
            return {}

    def _keep(self, calendar: str, written: datetime | None, trouble: str = "") -> None:
        content = {"calendar": calendar, "written": written.isoformat() if written else "", "trouble": trouble}
        write_atomically(self._desk.paths.data / _SETTINGS, json.dumps(content).encode())
        self._desk.feed.publish(Change("Kept how the calendar file stands", frozenset({Topic.CALENDAR})))


def _exists(target: Path) -> bool:
    try:
        return target.is_file()
    except OSError:
        return False


def _is_just_so(target: Path, data: bytes) -> bool:
    try:
        return target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _entries(work: UnitOfWork, items: Iterable[CalendarItem], today: date) -> tuple[list[CalendarEntry], int]:
    """Return what to write, each under the name it always had and with one more count when it differs."""
    known = {(record.owner_table, record.owner_id, record.part): record for record in work.calendar_entries.all()}
    entries: list[CalendarEntry] = []
    changed = 0
    for item in items:
        record = known.get(item.key)
        if record is None:
            if not item.live:
                continue  # no calendar knows of it
            record = work.calendar_entries.add(
                CalendarEntryRecord(
                    owner_table=item.owner_table,
                    owner_id=item.owner_id,
                    part=item.part,
                    uid=f"{uuid.uuid4()}@charitydesk",
                    digest=item.digest,
                    written_on=today,
                )
            )
            changed += 1
        elif record.digest != item.digest:
            fresh = CalendarEntryRecord(
                owner_table=item.owner_table,
                owner_id=item.owner_id,
                part=item.part,
                uid=record.uid,
                sequence=record.sequence + 1,
                digest=item.digest,
                written_on=today,
                id=record.id,
            )
            record = work.calendar_entries.update(fresh)
            changed += 1
        entries.append(CalendarEntry(item, record.uid, record.sequence, record.written_on))
    return entries, changed
