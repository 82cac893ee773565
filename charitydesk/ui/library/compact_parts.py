"""The repeating parts of a local compact's form: a body that signed, and a clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from charitydesk.domain.bodies import Answer
from charitydesk.domain.local_compacts import UNNUMBERED
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.library_compact import (
    CONFIDENCE_CHOICES,
    SIDE_CHOICES,
    clause_problems,
    clause_title,
    is_whole,
)
from charitydesk.ui.cards import ButtonRow, Card, LinkCard
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.fields import DateField, LongTextField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.library.topics_field import TopicsField
from charitydesk.ui.parts import button, column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from charitydesk.domain.provisions import Verification
    from charitydesk.domain.states import ClauseSide
    from charitydesk.services.library import LocalClauseRecord, LocalSignatoryRecord

_LONG_TITLE = 150
_SIGNED = [
    Choice(Answer.YES, "It signed"),
    Choice(Answer.NO, "It did not sign"),
    Choice(Answer.UNKNOWN, "Not known yet"),
]


class SignatoryCard(Card):
    """A body and whether it signed.

    Args:
        record: As kept, or an empty one.
        today: Returns today's civil date.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(self, record: LocalSignatoryRecord, today: Callable[[], date]) -> None:
        super().__init__()
        self.record = record
        self.form = FormBuilder(self.body)
        self.name = TextField(record.body)
        self.signed = ChoiceField(_SIGNED, across=True)
        self.signed.set_value(record.signed if record.signed is not Answer.PARTLY else Answer.UNKNOWN)
        self.signed_on = DateField(today)
        self.signed_on.set_value(record.signed_on)
        self.form.row("Name of the body", self.name)
        self.form.row("Did it sign?", self.signed)
        self._when = self.form.row("When did it sign?", self.signed_on, optional=True)
        self.remove = button("Remove this body", self._remove, kind="quiet", icon="bin")
        self.add(ButtonRow(self.remove))
        self._fit()
        for field in (self.name, self.signed, self.signed_on):
            field.changed.connect(self._edited)

    def value(self) -> LocalSignatoryRecord:
        """Return the body as typed; a date that cannot be read is the one kept before."""
        signed = self.signed.value()
        answer = signed if isinstance(signed, Answer) else Answer.UNKNOWN
        when = self.record.signed_on if self.signed_on.problem() else self.signed_on.value()
        return replace(self.record, body=self.name.value(), signed=answer, signed_on=when)

    def _edited(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        self._when.box.setVisible(self.signed.value() is Answer.YES)

    def _remove(self) -> None:
        self.removed.emit(self)


class ClauseCard(QWidget):
    """A clause: one line until it is opened, then its form.

    Args:
        record: As kept, or an empty one.
        national: The national undertakings it may be compared with.
    """

    changed = Signal()
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, record: LocalClauseRecord, national: Sequence[Choice]) -> None:
        super().__init__()
        self.record = record
        self._national = national
        self._layout = column(self, gap=0)
        self.line: LinkCard | None = None
        self.form: ClauseForm | None = None
        self.close_form()

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self.form is not None

    def open_form(self) -> None:
        """Show the form in place of the line, and move to its first field."""
        if self.form is not None:
            return
        self.opened.emit(self)
        self.form = ClauseForm(self.record, self._national)
        self.form.changed.connect(self._edited)
        self.form.done.connect(self._done)
        self.form.removed.connect(self._removed)
        self._swap(self.form, self.line)
        self.line = None
        self.form.number.setFocus()

    def take_kept(self, record: LocalClauseRecord) -> None:
        """Learn the id that keeping gave."""
        self.record = record
        if self.form is not None:
            self.form.take_kept(record)

    def close_form(self) -> None:
        """Show the clause as one line."""
        text = self.record.text
        words = text if len(text) <= _LONG_TITLE else f"{text[:_LONG_TITLE].rsplit(' ', 1)[0]}…"
        missing = "" if is_whole(self.record) else "Not kept yet: it has no number or no words. "
        self.line = LinkCard(clause_title(self.record), missing + words)
        self.line.opened.connect(self._open)
        self._swap(self.line, self.form)
        self.form = None

    def _swap(self, new: QWidget, old: QWidget | None) -> None:
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._layout.addWidget(new)

    def _open(self, _key: object) -> None:
        self.open_form()

    def _edited(self) -> None:
        if self.form is not None:
            self.record = self.form.value()
            self.changed.emit()

    def _done(self) -> None:
        if self.form is not None and self.form.show_problems():
            self.close_form()
            if self.line is not None:
                self.line.setFocus()

    def _removed(self) -> None:
        self.removed.emit(self)


