"""What a notice kept and what it did not: each rule by hand-made facts."""

from __future__ import annotations

import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.finding_rules import RULES
from charitydesk.domain.finding_rules.notice_time import end_of
from charitydesk.domain.findings import Verdict, headline, named_service, weaknesses
from charitydesk.domain.gate import Offer
from charitydesk.domain.notices import HowItCame, NoticeFacts, NoticeKind, ReasonsGiven
from charitydesk.domain.periods import Period, Unit
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.services.content_files import load_case_words, load_findings
from tests.domain.cases import council_notice, findings_of, having, register

KEPT, PARTLY, NOT_KEPT = Verdict.KEPT, Verdict.PARTLY, Verdict.NOT_KEPT
CANNOT_TELL, NOT_APPLICABLE = Verdict.CANNOT_TELL, Verdict.NOT_APPLICABLE


def verdict(facts: NoticeFacts, finding: str) -> tuple[Verdict, str]:
    found = findings_of(facts)[finding]
    return found.verdict, found.variant


def test_that_a_notice_47_days_short_is_told_in_days_in_months_and_with_its_end_date() -> None:
    found = findings_of(council_notice())["own-term-notice"]
    assert found.verdict is NOT_KEPT
    assert "1 month and 15 days" in found.evidence
    assert "47 days short" in found.evidence
    assert "20 February 2027" in found.evidence
    assert found.working == (
        "Notice received Fri 20 Nov 2026; 3 months from then end on Sat 20 Feb 2027.",
        "It takes effect on Mon 4 Jan 2027: 45 days after, 47 days too soon.",
    )
    assert found.until == date(2027, 2, 20)


def test_that_a_finding_names_the_body_on_the_page_and_addresses_it_in_a_letter() -> None:
    found = findings_of(council_notice())["own-term-notice"]
    assert "Anytown Council gave 1 month and 15 days" in found.evidence
    assert "you gave 1 month and 15 days" in found.told


@pytest.mark.parametrize("id_", ["own-term-notice", "three-months"])
def test_that_notice_ending_on_the_very_day_is_asked_about_and_a_day_either_side_is_not(id_: str) -> None:
    facts = having(council_notice(), "notice", effective_on=date(2027, 2, 20))
    found = findings_of(facts)[id_]
    assert (found.verdict, found.variant) == (CANNOT_TELL, "exact")
    assert "if the change comes at the end of that day and not at its beginning" in found.evidence
    assert "a day short if the new terms begin that morning" in found.weakness
    assert found.request.startswith("Please confirm whether the change takes effect at the beginning or at the end of")
    assert "Sat 20 Feb 2027: 92 days after, which is the very day on which the period ends" in found.working[1]
    assert verdict(having(facts, "notice", effective_on=date(2027, 2, 21)), id_) == (KEPT, "kept")
    day_short = findings_of(having(facts, "notice", effective_on=date(2027, 2, 19)))[id_]
    assert (day_short.verdict, day_short.variant) == (NOT_KEPT, "short")
    assert "1 day short" in day_short.evidence


def test_that_notice_given_on_the_last_day_of_november_runs_out_on_the_last_day_of_february() -> None:
    assert end_of(Period(3, Unit.MONTHS), date(2026, 11, 30)) == date(2027, 2, 28)


def test_that_six_months_of_notice_are_called_long_and_not_short() -> None:
    found = findings_of(having(council_notice(), "notice", effective_on=date(2027, 6, 1)))
    assert found["three-months"].variant == "generous"
    assert "not short notice" in found["three-months"].weakness
    assert "do not lead with its length" in found["own-term-notice"].weakness


def test_that_a_term_that_allows_one_month_is_told_to_the_user_as_their_weak_point() -> None:
    facts = having(council_notice(), "terms", notice=Period(1, Unit.MONTHS))
    found = findings_of(facts)
    assert found["own-term-notice"].verdict is KEPT
    assert found["three-months"].variant == "short-but-agreed"
    assert "The agreement you signed allows 1 month" in found["three-months"].weakness


def test_that_a_notice_taking_effect_on_the_day_it_came_gave_no_notice_at_all() -> None:
    facts = having(council_notice(), "notice", effective_on=date(2026, 11, 20))
    assert verdict(facts, "own-term-notice") == (NOT_KEPT, "none-at-all")


