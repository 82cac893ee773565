"""Lines of Today: one for each date that asks for something, with why it is there and what it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, overload

from charitydesk.domain.award_clocks import is_event
from charitydesk.domain.bodies import Answer
from charitydesk.domain.closing import closing_words
from charitydesk.domain.notice_clocks import NOTICE_PERIODS
from charitydesk.domain.obligations import ObligationKind
from charitydesk.domain.wording import date_words
from charitydesk.services.bids import closing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charitydesk.domain.ids import BidId, ContractId, LetterId, NoticeId, ObligationId
    from charitydesk.domain.notice_window import NoticeWindow
    from charitydesk.storage.records import ClockLine, NoticeLine
    from charitydesk.storage.records_bids import BidLine, BidTaskLine
    from charitydesk.storage.records_contracts import ContractExtensionRecord, ObligationLine
    from charitydesk.storage.stores_contracts import DatedContract


class DueKind(StrEnum):
    """What kind of line it is."""

    OURS = "ours"
    THEIRS = "theirs"
    LETTER = "letter"
    OBLIGATION = "obligation"
    CONTRACT = "contract"
    BID = "bid"
    TASK = "task"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something with a date.

    Args:
        kind: Whose step it is, or what it belongs to.
        title: What is due.
        about: The service or body it concerns.
        due: The civil date that matters: the last safe day of our own steps, the deadline of theirs.
        limit: The legal outer limit, where it is another day.
        why: Why it is here, in a sentence.
        notice_id: The notice it opens, if any.
        letter_id: The letter it opens, if any.
        is_example: Whether it belongs to the example charity.
        contract_id: The contract it opens, if any.
        bid_id: The bid it opens, if any.
        obligation_id: The obligation it is, if any.
        task_id: The bid's task it is, if any.
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
    contract_id: ContractId | None = None
    bid_id: BidId | None = None
    obligation_id: ObligationId | None = None
    task_id: int | None = None

    @property
    def opens(self) -> tuple[str, str]:
        """The room that opens its record, and the record's key there; both empty where nothing is to be opened."""
        for room, id_ in (
            ("letters", self.letter_id),
            ("notices", self.notice_id),
            ("bids", self.bid_id),
            ("contracts", self.contract_id),
        ):
            if id_ is not None:
                return room, str(id_)
        return "", ""


Due = tuple["date", str, Callable[[], DueLine]]
"""A date, its title, and what puts its line into words: most lines of a long list are sorted and never looked at."""


class DueLines(Sequence[DueLine]):
    """Lines in the order of their dates, each put into words when it is looked at.

    Args:
        dues: In any order.
    """

    def __init__(self, dues: Iterable[Due]) -> None:
        self._dues = sorted(dues, key=itemgetter(0, 1))

    def __len__(self) -> int:
        return len(self._dues)

    @overload
    def __getitem__(self, index: int) -> DueLine: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[DueLine]: ...

    def __getitem__(self, index: int | slice) -> DueLine | Sequence[DueLine]:
        """Return a line, or the lines of a slice."""
        found = self._dues[index]
        return [line() for _, _, line in found] if isinstance(found, list) else found[2]()


def ran_out(clock: ClockLine, today: date) -> bool:
    """Return whether a promised period or a standstill has run out: its day asks nothing once it has passed."""
    return clock.deadline < today and (clock.rule in NOTICE_PERIODS or is_event(clock.rule))


def clock_line(clock: ClockLine) -> DueLine:
    """Return a running clock's line."""
    event = is_event(clock.rule)
    ours = clock.whose == "us" and not event
    act_by = clock.act_by if ours and clock.act_by and clock.act_by < clock.last_safe_day else None
    due = act_by or (clock.last_safe_day if ours else clock.deadline)
    step = "Act by this day" if act_by else "Your last safe day" if ours else "Due from them"
    if clock.rule in NOTICE_PERIODS:
        step = "Nothing should change before this day"
    elif "STANDSTILL" in clock.rule:
        step = "Until then the contract may not be signed"
    elif event:
        step = "No task of yours, a day to know"
    why = f"{step}, counted from {date_words(clock.started_on)}"
    if ours and clock.deadline != due:
        why += f"; the outer limit is {date_words(clock.deadline)}"
    return DueLine(
        kind=_kind(clock, ours=ours, event=event),
        title=clock.title,
        about=clock.service or clock.commissioner or clock.letter_title or "",
        due=due,
        limit=clock.deadline if clock.deadline != due else None,
        why=f"{why}.",
        notice_id=clock.notice_id,
        letter_id=clock.letter_id,
        is_example=clock.is_example,
        bid_id=clock.bid_id,
    )


def _kind(clock: ClockLine, *, ours: bool, event: bool) -> DueKind:
    if clock.letter_id:
        return DueKind.LETTER
    return DueKind.EVENT if event else DueKind.OURS if ours else DueKind.THEIRS


def effect_line(notice: NoticeLine) -> DueLine | None:
    """Return the line of the day on which a notice takes effect."""
    if notice.effective_on is None:
        return None
    title = f"{notice.service}: the notice takes effect" if notice.service else "The notice takes effect"
    return DueLine(
        DueKind.EVENT, title, notice.commissioner, notice.effective_on, None, "From this day what it says is to hold.",
        notice.id, None, notice.is_example,
    )  # fmt: skip


