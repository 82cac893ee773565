"""Time and costs: the week, the timer, other costs, the ledger of what bidding costs, people and their rates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return the room as the sidebar shows it."""
    return Room(
        "time",
        "Time & costs",
        "time",
        partial(_page, services),
        5,
        keywords="hours week grid timer ledger unfunded rates people roles overheads statement bill receipt pay full"
        " cost recovery subsidy",
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.time.page import TimePage  # noqa: PLC0415 - made when the room is first opened

    return TimePage(services, context)
