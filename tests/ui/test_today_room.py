"""Today: what is overdue, what comes, which letters wait, and the three first things on day one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.money import pounds
from charitydesk.ui.cards import Figure
from charitydesk.ui.theme import Appearance
from charitydesk.ui.today.lines import RecordLine
from charitydesk.ui.today.page import DueSection
from tests.ui.conftest import delete_closed_windows
from tests.ui.notices_desk import NoticesWindow, press, today_and_notices
from tests.ui.time_desk import MovingClock
from tests.ui.walker import assert_page_is_accessible, clipped, settle, spoken_name

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 9, tzinfo=UTC)


def window_over(data, theme):
    made = NoticesWindow(data, MovingClock(MONDAY), theme, today_and_notices)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture(scope="module")
def example_window(folders, one_theme, tmp_path_factory):
    """The window of the tests with the example charity."""
    yield from window_over(folders.example(tmp_path_factory.mktemp("today") / "data", MONDAY), one_theme)


@pytest.fixture(scope="module")
def empty_window(folders, one_theme, tmp_path_factory):
    """The window of the tests that begin with nothing."""
    yield from window_over(folders.empty(tmp_path_factory.mktemp("day-one") / "data"), one_theme)


def lent(window):
    made = window.desk()
    made.go("today")
    yield made
    window.put_back()


@pytest.fixture
def desk(example_window):
    """Today with the example charity."""
    yield from lent(example_window)


@pytest.fixture
def day_one(empty_window):
    """Today before anything is there."""
    yield from lent(empty_window)


@pytest.fixture
def christmas_eve(desk, example_window):
    """Today with the example charity a month later."""
    example_window.clock.set(CHRISTMAS_EVE)
    desk.window.page("today").mark_stale()
    desk.settle()
    yield desk
    example_window.clock.set(MONDAY)
    desk.window.page("today").mark_stale()


def headings(desk):
    settle()
    page = desk.window.page("today")
    return [label.text() for label in page.findChildren(QLabel) if label.property("role") == "heading"]


def titles(desk):
    return [spoken_name(line) for line in desk.window.page("today").lines]


def test_that_day_one_offers_three_first_things(day_one):
    assert headings(day_one) == ["Three first things to do"]
    assert [title.partition(",")[0] for title in titles(day_one)] == [
        "Record a notice",
        "Bring in your contracts",
        "Load the example charity",
    ]
    assert_page_is_accessible(day_one.window)


def test_that_enter_on_the_first_thing_begins_the_conversation(day_one):
    day_one.window.page("today").lines[0].setFocus()
    press(Qt.Key.Key_Return)
    day_one.settle()
    assert day_one.path == "body.name"


def test_that_the_example_can_be_loaded_from_here_and_its_lines_are_marked(day_one):
    day_one.window.page("today").lines[2].setFocus()
    press(Qt.Key.Key_Space)
    day_one.settle()
    assert day_one.services.example.loaded
    assert titles(day_one)
    assert all("Example" in title for title in titles(day_one))


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (20, [(20, "Show 20 more of 25"), (40, "Show 5 more of 5")]),
        (5, [(5, "Show 20 more of 40"), (25, "Show 20 more of 20")]),
    ],
)
def test_that_very_many_dates_are_shown_some_at_a_time_and_none_is_out_of_reach(qtbot, first, told):
    section = DueSection("Overdue", range(45), lambda line: RecordLine(f"Report {line}", "", None), first)
    qtbot.addWidget(section)
    counts = []
    while section.more is not None:
        counts.append((len(section.findChildren(RecordLine)), section.more.text()))
        section.more.click()
    assert counts == told
    assert len(section.findChildren(RecordLine)) == 45


def test_that_dates_come_by_week_and_letters_that_wait_after_them(desk):
    found = headings(desk)
    weeks = [parse_uk_date(heading.removeprefix("Week of ")) for heading in found if heading.startswith("Week of ")]
    assert weeks == sorted(weeks)
    assert len(weeks) > 2
    assert found[-1] == "Awaiting a reply"


def test_that_the_year_stands_above_the_dates_in_four_numbers(desk):
    page = desk.window.page("today")
    told = [spoken_name(figure) for figure in page.year.findChildren(Figure)]
    assert told[:3] == [
        "£248,100 held, a year in 3 contracts and grants",
        "2 bids open 0 of 1 won this year",
        "1 letter awaiting a reply",
    ]
    spent, before = desk.services.costs.this_year(MONDAY.date())
    now, then = pounds(spent.total.unfunded_pence), pounds(before.total.unfunded_pence)
    assert told[3:] == [f"{now} unfunded bidding this year {then} last year"]
    assert page.year.y() < page.lines[0].y()


def test_that_going_to_court_is_among_the_dates_though_its_limit_lies_far_ahead(desk):
    line = next(title for title in titles(desk) if "judicial review" in title)
    assert line.startswith("Thu 24 Dec 2026")
    assert "Act by this day" in line
    assert "the outer limit is Fri 12 Feb 2027" in line


def test_that_what_is_overdue_comes_first_in_words_and_shape(christmas_eve):
    assert headings(christmas_eve)[0] == "Overdue"
    said = " ".join(titles(christmas_eve))
    assert "2 days overdue" in said or "3 days past" in said


def test_that_a_line_opens_its_notice_by_keyboard(desk):
    line = next(line for line in desk.window.page("today").lines if "judicial review" in spoken_name(line))
    line.setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.record.result.view.record.service == "Young Carers Support Service"


def test_that_a_draft_is_listed_as_soon_as_it_is_there(desk):
    desk.services.letters.start(desk.young_carers(), "request-for-reasons")
    desk.settle()
    assert headings(desk)[-1] == "Drafts"


def test_that_every_line_is_named_readable_and_whole_at_every_size(desk, theme):
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.window.resize(683, 500)
    theme.use(Appearance.DARK, 2.0)
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
