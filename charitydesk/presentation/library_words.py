"""The Library's words: statuses, kinds of authority, topics, whom a provision reaches and when it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.gate import GateTest, Offer, Result
from charitydesk.domain.provisions import Binding, DateBasis, Effect, LocalCompactStatus, Standing, Verification
from charitydesk.domain.wording import long_date
from charitydesk.i18n import and_list
from charitydesk.presentation.badges import CHECK_FIRST, NOT_OFFERED, OFFER, Badge, Shape, Tone

if TYPE_CHECKING:
    from charitydesk.domain.provisions import Provision, Reach, ReadRecord

SURENESS = {
    Verification.VERIFIED: Badge("Verified", Shape.TICK, Tone.GOOD),
    Verification.REPORTED: Badge("Reported", Shape.HALF, Tone.CAUTION),
    Verification.RECALLED: Badge("Recalled", Shape.QUESTION, Tone.UNSURE),
}
READ_BY_US = Badge("Read by us", Shape.TICK, Tone.ACCENT)
NEVER_CITED = Badge("Never cited", Shape.DASH, Tone.UNSURE)

SURENESS_MEANING = {
    Verification.VERIFIED: "The words were read in a public copy.",
    Verification.REPORTED: "A reliable source describes it; the original was not read.",
    Verification.RECALLED: "Known from memory only. No letter may cite it until somebody has read it.",
}

STANDING = {
    Standing.IN_FORCE: Badge("Stands", Shape.TICK, Tone.GOOD),
    Standing.CONTESTED: Badge("Disputed", Shape.HALF, Tone.CAUTION),
    Standing.SUPERSEDED: Badge("Superseded", Shape.CROSS, Tone.UNSURE),
    Standing.SAVED_FOR_OLDER_CASES: Badge("Older cases", Shape.CLOCK, Tone.CAUTION),
    Standing.NOT_YET: Badge("Not yet", Shape.CLOCK, Tone.UNSURE),
    Standing.UNCONFIRMED: Badge("Unconfirmed", Shape.QUESTION, Tone.CAUTION),
}
OFFERS = {Offer.OFFER: OFFER, Offer.CHECK_FIRST: CHECK_FIRST, Offer.NOT_OFFERED: NOT_OFFERED}
RESULTS = {
    Result.PASS: Badge("Passed", Shape.TICK, Tone.GOOD),
    Result.FAIL: Badge("Failed", Shape.CROSS, Tone.BAD),
    Result.UNKNOWN: Badge("Find out", Shape.QUESTION, Tone.CAUTION),
}
COMPACT_STATUS = {
    LocalCompactStatus.ACTIVE: Badge("Active", Shape.TICK, Tone.GOOD),
    LocalCompactStatus.DORMANT: Badge("Dormant", Shape.CLOCK, Tone.CAUTION),
    LocalCompactStatus.NONE_FOUND: Badge("None found", Shape.DASH, Tone.UNSURE),
    LocalCompactStatus.UNKNOWN: Badge("Not known yet", Shape.QUESTION, Tone.CAUTION),
}

TESTS = {
    GateTest.NATION: "Nation",
    GateTest.BODY: "Body",
    GateTest.DATE: "Date",
    GateTest.KIND: "Kind of money",
    GateTest.VERIFICATION: "How sure",
}
TEST_QUESTIONS = {
    GateTest.NATION: "Does it apply where this body sits?",
    GateTest.BODY: "Does it bind this kind of body?",
    GateTest.DATE: "Did it stand on the day that counts?",
    GateTest.KIND: "Does it reach this kind of money?",
    GateTest.VERIFICATION: "Do we know its words and number?",
}

EFFECTS = {
    Effect.CONTRACT_TERM: "Your own agreement",
    Effect.LOCAL_COMPACT: "Local compact",
    Effect.STATUTE: "Statute",
    Effect.COURT_PROTOCOL: "Court protocol",
    Effect.COMMON_LAW: "Common law",
    Effect.STATUTORY_GUIDANCE: "Statutory guidance",
    Effect.GUIDANCE: "Guidance",
    Effect.COVENANT: "Covenant",
    Effect.AGREEMENT: "Agreement with the sector",
    Effect.GOOD_PRACTICE: "Good practice",
    Effect.BILL: "Bill, not law yet",
}

_TOPIC_WORDS = {
    "12-weeks": "12 weeks to answer",
    "dsar": "Personal data requests",
    "eia": "Equality impact assessment",
    "eir": "Environmental information",
    "foi": "Freedom of information",
    "gunning": "Fair consultation (Gunning)",
    "kpi": "Performance indicators",
    "nhs": "NHS",
    "ni": "Northern Ireland",
    "npps": "National procurement policy statement",
    "oncost": "Employer's on-costs",
    "pcr2015": "Older procurement rules (2015)",
    "pru": "Procurement review unit",
    "psed": "Public sector equality duty",
    "s114": "Section 114 notices",
    "sme": "Small firms and charities",
    "tupe": "TUPE",
    "vcse": "Voluntary organisations",
}


def topic_words(topic: str) -> str:
    """Return a register topic as people say it.

    Example:
        >>> topic_words("early-discussion"), topic_words("foi")
        ('Early discussion', 'Freedom of information')
    """
    known = _TOPIC_WORDS.get(topic)
    return known or topic.replace("-", " ").capitalize().replace("wales", "Wales").replace("scotland", "Scotland")


def headline_of(text: str) -> str:
    """Return a name or a reference with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def instrument_words(provision: Provision) -> str:
    """Return an instrument with its edition, as a list names it."""
    name = headline_of(provision.instrument)
    return f"{name} ({provision.edition})" if provision.edition else name


