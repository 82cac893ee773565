"""Somebody's rates by effective date, what an hour costs today with its working; the finance view alone shows it."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.rates import HourlyCost, MissingFigure, PensionBasis, productive_minutes
from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.time_people import (
    BASES,
    PENSIONS,
    rate_detail,
    rate_title,
    working_words,
)
from charitydesk.services.people import Pay, PersonRecord, RateBasis, RateRecord
from charitydesk.ui.cards import ButtonRow, Figure, Note, Section
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.fields import CountField, DateField, MoneyField, SelectField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column, label, row, rule
from charitydesk.ui.reveal import reveal
from charitydesk.ui.time.panel import NumberField

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext


class RatesPart(Section):
    """The rates of one person.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        person: Whose.
    """

    def __init__(self, services: Services, context: PageContext, person: PersonRecord) -> None:
        super().__init__("Pay and rates", "Each rate holds from its date until the next one. Statements made stand.")
        self._services, self._context, self._person = services, context, person
        self._place = column(gap=12)
        self.body.addLayout(self._place)
        self.new_rate = button("Set a &new rate", self.begin, icon="add")
        self.body.addWidget(ButtonRow(self.new_rate))
        self.form: RateForm | None = None
        self._form_place = column(gap=0)
        self.body.addLayout(self._form_place)
        self.refresh()

    def refresh(self) -> None:
        """Show the rates as they are kept."""
        clear(self._place)
        people, today = self._services.people, self._context.clock.today()
        pay = people.pay(self._person.id, today)
        if pay.full is not None:
            self._place.addWidget(Figure(pounds(round(pay.full)), "an hour today, with overheads"))
        if isinstance(pay.direct, MissingFigure):
            self._place.addWidget(Note(pay.direct.sentence, Tone.CAUTION, "A figure is missing"))
        elif isinstance(pay.direct, HourlyCost):
            said = [*working_words(pay.direct), *([pay.overheads] if pay.overheads else [])]
            self._place.addWidget(Disclosure("How did you get this?", said, about="what an hour costs"))
        rates = people.rates_of(self._person.id)
        if not rates:
            self._place.addWidget(label("No rate yet: these hours have no cost until one is set.", "quiet"))
        for rate in reversed(rates):
            self._place.addWidget(rule())
            self._place.addWidget(self._line(rate, pay))

    def _line(self, rate: RateRecord, pay: Pay) -> QWidget:
        holder = QWidget()
        texts = column(gap=2)
        now = " (in force)" if pay.rate is not None and pay.rate.id == rate.id else ""
        texts.addWidget(label(rate_title(rate) + now, "subheading"))
        if detail := rate_detail(rate):
            texts.addWidget(label(detail, "quiet"))
        across = row(gap=4, stretch=False)
        across.addLayout(texts, 1)
        name = f"Take out the rate: {rate_title(rate)}"
        across.addWidget(button("Take out", partial(self.remove, rate), kind="quiet", name=name))
        column(holder).addLayout(across)
        return holder

    def remove(self, rate: RateRecord) -> None:
        """Take a rate out."""
        try:
            self._services.people.remove_rate(rate.id)
        except UserFacingError as error:
            self._context.shell.show_error(error)
            return
        self._context.shell.notify("The rate was taken out.", undo=True)
        self.refresh()

    def begin(self) -> None:
        """Open the form for a new rate."""
        self.close_form()
        self.form = RateForm(self._services, self._context, self._person)
        self.form.done.clicked.connect(self.close_form)
        self.form.save.clicked.connect(self._saved)
        self._form_place.addWidget(self.form)
        self.new_rate.hide()
        reveal(self.form)
        self.form.since.setFocus()

    def _saved(self) -> None:
        if self.form is not None and self.form.keep():
            self.close_form()
            self.refresh()
            self._context.shell.notify("The rate was set.", undo=True)

    def close_form(self) -> None:
        """Put the form away."""
        self.form = None
        clear(self._form_place)
        self.new_rate.show()


class RateForm(QFrame):
    """A new rate; arguments as above."""

    def __init__(self, services: Services, context: PageContext, person: PersonRecord) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._services, self._person = services, person
        self.since = DateField(context.clock.today)
        self.basis = ChoiceField(
            [choice for choice in BASES if choice.value is not RateBasis.NIL or person.kind.unpaid]
        )
        self.salary, self.hourly = MoneyField(), MoneyField()
        self.productive = NumberField("hours")
        self.pension = SelectField(PENSIONS)
        self.share, self.amount = NumberField("per cent"), MoneyField()
        self.others, self.nic = MoneyField(), MoneyField()
        layout = column(self, gap=14)
        layout.setContentsMargins(16, 14, 16, 16)
        form = self.form = FormBuilder(layout, used_mnemonics="nfovthrlwigcpak")
        form.row("Holds from", self.since, key="since")
        form.row("Worked out from", self.basis, key="basis")
        form.row("Salary a year", self.salary, key="salary", help="For the hours really worked.")
        form.row("Rate an hour", self.hourly, key="hourly")
        form.row("Productive hours a year", self.productive, key="productive", help="After leave, sickness, training.")
        self.reckoner = Reckoner(person)
        self.reckoner.take.clicked.connect(self._take_hours)
        self.reckon = Disclosure("Work the hours out", self.reckoner, about="productive hours a year")
        layout.addWidget(self.reckon)
        form.row("Employer's pension", self.pension, key="pension")
        form.row("Pension share, per cent", self.share, key="share")
        form.row("Pension, an amount a year", self.amount, key="amount")
        form.row("Other on-costs a year", self.others, key="others", help="Training, insurance.", optional=True)
        form.row(
            "Employer National Insurance a year",
            self.nic,
            key="nic",
            help="Only where you know this post's own figure; else the tax year's table is used.",
            optional=True,
        )
        self.save = button("Set the rate", kind="primary", icon="check")
        self.done = button("Cancel")
        layout.addWidget(ButtonRow(self.save, self.done))
        self.basis.set_value(RateBasis.NIL if person.kind.unpaid else RateBasis.SALARY)
        self.basis.changed.connect(self._fit)
        self.pension.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        basis, pension = self.basis.value(), self.pension.value()
        salaried = basis is RateBasis.SALARY
        for key in ("salary", "productive", "pension", "others", "nic"):
            self.form.rows[key].box.setVisible(salaried)
        self.reckon.setVisible(salaried)
        shared = pension in {PensionBasis.QUALIFYING, PensionBasis.SALARY}
        self.form.rows["share"].box.setVisible(salaried and shared)
        self.form.rows["amount"].box.setVisible(salaried and pension is PensionBasis.AMOUNT)
        self.form.rows["hourly"].box.setVisible(basis is RateBasis.HOURLY)

    def _take_hours(self) -> None:
        self.productive.show_hundredths(self.reckoner.minutes() * 100 // 60)
        self.productive.setFocus()

    def typed(self) -> RateRecord | None:
        """Return the rate as typed, or None without a date."""
        since, basis, pension = self.since.value(), self.basis.value(), self.pension.value()
        if since is None or not isinstance(basis, RateBasis):
            return None
        rate = RateRecord(person_id=self._person.id, effective_from=since, basis=basis)
        if basis is RateBasis.HOURLY:
            return _changed(rate, hourly=Pence(self.hourly.value() or 0))
        if basis is RateBasis.NIL:
            return rate
        nic = self.nic.value()
        return _changed(
            rate,
            salary=Pence(self.salary.value() or 0),
            productive_minutes=round((self.productive.hundredths() or 0) * 60 / 100),
            pension=pension if isinstance(pension, PensionBasis) else PensionBasis.NONE,
            pension_hundredths=self.share.hundredths() or 0,
            pension_amount=Pence(self.amount.value() or 0),
            other_on_costs=Pence(self.others.value() or 0),
            nic_amount=None if nic is None else Pence(nic),
        )

    def keep(self) -> bool:
        """Set the rate; return whether it was set."""
        problems, rate = self.form.problems(), self.typed()
        if rate is None and not self.since.problem():
            problems.append(FieldProblem("since", "Give the first day on which it holds."))
        if not self.form.show_problems(problems) or rate is None:
            return False
        try:
            self._services.people.set_rate(rate)
        except UserFacingError as error:
            words = str(error)
            key = "productive" if "productive" in words else "hourly" if "hourly" in words else "salary"
            self.form.show_problems([FieldProblem("since" if rate.basis is RateBasis.NIL else key, words)])
            return False
        return True


def _changed(rate: RateRecord, **values: object) -> RateRecord:
    from dataclasses import replace  # noqa: PLC0415 - used here alone

    return replace(rate, **values)  # type: ignore[arg-type]


class Reckoner(QWidget):
    """Works out productive hours from days away."""

    def __init__(self, person: PersonRecord) -> None:
        super().__init__()
        self._weekly = person.weekly_minutes
        self.leave, self.bank, self.sick, self.training = (CountField(0, 366, " days") for _ in range(4))
        self.leave.set_value(25)
        self.bank.set_value(8)
        layout = column(self, gap=8)
        form = FormBuilder(layout, used_mnemonics="abcdefghijklmnopqrstuvwxyz")
        form.row("Leave", self.leave)
        form.row("Bank holidays besides leave", self.bank)
        form.row("Usual sickness", self.sick)
        form.row("Training and administration", self.training)
        self.take = button("Use these hours")
        if self._weekly:
            layout.addWidget(ButtonRow(self.take))
        else:
            layout.addWidget(label("Give the contracted hours a week first.", "quiet"))

    def minutes(self) -> int:
        """Return the productive minutes of a year."""
        return productive_minutes(
            self._weekly,
            leave_days=Fraction(self.leave.value()),
            bank_holidays=self.bank.value(),
            sickness_days=Fraction(self.sick.value()),
            training_days=Fraction(self.training.value()),
        )
