"""The Library: what may be cited, to whom and since when; what we have read; local compacts typed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return the Library as the sidebar shows it."""
    return Room(
        "library",
        "Library",
        "library",
        partial(_page, services),
        8,
        keywords="compact covenant register statute guidance clause provision citation local",
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.library.page import LibraryPage  # noqa: PLC0415 - made when the room is first opened

    return LibraryPage(services, context)
