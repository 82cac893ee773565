"""Choosing what a new row of the week is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, column
from charitydesk.ui.time.pickers import ActivityField, SubjectField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from charitydesk.domain.costs import SubjectInfo


class AddRow(QFrame):
    """A band under the grid; `chosen` tells of a subject and an activity. Escape puts it away."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.subject = SubjectField()
        self.subject.changed.connect(self._follow)
        self.activity = ActivityField()
        layout = column(self, gap=12)
        layout.setContentsMargins(16, 12, 16, 14)
        self.form = FormBuilder(layout, used_mnemonics="lohrnfvewdt")
        self.form.row("What for", self.subject, key="subject")
        self.form.row("What was done", self.activity)
        self.add = button("Add the row", self._add, kind="primary", icon="add")
        layout.addWidget(ButtonRow(self.add, button("Cancel", self.put_away, kind="quiet")))
        self.hide()

    def offer(self, infos: Sequence[SubjectInfo]) -> None:
        """Know what time can hang on."""
        self.subject.offer(infos)

    def begin(self) -> None:
        """Open the band and go to its first field."""
        self.show()
        self.subject.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.subject.line.selectAll()
        self._follow()

    def put_away(self) -> None:
        """Close the band."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter, put away with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._add()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.activity.follow(self.subject.subject())

    def _add(self) -> None:
        if self.form.show_problems(self.form.problems()):
            self.put_away()
            self.chosen.emit(self.subject.subject(), self.activity.activity())
