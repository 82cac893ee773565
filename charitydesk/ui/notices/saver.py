"""Keeps a notice while its questions are answered: off the window's thread, in order, latest facts last."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from charitydesk.domain.ids import NoticeId
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.errors import UserFacingError
    from charitydesk.services.notices import NoticeService
    from charitydesk.ui.tasks import Progress, TaskRunner


class _Box:
    """What the worker and the window share: the notice's id and the facts still to be kept."""

    def __init__(self, notices: NoticeService, notice_id: NoticeId | None) -> None:
        self._notices = notices
        self._lock = Lock()
        self._facts: NoticeFacts | None = None
        self.notice_id = notice_id

    def put(self, facts: NoticeFacts) -> None:
        with self._lock:
            self._facts = facts

    def keep(self, _progress: Progress) -> NoticeId | None:
        """Keep the latest facts, unless an earlier job has kept them already."""
        with self._lock:
            facts, self._facts = self._facts, None
        if facts is not None:
            view = (
                self._notices.record(facts) if self.notice_id is None else self._notices.update(self.notice_id, facts)
            )
            self.notice_id = view.record.id
        return self.notice_id


class Saver(QObject):
    """Saves as one goes.

    Args:
        notices: The service.
        tasks: Runs the saving; jobs run one after another.
        notice_id: The notice, or None until it is first kept.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, notices: NoticeService, tasks: TaskRunner, notice_id: NoticeId | None) -> None:
        super().__init__()
        self._box = _Box(notices, notice_id)
        self._tasks = tasks
        self._under_way = 0

    @property
    def notice_id(self) -> NoticeId | None:
        """The notice's id once it is kept."""
        return self._box.notice_id

    @property
    def is_idle(self) -> bool:
        """Whether everything answered has been kept."""
        return self._under_way == 0

    def save(self, facts: NoticeFacts) -> None:
        """Keep facts; many saves in a row cost no more than the last."""
        self._box.put(facts)
        self._under_way += 1
        self._tasks.run(self._box.keep, self._done, self._failed, title="Saving your answers")

    def _done(self, notice_id: object) -> None:
        self._under_way -= 1
        if self._under_way == 0:
            self.kept.emit(notice_id)

    def _failed(self, error: UserFacingError) -> None:
        self._under_way -= 1
        self.failed.emit(error)
