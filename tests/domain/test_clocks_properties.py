"""What is true of every rule on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis, HolidayBook
from charitydesk.domain.clocks import work_out
from charitydesk.domain.deadline_rules import Counting
from charitydesk.domain.holiday_rules import Division, Holiday
from charitydesk.domain.periods import Unit
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

BOOK = packaged_book()
RULES = load_rules()
BACKWARD = {Counting.BEFORE, Counting.REFERENCE_DATE, Counting.ON_THE_DAY}
NEEDED = {"period": "45 days", "years": "3"}

any_rule = st.sampled_from([rule for rule in RULES.values() if rule.same_as is None])
forward_rule = any_rule.filter(lambda rule: rule.legs[-1].counting not in BACKWARD)
working_rule = any_rule.filter(lambda rule: rule.legs[-1].unit is Unit.WORKING_DAYS)
start_day = st.dates(date(2019, 7, 1), date(2027, 12, 31))
any_nation = st.sampled_from(list(Nation))


def clock(rule, start, nation=None, book=BOOK):
    options = {o.name: "3 months" if o.kind == "months" else NEEDED[o.name] for o in rule.options if o.required}
    return work_out(rule, start, book, nation, options)


@given(any_rule, start_day, any_nation)
def test_that_the_last_safe_day_is_a_working_day_no_later_than_the_limit(rule, start, nation):
    worked = clock(rule, start, nation)
    assert worked.last_safe_day <= worked.deadline
    assert BOOK.calendar(Basis.NATION, nation).is_working_day(worked.last_safe_day)
    if worked.act_by is not None:
        assert worked.act_by <= worked.last_safe_day
        assert BOOK.calendar(Basis.NATION, nation).is_working_day(worked.act_by)


@given(forward_rule, start_day)
def test_that_a_limit_ahead_never_lies_before_its_start(rule, start):
    assert clock(rule, start).deadline >= start


@given(any_rule, start_day, st.integers(0, 40))
def test_that_a_later_start_never_brings_an_earlier_limit(rule, start, later):
    first, second = clock(rule, start), clock(rule, start + timedelta(days=later))
    assert first.deadline <= second.deadline
    assert first.last_safe_day <= second.last_safe_day


@given(working_rule, start_day)
def test_that_working_days_end_on_a_working_day_and_skip_none_of_them(rule, start):
    worked = clock(rule, start)
    calendar = BOOK.calendar(rule.basis)
    assert calendar.is_working_day(worked.deadline)
    assert not any(calendar.is_working_day(day) for day, _ in worked.skipped)
    assert all(day.weekday() < 5 for day, _ in worked.skipped)


@given(working_rule, start_day)
def test_that_the_count_can_be_checked_on_paper(rule, start):
    """Walk the days one by one with plain dates, as a person with a wall calendar would."""
    worked = clock(rule, start)
    divisions = {
        Basis.UK_WIDE: tuple(Division),
        Basis.SCOTLAND: (Division.SCOTLAND,),
        Basis.NORTHERN_IRELAND: (Division.NORTHERN_IRELAND,),
    }.get(rule.basis, (Division.ENGLAND_AND_WALES,))
    closed = {h.day for d in divisions for h in BOOK.holidays[d]}
    if rule.basis is Basis.PSR_ENGLAND:
        closed.add(date(2020, 5, 4))
    day = start + timedelta(days=rule.starts_later)
    left = sum(leg.amount for leg in rule.legs)
    if rule.legs[0].counting is Counting.BEGINNING_WITH:
        day -= timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in closed
    assert worked.deadline == day


@settings(max_examples=60)
@given(forward_rule, start_day, st.integers(0, 90))
def test_that_a_holiday_more_never_makes_a_limit_earlier(rule, start, ahead):
    extra = start + timedelta(days=ahead)
    holidays = {
        division: tuple(sorted({*entries, Holiday(extra, "One-off")}, key=lambda h: h.day))
        for division, entries in BOOK.holidays.items()
    }
    fuller = HolidayBook(BOOK.issued, BOOK.source, BOOK.first_year, BOOK.last_year, holidays)
    assert clock(rule, start, book=fuller).deadline >= clock(rule, start).deadline
    assert clock(rule, start, book=fuller).last_safe_day <= clock(rule, start, book=fuller).deadline


@given(start_day)
def test_that_beginning_with_a_day_ends_one_day_before_counting_after_it(start):
    rule = RULES["PA2023_CLAIM_30D"]
    after = replace(rule, legs=(replace(rule.legs[0], counting=Counting.AFTER),))
    assert clock(after, start).deadline - clock(rule, start).deadline == timedelta(days=1)


@given(any_rule, start_day)
def test_that_every_answer_names_its_rule_and_its_start_and_what_follows(rule, start):
    worked = clock(rule, start)
    assert worked.how.startswith(f"{rule.id}: ")
    assert str(start.year) in worked.how
    assert worked.how.endswith(".")
    assert worked.if_missed.endswith(".")
    assert worked.whose in {"us", "them"}