def test_that_a_contract_that_runs_out_by_itself_is_not_short_of_its_own_notice() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.NOT_RENEWED, effective_on=date(2027, 3, 31))
    facts = having(facts, "agreement", ends_on=date(2027, 3, 31))
    assert verdict(facts, "own-term-notice") == (NOT_APPLICABLE, "runs-out")


def test_that_a_proposal_has_given_no_notice_yet() -> None:
    found = findings_of(having(council_notice(), "notice", kind=NoticeKind.PROPOSAL))
    assert {found[name].verdict for name in ("own-term-notice", "three-months", "in-writing")} == {NOT_APPLICABLE}


def test_that_three_months_bind_a_department_and_only_measure_a_council() -> None:
    council = findings_of(council_notice())["three-months"]
    department = findings_of(having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT))["three-months"]
    assert {str(answer.provision.id): answer.binding for answer in council.provisions}["compact2010-4-4"] == "benchmark"
    assert {str(answer.provision.id): answer.binding for answer in department.provisions}["compact2010-4-4"] == "binds"


@pytest.mark.parametrize("nation", [Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND])
def test_that_english_three_months_are_not_held_up_to_a_council_elsewhere(nation: Nation) -> None:
    found = findings_of(having(council_notice(), "body", nation=nation))["three-months"]
    assert found.verdict is NOT_APPLICABLE
    assert nation.label in found.evidence
    assert found.provisions == ()


@pytest.mark.parametrize(
    ("status", "signed", "expected"),
    [
        (LocalCompactStatus.UNKNOWN, Answer.UNKNOWN, (CANNOT_TELL, "unknown-compact")),
        (LocalCompactStatus.ACTIVE, Answer.UNKNOWN, (CANNOT_TELL, "unknown-compact")),
        (LocalCompactStatus.NONE_FOUND, Answer.UNKNOWN, (NOT_APPLICABLE, "none")),
        (LocalCompactStatus.DORMANT, Answer.YES, (NOT_APPLICABLE, "not-signed")),
        (LocalCompactStatus.ACTIVE, Answer.NO, (NOT_APPLICABLE, "not-signed")),
        (LocalCompactStatus.ACTIVE, Answer.YES, (NOT_APPLICABLE, "no-clause")),
    ],
)
def test_that_a_local_compact_is_never_assumed(
    status: LocalCompactStatus, signed: Answer, expected: tuple[Verdict, str]
) -> None:
    facts = having(council_notice(), "body", local_compact=status, signed=signed, local_compact_name="Anytown Compact")
    assert verdict(facts, "local-compact-notice") == expected


def test_that_a_signed_local_compacts_own_period_is_compared() -> None:
    facts = having(council_notice(), "body", local_compact=LocalCompactStatus.ACTIVE, signed=Answer.YES)
    found = findings_of(facts, Period(6, Unit.MONTHS))["local-compact-notice"]
    assert (found.verdict, found.until) == (NOT_KEPT, date(2027, 5, 20))


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (HowItCame.LETTER, KEPT),
        (HowItCame.PORTAL, KEPT),
        (HowItCame.MEETING, NOT_KEPT),
        (HowItCame.HEARSAY, NOT_KEPT),
        (HowItCame.UNKNOWN, CANNOT_TELL),
    ],
)
def test_that_only_writing_to_the_charity_is_notice_in_writing(how: HowItCame, expected: Verdict) -> None:
    assert verdict(having(council_notice(), "notice", how=how), "in-writing")[0] is expected


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (ReasonsGiven.FULL, KEPT),
        (ReasonsGiven.PARTIAL, PARTLY),
        (ReasonsGiven.NONE, NOT_KEPT),
        (ReasonsGiven.UNKNOWN, CANNOT_TELL),
    ],
)
def test_that_reasons_are_clear_partial_missing_or_unknown(reasons: ReasonsGiven, expected: Verdict) -> None:
    assert verdict(having(council_notice(), "notice", reasons=reasons), "reasons")[0] is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"consulted": Answer.NO}, (NOT_KEPT, "not")),
        ({"consulted": Answer.UNKNOWN}, (CANNOT_TELL, "unknown")),
        ({"consulted": Answer.YES, "consulted_from": date(2026, 11, 13)}, (NOT_KEPT, "after")),
        ({"consulted": Answer.YES, "consulted_from": date(2026, 11, 12)}, (NOT_KEPT, "same-day")),
        (
            {
                "consulted": Answer.YES,
                "consulted_from": date(2026, 10, 1),
                "consulted_to": date(2026, 11, 20),
            },
            (NOT_KEPT, "before-close"),
        ),
        (
            {"consulted": Answer.YES, "consulted_from": date(2026, 7, 1), "consulted_to": date(2026, 10, 1)},
            (KEPT, "kept"),
        ),
    ],
)
def test_that_consultation_counts_only_before_the_decision(
    changes: dict[str, object], expected: tuple[Verdict, str]
) -> None:
    assert verdict(having(council_notice(), "process", **changes), "consulted-before") == expected


