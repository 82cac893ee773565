"""Rows that serve finding and exchanging, and the full-text index with the triggers that keep it right.

The index holds no text of its own: triggers on the tables put words in and take them out, so an import at one go, an
undo and a redo keep it right without knowing of it. A record's row in it is `id * 16 + code`.

A revision that rebuilds one of these tables loses its triggers with the old table and makes them again.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - SQLAlchemy reads the annotations
from enum import IntEnum

from sqlalchemy import DDL, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.storage.base import NO_HISTORY, OWN_IDS, Base
from charitydesk.storage.types import Id, Json, Moment  # noqa: TC001 - the same

CODES = 16


class SearchKind(IntEnum):
    """What kind of record a row of the index is; the number is stored and never changes."""

    NOTICE = 1
    LETTER = 2
    CONTRACT = 3
    CLAUSE = 4
    VARIATION = 5
    OBLIGATION = 6
    COMMISSIONER = 7
    CONTACT = 8
    BID = 9
    TASK = 10
    FILE = 11
    COMPACT = 12
    LOCAL_CLAUSE = 13


class AttachmentTextRow(Base):
    """The plain text read from an attached file, for search."""

    __tablename__ = "attachment_text"

    id: Mapped[Id]
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), index=True)
    file_name: Mapped[str]
    text: Mapped[str]


class SavedFilterRow(Base):
    """A filter of one room's list that the user named."""

    __tablename__ = "saved_filter"
    __table_args__ = (Index(None, "room", "position"), OWN_IDS)

    id: Mapped[Id]
    room: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    criteria: Mapped[Json]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ImportMappingRow(Base):
    """Which column meant what when a file with these headings was last read; no fact of the charity's."""

    __tablename__ = "import_mapping"
    __table_args__ = (Index(None, "kind", "headings"), OWN_IDS | NO_HISTORY)

    id: Mapped[Id]
    kind: Mapped[str]
    headings: Mapped[str]
    mapping: Mapped[Json]
    updated_at: Mapped[Moment]


class CalendarEntryRow(Base):
    """What was last written to a calendar file for one record; an undo must not make its sequence run back."""

    __tablename__ = "calendar_entry"
    __table_args__ = (Index(None, "owner_table", "owner_id", "part"), OWN_IDS | NO_HISTORY)

    id: Mapped[Id]
    owner_table: Mapped[str]
    owner_id: Mapped[int]
    part: Mapped[str]
    uid: Mapped[str]
    sequence: Mapped[int]
    digest: Mapped[str]
    written_on: Mapped[date]


INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    title, body, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
)
"""

FACTS = (
    "agreement.reference",
    "body.contact",
    "terms.grounds",
    "notice.reasons_text",
    "consequences.users_who",
    "consequences.effect",
)
"""The free texts among a notice's facts, by where they stand: what the index holds and a passage is taken from."""

# Table, code, columns of the title, columns of the body; `facts` stands for a notice's free texts.
INDEXED: tuple[tuple[str, SearchKind, tuple[str, ...], tuple[str, ...]], ...] = (
    ("notice", SearchKind.NOTICE, ("service", "commissioner"), ("facts",)),
    ("letter", SearchKind.LETTER, ("title",), ("recipient", "words")),
    (
        "contract",
        SearchKind.CONTRACT,
        ("title", "commissioner", "reference"),
        ("uplift", "tupe_terms", "pension_terms", "owner", "note"),
    ),
    ("contract_clause", SearchKind.CLAUSE, ("number", "topic"), ("text", "note")),
    ("variation", SearchKind.VARIATION, ("number", "title"), ("note",)),
    ("obligation", SearchKind.OBLIGATION, ("title",), ("owner", "clause", "note", "done_note")),
    ("commissioner", SearchKind.COMMISSIONER, ("name",), ("address", "email", "website", "note")),
    ("contact", SearchKind.CONTACT, ("name",), ("role", "email", "phone", "note")),
    (
        "bid",
        SearchKind.BID,
        ("title", "commissioner", "reference"),
        (
            "description",
            "ocid",
            "owner",
            "go_reason",
            "outcome_note",
            "winner",
            "feedback",
            "lessons",
            "note",
        ),
    ),
    ("bid_task", SearchKind.TASK, ("title",), ("owner", "note")),
    ("attachment_text", SearchKind.FILE, ("file_name",), ("text",)),
    ("local_compact", SearchKind.COMPACT, ("name", "area"), ("notice_period", "dispute_steps", "note")),
    ("local_clause", SearchKind.LOCAL_CLAUSE, ("reference", "heading"), ("text", "note")),
)


def joined(row: str, columns: tuple[str, ...]) -> str:
    """Return the SQL that joins a row's columns to one text."""
    parts: list[str] = []
    for column in columns:
        if column == "facts":
            parts += [f"coalesce(json_extract({row}.facts, '$.{path}'), '')" for path in FACTS]
        else:
            parts.append(f"{row}.{column}")
    return " || ' ' || ".join(parts)


def _triggers() -> list[str]:
    made: list[str] = []
    for table, kind, title, body in INDEXED:
        take, put = (
            f"{row}.id * {CODES} + {kind.value}, {joined(row, title)}, {joined(row, body)}" for row in ("old", "new")
        )
        # Every name in these is our own.
        delete = f"INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', {take});"  # noqa: S608
        insert = f"INSERT INTO search_index (rowid, title, body) VALUES ({put});"  # noqa: S608
        columns = ", ".join((*title, *body))
        made += [
            f"CREATE TRIGGER search_{table}_added AFTER INSERT ON {table} BEGIN {insert} END",
            f"CREATE TRIGGER search_{table}_removed AFTER DELETE ON {table} BEGIN {delete} END",
            f"CREATE TRIGGER search_{table}_changed AFTER UPDATE OF {columns} ON {table} BEGIN {delete} {insert} END",
        ]
    return made


TRIGGERS = tuple(_triggers())

for _statement in (INDEX, *TRIGGERS):
    event.listen(Base.metadata, "after_create", DDL(_statement))
