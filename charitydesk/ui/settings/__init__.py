"""Settings: the charity, its letterhead, how the window looks, backups, files, bank holidays, history, about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return Settings as the sidebar shows it."""
    return Room(
        "settings",
        "Settings",
        "settings",
        partial(_page, services),
        9,
        at_bottom=True,
        keywords="charity letterhead appearance dark text size backup restore files export calendar holidays example"
        " history about",
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.settings.page import SettingsPage  # noqa: PLC0415 - made when the room is first opened

    return SettingsPage(services, context)
