"""Staff time at a million entries: the report over everything, one new entry, the room opening, and memory.

The floor is the very statement the report runs, in bare sqlite3 on the same file with the same covering index, the same
table of rates and the same room for pages, every row fetched. Both are told in time of the processor, for neither waits
for anything. Timewarrior's summary of the same entries is measured where it is installed.
"""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.table import NotMeasuredError, Row, milliseconds, paired_medians
from charitydesk.bootstrap import build_services
from charitydesk.domain.activities import Activity
from charitydesk.domain.ledger_cuts import Cut
from charitydesk.domain.overheads import Driver, OverheadYear
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.services.people import PersonRecord, RateBasis, RateRecord, book_of
from charitydesk.services.time_log import TimeEntryRecord
from charitydesk.storage.records_bids import BidRecord

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES, BIDS, PEOPLE, DAYS = 1_000_000, 2_000, 60, 1_800
NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
FIRST = date(2021, 12, 1)
TIMES = 5
FLOOR_CACHE_KIB = 65_536
WORDS = [
    "pricing",
    "draft",
    "method",
    "budget",
    "meeting",
    "council",
    "partners",
    "questions",
    "portal",
    "review",
]


def rows() -> list[Row]:
    from benchmarks.time_room import room_opens  # noqa: PLC0415 - Qt would count as memory of the report

    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        return [
            *_report(Path(folder)),
            _new_entry(Path(folder)),
            room_opens(Path(folder), NOW),
            _memory(folder),
            *_timewarrior(Path(folder)),
        ]


def fill(folder: Path) -> None:
    """Make a data folder with a million entries of sixty people on two thousand bids over five years."""
    chance = random.Random(4)
    services = build_services(AppPaths(folder), FixedClock(NOW))
    with closing(services), services.desk.change("Filled") as work:
        bids = [work.bids.add(BidRecord(title=f"Bid {n}", commissioner=f"Council {n % 90}")).id for n in range(BIDS)]
        people = [work.people.add(PersonRecord(name=f"Person {n}")).id for n in range(PEOPLE)]
        for number, person in enumerate(people):
            for year in range(2021, 2027):
                work.rates.add(
                    RateRecord(
                        person_id=person,
                        effective_from=date(year, 4, 6),
                        basis=RateBasis.SALARY,
                        salary=24_000_00 + 613_37 * number + 700_00 * (year - 2021),
                        nic_amount=2_850_00 + 92_11 * number,
                        productive_minutes=(1650, 1600, 1575)[number % 3] * 60,
                    )
                )
        work.bulk_insert("time_entry", (_entry(chance, bids, people) for _ in range(ENTRIES)))
    services = build_services(AppPaths(folder), FixedClock(NOW))
    with closing(services):
        for year in range(2022, 2028):
            direct, indirect = 812_345_67 + year, 163_210_09 + 7 * year
            services.people.save_overheads(
                OverheadYear(
                    date(year, 3, 31),
                    indirect,
                    direct,
                    {Driver.HEADCOUNT: 60_00, Driver.SPEND: 40_00},
                )
            )


def _entry(chance: random.Random, bids: list[int], people: list[int]) -> dict[str, object]:
    return {
        "person_id": chance.choice(people),
        "day": FIRST + timedelta(days=chance.randrange(DAYS)),
        "minutes": chance.randrange(5, 400, 5),
        "activity": Activity.WRITING,
        "bid_id": chance.choice(bids),
        "contract_id": None,
        "notice_id": None,
        "started_at": None,
        "zone": "Europe/London",
        "note": " ".join(chance.choices(WORDS, k=8)),
        "source": "imported",
        "import_key": "",
        "is_example": False,
    }


