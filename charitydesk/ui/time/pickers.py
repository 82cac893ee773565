"""What is chosen again and again: whose time, and what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from charitydesk.domain.activities import Activity
from charitydesk.domain.timelog import DEFAULT_ACTIVITY, NO_SUBJECT, Subject
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.time_words import activity_choices, subject_choices
from charitydesk.ui.fields import SelectField
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.services.people import PersonRecord


class SubjectField(SelectField):
    """A bid, contract or notice, found by any of its words."""

    def __init__(self) -> None:
        super().__init__(subject_choices(()))
        self.line = QLineEdit()
        self.setEditable(True)
        # The list draws the frame; the line inside it must not draw a second one.
        self.line.setStyleSheet("border: 0; padding: 0; background: transparent;")
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        limit_width(self, 560)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._infos: tuple[SubjectInfo, ...] | None = None
        self.line.editingFinished.connect(self._finish)

    def offer(self, infos: Iterable[SubjectInfo]) -> None:
        """Offer what there is; what is chosen stays chosen."""
        found = tuple(infos)
        if found != self._infos:
            self._infos = found
            self.set_choices(subject_choices(found))

    def subject(self) -> Subject:
        """Return what is chosen."""
        value = self.value()
        return value if isinstance(value, Subject) else NO_SUBJECT

    def set_value(self, value: object) -> None:
        """Choose a line, and show it from its beginning."""
        super().set_value(value)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def problem(self) -> str:
        """Return what is wrong where the typed words name nothing."""
        text = self.currentText().strip()
        return "" if self.findText(text) >= 0 else f"Nothing here is called “{text}”. Choose one from the list."

    def _finish(self) -> None:
        """Choose the one line that holds the typed words, if there is just one."""
        text = self.currentText().strip().casefold()
        if self.findText(self.currentText()) >= 0 or not text:
            return
        found = [place for place in range(self.count()) if text in self.itemText(place).casefold()]
        if len(found) == 1:
            self.setCurrentIndex(found[0])


class ActivityField(SelectField):
    """What was done."""

    def __init__(self) -> None:
        super().__init__(activity_choices())

    def activity(self) -> Activity:
        """Return what is chosen."""
        value = self.value()
        return value if isinstance(value, Activity) else Activity.OTHER

    def follow(self, subject: Subject) -> None:
        """Choose what time on a subject is taken to be where nobody says."""
        self.set_value(DEFAULT_ACTIVITY[subject.kind])


class PersonField(SelectField):
    """Whose time."""

    def __init__(self) -> None:
        super().__init__([])
        limit_width(self, 260)
        self.setAccessibleName("Whose time")
        self._people: Sequence[PersonRecord] = ()

    def offer(self, people: Sequence[PersonRecord], chosen: int) -> None:
        """Offer people and choose one."""
        blocked = self.blockSignals(True)
        if people != self._people:
            self._people = people
            self.set_choices([Choice(one.id, one.name) for one in people])
        self.set_value(chosen)
        self.blockSignals(blocked)
