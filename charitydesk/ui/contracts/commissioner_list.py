"""The commissioners: whom contracts are held from and bids are made to, with what is held from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from charitydesk.presentation import contract_commissioner as told
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.parts import column
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.services.bundle import Services
    from charitydesk.services.commissioners import CommissionerLine

MOST = 10_000


class CommissionerList(QWidget):
    """A table of commissioners.

    Args:
        services: Those of the open data folder.
        add: Begins a new one.
    """

    def __init__(self, services: Services, add: Callable[[], object]) -> None:
        super().__init__()
        self._services = services
        model: RowsModel[CommissionerLine] = RowsModel(
            [
                Column("Commissioner", told.name_of, second_line=told.kind_and_nation),
                Column("Contracts", told.held_from, align=RIGHT, width=110, sort_key=told.contracts_of),
                Column("Held a year", told.worth_of, align=RIGHT, width=130, sort_key=told.held_value_of),
                Column("Bids open", told.bids_to, align=RIGHT, width=110, sort_key=told.bids_of),
            ],
            told.commissioner_sentence,
        )
        nothing = EmptyState(
            "building",
            "No commissioner",
            "Whoever a contract is held from or a bid is made to is listed here.",
            "&New commissioner",
            add,
        )
        self.table: RowsTable[CommissionerLine] = RowsTable(model, "Commissioners", nothing)
        inside = column(self)
        inside.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.shown = self._aside = 0
        self._shows_all = False

    def load(self, text: str) -> None:
        """Load the commissioners whose name holds a text; with none, those named only by closed notices stand aside."""
        every = self._services.commissioners.list(text=text, limit=MOST)
        self._aside = 0 if text else sum(line.is_aside for line in every)
        found = every if text or self._shows_all else [line for line in every if not line.is_aside]
        chosen = self.table.current()
        self.shown = len(found)
        self.table.blockSignals(True)
        self.table.model.set_rows(found)
        self.table.blockSignals(False)
        if chosen is not None:
            self.choose(int(chosen.id))

    def count_words(self) -> str:
        """Return how many are shown."""
        return told.count_words(self.shown, 0 if self._shows_all else self._aside)

    def aside_action(self) -> str:
        """Return what shows those who stand aside, or shows the others alone again; empty where nobody does."""
        return told.aside_action(self._aside, shown=self._shows_all)

    def turn_aside(self) -> None:
        """Show those who stand aside too from the next load on, or the others alone again."""
        self._shows_all = not self._shows_all

    def has(self, commissioner_id: int) -> bool:
        """Return whether a commissioner is among those shown."""
        return any(line.id == commissioner_id for line in self.table.model.rows())

    def choose(self, commissioner_id: int | None) -> None:
        """Choose a commissioner's row, or none."""
        self.table.blockSignals(True)
        line = next((line for line in self.table.model.rows() if line.id == commissioner_id), None)
        if line is None:
            self.table.view.clearSelection()
        elif self.table.current() != line:
            self.table.choose(line)
        self.table.blockSignals(False)
