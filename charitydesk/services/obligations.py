"""What falls due under contracts: recorded with reminders, done, and set again where it recurs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.obligations import Recurrence, next_due
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.commissioners import body_of
from charitydesk.storage.records_contracts import NEW_OBLIGATION, ObligationLine, ObligationRecord
from charitydesk.storage.stores_obligations import ObligationSort

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.ids import ContractId, ObligationId
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import AttachmentRecord
    from charitydesk.storage.records_contracts import CommissionerRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["ObligationLine", "ObligationRecord", "ObligationService", "ObligationSort", "ObligationView"]


@dataclass(frozen=True, slots=True)
class ObligationView:
    """An obligation as it is shown.

    Args:
        record: The stored record.
        reminders: The days on which to be reminded, earliest first.
        next_due: When it falls due again, where it recurs.
        files: Files kept with it.
    """

    record: ObligationRecord
    reminders: tuple[date, ...]
    next_due: date | None
    files: tuple[AttachmentRecord, ...]


class ObligationService:
    """Keeps what falls due."""

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms

    def list(
        self,
        *,
        text: str = "",
        open_only: bool = True,
        until: date | None = None,
        sort: ObligationSort = ObligationSort.DUE_ON,
        descending: bool = False,
        offset: int = 0,
        limit: int = 500,
    ) -> tuple[ObligationLine, ...]:
        """Return obligations with their contracts, those without a date last."""
        with self._desk.read() as work:
            return work.obligations.list(
                text=text,
                open_only=open_only,
                until=until,
                sort=sort,
                descending=descending,
                offset=offset,
                limit=limit,
            )

    def show(self, obligation_id: ObligationId) -> ObligationView:
        """Return an obligation with its reminders.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            record = work.obligations.get(obligation_id)
            body = contract_body(work, record.contract_id)
            files = work.attachments.of("obligation", obligation_id)
        return ObligationView(record, self._terms.reminders(record, body), _following(record), files)

    def add(self, record: ObligationRecord) -> ObligationView:
        """Keep a new obligation.

        Raises:
            BadInputError: It has no title, recurs without a date, or there is no such contract.
        """
        with self._desk.change(f"Added {record.title}", Topic.OBLIGATIONS, Topic.CONTRACTS) as work:
            stored = put(work, self._terms, record)
        return self.show(stored.id)

    def update(self, record: ObligationRecord) -> ObligationView:
        """Keep a changed obligation.

        Raises:
            BadInputError: As `add`.
        """
        key = f"obligation:{record.id}"
        with self._desk.change(f"Changed {record.title}", Topic.OBLIGATIONS, Topic.CONTRACTS, merge_key=key) as work:
            put(work, self._terms, record)
        return self.show(record.id)

    def done(self, obligation_id: ObligationId, on: date, note: str = "") -> ObligationView | None:
        """Mark an obligation as done; return the next one where it recurs.

        Args:
            obligation_id: Which.
            on: Civil date on which it was done.
            note: What was sent, to whom.

        Raises:
            BadInputError: There is none, or it is done already.
        """
        with self._desk.read() as work:
            record = work.obligations.get(obligation_id)
        if record.done_on is not None:
            raise BadInputError(f"{record.title} is done already.", "Mark it not done first to change the day.")
        following = None
        with self._desk.change(f"Marked done: {record.title}", Topic.OBLIGATIONS, Topic.CONTRACTS) as work:
            work.obligations.update(replace(record, done_on=on, done_note=note))
            due = _following(record)
            if due is not None:
                fresh = replace(record, id=NEW_OBLIGATION, due_on=due, done_on=None, done_note="", follows_id=record.id)
                following = put(work, self._terms, fresh)
        return None if following is None else self.show(following.id)

    def undone(self, obligation_id: ObligationId) -> ObligationView:
        """Mark an obligation as not done after all; the next one goes, if it is still open.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            record = work.obligations.get(obligation_id)
        with self._desk.change(f"Marked not done: {record.title}", Topic.OBLIGATIONS, Topic.CONTRACTS) as work:
            for following in work.obligations.following(obligation_id):
                if following.done_on is None:
                    work.obligations.delete(following.id)
            work.obligations.update(replace(record, done_on=None, done_note=""))
        return self.show(obligation_id)

    def delete(self, obligation_id: ObligationId) -> None:
        """Take an obligation out; undo brings it back."""
        with self._desk.read() as work:
            record = work.obligations.get(obligation_id)
        with self._desk.change(f"Took out {record.title}", Topic.OBLIGATIONS, Topic.CONTRACTS) as work:
            work.obligations.delete(obligation_id)


def put(work: UnitOfWork, terms: TermsWorker, record: ObligationRecord) -> ObligationRecord:
    """Keep an obligation within a change, its reminders worked out.

    Raises:
        BadInputError: It has no title, recurs without a date, or there is no such contract.
    """
    record = replace(record, title=record.title.strip())
    if not record.title:
        raise BadInputError("What falls due has no title.", "Say what is to be done, for example `Quarterly report`.")
    if record.recurrence is not Recurrence.ONCE and record.due_on is None:
        raise BadInputError(f"{record.title} recurs but has no date.", "Give the day it next falls due.")
    derived = terms.obligation_derived(record, contract_body(work, record.contract_id))
    return work.obligations.update(derived) if derived.id else work.obligations.add(derived)


def contract_body(work: UnitOfWork, contract_id: ContractId | None) -> CommissionerRecord | None:
    """Return the commissioner of a contract, if it is linked to one."""
    return None if contract_id is None else body_of(work, work.contracts.get(contract_id).commissioner_id)


def _following(record: ObligationRecord) -> date | None:
    if record.due_on is None:
        return None
    due = next_due(record.due_on, record.recurrence, record.anchor_day)
    return None if due is None or (record.repeat_until is not None and due > record.repeat_until) else due
