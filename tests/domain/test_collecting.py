"""Making many rows leaves Python's search for cycles as it was."""

from __future__ import annotations

import gc

import pytest

from charitydesk.collecting import uncollected


@uncollected()
def searched_within(*, fails):
    with uncollected():
        found = [gc.isenabled()]
    if fails:
        raise ValueError
    return [*found, gc.isenabled()]


def test_the_search_for_cycles_rests_within_blocks_and_goes_on_after_the_outermost_whatever_happens():
    assert searched_within(fails=False) == [False, False]
    assert gc.isenabled()
    with pytest.raises(ValueError, match=r"^$"):
        searched_within(fails=True)
    assert gc.isenabled()
