"""Facts as plain text and back: one reading of answers for the window, the command line's file and the database.

Facts are nested frozen dataclasses; a fact's path is `group.field`, for example `notice.received_on`. What each field
may hold follows from its type, so that a new fact needs no code here.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

from charitydesk.domain.money import Pence, parse_pounds, pounds
from charitydesk.domain.periods import Period, check_date, parse_period
from charitydesk.domain.plain_text import kept_text
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list

NOT_KNOWN = frozenset({"", "unknown", "not known", "not known yet", "don't know", "dont know", "?", "-"})
LONGEST_TEXT = 20_000

Facts = TypeVar("Facts")

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_DAY_FIRST = re.compile(
    r"^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ /.\-]+(\d{1,2}|[a-z]{3,9})[ /.\-,]+(\d{4}|\d{2})$", re.IGNORECASE
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_YES_NO = {"y": "yes", "true": "yes", "n": "no", "false": "no", "part": "partly", "partially": "partly"}


@dataclass(frozen=True, slots=True)
class FactProblem:
    """An answer that cannot be used.

    Args:
        path: Which fact, `group.field`.
        sentence: What is wrong and what would do.
    """

    path: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact of a facts dataclass.

    Args:
        path: `group.field`.
        kind: What it holds, without None: a class, or `Pence`.
        default: What stands when it is not known.
    """

    path: str
    kind: object
    default: object

    @property
    def choices(self) -> tuple[str, ...]:
        """The words an answer may be, where it is one of a few."""
        return () if self.enumeration is None else tuple(_members(self.enumeration))

    @property
    def enumeration(self) -> type[Enum] | None:
        """The enumeration it holds, or None."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, Enum) else None


@cache
def _members(enumeration: type[Enum]) -> Mapping[str, Enum]:
    """Return the members of an enumeration by the word an answer gives for each."""
    return {str(member.value): member for member in enumeration}


def parse_uk_date(text: str) -> date | None:
    """Return the civil date a person in the United Kingdom typed, or None when it is none.

    Day comes before month; a year of two figures is one of this century; months may be names.

    Example:
        >>> parse_uk_date("27/11/26"), parse_uk_date("Fri 27 Nov 2026"), parse_uk_date("2026-11-27")
        (datetime.date(2026, 11, 27), datetime.date(2026, 11, 27), datetime.date(2026, 11, 27))
        >>> parse_uk_date("11/27/2026") is None, parse_uk_date("soon") is None
        (True, True)
    """
    cleaned = " ".join(text.split())
    if iso := _ISO.match(cleaned):
        year, month, day = (int(part) for part in iso.groups())
    elif found := _DAY_FIRST.match(cleaned):
        name = found[2].lower()
        day, year = int(found[1]), int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        month = int(name) if name.isdigit() else _MONTHS.get(name[:3], 0)
    else:
        return None
    try:
        return check_date(date(year, month, day))
    except (ValueError, BadInputError):
        return None


@lru_cache(maxsize=8)
def fields_of(facts_type: type) -> Mapping[str, FactField]:
    """Return every fact of a facts dataclass by its path, in order."""
    found: dict[str, FactField] = {}
    for group_name, group_type in _groups_of(facts_type).items():
        hints = typing.get_type_hints(group_type)
        for item in dataclasses.fields(group_type):
            path = f"{group_name}.{item.name}"
            found[path] = FactField(path, _plain_type(hints[item.name]), item.default)
    return found


@lru_cache(maxsize=8)
def _groups_of(facts_type: type) -> Mapping[str, Any]:
    """Return the class of every group of a facts dataclass by its name, in order."""
    hints = typing.get_type_hints(facts_type)
    return {group.name: _plain_type(hints[group.name]) for group in dataclasses.fields(facts_type)}


def _plain_type(hint: Any) -> Any:
    """Return what a hint holds besides None."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def read_value(item: FactField, raw: object) -> object:
    """Return a fact's value from an answer as typed, as YAML gives it or as stored.

    Raises:
        BadInputError: One sentence saying what would do.
    """
    if raw is None or (isinstance(raw, str) and raw.strip().lower() in NOT_KNOWN):
        return item.default
    if item.enumeration:
        return _choice(item, item.enumeration, raw)
    reader = _READERS.get(item.kind, _text)
    return reader(raw)


def _money(raw: object) -> Pence:
    amount = (
        parse_pounds(str(raw))
        if isinstance(raw, str) or (isinstance(raw, int | float) and not isinstance(raw, bool))
        else None
    )
    if amount is None:
        raise BadInputError(
            f"“{_short(raw)}” is not an amount of money.", "Give pounds, for example £12,430 or 12430.50."
        )
    return amount


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        return check_date(raw.date())
    if isinstance(raw, date):
        return check_date(raw)
    found = parse_uk_date(raw) if isinstance(raw, str) else None
    if found is None:
        raise BadInputError(f"“{_short(raw)}” is not a date.", "Give day, month and year, for example 27/11/2026.")
    return found


