"""The base of every row: one naming convention, ids that are never used twice."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# File names and calendar entries carry ids, so a deleted record's id must not come back as another's.
OWN_IDS: dict[str, Any] = {"sqlite_autoincrement": True}

# Tables that are the history itself, or no fact of the charity's: their rows are not undone.
NO_HISTORY: dict[str, Any] = {"info": {"history": False}}


class Base(DeclarativeBase):
    """Base of the rows; each has one integer primary key called `id`."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    __table_args__: ClassVar[Any] = OWN_IDS

    id: Any
