"""People, rates, overheads, staff time, the other costs of bidding, running timers and frozen statements.

Revision ID: 0003
Revises: 0002
"""
# ruff: noqa: E501 - a CHECK is one line, as SQLite keeps it

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """
CREATE TABLE role (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title VARCHAR NOT NULL,
    front_line BOOLEAN NOT NULL,
    is_example BOOLEAN NOT NULL
)
""",
    """
CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    role_id INTEGER,
    kind VARCHAR(40) NOT NULL,
    weekly_minutes INTEGER NOT NULL,
    started_on DATE,
    left_on DATE,
    note VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_person_role_id_role FOREIGN KEY(role_id) REFERENCES role (id),
    CONSTRAINT ck_person_kind CHECK (kind IN ('employee', 'freelance', 'volunteer', 'trustee'))
)
""",
    """
CREATE INDEX ix_person_name ON person (name)
""",
    """
CREATE INDEX ix_person_role_id ON person (role_id)
""",
    """
CREATE TABLE rate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    effective_from DATE NOT NULL,
    basis VARCHAR(40) NOT NULL,
    salary INTEGER NOT NULL,
    hourly INTEGER NOT NULL,
    productive_minutes INTEGER NOT NULL,
    pension VARCHAR(40) NOT NULL,
    pension_hundredths INTEGER NOT NULL,
    pension_amount INTEGER NOT NULL,
    other_on_costs INTEGER NOT NULL,
    nic_amount INTEGER,
    note VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_rate_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_rate_basis CHECK (basis IN ('salary', 'hourly', 'nil')),
    CONSTRAINT ck_rate_pension CHECK (pension IN ('none', 'qualifying', 'salary', 'amount'))
)
""",
    """
CREATE UNIQUE INDEX ix_rate_person_id_effective_from ON rate (person_id, effective_from)
""",
    """
CREATE TABLE payroll_year (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    tax_year INTEGER NOT NULL,
    employer_nic INTEGER NOT NULL,
    secondary_threshold INTEGER NOT NULL,
    qualifying_lower INTEGER NOT NULL,
    qualifying_upper INTEGER NOT NULL,
    source VARCHAR NOT NULL
)
""",
    """
CREATE UNIQUE INDEX ix_payroll_year_tax_year ON payroll_year (tax_year)
""",
    """
CREATE TABLE overhead_year (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ends_on DATE NOT NULL,
    indirect INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    headcount_weight INTEGER NOT NULL,
    space_weight INTEGER NOT NULL,
    spend_weight INTEGER NOT NULL,
    areas VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL
)
""",
    """
CREATE UNIQUE INDEX ix_overhead_year_ends_on ON overhead_year (ends_on)
""",
    """
CREATE TABLE time_entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    day DATE NOT NULL,
    minutes INTEGER NOT NULL,
    activity VARCHAR(40) NOT NULL,
    bid_id INTEGER,
    contract_id INTEGER,
    notice_id INTEGER,
    started_at VARCHAR(27),
    zone VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    source VARCHAR(40) NOT NULL,
    import_key VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    CONSTRAINT ck_time_entry_minutes CHECK (minutes BETWEEN 1 AND 1500),
    CONSTRAINT fk_time_entry_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_time_entry_activity CHECK (activity IN ('finding', 'writing', 'clarifications', 'presentation', 'consultation', 'challenge', 're-bid', 'mobilisation', 'monitoring', 'tupe', 'other')),
    CONSTRAINT fk_time_entry_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT fk_time_entry_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT fk_time_entry_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT ck_time_entry_source CHECK (source IN ('typed', 'grid', 'timer', 'imported'))
)
""",
    """
CREATE INDEX ix_time_entry_bid_id_day_person_id_minutes_activity ON time_entry (bid_id, day, person_id, minutes, activity)
""",
    """
CREATE INDEX ix_time_entry_contract_id ON time_entry (contract_id) WHERE contract_id IS NOT NULL
""",
    """
CREATE INDEX ix_time_entry_import_key ON time_entry (import_key) WHERE import_key != ''
""",
    """
CREATE INDEX ix_time_entry_notice_id ON time_entry (notice_id) WHERE notice_id IS NOT NULL
""",
    """
CREATE INDEX ix_time_entry_person_id_day ON time_entry (person_id, day)
""",
    """
CREATE TABLE month_lock (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    month DATE NOT NULL,
    locked_by VARCHAR NOT NULL,
    recorded_at VARCHAR(27) NOT NULL
)
""",
    """
CREATE UNIQUE INDEX ix_month_lock_month ON month_lock (month)
""",
    """
CREATE TABLE correction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    time_entry_id INTEGER NOT NULL,
    dated_on DATE NOT NULL,
    minutes INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    recorded_at VARCHAR(27) NOT NULL,
    CONSTRAINT ck_correction_minutes CHECK (minutes < 0),
    CONSTRAINT fk_correction_time_entry_id_time_entry FOREIGN KEY(time_entry_id) REFERENCES time_entry (id)
)
""",
    """
CREATE INDEX ix_correction_time_entry_id ON correction (time_entry_id)
""",
    """
CREATE TABLE bidding_cost (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    bid_id INTEGER,
    contract_id INTEGER,
    notice_id INTEGER,
    on_date DATE NOT NULL,
    kind VARCHAR(40) NOT NULL,
    activity VARCHAR(40) NOT NULL,
    supplier VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    vat_treatment VARCHAR(40) NOT NULL,
    vat_recovered INTEGER NOT NULL,
    funded INTEGER NOT NULL,
    funded_by VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_bidding_cost_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT fk_bidding_cost_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT fk_bidding_cost_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id),
    CONSTRAINT ck_bidding_cost_kind CHECK (kind IN ('consultant', 'travel', 'printing', 'portal-fee', 'legal', 'other')),
    CONSTRAINT ck_bidding_cost_activity CHECK (activity IN ('finding', 'writing', 'clarifications', 'presentation', 'consultation', 'challenge', 're-bid', 'mobilisation', 'monitoring', 'tupe', 'other')),
    CONSTRAINT ck_bidding_cost_vat_treatment CHECK (vat_treatment IN ('no-vat', 'recovered', 'partly', 'not-recovered'))
)
""",
    """
CREATE INDEX ix_bidding_cost_bid_id ON bidding_cost (bid_id)
""",
    """
CREATE INDEX ix_bidding_cost_contract_id ON bidding_cost (contract_id)
""",
    """
CREATE INDEX ix_bidding_cost_notice_id ON bidding_cost (notice_id)
""",
    """
CREATE TABLE funding (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    bid_id INTEGER,
    contract_id INTEGER,
    notice_id INTEGER,
    on_date DATE NOT NULL,
    amount INTEGER NOT NULL,
    given_by VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    updated_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_funding_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT fk_funding_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT fk_funding_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id)
)
""",
    """
CREATE INDEX ix_funding_bid_id ON funding (bid_id)
""",
    """
CREATE INDEX ix_funding_contract_id ON funding (contract_id)
""",
    """
CREATE INDEX ix_funding_notice_id ON funding (notice_id)
""",
    """
CREATE TABLE running_timer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    started_at VARCHAR(27) NOT NULL,
    zone VARCHAR NOT NULL,
    last_seen_at VARCHAR(27) NOT NULL,
    gaps VARCHAR NOT NULL,
    activity VARCHAR(40) NOT NULL,
    bid_id INTEGER,
    contract_id INTEGER,
    notice_id INTEGER,
    note VARCHAR NOT NULL,
    CONSTRAINT fk_running_timer_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_running_timer_activity CHECK (activity IN ('finding', 'writing', 'clarifications', 'presentation', 'consultation', 'challenge', 're-bid', 'mobilisation', 'monitoring', 'tupe', 'other')),
    CONSTRAINT fk_running_timer_bid_id_bid FOREIGN KEY(bid_id) REFERENCES bid (id),
    CONSTRAINT fk_running_timer_contract_id_contract FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT fk_running_timer_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id)
)
""",
    """
CREATE UNIQUE INDEX ix_running_timer_person_id ON running_timer (person_id)
""",
    """
CREATE TABLE statement (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title VARCHAR NOT NULL,
    commissioner VARCHAR NOT NULL,
    from_date DATE,
    to_date DATE,
    cost INTEGER NOT NULL,
    unfunded INTEGER NOT NULL,
    letter_id INTEGER,
    content_version INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    recorded_at VARCHAR(27) NOT NULL,
    CONSTRAINT fk_statement_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id)
)
""",
    """
CREATE INDEX ix_statement_letter_id ON statement (letter_id)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
