"""A long page built a section at a time: its head can be read at once, and the rest comes while it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Piecewise(QWidget):
    """A page whose sections are built one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._to_build: list[Callable[[], None]] = []
        self._later = QTimer(self)
        self._later.timeout.connect(self._build_next)

    def build(self, sections: Iterable[Callable[[], None]]) -> None:
        """Build the first section now, and the others when the window has nothing else to do."""
        self._to_build = list(sections)
        self._build_next()
        self._later.start(0)

    def sizeHint(self) -> QSize:
        """Return its sections' own sizes: Qt's own guess breaks every line for a width that the page never has."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    @property
    def is_whole(self) -> bool:
        """Whether every section is there."""
        return not self._to_build

    def make_whole(self) -> None:
        """Build what is still missing, at once."""
        while self._to_build:
            self._build_next()

    def _build_next(self) -> None:
        if self._to_build:
            self._to_build.pop(0)()
            # Until the page has grown, its sections share the old height: nobody should see them squeezed into it.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        else:
            self._later.stop()
