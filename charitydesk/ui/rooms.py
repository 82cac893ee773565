"""Which rooms there are, and what the search box and the Edit menu reach."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from charitydesk.errors import UserFacingError
from charitydesk.presentation.first_run import FirstStart
from charitydesk.presentation.search import Hit
from charitydesk.ui import bids, contracts, imports, letters, library, notices, settings, time, today
from charitydesk.ui.application import Opened
from charitydesk.ui.exports.keeper import CalendarKeeper
from charitydesk.ui.main_window import Desk
from charitydesk.ui.time.keeper import TimerKeeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.search import SearchProvider
    from charitydesk.services.bundle import Services
    from charitydesk.services.search import SearchService
    from charitydesk.ui.pages import Room

_ICONS = {
    "Contract": "contracts",
    "Clause": "contracts",
    "Variation": "contracts",
    "Obligation": "contracts",
    "Commissioner": "building",
    "Contact": "building",
    "Bid": "bids",
    "Task": "bids",
    "Notice": "notices",
    "Letter": "letters",
    "Source": "library",
    "Local compact": "library",
    "Local clause": "library",
    "File": "open",
}


def open_rooms(services: Services) -> Opened:
    """Return the rooms of an open data folder, with all that the window needs beside them."""
    keepers = (partial(CalendarKeeper, services.exports),)
    desk = Desk(rooms(services), (_records(services.search),), services.history, services.desk.feed, keepers)
    keeper = TimerKeeper(services.timers, services.desk.clock)
    return Opened(desk, FirstStart(services.profile, services.example), partial(_close, services, keeper))


def _close(services: Services, keeper: TimerKeeper) -> None:
    """Bring the calendar file up to date, keep a copy of what changed, as Settings promises, and close.

    A full disk must not keep the window open.
    """
    keeper.stop()
    try:
        services.exports.catch_up()
        with suppress(UserFacingError):
            services.backups.make_if_changed()
    finally:
        services.close()


def rooms(services: Services) -> Sequence[Room]:
    """Return the rooms that exist, in the order of the sidebar."""
    return tuple(
        package.room(services)
        for package in (today, contracts, bids, notices, time, letters, library, imports, settings)
    )


def _records(search: SearchService) -> SearchProvider:
    def find(text: str) -> Sequence[Hit]:
        return [
            Hit(found.kind, found.title, found.detail, found.room, found.key, _ICONS.get(found.kind, "search"), text)
            for found in search.find(text)
        ]

    return find
