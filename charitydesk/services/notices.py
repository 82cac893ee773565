"""Recording a notice: its facts are kept, its clocks started, its findings worked out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.facts_form import facts_mapping, read_facts
from charitydesk.domain.notices import NoticeFacts, NoticeStatus
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.content_files import load_questions
from charitydesk.services.contract_facts import facts_of_contract
from charitydesk.services.deadline_form import deadline_mapping
from charitydesk.services.library import facts_with_compact
from charitydesk.storage.records import ClockLine, ClockRecord, LetterLine, NoticeLine, NoticeRecord

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from charitydesk.domain.ids import ClockId, ContractId, NoticeId
    from charitydesk.domain.notice_questions import QuestionPage
    from charitydesk.services.cases import CaseClock, CaseFile, CaseWorker
    from charitydesk.services.commissioners import CommissionerService
    from charitydesk.services.desk import Desk
    from charitydesk.services.library import CompactView, LibraryService
    from charitydesk.storage.records_contracts import CommissionerRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["ClockLine", "ClockRecord", "NoticeLine", "NoticeRecord", "NoticeService", "NoticeStatus", "NoticeView"]

FACTS_VERSION = 1
_LEARNING = (Topic.COMMISSIONERS, Topic.CONTRACTS, Topic.BIDS)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as its page shows it.

    Args:
        record: The stored record.
        case: Everything worked out from its facts, as of today.
        clocks: Its stored clocks, superseded ones among them.
        letters: Letters drafted from it.
    """

    record: NoticeRecord
    case: CaseFile
    clocks: tuple[ClockRecord, ...]
    letters: tuple[LetterLine, ...]


class NoticeService:
    """Keeps notices and works out what they mean."""

    def __init__(
        self, desk: Desk, worker: CaseWorker, library: LibraryService, commissioners: CommissionerService
    ) -> None:
        self._desk = desk
        self._worker = worker
        self._library = library
        self._commissioners = commissioners

    @staticmethod
    def questions() -> tuple[QuestionPage, ...]:
        """Return the pages of the guided conversation."""
        return load_questions()

    def preview(self, facts: NoticeFacts) -> CaseFile:
        """Return what facts not yet recorded would mean."""
        return self._worker.work_out(facts, self._desk.clock.today())

    def record(
        self,
        facts: NoticeFacts,
        *,
        compact: CompactView | None = None,
        contract_id: ContractId | None = None,
        is_example: bool = False,
    ) -> NoticeView:
        """Keep a new notice and start its clocks, in one change; what its commissioner's record lacks is filled in.

        Args:
            facts: The notice's facts.
            compact: The body's local compact, to be kept in the Library in the same change; one that is there already
                word for word is left alone.
            contract_id: The contract it is about, where it is held in the register.
            is_example: Whether it belongs to the example charity.

        Raises:
            BadInputError: Neither the body nor the service is named, the compact cannot be used, or the Library holds
                another of its name.
        """
        if not facts.body.name and not facts.agreement.service:
            raise BadInputError("The notice names neither a body nor a service.", "Give at least one of them.")
        add_compact = compact is not None and self._library.is_new(compact)
        if compact is not None:
            facts = facts_with_compact(facts, compact)
        case = self._worker.work_out(facts, self._desk.clock.today(), compact=compact)
        name = f"Recorded a notice from {facts.body.name or 'a body not named yet'}"
        topics = [Topic.NOTICES, Topic.CLOCKS]
        topics += [Topic.LIBRARY] if add_compact else []
        topics += [Topic.CONTRACTS] if contract_id is not None else []
        learned = self._learned(facts)
        with self._desk.change(name, *topics, *(_LEARNING if learned else ())) as work:
            if compact is not None and add_compact:
                self._library.store_compact(work, compact.compact, compact.signatories, compact.clauses)
            stored = work.notices.add(replace(_record(facts, is_example=is_example), contract_id=contract_id))
            for clock in case.clocks:
                work.clocks.add(_clock(clock, stored.id, is_example=is_example))
            if learned is not None:
                self._commissioners.learn(work, learned)
        return self.show(stored.id)

    def _learned(self, facts: NoticeFacts, before: NoticeRecord | None = None) -> CommissionerRecord | None:
        body = facts.body
        return self._commissioners.learned(body.name, body.kind, body.nation, before)

    def update(self, notice_id: NoticeId, facts: NoticeFacts) -> NoticeView:
        """Keep changed facts; a clock that they move is superseded with its reason and another takes its place.

        Raises:
            BadInputError: There is no such notice.
        """
        case = self._worker.work_out(facts, self._desk.clock.today())
        with self._desk.read() as work:
            old = work.notices.get(notice_id)
        fresh = _record(facts, is_example=old.is_example)
        kept = {name: getattr(old, name) for name in ("id", "contract_id", "status", "created_at", "updated_at")}
        changed = replace(fresh, **kept)
        name = f"Changed the notice from {facts.body.name or old.commissioner}"
        topics = [Topic.NOTICES, Topic.CLOCKS, Topic.LETTERS]
        learned = self._learned(facts, old)
        topics += _LEARNING if learned else ()
        with self._desk.change(name, *topics, merge_key=f"notice:{old.id}") as work:
            work.notices.update(changed)
            if learned is not None:
                self._commissioners.learn(work, learned)
            _follow(work, old.id, case, self._desk.clock.today(), is_example=old.is_example)
        return self.show(notice_id)

    def from_contract(self, contract_id: ContractId) -> NoticeFacts:
        """Return the facts a notice about a contract begins with: all that the contract and its commissioner tell.

        Raises:
            BadInputError: There is no such contract.
        """
        with self._desk.read() as work:
            return facts_of_contract(work, contract_id)

    def facts(self, notice_id: NoticeId) -> NoticeFacts:
        """Return a notice's facts."""
        with self._desk.read() as work:
            return facts_of(work.notices.get(notice_id))

    def show(self, notice_id: NoticeId) -> NoticeView:
        """Return a notice with everything worked out from it as of today.

        Raises:
            BadInputError: There is no such notice.
        """
        with self._desk.read() as work:
            record = work.notices.get(notice_id)
            clocks = work.clocks.of_notice(notice_id)
            letters = work.letters.list(notice_id=notice_id)
        case = self._worker.work_out(facts_of(record), self._desk.clock.today())
        return NoticeView(record, case, clocks, letters)

    def list(self, *, text: str = "", statuses: Collection[NoticeStatus] = ()) -> tuple[NoticeLine, ...]:
        """Return notices, those received last first."""
        with self._desk.read() as work:
            return work.notices.list(text=text, statuses=statuses)

    def running_clocks(self) -> tuple[ClockLine, ...]:
        """Return the clocks of every notice that are neither done nor superseded, earliest last safe day first."""
        with self._desk.read() as work:
            return tuple(clock for clock in work.clocks.list(limit=5_000) if clock.notice_id is not None)

    def set_status(self, notice_id: NoticeId, status: NoticeStatus) -> None:
        """Say how far the charity has got with a notice.

        Raises:
            BadInputError: The status may not follow the present one.
        """
        with self._desk.read() as work:
            record = work.notices.get(notice_id)
        if not record.status.may_become(status):
            raise BadInputError(
                f"A notice that is {record.status.value} cannot become {status.value}.", "Open it first."
            )
        with self._desk.change(f"Marked the notice from {record.commissioner} {status.value}", Topic.NOTICES) as work:
            work.notices.update(replace(record, status=status))

    def delete(self, notice_id: NoticeId) -> None:
        """Take a notice out with its clocks; its letters stay, and undo brings all of it back."""
        with self._desk.read() as work:
            record = work.notices.get(notice_id)
        name = f"Took out the notice from {record.commissioner}"
        linked = (Topic.CLOCKS, Topic.LETTERS, Topic.TIME, Topic.COSTS)
        with self._desk.change(name, Topic.NOTICES, *linked) as work:
            work.notices.delete(notice_id)

    def clock_done(self, clock_id: ClockId, on: date | None) -> None:
        """Mark a clock's step as done on a day, or as not done after all."""
        with self._desk.read() as work:
            clock = work.clocks.get(clock_id)
        words = f"Marked done: {clock.title}" if on else f"Marked not done: {clock.title}"
        with self._desk.change(words, Topic.CLOCKS, Topic.NOTICES) as work:
            work.clocks.update(replace(clock, done_on=on))


