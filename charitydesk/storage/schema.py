"""The current schema, as running every revision leaves it; a new database starts from here.

Written by `python -m tests.storage.renew`, and a test compares it with the revisions and with the rows: running all
revisions takes half a second, this takes milliseconds and needs no Alembic.
"""
# ruff: noqa: E501 - a CHECK is one line, as SQLite keeps it

from __future__ import annotations

REVISION = "0001"

# Tells our files from other SQLite files: "ChDk" in ASCII.
APPLICATION_ID = 0x4368446B

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_table VARCHAR NOT NULL,
    owner_id INTEGER NOT NULL,
    file_name VARCHAR NOT NULL,
    relative_path VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    added_at VARCHAR(27) NOT NULL
)
""",
    """
CREATE INDEX ix_attachment_owner_table_owner_id ON attachment (owner_table, owner_id)
""",
    """
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    topics VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    made_at VARCHAR(27) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    state VARCHAR(40) NOT NULL,
    of_change INTEGER,
    undone_by INTEGER,
    merge_key VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    CONSTRAINT ck_change_kind CHECK (kind IN ('change', 'undo', 'redo')),
    CONSTRAINT ck_change_state CHECK (state IN ('applied', 'undone', 'dropped')),
    CONSTRAINT fk_change_of_change_change FOREIGN KEY(of_change) REFERENCES change (id),
    CONSTRAINT fk_change_undone_by_change FOREIGN KEY(undone_by) REFERENCES change (id)
)
""",
    """
CREATE INDEX ix_change_kind_state_id ON change (kind, state, id)
""",
    """
CREATE INDEX ix_change_of_change ON change (of_change)
""",
    """
CREATE INDEX ix_change_undone_by ON change (undone_by)
""",
    """
CREATE TABLE charity (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    legal_form VARCHAR NOT NULL,
    registration_number VARCHAR NOT NULL,
    nation VARCHAR(40),
    address VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    website VARCHAR NOT NULL,
    user_name VARCHAR NOT NULL,
    user_role VARCHAR NOT NULL,
    regulator VARCHAR NOT NULL,
    year_end_month INTEGER NOT NULL,
    year_end_day INTEGER NOT NULL,
    appearance VARCHAR(40) NOT NULL,
    text_size INTEGER NOT NULL,
    letterhead_file VARCHAR NOT NULL,
    letter_closing VARCHAR NOT NULL,
    letter_signatory VARCHAR NOT NULL,
    letter_signatory_role VARCHAR NOT NULL,
    onboarding_done BOOLEAN NOT NULL,
    holidays_file VARCHAR NOT NULL,
    holidays_issued DATE,
    example_loaded BOOLEAN NOT NULL,
    CONSTRAINT pk_charity PRIMARY KEY (id),
    CONSTRAINT ck_charity_one_row CHECK (id = 1),
    CONSTRAINT ck_charity_nation CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
    CONSTRAINT ck_charity_appearance CHECK (appearance IN ('system', 'light', 'dark', 'contrast'))
)
""",
    """
CREATE TABLE local_compact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    adopted_on DATE,
    copy_source VARCHAR NOT NULL,
    copy_checked_on DATE,
    status VARCHAR(40) NOT NULL,
    status_confirmed_by VARCHAR NOT NULL,
    codes_reach VARCHAR(40) NOT NULL,
    codes_note VARCHAR NOT NULL,
    review_on DATE,
    dispute_steps VARCHAR NOT NULL,
    dispute_contact VARCHAR NOT NULL,
    replaced VARCHAR NOT NULL,
    notice_period VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT ck_local_compact_status CHECK (status IN ('active', 'dormant', 'none-found', 'unknown')),
    CONSTRAINT ck_local_compact_codes_reach CHECK (codes_reach IN ('all', 'some', 'no-codes', 'unknown'))
)
""",
    """
CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    CONSTRAINT ck_notice_nation CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
    CONSTRAINT ck_notice_body_kind CHECK (body_kind IN ('local-authority', 'strategic-authority', 'fire-authority', 'criminal-justice-body', 'nhs-body', 'central-government', 'arms-length-body', 'devolved-government', 'other-public-body', 'prime-contractor')),
    CONSTRAINT ck_notice_relationship CHECK (relationship IN ('contract', 'grant', 'subcontract', 'spot-purchase')),
    CONSTRAINT ck_notice_notice_kind CHECK (notice_kind IN ('end-early', 'not-renewed', 'reduce', 'change-terms', 'suspend', 'retender', 'proposal')),
    CONSTRAINT ck_notice_status CHECK (status IN ('open', 'challenged', 'agreed', 'closed'))
)
""",
    """
