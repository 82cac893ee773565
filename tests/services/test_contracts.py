"""The register: what is recorded, what follows from it, and what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from journeys import facts, rows

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.contracts import VariationStatus
from charitydesk.domain.obligations import Recurrence
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.services.bids import BidRecord
from charitydesk.services.contract_risks import risks_of
from charitydesk.services.contracts import ContractFilter, ContractSort
from charitydesk.storage.records_contracts import (
    CommissionerRecord,
    ContactRecord,
    ContractClauseRecord,
    ContractRecord,
    ContractYearRecord,
    ObligationRecord,
    VariationRecord,
)

HUB = ContractRecord(
    title="Carers' Hub",
    commissioner="Anytown Council",
    relationship=Relationship.CONTRACT,
    light_touch=Answer.YES,
    health=Answer.NO,
    procurement_started_on=date(2026, 2, 2),
    value=900_000_00,
    annual_value=300_000_00,
    starts_on=date(2026, 5, 1),
    ends_on=date(2027, 4, 30),
    notice_from_body="3 months",
    notice_from_charity="3 months",
    notice_clause="9.1",
    auto_renew=Answer.YES,
    renewal_length="1 year",
)


@pytest.fixture
def council(desk):
    record = CommissionerRecord(
        name="Anytown Council", kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.ENGLAND, address="Town Hall"
    )
    person = ContactRecord(commissioner_id=0, name="Ms R. Okafor", role="Head of Commissioning")
    return desk.commissioners.save(record, [person]).record


def test_a_contract_that_has_renewed_lists_sorts_and_filters_by_its_present_day_to_say_no(desk, tmp_path):
    ended = {"starts_on": date(2024, 5, 1), "ends_on": date(2025, 4, 30)}
    with desk.desk.change("Recorded long ago") as work:
        for title, say_no in (("Renewed since", date(2025, 1, 29)), ("Renews no more", None)):
            renews = Answer.YES if say_no else Answer.NO
            work.contracts.add(replace(HUB, title=title, say_no_by=say_no, auto_renew=renews, **ended))
    desk.contracts.add(replace(HUB, title="Next spring", ends_on=date(2027, 6, 30)))

    def listed(**how):
        return [(line.title, line.say_no_by) for line in desk.contracts.list(**how)]

    renewed, spring, never = listed(sort=ContractSort.SAY_NO_BY)
    assert renewed == ("Renewed since", date(2027, 1, 29))
    assert (spring[0], never) == ("Next spring", ("Renews no more", None))
    assert listed(sort=ContractSort.TITLE) == [spring, renewed, never]
    soon = ContractFilter(say_no_from=date(2027, 1, 1), say_no_to=date(2027, 1, 31))
    assert listed(filters=soon) == [renewed]
    assert desk.contracts.count(filters=soon) == 1
    desk.exports.export_calendar(tmp_path / "dates.ics")
    assert "DTSTART;VALUE=DATE:20270129" in (tmp_path / "dates.ics").read_text(encoding="utf-8")


def test_every_place_tells_the_same_day_to_say_no_of_a_contract_that_has_renewed(desk, council, tmp_path):
    long_ago = replace(
        HUB, commissioner_id=council.id, starts_on=date(2023, 4, 1), ends_on=date(2024, 3, 31),
        say_no_by=date(2023, 12, 29),
    )  # fmt: skip
    with desk.desk.change("Recorded long ago") as work:
        kept = work.contracts.add(long_ago).id
    view = desk.contracts.show(kept)
    (today,) = (line for _, found in desk.today.show().weeks for line in found if line.title.endswith("to say no"))
    told = {
        view.window.say_no_by,
        view.record.say_no_by,
        desk.contracts.list()[0].say_no_by,
        desk.commissioners.show(council.id).contracts[0].say_no_by,
        today.due,
    }
    assert told == {date(2026, 12, 30)}
    assert any("Wed 30 Dec 2026" in risk.what for risk in risks_of(desk.desk, view).found)
    desk.exports.export_calendar(tmp_path / "dates.ics")
    dates = (tmp_path / "dates.ics").read_text(encoding="utf-8")
    assert all(f"DTSTART;VALUE=DATE:{day}" in dates for day in ("20261230", "20270331"))
    assert "DATE:202403" not in dates


def test_a_contract_shows_its_window_and_its_regime_with_the_reason(desk, council):
    view = desk.contracts.add(HUB)
    assert view.window.sentence == "Say no by Fri 29 Jan 2027 or it renews for 1 year."
    assert view.record.say_no_by == date(2027, 1, 29)
    assert view.record.regime is Regime.PA2023_LIGHT_TOUCH
    assert view.record.regime_reason == view.regime.reason
    assert "£900,000" in view.regime.reason
    assert view.earliest_end == date(2027, 2, 23)
    assert view.commissioner.id == council.id


def test_a_commissioner_not_recorded_yet_is_recorded_with_the_contract_and_undone_with_it(desk):
    desk.contracts.add(replace(HUB, commissioner="  Beck   Board "))
    assert [line.name for line in desk.commissioners.list()] == ["Beck Board"]
    desk.history.undo()
    assert desk.commissioners.list() == ()
    assert desk.contracts.count() == 0


@pytest.mark.usefixtures("council")
def test_changed_terms_move_the_window_and_the_regime(desk):
    view = desk.contracts.add(HUB)
    changed = desk.contracts.update(replace(view.record, auto_renew=Answer.NO, relationship=Relationship.GRANT))
    assert (changed.record.say_no_by, changed.record.regime) == (None, Regime.NONE)


@pytest.mark.usefixtures("council")
def test_a_regime_the_charity_gave_stays(desk):
    view = desk.contracts.add(replace(HUB, regime=Regime.PCR2015, regime_given=True))
    assert view.record.regime is Regime.PCR2015
    assert view.regime.reason.startswith("You recorded it")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"title": " "}, "no title"),
        ({"ends_on": date(2020, 1, 1)}, "before it starts"),
        ({"notice_from_body": "a while"}, "not a length of time"),
        ({"payment_days": 999}, "cannot be meant"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(desk, wrong, named):
    with pytest.raises(BadInputError, match=named):
        desk.contracts.add(replace(HUB, **wrong))
    assert desk.contracts.count() == 0


@pytest.mark.usefixtures("council")
def test_an_agreed_variation_moves_the_end_and_the_value_in_one_change_that_undo_takes_back(desk):
    contract = desk.contracts.add(HUB).record.id
    proposal = VariationRecord(
        contract_id=contract, title="Extension", value_change=-20_000_00, new_ends_on=date(2028, 4, 30)
    )
    proposed = desk.contracts.save_variation(proposal)
    assert proposed.record.ends_on == date(2027, 4, 30)
    agreed = desk.contracts.save_variation(replace(proposed.variations[0], status=VariationStatus.AGREED))
    assert (agreed.record.ends_on, agreed.record.annual_value) == (date(2028, 4, 30), 280_000_00)
    with pytest.raises(BadInputError, match="has changed the contract"):
        desk.contracts.save_variation(replace(agreed.variations[0], value_change=0))
    desk.history.undo()
    assert desk.contracts.show(contract).record.annual_value == 300_000_00


@pytest.mark.usefixtures("council")
def test_children_keep_their_ids_when_reordered_and_go_when_left_out(desk):
    made = [ContractClauseRecord(contract_id=0, number=n) for n in ("1", "2", "3")]
    view = desk.contracts.add(
        HUB, clauses=made, years=[ContractYearRecord(contract_id=0, starts_on=date(2026, 4, 1), value=7)]
    )
    one, _, three = view.clauses
    changed = desk.contracts.set_clauses(view.record.id, [three, replace(one, note="cap it")])
    assert [(clause.id, clause.number) for clause in changed.clauses] == [(three.id, "3"), (one.id, "1")]
    assert changed.years_total == 7


@pytest.mark.usefixtures("council")
def test_a_recurring_report_comes_back_when_it_is_done_and_goes_again_when_it_is_not(desk):
    report = ObligationRecord(
        title="Report",
        due_on=date(2026, 11, 30),
        recurrence=Recurrence.QUARTERLY,
        lead_times=("2 weeks", "3 working days"),
    )
    contract = desk.contracts.add(HUB, obligations=[report])
    first = contract.obligations[0]
    assert first.first_lead_on == date(2026, 11, 16)
    following = desk.obligations.done(first.id, date(2026, 11, 28), "Sent to the council")
    assert (following.record.due_on, following.record.follows_id) == (date(2027, 2, 28), first.id)
    assert following.record.first_lead_on == date(2027, 2, 14)
    with pytest.raises(BadInputError, match="done already"):
        desk.obligations.done(first.id, date(2026, 11, 28))
    desk.obligations.undone(first.id)
    assert len(desk.contracts.show(contract.record.id).obligations) == 1


@pytest.mark.usefixtures("council")
def test_a_contract_becomes_a_notice_in_one_step_with_all_that_it_knows(desk):
    contract = desk.contracts.add(HUB).record.id
    found = desk.notices.from_contract(contract)
    assert (found.body.name, found.body.kind, found.body.contact) == (
        "Anytown Council", BodyKind.LOCAL_AUTHORITY, "Ms R. Okafor, Head of Commissioning",
    )  # fmt: skip
    assert (found.agreement.service, found.terms.notice.words, found.terms.notice_clause) == (
        "Carers' Hub", "3 months", "9.1",
    )  # fmt: skip
    notice = desk.notices.record(replace(found, notice=facts().notice), contract_id=contract)
    assert [line.id for line in desk.contracts.show(contract).notices] == [notice.record.id]
    desk.notices.update(notice.record.id, replace(found, notice=facts(notice={"reasons": "full"}).notice))
    assert desk.notices.show(notice.record.id).record.contract_id == contract


def test_what_a_notice_filled_in_wrongly_it_puts_right_until_somebody_has_touched_the_record(desk):
    unknown = desk.contracts.add(HUB)
    asked = desk.notices.from_contract(unknown.record.id)
    notice = desk.notices.record(asked).record.id

    def answered(nation):
        desk.notices.update(notice, replace(asked, body=replace(asked.body, nation=nation)))
        return desk.contracts.show(unknown.record.id).commissioner

    assert answered(Nation.WALES).nation is Nation.WALES
    council = answered(Nation.ENGLAND)
    assert council.nation is Nation.ENGLAND
    desk.commissioners.save(replace(council, phone="01234 567890"))
    assert answered(Nation.WALES).nation is Nation.ENGLAND


def test_what_a_notice_says_of_a_body_fills_the_blanks_of_its_record_and_the_rules_of_its_contracts_follow(desk):
    unknown = desk.contracts.add(HUB)
    asked = desk.notices.from_contract(unknown.record.id)
    notice = desk.notices.record(asked, contract_id=unknown.record.id).record.id
    assert (asked.body.kind, desk.contracts.show(unknown.record.id).record.regime) == (None, Regime.UNKNOWN)
    body = replace(asked.body, kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.ENGLAND)
    desk.notices.update(notice, replace(asked, body=body))
    view = desk.contracts.show(unknown.record.id)
    assert (view.commissioner.kind, view.commissioner.nation) == (BodyKind.LOCAL_AUTHORITY, Nation.ENGLAND)
    assert view.record.regime is Regime.PA2023_LIGHT_TOUCH
    desk.notices.record(replace(asked, body=replace(body, nation=Nation.WALES)))
    assert desk.commissioners.show(view.commissioner.id).record.nation is Nation.ENGLAND
    desk.history.undo()
    desk.history.undo()
    assert desk.commissioners.show(view.commissioner.id).record.kind is None


def test_blanks_that_contradict_are_not_filled_when_two_records_become_one(desk, council):
    health = CommissionerRecord(name="Anytown Health", kind=BodyKind.NHS_BODY, phone="01")
    other = desk.commissioners.save(health).record.id
    plain = desk.commissioners.save(replace(council, nation=None)).record.id
    desk.commissioners.save(replace(health, id=other, nation=Nation.WALES))
    merged = desk.commissioners.merge(plain, other).record
    assert (merged.kind, merged.nation, merged.phone) == (BodyKind.LOCAL_AUTHORITY, None, "01")


def test_commissioners_something_is_held_from_come_before_the_others(desk):
    for name in ("able board", "Zeal Board", "Beck Board"):
        desk.commissioners.save(CommissionerRecord(name=name))
    desk.contracts.add(replace(HUB, commissioner="Zeal Board"))
    assert [line.name for line in desk.commissioners.list()] == ["Zeal Board", "able board", "Beck Board"]


def test_a_new_name_of_a_commissioner_goes_to_its_contracts(desk, council):
    contract = desk.contracts.add(HUB).record.id
    desk.commissioners.save(replace(council, name="Anytown City Council"))
    assert desk.contracts.show(contract).record.commissioner == "Anytown City Council"


def test_a_commissioner_is_known_by_its_name_in_capitals_with_an_accent_too(desk):
    bodies = {
        desk.contracts.add(replace(HUB, commissioner=name)).commissioner.id
        for name in ("CYNGOR YNYS MÔN", "CYNGOR YNYS MÔN", "Cyngor Ynys Môn")
    }
    assert len(bodies) == 1
    notice = desk.notices.record(facts(body={"name": "Cyngor ynys môn"})).record.id
    desk.commissioners.save(replace(desk.commissioners.show(*bodies).record, name="Anglesey"))
    assert desk.notices.show(notice).record.commissioner == "Anglesey"


def test_two_records_of_one_body_become_one_and_undo_parts_them(desk, council):
    other = desk.contracts.add(replace(HUB, commissioner="Anytown Borough Council")).commissioner.id
    bid = desk.bids.add(BidRecord(title="Hub", commissioner="Anytown Borough Council")).record.id
    notice = desk.notices.record(facts(body={"name": "Anytown borough council"})).record.id
    before = rows(desk, "commissioners", "contracts", "bids", "notices", "contacts")
    merged = desk.commissioners.merge(council.id, other)
    assert [line.commissioner for line in merged.contracts] == ["Anytown Council"]
    assert [line.id for line in merged.bids] == [bid]
    shown = desk.notices.show(notice)
    assert (shown.record.commissioner, shown.case.facts.body.name) == ("Anytown Council", "Anytown Council")
    assert len(desk.commissioners.list()) == 1
    assert desk.history.next_undo() == "Merged Anytown Borough Council into Anytown Council"
    desk.history.undo()
    assert rows(desk, "commissioners", "contracts", "bids", "notices", "contacts") == before


def test_the_rules_of_a_contract_follow_its_commissioner_to_another_nation(desk, council):
    contract = desk.contracts.add(HUB).record
    desk.commissioners.save(replace(council, nation=Nation.SCOTLAND))
    with desk.desk.read() as work:
        stored = work.contracts.get(contract.id)
    assert (contract.regime, stored.regime) == (Regime.PA2023_LIGHT_TOUCH, Regime.UNKNOWN)
    assert stored.regime_reason == desk.contracts.show(contract.id).regime.reason != contract.regime_reason


def test_a_contract_whose_commissioner_is_taken_out_is_kept_under_the_rules_its_page_shows(desk, council):
    contract = desk.contracts.add(HUB).record.id
    desk.commissioners.delete(council.id)
    with desk.desk.read() as work:
        stored = work.contracts.get(contract)
    shown = desk.contracts.show(contract)
    assert (stored.regime, stored.regime_reason) == (shown.regime.regime, shown.regime.reason)
    assert (stored.regime, stored.commissioner) == (Regime.UNKNOWN, "Anytown Council")
    desk.history.undo()
    assert desk.contracts.show(contract).regime.regime is Regime.PA2023_LIGHT_TOUCH


@pytest.mark.usefixtures("council")
def test_an_attached_file_is_copied_with_its_hash_and_found_by_its_words(desk, tmp_path):
    contract = desk.contracts.add(HUB).record.id
    source = tmp_path / "Terms & conditions.txt"
    source.write_text("The indemnity is uncapped.", encoding="utf-8")
    kept = desk.attachments.attach("contract", contract, source, "signed copy")
    assert desk.attachments.path(kept).read_bytes() == source.read_bytes()
    assert [(one.kind, one.key) for one in desk.search.find("uncapped")] == [("File", str(contract))]
    desk.attachments.detach(kept.id)
    assert not desk.search.find("uncapped")
    desk.history.undo()
    assert desk.search.find("uncapped")


@pytest.mark.usefixtures("council")
def test_a_file_that_is_not_there_is_refused_and_nothing_changes(desk, tmp_path):
    contract = desk.contracts.add(HUB).record.id
    with pytest.raises(UserFacingError, match="could not be copied"):
        desk.attachments.attach("contract", contract, tmp_path / "none.pdf")
    assert desk.attachments.of("contract", contract) == ()


def test_a_filter_is_kept_by_its_name(desk):
    desk.filters.save("contracts", "Ending soon", {"ends_to": "2027-01-31"})
    desk.filters.save("contracts", "ending soon", {"ends_to": "2027-02-28"})
    kept = desk.filters.of("contracts")
    assert [(one.name, one.criteria) for one in kept] == [("ending soon", {"ends_to": "2027-02-28"})]
    with pytest.raises(BadInputError, match="no name"):
        desk.filters.save("contracts", " ", {})
