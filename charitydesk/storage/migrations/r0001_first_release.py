"""The tables of the first release.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _column(name: str, kind: Any, *, nullable: bool) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.String, nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Integer, nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Boolean, nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Date, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.String(27), nullable=nullable)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary, nullable=nullable)


def _choice(name: str, *values: str, nullable: bool = False) -> sa.Column[Any]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
    return _column(name, kind, nullable=nullable)


def _link(name: str, table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    op.create_table(
        "attachment",
        _id(),
        _text("owner_table"),
        _whole("owner_id"),
        _text("file_name"),
        _text("relative_path"),
        _text("sha256"),
        _whole("size"),
        _text("note"),
        _moment("added_at"),
        sqlite_autoincrement=True,
    )
    _index("attachment", "owner_table", "owner_id")
    op.create_table(
        "change",
        _id(),
        _text("name"),
        _text("topics"),
        _text("actor"),
        _moment("made_at"),
        _choice("kind", "change", "undo", "redo"),
        _choice("state", "applied", "undone", "dropped"),
        _link("of_change", "change", nullable=True),
        _link("undone_by", "change", nullable=True),
        _text("merge_key"),
        _text("revision"),
        sqlite_autoincrement=True,
    )
    _index("change", "kind", "state", "id")
    _index("change", "of_change")
    _index("change", "undone_by")
    op.create_table(
        "charity",
        _id(),
        _text("name"),
        _text("legal_form"),
        _text("registration_number"),
        _choice("nation", "england", "wales", "scotland", "northern-ireland", nullable=True),
        _text("address"),
        _text("phone"),
        _text("email"),
        _text("website"),
        _text("user_name"),
        _text("user_role"),
        _text("regulator"),
        _whole("year_end_month"),
        _whole("year_end_day"),
        _choice("appearance", "system", "light", "dark", "contrast"),
        _whole("text_size"),
        _text("letterhead_file"),
        _text("letter_closing"),
        _text("letter_signatory"),
        _text("letter_signatory_role"),
        _flag("onboarding_done"),
        _text("holidays_file"),
        _day("holidays_issued", nullable=True),
        _flag("example_loaded"),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.create_table(
        "local_compact",
        _id(),
        _text("name"),
        _text("area"),
        _text("edition"),
        _day("adopted_on", nullable=True),
        _text("copy_source"),
        _day("copy_checked_on", nullable=True),
        _choice("status", "active", "dormant", "none-found", "unknown"),
        _text("status_confirmed_by"),
        _choice("codes_reach", "all", "some", "no-codes", "unknown"),
        _text("codes_note"),
        _day("review_on", nullable=True),
        _text("dispute_steps"),
        _text("dispute_contact"),
        _text("replaced"),
        _text("notice_period"),
        _text("note"),
        _flag("is_example"),
        _moment("created_at"),
        _moment("updated_at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "notice",
        _id(),
        _text("service"),
        _text("commissioner"),
        _choice("nation", "england", "wales", "scotland", "northern-ireland", nullable=True),
        _choice(
            "body_kind",
            "local-authority",
            "strategic-authority",
            "fire-authority",
            "criminal-justice-body",
            "nhs-body",
            "central-government",
            "arms-length-body",
            "devolved-government",
            "other-public-body",
            "prime-contractor",
            nullable=True,
        ),
        _choice("relationship", "contract", "grant", "subcontract", "spot-purchase", nullable=True),
        _choice(
            "notice_kind",
            "end-early",
            "not-renewed",
            "reduce",
            "change-terms",
            "suspend",
            "retender",
            "proposal",
            nullable=True,
        ),
        _day("dated_on", nullable=True),
        _day("received_on", nullable=True),
        _day("decided_on", nullable=True),
        _day("effective_on", nullable=True),
        _choice("status", "open", "challenged", "agreed", "closed"),
        _flag("is_example"),
        _whole("facts_version"),
        _text("facts"),
        _moment("created_at"),
        _moment("updated_at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "read_record",
        _id(),
        _text("provision"),
        _text("source"),
        _day("read_on"),
        _text("reference"),
        _text("read_by"),
        _moment("recorded_at"),
        sqlite_autoincrement=True,
    )
    _index("read_record", "provision")
    op.create_table(
        "change_row",
        _id(),
        _link("change_id", "change"),
        _text("table_name"),
        _whole("first_id"),
        _whole("last_id"),
        _flag("is_run"),
        _text("before", nullable=True),
        _text("after", nullable=True),
        _bytes("packed", nullable=True),
        sqlite_autoincrement=True,
    )
    _index("change_row", "change_id")
    _index("change_row", "table_name", "last_id", "first_id")
    op.create_table(
        "letter",
        _id(),
        _link("notice_id", "notice", nullable=True),
        _text("kind"),
        _text("tone"),
        _text("title"),
        _choice("status", "draft", "ready", "sent", "answered"),
        _text("recipient"),
        _day("reply_due", nullable=True),
        _day("sent_on", nullable=True),
        _day("answered_on", nullable=True),
        _flag("is_example"),
        _whole("draft_version"),
        _text("draft"),
        _moment("created_at"),
        _moment("updated_at"),
        sqlite_autoincrement=True,
    )
    _index("letter", "notice_id")
    op.create_table(
        "local_clause",
        _id(),
        _link("local_compact_id", "local_compact"),
        _whole("position"),
        _text("reference"),
        _text("page"),
        _text("heading"),
        _text("text"),
        _choice("side", "body", "charity", "both"),
        _text("topics"),
        _text("national_match"),
        _choice("verification", "verified", "reported", "recalled"),
        _text("note"),
        sqlite_autoincrement=True,
    )
    _index("local_clause", "local_compact_id")
    op.create_table(
        "local_signatory",
        _id(),
        _link("local_compact_id", "local_compact"),
        _text("body"),
        _choice("signed", "yes", "partly", "no", "unknown"),
        _day("signed_on", nullable=True),
        _text("note"),
        sqlite_autoincrement=True,
    )
    _index("local_signatory", "local_compact_id")
    op.create_table(
        "clock",
        _id(),
        _link("notice_id", "notice", nullable=True),
        _link("letter_id", "letter", nullable=True),
        _text("rule"),
        _text("title"),
        _text("whose"),
        _day("started_on"),
        _text("options"),
        _text("worked_out"),
        _day("deadline"),
        _day("last_safe_day"),
        _day("act_by", nullable=True),
        _day("done_on", nullable=True),
        _link("superseded_by", "clock", nullable=True),
        _text("superseded_reason"),
        _text("note"),
        _flag("is_example"),
        _moment("created_at"),
        _moment("updated_at"),
        sqlite_autoincrement=True,
    )
    _index("clock", "deadline", "id")
    _index("clock", "letter_id")
    _index("clock", "notice_id")
    _index("clock", "superseded_by")
    op.create_table(
        "letter_event",
        _id(),
        _link("letter_id", "letter"),
        _day("on_date"),
        _text("kind"),
        _text("note"),
        _moment("recorded_at"),
        sqlite_autoincrement=True,
    )
    _index("letter_event", "letter_id")
    op.create_table(
        "letter_file",
        _id(),
        _link("letter_id", "letter"),
        _text("format"),
        _text("file_name"),
        _text("relative_path"),
        _text("sha256"),
        _whole("size"),
        _moment("written_at"),
        _flag("frozen"),
        sqlite_autoincrement=True,
    )
    _index("letter_file", "letter_id")
    op.create_table(
        "override",
        _id(),
        _text("provision"),
        _link("notice_id", "notice", nullable=True),
        _link("letter_id", "letter", nullable=True),
        _text("reason"),
        _text("made_by"),
        _day("made_on"),
        _moment("recorded_at"),
        sqlite_autoincrement=True,
    )
    _index("override", "letter_id")
    _index("override", "notice_id")
