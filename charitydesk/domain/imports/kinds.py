"""What can be imported: a kind's columns, what other people call them, and what tells that a row is here already."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from charitydesk.domain.imports.values import NotReadError, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

Reader = Callable[[object], object]

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a kind's rows may tell.

    Args:
        name: Its name in the program.
        label: What people call it, for the page and for problems: `closing date`.
        synonyms: Headings other people give it, in small letters without punctuation; the label is one of them.
        reader: What a cell means; raises `NotReadError`.
        required: A row without it cannot be taken.
        not_called: Headings that look like its name and are not taken for it unasked, in the form of `synonyms`.
    """

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    reader: Reader = read_text
    required: bool = False
    not_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportKind:
    """One kind of record that tables can bring.

    Args:
        name: As the command line takes it: `contracts`.
        singular: One of them: `contract`.
        plural: Several.
        columns: What its rows may tell, in the order in which lists show them.
        keys: Sets of columns of the record; the first set that a row fills decides whether it is here already.
        one_of: Sets of columns of which a table needs at least one, such as hours and minutes.
    """

    name: str
    singular: str
    plural: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    one_of: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The columns' names by every heading that is one of theirs word for word; the first of two keeps it."""
        return {
            synonym: column.name
            for column in reversed(self.columns)
            for synonym in (*column.synonyms, plain_words(column.label), plain_words(column.name))
            if synonym not in column.not_called
        }

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns no row can do without."""
        return tuple(column for column in self.columns if column.required)


def choice(kind: type[StrEnum], words: Mapping[str, StrEnum] | None = None) -> Reader:
    """Return a reader of an enumeration's own words, its labels and other people's words for its members.

    Args:
        kind: The enumeration.
        words: Other people's words, in small letters.
    """
    known: dict[str, StrEnum] = {}
    for member in kind:
        known[plain_words(member.value)] = member
        known.setdefault(plain_words(str(getattr(member, "label", member.value))), member)
    known |= {plain_words(word): member for word, member in (words or {}).items()}

    def read(cell: object) -> object:
        found = known.get(plain_words(read_text(cell)))
        if found is None:
            raise NotReadError("not one of the choices")
        return found

    return read


def plain_words(text: str) -> str:
    """Return a heading or a choice in small letters and single blanks, without punctuation.

    Example:
        >>> plain_words("  Contract_End-Date (dd/mm/yyyy): ")
        'contract end date dd mm yyyy'
    """
    # Signs that carry the meaning of a heading are words of their own.
    text = text.replace("%", " percent ").replace("£", " ").replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(_NO_LETTERS.sub(" ", text).casefold().split())
