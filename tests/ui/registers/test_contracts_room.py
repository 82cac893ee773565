"""The Contracts room: the register, the record beside it, what belongs to it, its form, and the way to other rooms."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from charitydesk.domain.bodies import Answer
from charitydesk.domain.contracts import ContractStatus, VariationStatus
from charitydesk.services.contracts import ContractRecord
from charitydesk.ui.cards import Note
from charitydesk.ui.theme import Appearance
from tests.documents.readers import word_text
from tests.ui.contracts_desk import CARERS, LUNCH, press, words_on
from tests.ui.walker import assert_page_is_accessible, clipped, settle

ROOM = "contracts"


def test_that_an_empty_register_says_what_will_be_here_and_offers_the_first_step(desk):
    for title in (CARERS, LUNCH):
        desk.services.contracts.delete(desk.contract(title))
    desk.settle()
    assert "No contracts yet" in words_on(desk.contracts)
    assert_page_is_accessible(desk.window)


def test_that_the_list_shows_what_is_held_and_a_row_speaks_as_a_sentence(desk):
    model = desk.contracts.list.table.model
    assert [line.title for line in model.rows()] == [CARERS]
    spoken = model.sentence(model.row_at(0))
    assert "from Anytown City Council, £136,666 a year, ends: Wed 31 Mar 2027" in spoken
    assert "say no by: Wed 30 Dec 2026, Running" in spoken
    view = desk.contracts.list.table.view
    wanted = {column: view.sizeHintForColumn(column) for column in range(1, model.columnCount())}
    assert all(view.columnWidth(column) >= need for column, need in wanted.items() if not view.isColumnHidden(column))


def test_that_the_filter_and_the_choice_narrow_the_list_and_a_saved_filter_comes_back(desk):
    bar = desk.contracts.list.bar
    bar.show_field.set_value("All, ended ones too")
    desk.settle()
    assert desk.contracts.list.table.shown_count() == 2
    bar.text.setText("lunch")
    desk.settle()
    assert [line.title for line in desk.contracts.list.table.model.rows()] == [LUNCH]
    bar.keep.click()
    desk.settle()
    bar.reset()
    desk.settle()
    assert desk.contracts.list.shown == 1
    saved = desk.services.filters.of("contracts")
    bar.show_field.set_value(f"saved:{saved[0].id}")
    desk.settle()
    assert [line.title for line in desk.contracts.list.table.model.rows()] == [LUNCH]


def test_that_a_filter_without_a_match_says_so_and_does_not_call_the_register_empty(desk):
    desk.contracts.list.bar.text.setText("zebra")
    desk.settle()
    assert "Nothing matches" in words_on(desk.contracts)


def test_that_the_list_is_sorted_by_the_store_when_a_heading_is_pressed(desk):
    desk.services.contracts.add(ContractRecord(title="Advice", annual_value=100))
    desk.settle()
    header = desk.contracts.list.table.view.horizontalHeader()
    header.setSortIndicator(3, Qt.SortOrder.AscendingOrder)
    assert [line.title for line in desk.contracts.list.table.model.rows()] == ["Advice", CARERS]


def test_that_enter_opens_the_record_with_its_window_and_escape_closes_it(desk):
    desk.contracts.list.table.choose_row(0)
    desk.contracts.list.table.view.setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert "Say no by Wed 30 Dec 2026 or it renews for 12 months." in words_on(desk.contracts.record)
    press(Qt.Key.Key_Escape)
    assert not desk.contracts.split.is_open


def test_that_the_whole_record_is_accessible_and_nothing_is_cut_off_at_any_size(desk, theme):
    desk.open_contract()
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        settle()
        assert_page_is_accessible(desk.window)
    for size, text in (((1366, 768), 1.0), ((640, 400), 1.0), ((1280, 800), 2.0)):
        theme.use(scale=text)
        desk.window.resize(*size)
        settle()
        assert clipped(desk.window) == [], size


def test_that_the_form_is_accessible_and_keeps_what_is_typed(desk):
    desk.open_contract()
    desk.contracts.record.edit_wanted.emit()
    edit = desk.contracts.edit
    settle()
    assert_page_is_accessible(desk.window)
    assert clipped(desk.window) == []
    edit.form.fields["notice_from_charity"].line.setText("6 months")
    edit.form.fields["owner"].setText("Jo Reed")
    edit.form.fields["owner"].changed.emit()
    edit.flush()
    desk.settle()
    kept = desk.services.contracts.show(desk.contract()).record
    assert (kept.notice_from_charity, kept.owner) == ("6 months", "Jo Reed")
    assert any("Wed 30 Sep 2026" in words or "29 Sep 2026" in words for words in words_on(edit))


def test_that_a_new_contract_is_kept_once_it_has_a_title_and_not_before(desk):
    desk.window.new_here()
    edit = desk.contracts.edit
    edit.form.fields["annual_value"].line.setText("12k")
    edit.flush()
    desk.settle()
    assert desk.services.contracts.count() == 2
    edit.form.fields["title"].setText("Advice line")
    edit.form.fields["title"].changed.emit()
    edit.flush()
    edit.form.fields["commissioner"].setText("Home Office")
    edit.form.fields["commissioner"].changed.emit()
    edit.finish.click()
    desk.settle()
    made = desk.services.contracts.show(desk.contract("Advice line")).record
    assert (made.annual_value, made.commissioner) == (1_200_000, "Home Office")
    assert desk.contracts.record.shown.view.record.id == made.id


def test_that_a_blank_form_is_left_without_a_trace(desk):
    desk.window.new_here()
    desk.contracts.edit.finish.click()
    desk.settle()
    assert not desk.contracts.split.is_open
    assert desk.services.contracts.count() == 2


def test_that_what_cannot_be_read_is_said_beside_its_field_and_the_rest_is_kept(desk):
    desk.open_contract()
    desk.contracts.record.edit_wanted.emit()
    edit = desk.contracts.edit
    edit.form.fields["notice_from_charity"].line.setText("soonish")
    edit.form.fields["reference"].setText("ACC/117")
    edit.form.fields["reference"].changed.emit()
    edit.finish.click()
    desk.settle()
    assert any("no length of time" in words for words in words_on(edit))
    kept = desk.services.contracts.show(desk.contract()).record
    assert (kept.notice_from_charity, kept.reference) == ("3 months", "ACC/117")


def test_that_undo_brings_the_form_back_to_what_is_kept(desk):
    desk.open_contract()
    desk.contracts.record.edit_wanted.emit()
    edit = desk.contracts.edit
    edit.form.fields["owner"].setText("Jo Reed")
    edit.form.fields["owner"].changed.emit()
    edit.flush()
    desk.settle()
    desk.window.undo()
    desk.settle()
    assert edit.form.fields["owner"].value() == ""


def part_of(record, name):
    return next(part for part in record.children_parts if part._kind.name == name)


def test_that_an_obligation_is_added_in_place_with_its_reminders(desk):
    record = desk.open_contract()
    part = part_of(record, "obligations")
    part.adder.click()
    form = part.form.form
    form.fields["title"].setText("Insurance certificate")
    form.fields["title"].changed.emit()
    form.fields["due_on"].line.setText("31/1/2027")
    form.fields["lead_times"].line.setText("4 weeks, 3 working days")
    settle()
    assert_page_is_accessible(desk.window)
    part.form.finish.click()
    desk.settle()
    kept = desk.services.contracts.show(desk.contract()).obligations
    made = next(one for one in kept if one.title == "Insurance certificate")
    assert (made.due_on, made.lead_times) == (date(2027, 1, 31), ("4 weeks", "3 working days"))
    desk.contracts.record.make_whole()
    assert "Insurance certificate" in words_on(desk.contracts.record)


def test_that_ticking_a_recurring_obligation_puts_the_next_one_on_the_list(desk):
    record = desk.open_contract()
    box = next(box for box in record.findChildren(QCheckBox) if box.accessibleName() == "Done: Quarterly report")
    box.click()
    desk.settle()
    kept = desk.services.contracts.show(desk.contract()).obligations
    assert [(one.due_on, one.done_on) for one in sorted(kept, key=lambda one: one.due_on)] == [
        (date(2026, 12, 11), date(2026, 11, 27)),
        (date(2027, 3, 11), None),
    ]


def test_that_an_agreed_variation_moves_the_end_and_the_value(desk):
    record = desk.open_contract()
    part = part_of(record, "variations")
    part.adder.click()
    form = part.form.form
    form.fields["title"].setText("Uplift 2027")
    form.fields["value_change"].line.setText("£2,500")
    form.fields["status"].set_value(VariationStatus.AGREED)
    part.form.finish.click()
    desk.settle()
    assert desk.services.contracts.show(desk.contract()).record.annual_value == 13_916_600


def test_that_a_clause_is_changed_in_place_and_one_taken_out_comes_back_by_undo(desk):
    part = part_of(desk.open_contract(), "clauses")
    part.lines[0].opened.emit(0)
    part.form.form.fields["note"].setPlainText("By post only.")
    part.form.finish.click()
    desk.settle()
    clause = desk.services.contracts.show(desk.contract()).clauses[0]
    assert (clause.number, clause.note) == ("14.2", "By post only.")
    record = desk.contracts.record
    record.make_whole()
    part = part_of(record, "clauses")
    part.lines[0].opened.emit(0)
    part.form.removed.emit(clause.id)
    desk.settle()
    assert desk.services.contracts.show(desk.contract()).clauses == ()
    desk.window.undo()
    desk.settle()
    assert len(desk.services.contracts.show(desk.contract()).clauses) == 1


def test_that_a_notice_is_recorded_in_one_step_with_the_contract_s_facts(desk):
    desk.open_contract().first.click()
    desk.settle()
    notice = desk.services.notices.list()[0]
    assert (notice.service, notice.commissioner) == (CARERS, "Anytown City Council")
    assert desk.services.notices.facts(notice.id).terms.notice.words == "3 months"
    page = desk.window.page("notices")
    assert page.front.form.step.question.path == "notice.kind"
    assert len(desk.services.contracts.show(desk.contract()).notices) == 1


def test_that_the_choice_of_a_letter_starts_from_the_contract_and_can_be_left(desk):
    desk.open_contract()
    desk.contracts.record.letter_wanted.emit()
    desk.settle()
    front = desk.contracts.front
    settle()
    assert_page_is_accessible(desk.window)
    front.cancelled.emit()
    settle()
    assert desk.contracts.record.first.hasFocus()


def test_that_a_file_is_kept_with_the_contract(desk, tmp_path, asker):
    paper = tmp_path / "agreement.txt"
    paper.write_text("Fourteen point two.", encoding="utf-8")
    asker.paths.append(paper)
    desk.open_contract().file_wanted.emit()
    desk.settle()
    assert [file.file_name for file in desk.services.contracts.show(desk.contract()).files] == ["agreement.txt"]


def test_that_its_status_is_marked_and_a_bid_is_made_for_it_again(desk):
    desk.open_contract().status_wanted.emit(ContractStatus.ENDING)
    desk.settle()
    assert desk.services.contracts.show(desk.contract()).record.status is ContractStatus.ENDING
    desk.contracts.record.bid_wanted.emit()
    desk.settle()
    bid = desk.services.bids.show(desk.bids.open_id).record
    assert bid.rebid_of == desk.contract()


def test_that_taking_a_contract_out_closes_its_record_and_undo_brings_it_back(desk):
    desk.open_contract().delete_wanted.emit()
    desk.settle()
    assert not desk.contracts.split.is_open
    assert desk.services.contracts.count() == 1
    desk.window.undo()
    desk.settle()
    assert desk.services.contracts.count() == 2


def test_that_terms_not_known_are_asked_for_in_the_record(desk):
    desk.services.contracts.add(ContractRecord(title="Unknown terms", auto_renew=Answer.YES))
    desk.settle()
    record = desk.open_contract("Unknown terms")
    assert "The day to say no cannot be worked out yet." in words_on(record)
    assert "To work it out" in words_on(record)
    note = next(note for note in record.findChildren(Note) if "To work it out" in note.accessibleName())
    question = max(note.findChildren(QLabel), key=lambda words: len(words.text()))
    assert question.width() > 2 * note.findChild(QPushButton).width(), "the words are held to the button's width"


def test_that_a_contract_s_record_tells_its_time_and_what_its_terms_put_at_risk(desk, asker, tmp_path):
    record = desk.open_contract()
    shown = words_on(record)
    asker.paths = [tmp_path / "contract.docx"]
    record.print_wanted.emit()
    desk.settle()
    printed = word_text((tmp_path / "contract.docx").read_bytes())
    for words in (
        CARERS,
        record.shown.view.window.sentence,
        "Quarterly report",
        "Clause 14.2",
        "100% of what you hold",
    ):
        assert words in printed
    assert "No time or cost is logged for it yet." in shown
    assert "100% of what you hold a year comes from this one contract." in shown


def test_that_an_obligation_found_by_the_search_opens_its_contract(desk):
    obligation = desk.services.contracts.show(desk.contract()).obligations[0]
    desk.go("contracts", f"obligation:{obligation.id}")
    assert desk.contracts.record.shown.view.record.title == CARERS


def test_that_a_line_of_today_opens_its_contract_and_its_bid(desk):
    desk.go("today")
    lines = {line.accessibleName(): line for line in desk.window.page("today").lines}
    next(line for name, line in lines.items() if "Quarterly report" in name).setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.contracts.record.shown.view.record.title == CARERS
    desk.go("today")
    next(line for name, line in lines.items() if "Cost it" in name).setFocus()
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.bids.record.shown.view.record.title == "Carers' wellbeing service"
