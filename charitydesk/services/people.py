"""People, roles, rates and overheads. What a named person costs is for the finance view alone: `pay` and `rates_of`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from charitydesk.domain.overheads import Driver, OverheadYear, areas_mapping, read_areas
from charitydesk.domain.people import PersonKind
from charitydesk.domain.plain_text import kept_text
from charitydesk.domain.provisions import Verification
from charitydesk.domain.rate_book import RateBook, make_book
from charitydesk.domain.rates import (
    HourlyCost,
    MissingFigure,
    Payroll,
    PayrollYear,
    Rate,
    RateBasis,
    hourly_cost,
    tax_year_words,
)
from charitydesk.domain.wording import long_date
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.payroll_files import load_payroll
from charitydesk.storage.records_time import (
    OverheadYearRecord,
    PayrollYearRecord,
    PersonRecord,
    RateRecord,
    RoleRecord,
)

if TYPE_CHECKING:
    from charitydesk.domain.ids import PersonId, RateId
    from charitydesk.services.desk import Desk
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "OverheadYear",
    "Pay",
    "PayrollYearRecord",
    "PeopleService",
    "PersonKind",
    "PersonRecord",
    "RateBasis",
    "RateRecord",
    "RoleRecord",
]


@dataclass(frozen=True, slots=True)
class Pay:
    """What somebody costs on a day; finance view only.

    Args:
        rate: The rate in force, or None.
        direct: An hour before overheads with its working, or what must be asked, or None without a rate.
        full: Exact pence an hour with overheads, or None where it cannot be told.
        overheads: How overheads were added, in a sentence.
    """

    rate: RateRecord | None
    direct: HourlyCost | MissingFigure | None
    full: Fraction | None
    overheads: str


def rate_of(record: RateRecord) -> Rate:
    """Return a stored rate as the rules see it."""
    return Rate(
        person=record.person_id,
        effective_from=record.effective_from,
        basis=record.basis,
        salary=record.salary,
        hourly=record.hourly,
        productive_minutes=record.productive_minutes,
        pension=record.pension,
        pension_hundredths=record.pension_hundredths,
        pension_amount=record.pension_amount,
        other_on_costs=record.other_on_costs,
        nic_amount=record.nic_amount,
        note=record.note,
        id=record.id,
    )


def overheads_of(record: OverheadYearRecord) -> OverheadYear:
    """Return a stored year of overheads as the rules see it."""
    weights = {
        Driver.HEADCOUNT: record.headcount_weight,
        Driver.SPACE: record.space_weight,
        Driver.SPEND: record.spend_weight,
    }
    return OverheadYear(record.ends_on, record.indirect, record.direct, weights, read_areas(record.areas), record.note)


def payroll_of(work: UnitOfWork) -> Payroll:
    """Return payroll figures by tax year; what the charity typed in stands before what came with the program."""
    years = {year.tax_year: year for year in load_payroll()}
    for record in work.payroll_years.all():
        years[record.tax_year] = PayrollYear(
            tax_year=record.tax_year,
            employer_nic=Fraction(record.employer_nic, 10_000),
            secondary_threshold=record.secondary_threshold,
            qualifying_lower=record.qualifying_lower,
            qualifying_upper=record.qualifying_upper,
            source=record.source or "entered by the charity",
            confidence=Verification.REPORTED,
        )
    return Payroll(years)


_BOOKS: dict[tuple[object, ...], RateBook] = {}
_KEPT = 4


def book_of(work: UnitOfWork) -> RateBook:
    """Return everybody's rates as steps in time, over the days that have entries.

    A book is made once of the very figures it stands on: a page asks for many reports of the same day's rates.
    """
    facts = work.ledger.rate_facts()
    book = _BOOKS.get(facts)
    if book is None:
        span = work.ledger.span() or (work.now.date(), work.now.date())
        book = make_book(
            [(person.id, person.kind.unpaid) for person in work.people.all()],
            [rate_of(record) for record in work.rates.all()],
            payroll_of(work),
            tuple(overheads_of(record) for record in work.overhead_years.all()),
            span,
        )
        for old in tuple(_BOOKS)[: 1 - _KEPT]:
            _BOOKS.pop(old, None)
        _BOOKS[facts] = book
    return book


class PeopleService:
    """Keeps people, roles, rates and overheads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def roles(self) -> tuple[RoleRecord, ...]:
        """Return all roles by title."""
        with self._desk.read() as work:
            return work.roles.list()

    def save_role(self, role: RoleRecord) -> RoleRecord:
        """Keep a new or changed role.

        Raises:
            BadInputError: It has no title.
        """
        if not role.title.strip():
            raise BadInputError("The role has no title.", "Give it a name, for example `Support worker`.")
        with self._desk.change(f"Saved the role {role.title}", Topic.TIME) as work:
            return work.roles.update(role) if role.id else work.roles.add(role)

    def people(self, *, in_post_on: date | None = None) -> tuple[PersonRecord, ...]:
        """Return people by name.

        Args:
            in_post_on: Only those who worked for the charity on this civil date.
        """
        from charitydesk.domain.people import in_post  # noqa: PLC0415 - used here alone

        with self._desk.read() as work:
            people = work.people.list()
        if in_post_on is None:
            return people
        return tuple(one for one in people if in_post(in_post_on, one.started_on, one.left_on))

    def person(self, person_id: PersonId) -> PersonRecord:
        """Return somebody.

        Raises:
            BadInputError: There is no such person.
        """
        with self._desk.read() as work:
            return work.people.get(person_id)

    def find(self, name: str) -> PersonRecord:
        """Return the person whom a name, part of a name or a number means.

        Raises:
            BadInputError: Nobody, or more than one, is meant.
        """
        people = self.people()
        wanted = name.strip().casefold()
        exact = [one for one in people if wanted in {one.name.casefold(), str(one.id)}]
        found = exact or [one for one in people if wanted and wanted in one.name.casefold()]
        if len(found) == 1:
            return found[0]
        names = ", ".join(one.name for one in (found or people)[:8]) or "nobody yet"
        what = f"“{name}” could be more than one person" if found else f"Nobody here is called “{name}”"
        raise BadInputError(f"{what}.", f"Give one of: {names}.")

    def save_person(self, person: PersonRecord) -> PersonRecord:
        """Keep a new or changed person.

        Raises:
            BadInputError: They have no name, or left before they started.
        """
        if not kept_text(person.name):
            raise BadInputError("The person has no name.", "Give the name as it should stand in lists.")
        if person.started_on and person.left_on and person.left_on < person.started_on:
            raise BadInputError(f"{person.name} left before starting.", "Look at the two dates.")
        if not 0 <= person.weekly_minutes <= 7 * 24 * 60:
            raise BadInputError("The contracted hours do not fit into a week.", "Give hours a week.")
        verb = "Changed" if person.id else "Added"
        with self._desk.change(f"{verb} {person.name}", Topic.TIME) as work:
            return work.people.update(person) if person.id else work.people.add(person)

    def remove_person(self, person_id: PersonId) -> None:
        """Take somebody out who has no time logged; with their rates.

        Raises:
            BadInputError: They have time logged: then give them a last day instead.
        """
        with self._desk.read() as work:
            person = work.people.get(person_id)
            has_time = bool(work.time_entries.list(person_id=person_id, limit=1))
        if has_time:
            raise BadInputError(f"{person.name} has time logged.", "Give a last day instead of taking them out.")
        with self._desk.change(f"Took out {person.name}", Topic.TIME) as work:
            timer = work.running_timers.of(person_id)
            if timer is not None:
                work.running_timers.delete(timer.id)
            for rate in work.rates.of(person_id):
                work.rates.delete(rate.id)
            work.people.delete(person_id)

    def rates_of(self, person_id: PersonId) -> tuple[RateRecord, ...]:
        """Return somebody's rates, the earliest first; finance view only."""
        with self._desk.read() as work:
            return work.rates.of(person_id)

    def set_rate(self, rate: RateRecord) -> RateRecord:
        """Keep a rate from its effective date on; one of the same date is replaced, others stay as they are.

        Raises:
            BadInputError: A figure it needs is missing or below zero.
        """
        problems = rate_of(rate).problems()
        if problems:
            raise BadInputError(problems[0], " ".join(problems[1:]))
        with self._desk.read() as work:
            person = work.people.get(rate.person_id)
            same = next((r for r in work.rates.of(person.id) if r.effective_from == rate.effective_from), None)
        name = f"Set the rate of {person.name} from {long_date(rate.effective_from)}"
        with self._desk.change(name, Topic.TIME) as work:
            if same is not None:
                return work.rates.update(replace(rate, id=same.id))
            return work.rates.update(rate) if rate.id else work.rates.add(rate)

    def remove_rate(self, rate_id: RateId) -> None:
        """Take a rate out; the one before it then holds."""
        with self._desk.change("Took out a rate", Topic.TIME) as work:
            work.rates.delete(rate_id)

    def pay(self, person_id: PersonId, on: date) -> Pay:
        """Return what somebody costs on a day with its working; finance view only.

        Args:
            person_id: Who.
            on: Civil date.
        """
        with self._desk.read() as work:
            records, payroll = work.rates.of(person_id), payroll_of(work)
            step = book_of(work).step_on(person_id, on)
        rate = next((record for record in reversed(records) if record.effective_from <= on), None)
        cost = None if rate is None else hourly_cost(rate_of(rate), on, payroll)
        known = step is not None and not step.missing
        return Pay(rate, cost, step.full * 60 if step and known else None, step.rule.replace("\n", " ") if step else "")

    def payroll(self) -> Payroll:
        """Return payroll figures by tax year."""
        with self._desk.read() as work:
            return payroll_of(work)

    def missing_tax_years(self) -> tuple[int, ...]:
        """Return the tax years whose payroll figures a logged hour needs and nobody has given: ask for them."""
        with self._desk.read() as work:
            span, payroll = work.ledger.span(), payroll_of(work)
            rates = [rate_of(record) for record in work.rates.all()]
        if span is None:
            return ()
        from charitydesk.domain.rates import tax_year_of  # noqa: PLC0415 - used here alone

        years = range(tax_year_of(span[0]), tax_year_of(span[1]) + 1)
        asked = {
            year
            for year in years
            for rate in rates
            if isinstance(found := hourly_cost(rate, date(year, 4, 6), payroll), MissingFigure)
            and found.tax_year is not None
            and rate.effective_from <= date(year + 1, 4, 5)
        }
        return tuple(sorted(asked))

    def save_payroll_year(self, year: PayrollYearRecord) -> PayrollYearRecord:
        """Keep a tax year's employer figures as the charity gives them.

        Raises:
            BadInputError: A figure is below zero, or a share above 100 %.
        """
        amounts = (year.secondary_threshold, year.qualifying_lower, year.qualifying_upper)
        if not 0 <= year.employer_nic <= 10_000 or any(amount < 0 for amount in amounts):
            raise BadInputError("A payroll figure is below zero or above 100 %.", "Give the figures as published.")
        words = tax_year_words(year.tax_year)
        with self._desk.change(f"Entered payroll figures for {words}", Topic.TIME) as work:
            held = work.payroll_years.of_year(year.tax_year)
            return work.payroll_years.update(replace(year, id=held.id)) if held else work.payroll_years.add(year)

    def overheads(self) -> tuple[OverheadYear, ...]:
        """Return overheads by accounting year, the latest first."""
        with self._desk.read() as work:
            return tuple(overheads_of(record) for record in work.overhead_years.list())

    def save_overheads(self, year: OverheadYear, *, is_example: bool = False) -> OverheadYear:
        """Keep the overheads of an accounting year, in the place of any that end on the same day.

        Raises:
            BadInputError: Shares do not add to 100 %, or it overlaps another year.
        """
        problems = year.problems()
        if problems:
            raise BadInputError(problems[0], " ".join(problems[1:]))
        record = OverheadYearRecord(
            ends_on=year.ends_on,
            indirect=year.indirect,
            direct=year.direct,
            headcount_weight=year.weights.get(Driver.HEADCOUNT, 0),
            space_weight=year.weights.get(Driver.SPACE, 0),
            spend_weight=year.weights.get(Driver.SPEND, 0),
            areas=areas_mapping(year.areas),
            note=year.note,
            is_example=is_example,
        )
        with self._desk.change(f"Saved the overheads of the year to {long_date(year.ends_on)}", Topic.TIME) as work:
            held = {overheads_of(one).ends_on: one for one in work.overhead_years.list()}
            for one in held.values():
                other = overheads_of(one)
                if other.ends_on != year.ends_on and not (
                    year.ends_on < other.starts_on or other.ends_on < year.starts_on
                ):
                    raise BadInputError(
                        f"That year overlaps the one that ends on {long_date(other.ends_on)}.",
                        "Give each accounting year its own twelve months.",
                    )
            same = held.get(year.ends_on)
            stored = (
                work.overhead_years.update(replace(record, id=same.id)) if same else work.overhead_years.add(record)
            )
        return overheads_of(stored)
