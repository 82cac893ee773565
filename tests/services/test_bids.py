"""The pipeline: deadlines to the offset, scores, outcomes with their clocks, and what comes after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.go_no_go import Verdict
from charitydesk.errors import BadInputError
from charitydesk.services.outcomes import Outcome
from charitydesk.storage.records_bids import BidFactorRecord, BidRecord, BidTaskRecord
from charitydesk.storage.records_contracts import CommissionerRecord

HUB = BidRecord(
    title="Carers' Hub",
    commissioner="Anytown Council",
    deadline="2026-12-25T23:59:00+00:00",
    cutoff="2026-12-28",
    relationship=Relationship.CONTRACT,
    light_touch=Answer.NO,
    health=Answer.NO,
    procurement_started_on=date(2026, 11, 2),
    value=900_000_00,
)


@pytest.fixture
def bid(desk):
    desk.commissioners.save(
        CommissionerRecord(name="Anytown Council", kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    )
    return desk.bids.add(HUB, tasks=[BidTaskRecord(bid_id=0, title="Budget", due_on=date(2026, 12, 30))]).record.id


def test_the_deadline_is_kept_as_given_and_told_with_its_traps(desk, bid):
    view = desk.bids.show(bid)
    assert view.record.deadline == "2026-12-25T23:59:00+00:00"
    assert view.deadline_words == "Fri 25 Dec 2026, 11.59pm"
    whole = " ".join(view.warnings)
    assert all(
        words in whole
        for words in (
            "one minute before midnight",
            "Christmas Day",
            "Your own limit (Mon 28 Dec 2026) is later",
            "“Budget”",
        )
    )


def test_a_time_that_cannot_be_read_is_refused(desk):
    with pytest.raises(BadInputError, match="not a date with or without a time"):
        desk.bids.add(replace(HUB, deadline="Christmas"))
    assert desk.bids.count() == 0


def test_a_score_is_made_from_the_offered_factors_against_the_threshold(desk, bid):
    offered = desk.bids.show(bid)
    assert offered.go.verdict is Verdict.NOT_YET
    scored = desk.bids.set_factors(bid, [replace(one, score=3) for one in offered.factors])
    assert (scored.go.per_cent, scored.go.verdict) == (60, Verdict.GO)
    desk.bids.set_own_factors([BidFactorRecord(bid_id=None, name="Price", weight=10)], 70)
    assert desk.bids.show(bid).go.verdict is Verdict.NO_GO
    fresh = desk.bids.add(replace(HUB, title="Another"))
    assert [one.name for one in fresh.factors] == ["Price"]


def test_the_decision_keeps_the_threshold_that_stood_that_day(desk, bid):
    desk.outcomes.decide(bid, go=True, by="The trustees", on=date(2026, 11, 23), reason="Our home ground")
    desk.bids.set_own_factors(desk.bids.own_factors()[0], 90)
    view = desk.bids.show(bid)
    assert (view.record.stage, view.go.threshold, view.record.go_decided_by) == (BidStage.DRAFTING, 60, "The trustees")


def test_a_lost_bid_starts_standstill_and_claim_and_a_move_back_supersedes_them(desk, bid):
    desk.outcomes.set_stage(bid, BidStage.SUBMITTED)
    lost = desk.outcomes.record_outcome(
        bid, Outcome(won=False, knew_on=date(2026, 11, 23), notice_on=date(2026, 11, 20))
    )
    rules = {clock.rule: clock for clock in lost.bid.clocks}
    assert rules["PA2023_STANDSTILL_END"].deadline == date(2026, 12, 2)
    assert rules["PA2023_CLAIM_30D"].deadline == date(2026, 12, 22)
    back = desk.outcomes.set_stage(bid, BidStage.SUBMITTED)
    assert all(clock.superseded_reason for clock in back.clocks)
    assert back.record.outcome_on is None


def test_a_won_bid_has_no_claim_to_bring_and_becomes_a_contract_once(desk, bid):
    desk.outcomes.set_stage(bid, BidStage.SUBMITTED)
    won = desk.outcomes.record_outcome(bid, Outcome(won=True, knew_on=date(2026, 11, 23), value=850_000_00))
    assert [clock.rule for clock in won.bid.clocks] == ["PA2023_STANDSTILL_END"]
    contract = desk.outcomes.to_contract(bid)
    assert (contract.record.title, contract.record.value) == ("Carers' Hub", 850_000_00)
    assert [one.id for one in contract.bids] == [bid]
    with pytest.raises(BadInputError, match="became a contract already"):
        desk.outcomes.to_contract(bid)
    again = desk.outcomes.bid_again(contract.record.id)
    assert (again.record.rebid_of, again.record.stage) == (contract.record.id, BidStage.SPOTTED)


def test_a_bid_that_is_spotted_cannot_be_won(desk, bid):
    with pytest.raises(BadInputError, match="cannot move to “won”"):
        desk.outcomes.set_stage(bid, BidStage.WON)


def test_the_win_rate_counts_what_was_decided_in_the_span(desk):
    for title, won, value in (("A", True, 100), ("B", False, 300)):
        made = desk.bids.add(replace(HUB, title=title, value=value, stage=BidStage.SUBMITTED)).record.id
        desk.outcomes.record_outcome(made, Outcome(won=won, knew_on=date(2026, 11, 20)))
    rate = desk.bids.win_rate(date(2026, 11, 1), date(2026, 11, 30))
    assert (rate.by_count, rate.by_money) == (50, 25)
    assert desk.bids.win_rate(date(2026, 12, 1)).decided == 0


def test_an_edit_never_moves_the_stage(desk, bid):
    view = desk.bids.show(bid)
    changed = desk.bids.update(replace(view.record, stage=BidStage.WON, lessons="Start sooner"))
    assert (changed.record.stage, changed.record.lessons) == (BidStage.SPOTTED, "Start sooner")
    assert desk.search.find("sooner")[0].kind == "Bid"
