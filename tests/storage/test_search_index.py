"""The index of words stays right through edits, imports, undo and redo."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings

from charitydesk.storage.records import AttachmentRecord
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import (
    CommissionerRecord,
    ContractClauseRecord,
    ContractRecord,
    ObligationRecord,
)
from charitydesk.storage.records_search import AttachmentTextRecord
from charitydesk.storage.search_store import cut
from tests.words import anything


def found(desk, typed):
    with desk.read() as work:
        return [(hit.kind, hit.title) for hit in work.search.find(typed)]


def add_contract(desk, **values):
    with desk.write("Added") as work:
        return work.contracts.add(ContractRecord(**{"title": "Lunch club", "commissioner": "Anytown Council"} | values))


def test_a_record_is_found_by_the_beginning_of_a_word_without_accents_or_case(desk):
    add_contract(desk, title="Gŵyl Fwyd", note="Cinio i bobl hŷn")
    for typed in ("gwyl", "GŴYL", "fw", "cinio hyn", "anytown gw"):
        assert found(desk, typed) == [("contract", "Gŵyl Fwyd")], typed
    assert found(desk, "gwylx") == []


def test_an_edit_takes_the_old_words_out(desk):
    contract = add_contract(desk)
    with desk.write("Changed") as work:
        work.contracts.update(dataclasses.replace(contract, title="Dinner club"))
    assert found(desk, "lunch") == []
    assert found(desk, "dinner") == [("contract", "Dinner club")]


def test_undo_and_redo_take_the_words_along(desk):
    contract = add_contract(desk)
    with desk.write("Took out") as work:
        work.contracts.delete(contract.id)
    assert found(desk, "lunch") == []
    desk.undo()
    assert found(desk, "lunch") == [("contract", "Lunch club")]
    desk.undo()
    assert found(desk, "lunch") == []
    desk.redo()
    assert found(desk, "lunch") == [("contract", "Lunch club")]


def bulk(desk, count=50):
    base = dataclasses.asdict(ContractRecord(title=""))
    del base["id"]
    rows = [base | {"title": f"Imported {n}", "created_at": desk.now, "updated_at": desk.now} for n in range(count)]
    with desk.write("Imported") as work:
        return work.bulk_insert("contract", rows)


def test_an_import_at_one_go_is_found_undone_and_redone_with_its_words(desk):
    add_contract(desk)
    bulk(desk)
    assert found(desk, "imported 7") == [("contract", "Imported 7")]
    desk.undo()
    assert found(desk, "imported") == []
    assert found(desk, "lunch") == [("contract", "Lunch club")]
    desk.redo()
    assert found(desk, "imported 7") == [("contract", "Imported 7")]
    add_contract(desk, title="After the import")
    assert found(desk, "after") == [("contract", "After the import")]


def test_a_small_import_among_many_records_is_undone_without_their_words(desk):
    for title in ("Lunch club", "Dinner club", "Breakfast club"):
        add_contract(desk, title=title)
    bulk(desk, 2)
    desk.undo()
    assert found(desk, "imported") == []
    assert [title for _, title in found(desk, "club")] == ["Lunch club", "Dinner club", "Breakfast club"]
    desk.redo()
    assert {title for _, title in found(desk, "imported")} == {"Imported 0", "Imported 1"}


def test_an_import_that_fails_leaves_index_and_triggers_as_they_were(desk):
    with pytest.raises(KeyError), desk.write("Fails") as work:
        work.bulk_insert("contract", ({"title": row["title"]} for row in [{"title": "Half"}, {}]))
    assert found(desk, "half") == []
    add_contract(desk)
    assert found(desk, "lunch") == [("contract", "Lunch club")]


def test_what_hangs_on_a_record_is_found_with_the_record_that_opens_it(desk):
    contract = add_contract(desk)
    with desk.write("Added") as work:
        work.contract_clauses.add(ContractClauseRecord(contract_id=contract.id, number="14.2", topic="notice"))
        work.obligations.add(ObligationRecord(title="Quarterly report", contract_id=contract.id))
        bid = work.bids.add(BidRecord(title="Breakfast club", lessons="Ask for six-month outcomes"))
        work.commissioners.add(CommissionerRecord(name="Beck Board"))
        work.attachment_texts.add(
            AttachmentTextRecord(attachment_id=_file(work, bid.id), file_name="a.txt", text="zebra")
        )
    with desk.read() as work:
        hits = {typed: work.search.find(typed)[0] for typed in ("14.2", "quarterly", "outcomes", "beck", "zebra")}
    opened = {typed: (hit.kind, hit.parent, hit.parent_id) for typed, hit in hits.items()}
    assert opened == {
        "14.2": ("clause", "contract", contract.id),
        "quarterly": ("obligation", "contract", contract.id),
        "outcomes": ("bid", "bid", bid.id),
        "beck": ("commissioner", "commissioner", 1),
        "zebra": ("file", "bid", bid.id),
    }
    assert (hits["outcomes"].where, hits["outcomes"].passage) == ("lessons", "Ask for six-month outcomes")


def _file(work, bid_id):
    record = AttachmentRecord(
        owner_table="bid", owner_id=bid_id, file_name="a.txt", relative_path="files/a.txt", sha256="0", size=5
    )
    return work.attachments.add(record).id


def test_what_matches_in_the_title_comes_first(desk):
    add_contract(desk, title="Carers' hub", note="lunch")
    add_contract(desk, title="Lunch club", note="")
    assert [title for _, title in found(desk, "lunch")] == ["Lunch club", "Carers' hub"]


def test_words_before_the_last_are_whole_until_nothing_is_found_that_way(desk):
    add_contract(desk, title="Art for all")
    add_contract(desk, title="Arthritis group for all")
    assert found(desk, "art for") == [("contract", "Art for all")]
    assert found(desk, "arthr gro") == [("contract", "Arthritis group for all")]


@given(anything(max_size=60))
def test_what_is_typed_is_cut_into_words_that_hold_no_sign(typed):
    asked = cut(typed)
    assert all(word.isalnum() or all(c.isalnum() for c in word if c.isprintable()) for word in asked.words)
    assert len(asked.words) <= 12


@given(anything(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_typed_breaks_the_search(desk, typed):
    with desk.read() as work:
        assert isinstance(work.search.find(typed), tuple)


def test_the_index_agrees_with_the_records_after_all_that(desk):
    contract = add_contract(desk)
    bulk(desk)
    desk.undo()
    with desk.write("Took out") as work:
        work.contracts.delete(contract.id)
    desk.undo()
    with desk.read() as work:
        assert len(work.search.find("club")) == 1
    desk.reopen()
    assert found(desk, "lunch") == [("contract", "Lunch club")]
