from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime, timedelta

import pytest

from charitydesk.cli.main import main
from charitydesk.cli.output import answer
from charitydesk.cli.time_values import made_of_lines, report_lines
from charitydesk.domain.bills import CostKind
from charitydesk.domain.costs import Figure
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row
from charitydesk.services.bills import BiddingCostRecord
from charitydesk.services.clock import FixedClock

NOW = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)


@pytest.fixture
def cli(folders, tmp_path, capsys):
    folders.empty(tmp_path / "data")

    def run(*words, later=timedelta(0)):
        code = main(["--data", str(tmp_path / "data"), *words], clock=FixedClock(NOW + later))
        out = capsys.readouterr()
        return code, out.out, out.err

    run("rate", "set", "Sam Price", "--from", "6 Apr 2026", "--salary", "32000", "--hours", "1650", "--pension", "3")
    return run


def test_time_is_logged_and_its_cost_told_without_any_pay(cli):
    code, out, _ = cli("time", "log", "1h30", "Mon:", "pricing")
    assert (code, out) == (
        0,
        "1: Sam Price, 1 h 30 min on Mon 23 Nov 2026, writing the bid, no bid, contract or notice.\n",
    )
    code, out, _ = cli("cost", "summary", "--json")
    report = json.loads(out)
    assert (report["total"]["cost_pence"], report["total"]["in_finance_view"]) == (None, True)
    assert report["roles"] == [{"role": "no role named", "hours": "1 to 2 hours", "average": "£20 to £30 an hour"}]
    assert not {"22.3", "32000", "33.48", "3348"} & {word for word in ("22.3", "32000", "33.48", "3348") if word in out}
    report = json.loads(cli("cost", "summary", "--finance", "--json")[1])
    assert (report["total"]["cost_pence"], report["total"]["hours"]) == (3348, "1 h 30 min")
    assert report["figures"][0] == {
        "value": "£33.48",
        "what": "nobody paid for",
        "basis": "The whole cost of £33.48: nobody paid towards it.",
    }


def test_marks_of_older_rows_never_reach_the_terminal(capsys):
    report = Report(Asked(), Cut.SUBJECT, rows=(Row("Hub \x1b[31m\nreport", Figure()),))
    assert list(report_lines(report))[1].startswith("  Hub [31m report  ")
    bill = BiddingCostRecord(on_date=NOW.date(), kind=CostKind.TRAVEL, net=10_00, supplier="Rail \x1b[2J\nLtd")
    assert list(made_of_lines((), (bill,)))[1] == "  Fri 27 Nov 2026, Rail [2J Ltd, £10"
    answer(Namespace(json=False), None, lambda: ["  1  \x1b]0;title\x07 as it is"])
    assert capsys.readouterr().out == "  1   ]0;title  as it is\n"


def test_a_line_that_cannot_be_read_is_a_bad_command(cli):
    code, out, err = cli("time", "log", "45", "Ashdale")
    assert (code, out) == (2, "")
    assert "hours or minutes" in err


def test_a_timer_asks_about_the_time_it_was_not_seen(cli):
    assert cli("timer", "start", "--note", "draft")[0] == 0
    code, _, err = cli("timer", "stop", later=timedelta(hours=1))
    assert code == 2
    assert "Were you working?" in err
    code, out, _ = cli("timer", "stop", "--work", "1", "--json", later=timedelta(hours=1))
    assert (code, json.loads(out)[0]["minutes"]) == (0, 60)
    assert cli("timer", "status")[1] == "No timer runs.\n"


def test_a_statement_is_written_and_kept(cli, tmp_path):
    cli("time", "log", "2h", "Mon:", "drafting")
    target = tmp_path / "statement.xlsx"
    code, out, _ = cli("cost", "statement", "--year", "2027", "--out", str(target), "--json")
    assert (code, json.loads(out)["unfunded_pence"], json.loads(out)["statement"]) == (0, 4463, 1)
    assert json.loads(out)["warning"].startswith("All of this time is one person's.")
    assert target.stat().st_size > 5_000
    assert cli("cost", "statement", "--out", str(tmp_path / "s.txt"))[0] == 2
    assert json.loads(cli("cost", "summary", "--year", "2026", "--json")[1])["total"]["cost_pence"] == 0


