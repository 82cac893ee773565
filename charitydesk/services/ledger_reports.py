"""Puts a report of the ledger together: sums from the database, accounts, people and the rules behind them.

Cuts that are asked for together are read together: sums by activity or month are added up by bid as they come.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.activities import Activity, Purpose, bid_purpose
from charitydesk.domain.costs import FUNDING_RULE, ROUNDING_RULE, Account, Figure, accounts
from charitydesk.domain.hidden_pay import with_ranges
from charitydesk.domain.ids import PersonId
from charitydesk.domain.ledger import Ledger
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row, groups, label_of, year_end_after
from charitydesk.domain.people import RoleSum, front_line_hours, role_lines
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind
from charitydesk.services.people import book_of
from charitydesk.storage.ledger_sums import LedgerKey, LedgerWhere, PersonSum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.costs import Bill, SubjectInfo, TimeSum
    from charitydesk.domain.ids import RoleId
    from charitydesk.domain.ledger_cuts import Group
    from charitydesk.domain.rate_book import RateBook
    from charitydesk.storage.ledger_sums import RatedLedger
    from charitydesk.storage.unit_of_work import UnitOfWork

_KEYS = {
    Cut.MONTH: LedgerKey.MONTH,
    Cut.YEAR: LedgerKey.YEAR,
    Cut.ACTIVITY: LedgerKey.ACTIVITY,
    Cut.PURPOSE: LedgerKey.ACTIVITY,
}


@dataclass(frozen=True, slots=True)
class _Books:
    """What every report starts from, read in one transaction."""

    book: RateBook
    rated: RatedLedger
    infos: Mapping[Subject, SubjectInfo]
    bills: tuple[Bill, ...]
    accounts: Mapping[Subject, Account]
    span: tuple[date, date] | None
    year_end: tuple[int, int]


def reports_of(work: UnitOfWork, asked: Asked, cuts: Sequence[Cut]) -> tuple[Report, ...]:
    """Return cuts of the ledger, in the order asked for."""
    book = book_of(work)
    with work.ledger.rated(book) as rated:
        bills, given = work.ledger.bills(), work.ledger.given()
        if asked.subject is not None:
            given = {subject: amount for subject, amount in given.items() if subject == asked.subject}
        books = _Books(
            book=book,
            rated=rated,
            infos=work.ledger.subjects(asked.subject),
            bills=bills,
            accounts=accounts_of(rated, bills, given),
            span=work.ledger.span(),
            year_end=work.ledger.year_end(),
        )
        times = _all_times(books, asked, cuts)
        people = _people(books, asked)
    roles = _role_sums(work, people, rated.denominator)
    return tuple(_report(books, asked, cut, times[cut], (people, roles)) for cut in cuts)


def accounts_of(rated: RatedLedger, bills: Iterable[Bill], given: Mapping[Subject, int]) -> dict[Subject, Account]:
    """Return the account of everything that money was given towards.

    Args:
        rated: Time, with the rates laid beside it.
        bills: Other costs.
        given: Pence given towards each; nothing given is an account too.
    """
    times = rated.sums(LedgerKey.NOTHING, LedgerWhere(subjects=tuple(given)))
    return accounts(times, [bill for bill in bills if bill.subject in given], given, rated.denominator)


def _report(
    books: _Books,
    asked: Asked,
    cut: Cut,
    times: Iterable[tuple[TimeSum, Purpose]],
    staff: tuple[Mapping[PersonId, PersonSum], Sequence[RoleSum]],
) -> Report:
    people, roles = staff
    ledger = Ledger(books.accounts, books.rated.denominator)
    for one, purpose in times:
        key = purpose.value if cut is Cut.PURPOSE else one.key
        ledger.time(_label(cut, one.subject, books.infos.get(one.subject), key), one)
    for label, bill in _bills(books, asked, cut):
        ledger.bill(label, bill)
    figures = ledger.figures()
    steps = _steps_used(books, asked, people)
    unrated = {person for person, sums in people.items() if sums.unrated}
    report = Report(
        asked=asked,
        cut=cut,
        total=sum(figures.values(), Figure()),
        rows=_rows(figures, cut, books.infos),
        roles=role_lines(roles),
        rules=(*dict.fromkeys(rule for _, said, _ in steps for rule in said.splitlines()), FUNDING_RULE, ROUNDING_RULE),
        missing=tuple(dict.fromkeys(missing for person, _, missing in steps if missing and person in unrated)),
        front_line=front_line_hours(roles),
    )
    return with_ranges(report, roles, rests_on_one=ledger.rests_on_one())


def _subjects(books: _Books, asked: Asked) -> tuple[Subject, ...] | None:
    """Return what a report is confined to, or None."""
    if asked.subject is not None:
        return (asked.subject,)
    if asked.commissioner:
        return tuple(subject for subject, info in books.infos.items() if asked.wants(info))
    return None


def _where(books: _Books, asked: Asked, activities: Iterable[Activity], year_ends: Sequence[date] = ()) -> LedgerWhere:
    wanted = sorted(set(activities))
    return LedgerWhere(
        first=asked.first,
        last=asked.last,
        activities=() if len(wanted) == len(Activity) else wanted,
        subjects=_subjects(books, asked),
        year_ends=year_ends,
    )


def _all_times(books: _Books, asked: Asked, cuts: Iterable[Cut]) -> dict[Cut, list[tuple[TimeSum, Purpose]]]:
    """Return the sums behind each cut, read once for all cuts that they serve."""
    keys = {cut: _KEYS.get(cut, LedgerKey.NOTHING) for cut in cuts}
    finer = next((key for key in keys.values() if key is not LedgerKey.NOTHING), LedgerKey.NOTHING)
    read = {key: _times(books, asked, key) for key in dict.fromkeys(keys.values()) if key is not LedgerKey.NOTHING}
    if finer is LedgerKey.NOTHING:
        read[finer] = _times(books, asked, finer)
    return {cut: read[key] if key in read else read[finer] for cut, key in keys.items()}


def _times(books: _Books, asked: Asked, key: LedgerKey) -> list[tuple[TimeSum, Purpose]]:
    asked_groups = groups(asked.purposes, apart=False)
    if key is LedgerKey.ACTIVITY:
        everything = [activity for group in asked_groups for activity in group.activities]
        sums = ((one, Activity(one.key)) for one in books.rated.sums(key, _where(books, asked, everything)))
        found = ((one, bid_purpose(activity, rebid=_rebid(books, one.subject))) for one, activity in sums)
        return [(one, purpose) for one, purpose in found if purpose in asked.purposes]
    ends = _year_ends(books.span, books.year_end) if key is LedgerKey.YEAR else ()
    made: list[tuple[TimeSum, Purpose]] = []
    for group in asked_groups:
        for one in books.rated.sums(key, _where(books, asked, group.activities, ends)):
            purpose = group.purpose(rebid=_rebid(books, one.subject))
            if _counts(purpose, asked):
                made.append((one, purpose))
    return made


def _counts(purpose: Purpose, asked: Asked) -> bool:
    """Return whether a group's purpose belongs to a report; one that is not told apart does."""
    return purpose is Purpose.OTHER or purpose in asked.purposes


