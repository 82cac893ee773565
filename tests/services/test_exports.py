from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar
from journeys import facts
from openpyxl import load_workbook

from charitydesk.bootstrap import build_services
from charitydesk.domain.bids import BidStage
from charitydesk.domain.notices import NoticeStatus
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.paths import AppPaths
from charitydesk.services.changes import Change, Topic
from charitydesk.services.imports import Treatment
from charitydesk.storage.files import sha256_of
from charitydesk.storage.records import AttachmentRecord
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord, ObligationRecord


@pytest.fixture
def services(folders, tmp_path, clock):
    opened = build_services(AppPaths(folders.empty(tmp_path / "data")), clock)
    yield opened
    opened.close()


@pytest.fixture
def filled(services):
    with services.desk.change("Filled the desk") as work:
        body = work.contracts.add(
            ContractRecord(
                title="=Lunch club", commissioner="Anytown, Council", say_no_by=date(2027, 1, 29), value=1243050
            )
        )
        work.obligations.add(
            ObligationRecord(
                title="Quarterly report",
                contract_id=body.id,
                due_on=date(2027, 1, 31),
                lead_times=("2 weeks", "3 days"),
            )
        )
        work.bids.add(
            BidRecord(
                title="Day centre",
                deadline="2027-07-02T12:00:00+01:00",
                deadline_on=date(2027, 7, 2),
                deadline_at=datetime(2027, 7, 2, 11, tzinfo=UTC),
                link="https://example.org/1",
            )
        )
    return services


def stored(services):
    with services.desk.read() as work:
        return {name: list(work.tables.stored(name)) for name in work.tables.names()}


def events(path):
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_everything_comes_back_from_an_export_to_an_equal_database(filled, tmp_path, clock):
    filled.example.load()
    folder = filled.desk.paths.data / "attachments"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1.txt").write_text("Terms")
    with filled.desk.change("Kept a file") as work:
        work.attachments.add(
            AttachmentRecord(owner_table="contract", owner_id=1, file_name="1.txt", relative_path="attachments/1.txt",
                             sha256=sha256_of(folder / "1.txt"), size=5)
        )  # fmt: skip
    filled.exports.export_calendar(tmp_path / "all.ics")
    done = filled.whole_data.export_all(tmp_path / "out")
    assert (done.missing, done.records) == ((), sum(len(rows) for rows in stored(filled).values()))
    assert (tmp_path / "out" / "files" / "attachments" / "1.txt").read_text() == "Terms"
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="tables/{name}.csv"' in page for name in stored(filled))

    other = build_services(AppPaths(tmp_path / "other"), clock)
    try:
        assert other.whole_data.import_all(tmp_path / "out") == done.records
        assert stored(other) == stored(filled)
        assert (other.desk.paths.data / "attachments" / "1.txt").read_text() == "Terms"
        other.whole_data.export_all(tmp_path / "again")
        names = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()]
        assert all((tmp_path / "out" / n).read_bytes() == (tmp_path / "again" / n).read_bytes() for n in names)
        other.history.undo()
        assert [stored(other)[name] for name in ("notice", "contract", "bid", "charity")] == [[], [], [], []]
        with pytest.raises(BadInputError, match="records here already"):
            filled.whole_data.import_all(tmp_path / "out")
    finally:
        other.close()


def test_over_an_earlier_export_only_what_differs_is_written(filled, tmp_path):
    first = filled.whole_data.export_all(tmp_path / "out")
    assert first.written > 10
    assert filled.whole_data.export_all(tmp_path / "out").written == 0
    with filled.desk.change("Renamed") as work:
        work.bids.update(replace(work.bids.get(1), title="Day centre, north"))
    assert filled.whole_data.export_all(tmp_path / "out").written == 2
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "photo.jpg").write_bytes(b"x")
    with pytest.raises(BadInputError, match="holds other files"):
        filled.whole_data.export_all(tmp_path / "mine")


def spoil_row(content):
    content["tables"]["bid"]["rows"][0][1] = {"a": 1}


def spoil_enum(content):
    content["tables"]["bid"]["rows"][0][content["tables"]["bid"]["columns"].index("stage")] = "nonsense"


def spoil_link(content):
    content["tables"]["obligation"]["rows"][0][content["tables"]["obligation"]["columns"].index("contract_id")] = 99


def spoil_path(content):
    content["files"] = [{"path": "../../evil.txt", "sha256": ""}]


def spoil_revision(content):
    content["revision"] = "0001"


def spoil_table(content):
    del content["tables"]["bid"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_row, "is not as CharityDesk wrote it"),
        (spoil_enum, "holds a value that it cannot"),
        (spoil_link, "that is not there"),
        (spoil_path, "leads out of the folder"),
        (spoil_revision, "laid out otherwise"),
        (spoil_table, "is not as CharityDesk wrote it"),
    ],
)
def test_an_export_changed_by_hand_is_refused_and_nothing_is_written(filled, tmp_path, clock, spoil, said):
    filled.whole_data.export_all(tmp_path / "out")
    path = tmp_path / "out" / "charitydesk.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    spoil(content)
    path.write_text(json.dumps(content))
    other = build_services(AppPaths(tmp_path / "other"), clock)
    try:
        before = stored(other)
        with pytest.raises(BadInputError, match=said):
            other.whole_data.import_all(tmp_path / "out")
        assert stored(other) == before
    finally:
        other.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["contracts", "bids", "obligations"])
