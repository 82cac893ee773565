"""Registers grown very large: 10,000 dates on Today, search among 100,000 records, a list of 50,000 contracts.

The rival is SQLite alone, asked for the same rows by hand-written statements: it puts nothing into words, checks
nothing and draws nothing. For the list it is Qt's own table of texts with the same page of rows.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import zipfile
from contextlib import closing
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from benchmarks.table import NotMeasuredError, Row, paired_medians
from benchmarks.today_page import longest_turn
from charitydesk.bootstrap import build_services
from charitydesk.documents.fonts import ui_font_files
from charitydesk.domain.bodies import Answer
from charitydesk.domain.contracts import ContractStatus
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.storage.records_bids import BidRecord, BidTaskRecord
from charitydesk.storage.records_contracts import ContractRecord, ObligationRecord
from charitydesk.ui.contracts.list_part import ContractList
from charitydesk.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from charitydesk.services.bundle import Services
    from charitydesk.storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
TODAY = NOW.date()
RECORDS, CONTRACTS, RENEWED, SEARCHES, TIMES = 100_000, 50_000, 2_700, 200, 11
_WORDS = ("monitoring", "safeguarding", "transport", "volunteers", "outcomes", "insurance", "premises", "quarterly")
_STATUSES = (*[ContractStatus.RUNNING] * 6, ContractStatus.AGREED, ContractStatus.ENDING, *[ContractStatus.ENDED] * 2)
_SAY_NO, _VALUE = 2, 3
_LENGTHS, _NOTICES = ("1 year", "6 months", "2 years"), ("3 months", "6 months", "30 days", "13 weeks")


def rows() -> list[Row]:
    """Measure: goals are absolute; where there is a rival beside them, the ratio is a limit of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication.instance() or QApplication(["bench"])
    if not isinstance(made, QApplication):
        raise NotMeasuredError("another kind of Qt application runs already")
    theme = Theme(made, ui_font_files()[:3])
    theme.use(Appearance.LIGHT, 1.0)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        return [
            *_today(folder / "year", "spread over a year", 335, theme),
            *_today(folder / "near", "nearly all in 60 days", 60, theme),
            *_search(folder / "search"),
            *_list(folder / "list", 0),
            *_list(folder / "renewed", RENEWED),
            Row("workbook that unpacks to 150 MB: refused", _refused(folder / "bomb.xlsx"), None, "", "s", 2),
        ]


def _opened(folder: Path) -> Services:
    return build_services(AppPaths(folder), FixedClock(NOW))


def _database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(AppPaths(folder).database)


def _add(work: UnitOfWork, table: str, record: type[Any], count: int, columns: Mapping[str, Sequence[Any]]) -> range:
    own = {one.name: one for one in fields(record)}
    same = {
        name: one.default if one.default_factory is MISSING else one.default_factory()
        for name, one in own.items()
        if name not in {"id", "created_at", "updated_at", *columns}
    }
    stamps = {name: work.now for name in ("created_at", "updated_at") if name in own}
    return work.tables.add_columns(table, count, columns, same | stamps)


# Today


def _today(folder: Path, spread: str, span: int, theme: Theme) -> list[Row]:
    services = _opened(folder)

    def ours() -> float:
        with services.desk.change(
            "Wrote a note"
        ) as work:  # what was shown before is remembered until something changes
            one = work.obligations.get(1)
            work.obligations.update(replace(one, note="" if one.note else "Seen"))
        return _taken(services.today.show)

    try:
        with services.desk.change("Recorded dates") as work:
            _dates(work, span)
        with closing(_database(folder)) as raw:
            taken, floor = paired_medians(ours, lambda: _taken(_by_hand(raw)), TIMES)
        turn = longest_turn(services, theme)
    finally:
        services.close()
    what = f"Today over 10,000 dates, {spread}"
    return [
        Row(what, taken, None, "", "ms", 50),
        Row(f"{what}: the same", taken, floor, "SQLite alone", "ms", 4),
        Row(f"{what}: longest turn of the window", turn, None, "", "ms", 50),
    ]


