"""Contracts, bids and imports in a window over real services, lent to many tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from charitydesk.bootstrap import build_services
from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import BidId, ContractId
from charitydesk.domain.obligations import Recurrence
from charitydesk.paths import AppPaths
from charitydesk.services.bids import BidLotRecord, BidRecord, BidTaskRecord
from charitydesk.services.commissioners import CommissionerRecord
from charitydesk.services.contracts import ContractClauseRecord, ContractRecord, ContractYearRecord
from charitydesk.services.obligations import ObligationRecord
from charitydesk.ui import bids, contracts, imports, letters, notices, today
from charitydesk.ui.today.lines import RecordLine
from tests.ui.shared_window import SharedWindow, nowhere
from tests.ui.walker import finish

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import Qt

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.bids.page import BidsPage
    from charitydesk.ui.contracts.page import ContractsPage
    from charitydesk.ui.imports.page import ImportPage
    from charitydesk.ui.main_window import MainWindow
    from charitydesk.ui.pages import Room
    from charitydesk.ui.theme import Theme

NO_CONTRACT, NO_BID = ContractId(0), BidId(0)
CARERS, LUNCH = "Young carers' support and respite", "Lunch club"
WELLBEING, SENT = "Carers' wellbeing service", "Supported internships"


@dataclass
class ContractsDesk:
    """The rooms in a window, with their services."""

    services: Services
    window: MainWindow

    @property
    def contracts(self) -> ContractsPage:
        return self.window.page("contracts")

    @property
    def bids(self) -> BidsPage:
        return self.window.page("bids")

    @property
    def imports(self) -> ImportPage:
        return self.window.page("imports")

    def settle(self) -> None:
        """Wait until no work is under way and every change has been heard."""
        finish(self.window.tasks)

    def go(self, room: str, key: object = None) -> None:
        self.window.go(room, key)
        self.settle()

    def contract(self, title: str = CARERS) -> int:
        return next(int(line.id) for line in self.services.contracts.list() if line.title == title)

    def bid(self, title: str = WELLBEING) -> int:
        return next(int(line.id) for line in self.services.bids.list() if line.title == title)

    def open_contract(self, title: str = CARERS):
        self.go("contracts", self.contract(title))
        record = self.contracts.record
        assert record is not None
        record.make_whole()
        self.settle()
        return record

    def open_bid(self, title: str = WELLBEING):
        self.go("bids", self.bid(title))
        record = self.bids.record
        assert record is not None
        record.make_whole()
        self.settle()
        return record


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key wherever the keyboard is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, *modifiers)


def prepare(folder: Path, clock: Clock) -> Path:
    """Keep two contracts and three bids in a folder and close it."""
    services = build_services(AppPaths(folder), clock)
    council = services.commissioners.save(
        CommissionerRecord(name="Anytown City Council", kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    ).record.id
    services.contracts.add(
        ContractRecord(
            title=CARERS,
            commissioner_id=council,
            commissioner="Anytown City Council",
            relationship=Relationship.CONTRACT,
            annual_value=13_666_600,
            value=41_000_000,
            starts_on=date(2024, 4, 1),
            ends_on=date(2027, 3, 31),
            notice_from_charity="3 months",
            notice_from_body="3 months",
            auto_renew=Answer.YES,
            renewal_length="12 months",
            light_touch=Answer.YES,
            health=Answer.NO,
        ),
        years=[ContractYearRecord(contract_id=NO_CONTRACT, starts_on=date(2026, 4, 1), value=13_666_600)],
        clauses=[ContractClauseRecord(contract_id=NO_CONTRACT, number="14.2", topic="notice", text="Three months.")],
        obligations=[
            ObligationRecord(
                title="Quarterly report",
                owner="Sam",
                due_on=date(2026, 12, 11),
                lead_times=("2 weeks", "3 working days"),
                recurrence=Recurrence.QUARTERLY,
            )
        ],
    )
    services.contracts.add(
        ContractRecord(title=LUNCH, relationship=Relationship.GRANT, status=ContractStatus.ENDED, auto_renew=Answer.NO)
    )
    bid = services.bids.add(
        BidRecord(
            title=WELLBEING,
            commissioner="Anytown City Council",
            commissioner_id=council,
            relationship=Relationship.CONTRACT,
            deadline="2026-12-25T00:00:00+00:00",
            cutoff="2026-12-28T12:00",
            value=120_000_000,
            light_touch=Answer.NO,
            health=Answer.NO,
            procurement_started_on=date(2026, 10, 30),
            link="https://www.find-tender.service.gov.uk/Notice/1",
        ),
        tasks=[BidTaskRecord(bid_id=NO_BID, title="Cost it", owner="Jo", due_on=date(2026, 12, 4))],
        lots=[BidLotRecord(bid_id=NO_BID, number="1", title="Adults", value=80_000_000)],
    )
    marks = (5, 2, 3, 4, 1, 3, 4)
    factors = [replace(one, score=mark) for one, mark in zip(bid.factors, marks, strict=True)]
    services.bids.set_factors(bid.record.id, factors)
    services.bids.add(BidRecord(title="Digital fund", deadline="2027-01-15"))
    services.bids.add(
        BidRecord(
            title=SENT,
            commissioner="Anytown City Council",
            commissioner_id=council,
            relationship=Relationship.CONTRACT,
            deadline="2026-07-03T12:00:00Z",
            stage=BidStage.SUBMITTED,
            value=1_800_000_000,
            light_touch=Answer.NO,
            health=Answer.NO,
            procurement_started_on=date(2026, 3, 30),
        )
    )
    services.close()
    return folder


def rooms(services: Services) -> tuple[Room, ...]:
    """Return the rooms, and before them one with nothing in it."""
    packages = (today, contracts, bids, notices, letters, imports)
    return nowhere(), *(package.room(services) for package in packages)


class RegistersWindow(SharedWindow):
    """The rooms in a window that many tests share.

    Args:
        data: A data folder that no other test uses; it is opened.
        clock: When it is.
        theme: The application's theme.
        first: The room that each test begins in.
    """

    def __init__(self, data: Path, clock: Clock, theme: Theme, first: str) -> None:
        self._first = first
        self._at_first: tuple[object, ...] = ()
        super().__init__(data, clock, theme, rooms)

    def desk(self) -> ContractsDesk:
        """Return the rooms for one test, the first one open."""
        self.lend()
        self.window.go(self._first)
        finish(self.window.tasks)
        self._at_first = self._at_first or self._showing()
        return ContractsDesk(self.services, self.window)

    def put_back(self) -> None:
        """Close what is open, forget every room but the first, and that one too where a list was sorted or filtered."""
        finish(self.window.tasks)
        self.asker.confirms = True
        self.window.go("nowhere")
        for room, page in self.window._pages.items():
            if room in {"contracts", "bids"}:
                page._leave_front()
                page.close_record()
        finish(self.window.tasks)
        kept = {"nowhere", self._first} if self._showing() == self._at_first else {"nowhere"}
        for room in self.window._pages.keys() - kept:
            self.forget(room)
        super().put_back()

    def _showing(self) -> tuple[object, ...]:
        """How the list of the first room is shown, filtered and sorted."""
        listed = self.window.page(self._first).list
        sorted_by = listed.table.view.horizontalHeader()
        return (
            listed.tabs.currentIndex(),
            listed.bar.text.text(),
            listed.bar.show_field.value(),
            sorted_by.sortIndicatorSection(),
            sorted_by.sortIndicatorOrder(),
        )


def words_on(widget: QWidget) -> list[str]:
    """Return the words of every label and the title of every line that is seen."""
    found = [*widget.findChildren(QLabel), *widget.findChildren(RecordLine)]
    return [words.text() for words in found if words.isVisible()]
