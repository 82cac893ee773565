"""How much time is left, in words, and how one clock takes another's place."""

from __future__ import annotations

from datetime import date

import pytest

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.clocks import work_out
from charitydesk.domain.running_clock import ClockState, RunningClock, state_of, time_left_words
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

BOOK = packaged_book()
ENGLAND = BOOK.calendar(Basis.NATION, Nation.ENGLAND)
REVIEW = work_out(load_rules()["JR_EW_OUTER_3M"], date(2026, 11, 30), BOOK)
"""Limit Sun 28 Feb 2027, last safe day Fri 26 Feb 2027."""
CLAIM = work_out(load_rules()["PA2023_CLAIM_30D"], date(2026, 11, 16), BOOK)
"""Limit and last safe day Tue 15 Dec 2026."""
REQUEST = work_out(load_rules()["FOIA_RESPONSE"], date(2026, 12, 7), BOOK)
"""Theirs, due Fri 8 Jan 2027."""
OLD = work_out(load_rules()["CORRESPONDING_DATE_4M"], date(1978, 9, 30), BOOK)


@pytest.mark.parametrize(
    ("deadline", "today", "state", "words"),
    [
        (REVIEW, "2027-02-19", ClockState.RUNNING, "5 working days left"),
        (REVIEW, "2027-02-25", ClockState.RUNNING, "1 working day left"),
        (REVIEW, "2027-02-26", ClockState.LAST_SAFE_DAY, "today is the last safe day"),
        (
            REVIEW,
            "2027-02-27",
            ClockState.PAST_SAFE_DAY,
            "past the last safe day; the outer limit is Sun 28 Feb 2027",
        ),
        (REVIEW, "2027-02-28", ClockState.DUE_TODAY, "today is the outer limit"),
        (REVIEW, "2027-03-01", ClockState.MISSED, "out of time by 1 day"),
        (CLAIM, "2026-12-15", ClockState.LAST_SAFE_DAY, "today is the last safe day"),
        (REQUEST, "2026-12-24", ClockState.RUNNING, "due in 8 working days"),
        (REQUEST, "2027-01-08", ClockState.DUE_TODAY, "due today"),
        (REQUEST, "2027-01-11", ClockState.MISSED, "overdue by 3 days"),
        (OLD, "1979-01-29", ClockState.RUNNING, "1 working day left"),
    ],
)
def test_that_time_left_is_told_in_working_days(deadline, today, state, words):
    today = date.fromisoformat(today)
    assert state_of(deadline, today) is state
    assert time_left_words(deadline, today, ENGLAND) == words


def test_that_a_limit_of_theirs_on_a_sunday_is_told_when_no_working_day_is_left():
    notice = work_out(load_rules()["BV_NOTICE_3M"], date(2026, 11, 30), BOOK)
    assert time_left_words(notice, date(2027, 2, 27), ENGLAND) == "no working day left before Sun 28 Feb 2027"


def test_that_days_left_turn_negative_once_the_limit_has_passed():
    assert CLAIM.days_left(date(2026, 12, 1)) == 14
    assert CLAIM.days_left(date(2026, 12, 16)) == -1
    assert not CLAIM.is_overdue(date(2026, 12, 15))
    assert CLAIM.is_overdue(date(2026, 12, 16))


def test_that_a_clock_is_superseded_with_its_reason_and_keeps_its_own_date():
    running = RunningClock(CLAIM)
    assert running.state(date(2026, 12, 1)) is ClockState.RUNNING
    stopped = running.supersede("  The council issued a new notice. ", date(2026, 12, 2), REVIEW)
    assert stopped.state(date(2027, 6, 1)) is ClockState.SUPERSEDED
    assert stopped.deadline == CLAIM
    assert stopped.superseded is not None
    assert (stopped.superseded.reason, stopped.superseded.by) == ("The council issued a new notice.", REVIEW)
    assert running.superseded is None


def test_that_a_clock_is_never_superseded_silently_or_twice():
    running = RunningClock(CLAIM)
    with pytest.raises(ValueError, match="with a reason"):
        running.supersede("  ", date(2026, 12, 2))
    with pytest.raises(ValueError, match="before"):
        running.supersede("Withdrawn.", date(2026, 12, 2)).supersede("Again.", date(2026, 12, 3))