def _dates(work: UnitOfWork, span: int) -> None:
    def days(count: int) -> list[date]:
        return [TODAY + timedelta(days=n % (span + 30) - 30) for n in range(count)]

    renews = [Answer.YES if n % 2 else Answer.NO for n in range(1_500)]
    contracts = _add(
        work,
        "contract",
        ContractRecord,
        1_500,
        {
            "title": [f"Contract {n}" for n in range(1_500)],
            "commissioner": ["Anytown Council"] * 1_500,
            "auto_renew": renews,
            "renewal_length": ["1 year" if one is Answer.YES else "" for one in renews],
            "notice_from_charity": ["3 months"] * 1_500,
            "ends_on": [day + timedelta(days=60 * (n % 2)) for n, day in enumerate(days(1_500))],
            "say_no_by": [day if n % 2 else None for n, day in enumerate(days(1_500))],
        },
    )
    held = [contracts[n % 1_500] for n in range(6_500)]
    titles = [f"Report {n}" for n in range(6_500)]
    _add(work, "obligation", ObligationRecord, 6_500, {"title": titles, "due_on": days(6_500), "contract_id": held})
    bids = _add(
        work,
        "bid",
        BidRecord,
        1_000,
        {
            "title": [f"Tender {n}" for n in range(1_000)],
            "commissioner": ["Anytown Council"] * 1_000,
            "deadline": [f"{day.isoformat()}T12:00" for day in days(1_000)],
            "deadline_on": days(1_000),
        },
    )
    tasks = [f"Task {n}" for n in range(1_000)]
    _add(work, "bid_task", BidTaskRecord, 1_000, {"bid_id": [*bids], "title": tasks, "due_on": days(1_000)})


def _by_hand(raw: sqlite3.Connection) -> Callable[[], object]:
    until = (TODAY + timedelta(days=60)).isoformat()
    asked = (
        "SELECT o.*, c.title FROM obligation o LEFT JOIN contract c ON c.id = o.contract_id WHERE o.due_on <= ?",
        "SELECT * FROM contract WHERE say_no_by <= ?1 OR ends_on <= ?1 OR uplift_on <= ?1",
        "SELECT * FROM bid WHERE deadline_on <= ?",
        "SELECT t.*, b.title FROM bid_task t JOIN bid b ON b.id = t.bid_id WHERE t.due_on <= ?",
    )
    return lambda: [raw.execute(statement, (until,)).fetchall() for statement in asked]


# Search


def _search(folder: Path) -> list[Row]:
    services = _opened(folder)
    try:
        with services.desk.change("Recorded duties") as work:
            words = [f"{_WORDS[n % 8]} {_WORDS[n // 8 % 8]} return {n}" for n in range(RECORDS)]
            notes = [f"{_WORDS[n // 64 % 8]} for ward {n % 997}" for n in range(RECORDS)]
            _add(work, "obligation", ObligationRecord, RECORDS, {"title": words, "note": notes})
        typed = [_typed(n) for n in range(SEARCHES)]
        with closing(_database(folder)) as raw:
            services.search.find("warm")
            pairs = [(_taken(partial(services.search.find, one)), _raw_search(raw, one)) for one in typed]
    finally:
        services.close()
    what = f"search among {RECORDS:,} records, 95th percentile"
    slow, quick = _p95([ours for ours, _ in pairs]), _p95([floor for _, floor in pairs])
    return [Row(what, slow, None, "", "ms", 20), Row(f"{what}: the same", slow, quick, "FTS5 alone", "ms", 3)]


