"""Reads the procurement thresholds, by the date a procurement began, from their packaged file."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import cache
from typing import cast

from charitydesk import resources
from charitydesk.domain.regimes import Thresholds
from charitydesk.errors import UserFacingError
from charitydesk.services.register_files import read_yaml

_FILE = "register/thresholds.yaml"
_AMOUNTS = tuple(field.name for field in fields(Thresholds) if field.name not in {"applies_from", "applies_to"})


def load_thresholds(text: str | None = None) -> tuple[Thresholds, ...]:
    """Return the thresholds held, in pence with VAT.

    Args:
        text: The file's text; None for the packaged one.

    Raises:
        UserFacingError: A field is missing, unknown or no whole number of pounds.
    """
    return _packaged() if text is None else _read_all(text)


@cache
def _packaged() -> tuple[Thresholds, ...]:
    return _read_all(resources.read_text(_FILE))


def _read_all(text: str) -> tuple[Thresholds, ...]:
    content = read_yaml(text, _FILE)
    if not isinstance(content, list):
        raise _wrong("it must be a list")
    return tuple(_read(entry) for entry in cast("list[object]", content))


def _wrong(problem: str) -> UserFacingError:
    return UserFacingError(f"The thresholds file cannot be used: {problem}.", "Put the file back as it was.")


def _read(entry: object) -> Thresholds:
    if not isinstance(entry, dict):
        raise _wrong("each entry must be a set of named fields")
    left = dict(cast("dict[str, object]", entry))
    first, last = left.pop("applies_from", None), left.pop("applies_to", None)
    if type(first) is not date or not (last is None or type(last) is date):
        raise _wrong("applies_from and applies_to must be dates")
    amounts: dict[str, int] = {}
    for name in _AMOUNTS:
        value = left.pop(name, None)
        if type(value) is not int or value <= 0:
            raise _wrong(f"{name} must be whole pounds, not {value!r}")
        amounts[name] = value * 100
    if left:
        raise _wrong(f"{next(iter(left))} is not a threshold it knows")
    return Thresholds(applies_from=first, applies_to=last, **amounts)
