"""Keeps what a form of a bid holds: the bid and each thing under it by its id, made when there is none yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charitydesk.domain.ids import BidId
from charitydesk.presentation.bid_fields import LOTS, SCORES, TASKS
from charitydesk.presentation.contract_keeping import newest, with_child, with_regime
from charitydesk.services.bids import BidRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.services.bundle import Services

_BLANKS: dict[str, Any] = {"tasks": TASKS.blank, "lots": LOTS.blank, "scores": SCORES.blank}


def keep_bid(services: Services, bid_id: int, values: Mapping[str, Any]) -> int:
    """Keep a bid's form; return its id.

    Args:
        services: Those of the open data folder.
        bid_id: Which; 0 for a new one.
        values: Fields as typed.

    Raises:
        BadInputError: It cannot be kept as it is.
    """
    values = with_regime(values)
    if not bid_id:
        return services.bids.add(BidRecord(**values)).record.id
    record = services.bids.show(BidId(bid_id)).record
    changed = replace(record, **values)
    if changed != record:
        services.bids.update(changed)
    return bid_id


def keep_bid_child(services: Services, bid_id: int, name: str, child_id: int, values: Mapping[str, Any]) -> int:
    """Keep a task, lot or mark of a bid; return its id.

    Args:
        services: Those of the open data folder.
        bid_id: The bid.
        name: `tasks`, `lots` or `scores`.
        child_id: Which; 0 for a new one.
        values: Fields as typed.

    Raises:
        BadInputError: It cannot be kept as it is.
    """
    owner = BidId(bid_id)
    before = getattr(services.bids.show(owner), name)
    made = replace(_BLANKS[name], bid_id=owner, **values)
    after = _setter(services, name)(owner, with_child(before, child_id, values, made))
    return child_id or newest(before, getattr(after, name))


def drop_bid_child(services: Services, bid_id: int, name: str, child_id: int) -> None:
    """Take a task, lot or mark of a bid out; undo brings it back."""
    owner = BidId(bid_id)
    kept = [one for one in getattr(services.bids.show(owner), name) if one.id != child_id]
    _setter(services, name)(owner, kept)


def set_score(services: Services, bid_id: int, name: str, mark: int | None, weight: int) -> None:
    """Score one factor of a bid's go / no-go and say how much it counts.

    Args:
        services: Those of the open data folder.
        bid_id: The bid.
        name: The factor.
        mark: 0 to 5; None to take the score back.
        weight: 0 to 100.

    Raises:
        BadInputError: A weight or score that cannot be meant.
    """
    owner = BidId(bid_id)
    present = services.bids.show(owner).factors
    changed = [replace(one, score=mark, weight=weight) if one.name == name else one for one in present]
    if changed != list(present):
        services.bids.set_factors(owner, changed)


def _setter(services: Services, name: str) -> Any:
    return getattr(services.bids, f"set_{name}")
