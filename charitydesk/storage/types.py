"""Column types: how a charity's values lie in SQLite, and the annotations rows are declared with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import Enum, Integer, String, TypeDecorator
from sqlalchemy.orm import mapped_column

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy.engine import Dialect

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def moment_text(moment: datetime) -> str:
    """Return a zoned moment as it is stored: UTC, one fixed width, so that text order is time order.

    Raises:
        ValueError: The moment has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return moment.astimezone(UTC).strftime(MOMENT_FORMAT)


def read_moment(text: str) -> datetime:
    """Return the moment that `moment_text` wrote."""
    # Without its Z, which Python 3.10 cannot read: this is twenty times as fast as reading by the format.
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


class PenceType(TypeDecorator[int]):
    """Money as integer pence; a float or a decimal is refused before it reaches the file."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Pass whole pence on."""
        del dialect
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("money is stored as whole pence")
        return value


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored as UTC text; a datetime without a zone is refused."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment as text."""
        del dialect
        return None if value is None else moment_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read the moment, in UTC."""
        del dialect
        return None if value is None else read_moment(value)


class JsonObject(TypeDecorator[dict[str, Any]]):
    """A JSON object as text, keys in the order given, letters as they are."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Write the object."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, Any] | None:
        """Read the object."""
        del dialect
        return None if value is None else json.loads(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words as a JSON array."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the words."""
        del dialect
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """Read the words."""
        del dialect
        return None if value is None else () if value == "[]" else tuple(json.loads(value))


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def by_value(kind: type[StrEnum], column: str) -> Enum:
    """Return a column type that stores an enumeration by value, with a CHECK named after the column.

    Args:
        kind: The enumeration.
        column: The column's name; the constraint is `ck_<table>_<column>`.
    """
    return Enum(
        kind,
        name=column,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        values_callable=_values,
    )


Id = Annotated[int, mapped_column(primary_key=True, sort_order=-1)]
Money = Annotated[int, mapped_column(PenceType)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Json = Annotated[dict[str, Any], mapped_column(JsonObject)]
WordList = Annotated[tuple[str, ...], mapped_column(Words)]
