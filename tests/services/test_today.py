"""Today: what is due, soonest first, and why each line is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from journeys import MONDAY, facts, open_services

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, Regime
from charitydesk.domain.document import block_texts
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.obligations import ObligationKind
from charitydesk.domain.wording import date_words
from charitydesk.presentation.today_print import today_blocks
from charitydesk.services.bids import BidRecord
from charitydesk.services.obligations import ObligationRecord
from charitydesk.services.outcomes import Outcome
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


def test_that_a_reply_is_overdue_only_when_its_day_is_over(folders, tmp_path):
    desk = open_services(folders.example(tmp_path, MONDAY))
    due = desk.today.show().awaiting[0].reply_due
    desk.close()
    for day, overdue in ((due, False), (due + timedelta(days=1), True)):
        desk = open_services(tmp_path, datetime.combine(day, time(12), UTC))
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


def test_that_the_day_a_notice_takes_effect_is_told_until_it_has_come_or_the_notice_is_closed(tmp_path):
    desk = open_services(tmp_path)
    kept = desk.notices.record(facts(notice={"effective_on": "2026-12-20"})).record.id

    def told(services):
        view = services.today.show()
        lines = [*view.overdue, *(line for _, found in view.weeks for line in found)]
        return [(line.due, line.opens) for line in lines if line.title == "Lunch Club: the notice takes effect"]

    assert told(desk) == [(date(2026, 12, 20), ("notices", str(kept)))]
    desk.notices.set_status(kept, NoticeStatus.CLOSED)
    assert told(desk) == []
    desk.notices.set_status(kept, NoticeStatus.OPEN)
    desk.close()
    desk = open_services(tmp_path, datetime(2026, 12, 21, 12, tzinfo=UTC))
    assert told(desk) == []
    desk.close()


def test_that_a_standstill_is_a_day_to_know_and_never_overdue(tmp_path):
    desk = open_services(tmp_path)
    bid = desk.bids.add(
        BidRecord(title="Hub", stage=BidStage.SUBMITTED, regime=Regime.PA2023_FULL, regime_given=True)
    ).record.id
    desk.outcomes.record_outcome(bid, Outcome(won=False, knew_on=date(2026, 11, 20), notice_on=date(2026, 11, 20)))
    ahead = {line.title: line for _, lines in desk.today.show().weeks for line in lines}
    line = ahead["Mandatory standstill ends"]
    assert (line.kind, line.why[:41]) == (DueKind.EVENT, "Until then the contract may not be signed")
    desk.close()
    desk = open_services(tmp_path, datetime(2027, 3, 1, 12, tzinfo=UTC))
    overdue = [line.title for line in desk.today.show().overdue]
    assert overdue
    assert not [title for title in overdue if "standstill" in title or "power to extend" in title]
    desk.close()


@pytest.mark.parametrize("kind", ObligationKind)
def test_that_why_an_obligation_is_there_reads_as_a_sentence(desk, kind):
    desk.obligations.add(ObligationRecord(title="It", kind=kind, due_on=date(2026, 12, 1), owner="Sam"))
    (line,) = (line for _, lines in desk.today.show().weeks for line in lines)
    assert line.why.endswith(". Sam sees to it.")
    assert not any(f"A {vowel}" in line.why for vowel in "aeiou")


def test_that_what_has_a_date_goes_on_paper_line_by_line(example_desk):
    view = example_desk.today.show()
    printed = "\n".join(text for block in today_blocks(view) for text in block_texts(block))
    for line in (*view.overdue, *(line for _, lines in view.weeks for line in lines)):
        assert all(words in printed for words in (line.title, date_words(line.due), line.why))
    assert all(letter.title in printed for letter in view.awaiting)


def test_that_a_closed_notice_asks_for_nothing_more(desk):
    kept = desk.notices.record(facts()).record.id
    assert desk.today.show().weeks
    desk.notices.set_status(kept, NoticeStatus.CLOSED)
    assert not desk.today.show().weeks


def test_that_drafts_and_letters_awaiting_a_reply_are_named(example_desk):
    notice = example_desk.notices.list()[0].id
    draft = example_desk.letters.start(notice, "request-for-reasons").record.id
    view = example_desk.today.show()
    assert [line.id for line in view.drafts] == [draft]
    assert len(view.awaiting) == 1
    assert any(line.kind is DueKind.LETTER for _, lines in view.weeks for line in lines)


def test_that_every_kind_of_date_of_contracts_and_bids_is_there_and_opens_its_record(example_desk):
    view = example_desk.today.show()
    lines = [*view.overdue, *(line for _, found in view.weeks for line in found)]
    kinds = {line.kind for line in lines}
    assert {DueKind.OBLIGATION, DueKind.CONTRACT, DueKind.BID, DueKind.TASK} <= kinds
    assert all(line.opens[0] and line.opens[1] for line in lines)
    assert all(line.why.endswith(".") for line in lines)
    window = next(line for line in lines if "last safe day to say no" in line.title)
    assert window.why.startswith("Say no by")
    assert any(line.kind is DueKind.OBLIGATION for line in view.overdue)


def test_that_a_reminder_comes_before_what_falls_due_after_sixty_days(example_desk):
    lines = [line for _, found in example_desk.today.show().weeks for line in found]
    reminder = next(line for line in lines if line.title.startswith("Renew public liability"))
    assert reminder.due < reminder.limit
    assert reminder.why.startswith("A reminder: it falls due on")


def test_that_the_years_four_numbers_stand_beside_the_lines(example_desk):
    numbers = example_desk.today.show().numbers
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
