"""What a preview says of values and of changes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, cast

from charitydesk.domain.closing import closing_in_full, offset_words, read_closing
from charitydesk.domain.imports.values import GivenMoment
from charitydesk.domain.money import pounds
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, time_words
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from charitydesk.domain.imports.kinds import ImportKind


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after.

    Args:
        label: What people call it.
        before: As a person reads it; empty when nothing stood there.
        after: The same.
        adds: Whether something new comes beside it rather than a blank being filled.
    """

    label: str
    before: str
    after: str
    adds: bool = False

    @property
    def sentence(self) -> str:
        """The change in one line, ahead of it."""
        return self._told("will add" if self.adds else "will fill")

    @property
    def done_sentence(self) -> str:
        """The change in one line, once it is made."""
        return self._told("added" if self.adds else "filled")

    def _told(self, verb: str) -> str:
        if not self.before.strip():
            return f"{verb} {self.label}: {_short(' '.join(self.after.split()))}"
        before, after = _from_difference(" ".join(self.before.split()), " ".join(self.after.split()))
        return f"{self.label}: {_short(before)} → {_short(after)}"


_LONGEST = 80


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return two texts from where they part, where both are long and begin alike."""
    if min(len(before), len(after)) <= _LONGEST:
        return before, after
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, before.rfind(" ", 0, same) + 1)
    return (f"…{before[start:]}", f"…{after[start:]}") if start > _LONGEST // 2 else (before, after)


def _short(words: str) -> str:
    line = words or "nothing"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _closing(text: str) -> str:
    """Return a closing time in words, or as it stands where it is none."""
    try:
        closing = read_closing(text)
    except BadInputError:
        return text
    return "" if closing is None else closing_in_full(closing)


def _offset(given: GivenMoment) -> str:
    return offset_words(datetime.fromisoformat(given.text)) if given.offset else ""


def label_of(kind: ImportKind, name: str) -> str:
    """Return what people call a column of a record."""
    column = kind.by_name.get(name) or kind.by_name.get(name.removesuffix("_on").removesuffix("_at"))
    return column.label if column is not None else name.replace("_", " ")


MONEY = frozenset({"value", "value_ex_vat", "annual_value", "won_value"})
CLOSINGS = frozenset({"deadline", "cutoff"})
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
        words = day if value.at is None else f"{day}, {time_words(value.at)} {_offset(value)}".strip()
    elif name in CLOSINGS and isinstance(value, str):
        words = _closing(value)
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
