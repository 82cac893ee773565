from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from charitydesk.errors import DataUnavailableError, UserFacingError
from charitydesk.storage.backup import make_backup, restore
from charitydesk.storage.database import Database
from charitydesk.storage.faults import DamagedError
from charitydesk.storage.files import sha256_of
from charitydesk.storage.opening import (
    DamagedDatabaseError,
    FileState,
    ForeignFileError,
    NewerDatabaseError,
    examine,
    open_database,
)
from charitydesk.storage.schema import APPLICATION_ID

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def change_by_hand(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def kept(desk, new):
    """A desk with one notice, a good backup of it, and the database closed."""
    with desk.write() as work:
        work.notices.add(new.notice())
    desk.backup = make_backup(desk.path, desk.backups, desk.now)
    desk.database.close()
    return desk


def test_a_new_folder_gets_an_empty_database_with_our_mark_in_one_step(tmp_path):
    path = tmp_path / "Ünïcode & ? #%41 folder" / "charitydesk.db"
    assert examine(path) is FileState.MISSING
    database = open_database(path, tmp_path / "backups", NOW)
    with database.read() as work:
        assert work.notices.count() == 0
    database.close()
    assert examine(path) is FileState.CURRENT
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert [each.name for each in path.parent.iterdir()] == ["charitydesk.db"]


def test_a_newer_database_is_left_alone(kept):
    change_by_hand(kept.path, "UPDATE alembic_version SET version_num = '9999'")
    before = sha256_of(kept.path)
    with pytest.raises(NewerDatabaseError, match="written by a newer version of CharityDesk"):
        open_database(kept.path, kept.backups, kept.now)
    assert sha256_of(kept.path) == before


def test_another_program_s_database_is_left_alone(tmp_path):
    path = tmp_path / "charitydesk.db"
    change_by_hand(path, "CREATE TABLE moz_places (id INTEGER)")
    before = sha256_of(path)
    with pytest.raises(ForeignFileError, match="is not a CharityDesk database"):
        open_database(path, tmp_path / "backups", NOW)
    assert sha256_of(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["charitydesk.db"]


def damage(path, how):
    content = bytearray(path.read_bytes())
    if how == "text":
        content[:] = b"this was a database once" * 1000
    elif how == "empty":
        content[:] = b""
    elif how == "cut short":
        del content[len(content) // 2 :]
    elif how == "pages":
        for start in range(4096 * 2, len(content), 4096):
            content[start : start + 200] = b"\xff" * 200
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["text", "empty", "cut short", "pages"])
def test_a_damaged_database_is_kept_aside_and_the_last_good_copy_offered(kept, how):
    damage(kept.path, how)
    damaged = sha256_of(kept.path)
    with pytest.raises(DamagedDatabaseError, match="The last good copy is of Fri 1 May 2026") as told:
        open_database(kept.path, kept.backups, kept.now)
    assert told.value.kept.name == "damaged-20260501-090100.db"
    assert sha256_of(told.value.kept) == damaged
    assert [backup.path for backup in told.value.candidates] == [kept.backup.path]

    restore(told.value.candidates[0], kept.path, kept.backups, kept.now)
    kept.reopen()
    with kept.read() as work:
        assert work.notices.count() == 1
    assert sha256_of(told.value.kept) == damaged


def test_opening_a_damaged_database_again_keeps_no_second_copy(kept):
    damage(kept.path, "text")
    for _ in range(3):
        kept.now += timedelta(minutes=1)
        with pytest.raises(DamagedDatabaseError):
            open_database(kept.path, kept.backups, kept.now)
    assert len(list(kept.path.parent.glob("damaged-*"))) == 1


def test_without_a_backup_a_damaged_database_says_so_and_a_damaged_backup_is_not_offered(kept):
    damage(kept.path, "text")
    damage(kept.backup.path, "pages")
    with pytest.raises(DamagedDatabaseError, match="There is no backup in this data folder") as told:
        open_database(kept.path, kept.backups, kept.now)
    assert told.value.candidates == ()
    assert isinstance(told.value, DataUnavailableError)


def test_a_file_with_our_mark_and_no_revision_is_damaged(kept):
    change_by_hand(kept.path, "DROP TABLE alembic_version")
    assert examine(kept.path) is FileState.DAMAGED


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserFacingError):
        open_database(tmp_path / "file" / "charitydesk.db", tmp_path / "backups", NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_a_crash_left_of_making_the_database_does_no_harm(tmp_path):
    (tmp_path / "charitydesk.db.new").write_bytes(b"half")
    open_database(tmp_path / "charitydesk.db", tmp_path / "backups", NOW).close()
    assert [each.name for each in tmp_path.iterdir()] == ["charitydesk.db"]


def test_damage_met_while_working_is_told_and_not_shown_as_a_traceback(kept):
    kept.reopen()
    with closing(sqlite3.connect(kept.path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'notice'").fetchone()[0]
    content = bytearray(kept.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    kept.path.write_bytes(content)
    kept.database.close()
    with pytest.raises(DamagedError, match="is damaged"), kept.read() as work:
        work.notices.list()


def test_a_database_file_that_vanished_is_not_made_anew_behind_the_user_s_back(kept):
    kept.path.unlink()
    with pytest.raises(DataUnavailableError, match="cannot be opened"), kept.read() as work:
        work.notices.count()
    assert not kept.path.exists()


def test_another_program_that_writes_is_named_and_nothing_is_lost(kept, new):
    hasty = Database(kept.path, busy_ms=1)
    with closing(sqlite3.connect(kept.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DataUnavailableError, match="Another program is using"), hasty.write("x", now=kept.now):
            pass
        other.execute("ROLLBACK")
    with hasty.write("x", now=kept.now) as work:
        work.notices.add(new.notice())
    hasty.close()


def test_another_program_that_reads_while_we_commit_leaves_no_half_open_transaction(kept, new):
    hasty = Database(kept.path, busy_ms=1)
    with closing(sqlite3.connect(kept.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM notice").fetchone()
        with pytest.raises(DataUnavailableError), hasty.write("x", now=kept.now) as work:
            work.notices.add(new.notice())
    with hasty.write("y", now=kept.now) as work:
        work.notices.add(new.notice())
    with hasty.read() as work:
        assert [line.name for line in work.history.list()] == ["y", "A change"]
        assert work.notices.count() == 2
    hasty.close()


def test_a_full_disk_is_told_and_the_change_is_rolled_back_whole(kept, new):
    small = Database(kept.path)
    event.listen(small._engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count=1"))

    def write_a_lot():
        with small.write("x", now=kept.now) as work:
            for _ in range(200):
                work.notices.add(new.notice("long " * 500))

    with pytest.raises(UserFacingError, match=r"The disk is full, so nothing was saved\."):
        write_a_lot()
    with small.read() as work:
        assert (work.notices.count(), len(work.history.list())) == (1, 1)
    small.close()


def test_opening_a_current_database_loads_no_alembic(kept):
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from charitydesk.storage.opening import open_database\n"
        "open_database(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC)).close()\n"
        "open_database(Path(sys.argv[1] + '.new.db'), Path(sys.argv[2]), datetime.now(UTC)).close()\n"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(kept.path), str(kept.backups)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
