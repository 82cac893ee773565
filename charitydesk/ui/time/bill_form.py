"""A bill with its VAT, its receipt and who paid it; and money given towards a whole bid."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from charitydesk.domain.money import Pence
from charitydesk.errors import UserFacingError
from charitydesk.presentation.cost_words import KINDS, VAT_CHOICES, bill_problems, counts_words
from charitydesk.presentation.forms import FieldProblem
from charitydesk.services.bills import BiddingCostRecord, CostKind, FundingRecord, VatTreatment
from charitydesk.services.time_log import NO_SUBJECT, links_of, subject_of
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.fields import DateField, MoneyField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, column, fill, label, row
from charitydesk.ui.time.pickers import ActivityField, SubjectField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext

_RECEIPTS = "Pictures and documents (*.pdf *.png *.jpg *.jpeg *.docx *.xlsx *.eml *.txt)"
OWNER = "bidding_cost"


class _MoneyForm(QWidget):
    """What both forms share. `closed` tells that it is done with; `kept` gives the record's key."""

    closed = Signal()
    kept = Signal(str)

    def __init__(self, services: Services, context: PageContext, title: str, words: str) -> None:
        super().__init__()
        self.services, self.context = services, context
        self.body = column(self, gap=16)
        self.body.addWidget(label(title, "heading"))
        if words:
            self.body.addWidget(label(words, "quiet"))
        self.form = FormBuilder(self.body, used_mnemonics="wicgpnfevhb")

    def attempt(self, key: str, call: partial[object]) -> bool:
        """Do something that may be refused; a refusal stands at a field."""
        try:
            call()
        except UserFacingError as error:
            self.form.show_problems([FieldProblem(key, str(error))])
            return False
        return True


class BillForm(_MoneyForm):
    """A bill.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        record: As kept, or a new one.
        subjects: What it can hang on.
    """

    def __init__(
        self,
        services: Services,
        context: PageContext,
        record: BiddingCostRecord,
        subjects: Sequence[SubjectInfo],
    ) -> None:
        super().__init__(services, context, "Bill" if record.id else "A new bill", "")
        self.record = record
        self.day = DateField(context.clock.today)
        self.kind, self.supplier, self.description = SelectField(KINDS), TextField(), TextField()
        self.subject, self.activity = SubjectField(), ActivityField()
        self.subject.offer(subjects)
        self.net, self.vat, self.recovered, self.funded = MoneyField(), MoneyField(), MoneyField(), MoneyField()
        self.treatment = ChoiceField(VAT_CHOICES)
        self.funded_by = TextField()
        self.counts = label("", "quiet")
        self._lay_out()
        self._fill(record)
        for field in (self.net, self.vat, self.recovered, self.treatment):
            field.changed.connect(self._reckon)
        self.subject.changed.connect(self._follow)
        self._reckon()

    def _lay_out(self) -> None:
        form = self.form
        form.row("Date of the bill", self.day, key="day")
        form.row("What it was", self.kind)
        form.row("Who sent it", self.supplier, optional=True)
        form.row("Details", self.description, optional=True)
        form.row("What for", self.subject, key="subject")
        form.row("Part of the work", self.activity)
        form.row("Amount without VAT", self.net, key="net")
        form.row("VAT", self.treatment, key="treatment")
        form.row("Amount of VAT", self.vat, key="vat")
        form.row("VAT you get back", self.recovered, key="recovered")
        self.body.addWidget(self.counts)
        form.row("Paid by somebody else", self.funded, key="funded", help="How much of it, if any.", optional=True)
        form.row("Who paid", self.funded_by, key="funded_by", optional=True)
        self.save = button("&Keep the bill", self.keep, kind="primary", icon="check")
        buttons: list[QWidget] = [self.save, button("Close", self.closed.emit)]
        self.receipts = column(gap=4)
        if self.record.id:
            buttons.append(button("Take it out", self.remove, icon="bin"))
            self.body.addWidget(ButtonRow(*buttons))
            self.body.addWidget(label("Receipt", "subheading"))
            self.body.addLayout(self.receipts)
            self.attach = button("&Attach a receipt…", self.choose_receipt, icon="add")
            self.body.addWidget(ButtonRow(self.attach))
            self.show_receipts()
        else:
            self.body.addWidget(ButtonRow(*buttons))
            self.body.addWidget(label("Once the bill is kept, its receipt can be attached.", "quiet"))

    def _fill(self, record: BiddingCostRecord) -> None:
        self.day.set_value(record.on_date)
        self.kind.set_value(record.kind)
        self.supplier.set_value(record.supplier)
        self.description.set_value(record.description)
        self.subject.set_value(subject_of(record))
        self.activity.set_value(record.activity)
        self.net.set_value(record.net or None)
        self.vat.set_value(record.vat or None)
        self.treatment.set_value(record.vat_treatment)
        self.recovered.set_value(record.vat_recovered or None)
        self.funded.set_value(record.funded or None)
        self.funded_by.set_value(record.funded_by)

    def _follow(self) -> None:
        self.activity.follow(self.subject.subject())

    def _how(self) -> VatTreatment:
        value = self.treatment.value()
        return value if isinstance(value, VatTreatment) else VatTreatment.NO_VAT

    def _reckon(self) -> None:
        how = self._how()
        self.form.rows["vat"].box.setVisible(how is not VatTreatment.NO_VAT)
        self.form.rows["recovered"].box.setVisible(how is VatTreatment.PARTLY)
        words = counts_words(self.net.value(), self.vat.value(), how, self.recovered.value())
        self.counts.setText(words)
        self.counts.setVisible(bool(words))

    def typed(self) -> BiddingCostRecord:
        """Return the bill as typed."""
        how, kind = self._how(), self.kind.value()
        return replace(
            self.record,
            on_date=self.day.value() or self.record.on_date,
            kind=kind if isinstance(kind, CostKind) else CostKind.OTHER,
            supplier=self.supplier.value(),
            description=self.description.value(),
            activity=self.activity.activity(),
            net=Pence(self.net.value() or 0),
            vat=Pence((self.vat.value() or 0) if how is not VatTreatment.NO_VAT else 0),
            vat_treatment=how,
            vat_recovered=Pence((self.recovered.value() or 0) if how is VatTreatment.PARTLY else 0),
            funded=Pence(self.funded.value() or 0),
            funded_by=self.funded_by.value(),
            **links_of(self.subject.subject()),
        )

    def keep(self) -> None:
        """Keep the bill."""
        record = self.typed()
        if not self.form.show_problems([*self.form.problems(), *bill_problems(record)]):
            return
        try:
            self.record = self.services.bills.save_cost(record)
        except UserFacingError as error:
            self.form.show_problems([FieldProblem("net", str(error))])
            return
        self.context.shell.notify("The bill was kept.", undo=True)
        self.kept.emit(f"bill:{self.record.id}")

    def remove(self) -> None:
        """Take the bill out."""
        if self.attempt("net", partial(self.services.bills.remove_cost, self.record.id)):
            self.context.shell.notify("The bill was taken out.", undo=True)
            self.closed.emit()

    def show_receipts(self) -> None:
        """List the files kept with the bill."""
        lines: list[QWidget] = []
        for record in self.services.attachments.of(OWNER, self.record.id):
            holder = QWidget()
            across = row(gap=8, stretch=False)
            across.addWidget(label(record.file_name), 1)
            path = self.services.attachments.path(record)
            across.addWidget(button("Open", partial(_open, path), kind="quiet", name=f"Open {record.file_name}"))
            take_off = partial(self.detach, record.id)
            across.addWidget(button("Take off", take_off, kind="quiet", name=f"Take off {record.file_name}"))
            column(holder).addLayout(across)
            lines.append(holder)
        fill(self.receipts, lines or [label("None is kept yet.", "quiet")])

    def choose_receipt(self) -> None:
        """Ask which file the receipt is."""
        self.context.asker.choose_open_path("Attach a receipt", _RECEIPTS, self.keep_receipt)

    def keep_receipt(self, source: Path) -> None:
        """Copy a receipt into the data folder."""
        self.context.tasks.run(
            partial(_attach, self.services, self.record.id, source), self._attached, title="Keeping the receipt"
        )

    def _attached(self, _record: object) -> None:
        self.show_receipts()
        self.context.shell.notify("The receipt is kept with the bill.", undo=True)

    def detach(self, attachment_id: int) -> None:
        """Take a file off the bill."""
        if self.attempt("net", partial(self.services.attachments.detach, attachment_id)):
            self.show_receipts()