def _typed(n: int) -> str:
    first, second = _WORDS[n % 8], _WORDS[n // 8 % 8]
    asked = (first, first[:4], f"{first} {second[:3]}", f"return {n * 419 % RECORDS}", f"ward {n % 997}")
    return asked[n % 5]


def _raw_search(raw: sqlite3.Connection, typed: str) -> float:
    *whole, last = typed.split()
    terms = " AND ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
    query = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT 208"
    return _taken(lambda: raw.execute(query, (terms,)).fetchall())


def _p95(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


# The list


def _list(folder: Path, renewed: int) -> list[Row]:
    services = _opened(folder)
    try:
        with services.desk.change("Recorded contracts") as work:
            _contracts(work, renewed)
        shown = ContractList(services, lambda: TODAY, _nothing, _nothing)
        shown.resize(1_000, 700)
        opened = _taken(lambda: (shown.reload(), shown.grab()))
        view = shown.table.view
        ways = (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder)
        column, name = (_SAY_NO, "say_no_by") if renewed else (_VALUE, "annual_value")

        def ours() -> float:
            return max(_taken(lambda: (view.sortByColumn(column, way), shown.grab())) for way in ways)  # noqa: B023 - called at once

        with closing(_database(folder)) as raw:
            sort, floor = paired_medians(ours, lambda: _plain(raw, name), TIMES)
        shown.deleteLater()
    finally:
        services.close()
    what = f"list of {CONTRACTS:,} contracts" + (f", {renewed:,} renewed since" if renewed else "")
    by = "day to say no" if renewed else "value"
    return [
        Row(f"{what}: first filled and drawn", opened, None, "", "ms", 100),
        Row(f"{what}: sorted by {by} and drawn", sort, None, "", "ms", 100),
        Row(f"{what}: the same", sort, floor, "plain Qt table", "ms", 6 if renewed else 4),
    ]


def _nothing() -> None:
    pass


def _contracts(work: UnitOfWork, renewed: int) -> None:
    """Record contracts, as many as asked for with a first term that ended within the last four years."""
    places = range(CONTRACTS)
    rolls = [bool(renewed) and n * renewed // CONTRACTS != (n + 1) * renewed // CONTRACTS for n in places]
    ends = [TODAY + timedelta(days=-1 - n * 17 % 1_400 if rolls[n] else n * 31 % 1_500) for n in places]
    _add(
        work,
        "contract",
        ContractRecord,
        CONTRACTS,
        {
            "title": [f"Service {n * 7919 % CONTRACTS:05}" for n in places],
            "commissioner": [f"Council {n % 300}" for n in places],
            "status": [ContractStatus.RUNNING if rolls[n] else _STATUSES[n % 10] for n in places],
            "annual_value": [None if n % 9 == 0 else n * 102_947 % 9_000_000 for n in places],
            "ends_on": ends,
            "say_no_by": [ends[n] - timedelta(days=90) if rolls[n] or n % 3 == 0 else None for n in places],
            "auto_renew": [Answer.YES if rolls[n] else Answer.NO for n in places],
            "renewal_length": [_LENGTHS[n % 3] if rolls[n] else "" for n in places],
            "notice_from_charity": [_NOTICES[n % 4] if rolls[n] else "" for n in places],
        },
    )


def _plain(raw: sqlite3.Connection, by: str) -> float:
    """Time the same page in Qt's own table: the least that sorting in SQLite and drawing can take."""
    columns = "title, say_no_by, say_no_by, annual_value, ends_on, status"
    query = f"SELECT {columns} FROM contract WHERE status != 'ended' ORDER BY {by} DESC, id DESC LIMIT 100"
    table = QTableWidget(100, 6)
    table.resize(1_000, 700)
    table.grab()

    def again() -> None:
        for row, cells in enumerate(raw.execute(query)):
            for column, cell in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem("" if cell is None else str(cell)))
        table.grab()

    taken = _taken(again)
    table.deleteLater()
    return taken


# What does harm


def _refused(bomb: Path) -> float:
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 150_000_000)
    services = _opened(bomb.parent / "refusing")
    try:
        started = perf_counter()
        try:
            services.imports.open(bomb)
        except BadInputError:
            return perf_counter() - started
        raise AssertionError("the workbook was not refused")
    finally:
        services.close()


def _taken(work: Callable[[], object]) -> float:
    """Return the processor time of a call in milliseconds: other programs' turns do not count."""
    started = process_time()
    work()
    return (process_time() - started) * 1_000
