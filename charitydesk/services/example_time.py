"""The example charity's people, rates, time and bidding costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.domain.activities import Activity
from charitydesk.domain.bills import CostKind, VatTreatment
from charitydesk.domain.ledger_cuts import year_of
from charitydesk.domain.money import Pence, parse_pounds
from charitydesk.domain.overheads import Driver, OverheadArea, OverheadYear, areas_mapping
from charitydesk.domain.people import PersonKind
from charitydesk.domain.rates import PensionBasis, RateBasis
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind
from charitydesk.services.changes import Topic
from charitydesk.services.register_files import read_yaml
from charitydesk.services.time_log import links_of
from charitydesk.storage.records_time import (
    BiddingCostRecord,
    FundingRecord,
    OverheadYearRecord,
    PersonRecord,
    RateRecord,
    RoleRecord,
    TimeEntryRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from charitydesk.domain.ids import ContractId, PersonId, RoleId
    from charitydesk.services.desk import Desk
    from charitydesk.storage.store import Store
    from charitydesk.storage.unit_of_work import UnitOfWork

_FILE = "example/time.yaml"


def _pence(words: object) -> Pence:
    found = parse_pounds(str(words))
    if found is None:
        raise ValueError(f"the example holds a sum that is none: {words}")
    return found


@dataclass(frozen=True, slots=True)
class ExampleTime:
    """Loads them beside the example's bids and takes them out again."""

    _desk: Desk

    def load(self, dated: Callable[[object], object]) -> None:
        """Bring them in, in one change.

        Args:
            dated: Turns `today-3` and its like into dates.
        """
        content = cast("Mapping[str, Any]", dated(read_yaml(resources.read_text(_FILE), _FILE)))
        today = self._desk.clock.today()
        with self._desk.change("Loaded the example's people and time", Topic.TIME, Topic.COSTS) as work:
            people = self._add_people(work, content, today)
            self._add_overheads(work, content["overheads"], today)
            bids = {bid.title: bid.id for bid in work.bids.all() if bid.is_example}
            notices = {line.service: line.id for line in work.notices.list() if line.is_example}
            for one in content["entries"]:
                notice = notices.get(one.get("notice", ""))
                subject = Subject(SubjectKind.NOTICE, notice) if notice else _on_bid(one, bids)
                work.time_entries.add(
                    TimeEntryRecord(
                        person_id=people[one["person"]],
                        day=one["day"],
                        minutes=one["minutes"],
                        activity=Activity(one["activity"]),
                        note=one["note"],
                        is_example=True,
                        **links_of(subject),
                    )
                )
            for one in content["costs"]:
                work.bidding_costs.add(
                    BiddingCostRecord(
                        on_date=one["day"],
                        kind=CostKind(one["kind"]),
                        supplier=one.get("supplier", ""),
                        net=_pence(one["net"]),
                        vat=_pence(one.get("vat", 0)),
                        vat_treatment=VatTreatment(one.get("vat_treatment", "no-vat")),
                        is_example=True,
                        **links_of(_on_bid(one, bids)),
                    )
                )
            for one in content["funding"]:
                work.funding.add(
                    FundingRecord(
                        on_date=one["day"],
                        amount=_pence(one["amount"]),
                        given_by=one["given_by"],
                        is_example=True,
                        **links_of(_on_bid(one, bids)),
                    )
                )

    @staticmethod
    def _add_people(work: UnitOfWork, content: Mapping[str, Any], today: date) -> dict[str, PersonId]:
        roles: dict[str, RoleId] = {}
        for one in content["roles"]:
            roles[one["title"]] = work.roles.add(RoleRecord(**one, is_example=True)).id
        people: dict[str, PersonId] = {}
        since = today.replace(year=today.year - 2, day=1)
        for one in content["people"]:
            person = work.people.add(
                PersonRecord(
                    name=one["name"],
                    role_id=roles[one["role"]],
                    kind=PersonKind(one.get("kind", "employee")),
                    weekly_minutes=int(Decimal(str(one.get("hours", 0))) * 60),
                    is_example=True,
                )
            )
            people[person.name] = person.id
            if "hourly" in one:
                work.rates.add(
                    RateRecord(
                        person_id=person.id,
                        effective_from=since,
                        basis=RateBasis.HOURLY,
                        hourly=_pence(one["hourly"]),
                    )
                )
            elif "salary" in one:
                work.rates.add(
                    RateRecord(
                        person_id=person.id,
                        effective_from=since,
                        basis=RateBasis.SALARY,
                        salary=_pence(one["salary"]),
                        productive_minutes=one["productive"] * 60,
                        pension=PensionBasis.AMOUNT,
                        pension_amount=_pence(one["pension"]),
                        nic_amount=_pence(one["nic"]),
                    )
                )
        return people

    @staticmethod
    def _add_overheads(work: UnitOfWork, given: Mapping[str, Any], today: date) -> None:
        contracts = {one.title: one.id for one in work.contracts.all() if one.is_example}
        areas = [_area(one, contracts[one["contract"]]) for one in given["contracts"] if one["contract"] in contracts]
        weights = {driver: given[driver.value] * 100 for driver in Driver}
        charity = work.charity.load()
        held = {record.ends_on for record in work.overhead_years.all()}
        for day in (today, today.replace(year=today.year - 1, day=1)):
            _, end = year_of(day, charity.year_end_month, charity.year_end_day)
            if end not in held:
                held.add(end)
                year = OverheadYear(end, _pence(given["indirect"]), _pence(given["direct"]), weights).split_into(areas)
                work.overhead_years.add(
                    OverheadYearRecord(
                        ends_on=end,
                        indirect=year.indirect,
                        direct=year.direct,
                        headcount_weight=weights[Driver.HEADCOUNT],
                        space_weight=weights[Driver.SPACE],
                        spend_weight=weights[Driver.SPEND],
                        areas=areas_mapping(year.areas),
                        note=given["note"],
                        is_example=True,
                    )
                )

    @staticmethod
    def remove(work: UnitOfWork) -> None:
        """Take them out; call it before the bids and notices they hang on go.

        What a person of the example has besides stays, and so does the person then.
        """
        for entry in work.time_entries.examples():
            work.time_entries.delete(entry.id)
        for store in (work.statements, work.bidding_costs, work.funding, work.overhead_years):
            _remove_examples(store)
        for person in work.people.all():
            if person.is_example and not work.time_entries.list(person_id=person.id, limit=1):
                _remove_person(work, person.id)
        held = {person.role_id for person in work.people.all()}
        for role in work.roles.all():
            if role.is_example and role.id not in held:
                work.roles.delete(role.id)


def _area(given: Mapping[str, Any], contract: ContractId) -> OverheadArea:
    """Return what a contract of the example costs and its part of each driver."""
    parts = {driver: given[driver.value] * 100 for driver in Driver}
    direct, staff = _pence(given["direct"]), _pence(given["staff"])
    return OverheadArea(given["contract"], direct, parts, contract=contract, staff=staff, people=given["people"])


def _remove_examples(store: Store[Any, Any]) -> None:
    for record in store.all():
        if record.is_example:
            store.delete(record.id)


def _remove_person(work: UnitOfWork, person_id: PersonId) -> None:
    timer = work.running_timers.of(person_id)
    if timer is not None:
        work.running_timers.delete(timer.id)
    for rate in work.rates.of(person_id):
        work.rates.delete(rate.id)
    work.people.delete(person_id)


def _on_bid(given: Mapping[str, Any], bids: Mapping[str, int]) -> Subject:
    number = bids.get(given.get("bid", ""))
    return NO_SUBJECT if number is None else Subject(SubjectKind.BID, number)
