"""The list of notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.wording import date_words
from charitydesk.presentation.notice_form import name_of
from charitydesk.presentation.notice_words import STATUSES, capital
from charitydesk.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.presentation.badges import Badge
    from charitydesk.presentation.notice_case import NextClock
    from charitydesk.services.notices import NoticeLine


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list, with the next day it asks something of the charity."""

    line: NoticeLine
    next: NextClock | None

    @property
    def key(self) -> int:
        """The notice's id."""
        return self.line.id


def notice_model() -> RowsModel[NoticeRow]:
    """Return the columns: service, what they will do, when, the next clock, the status."""
    return RowsModel(
        [
            Column("Service", _service, second_line=_from),
            Column("Next clock", _next, sort_key=_next_day, badge=_next_badge, width=150, keep=True),
            Column("What they will do", _kind, width=240),
            Column("Takes effect", _effective, sort_key=_effective_day, width=160),
            Column("Status", _status, badge=_status_badge, width=140),
        ],
        _sentence,
    )


def _service(row: NoticeRow) -> str:
    return name_of(row.line.service, row.line.commissioner)


def _from(row: NoticeRow) -> str:
    return f"{row.line.commissioner}{' · example' if row.line.is_example else ''}"


def _kind(row: NoticeRow) -> str:
    return capital(row.line.notice_kind.label) if row.line.notice_kind else "Not known yet"


def _effective(row: NoticeRow) -> str:
    return date_words(row.line.effective_on) if row.line.effective_on else "Not known yet"


def _effective_day(row: NoticeRow) -> date | None:
    return row.line.effective_on


def _next(row: NoticeRow) -> str:
    return row.next.badge.word if row.next else "None for you"


def _next_day(row: NoticeRow) -> date | None:
    return row.next.day if row.next else None


def _next_badge(row: NoticeRow) -> Badge | None:
    return row.next.badge if row.next else None


def _status(row: NoticeRow) -> str:
    return STATUSES[row.line.status].word


def _status_badge(row: NoticeRow) -> Badge:
    return STATUSES[row.line.status]


def _sentence(row: NoticeRow) -> str:
    clock = f"next clock: {row.next.title}, {row.next.badge.word}" if row.next else "no clock running"
    return (
        f"{_service(row)}, from {row.line.commissioner or 'a body not named yet'}, {_kind(row)}, "
        f"takes effect: {_effective(row)}, {clock}, {_status(row)}"
    )
