from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from charitydesk.bootstrap import build_services
from charitydesk.domain.bids import BidStage
from charitydesk.domain.contracts import ContractStatus
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.imports import RefusedImportError, Treatment
from charitydesk.storage.records_contracts import ContractRecord

REGISTER = (
    "Contracts register\n\nContract,Council,Their ref,Start,End date,Value,Renews by itself\n"
    'Lunch club,Anytown Council,A1,1/4/25,31/3/27,"£12,430",no\n'
    "Day centre,Sir Benfro,,01/04/2027,31/03/2029,12k,\n"
    'Total,,,,,"£24,430",\n'
)


@pytest.fixture
def services(folders, tmp_path, clock):
    opened = build_services(AppPaths(folders.empty(tmp_path / "data")), clock)
    yield opened
    opened.close()


@pytest.fixture
def preview(services, tmp_path):
    def make(text, kind="", name="register.csv", **how):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return services.imports.preview(services.imports.open(path), kind, **how)

    return make


def found(services, words):
    with services.desk.read() as work:
        return work.search.find(words)


def everything(services):
    with services.desk.read() as work:
        return {name: list(work.tables.stored(name)) for name in work.tables.names() if name != "import_mapping"}


def test_a_register_is_shown_whole_before_anything_is_written(services, preview):
    before = everything(services)
    seen = preview(REGISTER)
    assert (seen.kind.name, seen.headings.row, seen.problems, seen.readings.left_out) == ("contracts", 3, (), [6])
    assert seen.row_words(0) == {
        "title": "Lunch club",
        "commissioner": "Anytown Council",
        "their reference": "A1",
        "start date": "Tue 1 Apr 2025",
        "end date": "Wed 31 Mar 2027",
        "value": "£12,430",
        "renews by itself": "no",
    }
    assert everything(services) == before


def test_an_import_is_one_named_change_and_undone_as_one(services, preview):
    before = everything(services)
    done = services.imports.commit(preview(REGISTER))
    assert (done.added, done.skipped) == (2, 0)
    with services.desk.read() as work:
        club, centre = work.contracts.all()
        assert [body.name for body in work.commissioners.all()] == ["Anytown Council", "Sir Benfro"]
    assert (club.value, club.ends_on, club.status) == (1243000, date(2027, 3, 31), ContractStatus.RUNNING)
    assert (centre.status, centre.commissioner_id) == (ContractStatus.AGREED, 2)
    assert club.regime_reason
    assert services.history.next_undo() == "Imported contracts from register.csv"
    services.history.undo()
    assert everything(services) == before
    services.history.redo()
    with services.desk.read() as work:
        assert work.contracts.all() == (club, centre)


def test_one_bad_row_keeps_every_row_out_and_every_problem_is_told(services, preview):
    seen = preview(REGISTER + "Befriending,,,31/02/2027,,lots,\nAdvice,,,1/4/27,1/4/26,,maybe\n")
    before = everything(services)
    with pytest.raises(RefusedImportError) as refused:
        services.imports.commit(seen)
    assert refused.value.problems == (
        "row 7: start date not understood: 31/02/2027",
        "row 7: value not understood: lots",
        "row 8: renews by itself neither yes nor no: maybe",
        "row 8: end date lies before the start date: 2026-04-01",
    )
    assert everything(services) == before
    done = services.imports.commit(seen, leave_out_problems=True)
    assert (done.added, done.left_out) == (2, 2)


def test_rows_that_are_here_are_skipped_merged_or_added_as_asked(services, preview):
    services.imports.commit(preview(REGISTER))
    later = REGISTER.replace("31/3/27", "31/3/28")
    seen = preview(later)
    (club, centre) = seen.duplicates
    assert [change.sentence for change in club.changes] == ["end date: Wed 31 Mar 2027 → Fri 31 Mar 2028"]
    assert centre.changes == ()
    assert services.imports.commit(seen) == replace(services.imports.commit(seen), skipped=2, added=0)
    assert services.imports.commit(preview(later), Treatment.MERGE).merged == 1
    with services.desk.read() as work:
        assert work.contracts.get(1).ends_on == date(2028, 3, 31)
    services.history.undo()
    with services.desk.read() as work:
        assert work.contracts.get(1).ends_on == date(2027, 3, 31)
    assert services.imports.commit(preview(later), Treatment.ADD).added == 2


