"""Records of bids and what belongs to them; see `records.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, Regime, Relationship
from charitydesk.domain.ids import BidId, CommissionerId, ContractId
from charitydesk.domain.regimes import ContractKind
from charitydesk.storage.records import UNSET

if TYPE_CHECKING:
    from datetime import date, datetime

NEW_BID = BidId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidRecord:
    """A bid.

    Args:
        commissioner: The buyer's name; `commissioner_id` links the record where there is one.
        deadline: As given, to the offset: `2026-11-27`, `2026-11-27T12:00` or `2026-11-27T12:00:00+00:00`; empty while
            not known. `deadline_on` is its civil date in the United Kingdom and `deadline_at` its moment.
        cutoff: The charity's own earlier limit, in the same forms; `cutoff_on` is its civil date.
        value: Whole value in pence including VAT; `value_ex_vat` without it.
        vcse_suitable: Whether the buyer says it suits charities and social enterprises; `sme_suitable` small firms.
        ocid: Open contracting identifier of the process it came from, or empty.
        source_release: Identifier of the newest release read; `source_published` its date as given.
        rebid_of: The contract the charity holds and bids for again.
        contract_id: The contract it became.
        go_threshold: Per cent of the points that the trustees asked for when the score was made; None for today's.
        submitted_on: Civil date on which it was handed in.
        outcome_on: Civil date on which the charity knew of the outcome.
        summary_on: Civil date on which the assessment summary came, if it did.
        won_value: Pence including VAT, where it differs from `value`.
    """

    title: str
    commissioner: str = ""
    commissioner_id: CommissionerId | None = None
    reference: str = ""
    stage: BidStage = BidStage.SPOTTED
    deadline: str = ""
    deadline_on: date | None = None
    deadline_at: datetime | None = None
    cutoff: str = ""
    cutoff_on: date | None = None
    relationship: Relationship | None = None
    kind: ContractKind = ContractKind.SERVICES
    light_touch: Answer = Answer.UNKNOWN
    health: Answer = Answer.UNKNOWN
    procurement_started_on: date | None = None
    regime: Regime = Regime.UNKNOWN
    regime_reason: str = ""
    regime_given: bool = False
    value: int | None = None
    value_ex_vat: int | None = None
    contract_starts_on: date | None = None
    contract_ends_on: date | None = None
    description: str = ""
    link: str = ""
    vcse_suitable: Answer = Answer.UNKNOWN
    sme_suitable: Answer = Answer.UNKNOWN
    ocid: str = ""
    source_release: str = ""
    source_published: str = ""
    rebid_of: ContractId | None = None
    contract_id: ContractId | None = None
    owner: str = ""
    go_threshold: int | None = None
    go_decided_on: date | None = None
    go_decided_by: str = ""
    go_reason: str = ""
    submitted_on: date | None = None
    outcome_on: date | None = None
    summary_on: date | None = None
    outcome_note: str = ""
    won_value: int | None = None
    winner: str = ""
    feedback: str = ""
    lessons: str = ""
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: BidId = NEW_BID


@dataclass(frozen=True, slots=True, kw_only=True)
class BidLine:
    """A bid as the pipeline and the table show it; values in pence."""

    id: BidId
    title: str
    commissioner: str
    commissioner_id: CommissionerId | None
    reference: str
    stage: BidStage
    deadline: str
    deadline_on: date | None
    cutoff: str
    cutoff_on: date | None
    value: int | None
    won_value: int | None
    outcome_on: date | None
    ocid: str
    owner: str
    is_example: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BidLotRecord:
    """A lot of a tender; `bidding` and `won` say what the charity did and what came of it. Value in pence."""

    bid_id: BidId
    number: str = ""
    title: str = ""
    description: str = ""
    value: int | None = None
    bidding: Answer = Answer.UNKNOWN
    won: Answer = Answer.UNKNOWN
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTaskRecord:
    """Something to do for a bid."""

    bid_id: BidId
    title: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFactorRecord:
    """A factor of the go / no-go score.

    Args:
        bid_id: None where it is one of the charity's own list.
        hint: What a low and a high score mean.
        weight: How much it counts, 0 to 100.
        score: 0 (against) to 5 (for), None while not scored.
        note: Why.
    """

    bid_id: BidId | None
    name: str
    hint: str = ""
    weight: int = 1
    score: int | None = None
    note: str = ""
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidScoreRecord:
    """What the assessors gave for one criterion; marks in hundredths, weight in per cent."""

    bid_id: BidId
    criterion: str
    weight: int | None = None
    ours: int | None = None
    best: int | None = None
    out_of: int | None = None
    note: str = ""
    position: int = 0
    id: int = 0
