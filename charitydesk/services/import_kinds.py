"""Loads the kinds of record that tables can bring: their columns, and what other people call them, are content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import BodyKind, Nation, Relationship
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.imports.kinds import Column, ImportKind, choice
from charitydesk.domain.imports.values import (
    read_date,
    read_days,
    read_moment,
    read_money,
    read_period,
    read_text,
    read_time,
)
from charitydesk.domain.imports.words import read_answer, read_lead_times, read_link, read_name
from charitydesk.domain.obligations import ObligationKind, Recurrence
from charitydesk.domain.regimes import ContractKind
from charitydesk.domain.time_imports import read_clock, read_length, read_minutes
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list
from charitydesk.services.register_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from charitydesk.domain.imports.kinds import Reader

_FILE = "imports/kinds.yaml"

READERS: dict[str, Reader] = {
    "text": read_text,
    "name": read_name,
    "date": read_date,
    "moment": read_moment,
    "time": read_time,
    "money": read_money,
    "period": read_period,
    "days": read_days,
    "answer": read_answer,
    "link": read_link,
    "lead-times": read_lead_times,
    "clock": read_clock,
    "length": read_length,
    "minutes": read_minutes,
}
"""Readers of cells by the name the file gives them; a kind of another module adds its own before `load_kinds`."""

CHOICES: dict[str, type[StrEnum]] = {
    "body-kind": BodyKind,
    "nation": Nation,
    "relationship": Relationship,
    "contract-kind": ContractKind,
    "contract-status": ContractStatus,
    "bid-stage": BidStage,
    "obligation-kind": ObligationKind,
    "recurrence": Recurrence,
}


@cache
def load_kinds() -> Mapping[str, ImportKind]:
    """Return every kind by its name, in the order of the file."""
    content = cast("Mapping[str, Any]", read_yaml(resources.read_text(_FILE), _FILE))
    readers = READERS | {
        name: choice(kind, _members(kind, content["words"].get(name, {}))) for name, kind in CHOICES.items()
    }
    return {entry["name"]: _kind(entry, readers) for entry in content["kinds"]}


def _members(kind: type[StrEnum], words: Mapping[str, Sequence[str]]) -> dict[str, StrEnum]:
    return {word: kind(value) for value, said in words.items() for word in said}


def _kind(entry: Mapping[str, Any], readers: Mapping[str, Reader]) -> ImportKind:
    return ImportKind(
        name=entry["name"],
        singular=entry["singular"],
        plural=entry["plural"],
        columns=tuple(
            Column(
                name=column["name"],
                label=column["label"],
                synonyms=tuple(column.get("called", ())),
                reader=readers[column["reads"]],
                required=column.get("required", False),
                not_called=tuple(column.get("not_called", ())),
            )
            for column in entry["columns"]
        ),
        keys=tuple(tuple(key) for key in entry["keys"]),
        one_of=tuple(tuple(group) for group in entry.get("one_of", ())),
    )


def kind_named(name: str) -> ImportKind:
    """Return a kind by its name.

    Raises:
        BadInputError: There is none.
    """
    kinds = load_kinds()
    found = kinds.get(name.strip().lower()) or kinds.get(f"{name.strip().lower()}s")
    if found is None:
        raise BadInputError(f"There is no kind “{name}” to import.", f"Give {and_list(list(kinds), 'or')}.")
    return found
