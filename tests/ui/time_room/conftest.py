"""One window of Time & costs for each file, over an autumn of work, and a clock that the tests move."""

from __future__ import annotations

import shutil

import pytest

from tests.ui.conftest import delete_closed_windows
from tests.ui.time_desk import TimeWindow


@pytest.fixture(scope="module")
def shared(time_folder, one_theme, tmp_path_factory):
    """The window of all tests of a file."""
    made = TimeWindow(shutil.copytree(time_folder, tmp_path_factory.mktemp("time") / "data"), one_theme)
    yield made
    made.close()
    delete_closed_windows()


@pytest.fixture
def desk(shared, theme):  # noqa: ARG001 - the theme is put back last
    """The room as at its first opening, over an autumn of work."""
    yield shared.desk()
    shared.put_back()


@pytest.fixture
def services(desk):
    """Those of the folder."""
    return desk.services


@pytest.fixture
def clock(desk):
    """The clock of the window."""
    return desk.clock


@pytest.fixture
def asker(shared):
    """Answers yes, and has no files to offer."""
    return shared.asker
