from __future__ import annotations

import importlib
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from charitydesk import __version__
from charitydesk.storage import migrations
from charitydesk.storage.base import Base
from charitydesk.storage.database import ROW_MODULES, make_engine
from charitydesk.storage.faults import DamagedError
from charitydesk.storage.files import sha256_of
from charitydesk.storage.migrate import check, known_revisions, migrate, needs_migration, revision_of, upgrade
from charitydesk.storage.opening import FileState, create_database, examine, open_database
from charitydesk.storage.schema import APPLICATION_ID, REVISION
from tests.storage.renew import unquoted

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db"))

# A later release that rebuilds a table other rows point at, adds a column and fills it from old data.
GOOD = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9999", "0002"
def upgrade():
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("initials", sa.String(), nullable=False, server_default=""))
        batch.alter_column("service", new_column_name="service_name")
    notice = sa.table("notice", sa.column("initials"), sa.column("service_name"))
    op.execute(notice.update().values(initials=sa.func.substr(notice.c.service_name, 1, 1)))
"""
BAD = GOOD + "    raise ArithmeticError('half way')\n"
ORPHANS = GOOD + "    op.execute(notice.delete())\n"


@pytest.fixture
def later(tmp_path, monkeypatch):
    """The revisions of a later release, whose last one is written by the test."""
    folder = tmp_path / "later"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)

    def write(text):
        (folder / "next_release").mkdir()
        (folder / "next_release" / "r9999_next.py").write_text(text)
        return (*migrations.REVISION_MODULES, "next_release.r9999_next")

    yield write
    for name in [name for name in sys.modules if name.startswith("next_release")]:
        del sys.modules[name]


@pytest.fixture
def old(desk, new):
    with desk.write("Recorded a notice") as work:
        notice = work.notices.add(new.notice())
        work.clocks.add(new.clock(notice.id))
    desk.database.close()
    return desk


def ddl(path):
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
        )
        return {name: re.sub(r"\s+", " ", unquoted(sql)).strip() for name, sql in rows}


def rows_of(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608


def test_the_revisions_the_rows_and_the_ready_made_schema_say_the_same(tmp_path):
    assert ROW_MODULES
    by_revisions, by_rows, ready_made = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    by_revisions.touch()
    upgrade(by_revisions)
    by_rows.touch()
    engine = make_engine(by_rows)
    Base.metadata.create_all(engine)
    engine.dispose()
    create_database(ready_made)
    assert ddl(by_revisions) == ddl(by_rows) == ddl(ready_made)
    assert len(ddl(by_rows)) > 25
    assert revision_of(by_revisions) == revision_of(ready_made) == REVISION
    assert examine(by_revisions) is examine(ready_made) is FileState.CURRENT


def test_the_revisions_form_one_chain_that_ends_at_this_version():
    modules = [importlib.import_module(name) for name in migrations.REVISION_MODULES]
    assert [m.revision for m in modules] == list(known_revisions())
    assert [m.down_revision for m in modules] == [None, *known_revisions()[:-1]]
    assert known_revisions()[-1] == REVISION


def test_a_later_release_upgrades_the_file_and_keeps_child_rows_and_the_old_file(old, later):
    original = sha256_of(old.path)
    clocks = rows_of(old.path, "clock")
    kept = migrate(old.path, old.backups, old.now, later(GOOD))
    assert kept == old.backups / f"charitydesk-before-{REVISION}-20260501-090100.db"
    assert sha256_of(kept) == original
    assert revision_of(old.path) == "9999"
    with closing(sqlite3.connect(old.path)) as connection:
        assert connection.execute("SELECT service_name, initials FROM notice").fetchall() == [
            ("Ashdale lunch club", "A")
        ]
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert rows_of(old.path, "clock") == clocks
    assert sorted(path.name for path in old.path.parent.iterdir()) == ["backups", "charitydesk.db", "later"]
    assert examine(old.path) is FileState.NEWER


@pytest.mark.parametrize(("revision", "error"), [(BAD, ArithmeticError), (ORPHANS, DamagedError)])
def test_an_upgrade_that_fails_leaves_the_file_as_it_was_to_the_byte(old, later, revision, error):
    original = sha256_of(old.path)
    with pytest.raises(error):
        migrate(old.path, old.backups, old.now, later(revision))
    assert sha256_of(old.path) == original
    assert sorted(path.name for path in old.path.parent.iterdir()) == ["charitydesk.db", "later"]
    old.reopen()
    with old.read() as work:
        assert work.notices.count() == 1


def test_what_a_crash_left_of_an_earlier_upgrade_does_no_harm(old, later):
    old.path.with_name("charitydesk.db.migrating").write_bytes(b"half")
    old.path.with_name("charitydesk.db.migrating-journal").write_bytes(b"half")
    migrate(old.path, old.backups, old.now, later(GOOD))
    assert revision_of(old.path) == "9999"


def test_only_an_older_known_file_needs_migration(old, later):
    assert not needs_migration(old.path)
    modules = later(GOOD)
    assert needs_migration(old.path, modules)
    migrate(old.path, old.backups, old.now, modules)
    assert not needs_migration(old.path, modules)
    assert not needs_migration(old.path)


def test_a_file_with_a_broken_link_between_records_does_not_pass_the_check(old):
    check(old.path)
    with closing(sqlite3.connect(old.path)) as connection:
        connection.execute("DELETE FROM notice")
        connection.commit()
    with pytest.raises(DamagedError, match="did not pass its check"):
        check(old.path)


@pytest.mark.parametrize("released", RELEASED, ids=[path.stem for path in RELEASED])
def test_every_released_version_s_database_opens_with_its_counts_and_sums(released, tmp_path):
    path = tmp_path / "charitydesk.db"
    shutil.copy(released, path)
    database = open_database(path, tmp_path / "backups", datetime(2026, 6, 1, tzinfo=UTC))
    with database.read() as work:
        stores = (work.notices, work.clocks, work.letters, work.letter_files, work.letter_events, work.local_clauses)
        assert [store.count() for store in stores] == [3, 4, 2, 2, 2, 2]
        assert sum(file.size for file in work.letter_files.all()) == 61_440
        assert {notice.commissioner for notice in work.notices.all()} == {
            "Anytown Borough Council",
            "Cyngor Sir Ynys Wen",
            "Lothian & Islands Health Board",
        }
        assert [work.notices.get(1).facts["agreement"]["value_pence"], work.charity.load().name] == [
            "£144,000",
            "Ashdale Community Support",
        ]
        assert len(work.history.list()) == 4
    database.close()
    check(path)
    assert examine(path) is FileState.CURRENT


def test_this_version_s_database_is_among_the_released_ones():
    assert __version__ in [path.stem for path in RELEASED]
