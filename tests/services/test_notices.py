"""Recording a notice starts its clocks; changing it supersedes them in the open; undo brings everything back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from journeys import facts, from_yaml, open_services, rows

from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.errors import BadInputError, DataUnavailableError
from charitydesk.services.changes import Topic

TABLES = ("notices", "clocks", "letters", "local_compacts", "local_clauses", "local_signatories", "read_records")
WITH_COMPACT = """
body: {name: Borough Council, kind: local-authority, nation: england}
agreement: {service: Lunch Club}
notice: {kind: end-early, received_on: 2026-11-20, decided_on: 2026-11-13, effective_on: 2026-12-20}
local_compact:
  name: Borough Compact
  adopted_on: 2018-03-01
  status: active
  confirmed_by: Borough Voluntary Action
  notice_period: 6 months
  signatories: [{body: Borough Council, signed: yes}]
  clauses:
    - {reference: "4.20", text: Six months of notice, topics: [notice]}
    - {reference: "", heading: Talking early, text: Partners talk early, topics: [early-discussion]}
"""


def running(view):
    return {clock.rule: clock for clock in view.clocks if not clock.superseded_reason}


def test_that_a_recorded_notice_keeps_its_facts_and_starts_its_clocks(desk):
    view = desk.notices.record(facts())
    assert desk.notices.facts(view.record.id) == facts()
    assert {rule: clock.deadline.isoformat() for rule, clock in running(view).items()} == {
        "CONTRACT_NOTICE": "2027-02-20",
        "BV_NOTICE_3M": "2027-02-20",
        "JR_EW_OUTER_3M": "2027-02-13",
        "LGSCO_12M": "2027-11-19",
    }
    assert view.case.headline.startswith("Clause 9.1 asks for 3 months' notice")


def test_that_recording_is_one_line_of_the_history_and_news_to_whoever_listens(desk):
    told = []
    desk.desk.feed.subscribe(told.append)
    desk.notices.record(facts())
    assert [line.name for line in desk.history.list()] == ["Recorded a notice from Borough Council"]
    assert [change.topics for change in told] == [frozenset({Topic.NOTICES, Topic.CLOCKS, Topic.HISTORY})]


def test_that_a_notice_of_nobody_about_nothing_is_refused_and_leaves_nothing(desk):
    before = rows(desk, *TABLES)
    with pytest.raises(BadInputError, match="neither a body nor a service"):
        desk.notices.record(facts(body={"name": ""}, agreement={"service": ""}))
    assert rows(desk, *TABLES) == before


def test_that_a_changed_date_supersedes_the_clocks_it_moves_and_no_other(desk):
    first = desk.notices.record(facts())
    before = running(first)
    later = desk.notices.update(first.record.id, facts(notice={"received_on": "2026-11-25"}))
    assert running(later)["JR_EW_OUTER_3M"] == before["JR_EW_OUTER_3M"]
    assert running(later)["CONTRACT_NOTICE"].deadline.isoformat() == "2027-02-25"
    old = next(clock for clock in later.clocks if clock.id == before["CONTRACT_NOTICE"].id)
    assert (old.started_on, old.deadline, old.worked_out) == (
        before["CONTRACT_NOTICE"].started_on,
        before["CONTRACT_NOTICE"].deadline,
        before["CONTRACT_NOTICE"].worked_out,
    )
    assert old.superseded_by == running(later)["CONTRACT_NOTICE"].id
    assert "20 Feb 2027" in old.superseded_reason
    assert "25 Feb 2027" in old.superseded_reason


def test_that_a_clock_whose_ground_is_gone_stops_with_a_reason(desk):
    view = desk.notices.record(facts())
    changed = desk.notices.update(view.record.id, facts(terms={"notice": ""}))
    assert "CONTRACT_NOTICE" not in running(changed)
    gone = next(clock for clock in changed.clocks if clock.rule == "CONTRACT_NOTICE")
    assert gone.superseded_by is None
    assert "no longer runs" in gone.superseded_reason


def test_that_changing_nothing_supersedes_nothing(desk):
    view = desk.notices.record(facts())
    again = desk.notices.update(view.record.id, facts())
    assert again.clocks == view.clocks


def test_that_undo_and_redo_bring_every_row_back_as_it_was(desk):
    states = [rows(desk, *TABLES)]
    view = desk.notices.record(facts())
    states.append(rows(desk, *TABLES))
    desk.notices.update(view.record.id, facts(notice={"received_on": "2026-11-25"}, terms={"notice": ""}))
    states.append(rows(desk, *TABLES))
    desk.notices.delete(view.record.id)
    states.append(rows(desk, *TABLES))
    for expected in reversed(states[:-1]):
        desk.history.undo()
        assert rows(desk, *TABLES) == expected
    for expected in states[1:]:
        desk.history.redo()
        assert rows(desk, *TABLES) == expected


def test_that_undo_survives_closing_the_folder(tmp_path):
    desk = open_services(tmp_path)
    desk.notices.record(facts())
    desk.close()
    desk = open_services(tmp_path)
    assert desk.history.undo().name == "Undid: Recorded a notice from Borough Council"
    assert desk.notices.list() == ()
    desk.close()


def test_that_a_folder_in_use_is_refused_to_a_second_user(tmp_path):
    desk = open_services(tmp_path)
    try:
        with pytest.raises(DataUnavailableError, match="open in another window"):
            open_services(tmp_path)
    finally:
        desk.close()


def test_that_a_status_moves_only_where_it_may(desk):
    notice = desk.notices.record(facts()).record.id
    desk.notices.set_status(notice, NoticeStatus.CLOSED)
    with pytest.raises(BadInputError, match="cannot become"):
        desk.notices.set_status(notice, NoticeStatus.AGREED)
    desk.notices.set_status(notice, NoticeStatus.OPEN)
    assert [line.id for line in desk.notices.list(statuses=[NoticeStatus.OPEN])] == [notice]


def test_that_a_step_done_leaves_the_list_of_what_is_due(desk):
    view = desk.notices.record(facts())
    clock = running(view)["JR_EW_OUTER_3M"]
    desk.notices.clock_done(clock.id, desk.desk.clock.today())
    due = [line.title for _, lines in desk.today.show().weeks for line in lines]
    assert clock.title not in due


def test_that_there_is_no_notice_of_a_number_nobody_gave(desk):
    with pytest.raises(BadInputError, match="no notice"):
        desk.notices.show(99)


def test_that_a_local_compact_comes_in_with_its_notice_and_goes_with_it(desk):
    before = rows(desk, *TABLES)
    content = from_yaml(WITH_COMPACT)
    view = desk.notices.record(content.facts, compact=content.compact)
    assert running(view)["LOCAL_COMPACT_NOTICE"].deadline.isoformat() == "2027-05-20"
    held = desk.library.compacts()
    assert [clause.reference for clause in held[0].clauses] == ["4.20", ""]
    body = view.case.facts.body
    assert (body.local_compact_name, body.local_compact) == ("Borough Compact", LocalCompactStatus.ACTIVE)
    finding = next(one for one in view.case.findings if one.id == "local-compact-notice")
    assert [answer.citation for answer in finding.provisions] == ["Borough Compact, clause 4.20"]
    assert len(desk.history.list()) == 1
    desk.history.undo()
    assert rows(desk, *TABLES) == before


def test_that_one_compact_serves_several_notices_and_is_never_overwritten(desk):
    content = from_yaml(WITH_COMPACT)
    desk.notices.record(content.facts, compact=content.compact)
    desk.notices.record(content.facts, compact=content.compact)
    assert len(desk.library.compacts()) == 1
    other = from_yaml(WITH_COMPACT.replace("6 months", "3 months"))
    before = rows(desk, *TABLES)
    with pytest.raises(BadInputError, match="already holds a local compact called Borough Compact"):
        desk.notices.record(other.facts, compact=other.compact)
    assert rows(desk, *TABLES) == before


def test_that_the_librarys_own_signatory_starts_the_compacts_clock_where_the_notice_is_silent(desk):
    content = from_yaml(WITH_COMPACT)
    desk.library.save_compact(content.compact.compact, content.compact.signatories, content.compact.clauses)
    view = desk.notices.record(content.facts)
    assert "LOCAL_COMPACT_NOTICE" in running(view)
    silent = replace(content.facts, body=replace(content.facts.body, name="Another Council"))
    assert "LOCAL_COMPACT_NOTICE" not in running(desk.notices.record(silent))
