"""Rows of commissioners, of the contracts and grants held from them, and of what those oblige the charity to do.

Periods are text as `domain.periods` reads it (`3 months`), because 30 days and one month are never exchanged. Names of
commissioners are kept on contracts and bids too: lists sort by them and search finds by them without a join.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.contracts import ContractStatus, VariationStatus
from charitydesk.domain.obligations import ObligationKind, Recurrence
from charitydesk.domain.regimes import ContractKind
from charitydesk.domain.states import ClauseSide
from charitydesk.storage.base import OWN_IDS, Base
from charitydesk.storage.types import Id, Moment, Money, WordList, by_value


class CommissionerRow(Base):
    """A body that buys or funds services."""

    __tablename__ = "commissioner"
    __table_args__ = (Index(None, "name"), OWN_IDS)

    id: Mapped[Id]
    name: Mapped[str]
    kind: Mapped[BodyKind | None] = mapped_column(by_value(BodyKind, "kind"))
    nation: Mapped[Nation | None] = mapped_column(by_value(Nation, "nation"))
    address: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    website: Mapped[str]
    local_compact_id: Mapped[int | None] = mapped_column(ForeignKey("local_compact.id"), index=True)
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ContactRow(Base):
    """A person at a commissioner."""

    __tablename__ = "contact"

    id: Mapped[Id]
    commissioner_id: Mapped[int] = mapped_column(ForeignKey("commissioner.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    note: Mapped[str]


class ContractRow(Base):
    """A contract or grant: what lists sort and filter by, its terms, and what was worked out from them."""

    __tablename__ = "contract"
    __table_args__ = (
        Index(None, "title"),
        Index(None, "commissioner"),
        Index(None, "reference"),
        Index(None, "status"),
        Index(None, "value"),
        Index(None, "annual_value"),
        Index(None, "starts_on"),
        Index(None, "ends_on"),
        Index(None, "say_no_by"),
        Index(None, "updated_at"),
        OWN_IDS,
    )

    id: Mapped[Id]
    title: Mapped[str]
    commissioner: Mapped[str]
    commissioner_id: Mapped[int | None] = mapped_column(ForeignKey("commissioner.id"), index=True)
    reference: Mapped[str]
    relationship: Mapped[Relationship | None] = mapped_column(by_value(Relationship, "relationship"))
    status: Mapped[ContractStatus] = mapped_column(by_value(ContractStatus, "status"))
    kind: Mapped[ContractKind] = mapped_column(by_value(ContractKind, "kind"))
    light_touch: Mapped[Answer] = mapped_column(by_value(Answer, "light_touch"))
    health: Mapped[Answer] = mapped_column(by_value(Answer, "health"))
    procurement_started_on: Mapped[date | None]
    regime: Mapped[Regime] = mapped_column(by_value(Regime, "regime"))
    regime_reason: Mapped[str]
    regime_given: Mapped[bool]
    value: Mapped[Money | None]
    value_ex_vat: Mapped[Money | None]
    annual_value: Mapped[Money | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    notice_from_body: Mapped[str]
    notice_from_charity: Mapped[str]
    notice_clause: Mapped[str]
    auto_renew: Mapped[Answer] = mapped_column(by_value(Answer, "auto_renew"))
    renewal_length: Mapped[str]
    renewal_notice: Mapped[str]
    say_no_by: Mapped[date | None]
    payment_days: Mapped[int | None]
    uplift: Mapped[str]
    uplift_on: Mapped[date | None]
    tupe: Mapped[Answer] = mapped_column(by_value(Answer, "tupe"))
    tupe_terms: Mapped[str]
    pension_terms: Mapped[str]
    owner: Mapped[str]
    link: Mapped[str]
    source_id: Mapped[str] = mapped_column(index=True)
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ContractYearRow(Base):
    """What a contract is worth in one year."""

    __tablename__ = "contract_year"

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    starts_on: Mapped[date]
    value: Mapped[Money]
    note: Mapped[str]


class ContractExtensionRow(Base):
    """An option to extend a contract."""

    __tablename__ = "contract_extension"

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[int]
    length: Mapped[str]
    to_date: Mapped[date | None]
    decide_by: Mapped[date | None] = mapped_column(index=True)
    whose: Mapped[ClauseSide] = mapped_column(by_value(ClauseSide, "whose"))
    taken: Mapped[Answer] = mapped_column(by_value(Answer, "taken"))
    note: Mapped[str]


class ContractClauseRow(Base):
    """A key clause of a contract with the charity's own note."""

    __tablename__ = "contract_clause"

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    topic: Mapped[str]
    text: Mapped[str]
    note: Mapped[str]


class VariationRow(Base):
    """A change to a contract, under its parent."""

    __tablename__ = "variation"

    id: Mapped[Id]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    number: Mapped[str]
    title: Mapped[str]
    status: Mapped[VariationStatus] = mapped_column(by_value(VariationStatus, "status"))
    proposed_on: Mapped[date | None]
    agreed_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    value_change: Mapped[Money | None]
    new_ends_on: Mapped[date | None]
    note: Mapped[str]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ObligationRow(Base):
    """Something that falls due under a contract, or for the charity as a whole."""

    __tablename__ = "obligation"
    __table_args__ = (Index(None, "done_on", "due_on"), OWN_IDS)

    id: Mapped[Id]
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    title: Mapped[str]
    kind: Mapped[ObligationKind] = mapped_column(by_value(ObligationKind, "kind"))
    owner: Mapped[str]
    due_on: Mapped[date | None] = mapped_column(index=True)
    first_lead_on: Mapped[date | None] = mapped_column(index=True)
    lead_times: Mapped[WordList]
    recurrence: Mapped[Recurrence] = mapped_column(by_value(Recurrence, "recurrence"))
    anchor_day: Mapped[int | None]
    repeat_until: Mapped[date | None]
    done_on: Mapped[date | None]
    done_note: Mapped[str]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"), index=True)
    clause: Mapped[str]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
