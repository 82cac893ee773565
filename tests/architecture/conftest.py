"""Which files belong to the project, for the tests that read them all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".docx", ".pdf", ".db", ".ico", ".icns", ".gz", ".xlsx"}
FOLDERS = ("charitydesk", "resources", "installers", "tests", ".ci")


def project_files() -> list[Path]:
    """Return every file that is, or would be, committed."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [ROOT / name for name in ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml")]
        for folder in FOLDERS:
            files += [path for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    return [path for path in files if path.is_file()]


@pytest.fixture(scope="session")
def text_files() -> list[Path]:
    """Return those that are text."""
    return [path for path in project_files() if path.suffix.lower() not in BINARY]
