"""The guided conversation: one question a page, by keyboard, kept as one goes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime
from charitydesk.domain.notices import HowItCame
from charitydesk.domain.periods import Period, Unit
from charitydesk.presentation.notice_words import InputKind
from charitydesk.services.clock import FixedClock
from tests.ui.conftest import delete_closed_windows
from tests.ui.notices_desk import NoticesWindow, notices_alone, press, write
from tests.ui.walker import assert_page_is_accessible, clipped, settle

MONDAY = FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="module")
def shared(folders, one_theme, tmp_path_factory):
    """The window of nearly all these tests, over a charity without a notice."""
    data = folders.empty(tmp_path_factory.mktemp("conversation") / "data")
    made = NoticesWindow(data, MONDAY, one_theme, notices_alone)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def desk(shared):
    """The conversation on a new notice."""
    made = shared.desk()
    made.begin()
    yield made
    shared.put_back()


@pytest.fixture
def own_window(one_theme):
    """A function that opens a window for one test alone."""
    made = []

    def over(data):
        made.append(NoticesWindow(data, MONDAY, one_theme, notices_alone))
        return made[-1].desk()

    yield over
    for window in made:
        window.close()


def words_on(widget):
    settle()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_that_each_page_asks_one_question_says_where_one_is_and_why_it_is_asked(desk):
    words = words_on(desk.conversation.area)
    assert "Question 1 of 29 · Who gave the notice?" in words
    assert "What is the body called?" in words
    assert "The letter goes to it by this name." in words


def test_that_the_keyboard_is_in_the_answer_and_enter_goes_on(desk):
    write("Borough Council")
    press(Qt.Key.Key_Return)
    assert desk.path == "body.kind"
    assert desk.window.focusWidget() is desk.conversation.question.input.focus_widget()


def test_that_tab_leads_from_every_answer_to_the_ways_on(desk):
    for path in ("body.kind", "body.nation"):
        press(Qt.Key.Key_Return)
        assert desk.path == path
        press(Qt.Key.Key_Tab)
        assert desk.window.focusWidget().text() == "&Back"
        desk.conversation.question.begin()


def test_that_the_notice_is_kept_as_soon_as_the_body_is_named(desk):
    write("Borough Council")
    press(Qt.Key.Key_Return)
    desk.settle()
    assert [line.commissioner for line in desk.services.notices.list()] == ["Borough Council"]


def test_that_closing_the_window_in_the_middle_of_an_answer_loses_nothing(own_window, folders, tmp_path):
    desk = own_window(folders.empty(tmp_path))
    desk.begin()
    write("Borough Council")
    desk.window.close()
    assert [line.commissioner for line in desk.services.notices.list()] == ["Borough Council"]


def test_that_answers_of_one_sitting_are_one_line_of_the_history(desk):
    desk.answer("Borough Council")
    desk.answer(BodyKind.LOCAL_AUTHORITY)
    desk.answer(Nation.WALES)
    desk.settle()
    names = [line.name for line in desk.services.history.list()]
    assert names == ["Changed the notice from Borough Council", "Recorded a notice from Borough Council"]


def test_that_any_question_can_be_left_with_don_t_know_yet(desk):
    write("Something")
    desk.alt("d")
    assert desk.path == "body.kind"
    assert desk.conversation.form.facts.body.name == ""
    desk.alt("d")
    assert desk.path == "body.nation"


def test_that_back_shows_the_answer_given(desk):
    desk.answer("Borough Council")
    desk.alt("b")
    assert desk.conversation.question.input.value() == "Borough Council"


def test_that_typing_that_cannot_be_read_stays_and_says_what_would_do(desk):
    desk.conversation.form.go_to("notice.received_on")
    desk.conversation.show_question()
    settle()
    write("soon")
    press(Qt.Key.Key_Return)
    assert desk.path == "notice.received_on"
    assert any("could not be read as a date" in words for words in words_on(desk.conversation.area))
    assert not desk.page.can_leave()


def test_that_a_long_answer_takes_enter_as_a_new_line_and_goes_on_with_ctrl_and_enter(desk):
    desk.conversation.form.go_to("body.address")
    desk.conversation.show_question()
    settle()
    write("Town Hall")
    press(Qt.Key.Key_Return)
    write("Market Place")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.conversation.form.facts.body.address == "Town Hall\nMarket Place"
    assert desk.path == "agreement.service"


def test_that_enter_on_a_button_presses_that_button(desk):
    desk.answer("Borough Council")
    back = next(b for b in desk.conversation.findChildren(QPushButton) if b.text() == "&Back")
    back.setFocus()
    press(Qt.Key.Key_Return)
    assert desk.path == "body.name"


@pytest.mark.parametrize(
    ("path", "kind", "value"),
    [
        ("body.name", InputKind.TEXT, "Cyngor Sir <b>Ŵyddgrug</b> & Co"),
        ("body.address", InputKind.LONG_TEXT, "Town Hall\nAnytown"),
        ("body.kind", InputKind.CHOICE, BodyKind.NHS_BODY),
        ("notice.how", InputKind.CHOICE, HowItCame.MEETING),
        ("agreement.regime", InputKind.SELECT, Regime.PCR2015),
        ("process.users_told", InputKind.ANSWER, Answer.PARTLY),
        ("notice.received_on", InputKind.DATE, date(2026, 11, 20)),
        ("terms.notice", InputKind.PERIOD, Period(10, Unit.WORKING_DAYS)),
        ("agreement.value", InputKind.MONEY, 74_200_050),
        ("consequences.users", InputKind.COUNT, 0),
    ],
)
def test_that_every_kind_of_answer_comes_back_as_it_was_given(desk, path, kind, value):
    desk.conversation.form.go_to(path)
    desk.conversation.show_question()
    assert desk.conversation.question.input.kind is kind
    assert not desk.conversation.form.known(path)
    desk.answer(value)
    assert desk.conversation.form.value(path) == value
    desk.conversation.form.go_to(path)
    desk.conversation.show_question()
    assert desk.conversation.question.input.value() == value


def test_that_the_side_list_jumps_to_a_page_by_keyboard(desk):
    desk.answer("Borough Council")
    side = desk.conversation.side
    side.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert desk.path == "notice.kind"


def test_that_at_the_end_of_the_first_questions_one_may_see_the_result_or_go_on(desk):
    desk.answer("Borough Council")
    while desk.conversation.question is not None:
        desk.conversation.go_on()
    said = words_on(desk.conversation)
    assert "Those were the first questions." in said
    assert any(f"{desk.conversation.form.still_open} of them are still open." in words for words in said)
    desk.alt("o")
    assert desk.path == "body.kind"
    assert desk.conversation.form.thorough


def test_that_the_result_needs_a_name_and_says_so(desk):
    desk.conversation.finish()
    assert desk.path == "body.name"
    assert any(words.startswith("Give the body's name") for words in words_on(desk.conversation))


def test_that_the_result_follows_the_conversation(desk):
    desk.answer("Borough Council")
    desk.alt("r")
    desk.settle()
    assert desk.page.front is None
    assert desk.record.result.view.record.commissioner == "Borough Council"
    assert desk.record.draft.hasFocus()


def test_that_finishing_later_keeps_the_answers_and_resumes_where_one_stopped(desk):
    desk.answer("Borough Council")
    desk.answer(BodyKind.LOCAL_AUTHORITY)
    desk.alt("l")
    desk.settle()
    assert desk.page.front is None
    desk.record.more_wanted.emit()
    assert desk.path == "body.nation"


def test_that_all_answers_stand_on_one_form_and_are_kept_when_changed(desk, qtbot):
    desk.answer("Borough Council")
    desk.alt("a")
    form = desk.conversation.answers
    form.inputs["consequences.users"].field.setFocus()
    write("146")
    qtbot.waitUntil(lambda: desk.conversation.form.facts.consequences.users == 146)
    desk.settle()
    assert desk.services.notices.facts(desk.services.notices.list()[0].id).consequences.users == 146


def test_that_the_form_shows_and_hides_what_hangs_on_another_answer(desk):
    desk.answer("Borough Council")
    desk.conversation.show_answers()
    form = desk.conversation.answers
    knew = form.inputs["notice.knew_on"].field
    assert not knew.isVisible()
    form.inputs["notice.award_involved"].field.set_value(Answer.YES)
    form.commit()
    settle()
    assert knew.isVisible()


def test_that_undo_during_the_conversation_shows_the_answer_as_it_was(desk):
    desk.answer("Borough Council")
    desk.settle()
    desk.services.notices.update(desk.conversation.saver.notice_id, desk.conversation.form.facts)
    desk.answer(BodyKind.NHS_BODY)
    desk.settle()
    desk.window.undo()
    desk.settle()
    assert desk.conversation.form.facts.body.kind is None


def test_that_every_page_is_accessible_and_nothing_is_clipped(desk, theme):
    desk.conversation.form.thorough = True
    seen = set()
    while desk.conversation.question is not None:
        kind = desk.conversation.question.input.kind
        if kind not in seen:
            seen.add(kind)
            settle()
            assert clipped(desk.window) == [], kind
            assert_page_is_accessible(desk.window)
        desk.conversation.go_on()
    assert seen == set(InputKind)
    settle()
    assert_page_is_accessible(desk.window)
    desk.conversation.show_answers()
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.conversation.form.go_to("body.kind")
    desk.conversation.show_question()
    theme.use(scale=2.0)
    settle()
    assert clipped(desk.window) == []


def test_that_a_letter_s_blank_opens_the_question_it_waits_for(own_window, folders, tmp_path):
    desk = own_window(folders.example(tmp_path, MONDAY.now()))
    desk.go("notices", f"{desk.young_carers()}:answers:consequences.users_who")
    assert desk.path == "consequences.users_who"
    assert "young people" in desk.conversation.question.input.value()
    desk.go("notices", f"{desk.young_carers()}:answers")
    assert desk.conversation.answers is not None
