"""The Contracts room: the register, the record beside it, its form, and the choice of a letter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from charitydesk.domain.bodies import Regime
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import ContractId, ObligationId
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.contract_fields import CONTRACT_GROUPS
from charitydesk.presentation.contract_help import CONTRACTS_HELP
from charitydesk.presentation.contract_words import count_line
from charitydesk.services.changes import Topic
from charitydesk.services.contracts import ContractRecord
from charitydesk.services.letter_grounds import Origin
from charitydesk.ui.contracts.commissioner import CommissionerPane
from charitydesk.ui.contracts.edit import RecordEdit
from charitydesk.ui.contracts.jobs import ContractJobs
from charitydesk.ui.contracts.letter_front import RecordLetterChooser
from charitydesk.ui.contracts.list_part import ContractList
from charitydesk.ui.contracts.record import ContractRecordView
from charitydesk.ui.contracts.record_page import NEW, RecordPage
from charitydesk.ui.pages import HeaderAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.notice_letters import LetterChoices
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bundle import Services
    from charitydesk.services.contracts import ContractLine
    from charitydesk.ui.contracts.jobs import ContractShown
    from charitydesk.ui.pages import PageContext


class ContractsPage(RecordPage):
    """Contracts and grants. `open_record` takes an id, `new`, `id:edit`, `commissioner:id` or `obligation:id`.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = frozenset(
        {
            Topic.CONTRACTS,
            Topic.OBLIGATIONS,
            Topic.COMMISSIONERS,
            Topic.BIDS,
            Topic.NOTICES,
            Topic.LETTERS,
            Topic.FILTERS,
        }
    )

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Contracts")
        self._services = services
        self.jobs = ContractJobs(services, context)
        self.list = ContractList(services, context.clock.today, self.new)
        self.put_split(self.list)
        self.bodies = CommissionerPane(self, self.jobs)
        self.front: RecordLetterChooser | None = None
        self.list.counted.connect(self._counted)
        self.list.table.chosen.connect(self._chosen)
        self.list.table.activated.connect(self._activated)
        self.list.table.view.clicked.connect(self._clicked)
        self._edit_wanted = False

    @property
    def record(self) -> ContractRecordView | None:
        """The record shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, ContractRecordView) else None

    @property
    def edit(self) -> RecordEdit | None:
        """The form shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, RecordEdit) and self.bodies.open_id is None else None

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return self.edit is not None or (self.record is not None and self.record.is_editing)

    def refresh(self) -> None:
        """Load the register again, and the record beside it."""
        self.list.bar.load_saved()
        self.list.reload()
        self.list.choose(self.open_id)
        if self.front is None:
            self.load_record()
            self.bodies.load()

    def load_record(self) -> None:
        """Load the open contract."""
        if self.open_id is not None:
            self.jobs.show(self.open_id, self._loaded, self.gone)

    def open_record(self, key: object) -> None:
        """Open a contract by its id, its form by `id:edit`, a blank one, `commissioner:id` or `obligation:id`."""
        number, _, rest = str(key).partition(":")
        if number == NEW:
            self.new()
        elif number == "commissioner" and rest.isdigit():
            self._leave_front()
            self.list.choose(None)
            self.bodies.open(int(rest))
        elif number == "obligation" and rest.isdigit():
            owner = self._services.obligations.show(ObligationId(int(rest))).record.contract_id
            if owner is not None:
                self._leave_front()
                self.open_by_id(int(owner), take_focus=True)
        elif number.isdigit():
            self._leave_front()
            self._edit_wanted = rest == "edit"
            self.open_by_id(int(number), take_focus=True)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        if self.front is not None:
            return ()
        return (
            HeaderAction("&Import\N{HORIZONTAL ELLIPSIS}", self.bring, "download"),
            HeaderAction("&New contract", self.new, "add", primary=True),
        )

    def filter_widget(self) -> QWidget | None:
        """Return the register's filter."""
        return None if self.front is not None else self.list.bar.text

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return CONTRACTS_HELP

    def flush(self) -> None:
        """Keep what was typed last."""
        shown = self.edit or self.record or self.bodies.shown
        if shown is not None:
            shown.flush()

    def open_by_id(self, record_id: int, *, take_focus: bool) -> None:
        """Open a contract beside the list."""
        self.flush()
        self.bodies.open_id = None
        super().open_by_id(record_id, take_focus=take_focus)

    def close_record(self) -> None:
        """Show the list alone."""
        self.flush()
        self.bodies.open_id = None
        super().close_record()

    def bring(self) -> None:
        """Begin an import."""
        self.context.shell.go("imports", "contracts")

    # The list

    def _counted(self) -> None:
        bar = self.list.bar
        filtered = self.list.shown != self.list.total or bool(bar.text.value())
        words = count_line(self.list.shown, filtered=filtered) if self.list.total else ""
        if self.subtitle != words:
            self.set_header(self.title, words)

    def _chosen(self, line: ContractLine) -> None:
        """Follow the arrows with the record that is open; opening one is a click's or Enter's business."""
        if self.split.is_open and self.has_room and line.id != self.open_id:
            self._open(line, take_focus=False)

    def _clicked(self, _index: object) -> None:
        line = self.list.table.current()
        if line is not None and line.id != self.open_id:
            self._open(line, take_focus=False)

    def _activated(self, line: ContractLine) -> None:
        self._open(line, take_focus=True)

    def _open(self, line: ContractLine, *, take_focus: bool) -> None:
        self._edit_wanted = False
        self.open_by_id(int(line.id), take_focus=take_focus)

    # The record

    def _loaded(self, shown: ContractShown) -> None:
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
            self._show_edit(shown.view.record, shown.commissioners)
            return
        before = self.record
        same = before is not None and before.shown.view.record.id == record.id
        if same and before is not None and before.is_editing:
            return
        view = ContractRecordView(shown, self.context, self.jobs)
        view.notice_wanted.connect(self._notice)
        view.letter_wanted.connect(self._letter)
        view.edit_wanted.connect(self._edit_open)
        view.bid_wanted.connect(self._bid_again)
        view.status_wanted.connect(self._set_status)
        view.close_wanted.connect(self.close_record)
        view.delete_wanted.connect(self._delete)
        view.go_wanted.connect(self.context.shell.go)
        view.file_wanted.connect(self._attach)
        view.settled.connect(self.load_record)
        self.show_view(view, view.first, same=same)
        self.list.choose(self.open_id)

    def _follow(self, edit: RecordEdit, shown: ContractShown) -> None:
        """Say what follows from the terms, and take back into the fields what was undone elsewhere."""
        stored = _for_form(shown.view.record)
        typed = edit.form.values()
        if any(getattr(stored, name) != value for name, value in typed.items()):
            edit.form.set_record(stored)
        self._say(edit, shown)

    def _say(self, edit: RecordEdit, shown: ContractShown) -> None:
        regime = shown.view.regime
        rules = regime.reason if regime.regime is not Regime.UNKNOWN else " ".join((regime.reason, *regime.unknowns))
        edit.say((("What follows from it", f"{shown.view.window.sentence}\n{rules}", Tone.ACCENT),))

    def new(self) -> None:
        """Begin a new contract."""
        self.flush()
        self._leave_front()
        self.open_id = self.bodies.open_id = None
        self.list.choose(None)
        names = tuple(line.name for line in self._services.commissioners.list())
        self._show_edit(ContractRecord(title=""), names)
        if self.edit is not None:
            self.edit.form.begin()

    def _edit_open(self) -> None:
        shown = self.record.shown if self.record is not None else None
        if shown is not None:
            self._show_edit(shown.view.record, shown.commissioners)
            if self.edit is not None:
                self._say(self.edit, shown)
                self.edit.form.begin()

    def _show_edit(self, record: ContractRecord, commissioners: Sequence[str]) -> None:
        title = record.title or "New contract or grant"
        edit = RecordEdit(
            title,
            CONTRACT_GROUPS,
            _for_form(record),
            ("title",),
            self.context,
            self.jobs.keep,
            {"commissioner": commissioners},
        )
        edit.kept.connect(self._kept)
        edit.finished.connect(self._finished)
        self.show_view(edit, edit.finish, same=False)

    def _kept(self, contract_id: int) -> None:
        if self.edit is not None:
            self.open_id = contract_id
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

    def _set_status(self, status: object) -> None:
        if self.open_id is not None and isinstance(status, ContractStatus):
            self.jobs.set_status(self.open_id, status)

    def _delete(self) -> None:
        if self.open_id is not None:
            self.jobs.delete(self.open_id)
            self.close_record()

    def _attach(self) -> None:
        if self.open_id is not None:
            answer = partial(self.jobs.attach, "contract", self.open_id)
            self.context.asker.choose_open_path("Add a file", "All files (*)", answer)

    # From here to other rooms

    def _notice(self) -> None:
        if self.open_id is not None:
            self.jobs.notice(self.open_id, self._notice_recorded)

    def _notice_recorded(self, notice_id: object) -> None:
        self.context.shell.go("notices", f"{notice_id}:answers:notice.kind")
        self.context.shell.notify("Recorded a notice. What the contract says is filled in.", undo=True)

    def _bid_again(self) -> None:
        if self.open_id is not None:
            self.jobs.bid_again(self.open_id, self._bid_started)

    def _bid_started(self, bid_id: object) -> None:
        self.context.shell.go("bids", bid_id)
        self.context.shell.notify("Started a bid with what the contract says.", undo=True)

    def _letter(self) -> None:
        if self.open_id is not None:
            self.jobs.choices(Origin(contract_id=ContractId(self.open_id)), self._show_choices)

    def _show_choices(self, choices: LetterChoices) -> None:
        record = self.record
        if record is None:
            return
        stored = record.shown.view.record
        front = RecordLetterChooser(choices, stored.title, "contract")
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
            origin = Origin(contract_id=ContractId(self.open_id))
            self.jobs.start_letter(origin, kind, tone, self._letter_started)

    def _letter_started(self, letter_id: object) -> None:
        self._leave_front()
        self.context.shell.go("letters", str(letter_id))
        self.context.shell.notify("Drafted the letter.", undo=True)


def _for_form(record: ContractRecord) -> ContractRecord:
    """Return a record whose regime is the one the charity gave, not the one worked out."""
    return record if record.regime_given else replace(record, regime=Regime.UNKNOWN)


def _nothing(_progress: object) -> None:
    pass
