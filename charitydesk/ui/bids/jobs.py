"""What the Bids room asks of the services, each off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from charitydesk.domain.ids import BidId, ClockId
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.presentation.bid_keeping import drop_bid_child, keep_bid, keep_bid_child, set_score
from charitydesk.presentation.bid_print import DEADLINES_TITLE, bid_blocks, deadline_blocks
from charitydesk.presentation.bid_words import CLOSED_STAGES, OPEN_STAGES
from charitydesk.services.bids import BidFilter, BidSort
from charitydesk.services.outcomes import Outcome
from charitydesk.ui.contracts.jobs import RecordJobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.bids import BidStage, WinRate
    from charitydesk.domain.document import Block, Document
    from charitydesk.domain.ids import ContractId
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.bids import BidFactorRecord, BidLine, BidView
    from charitydesk.services.history import HistoryLine
    from charitydesk.services.outcomes import OutcomeView
    from charitydesk.ui.tasks import Progress

MOST_OPEN, MOST_DECIDED = 500, 12
MOST_PRINTED = 5_000


@dataclass(frozen=True, slots=True)
class BidShown:
    """All that a bid's page shows, gathered in a worker.

    Args:
        view: The bid with what hangs on it.
        history: Changes that touched it, latest first.
        today: Civil date.
        commissioners: Names that may be offered while one is typed.
        cost: What it took so far.
    """

    view: BidView
    history: tuple[HistoryLine, ...]
    today: date
    commissioners: tuple[str, ...]
    cost: Report


@dataclass(frozen=True, slots=True)
class BidsShown:
    """What the pipeline and the head of the room show.

    Args:
        lines: Open bids by deadline, and the bids decided last.
        total: How many bids there are.
        shown: How many of them fit the filter.
        aside: How many closed notices the filter leaves aside.
        rate: How often the charity wins.
    """

    lines: tuple[BidLine, ...]
    total: int
    shown: int
    aside: int
    rate: WinRate


class BidJobs(RecordJobs):
    """What the Bids room asks for."""

    one = "bid"

    def room(self, text: str, filters: BidFilter, done: Callable[[BidsShown], object]) -> None:
        """Load the pipeline."""
        self.context.tasks.run(partial(self._room, text, filters), done, title="Reading your bids")

    def _room(self, text: str, filters: BidFilter, _progress: Progress) -> BidsShown:
        bids = self.services.bids
        asked = set(filters.stages) or {*OPEN_STAGES, *CLOSED_STAGES}
        ahead = replace(filters, stages=tuple(stage for stage in OPEN_STAGES if stage in asked))
        decided = replace(filters, stages=tuple(stage for stage in CLOSED_STAGES if stage in asked))
        lines: tuple[BidLine, ...] = ()
        if ahead.stages:
            lines += bids.list(text=text, filters=ahead, limit=MOST_OPEN)
        if decided.stages:
            lines += bids.list(text=text, filters=decided, sort=BidSort.UPDATED_AT, descending=True, limit=MOST_DECIDED)
        shown = bids.count(text=text, filters=filters)
        aside = bids.count(text=text, filters=replace(filters, closed_on=None)) - shown if filters.closed_on else 0
        return BidsShown(lines, bids.count(), shown, aside, bids.win_rate())

    def deadlines(self, text: str, filters: BidFilter, shown: str) -> Document:
        """Return the deadlines of the bids shown, on paper; called in a worker."""
        lines = self.services.bids.list(text=text, filters=filters, limit=MOST_PRINTED)
        blocks = deadline_blocks(lines, shown, self.context.clock.today())
        return self.services.printing.document(DEADLINES_TITLE, blocks)

    def record_blocks(self, shown: BidShown) -> Iterator[Block]:
        """Return a bid's record on paper."""
        return bid_blocks(shown.view, shown.cost, shown.today)

    def read(self, record_id: int, progress: Progress) -> BidShown:  # noqa: ARG002 - soon done
        """Return all that a bid's page shows; called in a worker."""
        bid_id = BidId(record_id)
        return BidShown(
            view=self.services.bids.show(bid_id),
            history=self.services.history.of_record("bid", bid_id),
            today=self.context.clock.today(),
            commissioners=self.commissioners(),
            cost=self.cost(Subject(SubjectKind.BID, bid_id)),
        )

    def keep(self, record_id: int, values: Mapping[str, Any]) -> int:
        """Keep the form; called in a worker."""
        return keep_bid(self.services, record_id, values)

    def keep_child(self, owner: int, name: str, child_id: int, values: Mapping[str, Any]) -> int:
        """Keep something under a bid; called in a worker."""
        return keep_bid_child(self.services, owner, name, child_id, values)

    def drop_child(self, owner: int, name: str, child_id: int, one: str) -> None:
        """Take something under a bid out."""
        self.do(partial(drop_bid_child, self.services, owner, name, child_id), f"Took the {one} out.")

    def task_done(self, task_id: int, done: bool) -> None:
        """Mark a task as done today, or as not done after all."""
        on = self.context.clock.today() if done else None
        self.do(
            partial(self.services.bids.task_done, task_id, on), "Marked as done." if done else "Marked as not done."
        )

    def clock_done(self, clock_id: object, done: bool) -> None:
        """Mark a clock's step as done today, or as not done after all."""
        on = self.context.clock.today() if done else None
        self.do(partial(self.services.notices.clock_done, ClockId(int(str(clock_id))), on))

    def set_stage(self, bid_id: int, stage: BidStage) -> None:
        """Move a bid."""
        self.do(partial(self.services.outcomes.set_stage, BidId(bid_id), stage), f"Moved to {stage.label}.")

    def decide(self, bid_id: int, go: bool, by: str, reason: str) -> None:
        """Record the decision to bid or not."""
        on = self.context.clock.today()
        change = partial(self.services.outcomes.decide, BidId(bid_id), go=go, by=by, on=on, reason=reason)
        self.do(change, "Decided to bid." if go else "Decided not to bid.")

    def set_score(self, bid_id: int, name: str, mark: int | None, weight: int) -> None:
        """Score a factor."""
        self.do(partial(set_score, self.services, bid_id, name, mark, weight))

    def set_threshold(self, threshold: int) -> None:
        """Keep what the trustees ask for, for every score that is not decided."""
        self.do(partial(self._set_own, None, threshold), f"The trustees ask for {threshold}% of the points.")

    def set_own(self, factors: Sequence[BidFactorRecord], threshold: int) -> None:
        """Let new scores start from these factors and weights."""
        self.do(partial(self._set_own, factors, threshold), "New scores start from these weights.")

    def _set_own(self, factors: Sequence[BidFactorRecord] | None, threshold: int) -> None:
        bids = self.services.bids
        fresh = bids.own_factors()[0] if factors is None else [replace(one, bid_id=None, id=0) for one in factors]
        bids.set_own_factors(fresh, threshold)

    def outcome(self, bid_id: int, values: Mapping[str, Any], done: Callable[[OutcomeView], object]) -> None:
        """Record an outcome and start its clocks."""
        work = partial(self._outcome, BidId(bid_id), dict(values))
        self.context.tasks.run(work, done, title="Recording the outcome")

    def _outcome(self, bid_id: BidId, values: Mapping[str, Any], _progress: Progress) -> OutcomeView:
        return self.services.outcomes.record_outcome(bid_id, Outcome(**values))

    def to_contract(self, bid_id: int, done: Callable[[ContractId], object]) -> None:
        """Make a contract of a won bid."""
        self.context.tasks.run(partial(self._to_contract, BidId(bid_id)), done, title="Making the contract")

    def _to_contract(self, bid_id: BidId, _progress: Progress) -> ContractId:
        return self.services.outcomes.to_contract(bid_id).record.id

    def delete(self, record_id: int) -> None:
        """Take a bid out."""
        self.do(partial(self.services.bids.delete, BidId(record_id)), "Took the bid out.")
