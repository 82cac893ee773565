"""How time is typed and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.activities import Activity
from charitydesk.domain.ids import PersonId
from charitydesk.domain.timelog import LONGEST_ENTRY, EntrySource, TimeEntry, week_grid
from charitydesk.presentation.time_words import (
    capital,
    cell_words,
    default_person,
    entry_length,
    locked_words,
    people_of_week,
    read_length,
    week_summary,
    week_title,
)
from charitydesk.services.people import PersonRecord
from charitydesk.services.time_log import TimeEntryLine

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)


@given(st.integers(0, LONGEST_ENTRY))
def test_that_what_a_cell_shows_can_be_typed_back(minutes):
    assert read_length(cell_words(minutes)).minutes == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1h30", 90), ("1.5", 90), ("1,5", 90), ("90m", 90), ("1:30", 90), ("2", 120), (".5h", 30), ("0", 0), (" ", 0)],
)
def test_that_a_length_is_read_as_people_type_it(typed, minutes):
    answer = read_length(typed)
    assert (answer.minutes, answer.problem) == (minutes, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("45", "type 45m"), ("26h", "could not"), ("soon", "could not"), ("1h30 Mon", "could not"), ("-2", "could not")],
)
def test_that_what_is_no_length_is_refused_with_what_would_do(typed, said):
    answer = read_length(typed)
    assert said in answer.problem
    assert answer.minutes == 0


def test_that_a_week_is_called_by_how_near_it_is():
    assert week_title(MONDAY, TODAY) == "This week, 23 to 29 November 2026"
    assert week_title(date(2026, 11, 30), TODAY) == "Next week, 30 November to 6 December 2026"
    assert week_title(date(2026, 12, 28), TODAY) == "Week of 28 December 2026 to 3 January 2027"


def test_that_a_week_says_what_is_logged_and_which_month_is_locked():
    entry = TimeEntry(1, 1, date(2026, 11, 30), 90, Activity.WRITING)
    grid = week_grid(date(2026, 11, 30), [entry], 35 * 60, [date(2026, 12, 1)])
    assert week_summary(grid) == "1 h 30 min logged of 35 h contracted."
    assert locked_words(grid).startswith("December 2026 (6 days of this week) is locked")
    assert week_summary(week_grid(MONDAY, [], 0)) == "Nothing logged yet."
    assert locked_words(week_grid(MONDAY, [])) == ""


def test_that_time_taken_back_is_told_beside_what_was_logged():
    line = TimeEntryLine(
        id=1,
        person_id=1,
        person="Mari",
        day=TODAY,
        minutes=90,
        taken_back=-30,
        activity=Activity.WRITING,
        bid_id=None,
        contract_id=None,
        notice_id=None,
        subject="",
        commissioner="",
        started_at=None,
        zone="Europe/London",
        note="",
        source=EntrySource.TYPED,
        is_example=False,
    )
    assert entry_length(line) == "1 h (of 1 h 30 min)"


def test_that_the_user_s_own_week_is_shown_first():
    people = [PersonRecord(name="Jo Ali", id=1), PersonRecord(name="Mari Lewis", id=2)]
    assert default_person(people, "mari lewis ") == 2
    assert default_person(people, "somebody else") == 1
    assert default_person([], "Mari") == 0


def test_that_a_capital_leaves_the_rest_of_the_words_alone():
    assert capital("staff transfer (TUPE)") == "Staff transfer (TUPE)"


def test_that_whoever_left_before_a_week_is_not_offered_in_it():
    people = [
        PersonRecord(name="Here", id=PersonId(1)),
        PersonRecord(name="Left", left_on=MONDAY - timedelta(days=1), id=PersonId(2)),
        PersonRecord(name="Leaves in it", left_on=MONDAY, id=PersonId(3)),
        PersonRecord(name="To come", started_on=MONDAY + timedelta(days=7), id=PersonId(4)),
    ]
    assert [one.id for one in people_of_week(people, MONDAY, 0)] == [1, 3]
    assert [one.id for one in people_of_week(people, MONDAY, 2)] == [1, 2, 3], "whose week is open stays on the list"
    assert [one.id for one in people_of_week(people, MONDAY - timedelta(days=7), 0)] == [1, 2, 3]
