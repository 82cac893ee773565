"""A line of text that stands for a value, with what was understood written beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from charitydesk.ui.fields import SHORT
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import label
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.presentation.contract_form import Read


class ReadField(QWidget):
    """A field whose text is read by a function.

    Args:
        read: What typed text means.
        words: A value as it is typed.
        width: Of the line, in pixels at 100 %.
        placeholder: An example.
    """

    changed = Signal()

    def __init__(
        self, read: Callable[[str], Read], words: Callable[[object], str], *, width: int = SHORT, placeholder: str = ""
    ) -> None:
        super().__init__()
        self._read, self._words = read, words
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        fix_width(self.line, width)
        self.understood = label("", "quiet", wrap=False)
        self.understood.setContentsMargins(0, 8, 0, 0)
        layout = FlowLayout(self, gap=12, line_gap=2)
        layout.addWidget(self.line)
        layout.addWidget(self.understood)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.understood.hide()
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._finished)

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self.line

    def value(self) -> Any:
        """Return what the text means."""
        return self._read(self.line.text()).value

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.line.setText(self._words(value))

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        return self._read(self.line.text()).problem

    def _typed(self, text: str) -> None:
        meaning = self._read(text).meaning
        self.understood.setText(meaning)
        self.understood.setVisible(bool(meaning) and meaning != text.strip())
        self.changed.emit()

    def _finished(self) -> None:
        read = self._read(self.line.text())
        if not read.problem and self.line.text().strip():
            self.line.setText(self._words(read.value))
