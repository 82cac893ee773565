"""Lots of a public notice held against the lots of a bid: what the buyer changed, and what the charity wrote stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charitydesk.services.import_notice_values import some_value
from charitydesk.services.import_words import FieldChange, shown
from charitydesk.storage.records_bids import BidLotRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.ids import BidId
    from charitydesk.domain.public_notices import NoticeLot
    from charitydesk.storage.unit_of_work import UnitOfWork

LOT_FIELDS = ("number", "title", "description", "value")


def lot_values(lot: NoticeLot) -> dict[str, Any]:
    """Return what the buyer says of a lot."""
    return {"number": lot.id, "title": lot.title, "description": lot.description, "value": some_value(lot.value)}


def changed_lots(
    work: UnitOfWork, bid_id: BidId, lots: Sequence[NoticeLot]
) -> tuple[tuple[BidLotRecord, ...], tuple[FieldChange, ...]]:
    """Return a bid's lots as a notice would leave them, with what it changes; both empty where it changes nothing.

    A lot that the notice does not name stays, and of each lot so does what the charity bids for and won.

    Args:
        work: Reads the lots there are.
        bid_id: The bid.
        lots: Lots as the notice gives them; without numbers they cannot be told apart and are left alone.
    """
    told = {lot.id: lot_values(lot) for lot in lots if lot.id}
    if not told:
        return (), ()
    here = work.bid_lots.of(bid_id)
    changes: list[FieldChange] = []
    left: list[BidLotRecord] = []
    for lot in here:
        said = {name: value for name, value in told.pop(lot.number, {}).items() if value not in {None, ""}}
        different = {name: value for name, value in said.items() if getattr(lot, name) != value}
        left.append(replace(lot, **different))
        for name, value in different.items():
            before = shown(getattr(lot, name), name)
            changes.append(FieldChange(f"{name} of lot {lot.number}", before, shown(value, name)))
    for number, values in told.items():
        left.append(BidLotRecord(bid_id=bid_id, **values))
        changes.append(FieldChange(f"lot {number}", "", str(values["title"]) or "new", adds=True))
    return (tuple(left), tuple(changes)) if changes else ((), ())
