"""The words of Today: weeks as people call them, and how pressing a line is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charitydesk.presentation.badges import Shape, Tone
from charitydesk.presentation.today_words import due_badge, due_words, summary, week_title
from charitydesk.services.today import DueKind, DueLine, TodayView

TODAY = date(2026, 11, 27)
LINE = DueLine(
    DueKind.OURS, "Complain", "Lunch Club", date(2026, 12, 4), date(2026, 12, 7), "Your last safe day.", None, None,
    is_example=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2026, 11, 23), "This week"),
        (date(2026, 11, 30), "Next week"),
        (date(2026, 12, 7), "Week of 7 December 2026"),
    ],
)
def test_that_weeks_are_called_what_people_call_them(monday, words):
    assert week_title(monday, TODAY) == words


def test_that_a_line_ahead_says_how_many_days_are_left():
    assert due_badge(LINE, TODAY).word == "7 days left"


def test_that_a_step_past_its_safe_day_but_within_its_limit_is_not_called_lost():
    badge = due_badge(LINE, date(2026, 12, 5))
    assert (badge.word, badge.shape, badge.tone) == ("Past the safe day", Shape.ALERT, Tone.BAD)


def test_that_a_step_past_its_limit_says_for_how_long():
    assert due_badge(replace(LINE, limit=None), date(2026, 12, 5)).word == "1 day past"


def test_that_what_they_owe_is_overdue():
    assert due_badge(replace(LINE, kind=DueKind.THEIRS), date(2026, 12, 6)).word == "2 days overdue"


def test_that_a_line_says_what_it_is_about_and_why_it_is_there_and_never_twice():
    assert due_words(LINE) == "Lunch Club · Your last safe day."
    assert due_words(replace(LINE, title="Reply due: Lunch Club")) == "Your last safe day."


def test_that_the_summary_counts_what_there_is():
    view = TodayView(TODAY, (LINE,), ((date(2026, 11, 30), (LINE, LINE)),), (), (), anything=True)
    assert summary(view) == "Fri 27 Nov 2026 · 1 overdue and 2 dates in the next 60 days"
    assert summary(replace(view, overdue=(), weeks=())) == "Fri 27 Nov 2026 · nothing is due"
