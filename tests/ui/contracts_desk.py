"""Contracts, bids and imports in a window over real services, on a copy of one prepared folder."""

from __future__ import annotations

import shutil
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
from charitydesk.ui import bids, contracts, imports, letters, notices
from charitydesk.ui.main_window import Desk
from tests.ui.walker import finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import Qt
    from pytestqt.qtbot import QtBot

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.bids.page import BidsPage
    from charitydesk.ui.contracts.page import ContractsPage
    from charitydesk.ui.imports.page import ImportPage
    from charitydesk.ui.main_window import MainWindow

NO_CONTRACT, NO_BID = ContractId(0), BidId(0)
CARERS, LUNCH = "Young carers' support and respite", "Lunch club"
WELLBEING, SENT = "Carers' wellbeing service", "Supported internships"


@dataclass
class ContractsDesk:
    """The rooms in a window, with their services."""

    services: Services
    window: MainWindow
    bot: QtBot

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


def open_copy(prepared: Path, folder: Path, clock: Clock) -> Services:
    """Open a copy of a prepared folder."""
    shutil.copytree(prepared, folder)
    return build_services(AppPaths(folder), clock)


def show(
    services: Services, window_of: Callable[[Desk], MainWindow], bot: QtBot, *, first: str = "contracts"
) -> ContractsDesk:
    """Show the rooms in a window, one of them open."""
    packages = (contracts, bids, notices, letters, imports)
    made = tuple(package.room(services) for package in packages)
    rooms = tuple(replace(room, order=0) if room.id == first else room for room in made)
    desk = ContractsDesk(services, window_of(Desk(rooms, (), services.history, services.desk.feed)), bot)
    desk.settle()
    return desk


def words_on(widget: QWidget) -> list[str]:
    """Return the words of every label that is seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