def test_a_list_exported_is_read_back_as_what_is_here_already(filled, tmp_path, kind, ending):
    path = tmp_path / f"list.{ending}"
    assert filled.exports.export_list(kind, path) == 1
    seen = filled.imports.preview(filled.imports.open(path), kind)
    assert seen.problems == ()
    (duplicate,) = seen.duplicates
    assert duplicate.changes == ()
    assert filled.imports.commit(seen, Treatment.MERGE).merged == 0


def test_no_cell_of_an_exported_list_is_a_formula(filled, tmp_path):
    filled.exports.export_list("contracts", tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Title"], row["Value (£)"]) == ("'=Lunch club", "12430.50")
    filled.exports.export_list("contracts", tmp_path / "c.xlsx")
    cell = load_workbook(tmp_path / "c.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=Lunch club", "s")
    money = next(row for row in load_workbook(tmp_path / "c.xlsx").active.iter_rows(min_row=2) if row[0].value)[6]
    assert (money.value, money.number_format) == (12430.5, "£#,##0.00")


def test_every_list_there_is_can_be_written(filled, tmp_path):
    filled.example.load()
    for kind in filled.exports.kinds():
        filled.exports.export_list(kind, tmp_path / f"{kind}.csv")
        assert len((tmp_path / f"{kind}.csv").read_text(encoding="utf-8-sig").splitlines()) >= 1
    with pytest.raises(BadInputError, match="There is no list “cats”"):
        filled.exports.export_list("cats", tmp_path / "cats.csv")


def test_two_libraries_read_the_same_dates_times_and_alarms_back(filled, tmp_path):
    path = tmp_path / "d.ics"
    assert filled.exports.export_calendar(path).entries == 3
    found = events(path)
    closes, report = found["Tender closes: Day centre"], found["Quarterly report: =Lunch club"]
    assert closes["dtstart"].dt.isoformat() == "2027-07-02T12:00:00+01:00"
    assert closes["dtstart"].params["TZID"] == "Europe/London"
    assert (report["dtstart"].dt, report["dtend"].dt) == (date(2027, 1, 31), date(2027, 2, 1))
    assert report["dtstart"].params["VALUE"] == "DATE"
    triggers = [alarm["trigger"].dt for alarm in report.walk("VALARM")]
    assert triggers == [timedelta(days=-14, hours=9), timedelta(days=-3, hours=9)]

    other = vobject.readOne(path.read_text(encoding="utf-8"))
    second = {event.summary.value: event for event in other.vevent_list}
    assert set(second) == set(found)
    at = second["Tender closes: Day centre"].dtstart.value
    assert (at.utcoffset(), at.replace(tzinfo=None).isoformat()) == (timedelta(hours=1), "2027-07-02T12:00:00")
    assert second["Quarterly report: =Lunch club"].dtend.value == date(2027, 2, 1)
    assert [alarm.trigger.value for alarm in second["Quarterly report: =Lunch club"].valarm_list] == triggers
    raw = path.read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_an_entry_keeps_its_name_and_counts_only_real_changes(filled, tmp_path):
    path = tmp_path / "d.ics"
    filled.exports.export_calendar(path)
    first = {name: (str(event["uid"]), event["sequence"]) for name, event in events(path).items()}
    assert {sequence for _, sequence in first.values()} == {0}
    again = filled.exports.export_calendar(path)
    assert (again.changed, again.written) == (0, False)
    with filled.desk.change("Moved the deadline") as work:
        bid = work.bids.get(1)
        work.bids.update(replace(bid, deadline="2027-07-09T12:00:00+01:00", lessons="none of the calendar's business"))
    assert filled.exports.export_calendar(path).changed == 1
    filled.history.undo()
    filled.exports.export_calendar(path)
    moved = events(path)["Tender closes: Day centre"]
    assert (str(moved["uid"]), moved["sequence"]) == (first["Tender closes: Day centre"][0], 2)
    with filled.desk.change("Handed in") as work:
        work.bids.update(replace(work.bids.get(1), stage=BidStage.SUBMITTED))
    filled.exports.export_calendar(path)
    gone = events(path)["Tender closes: Day centre"]
    assert (str(gone["status"]), gone["sequence"], list(gone.walk("VALARM"))) == ("CANCELLED", 3, [])


def test_the_day_a_notice_takes_effect_keeps_its_name_in_the_calendar_when_it_is_moved(services, tmp_path):
    path = tmp_path / "d.ics"
    kept = services.notices.record(facts(notice={"effective_on": "2026-12-20"})).record.id

    def takes_effect():
        services.exports.export_calendar(path)
        return events(path)["The notice takes effect: Lunch Club"]

    told = takes_effect()
    assert (told["dtstart"].dt, told["sequence"], len(told.walk("VALARM"))) == (date(2026, 12, 20), 0, 2)
    with services.desk.change("Moved the day") as work:
        work.notices.update(replace(work.notices.get(kept), effective_on=date(2027, 1, 10)))
    moved = takes_effect()
    assert (moved["uid"], moved["dtstart"].dt, moved["sequence"]) == (told["uid"], date(2027, 1, 10), 1)
    services.notices.set_status(kept, NoticeStatus.CLOSED)
    gone = takes_effect()
    assert (gone["uid"], str(gone["status"])) == (told["uid"], "CANCELLED")


def test_a_chosen_calendar_follows_every_change_and_is_left_alone_otherwise(filled, tmp_path):
    path = tmp_path / "shared.ics"
    filled.exports.set_automatic_calendar(path)
    before = path.stat().st_mtime_ns
    with filled.desk.change("Wrote a lesson") as work:
        work.bids.update(replace(work.bids.get(1), lessons="Start earlier"))
    assert path.stat().st_mtime_ns == before
    with filled.desk.change("Renamed") as work:
        work.bids.update(replace(work.bids.get(1), title="Night centre"))
    assert "Tender closes: Night centre" in events(path)
    filled.history.undo()
    assert "Tender closes: Day centre" in events(path)
    filled.exports.set_automatic_calendar(None)
    filled.history.redo()
    assert "Tender closes: Day centre" in events(path)


def test_trouble_with_the_chosen_calendar_is_kept_and_stops_nothing(filled, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    filled.exports.set_automatic_calendar(folder / "d.ics")
    (folder / "d.ics").unlink()
    folder.rmdir()
    with filled.desk.change("Renamed") as work:
        work.bids.update(replace(work.bids.get(1), title="Night centre"))
    assert isinstance(filled.exports.last_trouble, UserFacingError)
    kept = filled.exports.calendar_kept()
    assert "folder" in kept.trouble
    assert not kept.is_there
    folder.mkdir()
    assert filled.exports.catch_up(always=True) is None
    kept = filled.exports.calendar_kept()
    assert (kept.trouble, kept.is_there, kept.written_at) == ("", True, filled.desk.clock.now())


def test_whoever_calls_later_brings_the_calendar_up_to_date_once_for_many_changes(filled, tmp_path):
    path = tmp_path / "shared.ics"
    filled.exports.set_automatic_calendar(path)
    filled.exports.called_later = True
    for title in ("Night centre", "Evening centre"):
        with filled.desk.change("Renamed") as work:
            work.bids.update(replace(work.bids.get(1), title=title))
    assert filled.exports.is_behind
    assert "Tender closes: Day centre" in events(path)
    assert filled.exports.catch_up() is None
    assert not filled.exports.is_behind
    assert "Tender closes: Evening centre" in events(path)
    assert not filled.exports.is_behind, "what was written about the file itself counted as a change"
    filled.desk.feed.publish(Change("Went back to a backup", frozenset(Topic)))
    assert filled.exports.is_behind


def test_an_export_that_is_stopped_or_may_not_lie_there_leaves_what_was_there(filled, tmp_path):
    target = tmp_path / "out"
    filled.whole_data.export_all(target)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    with filled.desk.change("Renamed") as work:
        work.bids.update(replace(work.bids.get(1), title="Night centre"))

    def stop(done, total):
        if done == total:
            raise KeyboardInterrupt

    for folder in (target, tmp_path / "new"):
        with pytest.raises(KeyboardInterrupt):
            filled.whole_data.export_all(folder, stop)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert not (tmp_path / "new").exists()
    with pytest.raises(BadInputError, match="own data folder"):
        filled.whole_data.export_all(filled.desk.paths.data / "letters")
    with pytest.raises(UserFacingError, match="cannot be made or read"):
        filled.whole_data.export_all(target / "index.html")


def test_tables_of_everything_say_pounds_and_what_comes_back_stays_pence(filled, tmp_path):
    filled.whole_data.export_all(tmp_path / "out")
    with (tmp_path / "out" / "tables" / "contract.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["value (£)"] == "12430.50"
    kept = json.loads((tmp_path / "out" / "charitydesk.json").read_text(encoding="utf-8"))["tables"]["contract"]
    assert kept["rows"][0][kept["columns"].index("value")] == 1243050


def test_chosen_rows_of_a_list_are_written_in_the_order_in_which_they_are_asked_for(filled, tmp_path):
    with filled.desk.change("More") as work:
        for title in ("Art", "Zoo"):
            work.bids.add(BidRecord(title=title))
    assert filled.exports.export_list("bids", tmp_path / "b.csv", [3, 1, 99]) == 2
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Title"] for row in csv.DictReader(file)] == ["Zoo", "Day centre"]
    with pytest.raises(BadInputError, match=r"written as b\.ods"):
        filled.exports.export_list("bids", tmp_path / "b.ods")
