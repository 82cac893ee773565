from __future__ import annotations

from datetime import date

import pytest

from charitydesk.bootstrap import build_services
from charitydesk.domain.bills import CostKind
from charitydesk.domain.ids import BidId, ContractId, NoticeId
from charitydesk.domain.timelog import NO_SUBJECT, Subject, SubjectKind
from charitydesk.paths import AppPaths
from charitydesk.services.changes import Topic
from charitydesk.services.people import PersonRecord
from charitydesk.storage.records import NoticeRecord
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord
from charitydesk.storage.records_time import BiddingCostRecord, FundingRecord, TimeEntryRecord

LINKS = {"bids": "bid_id", "contracts": "contract_id", "notices": "notice_id"}
IDS = {"bids": BidId(1), "contracts": ContractId(1), "notices": NoticeId(1)}


@pytest.fixture
def services(folders, tmp_path, clock):
    made = build_services(AppPaths(folders.empty(tmp_path)), clock)
    made.people.save_person(PersonRecord(name="Sam Price"))
    with made.desk.change("Added one of each") as work:
        work.bids.add(BidRecord(title="Lunch clubs", commissioner="Anytown Council"))
        work.contracts.add(ContractRecord(title="Lunch clubs", commissioner="Anytown Council"))
        work.notices.add(NoticeRecord(commissioner="Anytown", service="Lunch clubs", received_on=date(2026, 7, 1)))
    yield made
    made.close()


def everything(services):
    with services.desk.read() as work:
        return {name: list(work.tables.stored(name)) for name in work.tables.names()}


@pytest.mark.parametrize("kind", LINKS)
def test_time_costs_and_money_outlive_what_they_were_for_and_undo_ties_them_again_to_equality(services, kind):
    link, day = {LINKS[kind]: 1}, date(2026, 7, 1)
    services.time.log(TimeEntryRecord(person_id=1, day=day, minutes=90, **link))
    services.bills.save_cost(BiddingCostRecord(on_date=day, kind=CostKind.TRAVEL, net=1000, **link))
    services.bills.save_funding(FundingRecord(on_date=day, amount=5000, **link))
    before = everything(services)
    told = []
    services.desk.feed.subscribe(told.append)
    getattr(services, kind).delete(IDS[kind])
    assert {Topic.TIME, Topic.COSTS} <= told[0].topics
    for record in (*services.time.list(), *services.bills.costs(), *services.bills.funding()):
        assert (record.bid_id, record.contract_id, record.notice_id) == (None, None, None)
    services.history.undo()
    assert everything(services) == before


@pytest.mark.parametrize("kind", LINKS)
def test_a_running_timer_goes_on_for_nothing_when_what_it_ran_for_is_taken_out(services, kind):
    services.timers.start(1, Subject(SubjectKind(kind.removesuffix("s")), 1))
    getattr(services, kind).delete(IDS[kind])
    (view,) = services.timers.running()
    assert view.subject == NO_SUBJECT


def test_the_example_goes_although_somebody_tried_it_with_time_of_their_own(services):
    services.example.load()
    with services.desk.read() as work:
        bid = next(one for one in work.bids.list() if one.is_example)
    services.time.log(TimeEntryRecord(person_id=1, day=date(2026, 11, 2), minutes=30, bid_id=bid.id, note="trying it"))
    services.example.remove()
    (line,) = services.time.list(text="trying it")
    assert line.bid_id is None
