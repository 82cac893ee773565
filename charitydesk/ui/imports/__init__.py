"""The page that brings in files: choose one, see how it is read, import it as one change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import Page, PageContext


def room(services: Services) -> Room:
    """Return the page that brings in files; other rooms and the File menu lead to it.

    Args:
        services: Those of the open data folder.
    """
    return Room(
        "imports",
        "Import",
        "download",
        partial(_page, services),
        8,
        keywords="csv excel xlsx spreadsheet table open contracting ocds json notices find a tender contracts finder",
        listed=False,
    )


def _page(services: Services, context: PageContext) -> Page:
    from charitydesk.ui.imports.page import ImportPage  # noqa: PLC0415 - made when the page is first opened

    return ImportPage(services, context)