@pytest.mark.parametrize(
    ("days", "explained", "expected"),
    [
        (84, Answer.NO, (KEPT, "kept")),
        (83, Answer.NO, (PARTLY, "short")),
        (42, Answer.YES, (KEPT, "explained")),
        (42, Answer.UNKNOWN, (CANNOT_TELL, "short-unknown")),
    ],
)
def test_that_twelve_weeks_are_looked_for_and_never_demanded(
    days: int, explained: Answer, expected: tuple[Verdict, str]
) -> None:
    start = date(2026, 6, 1)
    facts = having(
        having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT),
        "process",
        consulted=Answer.YES,
        consulted_from=start,
        consulted_to=start + timedelta(days=days - 1),
        shortness_explained=explained,
    )
    found = findings_of(facts)["consultation-length"]
    assert (found.verdict, found.variant) == expected
    assert "required" not in found.evidence


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"response_invited": Answer.NO}, (NOT_KEPT, "not-invited")),
        ({"response_invited": Answer.YES}, (CANNOT_TELL, "none-sent")),
        ({"response_invited": Answer.YES, "response_sent_on": date(2026, 11, 15)}, (NOT_KEPT, "decided-first")),
        (
            {
                "response_invited": Answer.YES,
                "response_sent_on": date(2026, 11, 2),
                "response_considered": Answer.YES,
            },
            (KEPT, "kept"),
        ),
    ],
)
def test_that_a_response_must_be_weighed_before_the_decision(
    changes: dict[str, object], expected: tuple[Verdict, str]
) -> None:
    assert verdict(having(council_notice(), "process", **changes), "response-considered") == expected


def test_that_a_missing_equality_form_is_asked_about_and_never_called_a_breach() -> None:
    for evidence in (Answer.NO, Answer.UNKNOWN):
        found = findings_of(having(council_notice(), "process", equality_evidence=evidence))["equality"]
        assert found.verdict is CANNOT_TELL
        assert "evidence of due regard" in found.request


def test_that_the_equality_act_stops_at_the_irish_sea() -> None:
    found = findings_of(having(council_notice(), "body", nation=Nation.NORTHERN_IRELAND))["equality"]
    assert "eqa-149" not in {answer.provision.id for answer in found.provisions}


def test_that_an_assessment_said_to_exist_is_asked_for() -> None:
    facts = having(council_notice(), "process", impact_assessed=Answer.YES, impact_seen=Answer.NO)
    found = findings_of(facts)["impact-assessed"]
    assert (found.verdict, found.variant) == (CANNOT_TELL, "unseen")
    assert found.request


@pytest.mark.parametrize(
    ("staff", "years", "needed"),
    [(6, 9, "63 days"), (25, 3, "51 days"), (120, 20, "129 days"), (1, None, "7 days")],
)
def test_that_redundancy_takes_consultation_and_a_weeks_notice_a_year(
    staff: int, years: int | None, needed: str
) -> None:
    facts = having(council_notice(), "consequences", staff_at_risk=staff, longest_service_years=years)
    assert needed in findings_of(facts)["staff-time"].evidence


def test_that_late_payment_law_does_not_reach_a_grant() -> None:
    facts = having(council_notice(), "agreement", relationship=Relationship.GRANT)
    found = findings_of(having(facts, "terms", payment_days=60))["payment-days"]
    assert found.verdict is NOT_APPLICABLE


def test_that_a_cut_to_the_charity_is_compared_with_the_bodys_own() -> None:
    facts = having(council_notice(), "process", own_cut_percent=10)
    found = findings_of(facts)["share-of-cut"]
    assert found.verdict is NOT_KEPT
    assert "100 %" in found.evidence
    kept = having(facts, "process", charity_cut_percent=8, own_cut_percent=10)
    assert findings_of(kept)["share-of-cut"].verdict is KEPT


