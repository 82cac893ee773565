"""Spares hundreds of thousands of rows a look that finds nothing.

Python looks through everything it holds for cycles each time a few hundred lists have come. Rows of a table hold no
cycles, and looking through them again and again takes a fifth of an import.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def uncollected() -> Generator[None]:
    """Let a block make very many rows without the search for cycles, which goes on at its end.

    Whoever turned the search off turns it on again, so that blocks may lie in one another and in several threads.
    """
    mine = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if mine:
            gc.enable()
