"""The charity's particulars, kept as they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from charitydesk.domain.bodies import Nation
from charitydesk.presentation.settings_words import NATIONS, charity_problems, legal_form_choices, number_help
from charitydesk.ui.cards import Section
from charitydesk.ui.fields import LongTextField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.settings.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.services.profile import CharityRecord
    from charitydesk.ui.pages import PageContext

SAVE_AFTER_MS = 500
"""Typing is kept this long after the last key."""


class CharityPanel(Panel):
    """Who the charity is and who signs.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "The charity", "As your letters show it. Everything is saved as you go.")
        self._kept = services.profile.load()
        self._dirty = self._filling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._make_fields()
        self._lay_out()
        self._show(self._kept)
        for field in (*self._texts.values(), self.legal_form, self.nation):
            field.changed.connect(self._typed)

    def _make_fields(self) -> None:
        self.name = TextField()
        self.legal_form = SelectField(legal_form_choices(self._kept.legal_form))
        self.nation = SelectField(NATIONS, may_be_unknown=True)
        short = 340
        self._texts: dict[str, TextField | LongTextField] = {
            "name": self.name,
            "registration_number": TextField(width=180),
            "address": LongTextField(lines=4),
            "phone": TextField(width=short),
            "email": TextField(width=short),
            "website": TextField(width=short),
            "user_name": TextField(width=short),
            "user_role": TextField(width=short),
            "letter_signatory": TextField(width=short),
            "letter_signatory_role": TextField(width=short),
            "letter_closing": TextField(width=short, placeholder="Yours sincerely"),
        }

    def _lay_out(self) -> None:
        texts = self._texts
        who = self._section("Who you are")
        who.row("Name of the charity", self.name, help="As it is registered.")
        who.row("Legal form", self.legal_form)
        who.row("Nation", self.nation, help="Where you work. It decides which law and which promises apply.")
        number = who.row("Registered number", texts["registration_number"], help=number_help(self._kept.nation))
        self._number_row = number
        reach = self._section("Where to reach you")
        reach.row("Address", texts["address"], help="One line for each line of the address.")
        reach.row("Phone", texts["phone"])
        reach.row("E-mail", texts["email"], key="email")
        reach.row("Website", texts["website"])
        self._reach = reach
        you = self._section("Who works here", "The history names you beside each change.")
        you.row("Your name", texts["user_name"])
        you.row("Your role", texts["user_role"])
        signs = self._section("Who signs letters", "Left empty, you sign them yourself.")
        signs.row("Name under the letter", texts["letter_signatory"], optional=True)
        signs.row("Their role", texts["letter_signatory_role"], optional=True)
        signs.row("Closing words", texts["letter_closing"])

    def _section(self, title: str, words: str = "") -> FormBuilder:
        section = Section(title, words)
        section.body.setSpacing(16)
        self.body.addWidget(section)
        return FormBuilder(section.body)

    def first_field(self) -> QWidget:
        """Return the name."""
        return self.name

    def refresh(self) -> None:
        """Show what is kept, unless it is what these fields kept themselves."""
        record = self.services.profile.load()
        if self._said(record) != self._said(self._kept):
            self._show(record)
        self._kept = record

    def _said(self, record: CharityRecord) -> tuple[object, ...]:
        return (*(getattr(record, name) for name in self._texts), record.legal_form, record.nation)

    def _show(self, record: CharityRecord) -> None:
        self._filling = True
        for name, field in self._texts.items():
            field.set_value(str(getattr(record, name)).strip())
        self.legal_form.set_choices(legal_form_choices(record.legal_form))
        self.legal_form.set_value(record.legal_form)
        self.nation.set_value(record.nation)
        self._filling = False
        self._dirty = False
        self._timer.stop()

    def _typed(self) -> None:
        if not self._filling:
            self._dirty = True
            self._timer.start()

    def flush(self) -> None:
        """Keep what was typed."""
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        nation = self.nation.value()
        typed = {name: field.value() for name, field in self._texts.items()}
        record = replace(
            self.services.profile.load(),
            **typed,
            legal_form=str(self.legal_form.value() or ""),
            nation=nation if isinstance(nation, Nation) else None,
        )
        self._kept = self.services.profile.save(record)
        told = {problem.field: problem.message for problem in charity_problems(record)}
        self._reach.rows["email"].show_problem(told.get("email", ""))
