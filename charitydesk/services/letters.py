"""Letters: drafted from a notice, edited, checked, written as Word and PDF, and frozen when they are sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.letter_checks import Check, Severity, check_letter
from charitydesk.domain.letter_context import build_context, context_flags, why_unfit
from charitydesk.domain.letter_document import letter_document, salutation_for
from charitydesk.domain.letter_draft import draw_up
from charitydesk.domain.letter_form import FORM_VERSION, options_mapping, read_options
from charitydesk.domain.letter_frozen import as_frozen, frozen_ground
from charitydesk.domain.letters import LetterOptions, Tone
from charitydesk.domain.provisions import Override
from charitydesk.domain.states import LetterStatus
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.services.content_files import load_letters, load_questions
from charitydesk.services.example_charity import example_charity
from charitydesk.services.letter_dates import reply_date, reply_moved
from charitydesk.services.letter_grounds import (
    Origin,
    costs_for,
    facts_from,
    followed_up,
    is_example,
    origin_of,
    require,
)
from charitydesk.services.letter_opened import OpenedLetter
from charitydesk.services.letter_safety import safety_checks
from charitydesk.services.letter_views import Kept, KindOffer, LetterView, frozen_of
from charitydesk.services.letter_words import letter_words
from charitydesk.services.profile import charity_of
from charitydesk.storage.records import LetterEventRecord, LetterFileRecord, LetterLine, LetterRecord, OverrideRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from charitydesk.domain.charity import Charity
    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.domain.letter_context import EarlierLetter
    from charitydesk.domain.letter_costs import LetterCosts
    from charitydesk.domain.letter_kinds import LetterKind, ToneWords
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.services.cases import CaseFile, CaseWorker
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.costs import CostService
    from charitydesk.services.desk import Desk

__all__ = [
    "Check",
    "KindOffer",
    "LetterEventRecord",
    "LetterFileRecord",
    "LetterLine",
    "LetterRecord",
    "LetterService",
    "LetterStatus",
    "LetterView",
    "Origin",
    "Severity",
]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a letter is drawn up from."""

    facts: NoticeFacts
    case: CaseFile
    charity: Charity
    earlier: EarlierLetter | None
    costs: LetterCosts | None = None


