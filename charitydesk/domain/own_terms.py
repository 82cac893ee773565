"""The agreement's own terms as provisions: they come first in a letter, because both sides signed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.periods import notice_words
from charitydesk.domain.provisions import Binding, DateBasis, Effect, Provision, Reach, Standing, Verification

if TYPE_CHECKING:
    from charitydesk.domain.notices import NoticeFacts

OWN_TERM = ProvisionId("own-term")
OWN_VARIATION = ProvisionId("own-variation")


def clause_named(number: str) -> str:
    """Return a clause as a letter names it, whether or not the word was typed with the number.

    Example:
        >>> clause_named("22.1"), clause_named("Clause 9(b)"), clause_named("schedule 2, paragraph 4")
        ('clause 22.1', 'clause 9(b)', 'schedule 2, paragraph 4')
    """
    first, _, rest = number.strip().partition(" ")
    if first[:1].isdigit() or not rest:
        return f"clause {number.strip()}"
    return f"{first[:1].lower()}{first[1:]} {rest.strip()}" if first.casefold() in _PARTS else number.strip()


_PARTS = frozenset({"clause", "condition", "paragraph", "schedule", "section", "term"})


@dataclass(frozen=True, slots=True)
class TermWords:
    """How one of the agreement's own terms is told.

    Args:
        reference: How it is cited while the clause's number is not recorded.
        commitment: What it says; `{body}` and `{notice}` are filled in.
        check: What to do before it is sent while the number is not recorded.
    """

    reference: str
    commitment: str
    check: str


@dataclass(frozen=True, slots=True)
class OwnTermWords:
    """How the agreement's own terms are told.

    Args:
        source: Where they come from.
        agreement: What the agreement is called while its kind is not recorded.
        the_body: The body while its name is not recorded.
        notice: The notice term.
        variation: The clause on changes.
    """

    source: str
    agreement: str
    the_body: str
    notice: TermWords
    variation: TermWords


def own_terms(facts: NoticeFacts, words: OwnTermWords) -> tuple[Provision, ...]:
    """Return the agreement's own terms as provisions: those that are recorded well enough to be cited.

    Args:
        facts: The notice's facts.
        words: How they are told.
    """
    terms, found = facts.terms, list[Provision]()
    if terms.notice is not None:
        found.append(_term(OWN_TERM, terms.notice_clause, facts, words))
    if terms.variation_clause:
        found.append(_term(OWN_VARIATION, terms.variation_clause, facts, words))
    return tuple(found)


def _term(id_: ProvisionId, clause: str, facts: NoticeFacts, words: OwnTermWords) -> Provision:
    topic, told = ("notice", words.notice) if id_ == OWN_TERM else ("variation", words.variation)
    agreement = facts.agreement
    relationship = agreement.relationship.label if agreement.relationship else words.agreement
    reference = f" ({agreement.reference})" if agreement.reference else ""
    body = facts.body.name or words.the_body
    notice = notice_words(facts.terms.notice) if facts.terms.notice else ""
    return Provision(
        id=id_,
        instrument=f"our {relationship}{reference}",
        edition="",
        reference=clause_named(clause) if clause else told.reference,
        effect=Effect.CONTRACT_TERM,
        topics=(topic,),
        commitment=told.commitment.format(body=f"{body[:1].upper()}{body[1:]}", notice=notice),
        reaches=(Reach(frozenset(BodyKind), frozenset(Nation), Binding.BINDS),),
        relationships=frozenset(),
        regimes=frozenset(),
        date_basis=DateBasis.EVENT,
        applies_from=agreement.started_on,
        applies_to=None,
        standing=Standing.IN_FORCE,
        verification=Verification.VERIFIED,
        text_verification=Verification.VERIFIED,
        reference_verification=Verification.VERIFIED,
        not_citable="",
        check="" if clause else told.check,
        wording="",
        caution="",
        source=words.source,
        note="",
    )
