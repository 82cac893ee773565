"""What the letter service hands out: a letter as its page shows it, and which kinds fit a notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from charitydesk.domain.gate import Offer, citation_rank
from charitydesk.domain.letter_checks import Check, ready
from charitydesk.domain.states import LetterStatus
from charitydesk.services.content_files import load_findings

if TYPE_CHECKING:
    from charitydesk.domain.charity import Charity
    from charitydesk.domain.document import Document
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.letter_context import EarlierLetter
    from charitydesk.domain.letter_kinds import LetterKind, ToneWords
    from charitydesk.domain.letters import Draft
    from charitydesk.services.cases import CaseFile
    from charitydesk.storage.records import LetterEventRecord, LetterFileRecord, LetterRecord, OverrideRecord

FROZEN = "sent"
"""Under this name a sent letter's record keeps what it said."""


class Kept(NamedTuple):
    """What is kept of a letter: its record, files and log, and the provisions cited against the gate."""

    record: LetterRecord
    files: tuple[LetterFileRecord, ...]
    events: tuple[LetterEventRecord, ...]
    overrides: dict[ProvisionId, OverrideRecord]


@dataclass(frozen=True, slots=True)
class KindOffer:
    """A kind of letter, and whether it makes sense for a notice.

    Args:
        kind: Its content.
        why_not: Why it does not fit, or empty.
    """

    kind: LetterKind
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as its page shows it.

    Args:
        record: As stored.
        kind: Its kind.
        draft: As drawn up today from the facts, edits laid over.
        document: As it will be printed.
        checks: What stands between it and *ready*.
        case: The notice's case.
        charity: Who writes.
        files: Files written from it.
        events: Its correspondence log.
        tone_words: What its rung of the tone ladder costs.
        earlier: The letter it follows up, if any.
    """

    record: LetterRecord
    kind: LetterKind
    draft: Draft
    document: Document
    checks: tuple[Check, ...]
    case: CaseFile
    charity: Charity
    files: tuple[LetterFileRecord, ...]
    events: tuple[LetterEventRecord, ...]
    tone_words: ToneWords
    earlier: EarlierLetter | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it from being ready."""
        return ready(self.checks)

    @property
    def not_offered(self) -> tuple[GateAnswer, ...]:
        """The sources that this kind of letter's findings could rest on and the gate does not offer here.

        Those already cited against the gate, with a reason on record, and those left out by the user are not among
        them.
        """
        spoken_of = [words for words in load_findings() if words.id in self.kind.findings]
        wanted = [*self.kind.cites, *(id_ for words in spoken_of for id_ in words.provisions)]
        answers = (self.case.answers.get(id_) for id_ in dict.fromkeys(wanted))
        taken = {*self.draft.options.overrides, *self.draft.options.dropped}
        found = {
            answer.provision.id: answer
            for answer in answers
            if answer is not None and answer.offer is Offer.NOT_OFFERED and answer.provision.id not in taken
        }
        return tuple(sorted(found.values(), key=lambda answer: citation_rank(answer.provision.effect)))


def frozen_of(record: LetterRecord) -> dict[str, Any] | None:
    """Return what a sent letter was frozen with, or None of a letter that can still change."""
    return record.draft.get(FROZEN) if record.status in {LetterStatus.SENT, LetterStatus.ANSWERED} else None
