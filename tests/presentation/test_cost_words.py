"""How costs, the ledger and people are told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from charitydesk.domain.activities import BIDDING, Activity, Purpose
from charitydesk.domain.bids import BidStage
from charitydesk.domain.costs import HIDDEN_MONEY, Figure, SubjectInfo
from charitydesk.domain.ids import PersonId
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row
from charitydesk.domain.overheads import Driver, OverheadYear
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.presentation.bid_words import cost_words
from charitydesk.presentation.cost_entries import activities_of, belongs
from charitydesk.presentation.cost_ledger import (
    WORK,
    WORK_OF,
    Ledger,
    as_seen,
    chart_of_report,
    file_name,
    headlines,
    opened_row,
    pence_words,
)
from charitydesk.presentation.cost_words import bill_problems, counts_words
from charitydesk.presentation.time_people import OwnShare, own_share_of, read_number, tax_year_choices, with_own_share
from charitydesk.presentation.today_words import year_words
from charitydesk.services.bills import BiddingCostRecord, CostKind, VatTreatment
from charitydesk.services.people import PersonRecord
from charitydesk.services.today import YearNumbers

BIDS = [Subject(SubjectKind.BID, number) for number in (1, 2)]
INFOS = (
    SubjectInfo(BIDS[0], "Lunch clubs", "Anytown Council", stage=BidStage.WON, value=100_000_00, won_value=50_000_00),
    SubjectInfo(BIDS[1], "Night shelter", "Anyshire ICB", stage=BidStage.LOST, value=0, rebid=True),
)


def spent(pence, minutes=60):
    return Figure(minutes=minutes, time=Fraction(pence), unfunded=Fraction(pence), lowest=1, highest=2)


def ledger(cut=Cut.SUBJECT, rows=None):
    bids = (Row("Lunch clubs", spent(1_000_00), BIDS[0]), Row("Night shelter", spent(500_00), BIDS[1]))
    whole = Report(Asked(), Cut.SUBJECT, bids[0].figure + bids[1].figure, bids, front_line="12 h")
    return Ledger(whole if rows is None else Report(Asked(), cut, whole.total, rows), whole, INFOS)


def test_that_a_pound_bid_for_and_a_pound_won_say_what_they_rest_on():
    said = {headline.words: headline for headline in headlines(ledger())}
    assert said["nobody paid for"].value == "£1,500"
    assert said["on bids you lost"].value == "£500"
    assert said["for each £1 bid for"].value == "1p"
    assert "£1,000 unfunded over £100,000" in said["for each £1 bid for"].basis
    assert said["for each £1 won"].value == "3p"
    basis = said["for each £1 won"].basis
    assert "£1,500 unfunded in this view, lost bids among it, over £50,000 won with 1 bid" in basis
    assert said["from the front line"].value == "12 h"
    assert pence_words(Fraction(123, 100)) == "1.2p"


def test_that_a_row_opens_into_what_it_is_made_of_and_nothing_else():
    infos = {info.subject: info for info in INFOS}
    by_bid = opened_row(ledger(), ledger().report.rows[1], (3, 31))
    assert belongs(BIDS[1], Activity.WRITING, by_bid, infos)
    assert not belongs(BIDS[0], Activity.WRITING, by_bid, infos)
    assert not belongs(BIDS[1], Activity.CHALLENGE, by_bid, infos)
    rebids = opened_row(
        ledger(Cut.PURPOSE, (Row("x", spent(1), key=Purpose.REBIDDING),)), Row("x", spent(1), key="re-bidding"), (3, 31)
    )
    assert belongs(BIDS[1], Activity.WRITING, rebids, infos)
    assert not belongs(BIDS[0], Activity.WRITING, rebids, infos)
    assert belongs(BIDS[0], Activity.REBID, rebids, infos)
    assert Activity.WRITING in activities_of(rebids)
    month = opened_row(ledger(Cut.MONTH, ()), Row("February 2024", spent(1), key="2024-02"), (3, 31))
    assert (month.asked.first, month.asked.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_that_the_chart_has_the_figures_of_the_table():
    chart = chart_of_report(ledger().report)
    assert [(bar.label, bar.unfunded) for bar in chart.bars] == [("Lunch clubs", 1_000_00), ("Night shelter", 500_00)]


def test_that_every_kind_of_work_offered_has_its_purposes():
    assert len(WORK) == len(WORK_OF)
    assert WORK_OF[0] == BIDDING


def test_that_a_bill_counts_the_vat_that_is_not_given_back():
    assert counts_words(100_00, 20_00, VatTreatment.PARTLY, 5_00).startswith("It costs you £115: £100 and £15 of VAT")
    assert counts_words(None, None, VatTreatment.NO_VAT, None) == ""
    bill = BiddingCostRecord(on_date=date(2026, 11, 1), kind=CostKind.TRAVEL, net=10_00, funded=11_00)
    assert [problem.field for problem in bill_problems(bill)] == ["funded"]


def test_that_a_statement_is_named_after_its_commissioner_without_signs_a_disk_refuses():
    name = file_name("A/B: Council", date(2026, 11, 27), ".pdf")
    assert name == "Unfunded cost of bidding A B Council 2026-11-27.pdf"


def test_that_bidding_and_everything_else_share_the_overheads_out_whole():
    year = OverheadYear(date(2027, 3, 31), 40_000_00, 200_000_00, {Driver.HEADCOUNT: 100_00})
    share = OwnShare(20_000_00, {Driver.HEADCOUNT: 15_00, Driver.SPACE: 0, Driver.SPEND: 5_00})
    split = with_own_share(year, share)
    assert split.problems() == ()
    assert own_share_of(split) == share
    assert split.time_rate == Fraction(6_000_00, 20_000_00)
    assert with_own_share(split, None) == year


def test_that_numbers_are_read_as_typed_and_missing_tax_years_come_first():
    assert read_number("13.8 %", "per cent").hundredths == 1380
    assert "could not be read as hours" in read_number("many", "hours").problem
    assert [choice.label for choice in tax_year_choices(date(2026, 11, 27), (2021,))][:2] == [
        "2021-22 (missing)",
        "2027-28",
    ]


def test_that_no_room_tells_what_anothers_time_alone_has_cost():
    alone = Figure(minutes=60, time=Fraction(20_00), unfunded=Fraction(20_00), lowest=7, highest=7)
    report = Report(Asked(), Cut.ACTIVITY, alone, (Row("writing", alone, key="writing"),))
    people = [PersonRecord(name="Sam Price", id=PersonId(7))]
    assert cost_words(as_seen(report, people, "Mari")) == (
        "1 h of staff time. What it cost shows in Time & costs, in the finance view."
    )
    assert (
        cost_words(as_seen(report, people, "sam price"))
        == "Up to 1 hour of staff time, £20 in all; £20 of it nobody paid for."
    )
    told = year_words(YearNumbers(), as_seen(report, people, ""), as_seen(report, people, "Sam Price"))
    assert told[-1] == (HIDDEN_MONEY, "unfunded bidding this year", "£20 last year")
