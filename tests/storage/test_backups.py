from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from charitydesk import __version__
from charitydesk.errors import DataUnavailableError, UserFacingError
from charitydesk.storage.backup import list_backups, make_backup, note_of, prune, restore
from charitydesk.storage.files import safe_file_name, sha256_of
from charitydesk.storage.migrate import check
from charitydesk.storage.schema import REVISION


@pytest.fixture
def filled(desk, new):
    with desk.write() as work:
        notice = work.notices.add(new.notice())
        work.clocks.add(new.clock(notice.id))
    return desk


def test_a_backup_is_a_whole_database_with_a_note_of_what_it_holds(filled):
    backup = make_backup(filled.path, filled.backups, filled.now, mark="1@x", why="changes")
    check(backup.path)
    assert backup.path.name == "charitydesk-20260501-090100.db"
    note = json.loads(note_of(backup.path).read_text(encoding="utf-8"))
    assert note == {
        "made_at": "2026-05-01T09:01:00+00:00",
        "schema": REVISION,
        "app_version": __version__,
        "counts": {
            "contract": 0,
            "bid": 0,
            "notice": 1,
            "clock": 1,
            "letter": 0,
            "letter_file": 0,
            "time_entry": 0,
            "local_compact": 0,
            "read_record": 0,
            "change": 1,
        },
        "sha256": sha256_of(backup.path),
        "mark": "1@x",
        "why": "changes",
    }
    assert list_backups(filled.backups) == (backup,)
    assert backup.problem() is None


def test_a_backup_made_while_the_database_is_being_written_holds_the_state_before(filled):
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM clock")
        backup = make_backup(filled.path, filled.backups, filled.now)
        other.execute("ROLLBACK")
    assert backup.counts["clock"] == 1


def test_two_backups_in_one_second_are_two_files(filled):
    first, second = (make_backup(filled.path, filled.backups, filled.now) for _ in range(2))
    assert first.path != second.path
    assert len(list_backups(filled.backups)) == 2


def test_restore_puts_the_backup_in_place_and_keeps_the_present_file(filled, new):
    backup = make_backup(filled.path, filled.backups, filled.now)
    then = filled.content()
    with filled.write() as work:
        work.notices.add(new.notice("Later"))
    later = filled.content()
    filled.database.close()
    kept = restore(backup, filled.path, filled.backups, filled.now)
    assert filled.content() == then
    filled.reopen()
    present = next(each for each in list_backups(filled.backups) if each.path == kept)
    assert present.why == "before-restore"
    filled.database.close()
    restore(present, filled.path, filled.backups, filled.now)
    assert filled.content() == later


def test_undo_goes_on_from_where_the_restored_database_was(filled):
    backup = make_backup(filled.path, filled.backups, filled.now)
    filled.undo()
    filled.database.close()
    restore(backup, filled.path, filled.backups, filled.now)
    filled.reopen()
    assert filled.undo() == "A change"


@pytest.mark.parametrize("harm", ["changed", "missing", "newer", "foreign", "damaged"])
def test_a_backup_that_cannot_be_trusted_is_refused_and_nothing_changes(filled, harm):
    backup = make_backup(filled.path, filled.backups, filled.now)
    note = json.loads(note_of(backup.path).read_text(encoding="utf-8"))
    if harm == "changed":
        backup.path.write_bytes(backup.path.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        backup.path.unlink()
    elif harm == "newer":
        note["schema"] = "9999"
    elif harm == "foreign":
        with closing(sqlite3.connect(backup.path)) as connection:
            connection.execute("PRAGMA application_id=1")
    else:
        content = bytearray(backup.path.read_bytes())
        content[8192:8392] = b"\xff" * 200
        backup.path.write_bytes(content)
    if harm in {"foreign", "damaged"}:
        note["sha256"] = sha256_of(backup.path)
    note_of(backup.path).write_text(json.dumps(note), encoding="utf-8")
    listed = list_backups(filled.backups)
    before = sha256_of(filled.path)
    filled.database.close()
    with pytest.raises(DataUnavailableError, match=r"Nothing was changed\. Choose another backup\."):
        restore(listed[0] if listed else backup, filled.path, filled.backups, filled.now)
    assert sha256_of(filled.path) == before


def test_a_present_file_too_damaged_to_back_up_is_kept_byte_for_byte(filled):
    backup = make_backup(filled.path, filled.backups, filled.now)
    filled.database.close()
    filled.path.write_bytes(b"no database at all")
    filled.path.with_name("charitydesk.db-journal").write_bytes(b"stale")
    kept = restore(backup, filled.path, filled.backups, filled.now)
    assert kept.read_bytes() == b"no database at all"
    assert not filled.path.with_name("charitydesk.db-journal").exists()
    check(filled.path)


def test_a_restore_that_cannot_keep_the_present_file_changes_nothing(filled):
    backup = make_backup(filled.path, filled.backups, filled.now)
    filled.database.close()
    before = sha256_of(filled.path)
    blocked = filled.path.parent / "no folder"
    blocked.write_text("")
    with pytest.raises(UserFacingError):
        restore(backup, filled.path, blocked, filled.now)
    assert sha256_of(filled.path) == before
    assert not list(filled.path.parent.glob("*.restoring"))


def test_restoring_into_an_empty_folder_keeps_nothing(filled, tmp_path):
    backup = make_backup(filled.path, filled.backups, filled.now)
    elsewhere = tmp_path / "new computer" / "charitydesk.db"
    assert restore(backup, elsewhere, elsewhere.parent / "backups", filled.now) is None
    check(elsewhere)


def test_no_backup_is_made_of_a_damaged_database_so_that_good_ones_are_not_crowded_out(filled):
    filled.database.close()
    content = bytearray(filled.path.read_bytes())
    for start in range(8192, len(content), 4096):
        content[start : start + 200] = b"\xff" * 200
    filled.path.write_bytes(content)
    with pytest.raises(UserFacingError, match="damaged"):
        make_backup(filled.path, filled.backups, filled.now)
    assert list(filled.backups.iterdir()) == []


def test_a_note_cut_short_hides_its_backup_and_harms_no_other(filled):
    good = make_backup(filled.path, filled.backups, filled.now)
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"made_at": 3}'), ("d", "null")):
        (filled.backups / f"charitydesk-{name}.json").write_text(text)
        (filled.backups / f"charitydesk-{name}.db").write_bytes(b"")
    assert list_backups(filled.backups) == (good,)


