"""Settings in a window: everything is kept as it is changed and can be undone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import HolidayBook
from charitydesk.presentation.settings_words import Part
from charitydesk.services.clock import FixedClock
from charitydesk.services.holiday_files import packaged_book
from charitydesk.services.profile import Appearance as Chosen
from charitydesk.ui import library, settings
from charitydesk.ui.theme import Appearance
from tests.ui.conftest import delete_closed_windows
from tests.ui.shared_window import SharedWindow, nowhere
from tests.ui.walker import assert_page_is_accessible, clipped, finish, settle

SIZES = ((1280, 800), (640, 400))


def rooms(services):
    """The two rooms, and before them one with nothing in it: a page opened is a page paid for."""
    return nowhere(), library.room(services), settings.room(services)


class SettingsWindow(SharedWindow):
    """The window that the tests share; Settings is made afresh for each."""

    def __init__(self, data, clock, theme):
        super().__init__(data, clock, theme, rooms)
        self._folder = data
        self._files, self._holidays = {*data.rglob("*")}, self.services.clocks.holidays

    def put_back(self):
        finish(self.window.tasks)
        self.asker.confirms = True
        self.window.go("nowhere")
        finish(self.window.tasks)
        self.forget("settings")
        delete_closed_windows()
        super().put_back()
        self.services.clocks._book = self._holidays
        for path in {*self._folder.rglob("*")} - self._files:
            if path.is_file() and not path.name.startswith(self.services.desk.paths.database.name):
                path.unlink()


@pytest.fixture(scope="module")
def shared(folders, one_theme, tmp_path_factory):
    """The window of all these tests."""
    clock = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
    data = folders.example(tmp_path_factory.mktemp("settings") / "data", clock.now())
    made = SettingsWindow(data, clock, one_theme)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def window(shared, theme):  # noqa: ARG001 - the theme is put back last
    shared.lend()
    yield shared.window
    shared.put_back()


@pytest.fixture
def services(shared, window):  # noqa: ARG001 - what is changed is put back with the window
    return shared.services


@pytest.fixture
def asker(shared):
    return shared.asker


@pytest.fixture
def show(window):
    def open_part(part):
        window.go("settings", part)
        return window.page("settings").panel

    return open_part


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(widget, words):
    found = [one for one in widget.findChildren(QPushButton) if words in one.accessibleName() and one.isEnabled()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def history(services):
    return [line.name for line in services.history.list()]


def official(book: HolidayBook, years: int, issued: str) -> dict[str, object]:
    """The packaged list as the official file lays it out, with whole years left out at the beginning."""
    first = book.last_year - years + 1
    return {"last_updated": issued} | {
        division.value: {
            "division": division.value,
            "events": [
                {"title": holiday.name, "date": holiday.day.isoformat(), "notes": ""}
                for holiday in days
                if holiday.day.year >= first
            ],
        }
        for division, days in book.holidays.items()
    }


def test_that_the_charity_is_kept_as_it_is_typed_and_undone_at_one_go(qtbot, window, show, services):
    panel = show("charity")
    before = len(history(services))
    panel.name.selectAll()
    QTest.keyClicks(panel.name, "Harbour & <i>Quay</i> Carers")
    qtbot.waitUntil(lambda: services.profile.load().name == "Harbour & <i>Quay</i> Carers")
    panel.nation.set_value(Nation.WALES)
    window.go("library")
    assert services.profile.load().nation is Nation.WALES
    assert len(history(services)) == before + 1
    window.undo()
    window.go("settings")
    qtbot.waitUntil(lambda: panel.name.text() == "Harbour Young Carers")
    assert panel.nation.value() is Nation.ENGLAND


def test_that_looking_at_settings_changes_nothing(window, show, services):
    before = history(services)
    for part in Part:
        show(part)
    window.go("library")
    assert history(services) == before


def test_that_an_address_of_another_kind_is_told_and_kept_all_the_same(show, services):
    panel = show("charity")
    panel._texts["email"].setText("office at example")
    panel._texts["email"].textEdited.emit("office at example")
    panel.flush()
    assert "e-mail address" in panel._reach.rows["email"].error.text()
    assert services.profile.load().email == "office at example"


def test_that_a_word_file_becomes_the_letterhead_and_the_plain_one_comes_back(qtbot, show, services, asker, tmp_path):
    good, bad = tmp_path / "ours.docx", tmp_path / "bad.docx"
    document = Document()
    document.add_paragraph("[[letter]]")
    document.save(str(good))
    bad.write_text("no Word file")
    asker.paths = [bad, good]
    panel = show("letterhead")
    press(panel, "Choose a Word file")
    qtbot.waitUntil(lambda: "That file cannot be used" in words_of(panel))
    assert services.profile.letterhead() is None
    press(panel, "Choose a Word file")
    qtbot.waitUntil(lambda: "Your own letterhead" in words_of(panel))
    assert services.profile.letterhead() is not None
    qtbot.waitUntil(lambda: "cannot be used" not in words_of(panel))
    press(panel, "Go back to the plain one")
    assert services.profile.letterhead() is None


def test_that_the_look_and_size_show_at_once_are_kept_and_can_be_undone(qtbot, window, show, services, theme):
    panel = show("appearance")
    panel.look.set_value(Chosen.DARK)
    panel.text_size.set_value(150)
    assert (theme.appearance, theme.scale) == (Appearance.DARK, 1.5)
    record = services.profile.load()
    assert (record.appearance, record.text_size) == (Chosen.DARK, 150)
    settle()
    window.undo()
    qtbot.waitUntil(lambda: theme.appearance is not Appearance.DARK)
    assert theme.scale == 1.0


def test_that_the_panel_follows_what_the_menu_changes(window, show):
    panel = show("appearance")
    window.text_smaller()
    assert panel.text_size.value() == 90
    window.text_first()
    assert panel.text_size.value() == 100


def test_that_a_backup_brings_everything_back_once_it_is_confirmed(qtbot, window, show, services, asker):
    panel = show("backups")
    press(panel, "Back up now")
    qtbot.waitUntil(lambda: "2 notices" in words_of(panel))
    assert "1 backup" in words_of(window.page("settings").list)
    (backup,) = services.backups.list()
    services.notices.delete(services.notices.list()[0].id)
    asker.confirms = False
    press(panel, "Go back to")
    assert "kept as a backup of its own" in asker.asked[-1]
    assert len(services.notices.list()) == 1
    asker.confirms = True
    press(panel, "Go back to")
    assert len(services.notices.list()) == 2
    assert {one.why for one in services.backups.list()} == {"asked", "before-restore"}
    assert backup in services.backups.list()
    assert window.bar.words.startswith("Everything is as it was on Fri 27 Nov 2026")


def test_that_the_data_folder_is_shown_and_copied(show, services):
    panel = show("files")
    assert str(services.desk.paths.data) in words_of(panel)
    press(panel, "Copy the path of the data folder")
    assert QGuiApplication.clipboard().text() == str(services.desk.paths.data)


def test_that_a_newer_official_list_is_used_and_another_file_refused_in_words(qtbot, show, services, asker, tmp_path):
    newer, wrong = tmp_path / "bank-holidays.json", tmp_path / "wrong.json"
    newer.write_text(json.dumps(official(packaged_book(), 3, "2026-11-20")), encoding="utf-8")
    wrong.write_text("{}", encoding="utf-8")
    asker.paths = [wrong, newer]
    panel = show("holidays")
    assert f"From {packaged_book().last_year + 1} on" in words_of(panel)
    press(panel, "Use a newer official file")
    qtbot.waitUntil(lambda: "wrong.json cannot be used" in words_of(panel))
    press(panel, "Use a newer official file")
    qtbot.waitUntil(lambda: services.clocks.holidays.issued == date(2026, 11, 20))
    qtbot.waitUntil(lambda: "Fri 20 Nov 2026" in words_of(panel))


def test_that_the_example_is_taken_out_and_loaded_again(qtbot, window, show, services, asker):
    panel = show("example")
    press(panel, "Take the example out")
    qtbot.waitUntil(lambda: not services.example.loaded and "leaves without trace" in words_of(panel))
    assert "Take the example charity out?" in asker.asked[-1]
    assert services.notices.list() == ()
    press(panel, "Load the example charity")
    qtbot.waitUntil(lambda: "is loaded" in window.bar.words)
    assert len(services.notices.list()) == 2
    assert "The example charity is here" in words_of(panel)


def test_that_the_history_lists_everything_and_takes_back_what_is_next(show, services):
    panel = show("history")
    names = [panel.table.model.row_at(place).name for place in range(panel.table.model.rowCount())]
    assert names == history(services)[: len(names)]
    last = services.history.next_undo()
    assert last in panel.undo.accessibleName()
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    assert services.history.next_redo() == last
    assert panel.table.model.row_at(0).kind.value == "undo"
    QTest.mouseClick(panel.redo, Qt.MouseButton.LeftButton)
    assert services.history.next_undo() == last
    assert not panel.redo.isEnabled()


def test_that_the_arrows_move_between_sections_and_enter_opens_one(window, show):
    show("charity")
    page = window.page("settings")
    cards = list(page.list.cards.values())
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    assert page.part is Part.LETTERHEAD
    assert page.panel.first_field().hasFocus()


def test_that_a_narrow_window_shows_the_list_first_and_a_way_back(window):
    window.resize(640, 400)
    settle()
    window.go("settings")
    page = window.page("settings")
    assert not page.split.is_open
    QTest.keyClick(page.list.cards[Part.ABOUT], Qt.Key.Key_Return)
    settle()
    assert page.split.back.isVisible()
    QTest.mouseClick(page.split.back, Qt.MouseButton.LeftButton)
    assert page.list.isVisible()


def test_that_every_section_is_accessible_and_nothing_is_clipped(window, show, services, theme):
    services.backups.make()
    theme.use(Appearance.CONTRAST)
    for part in Part:
        show(part)
        settle()
        assert_page_is_accessible(window)
        for size in SIZES:
            window.resize(*size)
            settle()
            assert clipped(window) == [], (part, size)
        window.resize(1280, 800)
