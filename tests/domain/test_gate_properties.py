from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from register_cases import a_reading, register

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import GateCase, GateTest, Offer, Result, judge, judge_all
from charitydesk.domain.provisions import Binding, Provision, Verification
from tests.words import anything

DAYS = st.dates(date(1998, 1, 1), date(2029, 12, 31))
CASES = st.builds(
    GateCase,
    nation=st.none() | st.sampled_from(Nation),
    body=st.none() | st.sampled_from(BodyKind),
    relationship=st.none() | st.sampled_from(Relationship),
    event_date=DAYS,
    written_on=DAYS,
    regime=st.sampled_from(Regime),
    procurement_start=st.none() | DAYS,
)
PROVISIONS = st.deferred(lambda: st.sampled_from(register().provisions))


@settings(max_examples=40)  # each example judges the whole register
@given(CASES)
def test_that_nothing_recalled_is_offered_without_a_reading_whatever_the_case(case: GateCase) -> None:
    for one in judge_all(register(), case):
        if one.provision.verification is Verification.RECALLED:
            assert one.offer is Offer.NOT_OFFERED
        if one.offer is Offer.OFFER:
            assert one.provision.verification is Verification.VERIFIED


@settings(max_examples=40)  # each example judges the whole register
@given(CASES)
def test_that_nothing_of_the_english_compact_is_offered_where_the_body_is_known_to_sit_elsewhere(
    case: GateCase,
) -> None:
    if case.nation is None or case.nation is Nation.ENGLAND:
        return
    for one in judge_all(register(), case):
        if one.provision.instrument == "the Compact":
            assert one.offer is Offer.NOT_OFFERED


@settings(max_examples=40)  # each example judges the whole register
@given(CASES)
def test_that_a_benchmark_never_binds_and_nothing_refused_is_held_up_at_all(case: GateCase) -> None:
    for one in judge_all(register(), case):
        assert (one.binding is None) == (one.offer is Offer.NOT_OFFERED)
        if one.binding is Binding.BINDS:
            holds = [r for r in one.provision.reaches if case.body in r.bodies and case.nation in r.nations]
            assert all(reach.binding is Binding.BINDS for reach in holds)
        if one.binding is Binding.BENCHMARK:
            assert "yardstick" in one.caution


@given(CASES, PROVISIONS, anything(max_size=12))
def test_that_a_reading_changes_only_the_verification_test(case: GateCase, provision: Provision, number: str) -> None:
    plain, read = judge(provision, case), judge(provision, case, a_reading(provision.id, number))
    assert plain.judgements[:4] == read.judgements[:4]
    failed = [one.test for one in read.judgements[:4] if one.result is Result.FAIL]
    if failed or provision.not_citable:
        assert read.offer is Offer.NOT_OFFERED


@settings(max_examples=40)  # each example judges the whole register
@given(CASES)
def test_that_the_answer_follows_from_the_five_tests(case: GateCase) -> None:
    for one in judge_all(register(), case):
        results = [judgement.result for judgement in one.judgements]
        if Result.FAIL in results:
            assert one.offer is Offer.NOT_OFFERED
        elif Result.UNKNOWN in results:
            assert one.offer is Offer.CHECK_FIRST
        else:
            assert one.offer is Offer.OFFER
        assert (one.reason == "") == (one.offer is Offer.OFFER)
        assert (one.failed is None) == (one.offer is Offer.OFFER)


@settings(max_examples=40)  # each example judges the whole register
@given(CASES)
def test_that_knowing_more_never_turns_a_refusal_into_an_offer(case: GateCase) -> None:
    """An unknown fact may end in a refusal or an offer; a refusal on what is known stays one."""
    less = GateCase(None, case.body, None, case.event_date, case.written_on, Regime.UNKNOWN, None)
    more = judge_all(register(), case)
    for before, after in zip(judge_all(register(), less), more, strict=True):
        if before.offer is Offer.NOT_OFFERED:
            assert after.offer is Offer.NOT_OFFERED or before.failed is GateTest.DATE
