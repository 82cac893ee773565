"""The Bids room: the pipeline or the table, the record beside it, its form, and the choice of a letter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Regime
from charitydesk.domain.ids import BidId
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.bid_fields import BID_GROUPS
from charitydesk.presentation.bid_print import DEADLINES_TITLE
from charitydesk.presentation.bid_words import STAGES, count_line, neighbour
from charitydesk.presentation.contract_help import BIDS_HELP
from charitydesk.presentation.export_words import list_offers, whole_list
from charitydesk.services.bids import BidRecord
from charitydesk.services.changes import Topic
from charitydesk.services.letter_grounds import Origin
from charitydesk.ui.bids.jobs import BidJobs
from charitydesk.ui.bids.list_part import BidList
from charitydesk.ui.bids.record import BidRecordView
from charitydesk.ui.contracts.record_page import NEW
from charitydesk.ui.contracts.register_page import REGISTER_TOPICS, RegisterPage
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bids import BidLine
    from charitydesk.services.bundle import Services
    from charitydesk.services.outcomes import OutcomeView
    from charitydesk.ui.bids.jobs import BidShown, BidsShown
    from charitydesk.ui.pages import PageContext


class BidsPage(RegisterPage[BidJobs, BidRecordView]):
    """Bids. `open_record` takes an id, `new`, or `id:edit`.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = REGISTER_TOPICS | {Topic.CLOCKS, Topic.CHARITY}
    one = "bid"
    new_title = "New bid"
    groups = BID_GROUPS
    blank = BidRecord(title="")
    view_type = BidRecordView

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "Bids", BidJobs(services, context))
        self.list = BidList(services, context.clock.today, self.new)
        self.put_split(self.list)
        self.follow(self.list)
        self._outcome_wanted: bool | None = None
        self.list.filtered.connect(self._load_room)
        self.list.pipeline.opened.connect(self._activated)
        self.list.pipeline.picked.connect(self._chosen)
        self.list.pipeline.move_wanted.connect(self._move)

    def refresh(self) -> None:
        """Load the pipeline and the table again, and the record beside them."""
        self.list.bar.load_saved()
        self._load_room()
        if self.front is None:
            self.load_record()

    def _load_room(self) -> None:
        self.jobs.room(self.list.bar.text.value(), self.list.criteria(), self._show_room)

    def _show_room(self, shown: BidsShown) -> None:
        self.list.show_bids(shown)
        if self.open_id is not None:
            self.list.choose(self.open_id)
        told = count_line(shown.shown, shown.total, shown.aside)
        if self.subtitle != told:
            self.set_header(self.title, told)

    def open_record(self, key: object) -> None:
        """Open a bid by its id, its form by `id:edit`, or a blank one."""
        number, _, rest = str(key).partition(":")
        if number == NEW:
            self.new()
        elif number.isdigit():
            self.open_key(number, rest)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        if self.front is not None:
            return ()
        return (
            *((self.exporting.action(),) if self.list.total else ()),
            HeaderAction("&Print deadlines\N{HORIZONTAL ELLIPSIS}", self.print_deadlines, "print"),
            HeaderAction("&Import\N{HORIZONTAL ELLIPSIS}", self.bring, "download"),
            HeaderAction("&New bid", self.new, "add", primary=True, plain=self.split.is_open),
        )

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists that can be exported."""
        titles, listed = self.exporting.titles, self.list
        bids = list_offers(titles, "bids", listed.total, listed.shown, listed.shown_ids())
        return *bids, whole_list(titles, "tasks")

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return BIDS_HELP

    def print_list(self) -> bool:
        """Offer the deadlines for print."""
        self.print_deadlines()
        return True

    def print_deadlines(self) -> None:
        """Offer the deadlines of the bids shown, the nearest first."""
        shown, text = self.list.bar.chosen(), self.list.bar.text.value()
        words = f"{shown} with “{text}”" if text else shown
        make = partial(self.jobs.deadlines, text, self.list.criteria(), words)
        self.printing.offer("Print or save the deadlines", DEADLINES_TITLE, make)

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

    def make_view(self, shown: BidShown) -> BidRecordView:
        """Return a bid's view; where its outcome was asked for, with that form open."""
        view = BidRecordView(shown, self.context, self.jobs)
        view.stage_wanted.connect(self._set_stage)
        view.outcome_wanted.connect(self._record_outcome)
        view.contract_wanted.connect(self._to_contract)
        view.link_wanted.connect(_open_link)
        return view

    def show_view(self, view: QWidget, first: QWidget, *, same: bool) -> None:
        """Show a bid or its form; where the outcome was asked for, with that form open."""
        super().show_view(view, first, same=same)
        if self._outcome_wanted is not None and isinstance(view, BidRecordView):
            won, self._outcome_wanted = self._outcome_wanted, None
            view.begin_outcome(won=won)

    def consequences(self, shown: BidShown) -> Sequence[tuple[str, str, Tone]]:
        """Return what follows from what was typed, what to beware of first."""
        regime = shown.view.regime
        rules = regime.reason if regime.regime is not Regime.UNKNOWN else " ".join((regime.reason, *regime.unknowns))
        said = [("The procurement rules", rules, Tone.ACCENT)]
        if shown.view.warnings:
            said.insert(0, ("Beware", "\n".join(shown.view.warnings), Tone.CAUTION))
        return said

    def origin(self, record_id: int) -> Origin:
        """Return a bid as what a letter starts from."""
        return Origin(bid_id=BidId(record_id))

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


def _open_link(link: str) -> None:
    QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
