"""Rows of letters, their files and their correspondence."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.states import LetterStatus
from charitydesk.storage.base import Base
from charitydesk.storage.types import Id, Json, Moment, by_value


class LetterRow(Base):
    """A letter: what lists show, and the draft with the user's edits as JSON."""

    __tablename__ = "letter"

    id: Mapped[Id]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    kind: Mapped[str]
    tone: Mapped[str]
    title: Mapped[str]
    status: Mapped[LetterStatus] = mapped_column(by_value(LetterStatus, "status"))
    recipient: Mapped[str]
    reply_due: Mapped[date | None]
    sent_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    is_example: Mapped[bool]
    draft_version: Mapped[int]
    draft: Mapped[Json]
    words: Mapped[str]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class LetterFileRow(Base):
    """A file written from a letter."""

    __tablename__ = "letter_file"

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    format: Mapped[str]
    file_name: Mapped[str]
    relative_path: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    written_at: Mapped[Moment]
    frozen: Mapped[bool]


class LetterEventRow(Base):
    """A line of a letter's correspondence log."""

    __tablename__ = "letter_event"

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    on_date: Mapped[date]
    kind: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[Moment]