def _attach(services: Services, bill: int, source: Path, _progress: object) -> object:
    return services.attachments.attach(OWNER, bill, source, "Receipt")


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class FundingForm(_MoneyForm):
    """Money given towards the whole of a bid, a contract or a notice; arguments as for a bill."""

    def __init__(
        self, services: Services, context: PageContext, record: FundingRecord, subjects: Sequence[SubjectInfo]
    ) -> None:
        words = "What somebody paid towards the whole of it. Money that paid for one bill belongs to that bill."
        super().__init__(services, context, "Money given" if record.id else "New money given", words)
        self.record = record
        self.day = DateField(context.clock.today)
        self.amount, self.given_by, self.note = MoneyField(), TextField(), TextField()
        self.subject = SubjectField()
        self.subject.offer(subjects)
        self.form.row("Date", self.day, key="day")
        self.form.row("Amount", self.amount, key="amount")
        self.form.row("Given by", self.given_by)
        self.form.row("What for", self.subject, key="subject")
        self.form.row("Note", self.note, optional=True)
        self.day.set_value(record.on_date)
        self.amount.set_value(record.amount or None)
        self.given_by.set_value(record.given_by)
        self.subject.set_value(subject_of(record))
        self.note.set_value(record.note)
        self.save = button("&Keep it", self.keep, kind="primary", icon="check")
        buttons: list[QWidget] = [self.save, button("Close", self.closed.emit)]
        if record.id:
            buttons.append(button("Take it out", self.remove, icon="bin"))
        self.body.addWidget(ButtonRow(*buttons))

    def keep(self) -> None:
        """Keep the money given."""
        problems = self.form.problems()
        if not self.amount.value() and not self.amount.problem():
            problems.append(FieldProblem("amount", "Give what was paid."))
        if self.subject.subject() == NO_SUBJECT and not self.subject.problem():
            problems.append(FieldProblem("subject", "Choose the bid, contract or notice it was given for."))
        if not self.form.show_problems(problems):
            return
        record = replace(
            self.record,
            on_date=self.day.value() or self.record.on_date,
            amount=Pence(self.amount.value() or 0),
            given_by=self.given_by.value(),
            note=self.note.value(),
            **links_of(self.subject.subject()),
        )
        try:
            self.record = self.services.bills.save_funding(record)
        except UserFacingError as error:
            self.form.show_problems([FieldProblem("amount", str(error))])
            return
        self.context.shell.notify("The money given was kept.", undo=True)
        self.kept.emit(f"money:{self.record.id}")

    def remove(self) -> None:
        """Take the money out."""
        if self.attempt("amount", partial(self.services.bills.remove_funding, self.record.id)):
            self.context.shell.notify("The money given was taken out.", undo=True)
            self.closed.emit()
