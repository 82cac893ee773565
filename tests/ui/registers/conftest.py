"""One window of Contracts and Bids for each file, over two contracts and three bids; it opens the room named `ROOM`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from charitydesk.services.clock import FixedClock
from tests.ui.conftest import delete_closed_windows
from tests.ui.contracts_desk import RegistersWindow, prepare

CLOCK = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The data folder: to copy, not to open."""
    return prepare(tmp_path_factory.mktemp("register") / "data", CLOCK)


@pytest.fixture(scope="module")
def shared(prepared, one_theme, tmp_path_factory, request):
    """The window of all tests of a file."""
    data = shutil.copytree(prepared, tmp_path_factory.mktemp("registers") / "data")
    made = RegistersWindow(data, CLOCK, one_theme, request.module.ROOM)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def asker(shared):
    """Answers yes, and has no files to offer."""
    return shared.asker


@pytest.fixture
def desk(shared, theme):  # noqa: ARG001 - the theme is put back last
    """The room alone, with nothing open beside its list and nothing changed."""
    yield shared.desk()
    shared.put_back()
