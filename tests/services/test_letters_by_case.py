"""The same bad news from six bodies: what each may be told it promised, and how it may be held up to them.

Every expectation below was worked out from the facts about each source and not from what the program prints: the
national Compact binds departments and measures other English bodies, and says nothing outside England; best value is
for English councils; the NHS sections are for NHS bodies; the equality duty is for Great Britain; the courts' rule on
fair consultation binds in England and Wales and persuades elsewhere; the toolkit of the National Audit Office is a
yardstick in England; the Welsh code is the Welsh Government's own and a yardstick for Welsh councils.
"""

from __future__ import annotations

from datetime import date

import pytest
from journeys import from_yaml

from charitydesk.errors import BadInputError

SAME = """
agreement: {service: Lunch Club, relationship: contract, procurement_started_on: 2025-05-01, light_touch: yes}
notice: {kind: end-early, how: email, received_on: 2026-11-20, decided_on: 2026-11-13, effective_on: 2026-12-20,
         reasons: none}
process: {consulted: no, early_discussion: no, impact_assessed: no, equality_evidence: no, response_invited: no,
          users_told: no, alternatives_invited: no, transition_plan: no}
"""

BODIES = {
    "Welsh council": "body: {name: Cyngor Sir, kind: local-authority, nation: wales}",
    "NHS trust": "body: {name: Borough Hospitals NHS Trust, kind: nhs-body, nation: england}",
    "NHS England": "body: {name: NHS England, kind: nhs-body, nation: england}",
    "NHS body": "body: {name: Borough Health, kind: nhs-body, nation: england}",
    "department": "body: {name: Department, kind: central-government, nation: england}",
    "Scottish council": "body: {name: Comhairle, kind: local-authority, nation: scotland}",
    "council": "body: {name: Borough Council, kind: local-authority, nation: england, local_compact: none-found}",
    "council with a compact": """
body: {name: Borough Council, kind: local-authority, nation: england}
local_compact:
  name: Borough Compact
  edition: 2018 edition
  adopted_on: 2018-03-01
  status: active
  confirmed_by: Borough Voluntary Action
  notice_period: 3 months
  signatories: [{body: Borough Council, signed: yes, signed_on: 2018-03-01}]
  clauses:
    - {reference: "4.2", text: Three months of written notice will be given, topics: [notice, three-months]}
    - {reference: "3.1", text: Partners consult before they decide, topics: [consultation]}
""",
}

EQUALITY = {"eqa-149": "binds"}
FAIRNESS = {"gunning": "binds"}
TOOLKIT = {f"nao-decom-p{number}": "benchmark" for number in (1, 3, 4, 5, 7)}
TOOLKIT_NOTICE = {"nao-decom-notice": "benchmark", "nao-decom-p4": "benchmark"}
COMPACT = ("compact2010-4-2", "compact2010-4-3", "compact2010-4-4")
COMPACT_BINDS = dict.fromkeys(COMPACT, "binds")
COMPACT_MEASURES = dict.fromkeys(COMPACT, "benchmark")
HEARD = {"covenant2025-p3": "binds"}
COVENANT = HEARD | {"covenant2025-p2": "binds"}
TRUST, OF_NHS_ENGLAND = {"nhs-242": "binds"}, {"nhs-13q": "binds"}
NHS = TRUST | OF_NHS_ENGLAND
"""A body whose name does not say which it is: both are offered, each to be checked before the letter goes."""
BEST_VALUE = {"bv-s3-2": "binds"} | {f"bv-{what}-expectation": "binds" for what in ("engage", "options", "share")}
THREE_MONTHS = {"bv-notice-expectation": "binds"}
WELSH_CODE = {"wales-code": "benchmark"}
LOCAL_NOTICE, LOCAL_CONSULTATION = {"local:1": "binds"}, {"local:2": "binds"}

