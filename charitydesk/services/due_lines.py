"""Lines of Today: one for each date that asks for something, with why it is there and what it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from charitydesk.domain.award_clocks import is_event
from charitydesk.domain.bodies import Answer
from charitydesk.domain.closing import closing_words
from charitydesk.domain.notice_clocks import NOTICE_PERIODS
from charitydesk.domain.obligations import ObligationKind
from charitydesk.domain.wording import date_words
from charitydesk.services.bids import closing_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.ids import BidId, ContractId, LetterId, NoticeId, ObligationId
    from charitydesk.domain.notice_window import NoticeWindow
    from charitydesk.storage.records import ClockLine, NoticeLine
    from charitydesk.storage.records_contracts import ContractExtensionRecord
    from charitydesk.storage.stores_today import DatedBid, DatedContract, DatedObligation, DatedTask, Row


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


Words = Callable[["Row"], DueLine]
"""Puts a row into words."""


class DueLines(Sequence[DueLine]):
    """Lines each put into words when it is looked at: most lines of a long list are sorted and never looked at.

    Args:
        rows: In the order of their dates.
        words: By the way a row has its date, what puts it into words.
    """

    def __init__(self, rows: Sequence[Row], words: Mapping[int, Words]) -> None:
        self._rows = rows
        self._words = words

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> DueLine: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[DueLine]: ...

    def __getitem__(self, index: int | slice) -> DueLine | Sequence[DueLine]:
        """Return a line, or the lines of a slice."""
        if isinstance(index, slice):
            return [self._words[row[2]](row) for row in self._rows[index]]
        row = self._rows[index]
        return self._words[row[2]](row)


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


def obligation_line(one: DatedObligation) -> DueLine:
    """Return an obligation's line: at its own date, or at its first reminder where it falls due later."""
    owner = f" {one.owner} sees to it." if one.owner else ""
    recurs = f", {one.recurrence.label}" if one.recurrence != "once" else ""
    limit = None if one.due_on == one.day else one.due_on
    why = f"A reminder: it falls due on {date_words(limit)}.{owner}" if limit else f"{_OWED[one.kind]}{recurs}.{owner}"
    return DueLine(
        DueKind.OBLIGATION, one.title, one.contract or "", one.day, limit, why,
        None, None, one.is_example, one.contract_id, None, one.id,
    )  # fmt: skip


def say_no_line(one: DatedContract, window: NoticeWindow, due: date) -> DueLine:
    """Return the line of a contract's last safe day to say no."""
    return _contract_line(one, "last safe day to say no", due, window.sentence, window.last_day)


def end_line(one: DatedContract, due: date, today: date) -> DueLine:
    """Return the line of the end of a contract's term."""
    if one.auto_renew is Answer.YES and due >= today:
        why = "Its term ends on this day and it renews unless notice was given."
        return _contract_line(one, "renews by itself", due, why)
    if due < today:
        why = "Mark it as ended, or record how long it was extended."
        return _contract_line(one, "its end has passed", due, why)
    return _contract_line(one, "ends", due, "Its term ends on this day.")


def uplift_line(one: DatedContract, due: date) -> DueLine:
    """Return the line of a contract's next uplift."""
    return _contract_line(one, "uplift", due, "The price clause bites on this day; ask for it if it has not come.")


def _contract_line(one: DatedContract, what: str, due: date, why: str, limit: date | None = None) -> DueLine:
    return DueLine(
        DueKind.CONTRACT, f"{one.title}: {what}", one.commissioner, due, limit, why,
        None, None, one.is_example, one.id,
    )  # fmt: skip


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


def _bid_line(one: DatedBid, what: str, why: str, limit: date | None = None) -> DueLine:
    return DueLine(
        DueKind.BID, f"{one.title}: {what}", one.commissioner, one.day, limit, why,
        None, None, one.is_example, None, one.id,
    )  # fmt: skip


def _closing(text: str) -> str:
    closing = closing_of(text)
    return closing_words(closing) if closing else text


def deadline_line(one: DatedBid, today: date) -> DueLine:
    """Return the line of a bid's deadline."""
    words = _closing(one.deadline)
    why = f"It must be in by {words}."
    if one.day < today:
        why = f"The deadline was {words} and the bid is still at “{one.stage.label}”: say what came of it."
    return _bid_line(one, "deadline", why)


def cutoff_line(one: DatedBid) -> DueLine:
    """Return the line of the charity's own limit before a deadline."""
    before = f" for the deadline of {_closing(one.deadline)}" if one.deadline else ""
    return _bid_line(one, "your own limit", f"You set {_closing(one.cutoff)}{before}.", one.deadline_on)


def task_line(one: DatedTask) -> DueLine:
    """Return the line of a bid's task."""
    owner = f" {one.owner} does it." if one.owner else ""
    return DueLine(
        DueKind.TASK, one.title, one.bid, one.day, None, f"A task for the bid.{owner}", None, None, one.is_example,
        None, one.bid_id, None, one.id,
    )  # fmt: skip
