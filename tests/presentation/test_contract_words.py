"""What forms of contracts and bids read, and what their lines say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bids import BidStage, Decided, win_rate
from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import BidId, CommissionerId, ContractId
from charitydesk.presentation import bid_words, contract_words
from charitydesk.presentation import contract_form as form
from charitydesk.presentation.contract_commissioner import merge_words, others
from charitydesk.presentation.import_preview import remapped
from charitydesk.services.bids import BidLine
from charitydesk.services.commissioners import (
    CommissionerLine,
    CommissionerRecord,
    CommissionerView,
    ContactRecord,
)
from charitydesk.services.contracts import ContractLine
from tests.words import anything

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, tzinfo=UTC)
CONTRACT = ContractLine(
    id=ContractId(1),
    title="Advice",
    commissioner="Anytown",
    commissioner_id=None,
    reference="",
    relationship=None,
    status=ContractStatus.RUNNING,
    regime="unknown",
    value=None,
    annual_value=None,
    starts_on=None,
    ends_on=None,
    auto_renew=Answer.YES,
    say_no_by=date(2026, 12, 30),
    owner="",
    is_example=False,
    updated_at=NOW,
)
BID = BidLine(
    id=BidId(1),
    title="Hub",
    commissioner="",
    commissioner_id=None,
    reference="",
    stage=BidStage.DRAFTING,
    deadline="2026-07-03T12:00:00Z",
    deadline_on=date(2026, 7, 3),
    cutoff="",
    cutoff_on=None,
    value=None,
    won_value=None,
    outcome_on=None,
    ocid="",
    owner="",
    is_example=False,
    updated_at=NOW,
)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "33 days left"),
        ({"say_no_by": None}, "Not known yet"),
        ({"auto_renew": Answer.NO}, "Fixed end"),
        ({"status": ContractStatus.ENDED}, "Over"),
        ({"say_no_by": date(2026, 11, 1)}, "Renews"),
    ],
)
def test_that_the_window_s_badge_says_what_there_is_to_do(changed, word):
    assert contract_words.window_badge(replace(CONTRACT, **changed), TODAY).word == word


def test_that_a_deadline_in_another_offset_is_told_twice_over_two_lines():
    assert bid_words.deadline_first(BID) == "Fri 3 Jul 2026, 1pm"
    assert bid_words.deadline_given(BID) == "given as 12 noon, UTC"


def test_that_a_bid_moves_over_stages_it_cannot_take_and_not_beyond_the_last():
    assert bid_words.neighbour(BidStage.SPOTTED, 1) is BidStage.DECIDING
    assert bid_words.neighbour(BidStage.SPOTTED, -1) is None
    assert bid_words.neighbour(BidStage.CLARIFICATION, 1) is None
    assert bid_words.neighbour(BidStage.WON, -1) is None


@given(st.sampled_from(list(BidStage)), st.sampled_from([-1, 1]))
def test_that_every_move_by_an_arrow_is_one_the_bid_may_make(stage, step):
    found = bid_words.neighbour(stage, step)
    assert found is None or stage.may_become(found)


def test_that_both_win_rates_stand_side_by_side_and_what_is_left_out_is_said():
    rate = win_rate([Decided(True, 100), Decided(False, 300), Decided(True, None)])
    assert bid_words.win_words(rate) == (
        ("67%", "of bids won", "2 of 3 decided"),
        ("25%", "of the money won", "£1 of £4; 1 of unknown value left out"),
    )


@given(st.integers(0, 10**9 - 1))
def test_that_marks_read_back_as_they_are_written(hundredths):
    assert form.read_marks(form.marks_words(hundredths)).value == hundredths


@given(st.integers(-(10**9), 10**9))
def test_that_a_change_of_money_reads_back_as_it_is_written(pence):
    assert form.read_change(form.change_words(pence)).value == pence


@given(anything(max_size=30))
def test_that_any_typing_is_read_or_refused_in_a_sentence(text):
    for read in (form.read_length, form.read_leads, form.read_deadline, form.read_change, form.read_marks):
        answer = read(text)
        assert not (answer.problem and answer.value)
        assert not answer.problem or answer.problem.endswith(".")


def test_that_a_column_taken_for_something_gives_it_up_elsewhere():
    assert remapped({0: "title", 1: "owner"}, 2, "owner") == {0: "title", 2: "owner"}
    assert remapped({0: "title", 1: "owner"}, 1, None) == {0: "title"}


def test_a_merger_names_both_says_what_moves_and_offers_likely_twins_first():
    lines = [
        CommissionerLine(
            id=CommissionerId(at),
            name=name,
            kind=None,
            nation=None,
            contracts=0,
            held_value=0,
            bids=0,
            is_example=False,
        )
        for at, name in enumerate(("Anytown City Council", "Beck Board", "able trust", "Anytown CC"), 1)
    ]
    assert [one.label for one in others(lines, 1)] == ["Anytown CC", "able trust", "Beck Board"]
    kept = CommissionerRecord(name="Anytown City Council", kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.WALES)
    gone = replace(kept, name="Anytown CC", nation=None)
    people = (ContactRecord(commissioner_id=CommissionerId(4), name="Ms R. Okafor"),)
    moved = CommissionerView(gone, people, None, (), (), ())
    assert merge_words(CommissionerView(kept, (), None, (), (), ()), moved) == (
        "1 person of Anytown CC and its notices move to Anytown City Council, and the record Anytown CC goes. "
        "What is blank at Anytown City Council is filled in from it. Undo brings it back."
    )
    other = replace(moved, record=replace(gone, nation=Nation.ENGLAND), contacts=())
    words = merge_words(CommissionerView(kept, (), None, (), (), ()), other)
    assert words.startswith("The notices from Anytown CC move to Anytown City Council")
    assert "The two differ in nation" in words