_OWED = {
    ObligationKind.REPORT: "A report you owe",
    ObligationKind.MEETING: "A meeting you agreed to",
    ObligationKind.DATA: "A data return you owe",
    ObligationKind.PAYMENT: "A payment that falls due",
    ObligationKind.INSURANCE: "Insurance you have to hold",
    ObligationKind.REVIEW: "A review that falls due",
    ObligationKind.OTHER: "Something you agreed to do",
}


def obligation_due(one: ObligationLine, today: date, until: date) -> Due | None:
    """Return an obligation's line: at its own date, or at its first reminder where it falls due after the horizon."""
    due = one.due_on
    if due is None or due > until:
        lead = one.first_lead_on
        if due is None or lead is None or lead > until:
            return None
        due = max(lead, today)
    return due, one.title, partial(_obligation_line, one, due)


def _obligation_line(one: ObligationLine, due: date) -> DueLine:
    owner = f" {one.owner} sees to it." if one.owner else ""
    recurs = f", {one.recurrence.label}" if one.recurrence != "once" else ""
    limit = None if one.due_on == due else one.due_on
    why = f"A reminder: it falls due on {date_words(limit)}.{owner}" if limit else f"{_OWED[one.kind]}{recurs}.{owner}"
    return DueLine(
        DueKind.OBLIGATION, one.title, one.contract or "", due, limit, why,
        None, None, one.is_example, one.contract_id, None, one.id,
    )  # fmt: skip


def contract_dues(one: DatedContract, window: NoticeWindow, today: date, until: date) -> Iterator[Due]:
    """Yield a contract's lines: the day to say no, its end, its next uplift.

    Args:
        one: The contract's dates.
        window: Its notice window as of today.
        today: Civil date.
        until: Last civil date shown.
    """

    def due(title: str, day: date, why: str, limit: date | None = None) -> Due:
        whole = f"{one.title}: {title}"
        words = (whole, one.commissioner, day, limit, why, None, None, one.is_example, one.id)
        return day, whole, partial(DueLine, DueKind.CONTRACT, *words)

    say_no, last = window.say_no_by, window.last_day
    if say_no is not None and last is not None and say_no <= until and last >= today:
        yield due("last safe day to say no", say_no, window.sentence, last)
    end = window.ends_on or one.ends_on
    if end is not None and end <= until:
        if one.auto_renew is Answer.YES and end >= today:
            yield due("renews by itself", end, "Its term ends on this day and it renews unless notice was given.")
        elif end < today:
            yield due("its end has passed", end, "Mark it as ended, or record how long it was extended.")
        else:
            yield due("ends", end, "Its term ends on this day.")
    if one.uplift_on is not None and one.uplift_on <= until:
        yield due("uplift", one.uplift_on, "The price clause bites on this day; ask for it if it has not come.")


def extension_line(
    option: ContractExtensionRecord, title: str, commissioner: str, *, is_example: bool
) -> DueLine | None:
    """Return the line of an option to extend that is still to be decided."""
    if option.decide_by is None:
        return None
    whose = {"body": "They decide", "charity": "You decide", "both": "Both sides decide"}[option.whose.value]
    by = f" by {option.length}" if option.length else f" to {date_words(option.to_date)}" if option.to_date else ""
    return DueLine(
        DueKind.CONTRACT, f"{title}: option to extend", commissioner, option.decide_by, None,
        f"{whose} whether it is extended{by}.", None, None, is_example, option.contract_id,
    )  # fmt: skip


def bid_dues(one: BidLine, today: date, until: date) -> Iterator[Due]:
    """Yield a bid's lines: its deadline and the charity's own limit before it."""
    if one.deadline_on is not None and one.deadline_on <= until:
        title = f"{one.title}: deadline"
        yield one.deadline_on, title, partial(_deadline_line, one, title, one.deadline_on, today)
    if one.cutoff_on is not None and one.cutoff_on <= until and one.cutoff:
        title = f"{one.title}: your own limit"
        yield one.cutoff_on, title, partial(_cutoff_line, one, title, one.cutoff_on)


def _bid_line(one: BidLine, title: str, due: date, why: str, limit: date | None = None) -> DueLine:
    return DueLine(
        DueKind.BID, title, one.commissioner, due, limit, why, None, None, one.is_example, None, one.id
    )  # fmt: skip


def _closing(text: str) -> str:
    closing = closing_of(text)
    return closing_words(closing) if closing else text


def _deadline_line(one: BidLine, title: str, due: date, today: date) -> DueLine:
    words = _closing(one.deadline)
    why = f"It must be in by {words}."
    if due < today:
        why = f"The deadline was {words} and the bid is still at “{one.stage.label}”: say what came of it."
    return _bid_line(one, title, due, why)


def _cutoff_line(one: BidLine, title: str, due: date) -> DueLine:
    before = f" for the deadline of {_closing(one.deadline)}" if one.deadline else ""
    return _bid_line(one, title, due, f"You set {_closing(one.cutoff)}{before}.", one.deadline_on)


def task_due(one: BidTaskLine) -> Due | None:
    """Return the line of a bid's task."""
    return None if one.due_on is None else (one.due_on, one.title, partial(_task_line, one, one.due_on))


def _task_line(one: BidTaskLine, due: date) -> DueLine:
    owner = f" {one.owner} does it." if one.owner else ""
    return DueLine(
        DueKind.TASK, one.title, one.bid, due, None, f"A task for the bid.{owner}", None, None, one.is_example,
        None, one.bid_id, None, one.id,
    )  # fmt: skip


def as_due(line: DueLine | None) -> Due | None:
    """Return a line that is in words already."""
    return None if line is None else (line.due, line.title, lambda: line)
