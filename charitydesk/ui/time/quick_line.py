"""One typed line that becomes an entry; what was understood is said back, and a problem stands at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QWidget

from charitydesk.domain.quick_entry import Named, QuickEntry, parse_quick_entry
from charitydesk.presentation.time_words import understood_words
from charitydesk.ui.fields import TextField, mark
from charitydesk.ui.parts import announce, button, column, label, row
from charitydesk.ui.tokens import tokens_now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.domain.timelog import EntryProblem
    from charitydesk.services.clock import Clock

_EXAMPLE = "1h30 Mon Ashdale tender: pricing"
_HELP = "How long, which day, what for; after a colon a note. For example: 2h yesterday, or 9.30-11 Tue."


class QuickLine(QWidget):
    """The line with its words beneath; `entered` tells of a line that can be read.

    Args:
        clock: Knows today.
    """

    entered = Signal(str)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._named: tuple[Named, ...] = ()
        self.line = TextField(placeholder=_EXAMPLE)
        self.line.setMaximumWidth(16_777_215)
        self.line.setAccessibleName("Log time in one line")
        self.line.setAccessibleDescription(_HELP)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.enter)
        self.add = button("&Log it", self.enter, kind="primary", icon="add", name="Log this line")
        heading = label("&One line", "label", wrap=False)
        heading.setBuddy(self.line)
        self.words = label(_HELP, "quiet")
        self.error = label("", "error")
        self.error.hide()
        layout = column(self, gap=4)
        layout.addWidget(heading)
        across = row(self.line, gap=8, stretch=False)
        across.setStretch(0, 1)
        across.addWidget(self.add)
        layout.addLayout(across)
        layout.addWidget(self.words)
        layout.addWidget(self.error)
        self.setFocusProxy(self.line)

    def offer(self, infos: Iterable[SubjectInfo]) -> None:
        """Know what time can hang on."""
        self._named = tuple(Named(info.subject, info.title, f"{info.commissioner} {info.reference}") for info in infos)

    def enter(self) -> None:
        """Hand the line on, or show what is wrong with it."""
        text = self.line.text()
        found = parse_quick_entry(text, self._clock.today(), self._named)
        if isinstance(found, QuickEntry):
            self.entered.emit(text)
        else:
            self.show_problem(found)

    def clear(self) -> None:
        """Begin again."""
        self.line.clear()
        self._show("", _HELP)
        self.line.setFocus()

    def show_problem(self, problem: EntryProblem) -> None:
        """Show what is wrong, and choose the words it is about."""
        self._show(problem.sentence, "")
        self.line.setFocus()
        self.underline(problem.position, problem.length)
        if problem.length:
            self.line.setSelection(problem.position, problem.length)
        announce(self.line, problem.sentence, urgent=True)

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._show("", _HELP)
            return
        found = parse_quick_entry(text, self._clock.today(), self._named)
        self.underline(0, 0)
        self._show(
            "", f"Understood: {understood_words(found)} Press Enter to log it." if isinstance(found, QuickEntry) else ""
        )
        if not isinstance(found, QuickEntry):
            self.underline(found.position, found.length)
            self.words.setText(f"Not yet clear: {found.sentence}")

    def _show(self, error: str, words: str) -> None:
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.words.setText(words)
        self.words.setVisible(not error)
        mark(self.line, wrong=bool(error))
        self.line.setAccessibleDescription(error or words)

    def underline(self, position: int, length: int) -> None:
        """Draw a wavy line under the words that cannot be read."""
        drawn = QTextCharFormat()
        drawn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        drawn.setUnderlineColor(QColor(tokens_now().bad))
        what = QInputMethodEvent.AttributeType.TextFormat
        start = position - self.line.cursorPosition()
        marks = [QInputMethodEvent.Attribute(what, start, length, drawn)] if length else []
        QApplication.sendEvent(self.line, QInputMethodEvent("", marks))
