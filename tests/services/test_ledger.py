from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charitydesk.bootstrap import build_services
from charitydesk.domain.activities import BIDDING, Activity, Purpose, bid_purpose
from charitydesk.domain.costs import half_up
from charitydesk.domain.ledger_cuts import Asked, Cut
from charitydesk.domain.money import pounds
from charitydesk.domain.overheads import Driver, OverheadYear
from charitydesk.errors import BadInputError
from charitydesk.paths import AppPaths
from charitydesk.services.bills import BiddingCostRecord, CostKind, FundingRecord, VatTreatment
from charitydesk.services.clock import FixedClock
from charitydesk.services.letters import Origin
from charitydesk.services.people import PersonKind, PersonRecord, RateBasis, RateRecord, RoleRecord
from charitydesk.services.time_log import Subject, SubjectKind, TimeEntryRecord
from charitydesk.services.timers import UnansweredError
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
FIRST = date(2026, 4, 6)
FUNDED_BIDDING = [Activity.FINDING, Activity.WRITING, Activity.CLARIFICATIONS, Activity.REBID, Activity.CHALLENGE]


class Charity:
    """A data folder with four people and three bids."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.services = build_services(AppPaths(folder), FixedClock(NOW))
        s = self.services
        with s.desk.change("Set up") as work:
            work.charity.save(work.charity.load().__class__(name="Harbour Young Carers", user_name="Mari"))
            self.bids = [
                work.bids.add(BidRecord(title=title, commissioner=body, value=50_000_00))
                for title, body in (
                    ("Ashdale lunch clubs", "Anytown Council"),
                    ("Carers hub", "Anytown Council"),
                    ("Night shelter", "Anyshire ICB"),
                )
            ]
        self.worker = s.people.save_role(RoleRecord(title="Support worker", front_line=True))
        self.director = s.people.save_role(RoleRecord(title="Director"))
        kinds = [PersonKind.EMPLOYEE] * 3 + [PersonKind.VOLUNTEER]
        roles = [self.worker, self.worker, self.director, self.worker]
        self.people = [
            s.people.save_person(PersonRecord(name=name, role_id=role.id, kind=kind))
            for name, role, kind in zip(("Sam Price", "Jo Ali", "Mari Lewis", "Ann Vol"), roles, kinds, strict=True)
        ]
        sam, jo, mari, _ = self.people
        s.people.set_rate(
            RateRecord(
                person_id=sam.id,
                effective_from=FIRST,
                basis=RateBasis.SALARY,
                salary=32_000_00,
                productive_minutes=1650 * 60,
                nic_amount=4_050_00,
            )
        )
        s.people.set_rate(RateRecord(person_id=jo.id, effective_from=FIRST, basis=RateBasis.HOURLY, hourly=18_37))
        s.people.set_rate(
            RateRecord(
                person_id=mari.id,
                effective_from=FIRST,
                basis=RateBasis.SALARY,
                salary=51_234_00,
                productive_minutes=1607 * 60,
                nic_amount=6_935_10,
            )
        )
        s.people.save_overheads(
            OverheadYear(date(2027, 3, 31), 41_234_56, 199_876_54, {Driver.HEADCOUNT: 60_00, Driver.SPEND: 40_00})
        )

    def log(self, person=0, bid=0, minutes=60, day=FIRST, activity=Activity.WRITING):
        links = {"bid_id": None if bid is None else self.bids[bid].id}
        return self.services.time.log(
            TimeEntryRecord(person_id=self.people[person].id, day=day, minutes=minutes, activity=activity, **links)
        )

    def only(self, entries):
        """Keep these entries alone, and no other costs and no money given."""
        with self.services.desk.change("Began again") as work:
            for store in (work.time_entries, work.bidding_costs, work.funding):
                for one in store.all():
                    store.delete(one.id)
            for person, bid, minutes, days, activity in entries:
                record = TimeEntryRecord(
                    person_id=self.people[person].id, day=FIRST + timedelta(days=days), minutes=minutes
                )
                work.time_entries.add(replace(record, activity=activity, bid_id=self.bids[bid].id))

    def bill(self, bid=0, net=100_00, **more):
        return self.services.bills.save_cost(
            BiddingCostRecord(bid_id=self.bids[bid].id, on_date=FIRST, kind=CostKind.CONSULTANT, net=net, **more)
        )

    def give(self, bid=0, amount=10_00):
        return self.services.bills.save_funding(
            FundingRecord(bid_id=self.bids[bid].id, on_date=FIRST, amount=amount, given_by="A trust")
        )

    def subject(self, bid=0):
        return Subject(SubjectKind.BID, self.bids[bid].id)


@pytest.fixture
def charity(tmp_path):
    made = Charity(tmp_path)
    yield made
    made.services.close()


ENTRIES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(0, 2),
        st.integers(1, 300),
        st.integers(0, 200),
        st.sampled_from(FUNDED_BIDDING),
    ),
    min_size=1,
    max_size=12,
)
BILLS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 99_999), st.integers(0, 500)), max_size=3)
GIFTS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 200_000)), max_size=3)


def expected(entries, bills, gifts):
    """Work the same ledger out on paper: exact fractions, one bid at a time."""
    overhead = 1 + Fraction(41_234_56, 199_876_54)
    rates = (Fraction(36_050_00, 1650), Fraction(18_37), Fraction(51_234_00 + 6_935_10, 1607), Fraction(0))
    whole, bidding = defaultdict(Fraction), defaultdict(Fraction)
    for person, bid, minutes, _, activity in entries:
        cost = rates[person] * minutes / 60 * overhead
        whole[bid] += cost
        if bid_purpose(activity, rebid=False) in BIDDING:
            bidding[bid] += cost
    counted = Fraction(sum(bidding.values()))
    for bid, net, funded in bills:
        whole[bid] += net - min(funded, net)
        bidding[bid] += net - min(funded, net)
        counted += net
    given = defaultdict(int)
    for bid, amount in gifts:
        given[bid] += amount
    unfunded = sum(
        (bidding[bid] * max(Fraction(0), whole[bid] - given[bid]) / whole[bid] for bid in bidding if whole[bid]),
        Fraction(0),
    )
    return half_up(counted), half_up(unfunded)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(entries=ENTRIES, bills=BILLS, gifts=GIFTS)
def test_letter_screen_csv_and_statement_give_the_same_total_as_paper(charity, entries, bills, gifts):
    s = charity.services
    charity.only(entries)
    for bid, net, funded in bills:
        charity.bill(bid, net, funded=min(funded, net))
    for bid, amount in gifts:
        charity.give(bid, amount)
    cost, unfunded = expected(entries, bills, gifts)
    reports = dict(zip(Cut, s.costs.reports(None, *Cut), strict=True))
    assert reports[Cut.SUBJECT] == s.costs.report()
    for report in reports.values():
        assert (report.total.cost_pence, report.total.unfunded_pence) == (cost, unfunded)
        assert sum((row.figure.unfunded for row in report.rows), Fraction(0)) == report.total.unfunded
        assert all(row.figure.unfunded >= 0 for row in report.rows)
    statement = s.statements.draw_up()
    assert (statement.total.cost, statement.total.unfunded) == (cost, unfunded)
    s.statements.save(statement, charity.folder / "s.csv")
    text = (charity.folder / "s.csv").read_bytes().decode("utf-8-sig")
    totals = [row for row in csv.reader(io.StringIO(text)) if row[:1] == ["Total"]]
    assert {(row[5], row[7]) for row in totals} == {(f"{cost // 100}.{cost % 100:02}", f"{unfunded / 100:.2f}")}
    by_bid = {row.subject.id: row.figure for row in reports[Cut.SUBJECT].rows}
    for bid, figure in by_bid.items():
        if figure.unfunded_pence > 0:
            view = s.letters.start(Origin(bid_id=bid), "decision-not-to-bid")
            table = next(block.grid for block in view.draft.blocks if block.key == "schedule.bids")
            assert table.rows[-1][-1] == pounds(figure.unfunded_pence)
            break


def test_the_report_over_everything_agrees_with_the_ledger(charity):
    for n in range(20):
        charity.log(n % 4, n % 3, 37 + n, FIRST + timedelta(days=9 * n), FUNDED_BIDDING[n % 5])
    charity.bill(1, 50_00, vat=10_00, vat_treatment=VatTreatment.NOT_RECOVERED, funded=20_00)
    charity.give(1, 30_00)
    cells = charity.services.costs.by_bid_and_month()
    for bid in charity.bids:
        report = charity.services.costs.bid(bid.id, Cut.MONTH)
        rows = {row.key: (row.figure.cost_pence, row.figure.unfunded_pence) for row in report.rows}
        assert {cell.month: (cell.cost, cell.unfunded) for cell in cells if cell.bid == bid.id} == rows


def test_an_accounting_year_that_ends_within_a_month_shares_it_out_to_the_day(charity):
    s, lunch = charity.services, charity.bids[0].id
    with s.desk.change("Moved the year's end") as work:
        (year,) = work.overhead_years.all()
        work.overhead_years.update(replace(year, ends_on=date(2026, 9, 5)))
    s.people.save_overheads(OverheadYear(date(2027, 9, 5), 10_000_00, 100_000_00, {Driver.HEADCOUNT: 100_00}))
    old = charity.log(person=1, day=date(2026, 9, 5))
    charity.log(person=1, day=date(2026, 9, 6))
    charity.log(person=3, day=date(2026, 9, 7))
    before, after = 18_37 * (1 + Fraction(41_234_56, 199_876_54)), 18_37 * Fraction(11, 10)
    s.time.lock(date(2026, 9, 1))
    s.time.correct(old.id, 30, "Counted twice")
    by_month, by_year, by_bid = s.costs.reports(Asked(), Cut.MONTH, Cut.YEAR, Cut.SUBJECT)
    september, november = before + after, -before / 2
    assert {row.key: row.figure.cost for row in by_month.rows} == {"2026-09": september, "2026-11": november}
    assert {row.key: row.figure.cost for row in by_year.rows} == {"2027-03-31": september + november}
    assert [row.figure.cost for row in by_bid.rows] == [september + november]
    assert by_month.total == by_year.total == by_bid.total
    assert (by_bid.total.minutes, by_bid.total.unpaid_minutes, by_bid.total.direct) == (150, 60, 18_37 * Fraction(3, 2))
    cells = {cell.month: cell.cost for cell in s.costs.by_bid_and_month() if cell.bid == lunch}
    assert cells == {"2026-09": half_up(september), "2026-11": half_up(november)}


def test_more_given_than_it_cost_leaves_nothing_unfunded_and_is_told(charity):
    charity.log()
    charity.give(amount=500_00)
    assert charity.services.costs.report().total.unfunded == 0
    assert charity.services.costs.account(charity.subject()).over > 0


def test_a_rate_change_alters_no_statement_that_was_made_and_undo_restores_the_ledger(charity):
    charity.log()
    s = charity.services
    before = s.costs.report(cut=Cut.ACTIVITY)
    kept = s.statements.freeze(s.statements.draw_up(), Asked())
    made = s.statements.open(kept.id)
    s.people.set_rate(
        RateRecord(person_id=charity.people[0].id, effective_from=FIRST, basis=RateBasis.HOURLY, hourly=99_00)
    )
    assert s.costs.report(cut=Cut.ACTIVITY).total.cost > before.total.cost
    assert s.statements.open(kept.id) == made
    s.history.undo()
    assert s.costs.report(cut=Cut.ACTIVITY) == before


def test_a_month_that_is_locked_stands_and_is_corrected_at_its_own_rate(charity):
    s = charity.services
    entry = charity.log(day=date(2026, 9, 1), minutes=120)
    s.people.set_rate(
        RateRecord(
            person_id=charity.people[0].id, effective_from=date(2026, 11, 1), basis=RateBasis.HOURLY, hourly=99_00
        )
    )
    s.time.lock(date(2026, 9, 1))
    with pytest.raises(BadInputError, match="September 2026 is locked"):
        s.time.remove(entry.id)
    with pytest.raises(BadInputError, match="is locked"):
        charity.log(day=date(2026, 9, 2))
    whole = s.costs.report().total.cost
    s.time.correct(entry.id, 30, "Counted twice")
    months = {row.key: row.figure for row in s.costs.report(cut=Cut.MONTH).rows}
    assert months["2026-09"].cost == whole
    assert months["2026-11"].cost == -whole / 4
    with pytest.raises(BadInputError, match="1 h 30 min left"):
        s.time.correct(entry.id, 91, "Too much")


def test_a_day_that_has_no_room_refuses_the_entry_and_leaves_its_neighbours(charity):
    charity.log(minutes=23 * 60)
    with pytest.raises(BadInputError, match="do not fit"):
        charity.log(minutes=61)
    assert [line.minutes for line in charity.services.time.list()] == [23 * 60]


def test_the_week_grid_changes_only_what_it_made(charity):
    s, sam = charity.services, charity.people[0]
    day = date(2026, 11, 23)
    s.time.set_cell(sam.id, day, charity.subject(), Activity.WRITING, 90)
    s.time.set_cell(sam.id, day, charity.subject(), Activity.WRITING, 60)
    assert s.time.week(sam.id, day).totals[0] == 60
    s.time.log_line(sam.id, "1h Mon Ashdale: pricing")
    with pytest.raises(BadInputError, match="Open them"):
        s.time.set_cell(sam.id, day, charity.subject(), Activity.WRITING, 30)
    assert s.time.week(sam.id, day).totals[0] == 120


def test_a_timer_outlives_the_program_and_asks_about_the_time_it_was_not_seen(charity):
    sam = charity.people[0]
    charity.services.timers.start(sam.id, charity.subject())
    charity.services.close()
    later = build_services(AppPaths(charity.folder), FixedClock(NOW + timedelta(hours=2)))
    charity.services = later
    with pytest.raises(UnansweredError, match="was not running"):
        later.timers.stop(sam.id)
    later.timers.answer(sam.id, 0, counts=True)
    kept = later.timers.stop(sam.id)
    assert [(one.minutes, one.activity, one.bid_id) for one in kept] == [(120, Activity.WRITING, charity.bids[0].id)]
    assert later.timers.running() == ()
    later.history.undo()
    assert later.time.list() == ()
    assert later.timers.running() == ()
    later.history.redo()
    assert [later.time.entry(line.id) for line in later.time.list()] == list(kept)


def test_a_bill_counts_what_could_not_be_recovered_less_what_was_paid(charity):
    charity.bill(net=100_00, vat=20_00, vat_treatment=VatTreatment.PARTLY, vat_recovered=5_00, funded=15_00)
    total = charity.services.costs.report().total
    assert (total.cost_pence, total.funded_pence, total.unfunded_pence) == (115_00, 15_00, 100_00)
    with pytest.raises(BadInputError, match="More is funded"):
        charity.bill(net=1_00, funded=2_00)


def test_time_without_a_rate_is_told_and_not_guessed(charity):
    charity.log(person=0, day=date(2026, 4, 5))
    report = charity.services.costs.report()
    assert report.total.unrated_minutes == 60
    assert report.total.cost == 0
    assert report.missing == ("No rate is recorded for this time.",)


def test_a_formula_typed_as_a_title_stays_a_text_in_every_table(charity, tmp_path):
    s = charity.services
    with s.desk.change("Renamed") as work:
        bid = work.bids.get(charity.bids[0].id)
        work.bids.update(bid.__class__(**{name: getattr(bid, name) for name in bid.__slots__} | {"title": "=1+1"}))
    charity.log()
    statement = s.statements.draw_up()
    s.statements.save(statement, tmp_path / "s.xlsx")
    s.statements.save(statement, tmp_path / "s.csv")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["Bids"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["F2"].data_type == "n"
    assert "\r\n'=1+1," in (tmp_path / "s.csv").read_bytes().decode("utf-8-sig")


def test_purposes_are_kept_apart(charity):
    charity.log(activity=Activity.WRITING)
    charity.log(person=1, activity=Activity.CHALLENGE)
    charity.log(person=2, activity=Activity.MONITORING)
    report = charity.services.costs.report(Asked(purposes=frozenset(Purpose)), Cut.PURPOSE)
    assert {row.key for row in report.rows} == {"bidding", "challenge", "delivery"}
    assert charity.services.costs.report().total.minutes == 60


def test_one_drawing_serves_the_window_and_paper_and_has_its_table(charity):
    charity.log()
    charity.log(bid=1)
    statement = charity.services.statements.draw_up()
    drawn = charity.services.statements.chart_svg(statement)
    document = charity.services.statements.document(statement)
    shown = next(row.figure for row in charity.services.costs.report().rows)
    assert pounds(shown.unfunded_pence) in drawn
    assert any(type(block).__name__ == "Picture" for block in document.blocks)
    assert "Ashdale lunch clubs" in drawn


def test_bidding_again_for_a_service_of_ones_own_is_told_apart_with_everything_done_on_it(charity):
    s = charity.services
    with s.desk.change("A contract, and the bid for it again") as work:
        contract = work.contracts.add(ContractRecord(title="Lunch clubs", commissioner="Anytown Council"))
        work.bids.update(replace(work.bids.get(charity.bids[0].id), rebid_of=contract.id))
    charity.log(bid=0, minutes=90)
    charity.log(bid=1, minutes=60)
    charity.bill(0, 200_00)
    again = s.costs.report(Asked(purposes=frozenset({Purpose.REBIDDING})))
    assert (again.total.minutes, again.total.other) == (90, 200_00)
    assert [row.label for row in again.rows] == ["Ashdale lunch clubs"]
    both = {row.key: row.figure.minutes for row in s.costs.report(cut=Cut.PURPOSE).rows}
    assert both == {"re-bidding": 90, "bidding": 60}
