# ruff: noqa: E501 - exports as those programs write them
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from charitydesk.bootstrap import build_services
from charitydesk.domain.activities import Activity
from charitydesk.domain.imports.values import NotReadError
from charitydesk.domain.time_imports import import_keys, read_length, read_minutes, timewarrior_table
from charitydesk.domain.timelog import EntrySource
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.imports import RefusedImportError, Treatment
from charitydesk.services.people import PersonRecord
from charitydesk.storage.records_bids import BidRecord

TOGGL = (
    "\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
    'Sam Price,sam@x.example,Anytown,Ashdale lunch clubs,,"pricing, again",No,2026-07-01,09:00:00,2026-07-01,10:29:31,01:29:31,\n'
)
BAD_TOGGL = TOGGL + "Sam Price,sam@x.example,,Nowhere,,,No,2026-13-01,09:00:00,2026-07-01,10:30:00,01:30:00,\n"
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal)\n"
    "Ashdale lunch clubs,,interview,,Sam Price,,s@x.example,,No,01/07/2026,02:00:00 PM,01/07/2026,03:00:00 PM,01:00:00,1.00\n"
)
KIMAI = "Date,From,To,Duration,Customer,Project,Activity,User,Description\n2026-07-02,09:15,10:00,0:45,Anytown,Ashdale,Bid,Sam Price,tea\n"
TIMEW = '[{"id":2,"start":"20260701T080000Z","end":"20260701T091500Z","tags":["Ashdale","writing"],"annotation":"x"}]'
TIMEW_LINES = 'inc 20260701T080000Z - 20260701T091500Z # Ashdale "writing" # x\n'
PLAIN = "Date;Hours;Person;For;Note\n3 July 2026;1,5;Sam Price;Ashdale;=cmd\n"


@pytest.fixture
def services(folders, tmp_path, clock):
    made = build_services(AppPaths(folders.empty(tmp_path / "data")), clock)
    made.people.save_person(PersonRecord(name="Sam Price"))
    with made.desk.change("Added a bid") as work:
        work.bids.add(BidRecord(title="Ashdale lunch clubs", commissioner="Anytown Council"))
    yield made
    made.close()


@pytest.fixture
def preview(services, tmp_path):
    def make(text, kind="", **how):
        path = tmp_path / "export.csv"
        path.write_text(text, encoding="utf-8")
        return services.imports.preview(services.imports.open(path), kind, **how)

    return make


