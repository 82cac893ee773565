"""Takes lines out of the history that left nothing behind: everything they touched is as it was before them.

The lines go together or not at all, and only where no earlier line can tell the difference: undo then finds every row
just as the last line that stays left it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from charitydesk.domain.states import ChangeKind
from charitydesk.storage.recorder import Image, read_image
from charitydesk.storage.rows_history import ChangeRow, ChangeRowRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_STAMP = "updated_at"


def forget_since(connection: Connection, name: str, may_stay: Collection[tuple[str, int]] = ()) -> bool:
    """Take out the last change of a name and every line since, if together they changed nothing; tell whether it did.

    Args:
        connection: Of the unit of work.
        name: The change's name in the history.
        may_stay: Table and id of rows that were not there before and say nothing now.
    """
    named = select(ChangeRow.id).where(ChangeRow.kind == ChangeKind.CHANGE, ChangeRow.name == name)
    first = connection.scalar(named.order_by(ChangeRow.id.desc()).limit(1))
    if first is None:
        return False
    reaches_back = (ChangeRow.id >= first, ChangeRow.of_change < first)
    if connection.scalar(select(ChangeRow.id).where(*reaches_back).limit(1)) is not None:
        return False
    restamped: list[tuple[str, int, object]] = []
    for (table, id_), before in _before(connection, first).items():
        now = read_image(connection, table, id_)
        if now == before or (before is None and (table, id_) in may_stay):
            continue
        if before is None or now is None or {**now, _STAMP: None} != {**before, _STAMP: None}:
            return False
        restamped.append((table, id_, before[_STAMP]))
    for table, id_, stamp in restamped:
        connection.exec_driver_sql(f'UPDATE "{table}" SET {_STAMP} = ? WHERE id = ?', (stamp, id_))  # noqa: S608 - our own name
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    connection.execute(delete(ChangeRowRow).where(ChangeRowRow.change_id >= first))
    connection.execute(delete(ChangeRow).where(ChangeRow.id >= first))
    return True


def _before(connection: Connection, first: int) -> dict[tuple[str, int], Image | None]:
    """Return every row touched since a line as it was before it; rows that came in runs were not there."""
    lines = select(ChangeRowRow.table_name, ChangeRowRow.first_id, ChangeRowRow.last_id, ChangeRowRow.before)
    found: dict[tuple[str, int], Image | None] = {}
    for table, start, end, before in connection.execute(
        lines.where(ChangeRowRow.change_id >= first).order_by(ChangeRowRow.change_id, ChangeRowRow.id)
    ):
        for id_ in range(start, end + 1):
            found.setdefault((table, id_), None if before is None else json.loads(before))
    return found