def facts_of(record: NoticeRecord) -> NoticeFacts:
    """Return the facts a stored notice holds; what a newer version added and this one lacks is passed over."""
    facts, _ = read_facts(NoticeFacts, record.facts)
    return facts


def _record(facts: NoticeFacts, *, is_example: bool) -> NoticeRecord:
    return NoticeRecord(
        service=facts.agreement.service,
        commissioner=facts.body.name,
        nation=facts.body.nation,
        body_kind=facts.body.kind,
        relationship=facts.agreement.relationship,
        notice_kind=facts.notice.kind,
        dated_on=facts.notice.dated_on,
        received_on=facts.notice.received_on,
        decided_on=facts.notice.decided_on,
        effective_on=facts.notice.effective_on,
        is_example=is_example,
        facts_version=FACTS_VERSION,
        facts=facts_mapping(facts),
    )


def _clock(clock: CaseClock, notice_id: NoticeId, *, is_example: bool) -> ClockRecord:
    deadline = clock.deadline
    return ClockRecord(
        rule=deadline.rule,
        started_on=deadline.started,
        deadline=deadline.deadline,
        last_safe_day=deadline.last_safe_day,
        notice_id=notice_id,
        title=deadline.title,
        whose=deadline.whose,
        options=dict(clock.start.options),
        worked_out=deadline_mapping(deadline),
        act_by=deadline.act_by,
        note=clock.start.why,
        is_example=is_example,
    )


def _follow(work: UnitOfWork, notice_id: NoticeId, case: CaseFile, today: date, *, is_example: bool) -> None:
    """Supersede clocks whose ground moved and start those that are new; what stands is left alone."""
    wanted = {clock.deadline.rule: clock for clock in case.clocks}
    for old in work.clocks.of_notice(notice_id):
        if old.superseded_reason or old.letter_id is not None:
            continue  # what a sent letter started does not hang on the notice's facts
        clock = wanted.pop(old.rule, None)
        if clock is None:
            reason = f"On {date_words(today)} the facts changed and this clock no longer runs."
            work.clocks.update(replace(old, superseded_reason=reason))
            continue
        fresh = _clock(clock, notice_id, is_example=is_example)
        if (fresh.started_on, fresh.deadline, fresh.last_safe_day, fresh.options) == (
            old.started_on,
            old.deadline,
            old.last_safe_day,
            old.options,
        ):
            continue
        added = work.clocks.add(fresh)
        reason = (
            f"On {date_words(today)} the facts changed: it ran from {date_words(old.started_on)} to "
            f"{date_words(old.deadline)} and now runs from {date_words(added.started_on)} to "
            f"{date_words(added.deadline)}."
        )
        work.clocks.update(replace(old, superseded_by=added.id, superseded_reason=reason))
    for clock in wanted.values():
        work.clocks.add(_clock(clock, notice_id, is_example=is_example))
