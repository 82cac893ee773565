"""Keeps the chosen calendar file up to date while the window is open: in a worker, once for many changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from charitydesk.errors import UserFacingError
    from charitydesk.services.exports import ExportService
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

AFTER_CHANGE_MS = 3_000
"""The file is written this long after the last change."""
AFTER_START_MS = 10_000
"""It is looked at this long after the window opened: it may be gone, and another day has other dates."""


class CalendarKeeper(QObject):
    """Writes the calendar file some time after changes, and says once when that fails.

    Args:
        exports: The service.
        context: What every page is given.
    """

    def __init__(self, exports: ExportService, context: PageContext) -> None:
        super().__init__()
        self._exports, self._context = exports, context
        self._told = exports.calendar_kept(look=False).trouble
        exports.called_later = True
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(AFTER_CHANGE_MS)
        self.timer.timeout.connect(self.catch_up)
        context.changes.changed.connect(self._changed)
        if exports.automatic_calendar is not None:
            self.timer.start(AFTER_START_MS)

    def _changed(self, _change: object) -> None:
        if self._exports.is_behind:
            self.timer.start(AFTER_CHANGE_MS)

    def catch_up(self) -> None:
        """Bring the file up to date."""
        work = partial(_catch_up, self._exports)
        self._context.tasks.run(work, self._done, title="Bringing the calendar file up to date")

    def _done(self, trouble: UserFacingError | None) -> None:
        said = "" if trouble is None else str(trouble)
        if trouble is not None and said != self._told:
            self._context.shell.show_error(trouble)
        self._told = said


def _catch_up(exports: ExportService, _progress: Progress) -> UserFacingError | None:
    return exports.catch_up(always=True)