def test_backups_thin_out_with_age(filled):
    made = make_backup(filled.path, filled.backups, filled.now, why="changes")
    content, note = made.path.read_bytes(), json.loads(note_of(made.path).read_text())
    made.path.unlink()
    note_of(made.path).unlink()
    today = datetime(2026, 7, 31, 12, 0, tzinfo=UTC)
    moments = [today - timedelta(hours=h) for h in (0, 2, 4)]
    moments += [today - timedelta(days=d, hours=h) for d in range(1, 400) for h in (0, 3)]
    for moment in moments:
        path = filled.backups / f"charitydesk-{moment:%Y%m%d-%H%M%S}.db"
        path.write_bytes(content[:1])
        note_of(path).write_text(json.dumps({**note, "made_at": moment.isoformat()}))
    (filled.backups / "charitydesk-before-0001-20200101-000000.db").write_bytes(b"old")
    restored = {**note, "made_at": "2020-01-01T00:00:00+00:00", "why": "before-restore"}
    (filled.backups / "charitydesk-20200101-000000.json").write_text(json.dumps(restored))
    (filled.backups / "charitydesk-20200101-000000.db").write_bytes(b"kept")

    gone = prune(filled.backups, today.date())

    left = [b.made_at.date() for b in list_backups(filled.backups) if b.why == "changes"]
    assert len(gone) + len(left) == len(moments)
    ages = [(today.date() - day).days for day in left]
    assert ages.count(0) == 3
    assert [age for age in ages if 1 <= age <= 7] == [1, 2, 3, 4, 5, 6, 7]
    weeks = [day.isocalendar()[:2] for day, age in zip(left, ages, strict=True) if 8 <= age <= 56]
    assert len(weeks) == len(set(weeks)) == 8
    months = [(day.year, day.month) for day, age in zip(left, ages, strict=True) if age > 56]
    assert len(months) == len(set(months)) == 13
    assert (filled.backups / "charitydesk-before-0001-20200101-000000.db").exists()
    assert (filled.backups / "charitydesk-20200101-000000.db").exists()
    assert not any(note_of(path).exists() for path in gone)
    assert prune(filled.backups, today.date()) == ()


def test_the_last_backup_of_a_day_counts_by_the_date_in_the_united_kingdom(filled):
    late = make_backup(filled.path, filled.backups, datetime(2026, 6, 1, 23, 30, tzinfo=UTC), why="changes")
    early = make_backup(filled.path, filled.backups, datetime(2026, 6, 2, 8, 0, tzinfo=UTC), why="changes")
    assert prune(filled.backups, date(2026, 6, 3)) == (late.path,)
    assert list_backups(filled.backups) == (early,)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Notice: day centre / lunch club", "Notice day centre lunch club.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("NUL", "_NUL.pdf"),
        ("com1.old", "_com1.old.pdf"),
        ("...", "letter.pdf"),
        ("Tŷ Gwyn\x00\n", "Tŷ Gwyn.pdf"),
        ("ŷ" * 500, "ŷ" * 60 + ".pdf"),
    ],
)
def test_a_title_becomes_a_file_name_every_system_accepts(words, name):
    assert safe_file_name(words, "pdf") == safe_file_name(words, ".pdf") == name
