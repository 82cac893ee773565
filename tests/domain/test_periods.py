"""Plain arithmetic on civil dates, and periods as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.periods import (
    Period,
    Unit,
    add_days,
    add_months,
    add_years,
    check_date,
    end_of_months_beginning_with,
    has_corresponding_date,
    latest_start,
    months_and_days,
    parse_period,
    span_words,
)
from charitydesk.errors import BadInputError

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("1978-09-30", 4, "1979-01-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2026-01-15", -2, "2025-11-15"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-12-15", 0, "2026-12-15"),
    ],
)
def test_that_months_end_on_the_corresponding_date_or_the_last_day_of_a_shorter_month(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_that_a_leap_day_becomes_the_28th_in_another_year():
    assert add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert not has_corresponding_date(date(2028, 2, 29), 12)
    assert has_corresponding_date(date(2028, 2, 28), 12)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-16", 3, "2027-02-15"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-29", 3, "2028-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-10-01", 6, "2027-03-31"),
        ("2026-03-02", 12, "2027-03-01"),
    ],
)
def test_that_a_period_beginning_with_a_day_ends_the_day_before_the_corresponding_date(start, months, end):
    assert end_of_months_beginning_with(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 36))
def test_that_a_period_beginning_with_a_day_never_outlasts_one_after_it(day, months):
    after, within = add_months(day, months), end_of_months_beginning_with(day, months)
    assert within <= after <= within + timedelta(days=1)


@given(DAYS, MONTHS)
def test_that_notice_given_on_the_latest_day_still_runs_out_in_time_and_a_day_later_does_not(end, months):
    latest = latest_start(end, months)
    assert add_months(latest, months) <= end < add_months(latest + timedelta(days=1), months)


@given(DAYS, st.integers(0, 4000))
def test_that_months_and_days_lead_back_to_the_end(start, days):
    end = start + timedelta(days=days)
    months, left = months_and_days(start, end)
    assert add_months(start, months) + timedelta(days=left) == end
    assert 0 <= left <= 30


def test_that_a_span_that_runs_backwards_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="before"):
        months_and_days(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-16", "2027-01-31", "2 months and 15 days"),
        ("2026-11-16", "2026-12-16", "1 month"),
        ("2026-11-16", "2026-11-17", "1 day"),
        ("2026-11-16", "2026-11-16", "0 days"),
    ],
)
def test_that_a_span_is_told_in_months_and_days(start, end, words):
    assert span_words(date.fromisoformat(start), date.fromisoformat(end)) == words


@pytest.mark.parametrize(
    ("typed", "period", "words"),
    [
        ("3 months", Period(3, Unit.MONTHS), "3 months"),
        (" 1 calendar month ", Period(1, Unit.MONTHS), "1 month"),
        ("30d", Period(30, Unit.DAYS), "30 days"),
        ("10 Working-Days", Period(10, Unit.WORKING_DAYS), "10 working days"),
        ("1 business day", Period(1, Unit.WORKING_DAYS), "1 working day"),
        ("12-weeks", Period(12, Unit.WEEKS), "12 weeks"),
        ("1 year", Period(1, Unit.YEARS), "1 year"),
    ],
)
def test_that_a_period_is_read_in_its_own_unit(typed, period, words):
    assert parse_period(typed) == period
    assert period.words == words


@pytest.mark.parametrize("typed", ["", "months", "3", "three days", "2 fortnights", "-3 days", "٣ months", "1.5 days"])
def test_that_what_is_no_period_is_refused_with_an_example(typed):
    with pytest.raises(BadInputError, match="not a period") as refused:
        parse_period(typed)
    assert "3 months" in refused.value.what_to_do


@pytest.mark.parametrize("typed", ["0 days", "9999 months", "51 years"])
def test_that_a_period_nobody_can_mean_is_refused_with_the_longest_allowed(typed):
    with pytest.raises(BadInputError, match="Give from 1 to"):
        parse_period(typed)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_that_a_year_no_charity_can_mean_is_refused(day):
    with pytest.raises(BadInputError, match="1900 to 2199"):
        check_date(day)


def test_that_counting_out_of_our_time_is_refused_in_words_and_not_by_an_overflow():
    with pytest.raises(BadInputError, match="1900 to 2199"):
        add_days(date(2199, 12, 31), 1)
    with pytest.raises(BadInputError, match="too far apart"):
        add_days(date(2026, 1, 1), 10**9)
    with pytest.raises(BadInputError, match="600 months reach outside"):
        add_months(date(2180, 1, 1), 600)
