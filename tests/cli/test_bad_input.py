"""Whatever is typed: one plain line, the right exit code, nothing half written, and never a page of the program."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from charitydesk.cli import main as program
from charitydesk.cli.main import main
from charitydesk.services.clock import FixedClock
from charitydesk.storage.lock import DataLock

MONDAY = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

CHECK = ("register", "check", "eqa-149", "--source", "Copy", "--read-on", "2026-11-20", "--reference", "s 149")


def replaced(words, option, value):
    place = words.index(option) + 1
    return (*words[:place], value, *words[place + 1 :])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "required: COMMAND"),
        (("cheese",), "invalid choice"),
        (("notice",), "required: ACTION"),
        (("notice", "show"), "required: ID"),
        (("notice", "show", "one"), "is not a number"),
        (("notice", "show", "0"), "is not a number"),
        (("notice", "show", "9" * 30), "is not a number"),
        (("notice", "show", "99"), "no notice"),
        (("notice", "show", "1", "extra"), "unrecognized arguments"),
        (("notice", "record", "no-such-file.yaml"), "cannot be read"),
        (("notice", "record", "."), "cannot be read"),
        (("notice", "list", "--js"), "unrecognized arguments"),
        (("letter", "show", "99"), "no letter"),
        (("letter", "draft", "--notice", "1", "--kind", "3"), "required: --out"),
        (("letter", "draft", "--notice", "99", "--kind", "3", "--out", "a.pdf"), "no notice"),
        (("letter", "draft", "--notice", "1", "--kind", "3", "--tone", "shout", "--out", "a.pdf"), "no tone"),
        (("letter", "sent", "1", "--on", "yesterday"), "is not a date"),
        (("register", "list", "--topic", "cheese"), "no topic"),
        (("register", "list", "--body", "brewery"), "Use .*local-authority"),
        (("register", "list", "--nation", "france"), "Use .*england"),
        (("register", "list", "--relationship", "love"), "Use .*contract"),
        (("register", "list", "--on", "2026-13-01"), "is not a date"),
        (("register", "show", "no-such-entry"), "no provision called"),
        (("register", "show"), "needs an entry or a topic"),
        (("register", "show", "eqa-149", "--topic", "equality"), "not both"),
        (CHECK[:-2], "required: --reference"),
        (replaced(CHECK, "--read-on", "20 Nov"), "is not a date"),
        (replaced(CHECK, "--read-on", "2026-11-24"), "in the future"),
        (replaced(CHECK, "--reference", " "), "exact number"),
        (replaced(CHECK, "--source", "\n"), "what you read"),
        ((*CHECK[:2], "no-such-entry", *CHECK[3:]), "no provision called"),
        (("clock", "NO_SUCH_RULE", "2026-06-01"), "no rule"),
        (("clock", "FOIA_RESPONSE", "soon"), "is not a date"),
        (("clock", "FOIA_RESPONSE"), "needs a rule and a start"),
        (("history", "--limit", "many"), "is not a number"),
        (("history", "--limit", "9" * 40), "is not a number"),
        (("undo", "--change", "x"), "is not a number"),
        (("example", "--data", "elsewhere"), "given twice"),
        (("example", "--data"), "names no folder"),
    ],
)
def test_that_bad_input_gets_one_plain_line_and_exit_code_2(cli, words, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert re.search(told, cli.refused(*words), re.IGNORECASE)


def contents(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("letter.odt", 2, "neither Word nor PDF"),
        ("letter", 2, "neither Word nor PDF"),
        ("missing/letter.pdf", 2, "does not exist"),
        ("folder.pdf", 2, "is a folder"),
        (f"{'x' * 300}.pdf", 2, "cannot be the name of a file"),
    ],
)
@pytest.mark.usefixtures("example")
def test_that_a_letter_that_cannot_be_written_is_not_kept_either(cli, tmp_path, name, code, told):
    (tmp_path / "folder.pdf").mkdir()
    before = contents(tmp_path)
    listed = cli("letter", "list")
    assert told in cli.refused("letter", "draft", "--notice", "1", "--kind", "3", "--out", tmp_path / name, code=code)
    assert contents(tmp_path) == before
    assert cli("letter", "list") == listed


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="folders are closed another way there")
@pytest.mark.usefixtures("example")
def test_that_a_read_only_folder_is_named(cli, tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    # Whoever runs the tests as the machine's administrator may write everywhere; what the system answers is fixed here.
    monkeypatch.setattr(os, "access", lambda path, _mode: os.fspath(path) != os.fspath(closed))
    assert "may not be written to" in cli.refused(
        "letter", "draft", "--notice", "1", "--kind", "3", "--out", closed / "a.pdf", code=1
    )
    assert len(cli.json("letter", "list")) == 1


def test_that_a_file_where_the_data_folder_should_be_is_refused(capsys, tmp_path):
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    assert main(["--data", str(tmp_path / "data"), "notice", "list"]) == 2
    assert "is a file" in capsys.readouterr().err


def test_that_a_folder_in_use_is_waited_for_and_then_named(cli, monkeypatch):
    cli("notice", "list")
    monkeypatch.setattr(program, "LOCK_WAIT_SECONDS", 0.1)
    with DataLock(cli.data / "charitydesk.lock"):
        assert "open in another window" in cli.refused("notice", "list", code=1)


def test_that_a_database_of_another_program_is_refused_in_one_line(new_cli):
    new_cli.data.mkdir()
    (new_cli.data / "charitydesk.db").write_bytes(b"not a database, and long enough to be looked at " * 40)
    new_cli.refused("notice", "list", code=1)


@pytest.mark.usefixtures("example")
def test_that_a_fault_of_ours_is_one_line_and_leaves_no_name_in_the_log(cli, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("Mari Llewelyn of Borough Council")

    monkeypatch.setattr("charitydesk.services.notices.NoticeService.show", broken)
    told = cli.refused("notice", "show", "1", code=70)
    log = (cli.data / "logs" / "charitydesk-cli.log").read_text(encoding="utf-8")
    assert str(cli.data / "logs" / "charitydesk-cli.log") in told
    assert "notice show: RuntimeError" in log
    assert "Mari" not in told + log
    assert "Borough" not in told + log


def test_that_an_interruption_is_quiet(cli, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("charitydesk.services.notices.NoticeService.list", interrupted)
    assert cli("notice", "list", code=130) == ""


def test_that_a_reader_who_has_gone_is_left_in_peace(tmp_path, monkeypatch, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    stream = open(writing, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a pipe has no path
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["--data", str(tmp_path / "data"), "clock", "--list"], clock=MONDAY) == 141
    monkeypatch.undo()
    with suppress(BrokenPipeError):
        stream.close()
    assert capsys.readouterr().err == ""


def test_that_what_a_terminal_would_act_on_never_reaches_it(cli):
    told = cli.refused("register", "show", "\x1b[31mred\nline")
    assert "\x1b" not in told
