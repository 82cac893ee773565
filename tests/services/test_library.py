"""What people add to the register: readings that cure one test of the gate, and local compacts they typed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from journeys import facts, open_services

from charitydesk.domain.bodies import Answer
from charitydesk.domain.gate import Offer
from charitydesk.domain.gate_words import gate_case_from_words
from charitydesk.domain.ids import LocalCompactId
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.errors import BadInputError
from charitydesk.services.library import LocalClauseRecord, LocalCompactRecord, LocalSignatoryRecord
from charitydesk.services.register_reader import RegisterReader

NEW = LocalCompactId(0)
DAY = date(2026, 11, 20)


def department(**changes):
    words = {"on": DAY, "written_on": DAY, "nation": "england", "body": "department", "relationship": "contract"}
    return gate_case_from_words(**words | changes)


def compact(**changes):
    record = LocalCompactRecord(
        name="Borough Compact",
        adopted_on=date(2018, 3, 1),
        status=LocalCompactStatus.ACTIVE,
        status_confirmed_by="Borough Voluntary Action",
        notice_period="6 months",
    )
    return replace(record, **changes)


def save(desk, record=None, signed=Answer.YES):
    return desk.library.save_compact(
        record or compact(),
        [LocalSignatoryRecord(local_compact_id=NEW, body="Borough  COUNCIL", signed=signed)],
        [LocalClauseRecord(local_compact_id=NEW, reference="4.2", text="Six months", topics=("notice",))],
    )


def test_that_a_remembered_provision_is_offered_once_somebody_has_read_it(desk):
    case = department()
    before = desk.library.show("compact2010-3-9", case)
    assert (before.answer.offer, before.answer.failed) == (Offer.NOT_OFFERED, "verification")
    desk.library.check("compact2010-3-9", source="The PDF", read_on=DAY, reference="undertaking 3.9", read_by="Mari")
    after = desk.library.show("compact2010-3-9", case)
    assert after.answer.offer is Offer.OFFER
    assert after.read.read_by == "Mari"
    assert desk.library.show("compact2010-3-9", department(nation="wales")).answer.offer is Offer.NOT_OFFERED


def test_that_a_reading_kept_under_a_merged_id_counts_for_its_entry(desk):
    desk.library.check("eqa2010-s149", source="legislation.gov.uk", read_on=DAY, reference="section 149(1)")
    assert desk.library.show("eqa-149").read.read_on == DAY
    assert next(view for view in desk.library.list() if view.provision.id == "eqa-149").read is not None


def test_that_the_latest_reading_counts_and_undo_takes_it_back(desk):
    for day, number in ((date(2026, 11, 20), "3.9 second"), (date(2026, 11, 2), "3.9 first")):
        desk.library.check("compact2010-3-9", source="Copy", read_on=day, reference=number)
    assert desk.library.show("compact2010-3-9").read.reference == "3.9 second"
    desk.history.undo()
    desk.history.undo()
    assert desk.library.show("compact2010-3-9").read is None


@pytest.mark.parametrize(
    ("id_", "changes", "told"),
    [
        ("no-such-entry", {}, "no provision called"),
        ("compact2010-3-9", {"source": "  "}, "Say what you read"),
        ("compact2010-3-9", {"reference": ""}, "Say what you read"),
        ("compact2010-3-9", {"read_on": date(2026, 11, 24)}, "in the future"),
    ],
)
def test_that_a_reading_without_its_particulars_is_refused(desk, id_, changes, told):
    given = {"source": "The PDF", "read_on": DAY, "reference": "3.9"} | changes
    with pytest.raises(BadInputError, match=told):
        desk.library.check(id_, **given)
    assert desk.library.reads() == {}


def test_that_a_number_is_no_record_of_reading_what_is_cited_by_its_heading(desk):
    given = {"source": "The Covenant on GOV.UK", "read_on": DAY}
    with pytest.raises(BadInputError, match="heading"):
        desk.library.check("covenant2025-p4", **given, reference="4.2")
    desk.library.check("covenant2025-p4", **given, reference="Transparency and data")
    assert list(desk.library.reads()) == ["covenant2025-p4"]


def test_that_what_can_never_be_cited_stays_so_whoever_reads_it(desk):
    trap = next(view.provision for view in desk.library.list() if view.provision.not_citable)
    with pytest.raises(BadInputError, match="can never be cited"):
        desk.library.check(trap.id, source="The PDF", read_on=DAY, reference="1")


def test_that_the_packaged_register_answers_without_any_data_folder(desk):
    assert RegisterReader().list("three-months", department()) == desk.library.list("three-months", department())
    with pytest.raises(BadInputError, match="no topic called"):
        RegisterReader().list("cheese")


def test_that_a_signed_and_living_compact_is_a_promise_of_the_body_that_signed(desk):
    save(desk)
    view = desk.notices.record(facts())
    answer = view.case.answers["local:1"]
    assert (answer.offer, answer.binding, answer.citation) == (Offer.OFFER, "binds", "Borough Compact, clause 4.2")
    other = desk.notices.record(facts(body={"name": "Another Council"}))
    assert "local:1" not in other.case.answers


@pytest.mark.parametrize(
    ("record", "signed", "offer", "told"),
    [
        (compact(status=LocalCompactStatus.DORMANT), Answer.YES, Offer.NOT_OFFERED, "recorded as dormant"),
        (compact(), Answer.NO, Offer.NOT_OFFERED, "did not sign"),
        (compact(), Answer.UNKNOWN, Offer.CHECK_FIRST, "whether it signed"),
        (compact(status=LocalCompactStatus.UNKNOWN), Answer.YES, Offer.CHECK_FIRST, "still stands"),
        (compact(status_confirmed_by=""), Answer.YES, Offer.CHECK_FIRST, "who confirmed"),
        (compact(adopted_on=date(2026, 11, 14)), Answer.YES, Offer.NOT_OFFERED, "14 November 2026"),
    ],
)
def test_that_a_compact_not_shown_to_be_signed_and_living_is_never_asserted(desk, record, signed, offer, told):
    save(desk, record, signed)
    view = desk.notices.record(facts())
    assert view.case.answers["local:1"].offer is offer
    assert told in view.case.answers["local:1"].reason
    promised = "LOCAL_COMPACT_NOTICE" in {clock.rule for clock in view.clocks}
    assert promised == (record.status is LocalCompactStatus.ACTIVE and signed is Answer.YES)


def test_that_the_notices_own_no_outweighs_the_library(desk):
    save(desk)
    view = desk.notices.record(facts(body={"signed": "no"}))
    assert view.case.answers["local:1"].offer is Offer.NOT_OFFERED


def test_that_a_compact_is_kept_whole_and_changed_whole(desk):
    kept = save(desk)
    first = kept.clauses[0]
    second = LocalClauseRecord(local_compact_id=NEW, reference="5.1", text="Talk early", topics=("early-discussion",))
    desk.library.save_compact(replace(kept.compact, area="Borough"), (), [second, first])
    view = desk.library.compact(kept.compact.id)
    assert [(clause.reference, clause.position) for clause in view.clauses] == [("5.1", 0), ("4.2", 1)]
    assert view.signatories == ()
    assert view.clauses[1].id == first.id
    desk.library.delete_compact(kept.compact.id)
    assert desk.library.compacts() == ()
    desk.history.undo()
    assert desk.library.compact(kept.compact.id) == view


@pytest.mark.parametrize(
    ("record", "clause", "told"),
    [
        (compact(name=" "), {}, "has no name"),
        (compact(notice_period="soon"), {}, "is not a period"),
        (compact(), {"text": " "}, "has no words"),
        (compact(), {"reference": ""}, "has no number"),
    ],
)
def test_that_a_compact_that_could_not_be_cited_is_refused_whole(desk, record, clause, told):
    words = {"local_compact_id": NEW, "reference": "4.2", "text": "Six months"} | clause
    with pytest.raises(BadInputError, match=told):
        desk.library.save_compact(record, (), [LocalClauseRecord(**words)])
    assert desk.library.compacts() == ()


def test_that_readings_survive_closing_the_folder(tmp_path):
    desk = open_services(tmp_path)
    desk.library.check("compact2010-3-9", source="The PDF", read_on=DAY, reference="3.9")
    desk.close()
    desk = open_services(tmp_path, datetime(2027, 1, 4, tzinfo=UTC))
    assert desk.library.show("compact2010-3-9").read.source == "The PDF"
    desk.close()
