"""The day to say no before a contract renews: worked on paper first, then for every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Answer, Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.clocks import work_out
from charitydesk.domain.notice_window import (
    RenewalTerms,
    earliest_end,
    end_after,
    last_day_for,
    notice_window,
    window_days,
)
from charitydesk.domain.periods import Period, Unit, parse_period
from charitydesk.errors import BadInputError
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

BOOK = packaged_book()
ENGLAND = BOOK.calendar(Basis.NATION, Nation.ENGLAND)
TODAY = date(2026, 11, 23)
periods = st.one_of(
    st.builds(lambda n, u: parse_period(f"{n} {u}"), st.integers(1, 24), st.sampled_from(["weeks", "months"])),
    st.builds(lambda n: parse_period(f"{n} days"), st.integers(1, 400)),
    st.builds(lambda n: parse_period(f"{n} working days"), st.integers(1, 60)),
)
days = st.dates(date(2026, 1, 1), date(2031, 12, 31))


def terms(ends="2027-04-30", notice="3 months", length="12 months", renew=Answer.YES):
    return RenewalTerms(
        ends_on=date.fromisoformat(ends) if ends else None,
        auto_renew=renew,
        notice=parse_period(notice) if notice else None,
        length=parse_period(length) if length else None,
    )


def window(today=TODAY, **how):
    return notice_window(terms(**how), ENGLAND, today)


# 30 Apr 2027 less three months: notice of Sun 31 Jan still runs out on 30 Apr; Fri 29 Jan is the working day before.
# 31 Mar 2027 less three months: Thu 31 Dec 2026 is the last, Wed 30 Dec the working day before.
# 4 Jan 2027 less seven days: Mon 28 Dec 2026 is the last, and a bank holiday; Thu 24 Dec is the working day before.
@pytest.mark.parametrize(
    ("ends", "notice", "last", "safe"),
    [
        ("2027-04-30", "3 months", "2027-01-31", "2027-01-29"),
        ("2027-03-31", "3 months", "2026-12-31", "2026-12-30"),
        ("2027-01-04", "7 days", "2026-12-28", "2026-12-24"),
        ("2027-02-28", "1 year", "2026-02-28", "2026-02-27"),
        ("2027-05-31", "6 weeks", "2027-04-19", "2027-04-16"),
    ],
)
def test_the_last_safe_day_is_the_one_worked_on_paper(ends, notice, last, safe):
    found = window(ends=ends, notice=notice, today=date(2026, 1, 5))
    assert (found.last_day, found.say_no_by) == (date.fromisoformat(last), date.fromisoformat(safe))


def test_the_sentence_says_by_when_and_the_working_names_every_step():
    found = window()
    assert found.sentence == "Say no by Fri 29 Jan 2027 or it renews for 12 months."
    assert found.renews_to == date(2028, 4, 30)
    whole = " ".join(found.working)
    assert all(words in whole for words in ("Fri 30 Apr 2027", "3 months", "Sun 31 Jan 2027", "Fri 29 Jan 2027"))


def test_a_contract_that_does_not_renew_has_no_window():
    found = window(renew=Answer.NO)
    assert found.sentence == "It ends on Fri 30 Apr 2027 and does not renew by itself."
    assert found.say_no_by is None


@pytest.mark.parametrize("missing", [{"renew": Answer.UNKNOWN}, {"ends": ""}, {"notice": ""}])
def test_what_is_not_known_is_asked_for_and_never_assumed(missing):
    found = window(**missing)
    assert found.say_no_by is None
    assert found.unknowns
    assert all(one.startswith("Find out") for one in found.unknowns)


def test_a_contract_that_has_rolled_on_is_told_of_its_present_term():
    found = window(ends="2024-04-30")
    assert found.ends_on == date(2027, 4, 30)
    assert "renewed 3 times" in found.working[0]


def test_after_the_day_the_window_says_what_happens_and_that_there_may_be_time_by_the_count_alone():
    assert window(today=date(2027, 1, 30)).sentence.startswith("The last safe day to say no was Fri 29 Jan 2027")
    late = window(today=date(2027, 2, 1))
    assert late.passed
    assert "it renews on Sat 1 May 2027" in late.sentence


@given(days, periods)
def test_notice_on_the_last_day_runs_out_in_time_and_the_safe_day_is_an_earlier_working_day(end, notice):
    last = last_day_for(end, notice, ENGLAND)
    assert earliest_end(last, notice, ENGLAND) <= end
    found = notice_window(RenewalTerms(end, Answer.YES, notice), ENGLAND, last - timedelta(days=30))
    assert found.say_no_by is not None
    assert found.say_no_by < last
    assert ENGLAND.guessing_earlier().is_working_day(found.say_no_by)


@given(days, periods)
def test_the_window_agrees_with_the_clock_of_the_same_question(end, notice):
    rule = load_rules()["CONTRACT_NOTICE_LATEST"]
    clock = work_out(rule, end, BOOK, Nation.ENGLAND, {"period": notice.words})
    found = notice_window(RenewalTerms(end, Answer.YES, notice), ENGLAND, date(2024, 1, 1))
    assert (found.last_day, found.say_no_by) == (clock.deadline, clock.last_safe_day)


@given(days, st.integers(1, 60))
def test_terms_that_follow_each_other_leave_no_day_out(end, months):
    length = Period(months, Unit.MONTHS)
    follows = end_after(end, length, end)
    assert follows > end
    if (end + timedelta(days=1)).day == 1:
        assert (follows + timedelta(days=1)).day == 1


@given(st.dates(date(2019, 1, 1), date(2026, 11, 22)), periods)
def test_the_present_term_is_the_first_that_has_not_run_out_when_terms_follow_each_other(first, length):
    end, renewed = first, 0
    while end < TODAY:
        end, renewed = end_after(end, length, first), renewed + 1
    how = RenewalTerms(first, Answer.YES, Period(1, Unit.WEEKS), length)
    if renewed > 600:
        with pytest.raises(BadInputError, match="renewed more than 600 times"):
            window_days(how, ENGLAND, TODAY)
    else:
        found = window_days(how, ENGLAND, TODAY)
        assert found is not None
        assert (found.ends_on, found.renewed) == (end, renewed)


def test_a_term_that_a_short_month_cut_off_goes_back_to_its_own_day():
    first, month = date(2026, 1, 30), Period(1, Unit.MONTHS)
    february = end_after(first, month, first)
    assert (february, end_after(february, month, first)) == (date(2026, 2, 28), date(2026, 3, 30))
