"""Today: what is due, soonest first, and why each line is there."""

from __future__ import annotations

from datetime import UTC, date, datetime

from journeys import facts, open_services

from charitydesk.domain.notices import NoticeStatus
from charitydesk.services.today import DueKind

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
