from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.activities import Activity
from charitydesk.domain.ids import PersonId, TimeEntryId
from charitydesk.domain.quick_entry import Named, QuickEntry, parse_quick_entry
from charitydesk.domain.rates import productive_minutes
from charitydesk.domain.timelog import (
    EntryProblem,
    Subject,
    SubjectKind,
    TimeEntry,
    check_entry,
    gaps,
    overlaps,
    week_grid,
)
from charitydesk.domain.timer import TimerRun, notes_of, pieces
from tests.words import anything

FRIDAY = date(2026, 11, 27)
ASHDALE = Named(Subject(SubjectKind.BID, 1), "Ashdale lunch clubs", "Anytown Council")
CARERS = Named(Subject(SubjectKind.NOTICE, 2), "Young Carers Support Service", "Anytown Council")
SUBJECTS = (ASHDALE, Named(Subject(SubjectKind.BID, 3), "Ashford carers"), CARERS)


def read(line):
    return parse_quick_entry(line, FRIDAY, SUBJECTS)


@pytest.mark.parametrize(
    ("line", "minutes", "day", "subject", "activity", "note"),
    [
        ("1h30 Mon Ashdale tender: pricing", 90, date(2026, 11, 23), ASHDALE.subject, Activity.WRITING, "pricing"),
        ("45m Ashdale cq", 45, FRIDAY, ASHDALE.subject, Activity.CLARIFICATIONS, "cq"),
        ("1.25h yesterday Young Carers", 75, date(2026, 11, 26), CARERS.subject, Activity.CHALLENGE, ""),
        ("2h 3/11 ashdale: interview", 120, date(2026, 11, 3), ASHDALE.subject, Activity.PRESENTATION, "interview"),
        ("2h 3/10/26 ashdale", 120, date(2026, 10, 3), ASHDALE.subject, Activity.WRITING, ""),
        ("1h 30 Oct Ashdale", 60, date(2026, 10, 30), ASHDALE.subject, Activity.WRITING, ""),
        ("1 h 30 min Fri", 90, FRIDAY, Subject(), Activity.OTHER, ""),
        ("0:20 28/12 tea with the mayor", 20, date(2025, 12, 28), Subject(), Activity.OTHER, "tea with the mayor"),
        ("11-1pm: reporting", 120, FRIDAY, Subject(), Activity.MONITORING, "reporting"),
    ],
)
def test_a_typed_line_is_understood(line, minutes, day, subject, activity, note):
    found = read(line)
    assert isinstance(found, QuickEntry), found
    assert (found.minutes, found.day, found.subject, found.activity, found.note) == (
        minutes,
        day,
        subject,
        activity,
        note,
    )


def test_that_a_contract_and_the_notice_about_it_are_told_apart_by_their_kind():
    alike = [Named(Subject(kind, 5), "Respite") for kind in (SubjectKind.CONTRACT, SubjectKind.NOTICE)]
    problem = parse_quick_entry("1h Respite", FRIDAY, alike)
    assert isinstance(problem, EntryProblem)
    assert "the contract Respite or the notice Respite: add the word contract or notice" in problem.sentence
    for named in alike:
        found = parse_quick_entry(f"1h Respite {named.subject.kind.value}: a call", FRIDAY, alike)
        assert isinstance(found, QuickEntry), found
        assert (found.subject, found.note) == (named.subject, "a call")


@pytest.mark.parametrize(
    ("line", "position", "says"),
    [
        ("", 0, "Begin with how long"),
        ("45 Ashdale", 0, "hours or minutes"),
        ("1h75", 0, "60 minutes"),
        ("25h01 Mon", 0, "the length of a day"),
        ("1h Mon Ash: x", 7, "Ashdale lunch clubs or Ashford carers"),
        ("1h Mon Nowhere: x", 7, "is called “Nowhere”"),
        ("1h 31/2 x", 3, "not a date"),
        ("1h 2026-11-28 x", 12, "still to come"),
    ],
)
def test_a_line_that_cannot_be_read_says_where(line, position, says):
    found = read(line)
    assert isinstance(found, EntryProblem), found
    assert found.position == position
    assert says in found.sentence


@given(anything(max_size=40))
def test_no_line_breaks_the_reader(line):
    found = read(line)
    assert isinstance(found, EntryProblem) or 1 <= found.minutes <= 1500


