"""A notice's result in words: the clocks with what each asks, and the findings in the order they are read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from charitydesk.bootstrap import build_services
from charitydesk.domain.bodies import Answer, Nation
from charitydesk.domain.facts_form import with_value
from charitydesk.domain.findings import Verdict
from charitydesk.domain.letters import Tone
from charitydesk.paths import AppPaths
from charitydesk.presentation.notice_case import ClockSort, clocks_shown, facts_shown, grouped, next_clocks, weak_points
from charitydesk.presentation.notice_letters import LetterChoices
from charitydesk.services.clock import FixedClock

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def services(folders, tmp_path_factory):
    made = build_services(AppPaths(folders.example(tmp_path_factory.mktemp("case"), MONDAY)), FixedClock(MONDAY))
    yield made
    made.close()


@pytest.fixture(scope="module")
def young_carers(services):
    return next(line.id for line in services.notices.list() if line.service.startswith("Young"))


@pytest.fixture(scope="module")
def view(services, young_carers):
    return services.notices.show(young_carers)


def shown(services, view, today=TODAY):
    return clocks_shown(view, today, services.clocks.calendar(Nation.ENGLAND))


def test_that_clocks_stand_in_order_of_their_day_and_are_numbered_from_one(services, view):
    clocks = shown(services, view)
    assert [clock.day for clock in clocks] == sorted(clock.day for clock in clocks)
    assert [clock.number for clock in clocks] == list(range(1, len(clocks) + 1))


def test_that_going_to_court_shows_three_days_and_the_standing_advice(services, view):
    court = next(clock for clock in shown(services, view) if "judicial review" in clock.title)
    assert [what for what, _ in court.days] == ["Act by", "Last safe day", "Outer limit"]
    assert court.day == dict(court.days)["Act by"]
    assert court.advice.startswith("Take legal advice now.")


def test_that_once_the_day_to_act_by_is_past_the_last_safe_day_counts(services, view):
    court = next(clock for clock in shown(services, view, date(2027, 1, 4)) if "judicial review" in clock.title)
    assert court.day == dict(court.days)["Last safe day"]


def test_that_past_the_outer_limit_the_charity_is_told_that_it_is_out_of_time(services, view):
    court = next(clock for clock in shown(services, view, date(2027, 3, 1)) if "judicial review" in clock.title)
    assert court.badge.word == "Out of time"


def test_that_a_promised_period_asks_nothing_of_the_charity_and_is_never_overdue(services, view):
    promises = [c for c in shown(services, view, date(2027, 6, 1)) if c.sort is ClockSort.PROMISE]
    assert len(promises) == 3
    assert {clock.badge.word for clock in promises} == {"Earliest end promised"}


def test_that_the_day_the_notice_takes_effect_stands_among_the_clocks(services, view):
    event = next(clock for clock in shown(services, view) if clock.sort is ClockSort.EVENT)
    assert event.day == view.case.facts.notice.effective_on


def test_that_how_it_was_worked_out_names_the_start_the_sources_and_how_sure_it_is(services, view):
    court = next(clock for clock in shown(services, view) if "judicial review" in clock.title)
    words = " ".join(court.how)
    assert "Thu 12 Nov 2026" in words
    assert "Civil Procedure Rules" in words
    assert "Rule JR_EW_OUTER_3M." in words
    assert not court.how[0].startswith("JR_")


def test_that_a_step_done_says_when(services, young_carers):
    view = services.notices.show(young_carers)
    court = next(clock for clock in shown(services, view) if "judicial review" in clock.title)
    services.notices.clock_done(court.id, TODAY)
    after = next(
        clock for clock in shown(services, services.notices.show(young_carers)) if "judicial review" in clock.title
    )
    services.notices.clock_done(court.id, None)
    assert (after.badge.word, after.left) == ("Done", "Done on Mon 23 Nov 2026.")


def test_that_findings_are_read_from_what_fell_short_to_what_does_not_apply(view):
    groups = grouped(view.case.findings)
    assert all(finding.fell_short for finding in groups.short)
    assert {finding.verdict for finding in groups.open} == {Verdict.CANNOT_TELL}
    assert {finding.verdict for finding in groups.kept} == {Verdict.KEPT}
    assert len(groups.short) + len(groups.open) + len(groups.kept) + len(groups.apart) == len(view.case.findings)
    assert "not kept" in groups.words


def test_that_each_weak_point_is_told_once_with_the_promises_it_weakens(view):
    points = weak_points(view.case.findings)
    assert sorted(words for _, words in points) == sorted(view.case.weaknesses)
    assert any("Notice under the local compact" in promises for promises, _ in points)
    assert all(promises for promises, _ in points)


def test_that_only_known_facts_are_shown(services, view):
    lines = {label for _, facts in facts_shown(view.case.facts, services.notices.questions()) for label, _ in facts}
    assert "Posts at risk" in lines
    assert "Free reserves" not in lines


def test_that_the_next_clock_of_a_notice_is_the_first_day_it_asks_something(services, young_carers):
    following = next_clocks(services.notices.running_clocks(), TODAY)
    assert following[young_carers].day == date(2026, 12, 21)
    assert "Reply due" in following[young_carers].title


def test_that_a_clock_that_the_facts_moved_is_kept_with_its_reason(services, young_carers, view):
    moved = with_value(view.case.facts, "notice.decided_on", date(2026, 11, 10))
    gone = [record for record in services.notices.update(young_carers, moved).clocks if record.superseded_reason]
    services.notices.update(young_carers, view.case.facts)
    assert gone
    assert "the facts changed" in gone[0].superseded_reason


def test_that_the_answer_a_sent_letter_waits_for_stands_among_the_clocks(services, view):
    reply = next(clock for clock in shown(services, view) if clock.sort is ClockSort.THEIRS)
    assert (reply.day, reply.left) == (date(2026, 12, 21), "Due in 28 days.")
    late = next(clock for clock in shown(services, view, date(2026, 12, 24)) if clock.sort is ClockSort.THEIRS)
    assert (late.badge.word, late.left) == ("3 days overdue", "It was due 3 days ago: draft a chaser.")


def test_that_changing_a_notice_leaves_the_clocks_of_its_letters_running(services, young_carers, view):
    changed = services.notices.update(young_carers, with_value(view.case.facts, "consequences.users", 150))
    services.notices.update(young_carers, view.case.facts)
    assert [record.superseded_reason for record in changed.clocks if record.letter_id] == [""]


def test_that_letters_that_fit_come_first_and_the_others_say_why_not(services, young_carers):
    letters = services.letters
    choices = LetterChoices(letters.offers(young_carers), {tone: letters.tone_words(tone) for tone in Tone})
    fits = [line.fits for line in choices.lines]
    assert fits == sorted(fits, reverse=True)
    assert all(line.words.startswith("Not now. ") for line in choices.lines if not line.fits)
    assert choices.suggested == choices.lines[0].id


def test_that_the_ladder_goes_up_and_begins_at_the_kind_s_usual_rung(services, young_carers):
    letters = services.letters
    choices = LetterChoices(letters.offers(young_carers), {tone: letters.tone_words(tone) for tone in Tone})
    rungs = [tone for tone, _ in choices.rungs("challenge-short-notice")]
    assert rungs == sorted(rungs, key=list(Tone).index)
    assert choices.usual("challenge-short-notice") in rungs
    assert choices.rungs("response-to-consultation") == ()


def test_that_yes_to_an_unknown_closes_an_open_finding(services, view):
    before = grouped(view.case.findings).open
    better = services.notices.preview(with_value(view.case.facts, "process.impact_assessed", Answer.NO))
    assert len(grouped(better.findings).open) < len(before)
