"""The one kind of store: get, find, all, add, update and delete records of one table.

History is captured by the unit of work around it, so a store only says what happens. Named lists with SQL sort and
filter live in the stores that have them (`stores_notices.py`, `stores_letters.py`, `stores_library.py`).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from charitydesk.errors import BadInputError
from charitydesk.storage.base import Base
from charitydesk.storage.recorder import recorder_of
from charitydesk.storage.shape import WHICH, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.orm import Session

Record = TypeVar("Record")
Row = TypeVar("Row", bound=Base)
Line = TypeVar("Line")


class NotFoundError(BadInputError):
    """There is no record with that id."""


class Store(Generic[Record, Row]):
    """Records of one table.

    Args:
        session: The unit of work's session.
        now: The unit of work's moment; it stamps records.
        record: The record class; its fields are columns of the row.
        row: The row class.
        noun: What the user calls one of them.
    """

    def __init__(self, session: Session, now: datetime, record: type[Record], row: type[Row], noun: str) -> None:
        self._session = session
        self._now = now
        self._record = record
        self._row = row
        self._noun = noun
        self._shape = shape_of(record, row)

    def find(self, id_: int) -> Record | None:
        """Return the record, or None when there is none."""
        return next(iter(self._shape.those(self._connection(), (), {"id": id_})), None)

    def get(self, id_: int) -> Record:
        """Return the record.

        Raises:
            NotFoundError: There is none.
        """
        found = self.find(id_)
        if found is None:
            raise self._missing(id_)
        return found

    def add(self, record: Record) -> Record:
        """Store a new record and return it with its id and moments."""
        values = {name: getattr(record, name) for name in self._shape.names}
        if not values["id"]:
            del values["id"]
        for stamp in ("created_at", "updated_at", "recorded_at", "added_at"):
            if stamp in values:
                values[stamp] = self._now
        recorder, connection = recorder_of(self._session), self._connection()
        key: Any = connection.execute(self._shape.insert, values).inserted_primary_key
        values["id"] = int(key[0])
        recorder.added(self._shape.table, values["id"])
        return self._record(**values)

    def update(self, record: Record) -> Record:
        """Put a changed record in the place of the one with its id; `created_at` stays.

        Raises:
            NotFoundError: There is none.
        """
        id_ = cast("Any", record).id
        here = self.get(id_)
        kept = {"created_at", "updated_at"}
        wanted = ((name, getattr(record, name)) for name in self._shape.names if name not in kept)
        changed = {name: value for name, value in wanted if getattr(here, name) != value}
        if not changed:
            return here
        if "updated_at" in self._shape.names:
            changed["updated_at"] = self._now
        recorder_of(self._session).touched(self._shape.table, id_)
        self._connection().execute(self._shape.change, {WHICH: id_, **changed})
        return dataclasses.replace(cast("Any", here), **changed)

    def delete(self, id_: int) -> None:
        """Delete the record; what hangs on it must be deleted first, or through the store's own `delete`.

        Raises:
            NotFoundError: There is none.
        """
        self.get(id_)
        self._remove((id_,))

    def count(self) -> int:
        """Return how many there are."""
        return self._session.scalar(select(func.count()).select_from(self._row)) or 0

    def all(self, *where: ColumnElement[bool], order: Sequence[Any] = ()) -> tuple[Record, ...]:
        """Return whole records, by id unless told otherwise; for short lists and for stores' own use."""
        statement = self._shape.every.where(*where).order_by(*order, self._shape.table.c.id)
        cursor = self._connection().execute(statement).cursor
        return () if cursor is None else tuple(self._shape.read(row) for row in cursor.fetchall())

    def those(self, *order: str, **values: object) -> tuple[Record, ...]:
        """Return whole records with these values, in the order of columns and then by id.

        Args:
            order: The columns.
            values: By column, the value; None is a value like any other.
        """
        return tuple(self._shape.those(self._connection(), (*order, "id"), values))

    def delete_where(self, *where: ColumnElement[bool]) -> int:
        """Delete every record that fits, each with its image in the history, and return how many."""
        ids = self._connection().execute(select(self._shape.table.c.id).where(*where)).scalars().all()
        self._remove(ids)
        return len(ids)

    def _remove(self, ids: Collection[int]) -> None:
        recorder, connection = recorder_of(self._session), self._connection()
        for id_ in ids:
            recorder.touched(self._shape.table, id_)
        if ids:
            connection.execute(self._shape.remove, [{WHICH: id_} for id_ in ids])

    def _connection(self) -> Connection:
        """Return the connection, with everything that rows of the session are to tell the file told."""
        if self._session.autoflush:
            self._session.flush()
        return self._session.connection()

    def _row_of(self, id_: int) -> Row:
        row = self._session.get(self._row, id_)
        if row is None:
            raise self._missing(id_)
        return row

    def _missing(self, id_: int) -> NotFoundError:
        return NotFoundError(f"There is no {self._noun} {id_}.", f"Look at the list for the {self._noun} you mean.")

    def _to_record(self, row: Row) -> Record:
        return self._record(**{name: getattr(row, name) for name in self._shape.names})


