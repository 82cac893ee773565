"""The installer on computers where something is in the way: it says what, and the one thing to do."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLERS = ROOT / "installers"


@pytest.fixture(scope="module")
def steps():
    """The installer's own modules, found as its script finds them."""
    sys.path.insert(0, str(INSTALLERS))
    try:
        from steps import environment, running, speech, system_libraries  # noqa: PLC0415 - found only from here

        yield {
            "environment": environment,
            "running": running,
            "speech": speech,
            "system_libraries": system_libraries,
        }
    finally:
        sys.path.remove(str(INSTALLERS))


@pytest.fixture
def checkout(tmp_path) -> Path:
    """The least that the installer reads, in a folder with a space and an accent."""
    root = tmp_path / "Elusen Tŷ Gŵyl"
    (root / "installers").mkdir(parents=True)
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (root / "installers" / "constraints.txt").write_bytes((INSTALLERS / "constraints.txt").read_bytes())
    return root


def python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_file_can_be_read_by_any_python_3():
    ast.parse((INSTALLERS / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_a_python_that_is_too_old_is_named_and_the_needed_one_too():
    script = str(INSTALLERS / "bootstrap.py")
    done = python(f"import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path({script!r}, run_name='__main__')")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_environment_maker_is_told_what_to_install(steps, checkout, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(steps["speech"].TroubleError, match=r"venv or ensurepip module is missing") as caught:
        steps["environment"].Environment(checkout).ensure()
    assert "Install" in caught.value.remedy or "Repair" in caught.value.remedy
    assert not (checkout / ".venv").exists()


def test_a_folder_of_somebody_elses_in_the_way_is_left_alone(steps, checkout):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "accounts.xlsx").write_text("figures", encoding="utf-8")
    with pytest.raises(steps["speech"].TroubleError, match="left alone") as caught:
        steps["environment"].Environment(checkout).ensure()
    assert "venv-that-was-there" in caught.value.remedy
    assert (checkout / ".venv" / "accounts.xlsx").read_text(encoding="utf-8") == "figures"


def test_an_environment_left_half_made_is_made_anew_in_a_folder_with_spaces_and_accents(steps, checkout, capsys):
    (checkout / ".venv" / "lib").mkdir(parents=True)
    environment = steps["environment"].Environment(checkout)
    environment._make_folder(keep=environment._is_usable({}))
    assert "making it anew" in capsys.readouterr().out
    assert environment._is_usable({})


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows decides by lists of rights, not by modes")
def test_a_folder_that_cannot_be_written_to_is_told_with_a_command_that_copies_it(checkout):
    checkout.chmod(0o555)
    code = (
        f"import os, sys, pathlib; sys.path.insert(0, {str(INSTALLERS)!r})\n"
        "from steps.environment import Environment\n"
        "from steps.speech import TroubleError\n"
        "os.geteuid() or os.seteuid(65534)\n"
        f"try: Environment(pathlib.Path({str(checkout)!r})).ensure()\n"
        "except TroubleError as trouble: print(trouble)\n"
    )
    # The folders of the run's own, one more of them where tests run side by side.
    for parent in list(checkout.parents)[:4]:
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o055)
    done = python(code, PYTHONUTF8="1")
    checkout.chmod(0o755)
    assert "cannot be written" in done.stdout, done.stderr
    assert "cp -r" in done.stdout
    assert "installers/bootstrap.py run" in done.stdout


def test_without_a_network_the_person_is_told_so(steps):
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--isolated", "--retries", "1", "download", "--no-deps",
         "--index-url", "http://127.0.0.1:9/simple", "appdirs==1.4.4"],
        cwd=Path(sys.prefix), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    trouble = steps["environment"].pip_trouble(done.stdout + done.stderr)
    assert "no network" in trouble.what
    assert "Connect to the internet" in trouble.remedy


def test_a_computer_that_no_package_is_made_for_is_told_which_are(steps):
    said = (
        "ERROR: Could not find a version that satisfies the requirement x\nERROR: No matching distribution found for x"
    )
    assert "Windows 10 or later, macOS 14" in steps["environment"].pip_trouble(said).remedy


def test_a_message_never_ends_the_run_on_an_old_console():
    code = f"import sys; sys.path.insert(0, {str(INSTALLERS)!r}); from steps.speech import say; say('Tŷ Gŵyl “a”')"
    done = python(code, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "T\\u0177" in done.stdout


def test_packages_are_installed_unasked_only_by_an_automatic_run_of_the_administrator(steps, monkeypatch):
    may_install = steps["system_libraries"].may_install
    monkeypatch.delenv("CI", raising=False)
    assert not may_install(agreed=False)
    assert may_install(agreed=True) == sys.platform.startswith("linux")
