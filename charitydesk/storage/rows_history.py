"""Rows of the history: every named change and the images of the rows it touched."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.storage.base import NO_HISTORY, OWN_IDS, Base
from charitydesk.storage.types import Id, Moment, WordList, by_value


class ChangeRow(Base):
    """One named change, undo or redo."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "kind", "state", "id"), OWN_IDS | NO_HISTORY)

    id: Mapped[Id]
    name: Mapped[str]
    topics: Mapped[WordList]
    actor: Mapped[str]
    made_at: Mapped[Moment]
    kind: Mapped[ChangeKind] = mapped_column(by_value(ChangeKind, "kind"))
    state: Mapped[ChangeState] = mapped_column(by_value(ChangeState, "state"))
    of_change: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)
    merge_key: Mapped[str]
    revision: Mapped[str]


class ChangeRowRow(Base):
    """The images of one row a change touched, or of a run of rows that it added at one go.

    A row has `first_id` equal to `last_id` and its images as JSON. A run covers every id from first to last; it has no
    image while it stands, because the rows themselves are the image, and its rows compressed in `packed` once undone.
    """

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "table_name", "last_id", "first_id"), OWN_IDS | NO_HISTORY)

    id: Mapped[Id]
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    table_name: Mapped[str]
    first_id: Mapped[int]
    last_id: Mapped[int]
    is_run: Mapped[bool]
    before: Mapped[str | None]
    after: Mapped[str | None]
    packed: Mapped[bytes | None] = mapped_column(LargeBinary)
