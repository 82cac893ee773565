from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charitydesk.storage.history import CannotUndoError
from charitydesk.storage.records import ClockRecord, LetterEventRecord, LetterRecord, NoticeRecord
from charitydesk.storage.rows import ClockRow

DAY = date(2026, 1, 1)
WORDS = st.sampled_from(["", "a", "Tŷ <Gwyn> & 'co'", "%_\\", "\U0001f600\n"])
STEPS = st.one_of(
    st.tuples(st.just("add notice"), st.integers(0, 9), WORDS),
    st.tuples(st.just("add clock"), st.integers(0, 9), WORDS),
    st.tuples(st.just("add letter"), st.integers(0, 9), WORDS),
    st.tuples(st.just("log"), st.integers(0, 9), WORDS),
    st.tuples(st.just("change notice"), st.integers(0, 9), WORDS),
    st.tuples(st.just("supersede"), st.integers(0, 9), WORDS),
    st.tuples(st.just("delete notice"), st.integers(0, 9), WORDS),
    st.tuples(st.just("delete letter"), st.integers(0, 9), WORDS),
    st.tuples(st.just("import"), st.integers(0, 4), WORDS),
)
ACTIONS = st.lists(st.one_of(st.lists(STEPS, min_size=1, max_size=4), st.sampled_from(["undo", "redo"])), max_size=9)


def pick(store, number):
    every = store.all()
    return every[number % len(every)] if every else None


def take(work, step):
    kind, number, word = step
    notice = pick(work.notices, number)
    letter = pick(work.letters, number)
    clocks = work.clocks.all(ClockRow.notice_id.is_not(None))
    match kind:
        case "add notice":
            work.notices.add(NoticeRecord(service=word, commissioner=word, facts={"t": word}))
        case "add clock":
            work.clocks.add(clock(word, notice and notice.id))
        case "add letter":
            work.letters.add(LetterRecord(kind="k", title=word, notice_id=notice and notice.id))
        case "log" if letter:
            work.letter_events.add(LetterEventRecord(letter_id=letter.id, on_date=DAY, kind=word))
        case "change notice" if notice:
            work.notices.update(dataclasses.replace(notice, service=word, received_on=DAY))
        case "supersede" if len(clocks) > 1:
            work.clocks.update(
                dataclasses.replace(clocks[0], superseded_by=clocks[-1].id, superseded_reason=word or "x")
            )
        case "delete notice" if notice:
            work.notices.delete(notice.id)
        case "delete letter" if letter:
            work.letters.delete(letter.id)
        case "import":
            work.bulk_insert("letter", ({**plain_letter(word)} for _ in range(number)))
        case _:
            pass


def clock(word, notice_id):
    return ClockRecord(rule="R", title=word, started_on=DAY, deadline=DAY, last_safe_day=DAY, notice_id=notice_id)


def plain_letter(word):
    values = dataclasses.asdict(LetterRecord(kind="imported", title=word))
    del values["id"]
    return values


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(actions=ACTIONS)
def test_whatever_was_done_undoing_all_gives_the_start_and_redoing_all_the_end(make_desk, actions):
    desk = make_desk()
    with desk.looking():
        every_way(desk, actions)


def every_way(desk, actions):
    states, at = [desk.content()], 0
    for action in actions:
        if action == "undo" and at:
            desk.undo()
            at -= 1
        elif action == "redo" and at < len(states) - 1:
            desk.redo()
            at += 1
        elif not isinstance(action, str):
            with desk.write() as work:
                for step in action:
                    take(work, step)
            if work.change_id is not None:
                states = [*states[: at + 1], desk.content()]
                at += 1
        assert desk.content() == states[at]
    while at < len(states) - 1:
        desk.redo()
        at += 1
    with pytest.raises(CannotUndoError):
        desk.redo()
    for state in reversed(states[:-1]):
        desk.undo()
        assert desk.content() == state
    with pytest.raises(CannotUndoError):
        desk.undo()
    desk.reopen()
    for state in states[1:]:
        desk.redo()
        assert desk.content() == state
