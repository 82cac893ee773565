"""The two hundred real notices, in and out again; skipped aloud where they are not."""

from __future__ import annotations

import copy
import csv
import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from pypdfium2 import PdfDocument

from charitydesk.bootstrap import build_services
from charitydesk.documents.pdf import pdf_bytes
from charitydesk.documents.word import docx_bytes
from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.presentation.bid_print import DEADLINES_TITLE, deadline_blocks
from charitydesk.presentation.bid_words import deadline_in_full
from charitydesk.services.bids import BidFilter
from charitydesk.services.clock import FixedClock
from charitydesk.services.import_words import FieldChange
from charitydesk.services.imports import RefusedImportError
from tests.documents.readers import word_text

NOTICES = Path(__file__).resolve().parents[3] / "shared" / "data" / "contracts_finder_england_200.json"
NOTICE = {
    "ocid": "ocds-b5fd17-1",
    "id": "1",
    "date": "2025-01-10T10:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "Anytown Council"},
    "tender": {
        "id": "T1",
        "title": "Day centre",
        "tenderPeriod": {"endDate": "2025-03-07T13:00:00Z"},
        "value": {"amount": 90000, "currency": "GBP"},
        "lots": [{"id": "1", "title": "North", "value": {"amount": 50000, "currency": "GBP"}}],
        "suitability": {"sme": True, "vcse": True},
    },
}


@pytest.fixture
def services(folders, tmp_path):
    folder = AppPaths(folders.empty(tmp_path / "data"))
    opened = build_services(folder, FixedClock(datetime(2025, 1, 20, 9, tzinfo=UTC)))
    yield opened
    opened.close()


@pytest.fixture
def preview(services, tmp_path):
    def make(document, kind="bids"):
        path = tmp_path / "notices.json"
        path.write_text(json.dumps(document))
        return services.notice_imports.preview(path, kind)

    return make


@pytest.fixture
def releases():
    if not NOTICES.is_file():
        pytest.skip("the two hundred real notices are not beside this checkout")
    return json.loads(NOTICES.read_text(encoding="utf-8"))["releases"]


def closings(releases):
    """The closing time of each process as its newest release gives it, exactly as published."""
    newest = {}
    for release in sorted(releases, key=lambda one: datetime.fromisoformat(one["date"])):
        closing = release["tender"].get("tenderPeriod", {}).get("endDate")
        newest[release["ocid"]] = closing or newest.get(release["ocid"], "")
    return newest


