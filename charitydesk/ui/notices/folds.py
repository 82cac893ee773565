"""A line of links under a sentence, each of which opens what stands behind it; built when first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.ui import icons
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import PROSE_WIDTH, announce, button, column, label
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Folds(QWidget):
    """Links that open and close.

    Args:
        folds: Each a title and what makes its content.
        about: What all of it is about, for a screen reader.
        extra: Buttons that stand in the same line.
    """

    def __init__(
        self, folds: Sequence[tuple[str, Callable[[], QWidget]]], about: str, extra: Sequence[QPushButton] = ()
    ) -> None:
        super().__init__()
        self._makers = [maker for _, maker in folds]
        self._boxes: list[QFrame | None] = [None] * len(folds)
        self.toggles: list[QPushButton] = []
        for place, (title, _) in enumerate(folds):
            toggle = button(title, partial(self._flip, place), kind="link", icon="chevron-right")
            toggle.setCheckable(True)
            toggle.setAccessibleName(f"{title}: {about}")
            self.toggles.append(toggle)
        self._layout: QVBoxLayout = column(self, gap=8)
        self._layout.addWidget(flowing(*self.toggles, *extra))
        self._describe()

    def open(self, place: int) -> None:
        """Open one of them."""
        self.toggles[place].setChecked(True)
        self._flip(place)

    def _flip(self, place: int) -> None:
        shown = self.toggles[place].isChecked()
        box = self._boxes[place]
        if box is None:
            box = QFrame()
            box.setObjectName("whybox")
            inside = column(box, gap=8)
            inside.setContentsMargins(14, 4, 0, 4)
            inside.addWidget(self._makers[place]())
            after = sum(other is not None for other in self._boxes[:place])
            self._layout.insertWidget(1 + after, box)
            self._boxes[place] = box
        box.setVisible(shown)
        icons.put(self.toggles[place], "chevron-down" if shown else "chevron-right", "accent", gap=4)
        self._describe()
        if shown:
            announce(self.toggles[place], f"{self.toggles[place].text()}, shown below")

    def _describe(self) -> None:
        for toggle in self.toggles:
            toggle.setAccessibleDescription("Shown below" if toggle.isChecked() else "Press to read")


def flowing(*widgets: QWidget, gap: int = 20) -> QWidget:
    """Return widgets in a line that breaks where it must, with more air between them than buttons have."""
    holder = QWidget()
    layout = FlowLayout(holder, gap=gap, line_gap=4)
    for widget in widgets:
        layout.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def paragraphs(words: Sequence[str], role: str = "body") -> QWidget:
    """Return paragraphs of a readable width.

    Args:
        words: One sentence or more each.
        role: How they are set.
    """
    holder = QWidget()
    inside = column(holder, gap=6)
    for paragraph in words:
        said = label(paragraph, role, selectable=True)
        limit_width(said, PROSE_WIDTH)
        inside.addWidget(said)
    return holder