def sureness_badge(provision: Provision, read: ReadRecord | None) -> Badge:
    """Return how surely a provision is known, the charity's own reading first."""
    if provision.not_citable:
        return NEVER_CITED
    return READ_BY_US if read is not None else SURENESS[provision.verification]


def reach_sentence(reach: Reach) -> str:
    """Return whom one reach binds or measures, and where."""
    whom = _bodies(reach)
    where = _nations(reach)
    if reach.binding is Binding.BINDS:
        return f"Binds {whom} in {where}."
    return f"Only measures {whom} in {where}: a yardstick, not a promise they made."


def _bodies(reach: Reach) -> str:
    if not reach.bodies:
        return "any public body"
    return and_list([_plural(kind) for kind in BodyKind if kind in reach.bodies])


def _plural(kind: BodyKind) -> str:
    special = {
        BodyKind.STRATEGIC_AUTHORITY: "combined and strategic authorities",
        BodyKind.FIRE_AUTHORITY: "fire authorities",
        BodyKind.CRIMINAL_JUSTICE_BODY: "police and criminal justice bodies",
        BodyKind.NHS_BODY: "NHS bodies",
        BodyKind.ARMS_LENGTH_BODY: "agencies and arm's-length bodies of the UK government",
        BodyKind.DEVOLVED_GOVERNMENT: "devolved governments and their departments",
        BodyKind.OTHER_PUBLIC_BODY: "other public bodies",
        BodyKind.PRIME_CONTRACTOR: "prime contractors and lead providers",
    }
    return special.get(kind) or f"{kind.label}s"


def _nations(reach: Reach) -> str:
    if len(reach.nations) == len(Nation):
        return "all four nations"
    return and_list([nation.label for nation in Nation if nation in reach.nations])


def stood_words(provision: Provision) -> str:
    """Return when a provision stood, and which of a case's dates is held against that."""
    first, last = provision.applies_from, provision.applies_to
    if first is not None and last is not None:
        span = f"From {long_date(first)} to {long_date(last)}."
    elif first is not None:
        span = f"From {long_date(first)}."
    elif last is not None:
        span = f"Until {long_date(last)}."
    else:
        span = "No first or last day is recorded."
    if provision.date_basis is DateBasis.PROCUREMENT_START:
        return f"{span} What counts is the day the procurement began."
    return f"{span} What counts is the day of the decision or notice."


def how_sure_words(provision: Provision) -> str:
    """Return how surely the words and the number are known, told apart."""
    words, number = provision.text_verification, provision.reference_verification
    if words is number:
        return SURENESS_MEANING[words]
    return f"The words are {words.value}; the number is {number.value}. {SURENESS_MEANING[provision.verification]}"


def printed_words(provision: Provision) -> str:
    """Return how a letter prints the provision: its citation and the words that bring it in."""
    citation = provision.citation()
    return f"{citation}, {provision.wording}" if provision.wording and not _says(citation, provision) else citation


def _says(citation: str, provision: Provision) -> bool:
    return provision.wording.casefold() in citation.casefold()
