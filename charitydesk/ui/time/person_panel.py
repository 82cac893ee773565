"""Somebody: name, role, hours; and in the finance view their rates with the working of an hour."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from charitydesk.domain.ids import PersonId, RoleId
from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.time_people import PERSON_KINDS, role_choices
from charitydesk.services.people import PersonKind, PersonRecord
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.fields import DateField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column
from charitydesk.ui.time.panel import USED, NumberField, RecordPanel
from charitydesk.ui.time.rates_part import RatesPart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState


class PersonPanel(RecordPanel):
    """A person.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
        person_id: Who; 0 for somebody new.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState, person_id: PersonId) -> None:
        super().__init__(services, context, state, "Somebody new")
        self.person = services.people.person(person_id) if person_id else PersonRecord(name="")
        self.name, self.note = TextField(), TextField()
        self.role, self.kind = SelectField(role_choices(services.people.roles())), SelectField(PERSON_KINDS)
        self.hours = NumberField("hours")
        self.started, self.left = DateField(context.clock.today), DateField(context.clock.today)
        self.form = FormBuilder(self.body, used_mnemonics=USED)
        self.form.row("Name", self.name, key="name", help="As it should stand in lists.")
        self.form.row("Role", self.role, help="What others see in place of a person: averages are by role.")
        self.form.row("How they work for you", self.kind)
        self.form.row("Contracted hours a week", self.hours, key="hours", optional=True)
        self.form.row("Started on", self.started, key="started", optional=True)
        self.form.row("Last day", self.left, key="left", optional=True)
        self.form.row("Note", self.note, optional=True)
        self.save = button("&Keep", self.keep, kind="primary", icon="check")
        buttons: list[QWidget] = [self.save, button("Close", self.closed.emit)]
        if person_id:
            buttons.append(button("Take out", self.remove, icon="bin", name=f"Take out {self.person.name}"))
        self.body.addWidget(ButtonRow(*buttons))
        self._rates = column(gap=0)
        self.body.addLayout(self._rates)
        self.rates: RatesPart | None = None
        self._fill()
        for field in (self.name, self.note, self.role, self.kind, self.hours, self.started, self.left):
            field.changed.connect(self.touched)

    def _fill(self) -> None:
        person = self.person
        self.title.setText(person.name or "Somebody new")
        self.name.set_value(person.name)
        self.role.set_value(person.role_id)
        self.kind.set_value(person.kind)
        self.hours.show_hundredths(person.weekly_minutes * 100 // 60 if person.weekly_minutes else None)
        self.started.set_value(person.started_on)
        self.left.set_value(person.left_on)
        self.note.set_value(person.note)
        self.dirty = False

    def refresh(self) -> None:
        """Show what is kept now, and the rates where the finance view is open."""
        if self.person.id:
            kept = self.state.basics.person(self.person.id)
            if kept is not None and kept != self.person and not self.dirty:
                self.person = kept
                self._fill()
        wanted = self.state.finance and bool(self.person.id)
        if not wanted:
            clear(self._rates)
            self.rates = None
        elif self.rates is None:
            self.rates = RatesPart(self.services, self.context, self.person)
            self._rates.addWidget(self.rates)
        else:
            self.rates.refresh()

    def is_dirty(self) -> bool:
        """Return whether something is typed that is not kept yet."""
        return self.dirty

    def first_field(self) -> QWidget:
        """Return the name."""
        return self.name

    def keep(self) -> None:
        """Keep the person."""
        problems = self.form.problems()
        if not self.name.value():
            problems.append(FieldProblem("name", "Give the name as it should stand in lists."))
        if not self.form.show_problems(problems):
            return
        role, kind = self.role.value(), self.kind.value()
        person = replace(
            self.person,
            name=self.name.value(),
            role_id=RoleId(role) if isinstance(role, int) else None,
            kind=kind if isinstance(kind, PersonKind) else PersonKind.EMPLOYEE,
            weekly_minutes=round((self.hours.hundredths() or 0) * 60 / 100),
            started_on=self.started.value(),
            left_on=self.left.value(),
            note=self.note.value(),
        )
        if self.attempt(self.form, "name", partial(self._save, person)):
            self.context.shell.notify(f"{person.name} was kept.", undo=True)
            self.kept.emit(self.person.id)

    def _save(self, person: PersonRecord) -> None:
        self.person = self.services.people.save_person(person)

    def remove(self) -> None:
        """Take the person out, who must have no time logged."""
        if self.attempt(self.form, "name", partial(self.services.people.remove_person, self.person.id)):
            self.context.shell.notify(f"{self.person.name} was taken out.", undo=True)
            self.closed.emit()
