"""A gate case from plain words, as the command line and files give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import GateCase
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_Value = TypeVar("_Value")

_NATIONS: dict[str, Nation] = {nation.value: nation for nation in Nation} | {"ni": Nation.NORTHERN_IRELAND}

_BODIES: dict[str, BodyKind] = {kind.value: kind for kind in BodyKind} | {
    "council": BodyKind.LOCAL_AUTHORITY,
    "combined-authority": BodyKind.STRATEGIC_AUTHORITY,
    "mayoral-authority": BodyKind.STRATEGIC_AUTHORITY,
    "fire": BodyKind.FIRE_AUTHORITY,
    "police": BodyKind.CRIMINAL_JUSTICE_BODY,
    "probation": BodyKind.CRIMINAL_JUSTICE_BODY,
    "nhs": BodyKind.NHS_BODY,
    "nhs-trust": BodyKind.NHS_BODY,
    "integrated-care-board": BodyKind.NHS_BODY,
    "icb": BodyKind.NHS_BODY,
    "department": BodyKind.CENTRAL_GOVERNMENT,
    "ministry": BodyKind.CENTRAL_GOVERNMENT,
    "agency": BodyKind.ARMS_LENGTH_BODY,
    "ndpb": BodyKind.ARMS_LENGTH_BODY,
    "welsh-government": BodyKind.DEVOLVED_GOVERNMENT,
    "scottish-government": BodyKind.DEVOLVED_GOVERNMENT,
    "northern-ireland-executive": BodyKind.DEVOLVED_GOVERNMENT,
    "other": BodyKind.OTHER_PUBLIC_BODY,
    "prime": BodyKind.PRIME_CONTRACTOR,
    "lead-provider": BodyKind.PRIME_CONTRACTOR,
}

_RELATIONSHIPS: dict[str, tuple[Relationship, Regime]] = {
    "contract": (Relationship.CONTRACT, Regime.UNKNOWN),
    "grant": (Relationship.GRANT, Regime.NONE),
    "subcontract": (Relationship.SUBCONTRACT, Regime.UNKNOWN),
    "spot-purchase": (Relationship.SPOT_PURCHASE, Regime.UNKNOWN),
    "above-threshold": (Relationship.CONTRACT, Regime.PA2023_FULL),
    "light-touch": (Relationship.CONTRACT, Regime.PA2023_LIGHT_TOUCH),
    "below-threshold": (Relationship.CONTRACT, Regime.PA2023_BELOW_THRESHOLD),
    "older-contract": (Relationship.CONTRACT, Regime.PCR2015),
    "health": (Relationship.CONTRACT, Regime.UNKNOWN),
}
_HEALTH = {Nation.ENGLAND: Regime.PSR_ENGLAND, Nation.WALES: Regime.PSR_WALES}

NATION_WORDS = tuple(_NATIONS)
BODY_WORDS = tuple(_BODIES)
RELATIONSHIP_WORDS = tuple(_RELATIONSHIPS)


def _find(word: str, known: Mapping[str, _Value], what: str) -> _Value:
    plain = "-".join(word.casefold().replace("_", " ").replace("-", " ").split())
    if plain not in known:
        shown = " ".join(word.split()) or "nothing"
        raise BadInputError(f"There is no {what} called {shown}.", f"Use {and_list(list(known), 'or')}.")
    return known[plain]


def nation_from_word(word: str) -> Nation:
    """Return the nation a word names.

    Raises:
        BadInputError: It names none; the message lists the words.
    """
    return _find(word, _NATIONS, "nation")


def body_from_word(word: str) -> BodyKind:
    """Return the kind of body a word names: `council`, `department`, `nhs`, `agency` and the like.

    Raises:
        BadInputError: It names none; the message lists the words.
    """
    return _find(word, _BODIES, "kind of body")


def relationship_from_word(word: str, nation: Nation | None) -> tuple[Relationship, Regime]:
    """Return the relationship and, where the word says it, the procurement regime.

    Args:
        word: `contract`, `grant`, `light-touch`, `below-threshold`, `health` and the like.
        nation: Where the body sits: health services have a regime of their own in England and in Wales only.

    Raises:
        BadInputError: It names none; the message lists the words.
    """
    relationship, regime = _find(word, _RELATIONSHIPS, "relationship")
    if nation is not None and word.strip().casefold() == "health":
        regime = _HEALTH.get(nation, Regime.UNKNOWN)
    return relationship, regime


def gate_case_from_words(
    *,
    on: date,
    written_on: date,
    nation: str | None = None,
    body: str | None = None,
    relationship: str | None = None,
    procurement_start: date | None = None,
) -> GateCase:
    """Return the gate's facts from plain words; a word not given is a fact not known.

    Args:
        on: Civil date of the decision or notice.
        written_on: Civil date of the letter.
        nation: A word for where the body sits.
        body: A word for what kind of body it is.
        relationship: A word for what the money is, or for the procurement regime.
        procurement_start: Civil date on which the procurement began.

    Raises:
        BadInputError: A word is not known; the message lists those that are.
    """
    where = nation_from_word(nation) if nation is not None else None
    kind = body_from_word(body) if body is not None else None
    money, regime = (None, Regime.UNKNOWN) if relationship is None else relationship_from_word(relationship, where)
    return GateCase(where, kind, money, on, written_on, regime, procurement_start)
