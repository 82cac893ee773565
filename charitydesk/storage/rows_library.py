"""Rows of what people add to the register: readings, overrides, local compacts."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.bodies import Answer
from charitydesk.domain.provisions import LocalCompactStatus, Verification
from charitydesk.domain.states import ClauseSide, CodesReach
from charitydesk.storage.base import Base
from charitydesk.storage.types import Id, Moment, WordList, by_value


class ReadRecordRow(Base):
    """A person's word that they have read a provision."""

    __tablename__ = "read_record"

    id: Mapped[Id]
    provision: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    read_on: Mapped[date]
    reference: Mapped[str]
    read_by: Mapped[str]
    recorded_at: Mapped[Moment]


class OverrideRow(Base):
    """A person's decision, with a reason, to use a provision that the gate did not offer."""

    __tablename__ = "override"

    id: Mapped[Id]
    provision: Mapped[str]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    reason: Mapped[str]
    made_by: Mapped[str]
    made_on: Mapped[date]
    recorded_at: Mapped[Moment]


class LocalCompactRow(Base):
    """A local compact as the charity recorded it."""

    __tablename__ = "local_compact"

    id: Mapped[Id]
    name: Mapped[str]
    area: Mapped[str]
    edition: Mapped[str]
    adopted_on: Mapped[date | None]
    copy_source: Mapped[str]
    copy_checked_on: Mapped[date | None]
    status: Mapped[LocalCompactStatus] = mapped_column(by_value(LocalCompactStatus, "status"))
    status_confirmed_by: Mapped[str]
    codes_reach: Mapped[CodesReach] = mapped_column(by_value(CodesReach, "codes_reach"))
    codes_note: Mapped[str]
    review_on: Mapped[date | None]
    dispute_steps: Mapped[str]
    dispute_contact: Mapped[str]
    replaced: Mapped[str]
    notice_period: Mapped[str]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class LocalSignatoryRow(Base):
    """A body that signed a local compact, did not, or may have."""

    __tablename__ = "local_signatory"

    id: Mapped[Id]
    local_compact_id: Mapped[int] = mapped_column(ForeignKey("local_compact.id"), index=True)
    body: Mapped[str]
    signed: Mapped[Answer] = mapped_column(by_value(Answer, "signed"))
    signed_on: Mapped[date | None]
    note: Mapped[str]


class LocalClauseRow(Base):
    """A clause of a local compact, in the words the charity typed."""

    __tablename__ = "local_clause"

    id: Mapped[Id]
    local_compact_id: Mapped[int] = mapped_column(ForeignKey("local_compact.id"), index=True)
    position: Mapped[int]
    reference: Mapped[str]
    page: Mapped[str]
    heading: Mapped[str]
    text: Mapped[str]
    side: Mapped[ClauseSide] = mapped_column(by_value(ClauseSide, "side"))
    topics: Mapped[WordList]
    national_match: Mapped[str]
    verification: Mapped[Verification] = mapped_column(by_value(Verification, "verification"))
    note: Mapped[str]
