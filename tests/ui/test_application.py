"""From the first start to the first room, with real services on a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from walker import settle

from charitydesk import gui_main
from charitydesk.bootstrap import build_services
from charitydesk.domain.bodies import Nation
from charitydesk.paths import AppPaths
from charitydesk.ui.application import Application
from charitydesk.ui.crash import crash_note
from charitydesk.ui.first_run import FirstRunPage
from charitydesk.ui.theme import Appearance
from charitydesk.ui.trouble import TroublePage


@pytest.fixture
def start(qapp, qtbot, tmp_path, clock, asker):
    started = []

    def begin(*, as_ever=False):
        made = Application(
            qapp, AppPaths(tmp_path), clock, open_data=gui_main.open_data, furnish=gui_main.furnish, asker=asker
        )
        qtbot.addWidget(made.window)
        made.theme.use(Appearance.LIGHT, 1.0)
        started.append(made)
        if as_ever:
            made.start()
        else:
            made.window.show()
            made.window.activateWindow()
            made.open()
        return made

    yield begin
    for made in started:
        made.finish()


def test_the_first_start_asks_four_questions_by_keyboard_and_keeps_the_answers(start, qtbot, tmp_path, clock):
    application = start()
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.current_page(), FirstRunPage))
    page = window.current_page()
    qtbot.waitUntil(page.charity.hasFocus)
    qtbot.keyClicks(page.charity, "Anytown Advice & Friends")
    qtbot.keyClick(page.next, Qt.Key.Key_Space)
    page.nation.set_value(Nation.WALES)
    qtbot.keyClick(page.next, Qt.Key.Key_Space)
    qtbot.keyClick(page.skip, Qt.Key.Key_Space)
    page.start.buttons[1].setChecked(True)
    with qtbot.waitSignal(page.finished):
        qtbot.keyClick(page.next, Qt.Key.Key_Space)
    application.finish()
    services = build_services(AppPaths(tmp_path), clock)
    record = services.profile.load()
    services.close()
    assert (record.name, record.nation, record.user_name) == ("Anytown Advice & Friends", Nation.WALES, "")
    assert record.onboarding_done
    assert not record.example_loaded
    assert len(services.backups.list()) == 1, "closing after a change keeps a copy"


def test_a_folder_that_is_open_elsewhere_is_told_in_words_and_can_be_tried_again(start, qtbot, tmp_path, clock):
    other = build_services(AppPaths(tmp_path), clock)
    application = start()
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.current_page(), TroublePage))
    page = window.current_page()
    other.close()
    qtbot.keyClick(page.try_again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), FirstRunPage))


def test_a_damaged_database_is_kept_and_its_last_good_copy_takes_its_place_by_keyboard(start, qtbot, tmp_path, clock):
    desk = build_services(AppPaths(tmp_path), clock)
    desk.profile.answer_first_run(name="Anytown Advice")
    desk.backups.make()
    desk.close()
    database = AppPaths(tmp_path).database
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    application = start()
    window = application.window
    qtbot.waitUntil(lambda: isinstance(window.current_page(), TroublePage))
    page = window.current_page()
    qtbot.keyClick(page.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: application._opened is not None)
    assert application._opened.first_run.needed() is False
    assert list(tmp_path.rglob("damaged-*.db"))


def test_the_window_remembers_its_appearance(start, qtbot):
    application = start()
    qtbot.waitUntil(lambda: application.window.current_page() is not None)
    application.theme.use(Appearance.DARK, 1.5)
    application.finish()
    again = start()
    again._state.dress(again.theme)
    assert (again.theme.appearance, again.theme.scale) == (Appearance.DARK, 1.5)
    again.theme.use(Appearance.LIGHT, 1.0)


def test_a_fault_of_the_program_leaves_a_note_without_anything_typed_and_the_window_stays(start, qtbot, tmp_path):
    application = start()
    qtbot.waitUntil(lambda: application.window.current_page() is not None)
    try:
        {}["Mrs Jones of Anytown"]
    except KeyError as error:
        application.crash.take(type(error), error, error.__traceback__)
    note = (tmp_path / "logs" / "crash.txt").read_text(encoding="utf-8")
    assert "KeyError" in note
    assert "Jones" not in note
    assert "what you typed is still here" in application.window.bar.words


def test_a_note_names_the_causes_of_a_fault():
    try:
        try:
            int("secret")
        except ValueError as cause:
            raise RuntimeError("secret") from cause
    except RuntimeError as error:
        note = crash_note(error, datetime(2026, 11, 27, tzinfo=UTC))
    assert note.index("RuntimeError") < note.index("ValueError")
    assert "secret" not in note


def test_the_first_paint_waits_for_no_library_no_data_and_nothing_it_does_not_show(tmp_path):
    program = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
from charitydesk import gui_main

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if isinstance(watched, QMainWindow) and event.type() == QEvent.Type.Paint:
            print(*sorted(sys.modules), flush=True)
            os._exit(0)
        return False

class Watched(QApplication):
    def __init__(self, *given):
        super().__init__(*given)
        self.watch = FirstPaint()
        self.installEventFilter(self.watch)

import PySide6.QtWidgets
PySide6.QtWidgets.QApplication = Watched
gui_main.main(["--data", sys.argv[1]])
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(run.stdout.split())
    assert "charitydesk.ui.main_window" in loaded
    assert not loaded & {"sqlalchemy", "alembic", "docx", "lxml", "reportlab", "yaml", "zoneinfo", "appdirs"}
    later = ("asker", "pages", "menus", "tasks", "notice_bar", "status_strip", "help_panel", "search_results", "rooms")
    assert not loaded & {f"charitydesk.ui.{name}" for name in later}
    assert not any(name.startswith(("charitydesk.storage", "charitydesk.presentation")) for name in loaded)
    assert not list(tmp_path.iterdir())


def test_the_frame_painted_first_is_the_one_the_first_room_opens_in(start, qtbot, tmp_path, clock):
    services = build_services(AppPaths(tmp_path), clock)
    services.profile.answer_first_run(name="Anytown Advice")
    services.close()
    window = start(as_ever=True).window
    parts = (window.menuBar(), window.stage.sidebar, window.stage.top, window.stage.search)
    first = []

    def keep():
        first.extend((window.current_page(), part.isVisible(), part.geometry()) for part in parts)

    window.painted.connect(keep)
    qtbot.waitUntil(lambda: window.current_page() is not None)
    settle()
    assert first == [(None, True, part.geometry()) for part in parts]


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["--data"], 2), (["--dta", "x"], 2)])
def test_the_few_arguments_are_read_before_anything_else(words, code, capsys):
    assert gui_main.main(words) == code
    told = capsys.readouterr()
    assert told.out or told.err


def test_a_session_without_a_display_is_told_in_one_line(monkeypatch, capsys):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform != "linux":
        pytest.skip("only Linux may lack a display")
    assert gui_main.main([]) == gui_main.NO_WINDOW
    assert capsys.readouterr().err.count("\n") == 1
