"""The history read back: list it, undo and redo by applying images.

Undo is last in, first out unless a change is named; a named one is undone only when no later change that still stands
touched its rows. Rows are taken out first and put back after, with foreign keys deferred to the commit, so neither
order nor unique columns can stand in the way.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import aliased

from charitydesk.collecting import uncollected
from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.errors import UserFacingError
from charitydesk.storage.base import Base
from charitydesk.storage.bulk import checked_once, insert_rows, roomy, sorted_once
from charitydesk.storage.forgetting import forget_since
from charitydesk.storage.recorder import ChangeLabel, Image, add_line, read_image
from charitydesk.storage.rows_history import ChangeRow, ChangeRowRow
from charitydesk.storage.schema import REVISION
from charitydesk.storage.search_index import many_rows, rows_leave
from charitydesk.storage.store import as_stored
from charitydesk.storage.types import read_moment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


_PACKED_AT_A_TIME = 20_000


class CannotUndoError(UserFacingError):
    """A change cannot be undone or redone as things stand."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history.

    Args:
        id: Its id; later lines have larger ones.
        name: What was done.
        topics: What it concerned.
        actor: Who did it; empty when not known.
        made_at: When, in UTC.
        kind: A change, an undo or a redo.
        state: Whether the change stands, is undone, or is undone for good.
        of_change: The change an undo or redo was of.
    """

    id: int
    name: str
    topics: tuple[str, ...]
    actor: str
    made_at: datetime
    kind: ChangeKind
    state: ChangeState
    of_change: int | None


@dataclass(frozen=True, slots=True)
class RowImages:
    """What one change did to one row: values as stored, None where the row did not exist."""

    change_id: int
    table: str
    id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class _Touched:
    id: int
    table: str
    first: int
    last: int
    is_run: bool
    present: Image | None
    wanted: Image | None


class HistoryStore:
    """The history within one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self, *, offset: int = 0, limit: int = 200) -> tuple[HistoryLine, ...]:
        """Return the latest lines first."""
        return self._lines(_lines().order_by(ChangeRow.id.desc()).offset(offset).limit(limit))

    def next_undo(self) -> HistoryLine | None:
        """Return the change that undo would take back, or None."""
        standing = (ChangeRow.kind == ChangeKind.CHANGE, ChangeRow.state == ChangeState.APPLIED)
        return self._first(_lines().where(*standing).order_by(ChangeRow.id.desc()))

    def next_redo(self) -> HistoryLine | None:
        """Return the change that redo would bring back, or None."""
        return self._first(_lines().where(ChangeRow.state == ChangeState.UNDONE).order_by(ChangeRow.undone_by.desc()))

    def of_row(self, table: str, id_: int) -> tuple[HistoryLine, ...]:
        """Return the changes that touched one row, latest first."""
        covering = (
            ChangeRowRow.table_name == table,
            ChangeRowRow.first_id <= id_,
            ChangeRowRow.last_id >= id_,
            ChangeRowRow.change_id == ChangeRow.id,
        )
        return self._lines(
            _lines().where(select(ChangeRowRow.id).where(*covering).exists()).order_by(ChangeRow.id.desc())
        )

    def images(self, change_id: int) -> tuple[RowImages, ...]:
        """Return what a change did, row by row; runs of rows added at one go are left out."""
        statement = select(ChangeRowRow.__table__).where(
            ChangeRowRow.change_id == change_id, ChangeRowRow.is_run.is_(False)
        )
        return tuple(
            RowImages(change_id, row["table_name"], row["first_id"], _load(row["before"]), _load(row["after"]))
            for row in self._session.execute(statement.order_by(ChangeRowRow.id)).mappings()
        )

    def mark(self) -> str:
        """Return a text that differs whenever anything of the charity's was changed since."""
        line = ChangeRow.__table__.c
        last = as_stored(self._session, select(line.id, line.made_at).order_by(line.id.desc()).limit(1))
        return "".join(f"{id_}@{read_moment(made_at).isoformat()}" for id_, made_at in last)

    def forget_since(self, name: str, may_stay: Collection[tuple[str, int]] = ()) -> bool:
        """Take out the last change of a name and every line since, if they left nothing: see `forgetting`."""
        done = forget_since(self._session.connection(), name, may_stay)
        self._session.expire_all()
        return done

    @uncollected()
    def undo(self, *, actor: str, now: datetime, change_id: int | None = None) -> HistoryLine:
        """Take back the last change that stands, or the named one, and return it.

        Raises:
            CannotUndoError: There is none, or what it touched has been changed since.
        """
        line = self.next_undo() if change_id is None else self._standing(change_id)
        if line is None:
            raise CannotUndoError("There is nothing to undo.")
        self._check_revision(line, "undone")
        later = self._later_touch(line.id)
        if later is not None:
            raise CannotUndoError(
                f"“{line.name}” cannot be undone because “{later}” has changed the same records since.",
                "Undo that change first.",
            )
        connection = self._session.connection()
        label = ChangeLabel(line.name, line.topics, actor, now)
        mark = add_line(connection, label, ChangeKind.UNDO, line.id)
        self._apply(connection, line, wanted="before")
        connection.execute(
            update(ChangeRow).where(ChangeRow.id == line.id).values(state=ChangeState.UNDONE, undone_by=mark)
        )
        self._session.expire_all()
        return line

    @uncollected()
    def redo(self, *, actor: str, now: datetime) -> HistoryLine:
        """Bring back the change undone last and return it.

        Raises:
            CannotUndoError: There is none, or its records are not as undo left them.
        """
        line = self.next_redo()
        if line is None:
            raise CannotUndoError("There is nothing to redo.")
        self._check_revision(line, "redone")
        connection = self._session.connection()
        add_line(connection, ChangeLabel(line.name, line.topics, actor, now), ChangeKind.REDO, line.id)
        self._apply(connection, line, wanted="after")
        connection.execute(
            update(ChangeRow).where(ChangeRow.id == line.id).values(state=ChangeState.APPLIED, undone_by=None)
        )
        self._session.expire_all()
        return line

    def _first(self, statement: Any) -> HistoryLine | None:
        return next(iter(self._lines(statement.limit(1))), None)

    def _lines(self, statement: Any) -> tuple[HistoryLine, ...]:
        return tuple(HistoryLine(**row) for row in self._session.execute(statement).mappings())

    def _standing(self, change_id: int) -> HistoryLine:
        line = self._first(_lines().where(ChangeRow.id == change_id, ChangeRow.kind == ChangeKind.CHANGE))
        if line is None:
            raise CannotUndoError(
                f"There is no change {change_id} in the history.", "Look at the history for its number."
            )
        if line.state is not ChangeState.APPLIED:
            raise CannotUndoError(f"“{line.name}” is undone already.")
        return line

    def _check_revision(self, line: HistoryLine, verb: str) -> None:
        made_by = self._session.scalar(select(ChangeRow.revision).where(ChangeRow.id == line.id))
        if made_by != REVISION:
            raise CannotUndoError(
                f"“{line.name}” was made with an older version of CharityDesk and can no longer be {verb}.",
                "Restore a backup from before it if you must.",
            )

    def _later_touch(self, change_id: int) -> str | None:
        """Return the name of a later change, still standing, that touched a row of this one."""
        mine, theirs = aliased(ChangeRowRow), aliased(ChangeRowRow)
        return self._session.scalar(
            select(ChangeRow.name)
            .join(theirs, theirs.change_id == ChangeRow.id)
            .join(
                mine,
                (mine.table_name == theirs.table_name)
                & (theirs.first_id <= mine.last_id)
                & (theirs.last_id >= mine.first_id),
            )
            .where(mine.change_id == change_id, ChangeRow.id > change_id, ChangeRow.state == ChangeState.APPLIED)
            .order_by(ChangeRow.id.desc())
            .limit(1)
        )

    def _apply(self, connection: Connection, line: HistoryLine, *, wanted: str) -> None:
        present = "after" if wanted == "before" else "before"
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        touched = self._touched(connection, line.id, present, wanted)
        runs = [row for row in touched if row.is_run]
        singles = [row for row in touched if not row.is_run]
        if any(read_image(connection, row.table, row.first) != row.present for row in singles):
            raise CannotUndoError(
                f"“{line.name}” is left as it stands because one of its records is no longer as it left it.",
                "Nothing was changed.",
            )
        if wanted == "before":
            for row in reversed(runs):
                _take_out_run(connection, row)
        for row in reversed(singles):
            if row.present is not None:
                connection.exec_driver_sql(f'DELETE FROM "{row.table}" WHERE id = ?', (row.first,))  # noqa: S608 - our own name
        for row in singles:
            if row.wanted is not None:
                insert_rows(connection, row.table, tuple(row.wanted), [tuple(row.wanted.values())])
        if wanted == "after":
            for row in runs:
                _put_back_run(connection, row)

    @staticmethod
    def _touched(connection: Connection, change_id: int, present: str, wanted: str) -> list[_Touched]:
        stored = connection.execute(
            select(ChangeRowRow.__table__).where(ChangeRowRow.change_id == change_id).order_by(ChangeRowRow.id)
        )
        return [
            _Touched(
                id=row["id"],
                table=row["table_name"],
                first=row["first_id"],
                last=row["last_id"],
                is_run=row["is_run"],
                present=_load(row[present]),
                wanted=_load(row[wanted]),
            )
            for row in stored.mappings()
        ]


