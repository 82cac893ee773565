"""A register with its record beside it: opening and following, the form, what is kept and undone, and a letter."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from charitydesk.domain.bodies import Regime
from charitydesk.services.changes import Topic
from charitydesk.ui.contracts.edit import RecordEdit
from charitydesk.ui.contracts.letter_front import RecordLetterChooser
from charitydesk.ui.contracts.record_page import RecordPage
from charitydesk.ui.contracts.record_view import SectionedRecord
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.printing import Printing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.presentation.badges import Tone
    from charitydesk.presentation.contract_form import FieldGroup
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.notice_letters import LetterChoices
    from charitydesk.services.bundle import Services
    from charitydesk.services.letter_grounds import Origin
    from charitydesk.ui.contracts.jobs import RecordJobs
    from charitydesk.ui.contracts.register_list import RegisterList
    from charitydesk.ui.pages import PageContext


class Shown(Protocol):
    """All that a record's page shows."""

    @property
    def view(self) -> Any:
        """The record with what hangs on it."""
        ...

    @property
    def commissioners(self) -> tuple[str, ...]:
        """Names that may be offered while one is typed."""
        ...

    @property
    def today(self) -> date:
        """Civil date."""
        ...


REGISTER_TOPICS = frozenset(
    {
        Topic.CONTRACTS,
        Topic.BIDS,
        Topic.COMMISSIONERS,
        Topic.LETTERS,
        Topic.FILTERS,
        Topic.TIME,
        Topic.COSTS,
    }
)
"""What both registers show; each room adds its own."""
J = TypeVar("J", bound="RecordJobs")
V = TypeVar("V", bound=SectionedRecord)


