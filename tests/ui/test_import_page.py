"""The page that brings in files: a table and public notices as they are read, and the import with its undo."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from charitydesk.presentation.import_rows import Fate
from charitydesk.services.clock import FixedClock
from charitydesk.services.imports import Treatment
from charitydesk.services.people import PersonRecord
from charitydesk.ui.theme import Appearance
from tests.ui.conftest import delete_closed_windows
from tests.ui.contracts_desk import CARERS, RegistersWindow, prepare, press
from tests.ui.walker import assert_page_is_accessible, clipped, settle

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
NOTICES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "contracts_finder_england_200.json"
TABLE = """Our contracts as at 1 November 2026

Service,Funder,Start,End date,Annual value,Colour
Young carers' support and respite,Anytown City Council,01/04/2024,31/03/2028,"£140,000",blue
Breakfast club,Northshire County Council,1 Apr 2025,31/02/2027,12k,green
Advice line,Home Office,01/10/2025,30/09/2027,"45,500.00",red
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory, one_theme):
    """The window of all these tests."""
    clock = FixedClock(NOW)
    made = RegistersWindow(prepare(tmp_path_factory.mktemp("imports") / "data", clock), clock, one_theme, "contracts")
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def asker(shared):
    """Answers yes, and has no files to offer."""
    return shared.asker


@pytest.fixture
def desk(shared, theme):  # noqa: ARG001 - the theme is put back last
    made = shared.desk()
    made.go("imports", "contracts")
    yield made
    shared.put_back()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(TABLE, encoding="cp1252")
    return path


def read(desk, path):
    desk.imports.read(path)
    desk.settle()
    settle()
    return desk.imports.part


