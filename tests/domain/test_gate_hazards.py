"""The hazards that would put a wrong statement in a letter, each as one test."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from register_cases import a_case, a_grant, a_reading, answer, ids, register

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship, nhs_body_named
from charitydesk.domain.gate import GateTest, Offer, Result, judge_all
from charitydesk.domain.provisions import Binding, Effect, Provision, Verification

LIGHT_TOUCH = a_case()
FULL = a_case(regime=Regime.PA2023_FULL)
BELOW = a_case(regime=Regime.PA2023_BELOW_THRESHOLD)
OLDER = a_case(regime=Regime.PCR2015, started=date(2024, 6, 3))
COUNCIL_BODIES = [body for body in BodyKind if body not in {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY}]


def citable() -> list[Provision]:
    return [provision for provision in register() if not provision.not_citable]


def printed(provision: Provision) -> str:
    """Everything of an entry that a user or a letter may show."""
    told = (provision.commitment, provision.wording, provision.caution, provision.check, provision.not_citable)
    return " ".join((provision.citation(), *told, provision.standing_caution, *(r.caution for r in provision.reaches)))


# Section 9 of the compact fact sheet


def test_that_a_recalled_number_is_never_offered_for_a_letter() -> None:
    recalled = {str(p.id) for p in register() if p.verification is Verification.RECALLED}
    assert {"compact2010-2-4", "compact2010-3-9", "compact2010-4-1", "ni-s75"} <= recalled
    for nation in Nation:
        for body in BodyKind:
            case = a_case(nation, body)
            assert not recalled & (ids(case, Offer.OFFER) | ids(case, Offer.CHECK_FIRST))


def test_that_the_number_of_2009_is_for_its_own_year_and_every_number_carries_its_edition() -> None:
    now = answer("compact2009-13-3", a_case(body=BodyKind.CENTRAL_GOVERNMENT))
    assert (now.offer, now.failed) == (Offer.NOT_OFFERED, GateTest.DATE)
    assert "stood only until 13 December 2010" in now.reason
    then = a_case(body=BodyKind.CENTRAL_GOVERNMENT, event=date(2010, 3, 1))
    assert answer("compact2009-13-3", then).offer is Offer.CHECK_FIRST
    assert answer("compact2009-13-3", then).citation == "the Compact of 16 December 2009, commitment 13.3"
    assert answer("compact2010-4-4", then).failed is GateTest.DATE
    assert all(p.edition for p in register() if str(p.id).startswith("compact20"))


def test_that_neither_edition_of_the_old_best_value_guidance_is_shown_as_current() -> None:
    assert answer("bv2011-notice", LIGHT_TOUCH).failed is GateTest.DATE
    blocked = answer("bvg-2015", LIGHT_TOUCH)
    assert (blocked.offer, blocked.failed) == (Offer.NOT_OFFERED, GateTest.VERIFICATION)


def test_that_reading_the_2015_guidance_lifts_it_to_a_check_and_an_expectation_only() -> None:
    read = answer("bvg-2015", LIGHT_TOUCH, a_reading("bvg-2015", "the passage on voluntary organisations"))
    assert read.offer is Offer.CHECK_FIRST
    assert "Still to check" in read.reason
    assert read.provision.wording.startswith("an expectation in statutory best value guidance")


def test_that_the_guidance_of_2024_is_offered_only_with_a_check() -> None:
    assert answer("bvg-2024", LIGHT_TOUCH).offer is Offer.CHECK_FIRST
    assert answer("bvg-2024", a_case(event=date(2024, 5, 7))).failed is GateTest.DATE


def test_that_three_months_in_best_value_guidance_is_an_expectation_to_be_checked_and_never_a_duty() -> None:
    notice = answer("bv-notice-expectation", LIGHT_TOUCH)
    assert notice.offer is Offer.CHECK_FIRST
    assert "correct the citation" in notice.reason
    assert notice.citation == "the expectation of at least three months' notice in statutory best value guidance"
    assert "not a duty" in notice.caution
    assert not re.search(r"\d", notice.citation)


def test_that_twelve_weeks_is_conditional_wherever_it_is_mentioned() -> None:
    twelve = [p for p in register() if "12-weeks" in p.topics and p.standing.value != "superseded"]
    assert [str(p.id) for p in twelve] == ["compact2010-2-4"]
    assert "never say that twelve weeks is required" in twelve[0].caution
    assert "where that is suitable" in twelve[0].commitment
    assert twelve[0].verification is Verification.RECALLED


@pytest.mark.parametrize("body", COUNCIL_BODIES)
def test_that_the_national_compact_binds_nobody_but_central_government(body: BodyKind) -> None:
    for one in judge_all(register(), a_case(body=body)):
        if str(one.provision.id).startswith("compact20"):
            assert one.binding is not Binding.BINDS, one.provision.id


@pytest.mark.parametrize("nation", [nation for nation in Nation if nation is not Nation.ENGLAND])
def test_that_the_compact_is_not_cited_outside_england(nation: Nation) -> None:
    for body in BodyKind:
        for one in judge_all(register(), a_case(nation, body)):
            if str(one.provision.id).startswith(("compact2010", "compact2009", "code-")):
                assert one.offer is Offer.NOT_OFFERED


def test_that_the_equality_duty_is_due_regard_and_no_assessment_is_said_to_be_required() -> None:
    duty = answer("eqa-149", LIGHT_TOUCH)
    assert duty.offer is Offer.OFFER
    assert duty.provision.wording == "a duty to have due regard"
    assert "due regard" in duty.provision.commitment
    assert "no law requires a document called an equality impact assessment" in duty.caution


def test_that_berry_is_told_as_lost_and_capenhurst_as_no_compact_case() -> None:
    berry, capenhurst = register().get("case-berry-2007"), register().get("case-capenhurst-2004")
    assert "the council won" in berry.wording
    assert "The charity's side lost" in berry.caution
    assert "compact" not in capenhurst.topics
    assert "not on any compact" in capenhurst.caution


def test_that_the_northern_irish_concordat_gave_way_to_the_partnership_agreement() -> None:
    now = a_case(Nation.NORTHERN_IRELAND, BodyKind.DEVOLVED_GOVERNMENT)
    assert answer("ni-concordat2011", now).failed is GateTest.DATE
    assert answer("ni-pa2025", now).offer is Offer.CHECK_FIRST
    then = a_case(Nation.NORTHERN_IRELAND, BodyKind.DEVOLVED_GOVERNMENT, event=date(2024, 6, 3))
    assert answer("ni-concordat2011", then).offer is Offer.OFFER
    assert answer("ni-pa2025", then).failed is GateTest.DATE


@pytest.mark.parametrize("gone", ["Compact Voice", "Compact Advocacy Programme", "Commission for the Compact"])
def test_that_nobody_is_sent_to_a_body_that_has_gone(gone: str) -> None:
    assert [p.id for p in register() if gone in printed(p)] == []


def test_that_no_local_clause_is_made_up_from_anybody_elses_numbers() -> None:
    assert [p.id for p in citable() if p.effect is Effect.LOCAL_COMPACT] == []
    example = answer("local-walsall-9", a_case())
    assert "only the clauses you type from your own local compact" in example.reason


def test_that_the_covenant_never_carries_a_number() -> None:
    covenant = [p for p in register() if p.effect is Effect.COVENANT]
    assert len(covenant) == 5
    for provision in covenant:
        assert not re.search(r"\d", provision.reference)
        numbered = answer(provision.id, LIGHT_TOUCH, a_reading(provision.id, "paragraph 12"))
        assert "12" not in numbered.citation
        assert numbered.offer is not Offer.OFFER
    assert "record the heading" in answer("covenant2025-p4", LIGHT_TOUCH, a_reading("covenant2025-p4", "4")).reason
    headed = a_reading("covenant2025-p4", 'principle headed "Transparency and data"')
    assert answer("covenant2025-p4", LIGHT_TOUCH, headed).offer is Offer.OFFER


def test_that_the_compact_is_agreed_in_december_2010_and_never_in_force() -> None:
    compact = [p for p in register() if str(p.id).startswith("compact2010")]
    assert len(compact) == 47
    assert {p.wording for p in compact} == {"agreed in December 2010"}
    assert not [p.id for p in compact if re.search(r"\bin force\b", printed(p))]


def test_that_no_guidance_is_worded_as_a_duty_breached() -> None:
    for provision in citable():
        if provision.effect is Effect.STATUTORY_GUIDANCE:
            assert re.search(r"expectation|have regard", provision.wording), provision.id
            assert not re.search(r"\bbreach|\bduty\b|\bmust give\b", provision.wording), provision.id


# The ten points at the head of the law fact sheet, so far as they concern a citation


def test_point_1_that_no_paragraph_of_the_2015_guidance_is_given() -> None:
    assert not re.search(r"\d|paragraph", register().get("bvg-2015").reference)


@pytest.mark.parametrize("provision", ["pa-s51", "pa-s52", "pa-s54", "pa-s74"])
def test_point_2_that_light_touch_has_no_standstill_indicators_minimum_periods_or_limits_on_change(
    provision: str,
) -> None:
    assert answer(provision, FULL).offer is Offer.OFFER
    refused = answer(provision, LIGHT_TOUCH)
    assert (refused.offer, refused.failed) == (Offer.NOT_OFFERED, GateTest.KIND)


def test_point_2_that_the_light_touch_exception_is_a_trap_and_not_a_citation() -> None:
    assert answer("pa-s51-lt", LIGHT_TOUCH).offer is Offer.NOT_OFFERED


@pytest.mark.parametrize("provision", ["pa-s100", "pa-s101", "pa-s102", "pa-s106"])
def test_point_3_that_no_part_9_claim_is_made_on_a_contract_below_the_threshold(provision: str) -> None:
    refused = answer(provision, BELOW)
    assert (refused.offer, refused.failed) == (Offer.NOT_OFFERED, GateTest.KIND)
    assert "below threshold (Part 6)" in refused.reason
    assert answer(provision, LIGHT_TOUCH).offer is Offer.OFFER


def test_point_3_that_part_6_is_offered_below_the_threshold_with_a_warning_and_nowhere_else() -> None:
    for provision in ("pa-s84", "pa-s85", "pa-s88"):
        assert answer(provision, BELOW).offer is Offer.OFFER
        assert "not enforceable under Part 9" in answer(provision, BELOW).caution
        assert answer(provision, LIGHT_TOUCH).failed is GateTest.KIND


def test_point_3_that_the_small_supplier_duty_is_cited_as_unenforceable() -> None:
    assert "cannot be enforced in court" in answer("pa-s12-4", LIGHT_TOUCH).caution
    assert "cannot be enforced" in answer("pa-s13", LIGHT_TOUCH).caution


def test_point_4_that_the_social_value_act_reaches_lower_than_the_procurement_act() -> None:
    assert answer("sva-s1-3", LIGHT_TOUCH).offer is Offer.OFFER
    lower = answer("sva-s1-3", BELOW)
    assert (lower.offer, lower.failed) == (Offer.CHECK_FIRST, GateTest.KIND)
    assert "£207,720 (£135,018 for a department)" in lower.reason
    assert answer("sva-s1-3", a_grant()).failed is GateTest.KIND
    assert answer("sva-s1-3", a_case(Nation.WALES)).failed is GateTest.NATION


def test_point_8_that_an_independent_charity_may_complain_to_the_english_ombudsman_with_its_obstacles_told() -> None:
    right = answer("lgsco-who", a_grant())
    assert right.offer is Offer.OFFER
    assert "independent charity" in right.provision.commitment
    assert "section 26(6)" in right.caution
    assert "injustice" in right.caution
    assert answer("lgsco-who", a_grant(Nation.WALES)).failed is GateTest.NATION
    assert answer("lgsco-who", a_grant(body=BodyKind.NHS_BODY)).failed is GateTest.BODY
    assert answer("lgsco-court", a_grant()).offer is Offer.NOT_OFFERED


def test_point_9_that_a_contract_put_out_before_24_february_2025_keeps_the_older_regulations() -> None:
    the_act = [p for p in register() if p.instrument == "Procurement Act 2023" and not p.not_citable]
    assert len(the_act) > 20
    for provision in the_act:
        assert answer(provision.id, OLDER).offer is Offer.NOT_OFFERED
        assert (
            answer(provision.id, a_case(regime=Regime.PA2023_FULL, started=date(2025, 2, 23))).failed is GateTest.DATE
        )
    assert answer("pcr-92", OLDER).offer is Offer.CHECK_FIRST
    assert answer("pa-transitional", OLDER).offer is Offer.OFFER
    assert answer("pcr-92", LIGHT_TOUCH).offer is Offer.NOT_OFFERED
    assert answer("pa-s50", a_case(started=date(2025, 2, 24))).offer is Offer.OFFER


def test_point_10_that_the_one_off_scottish_holiday_is_one_day_and_no_citation() -> None:
    holiday = register().get("bfda-worldcup")
    assert holiday.applies_from == holiday.applies_to == date(2026, 6, 15)
    assert holiday.not_citable


# Other judgements that a letter turns on


def test_that_health_services_are_under_their_own_regime_and_not_the_procurement_act() -> None:
    english = a_case(body=BodyKind.NHS_BODY, regime=Regime.PSR_ENGLAND)
    assert {"psr-scope", "psr-key", "psr-change", "psr-standstill", "psr-panel"} <= ids(english, Offer.OFFER)
    assert not [i for i in ids(english, Offer.OFFER) | ids(english, Offer.CHECK_FIRST) if i.startswith("pa-")]
    welsh = a_case(Nation.WALES, BodyKind.NHS_BODY, regime=Regime.PSR_WALES)
    assert answer("psr-wales", welsh).offer is Offer.OFFER
    assert answer("psr-standstill", welsh).failed is GateTest.NATION


def test_that_a_devolved_scottish_body_is_outside_the_procurement_act_and_a_department_there_is_not() -> None:
    assert answer("pa-s50", a_case(Nation.SCOTLAND)).failed is GateTest.NATION
    assert answer("pa-s50", a_case(Nation.SCOTLAND, BodyKind.CENTRAL_GOVERNMENT)).offer is Offer.OFFER
    devolved = a_case(Nation.SCOTLAND, regime=Regime.PCSR2015)
    assert answer("pcsr-88", devolved).offer is Offer.OFFER
    assert answer("pcsr-88", a_case(regime=Regime.PCSR2015)).failed is GateTest.NATION


def test_that_late_payment_interest_and_the_payment_term_are_never_claimed_on_a_grant() -> None:
    for provision in ("lpcda-2", "lpcda-4", "lpcda-rate", "pa-s68", "pa-s88", "pa-s106"):
        assert answer(provision, a_grant()).failed is GateTest.KIND


def test_that_copies_of_contracts_are_not_asked_of_devolved_welsh_or_northern_irish_bodies() -> None:
    assert answer("pa-s53-copy", a_case()).offer is Offer.OFFER
    for nation in (Nation.WALES, Nation.NORTHERN_IRELAND):
        assert answer("pa-s53", a_case(nation)).offer is Offer.OFFER
        assert answer("pa-s53-copy", a_case(nation)).failed is GateTest.NATION


def test_that_part_6_leaves_out_transferred_northern_irish_bodies_and_section_85_welsh_ones() -> None:
    northern = a_case(Nation.NORTHERN_IRELAND, regime=Regime.PA2023_BELOW_THRESHOLD)
    welsh = a_case(Nation.WALES, regime=Regime.PA2023_BELOW_THRESHOLD)
    assert answer("pa-s84", northern).offer is Offer.NOT_OFFERED
    assert answer("pa-s84", welsh).offer is Offer.OFFER
    assert answer("pa-s85", welsh).offer is Offer.NOT_OFFERED


def test_that_court_rules_of_england_and_wales_stay_there() -> None:
    for provision in ("cpr-54-5", "pap-jr"):
        assert answer(provision, a_grant(Nation.WALES)).offer is Offer.OFFER
        assert answer(provision, a_grant(Nation.SCOTLAND)).failed is GateTest.NATION
        assert answer(provision, a_grant(Nation.NORTHERN_IRELAND)).failed is GateTest.NATION
        assert "Reserve the position" in answer("cpr-54-5", a_grant()).caution


def test_that_scottish_bodies_answer_under_their_own_information_act_and_departments_under_the_uk_one() -> None:
    scottish, department = a_grant(Nation.SCOTLAND), a_grant(Nation.SCOTLAND, BodyKind.CENTRAL_GOVERNMENT)
    assert (answer("foi-10", scottish).offer, answer("foisa", scottish).offer) == (Offer.NOT_OFFERED, Offer.OFFER)
    assert (answer("foi-10", department).offer, answer("foisa", department).offer) == (Offer.OFFER, Offer.NOT_OFFERED)
    for nation in (Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND):
        assert answer("foi-10", a_grant(nation)).offer is Offer.OFFER


def test_that_northern_ireland_has_its_own_equality_duty() -> None:
    assert answer("eqa-149", a_grant(Nation.NORTHERN_IRELAND)).failed is GateTest.NATION
    own = answer("ni-s75", a_grant(Nation.NORTHERN_IRELAND), a_reading("ni-s75", "75"))
    assert own.offer is Offer.CHECK_FIRST
    assert "designated" in own.reason


def test_that_the_governments_consultation_principles_bind_departments_only() -> None:
    assert answer("consult2018-E", a_grant(body=BodyKind.CENTRAL_GOVERNMENT)).offer is Offer.OFFER
    assert answer("consult2018-E", a_grant()).failed is GateTest.BODY


def test_that_provider_failure_is_no_ground_against_a_mere_cut() -> None:
    failure = answer("care-48", a_case())
    assert failure.offer is Offer.CHECK_FIRST
    assert "never about a contract that is cut" in failure.reason


def test_that_the_covenant_names_english_bodies_and_departments_everywhere_in_reserved_matters() -> None:
    for body in (BodyKind.LOCAL_AUTHORITY, BodyKind.NHS_BODY, BodyKind.CRIMINAL_JUSTICE_BODY):
        assert answer("covenant2025-p1", a_grant(body=body)).offer is Offer.CHECK_FIRST
        for nation in (Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND):
            assert answer("covenant2025-p1", a_grant(nation, body)).offer is Offer.NOT_OFFERED
    reserved = answer("covenant2025-p1", a_grant(Nation.WALES, BodyKind.CENTRAL_GOVERNMENT))
    assert reserved.offer is Offer.CHECK_FIRST
    assert "reserved matters" in reserved.reason
    assert answer("covenant2025-p1", a_case(event=date(2025, 7, 16))).failed is GateTest.DATE


def test_that_the_repealed_duty_to_involve_is_never_cited_even_for_its_own_years() -> None:
    assert answer("bv-s3A", a_case(event=date(2012, 5, 1))).offer is Offer.NOT_OFFERED


def test_that_bills_and_provisions_not_yet_in_force_are_never_cited() -> None:
    for provision in ("cpb-2026", "era25-s29"):
        assert answer(provision, a_case()).offer is Offer.NOT_OFFERED


def test_that_duties_of_the_charitys_own_are_never_held_up_to_the_body() -> None:
    for provision in ("compact2010-4-5", "tupe-13", "tulrca-188", "cc9", "careact2014-s73", "dsar"):
        assert answer(provision, a_case()).offer is Offer.NOT_OFFERED


def test_that_an_nhs_duty_asks_which_nhs_body_it_is() -> None:
    for provision in ("nhs-13q", "nhs-242"):
        asked = answer(provision, a_case(body=BodyKind.NHS_BODY))
        assert (asked.offer, asked.failed) == (Offer.CHECK_FIRST, GateTest.BODY)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Anytown Hospitals NHS Foundation Trust", "nhs-242"),
        ("NHS England (North West)", "nhs-13q"),
        ("NHS Anyshire Integrated Care Board", "nhs-14z45"),
        ("NHS Anyshire ICB", "nhs-14z45"),
    ],
)
def test_that_each_nhs_body_is_told_of_its_own_duty_to_involve_people_and_of_no_other(name: str, right: str) -> None:
    case = replace(a_case(body=BodyKind.NHS_BODY), nhs=nhs_body_named(name))
    for provision in ("nhs-13q", "nhs-14z45", "nhs-242"):
        told = answer(provision, case, a_reading(provision, register().get(provision).reference))
        if provision == right:
            assert told.judgements[1].result is Result.PASS
        else:
            assert (told.offer, told.failed) == (Offer.NOT_OFFERED, GateTest.BODY)
            assert "by its name this body is" in told.reason
    assert answer("nhs-14z45", case).offer is Offer.NOT_OFFERED


def test_that_a_subcontract_reaches_the_prime_as_a_yardstick_only() -> None:
    prime = a_case(body=BodyKind.PRIME_CONTRACTOR, relationship=Relationship.SUBCONTRACT)
    assert answer("compact2010-4-4", prime).binding is Binding.BENCHMARK
    assert "central government's" in answer("compact2010-4-4", prime).caution
