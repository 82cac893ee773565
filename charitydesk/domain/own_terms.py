"""The agreement's own notice term as a provision: it comes first in a letter, because both sides signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.provisions import Binding, DateBasis, Effect, Provision, Reach, Standing, Verification

if TYPE_CHECKING:
    from charitydesk.domain.notices import NoticeFacts

OWN_TERM = ProvisionId("own-term")


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


def own_term(facts: NoticeFacts) -> Provision | None:
    """Return the agreement's notice term as a provision, or None while its length is not recorded."""
    terms, agreement = facts.terms, facts.agreement
    if terms.notice is None:
        return None
    relationship = agreement.relationship.label if agreement.relationship else "agreement"
    reference = f" ({agreement.reference})" if agreement.reference else ""
    return Provision(
        id=OWN_TERM,
        instrument=f"our {relationship}{reference}",
        edition="",
        reference=clause_named(terms.notice_clause) if terms.notice_clause else "the clause on notice",
        effect=Effect.CONTRACT_TERM,
        topics=("notice",),
        commitment=f"The body gives {terms.notice.words} of notice.",
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
        check="" if terms.notice_clause else "Read the clause again and fill in its number.",
        wording="",
        caution="",
        source="the agreement, as recorded by the charity",
        note="",
    )
