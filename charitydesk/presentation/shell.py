"""What the window asks of the services behind it; the composition root supplies them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.domain.bodies import Nation


class Named(Protocol):
    """A change, as far as the window speaks of it."""

    @property
    def name(self) -> str:
        """What was done, in plain words."""
        ...


class History(Protocol):
    """Undo and redo of named changes, as the Edit menu needs them."""

    def next_undo(self) -> str | None:
        """Return the name of the change that undo would take back, or None."""
        ...

    def next_redo(self) -> str | None:
        """Return the name of the change that redo would make again, or None."""
        ...

    def undo(self) -> Named:
        """Take back the last change and return the news of it."""
        ...

    def redo(self) -> Named:
        """Make the last undone change again and return the news of it."""
        ...


class Feed(Protocol):
    """News of changes: each is an object with `topics`, a set of topic values."""

    def subscribe(self, subscriber: Callable[[Any], None], /) -> Callable[[], None]:
        """Call the subscriber after each change; return a function that stops it."""
        ...


class StartWith(StrEnum):
    """How the first day begins."""

    EXAMPLE = "example"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The four first answers; whatever was skipped is empty or None.

    Args:
        charity_name: The charity's name.
        nation: Where it works.
        your_name: Who sits at the keyboard.
        start_with: An example charity or an empty desk.
    """

    charity_name: str = ""
    nation: Nation | None = None
    your_name: str = ""
    start_with: StartWith = StartWith.EMPTY


class FirstRun(Protocol):
    """The first start, as the four questions need it."""

    def needed(self) -> bool:
        """Return True until the questions were answered or skipped once."""
        ...

    def save(self, answers: FirstAnswers) -> None:
        """Store the answers, and load the example charity if it was asked for; may take a few seconds."""
        ...


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """Help for one page: short paragraphs, no mark-up.

    Args:
        title: What the page is for, as a heading.
        paragraphs: Plain paragraphs.
        keys: Keys worth knowing, each `("Ctrl+N", "Record a notice")`.
    """

    title: str
    paragraphs: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = ()
