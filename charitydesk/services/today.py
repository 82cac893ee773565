"""Today: what needs a decision, and why each line is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.notice_clocks import NOTICE_PERIODS
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.states import LetterStatus
from charitydesk.domain.wording import date_words

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.services.desk import Desk
    from charitydesk.storage.records import ClockLine, LetterLine

HORIZON_DAYS = 60
_EVERY = 10_000


class DueKind(StrEnum):
    """What kind of line it is."""

    OURS = "ours"
    THEIRS = "theirs"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something with a date.

    Args:
        kind: Whose step it is, or a letter to finish.
        title: What is due.
        about: The service or body it concerns.
        due: The civil date that matters: the last safe day of our own steps, the deadline of theirs.
        limit: The legal outer limit, where it is another day.
        why: Why it is here, in a sentence.
        notice_id: The notice it opens, if any.
        letter_id: The letter it opens, if any.
        is_example: Whether it belongs to the example charity.
    """

    kind: DueKind
    title: str
    about: str
    due: date
    limit: date | None
    why: str
    notice_id: NoticeId | None
    letter_id: LetterId | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """What the Today page shows.

    Args:
        today: Civil date.
        overdue: Lines whose date has passed, oldest first.
        weeks: Lines of the next 60 days by the Monday of their week, in order.
        drafts: Letters not sent yet.
        awaiting: Letters that await a reply.
        anything: Whether anything is recorded at all.
    """

    today: date
    overdue: tuple[DueLine, ...]
    weeks: tuple[tuple[date, tuple[DueLine, ...]], ...]
    drafts: tuple[LetterLine, ...]
    awaiting: tuple[LetterLine, ...]
    anything: bool


class TodayService:
    """Gathers what has a date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self) -> TodayView:
        """Return what needs a decision from today on."""
        today = self._desk.clock.today()
        until = today + timedelta(days=HORIZON_DAYS)
        with self._desk.read() as work:
            closed = {line.id for line in work.notices.list(statuses=(NoticeStatus.CLOSED,), limit=_EVERY)}
            clocks = [clock for clock in work.clocks.list(limit=_EVERY) if clock.notice_id not in closed]
            drafts = work.letters.list(statuses=(LetterStatus.DRAFT, LetterStatus.READY))
            awaiting = work.letters.list(statuses=(LetterStatus.SENT,))
            anything = bool(clocks or drafts or awaiting or work.notices.matching())
        running = (_line(clock) for clock in clocks if not _ran_out(clock, today))
        lines = sorted((line for line in running if line.due <= until), key=lambda line: (line.due, line.title))
        ahead = [line for line in lines if line.due >= today]
        weeks: dict[date, list[DueLine]] = {}
        for line in ahead:
            weeks.setdefault(line.due - timedelta(days=line.due.weekday()), []).append(line)
        return TodayView(
            today=today,
            overdue=tuple(line for line in lines if line.due < today),
            weeks=tuple((monday, tuple(found)) for monday, found in weeks.items()),
            drafts=drafts,
            awaiting=awaiting,
            anything=anything,
        )


def _ran_out(clock: ClockLine, today: date) -> bool:
    """Return whether a promised period has run out: its day asks nothing of anybody once it has passed."""
    return clock.rule in NOTICE_PERIODS and clock.deadline < today


def _line(clock: ClockLine) -> DueLine:
    ours = clock.whose == "us"
    act_by = clock.act_by if ours and clock.act_by and clock.act_by < clock.last_safe_day else None
    due = act_by or (clock.last_safe_day if ours else clock.deadline)
    step = "Act by this day" if act_by else "Your last safe day" if ours else "Due from them"
    if clock.rule in NOTICE_PERIODS:
        step = "Nothing should change before this day"
    why = f"{step}, counted from {date_words(clock.started_on)}"
    if ours and clock.deadline != due:
        why += f"; the outer limit is {date_words(clock.deadline)}"
    return DueLine(
        kind=DueKind.LETTER if clock.letter_id else DueKind.OURS if ours else DueKind.THEIRS,
        title=clock.title,
        about=clock.service or clock.commissioner or clock.letter_title or "",
        due=due,
        limit=clock.deadline if clock.deadline != due else None,
        why=f"{why}.",
        notice_id=clock.notice_id,
        letter_id=clock.letter_id,
        is_example=clock.is_example,
    )