def test_a_span_over_the_clock_change_counts_the_time_that_passed():
    found = parse_quick_entry("0.30-3.30 25/10/2026", FRIDAY)
    assert found.minutes == 240
    found = parse_quick_entry("0.30-3.30 29/3/2026", FRIDAY)
    assert found.minutes == 120


def entry(minutes, start=None, number=1, day=FRIDAY):
    started = None if start is None else datetime(2026, 11, 27, *start, tzinfo=UTC)
    return TimeEntry(TimeEntryId(number), PersonId(1), day, minutes, Activity.WRITING, started_at=started)


def test_a_day_of_25_hours_is_refused_except_where_the_day_has_them():
    others = [entry(23 * 60, number=1)]
    assert check_entry(entry(60, number=2), others) is None
    assert "do not fit" in check_entry(entry(61, number=2), others).sentence
    autumn = date(2026, 10, 25)
    assert check_entry(entry(25 * 60, number=2, day=autumn), []) is None
    assert check_entry(entry(24 * 60, number=2, day=date(2026, 3, 29)), []) is not None


def test_changing_an_entry_does_not_count_it_twice():
    assert check_entry(entry(24 * 60, number=1), [entry(24 * 60, number=1)]) is None


def test_overlaps_and_gaps_are_told_and_nothing_is_changed():
    first, second, third = entry(120, (9, 0), 1), entry(60, (10, 30), 2), entry(60, (12, 0), 3)
    found = overlaps([third, first, second])
    assert [(one.first, one.second, one.minutes) for one in found] == [(1, 2, 30)]
    assert [gap.minutes for gap in gaps([third, first, second])] == [30]
    grid = week_grid(date(2026, 11, 23), [first, second, third], 37 * 60, [date(2026, 11, 1)])
    assert grid.totals == (0, 0, 0, 0, 240, 0, 0)
    assert grid.locked == (True,) * 7
    assert grid.notes == (
        "Fri 27 Nov 2026: entries overlap by 30 min.",
        "Fri 27 Nov 2026: Nothing logged from 11.30am to 12 noon (30 min).",
    )


def run(start, seen=None, zone="Europe/London"):
    return TimerRun(start, seen or start, zone)


def test_a_timer_over_midnight_makes_an_entry_for_each_day():
    start = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    end = start + timedelta(hours=2)
    assert [(p.day.day, p.minutes) for p in pieces(run(start), end)] == [(27, 30), (28, 90)]
    assert notes_of(run(start), end) == ("The timer ran past midnight: each day has its own entry.",)


@pytest.mark.parametrize(("day", "says"), [((2026, 10, 25), "back"), ((2026, 3, 29), "forward")])
def test_a_timer_over_a_clock_change_counts_the_time_that_passed(day, says):
    start = datetime(*day, 0, 15, tzinfo=UTC)
    end = start + timedelta(hours=3)
    assert sum(p.minutes for p in pieces(run(start), end)) == 180
    assert any(f"went {says}" in note for note in notes_of(run(start), end))


def test_sleep_is_asked_about_and_counts_only_when_the_person_says_so():
    start = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    slept = run(start, start + timedelta(minutes=30)).seen(start + timedelta(minutes=90))
    assert "9.30am to 10.30am (1 h)" in slept.open_questions[0]
    end = start + timedelta(minutes=100)
    assert [p.minutes for p in pieces(slept.answer(0, counts=False), end)] == [30, 10]
    assert [p.minutes for p in pieces(slept.answer(0, counts=True), end)] == [100]
    assert slept.answer(0, counts=True).open_questions == ()


def test_a_clock_set_back_is_no_sleep():
    start = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert run(start).seen(start - timedelta(hours=1)) == run(start)


@given(
    st.integers(min_value=0, max_value=200_000),
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 90_000)), max_size=4),
)
def test_the_pieces_of_a_run_add_to_its_worked_minutes_rounded_once(seconds, breaks):
    start = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    timer = run(start)
    away = set()
    for first, length in breaks:
        if length:
            timer = timer.idle(start + timedelta(seconds=first), start + timedelta(seconds=first + length))
            away |= set(range(first, min(first + length, seconds)))
    made = pieces(timer, start + timedelta(seconds=seconds))
    worked = seconds - len(away)
    assert sum(p.minutes for p in made) == (worked + 30) // 60


def test_productive_hours_of_the_worked_example():
    found = productive_minutes(
        37 * 60, leave_days=Fraction(28), bank_holidays=8, sickness_days=Fraction(0), training_days=Fraction(0)
    )
    assert round(found / 60, 1) == 1662.9
