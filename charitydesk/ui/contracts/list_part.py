"""The register of contracts and grants: its columns, its filter, and a page of it at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.presentation import contract_words as words
from charitydesk.services.contracts import ContractSort
from charitydesk.ui.contracts.commissioner_list import CommissionerList
from charitydesk.ui.contracts.register_list import RegisterList
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.parts import announce
from charitydesk.ui.tables import RIGHT, Column, Fetch, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from charitydesk.presentation.badges import Badge
    from charitydesk.services.bundle import Services
    from charitydesk.services.contracts import ContractFilter, ContractLine


BODIES = 1
"""The tab of the commissioners."""


class _Columns:
    """What the columns say, as of today."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def window(self, line: ContractLine) -> Badge:
        return words.window_badge(line, self._today())

    def window_words(self, line: ContractLine) -> str:
        return words.window_badge(line, self._today()).word

    def model(self) -> RowsModel[ContractLine]:
        return RowsModel(
            [
                Column("Service", _title, second_line=words.service_words, sort_name=ContractSort.TITLE),
                Column(
                    "Notice window",
                    self.window_words,
                    badge=self.window,
                    width=156,
                    sort_name=ContractSort.SAY_NO_BY,
                    keep=True,
                    help=words.WINDOW_HELP,
                ),
                Column("Say no by", words.window_text, width=160, sort_name=ContractSort.SAY_NO_BY),
                Column("Value a year", _value, align=RIGHT, width=122, sort_name=ContractSort.ANNUAL_VALUE),
                Column("Ends", _ends, width=160, sort_name=ContractSort.ENDS_ON),
                Column("Status", _status, badge=_status_badge, width=146, sort_name=ContractSort.STATUS),
            ],
            words.contract_sentence,
        )


def _title(line: ContractLine) -> str:
    return line.title


def _value(line: ContractLine) -> str:
    return words.money_words(line.annual_value)


def _ends(line: ContractLine) -> str:
    return words.day_words(line.ends_on)


def _status(line: ContractLine) -> str:
    return words.STATUSES[line.status].word


def _status_badge(line: ContractLine) -> Badge:
    return words.STATUSES[line.status]


class ContractList(RegisterList):
    """The register with its filter.

    Args:
        services: Those of the open data folder.
        today: Returns today's civil date.
        add: Begins a new one.
        add_body: Begins a new commissioner.
    """

    counted = Signal()

    def __init__(
        self,
        services: Services,
        today: Callable[[], date],
        add: Callable[[], object],
        add_body: Callable[[], object],
    ) -> None:
        choices = words.show_choices(today())
        nothing = EmptyState(
            "contracts",
            "No contracts yet",
            "Record what you hold and CharityDesk works out by when to say no, which rules apply and what falls due. "
            "A list you already keep can be imported.",
            "&New contract",
            add,
        )
        tabs = ("Contracts or commissioners", "&Register", "&Commissioners")
        model, named = _Columns(today).model(), [choice for choice, _ in choices]
        super().__init__("contracts", "Contracts and grants", model, named, tabs, nothing, services)
        self._criteria = {choice.label: filters for choice, filters in choices}
        self._began = False
        self.table.model.set_source(self._fetch, Fetch(sort=ContractSort.SAY_NO_BY))
        self.bodies = CommissionerList(services, add_body)
        self.stack.addWidget(self.bodies)
        self.setFocusProxy(self.table)
        self.tabs.currentChanged.connect(self._turn)
        self.bar.changed.connect(self._filter)
        self.aside_wanted.connect(self._turn_aside)

    def _fetch(self, asked: Fetch) -> Sequence[ContractLine]:
        return self.reader()(asked) if self._began else ()

    def reader(self) -> Callable[[Fetch], Sequence[ContractLine]]:
        """Return what reads rows as the filter now is."""
        return partial(self._read, self._criteria[self.bar.chosen()])

    def _read(self, filters: ContractFilter, asked: Fetch) -> Sequence[ContractLine]:
        sort = ContractSort(asked.sort) if asked.sort else ContractSort.TITLE
        return self.services.contracts.list(
            text=asked.text,
            filters=filters,
            sort=sort,
            descending=asked.descending,
            offset=asked.offset,
            limit=asked.limit,
        )

    def reload(self) -> None:
        """Load again what is shown, as far down as it was."""
        self._began = True
        self.reload_table()
        self._count()

    @property
    def shows_bodies(self) -> bool:
        """Whether the commissioners are shown."""
        return self.tabs.currentIndex() == BODIES

    def show_bodies(self, *, shown: bool) -> None:
        """Turn to the commissioners, or back to the register."""
        self.tabs.setCurrentIndex(BODIES if shown else 0)

    def bring_body(self, commissioner_id: int) -> None:
        """Turn to the commissioners so that one of them is in sight, whatever was typed or left aside."""
        self.show_bodies(shown=True)
        if self.bar.text.value() and not self.bodies.has(commissioner_id):
            self.bar.text.clear()
        if not self.bodies.has(commissioner_id) and self.bodies.aside_action():
            self._turn_aside()

    def _turn(self, _place: int) -> None:
        self.bar.narrow(only_text=self.shows_bodies)
        self._count()
        self.setFocusProxy(self.bodies if self.shows_bodies else self.table)

    def _filter(self) -> None:
        self.table.model.ask(text=self.bar.text.value())
        self._count()
        told = self.bodies.count_words() if self.shows_bodies else words.count_line(self.shown, filtered=True)
        announce(self, told)

    def _turn_aside(self) -> None:
        self.bodies.turn_aside()
        self._count()
        announce(self, self.bodies.count_words())

    def _count(self) -> None:
        self.total = self.services.contracts.count()
        filters = self._criteria[self.bar.chosen()]
        self.shown = self.services.contracts.count(text=self.bar.text.value(), filters=filters)
        if self.shows_bodies:
            self.bodies.load(self.bar.text.value())
        self.show_aside(self.bodies.aside_action() if self.shows_bodies else "")
        self.head.setVisible(self.total > 0 or self.shows_bodies or bool(self.services.commissioners.list(limit=1)))
        self.bar.setVisible(self.total > 0 or self.shows_bodies)
        register = self.nothing if not self.total else self.none_found if not self.shown else self.table
        self.stack.setCurrentWidget(self.bodies if self.shows_bodies else register)
        self.counted.emit()
