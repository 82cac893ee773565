"""Work off the window's thread: one worker for data, one for rendering; only this module makes signal objects."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from charitydesk.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable

SHOW_AFTER_MS = 1_000
"""Work that lasts longer shows its progress and can be cancelled."""


class Pool(StrEnum):
    """Which worker does it."""

    DATA = "data"
    RENDER = "render"


class CancelledError(Exception):
    """The person cancelled; the work has left nothing half done."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far work has come.

    Args:
        task: The work's number.
        title: What is being done.
        done: Parts finished.
        total: Parts in all, or 0 when that is not known.
    """

    task: int
    title: str
    done: int = 0
    total: int = 0


class Progress:
    """Given to the work: it reports through this and asks whether it was cancelled."""

    def __init__(self, task: int, title: str, tell: Callable[[Step], None]) -> None:
        self._task, self._title, self._tell = task, title, tell
        self._cancelled = Event()

    def report(self, done: int, total: int, title: str = "") -> None:
        """Say how far the work has come, and stop it here if it was cancelled.

        Raises:
            CancelledError: The person cancelled.
        """
        self.check()
        self._tell(Step(self._task, title or self._title, done, total))

    def check(self) -> None:
        """Stop the work here if it was cancelled.

        Raises:
            CancelledError: The person cancelled.
        """
        if self._cancelled.is_set():
            raise CancelledError

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()


@dataclass(frozen=True, slots=True)
class _Outcome:
    task: int
    value: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class _Waiting:
    done: Callable[[Any], object]
    failed: Callable[[UserFacingError], object] | None
    progress: Progress
    step: Step
    shown: bool = False


class _Signals(QObject):
    finished = Signal(object)
    stepped = Signal(object)


class _Job(QRunnable):
    def __init__(self, task: int, work: Callable[[Progress], Any], progress: Progress, signals: _Signals) -> None:
        super().__init__()
        self._task, self._work, self._progress, self._signals = task, work, progress, signals

    def run(self) -> None:
        try:
            self._progress.check()
            outcome = _Outcome(self._task, self._work(self._progress))
        except Exception as error:  # noqa: BLE001 - carried to the window's thread and raised or shown there
            outcome = _Outcome(self._task, error=error)
        if shiboken6.isValid(self._signals):
            self._signals.finished.emit(outcome)


class TaskRunner(QObject):
    """Runs work in workers and hands results back in the window's thread.

    `busy` tells of the longest-running visible task as a `Step`, or None when there is nothing to show; `failed` tells
    of a `UserFacingError` nobody else takes.
    """

    busy = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, show_after_ms: int = SHOW_AFTER_MS) -> None:
        super().__init__(parent)
        self._show_after = show_after_ms
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._signals = _Signals(self)
        self._signals.finished.connect(self._finished)
        self._signals.stepped.connect(self._stepped)
        self._pools = {pool: QThreadPool(self) for pool in Pool}
        for pool in self._pools.values():
            pool.setMaxThreadCount(1)
        self._closed = False

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[UserFacingError], object] | None = None,
        *,
        title: str = "Working",
        pool: Pool = Pool.DATA,
    ) -> int:
        """Start work; return its number.

        Args:
            work: Called in a worker with a `Progress`; takes and returns plain values.
            done: A bound method of a widget, called in the window's thread; dropped when the widget is gone.
            failed: Called with a `UserFacingError`; without it the window shows the error. Other errors are ours and
                reach the crash note.
            title: What is being done, shown after a second: `Saving the letter`.
            pool: Data for anything that touches the database, render for documents.
        """
        task = next(self._numbers)
        if self._closed:
            return task
        progress = Progress(task, title, self._signals.stepped.emit)
        self._waiting[task] = _Waiting(done, failed, progress, Step(task, title))
        self._pools[pool].start(_Job(task, work, progress, self._signals))
        QTimer.singleShot(self._show_after, self, _Shower(self, task))
        return task

    def cancel(self, task: int) -> None:
        """Ask a task to stop; its `done` will not be called."""
        if waiting := self._waiting.get(task):
            waiting.progress.cancel()

    def is_idle(self) -> bool:
        """Return True when no work is under way."""
        return not self._waiting

    def close(self, wait_ms: int = 10_000) -> bool:
        """Take no more work, wait for what runs, and return True when all of it ended."""
        self._closed = True
        ended = [pool.waitForDone(wait_ms) for pool in self._pools.values()]
        self._waiting.clear()
        return all(ended)

    def show(self, task: int) -> None:
        """Show a task's progress from now on, if it still runs."""
        if waiting := self._waiting.get(task):
            waiting.shown = True
            self.busy.emit(waiting.step)

    def _stepped(self, step: Step) -> None:
        if waiting := self._waiting.get(step.task):
            waiting.step = step
            if waiting.shown:
                self.busy.emit(step)

    def _finished(self, outcome: _Outcome) -> None:
        waiting = self._waiting.pop(outcome.task, None)
        if waiting is None:
            return
        self.busy.emit(next((other.step for other in self._waiting.values() if other.shown), None))
        error = outcome.error
        if error is None:
            if _alive(waiting.done):
                waiting.done(outcome.value)
        elif isinstance(error, UserFacingError):
            take = waiting.failed if waiting.failed is not None and _alive(waiting.failed) else self.failed.emit
            take(error)
        elif not isinstance(error, CancelledError):
            raise error


class _Shower:
    def __init__(self, runner: TaskRunner, task: int) -> None:
        self._runner, self._task = runner, task

    def __call__(self) -> None:
        self._runner.show(self._task)


def _alive(call: Callable[..., object]) -> bool:
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
