"""The charity's particulars: kept, shown in its letters, and its letterhead taken only when it can be used."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
from journeys import facts

from charitydesk.domain.bodies import Nation
from charitydesk.errors import BadInputError
from charitydesk.services.profile import Appearance


def letterhead(path, text):
    document = docx.Document()
    document.add_paragraph("Harbour Carers")
    document.add_paragraph(text)
    document.save(path)
    return path


def test_that_the_first_answers_are_kept_and_an_empty_one_changes_nothing(desk):
    desk.profile.answer_first_run(name="Harbour Carers", nation=Nation.WALES, user_name="Mari")
    record = desk.profile.answer_first_run(name="", user_name="Siân")
    assert (record.name, record.nation, record.user_name) == ("Harbour Carers", Nation.WALES, "Siân")
    assert record.onboarding_done


def test_that_the_user_named_is_who_the_history_says_did_it(desk):
    desk.profile.answer_first_run(user_name="Mari")
    desk.notices.record(facts())
    assert desk.history.list()[0].actor == "Mari"


def test_that_letters_go_out_in_the_charitys_name(desk):
    record = desk.profile.load()
    desk.profile.save(
        replace(record, name="Elusen Tŷ Gŵyl", address="1 Stryd Fawr\n\n Bangor ", registration_number="1234567",
                user_name="Mari", user_role="Chief Executive")
    )  # fmt: skip
    charity = desk.profile.charity()
    assert charity.address == ("1 Stryd Fawr", "Bangor")
    assert (charity.signatory, charity.role, charity.registration) == (
        "Mari", "Chief Executive", "Registered charity 1234567",
    )  # fmt: skip
    notice = desk.notices.record(facts()).record.id
    assert desk.letters.start(notice, "2").document.letterhead[0] == "Elusen Tŷ Gŵyl"


def test_that_the_look_of_the_window_is_remembered(desk):
    record = desk.profile.set_appearance(Appearance.CONTRAST, 150)
    assert (record.appearance, record.text_size) == (Appearance.CONTRAST, 150)


def test_that_a_letterhead_with_its_place_for_the_letter_is_copied_and_used(desk, tmp_path):
    assert desk.profile.letterhead() is None
    desk.profile.use_letterhead(letterhead(tmp_path / "ours.docx", "[[letter]]"))
    kept = desk.profile.letterhead()
    assert kept.parent == desk.desk.paths.data
    (tmp_path / "ours.docx").unlink()
    desk.profile.save(replace(desk.profile.load(), name="Harbour Carers"))
    notice = desk.notices.record(facts()).record.id
    saved = desk.letter_files.draft(notice, "2", None, tmp_path / "letter.docx")
    paragraphs = [paragraph.text for paragraph in docx.Document(saved.path).paragraphs]
    assert paragraphs[0] == "Harbour Carers"
    assert "[[letter]]" not in paragraphs
    desk.profile.drop_letterhead()
    assert desk.profile.letterhead() is None


@pytest.mark.parametrize("text", ["", "letter"])
def test_that_a_letterhead_without_a_place_for_the_letter_is_refused(desk, tmp_path, text):
    with pytest.raises(BadInputError):
        desk.profile.use_letterhead(letterhead(tmp_path / "ours.docx", text))
    assert desk.profile.letterhead() is None


def test_that_a_letterhead_that_is_no_word_file_is_refused(desk, tmp_path):
    path = tmp_path / "ours.docx"
    path.write_text("not a Word file", encoding="utf-8")
    with pytest.raises(BadInputError):
        desk.profile.use_letterhead(path)
