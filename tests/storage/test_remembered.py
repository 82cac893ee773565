"""What is remembered of the database is forgotten with every change to it."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread

from charitydesk.storage.remembered import Remembered


def test_what_was_read_is_not_read_again_until_something_changes(desk):
    asked = []

    def name(work):
        asked.append(work)
        return work.charity.load().name

    assert [desk.database.remembered("name", name) for _ in range(3)] == ["", "", ""]
    assert len(asked) == 1
    with desk.write("Named the charity") as work:
        work.charity.save(replace(work.charity.load(), name="Harbour Young Carers"))
    assert desk.database.remembered("name", name) == "Harbour Young Carers"
    desk.undo()
    assert desk.database.remembered("name", name) == ""


def test_what_was_read_while_something_changed_is_given_but_not_kept():
    remembered = Remembered()
    begun, changed = Event(), Event()

    def slowly():
        begun.set()
        assert changed.wait(5)
        return "before or after"

    given = []
    reader = Thread(target=lambda: given.append(remembered.value("name", slowly)))
    reader.start()
    assert begun.wait(5)
    remembered.forget()
    changed.set()
    reader.join(5)
    assert given == ["before or after"]
    assert remembered.value("name", lambda: "after") == "after"
