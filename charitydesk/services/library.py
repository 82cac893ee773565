"""The Library: the register with the gate's answers, what people have read, and local compacts they typed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.ids import LocalClauseId, ProvisionId
from charitydesk.domain.local_compacts import LocalClause, LocalCompact, Signatory, local_provision
from charitydesk.domain.periods import Period, parse_period
from charitydesk.domain.provisions import LocalCompactStatus, ReadRecord
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.register_reader import ProvisionView, RegisterReader
from charitydesk.storage.records import (
    NEW_CLAUSE,
    NEW_COMPACT,
    UNSET,
    LocalClauseRecord,
    LocalCompactRecord,
    LocalSignatoryRecord,
    ReadRecordRecord,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.bodies import BodyKind, Nation
    from charitydesk.domain.ids import LocalCompactId
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.domain.provisions import Provision
    from charitydesk.services.desk import Desk
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "CompactView",
    "LibraryService",
    "LocalClauseRecord",
    "LocalCompactRecord",
    "LocalLayer",
    "LocalSignatoryRecord",
    "ProvisionView",
    "ReadRecordRecord",
]


@dataclass(frozen=True, slots=True)
class CompactView:
    """A local compact with its signatories and clauses, as stored."""

    compact: LocalCompactRecord
    signatories: tuple[LocalSignatoryRecord, ...]
    clauses: tuple[LocalClauseRecord, ...]


@dataclass(frozen=True, slots=True)
class LocalLayer:
    """What a notice's local compact adds to the register.

    Args:
        provisions: Its clauses as provisions.
        notice: The notice period it promises, when one is recorded.
    """

    provisions: tuple[Provision, ...] = ()
    notice: Period | None = None


class LibraryService(RegisterReader):
    """Answers what may be cited and keeps what people add."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reads(self) -> dict[ProvisionId, ReadRecord]:
        """Return the latest record of reading for each provision."""
        with self._desk.read() as work:
            records = sorted(work.read_records.all(), key=lambda record: (record.read_on, record.id))
        return {record.provision: _read(record) for record in records}

    def readings(self, provision_id: str) -> tuple[ReadRecordRecord, ...]:
        """Return every record of somebody having read a provision, the latest first.

        Raises:
            BadInputError: There is no such provision.
        """
        entry = self.register.get(provision_id)
        with self._desk.read() as work:
            records = [record for name in (entry.id, *entry.also) for record in work.read_records.of(ProvisionId(name))]
        return tuple(sorted(records, key=lambda record: (record.read_on, record.id), reverse=True))

    def check(self, provision_id: str, *, source: str, read_on: date, reference: str, read_by: str = "") -> ReadRecord:
        """Record that somebody has read a provision.

        Args:
            provision_id: The provision.
            source: What they read and where.
            read_on: Civil date, not in the future.
            reference: The exact number or heading they saw.
            read_by: Their name; empty for the user's own.

        Raises:
            BadInputError: There is no such provision, or something is missing.
        """
        entry = self.register.get(provision_id)
        if entry.not_citable:
            raise BadInputError(f"{entry.id} can never be cited: {entry.not_citable}", "Reading it changes nothing.")
        if not source.strip() or not reference.strip():
            raise BadInputError("Say what you read and the exact number you saw.", "Both go on record with the date.")
        if entry.cited_by_heading and any(mark.isdigit() for mark in reference):
            raise BadInputError(
                f"{entry.id} is cited by its heading and never by a number.", "Give the heading exactly as printed."
            )
        if read_on > self._desk.clock.today():
            raise BadInputError(f"{read_on.isoformat()} lies in the future.", "Give the day on which you read it.")
        record = ReadRecordRecord(
            provision=entry.id,
            source=" ".join(source.split()),
            read_on=read_on,
            reference=" ".join(reference.split()),
            read_by=read_by,
        )
        with self._desk.change(f"Recorded that {entry.id} was read", Topic.LIBRARY) as work:
            stored = work.read_records.add(record)
        return _read(stored)

    def compacts(self) -> tuple[CompactView, ...]:
        """Return the local compacts with their signatories and clauses."""
        return self._desk.database.remembered("compacts", _compact_views)

    def compact(self, compact_id: LocalCompactId) -> CompactView:
        """Return one local compact.

        Raises:
            BadInputError: There is none of that id.
        """
        with self._desk.read() as work:
            return _compact_view(work, work.local_compacts.get(compact_id))

    def save_compact(
        self,
        compact: LocalCompactRecord,
        signatories: Sequence[LocalSignatoryRecord] = (),
        clauses: Sequence[LocalClauseRecord] = (),
    ) -> CompactView:
        """Keep a local compact whole: what is not given any more is taken out.

        Changes to one compact that follow each other within minutes become one line of the history.

        Raises:
            BadInputError: It has no name, a clause has no words or no number, or the notice period is none.
        """
        _check(compact, clauses)
        verb = "Changed" if compact.id else "Added"
        name, key = f"{verb} the local compact {compact.name}", f"local-compact:{compact.id}" if compact.id else ""
        with self._desk.change(name, Topic.LIBRARY, Topic.NOTICES, merge_key=key) as work:
            return self.store_compact(work, compact, signatories, clauses)

    @staticmethod
    def store_compact(
        work: UnitOfWork,
        compact: LocalCompactRecord,
        signatories: Sequence[LocalSignatoryRecord],
        clauses: Sequence[LocalClauseRecord],
    ) -> CompactView:
        """Keep a local compact within a transaction that is open already."""
        stored = work.local_compacts.update(compact) if compact.id else work.local_compacts.add(compact)
        kept_bodies = {signatory.id for signatory in signatories}
        for old in work.local_signatories.of(stored.id):
            if old.id not in kept_bodies:
                work.local_signatories.delete(old.id)
        for signatory in signatories:
            record = replace(signatory, local_compact_id=stored.id)
            _ = work.local_signatories.update(record) if record.id else work.local_signatories.add(record)
        kept_clauses = {clause.id for clause in clauses}
        for old_clause in work.local_clauses.of(stored.id):
            if old_clause.id not in kept_clauses:
                work.local_clauses.delete(old_clause.id)
        for position, clause in enumerate(clauses):
            entry = replace(clause, local_compact_id=stored.id, position=position)
            _ = work.local_clauses.update(entry) if entry.id else work.local_clauses.add(entry)
        return _compact_view(work, stored)

    def delete_compact(self, compact_id: LocalCompactId) -> None:
        """Take a local compact out, with its clauses; undo brings it back."""
        with self._desk.read() as work:
            name = work.local_compacts.get(compact_id).name
        with self._desk.change(f"Took out the local compact {name}", Topic.LIBRARY, Topic.NOTICES) as work:
            work.local_compacts.delete(compact_id)

    def is_new(self, compact: CompactView) -> bool:
        """Return whether a local compact that is to be added is not held yet.

        Raises:
            BadInputError: It cannot be used, or one of its name is held and says something else.
        """
        _check(compact.compact, compact.clauses)
        held = next((one for one in self.compacts() if _plain(one.compact.name) == _plain(compact.compact.name)), None)
        if held is not None and _said(held) != _said(compact):
            raise BadInputError(
                f"The Library already holds a local compact called {held.compact.name}, and it says something else.",
                "Leave it out here and change it in the Library, or give it the name of its own edition.",
            )
        return held is None

    def local_layer(self, facts: NoticeFacts, given: CompactView | None = None) -> LocalLayer:
        """Return what the notice's own local compact adds to the register.

        The notice names its compact; where it names none, one that lists the body as a signatory is taken.

        Args:
            facts: The notice's facts.
            given: Its compact, where the Library does not hold it yet.
        """
        body = facts.body
        if body.kind is None or body.nation is None:
            return LocalLayer()
        found = _numbered(given) if given else next((view for view in self.compacts() if _is_of(view, facts)), None)
        if found is None:
            return LocalLayer()
        compact = _compact(found, body.name, body.kind, body.nation)
        compact = _as_answered(compact, facts)
        provisions = tuple(local_provision(compact, _clause(record)) for record in found.clauses)
        period = found.compact.notice_period.strip()
        signed = compact.status is LocalCompactStatus.ACTIVE and compact.signatory.signed is Answer.YES
        return LocalLayer(provisions, parse_period(period) if period and signed else None)


