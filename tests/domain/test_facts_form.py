"""What people type is read the same way everywhere, and what cannot be read is said in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Answer, Nation
from charitydesk.domain.facts_form import (
    facts_mapping,
    fields_of,
    parse_uk_date,
    read_facts,
    read_value,
    shown,
    value_at,
    with_value,
)
from charitydesk.domain.money import Pence
from charitydesk.domain.notices import NoticeFacts, NoticeKind
from charitydesk.domain.periods import Period, Unit
from charitydesk.errors import BadInputError

FIELDS = fields_of(NoticeFacts)


def test_that_what_no_page_can_show_is_refused_where_it_is_typed() -> None:
    for mark, name in (("\u202e", "right-to-left override"), ("x\x9f", "U+009F"), ("\ufffe", "no character")):
        facts, problems = read_facts(NoticeFacts, {"body": {"name": f"Any{mark}town"}})
        assert facts.body.name == ""
        assert name in problems[0].sentence
    kept, none = read_facts(NoticeFacts, {"body": {"name": "العربية\u200f و עברית", "address": "A\x0bB\u2028C\x85D"}})
    assert (kept.body.name, kept.body.address, none) == ("العربية\u200f و עברית", "A\nB\nC\nD", ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("27/11/2026", date(2026, 11, 27)),
        ("1/2/2027", date(2027, 2, 1)),
        ("Fri 27 Nov 2026", date(2026, 11, 27)),
        ("27th November 2026", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
        ("27.11.2026", date(2026, 11, 27)),
        ("1/4/26", date(2026, 4, 1)),
    ],
)
def test_that_a_date_is_read_day_first_as_the_british_write_it(typed: str, meant: date) -> None:
    assert parse_uk_date(typed) == meant


@pytest.mark.parametrize("typed", ["11/27/2026", "31/02/2026", "27/11/126", "soon", "", "2026-13-01", "0001-01-01"])
def test_that_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    assert parse_uk_date(typed) is None


@pytest.mark.parametrize("typed", ["", "unknown", "Not known yet", "don't know", "?", None])
def test_that_every_fact_may_be_not_known_yet(typed: str | None) -> None:
    for item in FIELDS.values():
        assert read_value(item, typed) == item.default


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        ("agreement.value", "£742,000", 74_200_000),
        ("agreement.value", 742000, 74_200_000),
        ("agreement.value", "12.5", 1250),
        ("terms.notice", "3 months", Period(3, Unit.MONTHS)),
        ("notice.kind", "End early", NoticeKind.END_EARLY),
        ("notice.kind", "end_early", NoticeKind.END_EARLY),
        ("body.nation", "Northern Ireland", Nation.NORTHERN_IRELAND),
        ("body.signed", True, Answer.YES),
        ("body.signed", "n", Answer.NO),
        ("consequences.users", "1,200", 1200),
        ("agreement.service", "  <b>Ty & Co</b>\r\n", "<b>Ty & Co</b>"),
    ],
)
def test_that_an_answer_means_what_its_writer_meant(path: str, typed: object, meant: object) -> None:
    assert read_value(FIELDS[path], typed) == meant


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("agreement.value", "about twelve"),
        ("agreement.value", True),
        ("agreement.value", "1,23,4"),
        ("terms.notice", "a while"),
        ("notice.kind", "cancel"),
        ("consequences.users", "-3"),
        ("consequences.users", "3.5"),
        ("consequences.users", "١٢"),
        ("notice.received_on", "31/02/2026"),
        ("agreement.service", "bell\x07"),
        ("agreement.service", "x" * 20_001),
        ("agreement.service", ["a", "list"]),
    ],
)
def test_that_an_answer_that_cannot_be_used_is_refused_in_one_sentence(path: str, typed: object) -> None:
    with pytest.raises(BadInputError) as refused:
        read_value(FIELDS[path], typed)
    assert refused.value.what_happened.endswith(".")
    assert len(str(refused.value)) < 300


def test_that_all_problems_are_told_at_once_each_with_its_place() -> None:
    facts, problems = read_facts(
        NoticeFacts,
        {"body": {"nation": "France", "colour": "red"}, "weather": {}, "agreement": "a contract", "terms": None},
    )
    assert {problem.path for problem in problems} == {"body.nation", "body.colour", "weather", "agreement"}
    assert facts == NoticeFacts()


@st.composite
def any_facts(draw: st.DrawFn) -> NoticeFacts:
    facts = NoticeFacts()
    text = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Zs")), max_size=20)
    for path, item in FIELDS.items():
        if not draw(st.booleans()):
            continue
        if item.enumeration:
            value: object = draw(st.sampled_from(list(item.enumeration)))
        elif item.kind is date:
            value = draw(st.dates(date(1990, 1, 1), date(2050, 1, 1)))
        elif item.kind is Pence:
            value = draw(st.integers(0, 10**9))
        elif item.kind is int:
            value = draw(st.integers(0, 10**6))
        elif item.kind is Period:
            value = Period(draw(st.integers(1, 50)), draw(st.sampled_from(list(Unit))))
        else:
            value = draw(text.filter(lambda word: word.strip().lower() not in {"", "?", "-", "unknown"})).strip()
        facts = with_value(facts, path, value)
    return facts


@given(any_facts())
def test_that_facts_come_back_from_the_database_as_they_went_in(facts: NoticeFacts) -> None:
    again, problems = read_facts(NoticeFacts, facts_mapping(facts))
    assert not problems
    assert again == facts


def test_that_a_fact_is_shown_in_plain_words_and_nothing_when_it_is_not_known() -> None:
    facts = with_value(NoticeFacts(), "notice.received_on", date(2026, 11, 27))
    facts = replace(facts, agreement=replace(facts.agreement, value=Pence(1_243_050)))
    assert shown(FIELDS["notice.received_on"], value_at(facts, "notice.received_on")) == "Fri 27 Nov 2026"
    assert shown(FIELDS["agreement.value"], facts.agreement.value) == "£12,430.50"
    assert shown(FIELDS["notice.decided_on"], None) == ""
