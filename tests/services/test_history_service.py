from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from charitydesk.services.changes import Change, ChangeFeed, Topic, topics_of
from charitydesk.services.clock import FixedClock
from charitydesk.services.history import CannotUndoError, HistoryService
from charitydesk.storage.opening import open_database
from charitydesk.storage.records import NoticeRecord

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "charitydesk.db", tmp_path / "backups", NOW)
    yield opened
    opened.close()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def history(database, heard):
    feed = ChangeFeed()
    feed.subscribe(heard.append)
    return HistoryService(database, FixedClock(NOW), feed)


def record(database):
    with database.write("Recorded a notice", now=NOW, topics={Topic.NOTICES, Topic.CLOCKS}, actor="Sam") as work:
        return work.notices.add(NoticeRecord(service="Lunch club", commissioner="Anytown Council"))


def test_undo_and_redo_are_named_for_the_menu_and_told_to_every_page(database, history, heard):
    notice = record(database)
    assert (history.next_undo(), history.next_redo()) == ("Recorded a notice", None)
    topics = frozenset({Topic.NOTICES, Topic.CLOCKS, Topic.HISTORY})
    assert history.undo(actor="Kim") == Change("Undid: Recorded a notice", topics, 1)
    assert (history.next_undo(), history.next_redo()) == (None, "Recorded a notice")
    assert history.redo() == Change("Redid: Recorded a notice", topics, 1)
    assert [change.name for change in heard] == ["Undid: Recorded a notice", "Redid: Recorded a notice"]
    assert [(line.name, line.actor) for line in history.list()] == [
        ("Recorded a notice", ""),
        ("Recorded a notice", "Kim"),
        ("Recorded a notice", "Sam"),
    ]
    assert [line.id for line in history.of_record("notice", notice.id)] == [1]
    assert len(history.list(offset=1, limit=1)) == 1


def test_a_refused_undo_is_told_to_nobody(history, heard):
    with pytest.raises(CannotUndoError):
        history.undo()
    assert heard == []


def test_who_has_unsubscribed_hears_no_more_and_others_still_do(heard):
    feed, other = ChangeFeed(), []
    stop = feed.subscribe(heard.append)
    feed.subscribe(other.append)
    change = Change("Something", frozenset({Topic.LETTERS}))
    feed.publish(change)
    stop()
    stop()
    feed.publish(change)
    assert (heard, other) == ([change], [change, change])


def test_news_comes_in_the_thread_that_publishes():
    feed, threads = ChangeFeed(), []
    feed.subscribe(lambda _: threads.append(threading.current_thread().name))
    worker = threading.Thread(target=feed.publish, args=(Change("x", frozenset()),), name="worker")
    worker.start()
    worker.join()
    assert threads == ["worker"]


def test_a_topic_of_a_newer_version_is_passed_over():
    assert topics_of(["letters", "bids-of-the-future"]) == {Topic.LETTERS}
