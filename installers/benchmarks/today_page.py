"""How long the window's own thread is held while Today fills with thousands of dates."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.rooms import rooms

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.theme import Theme

_TIMES, _QUIET_TURNS = 5, 25


def longest_turn(services: Services, theme: Theme) -> float:
    """Return the longest time, in milliseconds, for which Today keeps the window from answering.

    Args:
        services: Those of a data folder with many dates.
        theme: How the window is dressed.
    """
    window = MainWindow(theme, services.desk.clock)
    window.open_desk(Desk(rooms(services), (), services.history, services.desk.feed))
    window.resize(1_280, 800)
    window.show()
    _held(window)
    longest = [0.0] * _TIMES
    for place in range(_TIMES):
        window.page("today").mark_stale()
        longest[place] = _held(window)
    window.close()
    window.deleteLater()
    return sorted(longest)[_TIMES // 2]


def _held(window: MainWindow) -> float:
    """Let the window work until nothing is left to do, and return its longest turn."""
    longest, quiet = 0.0, 0
    while quiet < _QUIET_TURNS:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        quiet = quiet + 1 if window.tasks.is_idle() else 0
    return longest * 1_000
