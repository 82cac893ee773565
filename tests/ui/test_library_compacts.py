"""Local compacts in a window: typed in as they are printed, kept as they are typed, never assumed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charitydesk.domain.bodies import Answer
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.domain.states import ClauseSide
from charitydesk.services.clock import FixedClock
from charitydesk.ui.library.compact_record import CompactRecord
from charitydesk.ui.theme import Appearance
from tests.ui.conftest import delete_closed_windows
from tests.ui.library_desk import LibraryWindow
from tests.ui.walker import assert_page_is_accessible, clipped, settle

NOW = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
SIZES = ((1280, 800), (640, 400))


def window_over(data, theme):
    made = LibraryWindow(data, NOW, theme)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture(scope="module")
def example_window(folders, one_theme, tmp_path_factory):
    """The window of the tests with the example charity's compact."""
    yield from window_over(folders.example(tmp_path_factory.mktemp("compacts") / "data", NOW.now()), one_theme)


@pytest.fixture(scope="module")
def empty_window(folders, one_theme, tmp_path_factory):
    """The window of the tests that begin without a compact."""
    yield from window_over(folders.empty(tmp_path_factory.mktemp("no-compacts") / "data"), one_theme)


def lent(shared):
    shared.lend()
    yield shared.window
    shared.put_back()


@pytest.fixture
def window(example_window):
    yield from lent(example_window)


@pytest.fixture
def services(example_window):
    return example_window.services


@pytest.fixture
def bare(empty_window):
    """A window without a compact."""
    yield from lent(empty_window)


@pytest.fixture
def empty(empty_window):
    return empty_window.services


def compacts_of(window):
    window.go("library")
    page = window.page("library")
    page.tabs.setCurrentIndex(1)
    return page.compacts


def only(services):
    (view,) = services.library.compacts()
    return view


def history(services):
    return [line.name for line in services.history.list()]


