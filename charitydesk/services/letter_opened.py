"""The letter opened last as it was drawn up: its page asks for it again after each change it made itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from charitydesk.services.letter_safety import letterhead_hides

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.calendars import HolidayBook
    from charitydesk.domain.ids import LetterId
    from charitydesk.domain.letter_file import Hidden
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.desk import Desk
    from charitydesk.services.letter_views import LetterView


class LetterState(NamedTuple):
    """All that hangs together with how a letter is drawn up.

    Args:
        changes: The database's count of changes.
        today: Civil date.
        holidays: The bank holidays in use.
        hidden: What the letterhead's file tells besides what is seen.
    """

    changes: int
    today: date
    holidays: HolidayBook
    hidden: frozenset[Hidden]


class OpenedLetter:
    """Keeps one letter, and gives it back while everything is as it was.

    Args:
        desk: The data folder.
        clocks: Knows the bank holidays.
    """

    def __init__(self, desk: Desk, clocks: ClockService) -> None:
        self._desk = desk
        self._clocks = clocks
        self._kept: tuple[LetterState, LetterView] | None = None

    def state(self) -> LetterState:
        """Return how things stand now: to be asked before a letter's records are read."""
        changes = self._desk.database.changes
        return LetterState(changes, self._desk.clock.today(), self._clocks.holidays, letterhead_hides(self._desk))

    def find(self, letter_id: LetterId, state: LetterState) -> LetterView | None:
        """Return a letter as it was drawn up in this state, or None."""
        kept = self._kept
        return kept[1] if kept is not None and kept[1].record.id == letter_id and kept[0] == state else None

    def keep(self, view: LetterView, state: LetterState) -> LetterView:
        """Keep a letter and return it.

        Args:
            view: The letter.
            state: As it was before its records were read.
        """
        self._kept = state, view
        return view

    def keep_stored(self, view: LetterView, before: LetterState) -> LetterView:
        """Keep a letter that was drawn up and then stored, unless anything else was changed meanwhile; return it.

        Args:
            view: The letter with its stored record.
            before: The state as it was before it was drawn up and stored.
        """
        after = self.state()
        if after == before._replace(changes=before.changes + 1):
            self._kept = after, view
        return view
