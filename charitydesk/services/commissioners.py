"""Commissioners: the bodies that buy or fund what the charity does, and the people there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import CommissionerLine, CommissionerRecord, ContactRecord, ContractRecord
from charitydesk.storage.stores_bids import BidFilter
from charitydesk.storage.stores_contracts import ContractFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.bodies import BodyKind, Nation
    from charitydesk.domain.ids import BidId, CommissionerId, ContractId
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records import AttachmentRecord, LocalCompactRecord, NoticeRecord
    from charitydesk.storage.records_bids import BidLine
    from charitydesk.storage.records_contracts import ContractLine
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["CommissionerLine", "CommissionerRecord", "CommissionerService", "CommissionerView", "ContactRecord"]


_EVERY = 1_000_000
R = TypeVar("R", ContractRecord, BidRecord)


@dataclass(frozen=True, slots=True)
class CommissionerView:
    """A commissioner as its page shows it.

    Args:
        record: The stored record.
        contacts: The people there.
        compact: The local compact that covers it, where one is recorded.
        contracts: Contracts held from it, ended ones among them.
        bids: Bids made to it.
        files: Files kept with it.
    """

    record: CommissionerRecord
    contacts: tuple[ContactRecord, ...]
    compact: LocalCompactRecord | None
    contracts: tuple[ContractLine, ...]
    bids: tuple[BidLine, ...]
    files: tuple[AttachmentRecord, ...]


class _Held(NamedTuple):
    """What hangs on a commissioner."""

    contracts: Sequence[ContractId]
    bids: Sequence[BidId]


class CommissionerService:
    """Keeps commissioners.

    Args:
        desk: The open data folder.
        terms: Works out what follows from where a commissioner sits and what kind of body it is.
    """

    def __init__(self, desk: Desk, terms: TermsWorker) -> None:
        self._desk = desk
        self._terms = terms

    def list(self, *, text: str = "", offset: int = 0, limit: int = 500) -> tuple[CommissionerLine, ...]:
        """Return commissioners with what is held from each, those held from or bid to now before the others."""
        with self._desk.read() as work:
            return work.commissioners.list(text=text, offset=offset, limit=limit, today=self._desk.clock.today())

    def show(self, commissioner_id: CommissionerId) -> CommissionerView:
        """Return a commissioner with what belongs to it.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            record = work.commissioners.get(commissioner_id)
            linked = record.local_compact_id
            return CommissionerView(
                record=record,
                contacts=work.contacts.of(commissioner_id),
                compact=None if linked is None else work.local_compacts.find(linked),
                contracts=work.contracts.list(
                    filters=ContractFilter(commissioner_id=commissioner_id),
                    rolled=self._terms.say_no_days(work, self._desk.clock.today()),
                ),
                bids=work.bids.list(filters=BidFilter(commissioner_id=commissioner_id)),
                files=work.attachments.of("commissioner", commissioner_id),
            )

    def save(self, record: CommissionerRecord, contacts: Sequence[ContactRecord] | None = None) -> CommissionerView:
        """Keep a commissioner, new or changed; a new name goes to its contracts and bids.

        Args:
            record: The commissioner; id 0 for a new one.
            contacts: The people there, in order; None leaves them.

        Raises:
            BadInputError: It has no name, or another of that name is there.
        """
        record = replace(record, name=" ".join(record.name.split()))
        if not record.name:
            raise BadInputError("The commissioner has no name.", "Give its name as on its letters.")
        verb = "Changed" if record.id else "Added"
        key = f"commissioner:{record.id}" if record.id else ""
        topics = (Topic.COMMISSIONERS, *((Topic.CONTRACTS, Topic.BIDS, Topic.NOTICES) if record.id else ()))
        with self._desk.change(f"{verb} {record.name}", *topics, merge_key=key) as work:
            other = work.commissioners.named(record.name)
            if other is not None and other.id != record.id:
                raise BadInputError(f"{other.name} is recorded already.", "Open that record, or give another name.")
            if record.id:
                before = work.commissioners.get(record.id)
                stored = work.commissioners.update(record)
                if before.name != stored.name:
                    work.contracts.rename_commissioner(stored.id, stored.name)
                    work.bids.rename_commissioner(stored.id, stored.name)
                    work.notices.rename_body(before.name, stored.name)
                self._follow(work, before, stored)
            else:
                stored = work.commissioners.add(record)
            if contacts is not None:
                _put_contacts(work, stored.id, contacts)
        return self.show(stored.id)

    def merge(self, keep: CommissionerId, other: CommissionerId) -> CommissionerView:
        """Make two records of one body one: what belongs to the other goes to the one kept.

        Contracts, bids, people and files move, notices take its name, and what is not known of the one kept is filled
        in from the other: kind, nation and compact only where the two do not contradict each other.

        Raises:
            BadInputError: One of them does not exist, or they are the same.
        """
        if keep == other:
            raise BadInputError("A commissioner cannot be merged with itself.", "Choose two records.")
        with self._desk.read() as work:
            kept, gone = work.commissioners.get(keep), work.commissioners.get(other)
        topics = (Topic.COMMISSIONERS, Topic.CONTRACTS, Topic.BIDS, Topic.NOTICES, Topic.COSTS)
        with self._desk.change(f"Merged {gone.name} into {kept.name}", *topics) as work:
            work.notices.rename_body(gone.name, kept.name)
            work.contracts.move_commissioner(other, keep, kept.name)
            work.bids.move_commissioner(other, keep, kept.name)
            for contact in work.contacts.of(other):
                work.contacts.update(replace(contact, commissioner_id=keep))
            for file in work.attachments.of("commissioner", other):
                work.attachments.update(replace(file, owner_id=keep))
            names = ("address", "email", "phone", "website", "note")
            if not contradicting(kept, gone):
                names += ("kind", "nation", "local_compact_id")
            missing = {name: getattr(gone, name) for name in names if not getattr(kept, name)}
            whole = work.commissioners.update(replace(kept, **missing))
            work.commissioners.delete(other)
            self._follow(work, gone, whole)
        return self.show(keep)

    def learned(
        self, name: str, kind: BodyKind | None, nation: Nation | None, before: NoticeRecord | None = None
    ) -> CommissionerRecord | None:
        """Return the commissioner of a name as a notice tells it; None where nothing is learned.

        What is not known is filled in; what this very notice filled in last, it may also put right.

        Args:
            name: As its letter names it.
            kind: What kind of body it is, where that is told.
            nation: Where it sits, where that is told.
            before: The notice as it was, where it is being changed.
        """
        with self._desk.read() as work:
            record = work.commissioners.named(name)
            if record is None:
                return None
            was = before if before is not None and _taught_by(work, record, before) else None
        fuller = record
        if record.kind is None or (was is not None and record.kind == was.body_kind):
            fuller = replace(fuller, kind=kind or record.kind)
        if record.nation is None or (was is not None and record.nation == was.nation):
            fuller = replace(fuller, nation=nation or record.nation)
        return None if fuller == record else fuller

    def learn(self, work: UnitOfWork, fuller: CommissionerRecord) -> None:
        """Keep what `learned` gave within a change, and work out the rules of its contracts and bids again."""
        before = work.commissioners.get(fuller.id)
        self._follow(work, before, work.commissioners.update(fuller))

    def _follow(self, work: UnitOfWork, before: CommissionerRecord, now: CommissionerRecord) -> None:
        """Work out again the rules and days of what hangs on a commissioner whose kind or nation is another."""
        if (before.id, before.kind, before.nation) == (now.id, now.kind, now.nation):
            return
        self._derive(work, _held_from(work, now.id), now)

    def _derive(self, work: UnitOfWork, held: _Held, body: CommissionerRecord | None) -> None:
        today = self._desk.clock.today()
        for contract in map(work.contracts.get, held.contracts):
            fresh = self._terms.contract_derived(contract, body, today)
            if fresh != contract:
                work.contracts.update(fresh)
        for bid in map(work.bids.get, held.bids):
            derived = self._terms.bid_derived(bid, body)
            if derived != bid:
                work.bids.update(derived)

    def delete(self, commissioner_id: CommissionerId) -> None:
        """Take a commissioner out; its contracts and bids keep its name, and undo brings all of it back."""
        with self._desk.read() as work:
            record = work.commissioners.get(commissioner_id)
        topics = (Topic.COMMISSIONERS, Topic.CONTRACTS, Topic.BIDS)
        with self._desk.change(f"Took out {record.name}", *topics) as work:
            held = _held_from(work, commissioner_id)
            work.commissioners.delete(commissioner_id)
            self._derive(work, held, None)


