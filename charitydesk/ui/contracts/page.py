"""The Contracts room: the register and the commissioners, and the record beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Regime
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import ContractId, ObligationId
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.contract_fields import CONTRACT_GROUPS
from charitydesk.presentation.contract_help import CONTRACTS_HELP
from charitydesk.presentation.contract_words import count_line
from charitydesk.presentation.export_words import list_offers, whole_list
from charitydesk.services.changes import Topic
from charitydesk.services.contracts import ContractRecord
from charitydesk.services.letter_grounds import Origin
from charitydesk.ui.contracts.commissioner import CommissionerPane
from charitydesk.ui.contracts.commissioner_list import MOST
from charitydesk.ui.contracts.jobs import ContractJobs
from charitydesk.ui.contracts.list_part import ContractList
from charitydesk.ui.contracts.record import ContractRecordView
from charitydesk.ui.contracts.record_page import NEW
from charitydesk.ui.contracts.register_page import REGISTER_TOPICS, RegisterPage
from charitydesk.ui.pages import HeaderAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bundle import Services
    from charitydesk.services.commissioners import CommissionerLine
    from charitydesk.ui.contracts.edit import RecordEdit
    from charitydesk.ui.contracts.jobs import ContractShown
    from charitydesk.ui.pages import PageContext


class ContractsPage(RegisterPage[ContractJobs, ContractRecordView]):
    """Contracts and grants, and the commissioners they are held from.

    `open_record` takes an id, `new`, `id:edit`, `commissioners`, `commissioner:id` or `obligation:id`.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = REGISTER_TOPICS | {Topic.OBLIGATIONS, Topic.NOTICES}
    one = "contract"
    new_title = "New contract or grant"
    groups = CONTRACT_GROUPS
    blank = ContractRecord(title="")
    view_type = ContractRecordView

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "Contracts", ContractJobs(services, context))
        self.list = ContractList(services, context.clock.today, self.new, self.new_body)
        self.put_split(self.list)
        self.bodies = CommissionerPane(self, self.jobs, self.list.bodies.choose)
        self.follow(self.list)
        self.list.counted.connect(self._counted)
        bodies = self.list.bodies.table
        bodies.chosen.connect(self._body_chosen)
        bodies.activated.connect(self._body_opened)
        bodies.view.clicked.connect(self._body_clicked)

    @property
    def edit(self) -> RecordEdit | None:
        """The form of a contract, if it is shown."""
        return super().edit if self.bodies.open_id is None else None

    def refresh(self) -> None:
        """Load the register again, and the record beside it."""
        self.list.bar.load_saved()
        self.list.reload()
        self.list.choose(self.open_id)
        self.list.bodies.choose(self.bodies.open_id)
        if self.front is None:
            self.load_record()
            self.bodies.load()

    def open_record(self, key: object) -> None:
        """Open a contract, its form, a blank one, a commissioner, or an obligation's contract."""
        number, _, rest = str(key).partition(":")
        if number == NEW:
            self.new()
        elif number == "commissioners":
            self.list.show_bodies(shown=True)
        elif number == "commissioner" and rest.isdigit():
            self._leave_front()
            record = self.record
            back = ("", "") if record is None else (record.shown.view.record.title, str(self.open_id))
            self.list.choose(None)
            self.list.bring_body(int(rest))
            self.bodies.open(int(rest), back=back)
        elif number == "obligation" and rest.isdigit():
            owner = self.services.obligations.show(ObligationId(int(rest))).record.contract_id
            if owner is not None:
                self.open_key(str(int(owner)), "")
        elif number.isdigit():
            self.open_key(number, rest)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        if self.front is not None:
            return ()
        bring = [HeaderAction("&Import\N{HORIZONTAL ELLIPSIS}", self.bring, "download")]
        if self.list.total or self.list.shows_bodies:
            bring.insert(0, self.exporting.action())
        beside = self.split.is_open
        if self.list.shows_bodies:
            return *bring, HeaderAction("&New commissioner", self.new_body, "add", primary=True, plain=beside)
        return *bring, HeaderAction("&New contract", self.new, "add", primary=True, plain=beside)

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists that can be exported: those of the tab shown."""
        titles, listed = self.exporting.titles, self.list
        if listed.shows_bodies:
            bodies = listed.bodies.table.shown()
            total = len(self.services.commissioners.list(limit=MOST))
            ids = [int(line.id) for line in bodies]
            return *list_offers(titles, "commissioners", total, len(bodies), ids), whole_list(titles, "contacts")
        return (
            *list_offers(titles, "contracts", listed.total, listed.shown, listed.shown_ids()),
            whole_list(titles, "variations"),
            whole_list(titles, "obligations"),
        )

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return CONTRACTS_HELP

    def flush(self) -> None:
        """Keep what was typed last."""
        shown = self.edit or self.record or self.bodies.shown
        if shown is not None:
            shown.flush()

    def new(self) -> None:
        """Begin a new contract."""
        self.bodies.leave()
        self.list.show_bodies(shown=False)
        super().new()

    def open_by_id(self, record_id: int, *, take_focus: bool) -> None:
        """Open a contract beside the list."""
        self.bodies.leave()
        self.list.show_bodies(shown=False)
        super().open_by_id(record_id, take_focus=take_focus)

    def close_record(self) -> None:
        """Show the list alone."""
        self.bodies.leave()
        super().close_record()

    def _counted(self) -> None:
        words = ""
        if self.list.total:
            bar = self.list.bar
            filtered = self.list.shown != self.list.total or bool(bar.text.value())
            words = self.list.bodies.count_words() if self.list.shows_bodies else count_line(
                self.list.shown, filtered=filtered
            )  # fmt: skip
        self.set_header(self.title, words)

    # Commissioners

    def new_body(self) -> None:
        """Begin a new commissioner."""
        self.bodies.new()

    def _body_chosen(self, line: CommissionerLine) -> None:
        if self.split.is_open and self.has_room and line.id != self.bodies.open_id and not self.bodies.is_editing:
            self.bodies.open(int(line.id), take_focus=False)

    def _body_clicked(self, _index: object) -> None:
        line = self.list.bodies.table.current()
        if line is not None and line.id != self.bodies.open_id:
            self.bodies.open(int(line.id), take_focus=False)

    def _body_opened(self, line: CommissionerLine) -> None:
        self.bodies.open(int(line.id))

    # The record

    def make_view(self, shown: ContractShown) -> ContractRecordView:
        """Return a contract's view."""
        view = ContractRecordView(shown, self.context, self.jobs)
        view.notice_wanted.connect(self._notice)
        view.bid_wanted.connect(self._bid_again)
        view.status_wanted.connect(self._set_status)
        return view

    def consequences(self, shown: ContractShown) -> Sequence[tuple[str, str, Tone]]:
        """Return what follows from the terms."""
        regime = shown.view.regime
        rules = regime.reason if regime.regime is not Regime.UNKNOWN else " ".join((regime.reason, *regime.unknowns))
        return (("What follows from it", f"{shown.view.window.sentence}\n{rules}", Tone.ACCENT),)

    def origin(self, record_id: int) -> Origin:
        """Return a contract as what a letter starts from."""
        return Origin(contract_id=ContractId(record_id))

    def _set_status(self, status: object) -> None:
        if self.open_id is not None and isinstance(status, ContractStatus):
            self.jobs.set_status(self.open_id, status)

    def _notice(self) -> None:
        if self.open_id is not None:
            self.jobs.notice(self.open_id, self._notice_recorded)

    def _notice_recorded(self, question: str) -> None:
        self.context.shell.go("notices", question)
        self.context.shell.notify("Recorded a notice. What the contract says is filled in.", undo=True)

    def _bid_again(self) -> None:
        if self.open_id is not None:
            self.jobs.bid_again(self.open_id, self._bid_started)

    def _bid_started(self, bid_id: object) -> None:
        self.context.shell.go("bids", bid_id)
        self.context.shell.notify("Started a bid with what the contract says.", undo=True)
