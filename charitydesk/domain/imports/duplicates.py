"""Tells which rows of a table are here already, or stand in it twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charitydesk.domain.imports.many import folded

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that is here already, or stands above in the same file.

    Args:
        at: Its place among the readings, from 0.
        record: The id of the record that is here; None when the file itself repeats.
        of: The place of the row above that says the same; None when a record does.
    """

    at: int
    record: int | None = None
    of: int | None = None


class KnownRecords:
    """What is here already, by what tells one record from another.

    Args:
        keys: Sets of columns, the most telling first.
        columns: The records' columns by name; `id` and every column of the keys.
    """

    def __init__(self, keys: Sequence[Sequence[str]], columns: Mapping[str, Sequence[Any]]) -> None:
        self._keys = keys
        ids = columns["id"]
        self._known: list[dict[Hashable, int]] = []
        for key in keys:
            told = zip(*(_compared(columns[name]) for name in key), strict=True)
            # A later record does not take an earlier one's place: the first is the one people know.
            known: dict[Hashable, int] = {}
            for id_, values in zip(ids, told, strict=True):
                if None not in values:
                    known.setdefault(values, id_)
            self._known.append(known)

    def repeats(self, columns: Mapping[str, Sequence[Any]], count: int) -> list[Repeat]:
        """Return the rows that are here already or stand twice among themselves.

        Args:
            columns: The rows, column by column; a key with a column that is missing tells nothing.
            count: How many rows there are.
        """
        if not count:
            return []
        usable = [(at, key) for at, key in enumerate(self._keys) if all(name in columns for name in key)]
        found: list[Repeat] = []
        open_rows: Iterable[int] = range(count)
        for at, key in usable:
            compared = [_compared(columns[name]) for name in key]
            known = self._known[at]
            every_row_told = open_rows == range(count) and not any(None in column for column in compared)
            if every_row_told and _all_differ(compared) and known.keys().isdisjoint(zip(*compared, strict=True)):
                return []
            told = list(zip(*compared, strict=True))
            seen: dict[Hashable, int] = {}
            left: list[int] = []
            for row in open_rows:
                values = told[row]
                if None in values:
                    left.append(row)
                elif values in known:
                    found.append(Repeat(row, record=known[values]))
                elif seen.setdefault(values, row) != row:
                    found.append(Repeat(row, of=seen[values]))
            open_rows = left
            if not left:
                break
        return sorted(found, key=lambda repeat: repeat.at)


def _all_differ(columns: Sequence[Sequence[Hashable]]) -> bool:
    """Return whether no two rows say the same; one column in which all differ tells it soonest."""
    count = len(columns[0])
    return any(len(set(column)) == count for column in columns) or len(set(zip(*columns, strict=True))) == count


def _compared(values: Sequence[Any]) -> list[Any]:
    """Return values as they are compared: capitals and blanks do not count, and nothing is not the same as nothing."""
    kinds = set(map(type, values))
    if str not in kinds:
        return [*values]
    texts: Sequence[Any] = values
    if kinds == {str} and (plain := folded(texts)) is not None:
        return [text or None for text in plain] if "" in plain else [*plain]
    told = {value: _plain(value) if isinstance(value, str) else value for value in set(values)}
    return [told[value] for value in values]


def _plain(text: str) -> str | None:
    return " ".join(text.casefold().split()) or None
