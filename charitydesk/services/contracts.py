"""The register of contracts and grants: what was agreed, what follows from it, and what hangs on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.contracts import ContractStatus, VariationStatus
from charitydesk.domain.notice_window import earliest_end
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.children import put_children
from charitydesk.services.commissioners import body_of, let_go_if_renamed, with_commissioner
from charitydesk.services.obligations import put as put_obligation
from charitydesk.services.terms import period_of
from charitydesk.storage.records_contracts import (
    ContractClauseRecord,
    ContractExtensionRecord,
    ContractLine,
    ContractRecord,
    ContractYearRecord,
    ObligationRecord,
    VariationRecord,
)
from charitydesk.storage.stores_contracts import NO_FILTER, ContractFilter, ContractSort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from charitydesk.domain.ids import ContractId
    from charitydesk.domain.notice_window import NoticeWindow
    from charitydesk.domain.regimes import RegimeAnswer
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import AttachmentRecord, LetterLine, NoticeLine
    from charitydesk.storage.records_bids import BidRecord
    from charitydesk.storage.records_contracts import CommissionerRecord, ContactRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "ContractClauseRecord",
    "ContractExtensionRecord",
    "ContractFilter",
    "ContractLine",
    "ContractRecord",
    "ContractService",
    "ContractSort",
    "ContractStatus",
    "ContractView",
    "ContractYearRecord",
    "VariationRecord",
    "VariationStatus",
]


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract as its page shows it.

    Args:
        record: The stored record, its day to say no that of the present term.
        commissioner: Whom it is held from, where linked; `contacts` are the people there.
        years: Values by year.
        extensions: Options to extend.
        clauses: Key clauses.
        variations: Changes to it.
        obligations: What falls due under it.
        notices: Notices about it.
        letters: Letters about it or about its notices.
        bids: The bid it came from, and bids for it again.
        files: Files kept with it.
        regime: The procurement regime with its reason, as of now.
        window: The notice window as of today.
        earliest_end: The day on which notice from the body given today would have run out, where its length is known.
        years_total: Sum of the values by year in pence; None where there are none.
    """

    record: ContractRecord
    commissioner: CommissionerRecord | None
    contacts: tuple[ContactRecord, ...]
    years: tuple[ContractYearRecord, ...]
    extensions: tuple[ContractExtensionRecord, ...]
    clauses: tuple[ContractClauseRecord, ...]
    variations: tuple[VariationRecord, ...]
    obligations: tuple[ObligationRecord, ...]
    notices: tuple[NoticeLine, ...]
    letters: tuple[LetterLine, ...]
    bids: tuple[BidRecord, ...]
    files: tuple[AttachmentRecord, ...]
    regime: RegimeAnswer
    window: NoticeWindow
    earliest_end: date | None
    years_total: int | None


