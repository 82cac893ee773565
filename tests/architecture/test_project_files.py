"""Promises about the project's files as a whole."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import charitydesk

ROOT = Path(__file__).resolve().parents[2]

TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md",
    "charitydesk", "installers", "pyproject.toml", "resources", "tests",
}  # fmt: skip
# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(["/" + "root/", "/" + r"home/[a-z]+/", "/" + "work/(main|shared|plan)", r"[A-Z]:\\" + "Users"])
)
DOWNLOAD_HOSTS = re.compile(
    "|".join(["pythonhosted" + r"\.org", r"pypi\." + "org", r"npmjs\." + "org", r"deb\." + "debian"])
)
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "raise Not" + "ImplementedError"]) + r")\b")


def places(text_files, pattern: re.Pattern[str], suffixes: tuple[str, ...] = ()) -> list[str]:
    found = []
    for path in text_files:
        if suffixes and path.suffix not in suffixes:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_no_file_names_a_folder_of_one_machine(text_files):
    assert places(text_files, MACHINE_PATHS) == []


def test_no_file_names_a_place_to_download_packages_from(text_files):
    assert places(text_files, DOWNLOAD_HOSTS) == []


def test_nothing_is_left_marked_unfinished(text_files):
    assert places(text_files, UNFINISHED, (".py", ".yaml", ".toml", ".md")) == []


def test_the_top_folder_holds_what_the_layout_says_and_nothing_else(text_files):
    assert {path.relative_to(ROOT).parts[0] for path in text_files} <= TOP_LEVEL


def test_the_change_log_starts_with_this_version():
    headings = re.findall(
        r"^## (?:\[)?([0-9.]+|Unreleased)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    versions = [heading for heading in headings if heading != "Unreleased"]
    assert headings[0] == "Unreleased"
    assert versions[0] == charitydesk.__version__


def test_the_package_and_the_project_file_agree_on_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == charitydesk.__version__


def test_every_version_is_pinned_by_name_and_number_alone():
    pin = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9A-Za-z.]*( ; [a-z_]+ .*)?")
    lines = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not pin.fullmatch(line)] == []


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[\[<>=;~! ]", entry)[0].lower().replace("_", "-") for entry in wanted}
    lines = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert names - {line.split("==")[0] for line in lines} == set()


def test_the_automatic_run_calls_the_readmes_own_test_command():
    command = "python3 installers/bootstrap.py test"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_installer_command_in_the_readme_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"installers/bootstrap\.py ([a-z]+)", readme))
    shown = subprocess.run(
        [sys.executable, ROOT / "installers" / "bootstrap.py", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert {"run", "test"} <= used
    assert {name for name in used if not re.search(rf"^\s+{name}\b", shown, re.MULTILINE)} == set()


def test_every_file_the_readme_names_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:charitydesk|installers|resources|tests)/[\w./-]*)`", readme))
    named |= set(re.findall(r"\]\(((?!https?:)[\w./-]+)\)", readme))
    assert {name for name in named if not (ROOT / name).exists()} == set()
