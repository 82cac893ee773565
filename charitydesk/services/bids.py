"""Bids: the pipeline, each bid's closing time and what to beware of, its score, and how often the charity wins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bids import BidStage, Decided, WinRate, win_rate
from charitydesk.domain.closing import ClosingTime, closing_warnings, closing_words, later_than, read_closing
from charitydesk.domain.go_no_go import Factor, GoNoGo, score
from charitydesk.errors import BadInputError
from charitydesk.services.bid_factors import load_bid_factors
from charitydesk.services.changes import Topic
from charitydesk.services.children import put_children
from charitydesk.services.commissioners import body_of, let_go_if_renamed, with_commissioner
from charitydesk.services.record_fields import closing_values
from charitydesk.storage.records_bids import (
    BidFactorRecord,
    BidLine,
    BidLotRecord,
    BidRecord,
    BidScoreRecord,
    BidTaskRecord,
)
from charitydesk.storage.stores_bids import NO_BID_FILTER, BidFilter, BidSort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from charitydesk.domain.ids import BidId
    from charitydesk.domain.regimes import RegimeAnswer
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import AttachmentRecord, CharityRecord, ClockRecord, LetterLine
    from charitydesk.storage.records_contracts import CommissionerRecord, ContactRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "BidFactorRecord",
    "BidFilter",
    "BidLine",
    "BidLotRecord",
    "BidRecord",
    "BidScoreRecord",
    "BidService",
    "BidSort",
    "BidStage",
    "BidTaskRecord",
    "BidView",
]


@dataclass(frozen=True, slots=True)
class BidView:
    """A bid as its page shows it.

    Args:
        record: The stored record.
        commissioner: The buyer, where linked; `contacts` are the people there.
        closing: The deadline as read, or None.
        deadline_words: The deadline as shown, `not known yet` where there is none.
        cutoff_words: The charity's own limit as shown, or empty.
        warnings: What to beware of in these dates, a sentence each.
        lots: Lots of the tender.
        tasks: What there is to do.
        factors: The factors of the go / no-go score; those offered where none is stored yet.
        go: What they say together.
        scores: What the assessors gave.
        clocks: Standstill, claim and other clocks, superseded ones among them.
        letters: Letters about it.
        files: Files kept with it.
        regime: The procurement regime with its reason.
    """

    record: BidRecord
    commissioner: CommissionerRecord | None
    contacts: tuple[ContactRecord, ...]
    closing: ClosingTime | None
    deadline_words: str
    cutoff_words: str
    warnings: tuple[str, ...]
    lots: tuple[BidLotRecord, ...]
    tasks: tuple[BidTaskRecord, ...]
    factors: tuple[BidFactorRecord, ...]
    go: GoNoGo
    scores: tuple[BidScoreRecord, ...]
    clocks: tuple[ClockRecord, ...]
    letters: tuple[LetterLine, ...]
    files: tuple[AttachmentRecord, ...]
    regime: RegimeAnswer


class BidService:
    """Keeps bids."""

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms

    def list(
        self,
        *,
        text: str = "",
        filters: BidFilter = NO_BID_FILTER,
        sort: BidSort = BidSort.DEADLINE_ON,
        descending: bool = False,
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[BidLine, ...]:
        """Return bids for the pipeline or the table, sorted and filtered by the database; unknown values sort last."""
        with self._desk.read() as work:
            return work.bids.list(
                text=text, filters=filters, sort=sort, descending=descending, offset=offset, limit=limit
            )

    def pressing(
        self, *, text: str = "", filters: BidFilter = NO_BID_FILTER, offset: int = 0, limit: int = 500
    ) -> tuple[BidLine, ...]:
        """Return bids, those to be handed in first by the nearest deadline, then the others, decided ones last."""
        with self._desk.read() as work:
            today = self._desk.clock.today()
            return work.bids.list(text=text, filters=filters, offset=offset, limit=limit, pressing_on=today)

    def count(self, *, text: str = "", filters: BidFilter = NO_BID_FILTER) -> int:
        """Return how many bids `list` would give without a limit."""
        with self._desk.read() as work:
            return work.bids.matching(text=text, filters=filters)

    def show(self, bid_id: BidId) -> BidView:
        """Return a bid with everything that hangs on it.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            record = work.bids.get(bid_id)
            body = body_of(work, record.commissioner_id)
            factors = work.bid_factors.of(bid_id) or _offered(work, bid_id)
            tasks = work.bid_tasks.of(bid_id)
            closing = closing_of(record.deadline)
            cutoff = closing_of(record.cutoff)
            return BidView(
                record=record,
                commissioner=body,
                contacts=() if body is None else work.contacts.of(body.id),
                closing=closing,
                deadline_words=closing_words(closing) if closing else record.deadline or "not known yet",
                cutoff_words=closing_words(cutoff) if cutoff else record.cutoff,
                warnings=self._warnings(closing, cutoff, tasks, body),
                lots=work.bid_lots.of(bid_id),
                tasks=tasks,
                factors=factors,
                go=score(
                    [Factor(one.name, one.weight, one.score) for one in factors],
                    record.go_threshold if record.go_threshold is not None else threshold_of(work.charity.load()),
                ),
                scores=work.bid_scores.of(bid_id),
                clocks=work.clocks.of_bid(bid_id),
                letters=work.letters.list(bid_id=bid_id),
                files=work.attachments.of("bid", bid_id),
                regime=self._terms.regime_of(record, body),
            )

    def _warnings(
        self,
        closing: ClosingTime | None,
        cutoff: ClosingTime | None,
        tasks: Sequence[BidTaskRecord],
        body: CommissionerRecord | None,
    ) -> tuple[str, ...]:
        if closing is None:
            return ()
        own = [("Your own limit", cutoff)] if cutoff else []
        own += [
            (f"The task “{task.title}”", ClosingTime(task.due_on.isoformat(), task.due_on))
            for task in tasks
            if task.due_on is not None and task.done_on is None
        ]
        return (*closing_warnings(closing, self._terms.calendar(body)), *later_than(closing, own))

    def add(
        self,
        record: BidRecord,
        *,
        lots: Sequence[BidLotRecord] = (),
        tasks: Sequence[BidTaskRecord] = (),
        factors: Sequence[BidFactorRecord] = (),
    ) -> BidView:
        """Keep a new bid with what belongs to it, in one change; a buyer not recorded yet is.

        Raises:
            BadInputError: It has no title, or a time that cannot be read.
        """
        with self._desk.change(f"Added the bid {record.title.strip()}", *_TOPICS) as work:
            stored = self.put(work, record)
            put_children(work.bid_lots, (), lots, bid_id=stored.id)
            put_children(work.bid_tasks, (), tasks, bid_id=stored.id)
            put_children(work.bid_factors, (), factors, bid_id=stored.id)
        return self.show(stored.id)

    def update(self, record: BidRecord) -> BidView:
        """Keep a changed bid; its stage is moved by `OutcomeService`.

        Raises:
            BadInputError: As `add`, or there is no such bid.
        """
        with self._desk.change(
            f"Changed the bid {record.title.strip()}", *_TOPICS, merge_key=f"bid:{record.id}"
        ) as work:
            before = work.bids.get(record.id)
            self.put(work, replace(let_go_if_renamed(record, before), stage=before.stage))
        return self.show(record.id)

    def put(self, work: UnitOfWork, record: BidRecord) -> BidRecord:
        """Keep a bid within a change, its dates read from their text and its regime worked out.

        Raises:
            BadInputError: It has no title, or a time that cannot be read.
        """
        record, body = with_commissioner(work, record)
        if not record.title:
            raise BadInputError("The bid has no title.", "Give the title of the tender or of the grant.")
        dates: dict[str, Any] = {
            **closing_values("deadline", record.deadline),
            **closing_values("cutoff", record.cutoff),
        }
        derived = self._terms.bid_derived(replace(record, **dates), body)
        return work.bids.update(derived) if derived.id else work.bids.add(derived)

    def set_lots(self, bid_id: BidId, lots: Sequence[BidLotRecord]) -> BidView:
        """Keep the lots, in order."""
        with self._children(bid_id, "lots") as work:
            put_children(work.bid_lots, work.bid_lots.of(bid_id), lots, bid_id=bid_id)
        return self.show(bid_id)

    def set_tasks(self, bid_id: BidId, tasks: Sequence[BidTaskRecord]) -> BidView:
        """Keep the tasks, in order."""
        with self._children(bid_id, "tasks") as work:
            put_children(work.bid_tasks, work.bid_tasks.of(bid_id), tasks, bid_id=bid_id)
        return self.show(bid_id)

    def task_done(self, task_id: int, on: date | None) -> BidView:
        """Mark a task as done on a day, or as not done after all."""
        with self._desk.read() as work:
            task = work.bid_tasks.get(task_id)
        words = "Marked done" if on else "Marked not done"
        with self._desk.change(f"{words}: {task.title}", Topic.BIDS) as work:
            work.bid_tasks.update(replace(task, done_on=on))
        return self.show(task.bid_id)

    def set_factors(self, bid_id: BidId, factors: Sequence[BidFactorRecord]) -> BidView:
        """Keep the go / no-go factors with their scores, in order.

        Raises:
            BadInputError: A weight is not 0 to 100, or a score not 0 to 5.
        """
        _check_factors(factors)
        with self._children(bid_id, "go / no-go score") as work:
            put_children(work.bid_factors, work.bid_factors.of(bid_id), factors, bid_id=bid_id)
        return self.show(bid_id)

    def set_scores(self, bid_id: BidId, scores: Sequence[BidScoreRecord]) -> BidView:
        """Keep what the assessors gave, in order."""
        with self._children(bid_id, "assessors' scores") as work:
            put_children(work.bid_scores, work.bid_scores.of(bid_id), scores, bid_id=bid_id)
        return self.show(bid_id)

    def _children(self, bid_id: BidId, what: str) -> AbstractContextManager[UnitOfWork]:
        with self._desk.read() as work:
            title = work.bids.get(bid_id).title
        return self._desk.change(f"Changed the {what} of {title}", Topic.BIDS, merge_key=f"bid:{bid_id}:{what}")

    def own_factors(self) -> tuple[tuple[BidFactorRecord, ...], int]:
        """Return the factors a new score starts from and the trustees' threshold in per cent."""
        with self._desk.read() as work:
            return _offered(work, None), threshold_of(work.charity.load())

    def set_own_factors(self, factors: Sequence[BidFactorRecord], threshold: int) -> None:
        """Keep the charity's own factors and the trustees' threshold; scores already made stay as they were.

        Args:
            factors: In order; their scores are left out.
            threshold: Per cent of the points.

        Raises:
            BadInputError: A weight or the threshold is not 0 to 100.
        """
        _check_factors(factors)
        if not 0 <= threshold <= 100:
            raise BadInputError(f"{threshold} per cent cannot be reached.", "Give a threshold of 0 to 100.")
        plain = [replace(one, score=None, note="") for one in factors]
        with self._desk.change("Changed the trustees' list for bids", Topic.BIDS, Topic.CHARITY) as work:
            put_children(work.bid_factors, work.bid_factors.of(None), plain, bid_id=None)
            work.charity.save(replace(work.charity.load(), go_threshold=threshold))

    def win_rate(self, from_date: date | None = None, to_date: date | None = None) -> WinRate:
        """Return the win rate of the bids whose outcome was known in a span of civil dates, by count and by money."""
        with self._desk.read() as work:
            decided = work.bids.outcomes(from_date, to_date)
        return win_rate(Decided(one.stage is BidStage.WON, one.value) for one in decided)

    def delete(self, bid_id: BidId) -> None:
        """Take a bid out with all that belongs to it; its letters stay, and undo brings it back."""
        with self._desk.read() as work:
            record = work.bids.get(bid_id)
        with self._desk.change(f"Took out the bid {record.title}", *_TOPICS, *_LET_GO) as work:
            work.bids.delete(bid_id)