def _report(folder: Path) -> list[Row]:
    services = build_services(AppPaths(folder), FixedClock(NOW))
    with closing(services):
        with services.desk.read() as work, work.ledger.rated(book_of(work)) as rated:
            sql = rated.bid_month_statement()
            connection = work.ledger._session.connection()  # noqa: SLF001
            held = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM temp.rate_step")]
            ddl = str(connection.exec_driver_sql("SELECT sql FROM sqlite_temp_master WHERE type = 'table'").scalar())

        def floor() -> float:
            with closing(sqlite3.connect(folder / "charitydesk.db")) as raw:
                raw.execute(f"PRAGMA cache_size=-{FLOOR_CACHE_KIB}")
                raw.execute(ddl.replace("CREATE TABLE", "CREATE TEMP TABLE"))
                raw.executemany(f"INSERT INTO rate_step VALUES ({', '.join('?' * len(held[0]))})", held)
                started = time.process_time()
                raw.execute(sql).fetchall()
                return time.process_time() - started

        def taken(ask: Callable[[], object]) -> float:
            started = time.process_time()
            assert ask()
            return time.process_time() - started

        months = paired_medians(lambda: taken(services.costs.by_bid_and_month), floor, TIMES)
        whole = statistics.median(taken(services.costs.report) for _ in range(TIMES))
        by_month = taken(lambda: services.costs.reports(None, Cut.SUBJECT, Cut.MONTH))
        one = milliseconds(lambda: services.costs.bid(1), 9)
    floor_name = "the same SQL with the same index, sqlite3"
    return [
        Row("unfunded cost by bid and month, 1M entries", *months, floor_name, "s", 1.25),
        Row("the ledger's report, 1M entries", whole, None, "", "s", 3),
        Row("the ledger by month and by bid, read together", by_month, None, "", "s", 5),
        Row("one bid's cost by activity, 1M entries", one, None, "", "ms", 50),
    ]


def _new_entry(folder: Path) -> Row:
    services = build_services(AppPaths(folder), FixedClock(NOW))
    with closing(services):
        day = iter(range(10_000))

        def add() -> None:
            record = TimeEntryRecord(
                person_id=1,
                day=date(2011, 1, 1) - timedelta(days=next(day)),
                minutes=45,
                bid_id=1,
            )
            services.time.log(record)

        return Row(
            "one new entry on disk, 1M entries",
            milliseconds(add, 15),
            None,
            "",
            "ms",
            20,
        )


def _memory(folder: str) -> Row:
    program = f"import sys; sys.path[:0] = {sys.path[:2]!r}; from benchmarks.time import peak; peak({folder!r})"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return Row(
        "peak memory of the report over everything",
        float(out.stdout.split()[-1]),
        None,
        "",
        "MB",
        200,
    )


def _timewarrior(folder: Path) -> list[Row]:
    if shutil.which("timew") is None:
        print("time: Timewarrior is not installed, so its summary is not measured")
        return []
    home = folder / "timew"
    lay_for_timewarrior(folder / "charitydesk.db", home)
    started = time.perf_counter()
    done = subprocess.run(
        ["timew", "summary", ":all"],
        env={"TIMEWARRIORDB": str(home), "PATH": "/usr/bin:/bin", "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=False,
    )
    theirs = time.perf_counter() - started
    if done.returncode or done.stdout.count("\n") < ENTRIES:
        raise NotMeasuredError(f"Timewarrior did not list the entries: {(done.stderr or done.stdout)[:200]}")
    services = build_services(AppPaths(folder), FixedClock(NOW))
    with closing(services):
        started = time.perf_counter()
        services.costs.report()
        ours = time.perf_counter() - started
    return [Row("the ledger's report against a summary", ours, theirs, "Timewarrior summary", "s", 0.2)]


def lay_for_timewarrior(database: Path, home: Path) -> None:
    """Write the entries as Timewarrior keeps them: same days, the bid as tag.

    Timewarrior keeps one person's time, in which nothing overlaps. So each entry has a minute of its own in its day,
    one after the other: as many entries to read and to add up, and the same in every file.
    """
    data = home / "data"
    data.mkdir(parents=True)
    (home / "timewarrior.cfg").write_text("")
    with closing(sqlite3.connect(database)) as raw:
        entries = raw.execute("SELECT day, bid_id FROM time_entry WHERE day >= ? ORDER BY day, id", (str(FIRST),))
        for month, of_month in groupby(entries, key=lambda entry: entry[0][:7]):
            lines: list[str] = []
            for day, of_day in groupby(of_month, key=lambda entry: entry[0]):
                for place, (_, bid) in enumerate(of_day):
                    start = datetime.fromisoformat(day) + timedelta(minutes=2 * place)
                    end = start + timedelta(minutes=1)
                    lines.append(f"inc {start:%Y%m%dT%H%M%SZ} - {end:%Y%m%dT%H%M%SZ} # bid{bid}\n")
            (data / f"{month}.data").write_text("".join(lines))


def peak(folder: str) -> None:
    """Print this process's peak memory in MB after the reports over everything.

    On Linux the system's own word is asked: what `getrusage` tells begins with the memory of the process before it.
    """
    services = build_services(AppPaths(Path(folder)), FixedClock(NOW))
    with closing(services):
        services.costs.by_bid_and_month()
        services.costs.this_year(NOW.date())
    told = Path("/proc/self/status")
    high = [line for line in told.read_text().splitlines() if line.startswith("VmHWM:")] if told.exists() else []
    kib = float(high[0].split()[1]) if high else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kib / 1024)