def as_lines(session: Session, line: type[Line], statement: Any) -> tuple[Line, ...]:
    """Return a statement's columns as frozen lines; columns carry the names of the line's fields."""
    if session.autoflush:
        session.flush()
    # Columns alone need nothing of what a session adds to a row.
    found = session.connection().execute(statement)
    names = tuple(found.keys())
    if set(names) != {field.name for field in dataclasses.fields(cast("Any", line))}:
        return tuple(line(**dict(zip(names, row, strict=True))) for row in found.all())
    # Filling the slots is three times as fast as asking the class to, and lists and Today read thousands.
    fill = tuple(getattr(line, name).__set__ for name in names)
    return tuple(_filled(line, fill, row) for row in found.all())


def _filled(line: type[Line], fill: tuple[Callable[[Any, Any], None], ...], row: Iterable[Any]) -> Line:
    made = object.__new__(line)
    for put, value in zip(fill, row, strict=True):
        put(made, value)
    return made


def as_stored(session: Session, statement: Any, **values: Any) -> list[tuple[Any, ...]]:
    """Return a statement's columns as they lie in the file: dates and enumerations as text.

    To read thousands of values that nobody looks at takes longer than to find them; see `reader`.

    Args:
        session: Where to read.
        statement: What to read.
        values: Those of the statement's own parameters.
    """
    if session.autoflush:
        session.flush()
    cursor = session.connection().execute(statement, values).cursor
    return [] if cursor is None else cast("list[tuple[Any, ...]]", cursor.fetchall())


def reader(line: type[Line], columns: Mapping[str, Any]) -> Callable[[Sequence[Any]], Line]:
    """Return what makes a frozen line of one of the rows of `as_stored`.

    Args:
        line: Its class; the cells are in the order of its fields.
        columns: By field, the column the cell is one of.
    """
    dialect = sqlite.dialect()
    fields = [field.name for field in dataclasses.fields(cast("Any", line))]
    reads = [columns[name].type.dialect_impl(dialect).result_processor(dialect, None) for name in fields]

    def read(row: Sequence[Any]) -> Line:
        return line(*(cell if turn is None else turn(cell) for turn, cell in zip(reads, row, strict=True)))

    return read


def contains(column: Any, text: str) -> ColumnElement[bool]:
    """Return a filter for text anywhere in a column, with the user's `%` and `_` taken as typed."""
    return column.icontains(text, autoescape=True)


def asked_for(filters: object, conditions: Mapping[str, Callable[[Any], Any]]) -> tuple[Any, ...]:
    """Return the conditions of a filter's fields that ask for something.

    Args:
        filters: A record of filters; an empty field asks for nothing.
        conditions: By field, what makes the condition.
    """
    return tuple(make(wanted) for name, make in conditions.items() if (wanted := getattr(filters, name)))