CREATE TABLE read_record (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    provision VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    read_on DATE NOT NULL,
    reference VARCHAR NOT NULL,
    read_by VARCHAR NOT NULL,
    recorded_at VARCHAR(27) NOT NULL
)
""",
    """
CREATE INDEX ix_read_record_provision ON read_record (provision)
""",
    """
CREATE TABLE change_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    change_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    is_run BOOLEAN NOT NULL,
    "before" VARCHAR,
    "after" VARCHAR,
    packed BLOB,
    CONSTRAINT fk_change_row_change_id_change FOREIGN KEY(change_id) REFERENCES change (id)
)
""",
    """
CREATE INDEX ix_change_row_change_id ON change_row (change_id)
""",
    """
CREATE INDEX ix_change_row_table_name_last_id_first_id ON change_row (table_name, last_id, first_id)
""",
    """
CREATE TABLE letter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER,
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
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_letter_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT ck_letter_status CHECK (status IN ('draft', 'ready', 'sent', 'answered'))
)
""",
    """
CREATE INDEX ix_letter_notice_id ON letter (notice_id)
""",
    """
CREATE TABLE local_clause (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    local_compact_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    reference VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    side VARCHAR(40) NOT NULL,
    topics VARCHAR NOT NULL,
    national_match VARCHAR NOT NULL,
    verification VARCHAR(40) NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT fk_local_clause_local_compact_id_local_compact FOREIGN KEY(local_compact_id) REFERENCES local_compact (id),
    CONSTRAINT ck_local_clause_side CHECK (side IN ('body', 'charity', 'both')),
    CONSTRAINT ck_local_clause_verification CHECK (verification IN ('verified', 'reported', 'recalled'))
)
""",
    """
CREATE INDEX ix_local_clause_local_compact_id ON local_clause (local_compact_id)
""",
    """
CREATE TABLE local_signatory (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    local_compact_id INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    signed VARCHAR(40) NOT NULL,
    signed_on DATE,
    note VARCHAR NOT NULL,
    CONSTRAINT fk_local_signatory_local_compact_id_local_compact FOREIGN KEY(local_compact_id) REFERENCES local_compact (id),
    CONSTRAINT ck_local_signatory_signed CHECK (signed IN ('yes', 'partly', 'no', 'unknown'))
)
""",
    """
CREATE INDEX ix_local_signatory_local_compact_id ON local_signatory (local_compact_id)
""",
    """
CREATE TABLE clock (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER,
    letter_id INTEGER,
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
    CONSTRAINT fk_clock_superseded_by_clock FOREIGN KEY(superseded_by) REFERENCES clock (id)
)
""",
    """
CREATE INDEX ix_clock_deadline_id ON clock (deadline, id)
""",
    """
CREATE INDEX ix_clock_letter_id ON clock (letter_id)
""",
    """
CREATE INDEX ix_clock_notice_id ON clock (notice_id)
""",
    """
CREATE INDEX ix_clock_superseded_by ON clock (superseded_by)
""",
    """
CREATE TABLE letter_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    letter_id INTEGER NOT NULL,
    on_date DATE NOT NULL,
    kind VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    recorded_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_letter_event_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id)
)
""",
    """
CREATE INDEX ix_letter_event_letter_id ON letter_event (letter_id)
""",
    """
CREATE TABLE letter_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    letter_id INTEGER NOT NULL,
    format VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    relative_path VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    written_at VARCHAR(27) NOT NULL,
    frozen BOOLEAN NOT NULL,
    CONSTRAINT fk_letter_file_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id)
)
""",
    """
CREATE INDEX ix_letter_file_letter_id ON letter_file (letter_id)
""",
    """
CREATE TABLE override (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    provision VARCHAR NOT NULL,
    notice_id INTEGER,
    letter_id INTEGER,
    reason VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL,
    made_on DATE NOT NULL,
    recorded_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_override_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT fk_override_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id)
)
""",
    """
CREATE INDEX ix_override_letter_id ON override (letter_id)
""",
    """
CREATE INDEX ix_override_notice_id ON override (notice_id)
""",
    """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))
""",
)
