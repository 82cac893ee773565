from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from charitydesk.storage.base import Base
from charitydesk.storage.opening import open_database
from charitydesk.storage.records import ClockRecord, LetterRecord, NoticeRecord

WITH_HISTORY = [table.name for table in Base.metadata.sorted_tables if table.info.get("history", True)]
START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


class Desk:
    """A database on disk with a clock of its own that moves a minute with each change."""

    def __init__(self, folder):
        self.path = folder / "charitydesk.db"
        self.backups = folder / "backups"
        self.now = START
        self.database = open_database(self.path, self.backups, self.now)
        self._connection = None

    def write(self, name="A change", **how):
        self.now += timedelta(minutes=1)
        return self.database.write(name, now=self.now, **how)

    def read(self):
        return self.database.read()

    def undo(self, change_id=None):
        with self.write("Undo") as work:
            return work.history.undo(actor="Sam", now=self.now, change_id=change_id).name

    def redo(self):
        with self.write("Redo") as work:
            return work.history.redo(actor="Sam", now=self.now).name

    def reopen(self):
        self.database.close()
        self.database = open_database(self.path, self.backups, self.now)

    @contextmanager
    def looking(self):
        """Keep one connection for every look at the content within the block."""
        with closing(sqlite3.connect(self.path)) as self._connection:
            yield
        self._connection = None

    def content(self):
        """Every row of every table that has a history, as it lies in the file."""
        if self._connection is None:
            with self.looking():
                return self.content()
        return {
            name: self._connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()  # noqa: S608
            for name in WITH_HISTORY
        }


def notice(service="Ashdale lunch club", **more):
    return NoticeRecord(service=service, commissioner="Anytown Council", **more)


def clock(notice_id=None, **more):
    return ClockRecord(
        rule="FOIA_RESPONSE",
        title="Authority must answer",
        started_on=date(2026, 5, 1),
        deadline=date(2026, 6, 1),
        last_safe_day=date(2026, 5, 29),
        notice_id=notice_id,
        **more,
    )


def letter(notice_id=None, **more):
    return LetterRecord(kind="short-notice", title="Challenge to short notice", notice_id=notice_id, **more)


@pytest.fixture
def desk(folders, tmp_path):
    made = Desk(folders.empty(tmp_path))
    yield made
    made.database.close()


@pytest.fixture
def make_desk(folders, tmp_path_factory):
    made = []

    def make():
        made.append(Desk(folders.empty(tmp_path_factory.mktemp("desk"))))
        return made[-1]

    yield make
    for each in made:
        each.database.close()


@pytest.fixture
def new():
    """Makers of records with real-looking values."""

    class New:
        notice = staticmethod(notice)
        clock = staticmethod(clock)
        letter = staticmethod(letter)

    return New
