"""The same bad news from six bodies: what each may be told it promised, and how it may be held up to them.

Every expectation below was worked out from the facts about each source and not from what the program prints: the
national Compact binds departments and measures other English bodies, and says nothing outside England; best value is
for English councils; the NHS sections are for NHS bodies; the equality duty is for Great Britain; the courts' rule on
fair consultation binds in England and Wales and persuades elsewhere; the toolkit of the National Audit Office is a
yardstick in England; the Welsh code is the Welsh Government's own and a yardstick for Welsh councils. Each point cites
its two strongest sources, one of which needs no check where there is such a source; a question cites its strongest, and
so does each point of a letter that only asks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from journeys import from_yaml

from charitydesk.domain.letter_frozen import as_frozen, frozen_mapping
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
AFTERWARDS = {"nao-decom-p3": "benchmark"}
"""Only good practice speaks of what follows a service; elsewhere it gives way to anything stronger."""
COMPACT = ("compact2010-4-2", "compact2010-4-3", "compact2010-4-4")
COMPACT_BINDS = dict.fromkeys(COMPACT, "binds")
COMPACT_MEASURES = dict.fromkeys(COMPACT, "benchmark")
TALK = {"covenant2025-p2": "binds"}
TRUST, OF_NHS_ENGLAND = {"nhs-242": "binds"}, {"nhs-13q": "binds"}
CONSULT_PAYERS, SHARE = {"bv-s3-2": "binds"}, {"bv-share-expectation": "binds"}
ENGAGE = {"bv-engage-expectation": "binds", "bv-options-expectation": "binds"}
THREE_MONTHS = {"bv-notice-expectation": "binds"}
WELSH_CODE = {"wales-code": "benchmark"}
LOCAL_NOTICE, LOCAL_CONSULTATION = {"local:1": "binds"}, {"local:2": "binds"}

WALES = EQUALITY | FAIRNESS | WELSH_CODE
SCOTLAND = EQUALITY | {"gunning": "benchmark"}
NHS = EQUALITY | FAIRNESS | AFTERWARDS | COMPACT_MEASURES
DEPARTMENT = EQUALITY | FAIRNESS | AFTERWARDS | COMPACT_BINDS
COUNCIL = EQUALITY | FAIRNESS | AFTERWARDS | COMPACT_MEASURES | CONSULT_PAYERS | SHARE
SHORT_MEASURED, SHORT_BOUND = {"compact2010-4-4": "benchmark"}, {"compact2010-4-4": "binds"}
SHORT_FOR_COUNCIL = THREE_MONTHS | SHORT_MEASURED
ASKED = EQUALITY | FAIRNESS | AFTERWARDS
"""A request cites one source a point."""
MEASURED = SHORT_MEASURED | {"compact2010-4-2": "benchmark"}
BOUND = SHORT_BOUND | {"compact2010-4-2": "binds"}
CHALLENGED_COUNCIL = COUNCIL | ENGAGE | THREE_MONTHS

TABLE = [
    ("request-for-reasons", "Welsh council", EQUALITY | FAIRNESS),
    ("request-for-reasons", "NHS body", ASKED | MEASURED | TRUST),
    ("request-for-reasons", "NHS trust", ASKED | MEASURED | TRUST),
    ("request-for-reasons", "NHS England", ASKED | MEASURED | OF_NHS_ENGLAND),
    ("request-for-reasons", "department", ASKED | BOUND),
    ("request-for-reasons", "Scottish council", SCOTLAND),
    ("request-for-reasons", "council", ASKED | MEASURED | SHARE | CONSULT_PAYERS),
    ("request-for-reasons", "council with a compact", ASKED | MEASURED | SHARE | LOCAL_NOTICE | LOCAL_CONSULTATION),
    ("challenge-short-notice", "NHS body", SHORT_MEASURED),
    ("challenge-short-notice", "department", SHORT_BOUND),
    ("challenge-short-notice", "council", SHORT_FOR_COUNCIL),
    ("challenge-short-notice", "council with a compact", SHORT_FOR_COUNCIL | LOCAL_NOTICE),
    ("challenge-no-consultation", "Welsh council", WALES),
    ("challenge-no-consultation", "NHS body", NHS | TRUST | TALK),
    ("challenge-no-consultation", "NHS trust", NHS | TRUST | TALK),
    ("challenge-no-consultation", "department", DEPARTMENT | TALK | {"nao-decom-p1": "benchmark"}),
    ("challenge-no-consultation", "Scottish council", SCOTLAND),
    ("challenge-no-consultation", "council", CHALLENGED_COUNCIL),
    ("challenge-no-consultation", "council with a compact", CHALLENGED_COUNCIL | LOCAL_CONSULTATION),
]
CHECK_FIRST = {
    "gunning", "covenant2025-p2", "nhs-242", "nhs-13q", "wales-code", "bv-engage-expectation",
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
        "local-compact", "statute", "common-law", "statutory-guidance", "agreement", "good-practice",
    ]  # fmt: skip
    assert order == sorted(order, key=kinds.index)


def test_that_what_was_left_out_is_told_and_a_source_taken_out_makes_room_for_the_next(desk):
    view = desk.letters.start(record(desk, "council").record.id, "challenge-no-consultation")
    assert [one.provision.id for one in view.draft.left_out] == [
        "covenant2025-p2", "covenant2025-p3", "nao-decom-p1", "nao-decom-p5", "nao-decom-p4", "nao-decom-p7",
    ]  # fmt: skip
    (told,) = [check for check in view.checks if check.id == "left-out"]
    assert "Civil Society Covenant" in told.sentence
    options = replace(view.draft.options, dropped=frozenset({"compact2010-4-2", "bv-engage-expectation"}))
    view = desk.letters.save(view.record.id, options)
    ids = {one.answer.provision.id for one in view.draft.citations}
    assert {"nao-decom-p5", "covenant2025-p2"} <= ids
    assert not {"compact2010-4-2", "bv-engage-expectation"} & ids
    assert "nao-decom-p5" not in {one.provision.id for one in view.draft.left_out}


def test_that_a_letter_sent_with_more_sources_keeps_them_all_in_their_order(desk):
    view = desk.letters.start(record(desk, "council").record.id, "challenge-short-notice")
    kept = frozen_mapping(view.draft, view.case.facts, view.charity, None)
    annex = next(block for block in kept["blocks"] if block["annex"] and block["cites"])
    assert [one.provision.id for one in view.draft.left_out] == ["nao-decom-notice", "nao-decom-p4"]
    annex["cites"] = ["bv-notice-expectation", "compact2010-4-4", "nao-decom-notice"]
    sent = as_frozen(view.draft, kept)
    assert [(one.number, one.answer.provision.id) for one in sent.citations] == list(enumerate(annex["cites"], 1))
    assert sent.left_out == ()


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
