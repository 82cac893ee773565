"""Indexes of staff time that hold all the ledger adds up, in the order of its months and in that of people and days.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    "DROP INDEX ix_time_entry_bid_id_day_person_id_minutes_activity",
    "DROP INDEX ix_time_entry_person_id_day",
    """
CREATE INDEX ix_time_entry_ledger ON time_entry
(bid_id, notice_id, contract_id, substr(day, 1, 7), day, person_id, minutes, activity)
""",
    """
CREATE INDEX ix_time_entry_people ON time_entry (person_id, day, minutes, activity, bid_id, notice_id, contract_id)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