def facts_with_compact(facts: NoticeFacts, view: CompactView) -> NoticeFacts:
    """Return a notice's facts with what its local compact tells of the body, where the notice does not say it itself.

    Args:
        facts: The notice's facts.
        view: The compact.
    """
    body, record = facts.body, view.compact
    signed = next((one.signed for one in view.signatories if _plain(one.body) == _plain(body.name)), Answer.UNKNOWN)
    return replace(
        facts,
        body=replace(
            body,
            local_compact=record.status if body.local_compact is LocalCompactStatus.UNKNOWN else body.local_compact,
            local_compact_name=body.local_compact_name or record.name,
            local_compact_edition=body.local_compact_edition or record.edition,
            signed=signed if body.signed is Answer.UNKNOWN else body.signed,
            confirmed_by=body.confirmed_by or record.status_confirmed_by,
        ),
    )


def _check(compact: LocalCompactRecord, clauses: Sequence[LocalClauseRecord]) -> None:
    if not compact.name.strip():
        raise BadInputError("The local compact has no name.", "Give its name as printed.")
    if compact.notice_period.strip():
        parse_period(compact.notice_period)
    for clause in clauses:
        _clause(clause)


def _numbered(view: CompactView) -> CompactView:
    """Number clauses that are not stored yet, so that each can be told from the others."""
    clauses = (replace(one, id=LocalClauseId(-n)) for n, one in enumerate(view.clauses, 1))
    return replace(view, clauses=tuple(clauses))


