"""The window by keyboard, and what it says."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from charitydesk.errors import UserFacingError
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.pages import Page, Room
from tests.ui.conftest import delete_closed_windows
from tests.ui.gallery import CLOCK, ROOMS, SAMPLES, gallery_desk
from tests.ui.walker import settle


@pytest.fixture(scope="module")
def shared(one_theme):
    """The window of all tests that do not say that it is new."""
    made = MainWindow(one_theme, CLOCK, ScriptedAsker())
    made.show()
    yield made
    made.close()
    made.deleteLater()
    delete_closed_windows()


@pytest.fixture
def window(shared, theme):  # noqa: ARG001 - the theme is put back last
    """The window with its rooms, the first one open, and one change to undo."""
    shared.open_desk(gallery_desk())
    shared.activateWindow()
    settle()
    assert shared.isActiveWindow()
    yield shared
    shared.search.finish()
    shared.bar.hide_notice()
    if shared.stage.help_is_open:
        shared.toggle_help()
    shared.resize(1280, 800)
    shared.go("today")
    shared.current_page().scroll_to_top()
    for room in shared._pages.keys() - {"today"}:
        page = shared._pages.pop(room)
        shared.stack.removeWidget(page)
        page.deleteLater()


def test_control_and_a_number_open_the_rooms_in_the_order_of_the_sidebar(window, qtbot):
    for number, room in enumerate(ROOMS, start=1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.stage.sidebar.buttons[room.id].isChecked()
        assert window.current_page() is window.page(room.id)


def test_the_first_room_is_open_at_the_start_and_only_its_page_was_made(window_of):
    assert list(window_of(gallery_desk())._pages) == ["today"]


def test_a_page_that_is_opened_takes_the_keyboard_and_is_named_by_its_title(window):
    window.go("notices")
    assert window.focusWidget() is window.stack
    assert QAccessible.queryAccessibleInterface(window.stack).text(QAccessible.Text.Name) == "Notices"


def test_the_palette_finds_a_record_and_opens_it_by_keyboard_alone(window, qtbot):
    opened = []
    window.page("notices").open_record = opened.append
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "justice")
    assert [hit.title for hit in window.search.hits()] == ["Ministry of Justice"]
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert opened == [SAMPLES[2]]
    assert not window.search.is_open


def test_the_palette_runs_commands_and_escape_gives_the_keyboard_back(window, qtbot):
    window.go("notices")
    window.page("notices").filter.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert {"Today", "Notices", "Letters"} <= {hit.title for hit in window.search.hits()}
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.page("notices").filter.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "help for this")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.stage.help.isVisible()


def test_a_search_without_result_says_so(window, qtbot):
    window.search.begin()
    qtbot.keyClicks(window.search, "zebra")
    assert window.search.sheet.nothing.text() == "Nothing is called “zebra”."


def test_undo_names_the_change_in_the_menu_and_can_be_redone(window, qtbot):
    assert window.menus.undo.text() == "&Undo: Recorded a notice from Anytown Borough Council"
    assert not window.menus.redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.words == "Undone: Recorded a notice from Anytown Borough Council."
    assert window.menus.redo.text().startswith("&Redo: Recorded")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.menus.undo.isEnabled()
    assert window.bar.undo.isVisible()
    window.changes.changed.emit(None)
    assert window.bar.undo.isVisible()


def test_that_the_bar_no_longer_offers_undo_once_it_would_take_back_another_change(window):
    window.notify("Recorded a notice.", undo=True)
    window._desk.history.name = "Drafted a letter"
    window.changes.changed.emit(None)
    assert window.bar.words == ""


def test_that_what_a_room_said_does_not_follow_into_the_next(window):
    window.notify("Recorded a notice.", undo=True)
    window.go(window._here)
    assert window.bar.words == "Recorded a notice."
    window.go("notices")
    assert window.bar.words == ""
    assert window.menus.undo.isEnabled()


def test_control_s_answers_that_everything_is_saved(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.strip.words == "Everything is saved as you go."


def test_control_n_does_what_the_page_is_for_and_the_bar_offers_undo(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.words == "Drafted a letter to Anytown Borough Council."
    assert window.bar.undo.isVisible()
    qtbot.mouseClick(window.bar.close_button, Qt.MouseButton.LeftButton)
    assert window.bar.words == ""


def test_control_f_moves_to_the_filter_and_filters(window, qtbot):
    window.go("notices")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = window.page("notices")
    assert page.filter.hasFocus()
    qtbot.keyClicks(page.filter, "welsh")
    assert page.table.shown_count() == 1


def test_f1_opens_help_for_the_page_and_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.stage.help.isVisible()
    qtbot.keyClick(window.stage.help, Qt.Key.Key_Escape)
    assert not window.stage.help.isVisible()


def test_page_down_scrolls_the_page_wherever_the_keyboard_is(window, qtbot):
    settle()
    bar = window.current_page()._area.verticalScrollBar()
    qtbot.keyClick(window.stage.sidebar.buttons["today"], Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_the_sidebar_shows_text_at_1280_and_icons_alone_where_there_is_no_room(window):
    assert window.stage.sidebar.buttons["today"].text().strip() == "Today"
    window.resize(640, 400)
    settle()
    button = window.stage.sidebar.buttons["today"]
    assert button.text() == ""
    assert button.accessibleName() == "Today"
    assert "Today" in button.toolTip()


def test_an_error_is_shown_with_what_to_do(window):
    window.show_error(UserFacingError("The disk is full.", "Make room and try again."))
    assert window.bar.words == "The disk is full. Make room and try again."


@dataclass(frozen=True)
class News:
    topics: frozenset[str]


class Counting(Page):
    topics = frozenset({"notices"})

    def __init__(self, context):
        super().__init__(context, "Counting")
        self.loads = 0

    def refresh(self):
        self.loads += 1


def test_a_page_loads_again_after_news_that_concerns_it_and_a_hidden_one_when_next_shown(window_of):
    rooms = (Room("a", "A", "today", Counting, 1), Room("b", "B", "time", Counting, 2))
    window = window_of(Desk(rooms))
    window.go("b")
    shown, hidden = window.page("b"), window.page("a")
    before = shown.loads, hidden.loads
    window.changes.changed.emit(News(frozenset({"letters"})))
    assert (shown.loads, hidden.loads) == before
    window.changes.changed.emit(News(frozenset({"notices"})))
    assert (shown.loads, hidden.loads) == (before[0] + 1, before[1])
    window.go("a")
    assert hidden.loads == before[1] + 1


def test_a_page_that_is_no_room_is_gone_once_a_room_is_opened(window):
    page = Counting(window.context)
    gone = weakref.ref(page)
    window.show_alone(page)
    assert window.stage.sidebar.isHidden()
    window.go("today")
    assert window.stage.sidebar.isVisible()
    del page
    QApplication.sendPostedEvents(None, 52)
    gc.collect()
    assert gone() is None
