"""What a form of a record asks, field by field, and how what is typed into its freer fields is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.closing import closing_words, read_closing
from charitydesk.domain.money import pounds
from charitydesk.domain.periods import parse_period
from charitydesk.errors import BadInputError
from charitydesk.presentation.money import read_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.badges import Badge
    from charitydesk.presentation.forms import Choice


class Kind(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MONEY = "money"
    CHANGE = "change"
    COUNT = "count"
    CHOICE = "choice"
    ANSWER = "answer"
    PERIOD = "period"
    LEADS = "leads"
    CLOSING = "closing"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record's form.

    Args:
        name: The record's own name for it.
        title: The question.
        kind: What is typed.
        help: A sentence under the title.
        choices: For `CHOICE`.
        unknown: Whether *not known yet* is offered; its value is None.
        ahead: Whether an unfinished date lies ahead rather than behind.
        most: The largest number, for `COUNT`.
        optional: Whether to say so.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    help: str = ""
    choices: Sequence[Choice] = ()
    unknown: bool = False
    ahead: bool = False
    most: int = 9_999
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading."""

    title: str
    fields: tuple[FieldSpec, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChildLine:
    """What belongs to a record, as a line.

    Args:
        title: What it is.
        words: A quiet line under it.
        badges: Statuses.
        when: A date at the left, or empty.
        when_words: A quiet line under the date.
    """

    title: str
    words: str = ""
    badges: tuple[Badge, ...] = ()
    when: str = ""
    when_words: str = ""


def child_line(title: str, words: str, note: str = "", badge: Badge | None = None) -> ChildLine:
    """Return what belongs to a record as a line: its own note under the words, and a status where it has one."""
    return ChildLine(title, "\n".join(part for part in (words, note) if part), (badge,) if badge else ())


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of typed text: a value with what it was taken for, or a problem."""

    value: Any = None
    meaning: str = ""
    problem: str = ""


def read_length(text: str) -> Read:
    """Return a length of time as records hold it.

    Example:
        >>> read_length("3 months").value, read_length("").value
        ('3 months', '')
    """
    words = text.strip()
    if not words:
        return Read("")
    try:
        period = parse_period(words)
    except BadInputError:
        return Read(problem=f"“{words}” is no length of time. Type it like 3 months, 6 weeks or 20 working days.")
    return Read(words, "" if period.words == words else period.words)


def read_leads(text: str) -> Read:
    """Return several lengths of time, parted by commas.

    Example:
        >>> read_leads("4 weeks, 3 working days").value
        ('4 weeks', '3 working days')
    """
    found: list[str] = []
    for part in (part.strip() for part in text.replace(";", ",").replace(" and ", ",").split(",")):
        if not part:
            continue
        read = read_length(part)
        if read.problem:
            return Read(problem=read.problem)
        found.append(str(read.value))
    return Read(tuple(found))


def leads_words(value: object) -> str:
    """Return reminders as they are typed."""
    return ", ".join(cast("tuple[str, ...]", value or ()))


def read_deadline(text: str) -> Read:
    """Return a closing time as records hold it, with what it means in the United Kingdom."""
    words = text.strip()
    if not words:
        return Read("")
    try:
        closing = read_closing(words)
    except BadInputError:
        return Read(problem=f"“{words}” is no date with a time. Type it like 27/11/2026 12 noon.")
    return Read(closing.text, closing_words(closing)) if closing else Read("")


def deadline_typed(value: object) -> str:
    """Return a stored closing time as it stands in its field: in words where nothing is lost by it."""
    text = str(value or "")
    try:
        closing = read_closing(text)
    except BadInputError:
        return text
    return text if closing is None or closing.offset_given else closing_words(closing)


def read_change(text: str) -> Read:
    """Return by how much something changes, in pence; less with a minus sign.

    Example:
        >>> read_change("-£1,000").value, read_change("500").value
        (-100000, 50000)
    """
    words = text.strip()
    less = words.startswith(("-", "\N{MINUS SIGN}"))
    answer = read_money(words.lstrip("-+\N{MINUS SIGN} "))
    if answer.problem or answer.pence is None:
        return Read(None, "", answer.problem)
    return Read(-answer.pence if less else answer.pence)


def change_words(value: object) -> str:
    """Return a change of an amount as it is typed."""
    if not isinstance(value, int):
        return ""
    return pounds(value) if value >= 0 else f"-{pounds(-value)}"


def read_marks(text: str) -> Read:
    """Return marks in hundredths.

    Example:
        >>> read_marks("7.5").value, read_marks("")
        (750, Read(value=None, meaning='', problem=''))
    """
    words = text.strip().rstrip("%").strip()
    if not words:
        return Read()
    whole, _, part = words.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) < 8 and (not part or part.isascii())) or len(part) > 2:
        return Read(problem=f"“{text.strip()}” is no mark. Type it like 7 or 7.5.")
    if part and not part.isdigit():
        return Read(problem=f"“{text.strip()}” is no mark. Type it like 7 or 7.5.")
    return Read(int(whole) * 100 + int((part or "0").ljust(2, "0")))


def marks_words(value: object) -> str:
    """Return marks as they are written.

    Example:
        >>> marks_words(750), marks_words(700), marks_words(None)
        ('7.5', '7', '')
    """
    if not isinstance(value, int):
        return ""
    whole, part = divmod(value, 100)
    return f"{whole}.{part:02}".rstrip("0") if part else str(whole)


def read_count(text: str, most: int) -> Read:
    """Return a whole number from 0 to the most allowed; None for an empty text."""
    words = text.strip()
    if not words:
        return Read()
    if words.isascii() and words.isdigit() and int(words) <= most:
        return Read(int(words))
    return Read(problem=f"“{words}” is not a whole number from 0 to {most:,}.")


def count_words(value: object) -> str:
    """Return a whole number as it is typed."""
    return "" if value is None else str(value)
