"""Which clocks a notice starts, for whom and from when."""

from __future__ import annotations

from datetime import date

import pytest

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.ids import RuleId
from charitydesk.domain.notice_clocks import clocks_of_notice
from charitydesk.domain.notices import NoticeFacts, NoticeKind
from charitydesk.domain.periods import Period, Unit
from charitydesk.services.clock_files import load_rules
from tests.domain.cases import council_notice, having, register


def started(facts: NoticeFacts, regime: Regime = Regime.PA2023_LIGHT_TOUCH) -> dict[str, date]:
    starts, _ = clocks_of_notice(facts, regime)
    return {str(start.rule): start.started for start in starts}


def missing(facts: NoticeFacts, regime: Regime = Regime.PA2023_LIGHT_TOUCH) -> set[str]:
    _, lacking = clocks_of_notice(facts, regime)
    return {item.path for item in lacking}


def test_that_notice_runs_from_receipt_and_the_court_from_the_decision() -> None:
    clocks = started(council_notice())
    assert clocks["CONTRACT_NOTICE"] == date(2026, 11, 20)
    assert clocks["JR_EW_OUTER_3M"] == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("nation", "rule"),
    [
        (Nation.ENGLAND, "JR_EW_OUTER_3M"),
        (Nation.WALES, "JR_EW_OUTER_3M"),
        (Nation.SCOTLAND, "JR_SCOTLAND_3M"),
        (Nation.NORTHERN_IRELAND, "JR_NI_3M"),
    ],
)
def test_that_each_nation_has_its_own_time_for_the_court(nation: Nation, rule: str) -> None:
    assert rule in started(having(council_notice(), "body", nation=nation))


def test_that_a_lead_providers_decision_is_not_for_the_public_law_court() -> None:
    facts = having(council_notice(), "body", kind=BodyKind.PRIME_CONTRACTOR)
    assert not any(rule.startswith("JR_") for rule in started(facts))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [(BodyKind.LOCAL_AUTHORITY, "BV_NOTICE_3M"), (BodyKind.CENTRAL_GOVERNMENT, "COMPACT_NOTICE_3M")],
)
def test_that_three_months_come_from_guidance_for_a_council_and_from_the_compact_for_a_department(
    kind: BodyKind, rule: str
) -> None:
    assert rule in started(having(council_notice(), "body", kind=kind))
    assert rule not in started(having(council_notice(), "body", kind=kind, nation=Nation.WALES))


@pytest.mark.parametrize(
    ("regime", "rule"),
    [
        (Regime.PA2023_LIGHT_TOUCH, "PA2023_CLAIM_30D"),
        (Regime.PCR2015, "PCR2015_CLAIM_30D"),
        (Regime.PCSR2015, "PCSR2015_CLAIM_30D"),
        (Regime.PRSA2014, "PRSA2014_CLAIM_30D"),
        (Regime.PSR_ENGLAND, "PSR_ENG_REPRESENTATIONS"),
        (Regime.PSR_WALES, "PSR_WALES_REPRESENTATIONS"),
    ],
)
def test_that_an_award_starts_the_claim_clock_of_its_own_regime(regime: Regime, rule: str) -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    assert started(facts, regime)[rule] == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("regime", "rule"),
    [
        (Regime.PA2023_FULL, "PA2023_STANDSTILL_END"),
        (Regime.PCSR2015, "PCSR2015_STANDSTILL_END"),
        (Regime.PSR_ENGLAND, "PSR_ENG_REPRESENTATIONS"),
    ],
)
def test_that_the_shortest_clock_of_an_award_runs_and_says_that_it_may_end_sooner(regime: Regime, rule: str) -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    starts, _ = clocks_of_notice(facts, regime)
    assert [start.why.endswith("it may end sooner.") for start in starts if start.rule == rule] == [True]


def test_that_a_clock_of_the_award_notice_runs_from_its_own_day_where_that_is_known() -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    facts = having(facts, "notice", award_notice_on=date(2026, 11, 16))
    starts, _ = clocks_of_notice(facts, Regime.PSR_ENGLAND)
    found = next(start for start in starts if start.rule == "PSR_ENG_REPRESENTATIONS")
    assert found.started == date(2026, 11, 16)
    assert "may end sooner" not in found.why
    unheard = having(facts, "notice", knew_on=None, received_on=None)
    assert "PSR_ENG_REPRESENTATIONS" in started(unheard, Regime.PSR_ENGLAND)


@pytest.mark.parametrize(
    ("nation", "told", "asked"),
    [
        (Nation.ENGLAND, {}, "agreement.procurement_started_on"),
        (Nation.ENGLAND, {"procurement_started_on": date(2026, 2, 2), "health": Answer.UNKNOWN}, "agreement.health"),
        (Nation.ENGLAND, {"procurement_started_on": date(2026, 2, 2), "value": None}, "agreement.value"),
        (
            Nation.SCOTLAND,
            {"procurement_started_on": date(2026, 2, 2), "value": 90_000_000},
            "agreement.above_scottish_threshold",
        ),
        (Nation.ENGLAND, {"health": Answer.YES}, "notice.award_notice_on"),
    ],
)
def test_that_what_is_asked_for_next_is_a_fact_not_given_yet(
    nation: Nation, told: dict[str, object], asked: str
) -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    known: dict[str, object] = {"procurement_started_on": None, "health": Answer.NO, "light_touch": Answer.YES} | told
    facts = having(having(facts, "body", nation=nation), "agreement", **known)
    assert asked in missing(facts, Regime.UNKNOWN)


