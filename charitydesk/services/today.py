"""Today: what needs a decision, and why each line is there; and the year in four numbers."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from charitydesk.domain.bids import BidStage, Decided, WinRate, win_rate
from charitydesk.domain.bodies import Answer
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.states import LetterStatus
from charitydesk.services.due_lines import (
    DueKind,
    DueLine,
    DueLines,
    clock_line,
    cutoff_line,
    deadline_line,
    effect_line,
    end_line,
    extension_line,
    obligation_line,
    ran_out,
    say_no_line,
    task_line,
    uplift_line,
)
from charitydesk.storage.stores_bids import OPEN_STAGES, BidFilter
from charitydesk.storage.stores_today import Way, read_bid, read_contract, read_obligation, read_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.calendars import HolidayBook
    from charitydesk.services.desk import Desk
    from charitydesk.services.due_lines import Words
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import CharityRecord, LetterLine
    from charitydesk.storage.stores_today import Row
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
        """Return what needs a decision from today on; remembered until something is changed.

        Args:
            days: How far to look ahead.
        """
        today = self._desk.clock.today()
        book, view = self._desk.database.remembered(("today", today, days), partial(self._read, today, days))
        if book is not self._terms.holidays:
            with self._desk.read() as work:
                view = self._read(today, days, work)[1]
        return view

    def _read(self, today: date, days: int, work: UnitOfWork) -> tuple[HolidayBook, TodayView]:
        until = today + timedelta(days=days)
        drafts = work.letters.list(statuses=(LetterStatus.DRAFT, LetterStatus.READY))
        awaiting = work.letters.list(statuses=(LetterStatus.SENT,))
        rows = self._rows(work, today, until)
        numbers = _numbers(work, today, len(awaiting))
        anything = bool(
            rows or drafts or awaiting or numbers.contracts or work.notices.matching() or work.bids.matching()
        )
        words = self._words(today)
        cuts = [today, *_mondays_after(today, until)]
        places = [bisect_left(rows, (day.isoformat(),)) for day in cuts] + [len(rows)]
        weeks = (
            (day - timedelta(days=day.weekday()), rows[first:end])
            for day, first, end in zip(cuts, places, places[1:], strict=False)
        )
        view = TodayView(
            today=today,
            overdue=DueLines(rows[: places[0]], words) if places[0] else (),
            weeks=tuple((monday, DueLines(found, words)) for monday, found in weeks if found),
            drafts=drafts,
            awaiting=awaiting,
            anything=anything,
            numbers=numbers,
        )
        return self._terms.holidays, view

    def _rows(self, work: UnitOfWork, today: date, until: date) -> list[Row]:
        """Return a row for each date up to a day, in order."""
        last = until.isoformat()
        found = work.today.due(today, until)
        for row in work.today.contracts(until):
            found += self._of_contract(row, today, last)
        lines = (line for line in self._in_words(work, today, until) if line is not None and line.due <= until)
        found += [(line.due.isoformat(), line.title, Way.IN_WORDS, place, line) for place, line in enumerate(lines)]
        found.sort()
        return found

    def _of_contract(self, row: Row, today: date, until: str) -> Iterator[Row]:
        """Yield the day to say no, the end of the present term and the next uplift, where they come."""
        id_, title, _, ends_on, uplift_on, auto_renew, length, own, notice, nation, _ = row
        if ends_on is not None and auto_renew == Answer.YES.value:
            days = self._terms.days_of(ends_on, length, own or notice, nation, today)
            if days is not None:
                ends_on, say_no = days.ends_on.isoformat(), days.say_no_by.isoformat()
                if say_no <= until and days.last_day >= today:
                    yield say_no, title, _SAY_NO, id_, row
        if ends_on is not None and ends_on <= until:
            yield ends_on, title, _END, id_, row
        if uplift_on is not None and uplift_on <= until:
            yield uplift_on, title, _UPLIFT, id_, row

    @staticmethod
    def _in_words(work: UnitOfWork, today: date, until: date) -> Iterator[DueLine | None]:
        closed = {line.id for line in work.notices.list(statuses=(NoticeStatus.CLOSED,), limit=_EVERY)}
        for clock in work.clocks.list(limit=_EVERY):
            if clock.notice_id not in closed and not ran_out(clock, today):
                yield clock_line(clock)
        yield from map(effect_line, work.notices.taking_effect(today, until))
        for option, title, commissioner, is_example in work.contract_extensions.to_decide(until):
            yield extension_line(option, title, commissioner, is_example=is_example)

    def _words(self, today: date) -> Mapping[int, Words]:
        def say_no(row: Row) -> DueLine:
            contract = read_contract(row[4])
            return say_no_line(contract, self._terms.window_of(contract, contract.nation, today), _day(row))

        return {
            Way.IN_WORDS: itemgetter(4),
            Way.OBLIGATION: lambda row: obligation_line(read_obligation(row)),
            Way.REMINDER: lambda row: obligation_line(read_obligation(row)),
            Way.DEADLINE: lambda row: deadline_line(read_bid(row), today),
            Way.CUTOFF: lambda row: cutoff_line(read_bid(row)),
            Way.TASK: lambda row: task_line(read_task(row)),
            Way.SAY_NO: say_no,
            Way.END: lambda row: end_line(read_contract(row[4]), _day(row), today),
            Way.UPLIFT: lambda row: uplift_line(read_contract(row[4]), _day(row)),
        }


_SAY_NO, _END, _UPLIFT = Way.SAY_NO.value, Way.END.value, Way.UPLIFT.value


def _day(row: Row) -> date:
    return date.fromisoformat(row[0])


def _mondays_after(today: date, until: date) -> Iterator[date]:
    monday = today + timedelta(days=7 - today.weekday())
    while monday <= until:
        yield monday
        monday += timedelta(days=7)


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
