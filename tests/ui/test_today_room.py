"""Today: what is overdue, what comes, which letters wait, and the three first things on day one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from charitydesk.bootstrap import build_services
from charitydesk.domain.facts_form import parse_uk_date
from charitydesk.domain.money import pounds
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.ui.cards import Figure
from charitydesk.ui.theme import Appearance
from charitydesk.ui.today.lines import RecordLine
from charitydesk.ui.today.page import DueSection
from tests.ui.notices_desk import open_copy, press, show
from tests.ui.walker import assert_page_is_accessible, clipped, settle, spoken_name

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return FixedClock(MONDAY)


@pytest.fixture(scope="module")
def prepared(example_at):
    return example_at(MONDAY)


@pytest.fixture
def opened(tmp_path, window_of, qtbot):
    """A function that shows a folder as it stands on a day; everything is closed afterwards."""
    made = []

    def show_on(clock, prepared=None):
        folder = tmp_path / f"data{len(made)}"
        services = open_copy(prepared, folder, clock) if prepared else build_services(AppPaths(folder), clock)
        made.append((show(services, window_of, qtbot, from_today=True), services))
        return made[-1][0]

    yield show_on
    for desk, services in made:
        desk.window.close()
        services.close()


def headings(desk):
    settle()
    page = desk.window.page("today")
    return [label.text() for label in page.findChildren(QLabel) if label.property("role") == "heading"]


def titles(desk):
    return [spoken_name(line) for line in desk.window.page("today").lines]


def test_that_day_one_offers_three_first_things(opened, clock):
    desk = opened(clock)
    assert headings(desk) == ["Three first things to do"]
    assert [title.partition(",")[0] for title in titles(desk)] == [
        "Record a notice",
        "Bring in your contracts",
        "Load the example charity",
    ]
    assert_page_is_accessible(desk.window)


def test_that_enter_on_the_first_thing_begins_the_conversation(opened, clock):
    desk = opened(clock)
    desk.window.page("today").lines[0].setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.path == "body.name"


def test_that_the_example_can_be_loaded_from_here_and_its_lines_are_marked(opened, clock):
    desk = opened(clock)
    desk.window.page("today").lines[2].setFocus()
    press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.services.example.loaded
    assert titles(desk)
    assert all("Example" in title for title in titles(desk))


def test_that_very_many_dates_are_shown_twenty_at_a_time_and_none_is_out_of_reach(qtbot):
    section = DueSection("Overdue", range(45), lambda line: RecordLine(f"Report {line}", "", None))
    qtbot.addWidget(section)
    counts = []
    while section.more is not None:
        counts.append((len(section.findChildren(RecordLine)), section.more.text()))
        section.more.click()
    assert counts == [(20, "Show 20 more of 25"), (40, "Show 5 more of 5")]
    assert len(section.findChildren(RecordLine)) == 45


def test_that_dates_come_by_week_and_letters_that_wait_after_them(opened, clock, prepared):
    desk = opened(clock, prepared)
    found = headings(desk)
    weeks = [parse_uk_date(heading.removeprefix("Week of ")) for heading in found if heading.startswith("Week of ")]
    assert weeks == sorted(weeks)
    assert len(weeks) > 2
    assert found[-1] == "Awaiting a reply"


def test_that_the_year_stands_above_the_dates_in_four_numbers(opened, clock, prepared):
    desk = opened(clock, prepared)
    page = desk.window.page("today")
    told = [spoken_name(figure) for figure in page.year.findChildren(Figure)]
    assert told[:3] == [
        "£248,100 held, a year in 3 contracts and grants",
        "2 bids open 0 of 1 won this year",
        "1 letter awaiting a reply",
    ]
    spent, before = desk.services.costs.this_year(clock.today())
    now, then = pounds(spent.total.unfunded_pence), pounds(before.total.unfunded_pence)
    assert told[3:] == [f"{now} unfunded bidding this year {then} last year"]
    assert page.year.y() < page.lines[0].y()


def test_that_going_to_court_is_among_the_dates_though_its_limit_lies_far_ahead(opened, clock, prepared):
    desk = opened(clock, prepared)
    line = next(title for title in titles(desk) if "judicial review" in title)
    assert line.startswith("Thu 24 Dec 2026")
    assert "Act by this day" in line
    assert "the outer limit is Fri 12 Feb 2027" in line


def test_that_what_is_overdue_comes_first_in_words_and_shape(opened, prepared):
    desk = opened(FixedClock(datetime(2026, 12, 24, 9, tzinfo=UTC)), prepared)
    assert headings(desk)[0] == "Overdue"
    assert "2 days overdue" in " ".join(titles(desk)) or "3 days past" in " ".join(titles(desk))


def test_that_a_line_opens_its_notice_by_keyboard(opened, clock, prepared):
    desk = opened(clock, prepared)
    line = next(line for line in desk.window.page("today").lines if "judicial review" in spoken_name(line))
    line.setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.record.result.view.record.service == "Young Carers Support Service"


def test_that_a_draft_is_listed_as_soon_as_it_is_there(opened, clock, prepared):
    desk = opened(clock, prepared)
    desk.services.letters.start(desk.young_carers(), "request-for-reasons")
    desk.settle()
    assert headings(desk)[-1] == "Drafts"


def test_that_every_line_is_named_readable_and_whole_at_every_size(opened, clock, prepared, theme):
    desk = opened(clock, prepared)
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
    desk.window.resize(683, 500)
    theme.use(Appearance.DARK, 2.0)
    settle()
    assert clipped(desk.window) == []
    assert_page_is_accessible(desk.window)
