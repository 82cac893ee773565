"""What every part of Time & costs is built on: loading off the window's thread, and the newest answer winning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from charitydesk.domain.ids import PersonId
from charitydesk.errors import UserFacingError
from charitydesk.presentation.time_words import default_person
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import column
from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.services.bundle import Services
    from charitydesk.services.people import PersonRecord
    from charitydesk.ui.pages import HeaderAction, PageContext
    from charitydesk.ui.table_view import RowsTable
    from charitydesk.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Basics:
    """What every part needs to know: who there is and what time can hang on.

    Args:
        people: By name.
        subjects: By title.
        user: Who uses the program.
    """

    people: tuple[PersonRecord, ...] = ()
    subjects: tuple[SubjectInfo, ...] = ()
    user: str = ""

    def person(self, person_id: int) -> PersonRecord | None:
        """Return somebody, or None."""
        return next((one for one in self.people if one.id == person_id), None)


class RoomState(QObject):
    """What the parts of the room share: whose time is shown, and whether the finance view is open.

    `person_changed` and `finance_changed` tell of either.
    """

    person_changed = Signal()
    finance_changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.basics = Basics()
        self.person_id = PersonId(0)
        self.finance = False

    def load(self) -> Basics:
        """Read the basics; called in a worker."""
        found = self._services
        return Basics(found.people.people(), found.time.subjects(), found.profile.load().user_name)

    def take(self, basics: Basics) -> None:
        """Keep the basics, and choose somebody where nobody is chosen."""
        self.basics = basics
        if basics.person(self.person_id) is None:
            self.person_id = PersonId(default_person(basics.people, basics.user))

    def set_person(self, person_id: PersonId) -> None:
        """Show somebody else's time."""
        if person_id != self.person_id:
            self.person_id = person_id
            self.person_changed.emit()

    def set_finance(self, shown: bool) -> None:
        """Open or close the finance view."""
        if shown != self.finance:
            self.finance = shown
            self.finance_changed.emit()


class View(QWidget):
    """A part of the room.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    header_changed = Signal()

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__()
        self.services, self.context, self.state = services, context, state
        self.body: QVBoxLayout = column(self, gap=20)
        self._asked = self._task = 0

    def refresh(self) -> None:
        """Load again; called when the part is shown and after every change."""

    def flush(self) -> None:
        """Keep what was typed last."""

    def leave(self) -> None:
        """Let go of what the next person at this computer must not see; the finance view is closed already."""

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons while the part is shown."""
        return ()

    def list_offers(self, _titles: Mapping[str, str]) -> Sequence[ListOffer]:
        """Return what can be exported of this part alone, by what each list is called."""
        return ()

    def filter_widget(self) -> QWidget | None:
        """Return the field Ctrl+F moves to."""
        return None

    def first_field(self) -> QWidget | None:
        """Return what takes the keyboard when the part is opened."""
        return None

    def ask(self, work: Callable[[], Any], show: Callable[[Any], object], title: str) -> None:
        """Read something in a worker and show it here, unless something newer was asked meanwhile.

        Args:
            work: Called in the worker; reads through services alone.
            show: Called with its answer in the window's thread.
            title: What is being done, in case it lasts.
        """
        self._asked += 1
        answer = _Answer(self, self._asked, show)
        # What waits its turn behind a long sum need not be read at all once something newer is asked.
        self.context.tasks.cancel(self._task)
        self._task = self.context.tasks.run(partial(self._read, work), answer.take, self._failed, title=title)

    def _read(self, work: Callable[[], Any], _progress: Progress) -> Any:
        return self.state.load(), work()

    def newest(self, number: int) -> bool:
        """Return whether nothing newer was asked."""
        return number == self._asked

    def _failed(self, error: UserFacingError) -> None:
        self.context.shell.show_error(error)

    def attempt(self, call: Callable[[], object]) -> bool:
        """Do something that may be refused, and say so in the notice bar; return whether it was done."""
        try:
            call()
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return False
        return True


class _Answer(QObject):
    """Takes one answer; it belongs to the part, and goes with it."""

    def __init__(self, view: View, number: int, show: Callable[[Any], object]) -> None:
        super().__init__(view)
        self._view, self._number, self._show = view, number, show

    def take(self, answer: tuple[Basics, Any]) -> None:
        """Show the answer if it is still the newest."""
        basics, value = answer
        if self._view.newest(self._number):
            self._view.state.take(basics)
            self._show(value)
        self.deleteLater()


def fit_rows(table: RowsTable[Any], most: int = 12) -> None:
    """Make a table as high as its rows, up to so many; beyond that it scrolls within itself.

    A part is dressed when it comes into the window, and its header is higher then: so the height is taken again.
    """
    _fit(table, most)
    QTimer.singleShot(0, table, partial(_fit, table, most))


def _fit(table: RowsTable[Any], most: int) -> None:
    rows = min(max(table.model.rowCount(), 1), most)
    view = table.view
    height = view.verticalHeader().defaultSectionSize() * rows + view.horizontalHeader().sizeHint().height() + 3
    if table.model.rowCount() == 0:
        height = max(height, table.sizeHint().height())
    if table.height() != height:
        table.setFixedHeight(height)


def flowing(holder: QWidget, gap: int = 8) -> FlowLayout:
    """Return a layout that breaks like words, in a widget that keeps the height it needs."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return FlowLayout(holder, gap=gap, line_gap=gap)


class Heading(QWidget):
    """Words with controls beside them; under them where there is no room.

    Args:
        across: The layout of both.
    """

    def __init__(self, across: QBoxLayout) -> None:
        super().__init__()
        self._across = across
        column(self).addLayout(across)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which its parts stand one under another."""
        return QSize(scaled(240), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand one under another on a narrow page."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= scaled(820)
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