def _said(view: CompactView) -> tuple[object, ...]:
    """Return what a compact says, without what storing it added."""
    return (
        replace(view.compact, id=NEW_COMPACT, is_example=False, created_at=UNSET, updated_at=UNSET),
        tuple(replace(one, id=0, local_compact_id=NEW_COMPACT) for one in view.signatories),
        tuple(replace(one, id=NEW_CLAUSE, local_compact_id=NEW_COMPACT, position=0) for one in view.clauses),
    )


def _compact_views(work: UnitOfWork) -> tuple[CompactView, ...]:
    return tuple(_compact_view(work, record) for record in work.local_compacts.list())


def _compact_view(work: UnitOfWork, record: LocalCompactRecord) -> CompactView:
    return CompactView(record, work.local_signatories.of(record.id), work.local_clauses.of(record.id))


def _read(record: ReadRecordRecord) -> ReadRecord:
    return ReadRecord(record.provision, record.source, record.read_on, record.reference, record.read_by)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_of(view: CompactView, facts: NoticeFacts) -> bool:
    wanted = _plain(facts.body.local_compact_name)
    if wanted:
        return _plain(view.compact.name) == wanted
    return any(_plain(one.body) == _plain(facts.body.name) for one in view.signatories)


def _compact(view: CompactView, body: str, kind: BodyKind, nation: Nation) -> LocalCompact:
    record = view.compact
    return LocalCompact(
        name=record.name,
        body=body,
        body_kind=kind,
        nation=nation,
        id=record.id,
        area=record.area,
        edition=record.edition,
        adopted_on=record.adopted_on,
        copy_source=record.copy_source,
        copy_checked_on=record.copy_checked_on,
        status=record.status,
        confirmed_by=record.status_confirmed_by,
        signatories=tuple(Signatory(one.body, one.signed, one.signed_on) for one in view.signatories),
        codes_reach=record.codes_reach,
        review_on=record.review_on,
        dispute_steps=record.dispute_steps,
        dispute_contact=record.dispute_contact,
        replaced=record.replaced,
    )


def _as_answered(compact: LocalCompact, facts: NoticeFacts) -> LocalCompact:
    """Return the compact with what the notice's own answers add; a plain *no* there outweighs the Library."""
    body = facts.body
    status = compact.status if body.local_compact is LocalCompactStatus.UNKNOWN else body.local_compact
    signed = compact.signatory.signed if body.signed is Answer.UNKNOWN else body.signed
    others = tuple(one for one in compact.signatories if _plain(one.name) != _plain(body.name))
    own = Signatory(body.name, signed, compact.signatory.signed_on)
    return replace(
        compact,
        status=status,
        signatories=(own, *others),
        confirmed_by=compact.confirmed_by or body.confirmed_by,
    )


def _clause(record: LocalClauseRecord) -> LocalClause:
    return LocalClause(
        number=record.reference,
        text=record.text,
        id=record.id,
        page=record.page,
        heading=record.heading,
        side=record.side,
        topics=record.topics,
        national_match=record.national_match,
        confidence=record.verification,
    )
