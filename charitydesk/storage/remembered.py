"""What was read from the database, for as long as nothing in it is changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST = 64

_T = TypeVar("_T")


class Remembered:
    """Values by name, all forgotten with each change: pages ask the same again for every letter somebody types.

    One program at a time has a data folder open, so a change of its own is the only one there can be.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[Hashable, object] = {}
        self._moment = 0

    @property
    def moment(self) -> int:
        """How often everything was forgotten: while it stays, nothing was changed."""
        with self._lock:
            return self._moment

    def forget(self) -> None:
        """Forget everything; what is being read at this moment is not kept either."""
        with self._lock:
            self._moment += 1
            self._values.clear()

    def value(self, name: Hashable, read: Callable[[], _T]) -> _T:
        """Return a value, read now unless it is remembered.

        Args:
            name: What it is.
            read: Reads it; what it returns must never be changed by anybody.
        """
        with self._lock:
            moment = self._moment
            if name in self._values:
                return cast("_T", self._values[name])
        found = read()
        with self._lock:
            # A change that was stored meanwhile may or may not be in what was read.
            if moment == self._moment and len(self._values) < _MOST:
                self._values[name] = found
        return found
