"""A letter tells nobody's pay: a name beside a sum stops it, a sum that may be pay is pointed out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charitydesk.domain.letter_checks import Check, Severity
from charitydesk.domain.letter_file import Hidden, file_checks
from charitydesk.domain.letter_pay import KnownPay, pay_checks, tells_money
from charitydesk.domain.letters import Addition
from charitydesk.domain.money import Pence
from charitydesk.services.content_files import load_letters
from tests.domain.cases import council_notice
from tests.domain.letter_cases import OPTIONS, drawn

PEOPLE = (
    KnownPay("Rhys Morgan-Hughes", frozenset({Pence(32_000_00), Pence(2_666_67), Pence(22_32)})),
    KnownPay("Grant O'Neill", frozenset({Pence(18_50)})),
)


def told(text: str) -> tuple[Check, ...]:
    options = replace(OPTIONS, additions=(Addition("own-1", "who", text),))
    return pay_checks(drawn(council_notice(), options=options), PEOPLE, load_letters().checks)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Rhys Morgan-Hughes is paid £32,000 a year.", "£32,000"),
        ("Our support worker, rhys morgan-hughes, costs £22.32.", "£22.32"),
        ("Rhys Morgan-Hughes runs it. The post costs £32k with nothing to spare.", "£32k"),
        ("We pay Rhys Morgan-Hughes £19 an hour.", "£19"),
        ("Grant O'Neill: 18.50 an hour for 12 hours.", "18.50"),
        ("The salary of Rhys Morgan-Hughes is 31,000 pounds.", "31,000 pounds"),
    ],
)
def test_that_a_persons_name_beside_what_they_are_paid_stops_the_letter(text: str, figure: str) -> None:
    (check,) = told(text)
    assert (check.id, check.severity, check.block) == ("pay", Severity.STOP, "own-1")
    assert f"beside {figure}," in check.sentence


@pytest.mark.parametrize("text", ["The post costs £32,000.", "It is £2,666.67 a month.", "An hour costs £ 22.32."])
def test_that_a_sum_alone_that_equals_somebodys_pay_is_pointed_out_without_telling_whose(text: str) -> None:
    (check,) = told(text)
    assert (check.id, check.severity) == ("pay", Severity.LOOK)
    assert "Rhys" not in check.sentence


def test_that_a_first_name_beside_pay_is_pointed_out_for_it_may_be_a_word() -> None:
    (check,) = told("We took on Rhys and pay £21 an hour for the post.")
    assert (check.severity, "Rhys" in check.sentence) == (Severity.LOOK, True)


@pytest.mark.parametrize(
    "text",
    [
        "Rhys Morgan-Hughes leads the service.",
        "The grant of £31,000 a year ends.",
        "Rhys Morgan-Hughes spoke to 22 people and 32,000 leaflets went out.",
        "The reduction is £22,320.",
    ],
)
def test_that_a_name_or_a_sum_by_itself_is_nobodys_pay(text: str) -> None:
    assert told(text) == ()


def test_that_a_name_beside_a_sum_for_a_time_is_pointed_out_for_it_may_be_the_services_price() -> None:
    (check,) = told("The service is worth £48,000 a year to us, and Rhys Morgan-Hughes leads it.")
    assert (check.severity, check.sentence.endswith("take the name or the figure out.")) == (Severity.LOOK, True)


def test_that_a_sum_of_thousands_of_digits_is_read_as_any_other() -> None:
    assert [check.severity for check in told(f"Rhys Morgan-Hughes is paid £{'9' * 5_000} an hour.")] == [Severity.STOP]


def test_that_a_letter_without_a_sum_asks_for_nobodys_pay() -> None:
    assert not tells_money(drawn(council_notice()))
    more = replace(OPTIONS, enclosures=("Pay of Grant O'Neill, £18.50 an hour",))
    letter = drawn(council_notice(), options=more)
    assert tells_money(letter)
    assert [check.severity for check in pay_checks(letter, PEOPLE, load_letters().checks)] == [Severity.STOP]


def test_that_what_a_letterhead_hides_keeps_the_letter_from_being_ready() -> None:
    assert file_checks((), load_letters().checks) == ()
    for hidden in Hidden:
        (check,) = file_checks({hidden}, load_letters().checks)
        assert (check.id, check.severity) == ("file", Severity.STOP)
        assert check.sentence.startswith("Your letterhead file ")
