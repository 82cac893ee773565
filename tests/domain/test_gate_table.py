"""Six bodies, six different and right sets of citations for a three-month notice letter."""

from __future__ import annotations

from datetime import date

import pytest
from register_cases import a_case, register

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime
from charitydesk.domain.gate import GateCase, Offer, judge_all
from charitydesk.domain.ids import LocalClauseId
from charitydesk.domain.local_compacts import LocalClause, LocalCompact, Signatory, local_provision
from charitydesk.domain.provisions import Binding, LocalCompactStatus

LOCAL_COMPACT = LocalCompact(
    name="the Anytown Compact",
    body="Anytown Council",
    body_kind=BodyKind.LOCAL_AUTHORITY,
    nation=Nation.ENGLAND,
    edition="2014",
    adopted_on=date(2014, 4, 1),
    status=LocalCompactStatus.ACTIVE,
    confirmed_by="Anytown CVS",
    signatories=(Signatory("Anytown Council", Answer.YES, date(2014, 5, 1)),),
)
LOCAL_CLAUSE = LocalClause(number="7.2", text="Give six months' notice in writing.", id=LocalClauseId(1))

WELSH_COUNCIL = a_case(Nation.WALES, regime=Regime.UNKNOWN, started=None)
ENGLISH_NHS = a_case(body=BodyKind.NHS_BODY, regime=Regime.PSR_ENGLAND)
DEPARTMENT = a_case(body=BodyKind.CENTRAL_GOVERNMENT)
SCOTTISH_COUNCIL = a_case(Nation.SCOTLAND, regime=Regime.UNKNOWN, started=None)
ENGLISH_COUNCIL = a_case()

OFFER, CHECK, NOT = Offer.OFFER, Offer.CHECK_FIRST, Offer.NOT_OFFERED
COLUMNS = {
    "a Welsh council": (WELSH_COUNCIL, False),
    "an English NHS body": (ENGLISH_NHS, False),
    "a department": (DEPARTMENT, False),
    "a Scottish council": (SCOTTISH_COUNCIL, False),
    "an English council": (ENGLISH_COUNCIL, False),
    "an English council with a local compact": (ENGLISH_COUNCIL, True),
}
ROWS: dict[str, tuple[Offer, Offer, Offer, Offer, Offer, Offer]] = {
    "local:1": (NOT, NOT, NOT, NOT, NOT, OFFER),
    "compact2010-4-4": (NOT, OFFER, OFFER, NOT, OFFER, OFFER),
    "compact2010-4-1": (NOT, NOT, NOT, NOT, NOT, NOT),
    "compact2010-1-7": (NOT, NOT, NOT, NOT, NOT, NOT),
    "compact2009-13-3": (NOT, NOT, NOT, NOT, NOT, NOT),
    "covenant2025-p1": (NOT, CHECK, CHECK, NOT, CHECK, CHECK),
    "covenant2025-p4": (NOT, NOT, NOT, NOT, NOT, NOT),
    "bv-s3-1": (NOT, NOT, NOT, NOT, OFFER, OFFER),
    "bv-notice-expectation": (NOT, NOT, NOT, NOT, CHECK, CHECK),
    "bvg-2015": (NOT, NOT, NOT, NOT, NOT, NOT),
    "eqa-149": (OFFER, OFFER, OFFER, OFFER, OFFER, OFFER),
    "ni-s75": (NOT, NOT, NOT, NOT, NOT, NOT),
    "consult2018-E": (NOT, NOT, OFFER, NOT, NOT, NOT),
    "gunning": (CHECK, CHECK, CHECK, CHECK, CHECK, CHECK),
    "pa-s50": (CHECK, NOT, OFFER, NOT, OFFER, OFFER),
    "pa-s51": (CHECK, NOT, NOT, NOT, NOT, NOT),
    "pcsr-88": (NOT, NOT, NOT, CHECK, NOT, NOT),
    "psr-standstill": (NOT, OFFER, NOT, NOT, NOT, NOT),
    "nhs-242": (NOT, CHECK, NOT, NOT, NOT, NOT),
    "wales-code": (CHECK, NOT, NOT, NOT, NOT, NOT),
    "wales-s74": (NOT, NOT, NOT, NOT, NOT, NOT),
    "scot-2009": (NOT, NOT, NOT, CHECK, NOT, NOT),
    "foi-10": (OFFER, OFFER, OFFER, NOT, OFFER, OFFER),
    "foisa": (NOT, NOT, NOT, OFFER, NOT, NOT),
    "cpr-54-5": (OFFER, OFFER, OFFER, NOT, OFFER, OFFER),
    "lgsco-who": (NOT, NOT, NOT, NOT, OFFER, OFFER),
    "nao-decom-notice": (NOT, OFFER, OFFER, NOT, OFFER, OFFER),
    "lpcda-4": (OFFER, OFFER, OFFER, OFFER, OFFER, OFFER),
}


def _answers(case: GateCase, *, local_compact: bool) -> dict[str, tuple[Offer, Binding | None]]:
    known = register()
    if local_compact:
        known = known.with_added([local_provision(LOCAL_COMPACT, LOCAL_CLAUSE)])
    return {str(one.provision.id): (one.offer, one.binding) for one in judge_all(known, case)}


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=list(COLUMNS))
def test_that_each_body_gets_its_own_right_set_of_citations(column: int) -> None:
    case, local_compact = list(COLUMNS.values())[column]
    answers = _answers(case, local_compact=local_compact)
    got = {row: answers.get(row, (NOT, None))[0] for row in ROWS}
    assert got == {row: expected[column] for row, expected in ROWS.items()}


def test_that_no_two_of_them_are_alike() -> None:
    sets = [
        frozenset((name, offer) for name, (offer, _) in _answers(case, local_compact=local).items() if offer is not NOT)
        for case, local in COLUMNS.values()
    ]
    assert len(set(sets)) == len(COLUMNS)


def test_that_only_the_department_is_bound_by_the_compact_and_only_the_signatory_by_the_local_one() -> None:
    bound = {name: _answers(case, local_compact=local)["compact2010-4-4"][1] for name, (case, local) in COLUMNS.items()}
    assert bound == {
        "a Welsh council": None,
        "an English NHS body": Binding.BENCHMARK,
        "a department": Binding.BINDS,
        "a Scottish council": None,
        "an English council": Binding.BENCHMARK,
        "an English council with a local compact": Binding.BENCHMARK,
    }
    assert _answers(ENGLISH_COUNCIL, local_compact=True)["local:1"] == (OFFER, Binding.BINDS)
