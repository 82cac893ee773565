"""Today: what needs a decision, and why each line is there; and the year in four numbers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charitydesk.domain.bids import BidStage, Decided, WinRate, win_rate
from charitydesk.domain.bodies import Answer
from charitydesk.domain.notice_window import NoticeWindow
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.states import LetterStatus
from charitydesk.services.due_lines import (
    Due,
    DueKind,
    DueLine,
    DueLines,
    as_due,
    bid_dues,
    clock_line,
    contract_dues,
    effect_line,
    extension_line,
    obligation_due,
    ran_out,
    task_due,
)
from charitydesk.storage.stores_bids import OPEN_STAGES, BidFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import CharityRecord, LetterLine
    from charitydesk.storage.stores_contracts import DatedContract
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["DueKind", "DueLine", "TodayService", "TodayView", "YearNumbers", "charity_year"]

HORIZON_DAYS = 60
_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class YearNumbers:
    """The year in four numbers.

    Args:
        held_value: What the contracts held are worth a year, in pence, as far as it is known.
        contracts: How many are held.
        bids_open: Bids whose outcome is still to come.
        won: The win rate of the charity's present financial year, by count and by money.
        awaiting: Letters that await a reply.
    """

    held_value: int = 0
    contracts: int = 0
    bids_open: int = 0
    won: WinRate = WinRate(0, 0, 0, 0, 0)  # noqa: RUF009 - frozen, so it may be shared
    awaiting: int = 0


_NO_NUMBERS = YearNumbers()


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
        numbers: The year in four numbers.
    """

    today: date
    overdue: Sequence[DueLine]
    weeks: tuple[tuple[date, Sequence[DueLine]], ...]
    drafts: tuple[LetterLine, ...]
    awaiting: tuple[LetterLine, ...]
    anything: bool
    numbers: YearNumbers = _NO_NUMBERS


class TodayService:
    """Gathers what has a date."""

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms

    def show(self, *, days: int = HORIZON_DAYS) -> TodayView:
        """Return what needs a decision from today on.

        Args:
            days: How far to look ahead.
        """
        today = self._desk.clock.today()
        until = today + timedelta(days=days)
        with self._desk.read() as work:
            drafts = work.letters.list(statuses=(LetterStatus.DRAFT, LetterStatus.READY))
            awaiting = work.letters.list(statuses=(LetterStatus.SENT,))
            found = [due for due in self._dues(work, today, until) if due is not None and due[0] <= until]
            numbers = _numbers(work, today, len(awaiting))
            anything = bool(
                found or drafts or awaiting or numbers.contracts or work.notices.matching() or work.bids.matching()
            )
        overdue: list[Due] = []
        weeks: dict[date, list[Due]] = {}
        for due in found:
            day = due[0]
            (overdue if day < today else weeks.setdefault(day - timedelta(days=day.weekday()), [])).append(due)
        return TodayView(
            today=today,
            overdue=DueLines(overdue) if overdue else (),
            weeks=tuple((monday, DueLines(weeks[monday])) for monday in sorted(weeks)),
            drafts=drafts,
            awaiting=awaiting,
            anything=anything,
            numbers=numbers,
        )

    def _dues(self, work: UnitOfWork, today: date, until: date) -> Iterator[Due | None]:
        closed = {line.id for line in work.notices.list(statuses=(NoticeStatus.CLOSED,), limit=_EVERY)}
        for clock in work.clocks.list(limit=_EVERY):
            if clock.notice_id not in closed and not ran_out(clock, today):
                yield as_due(clock_line(clock))
        for notice in work.notices.taking_effect(today, until):
            yield as_due(effect_line(notice))
        for duty in work.obligations.list(until=until, limit=_EVERY):
            yield obligation_due(duty, today, until)
        for contract in work.contracts.dated(until):
            yield from contract_dues(contract, self._window(contract, today), today, until)
        for option, title, commissioner, is_example in work.contract_extensions.to_decide(until):
            yield as_due(extension_line(option, title, commissioner, is_example=is_example))
        for bid in work.bids.dated(until):
            yield from bid_dues(bid, today, until)
        yield from map(task_due, work.bid_tasks.due(until))

    def _window(self, contract: DatedContract, today: date) -> NoticeWindow:
        if contract.auto_renew is not Answer.YES:
            return NoticeWindow("", ends_on=contract.ends_on)
        return self._terms.window_of(contract, contract.nation, today)


def charity_year(charity: CharityRecord, today: date) -> tuple[date, date]:
    """Return the first and last day of the charity's financial year that holds a day."""

    def end_of(year: int) -> date:
        month = charity.year_end_month
        return date(year, month, min(charity.year_end_day, monthrange(year, month)[1]))

    end = end_of(today.year) if today <= end_of(today.year) else end_of(today.year + 1)
    return end_of(end.year - 1) + timedelta(days=1), end


def _numbers(work: UnitOfWork, today: date, awaiting: int) -> YearNumbers:
    first, _ = charity_year(work.charity.load(), today)
    contracts, value = work.contracts.held()
    decided = (Decided(one.stage is BidStage.WON, one.value) for one in work.bids.outcomes(first, today))
    return YearNumbers(
        held_value=value,
        contracts=contracts,
        bids_open=work.bids.matching(filters=BidFilter(stages=OPEN_STAGES)),
        won=win_rate(decided),
        awaiting=awaiting,
    )
