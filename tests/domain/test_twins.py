"""Which names of commissioners may be one body written two ways."""

from __future__ import annotations

import pytest

from charitydesk.domain.twins import may_be_twins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anytown Council", "Anytown City Council"),
        ("Anytown C.C.", "Anytown City Council"),
        ("ACC", "Anytown City Council"),
        ("St Helen's Borough Council", "Saint Helens BC"),
        ("Cyngor Ynys Môn", "Cyngor Ynys Mon"),
        ("Beck & Dale ICB", "NHS Beck and Dale Integrated Care Board"),
    ],
)
def test_a_body_written_another_way_may_be_the_same(one, other):
    assert may_be_twins(one, other)
    assert may_be_twins(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anytown City Council", "Beckford City Council"), ("Anytown Council", ""), ("??", "Beck Board")],
)
def test_two_bodies_of_one_kind_are_not_taken_for_each_other(one, other):
    assert not may_be_twins(one, other)
