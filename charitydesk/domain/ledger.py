"""Adds time and other costs up by label, in whole numbers, and makes exact figures of the sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.costs import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.costs import Account, Bill, TimeSum
    from charitydesk.domain.timelog import Subject


@dataclass(slots=True)
class Adding:
    """A figure while it is added up, in whole numbers; one for each subject and label."""

    minutes: int = 0
    unpaid: int = 0
    unrated: int = 0
    full: int = 0
    direct: int = 0
    other: int = 0
    own_funded: int = 0
    lowest: int = 0
    highest: int = 0

    def time(self, one: TimeSum) -> None:
        """Add time."""
        self.minutes += one.minutes
        self.unpaid += one.unpaid
        self.unrated += one.unrated
        self.full += one.full
        self.direct += one.direct
        self.lowest = min(self.lowest or one.lowest, one.lowest or self.lowest)
        self.highest = max(self.highest, one.highest)

    def bill(self, one: Bill) -> None:
        """Add another cost."""
        self.other += one.counted
        self.own_funded += one.funded

    def figure(self, unfunded_share: Fraction, denominator: int) -> Figure:
        """Return it as an exact figure.

        Args:
            unfunded_share: Its subject's.
            denominator: Of its time.
        """
        time = Fraction(self.full, denominator)
        return Figure(
            minutes=self.minutes,
            unpaid_minutes=self.unpaid,
            unrated_minutes=self.unrated,
            time=time,
            direct=Fraction(self.direct, denominator),
            other=self.other,
            unfunded=(time + self.other - self.own_funded) * unfunded_share,
            lowest=self.lowest,
            highest=self.highest,
        )


@dataclass(slots=True)
class Ledger:
    """Adds time and bills up by label.

    Only what money was given towards is kept apart by subject as well: of everything else the whole is unfunded, and
    whole numbers add up faster than fractions.

    Args:
        accounts: The account of every subject that money was given towards.
        denominator: The rate book's.
    """

    accounts: Mapping[Subject, Account]
    denominator: int
    _cells: dict[tuple[str, Subject | None], Adding] = field(default_factory=dict[tuple[str, "Subject | None"], Adding])
    _ends: dict[Subject, tuple[int, int]] = field(default_factory=dict["Subject", tuple[int, int]])

    def time(self, label: str, one: TimeSum) -> None:
        """Add time under a label."""
        self._cell(label, one.subject).time(one)
        if one.highest:
            ends = self._ends.get(one.subject)
            if ends is None:
                self._ends[one.subject] = (one.lowest, one.highest)
            elif one.lowest < ends[0] or one.highest > ends[1]:
                self._ends[one.subject] = (min(ends[0], one.lowest), max(ends[1], one.highest))

    def bill(self, label: str, one: Bill) -> None:
        """Add another cost under a label."""
        self._cell(label, one.subject).bill(one)

    def _cell(self, label: str, subject: Subject) -> Adding:
        place = (label, subject if subject in self.accounts else None)
        cell = self._cells.get(place)
        if cell is None:
            cell = self._cells[place] = Adding()
        return cell

    def figures(self) -> dict[str, Figure]:
        """Return each label's figure."""
        made: dict[str, Figure] = {}
        for (label, subject), cell in self._cells.items():
            share = Fraction(1) if subject is None else self.accounts[subject].unfunded_share
            figure = cell.figure(share, self.denominator)
            made[label] = made[label] + figure if label in made else figure
        return made

    def rests_on_one(self) -> bool:
        """Return whether all time on some subject is one paid person's."""
        return any(low == high for low, high in self._ends.values())
