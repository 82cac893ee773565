"""What makers of imported records have in common: rows as columns of records, and who makes them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.domain.imports.readings import RowProblem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.imports.readings import Readings
    from charitydesk.services.import_words import FieldChange
    from charitydesk.storage.unit_of_work import UnitOfWork

_MADE_BY_STORES = ("id", "created_at", "updated_at")


@dataclass
class Prepared:
    """Readings as columns of records.

    Args:
        columns: By name; every row has every one of them.
        problems: What shows only when rows are held against what is here.
        beside: Columns for a second table, such as a commissioner's contact.
        remarks: What a person should know although nothing stands in the way, in sentences.
    """

    columns: dict[str, list[Any]]
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    beside: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])
    remarks: tuple[str, ...] = ()


class Writer(Protocol):
    """Makes records of one kind."""

    @property
    def table(self) -> str:
        """The table they lie in."""
        ...

    @property
    def record(self) -> type[Any]:
        """Their record."""
        ...

    @property
    def store(self) -> str:
        """Their store's name in a unit of work."""
        ...

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return readings as columns of records, held against what is here."""
        ...

    def check(
        self, work: UnitOfWork, prepared: Prepared, readings: Readings, here: Collection[int]
    ) -> list[RowProblem]:
        """Return what stands in the way of the rows together, once it is known which are here already.

        Args:
            work: The unit of work that knows.
            prepared: The rows as columns.
            readings: The rows as read.
            here: Places of rows that are here already.
        """
        ...

    def after(self, work: UnitOfWork, prepared: Prepared, rows: Sequence[int], ids: Sequence[int]) -> None:
        """Add what hangs on records that are new or were brought up to date, where it is not there yet.

        Args:
            work: The unit of work that added or changed them.
            prepared: What they were made of.
            rows: Which of its rows they are.
            ids: Their ids, in the same order.
        """
        ...

    def beside(
        self, work: UnitOfWork, prepared: Prepared, here: Mapping[int, int]
    ) -> Mapping[int, tuple[FieldChange, ...]]:
        """Return by row what bringing a record up to date would add that hangs on it.

        Args:
            work: The unit of work that knows what is there.
            prepared: The rows as columns.
            here: Ids of records that are here, by the place of the row that says the same.
        """
        ...


@dataclass(frozen=True, slots=True)
class PlainWriter:
    """What most kinds have in common: rows do not stand in each other's way, and nothing hangs on a new record."""

    def check(
        self, work: UnitOfWork, prepared: Prepared, readings: Readings, here: Collection[int]
    ) -> list[RowProblem]:
        """Return nothing: each row stands alone."""
        del work, prepared, readings, here
        return []

    def after(self, work: UnitOfWork, prepared: Prepared, rows: Sequence[int], ids: Sequence[int]) -> None:
        """Add nothing."""

    def beside(
        self, work: UnitOfWork, prepared: Prepared, here: Mapping[int, int]
    ) -> Mapping[int, tuple[FieldChange, ...]]:
        """Return nothing."""
        del work, prepared, here
        return {}


def defaults_of(record: type[Any]) -> dict[str, Any]:
    """Return what a record says when it says nothing, without what stores fill in."""
    return {
        item.name: item.default_factory() if item.default is dataclasses.MISSING else item.default  # pyright: ignore[reportCallIssue]
        for item in fields(record)
        if item.name not in _MADE_BY_STORES and not _needed(item)
    }


def _needed(item: dataclasses.Field[Any]) -> bool:
    return item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING


def own_columns(record: type[Any], values: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the columns a record has, with its own word for nothing where a row says nothing."""
    own = {item.name for item in fields(record)}
    empty = defaults_of(record)
    return {
        name: [empty[name] if value is None else value for value in column]
        if None in column and empty.get(name) is not None
        else column
        for name, column in values.items()
        if name in own
    }