WALES = EQUALITY | FAIRNESS | WELSH_CODE
SCOTLAND = EQUALITY | {"gunning": "benchmark"}
NHS_ANY = EQUALITY | FAIRNESS | TOOLKIT | COMPACT_MEASURES
NHS_ALL = NHS_ANY | NHS
DEPARTMENT_ALL = EQUALITY | FAIRNESS | TOOLKIT | COMPACT_BINDS
COUNCIL_ALL = EQUALITY | FAIRNESS | BEST_VALUE | TOOLKIT | COMPACT_MEASURES
SHORT_FOR_COUNCIL = THREE_MONTHS | TOOLKIT_NOTICE | {"compact2010-4-4": "benchmark"}

TABLE = [
    ("request-for-reasons", "Welsh council", WALES),
    ("request-for-reasons", "NHS body", NHS_ALL | HEARD),
    ("request-for-reasons", "NHS trust", NHS_ANY | TRUST | HEARD),
    ("request-for-reasons", "NHS England", NHS_ANY | OF_NHS_ENGLAND | HEARD),
    ("request-for-reasons", "department", DEPARTMENT_ALL | HEARD),
    ("request-for-reasons", "Scottish council", SCOTLAND),
    ("request-for-reasons", "council", COUNCIL_ALL | HEARD),
    ("request-for-reasons", "council with a compact", COUNCIL_ALL | HEARD | LOCAL_NOTICE | LOCAL_CONSULTATION),
    ("challenge-short-notice", "NHS body", TOOLKIT_NOTICE | {"compact2010-4-4": "benchmark"}),
    ("challenge-short-notice", "department", TOOLKIT_NOTICE | {"compact2010-4-4": "binds"}),
    ("challenge-short-notice", "council", SHORT_FOR_COUNCIL),
    ("challenge-short-notice", "council with a compact", SHORT_FOR_COUNCIL | LOCAL_NOTICE),
    ("challenge-no-consultation", "Welsh council", WALES),
    ("challenge-no-consultation", "NHS body", NHS_ALL | COVENANT),
    ("challenge-no-consultation", "department", DEPARTMENT_ALL | COVENANT),
    ("challenge-no-consultation", "Scottish council", SCOTLAND),
    ("challenge-no-consultation", "council", COUNCIL_ALL | COVENANT | THREE_MONTHS),
    ("challenge-no-consultation", "council with a compact", COUNCIL_ALL | COVENANT | THREE_MONTHS | LOCAL_CONSULTATION),
]
CHECK_FIRST = {
    "gunning", "covenant2025-p2", "covenant2025-p3", "nhs-242", "nhs-13q", "wales-code", "bv-engage-expectation",
    "bv-options-expectation", "bv-share-expectation", "bv-notice-expectation",
}  # fmt: skip
CLOCKS = {
    "Welsh council": {"JR_EW_OUTER_3M"},
    "NHS body": {"JR_EW_OUTER_3M"},
    "NHS trust": {"JR_EW_OUTER_3M"},
    "NHS England": {"JR_EW_OUTER_3M"},
    "department": {"JR_EW_OUTER_3M", "COMPACT_NOTICE_3M"},
    "Scottish council": {"JR_SCOTLAND_3M"},
    "council": {"JR_EW_OUTER_3M", "BV_NOTICE_3M", "LGSCO_12M"},
    "council with a compact": {"JR_EW_OUTER_3M", "BV_NOTICE_3M", "LGSCO_12M", "LOCAL_COMPACT_NOTICE"},
}


def record(desk, body):
    content = from_yaml(SAME + BODIES[body])
    return desk.notices.record(content.facts, compact=content.compact)


def letter(desk, body, kind):
    return desk.letters.view(desk.letters.prepare(record(desk, body).record.id, kind))


@pytest.mark.parametrize(("kind", "body", "expected"), TABLE, ids=[f"{body}: {kind}" for kind, body, _ in TABLE])
def test_that_each_body_is_held_to_its_own_promises_and_duties(desk, kind, body, expected):
    citations = letter(desk, body, kind).draft.citations
    assert {one.answer.provision.id: one.answer.binding.value for one in citations} == expected
    assert {one.answer.provision.id for one in citations if one.answer.reason} == CHECK_FIRST & set(expected)


