"""Each rule with a time limit gives the date the law gives: event, date, expected date, reason."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from charitydesk.domain.bodies import Nation
from charitydesk.domain.clocks import work_out
from charitydesk.errors import BadInputError
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "facts" / "deadline_vectors.csv"
BOOK = packaged_book()
RULES = load_rules()


def clock(rule, start, nation=None, **options):
    start = date.fromisoformat(start) if isinstance(start, str) else start
    return work_out(RULES[rule], start, BOOK, nation, {name.replace("_", "-"): text for name, text in options.items()})


def test_that_every_vector_of_the_facts_comes_out():
    if not VECTORS.is_file():
        pytest.skip(f"the facts are not beside this checkout: {VECTORS} is absent")
    with VECTORS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 60
    wrong = {
        (row["rule_id"], row["trigger_date"], str(got), row["expected_deadline"])
        for row in rows
        if str(got := clock(row["rule_id"], row["trigger_date"]).deadline) != row["expected_deadline"]
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("rule", "start", "deadline", "safe"),
    [
        # Months after an event, and months beginning with it.
        ("BV_NOTICE_3M", "2026-11-30", "2027-02-28", "2027-02-26"),
        ("COMPACT_NOTICE_3M", "2026-12-31", "2027-03-31", "2027-03-31"),
        ("CORRESPONDING_DATE_4M", "1978-09-30", "1979-01-30", "1979-01-30"),
        ("JR_EW_OUTER_3M", "2026-11-16", "2027-02-16", "2027-02-15"),
        ("JR_EW_OUTER_3M", "2026-11-30", "2027-02-28", "2027-02-26"),
        ("JR_EW_OUTER_3M", "2026-12-25", "2027-03-25", "2027-03-24"),
        ("JR_EW_OUTER_3M", "2026-12-29", "2027-03-29", "2027-03-25"),  # Easter Monday: back over the weekend
        ("JR_EW_PLANNING_6W", "2026-11-16", "2026-12-28", "2026-12-24"),
        ("JR_EW_PROCUREMENT_30D", "2026-11-16", "2026-12-15", "2026-12-14"),
        ("JR_SCOTLAND_3M", "2026-11-16", "2027-02-15", "2027-02-12"),
        ("JR_NI_3M", "2026-11-16", "2027-02-16", "2027-02-15"),
        ("JR_NI_3M", "2026-12-18", "2027-03-18", "2027-03-16"),  # 17 March is no working day there
        ("PAP_JR_RESPONSE", "2026-11-23", "2026-12-07", "2026-12-07"),
        ("LGSCO_12M", "2026-03-02", "2027-03-01", "2027-02-26"),
        ("PHSO_12M", "2026-03-02", "2027-03-01", "2027-02-26"),
        # Procurement Act 2023: the day of the event is the first.
        ("PA2023_CLAIM_30D", "2026-11-16", "2026-12-15", "2026-12-15"),
        ("PA2023_CLAIM_30D", "2026-12-04", "2027-01-02", "2026-12-31"),
        ("PA2023_CLAIM_LONGSTOP_3M", "2026-11-30", "2027-02-28", "2027-02-26"),
        ("PA2023_CLAIM_LONGSTOP_3M", "2027-11-29", "2028-02-28", "2028-02-28"),
        ("PA2023_SETASIDE_6M", "2026-10-01", "2027-03-31", "2027-03-31"),
        ("PA2023_STANDSTILL_END", "2026-06-08", "2026-06-18", "2026-06-18"),
        ("PA2023_STANDSTILL_END", "2026-11-24", "2026-12-04", "2026-12-04"),
        ("PA2023_STANDSTILL_END", "2027-03-22", "2027-04-02", "2027-04-02"),
        ("PA2023_STANDSTILL_END", "2026-11-14", "2026-11-25", "2026-11-25"),  # published on a Saturday
        ("PA2023_STANDSTILL_VOLUNTARY", "2026-11-16", "2026-11-25", "2026-11-25"),
        ("PA2023_CONTRACT_DETAILS_NOTICE", "2026-12-01", "2026-12-30", "2026-12-30"),
        ("PA2023_CONTRACT_DETAILS_NOTICE_LT", "2026-12-01", "2027-03-30", "2027-03-30"),
        ("PA2023_CONTRACT_COPY", "2026-12-01", "2027-02-28", "2027-02-26"),
        ("PA2023_CONTRACT_COPY_LT", "2026-12-01", "2027-05-29", "2027-05-28"),
        ("PA2023_MIN_TENDER_PERIOD_25D", "2026-12-01", "2026-12-26", "2026-12-24"),
        ("PA2023_MIN_TENDER_PERIOD_30D", "2026-12-01", "2026-12-31", "2026-12-31"),
        ("PA2023_MIN_TENDER_PERIOD_35D", "2026-12-01", "2027-01-05", "2027-01-05"),
        ("PA2023_MIN_TENDER_PERIOD_10D", "2026-12-01", "2026-12-11", "2026-12-11"),
        ("PA2023_PAYMENT_30D", "2026-11-23", "2026-12-22", "2026-12-22"),
        ("PA2023_PERFORMANCE_NOTICE_30D", "2026-12-01", "2026-12-30", "2026-12-30"),
        ("PA2023_TERMINATION_NOTICE", "2027-03-31", "2027-04-29", "2027-04-29"),
        # Older and Scottish procurement.
        ("PCR2015_CLAIM_30D", "2026-11-30", "2026-12-29", "2026-12-29"),
        ("PCR2015_CLAIM_LONGSTOP_3M", "2026-11-30", "2027-02-28", "2027-02-26"),
        ("PCSR2015_CLAIM_30D", "2026-12-01", "2026-12-30", "2026-12-30"),
        ("PCSR2015_CLAIM_LONGSTOP_3M", "2026-12-01", "2027-02-28", "2027-02-26"),
        ("PCSR2015_INEFFECTIVENESS_6M", "2026-12-01", "2027-05-31", "2027-05-28"),
        ("PCSR2015_STANDSTILL_END", "2026-12-17", "2026-12-27", "2026-12-24"),
        ("PCSR2015_STANDSTILL_END_POST", "2026-11-20", "2026-12-05", "2026-12-04"),
        ("PCSR2015_DEBRIEF_RESPONSE", "2026-11-23", "2026-12-08", "2026-12-08"),
        ("PRSA2014_CLAIM_30D", "2027-01-04", "2027-02-02", "2027-02-02"),
        ("PRSA2014_CLAIM_LONGSTOP_3M", "2027-01-04", "2027-04-03", "2027-04-02"),
        ("PRSA2014_DEBRIEF_REQUEST", "2026-12-03", "2027-01-01", "2026-12-31"),
        ("PRSA2014_DEBRIEF_RESPONSE", "2026-12-03", "2027-01-01", "2026-12-31"),
        # Health: three different eight working days, see also the standstill above.
        ("PSR_ENG_REPRESENTATIONS", "2026-12-18", "2027-01-04", "2027-01-04"),
        ("PSR_ENG_REPRESENTATIONS", "2027-04-26", "2027-05-10", "2027-05-10"),
        ("PSR_ENG_PANEL", "2026-12-17", "2026-12-24", "2026-12-23"),
        ("PSR_WALES_REPRESENTATIONS", "2026-11-16", "2026-11-26", "2026-11-25"),
        # Information.
        ("FOIA_RESPONSE", "2026-06-01", "2026-06-30", "2026-06-30"),
        ("FOIA_RESPONSE", "2026-12-26", "2027-01-27", "2027-01-27"),
        ("FOIA_RESPONSE", "2027-03-12", "2027-04-14", "2027-04-14"),
        ("FOIA_RESPONSE", "2028-02-15", "2028-03-14", "2028-03-14"),
        ("FOI_INTERNAL_REVIEW_REQUEST", "2026-12-14", "2027-02-12", "2027-02-11"),
        ("FOI_INTERNAL_REVIEW_OUTCOME", "2027-02-01", "2027-03-01", "2027-03-01"),
        ("FOI_INTERNAL_REVIEW_OUTCOME_EXTENDED", "2026-12-14", "2027-02-12", "2027-02-12"),
        ("ICO_COMPLAINT_6W", "2026-11-16", "2026-12-28", "2026-12-24"),
        ("EIR_RESPONSE", "2026-12-14", "2027-01-15", "2027-01-15"),
        ("EIR_RESPONSE_EXTENDED", "2026-12-14", "2027-02-12", "2027-02-12"),
        ("EIR_REPRESENTATIONS", "2027-01-11", "2027-03-08", "2027-03-05"),
        ("EIR_REPRESENTATIONS_REPLY", "2026-12-14", "2027-02-12", "2027-02-12"),
        ("FOISA_RESPONSE", "2027-03-12", "2027-04-12", "2027-04-12"),
        ("FOISA_REVIEW_REQUEST", "2026-09-01", "2026-11-24", "2026-11-24"),
        ("FOISA_REVIEW_OUTCOME", "2026-12-10", "2027-01-13", "2027-01-13"),
        ("FOISA_COMMISSIONER_APPEAL", "2026-08-31", "2027-02-28", "2027-02-26"),
        ("DSAR_RESPONSE", "2025-09-03", "2025-10-03", "2025-10-03"),
        ("DSAR_RESPONSE", "2026-09-03", "2026-10-05", "2026-10-05"),
        ("DSAR_RESPONSE", "2026-11-25", "2026-12-29", "2026-12-29"),
        ("DSAR_RESPONSE_EXTENDED", "2026-09-25", "2026-12-29", "2026-12-29"),
        # Staff: counted back, and notice.
        ("TUPE_ELI", "2027-04-01", "2027-03-04", "2027-03-03"),
        ("TUPE_ELI_CLAIM_3M", "2027-04-01", "2027-06-30", "2027-06-29"),
        ("REDUNDANCY_CONSULT_30", "2027-03-31", "2027-03-01", "2027-03-01"),
        ("REDUNDANCY_CONSULT_45", "2027-03-31", "2027-02-14", "2027-02-12"),
        ("STATUTORY_NOTICE_8W", "2027-01-29", "2027-03-26", "2027-03-25"),
        # Late payment.
        ("LATEPAY_INTEREST_START", "2026-11-23", "2026-12-23", "2026-12-23"),
        ("LATEPAY_REFERENCE_RATE_DATE", "2027-01-15", "2026-12-31", "2026-12-31"),
        ("LATEPAY_REFERENCE_RATE_DATE", "2026-06-30", "2025-12-31", "2025-12-31"),
        ("LATEPAY_REFERENCE_RATE_DATE", "2026-07-01", "2026-06-30", "2026-06-30"),
        # What the two sides and the council set.
        ("LETTER_REPLY", "2026-11-27", "2026-12-11", "2026-12-11"),
        ("LETTER_REPLY", "2026-12-11", "2026-12-29", "2026-12-29"),
        ("CALL_IN", "2026-12-23", "2027-01-04", "2026-12-31"),
        ("CONSULTATION_12W", "2026-11-16", "2027-02-08", "2027-02-08"),
        ("S114_PROHIBITION_21D", "2026-11-16", "2026-12-06", "2026-12-04"),
        ("CONSULTATION_CLOSES", "2027-01-04", "2027-01-04", "2026-12-31"),
        ("TENDER_SUBMISSION", "2026-12-29", "2026-12-29", "2026-12-24"),
    ],
)
def test_that_the_limit_and_the_last_safe_day_fall_where_the_rule_says(rule, start, deadline, safe):
    worked = clock(rule, start)
    assert (worked.deadline, worked.last_safe_day) == (date.fromisoformat(deadline), date.fromisoformat(safe))
    assert (worked.rule, worked.started) == (rule, date.fromisoformat(start))


def test_that_no_rule_is_left_without_a_row_worked_by_hand():
    """A rule that needs an option has its rows in the tests of options."""
    table = test_that_the_limit_and_the_last_safe_day_fall_where_the_rule_says.pytestmark[0]
    rows = {row[0] for row in table.args[1]}
    spelt = {rule.same_as for rule_id, rule in RULES.items() if rule_id in rows}
    needing = {rule.id for rule in RULES.values() if any(option.required for option in rule.options)}
    assert {rule.id for rule in RULES.values() if rule.same_as is None} - rows - spelt - needing == set()


def test_that_judicial_review_shows_three_dates_and_a_fourth_where_an_award_is_involved():
    plain = clock("JR_EW_OUTER_3M", "2026-11-16")
    assert (plain.act_by, plain.last_safe_day, plain.deadline) == (
        date(2026, 12, 24), date(2027, 2, 15), date(2027, 2, 16),
    )  # fmt: skip
    assert "6 weeks after Mon 16 Nov 2026 end on Mon 28 Dec 2026, which is no working day" in plain.how
    assert "so the working day before it, Thu 24 Dec 2026" in plain.how
    assert plain.other_dates == ()
    award = clock("JR_EW_OUTER_3M", "2026-11-16", award="yes")
    assert [day for _, day in award.other_dates] == [date(2026, 12, 15)]
    assert award.deadline == plain.deadline
    assert award.act_by == award.last_safe_day == date(2026, 12, 14)
    assert "30 days" in award.how
    assert clock("JR_EW_OUTER_3M", "2026-11-16", award="no") == plain
    assert any("legal advice" in note for note in plain.notes)


def test_that_the_same_day_starts_three_different_eight_working_days():
    start = "2026-11-16"
    rules = ("PA2023_STANDSTILL_END", "PSR_WALES_REPRESENTATIONS", "PSR_ENG_REPRESENTATIONS")
    assert [clock(rule, start).deadline.day for rule in rules] == [25, 26, 27]


def test_that_the_health_regime_ends_at_midnight_told_as_the_last_minute_with_its_offset():
    assert clock("PSR_ENG_REPRESENTATIONS", "2026-12-18").deadline_at.isoformat() == "2027-01-04T23:59:00+00:00"
    assert clock("PCSR2015_STANDSTILL_END", "2026-06-10").deadline_at.isoformat() == "2026-06-20T23:59:00+01:00"
    assert clock("FOIA_RESPONSE", "2026-06-01").deadline_at is None


def test_that_the_working_is_told_with_every_weekday_that_was_not_counted():
    worked = clock("FOIA_RESPONSE", "2026-12-07")
    assert "Mon 7 Dec 2026" in worked.how
    assert "20 working days after that day, the first being Tue 8 Dec 2026" in worked.how
    assert "Mon 28 Dec 2026, Boxing Day (substitute day)" in worked.how
    assert "Mon 4 Jan 2027, 2nd January (substitute day) in Scotland" in worked.how
    assert [day.isoformat() for day, _ in worked.skipped] == ["2026-12-25", "2026-12-28", "2027-01-01", "2027-01-04"]
    assert "Not counted" not in clock("FOIA_RESPONSE", "2028-02-15").how


@pytest.mark.parametrize(
    ("rule", "start", "words"),
    [
        ("PA2023_CLAIM_30D", "2026-11-16", "30 days beginning with that day, which is the first"),
        ("JR_SCOTLAND_3M", "2026-11-16", "ends the day before the corresponding date"),
        ("PA2023_CLAIM_LONGSTOP_3M", "2026-11-30", "February 2027 has no 30th"),
        ("JR_EW_OUTER_3M", "2026-11-30", "February 2027 has no 30th"),
        ("PA2023_STANDSTILL_END", "2026-11-14", "the first being Mon 16 Nov 2026"),
        ("PA2023_STANDSTILL_END", "2026-11-16", "beginning with that day, which is the first"),
        ("TUPE_ELI", "2027-04-01", "28 days back from that day"),
        ("PSR_ENG_REPRESENTATIONS", "2026-12-18", "time begins on Sat 19 Dec 2026"),
        ("FOISA_REVIEW_REQUEST", "2026-09-01", "the period for answering ends on Tue 29 Sep 2026"),
        ("LATEPAY_INTEREST_START", "2026-11-23", "ends on Tue 22 Dec 2026 and the answer is the day after"),
        ("DSAR_RESPONSE", "2026-11-25", "Fri 25 Dec 2026 is no working day, so the next one, Tue 29 Dec 2026"),
    ],
)
def test_that_each_convention_is_named_in_its_own_words(rule, start, words):
    assert words in clock(rule, start).how


def test_that_a_moment_late_at_night_counts_on_its_date_in_the_united_kingdom():
    summer = clock("FOIA_RESPONSE", datetime(2026, 6, 1, 23, 30, tzinfo=UTC))
    assert summer.started == date(2026, 6, 2)
    assert "Tue 2 Jun 2026, 12.30am" in summer.how
    assert any("falls on Tue 2 Jun 2026" in note for note in summer.notes)
    winter = clock("FOIA_RESPONSE", datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert winter.started == date(2026, 12, 31)
    assert not any("falls on" in note for note in winter.notes)


def test_that_freedom_of_information_counts_the_same_for_a_united_kingdom_body_in_scotland():
    assert clock("FOIA_RESPONSE", "2027-03-12", Nation.SCOTLAND).deadline == date(2027, 4, 14)


def test_that_the_nation_decides_the_next_working_day_and_the_safe_day():
    assert clock("DSAR_RESPONSE", "2027-02-28", Nation.ENGLAND).deadline == date(2027, 3, 30)
    assert clock("DSAR_RESPONSE", "2027-02-28", Nation.SCOTLAND).deadline == date(2027, 3, 29)
    assert clock("DSAR_RESPONSE", "2026-11-02", Nation.SCOTLAND).deadline == date(2026, 12, 2)
    assert clock("DSAR_RESPONSE", "2027-02-17", Nation.NORTHERN_IRELAND).deadline == date(2027, 3, 18)
    assert clock("CALL_IN", "2027-03-12", Nation.WALES).deadline == date(2027, 3, 19)


def test_that_a_rule_asked_for_outside_its_nation_says_so():
    assert any("law in Scotland" in note for note in clock("JR_SCOTLAND_3M", "2026-11-16", Nation.ENGLAND).notes)
    assert not any("law in" in note for note in clock("JR_SCOTLAND_3M", "2026-11-16").notes)


def test_that_an_event_before_the_rule_existed_says_so():
    early = clock("PA2023_CLAIM_30D", "2025-02-23")
    assert any("from 24 February 2025" in note for note in early.notes)
    assert not any("24 February" in note for note in clock("PA2023_CLAIM_30D", "2025-02-24").notes)


def test_that_a_deadline_beyond_the_published_years_is_provisional():
    beyond = clock("FOIA_RESPONSE", "2028-12-20")
    assert beyond.deadline == date(2029, 1, 23)
    assert beyond.provisional
    assert any("after 2028 are not published" in note for note in beyond.notes)
    assert not clock("FOIA_RESPONSE", "2028-11-20").provisional
    assert clock("PA2023_SETASIDE_6M", "2028-10-01").provisional


def test_that_before_2019_calendar_rules_work_and_working_day_rules_are_refused_in_words():
    old = clock("CORRESPONDING_DATE_4M", "1978-09-30")
    assert old.deadline == date(1979, 1, 30)
    assert not old.provisional
    assert any("estimate" in note for note in old.notes)
    with pytest.raises(BadInputError, match="before 2019 are not on file"):
        clock("FOIA_RESPONSE", "2018-06-01")


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("rule", ["FOIA_RESPONSE", "JR_EW_OUTER_3M", "TUPE_ELI", "LATEPAY_REFERENCE_RATE_DATE"])
def test_that_an_absurd_year_is_refused_in_one_sentence(rule, start):
    with pytest.raises(BadInputError, match="1900 to 2199"):
        clock(rule, start)


def test_that_a_limit_with_no_working_day_before_it_says_act_at_once():
    late = clock("PA2023_MIN_TENDER_PERIOD_10D", "2026-12-18")
    assert not any("No working day" in note for note in late.notes)
    short = clock("CALL_IN", "2026-12-24", days="1")
    assert (short.deadline, short.last_safe_day) == (date(2026, 12, 29), date(2026, 12, 24))
    eve = clock("PSR_WALES_REPRESENTATIONS", "2026-12-26")
    assert eve.last_safe_day > eve.started
    saturday = clock("PAP_JR_RESPONSE", "2026-11-28", days="1")
    assert saturday.last_safe_day == date(2026, 11, 27)
    assert any("No working day" in note for note in saturday.notes)
