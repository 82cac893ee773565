from __future__ import annotations

import journeys
import pytest


@pytest.fixture
def desk(tmp_path):
    """The services of an empty data folder on Monday 23 November 2026."""
    services = journeys.open_services(tmp_path / "data")
    yield services
    services.close()
