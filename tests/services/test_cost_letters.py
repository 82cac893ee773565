"""Letters about tenders and prices: what they say, their schedule, and that no later rate alters one that was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charitydesk.domain.ids import ContractId
from charitydesk.domain.ledger_cuts import Asked
from charitydesk.domain.letters import Edit
from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.overheads import Driver, OverheadArea
from charitydesk.services.letters import Origin
from charitydesk.services.people import RateBasis

CONTRACT = ContractId(1)
MONDAY = date(2026, 11, 23)
CONCERN = "requirements"


def text_of(view):
    return "\n".join(block.text for block in view.draft.blocks)


def grids_of(view):
    return {block.key: block.grid for block in view.draft.blocks if block.grid is not None}


def a_bid(desk):
    return next(line.id for line in desk.bids.list() if line.title.startswith("Carers'"))


def dearer(desk):
    """Everybody earns twice as much from the first day on, and the contract costs more."""
    for person in desk.people.people():
        for rate in desk.people.rates_of(person.id):
            if rate.basis is not RateBasis.NIL:
                values = {"salary": Pence(rate.salary * 2), "hourly": Pence(rate.hourly * 2)}
                desk.people.set_rate(replace(rate, **values))
    year = desk.recoveries.years()[0]
    area = year.area_of(CONTRACT)
    desk.recoveries.keep(year.ends_on, replace(area, direct=Pence(area.direct + 1_000_00)))


def test_that_a_tender_out_of_proportion_is_challenged_with_what_meeting_it_costs(example_desk):
    bid = a_bid(example_desk)
    view = example_desk.letters.start(Origin(bid_id=bid), "disproportionate-tender")
    total = example_desk.costs.bid(bid).total
    assert view.kind.number == 8
    assert f"Working on this bid has cost us {pounds(total.cost_pence)} so far" in text_of(view)
    assert "Bids are due on" in text_of(view)
    assert any(check.id == "blank" and "which requirements" in check.sentence for check in view.checks)


def test_that_a_price_is_challenged_with_the_full_cost_and_its_working(example_desk):
    view = example_desk.letters.start(Origin(contract_id=CONTRACT), "full-cost-recovery")
    recovery = example_desk.costs.recovery(CONTRACT)
    gap = pounds(round(recovery.gap))
    assert view.kind.number == 11
    assert f"Raise the yearly price by {gap}" in text_of(view)
    grid = grids_of(view)["schedule.recovery"]
    assert [row[0] for row in grid.rows] == [line.words for line in recovery.lines]
    assert grid.rows[-1] == ("What the charity puts in", gap)
    assert all(note in text_of(view) for note in recovery.notes)
    assert not [check for check in view.checks if check.id == "one-person"]


def test_that_a_rate_change_alters_no_letter_that_was_sent(example_desk):
    desk = example_desk
    sent = {}
    for kind, origin in (
        ("full-cost-recovery", Origin(contract_id=CONTRACT)),
        ("disproportionate-tender", Origin(bid_id=a_bid(desk))),
        ("bidding-cost", Origin(bid_id=a_bid(desk))),
    ):
        view = desk.letters.start(origin, kind)
        checked = frozenset(one.answer.provision.id for one in view.draft.citations)
        edits = {}
        if kind == "disproportionate-tender":
            before = next(block.generated for block in view.draft.blocks if block.key == CONCERN)
            edits = {CONCERN: Edit("Question 14 asks for three years of audited accounts.", before)}
        view = desk.letters.save(view.record.id, replace(view.draft.options, checked=checked, edits=edits))
        desk.letter_files.mark_sent(view.record.id, MONDAY)
        view = desk.letters.open(view.record.id)
        sent[view.record.id] = (text_of(view), grids_of(view))
    drawn = text_of(desk.letters.start(Origin(bid_id=a_bid(desk)), "bidding-cost"))
    dearer(desk)
    for letter, words in sent.items():
        view = desk.letters.open(letter)
        assert (text_of(view), grids_of(view)) == words
    again = desk.letters.start(Origin(bid_id=a_bid(desk)), "bidding-cost")
    assert text_of(again) != drawn, "a new letter tells the new figures"


def test_that_one_persons_pay_is_never_a_line_of_the_working(example_desk):
    desk = example_desk
    year = desk.recoveries.years()[0]
    area = OverheadArea("Day centre", Pence(190_000_00), dict.fromkeys(Driver, 1000), contract=CONTRACT)
    desk.recoveries.keep(year.ends_on, replace(area, staff=Pence(31_000_00), people=1))
    alone = desk.costs.recovery(CONTRACT)
    assert [line.words for line in alone.lines[:2]] == ["Direct costs, staff and other", "Overheads by headcount"]
    view = desk.letters.start(Origin(contract_id=CONTRACT), "full-cost-recovery")
    assert "31,000" not in text_of(view) + str(grids_of(view))
    assert [check.sentence for check in view.checks if check.id == "one-person"] == [alone.warning]


def test_that_every_number_of_a_statement_is_what_it_is_by_hand(example_desk):
    """Young Adult Carers into Work, worked out with a pocket calculator from the example's own figures.

    An hour: chief executive (46,500 + 6,225 + 1,207.80) / 1,540 = 35.0213; service manager (36,200 + 4,680 + 898.80)
    / 1,560 = 26.7813; worker 19.40. Overheads 61,400 / 307,000 = 20 %. Hours: 5 h 10 + 2 h 30, 7 h, 4 h.
    """

    def sums(line):
        return line.time, line.other, line.cost, line.funded, line.unfunded

    statement = example_desk.statements.draw_up(Asked(commissioner="Anyshire Community Foundation"))
    assert {line.label: sums(line) for line in statement.activities} == {
        "writing the bid": (535_21, 614_40, 1_149_61, 274_87, 874_74),
        "presentation or interview": (105_06, 0, 105_06, 25_12, 79_94),
    }
    assert sums(statement.total) == (640_28, 480_00 + 96_00 + 38_40, 1_254_68, 300_00, 954_68)
    assert statement.overheads == 106_71
    # 322.20, 224.96 and 93.12 by the bands' ends: 6.4 to 8.1, 5.6 to 7.5, 3.1 to 4.7; together 15.2 to 20.2.
    assert [(role.hours, role.average) for role in statement.roles] == [
        ("6 to 9 hours", "£40 to £50 an hour"),
        ("5 to 8 hours", "£30 to £40 an hour"),
        ("3 to 5 hours", "£20 to £30 an hour"),
    ]
    assert statement.total.hours == "15 to 21 hours"
