"""The Today room: what needs a decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room
from charitydesk.ui.today.page import TodayPage

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services


def room(services: Services) -> Room:
    """Return the Today room.

    Args:
        services: Those of the open data folder.
    """
    return Room("today", "Today", "today", partial(TodayPage, services), 1, keywords="deadlines clocks due overdue")
