from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from charitydesk.cli.main import main
from charitydesk.services.clock import FixedClock

MONDAY = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


class Cli:
    """The command line on one data folder, on Monday 23 November 2026."""

    def __init__(self, capsys, data):
        self._capsys = capsys
        self.data = data

    def __call__(self, *words, code=0):
        """Run a command, expect its exit code, and return what it printed."""
        found = main(["--data", str(self.data), *map(str, words)], clock=MONDAY)
        told = self._capsys.readouterr()
        assert found == code, told.err
        assert "Traceback" not in told.err
        return told.err if code else told.out

    def json(self, *words):
        return json.loads(self(*words, "--json"))

    def refused(self, *words, code=2):
        """Expect bad input: one plain line on the error stream and nothing on the other."""
        found = main(["--data", str(self.data), *map(str, words)], clock=MONDAY)
        told = self._capsys.readouterr()
        assert (found, told.out) == (code, "")
        assert told.err.count("\n") == 1
        assert "usage:" not in told.err
        return told.err


@pytest.fixture
def new_cli(capsys, tmp_path):
    """Before the data folder is there."""
    return Cli(capsys, tmp_path / "data")


@pytest.fixture
def cli(new_cli, folders):
    folders.empty(new_cli.data)
    return new_cli


@pytest.fixture
def example(cli, folders):
    """The example charity, loaded the same Monday."""
    folders.example(cli.data, MONDAY.now())


@pytest.fixture
def file(tmp_path):
    """Writes a file of facts and returns its path."""

    def write(content, name="FACTS.yaml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
