"""Lists to CSV and Excel in the words an import reads back, and deadlines to a calendar file that updates itself."""

from __future__ import annotations

import json
import logging
import uuid
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charitydesk.documents.tables import Table, write_csv, write_xlsx
from charitydesk.domain.calendar_file import CalendarEntry
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.files import write_atomically
from charitydesk.i18n import and_list
from charitydesk.services.calendar_items import gather
from charitydesk.services.import_kinds import load_kinds
from charitydesk.services.import_words import MONEY
from charitydesk.services.import_writers import writer_of
from charitydesk.storage.records_search import CalendarEntryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.calendar_file import CalendarItem
    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.services.changes import Change
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.unit_of_work import UnitOfWork

_SETTINGS = "automatic-exports.json"
_PLAIN_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "notices": (
        "notice",
        ("service", "commissioner", "nation", "relationship", "notice_kind", "received_on", "effective_on", "status"),
    ),
    "letters": ("letter", ("title", "kind", "recipient", "status", "sent_on", "reply_due", "answered_on")),
    "clocks": ("clock", ("title", "rule", "whose", "started_on", "last_safe_day", "deadline", "act_by", "done_on")),
    "tasks": ("bid_task", ("title", "owner", "due_on", "done_on", "note")),
    "variations": ("variation", ("number", "title", "status", "effective_on", "new_ends_on", "note")),
}
"""Lists that no table brings in: kind, table, columns."""

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


class ExportService:
    """Exports lists and the calendar.

    Args:
        desk: The open data folder.
        terms: Works reminders out.
    """

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms
        self.last_trouble: UserFacingError | None = None
        """Why the automatic calendar could not be written the last time; None when it was."""

    @staticmethod
    def kinds() -> tuple[str, ...]:
        """Return the lists there are."""
        return (*load_kinds(), *_PLAIN_TABLES)

    def export_list(self, kind: str, target: Path) -> int:
        """Write a list and return how many rows it has; `.xlsx` makes a workbook, anything else CSV.

        Raises:
            BadInputError: There is no such list.
            UserFacingError: The file cannot be written; what was there stands.
        """
        if kind not in self.kinds():
            raise BadInputError(f"There is no list “{kind}”.", f"Give {and_list(self.kinds(), 'or')}.")
        with self._desk.read() as work:
            table = _importable(work, load_kinds()[kind]) if kind in load_kinds() else _plain(work, kind)
        rows = list(table.rows)
        table = Table(table.name, table.headings, rows)
        if target.suffix.lower() == ".xlsx":
            write_xlsx([table], target)
        else:
            write_csv(table, target)
        return len(rows)

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
        try:
            found: Any = json.loads((self._desk.paths.data / _SETTINGS).read_text(encoding="utf-8"))
            return Path(found["calendar"]) if found["calendar"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def set_automatic_calendar(self, target: Path | None) -> CalendarWritten | None:
        """Choose a calendar file that follows every change, or with None let none.

        Raises:
            UserFacingError: The file cannot be written; the choice stays as it was.
        """
        done = None if target is None else self.export_calendar(target.absolute())
        content = {"calendar": "" if target is None else str(target.absolute())}
        write_atomically(self._desk.paths.data / _SETTINGS, json.dumps(content).encode())
        return done

    def follow(self, change: Change) -> None:
        """Bring the automatic calendar up to date after a change; trouble is kept for the page, never raised."""
        if change.change_id is None:
            return
        target = self.automatic_calendar
        if target is None:
            return
        try:
            self.export_calendar(target)
            self.last_trouble = None
        except UserFacingError as error:
            self.last_trouble = error
            _log.info("the automatic calendar could not be written")


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


def _importable(work: UnitOfWork, kind: ImportKind) -> Table:
    """Return a list with the headings and in the words that an import of its kind reads back."""
    table = writer_of(kind.name).table
    own = set(work.tables.columns(table))
    columns = [column for column in kind.columns if column.name in own or column.name in _LOOKED_UP]
    columns = [column for column in columns if column.name in own or _LOOKED_UP[column.name][0] in own]
    asked = [column.name if column.name in own else _LOOKED_UP[column.name][0] for column in columns]
    names = {
        column.name: dict(work.tables.rows(_LOOKED_UP[column.name][1], ("id", _LOOKED_UP[column.name][2])))
        for column in columns
        if column.name not in own
    }
    headings = [column.label[:1].upper() + column.label[1:] for column in columns]

    def rows() -> Iterator[Sequence[object]]:
        for row in work.tables.rows(table, asked):
            yield [
                names[column.name].get(cell) if column.name in names else _cell(column.name, cell)
                for column, cell in zip(columns, row, strict=True)
            ]

    return Table(kind.plural.capitalize(), headings, list(rows()))


_LOOKED_UP: Mapping[str, tuple[str, str, str]] = {
    "contract": ("contract_id", "contract", "title"),
    "bid": ("bid_id", "bid", "title"),
    "notice": ("notice_id", "notice", "service"),
    "person": ("person_id", "person", "name"),
}
"""Columns of imports that name another record: the column that holds its id, its table, and the column of its name."""


def _plain(work: UnitOfWork, kind: str) -> Table:
    table, columns = _PLAIN_TABLES[kind]
    headings = [name.removesuffix("_on").replace("_", " ").capitalize() for name in columns]
    rows = [
        [_cell(name, cell) for name, cell in zip(columns, row, strict=True)] for row in work.tables.rows(table, columns)
    ]
    return Table(kind.capitalize(), headings, rows)


def _cell(name: str, value: Any) -> object:
    """Return a value as a table carries it: pounds, plain words, `yes`."""
    if value is None:
        return None
    if name in MONEY:
        return Decimal(value) / 100
    if isinstance(value, Enum):
        word = str(getattr(value, "label", value.value))
        return None if word == "unknown" else word
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value
