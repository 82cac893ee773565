from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_cases import register

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.regimes import ContractKind, RegimeFacts, Thresholds, work_out_regime
from charitydesk.services.threshold_files import load_thresholds

HELD = load_thresholds()
COUNCIL = RegimeFacts(
    Nation.ENGLAND,
    BodyKind.LOCAL_AUTHORITY,
    Relationship.CONTRACT,
    procurement_start=date(2026, 3, 2),
    value_pence_inc_vat=250_000_00,
    is_light_touch=True,
    is_health=False,
)
OFF_THE_LINE = replace(COUNCIL, is_light_touch=False)
DEPARTMENT = replace(OFF_THE_LINE, body=BodyKind.CENTRAL_GOVERNMENT)
SCOTTISH = replace(OFF_THE_LINE, nation=Nation.SCOTLAND, value_pence_inc_vat=80_000_00)


@pytest.mark.parametrize(
    ("facts", "regime"),
    [
        (replace(COUNCIL, relationship=Relationship.GRANT), Regime.NONE),
        (replace(COUNCIL, value_pence_inc_vat=663_540_00), Regime.PA2023_LIGHT_TOUCH),
        (replace(COUNCIL, value_pence_inc_vat=663_539_99), Regime.PA2023_BELOW_THRESHOLD),
        (replace(OFF_THE_LINE, value_pence_inc_vat=207_720_00), Regime.PA2023_FULL),
        (replace(OFF_THE_LINE, value_pence_inc_vat=207_719_99), Regime.PA2023_BELOW_THRESHOLD),
        (replace(DEPARTMENT, value_pence_inc_vat=135_018_00), Regime.PA2023_FULL),
        (replace(DEPARTMENT, value_pence_inc_vat=135_017_99), Regime.PA2023_BELOW_THRESHOLD),
        (replace(DEPARTMENT, nation=Nation.SCOTLAND), Regime.PA2023_FULL),
        (replace(OFF_THE_LINE, kind=ContractKind.WORKS, value_pence_inc_vat=5_193_000_00), Regime.PA2023_FULL),
        (replace(OFF_THE_LINE, kind=ContractKind.WORKS), Regime.PA2023_BELOW_THRESHOLD),
        (replace(COUNCIL, kind=ContractKind.GOODS), Regime.PA2023_FULL),
        (replace(OFF_THE_LINE, kind=ContractKind.CONCESSION), Regime.NONE),
        (
            replace(COUNCIL, kind=ContractKind.CONCESSION, value_pence_inc_vat=5_372_609_00),
            Regime.PA2023_LIGHT_TOUCH,
        ),
        (replace(COUNCIL, procurement_start=date(2025, 2, 23)), Regime.PCR2015),
        (replace(COUNCIL, procurement_start=date(2025, 2, 24)), Regime.UNKNOWN),
        (replace(COUNCIL, procurement_start=date(2015, 2, 25)), Regime.UNKNOWN),
        (replace(COUNCIL, is_health=True), Regime.PSR_ENGLAND),
        (replace(COUNCIL, is_health=True, procurement_start=date(2023, 12, 31)), Regime.PCR2015),
        (replace(COUNCIL, is_health=True, body=BodyKind.CENTRAL_GOVERNMENT), Regime.PA2023_BELOW_THRESHOLD),
        (replace(COUNCIL, is_health=True, body=BodyKind.NHS_BODY, nation=Nation.WALES), Regime.PSR_WALES),
        (replace(COUNCIL, is_health=True, nation=Nation.WALES), Regime.UNKNOWN),
        (replace(COUNCIL, is_health=True, nation=Nation.NORTHERN_IRELAND), Regime.NONE),
        (
            replace(COUNCIL, nation=Nation.NORTHERN_IRELAND, value_pence_inc_vat=700_000_00),
            Regime.PA2023_LIGHT_TOUCH,
        ),
        (replace(COUNCIL, nation=Nation.NORTHERN_IRELAND, body=BodyKind.OTHER_PUBLIC_BODY), Regime.UNKNOWN),
        (
            replace(COUNCIL, nation=Nation.NORTHERN_IRELAND, body=BodyKind.CENTRAL_GOVERNMENT),
            Regime.PA2023_BELOW_THRESHOLD,
        ),
        (replace(SCOTTISH, above_scottish_threshold=True), Regime.PCSR2015),
        (replace(SCOTTISH, above_scottish_threshold=False), Regime.PRSA2014),
        (replace(SCOTTISH, value_pence_inc_vat=49_999_99), Regime.NONE),
        (SCOTTISH, Regime.UNKNOWN),
        (replace(SCOTTISH, kind=ContractKind.WORKS), Regime.UNKNOWN),
        (replace(SCOTTISH, procurement_start=date(2016, 4, 17)), Regime.UNKNOWN),
        (replace(COUNCIL, is_light_touch=None), Regime.UNKNOWN),
        (replace(COUNCIL, is_light_touch=None, value_pence_inc_vat=20_000_00), Regime.PA2023_BELOW_THRESHOLD),
        (replace(OFF_THE_LINE, body=BodyKind.ARMS_LENGTH_BODY, value_pence_inc_vat=150_000_00), Regime.UNKNOWN),
        (replace(OFF_THE_LINE, body=BodyKind.ARMS_LENGTH_BODY), Regime.PA2023_FULL),
    ],
)
def test_that_the_facts_put_a_contract_under_its_regime(facts: RegimeFacts, regime: Regime) -> None:
    answer = work_out_regime(facts, HELD)
    assert answer.regime is regime, answer
    assert answer.reason.endswith(".")
    assert all(provision in register() for provision in answer.provisions)
    assert bool(answer.unknowns) or regime is not Regime.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        (replace(COUNCIL, nation=None), "in which nation"),
        (replace(COUNCIL, body=None), "what kind of body"),
        (replace(COUNCIL, relationship=None), "a contract or a grant"),
        (replace(COUNCIL, procurement_start=None), "when the procurement began"),
        (replace(COUNCIL, value_pence_inc_vat=None), "value of the contract with VAT"),
        (replace(COUNCIL, is_light_touch=None), "light touch"),
        (replace(COUNCIL, is_health=None), "health care services"),
        (replace(COUNCIL, procurement_start=date(2025, 6, 2)), "thresholds that stood on 2 June 2025"),
        (replace(COUNCIL, body=BodyKind.PRIME_CONTRACTOR), "head of the chain"),
        (replace(SCOTTISH, procurement_start=None), "when the procurement began"),
        (replace(SCOTTISH, value_pence_inc_vat=None), "value of the contract with VAT"),
    ],
)
def test_that_a_missing_fact_is_asked_for(facts: RegimeFacts, asks: str) -> None:
    answer = work_out_regime(facts, HELD)
    assert answer.regime is Regime.UNKNOWN
    assert asks in " ".join(answer.unknowns)


