"""The form of a local compact: everything is kept as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.dates import Lean
from charitydesk.presentation.library_compact import (
    CODES_CHOICES,
    NEVER_ASSUME,
    STATUS_CHOICES,
    compact_problems,
    national_choices,
)
from charitydesk.services.library import LocalClauseRecord, LocalSignatoryRecord
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.fields import DateField, LongTextField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.library.compact_parts import ClauseCard, SignatoryCard
from charitydesk.ui.parts import button, column, label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLayout, QVBoxLayout

    from charitydesk.domain.provisions import LocalCompactStatus
    from charitydesk.domain.states import CodesReach
    from charitydesk.presentation.library_compact import CompactDraft
    from charitydesk.services.bundle import Services
    from charitydesk.services.library import CompactView
    from charitydesk.ui.fields import Field
    from charitydesk.ui.forms import FormRow
    from charitydesk.ui.pages import PageContext

SAVE_AFTER_MS = 500
"""Typing is kept this long after the last key."""
_SAVED = "Everything is saved as you go."
_NOT_YET = "Nothing is saved yet: give the compact its name."


class CompactEditor(QWidget):
    """The form.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        draft: What is typed beside what is kept.
    """

    kept = Signal(int)
    finished = Signal()

    def __init__(self, services: Services, context: PageContext, draft: CompactDraft) -> None:
        super().__init__()
        self._services, self._context, self.draft = services, context, draft
        self._national = national_choices(services.library.register)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._forms: list[FormBuilder] = []
        self._dirty = False
        layout = column(self, gap=28)
        head = column(gap=6)
        head.addWidget(label("Local compact" if draft.kept is None else draft.record.name, "heading"))
        self.state = label(_SAVED, "quiet")
        head.addWidget(self.state)
        if draft.kept is None:
            head.addWidget(Disclosure("Why must one never be assumed?", NEVER_ASSUME))
        layout.addLayout(head)
        self._make_fields()
        self._lay_out(layout)
        layout.addWidget(ButtonRow(button("D&one", self.done, kind="primary", icon="check")))
        self._show_state()

    def _make_fields(self) -> None:
        record, today = self.draft.record, self._context.clock.today
        self.name = TextField(record.name)
        self.area = TextField(record.area)
        self.edition = TextField(record.edition, width=340)
        self.adopted_on = _date(DateField(today), record.adopted_on)
        self.replaced = TextField(record.replaced)
        self.status = ChoiceField(STATUS_CHOICES)
        self.status.set_value(record.status)
        self.confirmed_by = TextField(record.status_confirmed_by)
        self.review_on = _date(DateField(today, lean=Lean.FUTURE), record.review_on)
        self.copy_source = TextField(record.copy_source)
        self.copy_checked_on = _date(DateField(today), record.copy_checked_on)
        self.notice_period = TextField(record.notice_period, width=180, placeholder="3 months")
        self.dispute_steps = LongTextField(record.dispute_steps)
        self.dispute_contact = TextField(record.dispute_contact)
        self.codes_reach = SelectField(CODES_CHOICES)
        self.codes_reach.set_value(record.codes_reach)
        self.note = LongTextField(record.note)

    def _lay_out(self, layout: QVBoxLayout) -> None:
        what = self._section(layout, "What it is")
        what.row("Name as printed", self.name, key="name")
        what.row("Area it covers", self.area)
        what.row("Edition as printed", self.edition, optional=True, help="For example: 2019 edition.")
        what.row("Day it was adopted", self.adopted_on, key="adopted_on", optional=True)
        what.row("What it replaced", self.replaced, optional=True)
        stands = self._section(layout, "Does it still stand?")
        stands.row("As far as you could find out", self.status)
        stands.row(
            "Who confirmed that, and how", self.confirmed_by, help="For example: the council's compact lead, by e-mail."
        )
        stands.row("Next review", self.review_on, key="review_on", optional=True)
        copy = self._section(layout, "Your copy")
        copy.row("Where it came from", self.copy_source)
        copy.row("Day you checked it", self.copy_checked_on, key="copy_checked_on")
        signed = Section("Who signed", "Each public body it names. A letter may hold a body only to what it signed.")
        self._bodies = column(gap=12)
        signed.body.addLayout(self._bodies)
        self.add_body = button("Add a &body", self.new_body, icon="add")
        signed.add(ButtonRow(self.add_body))
        layout.addWidget(signed)
        clauses = Section("Clauses", "Only those you may want to rely on, word for word.")
        self._clauses = column(gap=10)
        clauses.body.addLayout(self._clauses)
        self.add_clause = button("Add a cla&use", self.new_clause, icon="add")
        clauses.add(ButtonRow(self.add_clause))
        layout.addWidget(clauses)
        rest = self._section(layout, "Notice and disputes")
        rest.row(
            "Notice of ending or change it promises",
            self.notice_period,
            key="notice_period",
            optional=True,
            help="For example 3 months. Clocks and findings use it once the body is known to have signed.",
        )
        rest.row("Its own steps when you disagree", self.dispute_steps, optional=True)
        rest.row("Whom to turn to", self.dispute_contact, optional=True)
        rest.row("Whom do its codes bind?", self.codes_reach)
        rest.row("Notes", self.note, optional=True)
        for one in self.draft.signatories:
            self._add_body(one)
        for clause in self.draft.clauses:
            self._add_clause(clause)

    def _section(self, layout: QVBoxLayout, title: str) -> _WatchedForm:
        section = Section(title)
        section.body.setSpacing(18)
        layout.addWidget(section)
        form = _WatchedForm(section.body, self)
        self._forms.append(form)
        return form

    def new_body(self) -> None:
        """Add an empty body and move to its name."""
        card = self._add_body(LocalSignatoryRecord(local_compact_id=self.draft.id, body=""))
        card.name.setFocus()

    def _add_body(self, record: LocalSignatoryRecord) -> SignatoryCard:
        card = SignatoryCard(record, self._context.clock.today)
        card.changed.connect(self.typed)
        card.removed.connect(self._remove_body)
        self._bodies.addWidget(card)
        return card

    def _remove_body(self, card: SignatoryCard) -> None:
        _take_out(self._bodies, card)
        self.typed()
        self.add_body.setFocus()

    def new_clause(self) -> None:
        """Add an empty clause and move to its number."""
        self._add_clause(LocalClauseRecord(local_compact_id=self.draft.id, reference="", text="")).open_form()

    def _add_clause(self, record: LocalClauseRecord) -> ClauseCard:
        card = ClauseCard(record, self._national)
        card.changed.connect(self.typed)
        card.opened.connect(self._one_open)
        card.removed.connect(self._remove_clause)
        self._clauses.addWidget(card)
        return card

    def _one_open(self, opened: ClauseCard) -> None:
        for card in self.clause_cards():
            if card is not opened and card.is_open:
                card.close_form()

    def _remove_clause(self, card: ClauseCard) -> None:
        _take_out(self._clauses, card)
        self.typed()
        self.add_clause.setFocus()

    def body_cards(self) -> list[SignatoryCard]:
        """Return the bodies' cards in order."""
        return [card for card in _widgets(self._bodies) if isinstance(card, SignatoryCard)]

    def clause_cards(self) -> list[ClauseCard]:
        """Return the clauses' cards in order."""
        return [card for card in _widgets(self._clauses) if isinstance(card, ClauseCard)]

    def typed(self) -> None:
        """Keep what was typed in a moment."""
        self._dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Keep now what can be kept, and say beside each field what cannot."""
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        self._collect()
        self._show_problems()
        if self.draft.differs():
            record, signatories, clauses = self.draft.keepable()
            try:
                view = self._services.library.save_compact(record, signatories, clauses)
            except UserFacingError as error:
                self._context.shell.show_error(error)
                return
            self._learn(view)
        self._show_state()

    def _learn(self, view: CompactView) -> None:
        """Give the cards the ids that keeping gave."""
        self.draft.take_kept(view)
        for card, one in zip(self.body_cards(), self.draft.signatories, strict=True):
            card.record = one
        for line, clause in zip(self.clause_cards(), self.draft.clauses, strict=True):
            line.take_kept(clause)
        self.kept.emit(view.compact.id)

    def _show_problems(self) -> None:
        """Write what cannot be kept beside its field, but not while it is being typed."""
        told = {problem.field: problem.message for problem in compact_problems(self.draft.record)}
        for form in (*self._forms, *(card.form for card in self.body_cards())):
            told |= {problem.field: problem.message for problem in form.problems()}
            for key, line in form.rows.items():
                typing = line.field.hasFocus() or line.field.isAncestorOf(self.focusWidget() or self)
                if not typing or not told.get(key):
                    line.show_problem(told.get(key, ""))

    def _show_state(self) -> None:
        self.state.setText(_SAVED if self.draft.kept is not None else _NOT_YET)

    def done(self) -> None:
        """Keep everything and show the compact as it is read."""
        self.flush()
        if self.draft.kept is None:
            self._collect()
            self._forms[0].show_problems(compact_problems(self.draft.record))
            return
        self.finished.emit()

    def _collect(self) -> None:
        record = self.draft.record
        self.draft.record = replace(
            record,
            name=self.name.value(),
            area=self.area.value(),
            edition=self.edition.value(),
            adopted_on=_read(self.adopted_on, record.adopted_on),
            replaced=self.replaced.value(),
            status=cast("LocalCompactStatus", self.status.value()),
            status_confirmed_by=self.confirmed_by.value(),
            review_on=_read(self.review_on, record.review_on),
            copy_source=self.copy_source.value(),
            copy_checked_on=_read(self.copy_checked_on, record.copy_checked_on),
            notice_period=self.notice_period.value(),
            dispute_steps=self.dispute_steps.value(),
            dispute_contact=self.dispute_contact.value(),
            codes_reach=cast("CodesReach", self.codes_reach.value()),
            note=self.note.value(),
        )
        self.draft.signatories = [card.value() for card in self.body_cards()]
        self.draft.clauses = [card.record for card in self.clause_cards()]


class _WatchedForm(FormBuilder):
    """A form every field of which tells the editor that something was typed."""

    def __init__(self, layout: QVBoxLayout, editor: CompactEditor) -> None:
        super().__init__(layout)
        self._editor = editor

    def row(self, title: str, field: QWidget, **options: Any) -> FormRow:
        """Append a field, as the form builder does."""
        made = super().row(title, field, **options)
        cast("Field", field).changed.connect(self._editor.typed)
        return made


def _date(field: DateField, value: date | None) -> DateField:
    field.set_value(value)
    return field


def _read(field: DateField, before: date | None) -> date | None:
    """Return the date typed, or the one before while what is typed cannot be read."""
    return before if field.problem() else field.value()


def _take_out(layout: QLayout, widget: QWidget) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def _widgets(layout: QLayout) -> list[QWidget]:
    found = [layout.itemAt(place) for place in range(layout.count())]
    return [widget for item in found if item is not None and (widget := item.widget()) is not None]
