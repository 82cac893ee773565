"""What stands beside a record: ways of showing the register, its filter, and its table a page at a time."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from charitydesk.ui.contracts.filter_bar import FilterBar
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import button, column
from charitydesk.ui.table_view import RowsTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.presentation.forms import Choice
    from charitydesk.services.bundle import Services
    from charitydesk.ui.tables import Fetch, RowsModel


class RegisterList(QWidget):
    """A register's list.

    Args:
        room: Whose list it is.
        name: The table's accessible name.
        model: Its rows.
        choices: The ready choices of the filter.
        tabs: The ways of showing it: the accessible name, then each tab's words.
        nothing: Shown while nothing is recorded.
        services: Those of the open data folder.
    """

    aside_wanted = Signal()
    """Told when what the list leaves aside is to be shown."""

    def __init__(  # noqa: PLR0917 - a list is made of these
        self,
        room: str,
        name: str,
        model: RowsModel[Any],
        choices: Sequence[Choice],
        tabs: tuple[str, ...],
        nothing: EmptyState,
        services: Services,
    ) -> None:
        super().__init__()
        self.services = services
        self.bar = FilterBar(room, choices, services)
        self.table: RowsTable[Any] = RowsTable(model, name)
        self.nothing = nothing
        self.none_found = EmptyState(
            "search", "Nothing matches", f"Nothing among the {room} fits this filter.", "", None
        )
        self.stack = QStackedWidget()
        for part in (self.table, self.nothing, self.none_found):
            self.stack.addWidget(part)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tabs[0])
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words in tabs[1:]:
            self.tabs.addTab(words)
        self.head = QWidget()
        top = FlowLayout(self.head, gap=16, line_gap=8)
        top.addWidget(self.tabs)
        top.addWidget(self.bar)
        self.aside = button("", self.aside_wanted.emit, kind="quiet")
        self.aside.hide()
        top.addWidget(self.aside)
        policy = self.head.sizePolicy()
        policy.setHeightForWidth(True)
        self.head.setSizePolicy(policy)
        self.inside: QVBoxLayout = column(self, gap=12)
        self.inside.addWidget(self.head)
        self.inside.addWidget(self.stack, 1)
        self.total = self.shown = 0

    def shown_ids(self) -> Callable[[], Sequence[int]]:
        """Return what gives the ids of every row the filter shows, in a worker."""
        asked = replace(self.table.model.asked_of_all(), text=self.bar.text.value())
        return partial(_ids, self.reader(), asked)

    @abstractmethod
    def reader(self) -> Callable[[Fetch], Sequence[Any]]:
        """Return what reads rows as the filter now is, whatever it becomes."""

    def show_aside(self, words: str) -> None:
        """Offer to show what the list leaves aside; nothing offers nothing."""
        self.aside.setText(words)
        self.aside.setAccessibleName(words.replace("&", ""))
        self.aside.setVisible(bool(words))

    def reload_table(self) -> None:
        """Load the table again, as far down as it was."""
        view: Any = self.table.view
        model = self.table.model
        self.table.blockSignals(True)
        rows, place = model.rowCount(), view.verticalScrollBar().value()
        model.ask(text=self.bar.text.value())
        while model.rowCount() < rows and model.canFetchMore(view.rootIndex()):
            model.fetchMore(view.rootIndex())
        view.verticalScrollBar().setValue(place)
        self.table.blockSignals(False)

    def choose(self, record_id: int | None) -> None:
        """Choose a record's row among those loaded, or none."""
        self.table.blockSignals(True)
        rows = self.table.model.rows()
        place = next((at for at, line in enumerate(rows) if line.id == record_id), None)
        if place is None:
            self.table.view.clearSelection()
        elif self.table.current() != rows[place]:
            self.table.choose_row(place)
        self.table.blockSignals(False)


def _ids(read: Callable[[Fetch], Sequence[Any]], asked: Fetch) -> Sequence[int]:
    return [int(line.id) for line in read(asked)]