def test_every_real_notice_comes_in_and_every_closing_time_survives_to_record_calendar_and_table(
    services, releases, tmp_path
):
    started = time.perf_counter()
    seen = services.notice_imports.preview(NOTICES)
    done = services.notice_imports.commit(seen)
    assert time.perf_counter() - started < 2
    expected = closings(releases)
    assert (seen.releases, seen.problems, done.added) == (200, (), len(expected))
    with services.desk.change("Looked again at them all") as work:
        for bid in work.bids.all():
            work.bids.update(replace(bid, stage=BidStage.SPOTTED))
    with services.desk.read() as work:
        bids = {bid.ocid: bid for bid in work.bids.all()}
    assert {ocid: bid.deadline for ocid, bid in bids.items()} == expected
    moments = {ocid: datetime.fromisoformat(text) for ocid, text in expected.items() if text}
    assert {ocid: bid.deadline_at for ocid, bid in bids.items() if bid.deadline} == moments

    services.exports.export_list("bids", tmp_path / "bids.csv")
    with (tmp_path / "bids.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {row["Open contracting number"]: row["Closing date"] for row in csv.DictReader(file)}
    assert written == expected

    services.exports.export_calendar(tmp_path / "bids.ics")
    calendar = Calendar.from_ical((tmp_path / "bids.ics").read_bytes())
    events = [event for event in calendar.walk("VEVENT") if str(event["summary"]).startswith("Tender closes")]
    assert len(events) == len(moments)
    by_details = {str(event["description"]): event["dtstart"].dt for event in events}
    for ocid, moment in moments.items():
        starts = [at for details, at in by_details.items() if f"({bids[ocid].deadline})" in details]
        assert moment in starts
    services.history.undo()
    services.history.undo()
    with services.desk.read() as work:
        assert (work.bids.count(), work.commissioners.count()) == (0, 0)


def test_every_closing_time_and_its_offset_survives_to_the_screen_and_to_paper(services, releases):
    services.notice_imports.commit(services.notice_imports.preview(NOTICES))
    lines = services.bids.list(limit=1_000)
    assert {line.ocid: line.deadline for line in lines} == closings(releases)
    document = services.printing.document(
        DEADLINES_TITLE, deadline_blocks(lines, "All bids", services.desk.clock.today())
    )
    word = squeezed(word_text(docx_bytes(document)))
    pages = PdfDocument(pdf_bytes(document)[0])
    pdf = squeezed("".join(page.get_textpage().get_text_range() for page in pages))
    for line in lines:
        if not line.deadline:
            continue
        moment = datetime.fromisoformat(line.deadline)
        uk = moment.astimezone(ZoneInfo("Europe/London"))
        hour = {0: "12 midnight", 12: "12 noon"}.get(uk.hour) if not uk.minute else None
        minutes = f".{uk.minute:02}" if uk.minute else ""
        clock = hour or f"{(uk.hour - 1) % 12 + 1}{minutes}{'am' if uk.hour < 12 else 'pm'}"
        hours = moment.utcoffset() // timedelta(hours=1)
        told = f"{uk:%a} {uk.day} {uk:%b %Y}, {clock}", f"UTC+{hours})" if hours else "UTC)"
        shown = deadline_in_full(line)
        assert all(part in shown for part in told)
        given = f"{shown} {line.deadline}"
        assert squeezed(given) in word
        assert squeezed(given) in pdf


def squeezed(text):
    """Text without the spaces and line breaks, which a table's cell puts where it likes."""
    return "".join(text.split())


def test_the_same_notices_again_change_nothing(services, releases):
    services.notice_imports.commit(services.notice_imports.preview(NOTICES))
    again = services.notice_imports.preview(NOTICES)
    assert (again.new, again.updates, again.unchanged) == ((), (), len(closings(releases)))
    assert services.notice_imports.commit(again).change_id is None


def test_awarded_notices_become_contracts_and_the_others_are_counted(services, releases):
    seen = services.notice_imports.preview(NOTICES, "contracts")
    assert len(seen.new) + seen.not_awarded == len(closings(releases))
    assert services.notice_imports.commit(seen).added == len(seen.new) > 100


def test_a_notice_becomes_a_bid_with_its_lots_and_suitability(services, preview):
    services.notice_imports.commit(preview(NOTICE))
    with services.desk.read() as work:
        (bid,) = work.bids.all()
        (lot,) = work.bid_lots.of(bid.id)
        (body,) = work.commissioners.all()
    assert (bid.stage, bid.value, bid.vcse_suitable.value) == (BidStage.SPOTTED, 9000000, "yes")
    assert (lot.number, lot.title, lot.value, body.name) == ("1", "North", 5000000, "Anytown Council")
    assert "does not say whether the value has VAT" in bid.description


def test_a_notice_that_closed_with_nobody_having_taken_it_up_stands_aside_with_its_buyer(services, preview):
    live = NOTICE | {"ocid": "ocds-b5fd17-2", "buyer": {"name": "Beck Board"}}
    over = NOTICE | {"tender": {"title": "Over", "tenderPeriod": {"endDate": "2025-01-10T13:00:00Z"}}}
    seen = preview({"releases": [over, live]})
    assert [seen.new[at].name for at in seen.closed] == ["Over"]
    services.notice_imports.commit(seen)
    aside, today = {True: "Anytown Council", False: "Beck Board"}, services.desk.clock.today()
    assert {line.is_aside: line.name for line in services.commissioners.list()} == aside
    (shown,) = services.bids.list(filters=BidFilter(closed_on=today))
    assert shown.title == "Day centre"
    assert services.bids.count(filters=BidFilter(closed_on=date(2025, 3, 8))) == 0, "it closed and nobody decided"
    (gone,) = (line.id for line in services.bids.list() if line.title == "Over")
    services.outcomes.set_stage(gone, BidStage.DECIDING)
    assert services.bids.count(filters=BidFilter(closed_on=today)) == 2, "somebody took it up"
    services.history.undo()
    services.history.undo()
    assert services.notice_imports.commit(preview({"releases": [over, live]}), leave_out_closed=True).left_out == 1
    assert [line.title for line in services.bids.list()] == ["Day centre"]


def test_a_newer_release_says_field_by_field_what_it_changed_and_leaves_what_the_charity_wrote(services, preview):
    services.notice_imports.commit(preview(NOTICE))
    with services.desk.change("Took the bid on") as work:
        work.bids.update(replace(work.bids.get(1), stage=BidStage.DRAFTING, note="Ask Sam", owner="Kim"))
    later = copy.deepcopy(NOTICE) | {"id": "2", "date": "2025-02-01T10:00:00Z", "tag": ["tenderAmendment"]}
    later["tender"]["tenderPeriod"]["endDate"] = "2025-04-01T12:00:00+01:00"
    later["tender"]["value"]["amount"] = 95000
    seen = preview(later)
    (update,) = seen.updates
    told = [change.sentence for change in update.changes if change.label != "description"]
    assert told == [
        "closing date: Fri 7 Mar 2025, 1pm (given in UTC) → Tue 1 Apr 2025, 12 noon (given in UTC+1)",
        "value: £90,000 → £95,000",
    ]
    services.notice_imports.commit(seen)
    with services.desk.read() as work:
        bid = work.bids.get(1)
    assert (bid.deadline, bid.deadline_at) == ("2025-04-01T12:00:00+01:00", datetime(2025, 4, 1, 11, tzinfo=UTC))
    assert (bid.stage, bid.note, bid.owner) == (BidStage.DRAFTING, "Ask Sam", "Kim")
    assert preview(NOTICE).updates == ()


def test_a_newer_release_changes_the_buyers_words_of_a_lot_and_leaves_what_the_charity_bids_for(services, preview):
    services.notice_imports.commit(preview(NOTICE))
    bid = services.bids.list()[0].id
    (lot,) = services.bids.show(bid).lots
    services.bids.set_lots(bid, [replace(lot, bidding=Answer.YES)])
    later = copy.deepcopy(NOTICE) | {"id": "2", "date": "2025-02-01T10:00:00Z"}
    later["tender"]["lots"] = [
        {"id": "1", "title": "North", "value": {"amount": 55000, "currency": "GBP"}},
        {"id": "2", "title": "South"},
    ]
    seen = preview(later)
    told = [change.sentence for change in seen.updates[0].changes if "lot" in change.label]
    assert told == ["value of lot 1: £50,000 → £55,000", "will add lot 2: South"]
    assert seen.updates[0].changes[-1].done_sentence == "added lot 2: South"
    services.notice_imports.commit(seen)
    lots = services.bids.show(bid).lots
    assert [(one.number, one.value, one.bidding) for one in lots] == [
        ("1", 5_500_000, Answer.YES), ("2", None, Answer.UNKNOWN),
    ]  # fmt: skip
    assert preview(later).updates == ()


def test_of_two_long_texts_the_change_is_told_from_where_they_part():
    before = "We want a day centre for older people in the north of the city, open on five days, with transport. "
    change = FieldChange("description", before + "Closes in March.", before + "Closes in April.")
    assert change.sentence == "description: …March. → …April."
    assert FieldChange("title", "Day centre", "").sentence == "title: Day centre → nothing"


def test_a_record_is_kept_as_it_is_although_a_newer_release_says_otherwise(services, preview):
    services.notice_imports.commit(preview(NOTICE))
    later = copy.deepcopy(NOTICE) | {"id": "2", "date": "2025-02-01T10:00:00Z"}
    later["tender"]["title"] = "Day centre, north"
    seen = preview(later)
    done = services.notice_imports.commit(seen, keep=[seen.updates[0].record])
    assert (done.merged, done.skipped, done.change_id) == (0, 1, None)
    assert services.bids.list()[0].title == "Day centre"


def test_what_was_assumed_of_closing_times_is_told(services, preview):
    plain, stage = copy.deepcopy(NOTICE), copy.deepcopy(NOTICE) | {"ocid": "ocds-h6vhtk-2"}
    plain["tender"]["tenderPeriod"] = {"endDate": "2025-03-07T13:00:00"}
    stage["tender"] |= {"tenderPeriod": {}, "expressionOfInterestDeadline": "2025-03-01"}
    seen = preview([plain, stage])
    assert seen.remarks == (
        "1 closing time has no offset and is taken as United Kingdom time.",
        "1 notice closes on a day without a time: ask the buyer when.",
        "1 closing time is for asking to take part, before tenders are invited.",
    )
    services.notice_imports.commit(seen)
    bid = next(line for line in services.bids.list() if line.ocid == NOTICE["ocid"])
    assert deadline_in_full(bid) == "Fri 7 Mar 2025, 1pm (taken as United Kingdom time)"


def test_of_several_awards_the_charitys_own_becomes_its_contract(services, preview):
    with services.desk.change("Named the charity") as work:
        work.charity.save(replace(work.charity.load(), name="Ashdale Trust"))
    awards = [{"id": "1", "suppliers": [{"name": "Big plc"}]}, {"id": "2", "suppliers": [{"name": "Ashdale Trust"}]}]
    contracts = [{"awardID": "2", "period": {"endDate": "2027-03-31"}, "value": {"amount": 40000}}]
    services.notice_imports.commit(preview(NOTICE | {"awards": awards, "contracts": contracts}, "contracts"))
    (line,) = services.contracts.list()
    record = services.contracts.show(line.id).record
    assert (record.ends_on, record.value) == (date(2027, 3, 31), 4_000_000)


def test_a_file_that_is_no_notice_is_refused_in_one_sentence(preview):
    with pytest.raises(BadInputError, match=r"notices.json cannot be imported: the file holds no .* “a” and none"):
        preview({"a": 1})


def test_a_notice_that_cannot_be_read_keeps_every_notice_out(services, preview):
    bad = copy.deepcopy(NOTICE) | {"ocid": "ocds-b5fd17-2"}
    bad["tender"]["tenderPeriod"]["endDate"] = "soon"
    seen = preview([NOTICE, bad])
    with pytest.raises(RefusedImportError) as refused:
        services.notice_imports.commit(seen)
    assert refused.value.problems == ("row 2: closing time not understood: soon",)
    with services.desk.read() as work:
        assert work.bids.count() == 0


def test_a_notice_won_by_the_charity_is_a_bid_it_won(services, preview):
    with services.desk.change("Named the charity") as work:
        work.charity.save(replace(work.charity.load(), name="Ashdale Trust"))
    services.notice_imports.commit(preview(NOTICE | {"awards": [{"suppliers": [{"name": "ASHDALE  trust"}]}]}))
    with services.desk.read() as work:
        assert work.bids.get(1).stage is BidStage.WON
