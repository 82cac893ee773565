"""Rows of the charity itself, its notices, their clocks, and copies of other people's files.

Rows never leave this package: stores hand out the records of `records.py`. No foreign key cascades in the database,
so that nothing can vanish without its image in the history.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.bodies import BodyKind, Nation, Relationship
from charitydesk.domain.notices import NoticeKind, NoticeStatus
from charitydesk.domain.states import Appearance
from charitydesk.storage.base import OWN_IDS, Base
from charitydesk.storage.types import Id, Json, Moment, by_value


class CharityRow(Base):
    """The charity whose data folder this is: one row."""

    __tablename__ = "charity"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Id]
    name: Mapped[str]
    legal_form: Mapped[str]
    registration_number: Mapped[str]
    nation: Mapped[Nation | None] = mapped_column(by_value(Nation, "nation"))
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    user_name: Mapped[str]
    user_role: Mapped[str]
    regulator: Mapped[str]
    year_end_month: Mapped[int]
    year_end_day: Mapped[int]
    appearance: Mapped[Appearance] = mapped_column(by_value(Appearance, "appearance"))
    text_size: Mapped[int]
    letterhead_file: Mapped[str]
    letter_closing: Mapped[str]
    letter_signatory: Mapped[str]
    letter_signatory_role: Mapped[str]
    onboarding_done: Mapped[bool]
    holidays_file: Mapped[str]
    holidays_issued: Mapped[date | None]
    example_loaded: Mapped[bool]
    go_threshold: Mapped[int | None]


class NoticeRow(Base):
    """A notice: the columns lists sort and filter by, and all its facts as JSON."""

    __tablename__ = "notice"

    id: Mapped[Id]
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    service: Mapped[str]
    commissioner: Mapped[str]
    nation: Mapped[Nation | None] = mapped_column(by_value(Nation, "nation"))
    body_kind: Mapped[BodyKind | None] = mapped_column(by_value(BodyKind, "body_kind"))
    relationship: Mapped[Relationship | None] = mapped_column(by_value(Relationship, "relationship"))
    notice_kind: Mapped[NoticeKind | None] = mapped_column(by_value(NoticeKind, "notice_kind"))
    dated_on: Mapped[date | None]
    received_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    status: Mapped[NoticeStatus] = mapped_column(by_value(NoticeStatus, "status"))
    is_example: Mapped[bool]
    facts_version: Mapped[int]
    facts: Mapped[Json]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ClockRow(Base):
    """A running, finished or superseded clock, with the deadline as it was worked out."""

    __tablename__ = "clock"
    __table_args__ = (Index(None, "deadline", "id"), OWN_IDS)

    id: Mapped[Id]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    rule: Mapped[str]
    title: Mapped[str]
    whose: Mapped[str]
    started_on: Mapped[date]
    options: Mapped[Json]
    worked_out: Mapped[Json]
    deadline: Mapped[date]
    last_safe_day: Mapped[date]
    act_by: Mapped[date | None]
    done_on: Mapped[date | None]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("clock.id"), index=True)
    superseded_reason: Mapped[str]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class AttachmentRow(Base):
    """A file copied into the data folder for one record; the owner may be of any kind, so it is no foreign key."""

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "owner_table", "owner_id"), OWN_IDS)

    id: Mapped[Id]
    owner_table: Mapped[str]
    owner_id: Mapped[int]
    file_name: Mapped[str]
    relative_path: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    note: Mapped[str]
    added_at: Mapped[Moment]
