"""Write `charitydesk/storage/schema.py` anew from the revisions: python -m tests.storage.renew."""

from __future__ import annotations

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
# ruff: noqa: E501 - a CHECK is one line, as SQLite keeps it

from __future__ import annotations

REVISION = "{revision}"

# Tells our files from other SQLite files: "ChDk" in ASCII.
APPLICATION_ID = 0x4368446B

STATEMENTS: tuple[str, ...] = (
'''


def statements_of(path: Path) -> list[str]:
    """Return the DDL of a database in the order it was made."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        )
        return [row[0] for row in found]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "head.db"
        path.touch()
        upgrade(path)
        statements = statements_of(path)
    text = HEAD.format(revision=known_revisions()[-1])
    for statement in statements:
        body = "\n".join(line.rstrip().replace("\t", "    ") for line in statement.splitlines())
        text += f'    """\n{body}\n""",\n'
    SCHEMA.write_text(text + ")\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {len(statements)} statements\n")


if __name__ == "__main__":
    main()
