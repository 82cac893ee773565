"""What a contract's terms and dates put at risk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Answer
from charitydesk.domain.contract_risk import RiskFacts, RiskLevel, risks_of_contract
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.periods import Period, Unit, parse_period
from charitydesk.services.contract_risks import load_risk_rules
from tests.words import anything

TODAY = date(2026, 11, 27)
SOUND = RiskFacts(
    kind="contract",
    status=ContractStatus.RUNNING,
    annual_value=10_000_00,
    held_value=100_000_00,
    starts_on=date(2026, 4, 1),
    ends_on=date(2029, 3, 31),
    auto_renew=Answer.NO,
    say_no_by=None,
    from_body=parse_period("3 months"),
    from_charity=parse_period("3 months"),
    uplift="CPI each April",
    tupe=Answer.NO,
    tupe_terms="",
    pension_terms="",
    payment_days=30,
    decides_next=False,
    clauses=(),
)


def found(**changed):
    return [risk.rule.id for risk in risks_of_contract(replace(SOUND, **changed), load_risk_rules(), TODAY).found]


def test_that_sound_terms_put_nothing_at_risk():
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"annual_value": 25_000_00}, "SHARE"),
        ({"status": ContractStatus.ENDING}, "ENDING"),
        ({"ends_on": date(2027, 5, 28)}, "ENDS_SOON"),
        ({"auto_renew": Answer.YES, "say_no_by": date(2027, 1, 29)}, "RENEWS"),
        ({"from_body": None}, "NOTICE_UNKNOWN"),
        ({"from_body": parse_period("30 days"), "from_charity": None}, "NOTICE_SHORT"),
        ({"from_charity": parse_period("6 months")}, "NOTICE_UNEVEN"),
        ({"uplift": " "}, "NO_UPLIFT"),
        ({"tupe": Answer.YES, "pension_terms": "Pass-through"}, "TUPE"),
        ({"tupe": Answer.YES, "tupe_terms": "Clause 30"}, "PENSION"),
        ({"payment_days": 31}, "SLOW_PAY"),
        ({"clauses": [(1, "9", "Liability", "Without limit.")]}, "INDEMNITY"),
        ({"clauses": [(1, "", "", "Either party may end it at any time.")]}, "AT_WILL"),
        ({"clauses": [(1, "4", "Clawback", "")]}, "CLAWBACK"),
    ],
)
def test_that_each_one_sided_term_is_found_alone(changed, rule):
    assert found(**changed) == [rule]


@pytest.mark.parametrize(
    "changed",
    [
        {"annual_value": 24_000_00},
        {"ends_on": date(2027, 5, 30)},
        {"ends_on": date(2027, 5, 28), "decides_next": True},
        {"auto_renew": Answer.YES, "say_no_by": date(2026, 11, 26)},
        {"from_body": parse_period("3 months"), "from_charity": parse_period("90 days")},
        {"payment_days": None, "annual_value": None},
        {"clauses": [(1, "2", "Definitions", "Words and what they mean.")]},
    ],
)
def test_that_what_is_no_risk_is_not_told(changed):
    assert found(**changed) == []


def test_that_nothing_of_a_contract_that_has_ended_is_at_risk():
    assert found(status=ContractStatus.ENDED, from_body=None, uplift="") == []


def test_that_the_heaviest_comes_first_with_its_working_and_the_levels_are_cut_where_they_are_said_to_be():
    risks = risks_of_contract(
        replace(SOUND, annual_value=90_000_00, payment_days=60, from_body=parse_period("1 month")),
        load_risk_rules(),
        TODAY,
    )
    assert [(risk.rule.id, risk.score, risk.level) for risk in risks.found] == [
        ("SHARE", 15, RiskLevel.HIGH),
        ("NOTICE_SHORT", 12, RiskLevel.MEDIUM),
        ("NOTICE_UNEVEN", 9, RiskLevel.MEDIUM),
        ("SLOW_PAY", 8, RiskLevel.MEDIUM),
    ]
    assert risks.level is RiskLevel.HIGH
    assert risks.found[0].what == "90% of what you hold a year comes from this one contract."
    assert risks.found[0].working == "Impact 5 times likelihood 3 is 15 of 25"


def test_that_every_rule_weighs_what_can_be_weighed_and_speaks_in_sentences():
    for rule in load_risk_rules().values():
        assert 1 <= rule.impact <= 5
        assert 1 <= rule.likelihood <= 5
        assert rule.harm.endswith(".")
        assert rule.ask.endswith(".")
        assert bool(rule.what) != bool(rule.words)
        assert all(word == word.casefold() for word in rule.words)
        assert all(name != "" for _, name, _, _ in Formatter().parse(rule.what) if name is not None)


PERIODS = st.none() | st.builds(Period, st.integers(1, 50), st.sampled_from(Unit))
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(
    st.builds(
        replace,
        st.just(SOUND),
        status=st.sampled_from(ContractStatus),
        auto_renew=st.sampled_from(Answer),
        tupe=st.sampled_from(Answer),
        annual_value=st.none() | st.integers(0, 10**9),
        held_value=st.integers(0, 10**9),
        starts_on=DAYS,
        ends_on=DAYS,
        say_no_by=DAYS,
        from_body=PERIODS,
        from_charity=PERIODS,
        payment_days=st.none() | st.integers(0, 400),
        clauses=st.lists(st.tuples(st.integers(), anything(), anything(), anything()), max_size=3),
    )
)
def test_that_any_terms_give_sentences_in_falling_order(facts):
    risks = risks_of_contract(facts, load_risk_rules(), TODAY).found
    assert [risk.score for risk in risks] == sorted((risk.score for risk in risks), reverse=True)
    assert not any("{" in risk.what and not risk.clause_id for risk in risks if risk.rule.what)
