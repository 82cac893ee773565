"""What was spent on a record outlives it, and undo puts everything back where it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def services(example_desk):
    return example_desk


def links(services, name: str) -> list[int | None]:
    with services.desk.read() as work:
        return [getattr(entry, name) for entry in work.time_entries.all()]


@pytest.mark.parametrize("name", ["notice", "bid", "contract"])
def test_that_time_outlives_the_record_it_was_spent_on_and_undo_links_it_again(services, name: str) -> None:
    before = links(services, f"{name}_id")
    used = next(link for link in before if link is not None) if any(before) else None
    if used is None:
        used = {"contract": 1}[name]
    getattr(services, f"{name}s").delete(used)
    after = links(services, f"{name}_id")
    assert len(after) == len(before)
    assert used not in after
    services.history.undo()
    assert links(services, f"{name}_id") == before
