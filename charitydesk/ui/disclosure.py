"""Words folded away until they are wanted: *Why we ask*, *How did you get this?*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from charitydesk.ui import icons
from charitydesk.ui.parts import PROSE_WIDTH, announce, button, column, label
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Sequence


class Disclosure(QWidget):
    """A line that opens to show words or a widget beneath it.

    Args:
        title: The line, for example `How did you get this?`.
        content: A text, several paragraphs, or a widget.
        about: What it is about, for a screen reader: `Freedom of information answer`.
    """

    def __init__(self, title: str, content: str | Sequence[str] | QWidget, *, about: str = "") -> None:
        super().__init__()
        self._spoken = ""
        layout = column(self, gap=4)
        self.toggle = button(title, self._flip, kind="link", icon="chevron-right")
        self.toggle.setCheckable(True)
        self.toggle.setAccessibleName(f"{title} {about}".strip())
        layout.addWidget(self.toggle)
        self._box = QFrame()
        self._box.setObjectName("whybox")
        inside = column(self._box, gap=8)
        inside.setContentsMargins(14, 4, 0, 4)
        if isinstance(content, QWidget):
            inside.addWidget(content)
        else:
            paragraphs = [content] if isinstance(content, str) else list(content)
            self._spoken = " ".join(paragraphs)
            for paragraph in paragraphs:
                words = label(paragraph, selectable=True)
                limit_width(words, PROSE_WIDTH)
                inside.addWidget(words)
        layout.addWidget(self._box)
        self._box.hide()
        self._describe()

    def is_open(self) -> bool:
        """Return True while the words are shown."""
        return not self._box.isHidden()

    def set_open(self, shown: bool) -> None:
        """Show or fold the words."""
        self.toggle.setChecked(shown)
        self._flip()

    def _flip(self) -> None:
        shown = self.toggle.isChecked()
        self._box.setVisible(shown)
        icons.put(self.toggle, "chevron-down" if shown else "chevron-right", "accent", gap=4)
        self._describe()
        if shown and self._spoken:
            announce(self.toggle, self._spoken)

    def _describe(self) -> None:
        self.toggle.setAccessibleDescription("Shown below" if self.is_open() else "Press to read")
