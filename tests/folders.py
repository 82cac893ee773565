"""Data folders to copy: making a database, or loading the example, takes longer than most tests."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.storage.opening import create_database

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pytest


class DataFolders:
    """Makes data folders as the program makes them; each kind once, by the program itself."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._examples: dict[datetime, Path] = {}
        self._empty = b""

    def empty(self, folder: Path) -> Path:
        """Make a data folder with an empty database, and return it."""
        if not self._empty:
            path = self._factory.mktemp("empty") / "charitydesk.db"
            create_database(path)
            self._empty = path.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "charitydesk.db").write_bytes(self._empty)
        return folder

    def example_at(self, moment: datetime) -> Path:
        """Return the folder of the example charity as loaded at a moment: to copy, not to open."""
        if moment not in self._examples:
            made = self._factory.mktemp("example") / "data"
            with closing(build_services(AppPaths(made), FixedClock(moment))) as services:
                services.example.load()
            self._examples[moment] = made
        return self._examples[moment]

    def example(self, folder: Path, moment: datetime) -> Path:
        """Make a data folder with the example charity as loaded at a moment, and return it."""
        shutil.copytree(self.example_at(moment), folder, dirs_exist_ok=True)
        return folder
