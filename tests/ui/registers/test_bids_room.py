"""The Bids room: the pipeline by keyboard, the table, the record with its warnings, score, tasks and outcome."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from charitydesk.domain.bids import BidStage
from charitydesk.ui.theme import Appearance
from tests.documents.readers import word_text
from tests.ui.contracts_desk import SENT, WELLBEING, press, words_on
from tests.ui.walker import assert_page_is_accessible, clipped, settle

ROOM = "bids"
CTRL = Qt.KeyboardModifier.ControlModifier


def stage_of(desk, title=WELLBEING):
    return desk.services.bids.show(desk.bid(title)).record.stage


def test_that_an_empty_room_says_what_will_be_here(desk):
    for line in desk.services.bids.list():
        desk.services.bids.delete(line.id)
    desk.settle()
    assert "No bids yet" in words_on(desk.bids)
    assert_page_is_accessible(desk.window)


def test_that_a_card_speaks_as_a_sentence_with_the_time_and_the_offset_it_was_given_in(desk):
    cards = desk.bids.list.pipeline.columns["Submitted"].cards
    spoken = cards.data(cards.index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert "deadline: Fri 3 Jul 2026, 1pm (given as 12 noon, UTC)" in spoken


def test_that_ctrl_and_an_arrow_move_the_chosen_bid_on_and_back_and_it_stays_chosen(desk):
    pipeline = desk.bids.list.pipeline
    pipeline.choose(desk.bid())
    pipeline.begin()
    press(Qt.Key.Key_Right, CTRL)
    desk.settle()
    assert stage_of(desk) is BidStage.DECIDING
    assert pipeline.current().title == WELLBEING
    press(Qt.Key.Key_Right, CTRL)
    desk.settle()
    assert stage_of(desk) is BidStage.DRAFTING
    press(Qt.Key.Key_Left, CTRL)
    desk.settle()
    assert stage_of(desk) is BidStage.DECIDING
    desk.window.undo()
    desk.settle()
    assert stage_of(desk) is BidStage.DRAFTING


def test_that_plain_arrows_go_from_column_to_column_over_empty_ones(desk):
    pipeline = desk.bids.list.pipeline
    pipeline.columns["Spotted"].begin()
    press(Qt.Key.Key_Right)
    assert pipeline.columns["Submitted"].hasFocus()
    assert pipeline.current().title == SENT


def test_that_a_bid_handed_in_is_asked_for_its_outcome_instead_of_moved_on(desk):
    pipeline = desk.bids.list.pipeline
    pipeline.choose(desk.bid(SENT))
    pipeline.begin()
    press(Qt.Key.Key_Right, CTRL)
    desk.settle()
    press(Qt.Key.Key_Right, CTRL)
    desk.settle()
    assert stage_of(desk, SENT) is BidStage.CLARIFICATION
    assert desk.bids.record.outcome.is_editing


def test_that_pipeline_and_table_are_accessible_and_nothing_is_cut_off(desk, theme):
    for size, appearance in (((1280, 800), Appearance.LIGHT), ((640, 400), Appearance.DARK)):
        theme.use(appearance)
        desk.window.resize(*size)
        for tab in (0, 1):
            desk.bids.list.tabs.setCurrentIndex(tab)
            settle()
            assert_page_is_accessible(desk.window)
            assert clipped(desk.window) == [], (size, tab)


def test_that_the_narrow_pipeline_is_one_list_under_headings_and_moves_by_the_same_keys(desk):
    desk.window.resize(640, 400)
    settle()
    pipeline = desk.bids.list.pipeline
    assert pipeline.lists() == (pipeline.grouped,)
    pipeline.choose(desk.bid())
    pipeline.begin()
    press(Qt.Key.Key_Right, CTRL)
    desk.settle()
    assert stage_of(desk) is BidStage.DECIDING


def test_that_the_record_tells_the_deadline_and_warns_of_every_trap(desk):
    shown = " ".join(words_on(desk.open_bid()))
    assert "Fri 25 Dec 2026, 12 midnight (given in UTC)" in shown
    for trap in ("very start of that day", "Christmas Day", "is later than the deadline"):
        assert trap in shown


def test_that_the_deadlines_shown_and_the_open_record_are_printed_by_one_key(desk, asker, tmp_path):
    asker.paths = [tmp_path / "list.docx", tmp_path / "bid.docx"]
    desk.bids.list.bar.show_field.set_value("To be handed in")
    press(Qt.Key.Key_P, CTRL)
    desk.settle()
    listed = word_text((tmp_path / "list.docx").read_bytes())
    assert (WELLBEING in listed, SENT in listed) == (True, False)
    assert "Fri 15 Jan 2027\n(no time of day given)" in listed
    desk.open_bid()
    press(Qt.Key.Key_P, CTRL)
    desk.settle()
    printed = word_text((tmp_path / "bid.docx").read_bytes())
    assert all(
        words in printed for words in ("Fri 25 Dec 2026, 12 midnight (given in UTC)", "Christmas Day", "Cost it")
    )


def test_that_the_whole_record_is_accessible_and_nothing_is_cut_off_at_any_size(desk, theme):
    desk.open_bid()
    settle()
    assert_page_is_accessible(desk.window)
    for size, text in (((1366, 768), 1.0), ((640, 400), 1.0), ((1280, 800), 2.0)):
        theme.use(scale=text)
        desk.window.resize(*size)
        settle()
        assert clipped(desk.window) == [], size


def test_that_the_score_says_which_factor_cost_the_points_and_follows_a_new_score(desk):
    record = desk.open_bid()
    assert any("What cost most" in words and "Price covers the full cost" in words for words in words_on(record))
    factor, _weight, mark = record.score.fields[1]
    mark.set_value(5)
    desk.settle()
    stored = next(one for one in desk.services.bids.show(desk.bid()).factors if one.name == factor.name)
    assert stored.score == 5


def test_that_the_trustees_decision_moves_the_bid_and_is_told(desk):
    record = desk.open_bid()
    record.score.decide.click()
    record.score.by.setText("Trustees, 12 November")
    settle()
    assert_page_is_accessible(desk.window)
    next(one for one in record.findChildren(QPushButton) if one.text() == "We do &not bid").click()
    desk.settle()
    assert stage_of(desk) is BidStage.NOT_BID
    desk.bids.record.make_whole()
    assert any("Decided not to bid on Fri 27 Nov 2026 by Trustees" in words for words in words_on(desk.bids.record))


def test_that_a_task_is_added_and_ticked_off(desk):
    record = desk.open_bid()
    part = record.children_parts[0]
    part.adder.click()
    form = part.form.form
    form.fields["title"].setText("Read it through")
    form.fields["title"].changed.emit()
    form.fields["owner"].setText("Jo")
    part.form.finish.click()
    desk.settle()
    record = desk.bids.record
    record.make_whole()
    box = next(box for box in record.findChildren(QCheckBox) if box.accessibleName() == "Done: Cost it")
    box.click()
    desk.settle()
    tasks = {task.title: (task.owner, task.done_on) for task in desk.services.bids.show(desk.bid()).tasks}
    assert tasks == {"Cost it": ("Jo", date(2026, 11, 27)), "Read it through": ("Jo", None)}


def test_that_a_lost_bid_starts_its_clocks_and_the_win_rate_stands_side_by_side(desk):
    record = desk.open_bid(SENT)
    record.stage.set_value(BidStage.LOST)
    desk.settle()
    form = record.outcome.fields
    form.fields["knew_on"].line.setText("25/11/2026")
    form.fields["notice_on"].line.setText("25/11/2026")
    settle()
    assert_page_is_accessible(desk.window)
    record.outcome._record()
    desk.settle()
    view = desk.services.bids.show(desk.bid(SENT))
    assert view.record.stage is BidStage.LOST
    assert {clock.rule for clock in view.clocks} >= {"PA2023_CLAIM_30D"}
    desk.bids.record.make_whole()
    settle()
    assert_page_is_accessible(desk.window)
    desk.bids.close_record()
    settle()
    assert {"0%", "of bids won", "of the money won"} <= set(words_on(desk.bids.list.rate))


def test_that_a_won_bid_becomes_a_contract(desk):
    record = desk.open_bid(SENT)
    record.outcome.begin(won=True)
    record.outcome._record()
    desk.settle()
    desk.bids.record.make_whole()
    desk.bids.record.contract_wanted.emit()
    desk.settle()
    assert desk.services.contracts.show(desk.contracts.open_id).record.title == SENT


def test_that_the_form_reads_a_closing_time_with_its_offset_and_says_what_it_means(desk):
    desk.open_bid()
    desk.bids.record.edit_wanted.emit()
    edit = desk.bids.edit
    settle()
    assert_page_is_accessible(desk.window)
    edit.form.fields["deadline"].line.setText("2026-07-03T12:00:00+00:00")
    assert edit.form.fields["deadline"].understood.text() == "Fri 3 Jul 2026, 1pm (given as 12 noon, UTC)"
    edit.form.fields["lessons"].setPlainText("Ask about TUPE early.")
    edit.finish.click()
    desk.settle()
    kept = desk.services.bids.show(desk.bid()).record
    assert (kept.deadline, kept.lessons) == ("2026-07-03T12:00:00+00:00", "Ask about TUPE early.")
    assert any(found.room == "bids" for found in desk.services.search.find("TUPE early"))


def test_that_a_new_bid_is_kept_and_shown(desk):
    desk.window.new_here()
    edit = desk.bids.edit
    edit.form.fields["title"].setText("Refugee hub")
    edit.form.fields["title"].changed.emit()
    edit.finish.click()
    desk.settle()
    assert desk.bids.record.shown.view.record.title == "Refugee hub"


def test_that_the_filter_narrows_both_the_pipeline_and_the_table(desk):
    desk.bids.list.bar.text.setText("digital")
    desk.settle()
    assert [line.title for line in desk.bids.list.pipeline._lines] == ["Digital fund"]
    assert [line.title for line in desk.bids.list.table.model.rows()] == ["Digital fund"]


def test_that_the_trustees_threshold_is_changed_where_it_is_applied_and_weights_become_theirs(desk):
    record = desk.open_bid()
    record.score.threshold.line.setText("40")
    record.score.threshold.line.editingFinished.emit()
    desk.settle()
    assert desk.services.bids.show(desk.bid()).go.threshold == 40
    desk.bids.record.make_whole()
    factor, weight, _mark = desk.bids.record.score.fields[0]
    weight.line.setText("35")
    weight.line.editingFinished.emit()
    desk.settle()
    desk.bids.record.make_whole()
    desk.bids.record.score._make_own()
    desk.settle()
    own, threshold = desk.services.bids.own_factors()
    assert (own[0].name, own[0].weight, own[0].score, threshold) == (factor.name, 35, None, 40)