def _taught_by(work: UnitOfWork, record: CommissionerRecord, notice: NoticeRecord) -> bool:
    """Return whether the last change of a commissioner's record that stands was made by a notice."""
    changes = work.history.of_row("commissioner", record.id)
    last = next((one.id for one in changes if one.kind is ChangeKind.CHANGE and one.state is ChangeState.APPLIED), None)
    return any(one.id == last for one in work.history.of_row("notice", notice.id))


def contradicting(one: CommissionerRecord, other: CommissionerRecord) -> tuple[str, ...]:
    """Return what two records of a body say otherwise of it: `kind of body`, `nation`."""
    told = {"kind of body": (one.kind, other.kind), "nation": (one.nation, other.nation)}
    return tuple(name for name, both in told.items() if None not in both and both[0] != both[1])


def _held_from(work: UnitOfWork, commissioner_id: CommissionerId) -> _Held:
    contracts = work.contracts.list(filters=ContractFilter(commissioner_id=commissioner_id), limit=_EVERY)
    bids = work.bids.list(filters=BidFilter(commissioner_id=commissioner_id), limit=_EVERY)
    return _Held([line.id for line in contracts], [line.id for line in bids])


def named_or_new(work: UnitOfWork, name: str, *, is_example: bool = False) -> CommissionerRecord | None:
    """Return the commissioner of a name within a change, made where there is none; None for an empty name."""
    cleaned = " ".join(name.split())
    if not cleaned:
        return None
    return work.commissioners.named(cleaned) or work.commissioners.add(
        CommissionerRecord(name=cleaned, is_example=is_example)
    )


