from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.storage import bulk
from charitydesk.storage.history import CannotUndoError

ROWS = 5_000


def many_clocks(count=ROWS):
    for number in range(count):
        yield {
            "notice_id": None,
            "letter_id": None,
            "rule": f"RULE_{number}",
            "title": "Ä clock",
            "whose": "us",
            "started_on": date(2026, 1, 1),
            "options": {"n": number},
            "worked_out": {},
            "deadline": date(2026, 2, 1),
            "last_safe_day": date(2026, 1, 30),
            "act_by": None,
            "done_on": None,
            "superseded_by": None,
            "superseded_reason": "",
            "note": "",
            "is_example": False,
            "created_at": datetime(2026, 1, 1, tzinfo=UTC),
            "updated_at": datetime(2026, 1, 1, tzinfo=UTC),
        }


def test_undo_and_redo_go_back_and_forth_and_survive_closing_the_program(desk, new):
    states = [desk.content()]
    with desk.write("Recorded a notice") as work:
        notice = work.notices.add(new.notice())
        work.clocks.add(new.clock(notice.id))
    states.append(desk.content())
    with desk.write("Changed the notice") as work:
        work.notices.update(dataclasses.replace(notice, service="Day centre"))
    states.append(desk.content())
    with desk.write("Deleted the notice") as work:
        work.notices.delete(notice.id)
    states.append(desk.content())

    for name, state in zip(
        ("Deleted the notice", "Changed the notice", "Recorded a notice"), reversed(states[:-1]), strict=True
    ):
        desk.reopen()
        assert desk.undo() == name
        assert desk.content() == state
    for name, state in zip(("Recorded a notice", "Changed the notice", "Deleted the notice"), states[1:], strict=True):
        desk.reopen()
        assert desk.redo() == name
        assert desk.content() == state


def test_with_nothing_to_undo_or_redo_a_sentence_says_so(desk):
    with pytest.raises(CannotUndoError, match=r"There is nothing to undo\."):
        desk.undo()
    with pytest.raises(CannotUndoError, match=r"There is nothing to redo\."):
        desk.redo()


def test_a_new_change_after_undo_drops_the_redo_and_the_history_keeps_it(desk, new):
    with desk.write("First") as work:
        work.notices.add(new.notice())
    desk.undo()
    with desk.write("Second") as work:
        work.notices.add(new.notice())
    with pytest.raises(CannotUndoError, match="nothing to redo"):
        desk.redo()
    with desk.read() as work:
        lines = [(line.name, line.kind, line.state) for line in work.history.list()]
    assert lines == [
        ("Second", ChangeKind.CHANGE, ChangeState.APPLIED),
        ("First", ChangeKind.UNDO, ChangeState.APPLIED),
        ("First", ChangeKind.CHANGE, ChangeState.DROPPED),
    ]


def test_the_history_holds_who_what_when_and_both_images(desk, new):
    with desk.write("Recorded a notice", topics={"notices", "clocks"}, actor="Sam Shah") as work:
        notice = work.notices.add(new.notice())
    with desk.write("Renamed it") as work:
        work.notices.update(dataclasses.replace(notice, service="Day centre"))
    with desk.read() as work:
        first = work.history.list()[1]
        assert (first.name, first.topics, first.actor, first.made_at) == (
            "Recorded a notice",
            ("clocks", "notices"),
            "Sam Shah",
            notice.created_at,
        )
        (added,), (changed,) = work.history.images(1), work.history.images(2)
        assert (added.before, added.after["service"]) == (None, "Ashdale lunch club")
        assert (changed.before["service"], changed.after["service"]) == ("Ashdale lunch club", "Day centre")
        assert [line.name for line in work.history.of_row("notice", notice.id)] == ["Renamed it", "Recorded a notice"]
        assert work.history.of_row("notice", 99) == ()


def test_an_earlier_change_is_undone_by_itself_when_nothing_later_touched_its_records(desk, new):
    with desk.write("A") as work:
        work.notices.add(new.notice("A"))
    with desk.write("B") as work:
        work.notices.add(new.notice("B"))
    both = desk.content()
    assert desk.undo(change_id=1) == "A"
    with desk.read() as work:
        assert [line.service for line in work.notices.list()] == ["B"]
    assert desk.undo() == "B"
    assert [desk.redo(), desk.redo()] == ["B", "A"]
    assert desk.content() == both


