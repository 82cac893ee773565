"""What a clause is about: a few plain words to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QWidget

from charitydesk.presentation.library_compact import TOPIC_CHOICES
from charitydesk.ui.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable


class TopicsField(QFrame):
    """Tick boxes in lines; topics of the register that are not offered here are kept as they were."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("segment")
        layout = FlowLayout(self, gap=14, line_gap=2)
        self._boxes: dict[str, QCheckBox] = {}
        self._others: tuple[str, ...] = ()
        for choice in TOPIC_CHOICES:
            box = QCheckBox(choice.label)
            box.setAccessibleName(f"About: {choice.label}")
            box.toggled.connect(self._toggled)
            self._boxes[str(choice.value)] = box
            layout.addWidget(box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _toggled(self, _checked: bool) -> None:
        self.changed.emit()

    def value(self) -> tuple[str, ...]:
        """Return the chosen topics."""
        return (*(topic for topic, box in self._boxes.items() if box.isChecked()), *self._others)

    def set_value(self, topics: Iterable[str]) -> None:
        """Tick these topics."""
        given = tuple(topics)
        self._others = tuple(topic for topic in given if topic not in self._boxes)
        for topic, box in self._boxes.items():
            box.setChecked(topic in given)

    def problem(self) -> str:
        """Return an empty string: a clause may be about nothing listed here."""
        return ""

    def focus_widget(self) -> QWidget:
        """Return the first box."""
        return next(iter(self._boxes.values()))