class ContractService:
    """Keeps contracts."""

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms

    def list(
        self,
        *,
        text: str = "",
        filters: ContractFilter = NO_FILTER,
        sort: ContractSort = ContractSort.TITLE,
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[ContractLine, ...]:
        """Return a page of the register, sorted and filtered by the database; unknown values sort last.

        The day to say no is that of the present term, also of a contract that has renewed since it was recorded.
        """
        with self._desk.read() as work:
            rolled = self._terms.say_no_days(work, self._desk.clock.today())
            return work.contracts.list(
                text=text, filters=filters, sort=sort, descending=descending, offset=offset, limit=limit, rolled=rolled
            )

    def count(self, *, text: str = "", filters: ContractFilter = NO_FILTER) -> int:
        """Return how many contracts `list` would give without a limit."""
        with self._desk.read() as work:
            rolled = self._terms.say_no_days(work, self._desk.clock.today())
            return work.contracts.matching(text=text, filters=filters, rolled=rolled)

    def show(self, contract_id: ContractId) -> ContractView:
        """Return a contract with everything that hangs on it, worked out as of today.

        Raises:
            BadInputError: There is none.
        """
        today = self._desk.clock.today()
        with self._desk.read() as work:
            record = work.contracts.get(contract_id)
            body = body_of(work, record.commissioner_id)
            years = work.contract_years.of(contract_id)
            window = self._terms.window_of(record, body.nation if body else None, today)
            return ContractView(
                record=replace(record, say_no_by=window.say_no_by),  # as of today, also once it has renewed
                commissioner=body,
                contacts=() if body is None else work.contacts.of(body.id),
                years=years,
                extensions=work.contract_extensions.of(contract_id),
                clauses=work.contract_clauses.of(contract_id),
                variations=work.variations.of(contract_id),
                obligations=work.obligations.of(contract_id),
                notices=work.notices.list(contract_id=contract_id),
                letters=work.letters.list(contract_id=contract_id),
                bids=work.bids.of_contract(contract_id),
                files=work.attachments.of("contract", contract_id),
                regime=self._terms.regime_of(record, body),
                window=window,
                earliest_end=self._earliest_end(record, body, today),
                years_total=sum(year.value for year in years) if years else None,
            )

    def _earliest_end(self, record: ContractRecord, body: CommissionerRecord | None, today: date) -> date | None:
        notice = period_of(record.notice_from_body)
        return None if notice is None else earliest_end(today, notice, self._terms.calendar(body))

    def preview(self, record: ContractRecord) -> tuple[RegimeAnswer, NoticeWindow]:
        """Return the regime and the notice window that terms not yet stored would have."""
        with self._desk.read() as work:
            body = body_of(work, record.commissioner_id) or work.commissioners.named(record.commissioner)
        today = self._desk.clock.today()
        return self._terms.regime_of(record, body), self._terms.window_of(record, body.nation if body else None, today)

    def add(
        self,
        record: ContractRecord,
        *,
        years: Sequence[ContractYearRecord] = (),
        extensions: Sequence[ContractExtensionRecord] = (),
        clauses: Sequence[ContractClauseRecord] = (),
        obligations: Sequence[ObligationRecord] = (),
    ) -> ContractView:
        """Keep a new contract with what belongs to it, in one change; a commissioner not recorded yet is.

        Raises:
            BadInputError: It has no title, or its dates contradict each other.
        """
        with self._desk.change(f"Added {_name(record)}", *_TOPICS, Topic.OBLIGATIONS) as work:
            stored = self.put(work, record)
            put_children(work.contract_years, (), years, contract_id=stored.id)
            put_children(work.contract_extensions, (), extensions, contract_id=stored.id)
            put_children(work.contract_clauses, (), clauses, contract_id=stored.id)
            for one in obligations:
                put_obligation(work, self._terms, replace(one, contract_id=stored.id))
        return self.show(stored.id)

    def update(self, record: ContractRecord) -> ContractView:
        """Keep changed terms; regime, notice window and what falls due follow.

        Raises:
            BadInputError: As `add`, or there is no such contract.
        """
        key = f"contract:{record.id}"
        with self._desk.change(f"Changed {_name(record)}", *_TOPICS, merge_key=key) as work:
            before = work.contracts.get(record.id)
            self.put(work, let_go_if_renamed(record, before))
        return self.show(record.id)

    def put(self, work: UnitOfWork, record: ContractRecord) -> ContractRecord:
        """Keep a contract within a change, with what follows from its terms worked out.

        Raises:
            BadInputError: It has no title, or its dates contradict each other.
        """
        record, body = with_commissioner(work, record)
        _check(record)
        derived = self._terms.contract_derived(record, body, self._desk.clock.today())
        return work.contracts.update(derived) if derived.id else work.contracts.add(derived)

    def set_status(self, contract_id: ContractId, status: ContractStatus) -> ContractView:
        """Say how far a contract has got.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            record = work.contracts.get(contract_id)
        with self._desk.change(f"Marked {_name(record)}: {status.label}", *_TOPICS) as work:
            work.contracts.update(replace(record, status=status))
        return self.show(contract_id)

    def set_years(self, contract_id: ContractId, years: Sequence[ContractYearRecord]) -> ContractView:
        """Keep what a contract is worth by year."""
        with self._children(contract_id, "the values by year of") as work:
            put_children(work.contract_years, work.contract_years.of(contract_id), years, contract_id=contract_id)
        return self.show(contract_id)

    def set_extensions(self, contract_id: ContractId, extensions: Sequence[ContractExtensionRecord]) -> ContractView:
        """Keep the options to extend, in order."""
        with self._children(contract_id, "the options to extend") as work:
            store = work.contract_extensions
            put_children(store, store.of(contract_id), extensions, contract_id=contract_id)
        return self.show(contract_id)

    def set_clauses(self, contract_id: ContractId, clauses: Sequence[ContractClauseRecord]) -> ContractView:
        """Keep the key clauses, in order."""
        with self._children(contract_id, "the key clauses of") as work:
            put_children(work.contract_clauses, work.contract_clauses.of(contract_id), clauses, contract_id=contract_id)
        return self.show(contract_id)

    def _children(self, contract_id: ContractId, what: str) -> AbstractContextManager[UnitOfWork]:
        with self._desk.read() as work:
            record = work.contracts.get(contract_id)
        words = what.split()[1]
        return self._desk.change(
            f"Changed {what} {_name(record)}", Topic.CONTRACTS, merge_key=f"contract:{contract_id}:{words}"
        )

    def save_variation(self, record: VariationRecord) -> ContractView:
        """Keep a variation, new or changed; once agreed, the contract's end and annual value follow in that change.

        Raises:
            BadInputError: It has no title, there is no such contract, or it was agreed and its effect would change.
        """
        if not record.title.strip():
            raise BadInputError("The variation has no title.", "Say what it changes, for example `Uplift 2027`.")
        with self._desk.read() as work:
            contract = work.contracts.get(record.contract_id)
            before = work.variations.get(record.id) if record.id else None
        if before is not None and before.status is VariationStatus.AGREED and _effect(before) != _effect(record):
            raise BadInputError(
                f"{before.title} was agreed and has changed the contract.",
                "Undo that change, or record another variation.",
            )
        agreed_now = record.status is VariationStatus.AGREED and (before is None or before.status is not record.status)
        verb = "Agreed" if agreed_now else "Changed" if record.id else "Added"
        with self._desk.change(f"{verb} the variation {record.title} of {_name(contract)}", *_TOPICS) as work:
            if record.id:
                work.variations.update(record)
            else:
                work.variations.add(record)
            if agreed_now:
                worth = None if contract.annual_value is None else contract.annual_value + (record.value_change or 0)
                self.put(work, replace(contract, ends_on=record.new_ends_on or contract.ends_on, annual_value=worth))
        return self.show(record.contract_id)

    def delete_variation(self, variation_id: int) -> ContractView:
        """Take a variation out; what it did to the contract when it was agreed stays."""
        with self._desk.read() as work:
            record = work.variations.get(variation_id)
        with self._desk.change(f"Took out the variation {record.title}", Topic.CONTRACTS) as work:
            work.variations.delete(variation_id)
        return self.show(record.contract_id)

    def delete(self, contract_id: ContractId) -> None:
        """Take a contract out with all that belongs to it; notices, letters and bids stay. Undo brings it back."""
        with self._desk.read() as work:
            record = work.contracts.get(contract_id)
        linked = (Topic.OBLIGATIONS, Topic.NOTICES, Topic.LETTERS, Topic.BIDS, Topic.TIME, Topic.COSTS)
        with self._desk.change(f"Took out {_name(record)}", *_TOPICS, *linked) as work:
            work.contracts.delete(contract_id)


_TOPICS = (Topic.CONTRACTS, Topic.COMMISSIONERS)


def _name(record: ContractRecord) -> str:
    kind = record.relationship.label if record.relationship else "contract"
    return f"the {kind} {record.title.strip()}"


def _effect(record: VariationRecord) -> tuple[VariationStatus, int | None, date | None]:
    return record.status, record.value_change, record.new_ends_on


def _check(record: ContractRecord) -> None:
    if not record.title:
        raise BadInputError("The contract has no title.", "Give what you call the service.")
    if record.starts_on and record.ends_on and record.ends_on < record.starts_on:
        raise BadInputError(
            f"The contract ends on {date_words(record.ends_on)}, before it starts on {date_words(record.starts_on)}.",
            "Check both dates.",
        )
    for name in ("notice_from_body", "notice_from_charity", "renewal_length", "renewal_notice"):
        text = getattr(record, name)
        if text.strip() and period_of(text) is None:
            raise BadInputError(f"“{text[:40]}” is not a length of time.", "Write it as `3 months` or `30 days`.")
    if record.payment_days is not None and not 0 <= record.payment_days <= _LONGEST_PAYMENT:
        raise BadInputError(f"{record.payment_days} days to pay cannot be meant.", f"Give 0 to {_LONGEST_PAYMENT}.")


_LONGEST_PAYMENT = 365
