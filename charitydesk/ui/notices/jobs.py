"""What the Notices room asks of the services, each off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from charitydesk.domain.bodies import Nation
from charitydesk.domain.letters import Tone
from charitydesk.presentation.notice_case import next_clocks
from charitydesk.presentation.notice_letters import LetterChoices
from charitydesk.ui.notices.list_part import NoticeRow
from charitydesk.ui.notices.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.domain.ids import ClockId, LetterId, NoticeId
    from charitydesk.domain.notices import NoticeFacts, NoticeStatus
    from charitydesk.errors import UserFacingError
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """A notice's facts as they are stored."""

    notice_id: NoticeId
    facts: NoticeFacts


class NoticeJobs(QObject):
    """Gathers values in the worker that owns the data.

    Args:
        services: Those of the open data folder.
        context: Its clock and its tasks.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context

    def rows(self, done: Callable[[tuple[NoticeRow, ...]], object]) -> None:
        """Load the list."""
        self._context.tasks.run(self._rows, done, title="Reading your notices")

    def _rows(self, _progress: Progress) -> tuple[NoticeRow, ...]:
        following = next_clocks(self._services.notices.running_clocks(), self._context.clock.today())
        return tuple(NoticeRow(line, following.get(line.id)) for line in self._services.notices.list())

    def result(
        self, notice_id: NoticeId, done: Callable[[Result], object], failed: Callable[[UserFacingError], object]
    ) -> None:
        """Work out a notice."""
        self._context.tasks.run(partial(self._result, notice_id), done, failed, title="Working out the notice")

    def _result(self, notice_id: NoticeId, _progress: Progress) -> Result:
        services = self._services
        view = services.notices.show(notice_id)
        return Result(
            view=view,
            history=services.history.of_record("notice", notice_id),
            pages=services.notices.questions(),
            calendar=services.clocks.calendar(view.case.facts.body.nation or Nation.ENGLAND),
            today=self._context.clock.today(),
        )

    def facts(
        self, notice_id: NoticeId, done: Callable[[Opened], object], failed: Callable[[UserFacingError], object]
    ) -> None:
        """Load a notice's facts."""
        self._context.tasks.run(partial(self._facts, notice_id), done, failed, title="Reading the answers")

    def _facts(self, notice_id: NoticeId, _progress: Progress) -> Opened:
        return Opened(notice_id, self._services.notices.facts(notice_id))

    def choices(self, notice_id: NoticeId, done: Callable[[LetterChoices], object]) -> None:
        """Find the letters that fit a notice."""
        self._context.tasks.run(partial(self._choices, notice_id), done, title="Finding the letters that fit")

    def _choices(self, notice_id: NoticeId, _progress: Progress) -> LetterChoices:
        letters = self._services.letters
        return LetterChoices(letters.offers(notice_id), {tone: letters.tone_words(tone) for tone in Tone})

    def start_letter(self, notice_id: NoticeId, kind: str, tone: object, done: Callable[[LetterId], object]) -> None:
        """Draft a letter."""
        rung = tone if isinstance(tone, Tone) else None
        self._context.tasks.run(partial(self._start, notice_id, kind, rung), done, title="Drafting the letter")

    def _start(self, notice_id: NoticeId, kind: str, tone: Tone | None, _progress: Progress) -> LetterId:
        return self._services.letters.start(notice_id, kind, tone).record.id

    def mark_done(self, clock_id: ClockId, done: bool) -> None:
        """Mark a clock's step as done today, or as not done after all."""
        on = self._context.clock.today() if done else None
        self._do(partial(self._services.notices.clock_done, clock_id, on))

    def set_status(self, notice_id: NoticeId, status: NoticeStatus) -> None:
        """Say how far the charity has got."""
        self._do(partial(self._services.notices.set_status, notice_id, status))

    def delete(self, notice_id: NoticeId, done: Callable[[object], object]) -> None:
        """Take a notice out."""
        change = partial(self._services.notices.delete, notice_id)
        self._context.tasks.run(partial(_silently, change), done, title="Taking the notice out")

    def _do(self, change: Callable[[], object]) -> None:
        self._context.tasks.run(partial(_silently, change), self._done, title="Saving")

    def _done(self, _nothing: object) -> None:
        """The news of the change refreshes what is shown."""


def _silently(change: Callable[[], object], _progress: Progress) -> None:
    change()
