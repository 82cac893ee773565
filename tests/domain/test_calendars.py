"""What a working day is, on each of the law's own calendars."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis, BeforeFirstYearError, HolidayBook
from charitydesk.domain.holiday_rules import Division, Holiday, easter_sunday, expected_holidays, first_monday
from charitydesk.errors import BadInputError
from charitydesk.services.holiday_files import packaged_book

BOOK = packaged_book()
UK = BOOK.calendar(Basis.UK_WIDE)
ENGLAND = BOOK.calendar(Basis.ENGLAND_AND_WALES)
SCOTLAND = BOOK.calendar(Basis.SCOTLAND)
NI = BOOK.calendar(Basis.NORTHERN_IRELAND)
PUBLISHED = st.dates(date(2019, 1, 1), date(2028, 12, 31))
CALENDARS = st.sampled_from([UK, ENGLAND, SCOTLAND, NI, BOOK.calendar(Basis.PSR_ENGLAND)])
LIBRARY = {Division.ENGLAND_AND_WALES: "ENG", Division.SCOTLAND: "SCT", Division.NORTHERN_IRELAND: "NIR"}


def weekdays(days):
    return {day for day in days if day.weekday() < 5}


@pytest.mark.parametrize(
    ("day", "uk", "england", "scotland", "northern_ireland"),
    [
        ("2026-06-15", False, True, False, True),  # the one-off Scottish holiday
        ("2026-12-28", False, False, False, False),  # Boxing Day's substitute
        ("2027-01-04", False, True, False, True),  # 2 January's substitute
        ("2027-03-17", False, True, True, False),  # St Patrick's Day
        ("2027-03-29", False, False, True, False),  # Easter Monday
        ("2026-08-31", False, False, True, False),  # late August
        ("2026-08-03", False, True, False, True),  # the Scottish summer
        ("2026-11-30", False, True, False, True),  # St Andrew's Day
        ("2027-07-12", False, True, True, False),  # the Boyne
        ("2028-02-29", True, True, True, True),  # a leap day is an ordinary Tuesday
        ("2026-11-28", False, False, False, False),  # a Saturday
    ],
)
def test_that_a_holiday_counts_only_where_the_calendar_says(day, uk, england, scotland, northern_ireland):
    day = date.fromisoformat(day)
    assert [c.is_working_day(day) for c in (UK, ENGLAND, SCOTLAND, NI)] == [uk, england, scotland, northern_ireland]


def test_that_a_union_says_where_a_holiday_is_kept():
    assert UK.holiday_name(date(2026, 6, 15)) == "World Cup bank holiday in Scotland"
    assert UK.holiday_name(date(2026, 12, 28)) == "Boxing Day (substitute day)"
    assert UK.holiday_name(date(2027, 3, 29)) == "Easter Monday in England and Wales and Northern Ireland"
    assert SCOTLAND.holiday_name(date(2026, 6, 15)) == "World Cup bank holiday"
    assert UK.holiday_name(date(2026, 6, 16)) is None


def test_that_a_nation_has_its_own_working_days():
    day = date(2026, 8, 31)
    assert [BOOK.calendar(Basis.NATION, nation).is_working_day(day) for nation in Nation] == [False, False, True, False]


def test_that_health_procurement_leaves_out_the_first_monday_in_may_even_when_the_holiday_was_moved():
    health = BOOK.calendar(Basis.PSR_ENGLAND)
    assert not health.is_working_day(date(2020, 5, 4))
    assert not health.is_working_day(date(2020, 5, 8))
    assert ENGLAND.is_working_day(date(2020, 5, 4))


@given(PUBLISHED, st.integers(1, 60), CALENDARS)
def test_that_working_days_added_land_on_one_and_can_be_counted_back(start, days, calendar):
    end = calendar.guessing_earlier().add_working_days(start, days)
    assert calendar.is_working_day(end)
    assert calendar.working_days_after(start, end) == days
    assert calendar.working_days_after(end, start) == -days


@given(PUBLISHED, st.integers(1, 60), CALENDARS)
def test_that_going_back_mirrors_going_forward(start, days, calendar):
    wide = calendar.guessing_earlier()
    if wide.is_working_day(start):
        assert wide.add_working_days(wide.add_working_days(start, -days), days) == start


@given(PUBLISHED, CALENDARS)
def test_that_the_nearest_working_days_enclose_a_day(day, calendar):
    wide = calendar.guessing_earlier()
    assert wide.on_or_before(day) <= day <= wide.on_or_after(day)
    if wide.is_working_day(day):
        assert wide.on_or_before(day) == day == wide.on_or_after(day)


def test_that_no_working_day_lies_zero_days_away():
    with pytest.raises(ValueError, match="zero"):
        UK.add_working_days(date(2026, 1, 5), 0)


def test_that_working_days_before_the_first_published_year_are_refused_in_words():
    with pytest.raises(BeforeFirstYearError, match="before 2019 are not on file"):
        UK.is_working_day(date(2018, 12, 31))
    assert UK.guessing_earlier().is_working_day(date(2018, 12, 31))
    assert not UK.guessing_earlier().is_working_day(date(2018, 12, 25))


def test_that_years_beyond_the_list_are_worked_out_by_rule():
    assert not UK.is_published(date(2029, 1, 1))
    assert UK.is_published(date(2028, 12, 31))
    assert UK.holiday_name(date(2029, 1, 2)) == "2nd January in Scotland"
    assert ENGLAND.holiday_name(date(2029, 4, 2)) == "Easter Monday"


@pytest.mark.parametrize("division", list(Division))
def test_that_the_packaged_dates_are_those_the_independent_library_knows(division):
    known = library.country_holidays("GB", subdiv=LIBRARY[division], years=range(2019, 2029))
    assert weekdays(h.day for h in BOOK.holidays[division]) == weekdays(known)


@pytest.mark.parametrize("division", list(Division))
def test_that_future_years_by_rule_agree_with_the_independent_library(division):
    years = range(2029, 2061)
    ours = {h.day for year in years for h in expected_holidays(division, year)}
    assert ours == weekdays(library.country_holidays("GB", subdiv=LIBRARY[division], years=years))


@pytest.mark.parametrize("division", list(Division))
def test_that_the_rules_give_the_published_years_but_for_the_moved_and_the_single_holidays(division):
    ours = {h.day for year in range(2019, 2029) for h in expected_holidays(division, year)}
    published = {h.day for h in BOOK.holidays[division]}
    by_proclamation = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
    one_off = {date(2026, 6, 15)} if division is Division.SCOTLAND else set()
    assert published - ours == by_proclamation | one_off
    assert ours - published == {date(2020, 5, 4), date(2022, 5, 30)}


@pytest.mark.parametrize(("year", "easter"), [(2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2038, "04-25")])
def test_that_easter_falls_where_the_tables_say(year, easter):
    assert easter_sunday(year) == date.fromisoformat(f"{year}-{easter}")


@given(st.integers(1950, 2199))
def test_that_easter_is_a_sunday_of_spring(year):
    assert easter_sunday(year).weekday() == 6
    assert date(year, 3, 22) <= easter_sunday(year) <= date(year, 4, 25)
    assert first_monday(year, 5).weekday() == 0


@given(st.integers(1950, 2199), st.sampled_from(list(Division)))
def test_that_every_expected_holiday_is_a_weekday_and_no_day_is_named_twice(year, division):
    days = [holiday.day for holiday in expected_holidays(division, year)]
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(set(days))


def book_of(first, last, extra=()):
    return HolidayBook(
        date(2029, 1, 2),
        "a newer list",
        first,
        last,
        {d: tuple(h for y in range(first, last + 1) for h in expected_holidays(d, y)) + tuple(extra) for d in Division},
    )


def test_that_a_newer_list_takes_over_its_years_and_leaves_the_older_ones():
    newer = BOOK.replaced_by(book_of(2028, 2029, [Holiday(date(2029, 6, 8), "A new bank holiday")]))
    assert (newer.first_year, newer.last_year, newer.issued) == (2019, 2029, date(2029, 1, 2))
    assert newer.calendar(Basis.UK_WIDE).holiday_name(date(2029, 6, 8)) == "A new bank holiday"
    assert newer.calendar(Basis.UK_WIDE).holiday_name(date(2026, 6, 15)) == "World Cup bank holiday in Scotland"
    assert UK.is_working_day(date(2029, 6, 8))


@pytest.mark.parametrize(("first", "last", "told"), [(2019, 2027, "end in 2027"), (2031, 2032, "begin in 2031")])
def test_that_an_older_list_or_one_with_a_gap_is_refused(first, last, told):
    with pytest.raises(BadInputError, match=told):
        BOOK.replaced_by(book_of(first, last))


def test_that_a_list_reaching_further_back_lets_earlier_years_be_counted():
    wider = BOOK.replaced_by(book_of(2015, 2028))
    assert wider.first_year == 2015
    assert wider.calendar(Basis.SCOTLAND).is_working_day(date(2016, 1, 5))


def test_that_the_skipped_days_are_weekdays_with_their_names():
    found = UK.holidays_on_weekdays(date(2026, 12, 24), date(2027, 1, 4))
    assert [day for day, _ in found] == [
        date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4),
    ]  # fmt: skip
    assert UK.holidays_on_weekdays(date(2026, 12, 24), date(2026, 12, 24) - timedelta(days=1)) == ()
