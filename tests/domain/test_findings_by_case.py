"""Findings fit the case: who the body is, and whether it has decided, suspended or only proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.finding_sources import citable
from charitydesk.domain.findings import FindingCase, Verdict
from charitydesk.domain.local_compacts import LocalClause, LocalCompact, local_provision
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.own_terms import clause_named
from charitydesk.services.content_files import load_findings
from tests.domain.cases import answers_for, council_notice, findings_of, having

NOT_APPLICABLE, CANNOT_TELL = Verdict.NOT_APPLICABLE, Verdict.CANNOT_TELL


def test_that_a_subcontracts_own_term_is_cited_against_a_lead_provider() -> None:
    facts = having(council_notice(), "body", kind=BodyKind.PRIME_CONTRACTOR)
    facts = having(facts, "agreement", relationship=Relationship.SUBCONTRACT)
    assert [answer.provision.id for answer in findings_of(facts)["own-term-notice"].provisions] == ["own-term"]


def test_that_a_suspension_is_not_measured_by_the_term_for_ending_an_agreement() -> None:
    found = findings_of(having(council_notice(), "notice", kind=NoticeKind.SUSPEND))["own-term-notice"]
    assert (found.verdict, found.variant) == (CANNOT_TELL, "suspended")
    assert "which term of the agreement allows the suspension" in found.request
    assert found.provisions == ()


def test_that_a_proposal_is_not_spoken_of_as_a_decision() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.PROPOSAL, decided_on=None)
    facts = having(facts, "terms", notice=None)
    facts = having(
        facts,
        "process",
        early_discussion=Answer.NO,
        impact_assessed=Answer.NO,
        equality_evidence=Answer.NO,
        transition_plan=Answer.NO,
    )
    for finding in findings_of(facts).values():
        said = f"{finding.told} {finding.request} {finding.remedy}"
        assert "decide afresh" not in said
        assert "before the decision" not in said
        assert "reopen the decision" not in said
        assert "was settled" not in said
    assert findings_of(facts)["own-term-notice"].request == ""


def test_that_those_whom_nobody_consulted_are_not_asked_how_their_views_were_weighed() -> None:
    facts = having(council_notice(), "process", consulted=Answer.NO, response_invited=Answer.UNKNOWN)
    found = findings_of(facts)["response-considered"]
    assert (found.verdict, found.request) == (NOT_APPLICABLE, "")
    sent = having(facts, "process", response_sent_on=date(2026, 11, 1))
    assert findings_of(sent)["response-considered"].verdict is CANNOT_TELL


def test_that_nobody_asks_for_a_response_to_be_weighed_that_was_never_invited() -> None:
    remedy = findings_of(having(council_notice(), "process", response_invited=Answer.NO))["response-considered"].remedy
    assert remedy.startswith("Let us respond")


@pytest.mark.parametrize(
    ("kind", "nation", "asked"),
    [
        (BodyKind.LOCAL_AUTHORITY, Nation.ENGLAND, True),
        (BodyKind.LOCAL_AUTHORITY, Nation.WALES, True),
        (BodyKind.LOCAL_AUTHORITY, Nation.SCOTLAND, False),
        (BodyKind.DEVOLVED_GOVERNMENT, Nation.NORTHERN_IRELAND, False),
        (BodyKind.CENTRAL_GOVERNMENT, Nation.ENGLAND, False),
        (BodyKind.PRIME_CONTRACTOR, Nation.ENGLAND, False),
    ],
)
def test_that_only_local_bodies_are_asked_about_a_local_compact(kind: BodyKind, nation: Nation, *, asked: bool) -> None:
    found = findings_of(having(council_notice(), "body", kind=kind, nation=nation))["local-compact-notice"]
    assert bool(found.request) is asked


def test_that_a_claim_of_exceptional_circumstances_is_asked_about_and_weakens_the_case() -> None:
    facts = having(having(council_notice(), "terms", notice=None), "notice", exceptional_claimed=Answer.YES)
    found = findings_of(facts)["three-months"]
    assert found.variant == "short-exceptional"
    assert "exceptional" in found.remedy
    assert "this body claims them" in found.weakness


def test_that_a_clause_is_named_once_however_it_was_typed() -> None:
    found = findings_of(having(council_notice(), "terms", notice_clause="Clause 9(b)"))["own-term-notice"]
    assert found.evidence.startswith("Clause 9(b) asks for")
    assert findings_of(council_notice())["own-term-notice"].evidence.startswith("Clause 14.2 asks for")


def test_that_a_kind_of_body_is_spoken_of_with_its_article() -> None:
    said = findings_of(having(council_notice(), "body", kind=BodyKind.NHS_BODY))["share-of-cut"].evidence
    assert "an NHS body in England" in said


@pytest.mark.parametrize("kind", [NoticeKind.NOT_RENEWED, NoticeKind.RETENDER])
@pytest.mark.parametrize(
    ("effective", "runs_out"), [(date(2027, 1, 30), False), (date(2027, 1, 31), True), (date(2027, 2, 1), True)]
)
def test_that_an_agreement_that_runs_out_by_the_day_was_not_ended_by_notice(
    kind: NoticeKind, effective: date, *, runs_out: bool
) -> None:
    facts = having(council_notice(), "notice", kind=kind, effective_on=effective)
    facts = having(facts, "agreement", ends_on=date(2027, 1, 31))
    assert (findings_of(facts)["own-term-notice"].variant == "runs-out") is runs_out


def test_that_redundancy_time_told_to_the_body_says_nothing_of_our_own_records() -> None:
    facts = having(council_notice(), "consequences", staff_at_risk=25, longest_service_years=None)
    facts = having(facts, "notice", effective_on=date(2026, 12, 1))
    told = findings_of(facts)["staff-time"].told
    assert "1 week of notice at the least" in told
    assert "recorded" not in told


@pytest.mark.parametrize(
    ("kind", "clause", "followed", "expected", "told"),
    [
        (NoticeKind.END_EARLY, "20", Answer.NO, Verdict.NOT_APPLICABLE, "not being changed"),
        (NoticeKind.CHANGE_TERMS, "20", Answer.NO, Verdict.NOT_KEPT, "not made in the way clause 20 asks"),
        (NoticeKind.REDUCE, "Schedule 3", Answer.PARTLY, Verdict.PARTLY, "only in part in the way schedule 3 asks"),
        (NoticeKind.REDUCE, "20", Answer.YES, Verdict.KEPT, "was made in the way clause 20 asks"),
        (NoticeKind.REDUCE, "20", Answer.UNKNOWN, Verdict.CANNOT_TELL, "is not recorded yet"),
        (NoticeKind.REDUCE, "", Answer.UNKNOWN, Verdict.CANNOT_TELL, "on changes is not recorded yet"),
        (NoticeKind.REDUCE, "", Answer.NO, Verdict.NOT_KEPT, "the agreement's clause on changes asks"),
    ],
)
def test_that_a_change_is_held_against_the_agreements_own_clause_on_changes(
    kind: NoticeKind, clause: str, followed: Answer, expected: Verdict, told: str
) -> None:
    facts = having(council_notice(), "notice", kind=kind)
    facts = having(having(facts, "terms", variation_clause=clause), "process", variation_followed=followed)
    found = findings_of(facts)["variation"]
    assert found.verdict is expected
    assert told in found.evidence
    cited = [answer.citation for answer in found.provisions]
    assert cited == ([f"our contract (AC/117), {clause_named(clause)}"] if clause else [])


def test_that_a_term_on_notice_is_not_said_to_reach_a_change_without_a_warning() -> None:
    change = findings_of(having(council_notice(), "notice", kind=NoticeKind.REDUCE))["own-term-notice"]
    assert (change.variant, "reaches a change" in change.weakness) == ("short-change", True)
    assert findings_of(council_notice())["own-term-notice"].variant == "short"


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind is not NoticeKind.PROPOSAL])
def test_that_what_speaks_of_an_ending_is_not_held_up_to_another_change(kind: NoticeKind) -> None:
    found = findings_of(having(council_notice(), "notice", kind=kind))["three-months"]
    cited = [answer.provision.id for answer in found.provisions]
    if kind in {NoticeKind.CHANGE_TERMS, NoticeKind.SUSPEND}:
        assert cited == ["compact2010-4-4"]
    else:
        assert cited == ["compact2010-4-4", "bv-notice-expectation", "nao-decom-notice"]


def test_that_what_cannot_apply_is_said_before_what_nobody_promised() -> None:
    grant = having(council_notice(), "agreement", relationship=Relationship.GRANT)
    found = findings_of(grant)
    assert (found["payment-days"].variant, found["tender-lots"].variant) == ("grant", "no-tender")
    assert "grant is not a contract for supply" in found["payment-days"].evidence
    welsh = findings_of(having(council_notice(), "body", nation=Nation.WALES))["three-months"]
    assert (welsh.verdict, welsh.variant) == (Verdict.NOT_APPLICABLE, "no-provision")
    assert "that reaches a council in Wales" in welsh.evidence
    ending = findings_of(having(council_notice(), "body", nation=Nation.WALES))
    tenders = [found for id_, found in ending.items() if id_.startswith("tender-")]
    assert {found.evidence for found in tenders} == {"The service is not being put out to tender."}


@pytest.mark.parametrize("nation", list(Nation))
def test_that_a_term_on_the_length_of_notice_is_not_said_to_promise_writing(nation: Nation) -> None:
    found = findings_of(having(council_notice(), "body", nation=nation))
    for id_ in ("in-writing", "recovery-plan"):
        assert "own-term" not in {answer.provision.id for answer in found[id_].provisions}
    assert (found["in-writing"].verdict is NOT_APPLICABLE) == (nation is not Nation.ENGLAND)
    citing = {id_ for id_, one in found.items() if "own-term" in {answer.provision.id for answer in one.provisions}}
    assert citing == {"own-term-notice"}


@pytest.mark.parametrize(
    ("words", "served"),
    [
        ("Partners give three months' notice.", set()),
        ("Partners give notice in writing.", {"in-writing"}),
        ("Consultation lasts twelve weeks.", {"consultation-length", "tender-timetable"}),
        ("Partners ask no small bidder for audited accounts.", {"tender-audited-accounts", "tender-lots"}),
        ("Invoices are paid in 30 days.", {"payment-days", "tender-timetable"}),
    ],
)
def test_that_a_local_clause_serves_only_what_its_words_reach(words: str, served: set[str]) -> None:
    topics = ("notice", "consultation", "tendering", "payment")
    clause = LocalClause("4.2", words, topics=topics)
    compact = LocalCompact("Anytown Compact", "Anytown Council", BodyKind.LOCAL_AUTHORITY, Nation.ENGLAND)
    answer = replace(answers_for(council_notice())["own-term"], provision=local_provision(compact, clause))
    name = answer.provision.id
    case = FindingCase(
        council_notice(),
        {name: answer},
        date(2026, 11, 23),
        local_clauses=dict.fromkeys(topics, (name,)),
    )
    asked = [entry for entry in load_findings() if entry.says]
    assert {entry.id for entry in asked if citable(case, entry)} == served


def test_that_the_agreements_own_terms_name_the_body() -> None:
    terms = answers_for(having(council_notice(), "terms", variation_clause="20"))
    assert terms["own-term"].provision.commitment == "Anytown Council gives 3 months' notice."
    assert terms["own-variation"].citation == "our contract (AC/117), clause 20"
    nameless = answers_for(having(council_notice(), "body", name=""))
    assert nameless["own-term"].provision.commitment == "The body gives 3 months' notice."


def test_that_nobody_is_asked_for_their_share_of_a_cut_where_nothing_is_cut() -> None:
    for kind in NoticeKind:
        found = findings_of(having(council_notice(), "notice", kind=kind))["share-of-cut"]
        nothing_cut = kind in {NoticeKind.CHANGE_TERMS, NoticeKind.SUSPEND, NoticeKind.RETENDER}
        assert (found.variant == "no-cut") is nothing_cut
    changed = having(council_notice(), "notice", kind=NoticeKind.CHANGE_TERMS)
    told = findings_of(having(changed, "process", charity_cut_percent=20, own_cut_percent=5))["share-of-cut"]
    assert (told.verdict, told.variant) == (Verdict.NOT_KEPT, "larger")
