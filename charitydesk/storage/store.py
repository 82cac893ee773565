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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
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
        self._fields = tuple(field.name for field in dataclasses.fields(cast("Any", record)))

    def find(self, id_: int) -> Record | None:
        """Return the record, or None when there is none."""
        row = self._session.get(self._row, id_)
        return None if row is None else self._to_record(row)

    def get(self, id_: int) -> Record:
        """Return the record.

        Raises:
            NotFoundError: There is none.
        """
        return self._to_record(self._row_of(id_))

    def add(self, record: Record) -> Record:
        """Store a new record and return it with its id and moments."""
        values = self._values(record)
        for stamp in ("created_at", "updated_at", "recorded_at", "added_at"):
            if stamp in values:
                values[stamp] = self._now
        row = self._row(**values)
        self._session.add(row)
        self._session.flush()
        return self._to_record(row)

    def update(self, record: Record) -> Record:
        """Put a changed record in the place of the one with its id; `created_at` stays.

        Raises:
            NotFoundError: There is none.
        """
        row = self._row_of(cast("Any", record).id)
        values = self._values(record)
        values.pop("created_at", None)
        stamped = "updated_at" in values
        values.pop("updated_at", None)
        changed = False
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed = True
        if changed and stamped:
            cast("Any", row).updated_at = self._now
        self._session.flush()
        return self._to_record(row)

    def delete(self, id_: int) -> None:
        """Delete the record; what hangs on it must be deleted first, or through the store's own `delete`.

        Raises:
            NotFoundError: There is none.
        """
        self._session.delete(self._row_of(id_))
        self._session.flush()

    def count(self) -> int:
        """Return how many there are."""
        return self._session.scalar(select(func.count()).select_from(self._row)) or 0

    def all(self, *where: ColumnElement[bool], order: Sequence[Any] = ()) -> tuple[Record, ...]:
        """Return whole records, by id unless told otherwise; for short lists and for stores' own use."""
        statement = select(self._row).where(*where).order_by(*order, self._row.id)
        return tuple(self._to_record(row) for row in self._session.scalars(statement))

    def delete_where(self, *where: ColumnElement[bool]) -> int:
        """Delete every record that fits, each with its image in the history, and return how many."""
        rows = self._session.scalars(select(self._row).where(*where)).all()
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        return len(rows)

    def _row_of(self, id_: int) -> Row:
        row = self._session.get(self._row, id_)
        if row is None:
            raise NotFoundError(f"There is no {self._noun} {id_}.", f"Look at the list for the {self._noun} you mean.")
        return row

    def _values(self, record: Record) -> dict[str, Any]:
        values = {name: getattr(record, name) for name in self._fields}
        if not values["id"]:
            del values["id"]
        return values

    def _to_record(self, row: Row) -> Record:
        return self._record(**{name: getattr(row, name) for name in self._fields})


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