def test_single_rows_are_treated_otherwise_than_the_others(services, preview):
    services.imports.commit(preview(REGISTER))
    later = REGISTER.replace("31/3/27", "31/3/28")
    done = services.imports.commit(preview(later), each={0: Treatment.MERGE, 1: Treatment.ADD})
    assert (done.added, done.merged, done.skipped) == (1, 1, 0)
    kept = services.imports.commit(preview(REGISTER), Treatment.MERGE, each={0: Treatment.SKIP})
    assert kept.merged == 0
    with services.desk.read() as work:
        assert work.contracts.get(1).ends_on == date(2028, 3, 31)


def test_merging_leaves_what_the_file_does_not_say(services, preview):
    services.imports.commit(preview(REGISTER))
    with services.desk.change("Wrote a note") as work:
        work.contracts.update(replace(work.contracts.get(1), note="Ask Sam", owner="Kim"))
    services.imports.commit(preview(REGISTER.replace("£12,430", "£13,000")), Treatment.MERGE)
    with services.desk.read() as work:
        club = work.contracts.get(1)
    assert (club.value, club.note, club.owner) == (1300000, "Ask Sam", "Kim")


def test_what_changed_between_the_preview_and_the_import_is_seen(services, preview):
    seen = preview(REGISTER)
    with services.desk.change("Added a contract") as work:
        work.contracts.add(ContractRecord(title="Lunch club", commissioner="anytown council", reference="a1"))
    assert (services.imports.commit(seen).added, services.imports.commit(seen).skipped) == (1, 2)


def test_the_meaning_of_headings_is_remembered_for_the_next_file_of_the_same_make(services, preview):
    text = "Thing,Who pays,Wie lang\nLunch club,Anytown,31/3/27\n"
    mapping = {0: "title", 1: "commissioner", 2: "ends_on"}
    services.imports.commit(preview(text, "contracts", mapping=mapping))
    again = preview(text.replace("Lunch club", "Day centre"))
    assert (again.kind.name, again.remembered, dict(again.mapping)) == ("contracts", True, mapping)


def test_headings_that_tell_nothing_ask_what_the_rows_are(preview):
    with pytest.raises(BadInputError, match="Say whether they are commissioners, contracts, bids"):
        preview("Foo,Bar\n1,2\n")
    with pytest.raises(BadInputError, match="no column “colour”"):
        preview("Foo,Bar\n1,2\n", "bids", mapping={0: "colour"})


def test_bids_keep_the_closing_time_with_its_offset(services, preview):
    text = (
        "Tender,Buyer,Deadline,Closing time,Status\n"
        "A,X,2026-07-03T12:00:00+01:00,,in progress\nB,X,3/7/2026,12 noon,spotted\nC,X,3 Jul 2026,,lost\n"
    )
    services.imports.commit(preview(text))
    with services.desk.read() as work:
        a, b, c = work.bids.all()
    assert [bid.deadline for bid in (a, b, c)] == ["2026-07-03T12:00:00+01:00", "2026-07-03T12:00:00", "2026-07-03"]
    assert a.deadline_at == b.deadline_at == datetime(2026, 7, 3, 11, tzinfo=UTC)
    assert (c.deadline_at, c.deadline_on, c.stage, a.stage) == (
        None, date(2026, 7, 3), BidStage.LOST, BidStage.DRAFTING,
    )  # fmt: skip


def test_a_contact_of_a_contract_is_a_person_at_its_commissioner_and_is_kept_there_once(services, preview):
    text = "Contract,Council,Our ref,Contact\nLunch club,Anytown,L1,Ms R. Okafor\nDay centre,Anytown,D1,ms r okafor\n"
    text += "Hub,,H1,Nobody's\nAdvice,Anytown,A1,Mr T. Lowe\n"
    seen = preview(text)
    assert seen.unused == ("Our ref",)
    services.imports.commit(seen)
    with services.desk.read() as work:
        people = work.contacts.of(work.commissioners.named("Anytown").id)
        contract = work.contracts.all()[0]
    assert [person.name for person in people] == ["Ms R. Okafor", "Mr T. Lowe"]
    told = services.notices.from_contract(contract.id)
    assert (told.body.contact, told.agreement.reference) == ("Ms R. Okafor", "")


