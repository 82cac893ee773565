"""A case is worked out afresh from its facts, and what is not known is asked for and never assumed."""

from __future__ import annotations

from datetime import date

import pytest
from journeys import facts

from charitydesk.domain.bodies import Regime
from charitydesk.domain.facts_form import read_facts
from charitydesk.domain.findings import Verdict
from charitydesk.domain.gate import Offer
from charitydesk.domain.notices import NoticeFacts
from charitydesk.services.cases import regime_of

CONTRACT = {"relationship": "contract", "procurement_started_on": "2026-03-02", "light_touch": "yes", "health": "no"}


@pytest.mark.parametrize(
    ("body", "agreement", "regime"),
    [
        ({}, {"relationship": "grant"}, Regime.NONE),
        ({}, CONTRACT | {"value": "900000"}, Regime.PA2023_LIGHT_TOUCH),
        ({}, CONTRACT | {"value": "90000"}, Regime.PA2023_BELOW_THRESHOLD),
        ({}, CONTRACT | {"procurement_started_on": "2025-02-23"}, Regime.PCR2015),
        ({}, CONTRACT | {"value": "90000", "regime": "psr-england"}, Regime.PSR_ENGLAND),
        ({"kind": "nhs-body"}, CONTRACT | {"health": "yes"}, Regime.PSR_ENGLAND),
        ({}, CONTRACT | {"procurement_started_on": "", "value": "900000"}, Regime.UNKNOWN),
    ],
)
def test_that_the_regime_follows_the_facts_and_the_charitys_own_word_first(body, agreement, regime):
    found = regime_of(facts(body=body, agreement=agreement))
    assert found.regime is regime
    assert found.reason.endswith(".")


def test_that_nothing_known_breaks_no_promise_and_starts_no_clock(desk):
    case = desk.notices.preview(NoticeFacts())
    assert case.clocks == ()
    assert not [finding.id for finding in case.findings if finding.fell_short]
    assert all(answer.offer is not Offer.OFFER or answer.provision.relationships == frozenset() for answer in
               case.answers.values())  # fmt: skip
    assert case.headline.startswith("Nothing recorded so far")


def test_that_an_unknown_date_is_asked_for_by_its_name(desk):
    case = desk.notices.preview(facts(notice={"received_on": "", "decided_on": ""}))
    assert "notice.received_on" in {missing.path for missing in case.missing}
    notice = next(finding for finding in case.findings if finding.id == "own-term-notice")
    assert notice.verdict is Verdict.CANNOT_TELL


def test_that_a_preview_keeps_nothing(desk):
    desk.notices.preview(facts())
    assert desk.notices.list() == ()
    assert desk.history.list() == ()


def test_that_the_date_of_the_decision_and_not_of_the_letter_decides_what_stood(desk):
    early = desk.notices.preview(facts(notice={"decided_on": "2010-06-01", "received_on": "2010-06-02"}))
    late = desk.notices.preview(facts())
    assert early.answers["compact2010-4-4"].offer is Offer.NOT_OFFERED
    assert late.answers["compact2010-4-4"].offer is Offer.OFFER
    assert late.answers["compact2009-13-3"].offer is Offer.NOT_OFFERED
    assert late.gate_case.written_on == date(2026, 11, 23)


def test_that_six_months_of_notice_are_not_called_short(desk):
    case = desk.notices.preview(facts(notice={"effective_on": "2027-05-20"}))
    assert not [finding.id for finding in case.findings if finding.id.endswith("notice") and finding.fell_short]
    assert next(one for one in case.findings if one.id == "three-months").verdict is Verdict.KEPT


def test_that_facts_of_a_newer_version_are_passed_over_and_the_rest_is_read():
    found, problems = read_facts(NoticeFacts, {"body": {"name": "A", "colour": "red"}, "weather": {"wet": "yes"}})
    assert found.body.name == "A"
    assert {problem.path for problem in problems} == {"body.colour", "weather"}


RETENDER = {"kind": "retender", "award_involved": "yes", "knew_on": "2026-11-20"}
OLD_CONTRACT = CONTRACT | {"procurement_started_on": "2023-04-03", "value": "900000"}
DEMANDS = {"tenders_invited_on": "2026-11-02", "audited_accounts_demanded": "yes"}


def test_that_a_new_tender_has_a_regime_of_its_own_and_the_old_contract_keeps_its(desk):
    case = desk.notices.preview(facts(agreement=OLD_CONTRACT, notice=RETENDER, retender=DEMANDS))
    found = {finding.id: finding for finding in case.findings}
    assert case.regime.regime is Regime.PCR2015
    assert found["tender-audited-accounts"].verdict is Verdict.NOT_KEPT
    assert [answer.provision.id for answer in found["tender-audited-accounts"].provisions] == ["pa-s22"]
    assert "pa-s68" not in {answer.provision.id for answer in found["payment-days"].provisions}
    rules = {clock.start.rule for clock in case.clocks}
    assert "PA2023_CLAIM_30D" in rules
    assert "PCR2015_CLAIM_30D" not in rules


def test_that_a_tender_whose_start_is_unknown_is_asked_for_by_that_date(desk):
    case = desk.notices.preview(facts(agreement=OLD_CONTRACT, notice=RETENDER))
    assert "retender.tenders_invited_on" in {missing.path for missing in case.missing}
    assert not {clock.start.rule for clock in case.clocks} & {"PA2023_CLAIM_30D", "PCR2015_CLAIM_30D"}


def test_that_a_contract_ended_and_not_put_out_again_keeps_its_own_clocks(desk):
    ended = {"kind": "end-early", "award_involved": "yes", "knew_on": "2026-11-20"}
    case = desk.notices.preview(facts(agreement=OLD_CONTRACT, notice=ended, retender=DEMANDS))
    assert "PCR2015_CLAIM_30D" in {clock.start.rule for clock in case.clocks}


DIRECT = {"kind": "not-renewed", "award_involved": "yes", "award_notice_on": "2026-11-16"}


@pytest.mark.parametrize(
    ("nation", "rule"), [("england", "PSR_ENG_REPRESENTATIONS"), ("wales", "PSR_WALES_REPRESENTATIONS")]
)
def test_that_a_direct_award_of_health_care_is_counted_from_its_notice(desk, nation, rule):
    told = facts(body={"kind": "nhs-body", "nation": nation}, agreement=OLD_CONTRACT | {"health": "yes"}, notice=DIRECT)
    clock = next(one for one in desk.notices.preview(told).clocks if one.start.rule == rule)
    assert clock.start.started == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("above", "rule"), [("yes", "PCSR2015_CLAIM_30D"), ("no", "PRSA2014_CLAIM_30D"), ("unknown", None)]
)
def test_that_a_scottish_award_starts_the_clocks_of_the_side_of_the_threshold_it_is_on(desk, above, rule):
    agreement = OLD_CONTRACT | {"procurement_started_on": "2026-02-02", "above_scottish_threshold": above}
    told = facts(body={"nation": "scotland"}, agreement=agreement, notice=DIRECT | {"knew_on": "2026-11-18"})
    case = desk.notices.preview(told)
    started = {one.start.rule for one in case.clocks}
    assert started & {"PCSR2015_CLAIM_30D", "PRSA2014_CLAIM_30D"} == ({rule} if rule else set())
    assert ("agreement.above_scottish_threshold" in {one.path for one in case.missing}) == (rule is None)
