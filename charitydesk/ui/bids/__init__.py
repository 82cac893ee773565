"""The Bids room: the pipeline and the table, the record beside them, and how often the charity wins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return the Bids room.

    Args:
        services: Those of the open data folder.
    """
    return Room(
        "bids",
        "Bids",
        "bids",
        partial(_page, services),
        3,
        keywords="tender pipeline deadline go no-go score outcome won lost win rate lessons feedback",
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.bids.page import BidsPage  # noqa: PLC0415 - made when the room is first opened

    return BidsPage(services, context)
