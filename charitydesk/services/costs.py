"""The ledger: what bidding, consultations and challenges cost, who paid, and what is left; every figure from one place.

Whatever shows a figure asks here, so that the screen, the command line, CSV, letters and statements cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.activities import Activity, Purpose, bid_purpose
from charitydesk.domain.bills import CostKind, VatTreatment
from charitydesk.domain.costs import (
    FUNDING_RULE,
    ROUNDING_RULE,
    Account,
    Figure,
    Ledger,
    accounts,
    half_up,
)
from charitydesk.domain.hidden_pay import with_ranges
from charitydesk.domain.ids import BidId, PersonId
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row, groups, label_of, year_end_after, year_of
from charitydesk.domain.people import RoleSum, front_line_hours, role_lines
from charitydesk.domain.rate_book import LIMB_BITS, from_limbs
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind
from charitydesk.services.people import book_of
from charitydesk.services.recoveries import recovery_on
from charitydesk.storage.ledger_store import LedgerKey, LedgerWhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from charitydesk.domain.costs import Bill, SubjectInfo, TimeSum
    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.ids import ContractId, RoleId
    from charitydesk.domain.rate_book import RateBook
    from charitydesk.services.desk import Desk
    from charitydesk.storage.ledger_store import RatedLedger
    from charitydesk.storage.records_time import RoleRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["Asked", "CostKind", "CostService", "Cut", "Figure", "Purpose", "Report", "Row", "VatTreatment"]

_KEYS = {Cut.MONTH: LedgerKey.MONTH, Cut.YEAR: LedgerKey.YEAR, Cut.ACTIVITY: LedgerKey.ACTIVITY}


@dataclass(frozen=True, slots=True)
class BidMonth:
    """What one bid cost in one month.

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


@dataclass(frozen=True, slots=True)
class _Books:
    """What every report starts from, read in one transaction."""

    book: RateBook
    denominator: int
    rated: RatedLedger
    infos: Mapping[Subject, SubjectInfo]
    bills: tuple[Bill, ...]
    accounts: Mapping[Subject, Account]


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
        wanted = asked or Asked()
        with self._desk.read() as work:
            return self._report(work, wanted, cut)

    def _report(self, work: UnitOfWork, asked: Asked, cut: Cut) -> Report:
        charity = work.charity.load()
        year_end = (charity.year_end_month, charity.year_end_day)
        book = book_of(work)
        with work.ledger.rated(book) as rated:
            books = _books(work, book, rated, asked)
            ledger = Ledger(books.accounts, books.denominator)
            for label, one in _times(books, asked, cut, year_end, work.ledger.span()):
                ledger.cell(label, one.subject).time(one)
            for label, bill in _bills(books, asked, cut, year_end):
                ledger.cell(label, bill.subject).bill(bill)
            people = _people(books, asked)
        figures = ledger.figures()
        names = {one.id: one for one in work.people.all()}
        roles = {one.id: one for one in work.roles.all()}
        sums = _role_sums(people, {key: one.role_id for key, one in names.items()}, roles, books.denominator)
        report = Report(
            asked=asked,
            cut=cut,
            total=ledger.total(),
            rows=_rows(figures, cut, books.infos),
            roles=role_lines(sums),
            rules=(*_rules(books, asked, people, work.ledger.span()), FUNDING_RULE, ROUNDING_RULE),
            missing=_missing(books, asked, people, work.ledger.span()),
            front_line=front_line_hours(sums),
        )
        return with_ranges(report, sums, rests_on_one=ledger.rests_on_one())

    def bid(self, bid_id: BidId, cut: Cut = Cut.ACTIVITY) -> Report:
        """Return what one bid cost, all purposes, with a row for each activity unless another cut is asked."""
        asked = Asked(subject=Subject(SubjectKind.BID, bid_id), purposes=frozenset(Purpose))
        return self.report(asked, cut)

    def account(self, subject: Subject) -> Account:
        """Return a bid's, contract's or notice's whole account: cost, money given, and what was given beyond it."""
        with self._desk.read() as work:
            book = book_of(work)
            with work.ledger.rated(book) as rated:
                return _books(work, book, rated, Asked(subject=subject)).accounts.get(subject, Account(Fraction(0), 0))

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
                self._report(work, Asked(first, last), Cut.COMMISSIONER),
                self._report(work, Asked(before_first, before_last), Cut.COMMISSIONER),
            )

    def by_bid_and_month(self) -> tuple[BidMonth, ...]:
        """Return the unfunded cost of bids by month over everything logged; other costs stand in the month of the bill.

        Made for a million entries: sums come from the covering index and stay whole numbers to the end.
        """
        with self._desk.read() as work:
            book = book_of(work)
            denominator, limbs = book.denominator, book.limb_count
            with work.ledger.rated(book) as rated:
                rows, scales = rated.by_bid_and_month(), rated.scales
            bills, given = work.ledger.bills(), work.ledger.given()
        cells: dict[tuple[int, str], tuple[int, int, int]] = {}
        for row in rows:
            numerator = int(row[4] + (row[5] << LIMB_BITS) if limbs == 2 else from_limbs(row[4:]))
            full = numerator * scales[int(row[2])]
            held = cells.get((row[0], row[1]))
            minutes, cost = (held[0], held[1]) if held else (0, 0)
            cells[row[0], row[1]] = (minutes + row[3], cost + full, cost + full)
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
        if paid <= 0 or total <= 0:
            unfunded = _half_up(net, denominator, twice)
        else:
            scale = denominator * total
            unfunded = _half_up(net * max(0, total - paid), scale, 2 * scale)
        made.append(BidMonth(BidId(bid), month, minutes, _half_up(cost, denominator, twice), unfunded))
    return tuple(made)