def _lines() -> Any:
    return select(
        ChangeRow.id,
        ChangeRow.name,
        ChangeRow.topics,
        ChangeRow.actor,
        ChangeRow.made_at,
        ChangeRow.kind,
        ChangeRow.state,
        ChangeRow.of_change,
    )


def _load(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)


def _take_out_run(connection: Connection, run: _Touched) -> None:
    """Pack a run's rows into the history and delete them: what stands costs nothing, what is undone is kept."""
    span = (run.first, run.last)
    connection.execute(update(ChangeRowRow).where(ChangeRowRow.id == run.id).values(packed=_packed(connection, run)))
    with (
        roomy(connection, run.last - run.first + 1),
        rows_leave(connection, run.table, *span),
        sorted_once(connection, run.table, run.last - run.first + 1, out=True),
    ):
        connection.exec_driver_sql(f'DELETE FROM "{run.table}" WHERE id BETWEEN ? AND ?', span)  # noqa: S608 - our own name


def _packed(connection: Connection, run: _Touched) -> bytes:
    """Return a run's rows as they lie in the file; SQLite itself writes them out, for it holds whole numbers and text.

    The form is the JSON `{"same": {...}, "columns": [...], "rows": [[...], ...]}`, compressed; what every row says
    alike stands once, in `same`, which older changes lack.
    """
    every = [column.name for column in Base.metadata.tables[run.table].columns]
    same = _alike(connection, run, every)
    names = [name for name in every if name not in same]
    quoted = ", ".join(f'"{name}"' for name in names)
    query = (
        f"SELECT CAST(json_group_array(json_array({quoted})) AS BLOB) FROM "  # noqa: S608 - our own names
        f'(SELECT {quoted} FROM "{run.table}" WHERE id BETWEEN ? AND ? ORDER BY id)'
    )
    packer = zlib.compressobj(1)
    start = json.dumps({"same": same, "columns": names, "rows": []})
    packed = [packer.compress(start.removesuffix("]}").encode())]
    between = b""
    for first in range(run.first, run.last + 1, _PACKED_AT_A_TIME):
        last = min(first + _PACKED_AT_A_TIME - 1, run.last)
        rows = bytes(connection.exec_driver_sql(query, (first, last)).scalar_one())[1:-1]
        if rows:
            packed.append(packer.compress(between + rows))
            between = b","
    return b"".join([*packed, packer.compress(b"]}"), packer.flush()])


