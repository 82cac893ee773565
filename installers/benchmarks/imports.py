"""A table of 200,000 rows, and the real notices, against sqlite-utils and against nothing but SQLite itself.

Ours does more in the same time: it reads every cell's meaning, holds every row against what is here, keeps the import
as one change that can be undone, and keeps the index of words. The rivals put text into a table without any of it.
Obligations have words to be found; entries of time have none, but people, projects and the length of days to check.
"""

from __future__ import annotations

import csv
import itertools
import sqlite3
import statistics
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
from charitydesk.services.people import PersonRecord
from charitydesk.storage.records_bids import BidRecord

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
_BIDS = 97


def rows() -> list[Row]:
    """Measure large imports."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        found = [
            *_measured(_write_time(folder / "time.csv"), "time"),
            *_measured(_write_duties(folder / "duties.csv"), "obligations"),
        ]
        if NOTICES.is_file():
            found.append(Row("200 notices: preview and import", _notices(folder / "notices"), None, "", "s", 2))
        else:
            print("imports: the 200 notices are not here and were not measured")
    return found


def _measured(table: Path, kind: str) -> list[Row]:
    number = itertools.count()
    undone: list[float] = []

    def ours() -> float:
        taken, undo = _ours(table, table.parent / f"{kind}-{next(number)}", kind)
        undone.append(undo)
        return taken

    def rival() -> float:
        return _sqlite_utils(table, table.parent / f"rival-{kind}-{next(number)}.db")

    def floor() -> float:
        return _raw(table, table.parent / f"raw-{kind}-{next(number)}.db")

    mine, theirs = paired_medians(ours, rival, 3)
    again, raw = paired_medians(ours, floor, 3)
    name = f"{ROWS:,}-row CSV of {kind}"
    return [
        Row(f"{name}: preview, duplicate test, import", mine, theirs, "sqlite-utils insert", "s", 1),
        Row(f"{name}: the same", again, raw, "sqlite3 executemany", "s", 6),
        Row(f"{name}: undo", statistics.median(undone), None, "", "s", 3),
    ]


def _write_time(path: Path) -> Path:
    start = date(1990, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Date", "Person", "Duration", "Project", "Description"))
        for n in range(ROWS):
            day, length = start + timedelta(days=n // 20), f"0:{15 + n % 45:02}"
            writer.writerow((f"{day:%d/%m/%Y}", _PEOPLE[n % 5], length, f"Tender {n % _BIDS}", f"Entry {n} of many"))
    return path


def _write_duties(path: Path) -> Path:
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


def _ours(table: Path, folder: Path, kind: str) -> tuple[float, float]:
    services = build_services(AppPaths(folder), _CLOCK)
    try:
        for name in _PEOPLE:
            services.people.save_person(PersonRecord(name=name))
        with services.desk.change("Added bids") as work:
            for n in range(_BIDS):
                work.bids.add(BidRecord(title=f"Tender {n}", commissioner="Anytown Council"))
        started = time.perf_counter()
        preview = services.imports.preview(services.imports.open_csv(table), kind)
        done = services.imports.commit(preview)
        taken = time.perf_counter() - started
        started = time.perf_counter()
        services.history.undo()
        undone = time.perf_counter() - started
    finally:
        services.close()
    if (done.added, preview.problems) != (ROWS, ()):
        raise AssertionError("the import did not take every row")
    return taken, undone


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
