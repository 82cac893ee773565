"""The Contracts room: the register beside the record, with all that hangs on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return the Contracts room.

    Args:
        services: Those of the open data folder.
    """
    return Room(
        "contracts",
        "Contracts",
        "contracts",
        partial(_page, services),
        2,
        keywords="grant register commissioner notice window renew obligation report variation extension value",
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.contracts.page import ContractsPage  # noqa: PLC0415 - made when the room is first opened

    return ContractsPage(services, context)
