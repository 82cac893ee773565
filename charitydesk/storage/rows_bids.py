"""Rows of bids: their deadlines as given, lots, tasks, go / no-go factors and scores."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, Regime, Relationship
from charitydesk.domain.regimes import ContractKind
from charitydesk.storage.base import OWN_IDS, Base
from charitydesk.storage.types import Id, Moment, Money, UtcDateTime, by_value


class BidRow(Base):
    """A bid. `deadline` and `cutoff` are kept as given; the columns after them are read from them for sorting."""

    __tablename__ = "bid"
    __table_args__ = (
        Index(None, "title"),
        Index(None, "commissioner"),
        Index(None, "stage"),
        Index(None, "value"),
        Index(None, "deadline_on"),
        Index(None, "cutoff_on"),
        Index(None, "updated_at"),
        OWN_IDS,
    )

    id: Mapped[Id]
    title: Mapped[str]
    commissioner: Mapped[str]
    commissioner_id: Mapped[int | None] = mapped_column(ForeignKey("commissioner.id"), index=True)
    reference: Mapped[str]
    stage: Mapped[BidStage] = mapped_column(by_value(BidStage, "stage"))
    deadline: Mapped[str]
    deadline_on: Mapped[date | None]
    deadline_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cutoff: Mapped[str]
    cutoff_on: Mapped[date | None]
    relationship: Mapped[Relationship | None] = mapped_column(by_value(Relationship, "relationship"))
    kind: Mapped[ContractKind] = mapped_column(by_value(ContractKind, "kind"))
    light_touch: Mapped[Answer] = mapped_column(by_value(Answer, "light_touch"))
    health: Mapped[Answer] = mapped_column(by_value(Answer, "health"))
    procurement_started_on: Mapped[date | None]
    regime: Mapped[Regime] = mapped_column(by_value(Regime, "regime"))
    regime_reason: Mapped[str]
    regime_given: Mapped[bool]
    value: Mapped[Money | None]
    value_ex_vat: Mapped[Money | None]
    contract_starts_on: Mapped[date | None]
    contract_ends_on: Mapped[date | None]
    description: Mapped[str]
    link: Mapped[str]
    vcse_suitable: Mapped[Answer] = mapped_column(by_value(Answer, "vcse_suitable"))
    sme_suitable: Mapped[Answer] = mapped_column(by_value(Answer, "sme_suitable"))
    ocid: Mapped[str] = mapped_column(index=True)
    source_release: Mapped[str]
    source_published: Mapped[str]
    rebid_of: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    owner: Mapped[str]
    go_threshold: Mapped[int | None]
    go_decided_on: Mapped[date | None]
    go_decided_by: Mapped[str]
    go_reason: Mapped[str]
    submitted_on: Mapped[date | None]
    outcome_on: Mapped[date | None]
    summary_on: Mapped[date | None]
    outcome_note: Mapped[str]
    won_value: Mapped[Money | None]
    winner: Mapped[str]
    feedback: Mapped[str]
    lessons: Mapped[str]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class BidLotRow(Base):
    """A lot of a tender."""

    __tablename__ = "bid_lot"

    id: Mapped[Id]
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]
    description: Mapped[str]
    value: Mapped[Money | None]
    bidding: Mapped[Answer] = mapped_column(by_value(Answer, "bidding"))
    won: Mapped[Answer] = mapped_column(by_value(Answer, "won"))


class BidTaskRow(Base):
    """Something to do for a bid."""

    __tablename__ = "bid_task"
    __table_args__ = (Index(None, "done_on", "due_on"), OWN_IDS)

    id: Mapped[Id]
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    note: Mapped[str]


class BidFactorRow(Base):
    """A factor of the go / no-go score; without a bid it is one of the charity's own list that new bids start from."""

    __tablename__ = "bid_factor"

    id: Mapped[Id]
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    hint: Mapped[str]
    weight: Mapped[int]
    score: Mapped[int | None]
    note: Mapped[str]


class BidScoreRow(Base):
    """What the buyer's assessors gave a bid for one criterion, in hundredths of a mark."""

    __tablename__ = "bid_score"

    id: Mapped[Id]
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"), index=True)
    position: Mapped[int]
    criterion: Mapped[str]
    weight: Mapped[int | None]
    ours: Mapped[int | None]
    best: Mapped[int | None]
    out_of: Mapped[int | None]
    note: Mapped[str]
