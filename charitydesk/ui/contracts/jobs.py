"""What the Contracts room asks of the services, each off the window's thread."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from charitydesk.domain.ids import ContractId, ObligationId
from charitydesk.domain.letters import Tone
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.presentation.contract_keeping import drop_contract_child, keep_contract, keep_contract_child
from charitydesk.presentation.contract_print import contract_blocks
from charitydesk.presentation.contract_words import notice_title
from charitydesk.presentation.cost_ledger import as_seen
from charitydesk.presentation.notice_form import first_to_ask
from charitydesk.presentation.notice_letters import LetterChoices
from charitydesk.services.contract_risks import risks_of
from charitydesk.services.costs import Asked, Cut, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from charitydesk.domain.contract_risk import ContractRisks
    from charitydesk.domain.contracts import ContractStatus
    from charitydesk.domain.document import Block, Document
    from charitydesk.domain.ids import BidId, LetterId
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.errors import UserFacingError
    from charitydesk.services.attachments import AttachmentRecord
    from charitydesk.services.bundle import Services
    from charitydesk.services.contracts import ContractView
    from charitydesk.services.history import HistoryLine
    from charitydesk.services.letter_grounds import Origin
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


_MOST_AROUND = 6


@dataclass(frozen=True, slots=True)
class ContractShown:
    """All that a contract's page shows, gathered in a worker.

    Args:
        view: The contract with what hangs on it.
        history: Changes that touched it, latest first.
        today: Civil date.
        commissioners: Names that may be offered while one is typed.
        cost: The time and money that went into it.
        around: The same of each notice and bid about it that took any, by name.
        risks: What its own terms and dates put at risk.
    """

    view: ContractView
    history: tuple[HistoryLine, ...]
    today: date
    commissioners: tuple[str, ...]
    cost: Report
    around: tuple[tuple[str, Report], ...]
    risks: ContractRisks


class RecordJobs(QObject):
    """What any room of records asks for.

    Args:
        services: Those of the open data folder.
        context: Its clock and its tasks.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self.services, self.context = services, context

    one: ClassVar[str]
    """What a record is called."""

    def show(
        self,
        record_id: int,
        done: Callable[[Any], object],
        failed: Callable[[UserFacingError], object] | None = None,
    ) -> None:
        """Work out a record."""
        self.context.tasks.run(partial(self.read, record_id), done, failed, title=f"Reading the {self.one}")

    @abstractmethod
    def read(self, record_id: int, progress: Progress) -> Any:
        """Return all that a record's page shows; called in a worker."""

    @abstractmethod
    def keep(self, record_id: int, values: Mapping[str, Any]) -> int:
        """Keep the form; called in a worker."""

    @abstractmethod
    def keep_child(self, owner: int, name: str, child_id: int, values: Mapping[str, Any]) -> int:
        """Keep something under a record; called in a worker."""

    @abstractmethod
    def drop_child(self, owner: int, name: str, child_id: int, one: str) -> None:
        """Take something under a record out."""

    @abstractmethod
    def delete(self, record_id: int) -> None:
        """Take a record out."""

    def commissioners(self) -> tuple[str, ...]:
        """Return the names that may be offered while one is typed."""
        return tuple(line.name for line in self.services.commissioners.list())

    @abstractmethod
    def record_blocks(self, shown: Any) -> Iterator[Block]:
        """Return a record on paper."""

    def record_document(self, shown: Any) -> Document:
        """Return a record as a document of the charity; called in a worker."""
        return self.services.printing.document(shown.view.record.title, self.record_blocks(shown))

    def cost(self, subject: Subject) -> Report:
        """Return what something took in time and money as this room may show it; called in a worker."""
        services = self.services
        report = services.costs.report(Asked(subject=subject, purposes=frozenset(Purpose)), Cut.ACTIVITY)
        return as_seen(report, services.people.people(), services.profile.load().user_name)

    def do(self, change: Callable[[], object], words: str = "") -> None:
        """Make a change; say so in the notice bar when there are words for it."""
        self.context.tasks.run(partial(_silently, change), partial(self._done, words), title="Saving")

    def _done(self, words: str, _nothing: object) -> None:
        if words:
            self.context.shell.notify(words, undo=True)

    def attach(self, table: str, record_id: int, path: Path) -> None:
        """Copy a file into the data folder and keep it with a record."""
        self.do(partial(self.services.attachments.attach, table, record_id, path), f"Kept the file {path.name}.")

    def detach(self, attachment_id: int) -> None:
        """Take a file from its record."""
        self.do(partial(self.services.attachments.detach, attachment_id), "Took the file off.")

    def open_file(self, file: AttachmentRecord) -> None:
        """Open a file's copy with the program the computer has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.services.attachments.path(file))))

    def choices(self, origin: Origin, done: Callable[[LetterChoices], object]) -> None:
        """Find the letters that fit a contract or bid."""
        self.context.tasks.run(partial(self._choices, origin), done, title="Finding the letters that fit")

    def _choices(self, origin: Origin, _progress: Progress) -> LetterChoices:
        letters = self.services.letters
        offers = [offer for offer in letters.offers(origin) if origin.kind in offer.kind.starts_from]
        return LetterChoices(offers, {tone: letters.tone_words(tone) for tone in Tone})

    def start_letter(self, origin: Origin, kind: str, tone: object, done: Callable[[LetterId], object]) -> None:
        """Draft a letter."""
        rung = tone if isinstance(tone, Tone) else None
        self.context.tasks.run(partial(self._start, origin, kind, rung), done, title="Drafting the letter")

    def _start(self, origin: Origin, kind: str, tone: Tone | None, _progress: Progress) -> LetterId:
        return self.services.letters.start(origin, kind, tone).record.id


class ContractJobs(RecordJobs):
    """What the Contracts room asks for."""

    one = "contract"

    def read(self, record_id: int, progress: Progress) -> ContractShown:  # noqa: ARG002 - soon done
        """Return all that a contract's page shows; called in a worker."""
        services, contract_id = self.services, ContractId(record_id)
        view = services.contracts.show(contract_id)
        about = [(f"Notice: {notice_title(one)}", Subject(SubjectKind.NOTICE, one.id)) for one in view.notices]
        about += [(f"Bid: {one.title}", Subject(SubjectKind.BID, one.id)) for one in view.bids]
        costs = [(name, self.cost(subject)) for name, subject in about[:_MOST_AROUND]]
        return ContractShown(
            view=view,
            history=services.history.of_record("contract", contract_id),
            today=self.context.clock.today(),
            commissioners=self.commissioners(),
            cost=self.cost(Subject(SubjectKind.CONTRACT, contract_id)),
            around=tuple((name, cost) for name, cost in costs if cost.total.minutes or cost.total.cost_pence),
            risks=risks_of(services.desk, view),
        )

    def record_blocks(self, shown: ContractShown) -> Iterator[Block]:
        """Return a contract's record on paper."""
        return contract_blocks(shown.view, shown.risks, shown.cost, shown.around, shown.today)

    def keep(self, record_id: int, values: Mapping[str, Any]) -> int:
        """Keep the form; called in a worker."""
        return keep_contract(self.services, record_id, values)

    def keep_child(self, owner: int, name: str, child_id: int, values: Mapping[str, Any]) -> int:
        """Keep something under a contract; called in a worker."""
        return keep_contract_child(self.services, owner, name, child_id, values)

    def drop_child(self, owner: int, name: str, child_id: int, one: str) -> None:
        """Take something under a contract out."""
        change = partial(drop_contract_child, self.services, owner, name, child_id)
        self.do(change, f"Took the {one} out.")

    def obligation_done(self, obligation_id: int, done: bool) -> None:
        """Mark an obligation as done today, or as not done after all."""
        key = ObligationId(obligation_id)
        obligations = self.services.obligations
        if done:
            words = "Marked as done. Where it recurs, the next one is on the list."
            self.do(partial(obligations.done, key, self.context.clock.today()), words)
        else:
            self.do(partial(obligations.undone, key), "Marked as not done.")

    def set_status(self, contract_id: int, status: ContractStatus) -> None:
        """Say how far a contract has got."""
        change = partial(self.services.contracts.set_status, ContractId(contract_id), status)
        self.do(change, f"Marked as {status.label}.")

    def delete(self, record_id: int) -> None:
        """Take a contract out."""
        self.do(partial(self.services.contracts.delete, ContractId(record_id)), "Took it out of the register.")

    def notice(self, contract_id: int, done: Callable[[str], object]) -> None:
        """Record a notice about a contract, its facts filled in; call back with the question to go on with."""
        self.context.tasks.run(partial(self._notice, ContractId(contract_id)), done, title="Recording the notice")

    def _notice(self, contract_id: ContractId, _progress: Progress) -> str:
        notices = self.services.notices
        facts = notices.from_contract(contract_id)
        return f"{notices.record(facts, contract_id=contract_id).record.id}:answers:{first_to_ask(facts)}"

    def bid_again(self, contract_id: int, done: Callable[[BidId], object]) -> None:
        """Start a bid for a contract that is put out again."""
        self.context.tasks.run(partial(self._bid_again, ContractId(contract_id)), done, title="Starting the bid")

    def _bid_again(self, contract_id: ContractId, _progress: Progress) -> BidId:
        return self.services.outcomes.bid_again(contract_id).record.id


def _silently(change: Callable[[], object], _progress: Progress) -> None:
    change()
