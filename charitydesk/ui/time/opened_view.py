"""What a figure of the ledger is made of: its parts, its rules, its entries and its bills."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from charitydesk.domain.ids import PersonId
from charitydesk.domain.wording import date_words
from charitydesk.presentation.cost_entries import (
    HIDDEN_LENGTH,
    EntryRow,
    Found,
    entry_rows,
    find_entries,
    shown_words,
)
from charitydesk.presentation.cost_ledger import Opened, figure_facts, unpaid_words
from charitydesk.presentation.cost_words import MoneyRow
from charitydesk.presentation.time_words import title_of
from charitydesk.services.time_log import subject_of
from charitydesk.ui.cards import ButtonRow, Card, KeyFacts, Section
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.parts import button, clear, column, label, measure
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.view import View, fit_rows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from charitydesk.services.bills import BiddingCostRecord
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState


class OpenedView(View):
    """A figure, opened. `closed` tells that the ledger is wanted again.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
        opened: The figure.
    """

    closed = Signal()

    def __init__(self, services: Services, context: PageContext, state: RoomState, opened: Opened) -> None:
        super().__init__(services, context, state)
        self.opened = opened
        self.back = button("Back to the &ledger", self.closed.emit, kind="quiet", icon="back")
        self.body.addWidget(ButtonRow(self.back))
        self.body.addWidget(label(opened.title, "heading"))
        card = Card()
        card.add(KeyFacts(opened.facts or figure_facts(opened.figure)))
        if words := unpaid_words(opened.figure):
            card.add(label(words, "quiet"))
        card.add(Disclosure("How did you get this?", list(opened.rules), about=opened.title))
        self.body.addWidget(measure(card, 560))
        self._parts = column(gap=24)
        self.body.addLayout(self._parts)
        self.table: RowsTable[EntryRow] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Read the entries and bills."""
        self.ask(partial(find_entries, self.services, self.opened), self._show, "Looking up what it is made of")

    def _show(self, found: Found) -> None:
        clear(self._parts)
        finance = self.state.finance
        rows = entry_rows(found.entries, found.roles, self.opened, finance=finance)
        words = shown_words(len(rows), more=found.more) + "."
        if not finance:
            words += " Roles stand for people; names show in the finance view."
        if any(row.length == HIDDEN_LENGTH for row in rows):
            words += " Where one person alone holds a role or stands behind the figure, lengths show there alone."
        part = Section("Its entries", words)
        if rows:
            self.table = RowsTable[EntryRow](_entries(finance=finance), "Entries behind the figure")
            self.table.model.set_rows(rows)
            self.table.activated.connect(self._open_entry)
            fit_rows(self.table, 10)
            part.add(self.table)
        self._parts.addWidget(part)
        if found.bills:
            self._parts.addWidget(self._bills(found.bills))

    def _bills(self, bills: tuple[BiddingCostRecord, ...]) -> Section:
        infos = self.state.basics.subjects
        rows = [MoneyRow(bill, title_of(subject_of(bill), infos)) for bill in bills]
        table = RowsTable[MoneyRow](_bill_model(), "Bills behind the figure")
        table.model.set_rows(rows)
        table.activated.connect(self._open_bill)
        fit_rows(table, 6)
        part = Section("Its bills", "Enter opens a bill.")
        part.add(table)
        return part

    def _open_entry(self, row: EntryRow) -> None:
        """Show the entry's week; whose it is, the finance view alone tells."""
        if self.state.finance:
            self.state.person_id = PersonId(row.line.person_id)
            self.context.shell.go("time", f"week:{row.line.day.isoformat()}")

    def _open_bill(self, row: MoneyRow) -> None:
        self.context.shell.go("time", f"costs:{row.key}")


def _entries(*, finance: bool) -> RowsModel[EntryRow]:
    return RowsModel(
        [
            Column("What for", lambda r: r.title, second_line=lambda r: r.detail),
            Column("How long", lambda r: r.length, sort_key=_minutes, align=RIGHT, width=180, keep=True),
            Column("Day", lambda r: date_words(r.line.day), sort_key=lambda r: r.line.day, width=160),
            Column("Who" if finance else "Role", lambda r: r.who, width=190),
        ],
        lambda r: r.sentence,
    )


def _minutes(row: EntryRow) -> int:
    """Return what lengths are sorted by; hidden ones are not told by their order either."""
    return 0 if row.length == HIDDEN_LENGTH else row.line.minutes


def _bill_model() -> RowsModel[MoneyRow]:
    return RowsModel(
        [
            Column("What", lambda r: r.what, second_line=lambda r: r.detail),
            Column("Cost to you", lambda r: r.amount, sort_key=lambda r: r.pence, align=RIGHT, width=140, keep=True),
            Column("Date", lambda r: date_words(r.day), sort_key=lambda r: r.day, width=160),
            Column("Paid by others", lambda r: r.paid_by, width=200),
        ],
        lambda r: r.sentence,
    )
