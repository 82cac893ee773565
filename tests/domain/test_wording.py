"""Dates, times and numbers are written one way, whatever the computer's locale."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from charitydesk.domain import wording

FRIDAY = date(2026, 11, 27)


def test_that_a_date_is_written_short_and_long():
    assert wording.date_words(FRIDAY) == "Fri 27 Nov 2026"
    assert wording.long_date(FRIDAY) == "27 November 2026"
    assert wording.long_date_with_day(FRIDAY) == "Friday 27 November 2026"
    assert wording.weekday_name(FRIDAY) == "Friday"
    assert wording.month_words(FRIDAY) == "November 2026"
    assert wording.date_words(date(2027, 3, 1)) == "Mon 1 Mar 2027"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(12), "12 noon"),
        (time(0), "12 midnight"),
        (time(17, 30), "5.30pm"),
        (time(9), "9am"),
        (time(12, 5), "12.05pm"),
        (time(0, 5), "12.05am"),
        (time(23, 59, 59), "11.59pm"),
    ],
)
def test_that_noon_and_midnight_are_named_and_other_times_told_in_halves(at, words):
    assert wording.time_words(at) == words


def test_that_a_moment_is_told_with_its_day():
    assert wording.moment_words(datetime(2026, 11, 27, 17, 30, tzinfo=UTC)) == "Fri 27 Nov 2026, 5.30pm"


def test_that_counts_take_the_singular_and_the_plural():
    assert (wording.days_words(1), wording.days_words(2)) == ("1 day", "2 days")
    assert (wording.working_days_words(1), wording.working_days_words(0)) == ("1 working day", "0 working days")
    assert (wording.weeks_words(1), wording.weeks_words(12)) == ("1 week", "12 weeks")
    assert (wording.months_words(1), wording.months_words(3)) == ("1 month", "3 months")


def test_that_ordinals_know_the_teens():
    assert [wording.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "111th",
    ]  # fmt: skip
