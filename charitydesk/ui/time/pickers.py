"""What is chosen again and again: whose time, and what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from charitydesk.domain.activities import Activity
from charitydesk.domain.timelog import DEFAULT_ACTIVITY, NO_SUBJECT, Subject
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.time_words import activity_choices, subject_choices
from charitydesk.ui.dress import dress_list
from charitydesk.ui.fields import SelectField
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

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
        dress_list(completer)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._popup = completer.popup()
        self.line.textEdited.connect(self._typed)
        self._infos: tuple[SubjectInfo, ...] | None = None

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

    def value(self) -> object:
        """Return what is chosen, or what the typed words can mean alone."""
        place = self._meant()
        return self._values[place] if place >= 0 else None

    def problem(self) -> str:
        """Return what is wrong where the typed words name nothing."""
        self._finish()
        text = self.currentText().strip()
        return "" if self._meant() >= 0 else f"Nothing here is called “{text}”. Choose one from the list."

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out what the typed words mean."""
        self._finish()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what was typed with Enter, and let the form have the key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _meant(self) -> int:
        """Return the place of the one line that holds the typed words, or -1."""
        exact = self.findText(self.currentText())
        text = self.currentText().strip().casefold()
        if exact >= 0 or not text:
            return exact
        found = [place for place in range(self.count()) if text in self.itemText(place).casefold()]
        return found[0] if len(found) == 1 else -1

    def _finish(self) -> None:
        """Write out what the typed words mean; nothing else is chosen by it, so nobody is told."""
        if self._popup is not None:
            self._popup.hide()
        place = self._meant()
        if place >= 0:
            blocked = self.blockSignals(True)
            self.setCurrentIndex(place)
            self.line.setText(self.itemText(place))
            self.blockSignals(blocked)

    def _typed(self, _text: str) -> None:
        if self._meant() >= 0:
            self.changed.emit()


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
