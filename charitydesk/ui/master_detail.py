"""A list with its record beside it, not over it; on a narrow page one at a time with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from charitydesk.ui.parts import button, column
from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NARROW = 760
"""Below this many pixels list and record take turns."""
LIST_WIDTH = 390
"""What a list needs to name its records."""


class MasterDetail(QWidget):
    """Two panes.

    Args:
        master: The list.
        back: The text of the way back on narrow pages: `Back to the &list`.
    """

    turned = Signal(bool)
    """Told whether a record stands beside the list now, when one was opened or closed."""

    def __init__(self, master: QWidget, back: str = "Back to the &list") -> None:
        super().__init__()
        self.master = master
        self._open = False
        self._detail: QWidget | None = None
        self._holder: QWidget | None = None
        self.setMinimumHeight(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.back = button(back, self.close_record, kind="quiet", icon="back")
        self._pane = QWidget()
        inside = column(self._pane)
        inside.addWidget(self.back)
        self._area = QScrollArea()
        self._area.setProperty("plain", "true")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.addWidget(self._area, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(25)
        self._splitter.addWidget(master)
        self._splitter.addWidget(self._pane)
        self._splitter.setStretchFactor(0, 4)
        self._splitter.setStretchFactor(1, 5)
        layout = column(self)
        layout.addWidget(self._splitter)
        self._pane.hide()
        self.back.hide()

    @property
    def is_open(self) -> bool:
        """True while a record is shown."""
        return self._open

    @property
    def has_room(self) -> bool:
        """Whether list and record stand side by side."""
        return self.width() >= scaled(NARROW)

    def keep_list(self) -> None:
        """Keep the list to what names a record, and give the rest to reading."""
        self._divide((0, 1), scaled(LIST_WIDTH))

    def share(self, master: int, record: int) -> None:
        """Divide the width between list and record in these parts."""
        self._divide((master, record), self.width() * master // (master + record))

    def _divide(self, stretch: tuple[int, int], master: int) -> None:
        for place, factor in enumerate(stretch):
            self._splitter.setStretchFactor(place, factor)
        self._splitter.setSizes([master, max(1, self.width() - master)])

    def show_record(self, record: QWidget) -> None:
        """Show a record beside the list; the one before is deleted."""
        if self._holder is not None:
            self._area.takeWidget().deleteLater()
        holder = _Holder()
        inside: QVBoxLayout = column(holder)
        inside.setContentsMargins(0, 0, 12, 16)
        inside.addWidget(record)
        inside.addStretch(1)
        self._area.setWidget(holder)
        self._holder = holder
        self._detail = record
        self._open = True
        self._arrange()
        self.turned.emit(True)

    def record(self) -> QWidget | None:
        """Return the record's widget, or None."""
        return self._detail if self._open else None

    def close_record(self) -> None:
        """Show the list alone and give it the keyboard."""
        self._open = False
        self._arrange()
        self.master.setFocus()
        self.turned.emit(False)

    def sizeHint(self) -> QSize:
        """Return the least height: a page that fills gives all it has, and a long record must not lengthen the page."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side by side and taking turns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = not self.has_room
        self._pane.setVisible(self._open)
        self.master.setVisible(not (narrow and self._open))
        self.back.setVisible(self._open and narrow)


class _Holder(QWidget):
    """What a record lies on."""

    def minimumSizeHint(self) -> QSize:
        """Return no height where text breaks into lines: Qt's own guess leaves a blank end."""
        hint = super().minimumSizeHint()
        layout = self.layout()
        return QSize(hint.width(), 0) if layout is not None and layout.hasHeightForWidth() else hint

    def sizeHint(self) -> QSize:
        """Return its parts' own sizes: Qt's own guess breaks every line for a width that it never has."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()
