"""What a preview says of values and of changes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, cast

from charitydesk.domain.imports.values import GivenMoment
from charitydesk.domain.money import pounds
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, time_words

if TYPE_CHECKING:
    from charitydesk.domain.imports.kinds import ImportKind


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after.

    Args:
        label: What people call it.
        before: As a person reads it; empty when nothing stood there.
        after: The same.
    """

    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The change in one line."""
        return f"{self.label}: {_short(self.before)} → {_short(self.after)}"


_LONGEST = 80


def _short(words: str) -> str:
    line = " ".join(words.split()) or "nothing"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def label_of(kind: ImportKind, name: str) -> str:
    """Return what people call a column of a record."""
    column = kind.by_name.get(name) or kind.by_name.get(name.removesuffix("_on").removesuffix("_at"))
    return column.label if column is not None else name.replace("_", " ")


MONEY = frozenset({"value", "value_ex_vat", "annual_value", "won_value"})
LENGTHS = frozenset({"hours", "minutes"})


def shown(value: object, name: str = "") -> str:
    """Return a value as a person reads it.

    Args:
        value: As records hold it.
        name: Its column; tells money and minutes from other whole numbers.
    """
    if isinstance(value, datetime):
        words = f"{date_words(value)}, {time_words(value)}"
    elif isinstance(value, date):
        words = date_words(value)
    elif isinstance(value, GivenMoment):
        day = date_words(value.day)
        words = day if value.at is None else f"{day}, {time_words(value.at)} {value.offset}".strip()
    elif isinstance(value, Enum):
        words = str(getattr(value, "label", value.value))
    elif isinstance(value, tuple):
        words = ", ".join(str(part) for part in cast("tuple[object, ...]", value))
    elif name in MONEY and isinstance(value, int):
        words = pounds(value)
    elif name in LENGTHS and isinstance(value, int):
        words = hours_words(value)
    else:
        words = "" if value is None else str(value)
    return words
