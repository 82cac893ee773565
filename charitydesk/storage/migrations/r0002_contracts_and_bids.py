"""Commissioners, contracts, bids, what falls due, and an index of words.

Revision ID: 0002
Revises: 0001

Notices, letters and clocks are rebuilt to gain links to contracts and bids: copied to a new table, ids and all.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from charitydesk.storage.migrations.statements_0002 import CLOCK, LETTER, NOTICE, index_statements

revision = "0002"
down_revision = "0001"

_BODIES = (
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
)
_NATIONS = ("england", "wales", "scotland", "northern-ireland")
_RELATIONSHIPS = ("contract", "grant", "subcontract", "spot-purchase")
_KINDS = ("services", "goods", "works", "concession")
_REGIMES = (
    "pa2023",
    "light-touch",
    "below-threshold",
    "pcr2015",
    "psr-england",
    "psr-wales",
    "pcsr2015",
    "prsa2014",
    "none",
    "unknown",
)
_ANSWERS = ("yes", "partly", "no", "unknown")


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True, nullable=False)


def _columns(kind: Any, names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names.split()]


def _texts(names: str) -> list[sa.Column[Any]]:
    return _columns(sa.String, names)


def _whole(names: str, *, nullable: bool = True) -> list[sa.Column[Any]]:
    return _columns(sa.Integer, names, nullable=nullable)


def _days(names: str, *, nullable: bool = True) -> list[sa.Column[Any]]:
    return _columns(sa.Date, names, nullable=nullable)


def _flags(names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Boolean, names)


def _moments(names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.String(27), names, nullable=nullable)


def _choice(name: str, values: tuple[str, ...], *, nullable: bool = False) -> list[sa.Column[Any]]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
    return [sa.Column(name, kind, nullable=nullable)]


def _answers(names: str) -> list[sa.Column[Any]]:
    return [column for name in names.split() for column in _choice(name, _ANSWERS)]


def _link(name: str, table: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)]


def _table(name: str, *columns: list[sa.Column[Any]], indexes: tuple[str, ...] = ()) -> None:
    op.create_table(name, _id(), *(column for group in columns for column in group), sqlite_autoincrement=True)
    _indexes(name, *indexes)


def _indexes(table: str, *indexes: str) -> None:
    for index in indexes:
        columns = index.split()
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def upgrade() -> None:
    _commissioners()
    _contracts()
    _obligations()
    _bids()
    _beside_bids()
    _finding()
    op.add_column("charity", sa.Column("go_threshold", sa.Integer))
    _rebuild("notice", NOTICE, {"contract_id": "NULL"}, "contract_id")
    _rebuild(
        "letter", LETTER, {"contract_id": "NULL", "bid_id": "NULL", "words": "''"}, "notice_id", "contract_id", "bid_id"
    )
    _rebuild("clock", CLOCK, {"bid_id": "NULL"}, "deadline id", "letter_id", "notice_id", "superseded_by", "bid_id")
    _index_words()


def _commissioners() -> None:
    _table(
        "commissioner",
        _texts("name"),
        _choice("kind", _BODIES, nullable=True),
        _choice("nation", _NATIONS, nullable=True),
        _texts("address email phone website"),
        _link("local_compact_id", "local_compact", nullable=True),
        _texts("note"),
        _flags("is_example"),
        _moments("created_at updated_at"),
        indexes=("name", "local_compact_id"),
    )
    _table(
        "contact",
        _link("commissioner_id", "commissioner"),
        _whole("position", nullable=False),
        _texts("name role email phone note"),
        indexes=("commissioner_id",),
    )


def _contracts() -> None:
    sorts = "title commissioner reference status value annual_value starts_on ends_on say_no_by updated_at"
    _table(
        "contract",
        _texts("title commissioner"),
        _link("commissioner_id", "commissioner", nullable=True),
        _texts("reference"),
        _choice("relationship", _RELATIONSHIPS, nullable=True),
        _choice("status", ("agreed", "running", "ending", "ended")),
        _choice("kind", _KINDS),
        _answers("light_touch health"),
        _days("procurement_started_on"),
        _choice("regime", _REGIMES),
        _texts("regime_reason"),
        _flags("regime_given"),
        _whole("value value_ex_vat annual_value"),
        _days("starts_on ends_on"),
        _texts("notice_from_body notice_from_charity notice_clause"),
        _answers("auto_renew"),
        _texts("renewal_length renewal_notice"),
        _days("say_no_by"),
        _whole("payment_days"),
        _texts("uplift"),
        _days("uplift_on"),
        _answers("tupe"),
        _texts("tupe_terms pension_terms owner link source_id note"),
        _flags("is_example"),
        _moments("created_at updated_at"),
        indexes=(*sorts.split(), "commissioner_id", "source_id"),
    )
    _table(
        "contract_year",
        _link("contract_id", "contract"),
        _days("starts_on", nullable=False),
        _whole("value", nullable=False),
        _texts("note"),
        indexes=("contract_id",),
    )
    _table(
        "contract_extension",
        _link("contract_id", "contract"),
        _whole("position", nullable=False),
        _texts("length"),
        _days("to_date decide_by"),
        _choice("whose", ("body", "charity", "both")),
        _answers("taken"),
        _texts("note"),
        indexes=("contract_id", "decide_by"),
    )
    _table(
        "contract_clause",
        _link("contract_id", "contract"),
        _whole("position", nullable=False),
        _texts("number topic text note"),
        indexes=("contract_id",),
    )
    _table(
        "variation",
        _link("contract_id", "contract"),
        _texts("number title"),
        _choice("status", ("proposed", "agreed", "refused")),
        _days("proposed_on agreed_on effective_on"),
        _whole("value_change"),
        _days("new_ends_on"),
        _texts("note"),
        _moments("created_at updated_at"),
        indexes=("contract_id",),
    )


def _obligations() -> None:
    _table(
        "obligation",
        _link("contract_id", "contract", nullable=True),
        _texts("title"),
        _choice("kind", ("report", "meeting", "data", "payment", "insurance", "review", "other")),
        _texts("owner"),
        _days("due_on first_lead_on"),
        _texts("lead_times"),
        _choice("recurrence", ("once", "weekly", "monthly", "quarterly", "half-yearly", "yearly")),
        _whole("anchor_day"),
        _days("repeat_until done_on"),
        _texts("done_note"),
        _link("follows_id", "obligation", nullable=True),
        _texts("clause note"),
        _flags("is_example"),
        _moments("created_at updated_at"),
        indexes=("done_on due_on", "contract_id", "due_on", "first_lead_on", "follows_id"),
    )


def _bids() -> None:
    sorts = "title commissioner stage value deadline_on cutoff_on updated_at"
    stages = "spotted deciding drafting submitted clarification won lost withdrawn not-bid"
    _table(
        "bid",
        _texts("title commissioner"),
        _link("commissioner_id", "commissioner", nullable=True),
        _texts("reference"),
        _choice("stage", tuple(stages.split())),
        _texts("deadline"),
        _days("deadline_on"),
        _moments("deadline_at", nullable=True),
        _texts("cutoff"),
        _days("cutoff_on"),
        _choice("relationship", _RELATIONSHIPS, nullable=True),
        _choice("kind", _KINDS),
        _answers("light_touch health"),
        _days("procurement_started_on"),
        _choice("regime", _REGIMES),
        _texts("regime_reason"),
        _flags("regime_given"),
        _whole("value value_ex_vat"),
        _days("contract_starts_on contract_ends_on"),
        _texts("description link"),
        _answers("vcse_suitable sme_suitable"),
        _texts("ocid source_release source_published"),
        _link("rebid_of", "contract", nullable=True),
        _link("contract_id", "contract", nullable=True),
        _texts("owner"),
        _whole("go_threshold"),
        _days("go_decided_on"),
        _texts("go_decided_by go_reason"),
        _days("submitted_on outcome_on summary_on"),
        _texts("outcome_note"),
        _whole("won_value"),
        _texts("winner feedback lessons note"),
        _flags("is_example"),
        _moments("created_at updated_at"),
        indexes=(*sorts.split(), "commissioner_id", "ocid", "rebid_of", "contract_id"),
    )


def _beside_bids() -> None:
    _table(
        "bid_lot",
        _link("bid_id", "bid"),
        _whole("position", nullable=False),
        _texts("number title description"),
        _whole("value"),
        _answers("bidding won"),
        indexes=("bid_id",),
    )
    _table(
        "bid_task",
        _link("bid_id", "bid"),
        _whole("position", nullable=False),
        _texts("title owner"),
        _days("due_on done_on"),
        _texts("note"),
        indexes=("done_on due_on", "bid_id"),
    )
    _table(
        "bid_factor",
        _link("bid_id", "bid", nullable=True),
        _whole("position", nullable=False),
        _texts("name hint"),
        _whole("weight", nullable=False),
        _whole("score"),
        _texts("note"),
        indexes=("bid_id",),
    )
    _table(
        "bid_score",
        _link("bid_id", "bid"),
        _whole("position", nullable=False),
        _texts("criterion"),
        _whole("weight ours best out_of"),
        _texts("note"),
        indexes=("bid_id",),
    )


def _finding() -> None:
    _table(
        "attachment_text", _link("attachment_id", "attachment"), _texts("file_name text"), indexes=("attachment_id",)
    )
    _table(
        "saved_filter",
        _texts("room"),
        _whole("position", nullable=False),
        _texts("name criteria"),
        _moments("created_at updated_at"),
        indexes=("room position",),
    )
    _table("import_mapping", _texts("kind headings mapping"), _moments("updated_at"), indexes=("kind headings",))
    _table(
        "calendar_entry",
        _texts("owner_table"),
        _whole("owner_id", nullable=False),
        _texts("part uid"),
        _whole("sequence", nullable=False),
        _texts("digest"),
        _days("written_on", nullable=False),
        indexes=("owner_table owner_id part",),
    )


def _rebuild(table: str, create: str, added: dict[str, str], *indexes: str) -> None:
    """Make a table anew with more columns; its rows keep their ids, and ids of deleted rows stay used."""
    connection = op.get_bind()
    old = [str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    connection.exec_driver_sql(create)
    names, values = ", ".join([*old, *added]), ", ".join([*old, *added.values()])
    connection.exec_driver_sql(f"INSERT INTO new_{table} ({names}) SELECT {values} FROM {table}")  # noqa: S608 - our own names
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE new_{table} RENAME TO {table}")
    if used is not None:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, used))
    _indexes(table, *indexes)


def _index_words() -> None:
    """Make the full-text index with its triggers, and take in what is there."""
    for statement in index_statements():
        op.get_bind().exec_driver_sql(statement)
