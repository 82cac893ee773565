"""Alembic revisions, oldest first; `migrate.py` runs them, and nothing else does.

A revision never imports live rows: it says in its own words what the tables were on its day. One that rebuilds a table
the index of words covers makes that table's triggers again (`statements_0002.py`): they go with the old table.
"""

from __future__ import annotations

REVISION_MODULES = (
    "charitydesk.storage.migrations.r0001_first_release",
    "charitydesk.storage.migrations.r0002_contracts_and_bids",
    "charitydesk.storage.migrations.r0003_people_time_and_costs",
    "charitydesk.storage.migrations.r0004_ledger_indexes",
)