def test_that_two_missing_facts_are_asked_for_together() -> None:
    answer = work_out_regime(replace(COUNCIL, is_health=None, procurement_start=None), HELD)
    assert len(answer.unknowns) == 2


def test_that_a_light_touch_contract_below_its_threshold_is_told_of_the_social_value_act() -> None:
    answer = work_out_regime(COUNCIL, HELD)
    assert "sva-s1-16" in answer.provisions
    lower = work_out_regime(replace(COUNCIL, value_pence_inc_vat=207_719_99), HELD)
    assert "sva-s1-16" not in lower.provisions
    assert "£207,719.99" in lower.reason


def test_that_the_older_regulations_last_for_the_contracts_whole_life() -> None:
    answer = work_out_regime(replace(COUNCIL, procurement_start=date(2024, 5, 1)), HELD)
    assert "whole life, ending included" in answer.reason
    assert "pa-transitional" in answer.provisions


def test_that_thresholds_are_those_of_the_day_the_procurement_began() -> None:
    old = replace(HELD[0], applies_from=date(2025, 2, 24), applies_to=date(2025, 12, 31), light_touch=100)
    answer = work_out_regime(replace(COUNCIL, procurement_start=date(2025, 6, 2)), (old, *HELD))
    assert answer.regime is Regime.PA2023_LIGHT_TOUCH


@given(st.integers(0, 10_000_000_00), st.sampled_from(BodyKind), st.sampled_from(Nation), st.booleans())
def test_that_a_dearer_contract_is_never_under_a_lighter_regime(
    pence: int, body: BodyKind, nation: Nation, light: bool
) -> None:
    order = [Regime.NONE, Regime.PA2023_BELOW_THRESHOLD, Regime.UNKNOWN, Regime.PA2023_LIGHT_TOUCH, Regime.PA2023_FULL]
    facts = replace(COUNCIL, body=body, nation=nation, is_light_touch=light, value_pence_inc_vat=pence)
    if nation is Nation.SCOTLAND:
        facts = replace(facts, body=BodyKind.CENTRAL_GOVERNMENT)
    dearer = replace(facts, value_pence_inc_vat=pence + 50_000_00)
    lower, higher = (work_out_regime(each, HELD).regime for each in (facts, dearer))
    assert order.index(lower) <= order.index(higher)


def test_that_the_thresholds_held_are_those_of_2026() -> None:
    assert [one.applies_from for one in HELD] == [date(2026, 1, 1)]
    assert isinstance(HELD[0], Thresholds)
    assert (HELD[0].light_touch, HELD[0].light_touch_concessions) == (663_540_00, 5_372_609_00)
