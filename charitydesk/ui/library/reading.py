"""*I have read it*: the readings on record and the form that adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.library_reading import (
    READ_BY,
    READ_ON,
    REFERENCE,
    SOURCE,
    reading_problems,
    reading_words,
)
from charitydesk.ui.cards import ButtonRow, Card
from charitydesk.ui.fields import DateField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, column, label

if TYPE_CHECKING:
    from charitydesk.domain.provisions import Provision
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext


class ReadingForm(Card):
    """Source, date, exact number and by whom.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        provision: What was read.
    """

    closed = Signal()

    def __init__(self, services: Services, context: PageContext, provision: Provision) -> None:
        super().__init__("I have read it")
        self._services, self._context, self._provision = services, context, provision
        self.form = FormBuilder(self.body)
        self.source = TextField()
        self.read_on = DateField(context.clock.today)
        self.read_on.set_value(context.clock.today())
        self.reference = TextField(width=340)
        self.read_by = TextField(services.profile.load().user_name, width=340)
        heading = provision.cited_by_heading
        self.form.row(
            "What did you read?",
            self.source,
            key=SOURCE,
            help="The document and where you found it, so that somebody else can find it again.",
        )
        self.form.row("When did you read it?", self.read_on, key=READ_ON)
        self.form.row(
            "The heading exactly as printed" if heading else "The number exactly as printed",
            self.reference,
            key=REFERENCE,
            help="It has headings and no numbers." if heading else f"The register has “{provision.reference}”.",
        )
        self.form.row("Who read it?", self.read_by, key=READ_BY)
        self.record = button("Re&cord this reading", self.submit, kind="primary", icon="check")
        self.add(ButtonRow(self.record, button("Cance&l", self.closed.emit)))

    def submit(self) -> None:
        """Keep the reading, or say what is missing."""
        source, reference, read_on = self.source.value(), self.reference.value(), self.read_on.value()
        problems = self.form.problems()
        problems += reading_problems(self._provision, source, read_on, reference, self._context.clock.today())
        if not self.form.show_problems(problems) or read_on is None:
            return
        try:
            self._services.library.check(
                self._provision.id, source=source, read_on=read_on, reference=reference, read_by=self.read_by.value()
            )
        except UserFacingError as error:
            self._context.shell.show_error(error)
            return
        self.closed.emit()
        self._context.shell.notify(f"Recorded that “{self._provision.citation(reference)}” was read.", undo=True)


class Readings(QWidget):
    """Who has read a provision and when, and the way to add oneself.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        provision: The provision.
    """

    def __init__(self, services: Services, context: PageContext, provision: Provision) -> None:
        super().__init__()
        self._services, self._context, self._provision = services, context, provision
        self._layout = column(self, gap=10)
        for record in services.library.readings(provision.id):
            self._layout.addWidget(label(reading_words(record), selectable=True))
        self.form: ReadingForm | None = None
        self.open = button("&I have read it…", self.open_form, kind="plain", icon="check")
        if provision.not_citable:
            self.open.hide()
        self._layout.addWidget(self.open)

    def open_form(self) -> None:
        """Show the form in place of its button and move to its first field."""
        if self.form is None:
            self.form = ReadingForm(self._services, self._context, self._provision)
            self.form.closed.connect(self.close_form)
            self._layout.addWidget(self.form)
        self.form.show()
        self.open.hide()
        self.form.source.setFocus()

    def close_form(self) -> None:
        """Fold the form away; what was typed is kept until the record is left."""
        if self.form is not None:
            self.form.hide()
        self.open.show()
        self.open.setFocus()
