"""The Notices room: the list beside the record, the guided conversation, and the result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.notices.page import NoticesPage
from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services


def room(services: Services) -> Room:
    """Return the Notices room.

    Args:
        services: Those of the open data folder.
    """
    return Room(
        "notices",
        "Notices",
        "notices",
        partial(NoticesPage, services),
        4,
        keywords="decommissioning cut ending consultation tender record new",
    )
