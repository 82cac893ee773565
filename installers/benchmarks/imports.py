"""A table of 200,000 rows, and the real notices, against sqlite-utils and against nothing but SQLite itself.

Ours does more in the same time: it reads every cell's meaning, holds every row against what is here, keeps the import
as one change that can be undone, and keeps the index of words. The rivals put text into a table without any of it.
"""

from __future__ import annotations

import csv
import itertools
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.table import NotMeasuredError, Row, paired_medians
from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock

ROWS = 200_000
NOTICES = Path(__file__).resolve().parents[3] / "shared" / "data" / "contracts_finder_england_200.json"
_CLOCK = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
_WORDS = (
    "Monitoring report",
    "Data return",
    "Review meeting",
    "Insurance renewal",
    "Invoice",
    "Site visit",
    "Case audit",
)
_PEOPLE = ("Sam Jones", "Kim Evans", "Ali Khan", "Jo Smith", "Cerys Rees")


def rows() -> list[Row]:
    """Measure: goals are the issue's."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        table = _write_table(folder / "duties.csv")
        number = itertools.count()

        def ours() -> float:
            return _ours(table, folder / f"ours-{next(number)}")

        def rival() -> float:
            return _sqlite_utils(table, folder / f"rival-{next(number)}.db")

        def floor() -> float:
            return _raw(table, folder / f"raw-{next(number)}.db")

        mine, theirs = paired_medians(ours, rival, 3)
        again, raw = paired_medians(ours, floor, 3)
        undone = _undo(table, folder / "undo")
        found = [
            Row(f"{ROWS:,}-row CSV: preview, duplicate test, import", mine, theirs, "sqlite-utils insert", "s", 1),
            Row(f"{ROWS:,}-row CSV: the same", again, raw, "sqlite3 executemany", "s", 6),
            Row(f"{ROWS:,}-row CSV: undo", undone, None, "", "s", 5),
        ]
        if NOTICES.is_file():
            found.append(Row("200 notices: preview and import", _notices(folder / "notices"), None, "", "s", 2))
        else:
            print("imports: the 200 notices are not here and were not measured")
    return found


def _write_table(path: Path) -> Path:
    start = date(2026, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Report", "Due date", "Owner", "Type", "Clause", "Notes"))
        for n in range(ROWS):
            due = start + timedelta(days=n % 1500)
            kind = ("report", "meeting", "data return", "payment")[n % 4]
            title, note = f"{_WORDS[n % 7]} {n}", f"Row {n} of a long list"
            writer.writerow((title, f"{due:%d/%m/%Y}", _PEOPLE[n % 5], kind, f"{n % 90}.{n % 7}", note))
    return path


def _ours(table: Path, folder: Path) -> float:
    services = build_services(AppPaths(folder), _CLOCK)
    try:
        started = time.perf_counter()
        preview = services.imports.preview(services.imports.open_csv(table), "obligations")
        done = services.imports.commit(preview)
        taken = time.perf_counter() - started
    finally:
        services.close()
    if (done.added, preview.problems) != (ROWS, ()):
        raise AssertionError("the import did not take every row")
    return taken


def _undo(table: Path, folder: Path) -> float:
    services = build_services(AppPaths(folder), _CLOCK)
    try:
        services.imports.commit(services.imports.preview(services.imports.open_csv(table), "obligations"))
        started = time.perf_counter()
        services.history.undo()
        return time.perf_counter() - started
    finally:
        services.close()


def _sqlite_utils(table: Path, target: Path) -> float:
    command = [sys.executable, "-m", "sqlite_utils", "insert", str(target), "duty", str(table), "--csv", "--silent"]
    help_of = [sys.executable, "-m", "sqlite_utils", "--version"]
    try:
        # Its own start is taken off: a person at a page does not wait for ours either.
        started = time.perf_counter()
        subprocess.run(help_of, check=True, capture_output=True)
        start = time.perf_counter() - started
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotMeasuredError(f"sqlite-utils does not run: {error}") from error
    return time.perf_counter() - started - start


def _raw(table: Path, target: Path) -> float:
    started = time.perf_counter()
    with closing(sqlite3.connect(target)) as connection, table.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        connection.execute(f"CREATE TABLE duty (id INTEGER PRIMARY KEY, {', '.join(f'[{name}]' for name in columns)})")
        names = ", ".join(f"[{name}]" for name in columns)
        connection.executemany(f"INSERT INTO duty ({names}) VALUES ({', '.join('?' * len(columns))})", reader)
        connection.commit()
    return time.perf_counter() - started


def _notices(folder: Path) -> float:
    services = build_services(AppPaths(folder), _CLOCK)
    try:
        started = time.perf_counter()
        services.notice_imports.commit(services.notice_imports.preview(NOTICES))
        return time.perf_counter() - started
    finally:
        services.close()
