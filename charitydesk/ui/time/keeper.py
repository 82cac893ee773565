"""Keeps running timers honest while the window is open: a sign of life each minute, and a note when nobody is there.

How long nobody has touched the computer only the system knows, and each system tells it in its own way; where it does
not, no stretch is doubted for idleness. Sleep and a crash are noticed all the same, by the missing signs of life.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

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
        self._untouched = untouched or seconds_untouched
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


def seconds_untouched() -> float | None:
    """Return the seconds since anybody touched the keyboard or the mouse, or None where the system does not say."""
    try:
        if sys.platform == "win32":
            return _windows()
        return _mac() if sys.platform == "darwin" else None
    except (OSError, AttributeError):
        return None


def _windows() -> float:
    import ctypes  # noqa: PLC0415 - loaded when used

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))

    found = LastInput(ctypes.sizeof(LastInput), 0)
    libraries: Any = getattr(ctypes, "windll")  # noqa: B009 - there on Windows alone, and unknown elsewhere
    libraries.user32.GetLastInputInfo(ctypes.byref(found))
    # Ticks are 32 bits wide and begin again after seven weeks.
    ticks = int(libraries.kernel32.GetTickCount()) - found.tick
    return (ticks & 0xFFFFFFFF) / 1000


def _mac() -> float:
    import ctypes.util  # noqa: PLC0415 - loaded when used

    library = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
    ask = library.CGEventSourceSecondsSinceLastEventType
    ask.restype = ctypes.c_double
    ask.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    any_event = 0xFFFFFFFF
    return float(ask(0, any_event))