_TOPICS = (Topic.BIDS, Topic.COMMISSIONERS)
_LET_GO = (Topic.CLOCKS, Topic.LETTERS, Topic.TIME, Topic.COSTS)


def closing_of(text: str) -> ClosingTime | None:
    """Return a stored deadline or own limit; None where it is empty or cannot be read."""
    try:
        return read_closing(text)
    except BadInputError:
        return None


def threshold_of(charity: CharityRecord) -> int:
    """Return the trustees' threshold in per cent."""
    if charity.go_threshold is not None:
        return charity.go_threshold
    return load_bid_factors().threshold


def _offered(work: UnitOfWork, bid_id: BidId | None) -> tuple[BidFactorRecord, ...]:
    own = work.bid_factors.of(None)
    if own:
        return tuple(replace(one, id=0 if bid_id else one.id, bid_id=bid_id) for one in own)
    return tuple(
        BidFactorRecord(bid_id=bid_id, name=one.name, weight=one.weight, hint=one.hint, position=position)
        for position, one in enumerate(load_bid_factors().factors)
    )


def _check_factors(factors: Sequence[BidFactorRecord]) -> None:
    for one in factors:
        if not one.name.strip():
            raise BadInputError("A factor has no name.", "Name what is judged.")
        try:
            Factor(one.name, one.weight, one.score)
        except ValueError:
            raise BadInputError(
                f"The factor {one.name} has a weight or a score that cannot be meant.",
                "Give a weight of 0 to 100 and a score of 0 to 5.",
            ) from None