def _half_up(numerator: int, denominator: int, twice: int) -> int:
    if numerator < 0:
        return half_up(Fraction(numerator, denominator))
    return (2 * numerator + denominator) // twice


def _books(work: UnitOfWork, book: RateBook, rated: RatedLedger, asked: Asked) -> _Books:
    infos, bills, given = work.ledger.subjects(), work.ledger.bills(), work.ledger.given()
    everything = rated.sums(LedgerKey.NOTHING, LedgerWhere(subject=asked.subject))
    if asked.subject is not None:
        bills = tuple(bill for bill in bills if bill.subject == asked.subject)
        given = {subject: sum_ for subject, sum_ in given.items() if subject == asked.subject}
    denominator = rated.denominator
    return _Books(book, denominator, rated, infos, bills, accounts(everything, bills, given, denominator))


def _where(asked: Asked, activities: frozenset[Activity], year_ends: tuple[date, ...] = ()) -> LedgerWhere:
    return LedgerWhere(
        first=asked.first,
        last=asked.last,
        activities=() if len(activities) == len(Activity) else sorted(activities),
        subject=asked.subject,
        year_ends=year_ends,
    )


def _times(
    books: _Books, asked: Asked, cut: Cut, year_end: tuple[int, int], span: tuple[date, date] | None
) -> Iterable[tuple[str, TimeSum]]:
    ends = _year_ends(span, year_end) if cut is Cut.YEAR else ()
    key = _KEYS.get(cut, LedgerKey.NOTHING)
    for group in groups(asked.purposes, apart=cut is Cut.PURPOSE):
        for one in books.rated.sums(key, _where(asked, group.activities, ends)):
            info = books.infos.get(one.subject)
            purpose = group.purpose(rebid=info is not None and info.rebid)
            if not asked.wants(info) and asked.subject != one.subject:
                continue
            if purpose is not Purpose.OTHER and purpose not in asked.purposes:
                continue
            yield _label(cut, one.subject, info, one.key or purpose.value), one


def _bills(books: _Books, asked: Asked, cut: Cut, year_end: tuple[int, int]) -> Iterable[tuple[str, Bill]]:
    for bill in books.bills:
        info = books.infos.get(bill.subject)
        purpose = bid_purpose(bill.activity, rebid=info is not None and info.rebid)
        inside = (asked.first is None or bill.on >= asked.first) and (asked.last is None or bill.on <= asked.last)
        if purpose in asked.purposes and inside and (asked.wants(info) or asked.subject == bill.subject):
            key = {
                Cut.MONTH: f"{bill.on:%Y-%m}",
                Cut.YEAR: year_end_after(bill.on, *year_end).isoformat(),
                Cut.ACTIVITY: bill.activity.value,
            }.get(cut, purpose.value)
            yield _label(cut, bill.subject, info, key), bill


