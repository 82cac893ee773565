"""One contract's full cost: the gap in a sentence, its working by accounting year, and recording what it costs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from charitydesk.domain.money import Pence
from charitydesk.domain.overheads import Driver, OverheadArea
from charitydesk.domain.wording import long_date
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.cost_recovery import (
    HIDDEN,
    NO_PRICE,
    NO_YEAR,
    area_problems,
    file_name,
    is_hidden,
    line_facts,
)
from charitydesk.presentation.forms import Choice
from charitydesk.services.letters import Origin
from charitydesk.ui.cards import ButtonRow, Card, Note
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.fields import CountField, MoneyField, SelectField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column, label, row
from charitydesk.ui.reveal import reveal
from charitydesk.ui.tasks import Pool
from charitydesk.ui.time.panel import USED, NumberField, RecordPanel

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.overheads import OverheadYear
    from charitydesk.services.bundle import Services
    from charitydesk.services.recoveries import ContractCost
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress
    from charitydesk.ui.time.view import RoomState

_LETTER = "full-cost-recovery"
_KINDS = ((".xlsx", "Excel", "Excel workbook (*.xlsx)"), (".csv", "CSV", "Comma-separated values (*.csv)"))


class RecoveryPanel(RecordPanel):
    """A contract's full cost.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
        cost: The contract.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState, cost: ContractCost) -> None:
        super().__init__(services, context, state, cost.title, cost.commissioner)
        self.cost = cost
        self.form: RecoveryForm | None = None
        self._buttons: list[QWidget] = []
        self._parts = column(gap=16)
        self.body.addLayout(self._parts)
        self.refresh()

    def show_cost(self, cost: ContractCost) -> None:
        """Take the contract as it is kept now."""
        self.cost = cost
        if not self.is_dirty():
            self.form = None
            self.refresh()

    def finance_changed(self) -> None:
        """Show what the view allows; typed pay of one person goes with the figures when the finance view closes."""
        alone = is_hidden(self.cost, finance=False) or (self.form is not None and self.form.people.value() == 1)
        if alone and not self.state.finance:
            self.form = None
        self.show_cost(self.cost)

    def refresh(self) -> None:
        """Show the gap and its working, the latest year first."""
        clear(self._parts)
        self._buttons = []
        if is_hidden(self.cost, finance=self.state.finance):
            self._parts.addWidget(Note(HIDDEN, Tone.UNSURE))
            self._add_buttons([button("Open the finance view", self._open_finance)])
            return
        if not self.cost.recoveries:
            self._parts.addWidget(label("What it costs in full is not recorded yet.", "quiet"))
        for place, recovery in enumerate(self.cost.recoveries):
            self._parts.addWidget(self._year(recovery, first=place == 0))
        actions: list[QWidget] = [button("&Record what it costs", self.begin, icon="edit")]
        if self.cost.recoveries:
            actions += [
                button(words, partial(self.save, ending), icon="download", name=f"Save the working as {words}")
                for ending, words, _ in _KINDS
            ]
            if self.cost.recoveries[0].subsidised:
                actions.insert(0, button("&Draft a letter", self.draft, kind="primary", icon="letters"))
        self._add_buttons(actions)
        if self.form is not None:
            self._parts.addWidget(self.form)

    def _add_buttons(self, actions: list[QWidget]) -> None:
        self._buttons = actions
        self._parts.addWidget(ButtonRow(*actions, button("Close", self.closed.emit)))

    def _year(self, recovery: Recovery, *, first: bool) -> QWidget:
        card = Card()
        card.add(label(recovery.sentence, "lead" if first else "body", selectable=True))
        if first:
            card.add(Working(recovery))
            card.add(Disclosure("How did you get this?", list(recovery.notes), about=recovery.period))
        else:
            card.add(Disclosure("Its working", Working(recovery), about=recovery.period))
        return card

    def first_field(self) -> QWidget | None:
        """Return the first button."""
        return next(iter(self._buttons), None)

    def is_dirty(self) -> bool:
        """Return whether something is typed that is not kept yet."""
        return self.form is not None and self.form.dirty

    def _open_finance(self) -> None:
        self.state.set_finance(True)

    def begin(self) -> None:
        """Record what the contract costs in an accounting year."""
        years = self.services.recoveries.years()
        if self.cost.price is None or not years:
            words = NO_PRICE if self.cost.price is None else NO_YEAR
            lead = button("Open the &contract", self._go_contract) if self.cost.price is None else None
            lead = lead or button("Open the &overheads", self._go_overheads)
            self._parts.addWidget(Note(words, Tone.CAUTION, trailing=ButtonRow(lead)))
            reveal(lead)
            lead.setFocus()
            return
        self.form = RecoveryForm(self, years)
        self.refresh()
        reveal(self.form)
        self.form.staff.setFocus()

    def kept_now(self) -> None:
        """Put the form away once it is kept."""
        self.form = None
        self.context.shell.notify(f"What {self.cost.title} costs was kept.", undo=True)

    def put_away(self) -> None:
        """Put the form away unkept."""
        self.form = None
        self.refresh()

    def _go_contract(self) -> None:
        self.context.shell.go("contracts", str(self.cost.contract))

    def _go_overheads(self) -> None:
        self.context.shell.go("time", "people:overheads")

    def draft(self) -> None:
        """Draft the letter that asks for the difference."""
        work = partial(_draft, self.services, self.cost)
        self.context.tasks.run(work, self._drafted, title="Drafting the letter", pool=Pool.DATA)

    def _drafted(self, letter: object) -> None:
        self.context.shell.go("letters", str(letter))

    def save(self, ending: str) -> None:
        """Ask where to write the working."""
        kinds = next(words for other, _, words in _KINDS if other == ending)
        name = file_name(self.cost.title, self.context.clock.today(), ending)
        self.context.asker.choose_save_path("Save the working", name, kinds, self._write)

    def _write(self, target: Path) -> None:
        work = partial(_write, self.services, self.cost, target)
        self.context.tasks.run(work, self._written, title="Writing the working", pool=Pool.DATA)

    def _written(self, target: Path) -> None:
        self.context.shell.notify(f"The working was saved as {target.name}.")


