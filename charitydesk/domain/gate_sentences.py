"""What the gate says of each test: one full sentence that names the actual facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.provisions import Binding, Effect
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charitydesk.domain.bodies import BodyKind, NhsBody, Regime, Relationship
    from charitydesk.domain.provisions import Provision, ReadRecord

BENCHMARK = "Held up as a yardstick, not as a promise this body made."
NATION_UNKNOWN = "Find out in which nation this body sits."
BODY_UNKNOWN = "Find out what kind of body this is."
RELATIONSHIP_UNKNOWN = "Find out whether the money is a contract, a grant, a subcontract or a spot purchase."
REGIME_UNKNOWN = (
    "Find out under which procurement rules the contract was let: when the procurement began, its value with VAT, "
    "and whether it is for light touch or health services."
)
ALL_NATIONS = "It reaches bodies in all four nations."
KIND_ANY = "It reaches any relationship."
KIND_RIGHT = "It reaches this kind of relationship."
STOOD = "It stood on the date of the decision."
STARTED_IN_TIME = "It covers procurements begun on that date."
VERIFIED = "The words and the number were read in a public copy."
REPORTED = "It is known from a reliable description and was not read: check the words and the number before sending."
RECALLED = (
    "It is known from memory only: it is not offered until somebody reads it and records the source, the date and "
    "the exact number."
)
HEADING_WANTED = "It is cited by its heading and never by a number: record the heading exactly as printed."

# Named here because the C library's names follow the machine's own language.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLURAL = re.compile(r"(Regulations|Rules|Principles|rates|duties)\b(?!.*\bAct\b)")
_NEEDS_NO_ARTICLE = re.compile(r"^(The |Procurement Policy Note|Illustration document|Charities and)")
_SINGULAR = {
    "sections": "section",
    "regulations": "regulation",
    "paragraphs": "paragraph",
    "principles": "principle",
    "rules": "rule",
    "articles": "article",
}
_MADE = {
    Effect.AGREEMENT: ("was agreed for", "were agreed for"),
    Effect.LOCAL_COMPACT: ("was agreed for", "were agreed for"),
    Effect.COVENANT: ("was made for", "were made for"),
    Effect.STATUTE: ("applies in", "apply in"),
    Effect.COMMON_LAW: ("is the law of", "are the law of"),
}


def day(when: date) -> str:
    """Return a civil date as a letter prints it."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _listed(nations: Iterable[Nation]) -> str:
    known = frozenset(nations)
    return and_list([nation.label for nation in Nation if nation in known])


def subject(name: str) -> str:
    """Return an instrument's name as the subject of a sentence, with its article."""
    if name.startswith("the "):
        return "The " + name.removeprefix("the ")
    if _NEEDS_NO_ARTICLE.match(name):
        return name
    return f"The {name}" if name[:1].isupper() else name[:1].upper() + name[1:]


def _plural(instrument: str) -> bool:
    return bool(_PLURAL.search(instrument))


def right_nation(nation: Nation) -> str:
    """Say that the nation test is passed."""
    return f"It reaches bodies in {nation.label}."


def wrong_nation(
    instrument: str, effect: Effect, nations: Iterable[Nation], nation: Nation, body: BodyKind | None
) -> str:
    """Say for which nations it stands and where this body sits.

    Args:
        instrument: Its name.
        effect: What kind of authority it has.
        nations: The nations it stands for.
        nation: Where the body sits.
        body: The kind of body, where those nations are for that kind alone; None where they are for all.
    """
    where = _listed(nations)
    plural = _plural(instrument)
    if not where:
        return f"{subject(instrument)} {'reach' if plural else 'reaches'} no body."
    if body is not None:
        verb = "reach" if plural else "reaches"
        kind = f"this kind of body ({body.label})"
        return f"{subject(instrument)} {verb} {kind} only in {where}; this body sits in {nation.label}."
    verb = _MADE.get(effect, ("was written for", "were written for"))[plural]
    return f"{subject(instrument)} {verb} {where}; this body sits in {nation.label}."


def right_body(body: BodyKind, binding: Binding) -> str:
    """Say that the body test is passed, and how it may be held up."""
    if binding is Binding.BENCHMARK:
        return f"It may be held up to this kind of body ({body.label}) as a yardstick only."
    return f"It reaches this kind of body ({body.label})."