def test_undo_refuses_when_a_later_change_touched_the_same_record_and_names_it(desk, new):
    with desk.write("Recorded a notice") as work:
        notice = work.notices.add(new.notice())
    with desk.write("Renamed it") as work:
        work.notices.update(dataclasses.replace(notice, service="Day centre"))
    before = desk.content()
    with pytest.raises(CannotUndoError, match="“Recorded a notice” cannot be undone because “Renamed it” has changed"):
        desk.undo(change_id=1)
    assert desk.content() == before
    desk.undo()
    assert desk.undo(change_id=1) == "Recorded a notice"


def test_a_change_undone_already_or_unknown_is_refused(desk, new):
    with desk.write("A") as work:
        work.notices.add(new.notice())
    desk.undo()
    with pytest.raises(CannotUndoError, match="“A” is undone already"):
        desk.undo(change_id=1)
    with pytest.raises(CannotUndoError, match="There is no change 2 in the history"):
        desk.undo(change_id=2)  # the undo's own line is no change


def test_undo_refuses_when_a_record_was_changed_behind_its_back(desk, new):
    with desk.write("A") as work:
        work.notices.add(new.notice())
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("UPDATE notice SET service = 'by hand'")
        connection.commit()
    with pytest.raises(CannotUndoError, match="no longer as it left it"):
        desk.undo()
    with desk.read() as work:
        assert work.notices.get(1).service == "by hand"
        assert work.history.next_undo().name == "A"


def test_a_change_made_by_an_older_schema_is_history_but_not_undone(desk, new):
    with desk.write("A") as work:
        work.notices.add(new.notice())
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("UPDATE change SET revision = '0000'")
        connection.commit()
    with pytest.raises(CannotUndoError, match="older version of CharityDesk"):
        desk.undo()


def test_a_record_added_and_deleted_within_one_change_leaves_no_trace(desk, new):
    with desk.write("Nothing in the end") as work:
        work.letters.delete(work.letters.add(new.letter()).id)
    assert work.change_id is None


def test_edits_saved_while_typing_are_one_change(desk, new):
    with desk.write("Drafted a letter") as work:
        letter = work.letters.add(new.letter())
    drafted = desk.content()
    for text in ("D", "De", "Dear"):
        with desk.write("Edited the letter", merge_key="letter:1") as work:
            work.letters.update(dataclasses.replace(work.letters.get(letter.id), draft={"text": text}))
    edited = desk.content()
    with desk.read() as work:
        assert [line.name for line in work.history.list()] == ["Edited the letter", "Drafted a letter"]
    assert desk.undo() == "Edited the letter"
    assert desk.content() == drafted
    desk.redo()
    assert desk.content() == edited


def test_edits_far_apart_by_another_hand_or_of_another_thing_stay_apart(desk, new):
    with desk.write("Drafted a letter") as work:
        work.letters.add(new.letter())

    def edit(text, key="letter:1", actor=""):
        with desk.write(text, merge_key=key, actor=actor) as work:
            work.letters.update(dataclasses.replace(work.letters.get(1), tone=text))
        return work.change_id

    first = edit("a")
    assert edit("b") == first
    assert edit("c", key="letter:2") > first
    desk.now += timedelta(minutes=10)
    late = edit("d", key="letter:2")
    assert late > first
    assert edit("e", key="letter:2", actor="Sam") > late
    desk.undo()
    assert edit("f", key="letter:2", actor="Sam") > late


def test_typing_something_and_taking_it_out_again_leaves_nothing_to_undo_in_that_record(desk, new):
    with desk.write("Drafted two letters") as work:
        work.letters.add(new.letter())
        work.letters.add(new.letter())
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("UPDATE letter SET updated_at = '2026-05-01T09:01:00.000000Z'")
        connection.commit()
    start = desk.content()
    for number, tone in ((1, "ask"), (2, "ask"), (1, "")):
        with desk.write("Edited", merge_key="k") as work:
            work.letters.update(dataclasses.replace(work.letters.get(number), tone=tone))
    desk.undo()
    assert desk.content() == start


def test_an_import_of_thousands_of_rows_is_one_small_line_and_one_undo(desk, new):
    with desk.write("Recorded a clock") as work:
        work.clocks.add(new.clock())
    start = desk.content()
    with desk.write("Imported clocks") as work:
        ids = work.bulk_insert("clock", many_clocks())
    assert ids == range(2, ROWS + 2)
    end = desk.content()
    with closing(sqlite3.connect(desk.path)) as connection:
        line = connection.execute(
            "SELECT first_id, last_id, before, after, packed FROM change_row WHERE is_run"
        ).fetchall()
    assert line == [(2, ROWS + 1, None, None, None)]
    assert desk.undo() == "Imported clocks"
    assert desk.content() == start
    with closing(sqlite3.connect(desk.path)) as connection:
        packed = connection.execute("SELECT length(packed) FROM change_row WHERE is_run").fetchone()[0]
    assert packed < len(json.dumps(end["clock"])) / 5
    desk.reopen()
    assert desk.redo() == "Imported clocks"
    assert desk.content() == end
    assert desk.undo() == "Imported clocks"
    assert desk.content() == start


