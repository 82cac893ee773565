"""The way from a notice to a letter by the command line alone, as a script goes it."""

from __future__ import annotations

import hashlib
import json

import pytest

from charitydesk.cli.main import main

FACTS = """
body: {name: Borough Council, kind: local-authority, nation: england, address: Town Hall}
agreement: {service: Lunch Club, relationship: grant, reference: 007}
terms: {notice: 3 months, notice_clause: 14.20}
notice:
  kind: end-early
  how: email
  received_on: 2026-11-20
  decided_on: 13/11/2026
  effective_on: 2026-12-20
  reasons: none
process: {consulted: no, impact_assessed: no}
"""


@pytest.fixture
def notice(cli, file):
    return cli.json("notice", "record", file(FACTS))["id"]


def test_that_the_example_is_loaded_and_taken_out_by_name(cli):
    assert cli.json("example") == {"notices": [1, 2]}
    assert "here already" in cli.refused("example")
    assert len(cli.json("notice", "list")) == 2
    assert cli.json("example", "--remove") == {"removed": True}
    assert cli.json("notice", "list") == []
    assert "is not here" in cli.refused("example", "--remove")


def test_that_recording_answers_findings_clocks_and_weak_points(cli, file):
    answer = cli.json("notice", "record", file(FACTS))
    assert set(answer) == {
        "id", "headline", "findings", "clocks", "missing_clocks", "weaknesses", "regime",
    }  # fmt: skip
    finding = next(one for one in answer["findings"] if one["id"] == "own-term-notice")
    assert finding["verdict"] == "not-kept"
    own = {"id": "own-term", "citation": "our grant (007), clause 14.20"}
    assert finding["provisions"] == [own | {"offer": "offer", "binding": "binds", "reason": ""}]
    clock = next(one for one in answer["clocks"] if one["rule"] == "CONTRACT_NOTICE")
    assert (clock["start"], clock["deadline"], clock["last_safe_day"], clock["whose"]) == (
        "2026-11-20", "2027-02-20", "2027-02-19", "them",
    )  # fmt: skip
    court = next(one for one in answer["clocks"] if one["rule"] == "JR_EW_OUTER_3M")
    assert court["act_by"] <= court["last_safe_day"] <= court["deadline"]
    assert "3 months" in clock["how"]
    assert answer["regime"]["regime"] == "none"


def test_that_a_notice_is_shown_with_its_facts_letters_and_superseded_clocks(cli, notice, tmp_path):
    cli("letter", "draft", "--notice", notice, "--kind", "3", "--out", tmp_path / "a.docx")
    shown = cli.json("notice", "show", notice)
    assert shown["facts"]["terms"] == {"notice": "3 months", "notice_clause": "14.20"}
    assert [line["kind"] for line in shown["letters"]] == ["challenge-short-notice"]
    assert shown["superseded_clocks"] == []
    told = cli("notice", "show", notice)
    assert "Notice under the agreement itself: not kept. Clause 14.20 asks for 3 months" in told
    assert "Weak points of your own case" in told


