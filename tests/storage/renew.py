"""Write `charitydesk/storage/schema.py` anew from the revisions: python -m tests.storage.renew."""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from charitydesk.storage.migrate import known_revisions, upgrade

SCHEMA = Path(__file__).parents[2] / "charitydesk" / "storage" / "schema.py"

HEAD = '''"""The current schema, as running every revision leaves it; a new database starts from here.

Written by `python -m tests.storage.renew`, and a test compares it with the revisions and with the rows: running all
revisions takes half a second, this takes milliseconds and needs no Alembic.
"""
# ruff: noqa: E501 - a statement is one line

from __future__ import annotations

REVISION = "{revision}"

# Tells our files from other SQLite files: "ChDk" in ASCII.
APPLICATION_ID = 0x4368446B

STATEMENTS: tuple[str, ...] = (
'''


def statements_of(path: Path) -> list[str]:
    """Return the DDL of a database in the order it was made, without the tables an index of words makes for itself."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'search_index_%' ORDER BY rowid"
        )
        return [unquoted(row[0]) for row in found]


def unquoted(statement: str) -> str:
    """Return a statement as it was before SQLite put a renamed table's name in quotes."""
    return re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", statement)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "head.db"
        path.touch()
        upgrade(path)
        statements = statements_of(path)
    text = HEAD.format(revision=known_revisions()[-1])
    for statement in statements:
        body = " ".join(line.strip() for line in statement.splitlines() if line.strip())
        text += f'    """{body}""",\n'
    SCHEMA.write_text(text + ")\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {len(statements)} statements\n")


if __name__ == "__main__":
    main()
