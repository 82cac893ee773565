"""The sources of a letter: how each is held up, what must be checked, and which were left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.gate import Offer, Result
from charitydesk.domain.letter_makers import must_check
from charitydesk.domain.own_terms import OWN_TERM
from charitydesk.domain.provisions import Binding, Effect, Verification
from charitydesk.presentation import badges
from charitydesk.presentation.badges import Badge, Shape, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.letters import LetterCitation
    from charitydesk.services.letters import LetterView

CHECKED = Badge("Checked by you", Shape.TICK, Tone.GOOD)
AGAINST = Badge("Cited against advice", Shape.ALERT, Tone.CAUTION)

_USES = {
    Effect.CONTRACT_TERM: "Used as a term of your agreement.",
    Effect.LOCAL_COMPACT: "Used as a promise they signed.",
    Effect.STATUTE: "Used as their duty in law.",
    Effect.COURT_PROTOCOL: "Used as a rule of the courts.",
    Effect.COMMON_LAW: "Used as their duty at common law.",
    Effect.STATUTORY_GUIDANCE: "Used as guidance they must have regard to, not as a duty.",
    Effect.GUIDANCE: "Used as guidance, not as a duty.",
    Effect.COVENANT: "Used as a promise government made.",
    Effect.AGREEMENT: "Used as a promise they made.",
    Effect.GOOD_PRACTICE: "Used as good practice that binds no one.",
    Effect.BILL: "A bill, and not law yet.",
}


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A source as the panel shows it.

    Args:
        provision: Its register id.
        citation: As printed.
        badge: How it stands.
        number: Its number in the annex, or 0 when it is not cited.
        says: What it says, in the register's own words.
        use: How the letter holds it up, in a sentence.
        caution: The weak point, or empty.
        check: What must be checked before it is sent, or empty.
        checked: Whether the person ticked it.
        why_not: Why it is not offered, the failed test in a sentence; or empty.
        overridden: The reason on record for citing it all the same, or empty.
    """

    provision: str
    citation: str
    badge: Badge
    number: int = 0
    says: str = ""
    use: str = ""
    caution: str = ""
    check: str = ""
    checked: bool = False
    why_not: str = ""
    overridden: str = ""

    @property
    def in_library(self) -> bool:
        """Whether the Library shows it; a clause of the charity's own agreement stands only there."""
        return self.provision != OWN_TERM


def use_words(answer: GateAnswer) -> str:
    """Return how a letter holds a provision up: duty, promise, expectation or yardstick."""
    if answer.binding is Binding.BENCHMARK:
        return "Used as a yardstick of good practice, not as a promise they made."
    return _USES[answer.provision.effect]


def cited(view: LetterView) -> tuple[CitationCard, ...]:
    """Return what the letter cites, in the annex's order."""
    return tuple(_cited(citation) for citation in view.draft.citations)


def _cited(citation: LetterCitation) -> CitationCard:
    answer = citation.answer
    unsure = answer.provision.verification is not Verification.VERIFIED or bool(answer.reason)
    check = ""
    if unsure and not citation.overridden:
        check = answer.reason or "It is known from a report and not from the text itself: read it before you send."
    badge = badges.OFFER
    if citation.overridden:
        badge = AGAINST
    elif must_check(citation):
        badge = badges.CHECK_FIRST
    elif citation.checked and unsure:
        badge = CHECKED
    return CitationCard(
        provision=answer.provision.id,
        citation=sentence_case(answer.citation),
        badge=badge,
        number=citation.number,
        says=answer.provision.commitment,
        use=use_words(answer),
        caution=answer.caution,
        check=check,
        checked=citation.checked,
        why_not=answer.reason if citation.overridden else "",
        overridden=citation.overridden,
    )


def dropped(view: LetterView) -> tuple[CitationCard, ...]:
    """Return the sources the person chose not to cite."""
    answers = (view.case.answers.get(id_) for id_ in sorted(view.draft.options.dropped))
    return tuple(
        CitationCard(
            provision=answer.provision.id,
            citation=sentence_case(answer.citation),
            badge=Badge("Left out by you", Shape.DASH, Tone.UNSURE),
            says=answer.provision.commitment,
            use=use_words(answer) if answer.binding is not None else "",
        )
        for answer in answers
        if answer is not None
    )


def not_offered(answers: Iterable[GateAnswer]) -> tuple[CitationCard, ...]:
    """Return sources the gate does not offer, each with the test it failed.

    Args:
        answers: From `LetterService.not_offered`.
    """
    return tuple(
        CitationCard(
            provision=answer.provision.id,
            citation=sentence_case(answer.citation),
            badge=badges.NOT_OFFERED,
            says=answer.provision.commitment,
            why_not=why_not(answer),
        )
        for answer in answers
        if answer.offer is Offer.NOT_OFFERED
    )


def why_not(answer: GateAnswer) -> str:
    """Return why the gate does not offer a provision: the first failed test, named, in a sentence."""
    failed = next((one for one in answer.judgements if one.result is Result.FAIL), None)
    if failed is None:
        return answer.reason
    return f"Fails the test of {failed.test.value}: {answer.reason or failed.sentence}"


def sentence_case(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
