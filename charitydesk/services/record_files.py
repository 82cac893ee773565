"""A contract or a bid from a file that a person wrote, with what belongs to it; every slip is told with its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bodies import Answer
from charitydesk.domain.facts_form import FactField, read_value
from charitydesk.domain.money import Pence
from charitydesk.domain.periods import Period
from charitydesk.domain.states import ClauseSide
from charitydesk.errors import BadInputError
from charitydesk.services.facts_file import ProblemsError
from charitydesk.services.plain_yaml import Branch, Leaf, Node, Row, read_plain_yaml
from charitydesk.services.record_fields import FIELDS, read_record
from charitydesk.storage.records_bids import NEW_BID, BidLotRecord, BidRecord, BidTaskRecord
from charitydesk.storage.records_contracts import (
    NEW_CONTRACT,
    ContractClauseRecord,
    ContractExtensionRecord,
    ContractRecord,
    ContractYearRecord,
    ObligationRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_CHILDREN: Mapping[str, Mapping[str, FactField]] = {
    name: {key: FactField(key, kind, default) for key, (kind, default) in fields.items()}
    for name, fields in {
        "years": {"starts_on": (date, None), "value": (Pence, None), "note": (str, "")},
        "extensions": {
            "length": (Period, None),
            "to_date": (date, None),
            "decide_by": (date, None),
            "whose": (ClauseSide, ClauseSide.BODY),
            "taken": (Answer, Answer.UNKNOWN),
            "note": (str, ""),
        },
        "clauses": {"number": (str, ""), "topic": (str, ""), "text": (str, ""), "note": (str, "")},
        "lots": {
            "number": (str, ""),
            "title": (str, ""),
            "description": (str, ""),
            "value": (Pence, None),
            "bidding": (Answer, Answer.UNKNOWN),
        },
        "tasks": {
            "title": (str, ""),
            "owner": (str, ""),
            "due_on": (date, None),
            "done_on": (date, None),
            "note": (str, ""),
        },
    }.items()
}
_OF = {"contract": ("years", "extensions", "clauses", "obligations"), "bid": ("lots", "tasks")}


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract as a file gives it, not stored yet."""

    record: ContractRecord
    years: tuple[ContractYearRecord, ...]
    extensions: tuple[ContractExtensionRecord, ...]
    clauses: tuple[ContractClauseRecord, ...]
    obligations: tuple[ObligationRecord, ...]


@dataclass(frozen=True, slots=True)
class BidFile:
    """A bid as a file gives it, not stored yet."""

    record: BidRecord
    lots: tuple[BidLotRecord, ...]
    tasks: tuple[BidTaskRecord, ...]


def read_contract(path: Path | None, options: Mapping[str, str], *, is_example: bool = False) -> ContractFile:
    """Return a contract from a file, from options, or from both; an option goes before the file.

    Args:
        path: A YAML file of names and values, with lists of years, extensions, clauses and obligations; or None.
        options: Values by name, as typed.
        is_example: Whether it belongs to the example charity.

    Raises:
        BadInputError: The file is no plain YAML.
        ProblemsError: Values cannot be used; every one is named.
    """
    return contract_from(None if path is None else read_plain_yaml(path), options, is_example=is_example)


def contract_from(root: Node | None, options: Mapping[str, str], *, is_example: bool = False) -> ContractFile:
    """Return the contract that a file's content and options give; arguments and errors are those of `read_contract`."""
    reader = _Reader("contract")
    values, children = reader.read(root, options)
    reader.require("title", values)
    return ContractFile(
        record=ContractRecord(**values, is_example=is_example),
        years=tuple(ContractYearRecord(contract_id=NEW_CONTRACT, **one) for one in children["years"]),
        extensions=tuple(ContractExtensionRecord(contract_id=NEW_CONTRACT, **one) for one in children["extensions"]),
        clauses=tuple(ContractClauseRecord(contract_id=NEW_CONTRACT, **one) for one in children["clauses"]),
        obligations=tuple(ObligationRecord(**one, is_example=is_example) for one in children["obligations"]),
    )


def read_bid(path: Path | None, options: Mapping[str, str], *, is_example: bool = False) -> BidFile:
    """Return a bid from a file, from options, or from both; an option goes before the file.

    Args:
        path: A YAML file of names and values, with lists of lots and tasks; or None.
        options: Values by name, as typed.
        is_example: Whether it belongs to the example charity.

    Raises:
        BadInputError: The file is no plain YAML.
        ProblemsError: Values cannot be used; every one is named.
    """
    return bid_from(None if path is None else read_plain_yaml(path), options, is_example=is_example)


