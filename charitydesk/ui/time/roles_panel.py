"""Roles: what others see in place of a person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.forms import FieldProblem
from charitydesk.services.people import RoleRecord
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.fields import TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column, label
from charitydesk.ui.time.panel import USED, RecordPanel

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_WORDS = "Screens, letters and statements show averages by role. Front-line roles work with the people you serve."


class RolesPanel(RecordPanel):
    """The roles, and a new one."""

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state, "Roles", _WORDS)
        self._list = column(gap=6)
        self.body.addLayout(self._list)
        self.name = TextField(width=340, placeholder="Support worker")
        self.front = QCheckBox("Works on the front line")
        self.form = FormBuilder(self.body, used_mnemonics=USED)
        self.form.row("A new role", self.name, key="name")
        self.body.addWidget(self.front)
        self.save = button("Add the role", self.keep, kind="primary", icon="add")
        self.body.addWidget(ButtonRow(self.save, button("Close", self.closed.emit)))
        self._boxes: list[QCheckBox] = []

    def refresh(self) -> None:
        """List the roles."""
        clear(self._list)
        self._boxes = []
        roles = self.services.people.roles()
        if not roles:
            self._list.addWidget(label("No role yet.", "quiet"))
        for role in roles:
            box = QCheckBox("Front line")
            box.setAccessibleName(f"{role.title} works on the front line")
            box.setChecked(role.front_line)
            box.toggled.connect(partial(self.set_front, role))
            self._boxes.append(box)
            self._list.addWidget(label(role.title, "subheading"))
            self._list.addWidget(box)

    def first_field(self) -> QWidget:
        """Return the new role's name."""
        return self.name

    def set_front(self, role: RoleRecord, front: bool) -> None:
        """Say whether a role works on the front line."""
        try:
            self.services.people.save_role(replace(role, front_line=front))
        except UserFacingError as error:
            self.context.shell.show_error(error)

    def keep(self) -> None:
        """Add the role."""
        if not self.name.value():
            self.form.show_problems([FieldProblem("name", "Give the role a name, for example Support worker.")])
            return
        role = RoleRecord(title=self.name.value(), front_line=self.front.isChecked())
        if self.attempt(self.form, "name", partial(self.services.people.save_role, role)):
            self.name.set_value("")
            self.front.setChecked(False)
            self.name.setFocus()
            self.refresh()
            self.context.shell.notify(f"The role {role.title} was added.", undo=True)
