"""Build what a charity installs, for the system this runs on, and start it once: ``python3 installers/build.py``.

Windows gets an installer (when NSIS is there), macOS a disk image, Linux an archive with an install script. A build
that PyInstaller calls successful may still miss a file, so each is asked for its self-test and must pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from pathlib import Path

from steps.environment import Environment
from steps.running import without_a_screen
from steps.speech import TroubleError, say
from steps.system_libraries import look_and_mend

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"


def main() -> int:
    """Build, start, pack.

    Returns:
        0 when the built program passed its self-test and was packed, else 1.
    """
    environment = Environment(ROOT)
    try:
        environment.ensure(["bundle"])
        look_and_mend(environment, without_a_screen(environment), agreed=False)
        started = time.monotonic()
        program = build(environment)
        say(f"Built {program} in {time.monotonic() - started:.0f} s: {_megabytes(DIST / 'CharityDesk'):.0f} MB.")
        smoke(program)
        packed = pack(program)
    except TroubleError as trouble:
        say(str(trouble))
        return 1
    for path in packed:
        say(f"Made {path} ({_megabytes(path):.0f} MB).")
    return 0


def build(environment: Environment) -> Path:
    """Run PyInstaller, and return the program it made.

    Args:
        environment: The ready environment, with PyInstaller.
    """
    command = [
        environment.python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", DIST, "--workpath", ROOT / "build" / "pyinstaller",
        ROOT / "installers" / "pyinstaller" / "charitydesk.spec",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=without_a_screen(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise TroubleError("PyInstaller could not build the program.", "Its last lines say why.", done.stderr)
    if sys.platform == "darwin":
        return DIST / "CharityDesk.app" / "Contents" / "MacOS" / "CharityDesk"
    return DIST / "CharityDesk" / ("CharityDesk.exe" if os.name == "nt" else "CharityDesk")


def smoke(program: Path) -> None:
    """Start both built programs for their self-tests, away from the checkout and from this Python's settings.

    Args:
        program: The built window program; the command line lies beside it.

    Raises:
        TroubleError: one of them did not pass.
    """
    command_line = program.with_name("charitydesk-cli.exe" if os.name == "nt" else "charitydesk-cli")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    for command in ([command_line, "self-test"], [program, "--self-test"]):
        with tempfile.TemporaryDirectory(prefix="charitydesk-") as elsewhere:
            done = subprocess.run(
                command,
                cwd=elsewhere,
                env=kept | {"QT_QPA_PLATFORM": "offscreen"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        if done.returncode:
            raise TroubleError(
                f"The built {command[0].stem} failed its self-test (exit {done.returncode}).",
                "Something is missing from installers/pyinstaller/charitydesk.spec.",
                done.stdout + done.stderr,
            )
        say(f"{command[0].stem} passed its self-test.\n{done.stdout.strip()}".strip())


def pack(program: Path) -> list[Path]:
    """Pack the built program as this system's people install programs.

    Args:
        program: The built program.

    Returns:
        The files to hand out; empty when the packing tool is not installed.
    """
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if sys.platform == "darwin":
        return [_disk_image(version)]
    if os.name == "nt":
        return _windows_installer(program.parent, version)
    return [_archive(program.parent, version)]


def _archive(folder: Path, version: str) -> Path:
    top = f"CharityDesk-{version}"
    target = DIST / f"{top}-linux-{os.uname().machine}.tar.xz"
    linux = ROOT / "installers" / "linux"
    beside = [linux / "install.sh", linux / "charitydesk.desktop", ROOT / "LICENSE"]
    icon = ROOT / "resources" / "icons" / "charitydesk.svg"
    with tarfile.open(target, "w:xz") as archive:
        archive.add(folder, f"{top}/CharityDesk")
        for path in [*beside, *([icon] if icon.is_file() else [])]:
            archive.add(path, f"{top}/{path.name}")
    return target


def _windows_installer(folder: Path, version: str) -> list[Path]:
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    makensis = shutil.which("makensis") or (str(usual) if usual.is_file() else None)
    if makensis is None:
        say("NSIS is not installed, so no installer was made; the folder above runs as it is.")
        return []
    target = DIST / f"CharityDesk-{version}-setup.exe"
    defined = {"VERSION": version, "SOURCE": folder, "LICENCE": ROOT / "LICENSE", "OUTPUT": target}
    definitions = [f"-D{name}={value}" for name, value in defined.items()]
    _pack_with([makensis, "-V2", *definitions, str(ROOT / "installers" / "windows" / "charitydesk.nsi")])
    return [target]


def _disk_image(version: str) -> Path:
    target = DIST / f"CharityDesk-{version}.dmg"
    _pack_with(["hdiutil", "create", "-volname", "CharityDesk", "-srcfolder", str(DIST / "CharityDesk.app"),
                "-ov", "-format", "UDZO", str(target)])  # fmt: skip
    return target


def _pack_with(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TroubleError(
            f"{Path(command[0]).stem} could not pack the program.", "Its last lines say why.", done.stdout
        )


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()]
    return sum(each.stat().st_size for each in files) / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
