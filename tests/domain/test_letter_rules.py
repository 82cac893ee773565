"""A letter stands up: it cites only what may be cited, keeps the user's words, and says what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.document import NumberedPoint, block_texts
from charitydesk.domain.gate import Offer
from charitydesk.domain.letter_checks import Severity, ready
from charitydesk.domain.letter_cites import strongest
from charitydesk.domain.letter_document import letter_document
from charitydesk.domain.letter_form import options_mapping, read_options
from charitydesk.domain.letter_kinds import holds
from charitydesk.domain.letters import Addition, Draft, Edit, Role, SourceKind
from charitydesk.domain.notices import NoticeKind, ReasonsGiven
from charitydesk.domain.provisions import Binding, LocalCompactStatus
from charitydesk.services.content_files import load_letters
from tests.domain.cases import council_notice, findings_of, having
from tests.domain.letter_cases import CHARITY, EARLIER, OPTIONS, checked, drawn


def words_of(draft: Draft) -> str:
    return "\n".join(
        text for block in letter_document(draft, CHARITY, load_letters().frame).blocks for text in block_texts(block)
    )


def cited(draft: Draft) -> list[str]:
    return [citation.answer.provision.id for citation in draft.citations]


def test_that_sources_come_in_the_order_of_their_weight_the_agreement_first() -> None:
    draft = drawn(council_notice())
    assert cited(draft)[0] == "own-term"
    assert cited(draft).index("bv-notice-expectation") < cited(draft).index("compact2010-4-4")
    longer = cited(drawn(council_notice(), "challenge-no-consultation"))
    assert longer.index("compact2010-4-3") < longer.index("nao-decom-p3")


def test_that_the_compact_is_a_yardstick_to_a_council_and_a_promise_to_a_department() -> None:
    council = words_of(drawn(council_notice()))
    department = words_of(
        drawn(having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT, name="The Department"))
    )
    assert "not as a promise Anytown Council made: the Compact agreed in December 2010, undertaking 4.4" in council
    assert "In the Compact agreed in December 2010, undertaking 4.4, government undertook" in department


def test_that_no_letter_calls_the_compact_in_force() -> None:
    for kind in load_letters().kinds:
        assert "in force" not in words_of(drawn(council_notice(), kind, earlier=EARLIER))


def test_that_a_council_outside_england_is_never_shown_the_english_compact() -> None:
    for nation in (Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND):
        text = words_of(drawn(having(council_notice(), "body", nation=nation), "challenge-no-consultation"))
        assert "Compact" not in text
        assert "National Audit Office" not in text


def test_that_asks_of_one_kind_are_made_once_and_reach_furthest() -> None:
    facts = having(council_notice(), "terms", notice=having(council_notice(), "terms").terms.notice)
    asks = [block.text for block in drawn(facts).blocks if block.key.startswith("asks.")]
    assert sum("20 February 2027" in ask for ask in asks) == 1


def test_that_the_comparison_says_nothing_of_our_own_records() -> None:
    assert "recorded" not in words_of(drawn(council_notice(), "challenge-no-consultation"))


def test_that_every_sentence_knows_where_it_came_from() -> None:
    for kind in load_letters().kinds:
        for block in drawn(council_notice(), kind, earlier=EARLIER).blocks:
            assert block.grid is not None or all(sentence.sources for sentence in block.sentences), block.key


def test_that_points_are_numbered_through_and_the_chronology_is_in_order() -> None:
    draft = drawn(council_notice(), options=replace(OPTIONS, chronology=True))
    numbers = [
        b.number for b in letter_document(draft, CHARITY, load_letters().frame).blocks if isinstance(b, NumberedPoint)
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    table = next(block for block in draft.blocks if block.key == "annex.chronology.table")
    assert table.grid is not None
    assert [row[0] for row in table.grid.rows] == [
        "12 November 2026",
        "19 November 2026",
        "20 November 2026",
        "23 November 2026",
        "4 January 2027",
    ]


def test_that_a_fact_not_known_leaves_a_blank_that_stops_the_letter() -> None:
    facts = having(council_notice(), "consequences", effect="")
    draft = drawn(facts)
    assert "[fill in: " in words_of(draft)
    assert "consequences.effect" in {blank.path for blank in draft.blanks}
    assert any(check.id == "blank" for check in checked(facts))
    assert not ready(checked(facts))


def test_that_an_edit_is_kept_when_facts_change_and_the_conflict_is_shown() -> None:
    before = drawn(council_notice())
    block = next(block for block in before.blocks if block.key == "understand")
    options = replace(OPTIONS, edits={"understand": Edit("We were told in November.", block.generated)})
    same = next(b for b in drawn(council_notice(), options=options).blocks if b.key == "understand")
    assert (same.text, same.conflict) == ("We were told in November.", None)
    moved = having(council_notice(), "notice", effective_on=date(2027, 1, 18))
    after = next(b for b in drawn(moved, options=options).blocks if b.key == "understand")
    assert after.text == "We were told in November."
    assert after.conflict is not None
    assert "18 January 2027" in after.conflict
    assert "conflict" in {check.id for check in checked(moved, options=options)}


def test_that_a_paragraph_taken_out_is_not_printed_and_a_heading_never_stands_over_nothing() -> None:
    draft = drawn(council_notice())
    effects = [b for b in draft.blocks if b.key.startswith("effect") and b.role is not Role.HEADING]
    options = replace(OPTIONS, edits={b.key: Edit("", b.generated) for b in effects})
    assert "What it means for people" not in words_of(drawn(council_notice(), options=options))


def test_that_an_added_paragraph_follows_the_block_it_was_put_after_even_when_that_is_gone() -> None:
    additions = (Addition("own-1", "who", "We are 40 years old."), Addition("own-2", "no-such-block", "And well."))
    draft = drawn(council_notice(), options=replace(OPTIONS, additions=additions))
    keys = [block.key for block in draft.blocks]
    assert keys.index("own-1") == keys.index("who") + 1
    assert "own-2" in keys
    assert next(b for b in draft.blocks if b.key == "own-1").sources[0].kind is SourceKind.USER


def test_that_a_source_not_wanted_is_not_cited_and_one_not_offered_needs_a_reason() -> None:
    dropped = drawn(council_notice(), options=replace(OPTIONS, dropped=frozenset({"compact2010-4-4"})))
    assert "compact2010-4-4" not in cited(dropped)
    forced = replace(OPTIONS, overrides={"compact2009-13-3": "The council wrote that it follows the 2009 edition."})
    checks = checked(council_notice(), options=forced)
    assert "compact2009-13-3" in cited(drawn(council_notice(), options=forced))
    assert any(check.id == "overridden" and "2009 edition" in check.sentence for check in checks)


def test_that_what_is_only_reported_must_be_checked_before_sending() -> None:
    stops = {check.provision for check in checked(council_notice()) if check.id == "check-citation"}
    assert "bv-notice-expectation" in stops
    ticked = replace(OPTIONS, checked=frozenset(stops))
    assert not any(check.id == "check-citation" for check in checked(council_notice(), options=ticked))


def test_that_a_point_rests_on_two_sources_at_most_and_good_practice_gives_way_to_anything_stronger() -> None:
    found = {finding.id: finding.provisions for finding in findings_of(council_notice()).values()}
    pick = {name: [a.provision.id for a in strongest(answers, 2)] for name, answers in found.items()}
    assert pick["consulted-before"] == ["bv-s3-2", "gunning"]
    assert pick["early-discussion"] == ["bv-engage-expectation", "compact2010-4-3"]
    assert pick["impact-assessed"] == ["compact2010-4-2"]
    assert pick["transition"] == ["nao-decom-p3"]
    assert all(len(chosen) <= 2 for chosen in pick.values())
    assert strongest((), 2) == ()
    assert len(strongest(found["consulted-before"], 1)) == 1


def test_that_editing_a_point_away_from_its_source_stops_the_letter() -> None:
    block = next(b for b in drawn(council_notice()).blocks if b.key == "agreed.compact2010-4-4")
    options = replace(OPTIONS, edits={block.key: Edit("You promised us three months.", block.generated)})
    assert "edited-citation" in {check.id for check in checked(council_notice(), options=options)}


@pytest.mark.parametrize(
    ("claim", "answered_with"),
    [
        ("The Compact is still in force.", "agreed in December 2010"),
        ("You must consult for 12 weeks.", "not a right"),
        ("An equality impact assessment is required by law.", "due regard"),
        ("We will take this to Compact Voice.", "are gone"),
        ("The Compact, 13.3, promises three months.", "4.4"),
        ("The Civil Society Covenant says so in paragraph 7.", "heading"),
        ("In Berry the charity won.", "lost"),
        ("Capenhurst shows that the Compact counts.", "not a case about the Compact"),
        ("You are in breach of the Compact.", "benchmark"),
        ("The guidance is binding on you.", "expectation"),
    ],
)
def test_that_a_claim_no_source_supports_is_caught_in_the_users_own_words(claim: str, answered_with: str) -> None:
    options = replace(OPTIONS, additions=(Addition("own-1", "who", claim),))
    found = [check for check in checked(council_notice(), options=options) if check.id == "wording"]
    assert any(answered_with in check.sentence and check.severity is Severity.STOP for check in found)


def test_that_a_department_may_be_told_that_it_is_bound_by_the_compact() -> None:
    facts = having(council_notice(), "body", kind=BodyKind.CENTRAL_GOVERNMENT)
    options = replace(OPTIONS, additions=(Addition("own-1", "who", "You are bound by the Compact."),))
    assert not [c for c in checked(facts, options=options) if c.id == "wording" and c.severity is Severity.STOP]


def test_that_a_number_typed_by_hand_that_is_none_of_the_letters_sources_is_pointed_out() -> None:
    options = replace(OPTIONS, additions=(Addition("own-1", "who", "See section 99 of the Act and undertaking 4.4."),))
    found = [check.sentence for check in checked(council_notice(), options=options) if check.id == "wording"]
    assert any("99" in sentence for sentence in found)
    assert not any("4.4" in sentence for sentence in found)


def test_that_a_date_or_sum_that_disagrees_with_the_record_is_pointed_out() -> None:
    typed = "You wrote on 3 March 2026 of £900; it takes effect on 4 January 2027."
    options = replace(OPTIONS, additions=(Addition("own-1", "who", typed),))
    found = {(check.id, check.sentence.split(" stands")[0]) for check in checked(council_notice(), options=options)}
    assert {("date", "3 March 2026"), ("sum", "£900")} <= found
    assert ("date", "4 January 2027") not in found


def test_that_a_letter_without_an_ask_an_addressee_or_a_reply_date_is_not_ready() -> None:
    draft = drawn(council_notice())
    asks = {b.key: Edit("", b.generated) for b in draft.blocks if b.key.startswith("ask")}
    bare = replace(OPTIONS, edits=asks, addressee="", address=(), reply_by=None)
    assert {"no-ask", "addressee", "no-reply-date"} <= {check.id for check in checked(council_notice(), options=bare)}


def test_that_a_letter_to_somebody_else_than_the_body_is_pointed_out() -> None:
    wrong = replace(OPTIONS, addressee="The Chief Officer", address=("Othertown Council",))
    assert "addressee" in {check.id for check in checked(council_notice(), options=wrong)}


def test_that_a_letter_about_promises_that_were_kept_is_refused_as_a_weak_case() -> None:
    facts = having(council_notice(), "notice", effective_on=date(2027, 6, 30), reasons=ReasonsGiven.FULL)
    facts = having(facts, "consequences", staff_at_risk=0)
    facts = having(facts, "body", local_compact=LocalCompactStatus.NONE_FOUND)
    assert "weak-case" in {check.id for check in checked(facts)}


def test_that_a_person_not_named_is_addressed_and_left_as_custom_has_it() -> None:
    text = words_of(drawn(council_notice(), options=replace(OPTIONS, salutation="")))
    assert "Dear Sir or Madam," in text
    assert "Yours faithfully," in text
    assert "Yours sincerely," in words_of(drawn(council_notice()))


def test_that_scotland_has_its_own_freedom_of_information_act() -> None:
    scottish = words_of(drawn(having(council_notice(), "body", nation=Nation.SCOTLAND), "freedom-of-information"))
    assert "Freedom of Information (Scotland) Act 2002" in scottish
    assert "section 10" not in scottish
    english = words_of(drawn(council_notice(), "freedom-of-information"))
    assert "Freedom of Information Act 2000" in english


def test_that_a_uk_department_in_scotland_answers_under_the_act_of_2000() -> None:
    facts = having(council_notice(), "body", nation=Nation.SCOTLAND, kind=BodyKind.CENTRAL_GOVERNMENT)
    assert "Freedom of Information Act 2000" in words_of(drawn(facts, "freedom-of-information"))


def test_that_judicial_review_is_never_threatened() -> None:
    for kind in load_letters().kinds.values():
        for tone in kind.tones:
            text = words_of(drawn(council_notice(), kind.id, replace(OPTIONS, tone=tone), EARLIER)).lower()
            assert "judicial review" not in text
            assert "legal action" not in text


def test_that_options_come_back_from_the_database_as_they_went_in() -> None:
    options = replace(
        OPTIONS,
        edits={"who": Edit("a", "b")},
        additions=(Addition("own-1", "who", "c"),),
        dropped=frozenset({"x"}),
        checked=frozenset({"y"}),
        enclosures=("A copy",),
        chronology=True,
    )
    assert read_options(options_mapping(options)) == options


@given(
    kind=st.sampled_from(sorted(load_letters().kinds)),
    nation=st.sampled_from(list(Nation)),
    body=st.sampled_from(list(BodyKind)),
    relationship=st.sampled_from(list(Relationship)),
    what=st.sampled_from(list(NoticeKind)),
    answer=st.sampled_from(list(Answer)),
)
def test_that_no_letter_to_anybody_cites_what_the_gate_refuses_or_calls_a_yardstick_a_promise(
    kind: str, nation: Nation, body: BodyKind, relationship: Relationship, what: NoticeKind, answer: Answer
) -> None:
    facts = having(council_notice(), "body", nation=nation, kind=body)
    facts = having(facts, "agreement", relationship=relationship)
    facts = having(facts, "notice", kind=what)
    facts = having(facts, "process", impact_assessed=answer, equality_evidence=answer)
    draft = drawn(facts, kind, earlier=EARLIER)
    for citation in draft.citations:
        assert citation.answer.offer is not Offer.NOT_OFFERED
        if citation.answer.binding is Binding.BENCHMARK:
            point = next((b for b in draft.blocks if b.key == f"agreed.{citation.answer.provision.id}"), None)
            assert point is None or "yardstick" in point.text.lower()
    assert "{" not in words_of(draft)


def test_that_conditions_read_as_all_of_these_with_alternatives_and_absences() -> None:
    flags = frozenset({"grant", "england"})
    assert holds(("grant", "wales|england", "!contract"), flags)
    assert not holds(("grant", "wales|scotland"), flags)
