"""A letter that nobody answered: when another may chase it, and what that one says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from journeys import facts, open_services, ready_letter

from charitydesk.errors import BadInputError


def on_a_later_day(desk, tmp_path, day):
    desk.close()
    return open_services(tmp_path, datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC))


def text_of(view):
    return "\n".join(one.text for one in view.draft.blocks)


def test_that_an_answered_letter_is_not_chased_and_a_second_chaser_asks_for_the_first_answer(tmp_path):
    desk = open_services(tmp_path)
    desk.profile.save(replace(desk.profile.load(), name="Harbour Carers", user_name="Mari"))
    notice = desk.notices.record(facts()).record.id
    view = ready_letter(desk, notice)
    desk.letter_files.mark_sent(view.record.id, date(2026, 11, 23))
    desk = on_a_later_day(desk, tmp_path, date(2026, 12, 8))
    chaser = desk.letters.start(notice, "chaser")
    desk.letter_files.mark_sent(chaser.record.id, date(2026, 12, 8))
    again = desk.letters.start(notice, "chaser")
    assert again.earlier is not None
    assert again.earlier.sent_on == date(2026, 11, 23)
    assert ": " not in again.earlier.title
    desk.letter_files.mark_answered(view.record.id, date(2026, 12, 8))
    told = next(offer.why_not for offer in desk.letters.offers(notice) if offer.kind.id == "chaser")
    with pytest.raises(BadInputError, match="still waits for its answer"):
        desk.letters.start(notice, "chaser")
    assert "still waits for its answer" in told
    desk.close()


def test_that_nothing_is_chased_before_the_day_by_which_the_law_asks_for_its_answer(tmp_path):
    desk = open_services(tmp_path)
    desk.profile.save(replace(desk.profile.load(), name="Harbour Carers", user_name="Mari", email="m@harbour.example"))
    notice = desk.notices.record(facts()).record.id
    asked = ready_letter(desk, notice, "freedom-of-information")
    desk.letter_files.mark_sent(asked.record.id, date(2026, 11, 23))
    assert desk.letters.open(asked.record.id).record.reply_due == date(2026, 12, 22)
    with pytest.raises(BadInputError, match=r"gives 20 working days, until the end of 22 December 2026\.$"):
        desk.letters.start(notice, "chaser")
    offered = {offer.kind.id: offer.why_not for offer in desk.letters.offers(notice)}
    assert offered["chaser"].startswith("Nothing is overdue yet")
    desk = on_a_later_day(desk, tmp_path, date(2026, 12, 24))
    late = desk.letters.start(notice, "chaser")
    assert "the 20th working day after a request is received" in text_of(late)
    assert "We counted that as 22 December 2026, 2 days ago" in text_of(late)
    back = desk.letters.save(late.record.id, replace(late.draft.options, date=date(2026, 12, 1)))
    assert [check.sentence for check in back.checks if check.id == "does-not-fit"] == [offered["chaser"]]
    desk.close()


def test_that_the_overdue_letter_is_chased_and_not_the_one_sent_after_it(tmp_path):
    desk = open_services(tmp_path)
    desk.profile.save(replace(desk.profile.load(), name="Harbour Carers", user_name="Mari", email="m@harbour.example"))
    notice = desk.notices.record(facts()).record.id
    desk.letter_files.mark_sent(ready_letter(desk, notice).record.id, date(2026, 11, 23))
    asked = ready_letter(desk, notice, "freedom-of-information")
    desk = on_a_later_day(desk, tmp_path, date(2026, 11, 24))
    desk.letter_files.mark_sent(asked.record.id, date(2026, 11, 24))
    assert desk.letters.open(asked.record.id).record.reply_due == date(2026, 12, 23)
    desk = on_a_later_day(desk, tmp_path, date(2026, 12, 8))
    assert "We asked for an answer by 7 December 2026. That was 1 day ago" in text_of(desk.letters.start(notice, "16"))
    desk.close()
