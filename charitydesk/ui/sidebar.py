"""The sidebar: every room with icon and text, settings at the foot; icons alone only where text has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from charitydesk.ui import icons
from charitydesk.ui.parts import column, label, restyle
from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from charitydesk.ui.pages import Room

WIDE, COMPACT = 208, 56


class _RoomButton(QPushButton):
    """One room. Up and down move between rooms; Tab leaves the sidebar by its own order."""

    step = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, open with Enter or Space."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step.emit(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Sidebar(QFrame):
    """The list of rooms."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName("Rooms")
        self._compact = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        self._titles: dict[str, str] = {}
        self._layout = column(self, gap=2)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._name = label("CharityDesk", "subheading", wrap=False)
        self._name.setContentsMargins(12, 4, 0, 10)
        self._layout.addWidget(self._name)
        self._layout.addStretch(1)
        self.setFixedWidth(WIDE)

    def set_rooms(self, rooms: Sequence[Room]) -> None:
        """Show these rooms, in their order; those at the bottom stand apart."""
        for old in self.buttons.values():
            self._group.removeButton(old)
            old.deleteLater()
        self.buttons.clear()
        self._titles = {room.id: room.title for room in rooms}
        top, shown = 1, sorted(rooms, key=lambda room: (room.at_bottom, room.order))
        for number, room in enumerate(shown, start=1):
            made = self._button(room, number)
            if room.at_bottom:
                self._layout.addWidget(made)
            else:
                self._layout.insertWidget(top, made)
                top += 1
        self._write()

    def _button(self, room: Room, number: int) -> QPushButton:
        made = _RoomButton(room.title.replace("&", "&&"))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(room.title)
        made.setAccessibleDescription(f"Room {number}, Ctrl+{number}" if number <= 9 else "")
        made.setToolTip(f"{room.title} (Ctrl+{number})" if number <= 9 else room.title)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setProperty("room", room.id)
        icons.put(made, room.icon, "quiet|accent")
        made.clicked.connect(self._clicked)
        made.step.connect(self._step)
        self._group.addButton(made)
        self.buttons[room.id] = made
        return made

    def show_current(self, room: str) -> None:
        """Mark the room whose page is shown."""
        if room in self.buttons:
            self.buttons[room].setChecked(True)

    def set_compact(self, compact: bool) -> None:
        """Show icons alone, or icons with text."""
        if compact != self._compact:
            self._compact = compact
            self.setProperty("compact", "true" if compact else "false")
            for each in (self, *self.buttons.values()):
                restyle(each)
            self._name.setVisible(not compact)
            self._write()
        side = 6 if compact else 12
        self._layout.setContentsMargins(side, 10, side, 12)
        self.setFixedWidth(scaled(COMPACT if compact else WIDE))

    def _write(self) -> None:
        for room, each in self.buttons.items():
            each.setText("" if self._compact else f"  {self._titles[room].replace('&', '&&')}")

    def _clicked(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            self.chosen.emit(str(checked.property("room")))

    def _step(self, by: int) -> None:
        ids = list(self.buttons)
        ordered = sorted(ids, key=lambda room: self.buttons[room].y())
        here = next((place for place, room in enumerate(ordered) if self.buttons[room].hasFocus()), 0)
        self.buttons[ordered[(here + by) % len(ordered)]].setFocus(Qt.FocusReason.TabFocusReason)
