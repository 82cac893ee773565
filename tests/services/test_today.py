"""Today: what is due, soonest first, and why each line is there."""

from __future__ import annotations

from datetime import UTC, date, datetime

from journeys import facts, open_services

from charitydesk.domain.bodies import Answer
from charitydesk.domain.notices import NoticeStatus
from charitydesk.services.today import DueKind, charity_year
from charitydesk.storage.records import CharityRecord
from charitydesk.storage.records_contracts import ContractRecord

GRANT = {"relationship": "grant"}


def test_that_an_empty_folder_has_nothing_to_decide(desk):
    view = desk.today.show()
    assert (view.overdue, view.weeks, view.drafts, view.awaiting, view.anything) == ((), (), (), (), False)


def test_that_lines_come_by_week_soonest_first_and_each_says_why(desk):
    desk.notices.record(facts(notice={"decided_on": "2026-11-13"}))
    desk.notices.record(facts(body={"name": "Second Council"}, notice={"decided_on": "2026-11-02"}))
    view = desk.today.show()
    days = [line.due for _, lines in view.weeks for line in lines]
    assert days == sorted(days)
    assert all(monday <= line.due and (line.due - monday).days < 7 and monday.weekday() == 0
               for monday, lines in view.weeks for line in lines)  # fmt: skip
    assert all(line.why.endswith(".") for _, lines in view.weeks for line in lines)


def test_that_going_to_court_is_due_on_the_day_to_act_by_and_names_the_outer_limit(desk):
    desk.notices.record(facts(agreement=GRANT, terms={"notice": ""}, notice={"decided_on": "2026-11-12"}))
    line = next(line for _, lines in desk.today.show().weeks for line in lines if line.kind is DueKind.OURS)
    assert (line.due, line.limit) == (date(2026, 12, 24), date(2027, 2, 12))
    assert "12 Feb 2027" in line.why


def test_that_what_lies_beyond_sixty_days_waits(desk):
    desk.notices.record(facts())
    titles = {line.title for _, lines in desk.today.show().weeks for line in lines}
    assert not any("Ombudsman" in title for title in titles)


def test_that_a_reply_is_overdue_only_when_its_day_is_over(tmp_path):
    desk = open_services(tmp_path)
    desk.example.load()
    due = desk.today.show().awaiting[0].reply_due
    desk.close()
    for moment, overdue in (
        (datetime(2026, 12, 22, 12, tzinfo=UTC), False),
        (datetime(2026, 12, 23, tzinfo=UTC), True),
    ):
        desk = open_services(tmp_path, moment)
        found = [line.due for line in desk.today.show().overdue if line.kind is DueKind.LETTER]
        desk.close()
        assert (due in found) is overdue


def test_that_the_end_of_a_promised_period_asks_nothing_of_anybody_once_it_is_past(tmp_path):
    desk = open_services(tmp_path)
    desk.notices.record(facts(terms={"notice": "30 days"}))
    ahead = {line.due: line.why for _, lines in desk.today.show().weeks for line in lines}
    desk.close()
    assert ahead[date(2026, 12, 20)].startswith("Nothing should change before this day")
    desk = open_services(tmp_path, datetime(2026, 12, 21, tzinfo=UTC))
    found = [line.due for line in desk.today.show().overdue]
    desk.close()
    assert date(2026, 12, 20) not in found


def test_that_a_closed_notice_asks_for_nothing_more(desk):
    kept = desk.notices.record(facts()).record.id
    assert desk.today.show().weeks
    desk.notices.set_status(kept, NoticeStatus.CLOSED)
    assert not desk.today.show().weeks


def test_that_drafts_and_letters_awaiting_a_reply_are_named(desk):
    desk.example.load()
    notice = desk.notices.list()[0].id
    draft = desk.letters.start(notice, "request-for-reasons").record.id
    view = desk.today.show()
    assert [line.id for line in view.drafts] == [draft]
    assert len(view.awaiting) == 1
    assert any(line.kind is DueKind.LETTER for _, lines in view.weeks for line in lines)


def test_that_every_kind_of_date_of_contracts_and_bids_is_there_and_opens_its_record(desk):
    desk.example.load()
    view = desk.today.show()
    lines = [*view.overdue, *(line for _, found in view.weeks for line in found)]
    kinds = {line.kind for line in lines}
    assert {DueKind.OBLIGATION, DueKind.CONTRACT, DueKind.BID, DueKind.TASK} <= kinds
    assert all(line.opens[0] and line.opens[1] for line in lines)
    assert all(line.why.endswith(".") for line in lines)
    window = next(line for line in lines if "last safe day to say no" in line.title)
    assert window.why.startswith("Say no by")
    assert any(line.kind is DueKind.OBLIGATION for line in view.overdue)


def test_that_a_reminder_comes_before_what_falls_due_after_sixty_days(desk):
    desk.example.load()
    lines = [line for _, found in desk.today.show().weeks for line in found]
    reminder = next(line for line in lines if line.title.startswith("Renew public liability"))
    assert reminder.due < reminder.limit
    assert reminder.why.startswith("A reminder: it falls due on")


def test_that_the_years_four_numbers_stand_beside_the_lines(desk):
    desk.example.load()
    numbers = desk.today.show().numbers
    assert (numbers.contracts, numbers.held_value, numbers.bids_open, numbers.awaiting) == (3, 248_100_00, 2, 1)
    assert (numbers.won.won, numbers.won.decided) == (0, 1)


def test_that_a_day_to_say_no_of_a_term_that_has_rolled_on_is_the_present_ones(desk):
    record = ContractRecord(
        title="Rolling", ends_on=date(2024, 2, 28), auto_renew=Answer.YES, notice_from_charity="2 months",
        renewal_length="1 year", starts_on=date(2023, 3, 1),
    )  # fmt: skip
    desk.contracts.add(record)
    line = next(line for _, found in desk.today.show().weeks for line in found)
    assert line.due == date(2026, 12, 30)
    assert line.limit == date(2026, 12, 31)


def test_that_the_financial_year_ends_where_the_charity_says():
    charity = CharityRecord(year_end_month=2, year_end_day=29)
    assert charity_year(charity, date(2027, 2, 28)) == (date(2026, 3, 1), date(2027, 2, 28))
    assert charity_year(charity, date(2027, 3, 1)) == (date(2027, 3, 1), date(2028, 2, 29))