def words_on(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_that_the_page_is_reached_from_the_file_menu_and_not_listed_as_a_room(desk):
    desk.go("contracts")
    assert "imports" not in desk.window.stage.sidebar.buttons
    desk.window.menus.bring.trigger()
    assert desk.window.current_page() is desk.imports
    assert_page_is_accessible(desk.window)


def test_that_choosing_a_file_shows_every_row_s_reading_and_writes_nothing(desk, table, asker):
    asker.paths.append(table)
    desk.imports.choose()
    desk.settle()
    part = desk.imports.part
    rows = part.table.model.rows()
    assert [row.fate for row in rows] == [Fate.HERE, Fate.PROBLEM, Fate.NEW]
    assert "end date: Wed 31 Mar 2027 → Fri 31 Mar 2028" in rows[0].note
    assert "31/02/2027" in rows[1].note
    assert rows[2].words["value a year"] == "£45,500"
    assert desk.services.contracts.count() == 2


def test_that_the_preview_is_accessible_and_nothing_is_cut_off(desk, theme, table):
    part = read(desk, table)
    for size, appearance in (((1280, 800), Appearance.DARK), ((640, 400), Appearance.LIGHT)):
        theme.use(appearance)
        desk.window.resize(*size)
        for tab in (0, 1):
            part.tabs.setCurrentIndex(tab)
            settle()
            assert_page_is_accessible(desk.window)
            assert clipped(desk.window) == [], (size, tab)
            assert part.go.visibleRegion().boundingRect() == part.go.rect(), "the way on is in sight at every size"
    part.tabs.setCurrentIndex(0)
    part.table.choose_row(1)
    part.table.activated.emit(part.table.current())
    assert part.split.back.hasFocus(), "the reading took the rows' place and nothing had the keyboard"
    press(Qt.Key.Key_Escape)
    assert (part.split.is_open, desk.window.current_page()) == (False, desk.imports)


def test_that_rows_with_problems_must_be_left_out_knowingly_and_one_undo_takes_all_back(desk, table):
    part = read(desk, table)
    assert not part.go.isEnabled()
    part.leave_out.setChecked(True)
    part.go.click()
    desk.settle()
    assert desk.window.current_page() is desk.contracts
    assert {line.title for line in desk.services.contracts.list()} >= {CARERS, "Advice line"}
    assert "Imported register.csv: 1 added, 1 left as they were and 1 left out." in words_on(desk.window.bar)
    desk.window.undo()
    desk.settle()
    assert desk.services.contracts.count() == 2


def test_that_rows_here_already_can_be_brought_up_to_date(desk, table):
    part = read(desk, table)
    part.treatment.set_value(Treatment.MERGE)
    part.leave_out.setChecked(True)
    assert part.go.text() == "&Import 2 rows"
    part.go.click()
    desk.settle()
    assert desk.services.contracts.show(desk.contract()).record.ends_on == date(2028, 3, 31)


def test_that_all_of_a_row_s_reading_stands_beside_the_rows_and_one_row_is_treated_otherwise(desk, table):
    part = read(desk, table)
    settle()
    assert part.row.row.number == 4, "the first row is read beside the list without a click"
    assert "end date: Wed 31 Mar 2027 → Fri 31 Mar 2028" in "\n".join(words_on(part.row))
    assert {"Start date", "Mon 1 Apr 2024", "End date", "Fri 31 Mar 2028", "£140,000"} <= set(words_on(part.row))
    assert part.go.visibleRegion().boundingRect() == part.go.rect(), "the way on is in sight"
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    part.table.choose_row(1)
    assert {"Row 5 of the file", "End date not understood: 31/02/2027"} <= set(words_on(part.row))
    part.table.choose_row(0)
    part.row.field.set_value(Treatment.MERGE)
    part.leave_out.setChecked(True)
    assert (part.row.badge.accessibleName(), part.go.text()) == ("Brought up to date", "&Import 2 rows")
    part.go.click()
    desk.settle()
    assert desk.services.contracts.show(desk.contract()).record.ends_on == date(2028, 3, 31)


def test_that_another_sheet_of_a_workbook_can_be_chosen(desk, tmp_path):
    book = Workbook()
    for title in ("Services", "Old"):
        sheet = book.create_sheet(title)
        sheet.append(["Service", "Funder", "End date"])
        sheet.append([f"{title} club", "Home Office", date(2028, 3, 31)])
    book["Services"].append(["Advice", "Home Office", date(2028, 3, 31)])
    book.save(tmp_path / "register.xlsx")
    part = read(desk, tmp_path / "register.xlsx")
    assert (part.sheet.value(), part.sheet.isVisible()) == ("Services", True)
    part.sheet.set_value("Old")
    desk.settle()
    assert [row.words["title"] for row in desk.imports.part.table.model.rows()] == ["Old club"]


def test_that_a_column_can_be_taken_for_something_else(desk, table):
    part = read(desk, table)
    part.tabs.setCurrentIndex(1)
    part.columns.fields[5].set_value("owner")
    desk.settle()
    again = desk.imports.part
    assert again.preview.mapping[5] == "owner"
    assert again.columns.fields[5].hasFocus()
    assert again.table.model.row_at(0).words["owner"] == "blue"


def test_that_a_table_without_a_needed_column_says_so_and_cannot_be_imported(desk, table):
    part = read(desk, table)
    part.columns.fields[0].set_value(None)
    desk.settle()
    settle()
    assert not desk.imports.part.may_import
    assert "This cannot be imported yet" in words_on(desk.imports)


def test_that_the_rows_can_be_taken_for_another_kind(desk, table):
    part = read(desk, table)
    part.kind.set_value("bids")
    desk.settle()
    assert desk.imports.part.preview.kind.name == "bids"


def test_that_only_the_rows_not_understood_can_be_looked_at(desk, table):
    part = read(desk, table)
    part.only.set_value(Fate.PROBLEM)
    assert [row.words["title"] for row in part.table.model.rows()] == ["Breakfast club"]


def test_that_a_file_that_is_no_table_is_refused_in_one_sentence(desk, tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x00\x01\x02\xff" * 50)
    desk.imports.read(path)
    desk.settle()
    assert desk.imports.part is None
    assert any("photo.csv is not text" in words for words in words_on(desk.window.bar))


def test_that_escape_goes_back_to_the_room_it_was_opened_from(desk, table):
    desk.go("imports", "bids")
    read(desk, table)
    desk.imports.part.tabs.setFocus()
    press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.window.current_page() is desk.bids


def test_that_another_program_s_time_opened_from_a_week_is_whoever_s_week_it_was(desk, tmp_path):
    for name in ("Mari Llewelyn", "Sam Okoro"):
        desk.services.people.save_person(PersonRecord(name=name))
    export = tmp_path / "timewarrior.json"
    export.write_text('[{"start":"20260701T080000Z","end":"20260701T091500Z","tags":["tea"]}]', "utf-8")
    desk.go("imports", "time:Sam Okoro")
    part = read(desk, export)
    assert part.preview.kind.name == "time"
    part.go.click()
    desk.settle()
    assert [(line.person, line.minutes) for line in desk.services.time.list()] == [("Sam Okoro", 75)]


def test_that_public_notices_become_bids_and_a_second_import_finds_nothing_new(desk):
    if not NOTICES.exists():
        pytest.skip("the folder shared/data with the 200 notices is not here")
    part = read(desk, NOTICES)
    assert_page_is_accessible(desk.window)
    assert clipped(desk.window) == []
    assert (part.rows.counts[Fate.NEW], part.rows.counts[Fate.CLOSED]) == (7, 183)
    part.leave_closed.setChecked(True)
    assert part.go.text() == "&Import 7 notices"
    part.leave_closed.setChecked(False)
    part.go.click()
    desk.settle()
    assert desk.window.current_page() is desk.bids
    assert desk.services.bids.count() == 193
    assert desk.bids.subtitle == "10 bids shown, 183 closed notices left aside"
    desk.bids.list.aside.click()
    desk.settle()
    assert (desk.bids.subtitle, desk.bids.list.aside.isVisible()) == ("193 bids", False)
    desk.go("contracts", "commissioners")
    listed = desk.contracts.list
    assert desk.contracts.subtitle.endswith(" others named only by closed notices left aside")
    few = listed.bodies.shown
    gone = next(line for line in desk.services.commissioners.list() if line.is_aside)
    desk.go("contracts", f"commissioner:{gone.id}")
    assert listed.bodies.table.current().id == gone.id, "it was opened and not brought into sight"
    assert (listed.aside.text(), listed.bodies.shown > few) == ("Sho&w fewer", True)
    desk.go("imports", "bids")
    again = read(desk, NOTICES)
    assert again.preview.unchanged == 190
    assert (again.go.isEnabled(), again.why.isVisible()) == (False, True)
