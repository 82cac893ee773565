# ruff: noqa: E501 - exports as those programs write them
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from charitydesk.bootstrap import build_services
from charitydesk.domain.activities import Activity
from charitydesk.domain.time_imports import ImportProblem, TimeFormat, detect, read_time
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.services.people import PersonRecord
from charitydesk.storage.records_bids import BidRecord

TOGGL = (
    "\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
    'Sam Price,sam@x.example,Anytown,Ashdale lunch clubs,,"pricing, again",No,2026-07-01,09:00:00,2026-07-01,10:29:31,01:29:31,\n'
    "Sam Price,sam@x.example,,Nowhere,,,No,2026-13-01,09:00:00,2026-07-01,10:30:00,01:30:00,\n"
)
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal)\n"
    "Ashdale lunch clubs,,interview,,Sam Price,,s@x.example,,No,01/07/2026,02:00:00 PM,01/07/2026,03:00:00 PM,01:00:00,1.00\n"
)
KIMAI = "Date,From,To,Duration,Customer,Project,Activity,User,Description\n2026-07-02,09:15,10:00,0:45,Anytown,Ashdale,Bid,Sam Price,tea\n"
TIMEW = (
    '[{"id":2,"start":"20260701T080000Z","end":"20260701T091500Z","tags":["Ashdale","writing"]},'
    '{"id":1,"start":"20260701T100000Z"}]'
)
PLAIN = "Date;Hours;Person;For;Note\n3 July 2026;1,5;Sam Price;Ashdale;=cmd\n3 July 2026;24;Sam Price;;too long\n"


def test_each_export_is_known_by_its_headings():
    texts = (TOGGL, CLOCKIFY, KIMAI, TIMEW, PLAIN.replace(";", ",").replace("1,5", "1.5"))
    assert [detect(text) for text in texts] == list(TimeFormat)
    assert detect("Colour,Weight\nred,3\n") is None


@pytest.mark.parametrize(
    ("text", "kind", "minutes", "start"),
    [
        (TOGGL, TimeFormat.TOGGL, 90, datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        (CLOCKIFY, TimeFormat.CLOCKIFY, 60, datetime(2026, 7, 1, 13, 0, tzinfo=UTC)),
        (KIMAI, TimeFormat.KIMAI, 45, datetime(2026, 7, 2, 8, 15, tzinfo=UTC)),
        (TIMEW, TimeFormat.TIMEWARRIOR, 75, datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        ("inc 20260701T080000Z - 20260701T091500Z # Ashdale\n", TimeFormat.TIMEWARRIOR, 75, datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (PLAIN, TimeFormat.CSV, 90, None),
    ],
)  # fmt: skip
def test_a_row_becomes_an_entry_in_summer_time(text, kind, minutes, start):
    first = read_time(text, kind)[0]
    assert (first.minutes, first.started_at) == (minutes, start)


def test_a_row_that_cannot_be_read_says_which_and_why():
    assert read_time(TOGGL, TimeFormat.TOGGL)[1] == ImportProblem(
        3, "date", "“2026-13-01” is not a date: give day, month and year."
    )
    assert "no end yet" in read_time(TIMEW, TimeFormat.TIMEWARRIOR)[1].sentence
    assert "not whole" in read_time("[{", TimeFormat.TIMEWARRIOR)[0].sentence


@pytest.fixture
def services(tmp_path):
    made = build_services(AppPaths(tmp_path), FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC)))
    made.people.save_person(PersonRecord(name="Sam Price"))
    with made.desk.change("Added a bid") as work:
        work.bids.add(BidRecord(title="Ashdale lunch clubs", commissioner="Anytown Council"))
    yield made
    made.close()


def test_an_export_is_looked_at_kept_once_and_taken_back_whole(services):
    preview = services.time_imports.preview(TOGGL)
    assert (len(preview.ready), len(preview.problems), preview.known) == (1, 1, 0)
    services.time_imports.keep(preview)
    line = services.time.list()[0]
    assert (line.subject, line.activity, line.note) == ("Ashdale lunch clubs", Activity.WRITING, "pricing, again")
    again = services.time_imports.preview(TOGGL)
    assert (again.ready, again.known) == ((), 1)
    services.history.undo()
    assert services.time.list() == ()


def test_a_row_that_would_make_a_day_too_long_is_refused_and_the_others_are_not(services):
    preview = services.time_imports.preview(PLAIN)
    assert len(preview.ready) == 1
    assert preview.problems == (ImportProblem(3, "", "Fri 3 Jul 2026 would be longer than a day."),)


def test_people_and_locked_months_that_do_not_fit_are_told(services):
    services.time.lock(date(2026, 7, 1))
    assert "July 2026 is locked" in services.time_imports.preview(TOGGL).problems[0].sentence
    stranger = TOGGL.replace("Sam Price", "Robin")
    assert "Nobody here is called “Robin”" in services.time_imports.preview(stranger).problems[0].sentence
    with pytest.raises(BadInputError, match="no export of time"):
        services.time_imports.preview("Colour\nred\n")
