"""The command as it is installed: a process of its own, its streams and its exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = shutil.which("charitydesk-cli", path=str(Path(sys.executable).parent))
COMMAND = [SCRIPT] if SCRIPT else [sys.executable, "-m", "charitydesk.cli.main"]


def run(*words, **environment):
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, check=False, timeout=30, env={**os.environ, **environment}
    )


def test_that_the_installed_command_answers_in_utf_8_whatever_the_console_speaks(tmp_path):
    facts = tmp_path / "FACTS.yaml"
    facts.write_text("body: {name: Cyngor Tŷ Łódź محمد}\n", encoding="utf-8")
    words = ("notice", "record", str(facts), "--data", str(tmp_path / "data"))
    done = run(*words, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Cyngor Tŷ Łódź محمد" in done.stdout.decode("utf-8")


def test_that_a_refusal_is_one_line_and_exit_code_2():
    done = run("clock", "NO_SUCH_RULE", "2026-06-01")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_that_neither_a_clock_nor_the_register_loads_the_libraries_of_data_and_documents():
    heavy = ("sqlalchemy", "alembic", "docx", "reportlab", "PySide6")
    program = (
        "import sys\n"
        "from charitydesk.cli.main import main\n"
        "assert main(['clock', 'FOIA_RESPONSE', '2026-06-01', '--data', 'no-such-folder']) == 0\n"
        "assert main(['register', 'show', 'eqa-149', '--data', 'no-such-folder']) == 0\n"
        f"found = [name for name in {heavy!r} if name in sys.modules]\n"
        "assert not found, found\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="the pipe's end is told another way there")
def test_that_a_reader_who_stops_early_is_no_error():
    script = f"{' '.join(COMMAND)} clock --list --data no-such-folder | head -n 1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=30)
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1