def _rebid(books: _Books, subject: Subject) -> bool:
    info = books.infos.get(subject)
    return info is not None and info.rebid


def _bills(books: _Books, asked: Asked, cut: Cut) -> Iterable[tuple[str, Bill]]:
    for bill in books.bills:
        info = books.infos.get(bill.subject)
        purpose = bid_purpose(bill.activity, rebid=info is not None and info.rebid)
        inside = (asked.first is None or bill.on >= asked.first) and (asked.last is None or bill.on <= asked.last)
        if purpose in asked.purposes and inside and (asked.wants(info) or asked.subject == bill.subject):
            key = {
                Cut.MONTH: f"{bill.on:%Y-%m}",
                Cut.YEAR: year_end_after(bill.on, *books.year_end).isoformat(),
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


def _people(books: _Books, asked: Asked) -> dict[PersonId, PersonSum]:
    """Return each person's time in a report."""
    found: dict[PersonId, PersonSum] = {}
    for group in groups(asked.purposes, apart=False):
        where = _confined(books, asked, group)
        for one in books.rated.people(where):
            own = found.setdefault(PersonId(one.person), PersonSum(one.person))
            own.minutes += one.minutes
            own.unpaid += one.unpaid
            own.unrated += one.unrated
            own.full += one.full
    return found


def _confined(books: _Books, asked: Asked, group: Group) -> LedgerWhere:
    """Return which entries of a group's activities a report counts: those of re-bids, of all else, or of both."""
    where = _where(books, asked, group.activities)
    new, again = _counts(group.on_new, asked), _counts(group.on_rebid, asked)
    if new and again:
        return where
    if where.subjects is not None:
        return _replaced(where, [one for one in where.subjects if _rebid(books, one) is again])
    rebids = [subject for subject, info in books.infos.items() if info.rebid]
    return _replaced(where, rebids) if again else _replaced(where, None, rebids)


def _replaced(where: LedgerWhere, subjects: list[Subject] | None, but: Iterable[Subject] = ()) -> LedgerWhere:
    return LedgerWhere(
        where.first, where.last, where.activities, None if subjects is None else tuple(subjects), tuple(but)
    )


def _role_sums(work: UnitOfWork, people: Mapping[PersonId, PersonSum], unit: int) -> list[RoleSum]:
    role_of = work.ledger.roles_of_people() if people else {}
    sums: dict[RoleId | None, RoleSum] = {}
    for person, own in people.items():
        role, title, front_line = role_of.get(person, (None, "no role named", False))
        old = sums.get(role)
        paid = own.minutes - own.unpaid - own.unrated
        sums[role] = RoleSum(
            role=role,
            title=title,
            front_line=front_line,
            minutes=own.minutes + (old.minutes if old else 0),
            paid_minutes=paid + (old.paid_minutes if old else 0),
            cost=Fraction(own.full, unit) + (old.cost if old else 0),
            people=(old.people if old else frozenset[PersonId]()) | ({person} if paid else frozenset[PersonId]()),
            unrated=own.unrated + (old.unrated if old else 0),
        )
    return list(sums.values())


def _steps_used(books: _Books, asked: Asked, people: Mapping[PersonId, PersonSum]) -> list[tuple[PersonId, str, str]]:
    """Return the rule and the missing figure of each step that a report's people have in its period."""
    if books.span is None:
        return []
    first, last = asked.first or books.span[0], asked.last or books.span[1]
    return [
        (step.person, step.rule, step.missing)
        for step in books.book.steps
        if step.person in people and step.first <= last and step.last >= max(first, books.span[0])
    ]
