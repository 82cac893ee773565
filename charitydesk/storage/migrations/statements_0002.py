"""Statements of revision 0002: the rebuilt tables, and the index of words with its triggers."""
# ruff: noqa: E501, S608 - a CHECK is one line, as SQLite keeps it; every name is our own

from __future__ import annotations

NOTICE = """
CREATE TABLE new_notice (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contract_id INTEGER,
    service VARCHAR NOT NULL,
    commissioner VARCHAR NOT NULL,
    nation VARCHAR(40),
    body_kind VARCHAR(40),
    relationship VARCHAR(40),
    notice_kind VARCHAR(40),
    dated_on DATE,
    received_on DATE,
    decided_on DATE,
    effective_on DATE,
    status VARCHAR(40) NOT NULL,
    is_example BOOLEAN NOT NULL,
    facts_version INTEGER NOT NULL,
    facts VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_notice_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT ck_notice_nation CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
    CONSTRAINT ck_notice_body_kind CHECK (body_kind IN ('local-authority', 'strategic-authority', 'fire-authority', 'criminal-justice-body', 'nhs-body', 'central-government', 'arms-length-body', 'devolved-government', 'other-public-body', 'prime-contractor')),
    CONSTRAINT ck_notice_relationship CHECK (relationship IN ('contract', 'grant', 'subcontract', 'spot-purchase')),
    CONSTRAINT ck_notice_notice_kind CHECK (notice_kind IN ('end-early', 'not-renewed', 'reduce', 'change-terms', 'suspend', 'retender', 'proposal')),
    CONSTRAINT ck_notice_status CHECK (status IN ('open', 'challenged', 'agreed', 'closed'))
)
"""

LETTER = """
CREATE TABLE new_letter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER,
    contract_id INTEGER,
    bid_id INTEGER,
    kind VARCHAR NOT NULL,
    tone VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    status VARCHAR(40) NOT NULL,
    recipient VARCHAR NOT NULL,
    reply_due DATE,
    sent_on DATE,
    answered_on DATE,
    is_example BOOLEAN NOT NULL,
    draft_version INTEGER NOT NULL,
    draft VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_letter_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT fk_letter_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT fk_letter_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT ck_letter_status CHECK (status IN ('draft', 'ready', 'sent', 'answered'))
)
"""

CLOCK = """
CREATE TABLE new_clock (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER,
    letter_id INTEGER,
    bid_id INTEGER,
    rule VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    whose VARCHAR NOT NULL,
    started_on DATE NOT NULL,
    options VARCHAR NOT NULL,
    worked_out VARCHAR NOT NULL,
    deadline DATE NOT NULL,
    last_safe_day DATE NOT NULL,
    act_by DATE,
    done_on DATE,
    superseded_by INTEGER,
    superseded_reason VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_clock_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT fk_clock_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id),
    CONSTRAINT fk_clock_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT fk_clock_superseded_by_clock FOREIGN KEY(superseded_by) REFERENCES clock (id)
)
"""

_INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    title, body, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
)
"""

# Table, code, columns of the title, columns of the body; a row of the index is id * 16 + code.
_INDEXED = (
    ("notice", 1, "service commissioner", "facts"),
    ("letter", 2, "title", "recipient words"),
    ("contract", 3, "title commissioner reference", "uplift tupe_terms pension_terms owner note"),
    ("contract_clause", 4, "number topic", "text note"),
    ("variation", 5, "number title", "note"),
    ("obligation", 6, "title", "owner clause note done_note"),
    ("commissioner", 7, "name", "address email website note"),
    ("contact", 8, "name", "role email phone note"),
    (
        "bid",
        9,
        "title commissioner reference",
        "description ocid owner go_reason outcome_note winner feedback lessons note",
    ),
    ("bid_task", 10, "title", "owner note"),
    ("attachment_text", 11, "file_name", "text"),
    ("local_compact", 12, "name area", "notice_period dispute_steps note"),
    ("local_clause", 13, "reference heading", "text note"),
)
_FACTS = (
    "agreement.reference",
    "body.contact",
    "terms.grounds",
    "notice.reasons_text",
    "consequences.users_who",
    "consequences.effect",
)


def index_statements() -> list[str]:
    """Return what makes the index, fills it from the rows there are, and keeps it right."""
    made = [_INDEX]
    for table, code, title, body in _INDEXED:
        take, put, there = (
            f"{row}.id * 16 + {code}, {_joined(row, title)}, {_joined(row, body)}" for row in ("old", "new", table)
        )
        delete = f"INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', {take});"
        insert = f"INSERT INTO search_index (rowid, title, body) VALUES ({put});"
        columns = ", ".join(f"{title} {body}".split())
        made += [
            f"CREATE TRIGGER search_{table}_added AFTER INSERT ON {table} BEGIN {insert} END",
            f"CREATE TRIGGER search_{table}_removed AFTER DELETE ON {table} BEGIN {delete} END",
            f"CREATE TRIGGER search_{table}_changed AFTER UPDATE OF {columns} ON {table} BEGIN {delete} {insert} END",
            f"INSERT INTO search_index (rowid, title, body) SELECT {there} FROM {table}",
        ]
    return made


def _joined(row: str, columns: str) -> str:
    parts: list[str] = []
    for column in columns.split():
        if column == "facts":
            parts += [f"coalesce(json_extract({row}.facts, '$.{path}'), '')" for path in _FACTS]
        else:
            parts.append(f"{row}.{column}")
    return " || ' ' || ".join(parts)
