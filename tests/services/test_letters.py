"""A letter's life: drafted, edited, held against changed facts, sent, frozen, answered."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from journeys import facts, open_services, ready_letter, rows

from charitydesk.domain.costs import half_up
from charitydesk.domain.letter_checks import Severity
from charitydesk.domain.letters import Addition, Edit, Tone
from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.rates import RateBasis
from charitydesk.domain.states import LetterStatus
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.services.people import PersonRecord, RateRecord

TABLES = ("letters", "letter_files", "letter_events", "overrides", "clocks", "notices")


@pytest.fixture
def notice(desk):
    profile = replace(desk.profile.load(), name="Harbour Carers", user_name="Mari Llewelyn")
    desk.profile.save(profile)
    return desk.notices.record(facts()).record.id


def block(view, key):
    return next(one for one in view.draft.blocks if one.key == key)


def test_that_a_draft_knows_where_every_sentence_came_from(desk, notice):
    view = desk.letters.start(notice, "3")
    assert view.kind.id == "challenge-short-notice"
    assert all(sentence.sources for one in view.draft.blocks for sentence in one.sentences)
    assert view.record.status is LetterStatus.DRAFT
    assert view.draft.options.reply_by == date(2026, 12, 7)
    assert desk.letters.open(view.record.id) == view
    saved = desk.letters.save(view.record.id, replace(view.draft.options, our_reference="HC/1"))
    assert desk.letters.open(view.record.id) == saved


def test_that_a_letter_is_drawn_up_again_only_once_something_it_hangs_on_has_changed(desk, notice):
    kept = desk.letters.start(notice, "3")
    letter = kept.record.id
    assert desk.letters.open(letter) is kept
    desk.desk.database.close()
    assert desk.letters.open(letter) == kept  # drawn up from the records alone, it says the same
    saved = desk.letters.save(letter, replace(kept.draft.options, our_reference="HC/1"))
    assert desk.letters.open(letter) is saved
    desk.desk.database.close()
    assert desk.letters.open(letter) == saved
    desk.notices.update(notice, facts(notice={"received_on": "2026-11-25"}))
    assert desk.letters.open(letter).case.facts.notice.received_on == date(2026, 11, 25)
    desk.profile.save(replace(desk.profile.load(), name="Harbour Young Carers"))
    assert desk.letters.open(letter).charity.name == "Harbour Young Carers"
    desk.history.undo()
    assert desk.letters.open(letter).charity.name == "Harbour Carers"


@pytest.mark.parametrize(
    ("kind", "tone", "told"),
    [
        ("no-such-kind", None, "There is no kind of letter"),
        ("challenge-no-consultation", Tone.ASK, "is not written in the tone"),
        ("response-to-consultation", None, "answers a consultation"),
    ],
)
def test_that_a_kind_or_tone_that_does_not_fit_is_refused_in_words(desk, notice, kind, tone, told):
    before = rows(desk, *TABLES)
    with pytest.raises(BadInputError, match=told):
        desk.letters.start(notice, kind, tone)
    assert rows(desk, *TABLES) == before


def test_that_an_edit_stays_when_the_facts_change_and_the_conflict_shows(desk, notice):
    view = desk.letters.start(notice, "request-for-reasons")
    old = block(view, "understand")
    options = replace(view.draft.options, edits={"understand": Edit("In our own words.", old.generated)})
    view = desk.letters.save(view.record.id, options)
    assert (block(view, "understand").text, block(view, "understand").conflict) == ("In our own words.", None)
    desk.notices.update(notice, facts(notice={"received_on": "2026-11-25"}))
    changed = block(desk.letters.open(view.record.id), "understand")
    assert changed.text == "In our own words."
    assert "25 November 2026" in changed.conflict
    checks = {check.id for check in desk.letters.open(view.record.id).checks}
    assert "conflict" in checks


def test_that_a_paragraph_of_ones_own_is_kept_where_it_was_put(desk, notice):
    view = desk.letters.start(notice, "request-for-reasons")
    options = replace(view.draft.options, additions=(Addition("own-1", "understand", "Grüße <b>& so on</b>"),))
    view = desk.letters.save(view.record.id, options)
    keys = [one.key for one in view.draft.blocks]
    assert keys.index("own-1") == keys.index("understand") + 1
    assert block(view, "own-1").text == "Grüße <b>& so on</b>"


def test_that_an_override_needs_a_reason_and_shows_on_the_check_list(desk, notice):
    view = desk.letters.start(notice, "request-for-reasons")
    with pytest.raises(BadInputError, match="needs a reason"):
        desk.letters.override(view.record.id, "wales-code", " ")
    view = desk.letters.override(view.record.id, "wales-code", "They adopted it in 2024.")
    cited = next(one for one in view.draft.citations if one.answer.provision.id == "wales-code")
    assert cited.overridden == "They adopted it in 2024."
    assert any(check.id == "overridden" and "They adopted it" in check.sentence for check in view.checks)


def test_that_a_letter_with_an_unchecked_source_cannot_go(desk, notice):
    view = desk.letters.start(notice, "request-for-reasons")
    before = rows(desk, *TABLES)
    with pytest.raises(BadInputError, match="not ready"):
        desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    assert rows(desk, *TABLES) == before
    assert not desk.desk.paths.sent.exists()


def test_that_a_sent_letter_is_frozen_in_both_formats_with_its_hashes(desk, notice):
    view = ready_letter(desk, notice)
    files = desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    assert [file.format for file in files] == ["docx", "pdf"]
    for file in files:
        path = desk.letter_files.frozen_path(file)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
        assert path.is_relative_to(desk.desk.paths.sent)
    with pytest.raises(BadInputError, match="sent already"):
        desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    with pytest.raises(BadInputError, match="frozen"):
        desk.letters.save(view.record.id, view.draft.options)


def test_that_a_sent_letters_words_stay_when_facts_profile_and_rules_change_under_it(desk, notice, tmp_path):
    view = ready_letter(desk, notice)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    sent = desk.letters.open(view.record.id)
    assert sent.document == view.document
    copy = tmp_path / "before.pdf"
    desk.letter_files.save(view.record.id, copy)
    desk.notices.update(notice, facts(body={"name": "Renamed Council"}, notice={"received_on": "2026-11-25"}))
    desk.profile.save(replace(desk.profile.load(), name="Renamed Carers", user_name="Someone Else"))
    desk.notices.delete(notice)
    later = desk.letters.open(view.record.id)
    assert later.document == view.document
    assert [one.answer.provision.id for one in later.draft.citations] == [
        one.answer.provision.id for one in view.draft.citations
    ]
    assert all(desk.letter_files.still_as_sent(file) for file in later.files if file.frozen)
    again = tmp_path / "after.pdf"
    desk.letter_files.save(view.record.id, again)
    frozen = next(file for file in later.files if file.frozen and file.format == "pdf")
    assert again.read_bytes() == copy.read_bytes() == desk.letter_files.frozen_path(frozen).read_bytes()


def test_that_a_copy_changed_behind_its_back_is_noticed(desk, notice, tmp_path):
    view = ready_letter(desk, notice)
    file = desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))[0]
    desk.letter_files.frozen_path(file).write_bytes(b"changed")
    assert not desk.letter_files.still_as_sent(file)
    with pytest.raises(UserFacingError, match="changed since it was sent"):
        desk.letter_files.copy_out(file, tmp_path / "out.docx")


def test_that_sending_starts_the_reply_clock_and_an_answer_stops_it(desk, notice):
    view = ready_letter(desk, notice)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    clock = next(one for one in desk.notices.show(notice).clocks if one.letter_id == view.record.id)
    assert (clock.rule, clock.deadline, clock.whose) == ("LETTER_REPLY", date(2026, 12, 7), "them")
    desk.letter_files.mark_answered(view.record.id, date(2026, 12, 1), "They will look again.")
    after = desk.letters.open(view.record.id)
    assert after.record.status is LetterStatus.ANSWERED
    assert [event.kind for event in after.events] == ["sent", "answered"]
    clock = next(one for one in desk.notices.show(notice).clocks if one.letter_id == view.record.id)
    assert clock.done_on == date(2026, 12, 1)


def a_request_for_information(desk, notice):
    desk.profile.save(replace(desk.profile.load(), email="office@lunch.example"))
    return ready_letter(desk, notice, "freedom-of-information")


def test_that_a_reply_the_law_sets_a_day_for_runs_by_the_rule_of_that_law(desk, notice):
    view = a_request_for_information(desk, notice)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    clock = next(one for one in desk.notices.show(notice).clocks if one.letter_id == view.record.id)
    assert (clock.rule, clock.started_on, clock.deadline) == ("FOIA_RESPONSE", date(2026, 11, 23), date(2026, 12, 22))
    assert "Mon 30 Nov 2026" in clock.worked_out["how"]
    assert clock.worked_out["provisions"]


def test_that_a_day_the_letter_chose_itself_is_not_put_down_to_the_law(desk, notice):
    view = a_request_for_information(desk, notice)
    chosen = replace(view.draft.options, reply_by=date(2027, 1, 15))
    desk.letters.save(view.record.id, chosen)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    clock = next(one for one in desk.notices.show(notice).clocks if one.letter_id == view.record.id)
    assert (clock.rule, clock.deadline) == ("LETTER_REPLY", date(2027, 1, 15))


def test_that_sending_is_one_change_that_undo_takes_back_whole(desk, notice):
    view = ready_letter(desk, notice)
    before = rows(desk, *TABLES)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    desk.history.undo()
    assert rows(desk, *TABLES) == before


def test_that_an_overdue_reply_is_chased_by_the_letters_name_and_dates(tmp_path):
    desk = open_services(tmp_path)
    desk.profile.save(replace(desk.profile.load(), name="Harbour Carers", user_name="Mari"))
    notice = desk.notices.record(facts()).record.id
    with pytest.raises(BadInputError):
        desk.letters.start(notice, "chaser")
    view = ready_letter(desk, notice)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    desk.close()
    desk = open_services(tmp_path, datetime(2026, 12, 8, 9, 0, tzinfo=UTC))
    words = "\n".join(one.text for one in desk.letters.start(notice, "chaser").draft.blocks)
    assert "23 November 2026" in words
    assert "7 December 2026" in words
    desk.close()


def test_that_drafting_twice_leaves_one_letter_until_somebody_edits_it(desk, notice, tmp_path):
    first = desk.letter_files.draft(notice, "3", None, tmp_path / "a.docx")
    again = desk.letter_files.draft(notice, "challenge-short-notice", Tone.CHALLENGE, tmp_path / "b.pdf")
    assert again.view.record.id == first.view.record.id
    assert {file.file_name for file in again.view.files} == {"a.docx", "b.pdf"}
    other_rung = desk.letter_files.draft(notice, "3", Tone.ASK, tmp_path / "c.docx")
    assert other_rung.view.record.id != first.view.record.id
    options = replace(first.view.draft.options, our_reference="HC/1")
    desk.letters.save(first.view.record.id, options)
    third = desk.letter_files.draft(notice, "3", None, tmp_path / "d.docx")
    assert third.view.record.id not in {first.view.record.id, other_rung.view.record.id}


def test_that_an_unedited_draft_used_again_on_a_later_day_carries_that_day(tmp_path):
    desk = open_services(tmp_path / "data")
    notice = desk.notices.record(facts()).record.id
    first = desk.letter_files.draft(notice, "3", None, tmp_path / "a.docx").view.record.id
    desk.close()
    desk = open_services(tmp_path / "data", datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    again = desk.letter_files.draft(notice, "3", None, tmp_path / "a.docx").view
    assert (again.record.id, again.draft.options.date) == (first, date(2026, 11, 30))
    desk.close()


@pytest.mark.parametrize("name", ["letter.odt", "letter", "no-such-folder/letter.docx", "folder.pdf"])
def test_that_a_file_that_cannot_be_written_leaves_no_letter_and_no_file(desk, notice, tmp_path, name):
    (tmp_path / "folder.pdf").mkdir()
    before, files = rows(desk, *TABLES), sorted(tmp_path.rglob("*letter*"))
    with pytest.raises(UserFacingError):
        desk.letter_files.draft(notice, "3", None, tmp_path / name)
    assert rows(desk, *TABLES) == before
    assert sorted(tmp_path.rglob("*letter*")) == files


def test_that_the_day_of_the_answer_moves_with_the_letters_date_unless_it_was_chosen(desk, notice):
    view = desk.letters.start(notice, "freedom-of-information")
    moved = desk.letters.save(view.record.id, replace(view.draft.options, date=date(2026, 11, 22)))
    assert (moved.draft.options.reply_by, moved.record.reply_due) == (date(2026, 12, 21), date(2026, 12, 21))
    chosen = desk.letters.save(view.record.id, replace(moved.draft.options, reply_by=date(2026, 12, 18)))
    stays = desk.letters.save(view.record.id, replace(chosen.draft.options, date=date(2026, 11, 20)))
    assert stays.draft.options.reply_by == date(2026, 12, 18)


def test_that_a_letter_is_not_sent_after_its_reply_date_nor_answered_before_it_went(desk, notice):
    view = ready_letter(desk, notice)
    before = rows(desk, *TABLES)
    with pytest.raises(BadInputError, match="asks for an answer by 7 December 2026"):
        desk.letter_files.mark_sent(view.record.id, date(2026, 12, 7))
    assert rows(desk, *TABLES) == before
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 24))
    with pytest.raises(BadInputError, match="did not come on 23 November 2026"):
        desk.letter_files.mark_answered(view.record.id, date(2026, 11, 23))


def test_that_a_copy_that_cannot_be_written_leaves_no_other_copy_behind(desk, notice):
    view = ready_letter(desk, notice)
    word, pdf = (desk.letter_files.frozen_path(one) for one in desk.letter_files.mark_sent(
        view.record.id, date(2026, 11, 23)))  # fmt: skip
    desk.history.undo()
    word.unlink()
    pdf.unlink()
    pdf.mkdir()
    before = rows(desk, *TABLES)
    with pytest.raises(UserFacingError):
        desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    assert not word.exists()
    assert rows(desk, *TABLES) == before


def test_that_a_letter_telling_somebodys_pay_is_stopped_before_it_is_saved_as_ready(desk, notice):
    sam = desk.people.save_person(PersonRecord(name="Sam Okafor"))
    pay = {"basis": RateBasis.SALARY, "salary": Pence(32_000_00), "productive_minutes": 1650 * 60}
    desk.people.set_rate(RateRecord(person_id=sam.id, effective_from=date(2026, 4, 6), **pay))
    hour = desk.people.pay(sam.id, date(2026, 11, 23)).direct
    assert hour is not None
    cost = pounds(half_up(hour.pence))
    view = ready_letter(desk, notice)
    added = Addition("own-1", "understand", f"Sam Okafor runs the club. An hour of it costs {cost}.")
    view = desk.letters.save(view.record.id, replace(view.draft.options, additions=(added,)))
    (told,) = [check for check in view.checks if check.id == "pay"]
    assert (told.severity, told.block) == (Severity.STOP, "own-1")
    assert f"names Sam Okafor beside {cost}" in told.sentence
    with pytest.raises(BadInputError, match="not ready"):
        desk.letter_files.mark_ready(view.record.id)
    average = Addition("own-1", "understand", "A post like this costs £32,000, in round figures.")
    view = desk.letters.save(view.record.id, replace(view.draft.options, additions=(average,)))
    (told,) = [check for check in view.checks if check.id == "pay"]
    assert (told.severity, "Sam" in told.sentence) == (Severity.LOOK, False)
    desk.letter_files.mark_ready(view.record.id)


def test_that_a_letterhead_with_tracked_changes_stops_the_letter_until_another_is_chosen(desk, notice, tmp_path):
    file = docx.Document()
    changed = file.add_paragraph("[[letter]]")._p
    changed.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="J"><w:r><w:t> </w:t></w:r></w:ins>'))
    file.save(str(tmp_path / "own.docx"))
    desk.profile.use_letterhead(tmp_path / "own.docx")
    view = ready_letter(desk, notice)
    (told,) = [check for check in view.checks if check.id == "file"]
    assert "tracked changes, which name whoever made them" in told.sentence
    with pytest.raises(BadInputError, match="not ready"):
        desk.letter_files.mark_ready(view.record.id)
    desk.profile.drop_letterhead()
    desk.letter_files.mark_ready(view.record.id)
