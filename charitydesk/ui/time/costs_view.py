"""Other costs: bills and money given in one list, the one that is open beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.money import Pence
from charitydesk.domain.wording import date_words
from charitydesk.presentation.cost_words import MoneyRow, totals_words
from charitydesk.presentation.time_words import title_of
from charitydesk.services.bills import BiddingCostRecord, CostKind, FundingRecord
from charitydesk.services.time_log import subject_of
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import TextField
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import label, row
from charitydesk.ui.scale import fix_width
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.bill_form import OWNER, BillForm, FundingForm
from charitydesk.ui.time.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_WORDS = "Consultants, travel, printing, portal fees, legal advice: what else your bids cost."


class CostsView(View):
    """Bills and money given.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self._open = ""
        self._wanted = ""
        self.text = TextField(placeholder="Filter the list")
        fix_width(self.text, 260)
        self.text.setAccessibleName("Filter the list")
        self.totals = label("", "quiet")
        across = row(self.text, gap=16, stretch=False)
        across.addWidget(self.totals, 1)
        empty = EmptyState("print", "No other cost yet", _WORDS, "Record a &bill", self.add_bill)
        self.table = RowsTable[MoneyRow](_model(), "Other costs and money given", empty)
        self.table.activated.connect(self.open_row)
        self.table.view.clicked.connect(self._clicked)
        self.text.textChanged.connect(self.table.set_text)
        self.split = MasterDetail(self.table)
        self.split.setMinimumHeight(320)
        self.body.setSpacing(12)
        self.body.addLayout(across)
        self.body.addWidget(self.split, 1)

    def refresh(self) -> None:
        """Read the list again."""
        self.ask(self._read_rows, self._show, "Reading the costs")

    def _read_rows(self) -> tuple[tuple[BiddingCostRecord | FundingRecord, int], ...]:
        bills = self.services.bills.costs()
        kept = [(bill, len(self.services.attachments.of(OWNER, bill.id))) for bill in bills]
        return (*kept, *((given, 0) for given in self.services.bills.funding()))

    def _show(self, found: Sequence[tuple[BiddingCostRecord | FundingRecord, int]]) -> None:
        infos = self.state.basics.subjects
        rows = [MoneyRow(record, title_of(subject_of(record), infos), receipts) for record, receipts in found]
        rows.sort(key=lambda row: (row.day, row.key), reverse=True)
        self.table.model.set_rows(rows)
        self.totals.setText(totals_words(rows) if rows else "")
        self.text.setVisible(bool(rows))
        wanted, self._wanted = self._wanted, ""
        shown = next((one for one in rows if one.key == (wanted or self._open)), None)
        if shown is not None:
            self.table.choose(shown)
            if wanted or not self._shows(shown):
                self.open_row(shown)
        elif self._open:
            self.close_record()

    def _shows(self, shown: MoneyRow) -> bool:
        form = self.split.record()
        return isinstance(form, BillForm | FundingForm) and form.record == shown.record

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        return [
            HeaderAction("Record a &bill", self.add_bill, "add", primary=True),
            HeaderAction("Record &money given", self.add_money, "add"),
        ]

    def filter_widget(self) -> QWidget:
        """Return the filter."""
        return self.text

    def first_field(self) -> QWidget:
        """Return the list."""
        return self.table

    def open_record(self, key: str) -> None:
        """Show a bill by its number, or `new`."""
        if key == "new":
            self.add_bill()
        else:
            self._wanted = key if ":" in key else f"bill:{key}"
            self.refresh()

    def add_bill(self) -> None:
        """Begin a new bill."""
        today = self.context.clock.today()
        self._put(BillForm(self.services, self.context, _new_bill(today), self.state.basics.subjects), "")

    def add_money(self) -> None:
        """Begin new money given."""
        record = FundingRecord(on_date=self.context.clock.today(), amount=Pence(0))
        self._put(FundingForm(self.services, self.context, record, self.state.basics.subjects), "")

    def open_row(self, shown: MoneyRow) -> None:
        """Open a bill or money given beside the list."""
        infos = self.state.basics.subjects
        if isinstance(shown.record, BiddingCostRecord):
            self._put(BillForm(self.services, self.context, shown.record, infos), shown.key)
        else:
            self._put(FundingForm(self.services, self.context, shown.record, infos), shown.key)

    def _put(self, form: BillForm | FundingForm, key: str) -> None:
        self._open = key
        form.closed.connect(self.close_record)
        form.kept.connect(self._kept)
        self.split.show_record(form)
        form.day.setFocus()

    def _kept(self, key: str) -> None:
        self._open = ""
        self._wanted = key
        self.refresh()

    def close_record(self) -> None:
        """Show the list alone."""
        self._open = ""
        self.split.close_record()

    def _clicked(self, _index: object) -> None:
        chosen = self.table.current()
        if chosen is not None and (chosen.key != self._open or not self.split.is_open):
            self.open_row(chosen)


def _new_bill(today: date) -> BiddingCostRecord:
    return BiddingCostRecord(on_date=today, kind=CostKind.CONSULTANT, net=Pence(0))


def _model() -> RowsModel[MoneyRow]:
    return RowsModel(
        [
            Column("What", lambda r: r.what, second_line=lambda r: r.detail),
            Column("Cost to you", lambda r: r.amount, sort_key=lambda r: r.pence, align=RIGHT, width=140, keep=True),
            Column("Date", lambda r: date_words(r.day), sort_key=lambda r: r.day, width=160),
            Column("Paid by others", lambda r: r.paid_by, width=200),
            Column("Receipt", lambda r: r.receipt, width=110),
        ],
        lambda r: r.sentence,
    )
