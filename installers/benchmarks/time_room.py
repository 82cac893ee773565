"""How long Time & costs takes to open on a given data folder."""

from __future__ import annotations

import os
import statistics
import time
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from benchmarks.table import NotMeasuredError, Row
from charitydesk.bootstrap import build_services
from charitydesk.documents.fonts import ui_font_files
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.rooms import rooms
from charitydesk.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def room_opens(folder: Path, now: datetime) -> Row:
    """Time the window's own thread while the room opens and shows the week; what workers read is not in it.

    Args:
        folder: A data folder.
        now: The moment it is opened at, zoned.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication.instance() or QApplication(["bench"])
    if not isinstance(made, QApplication):
        raise NotMeasuredError("another kind of Qt application runs already")
    theme = Theme(made, ui_font_files())
    theme.use(Appearance.LIGHT, 1.0)
    taken: list[float] = []
    services = build_services(AppPaths(folder), FixedClock(now))
    with closing(services):
        for _ in range(5):
            window = MainWindow(theme, FixedClock(now))
            window.open_desk(Desk(rooms(services), (), services.history, services.desk.feed))
            window.show()
            _until_idle(window)
            started = time.thread_time()
            window.go("time")
            _until_idle(window)
            window.grab()
            taken.append((time.thread_time() - started) * 1_000)
            window.close()
            window.deleteLater()
    return Row("Time & costs opens, 1M entries, the window's thread", statistics.median(taken), None, "", "ms", 150)


def _until_idle(window: MainWindow) -> None:
    QApplication.processEvents()
    while not window.tasks.is_idle():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()
