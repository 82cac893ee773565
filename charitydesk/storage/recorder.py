"""Takes the before and after image of every row a unit of work touches and stores them with the change's name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, delete, event, insert, inspect, select, update
from sqlalchemy.orm import Session

from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.storage.rows_history import ChangeRow, ChangeRowRow
from charitydesk.storage.schema import REVISION
from charitydesk.storage.shape import driver_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import ORMExecuteState

    from charitydesk.storage.base import Base

Image = dict[str, Any]

_KEY = "recorder"

# Put together once: every change there is stores its line with them.
_CHANGES = cast("Table", ChangeRow.__table__)
_ADD_LINE = insert(_CHANGES)
_ADD_ROW = insert(cast("Table", ChangeRowRow.__table__))
_DROP_UNDONE = update(_CHANGES).where(_CHANGES.c.state == ChangeState.UNDONE).values(state=ChangeState.DROPPED)

# Edits of one thing that follow each other this closely, under one merge key, are one change.
MERGE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ChangeLabel:
    """What a change is called and whom it concerns.

    Args:
        name: One phrase in the past tense, as the history and the Undo menu show it.
        topics: Values of `services.changes.Topic`.
        actor: Who did it; empty when not known.
        now: When.
        merge_key: Changes with the same key that follow each other at once become one; empty for never.
    """

    name: str
    topics: tuple[str, ...]
    actor: str
    now: datetime
    merge_key: str = ""


def image_text(image: Image | None) -> str | None:
    """Return a row's image as it is stored."""
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))


def read_image(connection: Connection, table: str, id_: int) -> Image | None:
    """Return the values of a row exactly as they lie in the file, or None when there is no such row."""
    # Table names come from our own metadata, never from a user.
    cursor = driver_of(connection).execute(f'SELECT * FROM "{table}" WHERE id = ?', (id_,))  # noqa: S608
    found = cursor.fetchone()
    return None if found is None else dict(zip((column[0] for column in cursor.description), found, strict=True))


class RecordedSession(Session):
    """A session whose every change its recorder hears of."""


class Recorder:
    """Remembers what one unit of work touches, through its stores or its session."""

    def __init__(self, session: RecordedSession) -> None:
        self._session = session
        self._before: dict[tuple[str, int], Image | None] = {}
        self._runs: list[tuple[str, int, int]] = []
        session.info[_KEY] = self

    def touched(self, table: Table, id_: int) -> None:
        """Take a row's image, before it is changed or deleted."""
        key = (table.name, id_)
        if key not in self._before and table.info.get("history", True):
            self._before[key] = read_image(self._session.connection(), *key)

    def added(self, table: Table, id_: int) -> None:
        """Remember a row that was not there."""
        if table.info.get("history", True):
            self._before.setdefault((table.name, id_), None)

    def add_run(self, table: str, first: int, last: int) -> None:
        """Remember a run of rows that was inserted at one go."""
        self._runs.append((table, first, last))

    def _images(self, connection: Connection) -> list[Image]:
        """Return the stored form of everything that differs from the start, in the order first touched."""
        rows: list[Image] = []
        for (table, id_), before in self._before.items():
            if any(name == table and first <= id_ <= last for name, first, last in self._runs):
                continue  # the run's rows are their own image
            after = read_image(connection, table, id_)
            if before != after:
                rows.append(_line(table, id_, id_, image_text(before), image_text(after)))
        rows.extend(_line(table, first, last, None, None, is_run=True) for table, first, last in self._runs)
        return rows

    def store(self, label: ChangeLabel) -> int | None:
        """Store the change and its images; return its id, or None when nothing differs from the start.

        A change after an undo drops what could be redone: it stays in the history as undone.
        """
        connection = self._session.connection()
        rows = self._images(connection)
        if not rows:
            return None
        into = None if self._runs else _mergeable(connection, label)
        connection.execute(_DROP_UNDONE)
        if into is not None:
            _merge(connection, into, rows)
            connection.execute(update(_CHANGES).where(_CHANGES.c.id == into).values(name=label.name, made_at=label.now))
            return into
        change_id = add_line(connection, label, ChangeKind.CHANGE, None)
        connection.execute(_ADD_ROW, [{"change_id": change_id, **row} for row in rows])
        return change_id


def recorder_of(session: Session) -> Recorder:
    """Return what remembers the changes of a session.

    Raises:
        RuntimeError: The session only reads.
    """
    recorder = session.info.get(_KEY)
    if recorder is None:
        raise RuntimeError("a unit of work that reads cannot change anything")
    return recorder


@event.listens_for(RecordedSession, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    recorder = recorder_of(session)
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*changed, *session.deleted):
        recorder.touched(row.__table__, _id(row))


@event.listens_for(RecordedSession, "after_flush")
def _after_flush(session: Session, *_: object) -> None:
    recorder = recorder_of(session)
    for row in session.new:
        recorder.added(row.__table__, _id(row))


@event.listens_for(RecordedSession, "do_orm_execute")
def _refuse_unrecorded(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("rows are changed through stores or bulk_insert, so that the history sees them")


def add_line(connection: Connection, label: ChangeLabel, kind: ChangeKind, of_change: int | None) -> int:
    """Add a line to the history and return its id."""
    added = connection.execute(
        _ADD_LINE,
        {
            "name": label.name,
            "topics": label.topics,
            "actor": label.actor,
            "made_at": label.now,
            "kind": kind,
            "state": ChangeState.APPLIED,
            "of_change": of_change,
            "undone_by": None,
            "merge_key": label.merge_key,
            "revision": REVISION,
        },
    )
    key: Any = added.inserted_primary_key
    return int(key[0])


def _id(row: Base) -> int:
    identity = inspect(row).identity
    return int(identity[0] if identity else row.id)


def _line(table: str, first: int, last: int, before: str | None, after: str | None, *, is_run: bool = False) -> Image:
    return {
        "table_name": table,
        "first_id": first,
        "last_id": last,
        "is_run": is_run,
        "before": before,
        "after": after,
        "packed": None,
    }


def _mergeable(connection: Connection, label: ChangeLabel) -> int | None:
    """Return the last change when this one only carries it on."""
    if not label.merge_key:
        return None
    last = connection.execute(select(ChangeRow.__table__).order_by(ChangeRow.id.desc()).limit(1)).mappings().first()
    if (
        last is None
        or last["kind"] is not ChangeKind.CHANGE
        or last["state"] is not ChangeState.APPLIED
        or (last["merge_key"], last["actor"], last["revision"]) != (label.merge_key, label.actor, REVISION)
        or not timedelta(0) <= label.now - last["made_at"] <= MERGE_WITHIN
    ):
        return None
    return int(last["id"])


def _merge(connection: Connection, change_id: int, rows: list[Image]) -> None:
    table = ChangeRowRow.__table__
    known = {
        (line["table_name"], line["first_id"]): line
        for line in connection.execute(select(table).where(ChangeRowRow.change_id == change_id)).mappings()
    }
    for row in rows:
        earlier = known.get((row["table_name"], row["first_id"]))
        if earlier is None:
            connection.execute(insert(ChangeRowRow), [{"change_id": change_id, **row}])
        elif earlier["before"] == row["after"]:
            connection.execute(delete(ChangeRowRow).where(ChangeRowRow.id == earlier["id"]))
        else:
            connection.execute(update(ChangeRowRow).where(ChangeRowRow.id == earlier["id"]).values(after=row["after"]))
