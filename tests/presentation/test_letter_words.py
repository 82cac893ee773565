"""Letters' words and edits without a window: what typing, taking out and putting back do to a letter's options."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from charitydesk.domain.document import GlyphProblem
from charitydesk.domain.letter_draft import lay_over
from charitydesk.domain.letters import DraftBlock, LetterOptions, Role, Sentence, Tone
from charitydesk.domain.states import LetterStatus
from charitydesk.presentation import letter_edits
from charitydesk.presentation.badges import Shape
from charitydesk.presentation.letter_list import Filter, next_step, passes, standing
from charitydesk.presentation.letter_record import glyph_words
from charitydesk.presentation.letter_sheet import marked, shortened
from charitydesk.storage.records import LetterRecord
from tests.words import anything

TODAY = date(2026, 11, 27)
OPTIONS = LetterOptions(Tone.ASK, TODAY)


def block(text: str = "Generated words.") -> DraftBlock:
    return DraftBlock("who", Role.PARAGRAPH, (Sentence("who", text, ()),))


def laid(options: LetterOptions, text: str = "Generated words.") -> DraftBlock:
    return next(one for one in lay_over([block(text)], options) if one.key == "who")


@given(anything())
def test_that_typed_words_are_kept_as_typed_but_for_space_around_them(typed):
    shown = laid(letter_edits.write(OPTIONS, block(), typed))
    assert shown.text == (typed.strip() if typed.strip() != "Generated words." else "Generated words.")


def test_that_typing_the_generated_words_again_is_no_edit():
    edited = letter_edits.write(OPTIONS, block(), "Mine.")
    assert letter_edits.write(edited, laid(edited), " Generated words. ").edits == {}


def test_that_typing_alone_never_settles_a_conflict_and_keeping_mine_does():
    edited = letter_edits.write(OPTIONS, block(), "Mine.")
    moved = laid(edited, "New words.")
    assert moved.conflict == "New words."
    again = letter_edits.write(edited, moved, "Mine, longer.")
    assert laid(again, "New words.").conflict == "New words."
    kept = laid(letter_edits.keep_mine(again, laid(again, "New words.")), "New words.")
    assert (kept.text, kept.conflict) == ("Mine, longer.", None)


def test_that_what_was_taken_out_can_be_put_back():
    out = letter_edits.take_out(OPTIONS, block())
    assert laid(out).text == ""
    assert laid(letter_edits.put_back(out, "who")).text == "Generated words."


def test_that_own_paragraphs_stay_in_their_order_when_one_between_them_goes():
    options, first = letter_edits.add_after(OPTIONS, "who")
    options, second = letter_edits.add_after(options, first)
    blocks = {one.key: one for one in lay_over([block()], options)}
    assert list(blocks) == ["who", first, second]
    assert [one.key for one in lay_over([block()], letter_edits.take_out(options, blocks[first]))] == ["who", second]


def test_that_a_new_paragraph_stands_right_after_the_one_it_was_added_to():
    options, first = letter_edits.add_after(OPTIONS, "who")
    options, second = letter_edits.add_after(options, "who")
    assert [one.key for one in lay_over([block()], options)] == ["who", second, first]


@given(anything())
def test_that_setting_blanks_off_loses_no_character(text):
    assert "".join(part for part, _ in marked(text)) == text


def test_that_a_blank_is_told_from_the_words_around_it():
    assert marked("By [fill in: the day] & {x}") == [("By ", False), ("[fill in: the day]", True), (" & {x}", False)]


def test_that_a_late_reply_is_said_in_words_and_shape():
    record = LetterRecord(kind="chaser", title="Chaser", status=LetterStatus.SENT, reply_due=date(2026, 11, 24))
    badge = standing(record, TODAY)
    assert (badge.word, badge.shape) == ("Reply 3 days late", Shape.ALERT)
    assert next_step(record, TODAY) == "An answer was due on Tue 24 Nov 2026, 3 days ago. Send a chaser."
    assert passes(record, Filter.OVERDUE, TODAY)
    assert not passes(record, Filter.OVERDUE, date(2026, 11, 24))


def test_that_characters_that_could_not_be_drawn_are_named_once_each():
    words = glyph_words((GlyphProblem("\U00013000", "who"), GlyphProblem("\U00013000\U00013001", "effect")))
    assert words.count("\U00013000") == 1
    assert words.startswith("These characters could not be drawn")
    assert glyph_words(()) == ""


def test_that_a_long_text_is_cut_at_a_word():
    assert shortened("one two three", 8) == "one two…"
    assert shortened("one") == "one"
