"""What a notice says on screen: the right input for each question, choices in plain words, answers as read."""

from __future__ import annotations

from datetime import date

import pytest

from charitydesk.domain.bodies import Answer, BodyKind
from charitydesk.domain.findings import Verdict
from charitydesk.domain.gate import Offer
from charitydesk.domain.notices import HowItCame, NoticeStatus
from charitydesk.domain.periods import Period, Unit
from charitydesk.domain.states import LetterStatus
from charitydesk.presentation.notice_form import FIELDS
from charitydesk.presentation.notice_words import (
    LETTERS,
    OFFERS,
    STATUSES,
    VERDICTS,
    InputKind,
    answer_words,
    choices_of,
    input_kind,
    letter_badge,
)
from charitydesk.services.content_files import load_questions

QUESTIONS = {question.path: question for page in load_questions() for question in page.questions}
TODAY = date(2026, 11, 27)


def kind(path):
    return input_kind(QUESTIONS[path], FIELDS[path])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("body.name", InputKind.TEXT),
        ("body.address", InputKind.LONG_TEXT),
        ("body.kind", InputKind.CHOICE),
        ("agreement.regime", InputKind.SELECT),
        ("process.consulted", InputKind.ANSWER),
        ("notice.received_on", InputKind.DATE),
        ("terms.notice", InputKind.PERIOD),
        ("notice.reduction", InputKind.MONEY),
        ("consequences.users", InputKind.COUNT),
    ],
)
def test_that_each_kind_of_fact_has_its_own_input(path, expected):
    assert kind(path) is expected


def test_that_every_choice_of_every_question_has_words_without_hyphens_of_the_code():
    for path, question in QUESTIONS.items():
        for choice in choices_of(question, FIELDS[path]):
            assert choice.label
            assert choice.label[0].isupper()
            assert choice.value != FIELDS[path].default


def test_that_not_known_yet_is_never_among_the_choices_themselves():
    for path, question in QUESTIONS.items():
        assert Answer.UNKNOWN not in [choice.value for choice in choices_of(question, FIELDS[path])]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("body.kind", BodyKind.LOCAL_AUTHORITY, "Council"),
        ("notice.how", HowItCame.EMAIL, "By e-mail"),
        ("process.consulted", Answer.NO, "No"),
        ("process.consulted", Answer.UNKNOWN, ""),
        ("notice.received_on", date(2026, 11, 20), "Fri 20 Nov 2026"),
        ("notice.reduction", 1_900_000, "£19,000"),
        ("terms.notice", Period(3, Unit.MONTHS), "3 months"),
        ("consequences.users", 1460, "1,460"),
        ("consequences.users", 0, "0"),
        ("consequences.users", None, ""),
    ],
)
def test_that_an_answer_is_shown_as_a_person_reads_it(path, value, words):
    assert answer_words(QUESTIONS[path], FIELDS[path], value) == words


@pytest.mark.parametrize(
    ("table", "members"),
    [(VERDICTS, Verdict), (OFFERS, Offer), (STATUSES, NoticeStatus), (LETTERS, LetterStatus)],
)
def test_that_every_status_has_a_word_and_a_shape_of_its_own(table, members):
    assert set(table) == set(members)
    assert len({badge.word for badge in table.values()}) == len(table)


def test_that_a_reply_is_overdue_only_after_its_day():
    assert letter_badge(LetterStatus.SENT, TODAY, TODAY).word == "Awaiting reply"
    assert letter_badge(LetterStatus.SENT, date(2026, 11, 26), TODAY).word == "Reply overdue"
    assert letter_badge(LetterStatus.ANSWERED, date(2026, 11, 26), TODAY).word == "Replied"
