"""The strip at the foot: what is being done, how far it is, and that everything is saved as you go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from charitydesk.ui.parts import announce, button, label
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from charitydesk.ui.tasks import Step

SAVED = "Everything is saved as you go."
_MESSAGE_MS = 6_000


class StatusStrip(QWidget):
    """Hidden while there is nothing to say."""

    cancel_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._task = 0
        self._words = label("", "quiet", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        fix_width(self._bar, 180)
        self._bar.setAccessibleName("Progress")
        self.cancel = button(
            "&Cancel", self._cancel, kind="quiet", description="Stops this work; nothing is left half done"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 4)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        layout.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._quiet)
        self._quiet()

    @property
    def words(self) -> str:
        """What is shown, or an empty string."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str) -> None:
        """Show a sentence for a few seconds and read it out."""
        self._words.setText(words)
        self._bar.hide()
        self.cancel.hide()
        self.show()
        announce(self, words)
        self._timer.start(_MESSAGE_MS)

    def say_saved(self) -> None:
        """Say that nothing needs saving."""
        self.say(SAVED)

    def show_step(self, step: Step | None) -> None:
        """Show how far work has come, or nothing."""
        if step is None:
            self._quiet()
            return
        self._timer.stop()
        if step.task != self._task:
            announce(self, step.title)
        self._task = step.task
        self._words.setText(f"{step.title}…")
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        for widget in (self._bar, self.cancel, self):
            widget.show()

    def _cancel(self) -> None:
        self.cancel_wanted.emit(self._task)
        self.say("Cancelled. Nothing was left half done.")

    def _quiet(self) -> None:
        self._task = 0
        self._words.clear()
        self.hide()
