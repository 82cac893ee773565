"""What people type into a date or money field, and what is made of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.money import parse_pounds
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import deadline_badge
from charitydesk.presentation.dates import Lean, days_phrase, read_date, slip_words
from charitydesk.presentation.money import read_money
from charitydesk.presentation.search import Hit, ranked
from tests.words import anything

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "past", "future"),
    [
        ("27/11/2026", FRIDAY, FRIDAY),
        ("27 Nov 2026", FRIDAY, FRIDAY),
        ("fri 27th november 2026", FRIDAY, FRIDAY),
        ("2026-11-27", FRIDAY, FRIDAY),
        ("27.11.26", FRIDAY, FRIDAY),
        ("today", FRIDAY, FRIDAY),
        ("Friday", FRIDAY, FRIDAY),
        ("Monday", date(2026, 11, 23), date(2026, 11, 30)),
        ("last Friday", date(2026, 11, 20), date(2026, 11, 20)),
        ("next Friday", date(2026, 12, 4), date(2026, 12, 4)),
        ("28/11", date(2025, 11, 28), date(2026, 11, 28)),
        ("29 Feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("3 weeks ago", date(2026, 11, 6), date(2026, 11, 6)),
        ("in 10 days", date(2026, 12, 7), date(2026, 12, 7)),
    ],
)
def test_a_date_is_understood_as_people_in_the_united_kingdom_write_it(typed, past, future):
    assert read_date(typed, FRIDAY, Lean.PAST).value == past
    assert read_date(typed, FRIDAY, Lean.FUTURE).value == future


@pytest.mark.parametrize(
    "typed", ["31/2/2026", "11/27/2026", "soon", "Thursday 27 November 2026", "1/1/1500", "²/1/2026"]
)
def test_what_is_no_date_is_refused_in_a_sentence(typed):
    answer = read_date(typed, FRIDAY)
    assert answer.value is None
    assert answer.problem.endswith(".")


def test_an_empty_field_is_neither_a_date_nor_a_problem():
    assert read_date("  ", FRIDAY).problem == ""
    assert read_money("").problem == ""


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_on_screen_can_be_typed_back(day):
    assert read_date(date_words(day), FRIDAY).value == day


@given(anything(max_size=30))
def test_no_typing_whatever_breaks_a_field(text):
    assert read_date(text, FRIDAY).value is None or not read_date(text, FRIDAY).problem
    assert read_money(text).pence is None or not read_money(text).problem


@given(st.integers(-400, 400))
def test_the_distance_of_a_day_is_said_in_words(days):
    words = days_phrase(FRIDAY + timedelta(days=days), FRIDAY)
    assert words in {"today", "tomorrow", "yesterday"} or words == (
        f"in {days} days" if days > 0 else f"{-days} days ago"
    )


@pytest.mark.parametrize(
    ("typed", "pence"), [("£12,430", 1243000), ("12430.50", 1243050), ("12k", 1200000), ("1.2m", 120000000)]
)
def test_money_is_understood_with_pounds_thousands_and_millions(typed, pence):
    assert read_money(typed).pence == parse_pounds(typed) == pence


@pytest.mark.parametrize("typed", ["about 12", "1.005", "-5"])
def test_what_is_no_amount_is_refused_in_a_sentence(typed):
    assert read_money(typed).pence is parse_pounds(typed) is None
    assert read_money(typed).problem


def test_a_deadline_says_in_words_how_pressing_it_is():
    assert [deadline_badge(days).word for days in (-1, 0, 1, 14, 15)] == [
        "1 day overdue",
        "Due today",
        "1 day left",
        "14 days left",
        "15 days left",
    ]


def test_search_puts_titles_that_begin_with_the_words_first_and_needs_every_word():
    hits = [Hit("Notice", "Old letters kept"), Hit("Room", "Letters"), Hit("Command", "Draft", "letter")]
    assert [hit.title for hit in ranked("let", hits)] == ["Letters", "Old letters kept", "Draft"]
    assert [hit.title for hit in ranked("old let", hits)] == ["Old letters kept"]


def test_that_a_date_on_the_unexpected_side_of_today_says_how_far_off_it_is():
    today = date(2026, 11, 27)
    assert slip_words(date(2027, 11, 20), today, Lean.PAST) == "in 358 days"
    assert slip_words(date(2025, 12, 31), today, Lean.FUTURE) == "331 days ago"
    assert not slip_words(today, today, Lean.PAST)
    assert not slip_words(date(2026, 11, 20), today, Lean.PAST)
