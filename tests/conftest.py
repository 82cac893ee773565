"""Shared by every test: Qt off screen unless asked otherwise, clocks that stand still, and no unexpected warning."""

from __future__ import annotations

import gc
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from charitydesk.services.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.folders import DataFolders

if "--onscreen" not in sys.argv:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


# In memory, where there is room, the thousands of small databases wait for no disk.
_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes folders of its own in it
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
    _about = os.statvfs(_MEMORY)
    if _about.f_bavail * _about.f_frsize > 2 * 1024**3 and not _about.f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# Few examples a run, other ones each time; `--hypothesis-profile=thorough` takes the time to try many.
settings.register_profile("ci", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --onscreen, to watch the windows."""
    parser.addoption("--onscreen", action="store_true", help="show the windows of user-interface tests")


def pytest_collection_finish() -> None:
    """Spare the collector what lives as long as the run: the modules and the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # the window tests make and drop thousands of small objects each


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> DataFolders:
    """Data folders, empty or with the example, made by copying."""
    from tests.folders import DataFolders  # noqa: PLC0415 - the process that hands the tests out needs no database

    return DataFolders(tmp_path_factory)


@pytest.fixture
def clock() -> FixedClock:
    """Friday 27 November 2026, 5.30pm in London."""
    return FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it is marked `expects_warning`."""
    yield
    if request.node.get_closest_marker("expects_warning") is None:
        told = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
        assert not told, [record.getMessage() for record in told]
