"""The wheel, installed somewhere clean, is the whole program.

To stay quick and to need no network, the clean environment gets CharityDesk from the wheel and its dependencies from
the environment the tests run in: one path line makes them visible, and an editable install's own path line is not
followed from there. That the dependencies are all declared is deptry's to check.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def clean_environment(wheel, tmp_path_factory) -> Path:
    """An environment below a folder with a space and an accent, as people's folders have."""
    folder = tmp_path_factory.mktemp("clean é place") / "environment"
    venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    python = scripts_of(folder) / ("python.exe" if os.name == "nt" else "python")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--no-compile",
        wheel,
    ]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def scripts_of(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin")


def run_there(folder: Path, arguments: list, where: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [scripts_of(folder) / arguments[0], *arguments[1:]],
        cwd=where,
        env=kept | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


def test_the_wheel_holds_the_program_and_its_resources_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"charitydesk"}
    packed = {name.removeprefix("charitydesk/") for name in names if name.startswith("charitydesk/resources/")}
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == ours
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_every_module_and_migration_is_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "charitydesk").rglob("*.py")}
    assert modules - names == set()


def test_the_installed_program_is_the_wheels_own(clean_environment, tmp_path):
    code = "import charitydesk, charitydesk.resources as r; print(charitydesk.__file__); print(r.root())"
    done = run_there(clean_environment, ["python", "-X", "utf8", "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert Path(line).is_relative_to(clean_environment)


def test_the_installed_program_passes_its_own_self_test(clean_environment, tmp_path):
    done = run_there(clean_environment, ["charitydesk-cli", "self-test"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "letter" in done.stdout