class RegisterPage(RecordPage, Generic[J, V]):
    """A room with a register.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
        title: The header's title.
        jobs: What the room asks of the services.
    """

    one: ClassVar[str]
    """What a record is called, which is its table's name too."""
    new_title: ClassVar[str]
    groups: ClassVar[Sequence[FieldGroup]]
    blank: ClassVar[Any]
    view_type: type[V]

    def __init__(self, services: Services, context: PageContext, title: str, jobs: J) -> None:
        super().__init__(context, title)
        self.services, self.jobs = services, jobs
        self.printing = Printing(services, context)
        self.exporting = Exporting(services, context, self.list_offers)
        self.front: RecordLetterChooser | None = None
        self._edit_wanted = False

    def follow(self, listed: RegisterList) -> None:
        """Open beside a list what is chosen in it."""
        self._listed = listed
        listed.table.chosen.connect(self._chosen)
        listed.table.activated.connect(self._activated)
        listed.table.view.clicked.connect(self._clicked)

    @abstractmethod
    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists that can be exported."""

    @abstractmethod
    def make_view(self, shown: Any) -> V:
        """Return a record's view, joined up as far as this room alone needs it."""

    @abstractmethod
    def consequences(self, shown: Any) -> Sequence[tuple[str, str, Tone]]:
        """Return what follows from what was typed: title, words and tone of each note."""

    @abstractmethod
    def origin(self, record_id: int) -> Origin:
        """Return a record as what a letter starts from."""

    @property
    def record(self) -> V | None:
        """The record shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, self.view_type) else None

    @property
    def edit(self) -> RecordEdit | None:
        """The form shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, RecordEdit) else None

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return self.edit is not None or (self.record is not None and self.record.is_editing)

    def load_record(self) -> None:
        """Load the open record."""
        if self.open_id is not None:
            self.jobs.show(self.open_id, self._loaded, self.gone)

    def open_key(self, number: str, rest: str) -> None:
        """Open a record by the number in a key, or its form."""
        self._leave_front()
        self._edit_wanted = rest == "edit"
        self.open_by_id(int(number), take_focus=True)

    def filter_widget(self) -> QWidget | None:
        """Return the register's filter."""
        return None if self.front is not None else self._listed.bar.text

    def flush(self) -> None:
        """Keep what was typed last."""
        shown = self.edit or self.record
        if shown is not None:
            shown.flush()

    def print_out(self) -> bool:
        """Offer the open record for print, or the list where none is open."""
        if self.record is None or self.front is not None:
            return self.print_list()
        self.print_record()
        return True

    def print_list(self) -> bool:
        """Offer the list for print; return False where it has nothing to print."""
        return False

    def print_record(self) -> None:
        """Offer the open record for print."""
        if self.record is not None:
            shown = self.record.shown
            make = partial(self.jobs.record_document, shown)
            self.printing.offer(f"Print or save this {self.one}", shown.view.record.title, make)

    def bring(self) -> None:
        """Begin an import."""
        self.context.shell.go("imports", f"{self.one}s")

    # The list

    def _chosen(self, line: Any) -> None:
        """Follow the arrows with the record that is open; opening one is a click's or Enter's business."""
        if self.split.is_open and self.has_room and line.id != self.open_id and not self.is_editing:
            self._open(line, take_focus=False)

    def _clicked(self, _index: object) -> None:
        line = self._listed.table.current()
        if line is not None and line.id != self.open_id:
            self._open(line, take_focus=False)

    def _activated(self, line: Any) -> None:
        self._open(line, take_focus=True)

    def _open(self, line: Any, *, take_focus: bool) -> None:
        self._edit_wanted = False
        self.open_by_id(int(line.id), take_focus=take_focus)

    # The record

    def _loaded(self, shown: Shown) -> None:
        record = shown.view.record
        if record.id != self.open_id or self.front is not None:
            return
        edit = self.edit
        if edit is not None and edit.record_id == record.id:
            if edit.is_settled:
                self._follow(edit, shown)
            return
        if self._edit_wanted:
            self._edit_wanted = False
            self._show_edit(record, shown.commissioners)
            return
        before = self.record
        same = before is not None and before.shown.view.record.id == record.id
        if same and before is not None and before.is_editing:
            return
        view = self.make_view(shown)
        view.edit_wanted.connect(self._edit_open)
        view.letter_wanted.connect(self._letter)
        view.close_wanted.connect(self.close_record)
        view.delete_wanted.connect(self._delete)
        view.go_wanted.connect(self.context.shell.go)
        view.file_wanted.connect(self._attach)
        view.print_wanted.connect(self.print_record)
        view.settled.connect(self.load_record)
        self.show_view(view, view.first, same=same)
        self._listed.choose(self.open_id)

    def _follow(self, edit: RecordEdit, shown: Shown) -> None:
        """Say what follows, and take back into the fields what was undone elsewhere."""
        stored = for_form(shown.view.record)
        typed = edit.form.values()
        if any(getattr(stored, name) != value for name, value in typed.items()):
            edit.form.set_record(stored)
        edit.say(self.consequences(shown))

    def new(self) -> None:
        """Begin a new record."""
        self.flush()
        self._leave_front()
        self.open_id = None
        self._listed.choose(None)
        self._show_edit(self.blank, tuple(line.name for line in self.services.commissioners.list()))
        if self.edit is not None:
            self.edit.form.begin()

    def _edit_open(self) -> None:
        shown = self.record.shown if self.record is not None else None
        if shown is not None:
            self._show_edit(shown.view.record, shown.commissioners)
            if self.edit is not None:
                self.edit.say(self.consequences(shown))
                self.edit.form.begin()

    def _show_edit(self, record: Any, commissioners: Sequence[str]) -> None:
        edit = RecordEdit(
            record.title or self.new_title,
            self.groups,
            for_form(record),
            ("title",),
            self.context,
            self.jobs.keep,
            {"commissioner": commissioners},
        )
        edit.kept.connect(self._kept)
        edit.finished.connect(self._finished)
        self.show_view(edit, edit.finish, same=False)

    def _kept(self, record_id: int) -> None:
        if self.edit is not None:
            self.open_id = record_id
            self.load_record()

    def _finished(self) -> None:
        edit = self.edit
        if edit is None:
            return
        if edit.keeper.is_idle and not edit.record_id:
            self.close_record()
            return
        # What was typed last is kept before the record is read: jobs run one after another.
        self.context.tasks.run(_nothing, partial(self._close_edit, edit), title="Saving")

    def _close_edit(self, edit: RecordEdit, _none: object) -> None:
        if self.edit is edit:
            self.open_id = edit.record_id or None
            self.split.show_record(QWidget())
            self.take_focus = True
            self.load_record()

    def _delete(self) -> None:
        if self.open_id is not None:
            self.jobs.delete(self.open_id)
            self.close_record()

    def _attach(self) -> None:
        if self.open_id is not None:
            answer = partial(self.jobs.attach, self.one, self.open_id)
            self.context.asker.choose_open_path("Add a file", "All files (*)", answer)

    # The choice of a letter

    def _letter(self) -> None:
        if self.open_id is not None:
            self.jobs.choices(self.origin(self.open_id), self._show_choices)

    def _show_choices(self, choices: LetterChoices) -> None:
        record = self.record
        if record is None:
            return
        front = RecordLetterChooser(choices, record.shown.view.record.title, self.one)
        front.chosen.connect(self._start_letter)
        front.cancelled.connect(self._back)
        self.split.hide()
        self.body.addWidget(front, 1)
        self.front = front
        self.header_changed.emit()
        front.begin()

    def _leave_front(self) -> None:
        if self.front is not None:
            gone, self.front = self.front, None
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            self.split.show()
            self.header_changed.emit()

    def _back(self) -> None:
        self._leave_front()
        if self.record is not None:
            self.record.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_letter(self, kind: str, tone: object) -> None:
        if self.open_id is not None:
            self.jobs.start_letter(self.origin(self.open_id), kind, tone, self._letter_started)

    def _letter_started(self, letter_id: object) -> None:
        self._leave_front()
        self.context.shell.go("letters", str(letter_id))
        self.context.shell.notify("Drafted the letter.", undo=True)


def for_form(record: Any) -> Any:
    """Return a record whose regime is the one the charity gave, not the one worked out."""
    return record if record.regime_given else replace(record, regime=Regime.UNKNOWN)


def _nothing(_progress: object) -> None:
    pass
