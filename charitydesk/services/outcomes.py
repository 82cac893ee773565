"""Moving a bid from stage to stage: the decision to bid, the outcome with its clocks, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.award_clocks import Award, clocks_of_award
from charitydesk.domain.bids import BidStage
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.commissioners import body_of
from charitydesk.services.deadline_form import deadline_mapping
from charitydesk.storage.records import ClockRecord
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.award_clocks import ClockStart
    from charitydesk.domain.bodies import Nation
    from charitydesk.domain.ids import BidId, ContractId
    from charitydesk.services.bids import BidService, BidView
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.contracts import ContractService, ContractView
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["Outcome", "OutcomeService", "OutcomeView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a bid.

    Args:
        won: Whether it was won.
        knew_on: Civil date on which the charity knew of it.
        notice_on: Civil date of the award notice, where known.
        by_post: Whether the notice came by post only.
        standstill_days: Working days of standstill the notice states, where it does.
        summary_on: Civil date on which the assessment summary came, if it did.
        value: What was won, in pence with VAT, where it differs from the bid's value.
        winner: Who won, where the charity did not.
        note: Anything else.
    """

    won: bool
    knew_on: date
    notice_on: date | None = None
    by_post: bool = False
    standstill_days: int | None = None
    summary_on: date | None = None
    value: int | None = None
    winner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A bid after its outcome.

    Args:
        bid: The bid with its clocks.
        notes: Why another clock does not run or cannot be told.
    """

    bid: BidView
    notes: tuple[str, ...]


class OutcomeService:
    """Moves bids."""

    def __init__(
        self, desk: Desk, bids: BidService, contracts: ContractService, terms: TermsWorker, clocks: ClockService
    ) -> None:
        self._desk = desk
        self._bids = bids
        self._contracts = contracts
        self._terms = terms
        self._clocks = clocks

    def set_stage(self, bid_id: BidId, stage: BidStage, on: date | None = None, reason: str = "") -> BidView:
        """Move a bid to another stage.

        Args:
            bid_id: Which.
            stage: Where to; for won and lost, `record_outcome` says more and starts the clocks.
            on: Civil date of the move; None for today.
            reason: Why, for a bid that is not made or is withdrawn.

        Raises:
            BadInputError: There is none, or it may not move there from where it is.
        """
        day = on or self._desk.clock.today()
        if stage in {BidStage.WON, BidStage.LOST}:
            return self.record_outcome(bid_id, Outcome(won=stage is BidStage.WON, knew_on=day, note=reason)).bid
        record = self._movable(bid_id, stage)
        moved = replace(record, stage=stage)
        if stage is BidStage.SUBMITTED:
            moved = replace(moved, submitted_on=record.submitted_on or day, outcome_on=None)
        elif stage.before_deadline or stage is BidStage.CLARIFICATION:
            moved = replace(moved, outcome_on=None)
        else:
            moved = replace(moved, outcome_on=day, outcome_note=reason or record.outcome_note)
        if stage in {BidStage.DRAFTING, BidStage.NOT_BID}:
            decided = record.go_decided_on or day
            moved = replace(moved, go_decided_on=decided, go_reason=reason or record.go_reason)
        with self._desk.change(f"Moved the bid {record.title} to {stage.label}", Topic.BIDS, Topic.CLOCKS) as work:
            work.bids.update(moved)
            if not record.stage.is_open:
                words = f"On {date_words(self._desk.clock.today())} the bid was moved to {stage.label}."
                _supersede(work, bid_id, words)
        return self._bids.show(bid_id)

    def decide(self, bid_id: BidId, *, go: bool, by: str, on: date, reason: str = "") -> BidView:
        """Record the decision to bid or not, with the threshold that stood that day.

        Args:
            bid_id: Which.
            go: Whether to bid.
            by: Who decided.
            on: Civil date.
            reason: Why, above all where it goes against the score.

        Raises:
            BadInputError: There is none, or it may not move there from where it is.
        """
        stage = BidStage.DRAFTING if go else BidStage.NOT_BID
        view = self._bids.show(bid_id)
        record = view.record if view.record.stage is stage else self._movable(bid_id, stage)
        decided = replace(
            record,
            stage=stage,
            go_threshold=view.go.threshold,
            go_decided_on=on,
            go_decided_by=by,
            go_reason=reason,
            outcome_on=None if go else on,
        )
        with self._desk.change(f"Decided {'' if go else 'not '}to bid for {record.title}", Topic.BIDS) as work:
            work.bids.update(decided)
        return self._bids.show(bid_id)

    def record_outcome(self, bid_id: BidId, outcome: Outcome) -> OutcomeView:
        """Record that a bid was won or lost and start the clocks of its regime, in one change.

        Raises:
            BadInputError: There is none, it may not move there from where it is, or a date cannot be counted from.
        """
        stage = BidStage.WON if outcome.won else BidStage.LOST
        with self._desk.read() as work:
            present = work.bids.get(bid_id)
        record = present if present.stage is stage else self._movable(bid_id, stage)
        with self._desk.read() as work:
            body = body_of(work, record.commissioner_id)
        regime = self._terms.regime_of(record, body).regime
        award = Award(regime, outcome.knew_on, outcome.notice_on, outcome.by_post, outcome.standstill_days)
        found = clocks_of_award(award)
        # Whoever won has no claim to bring, but may not sign before the standstill ends.
        starts = [start for start in found.starts if not outcome.won or "CLAIM" not in start.rule]
        clocks = [self._clock(start, record, body.nation if body else None) for start in starts]
        changed = replace(
            record,
            stage=stage,
            outcome_on=outcome.knew_on,
            summary_on=outcome.summary_on or record.summary_on,
            won_value=outcome.value if outcome.value is not None else record.won_value,
            winner=outcome.winner or record.winner,
            outcome_note=outcome.note or record.outcome_note,
        )
        with self._desk.change(f"Recorded the bid {record.title} as {stage.label}", Topic.BIDS, Topic.CLOCKS) as work:
            work.bids.update(changed)
            _supersede(work, bid_id, f"On {date_words(self._desk.clock.today())} the outcome was recorded again.")
            for clock in clocks:
                work.clocks.add(clock)
        return OutcomeView(self._bids.show(bid_id), found.notes)

    def _clock(self, start: ClockStart, record: BidRecord, nation: Nation | None) -> ClockRecord:
        deadline = self._clocks.work_out(start.rule, start.started, nation, start.options)
        return ClockRecord(
            rule=deadline.rule,
            started_on=deadline.started,
            deadline=deadline.deadline,
            last_safe_day=deadline.last_safe_day,
            bid_id=record.id,
            title=deadline.title,
            whose=deadline.whose,
            options=dict(start.options),
            worked_out=deadline_mapping(deadline),
            act_by=deadline.act_by,
            note=start.why,
            is_example=record.is_example,
        )

    def to_contract(self, bid_id: BidId) -> ContractView:
        """Make a contract of a bid that was won and link the two.

        Raises:
            BadInputError: There is none, it is not won, or it became a contract already.
        """
        with self._desk.read() as work:
            bid = work.bids.get(bid_id)
        if bid.stage is not BidStage.WON:
            raise BadInputError(f"{bid.title} is {bid.stage.label}, not won.", "Record the outcome first.")
        if bid.contract_id is not None:
            raise BadInputError(f"{bid.title} became a contract already.", "Open that contract.")
        names = (
            "title commissioner commissioner_id reference relationship kind light_touch health procurement_started_on "
            "regime regime_given value_ex_vat owner link is_example"
        )
        contract = ContractRecord(
            **{name: getattr(bid, name) for name in names.split()},
            value=bid.won_value if bid.won_value is not None else bid.value,
            starts_on=bid.contract_starts_on,
            ends_on=bid.contract_ends_on,
            source_id=bid.ocid,
        )
        with self._desk.change(f"Made a contract of the bid {bid.title}", Topic.BIDS, Topic.CONTRACTS) as work:
            stored = self._contracts.put(work, contract)
            work.bids.update(replace(bid, contract_id=stored.id))
        return self._contracts.show(stored.id)

    def bid_again(self, contract_id: ContractId) -> BidView:
        """Start a bid for a contract that the charity holds and that is put out again.

        Raises:
            BadInputError: There is no such contract.
        """
        with self._desk.read() as work:
            contract = work.contracts.get(contract_id)
        names = "title commissioner commissioner_id relationship kind light_touch health value value_ex_vat owner"
        bid = BidRecord(
            **{name: getattr(contract, name) for name in names.split()},
            rebid_of=contract_id,
            is_example=contract.is_example,
        )
        return self._bids.add(bid)

    def _movable(self, bid_id: BidId, stage: BidStage) -> BidRecord:
        with self._desk.read() as work:
            record = work.bids.get(bid_id)
        if not record.stage.may_become(stage):
            raise BadInputError(
                f"{record.title} is at “{record.stage.label}” and cannot move to “{stage.label}”.",
                "Move it through the stages between.",
            )
        return record


def _supersede(work: UnitOfWork, bid_id: BidId, reason: str) -> None:
    for clock in work.clocks.of_bid(bid_id):
        if not clock.superseded_reason and clock.done_on is None:
            work.clocks.update(replace(clock, superseded_reason=reason))
