"""`clock` answers one deadline, or the list of rules."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import date

import pytest

from charitydesk.cli import clock
from charitydesk.domain.bodies import Nation
from charitydesk.errors import BadInputError
from charitydesk.services.clocks import ClockService, read_nation


@dataclass
class Services:
    clocks: ClockService


@pytest.fixture
def ask(capsys):
    """Run the command as typed and return what it printed."""

    def run(*words):
        parser = argparse.ArgumentParser()
        clock.add(parser.add_subparsers(dest="command"))
        args = parser.parse_args(["clock", *words])
        assert args.run(args, Services(ClockService())) == 0
        return capsys.readouterr().out

    return run


def test_that_json_carries_the_deadline_and_its_working(ask):
    answer = json.loads(ask("FOIA_RESPONSE", "2026-06-01", "--json"))
    assert answer["deadline"] == answer["last_safe_day"] == "2026-06-30"
    assert "Mon 15 Jun 2026, World Cup bank holiday in Scotland" in answer["how"]
    assert answer["skipped"] == [{"date": "2026-06-15", "name": "World Cup bank holiday in Scotland"}]
    assert answer["whose"] == "them"
    assert answer["provisions"] == ["foi-10", "bfda-s1"]
    assert answer["confidence"] == "verified"
    assert answer["provisional"] is False
    assert (answer["act_by"], answer["deadline_at"], answer["other_dates"]) == (None, None, [])
    assert set(answer) >= {"rule", "title", "started", "start_event", "if_missed", "notes"}


def test_that_dates_with_times_come_out_with_their_offset(ask):
    answer = json.loads(ask("PSR_ENG_REPRESENTATIONS", "2027-04-26T23:30Z", "--json"))
    assert answer["started"] == "2027-04-27"
    assert answer["deadline_at"] == "2027-05-11T23:59:00+01:00"


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("1 June 2026", "2026-06-01"),
        ("01/06/26", "2026-06-01"),
        ("27/04/2027 5.30pm", "2027-04-27T17:30"),
        ("26 April 2027 at 23:30 UTC", "2027-04-26T23:30Z"),
    ],
)
def test_that_a_start_is_read_as_people_write_it(ask, typed, exact):
    assert ask("PSR_ENG_REPRESENTATIONS", typed) == ask("PSR_ENG_REPRESENTATIONS", exact)


def test_that_judicial_review_lists_every_date(ask):
    answer = json.loads(ask("JR_EW_OUTER_3M", "2026-11-16", "--option", "award=yes", "--json"))
    assert (answer["deadline"], answer["act_by"]) == ("2027-02-16", "2026-12-14")
    assert [other["date"] for other in answer["other_dates"]] == ["2026-12-15"]
    printed = ask("jr-ew-outer-3m", "2026-11-16", "--option", "award=yes")
    for line in (
        "Act by:         Mon 14 Dec 2026",
        "Outer limit:    Tue 16 Feb 2027",
        "Also:           Tue 15 Dec 2026",
    ):
        assert line in printed


def test_that_options_and_the_nation_reach_the_rule(ask):
    answer = json.loads(
        ask("CONTRACT_NOTICE", "2026-12-18", "--option", "period=10 working days", "--option", "counting=clear",
            "--nation", "Scotland", "--json")
    )  # fmt: skip
    assert answer["deadline"] == "2027-01-08"


def test_that_a_person_reads_the_dates_first(ask):
    printed = ask("LETTER_REPLY", "2026-12-11").splitlines()
    assert printed[0] == "Reply to our letter is due (LETTER_REPLY)"
    assert printed[1] == "Last safe day:  Tue 29 Dec 2026"
    assert "Who must act:   the other side" in printed
    assert "Rests on:       what the two sides wrote (verified)" in printed
    assert "Who must act:   the charity" in ask("PA2023_CLAIM_30D", "2026-11-16")


def test_that_the_list_names_every_rule_with_its_options(ask):
    rules = {rule["rule"]: rule for rule in json.loads(ask("--list", "--json"))}
    assert {"FOIA_RESPONSE", "STATUTORY_NOTICE_8W", "CORRESPONDING_DATE_4M", "BV_NOTICE_3M"} <= set(rules)
    assert rules["STATUTORY_NOTICE_8W"]["same_as"] == "STATUTORY_NOTICE"
    assert rules["CONTRACT_NOTICE"]["options"][0]["required"] is True
    printed = ask("--list")
    assert "FOIA_RESPONSE\n    Authority must answer" in printed
    assert "--option period=... (needed): the notice period the agreement states" in printed
    assert "STATUTORY_NOTICE_8W" not in printed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["NO_SUCH_RULE", "2026-06-01"], "There is no rule “NO_SUCH_RULE”. The rules are: .*FOIA_RESPONSE"),
        (["FOIA_RESPONSE", "06/31/2026"], "is not a date"),
        (["FOIA_RESPONSE", "46174"], "is not a date"),
        (["FOIA_RESPONSE", "9999-01-01"], "1900 to 2199"),
        (["FOIA_RESPONSE", "2026-06-01", "--nation", "France"], "The nations are: england, wales, scotland"),
        (["FOIA_RESPONSE", "2026-06-01", "--option", "days"], "is not an option"),
        (["FOIA_RESPONSE", "2026-06-01", "--option", "days="], "is not an option"),
        (["FOIA_RESPONSE", "2026-06-01", "--option", "days=3"], "has no option “days”"),
        (["LETTER_REPLY", "2026-06-01", "--option", "period=1 week", "--option", "period=2 weeks"], "given twice"),
        (["FOIA_RESPONSE"], "needs a rule and a start"),
        ([], "needs a rule and a start"),
        (["FOIA_RESPONSE", "--list"], "takes no rule"),
    ],
)
def test_that_bad_input_is_refused_with_what_is_allowed(ask, words, told):
    with pytest.raises(BadInputError, match=told):
        ask(*words)


@pytest.mark.parametrize(
    ("typed", "nation"),
    [
        ("England", Nation.ENGLAND), ("Northern Ireland", Nation.NORTHERN_IRELAND), ("ni", Nation.NORTHERN_IRELAND),
        ("northern_ireland", Nation.NORTHERN_IRELAND), ("England & Wales", Nation.ENGLAND), (" WALES ", Nation.WALES),
    ],
)  # fmt: skip
def test_that_a_nation_is_understood_as_people_write_it(typed, nation):
    assert read_nation(typed) is nation


def test_that_the_service_offers_each_nations_working_days():
    clocks = ClockService()
    assert clocks.calendar(Nation.SCOTLAND).is_working_day(date(2026, 8, 31))
    assert not clocks.calendar(Nation.WALES).is_working_day(date(2026, 8, 31))
