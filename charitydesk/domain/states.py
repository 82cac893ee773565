"""The few states a charity's own records can be in, where no other module of the domain owns them."""

from __future__ import annotations

from enum import StrEnum


class Appearance(StrEnum):
    """How the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class LetterStatus(StrEnum):
    """How far a letter has got."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    ANSWERED = "answered"

    def may_become(self, other: LetterStatus) -> bool:
        """Return whether this status may change to another: what was sent is never a draft again."""
        return other in _LETTER_MOVES[self]


_LETTER_MOVES = {
    LetterStatus.DRAFT: frozenset({LetterStatus.READY}),
    LetterStatus.READY: frozenset({LetterStatus.DRAFT, LetterStatus.SENT}),
    LetterStatus.SENT: frozenset({LetterStatus.ANSWERED}),
    LetterStatus.ANSWERED: frozenset({LetterStatus.SENT}),
}


class ClauseSide(StrEnum):
    """Which side a local compact's clause binds."""

    BODY = "body"
    CHARITY = "charity"
    BOTH = "both"


class CodesReach(StrEnum):
    """Whether a local compact's codes bind all its partners."""

    ALL = "all"
    SOME = "some"
    NO_CODES = "no-codes"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    """What a line of the history did."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


class ChangeState(StrEnum):
    """How a change stands now; undo and redo lines are always applied."""

    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"