def _draft(services: Services, cost: ContractCost, _progress: Progress) -> int:
    return services.letters.start(Origin(contract_id=cost.contract), _LETTER).record.id


def _write(services: Services, cost: ContractCost, target: Path, _progress: Progress) -> Path:
    services.recoveries.save(cost.recoveries, target)
    return target


class Working(QWidget):
    """The working line by line, sums at the right, results in bold.

    Args:
        recovery: What is worked out.
    """

    def __init__(self, recovery: Recovery) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for place, (line, (name, amount)) in enumerate(zip(recovery.lines, line_facts(recovery), strict=True)):
            role = "subheading" if line.is_sum else "body"
            sum_ = label(amount, role, selectable=True, wrap=False)
            sum_.setAccessibleName(f"{name}: {amount}")
            grid.addWidget(label(name, role, wrap=False), place, 0)
            grid.addWidget(sum_, place, 1, Qt.AlignmentFlag.AlignRight)
        across = row(gap=0)
        across.insertLayout(0, grid)
        column(self).addLayout(across)


class RecoveryForm(Card):
    """What a contract costs in one accounting year.

    Args:
        panel: The contract's panel.
        years: The accounting years whose overheads are recorded, the latest first.
    """

    def __init__(self, panel: RecoveryPanel, years: tuple[OverheadYear, ...]) -> None:
        super().__init__("What it costs in a year")
        self.dirty = False
        self._panel, self._years = panel, years
        self.which = SelectField([Choice(year.ends_on, f"Year to {long_date(year.ends_on)}") for year in years])
        self.staff, self.other = MoneyField(), MoneyField()
        self.people = CountField(0, 999, " people")
        self.parts = {driver: NumberField("per cent") for driver in Driver}
        inside = column(gap=16)
        self.body.addLayout(inside)
        form = self.form = FormBuilder(inside, used_mnemonics=f"{USED}ud")
        form.row("Accounting year", self.which, key="which")
        form.row("Staff cost", self.staff, key="staff", help="Pay with National Insurance, pension and other on-costs.")
        form.row("For how many people", self.people, key="people", help="One person's pay is never shown by itself.")
        form.row("Other direct costs", self.other, key="other", help="Its rent, travel, materials.", optional=True)
        for driver, field in self.parts.items():
            form.row(f"Its part of {driver.label}, per cent", field, key=f"part-{driver.value}")
            field.changed.connect(self._touched)
        for field in (self.staff, self.other, self.people):
            field.changed.connect(self._touched)
        self.save = button("&Keep", self.keep, kind="primary", icon="check")
        inside.addWidget(ButtonRow(self.save, button("Cancel", panel.put_away)))
        self.which.changed.connect(self._fill)
        self._fill()

    def _touched(self) -> None:
        self.dirty = True

    def _shown(self) -> OverheadYear | None:
        return next((year for year in self._years if year.ends_on == self.which.value()), None)

    def _fill(self) -> None:
        year = self._shown()
        area = None if year is None else year.area_of(self._panel.cost.contract)
        self.staff.set_value(area.staff or None if area else None)
        self.people.set_value(area.people if area else 0)
        self.other.set_value(area.direct - area.staff if area else None)
        for driver, field in self.parts.items():
            field.show_hundredths(area.parts.get(driver, 0) if area else None)
            line = self.form.rows[f"part-{driver.value}"]
            line.box.setVisible(year is not None and bool(year.weights.get(driver, 0)))
        self.dirty = False

    def keep(self) -> None:
        """Keep it."""
        year, cost = self._shown(), self._panel.cost
        if year is None or not self.form.show_problems(self.form.problems()):
            return
        parts = {driver: field.hundredths() or 0 for driver, field in self.parts.items()}
        people = self.people.value() or 0
        staff = Pence(self.staff.value() or 0)
        direct = Pence(staff + (self.other.value() or 0))
        area = OverheadArea(cost.title, direct, parts, contract=cost.contract, staff=staff, people=people)
        if not self.form.show_problems(list(area_problems(area, year.weights))):
            return
        key = "staff"
        if self._panel.attempt(self.form, key, partial(self._panel.services.recoveries.keep, year.ends_on, area)):
            self.dirty = False
            self._panel.kept_now()
