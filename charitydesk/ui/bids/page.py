"""The Bids room: the pipeline or the table, the record beside it, its form, and the choice of a letter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Regime
from charitydesk.domain.ids import BidId
from charitydesk.i18n import counted
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.bid_fields import BID_GROUPS
from charitydesk.presentation.bid_print import DEADLINES_TITLE
from charitydesk.presentation.bid_words import STAGES, neighbour
from charitydesk.presentation.contract_help import BIDS_HELP
from charitydesk.services.bids import BidRecord
from charitydesk.services.changes import Topic
from charitydesk.services.letter_grounds import Origin
from charitydesk.ui.bids.jobs import BidJobs
from charitydesk.ui.bids.list_part import BidList
from charitydesk.ui.bids.record import BidRecordView
from charitydesk.ui.contracts.edit import RecordEdit
from charitydesk.ui.contracts.letter_front import RecordLetterChooser
from charitydesk.ui.contracts.record_page import NEW, RecordPage
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import announce
from charitydesk.ui.printing import Printing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.notice_letters import LetterChoices
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bids import BidLine
    from charitydesk.services.bundle import Services
    from charitydesk.services.outcomes import OutcomeView
    from charitydesk.ui.bids.jobs import BidShown, BidsShown
    from charitydesk.ui.pages import PageContext


class BidsPage(RecordPage):
    """Bids. `open_record` takes an id, `new`, or `id:edit`.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = frozenset(
        {Topic.BIDS, Topic.CLOCKS, Topic.COMMISSIONERS, Topic.CONTRACTS, Topic.LETTERS, Topic.CHARITY, Topic.FILTERS}
    )

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Bids")
        self._services = services
        self.jobs = BidJobs(services, context)
        self.printing = Printing(services, context)
        self.list = BidList(services, context.clock.today, self.new)
        self.put_split(self.list)
        self.front: RecordLetterChooser | None = None
        self._edit_wanted = False
        self._outcome_wanted: bool | None = None
        self.list.filtered.connect(self._load_room)
        self.list.pipeline.opened.connect(self._activated)
        self.list.pipeline.picked.connect(self._chosen)
        self.list.pipeline.move_wanted.connect(self._move)
        self.list.table.chosen.connect(self._chosen)
        self.list.table.activated.connect(self._activated)
        self.list.table.view.clicked.connect(self._clicked)

    @property
    def record(self) -> BidRecordView | None:
        """The record shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, BidRecordView) else None

    @property
    def edit(self) -> RecordEdit | None:
        """The form shown, if one is."""
        found = self.split.record()
        return found if isinstance(found, RecordEdit) else None

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return self.edit is not None or (self.record is not None and self.record.is_editing)

    def refresh(self) -> None:
        """Load the pipeline and the table again, and the record beside them."""
        self.list.bar.load_saved()
        self._load_room()
        if self.open_id is not None and self.front is None:
            self.load_record()

    def _load_room(self) -> None:
        self.jobs.room(self.list.bar.text.value(), self.list.criteria(), self._show_room)

    def _show_room(self, shown: BidsShown) -> None:
        self.list.show_bids(shown)
        if self.open_id is not None:
            self.list.choose(self.open_id)
        told = counted(shown.shown, "bid") if shown.total else ""
        told = f"{told} shown" if shown.shown != shown.total else told
        if self.subtitle != told:
            self.set_header(self.title, told)

    def load_record(self) -> None:
        """Load the open bid."""
        if self.open_id is not None:
            self.jobs.show(self.open_id, self._loaded, self.gone)

    def open_record(self, key: object) -> None:
        """Open a bid by its id, its form by `id:edit`, or a blank one."""
        number, _, rest = str(key).partition(":")
        if number == NEW:
            self.new()
        elif number.isdigit():
            self._leave_front()
            self._edit_wanted = rest == "edit"
            self.open_by_id(int(number), take_focus=True)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        if self.front is not None:
            return ()
        return (
            HeaderAction("&Print or save the deadlines\N{HORIZONTAL ELLIPSIS}", self.print_deadlines, "print"),
            HeaderAction("&Import\N{HORIZONTAL ELLIPSIS}", self.bring, "download"),
            HeaderAction("&New bid", self.new, "add", primary=True),
        )

    def filter_widget(self) -> QWidget | None:
        """Return the filter of the bids."""
        return None if self.front is not None else self.list.bar.text

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return BIDS_HELP

    def flush(self) -> None:
        """Keep what was typed last."""
        shown = self.edit or self.record
        if shown is not None:
            shown.flush()

    def print_out(self) -> bool:
        """Offer the open bid's record for print, or the deadlines where none is open."""
        if self.record is not None and self.front is None:
            self.print_record()
        else:
            self.print_deadlines()
        return True

    def print_deadlines(self) -> None:
        """Offer the deadlines of the bids shown, the nearest first."""
        shown, text = self.list.bar.chosen(), self.list.bar.text.value()
        words = f"{shown} with “{text}”" if text else shown
        make = partial(self.jobs.deadlines, text, self.list.criteria(), words)
        self.printing.offer("Print or save the deadlines", DEADLINES_TITLE, make)

    def print_record(self) -> None:
        """Offer the open bid's record."""
        if self.record is not None:
            shown = self.record.shown
            title = shown.view.record.title
            self.printing.offer("Print or save this bid", title, partial(self.jobs.record_document, shown))

    def bring(self) -> None:
        """Begin an import."""
        self.context.shell.go("imports", "bids")

    # The list

    def _chosen(self, line: BidLine) -> None:
        if self.split.is_open and self.has_room and line.id != self.open_id and not self.is_editing:
            self._open(line, take_focus=False)

    def _clicked(self, _index: object) -> None:
        line = self.list.table.current()
        if line is not None and line.id != self.open_id:
            self._open(line, take_focus=False)

    def _activated(self, line: BidLine) -> None:
        self._open(line, take_focus=True)

    def _open(self, line: BidLine, *, take_focus: bool) -> None:
        self._edit_wanted = False
        self.open_by_id(int(line.id), take_focus=take_focus)

    def _move(self, line: BidLine, step: int) -> None:
        """Move a bid a stage on or back; from where only the outcome follows, ask for it."""
        stage = neighbour(line.stage, step)
        if stage is not None:
            self.jobs.set_stage(int(line.id), stage)
            announce(self.list, f"{line.title}: {STAGES[stage].word}")
        elif step > 0 and line.stage in {BidStage.SUBMITTED, BidStage.CLARIFICATION}:
            self._outcome_wanted = True
            self._open(line, take_focus=False)

    # The record

    def _loaded(self, shown: BidShown) -> None:
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
            self._show_edit(record, shown.buyers)
            return
        before = self.record
        same = before is not None and before.shown.view.record.id == record.id
        if same and before is not None and before.is_editing:
            return
        view = BidRecordView(shown, self.context, self.jobs)
        view.edit_wanted.connect(self._edit_open)
        view.letter_wanted.connect(self._letter)
        view.stage_wanted.connect(self._set_stage)
        view.outcome_wanted.connect(self._record_outcome)
        view.contract_wanted.connect(self._to_contract)
        view.close_wanted.connect(self.close_record)
        view.delete_wanted.connect(self._delete)
        view.go_wanted.connect(self.context.shell.go)
        view.link_wanted.connect(_open_link)
        view.print_wanted.connect(self.print_record)
        view.file_wanted.connect(self._attach)
        view.settled.connect(self.load_record)
        self.show_view(view, view.first, same=same)
        self.list.choose(self.open_id)
        if self._outcome_wanted is not None:
            won, self._outcome_wanted = self._outcome_wanted, None
            view.begin_outcome(won=won)

    def _follow(self, edit: RecordEdit, shown: BidShown) -> None:
        """Say what follows, and take back into the fields what was undone elsewhere."""
        stored = _for_form(shown.view.record)
        typed = edit.form.values()
        if any(getattr(stored, name) != value for name, value in typed.items()):
            edit.form.set_record(stored)
        self._say(edit, shown)

    @staticmethod
    def _say(edit: RecordEdit, shown: BidShown) -> None:
        regime = shown.view.regime
        rules = regime.reason if regime.regime is not Regime.UNKNOWN else " ".join((regime.reason, *regime.unknowns))
        said = [("The procurement rules", rules, Tone.ACCENT)]
        if shown.view.warnings:
            said.insert(0, ("Beware", "\n".join(shown.view.warnings), Tone.CAUTION))
        edit.say(said)

    def new(self) -> None:
        """Begin a new bid."""
        self.flush()
        self._leave_front()
        self.open_id = None
        self.list.choose(None)
        self._show_edit(BidRecord(title=""), tuple(line.name for line in self._services.commissioners.list()))
        if self.edit is not None:
            self.edit.form.begin()

    def _edit_open(self) -> None:
        shown = self.record.shown if self.record is not None else None
        if shown is not None:
            self._show_edit(shown.view.record, shown.buyers)
            if self.edit is not None:
                self._say(self.edit, shown)
                self.edit.form.begin()

    def _show_edit(self, record: BidRecord, buyers: Sequence[str]) -> None:
        edit = RecordEdit(
            record.title or "New bid",
            BID_GROUPS,
            _for_form(record),
            ("title",),
            self.context,
            self.jobs.keep,
            {"commissioner": buyers},
        )
        edit.kept.connect(self._kept)
        edit.finished.connect(self._finished)
        self.show_view(edit, edit.finish, same=False)

    def _kept(self, bid_id: int) -> None:
        if self.edit is not None:
            self.open_id = bid_id
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

    def _set_stage(self, stage: object) -> None:
        if self.open_id is not None and isinstance(stage, BidStage):
            self.jobs.set_stage(self.open_id, stage)

    def _record_outcome(self, values: object) -> None:
        if self.open_id is not None:
            self.jobs.outcome(self.open_id, cast("dict[str, Any]", values), self._outcome_recorded)

    def _outcome_recorded(self, done: OutcomeView) -> None:
        words = " ".join(("Recorded the outcome.", *done.notes))
        self.context.shell.notify(words, undo=True)
        self.load_record()

    def _to_contract(self) -> None:
        if self.open_id is not None:
            self.jobs.to_contract(self.open_id, self._contract_made)

    def _contract_made(self, contract_id: object) -> None:
        self.context.shell.go("contracts", contract_id)
        self.context.shell.notify("Made a contract of the bid.", undo=True)

    def _delete(self) -> None:
        if self.open_id is not None:
            self.jobs.delete(self.open_id)
            self.close_record()

    def _attach(self) -> None:
        if self.open_id is not None:
            answer = partial(self.jobs.attach, "bid", self.open_id)
            self.context.asker.choose_open_path("Add a file", "All files (*)", answer)

    # The choice of a letter

    def _letter(self) -> None:
        if self.open_id is not None:
            self.jobs.choices(Origin(bid_id=BidId(self.open_id)), self._show_choices)

    def _show_choices(self, choices: LetterChoices) -> None:
        record = self.record
        if record is None:
            return
        front = RecordLetterChooser(choices, record.shown.view.record.title, "bid")
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
            self.jobs.start_letter(Origin(bid_id=BidId(self.open_id)), kind, tone, self._letter_started)

    def _letter_started(self, letter_id: object) -> None:
        self._leave_front()
        self.context.shell.go("letters", str(letter_id))
        self.context.shell.notify("Drafted the letter.", undo=True)


def _for_form(record: BidRecord) -> BidRecord:
    """Return a record whose regime is the one the charity gave, not the one worked out."""
    return record if record.regime_given else replace(record, regime=Regime.UNKNOWN)


def _nothing(_progress: object) -> None:
    pass


def _open_link(link: str) -> None:
    QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