@pytest.mark.parametrize(
    ("text", "minutes", "activity", "start"),
    [
        (TOGGL, 90, Activity.WRITING, datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (CLOCKIFY, 60, Activity.PRESENTATION, datetime(2026, 7, 1, 13, tzinfo=UTC)),
        (KIMAI, 45, Activity.WRITING, datetime(2026, 7, 2, 8, 15, tzinfo=UTC)),
        (TIMEW, 75, Activity.WRITING, datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (TIMEW_LINES, 75, Activity.WRITING, datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (PLAIN, 90, Activity.WRITING, None),
    ],
)
def test_each_export_is_known_by_its_headings_and_read_in_summer_time(
    services, preview, text, minutes, activity, start
):
    seen = preview(text)
    assert (seen.kind.name, seen.problems, seen.remarks) == ("time", (), ())
    services.imports.commit(seen)
    (line,) = services.time.list()
    assert (line.person, line.subject, line.minutes, line.activity, line.started_at) == (
        "Sam Price", "Ashdale lunch clubs", minutes, activity, start,
    )  # fmt: skip


def test_an_export_is_one_named_change_known_the_next_time_and_taken_back_whole(services, preview):
    services.imports.commit(preview(TOGGL))
    assert services.history.next_undo() == "Imported entries of time from export.csv"
    again = preview(TOGGL + TOGGL.splitlines()[1].replace("again", "anew") + "\n")
    assert [(one.row, one.record) for one in again.duplicates] == [(2, 1)]
    done = services.imports.commit(again)
    assert (done.added, done.skipped) == (1, 1)
    services.history.undo()
    services.history.undo()
    assert services.time.list() == ()


def test_a_row_that_says_the_same_as_another_is_not_lost(services, preview):
    services.imports.commit(preview(PLAIN + PLAIN.splitlines()[1] + "\n"))
    assert [line.minutes for line in services.time.list()] == [90, 90]
    assert len(preview(PLAIN + PLAIN.splitlines()[1] + "\n").duplicates) == 2


def test_a_row_that_cannot_be_read_keeps_all_out_and_says_why(services, preview):
    seen = preview(BAD_TOGGL)
    with pytest.raises(RefusedImportError) as refused:
        services.imports.commit(seen)
    assert refused.value.problems == ("row 3: day not understood: 2026-13-01",)
    assert services.time.list() == ()
    assert services.imports.commit(seen, leave_out_problems=True).added == 1


def test_an_interval_of_timewarrior_that_still_runs_is_told_by_its_own_line(preview):
    running = preview(TIMEW_LINES + "inc 20260701T100000Z\nnonsense\n")
    assert [problem.sentence for problem in running.problems] == [
        "row 2: length is missing: give hours, minutes, or a start and an end",
        "row 3: day not understood: nonsense",
    ]
    assert timewarrior_table('["start"]') is None
    assert timewarrior_table('[{"start": "x"') is None


def test_a_day_that_would_be_too_long_refuses_what_is_over_and_not_what_fits(services, preview):
    seen = preview(PLAIN + "3 July 2026;23;Sam Price;;too long\n")
    assert [problem.sentence for problem in seen.problems] == ["row 3: Fri 3 Jul 2026 would be longer than a day"]
    services.imports.commit(preview(PLAIN.replace("1,5", "20")))
    with pytest.raises(RefusedImportError):
        services.imports.commit(preview(PLAIN.replace("1,5", "20")), Treatment.ADD)
    assert len(services.time.list()) == 1


def test_locked_months_refuse_what_is_new_and_know_what_is_here(services, preview):
    services.imports.commit(preview(TOGGL))
    services.time.lock(date(2026, 7, 1))
    assert preview(TOGGL).problems == ()
    assert [one.sentence for one in preview(KIMAI).problems] == ["row 2: day lies in a locked month: July 2026"]
    with pytest.raises(RefusedImportError):
        services.imports.commit(preview(TOGGL), Treatment.ADD)


def test_a_month_locked_after_the_preview_refuses_the_import(services, preview):
    seen = preview(TOGGL)
    services.time.lock(date(2026, 7, 1))
    with pytest.raises(RefusedImportError):
        services.imports.commit(seen)
    assert services.time.list() == ()


def test_people_are_matched_by_name_and_time_of_nobody_is_the_only_persons_or_asked_for(services, preview):
    assert [one.sentence for one in preview(TOGGL.replace("Sam Price", "Robin")).problems] == [
        "row 2: person is not here: Robin"
    ]
    assert preview(TIMEW).problems == ()
    services.people.save_person(PersonRecord(name="Kim Evans"))
    assert "say whose time it is" in preview(TIMEW).problems[0].sentence
    services.imports.commit(preview(TIMEW, said={"person": "kim evans"}))
    assert services.time.list()[0].person == "Kim Evans"
    with pytest.raises(BadInputError, match="no column “colour”"):
        preview(TIMEW, said={"colour": "red"})


def test_time_for_what_is_not_here_hangs_on_nothing_and_keeps_its_name(services, preview):
    seen = preview(TOGGL.replace("Ashdale lunch clubs", "Day centre"))
    assert seen.problems == ()
    assert seen.remarks[0].startswith("No one bid, contract or notice is called “Day centre”")
    services.imports.commit(seen)
    (line,) = services.time.list()
    assert (line.bid_id, line.note) == (None, "Day centre: pricing, again")


def test_a_table_with_a_start_and_an_end_needs_no_length_and_may_pass_midnight(services, preview):
    services.imports.commit(preview("Date,Start,Finish\n1/7/2026,22:30,00:15\n", "time"))
    assert services.time.list()[0].minutes == 105
    seen = preview("Date,Note\n1/7/2026,x\n", "time")
    assert seen.problems[0].sentence.startswith("no column of the file tells the hours")


def test_a_workbook_of_time_reads_its_own_times(services, tmp_path):
    book = Workbook()
    book.active.append(["Date", "Duration", "Start", "Project"])
    book.active.append([date(2026, 7, 1), time(1, 15), time(9, 0), "Ashdale"])
    book.active.append([date(2026, 7, 2), timedelta(hours=2), time(9, 0), "Ashdale"])
    book.active.append([date(2026, 7, 3), 1.5, None, "Ashdale"])
    book.save(tmp_path / "time.xlsx")
    services.imports.commit(services.imports.preview(services.imports.open(tmp_path / "time.xlsx")))
    assert [line.minutes for line in services.time.list()] == [90, 120, 75]


def test_our_own_list_of_time_comes_back_as_it_was(services, preview, tmp_path):
    services.imports.commit(preview(TOGGL))
    (before,) = services.time.list()
    services.exports.export_list("time", tmp_path / "time.csv")
    services.history.undo()
    seen = services.imports.preview(services.imports.open(tmp_path / "time.csv"))
    services.imports.commit(seen)
    (after,) = services.time.list()
    for name in ("person", "day", "minutes", "activity", "bid_id", "started_at", "note"):
        assert getattr(after, name) == getattr(before, name), name


def test_very_many_rows_are_held_against_the_checks_of_their_table_all_the_same(services):
    def add(minutes):
        count = 20_001
        told = {"minutes": [*([60] * (count - 1)), minutes]}
        same = {"person_id": 1, "day": date(2026, 7, 1), "activity": Activity.WRITING, "zone": "Europe/London"}
        same |= {"note": "", "source": EntrySource.IMPORTED, "import_key": "", "is_example": False}
        with services.desk.change("Added many") as work:
            work.tables.add_columns("time_entry", count, told, same)

    with pytest.raises(BadInputError, match="holds a value that it cannot"):
        add(1501)
    assert services.time.list() == ()
    add(1500)
    with services.desk.read() as work:
        assert work.tables.count("time_entry") == 20_001


@given(st.integers(1, 1500))
def test_a_length_is_the_same_however_it_is_written(minutes):
    hours, rest = divmod(minutes, 60)
    written = [f"{hours}:{rest:02}", f"{hours}h{rest:02}", f"{hours}h {rest}m", f"{minutes}m", f"{minutes} minutes"]
    assert {read_length(text) for text in written} == {minutes} == {read_minutes(str(minutes))}


@pytest.mark.parametrize("cell", ["", "soon", "0:00", "25:01", "1:75", "9" * 30, "h", "²"])
def test_what_is_no_length_of_an_entry_is_refused(cell):
    with pytest.raises(NotReadError):
        read_length(cell)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"))))
def test_every_row_of_a_file_has_a_key_of_its_own_that_is_the_same_the_next_time(rows):
    keys = import_keys(rows)
    assert len(set(keys)) == len(rows)
    assert import_keys(rows) == keys