def test_that_a_whole_compact_is_typed_in_and_kept_without_a_save_button(bare, empty):
    compacts = compacts_of(bare)
    QTest.keyClick(bare, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = compacts.editor
    assert editor.name.hasFocus()
    QTest.keyClicks(editor.name, "Otherham <b>Compact</b> & codes")
    QTest.keyClicks(editor.area, "Otherham")
    editor.status.set_value(LocalCompactStatus.ACTIVE)
    QTest.keyClicks(editor.confirmed_by, "The compact lead, by e-mail")
    editor.copy_checked_on.line.setText("2 Nov 2026")
    QTest.keyClicks(editor.notice_period, "3 months")
    QTest.mouseClick(editor.add_body, Qt.MouseButton.LeftButton)
    (body,) = editor.body_cards()
    QTest.keyClicks(body.name, "Otherham Council")
    body.signed.set_value(Answer.YES)
    body.signed_on.line.setText("12/6/2019")
    QTest.mouseClick(editor.add_clause, Qt.MouseButton.LeftButton)
    (clause,) = editor.clause_cards()
    QTest.keyClicks(clause.form.number, "4.2")
    clause.form.text.setPlainText("Partners will give at least three months' written notice.")
    clause.form.side.set_value(ClauseSide.BOTH)
    clause.form.topics.set_value(("notice", "three-months"))
    clause.form.match.set_value("compact2010-4-4")
    bare.go("settings")
    view = only(empty)
    record = view.compact
    assert (record.name, record.area, record.notice_period) == (
        "Otherham <b>Compact</b> & codes",
        "Otherham",
        "3 months",
    )
    assert (record.status, record.copy_checked_on) == (LocalCompactStatus.ACTIVE, date(2026, 11, 2))
    assert [(one.body, one.signed, one.signed_on) for one in view.signatories] == [
        ("Otherham Council", Answer.YES, date(2019, 6, 12))
    ]
    (kept,) = view.clauses
    assert (kept.reference, kept.side, kept.topics) == ("4.2", ClauseSide.BOTH, ("notice", "three-months"))
    assert kept.national_match == "compact2010-4-4"


def test_that_typing_is_kept_in_a_moment_as_one_line_of_the_history(qtbot, window, services):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    compacts.edit()
    before = len(history(services))
    with qtbot.waitSignal(compacts.editor.kept):
        QTest.keyClicks(compacts.editor.area, " and the villages")
    assert only(services).compact.area == "Anytown and the villages"
    compacts.editor.edition.setFocus()
    QTest.keyClicks(compacts.editor.edition, ", reprinted")
    compacts.flush()
    assert len(history(services)) == before + 1


def test_that_looking_at_the_form_changes_nothing(window, services):
    window.go("library", "compact:1")
    before = history(services)
    compacts = window.page("library").compacts
    compacts.edit()
    compacts.editor.clause_cards()[0].open_form()
    compacts.editor.done()
    assert history(services) == before
    assert isinstance(compacts.split.record(), CompactRecord)


def test_that_a_half_typed_clause_waits_and_spoils_no_kept_one(window, services):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    compacts.edit()
    editor = compacts.editor
    first = editor.clause_cards()[0]
    first.open_form()
    first.form.number.selectAll()
    QTest.keyClick(first.form.number, Qt.Key.Key_Delete)
    editor.new_clause()
    compacts.flush()
    assert [clause.reference for clause in only(services).clauses] == ["4.2", "3.1"]
    newest = editor.clause_cards()[-1]
    newest.form.unnumbered.setChecked(True)
    newest.form.text.setPlainText("Disputes go to the joint panel.")
    newest._done()
    assert not newest.form.form.rows["page"].error.isHidden()
    QTest.keyClicks(newest.form.page, "7")
    compacts.flush()
    assert [(clause.reference, clause.page) for clause in only(services).clauses][-1] == ("unnumbered", "7")


def test_that_a_period_that_cannot_be_counted_is_told_and_not_kept(window, services):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    compacts.edit()
    editor = compacts.editor
    editor.notice_period.selectAll()
    QTest.keyClicks(editor.notice_period, "a while")
    QTest.keyClicks(editor.area, "!")
    editor.area.setFocus()
    compacts.flush()
    row = next(form.rows["notice_period"] for form in editor._forms if "notice_period" in form.rows)
    assert "3 months" in row.error.text()
    assert (only(services).compact.notice_period, only(services).compact.area) == ("3 months", "Anytown!")


def test_that_undo_shows_in_the_form_that_is_open(qtbot, window):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    compacts.edit()
    QTest.keyClicks(compacts.editor.area, "xyz")
    compacts.flush()
    settle()
    window.undo()
    qtbot.waitUntil(lambda: compacts.editor is not None and compacts.editor.area.text() == "Anytown")


def test_that_a_compact_taken_out_comes_back_with_everything_by_undo(qtbot, window, services):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    before = only(services)
    QTest.mouseClick(compacts.split.record().delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: compacts.table.model.rowCount() == 0)
    assert services.library.compacts() == ()
    QTest.mouseClick(window.bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: compacts.table.model.rowCount() == 1)
    assert only(services) == before


def test_that_bodies_and_clauses_can_be_removed_again(window, services):
    window.go("library", "compact:1")
    compacts = window.page("library").compacts
    compacts.edit()
    editor = compacts.editor
    editor.body_cards()[0].remove.click()
    card = editor.clause_cards()[0]
    card.removed.emit(card)
    compacts.flush()
    assert only(services).signatories == ()
    assert [clause.reference for clause in only(services).clauses] == ["3.1"]


def test_that_a_form_without_a_name_keeps_nothing_and_says_so(bare, empty):
    compacts = compacts_of(bare)
    compacts.add()
    QTest.keyClicks(compacts.editor.area, "Otherham")
    compacts.editor.done()
    assert empty.library.compacts() == ()
    assert not compacts.editor._forms[0].rows["name"].error.isHidden()
    assert "Nothing is saved yet" in compacts.editor.state.text()


def test_that_a_clause_found_by_search_opens_its_compact(window, services):
    clause = only(services).clauses[0]
    window.go("library", f"local:{clause.id}")
    assert isinstance(window.page("library").compacts.split.record(), CompactRecord)


def test_that_every_state_is_accessible_and_nothing_is_clipped(window, services, theme):
    compacts = compacts_of(window)

    theme.use(Appearance.DARK)

    def look():
        settle()
        assert_page_is_accessible(window)
        for size in SIZES:
            window.resize(*size)
            settle()
            assert clipped(window) == [], size
        window.resize(1280, 800)

    look()
    window.go("library", "compact:1")
    look()
    compacts.edit()
    compacts.editor.clause_cards()[0].open_form()
    look()
    services.library.delete_compact(only(services).compact.id)
    window.page("library").refresh()
    look()
