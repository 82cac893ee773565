"""Time & costs in a window: a week by keyboard, its corrections, the timer, and the room at every size."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton

from charitydesk.domain.activities import Activity
from charitydesk.services.time_log import Subject, SubjectKind
from charitydesk.ui.time.entry_form import CorrectionForm, EntryForm
from charitydesk.ui.time.keeper import TimerKeeper
from charitydesk.ui.time.week_grid import FIRST_DAY, TOTAL
from tests.ui.time_desk import MOMENT, MONDAY, mari, press, words_of, write
from tests.ui.walker import assert_page_is_accessible, clipped, settle

SIZES = ((1280, 800), (1366, 768), (683, 384), (640, 400))


def test_that_a_whole_week_is_logged_by_keyboard_alone(desk, services):
    view, person = desk.page.view, mari(services)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is view.add_row.subject or view.add_row.subject.line.hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    desk.settle()
    row = next(place for place, one in enumerate(view.model.rows) if one.title == "Young carers breaks")
    assert view.table.hasFocus()
    assert view.table.currentIndex().row() == row
    for _ in range(4):
        press(Qt.Key.Key_Left)
    assert view.table.currentIndex().column() == FIRST_DAY
    for typed in ("1h30", "1.5", "90m", "1:30", "2"):
        write(typed)
        press(Qt.Key.Key_Tab)
        desk.settle()
    week = services.time.week(person.id, MONDAY)
    line = next(one for one in week.rows if one.activity is Activity.WRITING)
    assert line.minutes == (90, 90, 90, 90, 120, 0, 0)
    assert view.model.data(view.model.index(row, TOTAL)) == "8h"
    assert view.model.minutes(len(view.model.rows), FIRST_DAY) == 180
    assert "9 h 30 min logged of 35 h" in view.summary.text()


def test_that_what_time_is_for_is_found_by_any_of_its_words(desk):
    field = desk.page.view.add_row.subject
    for typed, meant in (("carers bre", 2), ("icb", 3), ("anytown", None)):
        field.line.setText(typed)
        assert (field.value() == Subject(SubjectKind.BID, meant)) is (meant is not None)
        assert bool(field.problem()) is (meant is None)


def test_that_enter_goes_down_the_day_and_delete_empties_a_cell(desk, services):
    view, person = desk.page.view, mari(services)
    view.add_row.chosen.emit(Subject(SubjectKind.NONE, 0), Activity.OTHER)
    desk.settle()
    top = view.model.index(0, FIRST_DAY + 1)
    view.table.setCurrentIndex(top)
    write("45m")
    press(Qt.Key.Key_Return)
    assert view.table.currentIndex().row() == 1
    assert view.table.state() is not QAbstractItemView.State.EditingState
    desk.settle()
    assert services.time.week(person.id, MONDAY).totals[1] == 45
    view.table.setCurrentIndex(top)
    press(Qt.Key.Key_Delete)
    desk.settle()
    assert services.time.week(person.id, MONDAY).totals[1] == 0
    desk.window.undo()
    desk.settle()
    assert services.time.week(person.id, MONDAY).totals[1] == 45


def test_that_a_day_of_twenty_five_hours_is_refused_at_its_cell_and_the_others_stand(desk, services):
    view, person = desk.page.view, mari(services)
    for typed, words in (("23", "has 24 h"), ("45", "45m"), ("soon", "could not be read")):
        view.table.setFocus()
        view.add_row.chosen.emit(Subject(SubjectKind.NONE, 0), Activity.OTHER)
        desk.settle()
        row = next(place for place, one in enumerate(view.model.rows) if one.activity is Activity.OTHER)
        view.table.setCurrentIndex(view.model.index(row, FIRST_DAY))
        write(typed)
        press(Qt.Key.Key_Tab)
        desk.settle()
        assert words in view.problem.text()
        assert view.problem.isVisible()
    assert services.time.week(person.id, MONDAY).totals[0] == 90


def test_that_a_line_is_said_back_and_its_problem_stands_at_its_place(desk, services):
    quick, person = desk.page.view.quick, mari(services)
    desk.window.filter_here()
    write("1h30 Tue Ashdale tender: pricing")
    assert "1 h 30 min on Tue 24 Nov 2026, Ashdale lunch clubs tender" in quick.words.text()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert services.time.week(person.id, MONDAY).totals[1] == 90
    assert quick.line.text() == ""
    write("2h Mon Nonesuch: pricing")
    press(Qt.Key.Key_Return)
    assert quick.error.isVisible()
    assert "Nonesuch" in quick.line.selectedText()
    quick.clear()
    write("24h Mon: too long")
    press(Qt.Key.Key_Return)
    assert "do not fit" in quick.error.text()


def test_that_a_locked_month_stands_and_is_corrected_by_a_dated_reversal(desk, services):
    view = desk.page.view
    desk.page.open_record("week:2026-09-08")
    desk.settle()
    assert "September 2026 is locked" in words_of(desk.page)
    assert not view.model.is_open(0, FIRST_DAY + 1)
    entry = view.entries.table.model.rows()[0]
    view.entries.open_entry(entry)
    form = view.entries.form
    assert isinstance(form, CorrectionForm)
    desk.settle()
    form.length.set_value("30m")
    form.keep()
    assert "Say what was wrong" in words_of(form)
    form.reason.set_value("Logged on the wrong bid")
    form.keep()
    desk.settle()
    assert view.entries.table.model.rows()[0].taken_back == -30
    assert services.time.entry(entry.id).minutes == 150
    assert services.time.corrections(entry.id)[0].dated_on == date(2026, 11, 27)


def test_that_an_entry_is_changed_and_that_overlaps_and_gaps_are_only_shown(desk, services):
    view, person = desk.page.view, mari(services)
    for line in ("9-11 Tue Ashdale tender", "10-12 Tue Young carers", "14:00-15:00 Tue: post"):
        services.time.log_line(person.id, line)
    desk.settle()
    said = words_of(desk.page)
    assert "entries overlap by 1 h" in said
    assert "Nothing logged from 12 noon to 2pm" in said
    view.show_day(date(2026, 11, 24))
    desk.settle()
    assert [one.minutes for one in view.entries.table.model.rows()] == [120, 120, 60]
    view.entries.open_entry(view.entries.table.model.rows()[2])
    form = view.entries.form
    assert isinstance(form, EntryForm)
    form.length.set_value("30m")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    desk.settle()
    assert services.time.week(person.id, MONDAY).totals[1] == 270


def test_that_the_timer_survives_a_crash_and_asks_before_it_stops(desk, services, clock):
    view = desk.part("timer")
    assert "No timer is running" in view.words.text()
    view.subject.set_value(Subject(SubjectKind.BID, 1))
    view.begin()
    desk.settle()
    assert "The timer is running since 5.30pm" in view.words.text()
    assert "Ashdale lunch clubs tender" in view.words.text()
    clock.set(MOMENT + timedelta(hours=2))
    view.refresh()
    desk.settle()
    view.finish()
    desk.settle()
    assert view.run is not None
    assert "Were you working?" in words_of(view)
    answer = next(one for one in view.findChildren(QPushButton) if one.text() == "Yes, count it")
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    desk.settle()
    assert view.figure.text() == "2 h"
    view.finish()
    desk.settle()
    assert view.run is None
    entry = services.time.list(person_id=mari(services).id, limit=1)[0]
    assert (entry.minutes, entry.activity) == (120, Activity.WRITING)


def test_that_the_first_day_leads_to_the_first_person(shared, desk, folders):
    shared.empty(folders)
    assert "Nobody's time is logged yet" in words_of(desk.page)
    QTest.mouseClick(
        next(one for one in desk.page.findChildren(QPushButton) if one.isVisible()), Qt.MouseButton.LeftButton
    )
    desk.settle()
    assert desk.page.part == "people"
    assert desk.page.view.panel.name.hasFocus()
    for part in ("timer", "costs", "ledger"):
        desk.part(part)
        assert_page_is_accessible(desk.window)
        assert clipped(desk.window) == []


def states(desk):
    """Each state of the room, one after another."""
    view = desk.part("week")
    view.begin_row()
    view.quick.line.setText("2h Mno")
    view.quick.enter()
    view.entries.open_entry(next(one for one in view.entries._entries))
    yield "week"
    view = desk.part("timer")
    view.begin()
    desk.clock.set(MOMENT + timedelta(hours=1))
    view.refresh()
    desk.settle()
    yield "timer"
    view = desk.part("costs")
    view.open_row(view.table.model.rows()[0])
    yield "costs"
    view = desk.part("ledger")
    view.statements.begin()
    yield "ledger"
    view._open_row(view.table.model.rows()[0])
    desk.settle()
    yield "figure"
    view.close_opened()
    view = desk.part("full")
    view.open_row(view.table.model.rows()[0])
    view.panel.begin()
    desk.settle()
    yield "full"
    view = desk.part("people")
    view.finance.setChecked(True)
    view.open_row(view.table.model.rows()[0])
    view.panel.rates.begin()
    desk.settle()
    yield "person"
    for name in ("roles", "overheads", "taxyears", "locks"):
        view.open_record(name)
        yield name


def test_that_every_state_is_reached_by_keyboard_is_named_and_fits(desk):
    for place, name in enumerate(states(desk)):
        size = SIZES[place % len(SIZES)]
        for one in dict.fromkeys((size, SIZES[3])):
            desk.window.resize(*one)
            settle()
            assert clipped(desk.window) == [], (name, one)
        assert_page_is_accessible(desk.window)


def test_that_the_large_text_fits_too(desk, theme):
    theme.use(scale=2.0)
    desk.window.resize(1280, 800)
    for part in ("week", "timer", "ledger", "full", "people"):
        desk.part(part)
        settle()
        assert clipped(desk.window) == [], part


def test_that_nobody_at_the_computer_becomes_a_question_and_signs_of_life_do_not(services, clock):
    untouched = [0.0]
    keeper = TimerKeeper(services.timers, clock, lambda: untouched[0])
    person = mari(services).id
    keeper.look()
    services.timers.start(person)
    for minute in range(1, 31):
        clock.set(MOMENT + timedelta(minutes=minute))
        untouched[0] = 0.0 if minute < 5 or minute > 20 else (minute - 5) * 60.0
        keeper.look()
    keeper.stop()
    view = services.timers.of(person)
    assert [gap.minutes for gap in view.run.gaps] == [16]
    assert "nobody used the computer" in view.questions[0][1]
    assert view.minutes == 14
