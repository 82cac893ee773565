"""Contracts, bids, today and search from the command line: files, options, JSON and plain refusals."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from charitydesk.cli.main import main

CONTRACT = """
title: Carers' Hub
commissioner: Anytown Council
relationship: contract
annual_value: £30,000
starts_on: 1 May 2026
ends_on: 30/04/2027
notice_from_charity: 3 months
notice_clause: 14.20
auto_renew: yes
renewal_length: 1 year
clauses:
  - number: 14.20
    topic: notice
    text: Three months in writing.
years:
  - starts_on: 2026-04-01
    value: £30,000
obligations:
  - title: Quarterly report
    due_on: 2026-12-31
    lead_times: 2 weeks, 3 working days
    recurrence: quarterly
"""
BID = """
title: Hub again
commissioner: Anytown Council
deadline: 2026-07-03T12:00:00Z
lots:
  - number: 1
    title: North
    value: £10,000
tasks:
  - title: Budget
    due_on: 2026-07-01
"""


@pytest.fixture
def run(folders, tmp_path, capsys):
    folders.empty(tmp_path / "data")

    def run(*words, code=0):
        assert main([*words, "--data", str(tmp_path / "data")]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


@pytest.fixture
def file(tmp_path):
    def file(text, name="record.yaml"):
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return str(path)

    return file


def test_a_contract_from_a_file_is_kept_shown_and_listed(run, file):
    added = json.loads(run("contract", "add", file(CONTRACT), "--json"))
    assert (added["annual_value"], added["notice_clause"], added["ends_on"]) == (30_000_00, "14.20", "2027-04-30")
    assert added["window"]["say_no_by"] == "2027-01-29"
    assert [one["number"] for one in added["clauses"]] == ["14.20"]
    assert added["obligations"][0]["lead_times"] == ["2 weeks", "3 working days"]
    shown = json.loads(run("contract", "show", "1", "--json"))
    assert shown == added
    listed = json.loads(run("contract", "list", "--json", "--status", "running"))
    assert [(line["id"], line["title"]) for line in listed] == [(1, "Carers' Hub")]
    assert "Say no by Fri 29 Jan 2027" in run("contract", "show", "1")
    assert "ends Fri 30 Apr 2027" in run("contract", "list")


def test_options_alone_will_do_and_go_before_the_file(run, file):
    run("contract", "add", "--title", "Small grant", "--relationship", "grant", "--annual-value", "£500")
    added = json.loads(run("contract", "add", file(CONTRACT), "--title", "Other name", "--json"))
    assert added["title"] == "Other name"
    assert len(json.loads(run("contract", "list", "--json"))) == 2


def test_every_slip_of_a_file_is_told_with_its_line_and_nothing_is_kept(run, file):
    text = """
    title: Hub
    annual_valu: £3
    ends_on: soon
    clauses:
      - nummer: 3
    years:
      - value: £3
    """
    told = run("contract", "add", file(text), code=2)
    assert (
        "Line 3, annual_valu: There is nothing of that name to say of a contract. Did you mean “annual_value”?" in told
    )
    assert "Line 4, ends_on:" in told
    assert "Line 6, clauses.nummer:" in told
    assert "Line 8, years:" in told
    assert json.loads(run("contract", "list", "--json")) == []


@pytest.mark.parametrize("kind", ["contract", "bid"])
def test_a_record_without_a_title_or_of_no_number_is_refused(run, kind):
    assert "Give it one" in run(kind, "add", code=2)
    assert f"There is no {kind} 7" in run(kind, "show", "7", code=2)


def test_a_bid_keeps_its_deadline_to_the_offset(run, file):
    added = json.loads(run("bid", "add", file(BID), "--json"))
    assert added["deadline"] == "2026-07-03T12:00:00Z"
    assert added["deadline_words"] == "Fri 3 Jul 2026, 1pm (given as 12 noon, UTC)"
    assert [lot["value"] for lot in added["lots"]] == [10_000_00]
    assert "closes Fri 3 Jul 2026, 1pm" in run("bid", "list")
    assert json.loads(run("bid", "list", "--stage", "won", "--json")) == []
    assert "Go or no-go: Still to be scored" in run("bid", "show", "1")


def test_dates_and_money_are_typed_as_in_the_window(run):
    words = ("--title", "Hub", "--starts-on", "1/4/26", "--annual-value", "£15k")
    added = json.loads(run("contract", "add", *words, "--json"))
    assert (added["starts_on"], added["annual_value"]) == ("2026-04-01", 15_000_00)
    for title, deadline, stage in (
        ("Won", "30/11/2198", "won"), ("Past", "1 Apr 20 5pm", "drafting"), ("No date", "", "spotted"),
        ("Later", "1/4/2199", "spotted"), ("Sent", "1/12/2198", "submitted"), ("Soon", "12/12/2198 5pm", "deciding"),
    ):  # fmt: skip
        run("bid", "add", "--title", title, "--deadline", deadline, "--stage", stage, "--value", "1.25m")
    listed = json.loads(run("bid", "list", "--json"))
    assert [line["title"] for line in listed] == ["Soon", "Later", "No date", "Sent", "Past", "Won"]


def test_today_and_search_answer_in_lines_and_in_json(run, file):
    run("contract", "add", file(CONTRACT))
    assert json.loads(run("today", "--json"))["numbers"]["contracts"] == 1
    assert run("today").startswith("1 contract held, worth £30,000 a year")
    found = json.loads(run("search", "three mon", "--json"))
    assert ("Clause", "contracts", "1") in [(one["kind"], one["room"], one["key"]) for one in found]
    assert "Contract 1: Carers' Hub" in run("search", "carers")
    assert run("search", "xyzzy").strip() == "Nothing was found."


def test_a_title_that_would_move_the_terminal_is_refused(run):
    assert "control character" in run("contract", "add", "--title", "Hub \x1b[31m", code=2)
    assert run("contract", "list").strip() == "No contract is recorded."