def bid_from(root: Node | None, options: Mapping[str, str], *, is_example: bool = False) -> BidFile:
    """Return the bid that a file's content and options give; arguments and errors are those of `read_bid`."""
    reader = _Reader("bid")
    values, children = reader.read(root, options)
    reader.require("title", values)
    return BidFile(
        record=BidRecord(**values, is_example=is_example),
        lots=tuple(BidLotRecord(bid_id=NEW_BID, **one) for one in children["lots"]),
        tasks=tuple(BidTaskRecord(bid_id=NEW_BID, **one) for one in children["tasks"]),
    )


class _Reader:
    """Reads on past what cannot be used, so that all of it can be put right at once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._problems: list[str] = []

    def read(
        self, root: Node | None, options: Mapping[str, str]
    ) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        children: dict[str, list[dict[str, Any]]] = {name: [] for name in _OF[self._kind]}
        flat: dict[str, object] = {}
        lines: dict[str, int] = {}
        for name, node in self._named(root, ""):
            if name in children:
                children[name] = [self._child(name, one) for one in self._rows(node, name)]
            else:
                flat[name], lines[name] = self._plain(node, name), node.line
        flat |= options
        values, problems = read_record(self._kind, flat)
        for one in problems:
            where = f"Line {lines[one.path]}, {one.path}" if one.path in lines and one.path not in options else one.path
            self._problems.append(f"{where}: {one.sentence}")
        return values, children

    def require(self, name: str, values: Mapping[str, object]) -> None:
        if not self._problems and not values.get(name):
            self._problems.append(f"{name}: The {self._kind} has none. Give it one.")
        if self._problems:
            raise ProblemsError(self._problems)

    def _named(self, node: Node | None, place: str) -> Iterable[tuple[str, Node]]:
        if node is None or (isinstance(node, Leaf) and node.text is None):
            return ()
        if not isinstance(node, Branch):
            self._wrong(node.line, place, "Give its values one to a line, each as `name: value`.")
            return ()
        for name, line in node.twice:
            self._wrong(line, f"{place}{name}", "It is given twice. Give it once.")
        return node.items.items()

    def _rows(self, node: Node, place: str) -> tuple[Node, ...]:
        if isinstance(node, Row):
            return node.items
        if not (isinstance(node, Leaf) and node.text is None):
            self._wrong(node.line, place, "Give a list: each entry begins with a dash.")
        return ()

    def _plain(self, node: Node, place: str) -> object:
        if isinstance(node, Leaf):
            return node.text
        if isinstance(node, Row):
            return [one.text for one in node.items if isinstance(one, Leaf)]
        self._wrong(node.line, place, "Give one piece of text.")
        return None

    def _child(self, name: str, node: Node) -> dict[str, Any]:
        if name == "obligations":
            given = {key: self._plain(one, key) for key, one in self._named(node, "obligations.")}
            values, problems = read_record("obligation", given)
            for one in problems:
                self._wrong(node.line, f"obligations.{one.path}", one.sentence)
            return {"title": "", **values}
        known, values = _CHILDREN[name], dict[str, Any]()
        for key, one in self._named(node, f"{name}."):
            if key not in known:
                self._wrong(one.line, f"{name}.{key[:60]}", f"There is nothing of that name. Use {', '.join(known)}.")
                continue
            try:
                value = read_value(known[key], self._plain(one, f"{name}.{key}"))
            except BadInputError as error:
                self._wrong(one.line, f"{name}.{key}", str(error))
                continue
            values[key] = (value.words if isinstance(value, Period) else "") if known[key].kind is Period else value
        if name == "years" and (values.get("starts_on") is None or values.get("value") is None):
            self._wrong(node.line, name, "Give each year its first day and its value.")
        if name == "tasks" and not values.get("title"):
            self._wrong(node.line, name, "Give each task a title.")
        return values

    def _wrong(self, line: int, place: str, sentence: str) -> None:
        self._problems.append(f"Line {line}, {place}: {sentence}" if place else f"Line {line}: {sentence}")


def option_names(kind: str) -> tuple[str, ...]:
    """Return the names that may be given as options for a contract or a bid."""
    return tuple(FIELDS[kind])
