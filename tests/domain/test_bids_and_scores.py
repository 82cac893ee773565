"""Stages, win rate, go or no-go, award clocks and what falls due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.award_clocks import Award, clocks_of_award
from charitydesk.domain.bids import BidStage, Decided, win_rate
from charitydesk.domain.bodies import Nation, Regime
from charitydesk.domain.calendars import Basis
from charitydesk.domain.go_no_go import Factor, Verdict, score
from charitydesk.domain.obligations import Recurrence, lead_days, next_due
from charitydesk.domain.periods import parse_period
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

ENGLAND = packaged_book().calendar(Basis.NATION, Nation.ENGLAND)
factors = st.lists(
    st.builds(Factor, st.text("abc", min_size=1, max_size=5), st.integers(0, 100), st.integers(0, 5)), max_size=8
)


def test_every_stage_is_reached_and_none_may_become_itself():
    reached = {other for stage in BidStage for other in BidStage if stage.may_become(other)}
    assert reached == set(BidStage)
    assert not any(stage.may_become(stage) for stage in BidStage)


def test_a_bid_is_won_only_after_it_was_handed_in():
    assert [stage for stage in BidStage if stage.may_become(BidStage.WON)] == [
        BidStage.SUBMITTED, BidStage.CLARIFICATION, BidStage.LOST,
    ]  # fmt: skip


def test_the_win_rate_stands_side_by_side_by_count_and_by_money():
    rate = win_rate([Decided(True, 10_000_00), Decided(False, 90_000_00), Decided(False, None)])
    assert (rate.by_count, rate.by_money) == (33, 10)
    assert rate.sentence == "1 of 3 bids won (33%), and 10% of the money; 1 bid of unknown value left out of the money."


def test_no_outcome_is_no_rate_of_nought():
    assert win_rate([]).by_count is None
    assert win_rate([]).sentence == "No bid has been decided yet."
    assert win_rate([Decided(True, None)]).by_money is None


@given(st.lists(st.builds(Decided, st.booleans(), st.one_of(st.none(), st.integers(0, 10**10)))))
def test_rates_lie_between_nought_and_a_hundred(bids):
    rate = win_rate(bids)
    assert all(figure is None or 0 <= figure <= 100 for figure in (rate.by_count, rate.by_money))
    assert rate.won + sum(not bid.won for bid in bids) == rate.decided


def test_the_score_names_the_factors_that_cost_the_points_and_the_threshold():
    found = score([Factor("Price", 20, 1), Factor("Fit", 20, 5), Factor("Risk", 10, 3)], 60)
    assert (found.points, found.most, found.per_cent, found.verdict) == (150, 250, 60, Verdict.GO)
    assert [one.name for one in found.costly] == ["Price", "Risk"]
    assert found.sentence == (
        "60% of the points; the trustees ask for 60%: go. "
        "What cost most, in percentage points: Price (32) and Risk (8)."
    )


def test_a_rounded_figure_never_carries_a_bid_over_the_threshold():
    found = score([Factor("A", 100, 3), Factor("B", 1, 0)], 60)
    assert (found.per_cent, found.verdict) == (59, Verdict.NO_GO)


def test_a_factor_not_scored_is_asked_for():
    found = score([Factor("Price", 20, None), Factor("Fit", 20, 5)], 60)
    assert (found.verdict, found.sentence) == (Verdict.NOT_YET, "Still to be scored: Price.")


@given(factors, st.integers(0, 100))
def test_points_kept_and_points_lost_make_all_the_points(found, threshold):
    result = score(found, threshold)
    assert result.points + sum(one.lost for one in found) == result.most
    assert (result.verdict is Verdict.GO) == bool(result.most and result.points * 100 >= threshold * result.most)


@pytest.mark.parametrize(
    ("regime", "rules"),
    [
        (Regime.PA2023_FULL, {"PA2023_STANDSTILL_END", "PA2023_CLAIM_30D", "PA2023_CLAIM_LONGSTOP_3M"}),
        (Regime.PA2023_LIGHT_TOUCH, {"PA2023_CLAIM_30D", "PA2023_CLAIM_LONGSTOP_3M"}),
        (Regime.PA2023_BELOW_THRESHOLD, set()),
        (Regime.PCR2015, {"PCR2015_CLAIM_30D", "PCR2015_CLAIM_LONGSTOP_3M"}),
        (Regime.PCSR2015, {"PCSR2015_STANDSTILL_END", "PCSR2015_CLAIM_30D", "PCSR2015_CLAIM_LONGSTOP_3M"}),
        (Regime.PRSA2014, {"PRSA2014_CLAIM_30D", "PRSA2014_CLAIM_LONGSTOP_3M"}),
        (Regime.PSR_ENGLAND, {"PSR_ENG_REPRESENTATIONS"}),
        (Regime.PSR_WALES, {"PSR_WALES_REPRESENTATIONS"}),
        (Regime.NONE, set()),
        (Regime.UNKNOWN, set()),
    ],
)
def test_an_award_starts_the_clocks_of_its_regime_and_says_why_others_do_not_run(regime, rules):
    found = clocks_of_award(Award(regime, date(2026, 11, 23)))
    assert {start.rule for start in found.starts} == rules
    assert rules <= set(load_rules())
    assert found.notes or any("STANDSTILL" in rule or "PSR" in rule for rule in rules)


def test_light_touch_has_only_the_standstill_that_was_offered():
    found = clocks_of_award(Award(Regime.PA2023_LIGHT_TOUCH, date(2026, 11, 23), standstill_days=8))
    assert found.starts[0].rule == "PA2023_STANDSTILL_VOLUNTARY"
    assert found.starts[0].options == {"days": "8"}


def test_a_standstill_counted_from_hearsay_says_so():
    start = clocks_of_award(Award(Regime.PA2023_FULL, date(2026, 11, 23))).starts[0]
    assert "the day of the notice is not recorded" in start.why


def test_a_report_at_the_end_of_each_month_comes_back_to_the_31st():
    day, found = date(2027, 1, 31), []
    for _ in range(3):
        day = next_due(day, Recurrence.MONTHLY, 31)
        found.append(day.isoformat())
    assert found == ["2027-02-28", "2027-03-31", "2027-04-30"]


@pytest.mark.parametrize(
    ("recurrence", "then"),
    [
        (Recurrence.WEEKLY, date(2026, 11, 30)),
        (Recurrence.QUARTERLY, date(2027, 2, 23)),
        (Recurrence.HALF_YEARLY, date(2027, 5, 23)),
        (Recurrence.YEARLY, date(2027, 11, 23)),
        (Recurrence.ONCE, None),
    ],
)
def test_what_recurs_falls_due_again(recurrence, then):
    assert next_due(date(2026, 11, 23), recurrence) == then


def test_reminders_come_earliest_first_and_each_once():
    leads = [parse_period(text) for text in ("3 working days", "4 weeks", "28 days", "1 month")]
    assert lead_days(date(2026, 12, 29), leads, ENGLAND) == (
        date(2026, 11, 29), date(2026, 12, 1), date(2026, 12, 22),
    )  # fmt: skip