def body_of(work: UnitOfWork, commissioner_id: CommissionerId | None) -> CommissionerRecord | None:
    """Return the commissioner a record is linked to, if any."""
    return None if commissioner_id is None else work.commissioners.find(commissioner_id)


def with_commissioner(work: UnitOfWork, record: R) -> tuple[R, CommissionerRecord | None]:
    """Return a contract or bid with its commissioner linked, and that commissioner; a new name is recorded.

    Args:
        work: The change it is kept in.
        record: As typed; spaces around its title and within the name are put right.
    """
    tidy = replace(record, title=record.title.strip(), commissioner=" ".join(record.commissioner.split()))
    body = body_of(work, tidy.commissioner_id)
    if body is None:
        body = named_or_new(work, tidy.commissioner, is_example=tidy.is_example)
    return (tidy if body is None else replace(tidy, commissioner=body.name, commissioner_id=body.id)), body


def let_go_if_renamed(record: R, before: R) -> R:
    """Return a contract or bid without its link where somebody typed another commissioner's name over the old one."""
    renamed = record.commissioner != before.commissioner and record.commissioner_id == before.commissioner_id
    return replace(record, commissioner_id=None) if renamed else record


def _put_contacts(work: UnitOfWork, commissioner_id: CommissionerId, contacts: Sequence[ContactRecord]) -> None:
    kept = {contact.id for contact in contacts if contact.id}
    for old in work.contacts.of(commissioner_id):
        if old.id not in kept:
            work.contacts.delete(old.id)
    for position, contact in enumerate(contacts):
        placed = replace(contact, commissioner_id=commissioner_id, position=position)
        if placed.id:
            work.contacts.update(placed)
        else:
            work.contacts.add(placed)
