"""The register and the pipeline as the database sorts, filters and takes them apart."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from charitydesk.domain.bids import BidStage
from charitydesk.domain.contracts import ContractStatus
from charitydesk.storage.records_bids import BidLotRecord, BidRecord, BidTaskRecord
from charitydesk.storage.records_contracts import (
    CommissionerRecord,
    ContractClauseRecord,
    ContractRecord,
    ContractYearRecord,
    ObligationRecord,
    VariationRecord,
)
from charitydesk.storage.records_search import CalendarEntryRecord, ImportMappingRecord
from charitydesk.storage.stores_bids import BidFilter, BidSort
from charitydesk.storage.stores_contracts import ContractFilter, ContractSort


@pytest.fixture
def filled(desk):
    with desk.write("Added") as work:
        body = work.commissioners.add(CommissionerRecord(name="Beck Board"))
        for n, (title, ends, value) in enumerate(
            [("B", "2027-03-31", 300), ("A", None, None), ("C", "2026-12-31", 100)]
        ):
            work.contracts.add(
                ContractRecord(
                    title=title,
                    commissioner="Beck Board",
                    commissioner_id=body.id,
                    ends_on=date.fromisoformat(ends) if ends else None,
                    annual_value=value,
                    status=ContractStatus.ENDED if n == 1 else ContractStatus.RUNNING,
                )
            )
    return desk


def titles(desk, **how):
    with desk.read() as work:
        return "".join(line.title for line in work.contracts.list(**how))


@pytest.mark.parametrize("sort", ContractSort)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_gives_each_contract_once_and_the_same_order_by_page(filled, sort, descending):
    whole = titles(filled, sort=sort, descending=descending)
    assert sorted(whole) == ["A", "B", "C"]
    paged = "".join(titles(filled, sort=sort, descending=descending, offset=n, limit=1) for n in range(3))
    assert whole == paged


def test_unknown_values_sort_last_both_ways(filled):
    assert titles(filled, sort=ContractSort.ENDS_ON) == "CBA"
    assert titles(filled, sort=ContractSort.ENDS_ON, descending=True) == "BCA"


def test_filters_and_text_narrow_the_list_and_the_count_alike(filled):
    running = ContractFilter(statuses=(ContractStatus.RUNNING,), ends_to=date(2026, 12, 31))
    assert titles(filled, filters=running) == "C"
    with filled.read() as work:
        assert work.contracts.matching(filters=running) == 1
        assert work.contracts.matching(text="beck") == 3
        assert work.contracts.matching(text="%") == 0
        assert work.contracts.held() == (2, 400)


def test_a_deleted_contract_takes_its_own_rows_and_leaves_others_linked_to_none(filled, new):
    with filled.write("Hung things on it") as work:
        work.contract_years.add(ContractYearRecord(contract_id=1, starts_on=date(2026, 4, 1), value=5))
        work.contract_clauses.add(ContractClauseRecord(contract_id=1, number="1"))
        work.variations.add(VariationRecord(contract_id=1, title="Uplift"))
        first = work.obligations.add(ObligationRecord(contract_id=1, title="Report"))
        work.obligations.add(ObligationRecord(contract_id=1, title="Report", follows_id=first.id))
        work.notices.add(dataclasses.replace(new.notice(), contract_id=1))
        work.letters.add(dataclasses.replace(new.letter(), contract_id=1))
        work.bids.add(BidRecord(title="Again", rebid_of=1, contract_id=1))
    before = filled.content()
    with filled.write("Took out") as work:
        work.contracts.delete(1)
    with filled.read() as work:
        left = (work.contract_years, work.contract_clauses, work.variations, work.obligations)
        assert [store.count() for store in left] == [0, 0, 0, 0]
        assert work.notices.get(1).contract_id is work.letters.get(1).contract_id is None
        assert (work.bids.get(1).contract_id, work.bids.get(1).rebid_of) == (None, None)
    filled.undo()
    assert filled.content() == before


def test_a_deleted_bid_takes_its_own_rows_and_undo_brings_them_back(desk, new):
    with desk.write("Added") as work:
        bid = work.bids.add(BidRecord(title="Hub"))
        work.bid_lots.add(BidLotRecord(bid_id=bid.id, number="1"))
        work.bid_tasks.add(BidTaskRecord(bid_id=bid.id, title="Budget"))
        work.clocks.add(dataclasses.replace(new.clock(), bid_id=bid.id))
        work.letters.add(dataclasses.replace(new.letter(), bid_id=bid.id))
    before = desk.content()
    with desk.write("Took out") as work:
        work.bids.delete(bid.id)
    with desk.read() as work:
        assert [s.count() for s in (work.bid_lots, work.bid_tasks, work.clocks, work.letters)] == [0, 0, 0, 1]
    desk.undo()
    assert desk.content() == before


def test_bids_of_one_day_go_by_their_moment(desk):
    with desk.write("Added") as work:
        for title, hour in (("late", 17), ("early", 9)):
            moment = desk.now.replace(year=2027, hour=hour)
            work.bids.add(
                BidRecord(title=title, deadline=moment.isoformat(), deadline_on=moment.date(), deadline_at=moment)
            )
        work.bids.add(BidRecord(title="none", stage=BidStage.WON))
    with desk.read() as work:
        assert [line.title for line in work.bids.list()] == ["early", "late", "none"]
        assert [line.title for line in work.bids.list(filters=BidFilter(stages=(BidStage.WON,)))] == ["none"]
        for sort in BidSort:
            assert len(work.bids.list(sort=sort, descending=True)) == 3


def test_a_commissioner_tells_what_is_held_from_it(filled):
    with filled.read() as work:
        line = work.commissioners.list()[0]
        assert (line.name, line.contracts, line.held_value, line.bids) == ("Beck Board", 2, 400, 0)
        assert work.commissioners.named(" beck board ").id == line.id
        assert work.commissioners.named("") is None


def test_what_calendars_and_imports_remember_is_outside_the_history(desk):
    with desk.write("Wrote a calendar") as work:
        work.calendar_entries.add(
            CalendarEntryRecord(owner_table="bid", owner_id=1, uid="bid-1", written_on=date(2026, 5, 1))
        )
        work.import_mappings.remember(ImportMappingRecord(kind="bid", headings="a|b", mapping={"a": "title"}))
        work.import_mappings.remember(ImportMappingRecord(kind="bid", headings="a|b", mapping={"a": "note"}))
    assert work.change_id is None
    with desk.read() as work:
        assert work.import_mappings.of("bid", "a|b").mapping == {"a": "note"}
        assert work.calendar_entries.of("bid", 1).uid == "bid-1"
