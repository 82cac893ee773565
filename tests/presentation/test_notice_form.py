"""The guided conversation's state: what is asked, in what order, and where one is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.facts_form import fields_of, with_value
from charitydesk.domain.notices import NoticeFacts, NoticeKind
from charitydesk.presentation.notice_form import FIRST_QUESTIONS, NoticeForm, first_to_ask
from charitydesk.services.content_files import load_questions


@pytest.fixture
def form():
    return NoticeForm(load_questions(), NoticeFacts())


def paths(form, **kwargs):
    return [step.question.path for step in form.steps(**kwargs)]


def test_that_every_first_question_is_one_of_the_questions():
    asked = {question.path for page in load_questions() for question in page.questions}
    assert set(FIRST_QUESTIONS) <= asked <= set(fields_of(NoticeFacts))


def test_that_the_first_questions_are_fewer_than_half_of_all(form):
    assert len(paths(form)) < len(paths(form, thorough=True)) / 2


def test_that_the_first_questions_hold_every_start_of_a_clock(form):
    form.answer("notice.award_involved", Answer.YES)
    assert {
        "notice.received_on",
        "notice.decided_on",
        "notice.effective_on",
        "notice.knew_on",
        "notice.award_notice_on",
    } <= set(paths(form))


def test_that_progress_is_told_in_words(form):
    assert form.progress == f"Question 1 of {len(paths(form))} · Who gave the notice?"


def test_that_one_can_go_on_to_the_end_and_back_to_the_beginning(form):
    seen = [form.path]
    while form.go_on():
        seen.append(form.path)
    assert seen == paths(form)
    while form.go_back():
        seen.pop()
    assert [form.path] == seen


def test_that_an_answer_opens_the_questions_that_hang_on_it(form):
    assert "notice.knew_on" not in paths(form, thorough=True)
    form.answer("notice.award_involved", Answer.YES)
    assert "notice.knew_on" in paths(form, thorough=True)


def test_that_a_grant_is_asked_nothing_about_procurement(form):
    form.answer("agreement.relationship", Relationship.GRANT)
    assert not {"agreement.procurement_started_on", "agreement.regime", "notice.award_involved"} & set(
        paths(form, thorough=True)
    )


def test_that_a_question_no_longer_asked_leaves_one_at_the_nearest_before_it(form):
    form.answer("notice.award_involved", Answer.YES)
    form.go_to("notice.knew_on")
    form.answer("notice.award_involved", Answer.NO)
    assert form.step.question.path == "notice.award_involved"


def test_that_going_to_a_question_left_out_so_far_asks_every_question_from_then_on(form):
    assert form.go_to("consequences.reserves")
    assert form.thorough
    assert form.step.question.path == "consequences.reserves"


def test_that_a_question_that_makes_no_sense_cannot_be_gone_to(form):
    assert not form.go_to("retender.tenders_due_on")
    assert form.number == 1


def test_that_resuming_begins_at_the_first_question_without_an_answer(form):
    form.answer("body.name", "Borough Council")
    form.answer("body.kind", BodyKind.LOCAL_AUTHORITY)
    form.go_to_first_open()
    assert form.path == "body.nation"


def test_that_a_notice_about_a_contract_begins_with_what_decides_the_rules(form):
    facts = replace(form.facts, body=replace(form.facts.body, name="Borough Council", nation=Nation.WALES))
    assert first_to_ask(facts) == "body.kind"
    facts = replace(facts, body=replace(facts.body, kind=BodyKind.LOCAL_AUTHORITY))
    assert first_to_ask(facts) == "agreement.relationship"
    assert first_to_ask(with_value(facts, "agreement.relationship", Relationship.GRANT)) == "notice.kind"


def test_that_a_page_opens_at_its_first_question_without_an_answer(form):
    form.answer("notice.kind", NoticeKind.REDUCE)
    assert form.go_to_page("notice")
    assert form.path == "notice.how"


def test_that_the_same_answer_again_is_no_change(form):
    assert form.answer("notice.received_on", date(2026, 11, 20))
    assert not form.answer("notice.received_on", date(2026, 11, 20))


def test_that_not_known_yet_takes_an_answer_back(form):
    form.answer("process.consulted", Answer.NO)
    assert form.answer("process.consulted", None)
    assert form.value("process.consulted") is Answer.UNKNOWN


@pytest.mark.parametrize("path", ["body.name", "agreement.service"])
def test_that_a_name_of_the_body_or_of_the_service_is_enough_to_keep_a_notice(form, path):
    assert not form.can_be_kept
    form.answer(path, "Something")
    assert form.can_be_kept


def test_that_parts_tell_how_far_one_has_got_and_leave_out_what_is_not_asked(form):
    form.answer("body.name", "Borough Council")
    parts = {part.page.id: part.words for part in form.parts()}
    assert parts["body"] == "1 of 5 answered"
    assert "retender" not in parts


def test_that_the_parts_and_the_progress_count_the_same_questions(form):
    assert form.progress.startswith(f"Question 1 of {sum(part.asked for part in form.parts())}")
    form.thorough = True
    assert form.progress.startswith(f"Question 1 of {sum(part.asked for part in form.parts())}")


def test_that_the_questions_still_to_come_are_counted_without_those_answered(form):
    before = form.further
    form.answer("consequences.volunteers", 3)
    assert form.further == before - 1
