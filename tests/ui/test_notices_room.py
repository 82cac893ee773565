"""The Notices room: the list, the record beside it, its clocks and findings, and the choice of a letter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from charitydesk.domain.notices import NoticeStatus
from charitydesk.services.clock import FixedClock
from charitydesk.ui.notices.chooser import LetterChooser
from charitydesk.ui.notices.folds import Folds
from charitydesk.ui.theme import Appearance
from charitydesk.ui.today.lines import RecordLine
from tests.ui.conftest import delete_closed_windows
from tests.ui.notices_desk import NoticesWindow, notices_alone, press
from tests.ui.walker import assert_page_is_accessible, clipped, settle, spoken_name

MONDAY = FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="module")
def shared(folders, one_theme, tmp_path_factory):
    """The window of all these tests."""
    data = folders.example(tmp_path_factory.mktemp("notices") / "data", MONDAY.now())
    made = NoticesWindow(data, MONDAY, one_theme, notices_alone)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def beside(shared):
    """Notices, whatever is open beside the list."""
    made = shared.desk()
    made.go("notices")
    yield made
    shared.put_back()


@pytest.fixture
def desk(beside):
    """The list alone."""
    beside.page.split.close_record()
    return beside


@pytest.fixture
def opened(beside):
    """The record of the Young Carers Support Service beside the list."""
    if not beside.page.split.is_open or beside.record.result.view.record.id != beside.young_carers():
        beside.go("notices", beside.young_carers())
    beside.record.draft.setFocus()
    return beside


def words_on(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_that_an_empty_room_says_what_will_be_here_and_offers_the_first_step(desk):
    for line in desk.services.notices.list():
        desk.services.notices.delete(line.id)
    desk.settle()
    assert "No notices yet" in words_on(desk.page)
    assert_page_is_accessible(desk.window)


def test_that_each_row_speaks_as_a_whole_sentence(beside):
    model = beside.page.table.model
    spoken = model.sentence(model.row_at(0))
    assert "from " in spoken
    assert "takes effect: " in spoken
    assert "next clock: " in spoken


def test_that_the_filter_keeps_the_rows_that_hold_every_word(beside):
    beside.page.filter.setText("young anytown")
    assert beside.page.table.shown_count() == 1


def test_that_a_click_opens_the_record_beside_the_list_and_the_arrows_move_on_to_the_next(desk):
    view = desk.page.table.view
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert desk.page.split.is_open
    assert desk.page.table.isVisible()
    first = desk.record.result.view.record.id
    view.setFocus()
    press(Qt.Key.Key_Down)
    desk.settle()
    assert desk.record.result.view.record.id != first
    assert view.hasFocus()


def test_that_moving_through_the_list_alone_opens_nothing(desk):
    desk.page.table.view.setFocus()
    press(Qt.Key.Key_Down)
    desk.settle()
    assert not desk.page.split.is_open


def test_that_enter_on_a_row_moves_into_the_record_and_escape_comes_back(desk):
    desk.page.table.view.setFocus()
    desk.page.table.choose_row(0)
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.record.draft.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not desk.page.split.is_open
    assert desk.page.table.view.hasFocus()


def test_that_the_shortfall_stands_at_the_head_in_one_sentence(opened):
    assert "47 days short" in opened.record.headline.text()


def test_that_the_weak_points_of_one_s_own_case_are_told(opened):
    record = opened.record
    assert "Before they tell you" in words_on(record.weak)
    assert any("compact is a promise and not a contract" in words for words in words_on(record.weak))


def test_that_every_clock_can_be_asked_how_it_was_worked_out(opened):
    record = opened.record
    lines = [line for line in record.clocks.lines.values() if line.folds is not None]
    assert len(lines) == len(record.clocks.lines) - 1  # the day it takes effect was typed, not worked out
    lines[0].folds.open(0)
    settle()
    assert any("count 3 months" in words for words in words_on(lines[0]))


def test_that_going_to_court_stands_beside_the_advice_to_see_a_lawyer_now(opened):
    assert any(words.startswith("Take legal advice now.") for words in words_on(opened.record.clocks))


def test_that_a_clock_marked_done_says_so_and_the_keyboard_stays_where_it_was(opened):
    record = opened.record
    mark = next(b for b in record.clocks.findChildren(QPushButton) if b.text() == "Mark as done")
    mark.setFocus()
    mark.click()
    opened.settle()
    assert any(words.startswith("Done on Mon 23 Nov 2026") for words in words_on(opened.record.clocks))
    assert opened.window.focusWidget() in opened.record.findChildren(QPushButton)
    opened.window.undo()
    opened.settle()
    assert not any(words.startswith("Done on") for words in words_on(opened.record.clocks))


def test_that_a_finding_shows_its_sources_with_their_standing(opened):
    record = opened.record
    folds = record.findings.findChildren(Folds)[0]
    place = next(n for n, toggle in enumerate(folds.toggles) if toggle.text().startswith("Rests on"))
    folds.open(place)
    settle()
    assert any("clause 14.2" in words for words in words_on(folds))
    assert "A term of your own agreement." in words_on(folds)


def test_that_an_open_finding_leads_to_its_question(opened):
    record = opened.record
    ask = next(b for b in record.findings.findChildren(QPushButton) if b.text().startswith("Answer: "))
    ask.click()
    opened.settle()
    assert opened.path == "process.impact_assessed"


def test_that_a_changed_fact_supersedes_a_clock_and_its_reason_is_kept(opened):
    opened.go("notices", f"{opened.young_carers()}:answers:notice.decided_on")
    opened.conversation.question.input.field.line.setText("10/11/2026")
    opened.conversation.finish()
    opened.settle()
    assert "1 earlier clock no longer runs" in [b.text() for b in opened.record.clocks.findChildren(QPushButton)]


def test_that_closing_a_notice_is_shown_and_can_be_undone(opened):
    record = opened.record
    record.status_wanted.emit(NoticeStatus.CLOSED)
    opened.settle()
    assert opened.record.result.view.record.status is NoticeStatus.CLOSED
    opened.window.undo()
    opened.settle()
    assert opened.record.result.view.record.status is NoticeStatus.OPEN


def test_that_a_notice_taken_out_leaves_the_list_and_undo_brings_it_back(opened):
    opened.record.delete_wanted.emit()
    opened.settle()
    assert opened.page.table.shown_count() == 1
    assert not opened.page.split.is_open
    opened.window.undo()
    opened.settle()
    assert opened.page.table.shown_count() == 2


def test_that_the_record_closes_in_words_when_its_notice_is_gone(opened):
    notice = opened.young_carers()
    opened.services.notices.delete(notice)
    opened.settle()
    assert not opened.page.split.is_open
    assert opened.window.bar.words


def test_that_letters_that_do_not_fit_are_greyed_with_the_reason_in_words(opened):
    opened.alt("l")
    chooser = opened.page.front
    assert isinstance(chooser, LetterChooser)
    grey = [radio for radio in chooser.kinds.buttons if not radio.isEnabled()]
    assert "Response to a consultation on cuts" in [radio.text() for radio in grey]
    assert any(words.startswith("Not now. This letter answers a consultation") for words in words_on(chooser))


def test_that_each_rung_says_what_it_costs_and_what_must_be_on_file(opened):
    opened.page.draft()
    opened.settle()
    opened.page.front.kinds.set_value("challenge-short-notice")
    settle()
    words = " ".join(words_on(opened.page.front))
    assert "May cool the relationship" in words
    assert "tell your trustees" in words


def test_that_a_letter_is_drafted_by_keyboard_and_kept(opened):
    opened.alt("l")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    opened.settle()
    drafts = [letter for letter in opened.services.letters.list() if letter.kind == "challenge-short-notice"]
    assert len(drafts) == 1
    lines = opened.record.letters.findChildren(RecordLine)
    assert any(line.isVisible() and "Challenge to short notice" in spoken_name(line) for line in lines)


def test_that_escape_leaves_the_choice_of_a_letter(opened):
    opened.page.draft()
    opened.settle()
    press(Qt.Key.Key_Escape)
    assert opened.page.front is None
    assert opened.record.draft.hasFocus()


def test_that_every_stop_is_named_every_text_readable_and_nothing_clipped(desk, theme):
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.go("notices", desk.young_carers())
    record = desk.record
    for folds in [line.folds for line in record.clocks.lines.values() if line.folds is not None][:2]:
        folds.open(0)
    for folds in record.findings.findChildren(Folds)[:2]:
        for place in range(len(folds.toggles)):
            folds.open(place)
    settle()
    assert clipped(desk.window) == []
    desk.window.resize(683, 500)
    settle()
    assert clipped(desk.window) == []
    desk.window.resize(1280, 800)
    desk.page.draft()
    desk.settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.page._back_to_record()
    theme.use(Appearance.DARK, 2.0)
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.page.draft()
    desk.settle()
    assert clipped(desk.window) == []
