"""What a page says while it has nothing to show: what will be here and the first thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from charitydesk.ui.parts import button, column, icon_label, label
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyState(QWidget):
    """A calm sentence and one button.

    Args:
        icon: An icon's name.
        title: What is not here yet.
        words: What will be here.
        action: The button's text with its mnemonic, or empty.
        on_action: What the button does.
    """

    def __init__(
        self, icon: str, title: str, words: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        layout = column(self, margin=24, gap=12)
        layout.addStretch(2)
        picture = icon_label(icon, "quiet", 40)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role in ((title, "heading"), (words, "quiet")):
            words_label = label(text, role)
            words_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            limit_width(words_label, 460)
            words_label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            centred = column(gap=0)
            centred.addWidget(words_label)
            layout.addLayout(centred)
            layout.setAlignment(centred, Qt.AlignmentFlag.AlignHCenter)
        self.action = None
        if action:
            self.action = button(action, on_action, kind="primary", icon="add")
            layout.addSpacing(4)
            layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
