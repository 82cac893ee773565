"""Gathers every date that matters for the calendar file, in the order of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.calendar_file import (
    CLOSING_ALARMS,
    DAY_ALARMS,
    SAY_NO_ALARMS,
    CalendarItem,
    days_before,
    reminders,
)
from charitydesk.domain.closing import closing_words, offset_warning, read_closing
from charitydesk.domain.moments import civil_date
from charitydesk.domain.notices import NoticeStatus
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from charitydesk.domain.ids import ContractId
    from charitydesk.domain.notice_window import WindowDays
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records_bids import BidRecord
    from charitydesk.storage.unit_of_work import UnitOfWork


def gather(work: UnitOfWork, terms: TermsWorker, today: date) -> tuple[CalendarItem, ...]:
    """Return every date that matters, done ones too so that a calendar that knows them hears of it.

    A letter's reply is among the clocks.
    """
    items = [
        *_bids(work),
        *_contracts(work, terms.present_terms(work, today)),
        *_obligations(work, terms),
        *_notices(work),
        *_clocks(work),
    ]
    return tuple(sorted(items, key=lambda item: (civil_date(item.starts), item.key)))


def _bids(work: UnitOfWork) -> Iterator[CalendarItem]:
    for bid in work.bids.all():
        yield from _closings(bid)
        for task in work.bid_tasks.of(bid.id) if bid.stage.is_open else ():
            if task.due_on is not None:
                title = f"{task.title}: {bid.title}"
                live = task.done_on is None
                details = _lines(task.owner and f"For: {task.owner}", task.note)
                yield CalendarItem(
                    "bid_task", task.id, "due", title, task.due_on, details, days_before((1,)), live=live
                )


def _closings(bid: BidRecord) -> Iterator[CalendarItem]:
    for part, text, words in (("deadline", bid.deadline, "Tender closes"), ("cutoff", bid.cutoff, "Our cut-off")):
        try:
            closing = read_closing(text)
        except BadInputError:
            continue  # written by hand into the file; the record's page says so
        if closing is None:
            continue
        details = _lines(
            f"Given as: {closing_words(closing)} ({closing.text})",
            offset_warning(closing),
            bid.commissioner and f"Buyer: {bid.commissioner}",
            bid.reference and f"Reference: {bid.reference}",
        )
        yield CalendarItem(
            "bid",
            bid.id,
            part,
            f"{words}: {bid.title}",
            closing.on if closing.at is None else closing.at,
            details,
            days_before(DAY_ALARMS) if closing.at is None else CLOSING_ALARMS,
            bid.link,
            bid.stage.before_deadline,
        )


def _contracts(work: UnitOfWork, renewed: Mapping[ContractId, WindowDays]) -> Iterator[CalendarItem]:
    for contract in work.contracts.all():
        live = contract.status.held
        details = _lines(contract.commissioner, contract.reference and f"Reference: {contract.reference}")
        term = renewed.get(contract.id, contract)
        dates = (
            ("say_no_by", term.say_no_by, "Last safe day to say no", SAY_NO_ALARMS),
            ("ends_on", term.ends_on, "Ends", SAY_NO_ALARMS),
            ("uplift_on", contract.uplift_on, "Price review", DAY_ALARMS),
        )
        for part, day, words, days in dates:
            if day is not None:
                title = f"{words}: {contract.title}"
                yield CalendarItem("contract", contract.id, part, title, day, details, days_before(days), live=live)
        for option in work.contract_extensions.of(contract.id):
            if option.decide_by is not None:
                title = f"Decide on extending: {contract.title}"
                is_open = live and option.taken == "unknown"
                yield CalendarItem(
                    "contract_extension", option.id, "decide_by", title, option.decide_by, details,
                    days_before(SAY_NO_ALARMS), live=is_open,
                )  # fmt: skip


def _obligations(work: UnitOfWork, terms: TermsWorker) -> Iterator[CalendarItem]:
    contracts = dict(work.tables.rows("contract", ("id", "title")))
    for duty in work.obligations.all():
        if duty.due_on is not None:
            of = contracts.get(duty.contract_id, "")
            on = terms.reminders(duty, None)
            details = _lines(duty.owner and f"For: {duty.owner}", duty.clause and f"Clause: {duty.clause}", duty.note)
            yield CalendarItem(
                "obligation",
                duty.id,
                "due",
                f"{duty.title}: {of}" if of else duty.title,
                duty.due_on,
                details,
                reminders(duty.due_on, on) if on else days_before(DAY_ALARMS),
                live=duty.done_on is None,
            )


def _notices(work: UnitOfWork) -> Iterator[CalendarItem]:
    for notice in work.notices.list(limit=1_000_000):
        if notice.effective_on is not None:
            title = f"The notice takes effect: {notice.service}" if notice.service else "The notice takes effect"
            yield CalendarItem(
                "notice", notice.id, "effective_on", title, notice.effective_on, notice.commissioner,
                days_before(DAY_ALARMS), live=notice.status is not NoticeStatus.CLOSED,
            )  # fmt: skip


def _clocks(work: UnitOfWork) -> Iterator[CalendarItem]:
    for clock in work.clocks.list(running_only=False, limit=1_000_000):
        live = clock.done_on is None and not clock.superseded_reason
        about = clock.service or clock.letter_title or ""
        title = f"{clock.title or clock.rule}: {about}" if about else clock.title or clock.rule
        details = _lines(clock.commissioner or "", "Outer limit: " + clock.deadline.isoformat())
        yield CalendarItem(
            "clock", clock.id, "last_safe_day", title, clock.act_by or clock.last_safe_day, details,
            days_before(DAY_ALARMS), live=live,
        )  # fmt: skip


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
