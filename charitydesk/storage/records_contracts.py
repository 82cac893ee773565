"""Records of commissioners, contracts and what they oblige the charity to do; see `records.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.contracts import ContractStatus, VariationStatus
from charitydesk.domain.ids import CommissionerId, ContractId, LocalCompactId, ObligationId
from charitydesk.domain.obligations import ObligationKind, Recurrence
from charitydesk.domain.regimes import ContractKind
from charitydesk.domain.states import ClauseSide
from charitydesk.storage.records import UNSET

if TYPE_CHECKING:
    from datetime import date, datetime

NEW_COMMISSIONER = CommissionerId(0)
NEW_CONTRACT = ContractId(0)
NEW_OBLIGATION = ObligationId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerRecord:
    """A body that buys or funds services.

    Args:
        address: Postal address lines, one a line.
        local_compact_id: The local compact that covers it, if one is recorded.
    """

    name: str
    kind: BodyKind | None = None
    nation: Nation | None = None
    address: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    local_compact_id: LocalCompactId | None = None
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: CommissionerId = NEW_COMMISSIONER


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerLine:
    """A commissioner as a list shows it.

    Args:
        contracts: How many contracts held from it have not ended.
        held_value: What those are worth a year, in pence.
        bids: How many bids to it are open.
        is_aside: Whether it is known from nothing but public notices that nobody can bid for any more.
    """

    id: CommissionerId
    name: str
    kind: BodyKind | None
    nation: Nation | None
    contracts: int
    held_value: int
    bids: int
    is_example: bool
    is_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A person at a commissioner."""

    commissioner_id: CommissionerId
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRecord:
    """A contract or grant the charity holds.

    Args:
        title: What the charity calls the service.
        commissioner: Its name as on the agreement; `commissioner_id` links the record where there is one.
        value: Whole value in pence including VAT; `value_ex_vat` without it.
        annual_value: One year's value in pence, for lists and totals.
        regime: As worked out, or as the charity said where `regime_given`; `regime_reason` is one sentence.
        notice_from_body: Length of notice the body must give, as `domain.periods` reads it; empty while not known.
        notice_from_charity: Length the charity must give.
        auto_renew: Whether it renews by itself when nobody says no.
        renewal_length: How long it then runs on; `renewal_notice` is the notice that stops it, where it differs from
            `notice_from_charity`.
        say_no_by: Last safe day to say no before it renews, as worked out; None where it does not renew.
        uplift: The price clause in the charity's words; `uplift_on` is the day it next bites.
        source_id: Identifier in the file it came from, for recognising it again.
    """

    title: str
    commissioner: str = ""
    commissioner_id: CommissionerId | None = None
    reference: str = ""
    relationship: Relationship | None = None
    status: ContractStatus = ContractStatus.RUNNING
    kind: ContractKind = ContractKind.SERVICES
    light_touch: Answer = Answer.UNKNOWN
    health: Answer = Answer.UNKNOWN
    procurement_started_on: date | None = None
    regime: Regime = Regime.UNKNOWN
    regime_reason: str = ""
    regime_given: bool = False
    value: int | None = None
    value_ex_vat: int | None = None
    annual_value: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    notice_from_body: str = ""
    notice_from_charity: str = ""
    notice_clause: str = ""
    auto_renew: Answer = Answer.UNKNOWN
    renewal_length: str = ""
    renewal_notice: str = ""
    say_no_by: date | None = None
    payment_days: int | None = None
    uplift: str = ""
    uplift_on: date | None = None
    tupe: Answer = Answer.UNKNOWN
    tupe_terms: str = ""
    pension_terms: str = ""
    owner: str = ""
    link: str = ""
    source_id: str = ""
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: ContractId = NEW_CONTRACT


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """A contract as the register shows it; values in pence."""

    id: ContractId
    title: str
    commissioner: str
    commissioner_id: CommissionerId | None
    reference: str
    relationship: Relationship | None
    status: ContractStatus
    regime: Regime
    value: int | None
    annual_value: int | None
    starts_on: date | None
    ends_on: date | None
    auto_renew: Answer
    say_no_by: date | None
    owner: str
    is_example: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractYearRecord:
    """What a contract is worth in the year that starts on a day, in pence."""

    contract_id: ContractId
    starts_on: date
    value: int
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractExtensionRecord:
    """An option to extend a contract.

    Args:
        length: As `domain.periods` reads it, or empty where only `to_date` is known.
        decide_by: Last civil date to take it up.
        whose: Whose choice it is.
        taken: Whether it was taken up; not known until then.
    """

    contract_id: ContractId
    length: str = ""
    to_date: date | None = None
    decide_by: date | None = None
    whose: ClauseSide = ClauseSide.BODY
    taken: Answer = Answer.UNKNOWN
    note: str = ""
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractClauseRecord:
    """A key clause: its number as printed, its topic, its words and the charity's own note."""

    contract_id: ContractId
    number: str = ""
    topic: str = ""
    text: str = ""
    note: str = ""
    position: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VariationRecord:
    """A change to a contract.

    Args:
        value_change: By how much it changes the annual value, in pence; less when negative.
        new_ends_on: The end date it sets, if any.
    """

    contract_id: ContractId
    title: str
    number: str = ""
    status: VariationStatus = VariationStatus.PROPOSED
    proposed_on: date | None = None
    agreed_on: date | None = None
    effective_on: date | None = None
    value_change: int | None = None
    new_ends_on: date | None = None
    note: str = ""
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRecord:
    """Something that falls due under a contract, or for the charity as a whole.

    Args:
        owner: Who sees to it.
        lead_times: When to be reminded, each as `domain.periods` reads it: `4 weeks`, `3 working days`.
        first_lead_on: The earliest of those days, as worked out.
        anchor_day: Day of the month it falls on where a short month pulled it earlier, 29 to 31.
        repeat_until: Last civil date on which a recurring one falls due.
        follows_id: The one before it, where it recurs.
        clause: Number of the clause it comes from.
    """

    title: str
    contract_id: ContractId | None = None
    kind: ObligationKind = ObligationKind.REPORT
    owner: str = ""
    due_on: date | None = None
    first_lead_on: date | None = None
    lead_times: tuple[str, ...] = ()
    recurrence: Recurrence = Recurrence.ONCE
    anchor_day: int | None = None
    repeat_until: date | None = None
    done_on: date | None = None
    done_note: str = ""
    follows_id: ObligationId | None = None
    clause: str = ""
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: ObligationId = NEW_OBLIGATION


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationLine:
    """An obligation as lists and Today show it, with its contract."""

    id: ObligationId
    contract_id: ContractId | None
    contract: str | None
    commissioner: str | None
    title: str
    kind: ObligationKind
    owner: str
    due_on: date | None
    first_lead_on: date | None
    lead_times: tuple[str, ...]
    recurrence: Recurrence
    done_on: date | None
    is_example: bool
