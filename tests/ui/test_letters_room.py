"""The letters room, as a person at the keyboard meets it: real services, real files, a clock that stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QWidget

from charitydesk.domain.states import LetterStatus
from charitydesk.presentation.letter_list import Filter
from charitydesk.presentation.letter_sheet import Kind
from charitydesk.ui.cards import LinkCard
from charitydesk.ui.letters.editor import PAGES, SHEET
from charitydesk.ui.letters.sending import SendingPanel
from tests.ui.conftest import delete_closed_windows
from tests.ui.letters_desk import MOMENT, LettersDesk, LettersWindow, words_printed
from tests.ui.walker import clipped, settle, spoken_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from charitydesk.ui.theme import Theme
    from tests.folders import DataFolders

OWN_WORDS = "We have run it for <b>nine</b> years & {more}."


@pytest.fixture(scope="module")
def letters_window(folders: DataFolders, one_theme: Theme, tmp_path_factory) -> Iterator[LettersWindow]:
    """The one window of all these tests."""
    window = LettersWindow(folders.example(tmp_path_factory.mktemp("letters") / "data", MOMENT), one_theme)
    yield window
    window.close()
    delete_closed_windows()


@pytest.fixture
def desk(letters_window: LettersWindow, tmp_path: Path) -> Iterator[LettersDesk]:
    yield letters_window.desk(tmp_path)
    letters_window.bring_back()


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        settle()


def write(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    settle()


def test_that_words_typed_on_the_sheet_by_keyboard_alone_are_kept_as_typed(desk):
    letter = desk.draft()
    desk.editor.sheet.stand_on("understand-heading")
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    write(OWN_WORDS)
    press(Qt.Key.Key_Escape)
    assert desk.text_of(letter, "understand") == OWN_WORDS
    shown = desk.editor.sheet.view_of("understand")
    assert shown.hasFocus()
    assert any(label.accessibleName() == OWN_WORDS for label in shown.findChildren(QLabel))
    assert "<b>nine</b> years & {more}" in shown.accessibleName()


def test_that_words_being_typed_are_saved_without_leaving_the_paragraph(desk, qtbot):
    letter = desk.draft()
    desk.editor.sheet.edit("opening")
    write(" And soon.")
    qtbot.waitUntil(lambda: desk.text_of(letter, "opening").endswith(" And soon."))
    assert desk.editor.sheet.editing == "opening"
    assert desk.editor.sheet.typed_text().endswith(" And soon.")


def test_that_a_conflict_keeps_both_texts_until_the_person_decides(desk, qtbot):
    letter = desk.draft()
    desk.editor.sheet.edit("who")
    write(" We know them all.")
    press(Qt.Key.Key_Escape)
    facts = desk.services.notices.facts(desk.notice)
    changed = replace(facts, consequences=replace(facts.consequences, users=151))
    desk.services.notices.update(desk.notice, changed)
    qtbot.waitUntil(lambda: desk.editor.sheet.view_of("who").piece.conflict is not None)
    view = desk.editor.sheet.view_of("who")
    assert view.piece.text.endswith("We know them all.")
    assert "151 people" in view.piece.conflict
    assert "The facts have changed since" in view.accessibleDescription()
    click(view, "Keep mine")
    assert desk.editor.sheet.view_of("who").piece.conflict is None
    assert desk.text_of(letter, "who").endswith("We know them all.")


def test_that_the_new_words_can_be_taken_instead(desk, qtbot):
    letter = desk.draft()
    desk.editor.sheet.edit("who")
    write(" We know them all.")
    press(Qt.Key.Key_Escape)
    facts = desk.services.notices.facts(desk.notice)
    desk.services.notices.update(desk.notice, replace(facts, consequences=replace(facts.consequences, users=151)))
    qtbot.waitUntil(lambda: desk.editor.sheet.view_of("who").piece.conflict is not None)
    click(desk.editor.sheet.view_of("who"), "Take the new")
    assert "151 people" in desk.text_of(letter, "who")
    assert "We know them all" not in desk.text_of(letter, "who")


def test_that_a_paragraph_taken_out_leaves_the_way_to_put_it_back(desk):
    letter = desk.draft()
    desk.editor.sheet.stand_on("goodwill")
    press(Qt.Key.Key_Delete)
    assert desk.text_of(letter, "goodwill") == ""
    gone = desk.editor.sheet.view_of("goodwill")
    assert gone.piece.kind is Kind.GONE
    assert gone.hasFocus()
    press(Qt.Key.Key_Return)
    assert desk.text_of(letter, "goodwill").startswith("We want")


def test_that_a_paragraph_can_be_added_after_another_and_an_empty_one_goes(desk):
    letter = desk.draft()
    desk.editor.sheet.stand_on("effect")
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    write("Nobody else does this here.")
    press(Qt.Key.Key_Escape)
    blocks = [block.key for block in desk.services.letters.open(letter).draft.blocks]
    assert blocks[blocks.index("effect") + 1] == "own-1"
    assert desk.text_of(letter, "own-1") == "Nobody else does this here."
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Escape)
    assert "own-2" not in [block.key for block in desk.services.letters.open(letter).draft.blocks]
    desk.editor.sheet.edit("who")
    write(OWN_WORDS * 9)
    press(Qt.Key.Key_Escape)
    assert clipped(desk.window) == []  # what was moved to make room grows with its words still


def test_that_a_table_row_is_spoken_as_one_sentence_and_met_by_the_arrows(desk):
    desk.draft()
    desk.editor.sheet.stand_on("comparison")
    row = QApplication.focusWidget()
    assert spoken_name(row).startswith("What was promised or expected: Notice under the agreement itself. ")
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is desk.editor.sheet.view_of("comparison").rows[1]


def test_that_ticking_a_source_as_checked_clears_its_check_and_keeps_the_keyboard_there(desk):
    letter = desk.draft()
    assert desk.editor.tabs.tabText(0) == "Checks (1)"
    click(desk.editor.checks, "Show the source")
    tick = QApplication.focusWidget()
    assert isinstance(tick, QCheckBox)
    press(Qt.Key.Key_Space)
    assert desk.services.letters.open(letter).ready
    assert desk.editor.tabs.tabText(0) == "Checks"
    assert QApplication.focusWidget().accessibleName() == tick.accessibleName()


def test_that_a_source_left_out_goes_from_the_letter_and_can_come_back(desk):
    letter = desk.draft()
    desk.editor.show_tab(1)
    click(desk.editor.citations, "Do not cite The Compact agreed in December 2010")
    view = desk.services.letters.open(letter)
    assert "compact2010-4-4" in view.draft.options.dropped
    assert all(block.key != "agreed.compact2010-4-4" for block in view.draft.blocks)
    click(desk.editor.citations, "Cite it after all")
    assert any(block.key == "agreed.compact2010-4-4" for block in desk.services.letters.open(letter).draft.blocks)


def test_that_citing_against_advice_needs_a_written_reason_which_shows_among_the_checks(desk):
    letter = desk.draft("challenge-no-consultation")
    refused = desk.editor.view.not_offered
    assert refused
    provision = refused[0].provision.id
    desk.editor.citations.overridden.emit(provision, "Our solicitor advised it.")
    checks = desk.services.letters.open(letter).checks
    said = [check.sentence for check in checks if check.id == "overridden"]
    assert any("Our solicitor advised it." in sentence for sentence in said)


def test_that_a_blank_leads_to_its_question_in_the_notice(desk):
    facts = desk.services.notices.facts(desk.notice)
    desk.services.notices.update(desk.notice, replace(facts, notice=replace(facts.notice, received_on=None)))
    desk.draft("request-for-reasons")
    went: list[object] = []
    desk.editor.jumped.connect(went.append)
    blanks = desk.editor.view.draft.blanks
    if not blanks:
        pytest.skip("the letter leaves the sentence out when the fact is not known")
    click(desk.editor.checks, "Answer it in the notice")
    assert went[0].ref == blanks[0].path


def test_that_details_are_saved_as_typed_and_a_bad_date_is_said_beside_its_field_of_that_letter_alone(desk):
    letter = desk.draft()
    details = desk.editor.details
    desk.editor.show_tab(3)
    details.reference.setFocus()
    write("HYC/7 <urgent>")
    details.reply_by.line.setFocus()
    details.reply_by.line.selectAll()
    write("31 Feb")
    details.save_now()
    options = desk.services.letters.open(letter).draft.options
    assert options.our_reference == "HYC/7 <urgent>"
    assert options.reply_by is not None
    assert not details.form.rows["reply_by"].error.isHidden()
    other = desk.services.letters.open(desk.draft())
    assert details.reply_by.value() == other.draft.options.reply_by
    assert details.form.rows["reply_by"].error.isHidden()


def test_that_both_files_are_saved_and_hold_the_words_as_typed(desk, qtbot):
    desk.draft()
    desk.editor.sheet.edit("opening")
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    write(OWN_WORDS)
    word, pdf = desk.folder / "letter.docx", desk.folder / "letter.pdf"
    desk.asker.paths += [word, pdf]
    for ending, target in ((".docx", word), (".pdf", pdf)):
        desk.page.save_as(ending)
        qtbot.waitUntil(lambda name=target.name: name in desk.page.saved.words.text())
    assert any(OWN_WORDS in paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert OWN_WORDS in words_printed(pdf)
    assert not desk.page.saved.isHidden()
    assert "letter.pdf" in spoken_name(desk.page.saved)


def test_that_a_character_no_font_can_draw_is_named_when_it_is_saved(desk, qtbot):
    desk.draft()
    desk.editor.sheet.edit("opening")
    desk.editor.sheet.view_of("opening").editor.setPlainText("Signed 𓀀.")
    desk.asker.paths.append(desk.folder / "letter.pdf")
    desk.page.save_as(".pdf")
    qtbot.waitUntil(lambda: "𓀀" in desk.page.saved.words.text())
    assert desk.page.saved.property("tone") == "caution"


def test_that_sending_is_refused_in_words_while_a_check_stands(desk):
    desk.draft()
    desk.editor.show_tab(4)
    send = button_in(desk.editor.sending, "Mark as sent")
    assert not send.isEnabled()
    assert send.accessibleDescription() == "It cannot be marked as sent yet: 1 check stands in its way. See Checks."


def test_that_a_sent_letter_is_frozen_shows_its_hashes_and_waits_for_an_answer(desk, qtbot):
    letter = desk.ready()
    desk.page.header_actions()[-1].call()
    assert QApplication.focusWidget() is button_in(desk.editor.sending, "Mark as sent")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.editor.view.record.status is LetterStatus.SENT)
    assert QApplication.focusWidget() is button_in(desk.editor.sending, "Log the answer")
    view = desk.services.letters.open(letter)
    texts = " ".join(label.text() for label in desk.editor.sending.findChildren(QLabel))
    frozen = [file for file in view.files if file.frozen]
    assert {file.format for file in frozen} == {"docx", "pdf"}
    assert all(file.sha256 in texts.replace(" ", "") for file in frozen)
    assert "The clock for the answer runs to Fri 11 Dec 2026" in texts
    qtbot.waitUntil(lambda: len(desk.editor.preview.pictures) > 0)
    desk.editor.show_way(SHEET)
    desk.editor.sheet.stand_on("opening")
    press(Qt.Key.Key_Return)
    assert desk.editor.sheet.editing == ""
    assert desk.page.header_actions() == ()


def test_that_a_kept_copy_changed_on_disk_is_told_and_cannot_be_copied_out(desk, qtbot):
    letter = desk.ready()
    for file in desk.services.letter_files.mark_sent(letter, date(2026, 11, 27)):
        desk.services.letter_files.frozen_path(file).write_bytes(b"changed")
    qtbot.waitUntil(lambda: desk.editor.view.record.status is LetterStatus.SENT)
    assert any("Missing or changed" in spoken_name(badge) for badge in desk.editor.sending.findChildren(QWidget))
    assert not button_in(desk.editor.sending, "Copy out").isEnabled()


def test_that_an_answer_is_logged_and_stops_the_clock(desk, qtbot):
    letter = desk.ready()
    desk.services.letter_files.mark_sent(letter, date(2026, 11, 27))
    qtbot.waitUntil(lambda: desk.editor.view.record.status is LetterStatus.SENT)
    desk.editor.sending._note.set_value("They will extend it.")
    click(desk.editor.sending, "Log the answer")
    qtbot.waitUntil(lambda: desk.editor.view.record.status is LetterStatus.ANSWERED)
    assert desk.editor.view.events[-1].note == "They will extend it."


def test_that_an_overdue_letter_says_so_in_the_list_and_leads_to_a_chaser(desk, qtbot):
    letter = desk.ready()
    view = desk.services.letters.open(letter)
    options = replace(view.draft.options, date=date(2026, 10, 20), reply_by=date(2026, 11, 3))
    desk.services.letters.save(letter, options)
    desk.services.letter_files.mark_sent(letter, date(2026, 10, 20))
    qtbot.waitUntil(lambda: desk.editor.view.record.status is LetterStatus.SENT)
    desk.editor.close_letter()
    desk.page.list.filters[Filter.OVERDUE].click()
    assert [line.id for line in desk.page.list.model.rows()] == [letter]
    assert "Reply 24 days late" in desk.page.list.model.sentence(desk.page.list.model.row_at(0))
    desk.page.list.table.choose_row(0)
    click(desk.page.list.split, "Draft a chaser")
    assert desk.editor.view.kind.id == "chaser"


def test_that_a_sent_letter_left_open_overnight_is_late_the_next_morning(desk):
    letter = desk.ready()
    desk.services.letter_files.mark_sent(letter, date(2026, 11, 27))
    view = desk.services.letters.open(letter)
    days = [view.record.reply_due, view.record.reply_due + timedelta(days=1)]
    panel = SendingPanel(lambda: days[0])
    for words in ("The clock for the answer runs to", "An answer was due by"):
        panel.show_view(view, ())
        assert any(label.text().startswith(words) for label in panel.findChildren(QLabel))
        days.reverse()


def test_that_a_letter_is_begun_from_its_notice_by_keyboard(desk):
    desk.window.go("letters")
    desk.page.begin()
    card = next(c for c in desk.page.begin_part.findChildren(LinkCard) if "Young Carers" in c.accessibleName())
    card.setFocus()
    press(Qt.Key.Key_Return)
    kind = next(c for c in desk.page.begin_part.findChildren(LinkCard) if "Request for reasons" in c.accessibleName())
    kind.setFocus()
    press(Qt.Key.Key_Return)
    assert desk.editor.view.kind.id == "request-for-reasons"


def test_that_the_printed_pages_are_named_and_zoomed_by_keyboard(desk, qtbot):
    desk.draft()
    desk.editor.show_way(PAGES)
    qtbot.waitUntil(lambda: len(desk.editor.preview.pictures) > 1)
    pictures = desk.editor.preview.pictures
    assert spoken_name(pictures[1]) == f"Page 2 of {len(pictures)}"
    width = pictures[0].width()
    desk.editor.preview.area.setFocus()
    press(Qt.Key.Key_Plus)
    assert pictures[0].width() > width
    press(Qt.Key.Key_End)
    assert desk.editor.preview.area.verticalScrollBar().value() > 0


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768)])
def test_that_nothing_is_clipped_at_the_sizes_people_have(desk, size):
    desk.window.resize(*size)
    desk.draft()
    settle()
    assert clipped(desk.window) == []


def button_in(root, name):
    """The button whose spoken name begins so."""
    return next(b for b in root.findChildren(QAbstractButton) if spoken_name(b).startswith(name))


def click(root, name):
    """Press a button by keyboard."""
    button = button_in(root, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
