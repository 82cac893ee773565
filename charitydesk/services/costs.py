"""The ledger: what bidding, consultations and challenges cost, who paid, and what is left; every figure from one place.

Whatever shows a figure asks here, so that the screen, the command line, CSV, letters and statements cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from charitydesk.domain.activities import Purpose
from charitydesk.domain.bills import CostKind, VatTreatment
from charitydesk.domain.costs import (
    Account,
    Figure,
    half_up,
)
from charitydesk.domain.ids import BidId
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row, year_of
from charitydesk.domain.rate_book import LIMB_BITS, from_limbs
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.services.ledger_reports import accounts_of, reports_of
from charitydesk.services.people import book_of
from charitydesk.services.recoveries import recovery_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from charitydesk.domain.costs import Bill
    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.ids import ContractId
    from charitydesk.domain.rate_book import RateBook
    from charitydesk.services.desk import Desk

_FIRST_LIMB, _TWO = 4, 2

__all__ = ["Asked", "CostKind", "CostService", "Cut", "Figure", "Purpose", "Report", "Row", "VatTreatment"]


class BidMonth(NamedTuple):
    """What one bid cost in one month; a tuple, for there may be hundreds of thousands.

    Args:
        bid: Which.
        month: `2026-11`.
        minutes: All time.
        cost: Pence, rounded once.
        unfunded: Pence that nobody paid for, rounded once.
    """

    bid: BidId
    month: str
    minutes: int
    cost: int
    unfunded: int


class CostService:
    """Answers what things cost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def report(self, asked: Asked | None = None, cut: Cut = Cut.SUBJECT) -> Report:
        """Return a cut of the ledger.

        Args:
            asked: Period, commissioner, subject and purposes; all bidding of all time unless given.
            cut: What the rows are.
        """
        return self.reports(asked, cut)[0]

    def reports(self, asked: Asked | None, *cuts: Cut) -> tuple[Report, ...]:
        """Return several cuts of the same costs, of one moment; they cost hardly more than one.

        Args:
            asked: As for `report`.
            cuts: What the rows of each are, in order.
        """
        with self._desk.read() as work:
            return reports_of(work, asked or Asked(), cuts)

    def bid(self, bid_id: BidId, cut: Cut = Cut.ACTIVITY) -> Report:
        """Return what one bid cost, all purposes, with a row for each activity unless another cut is asked."""
        asked = Asked(subject=Subject(SubjectKind.BID, bid_id), purposes=frozenset(Purpose))
        return self.report(asked, cut)

    def account(self, subject: Subject) -> Account:
        """Return a bid's, contract's or notice's whole account: cost, money given, and what was given beyond it."""
        with self._desk.read() as work:
            book = book_of(work)
            with work.ledger.rated(book) as rated:
                given = {subject: work.ledger.given().get(subject, 0)}
                return accounts_of(rated, work.ledger.bills(), given)[subject]

    def recovery(self, contract_id: ContractId, on: date | None = None) -> Recovery | None:
        """Return a contract's yearly price against its full cost, or None where its direct cost or price is not known.

        Args:
            contract_id: The contract.
            on: Civil date; today unless given.
        """
        with self._desk.read() as work:
            return recovery_on(work, contract_id, on or self._desk.clock.today())

    def this_year(self, today: date) -> tuple[Report, Report]:
        """Return unfunded bidding cost of this accounting year and of the last one, each by commissioner."""
        with self._desk.read() as work:
            charity = work.charity.load()
            month, day = charity.year_end_month, charity.year_end_day
            first, last = year_of(today, month, day)
            before_first, before_last = year_of(first.replace(year=first.year - 1), month, day)
            return (
                reports_of(work, Asked(first, last), [Cut.COMMISSIONER])[0],
                reports_of(work, Asked(before_first, before_last), [Cut.COMMISSIONER])[0],
            )

    def by_bid_and_month(self) -> tuple[BidMonth, ...]:
        """Return the unfunded cost of bids by month over everything logged; other costs stand in the month of the bill.

        Made for a million entries: sums come from the covering index and stay whole numbers to the end.
        """
        with self._desk.read() as work:
            book = book_of(work)
            bills, given = work.ledger.bills(), work.ledger.given()
            with work.ledger.rated(book) as rated:
                taken_back = list(rated.corrections_by_bid_and_month())
                mixed = {int(row[0]) for row in taken_back}
                mixed |= {one.id for one in (*given, *(bill.subject for bill in bills)) if one.kind is SubjectKind.BID}
                plain, rest = _plain_months(rated.by_bid_and_month(), book, mixed)
        return (*plain, *_mixed_months([*rest, *taken_back], book, bills, given))