class ClauseForm(Card):
    """The form of one clause.

    Args:
        record: As kept, or an empty one.
        national: The national undertakings it may be compared with.
    """

    changed = Signal()
    done = Signal()
    removed = Signal()

    def __init__(self, record: LocalClauseRecord, national: Sequence[Choice]) -> None:
        super().__init__()
        self.setProperty("open", "true")
        self._record = record
        unnumbered = record.reference.strip().casefold() == UNNUMBERED
        self.form = FormBuilder(self.body)
        self.number = TextField("" if unnumbered else record.reference, width=180)
        self.unnumbered = QCheckBox("It has no number")
        self.unnumbered.setChecked(unnumbered)
        self.page = TextField(record.page, width=180)
        self.heading = TextField(record.heading)
        self.text = LongTextField(record.text, lines=4)
        self.side = ChoiceField(SIDE_CHOICES, across=True)
        self.side.set_value(record.side)
        self.topics = TopicsField()
        self.topics.set_value(record.topics)
        self.match = SelectField(national)
        self.match.set_value(record.national_match)
        self.sure = SelectField(CONFIDENCE_CHOICES)
        self.sure.set_value(record.verification)
        row_of = self.form.row
        self._number_row = row_of("Number exactly as printed", self.number, key="reference")
        self.body.addWidget(self.unnumbered)
        self._page_row = row_of("Page", self.page, key="page", optional=True)
        self._heading_row = row_of("Heading it stands under", self.heading, key="heading", optional=True)
        row_of("The words, exactly as printed", self.text, key="text", help="They stay on this computer.")
        row_of("Whom does it bind?", self.side)
        row_of("What is it about?", self.topics, help="Findings and letters look for a clause by these.")
        row_of(
            "Which national undertaking is it like?",
            self.match,
            help="For comparing only: a letter never cites the national number for a local clause.",
        )
        row_of("How do you know its words?", self.sure)
        self.add(
            ButtonRow(
                button("&Done with this clause", self.done.emit, icon="check"),
                button("Remove this clause", self.removed.emit, kind="quiet", icon="bin"),
            )
        )
        self._fit()
        for field in (self.number, self.page, self.heading, self.text, self.side, self.topics, self.match, self.sure):
            field.changed.connect(self.changed)
        self.unnumbered.toggled.connect(self._toggled)

    def value(self) -> LocalClauseRecord:
        """Return the clause as typed."""
        return replace(
            self._record,
            reference=UNNUMBERED if self.unnumbered.isChecked() else self.number.value(),
            page=self.page.value(),
            heading=self.heading.value(),
            text=self.text.value(),
            side=cast("ClauseSide", self.side.value()),
            topics=self.topics.value(),
            national_match=str(self.match.value() or ""),
            verification=cast("Verification", self.sure.value()),
        )

    def take_kept(self, record: LocalClauseRecord) -> None:
        """Learn the id that keeping gave; the fields stay as they are typed."""
        self._record = record

    def show_problems(self) -> bool:
        """Write what the clause lacks beside its fields; return True when it lacks nothing."""
        return self.form.show_problems(clause_problems(self.value(), numbered=not self.unnumbered.isChecked()))

    def _toggled(self, _checked: bool) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        self._number_row.field.setEnabled(not self.unnumbered.isChecked())
