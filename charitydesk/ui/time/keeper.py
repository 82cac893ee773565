"""Keeps running timers honest while the window is open: a sign of life each minute, and a note when nobody is there.

Where the system does not tell how long nobody has touched the computer (`idle`), no stretch is doubted for idleness.
Sleep and a crash are noticed all the same, by the missing signs of life.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from charitydesk.services.clock import Clock
    from charitydesk.services.timers import TimerService

SIGN_MS = 60_000
IDLE_AFTER = timedelta(minutes=10)
"""Nobody touching the computer for this long is asked about."""


class TimerKeeper(QObject):
    """Calls on the timers each minute.

    Args:
        timers: The service.
        clock: Tells the time.
        untouched: Returns the seconds since the computer was last touched, or None where the system does not say.
    """

    def __init__(self, timers: TimerService, clock: Clock, untouched: Callable[[], float | None] | None = None) -> None:
        super().__init__()
        self._timers, self._clock = timers, clock
        self._untouched = untouched or _seconds_untouched
        self._idle_since: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SIGN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Call no more."""
        self._timer.stop()

    def look(self) -> None:
        """Give a sign of life, and note a stretch in which nobody was there once it has ended."""
        running = self._timers.running()
        if not running:
            self._idle_since = None
            return
        now, seconds = self._clock.now(), self._untouched()
        if seconds is not None and seconds >= IDLE_AFTER.total_seconds():
            self._idle_since = self._idle_since or now - timedelta(seconds=seconds)
        elif self._idle_since is not None:
            back = now - timedelta(seconds=seconds or 0)
            for view in running:
                start = max(self._idle_since, view.record.started_at)
                if start < back:
                    self._timers.was_idle(view.record.person_id, start, back)
            self._idle_since = None
        self._timers.seen()


def _seconds_untouched() -> float | None:
    from charitydesk.ui.time.idle import seconds_untouched  # noqa: PLC0415 - asked only while a timer runs

    return seconds_untouched()