def test_a_run_that_an_older_version_packed_row_by_row_is_brought_back_too(desk):
    with desk.write("Imported clocks") as work:
        work.bulk_insert("clock", ({**row, "title": "a\0b"} for row in islice(many_clocks(), 3)))
    end = desk.content()
    desk.undo()
    with closing(sqlite3.connect(desk.path)) as connection:
        told = json.loads(zlib.decompress(connection.execute("SELECT packed FROM change_row").fetchone()[0]))
        assert told["same"]["title"] == "a\0b"
        assert len(told["rows"]) == 3
    desk.redo()
    assert desk.content() == end
    desk.undo()
    names = [*told["same"], *told["columns"]]
    old = {"columns": names, "rows": [[*told["same"].values(), *row] for row in told["rows"]]}
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("UPDATE change_row SET packed = ?", (zlib.compress(json.dumps(old).encode()),))
        connection.commit()
    desk.redo()
    assert desk.content() == end


def test_rows_moved_with_their_indexes_set_aside_are_the_same_and_every_index_is_there(desk, monkeypatch):
    def indexes():
        with closing(sqlite3.connect(desk.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type != 'table' ORDER BY name"
            ).fetchall()

    monkeypatch.setattr(bulk, "MANY", 10)
    before = indexes()
    with desk.write("Imported clocks") as work:
        work.bulk_insert("clock", many_clocks(250))
    end = desk.content()
    desk.undo()
    assert (desk.content()["clock"], indexes()) == ([], before)
    desk.redo()
    assert (desk.content(), indexes()) == (end, before)


def test_rows_of_an_import_that_were_changed_since_hold_its_undo_back(desk):
    with desk.write("Imported clocks") as work:
        ids = work.bulk_insert("clock", many_clocks(20))
    imported = desk.content()
    with desk.write("Noted one") as work:
        work.clocks.update(dataclasses.replace(work.clocks.get(ids[7]), note="seen"))
    with pytest.raises(CannotUndoError, match="because “Noted one” has changed"):
        desk.undo(change_id=1)
    desk.undo()
    assert desk.content() == imported
    desk.undo()
    assert desk.content()["clock"] == []


def test_an_import_and_its_own_corrections_are_one_change(desk):
    with desk.write("Imported clocks") as work:
        ids = work.bulk_insert("clock", many_clocks(20))
        work.clocks.update(dataclasses.replace(work.clocks.get(ids[3]), note="corrected"))
        work.clocks.delete(ids[5])
    end = desk.content()
    assert len(end["clock"]) == 19
    desk.undo()
    assert desk.content()["clock"] == []
    desk.redo()
    assert desk.content() == end


def test_an_import_of_nothing_is_no_change(desk):
    with desk.write("Imported nothing") as work:
        assert list(work.bulk_insert("clock", [])) == []
    assert work.change_id is None


def test_redo_of_an_import_refuses_when_its_ids_are_taken(desk):
    with desk.write("Imported clocks") as work:
        work.bulk_insert("clock", many_clocks(3))
    with closing(sqlite3.connect(desk.path)) as connection:
        row = connection.execute("SELECT * FROM clock WHERE id = 2").fetchone()
    desk.undo()
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute(f"INSERT INTO clock VALUES ({','.join('?' * len(row))})", row)  # noqa: S608
        connection.commit()
    with pytest.raises(CannotUndoError, match="no longer as undo left them"):
        desk.redo()


def test_the_mark_tells_whether_anything_changed(desk, new):
    marks = []

    def note():
        with desk.read() as work:
            marks.append(work.history.mark())

    note()
    with desk.write("A", merge_key="k") as work:
        work.letters.add(new.letter())
    note()
    note()
    with desk.write("B", merge_key="k") as work:
        work.letters.update(dataclasses.replace(work.letters.get(1), tone="ask"))
    note()
    desk.undo()
    note()
    assert marks[0] == ""
    assert marks[1] == marks[2]
    assert len(set(marks)) == 4
