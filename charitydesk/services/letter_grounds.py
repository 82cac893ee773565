"""What a letter starts from: a notice, a contract or a bid, told as the facts that letters are drawn up from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.activities import BIDDING
from charitydesk.domain.ledger_cuts import Asked, Cut
from charitydesk.domain.letter_context import EarlierLetter
from charitydesk.domain.letter_costs import LetterCosts
from charitydesk.domain.notices import NoticeFacts
from charitydesk.domain.statement import build_statement
from charitydesk.domain.states import LetterStatus
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.domain.wording import long_date
from charitydesk.services.contract_facts import facts_of_bid, facts_of_contract
from charitydesk.services.notices import facts_of

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.ids import BidId, ContractId, LetterId, NoticeId
    from charitydesk.services.costs import CostService
    from charitydesk.services.desk import Desk
    from charitydesk.storage.records import LetterLine, LetterRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

_WHOLE_BODY = "bidding-cost"
"""The kind whose schedule covers every bid to the body, not one bid alone."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a letter starts from: one of the three, or none.

    Args:
        notice_id: A notice.
        contract_id: A contract.
        bid_id: A bid.
    """

    notice_id: NoticeId | None = None
    contract_id: ContractId | None = None
    bid_id: BidId | None = None

    @property
    def kind(self) -> str:
        """Its word in a kind's `starts-from`."""
        return "bid" if self.bid_id is not None else "contract" if self.contract_id is not None else "notice"


def origin_of(record: LetterRecord) -> Origin:
    """Return what a letter was started from."""
    return Origin(record.notice_id, record.contract_id, record.bid_id)


def facts_from(work: UnitOfWork, origin: Origin) -> NoticeFacts:
    """Return the facts a letter is drawn up from; empty ones where what it started from is gone.

    Args:
        work: A unit of work.
        origin: What it starts from.
    """
    if origin.bid_id is not None:
        bid = work.bids.find(origin.bid_id)
        return NoticeFacts() if bid is None else facts_of_bid(work, bid)
    if origin.contract_id is not None:
        contract = work.contracts.find(origin.contract_id)
        if contract is None:
            return NoticeFacts()
        facts = facts_of_contract(work, contract.id)
        # A letter says which rules apply as the contract's own page does.
        return replace(facts, agreement=replace(facts.agreement, regime=contract.regime))
    notice = None if origin.notice_id is None else work.notices.find(origin.notice_id)
    return NoticeFacts() if notice is None else facts_of(notice)


def require(work: UnitOfWork, origin: Origin) -> None:
    """Refuse an origin that is not there.

    Raises:
        NotFoundError: There is no such record.
    """
    if origin.bid_id is not None:
        work.bids.get(origin.bid_id)
    elif origin.contract_id is not None:
        work.contracts.get(origin.contract_id)
    elif origin.notice_id is not None:
        work.notices.get(origin.notice_id)


def is_example(work: UnitOfWork, origin: Origin) -> bool:
    """Return whether what a letter starts from belongs to the example charity."""
    record = (
        work.bids.find(origin.bid_id)
        if origin.bid_id is not None
        else work.contracts.find(origin.contract_id)
        if origin.contract_id is not None
        else work.notices.find(origin.notice_id)
        if origin.notice_id is not None
        else None
    )
    return record is not None and record.is_example


def followed_up(
    work: UnitOfWork, notice_id: NoticeId | None, kind_id: str, letter_id: LetterId | None, on: date
) -> EarlierLetter | None:
    """Return the letter that a new one would follow up: one whose answer is overdue, else the one sent last.

    An answered letter is chased by nobody, and a second chaser asks for the answer that the first asked for.

    Args:
        work: A unit of work.
        notice_id: The notice both hang on, or None.
        kind_id: The kind of the new letter.
        letter_id: The new letter where it is kept already.
        on: Civil date on which it is written.
    """
    lines = () if notice_id is None else work.letters.list(notice_id=notice_id, statuses=(LetterStatus.SENT,))
    found = [
        _earlier(work, line, line.sent_on, line.reply_due)
        for line in lines
        if line.sent_on and line.reply_due and line.kind != kind_id and line.id != letter_id
    ]
    return max(found, key=lambda one: (one.overdue_days(on) > 0, one.sent_on), default=None)


def _earlier(work: UnitOfWork, line: LetterLine, sent_on: date, due: date) -> EarlierLetter:
    """Tell a sent letter by its running reply clock, which may have been put off since, or by the day it asked for."""
    clock = next((one for one in work.clocks.of_letter(line.id) if one.superseded_by is None), None)
    rule, due = (clock.rule, clock.deadline) if clock else ("", due)
    return EarlierLetter(line.title.partition(": ")[0], sent_on, due, line.recipient, rule)


def costs_for(desk: Desk, costs: CostService, origin: Origin, kind_id: str) -> LetterCosts | None:
    """Return the figures a letter from a bid or contract draws on; None for one from a notice.

    Args:
        desk: The data folder.
        costs: The ledger.
        origin: What the letter starts from.
        kind_id: The kind of letter: one sets out every bid to the body, others this bid alone.
    """
    if origin.bid_id is None and origin.contract_id is None:
        return None
    with desk.read() as work:
        bid = None if origin.bid_id is None else work.bids.find(origin.bid_id)
        contract = None if origin.contract_id is None else work.contracts.find(origin.contract_id)
        infos = work.ledger.subjects()
    if bid is not None:
        whole = kind_id == _WHOLE_BODY and bid.commissioner
        subject = Subject(SubjectKind.BID, bid.id)
        asked = Asked(commissioner=bid.commissioner) if whole else Asked(subject=subject, purposes=BIDDING)
    elif contract is not None:
        asked = Asked(commissioner=contract.commissioner)
    else:
        return None
    by_subject, by_activity = costs.reports(asked, Cut.SUBJECT, Cut.ACTIVITY)
    wants_statement = contract is None or kind_id == _WHOLE_BODY
    return LetterCosts(
        from_bid=bid is not None,
        rebid=bid is not None and bid.rebid_of is not None,
        deadline=long_date(bid.deadline_on) if bid and bid.deadline_on else "",
        reasons=bid.go_reason if bid else "",
        statement=build_statement(desk.clock.today(), by_subject, by_activity, infos) if wants_statement else None,
        recovery=None if contract is None or kind_id == _WHOLE_BODY else costs.recovery(contract.id),
    )