def _alike(connection: Connection, run: _Touched, names: Sequence[str]) -> Image:
    """Return what every row of a run says alike, by column."""
    quoted = ", ".join(f'"{name}"' for name in names)
    ends = f'SELECT {quoted} FROM "{run.table}" WHERE id IN (?, ?)'  # noqa: S608 - our own names
    first, *last = connection.exec_driver_sql(ends, (run.first, run.last)).all() or [()]
    if not last:
        return {}
    likely = {name: one for name, one, other in zip(names, first, last[0], strict=True) if one == other}
    differs = ", ".join(f'max("{name}" IS NOT ?)' for name in likely) or "1"
    asked = f'SELECT {differs} FROM "{run.table}" WHERE id BETWEEN ? AND ?'  # noqa: S608 - the same
    found = connection.exec_driver_sql(asked, (*likely.values(), run.first, run.last)).one()
    return {name: value for (name, value), other in zip(likely.items(), found, strict=False) if not other}


def _put_back_run(connection: Connection, run: _Touched) -> None:
    span = (run.first, run.last)
    there = connection.exec_driver_sql(f'SELECT count(*) FROM "{run.table}" WHERE id BETWEEN ? AND ?', span)  # noqa: S608
    packed = connection.scalar(select(ChangeRowRow.packed).where(ChangeRowRow.id == run.id))
    if packed is None or there.scalar():
        raise CannotUndoError("The imported records are no longer as undo left them.", "Nothing was changed.")
    content = json.loads(zlib.decompress(packed))
    if content["rows"]:
        with (
            roomy(connection, run.last - run.first + 1),
            many_rows(connection, run.table, *span),
            sorted_once(connection, run.table, run.last - run.first + 1),
            checked_once(connection, run.table, *span),
        ):
            insert_rows(connection, run.table, content["columns"], content["rows"], content.get("same"))
    connection.execute(update(ChangeRowRow).where(ChangeRowRow.id == run.id).values(packed=None))
