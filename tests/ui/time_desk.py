"""Time & costs in a window over real services, lent to many tests; the clock can be moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from charitydesk.bootstrap import build_services
from charitydesk.domain.activities import Activity
from charitydesk.domain.bids import BidStage
from charitydesk.domain.overheads import Driver, OverheadYear
from charitydesk.paths import AppPaths
from charitydesk.services.bills import BiddingCostRecord, CostKind, FundingRecord, VatTreatment
from charitydesk.services.changes import Change, Topic
from charitydesk.services.clock import FixedClock
from charitydesk.services.people import PersonKind, PersonRecord, RateBasis, RateRecord, RoleRecord
from charitydesk.services.time_log import EntrySource, TimeEntryRecord
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord
from charitydesk.ui import library, time
from tests.ui.shared_window import SharedWindow, nowhere
from tests.ui.walker import finish

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.services.bundle import Services
    from charitydesk.ui.main_window import MainWindow
    from charitydesk.ui.pages import Room
    from charitydesk.ui.theme import Theme
    from charitydesk.ui.time.page import TimePage
    from tests.folders import DataFolders

MOMENT = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
SALARY = 51_234_00


class MovingClock(FixedClock):
    """A clock that a test sets."""

    def set(self, moment: datetime) -> None:
        object.__setattr__(self, "moment", moment)


@dataclass
class TimeDesk:
    """The room in a window, with its services."""

    services: Services
    window: MainWindow
    clock: MovingClock

    @property
    def page(self) -> TimePage:
        return self.window.page("time")

    def settle(self) -> None:
        """Wait until no work is under way and every change has been heard."""
        finish(self.window.tasks)

    def part(self, part: str):
        self.page.show_part(part)
        self.settle()
        return self.page.view


def prepare(folder: Path) -> Path:
    """Make a data folder with five people, four bids, an autumn of time, bills and money given."""
    services = build_services(AppPaths(folder), MovingClock(MOMENT))
    fill(services)
    services.close()
    return folder


def fill(s: Services) -> None:
    with s.desk.change("Set up") as work:
        work.charity.save(work.charity.load().__class__(name="Harbour Young Carers", user_name="Mari Lewis"))
        bids = [
            work.bids.add(BidRecord(title=title, commissioner=body, value=value, stage=stage, won_value=won))
            for title, body, value, stage, won in (
                ("Ashdale lunch clubs tender", "Anytown Council", 180_000_00, BidStage.DRAFTING, None),
                ("Young carers breaks", "Anytown Council", 95_000_00, BidStage.WON, 90_000_00),
                ("Night shelter framework", "Anyshire ICB", 400_000_00, BidStage.LOST, None),
            )
        ]
        work.contracts.add(ContractRecord(title="Day centre", commissioner="Anytown Council", annual_value=70_000_00))
    worker = s.people.save_role(RoleRecord(title="Support worker", front_line=True))
    director = s.people.save_role(RoleRecord(title="Chief executive"))
    kinds = (PersonKind.EMPLOYEE,) * 3 + (PersonKind.TRUSTEE,)
    names = (("Mari Lewis", director), ("Sam Price", worker), ("Jo Ali", worker), ("Ann Evans", None))
    people = [
        s.people.save_person(
            PersonRecord(name=name, role_id=role.id if role else None, kind=kind, weekly_minutes=35 * 60)
        )
        for (name, role), kind in zip(names, kinds, strict=True)
    ]
    mari, sam, jo, ann = people
    start = date(2026, 4, 6)
    s.people.set_rate(
        RateRecord(
            person_id=mari.id,
            effective_from=start,
            basis=RateBasis.SALARY,
            salary=SALARY,
            productive_minutes=1607 * 60,
            nic_amount=6_935_10,
        )
    )
    for one, hourly in ((sam, 18_37), (jo, 19_05)):
        s.people.set_rate(RateRecord(person_id=one.id, effective_from=start, basis=RateBasis.HOURLY, hourly=hourly))
    s.people.save_overheads(
        OverheadYear(date(2027, 3, 31), 41_234_56, 199_876_54, {Driver.HEADCOUNT: 60_00, Driver.SPEND: 40_00})
    )
    days = ((mari, 0, 9, 8), (sam, 1, 9, 10), (jo, 2, 10, 6), (sam, 2, 10, 7), (ann, 2, 10, 7), (mari, 2, 10, 8))
    for person, bid, month, day in days:
        s.time.log(
            TimeEntryRecord(
                person_id=person.id,
                bid_id=bids[bid].id,
                day=date(2026, month, day),
                minutes=150,
                activity=Activity.WRITING,
                note="drafting",
            )
        )
    s.time.log(
        TimeEntryRecord(
            person_id=mari.id,
            bid_id=bids[0].id,
            day=MONDAY,
            minutes=90,
            activity=Activity.CLARIFICATIONS,
            source=EntrySource.GRID,
        )
    )
    s.bills.save_cost(
        BiddingCostRecord(
            on_date=date(2026, 10, 9),
            kind=CostKind.CONSULTANT,
            net=1_200_00,
            vat=240_00,
            vat_treatment=VatTreatment.NOT_RECOVERED,
            bid_id=bids[2].id,
            supplier="Bright Bids Ltd",
        )
    )
    s.bills.save_funding(
        FundingRecord(on_date=date(2026, 9, 20), amount=50_00, given_by="The Quay Trust", bid_id=bids[1].id)
    )
    s.time.lock(date(2026, 9, 1))


def rooms(services: Services) -> tuple[Room, ...]:
    """Return the room, another to go to, and one with nothing in it."""
    return nowhere(), time.room(services), library.room(services)


class TimeWindow(SharedWindow):
    """The room in a window that many tests share, with a clock that they move.

    Args:
        data: A data folder that no other test uses; it is opened.
        theme: The application's theme.
    """

    def __init__(self, data: Path, theme: Theme) -> None:
        self.clock = MovingClock(MOMENT)
        super().__init__(data, self.clock, theme, rooms)

    def desk(self) -> TimeDesk:
        """Return the room for one test, made afresh."""
        self.lend()
        self.window.go("time")
        finish(self.window.tasks)
        return TimeDesk(self.services, self.window, self.clock)

    def empty(self, folders: DataFolders) -> None:
        """Let the folder be as it is on the first day, until it is put back."""
        desk = self.services.desk
        desk.database.close()
        folders.empty(desk.paths.data)
        desk.feed.publish(Change("Emptied", frozenset(Topic)))
        finish(self.window.tasks)

    def put_back(self) -> None:
        """Turn the clock back, and forget the room with all that was shown and typed in it."""
        finish(self.window.tasks)
        self.clock.set(MOMENT)
        self.window.go("nowhere")
        self.forget("time")
        super().put_back()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, modifier)


def write(words):
    for letter in words:
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        QTest.keyClicks(target, letter)


def words_of(widget):
    """Everything a person can read on a page: labels, buttons, table cells and what a screen reader says."""
    said = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    said += [
        one.accessibleName() + one.accessibleDescription() for one in widget.findChildren(QWidget) if one.isVisible()
    ]
    for view in widget.findChildren(QTableView):
        model = view.model()
        said += [
            str(model.index(row, column).data(role))
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        ]
    return "\n".join(said)


def mari(services):
    return services.people.find("Mari")
