"""A commissioner's record in the Contracts room: what it is, the people there, and what is held from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.ids import CommissionerId
from charitydesk.presentation import contract_commissioner as told
from charitydesk.presentation.bid_words import STAGES, deadline_words
from charitydesk.presentation.contract_words import STATUSES, window_text
from charitydesk.presentation.forms import Choice
from charitydesk.ui.cards import ButtonRow, KeyFacts, Section
from charitydesk.ui.contracts.children_part import ChildrenPart
from charitydesk.ui.contracts.edit import RecordEdit
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from charitydesk.presentation.badges import Badge
    from charitydesk.services.commissioners import CommissionerView
    from charitydesk.ui.contracts.jobs import ContractJobs
    from charitydesk.ui.contracts.record_page import RecordPage
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class CommissionerShown:
    """A commissioner, and the local compacts it could be linked to."""

    view: CommissionerView
    compacts: tuple[Choice, ...]


class CommissionerRecordView(QWidget):
    """One commissioner.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    edit_wanted = Signal()
    close_wanted = Signal()
    settled = Signal()
    go_wanted = Signal(str, object)

    def __init__(self, shown: CommissionerShown, context: PageContext, jobs: ContractJobs) -> None:
        super().__init__()
        self.shown, self._jobs = shown, jobs
        view = shown.view
        layout = column(self, gap=36)
        head = column(gap=6)
        title = row(gap=12, stretch=False)
        title.addWidget(label(view.record.name, "title"), 1)
        close = button("", self.close_wanted.emit, kind="quiet", icon="close", name="Close this commissioner")
        title.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title)
        head.addWidget(label("Commissioner", "quiet"))
        head.addSpacing(14)
        self.first = button("&Edit", self.edit_wanted.emit, icon="edit", name="Edit this commissioner")
        head.addWidget(ButtonRow(self.first))
        layout.addLayout(head)
        layout.addWidget(KeyFacts(list(told.commissioner_facts(view))))
        keep = partial(told.keep_contact, jobs.services, int(view.record.id))
        self.people = ChildrenPart(told.CONTACTS, view.contacts, context, keep)
        self.people.settled.connect(self.settled)
        self.people.removed.connect(self._drop)
        layout.addWidget(self.people)
        held = Section("Contracts and grants")
        held.body.setSpacing(4)
        for line in view.contracts:
            words = f"Say no by: {window_text(line)}"
            self._line(held, "contracts", (line.title, words, int(line.id)), STATUSES[line.status])
        if not view.contracts:
            held.add(label("None.", "quiet"))
        layout.addWidget(held)
        bids = Section("Bids")
        bids.body.setSpacing(4)
        for bid in view.bids:
            self._line(bids, "bids", (bid.title, deadline_words(bid), int(bid.id)), STAGES[bid.stage])
        if not view.bids:
            bids.add(label("None.", "quiet"))
        layout.addWidget(bids)

    def _line(self, section: Section, room: str, told: tuple[str, str, int], badge: Badge) -> None:
        title, words, key = told
        line = RecordLine(title, words, key, (badge,))
        line.opened.connect(partial(self._open, room))
        section.add(line)

    def _open(self, room: str, key: object) -> None:
        self.go_wanted.emit(room, key)

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return self.people.is_editing

    def flush(self) -> None:
        """Keep what was typed last."""
        self.people.flush()

    def _drop(self, _name: str, child_id: int) -> None:
        owner = int(self.shown.view.record.id)
        self._jobs.do(partial(told.drop_contact, self._jobs.services, owner, child_id), "Took the person out.")


class CommissionerPane(QObject):
    """Shows a commissioner where a contract is shown otherwise.

    Args:
        page: The page with the list and the record.
        jobs: Loads and keeps.
    """

    def __init__(self, page: RecordPage, jobs: ContractJobs) -> None:
        super().__init__(page)
        self._page, self._jobs = page, jobs
        self.open_id: int | None = None

    @property
    def shown(self) -> CommissionerRecordView | RecordEdit | None:
        """The record or the form shown, if one is."""
        found = self._page.split.record() if self.open_id is not None else None
        return found if isinstance(found, CommissionerRecordView | RecordEdit) else None

    def open(self, commissioner_id: int) -> None:
        """Open a commissioner."""
        self._page.flush()
        self._page.open_id, self.open_id = None, commissioner_id
        self._page.take_focus = True
        self.load()

    def load(self) -> None:
        """Load the open commissioner."""
        if self.open_id is not None:
            work = partial(self._read, CommissionerId(self.open_id))
            self._jobs.context.tasks.run(work, self._loaded, self._page.gone, title="Reading the commissioner")

    def _read(self, commissioner_id: CommissionerId, _progress: Progress) -> CommissionerShown:
        services = self._jobs.services
        compacts = tuple(Choice(view.compact.id, view.compact.name) for view in services.library.compacts())
        return CommissionerShown(services.commissioners.show(commissioner_id), compacts)

    def _loaded(self, shown: CommissionerShown) -> None:
        before = self.shown
        if shown.view.record.id != self.open_id or isinstance(before, RecordEdit):
            return
        same = before is not None and before.shown.view.record.id == self.open_id
        if same and before is not None and before.is_editing:
            return
        view = CommissionerRecordView(shown, self._jobs.context, self._jobs)
        view.edit_wanted.connect(self._edit)
        view.close_wanted.connect(self._page.close_record)
        view.settled.connect(self.load)
        view.go_wanted.connect(self._jobs.context.shell.go)
        self._page.show_view(view, view.first, same=same)

    def _edit(self) -> None:
        view = self.shown
        if not isinstance(view, CommissionerRecordView):
            return
        record = view.shown.view.record
        keep = partial(told.keep_commissioner, self._jobs.services)
        groups = told.commissioner_groups(view.shown.compacts)
        edit = RecordEdit(record.name, groups, record, ("name",), self._jobs.context, keep, {})
        edit.finished.connect(self._finished)
        self._page.show_view(edit, edit.finish, same=False)
        edit.form.begin()

    def _finished(self) -> None:
        # What was typed last is kept before the record is read: jobs run one after another.
        self._page.split.show_record(QWidget())
        self._page.take_focus = True
        self.load()
