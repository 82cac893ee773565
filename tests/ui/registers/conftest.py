"""The window of Contracts and Bids over two contracts and three bids; the room a file names as `ROOM` opens first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from charitydesk.services.clock import FixedClock
from tests.ui.contracts_desk import open_copy, prepare, show

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return FixedClock(NOW)


@pytest.fixture(scope="package")
def prepared(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("register") / "data", FixedClock(NOW))


@pytest.fixture
def desk(prepared, tmp_path, clock, window_of, qtbot, request):
    services = open_copy(prepared, tmp_path / "data", clock)
    made = show(services, window_of, qtbot, first=request.module.ROOM)
    yield made
    made.window.close()
    made.window.tasks.close()
    services.close()
