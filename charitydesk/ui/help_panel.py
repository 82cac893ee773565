"""Help for the page shown, beside it: F1 opens and closes it, Escape closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from charitydesk.ui.parts import announce, button, clear, column, label, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from charitydesk.presentation.shell import HelpTopic

_EVERYWHERE = (
    ("Ctrl+K", "Search, or type a command"),
    ("Ctrl+1 to 9", "Go to a room"),
    ("Ctrl+N", "Start something new here"),
    ("Ctrl+F", "Filter this page"),
    ("Ctrl+E", "Export this list"),
    ("Ctrl+Z", "Undo the last change"),
    ("Ctrl+Shift+Z", "Redo it"),
    ("F1", "Open or close this help"),
)


class HelpPanel(QFrame):
    """The panel."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setAccessibleName("Help")
        self._words = QWidget()
        self._body = column(self._words, gap=12)
        self._body.setContentsMargins(20, 4, 20, 20)
        area = QScrollArea()
        area.setProperty("plain", "true")
        area.setWidget(self._words)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Help for this page")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area = area
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 10, 0)
        head.addWidget(label("Help", "overline"), 1)
        self.close_button = button("", self.close_panel, kind="quiet", icon="close", name="Close help")
        head.addWidget(self.close_button)
        outer = column(self, gap=0)
        outer.addLayout(head)
        outer.addWidget(area, 1)
        self.hide()

    def show_topic(self, topic: HelpTopic | None) -> None:
        """Show help, and read it out."""
        clear(self._body)
        paragraphs = topic.paragraphs if topic else ("This page has no help of its own yet.",)
        self._body.addWidget(label(topic.title if topic else "Keys that work everywhere", "heading"))
        for paragraph in paragraphs:
            self._body.addWidget(label(paragraph))
        self._body.addWidget(rule())
        self._body.addWidget(label("Keys", "subheading"))
        for key, words in (*(topic.keys if topic else ()), *_EVERYWHERE):
            self._body.addWidget(label(f"{key}: {words}", "quiet"))
        self._body.addStretch(1)
        self.show()
        announce(self, " ".join(paragraphs))

    def close_panel(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
