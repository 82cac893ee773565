from __future__ import annotations

import json

import pytest

from charitydesk.cli.main import main
from tests.documents.readers import word_text

CSV = "Contract,Council,End date,Value\nLunch club,Anytown Council,31/3/27,£5\n"
NOTICE = {"ocid": "ocds-b5fd17-1", "date": "2026-01-10T10:00:00Z", "tag": ["tender"], "buyer": {"name": "Anytown"},
          "tender": {"title": "Day centre", "tenderPeriod": {"endDate": "2027-03-07T13:00:00Z"}}}  # fmt: skip


@pytest.fixture
def run(folders, tmp_path, capsys, clock):
    folders.empty(tmp_path / "data")

    def call(*words):
        code = main(["--data", str(tmp_path / "data"), *map(str, words)], clock=clock)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_a_dry_run_shows_every_reading_and_writes_nothing(run, table):
    code, out, _ = run("import", "csv", table, "--dry-run")
    assert code == 0
    assert "row 2: title: Lunch club; commissioner: Anytown Council; end date: Wed 31 Mar 2027; value: £5" in out
    assert run("history")[1] == "Nothing has been done yet.\n"


def test_a_table_comes_in_and_goes_with_one_undo(run, table):
    assert run("import", "csv", table, "--kind", "contracts")[1].splitlines() == [
        "1 contract added.",
        "`undo` takes all of it back.",
    ]
    assert json.loads(run("import", "csv", table, "--json")[1])["here_already"] == 1
    assert run("undo")[1] == "Undid: Imported contracts from register.csv\n"


def test_each_bad_row_is_one_line_and_the_exit_code_is_two(run, table):
    table.write_text(CSV + "Day centre,,31/02/2027,lots\n", encoding="utf-8")
    code, out, err = run("import", "csv", table)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "row 3: end date not understood: 31/02/2027",
        "row 3: value not understood: lots",
    ]
    assert run("import", "csv", table, "--leave-out-problems")[1].splitlines()[:2] == [
        "1 contract added.",
        "1 row left out.",
    ]


def test_headings_can_be_given_a_meaning_by_hand(run, table):
    table.write_text("Thing,Payer\nLunch club,Anytown\n", encoding="utf-8")
    words = ("import", "csv", table, "--kind", "contracts", "--map", "Thing=title", "--map", "Payer=commissioner")
    assert run(*words)[1].startswith("1 contract added.")
    assert run("import", "csv", table, "--kind", "contracts", "--map", "Colour=title")[0] == 2


def test_notices_come_in_with_what_a_newer_release_changes(run, tmp_path):
    path = tmp_path / "notices.json"
    path.write_text(json.dumps({"releases": [NOTICE]}))
    assert "Day centre (Anytown), closes 2027-03-07T13:00:00Z" in run("import", "ocds", path, "--dry-run")[1]
    assert run("import", "ocds", path)[1].startswith("1 bid added.")
    over = NOTICE | {"ocid": "ocds-b5fd17-2", "tender": {"tenderPeriod": {"endDate": "2026-02-01T12:00:00Z"}}}
    path.write_text(json.dumps(over))
    assert "1 of the new ones has closed already." in run("import", "ocds", path, "--dry-run")[1]
    assert run("import", "ocds", path, "--leave-out-closed")[1] == "0 bids added.\n1 row left out.\n"
    assert "1 of them has closed already and came in as not bid." in run("import", "ocds", path)[1]
    later = NOTICE | {"date": "2026-02-10T10:00:00Z", "tender": {"title": "Day centre, north"}}
    path.write_text(json.dumps(later))
    answer = json.loads(run("import", "ocds", path, "--json")[1])
    assert (answer["added"], answer["updated"]) == (0, 1)
    assert {"field": "title", "before": "Day centre", "after": "Day centre, north"} in answer["changes"][0]["changes"]


def test_everything_goes_out_and_comes_back_from_the_command_line(run, table, tmp_path):
    run("import", "csv", table)
    assert json.loads(run("export", "all", tmp_path / "out", "--json")[1])["missing"] == []
    assert run("--data", tmp_path / "other", "import", "all", tmp_path / "out")[0] == 2  # --data is given once
    code = main(["--data", str(tmp_path / "other"), "import", "all", str(tmp_path / "out")])
    assert code == 0


def test_lists_and_the_calendar_are_written(run, table, tmp_path):
    run("import", "csv", table)
    assert run("export", "csv", "contracts", tmp_path / "c.csv")[1].startswith("1 row written")
    assert run("export", "xlsx", "contracts", tmp_path / "c.xlsx")[0] == 0
    assert run("export", "csv", "contracts", tmp_path / "c.xlsx")[0] == 2
    assert json.loads(run("export", "ics", tmp_path / "d.ics", "--json")[1])["dates"] == 1
    assert (tmp_path / "d.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("export", "ics")[0] == 2


def test_the_deadlines_go_on_paper(run, tmp_path):
    path = tmp_path / "notices.json"
    path.write_text(json.dumps(NOTICE))
    run("import", "ocds", path)
    assert json.loads(run("export", "deadlines", tmp_path / "d.docx", "--json")[1])["bids"] == 1
    assert "Sun 7 Mar 2027, 1pm (given in UTC)" in " ".join(word_text((tmp_path / "d.docx").read_bytes()).split())
    code, _, err = run("export", "deadlines", tmp_path / "d.txt")
    assert (code, "End its name in .pdf or .docx." in err) == (2, True)
