"""The Library and Settings in a window over real services, on a copy of one prepared folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.ui import library, settings
from charitydesk.ui.main_window import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock


def open_copy(prepared: Path, folder: Path, clock: Clock) -> Services:
    """Open a copy of a prepared folder."""
    shutil.copytree(prepared, folder)
    return build_services(AppPaths(folder), clock)


def records_desk(services: Services) -> Desk:
    """The two rooms, with undo and the news of changes."""
    return Desk((library.room(services), settings.room(services)), (), services.history, services.desk.feed)
