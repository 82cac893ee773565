"""When a bid must be in: the offset survives, the words are the United Kingdom's, and traps are named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.closing import closing_warnings, closing_words, later_than, read_closing
from charitydesk.errors import BadInputError
from charitydesk.services.holiday_files import packaged_book
from tests.words import anything

NAIVE = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-01-01"))
ENGLAND = packaged_book().calendar(Basis.NATION, Nation.ENGLAND)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-27", "Fri 27 Nov 2026"),
        ("2026-11-27T12:00:00Z", "Fri 27 Nov 2026, 12 noon"),
        ("2026-11-27T12:00:00+00:00", "Fri 27 Nov 2026, 12 noon"),
        ("2026-07-03T12:00:00+01:00", "Fri 3 Jul 2026, 12 noon"),
        ("2026-07-03T12:00:00Z", "Fri 3 Jul 2026, 1pm (given as 12 noon, UTC)"),
        ("2026-07-03T23:30:00Z", "Sat 4 Jul 2026, 12.30am (given as Fri 3 Jul 2026, 11.30pm, UTC)"),
        ("2026-11-27T17:00:00+05:30", "Fri 27 Nov 2026, 11.30am (given as 5pm, UTC+5:30)"),
        ("2026-11-27T12:00", "Fri 27 Nov 2026, 12 noon"),
        ("27/11/2026 17:30", "Fri 27 Nov 2026, 5.30pm"),
        ("27 November 2026 at 5.30pm", "Fri 27 Nov 2026, 5.30pm"),
        ("Fri 27 Nov 2026, 12 noon", "Fri 27 Nov 2026, 12 noon"),
        ("27/11/2026", "Fri 27 Nov 2026"),
    ],
)
def test_a_closing_time_is_told_in_united_kingdom_words(text, words):
    assert closing_words(read_closing(text)) == words


@pytest.mark.parametrize(
    "text", ["soon", "31/02/2026", "2026-13-01", "27/11/2026 25:00", "12 noon", "2026-11-27T12", "🎈"]
)
def test_what_is_no_closing_time_is_refused_in_a_sentence(text):
    with pytest.raises(BadInputError, match="not a date with or without a time"):
        read_closing(text)


def test_nothing_typed_is_no_deadline():
    assert read_closing("  ") is None


@given(
    NAIVE.map(lambda moment: moment.replace(microsecond=0)),
    st.integers(-14 * 60, 14 * 60),
)
def test_the_text_and_the_moment_survive_every_offset(moment, minutes):
    given_text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
    found = read_closing(given_text)
    assert found.text == given_text
    assert found.at.isoformat() == given_text
    assert found.on == found.uk.date()


@given(anything(max_size=30))
def test_whatever_is_typed_is_read_or_refused_plainly(text):
    try:
        found = read_closing(text)
    except BadInputError:
        return
    assert found is None or isinstance(found.on, date)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2026-11-27T00:00:00Z", "very start of that day"),
        ("2026-11-27T23:59:00Z", "one minute before midnight"),
        ("2026-11-27T22:00:00Z", "outside office hours"),
        ("2026-11-28T12:00:00Z", "falls on a Saturday"),
        ("2026-12-25T12:00:00Z", "bank holiday"),
        ("2026-11-27", "No time of day is given"),
        ("2027-03-28T12:00", "The clocks change"),
        ("2026-07-03T12:00:00Z", "have the bid in by 12 noon"),
    ],
)
def test_each_trap_is_named(text, named):
    assert any(named in one for one in closing_warnings(read_closing(text), ENGLAND))


@pytest.mark.parametrize("text", ["2026-11-27T12:00:00Z", "2026-07-03T12:00:00+01:00", "2026-07-03T12:00"])
def test_noon_on_a_working_day_is_no_trap(text):
    assert closing_warnings(read_closing(text), ENGLAND) == ()


def test_a_trap_on_a_free_day_names_the_working_day_before():
    assert "The working day before is Fri 27 Nov 2026." in closing_warnings(
        read_closing("2026-11-29T12:00:00Z"), ENGLAND
    )


def test_dates_of_ones_own_after_the_deadline_are_named_by_the_minute_where_both_have_one():
    deadline = read_closing("2026-11-27T12:00:00Z")
    own = [
        ("A", read_closing("2026-11-27T12:01")),
        ("B", read_closing("2026-11-27")),
        ("C", read_closing("2026-11-28")),
    ]
    assert [one[0] for one in later_than(deadline, own)] == ["A", "C"]


def test_the_moment_of_a_text_without_an_offset_is_united_kingdom_time():
    assert read_closing("2026-07-03T12:00").at.astimezone(UTC) == datetime(2026, 7, 3, 11, tzinfo=UTC)