@pytest.mark.parametrize("body", ["Welsh council", "Scottish council"])
def test_that_no_three_months_are_claimed_where_nobody_promised_them(desk, body):
    with pytest.raises(BadInputError, match="not short of any period we can cite"):
        letter(desk, body, "challenge-short-notice")


def test_that_a_welsh_councils_own_term_can_still_be_fallen_short_of(desk):
    content = from_yaml(SAME + BODIES["Welsh council"] + "\nterms: {notice: 3 months, notice_clause: '7'}")
    notice = desk.notices.record(content.facts).record.id
    citations = desk.letters.view(desk.letters.prepare(notice, "challenge-short-notice")).draft.citations
    assert [(one.answer.provision.id, one.answer.binding.value) for one in citations] == [("own-term", "binds")]


@pytest.mark.parametrize("body", BODIES)
def test_that_each_bodys_notice_starts_its_own_clocks(desk, body):
    assert {clock.rule for clock in record(desk, body).clocks} == CLOCKS[body]


def test_that_the_clocks_of_a_scottish_and_an_english_court_end_on_different_days(desk):
    ends = {
        body: {clock.rule: clock.deadline for clock in record(desk, body).clocks}
        for body in ("Scottish council", "Welsh council")
    }
    assert ends["Welsh council"]["JR_EW_OUTER_3M"] == date(2027, 2, 13)
    assert ends["Scottish council"]["JR_SCOTLAND_3M"] == date(2027, 2, 12)


def test_that_the_strongest_source_comes_first_in_a_letter(desk):
    citations = letter(desk, "council with a compact", "challenge-no-consultation").draft.citations
    order = [one.answer.provision.effect.value for one in citations]
    kinds = list(dict.fromkeys(order))
    assert kinds == [
        "local-compact", "statute", "common-law", "statutory-guidance", "covenant", "agreement", "good-practice",
    ]  # fmt: skip
    assert order == sorted(order, key=kinds.index)


def test_that_a_yardstick_is_never_worded_as_the_councils_promise(desk):
    view = letter(desk, "council", "challenge-short-notice")
    said = next(block.text for block in view.draft.blocks if block.cites == ("compact2010-4-4",))
    assert said.startswith("As a yardstick of good practice, and not as a promise Borough Council made")
    bound = letter(desk, "department", "challenge-short-notice")
    said = next(block.text for block in bound.draft.blocks if block.cites == ("compact2010-4-4",))
    assert "yardstick" not in said


def test_that_a_compact_the_council_did_not_sign_is_not_held_up_to_it(desk):
    body = BODIES["council with a compact"].replace("signed: yes", "signed: no")
    content = from_yaml(SAME + body)
    view = desk.notices.record(content.facts, compact=content.compact)
    found = desk.letters.view(desk.letters.prepare(view.record.id, "challenge-short-notice"))
    assert {one.answer.provision.id for one in found.draft.citations} == set(SHORT_FOR_COUNCIL)
    assert "LOCAL_COMPACT_NOTICE" not in {clock.rule for clock in view.clocks}


@pytest.mark.parametrize(("signed", "asserted"), [("yes", True), ("", False)])
def test_that_nobody_is_said_to_have_signed_a_compact_before_that_is_known(desk, signed, asserted):
    told = BODIES["council with a compact"].replace("signed: yes, signed_on: 2018-03-01", f"signed: {signed}")
    content = from_yaml(told + SAME)
    notice = desk.notices.record(content.facts, compact=content.compact).record.id
    view = desk.letters.start(notice, "request-for-reasons")
    words = " ".join(block.text for block in view.draft.blocks)
    standings = [row[3] for block in view.draft.blocks if block.annex and block.grid for row in block.grid.rows]
    assert ("which Borough Council signed" in words) is asserted
    assert ("As a promise you signed" in standings) is asserted
    assert "Borough Compact" in words
