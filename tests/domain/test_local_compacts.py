from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from register_cases import EVENT, a_case, a_reading, register

from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.gate import GateAnswer, GateCase, GateTest, Offer, judge
from charitydesk.domain.ids import LocalClauseId
from charitydesk.domain.local_compacts import LocalClause, LocalCompact, Signatory, local_provision
from charitydesk.domain.provisions import Binding, LocalCompactStatus, Verification
from charitydesk.domain.states import ClauseSide, CodesReach
from charitydesk.errors import BadInputError

COMPACT = LocalCompact(
    name="the Anytown Compact",
    body="Anytown Council",
    body_kind=BodyKind.LOCAL_AUTHORITY,
    nation=Nation.ENGLAND,
    area="Anytown",
    edition="2014",
    adopted_on=date(2014, 4, 1),
    copy_source="Anytown CVS's library",
    copy_checked_on=date(2026, 9, 1),
    status=LocalCompactStatus.ACTIVE,
    confirmed_by="the council's compact lead",
    signatories=(Signatory("ANYTOWN  council", Answer.YES, date(2014, 5, 6)), Signatory("Anytown NHS", Answer.NO)),
)
CLAUSE = LocalClause(
    number="7.2",
    text="The Council will give six months' notice <in writing> & reasons.",
    id=LocalClauseId(4),
    topics=("notice",),
    notice_months=6,
)


def answer(compact: LocalCompact = COMPACT, clause: LocalClause = CLAUSE, case: GateCase | None = None) -> GateAnswer:
    return judge(local_provision(compact, clause), case or a_case())


def test_that_a_clause_the_body_signed_is_offered_as_its_own_promise() -> None:
    local = answer()
    assert (local.offer, local.binding) == (Offer.OFFER, Binding.BINDS)
    assert local.citation == "the Anytown Compact (2014), clause 7.2"
    assert local.provision.commitment == CLAUSE.text
    assert local.provision.id == "local:4"
    assert "confirmed by the council's compact lead" in local.caution
    assert "checked on 1 September 2026" in local.caution


def test_that_an_unnumbered_clause_is_cited_by_page_and_heading() -> None:
    clause = LocalClause(number="Unnumbered", text="Notice.", page="4", heading="Funding")
    assert answer(clause=clause).citation == 'the Anytown Compact (2014), page 4, heading "Funding"'
    assert LocalClause(number="Outcome 3", text="Notice.").reference == "Outcome 3"
    assert LocalClause(number="", text="Notice.", heading="Funding").reference == 'heading "Funding"'


@pytest.mark.parametrize(
    ("status", "offer", "says"),
    [
        (LocalCompactStatus.UNKNOWN, Offer.CHECK_FIRST, "Ask Anytown Council whether the Anytown Compact still stands"),
        (LocalCompactStatus.DORMANT, Offer.NOT_OFFERED, "dormant"),
        (LocalCompactStatus.NONE_FOUND, Offer.NOT_OFFERED, "No local compact was found for Anytown"),
    ],
)
def test_that_a_compact_not_known_to_be_alive_is_never_asserted(
    status: LocalCompactStatus, offer: Offer, says: str
) -> None:
    local = answer(replace(COMPACT, status=status))
    assert local.offer is offer
    assert says in local.reason


def test_that_a_body_that_did_not_sign_is_not_held_to_it() -> None:
    other = replace(COMPACT, body="Anytown NHS", body_kind=BodyKind.NHS_BODY)
    local = answer(other, case=a_case(body=BodyKind.NHS_BODY))
    assert (local.offer, local.reason) == (Offer.NOT_OFFERED, "Anytown NHS did not sign the Anytown Compact.")


def test_that_a_body_not_named_among_the_signatories_is_asked() -> None:
    local = answer(replace(COMPACT, body="Elsewhere Council"))
    assert local.offer is Offer.CHECK_FIRST
    assert "Ask Elsewhere Council whether it signed" in local.reason


def test_that_the_compact_reaches_only_the_kind_of_body_and_nation_it_was_recorded_for() -> None:
    assert answer(case=a_case(body=BodyKind.NHS_BODY)).failed is GateTest.BODY
    assert answer(case=a_case(Nation.WALES)).failed is GateTest.NATION


def test_that_a_decision_before_the_body_signed_or_after_the_compact_ended_is_outside_it() -> None:
    assert answer(case=a_case(event=date(2014, 5, 5))).failed is GateTest.DATE
    assert answer(case=a_case(event=date(2014, 5, 6))).offer is Offer.OFFER
    assert answer(replace(COMPACT, ended_on=date(2026, 10, 4))).failed is GateTest.DATE
    assert answer(replace(COMPACT, ended_on=EVENT)).offer is Offer.OFFER


def test_that_an_unconfirmed_status_or_signing_date_is_to_be_found_out() -> None:
    assert "Record who confirmed" in answer(replace(COMPACT, confirmed_by=" ")).reason
    undated = replace(COMPACT, adopted_on=None, signatories=(Signatory("Anytown Council", Answer.YES),))
    assert "Find out when Anytown Council signed" in answer(undated).reason


def test_that_a_code_that_may_bind_some_partners_only_is_checked() -> None:
    clause = replace(CLAUSE, in_code=True)
    assert answer(clause=clause).offer is Offer.CHECK_FIRST
    assert answer(replace(COMPACT, codes_reach=CodesReach.ALL), clause).offer is Offer.OFFER


def test_that_the_charitys_own_side_of_a_compact_is_never_held_up_to_the_body() -> None:
    assert answer(clause=replace(CLAUSE, side=ClauseSide.CHARITY)).offer is Offer.NOT_OFFERED
    assert answer(clause=replace(CLAUSE, side=ClauseSide.BOTH)).offer is Offer.OFFER


def test_that_a_clause_known_by_hearsay_or_memory_passes_no_surer_than_it_is_known() -> None:
    assert answer(clause=replace(CLAUSE, confidence=Verification.REPORTED)).offer is Offer.CHECK_FIRST
    remembered = local_provision(COMPACT, replace(CLAUSE, confidence=Verification.RECALLED))
    assert judge(remembered, a_case()).offer is Offer.NOT_OFFERED
    assert judge(remembered, a_case(), a_reading(remembered.id, "7.3")).citation.endswith("clause 7.3")


def test_that_a_national_match_lends_a_local_clause_no_number() -> None:
    matched = replace(CLAUSE, national_match="compact2010-4-4")
    assert "4.4" not in answer(clause=matched).citation


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "7", "text": "  "},
        {"number": "", "text": "Notice."},
        {"number": "unnumbered", "text": "Notice."},
        {"number": "7", "text": "Notice.", "notice_months": 0},
        {"number": "7", "text": "Notice.", "notice_days": -3},
    ],
)
def test_that_a_clause_without_words_place_or_real_notice_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(BadInputError):
        LocalClause(**fields)  # type: ignore[arg-type]


def test_that_braces_in_a_users_words_are_printed_as_typed() -> None:
    odd = replace(COMPACT, name="the {edition} Compact", edition="")
    assert answer(odd).citation == "the {edition} Compact, clause 7.2"


def test_that_local_clauses_join_the_register_and_are_found_there() -> None:
    joined = register().with_added([local_provision(COMPACT, CLAUSE)])
    assert len(joined) == len(register()) + 1
    assert joined.get("local:4").commitment == CLAUSE.text
    assert "local:4" not in register()


def test_that_a_nameless_compact_is_cited_by_its_area() -> None:
    assert answer(replace(COMPACT, name=" ", edition="")).citation == "the local compact of Anytown, clause 7.2"
