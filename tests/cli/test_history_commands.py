from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from charitydesk.cli import history as commands
from charitydesk.services.changes import ChangeFeed, Topic
from charitydesk.services.clock import FixedClock
from charitydesk.services.history import CannotUndoError, HistoryService
from charitydesk.storage.opening import open_database
from charitydesk.storage.records import NoticeRecord

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@dataclass
class Services:
    history: HistoryService


@pytest.fixture
def run(tmp_path, capsys):
    database = open_database(tmp_path / "charitydesk.db", tmp_path / "backups", NOW)
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers(dest="command"))
    services = Services(HistoryService(database, FixedClock(NOW), ChangeFeed()))

    def record(service):
        with database.write(f"Recorded {service}", now=NOW, topics={Topic.NOTICES}) as work:
            work.notices.add(NoticeRecord(service=service, commissioner="Anytown Council"))

    def call(*words):
        args = parser.parse_args(words)
        assert args.run(args, services) == 0
        return capsys.readouterr().out

    call.record = record
    yield call
    database.close()


def test_history_undo_and_redo_answer_in_words(run):
    assert run("history") == "Nothing has been done yet.\n"
    run.record("Tŷ Gwyn")
    assert run("undo") == "Undid: Recorded Tŷ Gwyn\n"
    assert run("history").splitlines() == [
        "    2  Fri 1 May 2026, 10am  Undid: Recorded Tŷ Gwyn",
        "    1  Fri 1 May 2026, 10am  Recorded Tŷ Gwyn  (undone)",
    ]
    assert run("redo") == "Redid: Recorded Tŷ Gwyn\n"
    assert len(run("history", "--limit", "1").splitlines()) == 1


def test_history_undo_and_redo_answer_as_json(run):
    run.record("A")
    run.record("B")
    answer = json.loads(run("undo", "--change", "1", "--json"))
    assert answer == {"name": "Undid: Recorded A", "change": 1, "topics": ["history", "notices"]}
    lines = json.loads(run("history", "--json"))
    assert [(line["id"], line["kind"], line["state"], line["of_change"]) for line in lines] == [
        (3, "undo", "applied", 1),
        (2, "change", "applied", None),
        (1, "change", "undone", None),
    ]
    assert lines[1]["made_at"] == "2026-05-01T09:00:00+00:00"


def test_nothing_to_undo_is_one_sentence(run):
    with pytest.raises(CannotUndoError, match=r"^There is nothing to undo\.$"):
        run("undo")