def test_every_kind_of_work_has_its_cost_and_opens_into_its_entries(cli):
    cli("example")
    for work, minutes in (("challenge", 130), ("consultation", 0), ("re-bidding", 0), ("all", None)):
        report = json.loads(cli("cost", "summary", "--work", work, "--entries", "--finance", "--json")[1])
        if minutes is not None:
            assert sum(one["minutes"] for one in report["made_of"]) == minutes
        assert bool(report["rows"]) == bool(report["made_of"])
    assert {one["what"] for one in report["figures"]} >= {
        "on bids you lost",
        "for each £1 bid for",
        "from the front line",
    }
    own = cli("cost", "summary", "--work", "challenge", "--entries")[1]
    assert "1 to 3 hours, cost £91.06" in own, "what rests on the user's own time is theirs to see"
    assert "Chief executive" in own
    others = json.loads(cli("cost", "summary", "--by", "activity", "--json")[1])["rows"]
    assert {row["key"] for row in others if row["cost_pence"] is None} >= {"clarifications"}
    assert sum(row["cost_pence"] is None for row in others) >= 2, "the total would tell a line that is hidden alone"


def test_a_contracts_price_stands_against_its_full_cost_with_its_working(cli, tmp_path):
    cli("example")
    found = json.loads(cli("cost", "recovery", "--contract", "1", "--out", str(tmp_path / "full.csv"), "--json")[1])
    # By hand: 178,200 + 61,400 x (50 % x 55 % + 20 % x 50 % + 30 % x 58 %) = 211,908.60; less 185,500 = 26,408.60.
    assert [(one["year_to"], one["full_cost_pence"], one["gap_pence"]) for one in found] == [
        ("2027-03-31", 211_908_60, 26_408_60),
        ("2026-03-31", 211_908_60, 26_408_60),
    ]
    assert sum(line["pence"] for line in found[0]["lines"][:-3]) == found[0]["full_cost_pence"]
    assert "Full cost,211908.60" in (tmp_path / "full.csv").read_text("utf-8-sig")
    published = cli("cost", "benchmarks")[1]
    assert "must not be compared" in published
    assert published.startswith("No robust published figure")
    assert cli("cost", "recovery", "--contract", "2")[0] == 2
    assert cli("cost", "recovery", "--contract", "99")[0] == 2


def test_both_commands_for_time_are_one_import_taken_back_by_one_undo(cli, tmp_path):
    export = tmp_path / "time.csv"
    export.write_text("Date,Minutes,Person,Note\n2026-07-01,90,Sam Price,pricing\nsoon,5,Sam Price,\n", "utf-8")
    assert cli("time", "import", str(export))[0] == 2
    answers: list[tuple[str, list[dict[str, object]]]] = []
    for words in (("time", "import", str(export)), ("import", "csv", str(export), "--kind", "time")):
        code, out, _ = cli(*words, "--leave-out-problems", "--json")
        assert code == 0
        again = json.loads(cli(*words, "--leave-out-problems", "--json")[1])
        assert (again["added"], again["here_already"], again["left_out"]) == (0, 1, 1)
        entries = [entry | {"id": 0} for entry in json.loads(cli("time", "list", "--json")[1])]
        answers.append((json.loads(out)["added"], entries))
        cli("undo")
        assert json.loads(cli("time", "list", "--json")[1]) == []
    assert answers[0] == answers[1]
    assert [entry["minutes"] for entry in answers[0][1]] == [90]


def test_time_of_nobody_is_the_persons_whom_the_command_names(cli, tmp_path):
    export = tmp_path / "export.json"
    export.write_text('[{"start":"20260701T080000Z","end":"20260701T091500Z","tags":["tea"]}]', "utf-8")
    code, out, _ = cli("time", "import", str(export), "--person", "Sam Price")
    assert (code, out.splitlines()[0]) == (0, "1 entry of time added.")
    assert "“tea”" in out
    assert cli("time", "import", str(export), "--say", "person")[0] == 2