def _label(cut: Cut, subject: Subject, info: SubjectInfo | None, key: str) -> str:
    match cut:
        case Cut.SUBJECT:
            return f"{subject.kind}:{subject.id}"
        case Cut.COMMISSIONER:
            return info.commissioner if info is not None and info.commissioner else "no commissioner named"
        case Cut.OUTCOME:
            return (info.outcome if info is not None else "") or "not a bid"
        case _:
            return key


def _year_ends(span: tuple[date, date] | None, year_end: tuple[int, int]) -> tuple[date, ...]:
    if span is None:
        return ()
    first, last = year_end_after(span[0], *year_end), year_end_after(span[1], *year_end)
    # Corrections may be dated after the last entry.
    return tuple(
        year_end_after(first.replace(year=year, day=1), *year_end) for year in range(first.year, last.year + 3)
    )


def _rows(figures: Mapping[str, Figure], cut: Cut, infos: Mapping[Subject, SubjectInfo]) -> tuple[Row, ...]:
    if cut is Cut.SUBJECT:
        made: list[Row] = []
        for label, figure in figures.items():
            kind, _, number = label.partition(":")
            subject = Subject(SubjectKind(kind), int(number))
            info = infos.get(subject)
            title = info.title if info else "no bid, contract or notice"
            made.append(Row(title, figure, None if subject == NO_SUBJECT else subject))
        return tuple(sorted(made, key=lambda row: (-row.figure.cost, row.label)))
    rows = [Row(label_of(cut, key), figure, key=key) for key, figure in figures.items()]
    if cut in {Cut.MONTH, Cut.YEAR}:
        return tuple(sorted(rows, key=lambda row: row.key))
    return tuple(sorted(rows, key=lambda row: (-row.figure.cost, row.label)))


def _people(books: _Books, asked: Asked) -> dict[PersonId, list[int]]:
    """Return each person's minutes, unpaid minutes, unrated minutes and numerator of cost in a report."""
    found: dict[PersonId, list[int]] = {}
    for group in groups(asked.purposes, apart=False):
        for one in books.rated.sums(LedgerKey.PERSON, _where(asked, group.activities)):
            info = books.infos.get(one.subject)
            purpose = group.purpose(rebid=info is not None and info.rebid)
            if (asked.wants(info) or asked.subject == one.subject) and (
                purpose is Purpose.OTHER or purpose in asked.purposes
            ):
                own = found.setdefault(PersonId(int(one.key)), [0, 0, 0, 0])
                for place, part in enumerate((one.minutes, one.unpaid, one.unrated, one.full)):
                    own[place] += part
    return found


def _role_sums(
    people: Mapping[PersonId, list[int]],
    role_of: Mapping[PersonId, RoleId | None],
    roles: Mapping[RoleId, RoleRecord],
    unit: int,
) -> list[RoleSum]:
    sums: dict[RoleId | None, RoleSum] = {}
    for person, (minutes, unpaid, unrated, full) in people.items():
        role = role_of.get(person)
        known = roles.get(role) if role is not None else None
        old = sums.get(role)
        paid = minutes - unpaid - unrated
        sums[role] = RoleSum(
            role=known.id if known else None,
            title=known.title if known else "no role named",
            front_line=known.front_line if known else False,
            minutes=minutes + (old.minutes if old else 0),
            paid_minutes=paid + (old.paid_minutes if old else 0),
            cost=Fraction(full, unit) + (old.cost if old else 0),
            people=(old.people if old else frozenset[PersonId]()) | ({person} if paid else frozenset[PersonId]()),
            unrated=unrated + (old.unrated if old else 0),
        )
    return list(sums.values())


def _used(
    books: _Books, asked: Asked, people: Mapping[PersonId, list[int]], span: tuple[date, date] | None
) -> list[tuple[str, str]]:
    if span is None:
        return []
    first, last = asked.first or span[0], asked.last or span[1]
    return [
        (step.rule, step.missing)
        for step in books.book.steps
        if step.person in people and step.first <= last and step.last >= max(first, span[0])
    ]


def _rules(
    books: _Books, asked: Asked, people: Mapping[PersonId, list[int]], span: tuple[date, date] | None
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for rule, _ in _used(books, asked, people, span) if rule))


def _missing(
    books: _Books, asked: Asked, people: Mapping[PersonId, list[int]], span: tuple[date, date] | None
) -> tuple[str, ...]:
    unrated = {person: sums for person, sums in people.items() if sums[2]}
    return tuple(dict.fromkeys(missing for _, missing in _used(books, asked, unrated, span) if missing))
