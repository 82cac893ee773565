"""Full cost: what each contract is paid against what it costs, the one that is open beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.domain.money import pounds
from charitydesk.presentation.cost_recovery import (
    INTRO,
    contract_sentence,
    full_words,
    gap_words,
    latest,
    year_words,
)
from charitydesk.services.recoveries import ContractCost
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.parts import label
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.recovery_panel import RecoveryPanel
from charitydesk.ui.time.view import View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_EMPTY = "Contracts and grants appear here: what each is paid, what it costs in full, and what you put in yourselves."


class RecoveryView(View):
    """Full cost recovery.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self._wanted = 0
        self.panel: RecoveryPanel | None = None
        self.body.setSpacing(12)
        self.body.addWidget(label(INTRO, "quiet"))
        empty = EmptyState("contracts", "No contract yet", _EMPTY, "Open the &contracts", self._go_contracts)
        self.table = RowsTable[ContractCost](self._model(), "Full cost of contracts", empty)
        self.table.activated.connect(self.open_row)
        self.table.view.clicked.connect(self._clicked)
        self.split = MasterDetail(self.table, "Back to the contracts")
        self.split.setMinimumHeight(320)
        self.body.addWidget(self.split, 1)
        state.finance_changed.connect(self._finance_changed)

    def _model(self) -> RowsModel[ContractCost]:
        def full(one: ContractCost) -> str:
            return full_words(one, finance=self.state.finance)

        def gap(one: ContractCost) -> str:
            return gap_words(one, finance=self.state.finance)

        return RowsModel(
            [
                Column("Contract", lambda c: c.title, second_line=lambda c: c.commissioner),
                Column("You put in", gap, sort_key=partial(self._order, gap=True), align=RIGHT, width=160, keep=True),
                Column("Full cost", full, sort_key=partial(self._order, gap=False), align=RIGHT, width=160),
                Column(
                    "Price a year",
                    lambda c: "" if c.price is None else pounds(c.price),
                    sort_key=lambda c: c.price or 0,
                    align=RIGHT,
                    width=140,
                ),
                Column("Accounting year", year_words, width=190),
            ],
            lambda c: contract_sentence(c, finance=self.state.finance),
        )

    def _order(self, one: ContractCost, *, gap: bool) -> float:
        recovery = latest(one)
        if recovery is None or (recovery.alone and not self.state.finance):
            return float("-inf")
        return float(recovery.gap if gap else recovery.full)

    def refresh(self) -> None:
        """Read the contracts again."""
        self.ask(self.services.recoveries.all, self._show, "Adding up the contracts")

    def _show(self, found: tuple[ContractCost, ...]) -> None:
        self.table.model.set_rows(list(found))
        wanted, self._wanted = self._wanted, 0
        shown = next((one for one in found if one.contract == wanted), None)
        if shown is not None:
            self.open_row(shown)
        elif self.panel is not None:
            now = next((one for one in found if one.contract == self.panel.cost.contract), None)
            if now is None:
                self.close_record()
            else:
                self.panel.show_cost(now)

    def open_record(self, key: str) -> None:
        """Show a contract by its number."""
        if key.isdigit():
            self._wanted = int(key)
            self.refresh()

    def open_row(self, shown: ContractCost) -> None:
        """Show a contract beside the list."""
        self.table.choose(shown)
        self.panel = RecoveryPanel(self.services, self.context, self.state, shown)
        self.panel.closed.connect(self.close_record)
        self.split.show_record(self.panel)
        first = self.panel.first_field()
        if first is not None:
            first.setFocus()

    def close_record(self) -> None:
        """Show the list alone."""
        self.panel = None
        self.split.close_record()

    def first_field(self) -> QWidget:
        """Return the list."""
        return self.table

    def _clicked(self, _index: object) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.open_row(chosen)

    def _go_contracts(self) -> None:
        self.context.shell.go("contracts", "")

    def leave(self) -> None:
        """Drop one person's pay that was typed and not kept."""
        if self.panel is not None:
            self.panel.finance_changed()

    def _finance_changed(self) -> None:
        self.table.model.set_rows(list(self.table.model.rows()))
        if self.panel is not None:
            self.panel.finance_changed()
