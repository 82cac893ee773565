"""The words, shapes and tones of every status: a status is never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Shape(StrEnum):
    """The figure drawn beside the word; each can be told apart in black and white."""

    TICK = "tick"
    HALF = "half"
    CROSS = "cross"
    QUESTION = "question"
    DASH = "dash"
    CLOCK = "clock"
    ALERT = "alert"
    DOT = "dot"
    RING = "ring"


class Tone(StrEnum):
    """How serious it is; the theme gives each tone its pair of colours."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    UNSURE = "unsure"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: its word, its shape and its tone.

    Args:
        word: What is written, for example `Kept`.
        shape: The figure beside it.
        tone: The colour pair.
    """

    word: str
    shape: Shape
    tone: Tone


KEPT = Badge("Kept", Shape.TICK, Tone.GOOD)
PARTLY_KEPT = Badge("Partly kept", Shape.HALF, Tone.CAUTION)
NOT_KEPT = Badge("Not kept", Shape.CROSS, Tone.BAD)
CANNOT_TELL = Badge("Cannot tell yet", Shape.QUESTION, Tone.UNSURE)
DOES_NOT_APPLY = Badge("Does not apply", Shape.DASH, Tone.UNSURE)

OFFER = Badge("May be cited", Shape.TICK, Tone.GOOD)
CHECK_FIRST = Badge("Check first", Shape.QUESTION, Tone.CAUTION)
NOT_OFFERED = Badge("Not for this case", Shape.DASH, Tone.UNSURE)

OVERDUE = Badge("Overdue", Shape.ALERT, Tone.BAD)
DONE = Badge("Done", Shape.TICK, Tone.GOOD)
DRAFT = Badge("Draft", Shape.RING, Tone.UNSURE)
SENT = Badge("Sent", Shape.TICK, Tone.ACCENT)
AWAITING_REPLY = Badge("Awaiting reply", Shape.CLOCK, Tone.CAUTION)
REPLIED = Badge("Replied", Shape.TICK, Tone.GOOD)

SOON_DAYS = 14
"""A deadline this many days off or nearer is said to be soon."""


def deadline_badge(days_left: int) -> Badge:
    """Return how pressing a deadline is.

    Args:
        days_left: Calendar days until the last safe day; negative when it has passed.
    """
    if days_left < 0:
        return Badge(f"{-days_left:,} {'day' if days_left == -1 else 'days'} overdue", Shape.ALERT, Tone.BAD)
    if days_left == 0:
        return Badge("Due today", Shape.ALERT, Tone.BAD)
    word = f"{days_left:,} {'day' if days_left == 1 else 'days'} left"
    if days_left <= SOON_DAYS:
        return Badge(word, Shape.CLOCK, Tone.CAUTION)
    return Badge(word, Shape.DOT, Tone.GOOD)


def due_badge(due_on: date | None, done_on: date | None, today: date) -> Badge | None:
    """Return the status of something that is to be done by a civil date; None where it is open and has no date."""
    if done_on:
        return DONE
    return deadline_badge((due_on - today).days) if due_on else None