def _whole_number(raw: object) -> int:
    text = str(raw).replace(",", "").strip()
    if isinstance(raw, bool) or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInputError(f"“{_short(raw)}” is not a whole number.", "Give figures only, for example 120.")
    return int(text)


def _choice(item: FactField, enumeration: type[Enum], raw: object) -> Enum:
    word = ("yes" if raw else "no") if isinstance(raw, bool) else str(raw).strip().lower().replace("_", "-")
    word = _YES_NO.get(word, word)
    members = _members(enumeration)
    if word not in members:
        word = word.replace(" ", "-")
    if word not in members:
        raise BadInputError(f"“{_short(raw)}” is not an answer here.", f"Give {and_list(item.choices, 'or')}.")
    return members[word]


def _text(raw: object) -> str:
    if isinstance(raw, Mapping | list | tuple | set):
        raise BadInputError("A list stands where text is asked.", "Give one piece of text.")
    text = str(raw)
    if len(text) > LONGEST_TEXT:
        raise BadInputError(f"The text has {len(text):,} characters.", f"Give at most {LONGEST_TEXT:,}.")
    return kept_text(text)


def _period(raw: object) -> Period:
    return raw if isinstance(raw, Period) else parse_period(str(raw))


_READERS: dict[object, Callable[[object], object]] = {
    Pence: _money,
    date: _date,
    int: _whole_number,
    Period: _period,
}


def _short(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 40 else f"{text[:40]}…"


def read_facts(facts_type: type[Facts], answers: Mapping[str, object]) -> tuple[Facts, tuple[FactProblem, ...]]:
    """Return facts from nested answers, with every answer that could not be used.

    Args:
        facts_type: A dataclass of groups of facts.
        answers: Groups by name, each a mapping of field names to answers.
    """
    known = fields_of(facts_type)
    groups = _groups_of(facts_type)
    values: dict[str, dict[str, object]] = {name: {} for name in groups}
    problems: list[FactProblem] = []
    for group_name, group in answers.items():
        if group_name not in groups:
            parts = and_list(tuple(groups), "or")
            problems.append(
                FactProblem(str(group_name), f"There is no part called “{_short(group_name)}”; give {parts}.")
            )
        elif isinstance(group, Mapping):
            given = typing.cast("Mapping[object, object]", group)
            values[group_name], found = _read_group(known, group_name, given)
            problems.extend(found)
        elif group is not None:
            problems.append(FactProblem(group_name, "Give the facts of this part one to a line, each with its name."))
    return facts_type(**{name: kind(**values[name]) for name, kind in groups.items()}), tuple(problems)


def _read_group(
    known: Mapping[str, FactField], group_name: str, given: Mapping[object, object]
) -> tuple[dict[str, object], list[FactProblem]]:
    values: dict[str, object] = {}
    problems: list[FactProblem] = []
    for name, raw in given.items():
        path = f"{group_name}.{name}"
        if path not in known:
            names = and_list([p.partition(".")[2] for p in known if p.startswith(f"{group_name}.")], "or")
            problems.append(FactProblem(path, f"There is no fact called “{_short(name)}” here; give {names}."))
            continue
        try:
            values[str(name)] = read_value(known[path], raw)
        except BadInputError as error:
            problems.append(FactProblem(path, str(error)))
    return values, problems


def facts_mapping(facts: object) -> dict[str, dict[str, str | int]]:
    """Return facts as nested plain values, leaving out what is not known: what the database keeps.

    Money is in pounds as text so that a person reading the file is not misled.
    """
    stored: dict[str, dict[str, str | int]] = {}
    for path, item in fields_of(type(facts)).items():
        value = value_at(facts, path)
        if value != item.default:
            group, _, name = path.partition(".")
            stored.setdefault(group, {})[name] = plain(item, value)
    return stored


def plain(item: FactField, value: object) -> str | int:
    """Return one value as it is stored and typed: ISO dates, pounds as text, `3 months`."""
    if item.kind is Pence:
        return pounds(typing.cast("int", value))
    if isinstance(value, Period):
        return value.words
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int) else str(value)


def shown(item: FactField, value: object) -> str:
    """Return one value as a person reads it; empty when it is not known."""
    if value == item.default:
        return ""
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, int) and item.kind is int:
        return f"{value:,}"
    return str(plain(item, value))


def value_at(facts: object, path: str) -> object:
    """Return the value at a path, for example `notice.received_on`."""
    group, _, name = path.partition(".")
    return getattr(getattr(facts, group), name)


def with_value(facts: Facts, path: str, value: object) -> Facts:
    """Return the facts with one value put in place."""
    group, _, name = path.partition(".")
    changed = dataclasses.replace(getattr(facts, group), **{name: value})
    return dataclasses.replace(typing.cast("Any", facts), **{group: changed})
