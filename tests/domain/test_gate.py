from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from register_cases import EVENT, a_case, a_grant, a_reading, answer, register

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import GateTest, Offer, Result, citation_rank, judge, judge_all
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.provisions import Binding, Effect, Override


def test_that_the_five_tests_are_always_answered_in_order_with_a_sentence_each() -> None:
    for one in judge_all(register(), a_case()):
        assert [judgement.test for judgement in one.judgements] == list(GateTest)
        assert all(judgement.sentence.endswith((".", '."')) for judgement in one.judgements), one.provision.id


def test_that_a_refusal_names_the_test_and_the_actual_facts() -> None:
    welsh = answer("compact2010-4-4", a_case(Nation.WALES))
    assert (welsh.offer, welsh.failed, welsh.binding) == (Offer.NOT_OFFERED, GateTest.NATION, None)
    assert welsh.reason == "The Compact was agreed for England; this body sits in Wales."


def test_that_a_department_is_held_to_the_compact_as_its_own_promise() -> None:
    department = answer("compact2010-4-4", a_case(body=BodyKind.CENTRAL_GOVERNMENT))
    assert (department.offer, department.binding) == (Offer.OFFER, Binding.BINDS)
    assert department.citation == "the Compact agreed in December 2010, undertaking 4.4"


def test_that_a_statute_is_cited_by_its_section() -> None:
    assert answer("pa-s50", a_case()).citation == "Procurement Act 2023, section 50"


def test_that_the_covenant_is_cited_by_its_heading() -> None:
    assert answer("covenant2025-p1", a_case()).citation == (
        'Civil Society Covenant (17 July 2025), principle headed "Recognition and value"'
    )


def test_that_a_reported_provision_is_offered_to_be_checked_before_sending() -> None:
    reported = answer("compact2010-3-2", a_case(body=BodyKind.CENTRAL_GOVERNMENT))
    assert (reported.offer, reported.failed) == (Offer.CHECK_FIRST, GateTest.VERIFICATION)
    assert "check the words and the number before sending" in reported.reason


def test_that_a_reading_makes_a_recalled_provision_citable_by_the_number_the_person_saw() -> None:
    case = a_case(body=BodyKind.CENTRAL_GOVERNMENT)
    assert answer("compact2010-4-1", case).offer is Offer.NOT_OFFERED
    read = answer("compact2010-4-1", case, a_reading("compact2010-4-1", " 4.6 "))
    assert read.offer is Offer.OFFER
    assert read.citation == "the Compact agreed in December 2010, undertaking 4.6"
    assert read.judgements[-1].sentence == "A. Khan read it on 1 October 2026: the PDF of December 2010, page 9."


def test_that_a_reference_with_its_own_word_is_printed_as_typed() -> None:
    read = answer("compact2010-4-1", a_case(), a_reading("compact2010-4-1", "paragraph 4.6 (page 15)"))
    assert read.citation == "the Compact agreed in December 2010, paragraph 4.6 (page 15)"


@pytest.mark.parametrize(
    ("provision", "case", "test"),
    [
        ("compact2010-4-1", a_case(Nation.SCOTLAND), GateTest.NATION),
        ("grants-fs", a_grant(), GateTest.BODY),
        ("compact2010-4-1", a_case(event=date(2010, 11, 30)), GateTest.DATE),
        ("compact2010-3-8", a_case(), GateTest.KIND),
        ("compact2010-3-13", a_case(), GateTest.BODY),
    ],
)
def test_that_a_reading_cures_no_other_test(provision: str, case: object, test: GateTest) -> None:
    read = answer(provision, case, a_reading(provision, "4.1"))  # type: ignore[arg-type]
    assert (read.offer, read.failed) == (Offer.NOT_OFFERED, test)


def test_that_an_empty_reading_or_one_of_another_provision_cures_nothing() -> None:
    case = a_case(body=BodyKind.CENTRAL_GOVERNMENT)
    assert answer("compact2010-4-1", case, a_reading("compact2010-4-1", "  ")).offer is Offer.NOT_OFFERED
    assert answer("compact2010-4-1", case, a_reading("compact2010-3-1", "4.1")).offer is Offer.NOT_OFFERED


def test_that_a_reading_under_a_merged_id_finds_its_entry() -> None:
    reads = {ProvisionId("pa2023-s50"): a_reading("pa2023-s50", "50(3)")}
    found = {one.provision.id: one for one in judge_all(register(), a_case(), reads)}
    assert found[ProvisionId("pa-s50")].citation == "Procurement Act 2023, section 50(3)"


@pytest.mark.parametrize(
    ("provision", "case", "test", "asks"),
    [
        ("compact2010-4-4", a_case(nation=None), GateTest.NATION, "in which nation"),
        ("compact2010-4-4", a_case(body=None), GateTest.BODY, "what kind of body"),
        ("lpcda-2", a_case(relationship=None), GateTest.KIND, "a contract, a grant"),
        ("pa-s51", a_case(regime=Regime.UNKNOWN), GateTest.KIND, "under which procurement rules"),
        ("pa-s50", a_case(started=None), GateTest.DATE, "on or after 24 February 2025"),
    ],
)
def test_that_an_unknown_fact_asks_for_it_and_assumes_nothing(
    provision: str, case: object, test: GateTest, asks: str
) -> None:
    unknown = answer(provision, case)  # type: ignore[arg-type]
    assert (unknown.offer, unknown.failed) == (Offer.CHECK_FIRST, test)
    assert asks in unknown.reason


