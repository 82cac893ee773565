"""An entry as it can be changed, moved or taken out; one of a locked month as it can be corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.domain.wording import date_words
from charitydesk.errors import UserFacingError
from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.time_words import cell_words, correction_words, read_length
from charitydesk.services.time_log import links_of, subject_of
from charitydesk.ui.cards import ButtonRow, Card
from charitydesk.ui.fields import DateField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, label
from charitydesk.ui.time.pickers import ActivityField, SubjectField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.services.bundle import Services
    from charitydesk.services.time_log import CorrectionRecord, TimeEntryRecord
    from charitydesk.ui.pages import PageContext


class LengthField(TextField):
    """A length of time."""

    def __init__(self, minutes: int = 0) -> None:
        super().__init__(cell_words(minutes), width=120, placeholder="1h30")

    def minutes(self) -> int:
        """Return the minutes typed; 0 for none."""
        return read_length(self.text()).minutes

    def problem(self) -> str:
        """Return what is wrong with what was typed."""
        return read_length(self.text()).problem


class EntryForm(Card):
    """An entry of an open month.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        entry: As kept.
        subjects: What it can hang on.
    """

    closed = Signal()

    def __init__(
        self, services: Services, context: PageContext, entry: TimeEntryRecord, subjects: Sequence[SubjectInfo]
    ) -> None:
        super().__init__(f"Entry of {date_words(entry.day)}")
        self._services, self._context, self._entry = services, context, entry
        self.length = LengthField(entry.minutes)
        self.day = DateField(context.clock.today)
        self.day.set_value(entry.day)
        self.subject = SubjectField()
        self.subject.offer(subjects)
        self.subject.set_value(subject_of(entry))
        self.activity = ActivityField()
        self.activity.set_value(entry.activity)
        self.note = TextField(entry.note)
        self.form = FormBuilder(self.body)
        self.form.row("How long", self.length, key="length")
        self.form.row("Which day", self.day, key="day")
        self.form.row("What for", self.subject, key="subject")
        self.form.row("What was done", self.activity)
        self.form.row("Note", self.note, optional=True)
        self.save = button("Save the entry", self.keep, kind="primary", icon="check")
        self.take_out = button("Take it out", self.remove, icon="bin")
        self.body.addWidget(ButtonRow(self.save, self.take_out, button("Leave it as it was", self.closed.emit)))

    def keep(self) -> None:
        """Keep the entry as typed."""
        problems = self.form.problems()
        day, minutes = self.day.value(), self.length.minutes()
        if not minutes and not self.length.problem():
            problems.append(FieldProblem("length", "Give a length, or take the entry out."))
        if day is None and not self.day.problem():
            problems.append(FieldProblem("day", "Give the day."))
        if not self.form.show_problems(problems) or day is None:
            return
        links = links_of(self.subject.subject())
        changed = replace(
            self._entry, minutes=minutes, day=day, activity=self.activity.activity(), note=self.note.value(), **links
        )
        if day != self._entry.day:
            changed = replace(changed, started_at=None)
        try:
            self._services.time.log(changed)
        except UserFacingError as error:
            self.form.show_problems([FieldProblem("length", str(error))])
            return
        self._context.shell.notify("The entry was changed.", undo=True)
        self.closed.emit()

    def remove(self) -> None:
        """Take the entry out."""
        try:
            self._services.time.remove(self._entry.id)
        except UserFacingError as error:
            self.form.show_problems([FieldProblem("length", str(error))])
            return
        self._context.shell.notify("The entry was taken out.", undo=True)
        self.closed.emit()


class CorrectionForm(Card):
    """An entry of a locked month: it stands, and time is taken back by a dated correction.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        entry: As kept.
        corrections: Those made so far.
    """

    closed = Signal()

    def __init__(
        self,
        services: Services,
        context: PageContext,
        entry: TimeEntryRecord,
        corrections: Sequence[CorrectionRecord],
    ) -> None:
        super().__init__(f"Correct the entry of {date_words(entry.day)}")
        self._services, self._context, self._entry = services, context, entry
        self.body.addWidget(
            label(
                "Its month is locked, so the entry stands as it is. Time is taken back by a correction with a date in"
                " an open month, and both stay in the books. To add time, log a new entry.",
                "quiet",
            )
        )
        for correction in corrections:
            self.body.addWidget(label(correction_words(correction)))
        self.length = LengthField()
        self.reason = TextField()
        self.day = DateField(context.clock.today)
        self.day.set_value(context.clock.today())
        self.form = FormBuilder(self.body)
        self.form.row("How much to take back", self.length, key="length")
        self.form.row("Why", self.reason, key="reason")
        self.form.row("Dated", self.day, key="day")
        self.save = button("Make the correction", self.keep, kind="primary", icon="check")
        self.body.addWidget(ButtonRow(self.save, button("Leave it as it was", self.closed.emit)))

    def keep(self) -> None:
        """Make the correction."""
        problems = self.form.problems()
        if not self.length.minutes() and not self.length.problem():
            problems.append(FieldProblem("length", "Give how much time to take back."))
        if not self.reason.value():
            problems.append(FieldProblem("reason", "Say what was wrong."))
        if not self.form.show_problems(problems):
            return
        try:
            minutes, reason = self.length.minutes(), self.reason.value()
            self._services.time.correct(self._entry.id, minutes, reason, self.day.value())
        except UserFacingError as error:
            self.form.show_problems([FieldProblem("length", str(error))])
            return
        self._context.shell.notify("The correction was made.", undo=True)
        self.closed.emit()
