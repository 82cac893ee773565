"""Time and costs outlive what they were for: when a record goes, what hangs on it in the ledger is let go, not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from charitydesk.storage.rows_time import BiddingCostRow, FundingRow, RunningTimerRow, TimeEntryRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Link = Literal["bid_id", "contract_id", "notice_id"]


def let_go(session: Session, link: Link, record_id: int) -> None:
    """Link the time, costs and money given for a record to none; the history keeps the link, so undo restores it.

    Args:
        session: The unit of work's session.
        link: The column that names the record.
        record_id: The record that is about to go.
    """
    for kind in (TimeEntryRow, BiddingCostRow, FundingRow, RunningTimerRow):
        for row in session.scalars(select(kind).where(getattr(kind, link) == record_id)):
            setattr(row, link, None)
    session.flush()
