"""What a person may tell a rule beside the start, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from charitydesk.domain.bodies import Nation
from charitydesk.domain.clocks import work_out
from charitydesk.domain.ids import RuleId
from charitydesk.errors import BadInputError
from charitydesk.services.clock_files import load_rules
from charitydesk.services.holiday_files import packaged_book

BOOK = packaged_book()
RULES = load_rules()


def clock(rule, start, options=None):
    return work_out(RULES[rule], date.fromisoformat(start), BOOK, None, options or {})


@pytest.mark.parametrize(
    ("rule", "start", "options", "deadline"),
    [
        ("CONTRACT_NOTICE", "2026-11-30", {"period": "3 months"}, "2027-02-28"),
        ("CONTRACT_NOTICE", "2026-11-27", {"period": "30 days"}, "2026-12-27"),
        ("CONTRACT_NOTICE", "2026-11-27", {"period": "30 days", "counting": "clear"}, "2026-12-28"),
        ("CONTRACT_NOTICE", "2026-11-27", {"period": "30 days", "counting": "Beginning with"}, "2026-12-26"),
        ("CONTRACT_NOTICE", "2026-11-27", {"period": "1 month", "counting": "beginning_with"}, "2026-12-26"),
        ("CONTRACT_NOTICE", "2026-11-27", {"period": "1 month", "counting": "clear"}, "2026-12-28"),
        ("CONTRACT_NOTICE", "2026-12-18", {"period": "10 working days"}, "2027-01-06"),
        ("CONTRACT_NOTICE", "2026-12-18", {"period": "10 working days", "counting": "clear"}, "2027-01-07"),
        ("CONTRACT_NOTICE", "2026-12-18", {"PERIOD": "2 weeks"}, "2027-01-01"),
        ("CONTRACT_NOTICE", "2026-12-18", {"period": "2 weeks", "counting": "clear"}, "2027-01-02"),
        ("CONTRACT_NOTICE", "2026-12-18", {"period": "1 year"}, "2027-12-18"),
        ("CONTRACT_NOTICE_LATEST", "2027-05-31", {"period": "3 months"}, "2027-02-28"),
        ("CONTRACT_NOTICE_LATEST", "2027-03-31", {"period": "90 days"}, "2026-12-31"),
        ("CONTRACT_NOTICE_LATEST", "2027-01-05", {"period": "10 working days"}, "2026-12-17"),
        ("LOCAL_COMPACT_NOTICE", "2026-11-30", {"period": "6 months"}, "2027-05-30"),
        ("LETTER_REPLY", "2026-11-27", {"period": "10 working days"}, "2026-12-11"),
        ("LETTER_REPLY", "2026-11-27", {"period": "7 days"}, "2026-12-04"),
        ("CALL_IN", "2026-11-27", {"days": "3"}, "2026-12-02"),
        ("PAP_JR_RESPONSE", "2026-11-23", {"days": "7"}, "2026-11-30"),
        ("PA2023_STANDSTILL_END", "2026-11-16", {"days": "10"}, "2026-11-27"),
        ("PA2023_SETASIDE_6M", "2026-10-01", {"knowledge": "2026-11-16"}, "2026-12-15"),
        ("PA2023_SETASIDE_6M", "2026-10-01", {"knowledge": "2027-03-25"}, "2027-03-31"),
        ("PA2023_PAYMENT_30D", "2026-11-23", {"due": "2026-12-01"}, "2026-12-30"),
        ("PA2023_PAYMENT_30D", "2026-11-23", {"due": "2026-11-01"}, "2026-12-22"),
        ("LATEPAY_INTEREST_START", "2026-11-23", {"agreed-date": "2026-12-01"}, "2026-12-02"),
        ("LATEPAY_INTEREST_START", "2026-11-23", {"agreed_date": "2027-02-01"}, "2026-12-23"),
        ("FOISA_RESPONSE", "2026-08-07", {"posted": "yes"}, "2026-09-07"),
        ("FOISA_RESPONSE", "2026-08-10", {"posted": "no"}, "2026-09-07"),
        ("FOISA_REVIEW_REQUEST", "2026-09-01", {"late-reply": "2026-10-12"}, "2026-12-08"),
        ("FOISA_REVIEW_REQUEST", "2026-09-01", {"late-reply": "2026-09-10"}, "2026-11-24"),
        ("STATUTORY_NOTICE", "2027-01-29", {"years": "8"}, "2027-03-26"),
        ("STATUTORY_NOTICE", "2027-01-29", {"years": "0"}, "2027-02-05"),
        ("STATUTORY_NOTICE", "2027-01-29", {"years": "31"}, "2027-04-23"),
        ("STATUTORY_NOTICE_8W", "2027-01-29", {"years": "8"}, "2027-03-26"),
        ("STATUTORY_NOTICE_12W", "2027-01-29", {}, "2027-04-23"),
        ("CORRESPONDING_DATE", "1978-09-30", {"period": "4"}, "1979-01-30"),
        ("CORRESPONDING_DATE", "2026-11-30", {"period": "3 months"}, "2027-02-28"),
        ("CORRESPONDING_DATE_6M", "2026-08-31", {}, "2027-02-28"),
    ],
)
def test_that_an_option_changes_the_limit_as_the_law_or_the_agreement_says(rule, start, options, deadline):
    assert clock(rule, start, options).deadline == date.fromisoformat(deadline)


def test_that_the_day_taken_from_two_is_explained():
    told = clock("PA2023_SETASIDE_6M", "2026-10-01", {"knowledge": "2026-11-16"}).how
    assert "from Mon 16 Nov 2026 count 30 days beginning with that day" in told
    assert "The earlier of the two is taken." in told
    late = clock("FOISA_REVIEW_REQUEST", "2026-09-01", {"late-reply": "2026-11-20"})
    assert date(2026, 11, 30) in [day for day, _ in late.skipped]
    assert "The later of the two is taken." in late.how


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("17:30", "17:30"), ("5pm", "17:00"), ("5.30 PM", "17:30"), ("noon", "12:00"), ("12 noon", "12:00"),
        ("12am", "00:00"), ("12pm", "12:00"), ("midnight", "23:59"), ("09:05", "09:05"),
    ],
)  # fmt: skip
def test_that_a_time_of_day_is_read_as_people_write_it(typed, moment):
    at = clock("LETTER_REPLY", "2026-11-27", {"time": typed}).deadline_at
    assert at.isoformat() == f"2026-12-11T{moment}:00+00:00"


def test_that_a_closing_moment_keeps_its_own_time():
    worked = work_out(RULES["TENDER_SUBMISSION"], datetime(2026, 6, 1, 12), BOOK)  # noqa: DTZ001 - as typed
    assert worked.deadline_at.isoformat() == "2026-06-01T12:00:00+01:00"
    assert worked.last_safe_day == date(2026, 5, 29)
    assert not any("No working day" in note for note in worked.notes)
    assert "12 noon" in worked.how
    assert work_out(RULES["TENDER_SUBMISSION"], date(2026, 6, 1), BOOK).deadline_at is None
    asked = work_out(RULES["TENDER_SUBMISSION"], date(2026, 6, 1), BOOK, None, {"time": "09:00"})
    assert asked.deadline_at.time() == time(9)


@pytest.mark.parametrize(
    ("rule", "options", "told"),
    [
        ("FOIA_RESPONSE", {"days": "10"}, "FOIA_RESPONSE has no option “days”.*Its options: none"),
        ("LETTER_REPLY", {"colour": "red"}, "period .*time "),
        ("CONTRACT_NOTICE", {}, "needs the option period"),
        ("CONTRACT_NOTICE", {"period": "soon"}, "is not a period"),
        ("CONTRACT_NOTICE", {"period": "30 days", "counting": "before"}, "`after`, `beginning-with` or `clear`"),
        ("CORRESPONDING_DATE", {"period": "6 weeks"}, "a number of months"),
        ("STATUTORY_NOTICE", {"years": "-1"}, "whole number from 0 to 60"),
        ("STATUTORY_NOTICE", {"years": "eight"}, "whole number"),
        ("STATUTORY_NOTICE_8W", {"years": "9"}, "Use STATUTORY_NOTICE for another"),
        ("PA2023_STANDSTILL_END", {"days": "7"}, "whole number from 8"),
        ("CALL_IN", {"days": "99999"}, "whole number from 1 to 2,000"),
        ("LETTER_REPLY", {"time": "5"}, "a time of day"),
        ("LETTER_REPLY", {"time": "25:00"}, "a time of day"),
        ("LETTER_REPLY", {"time": "13pm"}, "a time of day"),
        ("LETTER_REPLY", {"time": "teatime"}, "a time of day"),
        ("JR_EW_OUTER_3M", {"award": "perhaps"}, "`yes` or `no`"),
        ("FOISA_RESPONSE", {"posted": "2nd class"}, "`yes` or `no`"),
        ("PA2023_SETASIDE_6M", {"knowledge": "last week"}, "is not a date"),
        ("PA2023_SETASIDE_6M", {"knowledge": "9999-12-31"}, "1900 to 2199"),
    ],
)
def test_that_what_cannot_be_used_is_refused_with_what_is_allowed(rule, options, told):
    with pytest.raises(BadInputError, match=told):
        clock(rule, "2026-11-16", options)


def test_that_working_days_of_notice_to_a_weekend_end_are_counted_back_from_the_friday_before_it() -> None:
    rule = load_rules()[RuleId("CONTRACT_NOTICE_LATEST")]
    saturday, friday = date(2027, 2, 27), date(2027, 2, 26)
    counted = [
        work_out(rule, day, packaged_book(), Nation.ENGLAND, {"period": "10 working days"})
        for day in (saturday, friday)
    ]
    assert [deadline.deadline for deadline in counted] == [date(2027, 2, 12)] * 2
