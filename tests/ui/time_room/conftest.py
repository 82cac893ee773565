"""The window of Time & costs over an autumn of work, and a clock that the tests move."""

from __future__ import annotations

import pytest

from tests.ui.time_desk import MOMENT, MovingClock, TimeDesk, open_copy, time_desk


@pytest.fixture
def clock():
    return MovingClock(MOMENT)


@pytest.fixture
def services(time_folder, tmp_path, clock):
    opened = open_copy(time_folder, tmp_path / "data", clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(services, window_of, qtbot, clock):
    window = window_of(time_desk(services))
    made = TimeDesk(services, window, qtbot, clock)
    window.go("time")
    made.settle()
    yield made
    window.tasks.close()
