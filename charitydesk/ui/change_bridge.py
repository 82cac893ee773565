"""Turns news of changes, which may come from a worker, into one signal in the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.presentation.shell import Feed


class ChangeBridge(QObject):
    """One signal for all changes; its payload is the change, an object with `topics`."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._stop: Callable[[], object] | None = None

    def listen(self, feed: Feed) -> None:
        """Pass on the changes of a feed from now on."""
        self.close()
        self._stop = feed.subscribe(self._heard.emit)

    def close(self) -> None:
        """Stop listening."""
        if self._stop is not None:
            self._stop()
            self._stop = None


def topics_of(change: object) -> frozenset[object]:
    """Return the topics a change touches; a change that names none touches everything and returns an empty set."""
    return frozenset(getattr(change, "topics", ()))
