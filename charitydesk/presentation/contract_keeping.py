"""Keeps what a form holds: each record and each thing under it by its id, made when there is none yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bodies import Regime
from charitydesk.domain.ids import ContractId, ObligationId
from charitydesk.presentation.contract_children import CLAUSES, EXTENSIONS
from charitydesk.services.contracts import ContractRecord, ContractYearRecord, VariationRecord
from charitydesk.services.obligations import ObligationRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.services.bundle import Services


def keep_contract(services: Services, contract_id: int, values: Mapping[str, Any]) -> int:
    """Keep a contract's form.

    Args:
        services: Those of the open data folder.
        contract_id: Which; 0 for a new one.
        values: Fields as typed.

    Returns:
        The contract's id.

    Raises:
        BadInputError: The terms contradict each other.
    """
    values = with_regime(values)
    if not contract_id:
        return services.contracts.add(ContractRecord(**values)).record.id
    record = services.contracts.show(ContractId(contract_id)).record
    changed = replace(record, **values)
    if changed != record:
        services.contracts.update(changed)
    return contract_id


def with_regime(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with the regime left to be worked out unless the papers say it."""
    given = values.get("regime", Regime.UNKNOWN) is not Regime.UNKNOWN
    rest = dict(values) if given else {name: value for name, value in values.items() if name != "regime"}
    return {**rest, "regime_given": given}


def keep_contract_child(
    services: Services, contract_id: int, name: str, child_id: int, values: Mapping[str, Any]
) -> int:
    """Keep one of the things that belong to a contract; return its id.

    Args:
        services: Those of the open data folder.
        contract_id: The contract.
        name: `years`, `extensions`, `clauses`, `variations` or `obligations`.
        child_id: Which; 0 for a new one.
        values: Fields as typed.

    Raises:
        BadInputError: It cannot be kept as it is.
    """
    owner = ContractId(contract_id)
    if name == "obligations":
        return _keep_obligation(services, owner, child_id, values)
    view = services.contracts.show(owner)
    if name == "variations":
        present = next((one for one in view.variations if one.id == child_id), None)
        blank = VariationRecord(contract_id=owner, title="")
        after = services.contracts.save_variation(replace(present or blank, **values))
        return child_id or newest(view.variations, after.variations)
    before = getattr(view, name)
    made = _made(name, owner, values)
    stored = _setter(services, name)(owner, with_child(before, child_id, values, made))
    return child_id or newest(before, getattr(stored, name))


def drop_contract_child(services: Services, contract_id: int, name: str, child_id: int) -> None:
    """Take one of the things that belong to a contract out; undo brings it back."""
    owner = ContractId(contract_id)
    if name == "obligations":
        services.obligations.delete(ObligationId(child_id))
    elif name == "variations":
        services.contracts.delete_variation(child_id)
    else:
        kept = [one for one in getattr(services.contracts.show(owner), name) if one.id != child_id]
        _setter(services, name)(owner, kept)


def with_child(present: Sequence[Any], child_id: int, values: Mapping[str, Any], blank: Any) -> list[Any]:
    """Return a list with one of its records changed, or with a new one at its end."""
    if not child_id:
        return [*present, blank]
    return [replace(one, **values) if one.id == child_id else one for one in present]


def newest(before: Sequence[Any], after: Sequence[Any]) -> int:
    """Return the id of the record that was not there before."""
    known = {one.id for one in before}
    return next((one.id for one in after if one.id not in known), 0)


def _made(name: str, owner: ContractId, values: Mapping[str, Any]) -> Any:
    if name == "years":
        return ContractYearRecord(contract_id=owner, **values) if "value" in values else None
    blank = {"extensions": EXTENSIONS.blank, "clauses": CLAUSES.blank}[name]
    return replace(blank, contract_id=owner, **values)


def _setter(services: Services, name: str) -> Any:
    return getattr(services.contracts, f"set_{name}")


def _keep_obligation(services: Services, owner: ContractId, child_id: int, values: Mapping[str, Any]) -> int:
    if not child_id:
        return services.obligations.add(ObligationRecord(contract_id=owner, **values)).record.id
    record = services.obligations.show(ObligationId(child_id)).record
    services.obligations.update(replace(record, **values))
    return child_id
