"""A letter says no more than the record: figures, dates, tenses, and whom it speaks to."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import charitydesk.domain
from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.letter_context import context_flags
from charitydesk.domain.letter_kinds import holds
from charitydesk.domain.letters import Draft, Role, Tone
from charitydesk.domain.notices import NoticeKind, ReasonsGiven
from charitydesk.services.content_files import load_letters
from tests.domain.cases import council_notice, having
from tests.domain.letter_cases import EARLIER, OPTIONS, checked, drawn


def body_text(draft: Draft) -> str:
    return " ".join(block.text for block in draft.blocks if not block.annex)


def test_that_nobody_is_told_of_no_users_no_volunteers_or_a_cut_of_nothing() -> None:
    facts = having(council_notice(), "consequences", users=0, volunteers=0, staff_at_risk=0, unrecovered_cost=0)
    text = body_text(drawn(facts))
    assert "0 " not in text.replace("2010 ", "").replace("20 November", "").replace("20 February", "")
    assert "146 people use it" in body_text(drawn(council_notice()))


def test_that_what_a_person_wrote_ends_as_a_sentence_and_never_with_two_stops() -> None:
    facts = having(council_notice(), "notice", reasons_text="the budget position")
    facts = having(facts, "consequences", effect="They lose their group", users_who="People who sleep rough.")
    text = body_text(drawn(facts))
    assert "these: the budget position." in text
    assert "They lose their group." in text
    assert "is for People who sleep rough." in text
    assert ".." not in text


def test_that_a_subject_names_the_notice_by_its_own_date_and_begins_with_a_capital() -> None:
    facts = having(council_notice(), "agreement", service="the Drop-in")
    assert drawn(facts).subject == "The Drop-in: your notice dated 19 November 2026"
    undated = having(facts, "notice", dated_on=None)
    assert drawn(undated).subject == "The Drop-in: the notice we received on 20 November 2026"
    undecided = having(facts, "notice", decided_on=None)
    assert drawn(undecided, "challenge-no-consultation").subject == "The Drop-in: how your decision was reached"


def test_that_an_agreement_of_no_known_kind_has_its_article() -> None:
    facts = having(council_notice(), "agreement", relationship=None)
    assert "under an agreement with you" in body_text(drawn(facts))


def test_that_a_grant_is_decided_not_to_be_renewed() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.NOT_RENEWED)
    assert "you have decided not to renew our contract" in body_text(drawn(facts))


def test_that_a_change_already_made_took_effect_and_a_proposal_would() -> None:
    past = having(council_notice(), "notice", effective_on=date(2026, 11, 21))
    assert "It took effect on 21 November 2026." in body_text(drawn(past))
    assert "It is to take effect on 4 January 2027." in body_text(drawn(council_notice()))
    proposal = having(council_notice(), "notice", kind=NoticeKind.PROPOSAL)
    assert "It would take effect on 4 January 2027." in body_text(drawn(proposal, "response-to-consultation"))


def test_that_a_challenge_claims_no_more_than_the_promise_that_was_broken() -> None:
    assert "shorter than our agreement asks for" in body_text(drawn(council_notice()))
    unknown_term = having(council_notice(), "terms", notice=None)
    assert "the three months that the sources below look for" in body_text(drawn(unknown_term))


def test_that_no_heading_stands_over_nothing() -> None:
    facts = having(council_notice(), "body", kind=BodyKind.PRIME_CONTRACTOR, nation=Nation.NORTHERN_IRELAND)
    facts = replace(having(facts, "terms", notice=None), process=type(facts.process)())
    facts = having(facts, "notice", reasons=ReasonsGiven.UNKNOWN)
    draft = drawn(facts, "challenge-no-consultation")
    blocks = [block for block in draft.blocks if not block.annex]
    assert "What was agreed or may be expected" not in body_text(draft)
    assert not any(one.role is Role.HEADING and two.role is Role.HEADING for one, two in pairwise(blocks))


@pytest.mark.parametrize("unknown", [{"nation": None}, {"kind": None}, {"kind": None, "nation": None}])
def test_that_nothing_is_cited_that_turns_on_a_body_nobody_described(unknown: dict[str, object]) -> None:
    facts = having(council_notice(), "body", **unknown)
    cited = {str(citation.answer.provision.id) for citation in drawn(facts, "challenge-no-consultation").citations}
    assert not cited & {"bv-s3-2", "nhs-242", "nhs-13q", "wales-code", "compact2010-4-3", "bv-engage-expectation"}
    assert "who-it-is" in {check.id for check in checked(facts)}
    assert "own-term" in {str(citation.answer.provision.id) for citation in drawn(facts).citations}
    assert "who-it-is" not in {check.id for check in checked(council_notice())}


def test_that_a_lead_provider_is_not_asked_for_its_complaints_procedure() -> None:
    formal = replace(OPTIONS, tone=Tone.COMPLAINT)
    facts = having(council_notice(), "body", kind=BodyKind.PRIME_CONTRACTOR)
    assert "complaints procedure" not in body_text(drawn(facts, options=formal))
    assert "first stage of your complaints procedure" in body_text(drawn(council_notice(), options=formal))


def test_that_a_chaser_does_not_speak_of_time_left_when_there_is_none() -> None:
    past = having(council_notice(), "notice", effective_on=date(2026, 11, 21))
    assert "every week" not in body_text(drawn(past, "chaser", earlier=EARLIER))
    assert "every week" in body_text(drawn(council_notice(), "chaser", earlier=EARLIER))


def test_that_a_clause_on_disputes_is_named_once() -> None:
    facts = having(council_notice(), "terms", dispute_clause="Clause 30")
    assert "the dispute steps of our agreement (clause 30)" in body_text(drawn(facts))


def test_that_reasons_are_asked_for_once_in_a_request_for_reasons() -> None:
    facts = having(council_notice(), "notice", reasons=ReasonsGiven.UNKNOWN)
    text = body_text(drawn(facts, "request-for-reasons")).casefold()
    assert text.count("reasons for the decision") == 1


def test_that_freedom_of_information_is_not_asked_for_while_the_nation_is_unknown() -> None:
    kind = load_letters().kinds["freedom-of-information"]
    conditions = [when for when, _ in kind.needs]
    nowhere = having(council_notice(), "body", nation=None)
    nothing = context_flags(nowhere, (), OPTIONS)
    assert not all(holds(when, nothing) for when in conditions)
    here = context_flags(council_notice(), (), OPTIONS)
    assert all(holds(when, here) for when in conditions)


def test_that_dates_in_an_order_in_which_nothing_happens_are_pointed_out() -> None:
    facts = having(council_notice(), "notice", decided_on=date(2026, 11, 25), dated_on=date(2026, 11, 22))
    said = [check.sentence for check in checked(facts) if check.id == "order-of-events"]
    assert said == [
        "The decision was taken on 25 November 2026, but the notice reached you on 20 November 2026: check both dates.",
        "The notice was written on 22 November 2026, but it reached you on 20 November 2026: check both dates.",
    ]
    assert "order-of-events" not in {check.id for check in checked(council_notice())}


def test_that_the_duty_to_regard_guidance_is_said_once_after_the_last_of_it() -> None:
    facts = having(council_notice(), "process", early_discussion=Answer.NO, alternatives_invited=Answer.NO)
    facts = having(facts, "process", users_told=Answer.NO, own_cut_percent=5)
    said = [b.text for b in drawn(facts, "challenge-no-consultation").blocks if b.key.startswith("agreed.")]
    told = [number for number, text in enumerate(said) if "you have departed from it" in text]
    guidance = [number for number, text in enumerate(said) if "statutory best value guidance" in text]
    assert len(guidance) == 4
    assert told == guidance[-1:]


def test_that_what_a_yardstick_is_not_is_said_with_the_first_one_and_each_is_called_one() -> None:
    facts = having(council_notice(), "process", early_discussion=Answer.NO)
    blocks = drawn(facts, "challenge-no-consultation").blocks
    said = [b.text for b in blocks if b.key.startswith("agreed.compact2010")]
    assert len(said) == 3
    assert said[0].startswith("As a yardstick of good practice, and not as a promise Anytown Council made: the Compact")
    assert all(text.startswith("By the same yardstick: the Compact agreed in December 2010") for text in said[1:])


def test_that_a_proposal_is_held_to_nothing_that_speaks_of_an_actual_cut() -> None:
    facts = having(council_notice(), "notice", kind=NoticeKind.PROPOSAL, decided_on=None)
    facts = having(facts, "process", consulted=Answer.UNKNOWN, users_told=Answer.NO)
    facts = having(facts, "process", consulted_from=date(2026, 11, 20), consulted_to=date(2026, 12, 18))
    draft = drawn(facts, "response-to-consultation")
    words = "\n".join(block.text for block in draft.blocks)
    assert "bv-notice-expectation" not in {one.answer.provision.id for one in draft.citations}
    assert "Your proposal is dated 19 November 2026." in words
    assert "the dates you propose would leave only 45 days" in words
    assert "Please tell us why the consultation is shorter than 12 weeks" in words
    assert "your notice" not in words.lower()


@pytest.mark.parametrize("nation", [Nation.SCOTLAND, Nation.NORTHERN_IRELAND])
def test_that_an_english_case_is_said_to_persuade_elsewhere_and_not_to_bind(nation: Nation) -> None:
    facts = having(council_notice(), "body", nation=nation)
    draft = drawn(facts, "challenge-no-consultation")
    said = next(block.text for block in draft.blocks if block.cites == ("gunning",) and not block.annex)
    assert said.startswith("As a yardstick that persuades in your nation and does not bind there: the common law")
    rows = [row for block in draft.blocks if block.annex and block.grid for row in block.grid.rows]
    persuades = "As a principle of the courts that persuades in your nation and does not bind there"
    assert persuades in {row[3] for row in rows}


def test_that_the_covenant_is_never_held_up_as_law() -> None:
    department = having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT)
    draft = drawn(having(department, "process", early_discussion=Answer.NO), "challenge-no-consultation")
    said = next(block.text for block in draft.blocks if block.cites == ("covenant2025-p2",) and not block.annex)
    assert said.startswith("The Civil Society Covenant (17 July 2025), principle headed")
    assert "which is not legally binding" in said


def test_that_no_sentence_of_a_letter_or_finding_stands_in_the_code() -> None:
    folder = Path(charitydesk.domain.__path__[0])
    modules = [*folder.glob("letter*.py"), *folder.glob("finding*.py"), *folder.glob("finding_rules/*.py"),
               folder / "own_terms.py"]  # fmt: skip
    assert len(modules) > 15
    said: dict[str, list[str]] = {}
    for path in modules:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        said[path.name] = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
            if re.search(r"(?:[a-z']+ ){4}[a-z']+", node.value)
        ]
    assert {name: texts for name, texts in said.items() if texts} == {}
