"""Alembic revisions, oldest first; `migrate.py` runs them, and nothing else does.

A revision never imports live rows: it says in its own words what the tables were on its day.
"""

from __future__ import annotations

REVISION_MODULES = ("charitydesk.storage.migrations.r0001_first_release",)
