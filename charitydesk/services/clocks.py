"""The clocks of the law, worked out on request."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.clocks import work_out
from charitydesk.domain.ids import RuleId
from charitydesk.errors import BadInputError
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import keep_newer_list, load_book, packaged_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from charitydesk.domain.calendars import HolidayBook, WorkingCalendar
    from charitydesk.domain.deadline import Deadline
    from charitydesk.domain.deadline_rules import DeadlineRule

_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_NATION_SPELLINGS = {
    "ni": Nation.NORTHERN_IRELAND,
    "england-and-wales": Nation.ENGLAND,
    "england-&-wales": Nation.ENGLAND,
}


class ClockService:
    """Works out deadlines from the packaged rules and the bank holidays in use.

    Args:
        kept_list: Where the user's newer bank holidays lie, if ever given; None to use the packaged ones only.
    """

    def __init__(self, kept_list: Path | None = None) -> None:
        self._kept_list = kept_list
        self._warning = ""
        try:
            self._book = load_book(kept_list)
        except BadInputError as problem:
            # A damaged copy must not stop the program, and must not be passed over in silence either.
            self._book = packaged_book()
            self._warning = f"{problem.what_happened} The packaged list was used instead."

    @property
    def holidays(self) -> HolidayBook:
        """The bank holidays in use, with their date of issue."""
        return self._book

    @property
    def warning(self) -> str:
        """One sentence when the user's own list of bank holidays could not be used, else empty."""
        return self._warning

    def list_rules(self) -> tuple[DeadlineRule, ...]:
        """Return every rule, each spelling after the rule it belongs to."""
        return tuple(load_rules().values())

    def rule(self, rule_id: str) -> DeadlineRule:
        """Return one rule.

        Args:
            rule_id: Its id; small letters and hyphens are understood.

        Raises:
            BadInputError: There is no such rule.
        """
        rules = load_rules()
        found = rules.get(RuleId(rule_id.strip().upper().replace("-", "_")))
        if found is None:
            known = ", ".join(rule.id for rule in rules.values() if rule.same_as is None)
            raise BadInputError(f"There is no rule “{rule_id}”.", f"The rules are: {known}.")
        return found

    def work_out(
        self,
        rule_id: str,
        start: date | datetime,
        nation: Nation | None = None,
        options: Mapping[str, str] = _NO_OPTIONS,
    ) -> Deadline:
        """Return the deadline a rule gives for a start.

        Args:
            rule_id: The rule's id.
            start: When the start event happened; of a moment, the civil date in the United Kingdom decides.
            nation: Where the body sits, or None for the rule's usual one.
            options: Name and text of each option of the rule.

        Raises:
            BadInputError: The rule, the start or an option cannot be used.
        """
        deadline = work_out(self.rule(rule_id), start, self._book, nation, options)
        return replace(deadline, notes=(self._warning, *deadline.notes)) if self._warning else deadline

    def calendar(self, nation: Nation) -> WorkingCalendar:
        """Return the working days of a nation."""
        return self._book.calendar(Basis.NATION, nation)

    def use_newer_holidays(self, source: Path, today: date) -> HolidayBook:
        """Take over a newer official list of bank holidays and keep it.

        Args:
            source: The official file as downloaded.
            today: Civil date.

        Raises:
            BadInputError: The file cannot be used, or this service keeps no list.
            UserFacingError: The copy cannot be written.
        """
        if self._kept_list is None:
            raise BadInputError("Bank holidays can only be replaced in a data folder.", "Name one with --data.")
        self._book = keep_newer_list(source, self._kept_list, today)
        self._warning = ""
        return self._book


def read_nation(text: str) -> Nation:
    """Return the nation a person named.

    Raises:
        BadInputError: It is none of the four.
    """
    spelt = "-".join(text.strip().lower().replace("_", " ").split())
    if spelt in _NATION_SPELLINGS:
        return _NATION_SPELLINGS[spelt]
    try:
        return Nation(spelt)
    except ValueError:
        raise BadInputError(f"“{text}” is not a nation.", f"The nations are: {', '.join(Nation)}.") from None
