"""What goes out of the window: lists as they are shown, everything to one folder, and the dates for a calendar."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from charitydesk.services.clock import FixedClock
from charitydesk.ui.exports.keeper import CalendarKeeper
from charitydesk.ui.rooms import rooms
from tests.ui.shared_window import SharedWindow
from tests.ui.walker import assert_page_is_accessible, clipped, finish, settle

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
SMALL = 640, 400


@pytest.fixture(scope="module")
def shared(example_at, tmp_path_factory, one_theme):
    data = tmp_path_factory.mktemp("exports") / "data"
    shutil.copytree(example_at(NOW), data)
    made = SharedWindow(data, FixedClock(NOW), one_theme, rooms)
    yield made
    made.close()


@pytest.fixture
def desk(shared):
    shared.lend()
    yield shared
    shared.services.exports.set_automatic_calendar(None)
    shared.put_back()


@pytest.fixture
def opened():
    """The folders that were opened, without opening any."""

    class Opener(QObject):
        def __init__(self):
            super().__init__()
            self.urls = []

        @Slot("QUrl")
        def take(self, url):
            self.urls.append(url.toLocalFile())

    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made.urls
    QDesktopServices.unsetUrlHandler("file")


def go(desk, room, key=None):
    desk.window.go(room, key)
    finish(desk.window.tasks)
    return desk.window.page(room)


def menu(desk):
    made = desk.window.stage.header.opens_menu.menu()
    made.fill()
    return {action.text().replace("&", ""): action for action in made.actions() if not action.isSeparator()}


def take(desk, line, target):
    desk.asker.paths = [target]
    next(action for text, action in menu(desk).items() if text.startswith(line)).trigger()
    finish(desk.window.tasks)


def press(widget, words):
    found = [one for one in widget.findChildren(QPushButton) if words in one.accessibleName() and one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def dates_in(path):
    return {str(event["summary"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_that_each_room_offers_its_own_lists_then_the_calendar_and_everything(desk):
    offered = {
        ("today", None): ["All obligations", "All clocks", "All tasks of bids"],
        ("contracts", None): ["All contracts (3)", "All variations of contracts", "All obligations"],
        ("contracts", "commissioners"): ["All commissioners (3)", "All people at commissioners"],
        ("bids", None): ["All bids (3)", "All tasks of bids"],
        ("notices", None): ["All notices (2)", "All clocks"],
        ("letters", None): ["All letters (1)"],
        ("time", "costs"): ["All bills for bidding", "All money given towards bidding", "All entries of time"],
    }
    for (room, key), lists in offered.items():
        go(desk, room, key)
        found = [line.rstrip("…") for line in menu(desk)]
        assert found == [*lists, "All dates, for a calendar", "Everything, to one folder"], room
    go(desk, "settings")
    assert desk.window.stage.header.opens_menu is None
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "no list to export on this page" in desk.window.bar.words


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_control_e_opens_the_menu_on_its_first_line(desk, qtbot):
    go(desk, "bids")
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    made = desk.window.stage.header.opens_menu.menu()
    qtbot.waitUntil(made.isVisible)
    assert (made.accessibleName(), made.activeAction().text()) == ("Export", "All bids (3)…")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_that_a_filtered_list_goes_out_whole_or_as_it_is_shown(desk, tmp_path, opened):
    page = go(desk, "contracts", None)
    page.list.show_bodies(shown=False)
    page.list.bar.text.set_value("short breaks")
    page.list.bar.changed.emit()
    finish(desk.window.tasks)
    take(desk, "Only the contracts shown (1)", tmp_path / "shown.csv")
    assert [row["Title"] for row in rows_of(tmp_path / "shown.csv")] == ["Short Breaks for Young Carers"]
    assert rows_of(tmp_path / "shown.csv")[0]["Value a year (£)"] == "24600.00"
    take(desk, "All contracts (3)", tmp_path / "all.xlsx")
    assert load_workbook(tmp_path / "all.xlsx").active.max_row == 4
    assert desk.window.bar.words == f"Contracts: 3 rows written to all.xlsx in {tmp_path}."
    press(desk.window.bar, "Open folder")
    assert opened == [str(tmp_path)]
    assert desk.asker.asked[-1].startswith("Export: All contracts (3) [Contracts 2026-11-27.xlsx] [Excel workbook")
    page.list.bar.text.set_value("")
    page.list.bar.changed.emit()


def test_that_one_week_of_one_person_goes_out_alone(desk, tmp_path):
    go(desk, "time", "week")
    take(desk, "Only the week of Mon 23 Nov 2026, Mari Llewelyn", tmp_path / "week.csv")
    assert {(row["Person"], row["Day"][:8]) for row in rows_of(tmp_path / "week.csv")} == {
        ("Mari Llewelyn", "2026-11-")
    }
    take(desk, "All entries of time", tmp_path / "all.csv")
    assert len(rows_of(tmp_path / "all.csv")) > len(rows_of(tmp_path / "week.csv")) > 0


def test_that_a_list_that_cannot_be_written_says_so_and_leaves_the_file_as_it_was(desk, tmp_path):
    go(desk, "letters")
    take(desk, "All letters", tmp_path / "gone" / "letters.csv")
    assert "could not be saved because the folder" in desk.window.bar.words
    take(desk, "All letters", tmp_path / "letters.ods")
    assert "End the name in .csv or .xlsx." in desk.window.bar.words


def test_that_everything_goes_to_a_new_folder_where_the_chosen_one_holds_other_files(desk, tmp_path, opened):
    panel = go(desk, "settings", "export").panel
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    desk.asker.paths = [tmp_path]
    press(panel, "Choose a folder")
    finish(desk.window.tasks)
    assert f"The folder {tmp_path} holds other files." in words_of(panel)
    desk.window.resize(*SMALL)
    settle()
    assert clipped(desk.window) == []
    press(panel, "Make the folder CharityDesk 2026-11-27 in it")
    finish(desk.window.tasks)
    made = tmp_path / "CharityDesk 2026-11-27"
    kept = json.loads((made / "charitydesk.json").read_text(encoding="utf-8"))
    count = sum(len(table["rows"]) for table in kept["tables"].values())
    assert f"{count} records and 2 files are in {made}." in words_of(panel)
    assert (made / "index.html").is_file()
    assert {path.suffix for path in (made / "files").rglob("*") if path.is_file()} == {".docx", ".pdf"}
    press(panel, "Open folder")
    assert opened == [str(made)]
    assert_page_is_accessible(desk.window)
    desk.asker.paths = [tmp_path / "holiday.jpg"]
    press(panel, "Choose a folder")
    finish(desk.window.tasks)
    assert "cannot be made or read" in words_of(panel)


def test_that_any_list_goes_out_from_settings_too(desk, tmp_path):
    panel = go(desk, "settings", "export").panel
    panel.list.set_value("clocks")
    desk.asker.paths = [tmp_path / "clocks.csv"]
    press(panel, "Export this list")
    finish(desk.window.tasks)
    assert {"What runs out", "Notice", "Last safe day"} <= set(rows_of(tmp_path / "clocks.csv")[0])


def test_that_the_dates_go_out_once_from_a_room(desk, tmp_path):
    go(desk, "bids")
    take(desk, "All dates", tmp_path / "dates.ics")
    assert "Tender closes: Holiday Activities Framework" in dates_in(tmp_path / "dates.ics")
    assert "written to dates.ics" in desk.window.bar.words
    take(desk, "All dates", tmp_path / "dates.ics")
    assert "was up to date already" in desk.window.bar.words


def test_that_a_calendar_file_is_kept_up_to_date_and_its_trouble_is_told(desk, tmp_path):
    keeper = CalendarKeeper(desk.services.exports, desk.window.context)
    panel = go(desk, "settings", "calendar").panel
    folder = tmp_path / "shared"
    folder.mkdir()
    desk.asker.paths = [tmp_path / "none" / "d.ics", folder / "d.ics"]
    press(panel, "Keep a file up to date")
    finish(desk.window.tasks)
    assert "That file cannot be kept up to date" in words_of(panel)
    press(panel, "Keep a file up to date")
    finish(desk.window.tasks)
    assert "Fri 27 Nov 2026, 5.30pm" in words_of(panel)
    assert "cannot be kept" not in words_of(panel)

    with desk.services.desk.change("Renamed") as work:
        bid = next(bid for bid in work.bids.all() if bid.title.startswith("Holiday"))
        work.bids.update(replace(bid, title="Summer play"))
    finish(desk.window.tasks)
    assert keeper.timer.isActive()
    keeper.timer.stop()
    keeper.catch_up()
    finish(desk.window.tasks)
    assert "Tender closes: Summer play" in dates_in(folder / "d.ics")

    shutil.rmtree(folder)
    keeper.catch_up()
    finish(desk.window.tasks)
    assert "does not exist" in desk.window.bar.words
    assert "The calendar file is not up to date" in words_of(panel)
    assert "could not be written" in words_of(desk.window.page("settings").list)
    desk.window.resize(*SMALL)
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    folder.mkdir()
    press(panel, "Write it now")
    finish(desk.window.tasks)
    assert "not up to date" not in words_of(panel)
    (folder / "d.ics").unlink()
    panel.refresh()
    finish(desk.window.tasks)
    assert "is no longer in" in words_of(panel)
    press(panel, "Stop keeping")
    finish(desk.window.tasks)
    assert desk.services.exports.automatic_calendar is None
    assert panel.start.isVisible()
    keeper.timer.stop()
    keeper.deleteLater()


def test_that_the_search_box_finds_the_way_out(desk):
    desk.window.search.begin()
    for words, part in (("calendar file", "calendar"), ("export everything", "export")):
        desk.window.search.setText(words)
        hit = next(hit for hit in desk.window.search.hits() if hit.title.casefold().startswith(words))
        hit.key.trigger()
        finish(desk.window.tasks)
        assert desk.window.page("settings").part == part
    desk.window.search.finish()