def test_that_a_short_time_to_tender_for_light_touch_services_is_a_question_and_no_breach() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.RETENDER)
    facts = having(facts, "agreement", light_touch=Answer.YES)
    facts = having(facts, "retender", tenders_invited_on=date(2026, 11, 20), tenders_due_on=date(2026, 11, 30))
    found = findings_of(facts)["tender-timetable"]
    assert found.verdict in {CANNOT_TELL, NOT_APPLICABLE}


def test_that_bidding_costs_are_stated_and_no_source_is_claimed_for_them() -> None:
    found = findings_of(having(council_notice(), "consequences", bidding_cost=420_000))["bidding-cost"]
    assert "£4,200" in found.evidence
    assert found.provisions == ()
    assert "do not claim it as a right" in found.weakness


def test_that_every_outcome_has_words_and_every_word_a_rule() -> None:
    assert {entry.id for entry in load_findings()} == set(RULES)


def test_that_every_source_a_finding_may_rest_on_is_in_the_register() -> None:
    named = {name for entry in load_findings() for name in entry.provisions} - {"own-term", "own-variation"}
    assert {name for name in named if register().find(name) is None} == set()


def test_that_words_that_speak_of_our_own_records_are_kept_out_of_letters() -> None:
    for entry in load_findings():
        for name, words in entry.variants.items():
            if re.search(r"recorded|We do not know", words.evidence):
                assert words.private, f"{entry.id}, {name}"


def test_that_no_words_claim_more_than_the_sources_say() -> None:
    whole = " ".join(
        f"{entry.remedy} {entry.reply} "
        + " ".join(f"{words.evidence} {words.request}" for words in entry.variants.values())
        for entry in load_findings()
    )
    assert not re.search(
        r"\bin force\b|required by law|must consult for|breach of (?:the )?(?:guidance|compact)", whole
    )


ANSWERS = st.sampled_from(list(Answer))


@given(
    kind=st.sampled_from(list(NoticeKind)),
    nation=st.sampled_from(list(Nation)),
    body=st.sampled_from(list(BodyKind)),
    relationship=st.sampled_from(list(Relationship)),
    given_on=st.dates(date(2025, 3, 1), date(2027, 12, 31)),
    length=st.integers(-30, 400),
    answers=st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS),
)
def test_that_any_notice_gets_an_answer_to_every_question_in_whole_sentences(
    kind: NoticeKind,
    nation: Nation,
    body: BodyKind,
    relationship: Relationship,
    given_on: date,
    length: int,
    answers: tuple[Answer, Answer, Answer, Answer],
) -> None:
    facts = having(council_notice(), "body", nation=nation, kind=body)
    facts = having(facts, "agreement", relationship=relationship)
    facts = having(facts, "notice", kind=kind, received_on=given_on, effective_on=given_on + timedelta(days=length))
    facts = having(
        facts,
        "process",
        consulted=answers[0],
        impact_assessed=answers[1],
        equality_evidence=answers[2],
        users_told=answers[3],
    )
    found = findings_of(facts)
    for finding in found.values():
        assert finding.evidence.endswith(".")
        assert "{" not in finding.evidence + finding.told + finding.remedy + finding.weakness + finding.request
        assert all(answer.offer is not Offer.NOT_OFFERED for answer in finding.provisions)
        assert bool(finding.remedy) <= finding.fell_short
    assert headline(tuple(found.values()), load_case_words().findings).endswith(".")
    assert len(set(weaknesses(tuple(found.values())))) == len(weaknesses(tuple(found.values())))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Young Carers Support Service", "the Young Carers Support Service"),
        ("The Hub", "The Hub"),
        ("Sunrise", "Sunrise"),
        ("", "the service"),
    ],
)
def test_that_a_service_is_named_as_people_name_it(name: str, printed: str) -> None:
    assert named_service(name) == printed


def test_that_figures_named_in_words_are_worked_out_by_their_rule() -> None:
    figures = {name for entry in load_findings() for words in entry.variants.values()
               for _, name, _, _ in string.Formatter().parse(words.evidence) if name}  # fmt: skip
    assert {"due", "span", "the_service", "short_days"} <= figures
