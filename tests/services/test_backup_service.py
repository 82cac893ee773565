from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.backups import BackupService
from charitydesk.services.changes import ChangeFeed, Topic
from charitydesk.services.clock import FixedClock
from charitydesk.storage.opening import DamagedDatabaseError, open_database
from charitydesk.storage.records import NoticeRecord

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path):
    return AppPaths(tmp_path / "data")


@pytest.fixture
def database(paths):
    opened = open_database(paths.database, paths.backups, NOW)
    yield opened
    opened.close()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def at(paths, database, heard):
    feed = ChangeFeed()
    feed.subscribe(heard.append)
    return lambda moment: BackupService(paths, FixedClock(moment), feed, database)


def record(database, service="Lunch club"):
    with database.write("Recorded a notice", now=NOW) as work:
        work.notices.add(NoticeRecord(service=service, commissioner="Anytown Council"))


def services_in(database):
    with database.read() as work:
        return [line.service for line in work.notices.list()]


def test_closing_the_program_makes_a_backup_only_when_something_changed(database, at):
    assert at(NOW).make_if_changed() is None
    record(database)
    first = at(NOW).make_if_changed()
    assert first is not None
    assert at(NOW + timedelta(days=1)).make_if_changed() is None
    record(database)
    second = at(NOW + timedelta(days=1)).make_if_changed()
    assert at(NOW).list() == (second, first)
    assert (first.counts["notice"], second.counts["notice"]) == (1, 2)


def test_closing_thins_the_older_ones(database, at):
    for hour in range(3):
        record(database)
        at(NOW + timedelta(hours=hour)).make_if_changed()
    assert len(at(NOW).list()) == 3
    record(database)
    at(NOW + timedelta(days=2)).make_if_changed()
    assert [backup.made_at.day for backup in at(NOW).list()] == [3, 1]


def test_a_restored_backup_is_what_the_open_program_sees_and_every_page_is_told(database, at, heard):
    record(database, "First")
    backup = at(NOW).make()
    record(database, "Second")
    kept = at(NOW).restore(at(NOW).named(backup.path.name))
    assert services_in(database) == ["First"]
    assert [(change.name, change.topics) for change in heard] == [
        ("Restored the backup of Fri 1 May 2026, 10am", frozenset(Topic))
    ]
    at(NOW).restore(at(NOW).named(kept.name))
    assert services_in(database) == ["Second", "First"]


def test_an_unknown_backup_is_refused_by_name(at):
    with pytest.raises(BadInputError, match=r"There is no backup called \.\./x\.db"):
        at(NOW).named("../x.db")


def test_a_damaged_database_is_restored_without_ever_being_opened(paths, database, at):
    record(database)
    at(NOW).make()
    database.close()
    paths.database.write_bytes(b"spilt coffee")
    with pytest.raises(DamagedDatabaseError) as damaged:
        open_database(paths.database, paths.backups, NOW)
    rescue = BackupService(paths, FixedClock(NOW), ChangeFeed(), None)
    assert rescue.make_if_changed() is None
    rescue.restore(damaged.value.candidates[0])
    assert services_in(database) == ["Lunch club"]
    assert damaged.value.kept.read_bytes() == b"spilt coffee"
