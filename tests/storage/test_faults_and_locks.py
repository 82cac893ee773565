from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

from charitydesk.errors import DataUnavailableError, UserFacingError
from charitydesk.storage.faults import DamagedError, disk_fault, named_faults, sqlite_fault
from charitydesk.storage.lock import DataLock

HOLDER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from charitydesk.storage.lock import DataLock
    lock = DataLock(Path(sys.argv[1]))
    lock.acquire()
    print("held", flush=True)
    sys.stdin.read()
""")


def test_the_second_to_open_a_folder_is_told_it_is_open_elsewhere(tmp_path):
    first, second = DataLock(tmp_path / "x.lock"), DataLock(tmp_path / "x.lock")
    with first:
        assert first.held
        first.acquire()
        with pytest.raises(DataUnavailableError, match=r"is open in another window of CharityDesk\. Close that window"):
            second.acquire(wait_seconds=0.1)
        assert not second.held
    with second:
        assert (first.held, second.held) == (False, True)
    first.release()


def test_a_holder_that_dies_locks_nobody_out(tmp_path):
    path = tmp_path / "made here" / "x.lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DataUnavailableError):
            DataLock(path).acquire()
        holder.kill()
        holder.wait()
        with DataLock(path) as lock:
            assert lock.held
    assert path.exists()


def test_a_command_that_waits_gets_the_folder_when_it_is_free(tmp_path):
    path = tmp_path / "x.lock"
    quick = HOLDER.replace("sys.stdin.read()", "sys.stdin.readline()")
    with subprocess.Popen(
        [sys.executable, "-c", quick, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        holder.stdin.write("go\n")
        holder.stdin.flush()
        lock = DataLock(path)
        lock.acquire(wait_seconds=20.0)
        lock.release()


def test_a_lock_in_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserFacingError, match="could not be used"):
        DataLock(tmp_path / "file" / "x.lock").acquire()


def raised(statement, *, read_only=False, setup=()):
    """The error SQLite itself raises."""
    with closing(sqlite3.connect("file::memory:?mode=memory", uri=True, isolation_level=None)) as connection:
        for each in setup:
            connection.execute(each)
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        with pytest.raises(sqlite3.Error) as caught:
            connection.execute(statement)
        return caught.value


def test_sqlite_s_own_errors_become_sentences(tmp_path):
    path = tmp_path / "charitydesk.db"
    read_only = raised("CREATE TABLE t (x)", read_only=True)
    assert "may only be read" in str(sqlite_fault(read_only, path))
    full = raised("INSERT INTO t VALUES (zeroblob(900000))", setup=("CREATE TABLE t (x)", "PRAGMA max_page_count=3"))
    assert (
        str(sqlite_fault(full, path)) == "The disk is full, so nothing was saved. Make room on the disk and try again."
    )
    ours = raised("SELECT nonsense")
    assert sqlite_fault(ours, path) is None


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("SQLITE_BUSY_SNAPSHOT", DataUnavailableError, "Another program is using"),
        ("SQLITE_LOCKED", DataUnavailableError, "Another program is using"),
        ("SQLITE_IOERR_FSYNC", DataUnavailableError, "The disk answered with an error"),
        ("SQLITE_CANTOPEN_ISDIR", DataUnavailableError, "cannot be opened"),
        ("SQLITE_READONLY_DBMOVED", DataUnavailableError, "may only be read"),
        ("SQLITE_CORRUPT_INDEX", DamagedError, "is damaged"),
        ("SQLITE_NOTADB", DamagedError, "is damaged"),
    ],
)
def test_every_kind_of_world_s_fault_has_its_sentence(tmp_path, name, kind, words):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    told = sqlite_fault(error, tmp_path)
    assert type(told) is kind
    assert words in told.what_happened
    assert told.what_to_do.endswith(".")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "You may not write to"),
        (errno.EROFS, "You may not write to"),
        (errno.ENOENT, "was not found"),
        (errno.EIO, "could not be used: "),
    ],
)
def test_the_system_s_errors_become_sentences(tmp_path, number, words):
    assert words in disk_fault(OSError(number, os.strerror(number)), tmp_path).what_happened


def test_our_own_faults_are_not_dressed_up_as_the_world_s(tmp_path):
    with pytest.raises(sqlite3.OperationalError), named_faults(tmp_path):
        raise sqlite3.OperationalError
    with pytest.raises(ZeroDivisionError), named_faults(tmp_path):
        raise ZeroDivisionError
    with pytest.raises(UserFacingError, match="was not found"), named_faults(tmp_path / "x"):
        (tmp_path / "x").read_bytes()