def test_that_the_time_for_the_court_is_never_passed_over_in_silence() -> None:
    assert "body.nation" in missing(having(council_notice(), "body", nation=None))
    assert "body.kind" in missing(having(council_notice(), "body", kind=None))


def test_that_a_contract_below_threshold_is_promised_no_claim_under_part_nine() -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    assert not any("CLAIM" in rule for rule in started(facts, Regime.PA2023_BELOW_THRESHOLD))


def test_that_a_grant_starts_no_procurement_clock() -> None:
    facts = having(council_notice(), "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
    facts = having(facts, "agreement", relationship=Relationship.GRANT)
    assert not any(rule.startswith(("PA2023", "PCR")) for rule in started(facts))


def test_that_a_start_not_known_is_asked_for_and_not_assumed() -> None:
    facts = having(council_notice(), "notice", dated_on=None, received_on=None, decided_on=None)
    assert {"notice.received_on", "notice.decided_on"} <= missing(facts)
    award = having(council_notice(), "notice", award_involved=Answer.YES)
    award = having(award, "agreement", procurement_started_on=None)
    assert "agreement.procurement_started_on" in missing(award, Regime.UNKNOWN)


def test_that_a_proposal_starts_only_the_clock_of_its_consultation() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.PROPOSAL)
    facts = having(having(facts, "process", consulted_to=date(2026, 12, 18)), "consequences", staff_at_risk=0)
    assert set(started(facts)) == {"CONSULTATION_CLOSES", "LGSCO_12M"}


def test_that_only_an_english_council_leads_to_the_local_ombudsman() -> None:
    assert "LGSCO_12M" in started(council_notice())
    assert "LGSCO_12M" not in started(having(council_notice(), "body", nation=Nation.SCOTLAND))
    assert "LGSCO_12M" not in started(having(council_notice(), "body", kind=BodyKind.NHS_BODY))


@pytest.mark.parametrize(("staff", "rule"), [(19, None), (20, "REDUNDANCY_CONSULT_30"), (100, "REDUNDANCY_CONSULT_45")])
def test_that_collective_consultation_begins_at_twenty_and_lengthens_at_a_hundred(staff: int, rule: str | None) -> None:
    found = [r for r in started(having(council_notice(), "consequences", staff_at_risk=staff)) if "CONSULT_" in r]
    assert found == ([rule] if rule else [])


def test_that_the_period_of_a_signed_local_compact_is_a_clock_of_its_own() -> None:
    with_period, _ = clocks_of_notice(council_notice(), Regime.NONE, Period(3, Unit.MONTHS))
    assert {"period": "3 months"} in [s.options for s in with_period if s.rule == "LOCAL_COMPACT_NOTICE"]
    assert "LOCAL_COMPACT_NOTICE" not in started(council_notice())


def test_that_every_clock_a_notice_can_start_has_a_rule() -> None:
    rules = set(load_rules())
    for kind in BodyKind:
        for nation in Nation:
            for regime in Regime:
                facts = having(council_notice(), "body", kind=kind, nation=nation)
                facts = having(facts, "notice", award_involved=Answer.YES, knew_on=date(2026, 11, 18))
                facts = having(facts, "consequences", tupe=Answer.YES)
                assert set(started(facts, regime)) <= rules


@pytest.mark.parametrize(
    ("kind", "rule", "before", "since"),
    [
        (BodyKind.CENTRAL_GOVERNMENT, "COMPACT_NOTICE_3M", date(2010, 6, 1), date(2011, 6, 1)),
        (BodyKind.LOCAL_AUTHORITY, "BV_NOTICE_3M", date(2011, 6, 1), date(2011, 10, 3)),
    ],
)
def test_that_no_clock_runs_for_a_promise_not_made_yet(kind: BodyKind, rule: str, before: date, since: date) -> None:
    facts = having(council_notice(), "body", kind=kind)
    for day, runs in ((before, False), (since, True)):
        given = having(facts, "notice", dated_on=day, received_on=day, decided_on=day)
        assert (rule in started(given)) is runs


def test_that_the_compact_and_the_clock_of_its_three_months_begin_on_one_day() -> None:
    begins = register().get("compact2010-4-4").applies_from
    assert begins == load_rules()[RuleId("COMPACT_NOTICE_3M")].applies_from == date(2010, 12, 14)
    facts = having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT)
    for day, runs in ((date(2010, 12, 13), False), (begins, True)):
        given = having(facts, "notice", dated_on=day, received_on=day, decided_on=day)
        assert ("COMPACT_NOTICE_3M" in started(given)) is runs


def test_that_guidance_on_a_cut_starts_no_clock_for_another_change() -> None:
    for kind in NoticeKind:
        runs = kind in {NoticeKind.END_EARLY, NoticeKind.NOT_RENEWED, NoticeKind.REDUCE, NoticeKind.RETENDER}
        assert ("BV_NOTICE_3M" in started(having(council_notice(), "notice", kind=kind))) is runs


def test_that_a_suspension_starts_no_notice_term() -> None:
    assert "CONTRACT_NOTICE" not in started(having(council_notice(), "notice", kind=NoticeKind.SUSPEND))