def test_that_a_letter_is_drafted_in_both_formats_from_one_kept_draft(cli, notice, tmp_path):
    pdf, word = tmp_path / "letter.pdf", tmp_path / "letter.DOCX"
    first = cli.json("letter", "draft", "--notice", notice, "--kind", "challenge-short-notice", "--out", pdf)
    second = cli.json("letter", "draft", "--notice", notice, "--kind", "3", "--tone", "challenge", "--out", word)
    assert first["letter_id"] == second["letter_id"]
    assert first["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert second["sha256"] == hashlib.sha256(word.read_bytes()).hexdigest()
    assert first["pages"] >= 1
    assert [one["number"] for one in first["citations"]] == list(range(1, len(first["citations"]) + 1))
    assert set(first["citations"][0]) >= {"number", "id", "citation", "offer", "binding", "must_check", "caution"}
    must = {one["id"] for one in first["citations"] if one["must_check"]}
    assert must == {check["provision"] for check in first["checks"] if check["id"] == "check-citation"}
    assert first["ready"] is False
    assert len(cli.json("letter", "list")) == 1


def test_that_every_blank_is_named(cli, file, tmp_path):
    notice = cli.json("notice", "record", file("body: {name: Borough Council}\n"))["id"]
    answer = cli.json("letter", "draft", "--notice", notice, "--kind", "2", "--out", tmp_path / "a.pdf")
    assert {"notice.effective_on", "notice.kind"} <= {blank["path"] for blank in answer["blanks"]}
    assert all(blank["label"] for blank in answer["blanks"])


def test_that_characters_no_font_draws_are_told_to_a_reader_too(cli, file, tmp_path):
    notice = cli.json("notice", "record", file("body: {name: 日本 Council}\n"))["id"]
    told = cli("letter", "draft", "--notice", notice, "--kind", "2", "--out", tmp_path / "a.pdf")
    assert "could not be drawn and shows as a mark: “日”, “本”." in told


@pytest.mark.usefixtures("example")
def test_that_a_sent_letter_is_frozen_and_answers_its_files(cli, tmp_path):
    shown = cli.json("letter", "show", 1)
    assert (shown["status"], shown["ready"]) == ("sent", True)
    assert {file["format"] for file in shown["files"]} == {"docx", "pdf"}
    assert all((cli.data / file["file"]).is_file() for file in shown["files"])
    assert "sent already" in cli.refused("letter", "sent", 1)
    drafted = cli.json("letter", "draft", "--notice", 1, "--kind", "3", "--out", tmp_path / "a.pdf")
    assert "not ready" in cli.refused("letter", "sent", drafted["letter_id"])
    assert "in the future" in cli.refused("letter", "sent", drafted["letter_id"], "--on", "2026-11-24")


@pytest.mark.usefixtures("example")
def test_that_a_letter_ready_to_go_is_frozen_and_its_reply_clock_starts(cli, tmp_path):
    cli("letter", "draft", "--notice", 1, "--kind", "13", "--out", tmp_path / "a.pdf")
    letter = cli.json("letter", "list")[0]["id"]
    assert cli.json("letter", "show", letter)["ready"] is True
    sent = cli.json("letter", "sent", letter, "--on", "2026-11-20")
    assert [file["format"] for file in sent["files"]] == ["docx", "pdf"]
    assert cli.json("letter", "show", letter)["events"][0] == {
        "on": "2026-11-20", "kind": "sent", "note": cli.json("letter", "show", letter)["title"],
    }  # fmt: skip
    clocks = cli.json("notice", "show", 1)["clocks"]
    assert [clock["start"] for clock in clocks if clock["rule"] == "LETTER_REPLY"].count("2026-11-20") == 1


def test_that_kinds_name_their_tones_and_what_each_costs(cli):
    kinds = {kind["number"]: kind for kind in cli.json("letter", "kinds")}
    assert set(kinds) >= {1, 2, 3, 4, 13, 16}
    assert kinds[3]["tones"][0]["tone"] == "challenge"
    assert all(tone["cost"] and tone["first"] for kind in kinds.values() for tone in kind["tones"])
    assert "challenge-short-notice" in cli("letter", "kinds")


@pytest.mark.usefixtures("notice")
def test_that_history_undo_and_redo_see_what_the_other_commands_did(cli):
    assert [line["name"] for line in cli.json("history")] == ["Recorded a notice from Borough Council"]
    assert cli.json("undo")["name"] == "Undid: Recorded a notice from Borough Council"
    assert cli.json("notice", "list") == []
    assert cli("redo") == "Redid: Recorded a notice from Borough Council\n"
    assert cli.json("notice", "list")[0]["service"] == "Lunch Club"
    cli.refused("redo", code=1)


def test_that_the_register_answers_with_all_five_tests_of_the_gate(cli):
    case = ("--on", "2026-11-20", "--nation", "wales", "--body", "council", "--relationship", "grant")
    entry = cli.json("register", "show", "compact2010-4-4", *case)
    assert (entry["offer"], entry["binding"], entry["failed_test"]) == ("not-offered", None, "nation")
    assert [test["test"] for test in entry["tests"]] == ["nation", "body", "date", "kind", "verification"]
    assert "Wales" in entry["reason"]
    assert entry["binds"] == ["arms-length-body", "central-government"]
    bound = cli.json("register", "show", "compact2010-4-4", *case[:2], "--nation", "england", "--body", "department")
    assert (bound["offer"], bound["binding"]) == ("offer", "binds")
    assert set(bound) >= {
        "citation",
        "effect",
        "topics",
        "commitment",
        "nations",
        "standing",
        "verification",
        "caution",
    }


def test_that_a_day_alone_leaves_the_rest_to_be_found_out(cli):
    entry = cli.json("register", "show", "compact2010-4-4", "--on", "2026-11-20")
    assert (entry["offer"], entry["failed_test"]) == ("check-first", "nation")
    assert "offer" not in cli.json("register", "show", "compact2010-4-4")
    assert {one["offer"] for one in cli.json("register", "list", "--on", "2026-11-20")} <= {
        "check-first",
        "not-offered",
    }


def test_that_a_topic_narrows_the_list(cli):
    entries = cli.json("register", "list", "--topic", "three-months")
    assert {"compact2010-4-4", "bv-notice-expectation"} <= {entry["id"] for entry in entries}
    assert all("three-months" in entry["topics"] for entry in entries)
    assert cli.json("register", "show", "--topic", "three-months") == entries
    assert "compact2010-4-4\n" in cli("register", "list", "--topic", "three-months")


def test_that_a_reading_recorded_here_counts_at_once(cli):
    case = ("--on", "2026-11-20", "--nation", "england", "--body", "department")
    assert cli.json("register", "show", "compact2010-3-9", *case)["failed_test"] == "verification"
    answer = cli.json(
        "register", "check", "compact2010-3-9", "--source", "The PDF of 2010", "--read-on", "2026-11-20",
        "--reference", "undertaking 3.9", "--by", "Mari",
    )  # fmt: skip
    assert (answer["id"], answer["read_by"]) == ("compact2010-3-9", "Mari")
    entry = cli.json("register", "show", "compact2010-3-9", *case)
    assert entry["offer"] == "offer"
    assert entry["read"]["reference"] == "undertaking 3.9"
    assert "Read on 2026-11-20: The PDF of 2010" in cli("register", "show", "compact2010-3-9", *case)


@pytest.mark.parametrize(
    "words",
    [
        ("clock", "FOIA_RESPONSE", "2026-06-01"),
        ("clock", "--list"),
        ("register", "list"),
        ("register", "show", "compact2010-4-4", "--on", "2026-11-20"),
        ("notice", "template"),
        ("letter", "kinds"),
    ],
)
def test_that_what_needs_no_data_makes_no_folder(new_cli, words):
    new_cli(*words)
    json.loads(new_cli(*words, "--json"))
    assert not new_cli.data.exists()


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_that_data_and_json_may_stand_anywhere(capsys, tmp_path, place):
    common = ["--json", f"--data={tmp_path / 'd'}"]
    words = {"before": [*common, "notice", "list"], "between": ["notice", *common, "list"],
             "after": ["notice", "list", *common]}[place]  # fmt: skip
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert (tmp_path / "d").is_dir()


def test_that_names_of_every_script_are_printed_as_typed(cli, file):
    name = "Cyngor Tŷ Łódź محمد 🌊"
    cli("notice", "record", file(f"body: {{name: {name}}}\n"))
    assert name in cli("notice", "list")
    assert cli.json("notice", "list")[0]["body"] == name


def test_that_help_and_version_end_well(capsys):
    assert main(["--help"]) == 0
    assert "Exit codes" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("CharityDesk ")


def test_that_the_program_finds_itself_whole(new_cli):
    answer = new_cli.json("self-test")
    assert answer["passed"] is True
    assert {step["step"] for step in answer["steps"]} >= {"register", "fonts", "example letter"}
    assert not new_cli.data.exists()