def test_a_contact_that_is_new_in_a_later_file_is_shown_added_when_brought_up_to_date_and_undone_with_it(
    services, preview
):
    services.imports.commit(preview("Contract,Council\nLunch club,Anytown\nDay centre,Anytown\n"))
    text = "Contract,Council,Owner,Contact\nLunch club,Anytown,Kim,Ms R. Okafor\nDay centre,Anytown,,ms r okafor\n"
    seen = preview(text)
    told = [[change.sentence for change in one.changes] for one in seen.duplicates]
    assert told == [["will fill owner: Kim", "will add contact: Ms R. Okafor"], []]

    def people():
        with services.desk.read() as work:
            return [person.name for person in work.contacts.all()]

    services.imports.commit(seen)
    assert people() == []
    assert services.imports.commit(preview(text), Treatment.MERGE).merged == 1
    assert people() == ["Ms R. Okafor"]
    assert preview(text).duplicates[0].changes == ()
    services.history.undo()
    assert people() == []


def test_obligations_find_their_contract_by_title_or_reference(services, preview):
    services.imports.commit(preview(REGISTER))
    text = (
        "Report,Contract,Due,Reminders,Frequency\n"
        "Q1,A1,30/4/2027,2 weeks,quarterly\nQ1,day CENTRE,1/5/27,,\nQ2,Nowhere,1/6/27,,\n"
    )
    seen = preview(text, "obligations")
    assert [problem.sentence for problem in seen.problems] == ["row 4: contract is not here: Nowhere"]
    services.imports.commit(seen, leave_out_problems=True)
    with services.desk.read() as work:
        first, second = work.obligations.all()
    assert (first.contract_id, second.contract_id) == (1, 2)
    assert (first.first_lead_on, first.anchor_day) == (date(2027, 4, 16), 30)


def test_commissioners_come_with_the_contact_their_row_names(services, preview):
    services.imports.commit(
        preview(
            "Organisation name,Type,Contact name,Role,Email\nAnytown,borough council,A Person,Officer,a@example.org\n"
        )
    )
    with services.desk.read() as work:
        (body,) = work.commissioners.all()
        (contact,) = work.contacts.of(body.id)
    assert (body.kind.value, body.email, contact.name, contact.role) == (
        "local-authority", "a@example.org", "A Person", "Officer",
    )  # fmt: skip


def test_a_workbook_with_real_dates_and_numbers_is_read(services, tmp_path):
    book = Workbook()
    book.active.append(["Grants 2026"])
    book.active.append(["Project", "Funder", "Start date", "Amount"])
    book.active.append(["Lunch club", "Anytown Trust", date(2026, 4, 1), 12430.5])
    path = tmp_path / "grants.xlsx"
    book.save(path)
    services.imports.commit(services.imports.preview(services.imports.open(path), "contracts"))
    with services.desk.read() as work:
        (record,) = work.contracts.all()
    assert (record.starts_on, record.value) == (date(2026, 4, 1), 1243050)


def test_a_very_long_table_leaves_every_index_and_the_words_as_they_should_be(services, preview):
    def shape():
        with closing(sqlite3.connect(services.desk.paths.database)) as connection:
            return set(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'obligation'"))

    before = shape()
    lines = "\n".join(f"Report {n},{n % 28 + 1}/1/2027" for n in range(20_001))
    assert services.imports.commit(preview(f"Report,Due date\n{lines}\n", "obligations")).added == 20_001
    assert shape() == before
    assert [hit.title for hit in found(services, "19999")] == ["Report 19999"]
    with services.desk.read() as work:
        assert work.tables.count("obligation") == 20_001
    services.history.undo()
    with services.desk.read() as work:
        assert work.tables.count("obligation") == 0
