"""The Library's words, filters and half-typed compacts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import Offer, judge
from charitydesk.domain.provisions import ReadRecord, Verification
from charitydesk.presentation import library_words as words
from charitydesk.presentation.library_compact import (
    TOPIC_CHOICES,
    CompactDraft,
    clause_title,
    national_choices,
    what_is_missing,
)
from charitydesk.presentation.library_register import (
    MONEY,
    RegisterFilter,
    RegisterRow,
    asked,
    in_order,
    instrument_choices,
    money_key,
    topic_choices,
)
from charitydesk.services.content_files import load_findings
from charitydesk.services.library import CompactView, LocalClauseRecord, LocalCompactRecord
from charitydesk.services.register_files import load_register

ROWS = [RegisterRow(entry) for entry in load_register()]
ON = date(2026, 11, 27)


def test_that_every_entry_has_its_words():
    for row in ROWS:
        entry = row.provision
        assert all(words.reach_sentence(reach).endswith(".") for reach in entry.reaches), entry.id
        assert words.stood_words(entry).endswith(("notice.", "began.")), entry.id
        assert words.how_sure_words(entry), entry.id
        assert entry.citation() in words.printed_words(entry)
        assert row.title in row.sentence
        assert row.sure.word in row.sentence
        assert all(topic[0].isupper() or topic[0].isdigit() for topic in map(words.topic_words, entry.topics)), entry.id


def test_that_the_compact_is_never_said_to_be_in_force():
    compact = next(row for row in ROWS if row.provision.id == "compact2010-4-4")
    told = f"{words.printed_words(compact.provision)} {words.stood_words(compact.provision)} {compact.standing.word}"
    assert "in force" not in told.casefold()
    assert "agreed in December 2010" in told


def test_that_a_yardstick_is_told_from_a_promise():
    compact = next(row.provision for row in ROWS if row.provision.id == "compact2010-4-4")
    told = [words.reach_sentence(reach) for reach in compact.reaches]
    assert told[0].startswith("Binds UK government departments")
    assert any(one.startswith("Only measures councils") and "England" in one for one in told)


def test_that_our_own_reading_stands_before_how_the_register_knew_it():
    recalled = next(row.provision for row in ROWS if row.provision.verification is Verification.RECALLED)
    read = ReadRecord(recalled.id, "The printed copy", ON, "4.1", "Mari")
    never = next(row.provision for row in ROWS if row.provision.not_citable)
    assert words.sureness_badge(recalled, None).word == "Recalled"
    assert words.sureness_badge(recalled, read) is words.READ_BY_US
    assert words.sureness_badge(never, read) is words.NEVER_CITED


def test_that_the_national_compact_comes_first_and_its_numbers_in_counting_order():
    ordered = in_order(ROWS)
    first = [row.provision.reference for row in ordered[:47]]
    assert all(row.provision.edition == "December 2010" for row in ordered[:47])
    assert first.index("undertaking 3.9") < first.index("undertaking 3.10")


def test_that_what_may_be_cited_comes_first_when_a_case_is_asked_about():
    question = asked(nation=Nation.WALES, body=BodyKind.LOCAL_AUTHORITY, money="grant", event_date=ON, written_on=ON)
    rows = in_order(RegisterRow(row.provision, None, judge(row.provision, question.case)) for row in ROWS)
    order = [list(Offer).index(row.answer.offer) for row in rows]
    assert order == sorted(order)
    kept = [row for row in rows if RegisterFilter(cite="may").keeps(row)]
    assert {row.answer.offer for row in kept} == {Offer.OFFER, Offer.CHECK_FIRST}
    assert question.words == "Council in Wales · Grant · decided Fri 27 Nov 2026"


def test_that_every_choice_of_a_filter_finds_what_it_promises():
    for choice in topic_choices(ROWS)[1:]:
        count = sum(RegisterFilter(topic=str(choice.value)).keeps(row) for row in ROWS)
        assert choice.label.endswith(f"({count})")
    found = sum(
        RegisterFilter(instrument=str(choice.value)).keeps(row)
        for choice in instrument_choices(ROWS)[1:]
        for row in ROWS
    )
    assert found == len(ROWS)


@pytest.mark.parametrize("key", MONEY)
def test_that_each_kind_of_money_is_found_again(key):
    relationship, regime, _ = MONEY[key]
    assert money_key(relationship, regime) == key


def test_that_a_contract_under_rules_not_listed_is_still_a_contract():
    assert money_key(Relationship.CONTRACT, Regime.NONE) == "contract"
    assert set(Regime) - {Regime.NONE} <= {regime for _, regime, _ in MONEY.values()}


def test_that_a_clause_can_be_about_whatever_the_findings_look_for():
    wanted = {topic for finding in load_findings() for topic in finding.topics}
    offered = {choice.value for choice in TOPIC_CHOICES} | {"rationale"}
    assert wanted <= offered
    assert offered <= set(load_register().topics) | wanted


def test_that_the_national_undertakings_are_offered_in_counting_order():
    numbers = [choice.label.split()[0] for choice in national_choices(load_register())[1:]]
    assert len(numbers) == 47
    assert numbers.index("3.9") < numbers.index("3.10")


def test_that_a_half_typed_clause_leaves_the_kept_one_as_it_was():
    moment = datetime(2026, 11, 27, tzinfo=UTC)
    record = LocalCompactRecord(id=1, name="Anytown Compact", created_at=moment)
    clause = LocalClauseRecord(id=5, local_compact_id=1, reference="4.2", text="Three months' notice.")
    draft = CompactDraft.of(CompactView(record, (), (clause,)))
    assert not draft.differs()
    draft.clauses[0] = replace(clause, reference="")
    draft.clauses.append(LocalClauseRecord(local_compact_id=1, reference="5", text=""))
    assert not draft.differs()
    draft.record = replace(record, name=" ", area="Anytown")
    kept, _, clauses = draft.keepable()
    assert (kept.name, kept.area, clauses) == ("Anytown Compact", "Anytown", [clause])


def test_that_a_new_compact_waits_for_its_name():
    draft = CompactDraft.new()
    draft.record = replace(draft.record, area="Anytown", notice_period="soon")
    assert not draft.differs()
    draft.record = replace(draft.record, name="Anytown Compact")
    assert draft.differs()
    assert draft.keepable()[0].notice_period == ""


def test_that_an_unnumbered_clause_is_named_by_its_place():
    clause = LocalClauseRecord(local_compact_id=1, reference="unnumbered", page="7", heading="Notice", text="x")
    assert clause_title(clause) == "Unnumbered, page 7, “Notice”"
    assert clause_title(replace(clause, reference="4.2")) == "Clause 4.2"
    assert clause_title(replace(clause, reference="Principle B")) == "Principle B"


def test_that_an_empty_compact_says_everything_that_stands_before_a_letter():
    assert len(what_is_missing(CompactView(LocalCompactRecord(name="Anytown Compact"), (), ()))) == 3
