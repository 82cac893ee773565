from __future__ import annotations

from datetime import date

import pytest
from register_cases import EVENT, WRITTEN

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate_words import BODY_WORDS, NATION_WORDS, RELATIONSHIP_WORDS, gate_case_from_words
from charitydesk.errors import BadInputError


@pytest.mark.parametrize(
    ("nation", "word", "relationship", "regime"),
    [
        ("england", "contract", Relationship.CONTRACT, Regime.UNKNOWN),
        ("england", "grant", Relationship.GRANT, Regime.NONE),
        ("england", "subcontract", Relationship.SUBCONTRACT, Regime.UNKNOWN),
        ("england", "spot purchase", Relationship.SPOT_PURCHASE, Regime.UNKNOWN),
        ("england", "Light Touch", Relationship.CONTRACT, Regime.PA2023_LIGHT_TOUCH),
        ("england", "below_threshold", Relationship.CONTRACT, Regime.PA2023_BELOW_THRESHOLD),
        ("england", "health", Relationship.CONTRACT, Regime.PSR_ENGLAND),
        ("wales", "health", Relationship.CONTRACT, Regime.PSR_WALES),
        ("scotland", "health", Relationship.CONTRACT, Regime.UNKNOWN),
        (None, "health", Relationship.CONTRACT, Regime.UNKNOWN),
        ("wales", "older contract", Relationship.CONTRACT, Regime.PCR2015),
    ],
)
def test_that_a_relationship_word_says_what_the_money_is_and_no_more(
    nation: str | None, word: str, relationship: Relationship, regime: Regime
) -> None:
    case = gate_case_from_words(on=EVENT, written_on=WRITTEN, nation=nation, relationship=word)
    assert (case.relationship, case.regime) == (relationship, regime)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("council", BodyKind.LOCAL_AUTHORITY),
        ("local-authority", BodyKind.LOCAL_AUTHORITY),
        ("Department", BodyKind.CENTRAL_GOVERNMENT),
        ("NHS", BodyKind.NHS_BODY),
        ("agency", BodyKind.ARMS_LENGTH_BODY),
        ("lead provider", BodyKind.PRIME_CONTRACTOR),
    ],
)
def test_that_a_body_goes_by_its_everyday_name(word: str, kind: BodyKind) -> None:
    assert gate_case_from_words(on=EVENT, written_on=WRITTEN, body=word).body is kind


def test_that_words_not_given_are_facts_not_known() -> None:
    case = gate_case_from_words(on=EVENT, written_on=WRITTEN)
    assert (case.nation, case.body, case.relationship, case.regime) == (None, None, None, Regime.UNKNOWN)
    assert (case.event_date, case.written_on, case.procurement_start) == (EVENT, WRITTEN, None)


def test_that_the_start_of_the_procurement_is_carried() -> None:
    case = gate_case_from_words(on=EVENT, written_on=WRITTEN, nation="NI", procurement_start=date(2025, 3, 3))
    assert (case.nation, case.procurement_start) == (Nation.NORTHERN_IRELAND, date(2025, 3, 3))


@pytest.mark.parametrize(
    ("field", "words", "what"),
    [
        ("nation", NATION_WORDS, "nation"),
        ("body", BODY_WORDS, "kind of body"),
        ("relationship", RELATIONSHIP_WORDS, "relationship"),
    ],
)
def test_that_an_unknown_word_is_refused_with_every_word_allowed(field: str, words: tuple[str, ...], what: str) -> None:
    with pytest.raises(BadInputError) as refused:
        gate_case_from_words(on=EVENT, written_on=WRITTEN, **{field: "parish  pump"})
    assert refused.value.what_happened == f"There is no {what} called parish pump."
    assert all(word in refused.value.what_to_do for word in words)


def test_that_an_empty_word_is_no_word() -> None:
    with pytest.raises(BadInputError, match="called nothing"):
        gate_case_from_words(on=EVENT, written_on=WRITTEN, nation=" ")
