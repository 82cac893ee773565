from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.costs import half_up
from charitydesk.domain.ids import ContractId, PersonId
from charitydesk.domain.money import Pence
from charitydesk.domain.overheads import REST, Driver, OverheadArea, OverheadYear
from charitydesk.domain.people import PersonKind, RoleSum, role_lines
from charitydesk.domain.rate_book import LIMB, from_limbs, limbs_of, make_book
from charitydesk.domain.rates import MissingFigure, Payroll, PensionBasis, Rate, RateBasis, hourly_cost
from charitydesk.services.payroll_files import load_benchmarks, load_payroll

PAYROLL = Payroll({year.tax_year: year for year in load_payroll()})
SAM = PersonId(1)


def salary(**more):
    values = {
        "person": SAM,
        "effective_from": date(2026, 4, 6),
        "basis": RateBasis.SALARY,
        "salary": Pence(32_000_00),
        "productive_minutes": 1650 * 60,
        "pension": PensionBasis.QUALIFYING,
        "pension_hundredths": 300,
    }
    return Rate(**{**values, **more})


def overheads(**more):
    values = {
        "ends_on": date(2027, 3, 31),
        "indirect": Pence(40_000_00),
        "direct": Pence(200_000_00),
        "weights": {Driver.HEADCOUNT: 100_00},
    }
    return OverheadYear(**{**values, **more})


def test_a_salary_of_32000_costs_22_32_an_hour_and_26_78_with_overheads_of_a_fifth():
    cost = hourly_cost(salary(), date(2026, 11, 27), PAYROLL)
    lines = {line.words: line.pence for line in cost.lines}
    assert lines["Employer National Insurance"] == 4_050_00
    assert lines["Pension"] == 772_80
    assert lines["Cost of a year"] == 36_822_80
    assert half_up(cost.pence) == 22_32
    assert half_up(cost.pence * (1 + overheads().time_rate)) == 26_78


def test_a_tax_year_that_is_not_known_is_asked_for_and_not_guessed():
    asked = hourly_cost(salary(), date(2025, 11, 27), PAYROLL)
    assert isinstance(asked, MissingFigure)
    assert asked.tax_year == 2025
    assert "2025-26" in asked.sentence


def test_a_post_whose_own_figures_are_known_needs_no_table():
    own = salary(nic_amount=Pence(4_000_00), pension=PensionBasis.AMOUNT, pension_amount=Pence(800_00))
    cost = hourly_cost(own, date(2031, 1, 5), PAYROLL)
    assert cost.pence == Fraction(36_800_00, 1650)


def test_a_new_tax_year_an_accounting_year_and_a_raise_each_begin_a_step():
    raised = salary(effective_from=date(2026, 9, 1), salary=Pence(35_000_00))
    book = make_book([(SAM, False)], [salary(), raised], PAYROLL, (overheads(),), (date(2026, 4, 6), date(2027, 5, 1)))
    assert book.step_on(SAM, date(2026, 4, 5)).missing == "No rate is recorded for this time."
    assert half_up(book.step_on(SAM, date(2026, 8, 31)).full * 60) == 26_78
    assert book.step_on(SAM, date(2026, 9, 1)).full > book.step_on(SAM, date(2026, 8, 31)).full
    after = book.step_on(SAM, date(2027, 4, 1))
    assert after.full == after.direct
    assert "2027-28" in book.step_on(SAM, date(2027, 4, 6)).missing


def test_volunteers_cost_nothing_whatever_rate_stands_beside_them():
    book = make_book([(SAM, True)], [salary()], PAYROLL, (overheads(),), (date(2026, 5, 1), date(2026, 5, 1)))
    assert {(step.full, step.paid) for step in book.steps} == {(0, False)}
    assert [kind for kind in PersonKind if kind.unpaid] == [PersonKind.VOLUNTEER, PersonKind.TRUSTEE]


def test_overheads_whose_shares_do_not_add_to_the_whole_are_refused():
    assert overheads().problems() == ()
    assert "90 %" in overheads(weights={Driver.HEADCOUNT: 90_00}).problems()[0]
    half = OverheadArea("Day centre", Pence(1_00), {Driver.HEADCOUNT: 50_00})
    assert "headcount add to 50 %" in overheads(areas=(half,)).problems()[0]


def test_the_areas_of_a_year_carry_its_overheads_to_the_penny():
    weights = {Driver.HEADCOUNT: 50_00, Driver.SPACE: 30_00, Driver.SPEND: 20_00}
    parts = [
        {Driver.HEADCOUNT: 33_33, Driver.SPACE: 10_00, Driver.SPEND: 1},
        {Driver.HEADCOUNT: 66_67, Driver.SPACE: 90_00, Driver.SPEND: 99_99},
    ]
    areas = tuple(OverheadArea(str(n), Pence(7_00), part, bidding=n == 0) for n, part in enumerate(parts))
    year = overheads(weights=weights, areas=areas)
    assert year.problems() == ()
    assert sum(year.share_of(area) for area in areas) == year.indirect
    assert year.time_rate == year.share_of(areas[0]) / 7_00


@given(st.integers(min_value=0, max_value=LIMB**4), st.lists(st.integers(min_value=1, max_value=1500), max_size=5))
def test_limbs_added_up_apart_stand_for_the_sum(number, minutes):
    limbs = limbs_of(number, 5)
    assert from_limbs(sum(m * limb for m in minutes) for limb in limbs) == number * sum(minutes)


def test_a_role_of_one_person_is_told_in_bands_and_one_of_two_as_an_average():
    def role(title, people):
        return RoleSum(None, title, False, 12 * 60, 12 * 60, Fraction(12 * 26_78), frozenset(map(PersonId, people)))

    alone, together = role_lines([role("Director", [1]), role("Support worker", [2, 3])])
    assert (alone.hours, alone.average) == ("10 to 17 hours", "£20 to £30 an hour")
    assert (together.hours, together.average) == ("12 h", "about £27 an hour, 2 people")


def test_published_figures_say_what_they_measure_and_that_none_is_about_one_tender():
    held = load_benchmarks()
    assert held.none_for_tenders.startswith("No robust published figure")
    by_id = {one.id: one for one in held.figures}
    assert "grant income" in by_id["share-of-grant-income"].sentence
    assert "must not be compared" in by_id["share-of-money-raised"].caveat
    assert "not charities" in by_id["council-bids"].caveat
    assert all(one.source and one.caveat for one in held.figures)


def test_a_contract_called_as_what_is_left_over_keeps_its_own_costs():
    parts = dict.fromkeys(Driver, 10_00)
    weights = dict(zip(Driver, (50_00, 20_00, 30_00), strict=True))
    year = OverheadYear(date(2026, 3, 31), Pence(50_000_00), Pence(400_000_00), weights)
    areas = [OverheadArea(REST, Pence(9_000_00), parts, contract=ContractId(number)) for number in (1, 2)]
    for area in areas:
        year = year.with_contract(area)
    assert [year.area_of(ContractId(number)) for number in (1, 2)] == areas
    assert (year.areas[-1].is_rest, year.areas[-1].direct) == (True, 382_000_00)