class LetterService:
    """Draws up, keeps and checks letters; `LetterFiles` writes them."""

    def __init__(self, desk: Desk, worker: CaseWorker, clocks: ClockService, costs: CostService) -> None:
        self._desk = desk
        self._worker = worker
        self._clocks = clocks
        self._costs = costs
        self._opened = OpenedLetter(desk, clocks)

    @staticmethod
    def kinds() -> tuple[LetterKind, ...]:
        """Return every kind of letter, in the order of their numbers."""
        return tuple(sorted(load_letters().kinds.values(), key=lambda kind: kind.number))

    @staticmethod
    def kind(kind_id: str) -> LetterKind:
        """Return one kind, by its id or its number.

        Raises:
            BadInputError: There is none.
        """
        kinds = load_letters().kinds
        wanted = kind_id.strip().lower()
        found = kinds.get(wanted) or next((kind for kind in kinds.values() if str(kind.number) == wanted), None)
        if found is None:
            raise BadInputError(f"There is no kind of letter “{kind_id}”.", f"The kinds are: {', '.join(kinds)}.")
        return found

    @staticmethod
    def tone_words(tone: Tone) -> ToneWords:
        """Return what a rung of the tone ladder costs and needs."""
        return load_letters().tones[tone]

    def offers(self, start: NoticeId | Origin) -> tuple[KindOffer, ...]:
        """Return every kind with the reason where it does not fit this notice, contract or bid."""
        origin = _origin(start)
        # Figures differ from kind to kind, but a notice has none: one ground serves them all.
        ground = self._ground(origin, None, kind_id="") if origin.kind == "notice" else None
        return tuple(
            KindOffer(kind, self._why_not(kind, origin, None if "letter" in kind.starts_from else ground))
            for kind in self.kinds()
        )

    def _why_not(self, kind: LetterKind, origin: Origin, ground: _Ground | None = None) -> str:
        if origin.kind not in _starts(kind):
            return f"This letter starts from a {' or a '.join(kind.starts_from)}: draft it there."
        ground = ground or self._ground(origin, None, kind_id=kind.id)
        options = LetterOptions(Tone.ASK, self._desk.clock.today())
        flags = context_flags(ground.facts, ground.case.findings, options, earlier=ground.earlier, costs=ground.costs)
        return why_unfit(kind, flags, ground.earlier)

    def start(self, start: NoticeId | Origin, kind_id: str, tone: Tone | None = None) -> LetterView:
        """Draft a letter from a notice, contract or bid and keep it; arguments and errors are those of `prepare`."""
        before = self._opened.state()
        fresh, ground = self._prepared(start, kind_id, tone)
        view = self._drawn(fresh, ground)
        record = replace(view.record, words=letter_words(view.draft))
        with self._desk.change(f"Drafted a letter: {record.title}", Topic.LETTERS, Topic.NOTICES) as work:
            stored = work.letters.get(work.letters.add(record).id)
        return self._opened.keep_stored(replace(view, record=stored), before)

    def prepare(self, start: NoticeId | Origin, kind_id: str, tone: Tone | None = None) -> LetterRecord:
        """Return the record of a letter drafted from a notice, contract or bid, not kept yet.

        Args:
            start: The notice, or the contract or bid as an `Origin`.
            kind_id: Id or number of the kind.
            tone: Its rung of the ladder; None for the kind's usual one.

        Raises:
            BadInputError: There is no such notice or kind, the kind does not fit, or it does not take that tone.
        """
        return self._prepared(start, kind_id, tone)[0]

    def _prepared(self, start: NoticeId | Origin, kind_id: str, tone: Tone | None) -> tuple[LetterRecord, _Ground]:
        origin = _origin(start)
        with self._desk.read() as work:
            require(work, origin)
            example = is_example(work, origin)
        kind = self.kind(kind_id)
        rung = tone or kind.tones[0]
        if rung not in kind.tones:
            allowed = ", ".join(kind.tones)
            raise BadInputError(f"The letter “{kind.title}” is not written in the tone “{rung}”.", f"Use {allowed}.")
        ground = self._ground(origin, None, kind_id=kind.id)
        if why_not := self._why_not(kind, origin, ground):
            raise BadInputError(why_not)
        options = self._first_options(kind, rung, ground)
        record = LetterRecord(
            kind=kind.id,
            title=f"{kind.title}: {ground.facts.agreement.service or ground.facts.body.name}",
            notice_id=origin.notice_id,
            contract_id=origin.contract_id,
            bid_id=origin.bid_id,
            tone=rung.value,
            recipient=ground.facts.body.name,
            reply_due=options.reply_by,
            is_example=example,
            draft_version=FORM_VERSION,
            draft=options_mapping(options),
        )
        return record, ground

    def unedited(self, fresh: LetterRecord) -> LetterRecord | None:
        """Return a kept draft of the same notice, kind and tone that nobody has changed, brought up to today; or None.

        Args:
            fresh: As `prepare` returns it.
        """
        with self._desk.read() as work:
            lines = work.letters.list(notice_id=fresh.notice_id, statuses=(LetterStatus.DRAFT,))
            for line in lines:
                kept = work.letters.get(line.id)
                as_fresh = kept.draft | {name: fresh.draft[name] for name in ("date", "reply_by")}
                same = (kept.kind, origin_of(kept), as_fresh) == (fresh.kind, origin_of(fresh), fresh.draft)
                if same and not work.overrides.of_letter(line.id):
                    return replace(kept, draft=fresh.draft, reply_due=fresh.reply_due)
        return None

    def _first_options(self, kind: LetterKind, tone: Tone, ground: _Ground) -> LetterOptions:
        today, body = self._desk.clock.today(), ground.facts.body
        contact = body.contact.strip()
        address = tuple(line.strip() for line in body.address.splitlines() if line.strip())
        options = LetterOptions(
            tone=tone,
            date=today,
            addressee=contact or body.name,
            address=(body.name, *address) if contact else address,
            salutation=salutation_for(contact, load_letters().frame),
        )
        return replace(options, reply_by=reply_date(kind, ground.facts, options, self._clocks))

    def open(self, letter_id: LetterId) -> LetterView:
        """Return a letter drawn up afresh, or as it was frozen when it was sent.

        Raises:
            BadInputError: There is no such letter.
        """
        state = self._opened.state()
        return self._opened.find(letter_id, state) or self._opened.keep(self.view(*self._kept(letter_id)), state)

    def _kept(self, letter_id: LetterId) -> Kept:
        with self._desk.read() as work:
            record = work.letters.get(letter_id)
            files, events = work.letter_files.of(letter_id), work.letter_events.of(letter_id)
            return Kept(record, files, events, {one.provision: one for one in work.overrides.of_letter(letter_id)})

    def view(
        self,
        record: LetterRecord,
        files: tuple[LetterFileRecord, ...] = (),
        events: tuple[LetterEventRecord, ...] = (),
        overrides: Mapping[ProvisionId, OverrideRecord] = MappingProxyType({}),
    ) -> LetterView:
        """Return a letter drawn up from its record, which need not be kept yet.

        Args:
            record: The letter's record.
            files: Files written from it.
            events: Its correspondence log.
            overrides: Provisions cited against the gate.
        """
        options = replace(
            read_options(record.draft), overrides={str(key): one.reason for key, one in overrides.items()}
        )
        given = {key: Override(key, one.reason, one.made_by, one.made_on) for key, one in overrides.items()}
        ground = self._ground(origin_of(record), record, given, kind_id=record.kind)
        return replace(self._drawn(record, ground, options), files=files, events=events)

    def _drawn(self, record: LetterRecord, ground: _Ground, options: LetterOptions | None = None) -> LetterView:
        kind = self.kind(record.kind)
        options = options or read_options(record.draft)
        labels = {question.path: question.label for page in load_questions() for question in page.questions}
        content = load_letters()
        context = build_context(
            ground.facts,
            ground.charity,
            ground.case.findings,
            options,
            content.fields,
            earlier=ground.earlier,
            labels=labels,
            costs=ground.costs,
        )
        draft = draw_up(
            kind, content, context, findings=ground.case.findings, answers=ground.case.answers, options=options
        )
        frozen = frozen_of(record)
        if frozen is not None:
            draft = as_frozen(draft, frozen)
        checks = (
            ()
            if frozen is not None
            else check_letter(
                draft,
                kind,
                ground.facts,
                ground.charity,
                ground.case.findings,
                content=content,
                today=self._desk.clock.today(),
                also=safety_checks(self._desk, draft),
                caution=ground.costs.warning if ground.costs else "",
                unfit=why_unfit(kind, context.flags, ground.earlier),
            )
        )
        return LetterView(
            record=record,
            kind=kind,
            draft=draft,
            document=letter_document(draft, ground.charity, content.frame),
            checks=checks,
            case=ground.case,
            charity=ground.charity,
            files=(),
            events=(),
            tone_words=content.tones[options.tone],
            earlier=ground.earlier,
        )

    def save(self, letter_id: LetterId, options: LetterOptions, what: str = "Edited a letter") -> LetterView:
        """Keep changed options; edits close together become one line of the history.

        Args:
            letter_id: The letter.
            options: As changed; overrides are kept by `override`.
            what: What was done, in the words of the history.

        Raises:
            BadInputError: There is no such letter, or it was sent and is frozen.
        """
        before = self._opened.state()
        record, files, events, overrides = self._kept(letter_id)
        if record.status in {LetterStatus.SENT, LetterStatus.ANSWERED}:
            raise BadInputError("This letter was sent and is frozen.", "Draft a new one to say more.")
        with self._desk.read() as work:
            facts = facts_from(work, origin_of(record))
        kind = self.kind(record.kind)
        options = reply_moved(kind, facts, read_options(record.draft), options, self._clocks)
        changed = replace(
            record,
            tone=options.tone.value,
            reply_due=options.reply_by,
            recipient=options.addressee or record.recipient,
            status=LetterStatus.DRAFT,
            draft=options_mapping(replace(options, overrides={})),
        )
        view = self.view(changed, files, events, overrides)
        name = f"{what}: {record.title}"
        with self._desk.change(name, Topic.LETTERS, merge_key=f"letter:{letter_id}:{what}") as work:
            work.letters.update(replace(changed, words=letter_words(view.draft)))  # by which search finds it
            stored = work.letters.get(letter_id)
        return self._opened.keep_stored(replace(view, record=stored), before)

    def override(self, letter_id: LetterId, provision: str, reason: str) -> LetterView:
        """Cite a provision though the gate does not offer it, with the reason on record.

        Raises:
            BadInputError: No reason is given, or the register does not know the provision.
        """
        if not reason.strip():
            raise BadInputError("An override needs a reason.", "Say why this source may be cited all the same.")
        view = self.open(letter_id)
        if provision not in view.case.answers:
            raise BadInputError(f"The register has no provision called {provision}.", "Choose one from the Library.")
        today = self._desk.clock.today()
        with self._desk.change(f"Overrode the gate for {provision}", Topic.LETTERS) as work:
            work.overrides.add(
                OverrideRecord(
                    provision=ProvisionId(provision),
                    reason=reason.strip(),
                    made_on=today,
                    made_by=work.charity.load().user_name,
                    letter_id=letter_id,
                )
            )
        return self.open(letter_id)

    def list(self, *, text: str = "", statuses: Collection[LetterStatus] = ()) -> tuple[LetterLine, ...]:
        """Return letters, those changed last first."""
        with self._desk.read() as work:
            return work.letters.list(text=text, statuses=statuses)

    def delete(self, letter_id: LetterId) -> None:
        """Take a letter out; undo brings it back. Frozen copies on disk stay."""
        with self._desk.read() as work:
            record = work.letters.get(letter_id)
        with self._desk.change(f"Took out the letter {record.title}", Topic.LETTERS, Topic.NOTICES) as work:
            work.letters.delete(letter_id)

    def _ground(
        self,
        origin: Origin,
        letter: LetterRecord | None,
        overrides: dict[ProvisionId, Override] | None = None,
        *,
        kind_id: str,
    ) -> _Ground:
        # The figures of a sent letter stand in its frozen words; these are for the fields around them.
        costs = costs_for(self._desk, self._costs, origin, kind_id)
        if letter is not None and (frozen := frozen_of(letter)) is not None:
            facts, charity, earlier = frozen_ground(frozen)
            written_on = read_options(letter.draft).date
            return _Ground(facts, self._worker.work_out(facts, written_on, overrides), charity, earlier, costs)
        today = self._desk.clock.today()
        with self._desk.read() as work:
            charity = example_charity() if is_example(work, origin) else charity_of(work.charity.load())
            facts = facts_from(work, origin)
            earlier = followed_up(work, origin.notice_id, kind_id, letter.id if letter else None, today)
        return _Ground(facts, self._worker.work_out(facts, today, overrides), charity, earlier, costs)


def _origin(start: NoticeId | Origin) -> Origin:
    return start if isinstance(start, Origin) else Origin(notice_id=start)


def _starts(kind: LetterKind) -> frozenset[str]:
    """Return what a kind can be drafted from; a chaser starts from a letter, which hangs on a notice."""
    return frozenset({"notice" if word == "letter" else word for word in kind.starts_from})
