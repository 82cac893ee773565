"""The Library in a window: the register, the case asked about, readings."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.gate import Offer
from charitydesk.presentation.library_register import asked
from charitydesk.services.clock import FixedClock
from charitydesk.ui.library.case_form import CaseForm
from charitydesk.ui.theme import Appearance
from tests.ui.conftest import delete_closed_windows
from tests.ui.library_desk import LibraryWindow
from tests.ui.walker import assert_page_is_accessible, clipped, settle

NOW = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
RECALLED, VERIFIED, HEADINGS = "compact2010-4-1", "compact2010-4-4", "covenant-recognition"
SIZES = ((1280, 800), (1366, 768), (683, 384), (640, 400))


@pytest.fixture(scope="module")
def shared(folders, one_theme, tmp_path_factory):
    """The window of all these tests."""
    made = LibraryWindow(folders.example(tmp_path_factory.mktemp("library") / "data", NOW.now()), NOW, one_theme)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def window(shared):
    shared.lend()
    yield shared.window
    shared.put_back()


@pytest.fixture
def services(shared):
    return shared.services


@pytest.fixture
def register(window):
    return window.page("library").register


def department(on=date(2026, 11, 27)):
    return asked(nation=Nation.ENGLAND, body=BodyKind.CENTRAL_GOVERNMENT, money="grant", event_date=on, written_on=on)


def offer_of(register, provision):
    return next(row.answer.offer for row in register.table.model.rows() if row.provision.id == provision)


def shown(register):
    return [row.provision.id for row in register.table.model.rows()]


def words_of(widget):
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415

    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_that_a_recalled_promise_may_be_cited_only_after_somebody_said_i_have_read_it(
    qtbot, window, register, services
):
    register.ask(department())
    assert offer_of(register, RECALLED) is Offer.NOT_OFFERED
    window.go("library", RECALLED)
    readings = register.split.record().readings
    QTest.mouseClick(readings.open, Qt.MouseButton.LeftButton)
    form = readings.form
    QTest.keyClicks(form.source, "The Compact, December 2010, printed copy, page 9")
    QTest.keyClicks(form.reference, "4.1")
    QTest.mouseClick(form.record, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offer_of(register, RECALLED) is Offer.OFFER)
    (reading,) = services.library.readings(RECALLED)
    assert (reading.reference, reading.read_on, reading.read_by) == ("4.1", date(2026, 11, 27), "Mari Llewelyn")
    qtbot.waitUntil(lambda: "page 9" in words_of(register.split.record()))
    QTest.mouseClick(window.bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offer_of(register, RECALLED) is Offer.NOT_OFFERED)
    assert services.library.readings(RECALLED) == ()


def test_that_a_reading_without_a_source_or_a_number_is_not_recorded(window, register, services):
    window.go("library", RECALLED)
    readings = register.split.record().readings
    readings.open_form()
    readings.form.read_on.line.setText("28/11/2026")
    readings.form.submit()
    told = {key: row.error.text() for key, row in readings.form.form.rows.items() if not row.error.isHidden()}
    assert set(told) == {"source", "read_on", "reference"}
    assert "future" in told["read_on"]
    assert services.library.readings(RECALLED) == ()


def test_that_the_covenant_is_read_by_its_heading_and_never_by_a_number(window, register, services):
    entry = next(entry for entry in services.library.register if entry.cited_by_heading and not entry.not_citable)
    window.go("library", entry.id)
    readings = register.split.record().readings
    readings.open_form()
    QTest.keyClicks(readings.form.source, "GOV.UK page")
    QTest.keyClicks(readings.form.reference, "paragraph 12")
    readings.form.submit()
    assert "without a number" in readings.form.form.rows["reference"].error.text()
    assert services.library.readings(entry.id) == ()


def test_that_typing_finds_entries_by_their_topic_and_their_words(window, register):
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert register.filters.text.hasFocus()
    QTest.keyClicks(register.filters.text, "three months notice")
    assert VERIFIED in shown(register)
    assert 0 < len(shown(register)) < 20
    assert register.filters.count.text().endswith("of 230 entries")
    register.filters.reset()
    assert len(shown(register)) == 230


def test_that_choices_narrow_the_list_and_never_citable_entries_are_not_offered_for_citing(register, services):
    filters = register.filters
    filters.nation.set_value(Nation.SCOTLAND)
    assert all(
        any(Nation.SCOTLAND in reach.nations for reach in row.provision.reaches) for row in register.table.model.rows()
    )
    filters.reset()
    filters.cite.set_value("may")
    assert RECALLED not in shown(register)
    assert not any(services.library.register.get(name).not_citable for name in shown(register))
    filters.topic.set_value("notice")
    assert filters.more.accessibleName().endswith("2 set")


def test_that_a_notice_lends_its_facts_and_its_own_clauses(register, services):
    notice = services.notices.list()[-1]
    register.open_case()
    form = register.split.record()
    assert isinstance(form, CaseForm)
    form.notice.set_value(int(notice.id))
    case = services.notices.show(notice.id).case
    assert register.question.case == case.gate_case
    assert form.nation.value() is case.gate_case.nation
    for row in register.table.model.rows():
        assert row.answer.offer is case.answers[row.provision.id].offer
    own = {entry.provision.id for entry in register.question.extra}
    assert own == {key for key in case.answers if key not in services.library.register}
    form.nation.set_value(Nation.WALES)
    assert form.notice.value() == 0
    assert (register.question.case.nation, register.question.notice_id) == (Nation.WALES, 0)
    assert offer_of(register, VERIFIED) is Offer.NOT_OFFERED


def test_that_the_record_names_each_of_the_five_tests_with_its_sentence(window, register):
    register.ask(department())
    window.go("library", RECALLED)
    words = words_of(register.split.record())
    answer = register.split.record().row.answer
    assert all(judgement.sentence in words for judgement in answer.judgements)
    assert answer.reason in words
    register.clear_case()
    assert "Does it apply where this body sits?" not in words_of(register.split.record())


def test_that_nothing_is_asked_while_a_date_cannot_be_read(register):
    register.open_case()
    form = register.split.record()
    form.decided.line.setText("the other day")
    form.finish()
    assert register.split.record() is form
    assert not form.form.rows["Day of the decision or notice"].error.isHidden()


def test_that_an_entry_hidden_by_the_filter_is_shown_when_something_else_opens_it(window, register):
    QTest.keyClicks(register.filters.text, "Scotland")
    window.go("library", VERIFIED)
    assert register.split.record().row.provision.id == VERIFIED
    assert register.filters.text.text() == ""


def test_that_an_id_merged_into_another_opens_that_other(window, register, services):
    entry = next(entry for entry in services.library.register if entry.also)
    window.go("library", entry.also[0])
    assert register.split.record().row.provision.id == entry.id


def test_that_arrows_and_enter_open_an_entry_beside_the_list(window, register):
    register.table.view.setFocus()
    QTest.keyClick(register.table.view, Qt.Key.Key_Down)
    QTest.keyClick(register.table.view, Qt.Key.Key_Down)
    opened = register.split.record().row.provision.id
    assert opened == register.table.current().provision.id
    window.resize(640, 400)
    settle()
    assert register.split.back.isVisible()
    register.split.close_record()
    QTest.keyClick(register.table.view, Qt.Key.Key_Down)
    assert not register.split.is_open
    QTest.keyClick(register.table.view, Qt.Key.Key_Return)
    assert register.split.record().row.provision.id == register.table.current().provision.id


def test_that_a_row_speaks_as_a_whole_sentence(register):
    register.ask(department())
    row = next(row for row in register.table.model.rows() if row.provision.id == RECALLED)
    spoken = register.table.model.sentence(row)
    assert spoken.startswith("Undertaking 4.1, The Compact (December 2010). Recalled, disputed. Not for this case.")
    assert row.answer.reason in spoken


def states(window):
    """Every state of the register, shown one after another."""
    register = window.page("library").register
    yield "list"
    register.filters.set_open(True)
    yield "filters"
    register.filters.set_open(False)
    window.go("library", VERIFIED)
    yield "record"
    register.open_case()
    yield "questions"
    register.ask(department())
    window.go("library", RECALLED)
    register.split.record().readings.open_form()
    register.split.record().readings.form.submit()
    yield "reading"
    register.filters.text.setText("no such words anywhere")
    register.split.close_record()
    yield "nothing found"


def test_that_every_state_of_the_register_is_accessible_and_nothing_is_clipped(window, register, theme):
    theme.use(Appearance.DARK)
    for state in states(window):
        for size in SIZES:
            window.resize(*size)
            settle()
            assert clipped(window) == [], (state, size)
        assert_page_is_accessible(window)
    window.resize(1280, 800)
    register.filters.reset()
    theme.use(scale=2.0)
    settle()
    assert clipped(window) == []