def _plain_months(
    rows: Iterable[tuple[Any, ...]], book: RateBook, mixed: Collection[int]
) -> tuple[list[BidMonth], list[tuple[Any, ...]]]:
    """Return the months that rows alone make, each rounded once in its own unit, and the rows of all others."""
    if not book.one_unit_a_month or book.limb_count > _TWO:
        return [], list(rows)
    doubles = [2 * unit for unit in book.units]
    made: list[BidMonth] = []
    rest: list[tuple[Any, ...]] = []
    for row in rows:
        if row[0] in mixed:
            rest.append(row)
            continue
        unit = int(row[2])
        numerator: int = row[4] + (row[5] << LIMB_BITS) if len(row) > _FIRST_LIMB + 1 else row[4]
        cost = (2 * numerator + book.units[unit]) // doubles[unit]
        made.append(BidMonth(row[0], row[1], row[3], cost, cost))
    return made, rest


def _mixed_months(
    rows: Iterable[tuple[Any, ...]], book: RateBook, bills: Iterable[Bill], given: Mapping[Subject, int]
) -> tuple[BidMonth, ...]:
    denominator = book.denominator
    cells: dict[tuple[int, str], tuple[int, int, int]] = {}
    for row in rows:
        numerator = from_limbs(row[_FIRST_LIMB:]) * denominator
        full = numerator // book.units[int(row[2])] if numerator else 0
        minutes, cost, net = cells.get((row[0], row[1]), (0, 0, 0))
        cells[row[0], row[1]] = (minutes + row[3], cost + full, net + full)
    for bill in bills:
        if bill.subject.kind is SubjectKind.BID:
            key = (bill.subject.id, f"{bill.on:%Y-%m}")
            minutes, cost, net = cells.get(key, (0, 0, 0))
            own = (bill.counted - bill.funded) * denominator
            cells[key] = (minutes, cost + bill.counted * denominator, net + own)
    return _months(cells, given, denominator)


def _months(
    cells: Mapping[tuple[int, str], tuple[int, int, int]], given: Mapping[Subject, int], denominator: int
) -> tuple[BidMonth, ...]:
    """Return the cells rounded once, by whole numbers alone: fractions would cost more than the database does."""
    totals: dict[int, int] = defaultdict(int)
    for (bid, _), (_, _, net) in cells.items():
        totals[bid] += net
    funded = {bid: given.get(Subject(SubjectKind.BID, bid), 0) * denominator for bid in totals}
    made: list[BidMonth] = []
    twice = 2 * denominator
    for (bid, month), (minutes, cost, net) in cells.items():
        total, paid = totals[bid], funded[bid]
        if paid <= 0:
            unfunded = _half_up(net, denominator, twice)
        elif total <= 0:
            unfunded = 0
        else:
            scale = denominator * total
            unfunded = _half_up(net * max(0, total - paid), scale, 2 * scale)
        made.append(BidMonth(BidId(bid), month, minutes, _half_up(cost, denominator, twice), unfunded))
    return tuple(made)


def _half_up(numerator: int, denominator: int, twice: int) -> int:
    if numerator < 0:
        return half_up(Fraction(numerator, denominator))
    return (2 * numerator + denominator) // twice
