"""People and rates: the list, the record beside it, the finance view, and what rates rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from charitydesk.domain.ids import PersonId
from charitydesk.presentation.time_people import (
    FINANCE_CLOSED,
    FINANCE_OPEN,
    person_detail,
    post_words,
    weekly_words,
)
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import button, label, row
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.locks_panel import LocksPanel
from charitydesk.ui.time.overheads_panel import OverheadsPanel
from charitydesk.ui.time.payroll_panel import PayrollPanel
from charitydesk.ui.time.person_panel import PersonPanel
from charitydesk.ui.time.roles_panel import RolesPanel
from charitydesk.ui.time.view import View, flowing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.services.bundle import Services
    from charitydesk.services.people import PersonRecord, RoleRecord
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.panel import RecordPanel
    from charitydesk.ui.time.view import RoomState


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list; no pay.

    Args:
        person: As kept.
        detail: Role and kind.
        post: Whether they work for the charity now.
    """

    person: PersonRecord
    detail: str
    post: str


class PeopleView(View):
    """People, roles, rates, overheads, tax years and locked months.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self._roles: tuple[RoleRecord, ...] = ()
        self._wanted = ""
        self.panel: RecordPanel | None = None
        self.finance = QCheckBox("&Finance view")
        self.finance.toggled.connect(state.set_finance)
        self._finance_words = label(FINANCE_CLOSED, "quiet")
        line = row(self.finance, gap=12, stretch=False)
        line.addWidget(self._finance_words, 1)
        self.body.setSpacing(12)
        self.body.addLayout(line)
        about = QWidget()
        layout = flowing(about)
        for words, call in (
            ("R&oles", self.show_roles),
            ("O&verheads", self.show_overheads),
            ("&Tax years", self.show_payroll),
            ("Locked mont&hs", self.show_locks),
        ):
            layout.addWidget(button(words, call))
        self.body.addWidget(about)
        empty = EmptyState(
            "building", "Nobody is here yet", "Add those whose time goes into bids.", "Add a pe&rson", self.add
        )
        self.table = RowsTable[PersonRow](_model(), "People", empty)
        self.table.activated.connect(self.open_row)
        self.table.view.clicked.connect(self._clicked)
        self.split = MasterDetail(self.table, "Back to the peop&le")
        self.split.setMinimumHeight(320)
        self.body.addWidget(self.split, 1)
        state.finance_changed.connect(self._finance_changed)

    def refresh(self) -> None:
        """Read everybody again."""
        self.ask(self.services.people.roles, self._show, "Reading the people")

    def _show(self, roles: tuple[RoleRecord, ...]) -> None:
        self._roles = roles
        today = self.context.clock.today()
        people = self.state.basics.people
        rows = [PersonRow(one, person_detail(one, roles), post_words(one, today)) for one in people]
        if rows != self.table.model.rows():
            self.table.model.set_rows(rows)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.open_record(wanted)
        elif self.panel is not None and self.split.is_open and not self.panel.is_dirty():
            self.panel.refresh()

    def open_record(self, key: str) -> None:
        """Show somebody by number, `new`, `roles`, `overheads`, `taxyears` or `locks`."""
        named = {
            "new": self.add,
            "roles": self.show_roles,
            "overheads": self.show_overheads,
            "taxyears": self.show_payroll,
            "locks": self.show_locks,
        }
        if key in named:
            named[key]()
        elif key.isdigit():
            found = next((one for one in self.table.model.rows() if one.person.id == int(key)), None)
            if found is None:
                self._wanted = key if self.state.basics.person(int(key)) is None else ""
                return
            self.open_row(found)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        return [HeaderAction("&Add a person", self.add, "add", primary=True)]

    def first_field(self) -> QWidget:
        """Return the list."""
        return self.table

    def add(self) -> None:
        """Begin somebody new."""
        self._put(PersonPanel(self.services, self.context, self.state, PersonId(0)))

    def open_row(self, shown: PersonRow) -> None:
        """Show somebody beside the list."""
        self.table.choose(shown)
        self._put(PersonPanel(self.services, self.context, self.state, shown.person.id))

    def show_roles(self) -> None:
        """Show the roles."""
        self._put(RolesPanel(self.services, self.context, self.state))

    def show_overheads(self) -> None:
        """Show overheads by accounting year."""
        self._put(OverheadsPanel(self.services, self.context, self.state))

    def show_payroll(self) -> None:
        """Show employer figures by tax year."""
        self._put(PayrollPanel(self.services, self.context, self.state))

    def show_locks(self) -> None:
        """Show which months are locked."""
        self._put(LocksPanel(self.services, self.context, self.state))

    def _put(self, panel: RecordPanel) -> None:
        self.panel = panel
        if not isinstance(panel, PersonPanel):
            self.table.view.clearSelection()
        panel.closed.connect(self.close_record)
        panel.kept.connect(self._kept)
        self.split.show_record(panel)
        panel.refresh()
        first = panel.first_field()
        if first is not None:
            first.setFocus()

    def _kept(self, person_id: int) -> None:
        self._wanted = str(person_id)
        self.refresh()

    def close_record(self) -> None:
        """Show the list alone."""
        self.panel = None
        self.split.close_record()

    def _clicked(self, _index: object) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.open_row(chosen)

    def _finance_changed(self) -> None:
        shown = self.state.finance
        self.finance.setChecked(shown)
        self._finance_words.setText(FINANCE_OPEN if shown else FINANCE_CLOSED)
        if self.panel is not None:
            self.panel.refresh()


def _model() -> RowsModel[PersonRow]:
    return RowsModel(
        [
            Column("Name", lambda r: r.person.name, second_line=lambda r: r.detail),
            Column(
                "Contracted",
                lambda r: weekly_words(r.person),
                sort_key=lambda r: r.person.weekly_minutes,
                align=RIGHT,
                width=184,
            ),
            Column("In post", lambda r: r.post, sort_key=_since, width=200),
        ],
        lambda r: f"{r.person.name}, {r.detail}, contracted: {weekly_words(r.person).lower()}, {r.post}",
    )


def _since(shown: PersonRow) -> date | None:
    return shown.person.left_on or shown.person.started_on
