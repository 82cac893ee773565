"""Employer figures by tax year: those that came with the program, and those the charity gives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.domain.money import Pence
from charitydesk.domain.rates import tax_year_words
from charitydesk.i18n import and_list
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.time_people import payroll_words, tax_year_choices
from charitydesk.services.people import PayrollYearRecord
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.fields import MoneyField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column, label
from charitydesk.ui.time.panel import USED, NumberField, RecordPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_WORDS = "Employer National Insurance and qualifying earnings. Yours stand before those that came with the program."


class PayrollPanel(RecordPanel):
    """The tax years, and figures of one."""

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state, "Tax years", _WORDS)
        self._list = column(gap=8)
        self.body.addLayout(self._list)
        self.year = SelectField(tax_year_choices(context.clock.today(), ()))
        self.nic = NumberField("per cent")
        self.threshold, self.earnings_from, self.earnings_to = MoneyField(), MoneyField(), MoneyField()
        self.source = TextField(placeholder="gov.uk, rates and thresholds for employers")
        form = self.form = FormBuilder(self.body, used_mnemonics=USED)
        form.row("Tax year", self.year, key="year")
        form.row("Employer National Insurance, per cent", self.nic, key="nic")
        form.row("Paid above, a year", self.threshold, key="threshold")
        form.row("Qualifying earnings from, a year", self.earnings_from, key="lower", optional=True)
        form.row("Qualifying earnings to, a year", self.earnings_to, key="upper", optional=True)
        form.row("Where the figures come from", self.source)
        self.save = button("&Keep these figures", self.keep, kind="primary", icon="check")
        self.body.addWidget(ButtonRow(self.save, button("Close", self.closed.emit)))

    def refresh(self) -> None:
        """List the years."""
        clear(self._list)
        missing = self.services.people.missing_tax_years()
        if missing:
            years = and_list([tax_year_words(year) for year in missing])
            words = f"Time is logged in {years}, and its employer figures are not known. They are never guessed."
            self._list.addWidget(Note(words, Tone.CAUTION, "Figures are missing"))
        self.year.set_choices(tax_year_choices(self.context.clock.today(), missing))
        for _, year in sorted(self.services.people.payroll().years.items(), reverse=True):
            self._list.addWidget(label(payroll_words(year), "quiet"))

    def first_field(self) -> QWidget:
        """Return the year."""
        return self.year

    def keep(self) -> None:
        """Keep the figures of a year."""
        problems, year = self.form.problems(), self.year.value()
        for key, field in (("nic", self.nic.hundredths()), ("threshold", self.threshold.value())):
            if field is None and not any(problem.field == key for problem in problems):
                problems.append(FieldProblem(key, "Give the figure as published."))
        if not self.form.show_problems(problems) or not isinstance(year, int):
            return
        record = PayrollYearRecord(
            tax_year=year,
            employer_nic=self.nic.hundredths() or 0,
            secondary_threshold=Pence(self.threshold.value() or 0),
            qualifying_lower=Pence(self.earnings_from.value() or 0),
            qualifying_upper=Pence(self.earnings_to.value() or 0),
            source=self.source.value(),
        )
        if self.attempt(self.form, "nic", partial(self.services.people.save_payroll_year, record)):
            self.refresh()
            self.context.shell.notify(f"The figures of {tax_year_words(year)} were kept.", undo=True)