def test_that_an_unknown_body_is_held_to_the_weakest_reading() -> None:
    assert answer("compact2010-4-4", a_case(body=None)).binding is Binding.BENCHMARK


def test_that_a_fact_the_provision_does_not_turn_on_is_not_asked_for() -> None:
    settled = answer("eqa-149", a_case(relationship=None, regime=Regime.UNKNOWN, started=None))
    assert settled.offer is Offer.OFFER


def test_that_a_failed_test_outweighs_an_unknown_one() -> None:
    grant = answer("pa-s50", a_grant())
    assert (grant.offer, grant.failed) == (Offer.NOT_OFFERED, GateTest.KIND)
    assert (
        grant.reason == "The Procurement Act 2023 (section 50) reaches contracts and spot purchases; this is a grant."
    )


def test_that_what_can_never_be_cited_says_why() -> None:
    own = answer("compact2010-1-8", a_case(body=BodyKind.CENTRAL_GOVERNMENT))
    assert own.offer is Offer.NOT_OFFERED
    assert own.reason == "This is a promise of the charity's own side, so it holds no public body to anything."


def test_that_an_override_is_carried_beside_the_answer_and_changes_none_of_it() -> None:
    override = Override(ProvisionId("compact2010-4-1"), "Our solicitor asked for it.", "A. Khan", date(2026, 10, 6))
    provision = register().get("compact2010-4-1")
    plain, overridden = judge(provision, a_case()), judge(provision, a_case(), override=override)
    assert (overridden.offer, overridden.failed, overridden.reason) == (plain.offer, plain.failed, plain.reason)
    assert overridden.override == override
    assert (plain.may_be_cited, overridden.may_be_cited) == (False, True)
    assert overridden.binding is Binding.BENCHMARK


def test_that_a_benchmark_says_it_is_a_yardstick() -> None:
    council = answer("compact2010-4-4", a_case())
    assert council.binding is Binding.BENCHMARK
    assert council.caution.startswith("Held up as a yardstick, not as a promise this body made.")


def test_that_the_doubt_about_the_compact_is_told_only_in_letters_written_since_the_covenant() -> None:
    department = BodyKind.CENTRAL_GOVERNMENT
    before = answer("compact2010-4-4", a_case(body=department, event=date(2025, 1, 6), written=date(2025, 7, 16)))
    since = answer("compact2010-4-4", a_case(body=department, event=date(2025, 1, 6), written=date(2025, 7, 17)))
    assert "Covenant" not in before.caution
    assert "Covenant" in since.caution


def test_that_letters_cite_in_the_order_of_authority() -> None:
    order = [
        Effect.CONTRACT_TERM,
        Effect.LOCAL_COMPACT,
        Effect.STATUTE,
        Effect.STATUTORY_GUIDANCE,
        Effect.COVENANT,
        Effect.AGREEMENT,
        Effect.GOOD_PRACTICE,
    ]
    ranks = [citation_rank(effect) for effect in order]
    assert ranks == sorted(set(ranks))
    assert all(isinstance(citation_rank(effect), int) for effect in Effect)


def test_that_a_provision_of_any_public_body_never_reaches_a_prime_contractor() -> None:
    statute = register().get("eqa-149")
    open_reach = replace(statute, reaches=(replace(statute.reaches[0], bodies=frozenset()),))
    assert judge(open_reach, a_case()).offer is Offer.OFFER
    assert judge(open_reach, a_case(body=BodyKind.PRIME_CONTRACTOR)).failed is GateTest.BODY


def test_that_the_decision_date_settles_an_act_that_did_not_exist_yet() -> None:
    early = answer("pa-s50", a_case(event=date(2024, 3, 1), started=None, regime=Regime.UNKNOWN))
    assert (early.offer, early.failed) == (Offer.NOT_OFFERED, GateTest.DATE)
    assert "the decision is dated 1 March 2024" in early.reason


def test_that_the_subcontract_term_reaches_the_prime_contractor_and_the_contract_term_does_not() -> None:
    case = a_case(body=BodyKind.PRIME_CONTRACTOR, relationship=Relationship.SUBCONTRACT)
    assert answer("pa-s73", case).offer is Offer.OFFER
    assert answer("pa-s68", case).offer is Offer.NOT_OFFERED
    assert answer("lpcda-4", case).offer is Offer.OFFER


def test_that_the_event_date_is_inclusive_at_both_ends() -> None:
    results = {
        day: answer("bfda-worldcup", a_case(event=day)).judgements[2].result
        for day in (date(2026, 6, 14), date(2026, 6, 15), date(2026, 6, 16), EVENT)
    }
    assert list(results.values()) == [Result.FAIL, Result.PASS, Result.FAIL, Result.FAIL]
