"""The page of Time & costs: its parts, one tab each; a part is made when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabBar

from charitydesk.presentation.export_words import whole_list
from charitydesk.presentation.time_help import help_of
from charitydesk.services.changes import Topic
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.pages import HeaderAction, Page, Width
from charitydesk.ui.time.view import RoomState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import View

WEEK, TIMER, COSTS, LEDGER, FULL, PEOPLE = "week", "timer", "costs", "ledger", "full", "people"
_PARTS = {
    WEEK: ("&Week", "week_view", "WeekView"),
    TIMER: ("T&imer", "timer_view", "TimerView"),
    COSTS: ("Other &costs", "costs_view", "CostsView"),
    LEDGER: ("Led&ger", "ledger_view", "LedgerView"),
    FULL: ("F&ull cost", "recovery_view", "RecoveryView"),
    PEOPLE: ("&People and rates", "people_view", "PeopleView"),
}
_WITH_LISTS = (WEEK, COSTS, LEDGER)
_SUBTITLE = "What the work of bidding takes, who paid for it, and what nobody paid for"


class TimePage(Page):
    """Time, other costs, the ledger, and people with their rates.

    `open_record` takes a part (`week`, `timer`, `costs`, `ledger`, `full`, `people`), with a colon and a record where
    there is one: `week:2026-11-27`, `costs:12`, `people:3`, `people:new`, `ledger:bid:4`, `full:2` (a contract).

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    topics = frozenset({Topic.TIME, Topic.COSTS, Topic.BIDS, Topic.CONTRACTS, Topic.NOTICES, Topic.CHARITY})

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Time & costs", _SUBTITLE, width=Width.WIDE, fill=True)
        self._services = services
        self.exporting = Exporting(services, context, self.list_offers)
        self.state = RoomState(services)
        self.state.setParent(self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of Time & costs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title, _, _ in _PARTS.values():
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._show_tab)
        self.views: dict[str, View] = {}
        self.body.setSpacing(16)
        self.body.addWidget(self.tabs)
        self.part = WEEK
        self._put(WEEK)

    def _put(self, part: str) -> View:
        """Return a part, made where it is new; only the part shown is laid out."""
        self.part = part
        if part not in self.views:
            _, module, name = _PARTS[part]
            made = cast(
                "View",
                getattr(import_module(f"charitydesk.ui.time.{module}"), name)(self._services, self.context, self.state),
            )
            made.header_changed.connect(self.header_changed)
            self.views[part] = made
            self.body.addWidget(made, 1)
        for name, view in self.views.items():
            view.setVisible(name == part)
        return self.views[part]

    @property
    def view(self) -> View:
        """The part shown."""
        return self.views[self.part]

    def show_part(self, part: str) -> View:
        """Show a part."""
        place = list(_PARTS).index(part)
        if self.tabs.currentIndex() == place and part in self.views:
            return self.views[part]
        self.tabs.setCurrentIndex(place)
        return self.views[part]

    def refresh(self) -> None:
        """Read the part shown again; the others read when they are opened."""
        self.view.refresh()

    def open_record(self, key: object) -> None:
        """Show a part, and a record in it."""
        part, colon, record = str(key).partition(":")
        if part not in _PARTS:
            return
        view = self.show_part(part)
        if colon:
            show = getattr(view, "open_record", None)
            if show is not None:
                show(record)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the actions of the part shown."""
        actions = self.view.header_actions()
        return (self.exporting.action(), *actions) if actions and self.part in _WITH_LISTS else actions

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists that can be exported; of the week shown, its entries alone, too."""
        titles, view = self.exporting.titles, self.view
        time, *money = (whole_list(titles, kind) for kind in ("time", "costs", "funding"))
        return (*money, time) if self.part == COSTS else (time, *view.list_offers(titles), *money)

    def filter_widget(self) -> QWidget | None:
        """Return the field of the part shown."""
        return self.view.filter_widget()

    def can_leave(self) -> bool:
        """Keep what was typed last, and close the finance view: the next person may not be the finance manager."""
        for view in self.views.values():
            view.flush()
        self.state.set_finance(False)
        for view in self.views.values():
            view.leave()
        return True

    def help(self) -> HelpTopic:
        """Return the help of the part shown."""
        return help_of(self.part)

    def _show_tab(self, place: int) -> None:
        self.view.flush()
        keyboard = QApplication.focusWidget()
        held = keyboard is not None and self.view.isAncestorOf(keyboard)
        self._put(list(_PARTS)[place]).refresh()
        if held:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()
        self.header_changed.emit()
