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
from charitydesk.services.commissioners import CommissionerRecord
from charitydesk.ui.cards import ButtonRow, KeyFacts, Section
from charitydesk.ui.contracts.children_part import ChildrenPart
from charitydesk.ui.contracts.edit import RecordEdit
from charitydesk.ui.contracts.merge_part import MergePart
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from charitydesk.presentation.badges import Badge
    from charitydesk.services.commissioners import CommissionerView
    from charitydesk.ui.contracts.jobs import ContractJobs
    from charitydesk.ui.contracts.record_page import RecordPage
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


NEW_BODY = 0
MOST_OTHERS = 2_000


@dataclass(frozen=True, slots=True)
class CommissionerShown:
    """A commissioner, the local compacts it could be linked to, and the commissioners it could be merged with."""

    view: CommissionerView
    compacts: tuple[Choice, ...]
    others: tuple[Choice, ...]


class CommissionerRecordView(QWidget):
    """One commissioner.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
        back: The contract it was opened from, title and key; empty where it was opened from elsewhere.
    """

    edit_wanted = Signal()
    close_wanted = Signal()
    settled = Signal()
    go_wanted = Signal(str, object)
    merge_wanted = Signal(int)
    delete_wanted = Signal()

    def __init__(
        self, shown: CommissionerShown, context: PageContext, jobs: ContractJobs, back: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__()
        self.shown, self._jobs = shown, jobs
        view = shown.view
        layout = column(self, gap=36)
        head = column(gap=6)
        if back[1]:
            lead = partial(self._open, "contracts", back[1])
            self.back = button("Back to the &contract", lead, kind="quiet", icon="back", description=back[0])
            head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.merging: MergePart | None = None
        if shown.others:
            self.merging = MergePart(shown.others)
            self.merging.merge_wanted.connect(self.merge_wanted)
            layout.addWidget(self.merging)
        words = "Its contracts and bids keep its name, and undo brings it back"
        out = button("Take this commissioner out", self.delete_wanted.emit, kind="quiet", icon="bin", description=words)
        layout.addWidget(out)

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
        choose: Chooses a commissioner's row in their list, or none.
    """

    def __init__(self, page: RecordPage, jobs: ContractJobs, choose: Callable[[int | None], object]) -> None:
        super().__init__(page)
        self._page, self._jobs, self._choose = page, jobs, choose
        self.open_id: int | None = None
        self.back = ("", "")

    @property
    def shown(self) -> CommissionerRecordView | RecordEdit | None:
        """The record or the form shown, if one is."""
        found = self._page.split.record() if self.open_id is not None else None
        return found if isinstance(found, CommissionerRecordView | RecordEdit) else None

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        shown = self.shown
        return isinstance(shown, RecordEdit) or (shown is not None and shown.is_editing)

    def open(self, commissioner_id: int, *, take_focus: bool = True, back: tuple[str, str] = ("", "")) -> None:
        """Open a commissioner, with a way back to the contract that led to it, title and key."""
        self._page.flush()
        self._page.open_id, self.open_id = None, commissioner_id
        self.back = back
        self._page.take_focus = take_focus
        self.load()

    def leave(self) -> None:
        """Keep what was typed last and let the commissioner go."""
        if self.open_id is not None:
            self._page.flush()
            self.open_id = None
            self._choose(None)

    def new(self) -> None:
        """Begin a new commissioner."""
        self._page.flush()
        self._page.open_id, self.open_id = None, NEW_BODY
        self._choose(None)
        services = self._jobs.services
        compacts = tuple(Choice(view.compact.id, view.compact.name) for view in services.library.compacts())
        self._show_form(CommissionerRecord(name=""), compacts)

    def load(self) -> None:
        """Load the open commissioner."""
        if self.open_id:
            work = partial(self._read, CommissionerId(self.open_id))
            self._jobs.context.tasks.run(work, self._loaded, self._page.gone, title="Reading the commissioner")

    def _read(self, commissioner_id: CommissionerId, _progress: Progress) -> CommissionerShown:
        services = self._jobs.services
        compacts = tuple(Choice(view.compact.id, view.compact.name) for view in services.library.compacts())
        lines = services.commissioners.list(limit=MOST_OTHERS)
        view = services.commissioners.show(commissioner_id)
        return CommissionerShown(view, compacts, told.others(lines, int(commissioner_id)))

    def _loaded(self, shown: CommissionerShown) -> None:
        before = self.shown
        if shown.view.record.id != self.open_id or isinstance(before, RecordEdit):
            return
        same = before is not None and before.shown.view.record.id == self.open_id
        if same and before is not None and before.is_editing:
            return
        view = CommissionerRecordView(shown, self._jobs.context, self._jobs, self.back)
        view.edit_wanted.connect(self._edit)
        view.close_wanted.connect(self._page.close_record)
        view.settled.connect(self.load)
        view.go_wanted.connect(self._jobs.context.shell.go)
        view.merge_wanted.connect(self._merge)
        view.delete_wanted.connect(self._delete)
        self._page.show_view(view, view.first, same=same)
        self._choose(self.open_id)

    def _merge(self, other: int) -> None:
        if self.open_id:
            keep = CommissionerId(self.open_id)
            bodies = self._jobs.services.commissioners
            gone, kept = (bodies.show(one) for one in (CommissionerId(other), keep))
            names = f"{gone.record.name} into {kept.record.name}"
            merge = partial(self._jobs.do, partial(bodies.merge, keep, CommissionerId(other)), f"Merged {names}.")
            words = told.merge_words(kept, gone)
            self._jobs.context.asker.confirm(f"Merge {names}?", words, "Merge them", merge)

    def _delete(self) -> None:
        if self.open_id:
            take_out = partial(self._jobs.services.commissioners.delete, CommissionerId(self.open_id))
            self._page.close_record()
            self._jobs.do(take_out, "Took the commissioner out.")

    def _edit(self) -> None:
        view = self.shown
        if not isinstance(view, CommissionerRecordView):
            return
        self._show_form(view.shown.view.record, view.shown.compacts)

    def _show_form(self, record: CommissionerRecord, compacts: Sequence[Choice]) -> None:
        keep = partial(told.keep_commissioner, self._jobs.services)
        groups = told.commissioner_groups(compacts)
        title = record.name or "New commissioner"
        edit = RecordEdit(title, groups, record, ("name",), self._jobs.context, keep, {})
        edit.kept.connect(self._kept)
        edit.finished.connect(self._finished)
        self._page.show_view(edit, edit.finish, same=False)
        edit.form.begin()

    def _kept(self, commissioner_id: int) -> None:
        if isinstance(self.shown, RecordEdit):
            self.open_id = commissioner_id

    def _finished(self) -> None:
        edit = self.shown
        if isinstance(edit, RecordEdit) and edit.keeper.is_idle and not edit.record_id:
            self._page.close_record()
            return
        # What was typed last is kept before the record is read: jobs run one after another.
        self._jobs.context.tasks.run(_nothing, partial(self._close_form, edit), title="Saving")

    def _close_form(self, edit: object, _none: object) -> None:
        if self.shown is edit and isinstance(edit, RecordEdit):
            self.open_id = edit.record_id or None
            self._page.split.show_record(QWidget())
            self._page.take_focus = True
            self.load()


def _nothing(_progress: Progress) -> None:
    pass
