from __future__ import annotations

from contextlib import closing

import journeys
import pytest


@pytest.fixture
def desk(folders, tmp_path):
    """The services of an empty data folder on Monday 23 November 2026."""
    with closing(journeys.open_services(folders.empty(tmp_path / "data"))) as services:
        yield services


@pytest.fixture
def example_desk(folders, tmp_path):
    """The services of a data folder with the example charity, on the Monday on which it was loaded."""
    with closing(journeys.open_services(folders.example(tmp_path / "data", journeys.MONDAY))) as services:
        yield services
