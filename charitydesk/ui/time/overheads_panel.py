"""Overheads by accounting year, shared out by stated drivers that add to 100 %."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from charitydesk.domain.ledger_cuts import year_of
from charitydesk.domain.money import Pence
from charitydesk.domain.overheads import Driver, OverheadYear
from charitydesk.domain.wording import long_date
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import Choice, FieldProblem
from charitydesk.presentation.time_people import (
    OwnShare,
    driver_label,
    number_words,
    only_known_areas,
    own_share_of,
    with_own_share,
)
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.fields import DateField, MoneyField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, column, label
from charitydesk.ui.time.panel import USED, NumberField, RecordPanel

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_WORDS = "What the charity spends besides its direct work: rent, finance, management. Each hour carries its share."


class OverheadsPanel(RecordPanel):
    """One accounting year at a time."""

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state, "Overheads", _WORDS)
        self._years: tuple[OverheadYear, ...] = ()
        self._begun = False
        self.which = SelectField([Choice(None, "A new year")])
        self.ends = DateField(context.clock.today)
        self.indirect, self.direct, self.own_direct = MoneyField(), MoneyField(), MoneyField()
        self.weights = {driver: NumberField("per cent") for driver in Driver}
        self.parts = {driver: NumberField("per cent") for driver in Driver}
        self.own = QCheckBox("Bidding carries a share of its own")
        self.note = TextField()
        form = self.form = FormBuilder(self.body, used_mnemonics=USED)
        form.row("Accounting year", self.which)
        self.rate = label("", "quiet")
        self.body.addWidget(self.rate)
        form.row("Last day of the year", self.ends, key="ends")
        form.row("Indirect cost", self.indirect, key="indirect", help="Everything shared: rent, finance, management.")
        form.row("Direct cost", self.direct, key="direct", help="Everything spent on services and projects.")
        self.body.addWidget(label("Shared out by", "subheading"))
        for driver, field in self.weights.items():
            form.row(driver_label(driver), field, key=f"weight-{driver.value}")
            field.changed.connect(self._add_up)
        self.sum = label("", "quiet")
        self.body.addWidget(self.sum)
        self._lay_out_share(form)
        form.row("Where the figures come from", self.note, optional=True)
        self.save = button("&Keep the year", self.keep, kind="primary", icon="check")
        self.body.addWidget(ButtonRow(self.save, button("Close", self.closed.emit)))
        self.which.changed.connect(self._choose)

    def _lay_out_share(self, form: FormBuilder) -> None:
        self.body.addWidget(self.own)
        self.share = QWidget()
        inside = column(self.share, gap=16)
        part = FormBuilder(inside, used_mnemonics="abcdefghijklmnopqrstuvwxyz")
        words = "What is spent on bidding itself in the year."
        part.row("Direct cost of bidding", self.own_direct, key="own_direct", help=words)
        for driver, field in self.parts.items():
            part.row(f"Bidding's part of {driver.label}, per cent", field, key=f"part-{driver.value}")
        form.rows.update(part.rows)
        self.body.addWidget(self.share)
        self.kept_areas = Note(
            "This year is split into parts that the command line or an import made. They are kept as they are.",
            Tone.ACCENT,
        )
        self.body.addWidget(self.kept_areas)
        self.own.toggled.connect(self.share.setVisible)
        self.share.hide()
        self.kept_areas.hide()

    def refresh(self) -> None:
        """Offer the years, and show the latest."""
        self._years = self.services.people.overheads()
        choices = [Choice(year.ends_on, f"Year to {long_date(year.ends_on)}") for year in self._years]
        chosen = self.which.value()
        self.which.set_choices([*choices, Choice(None, "A new year")])
        if not self._begun:
            self._begun, chosen = True, choices[0].value if choices else None
        blocked = self.which.blockSignals(True)
        self.which.set_value(chosen)
        self.which.blockSignals(blocked)
        self._choose()

    def first_field(self) -> QWidget:
        """Return the choice of year."""
        return self.which

    def _shown(self) -> OverheadYear | None:
        return next((year for year in self._years if year.ends_on == self.which.value()), None)

    def _choose(self) -> None:
        year = self._shown()
        if year is None:
            record = self.services.profile.load()
            ends = year_of(self.context.clock.today(), record.year_end_month, record.year_end_day)[1]
            year = OverheadYear(ends, Pence(0), Pence(0), {Driver.HEADCOUNT: 100_00})
        self.ends.set_value(year.ends_on)
        self.indirect.set_value(year.indirect or None)
        self.direct.set_value(year.direct or None)
        for driver, field in self.weights.items():
            field.show_hundredths(year.weights.get(driver, 0))
        share = own_share_of(year)
        self.own.setChecked(share is not None)
        self.own.setVisible(only_known_areas(year))
        self.kept_areas.setVisible(not only_known_areas(year))
        self.own_direct.set_value(share.direct if share else None)
        for driver, field in self.parts.items():
            field.show_hundredths(share.parts.get(driver, 0) if share else None)
        self.note.set_value(year.note)
        self.rate.setText(year.words() if year.direct else "")
        self.rate.setVisible(bool(year.direct))
        self._add_up()

    def _add_up(self) -> None:
        total = sum(field.hundredths() or 0 for field in self.weights.values())
        right = "" if total == 100_00 else ": they must add to 100 %"
        self.sum.setText(f"Together {number_words(total)} %{right}.")

    def typed(self) -> OverheadYear:
        """Return the year as typed."""
        ends, shown = self.ends.value(), self._shown()
        weights = {driver: field.hundredths() or 0 for driver, field in self.weights.items()}
        year = OverheadYear(
            ends or self.context.clock.today(),
            Pence(self.indirect.value() or 0),
            Pence(self.direct.value() or 0),
            weights,
            shown.areas if shown else (),
            self.note.value(),
        )
        if not only_known_areas(year):
            return year
        parts = {driver: field.hundredths() or 0 for driver, field in self.parts.items()}
        share = OwnShare(Pence(self.own_direct.value() or 0), parts) if self.own.isChecked() else None
        return with_own_share(year, share)

    def keep(self) -> None:
        """Keep the year."""
        problems = self.form.problems()
        if self.ends.value() is None and not self.ends.problem():
            problems.append(FieldProblem("ends", "Give the last day of the accounting year."))
        year = self.typed()
        for sentence in year.problems() if not problems else ():
            key = "weight-headcount" if sentence.startswith("The drivers") else "direct"
            problems.append(FieldProblem("own_direct" if "area" in sentence else key, sentence))
        if not self.form.show_problems(problems):
            return
        if self.attempt(self.form, "ends", partial(self.services.people.save_overheads, year)):
            self.context.shell.notify(f"The overheads of the year to {long_date(year.ends_on)} were kept.", undo=True)
            self.refresh()
            self.which.set_value(year.ends_on)