def wrong_body(instrument: str, body: BodyKind) -> str:
    """Say that it does not reach this kind of body."""
    verb = "do" if _plural(instrument) else "does"
    return f"{subject(instrument)} {verb} not reach this kind of body ({body.label})."


def wrong_nhs_body(meant: NhsBody, found: NhsBody) -> str:
    """Say which NHS body it is for, and which this one is by its name."""
    return f"The section reaches {meant.label} only; by its name this body is {found.label}."


def wrong_date(provision: Provision, event: date) -> str:
    """Say when it stood, against the date of the event."""
    name = (
        f"{subject(provision.instrument)} ({provision.edition})" if provision.edition else subject(provision.instrument)
    )
    first, last = provision.applies_from, provision.applies_to
    if last is not None and event > last:
        return f"{name} stood only until {day(last)}; the decision is dated {day(event)}."
    since = f"since {day(first)}" if first is not None else "later"
    verb = "have stood" if _plural(provision.instrument) else "has stood"
    return f"{name} {verb} only {since}; the decision is dated {day(event)}."


def wrong_start(provision: Provision, when: date, *, of_event: bool) -> str:
    """Say which procurements it covers, against the start of this one.

    Args:
        provision: The register's entry.
        when: The start of the procurement, or the date of the event where the start is not known.
        of_event: `when` is the date of the event.
    """
    first, last = provision.applies_from, provision.applies_to
    verb = "cover" if _plural(provision.instrument) else "covers"
    name = f"{subject(provision.instrument)} {verb}"
    this = f"the decision is dated {day(when)}" if of_event else f"this one began on {day(when)}"
    if last is not None and when > last:
        return f"{name} procurements begun up to {day(last)}; {this}."
    since = day(first) if first is not None else "a later date"
    return f"{name} procurements begun on or after {since}; {this}, and an older one keeps its own rules for life."


def start_unknown(first: date | None, last: date | None) -> str:
    """Ask for the start of the procurement, saying what turns on it."""
    limit = f"up to {day(last)}" if last is not None else f"on or after {day(first)}" if first is not None else "later"
    return f"Find out when the procurement began: it covers only those begun {limit}."


def wrong_relationship(provision: Provision, relationship: Relationship) -> str:
    """Say which relationships it reaches and which this is."""
    reached = and_list(sorted(f"{kind.label}s" for kind in provision.relationships))
    verb = "reach" if _plural(provision.instrument) else "reaches"
    return f"{subject(provision.instrument)} ({provision.reference}) {verb} {reached}; this is a {relationship.label}."


def wrong_regime(instrument: str, reference: str, regimes: frozenset[Regime], regime: Regime) -> str:
    """Say which procurement rules it belongs to and which this contract is under."""
    reached = and_list([kind.label for kind in type(regime) if kind in regimes], "or")
    verb = "are" if _plural(instrument) else "is"
    whose = f"{subject(instrument)} ({reference}) {verb} only for contracts under {reached}"
    return f"{whose}; this one is under {regime.label}."


def read_by_person(read: ReadRecord) -> str:
    """Say who read it, where and when."""
    who = read.read_by.strip() or "A person of the charity"
    return f"{who} read it on {day(read.read_on)}: {' '.join(read.source.split())}."


def read_but_check(read: ReadRecord, check: str) -> str:
    """Say that it was read and what is still to be checked."""
    return f"{read_by_person(read)} Still to check: {check}"


def with_its_word(reference: str, printed: str) -> str:
    """Return a bare number with the word the register uses for it; anything else as it was typed.

    Example:
        >>> with_its_word("4.1", "undertaking 4.1"), with_its_word("paragraph 9", "undertaking 4.1")
        ('undertaking 4.1', 'paragraph 9')

    Args:
        reference: The reference the person recorded, or empty.
        printed: The register's own reference.
    """
    if not reference or not reference[0].isdigit():
        return reference
    word, _, number = printed.partition(" ")
    if not word.isalpha() or not number[:1].isdigit():
        return reference
    several = " and " in reference or "," in reference or " to " in reference
    return f"{word if several else _SINGULAR.get(word.lower(), word)} {reference}"
