"""The search box on top: rooms, commands and records in one list, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from charitydesk.ui.parts import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from charitydesk.presentation.search import Hit, SearchProvider
    from charitydesk.ui.search_results import ResultSheet


class SearchBox(QLineEdit):
    """The field. Results lie in a sheet under it, inside the window.

    Args:
        stage: The widget over which the sheet is laid, usually the window's central widget.
    """

    taken = Signal(object)

    def __init__(self, stage: QWidget) -> None:
        super().__init__()
        self._stage = stage
        self._providers: list[SearchProvider] = []
        self._before: QWidget | None = None
        self._made: ResultSheet | None = None
        self.setAccessibleName("Search")
        self.setAccessibleDescription("Finds any record, clause or command. Down arrow moves through what is found.")
        self.setPlaceholderText("Search or type a command  (Ctrl+K)")
        self.textChanged.connect(self._search)
        stage.installEventFilter(self)

    @property
    def sheet(self) -> ResultSheet:
        """The results, made on first use."""
        if self._made is None:
            from charitydesk.ui.search_results import ResultSheet  # noqa: PLC0415 - the window need not wait for it

            self._made = ResultSheet(self._stage)
            self._made.taken.connect(self._take)
        return self._made

    @property
    def is_open(self) -> bool:
        """True while results are shown."""
        return self._made is not None and not self._made.isHidden()

    def set_providers(self, providers: Sequence[SearchProvider]) -> None:
        """Search with these, in this order; each answers within a few milliseconds."""
        self._providers = list(providers)

    def begin(self) -> None:
        """Take the keyboard and show what can be done; Escape gives it back."""
        if not self.hasFocus():
            self._before = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search(self.text())

    def hits(self) -> list[Hit]:
        """Return the results shown."""
        return self.sheet.hits

    def _search(self, text: str) -> None:
        if not self.hasFocus() and not text:
            return
        found = [hit for provider in self._providers for hit in provider(text)]
        self.sheet.show_hits(found, text)
        if text:
            announce(self, self.sheet.spoken())
        self._lay()
        self.sheet.show()
        self.sheet.raise_()

    def _lay(self) -> None:
        corner = self.mapTo(self._stage, self.rect().bottomLeft())
        height = min(self.sheet.wanted_height(), self._stage.height() - corner.y() - 12)
        self.sheet.setGeometry(corner.x(), corner.y() + 6, self.width(), max(height, 48))

    def finish(self) -> None:
        """Close the sheet and empty the field."""
        if self.is_open:
            self.sheet.hide()
        before = self.blockSignals(True)
        self.clear()
        self.blockSignals(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, take with Enter, leave with Escape."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = event.key()
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.is_open and (hit := self.sheet.chosen()) is not None:
                self._take(hit)
        elif key == Qt.Key.Key_Escape:
            self.finish()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus()
        else:
            super().keyPressEvent(event)

    def _move(self, steps: int) -> None:
        if not self.is_open:
            self._search(self.text())
        elif words := self.sheet.move_by(steps):
            announce(self, words)

    def _take(self, hit: Hit) -> None:
        self.finish()
        self.taken.emit(hit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the sheet when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason and self.is_open:
            self.sheet.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what can be done as soon as the field is clicked."""
        super().mousePressEvent(event)
        if not self.is_open:
            self._search(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sheet under the field when the window changes size."""
        if event.type() is QEvent.Type.Resize and self.is_open:
            self._lay()
        return super().eventFilter(watched, event)
