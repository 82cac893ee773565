"""Make the project's own Python environment, ``.venv``, from the pinned versions; do nothing when it is right already.

The environment carries a stamp: a fingerprint of what was asked for, written last. No stamp means that an earlier
run was interrupted.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steps.speech import TroubleError, as_typed, python_command, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STAMP = "charitydesk-stamp.json"
_FOLDERS_OF_A_VENV = {
    "bin",
    "include",
    "lib",
    "lib64",
    "share",
    "Include",
    "Lib",
    "Scripts",
    "pyvenv.cfg",
    ".gitignore",
}
_NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Failed to establish a new connection",
    "Connection refused",
    "Network is unreachable",
    "getaddrinfo failed",
    "Temporary failure in name resolution",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment of one checkout.

    Args:
        root: The checkout's top folder.
    """

    root: Path

    @property
    def folder(self) -> Path:
        """The environment's folder."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def script(self, name: str) -> Path:
        """Return one of the installed commands, such as ``charitydesk-cli``."""
        return self.python.with_name(f"{name}.exe" if os.name == "nt" else name)

    @property
    def constraints(self) -> Path:
        """Every version, pinned, for all three systems."""
        return self.root / "installers" / "constraints.txt"

    def variables(self) -> dict[str, str]:
        """Return the variables for programs started here: none of the user's Python settings leak in.

        UTF-8 mode matters on Windows, where a checkout below a non-ASCII folder would otherwise not be found.
        """
        unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        return kept | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def ensure(self, extras: Sequence[str] = ()) -> None:
        """Make the environment, or complete it, unless its stamp says that it is right.

        Args:
            extras: Names from pyproject.toml's optional dependencies, such as ``dev``.

        Raises:
            TroubleError: something on this computer stops it; the message holds the remedy.
        """
        stamp = self._stamp()
        have = set(stamp.get("extras", []))
        fingerprint = self._fingerprint()
        if stamp.get("fingerprint") == fingerprint and have >= set(extras) and self._works():
            return
        started = time.monotonic()
        say("Setting up CharityDesk's own Python environment in .venv (a few hundred megabytes, the first time only).")
        wanted = sorted(have | set(extras)) if stamp else sorted(extras)
        try:
            self._make_folder(keep=self._is_usable(stamp))
            (self.folder / STAMP).unlink(missing_ok=True)
            self._install(wanted)
            text = json.dumps({"fingerprint": fingerprint, "extras": wanted})
            (self.folder / STAMP).write_text(text, encoding="utf-8")
        except OSError as error:
            raise self._folder_trouble(error) from error
        say(f"The environment is ready ({time.monotonic() - started:.0f} s).")

    def _stamp(self) -> dict[str, Any]:
        try:
            loaded = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return loaded if isinstance(loaded, dict) else {}

    def _project(self) -> Mapping[str, Any]:
        return tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))

    def _fingerprint(self) -> str:
        asked = {"project": self._project()["project"], "build": self._project()["build-system"]}
        text = json.dumps(asked, sort_keys=True) + self.constraints.read_text(encoding="utf-8")
        return hashlib.sha256(text.encode()).hexdigest()

    def _works(self) -> bool:
        """Say whether the environment still runs: a moved folder or a removed Python breaks it."""
        return self._runs("import charitydesk")

    def _is_usable(self, stamp: Mapping[str, Any]) -> bool:
        """Say whether packages can be added to what is there, instead of making it anew."""
        return self._runs("import pip, sys; sys.exit(sys.version_info < (3, 11))") and (not stamp or self._works())

    def _runs(self, code: str) -> bool:
        try:
            answer = subprocess.run(
                [self.python, "-c", code], env=self.variables(), cwd=self.folder, capture_output=True, check=False
            )
        except OSError:
            return False
        return answer.returncode == 0

    def _make_folder(self, *, keep: bool) -> None:
        if keep:
            return
        if self.folder.exists() or self.folder.is_symlink():
            self._refuse_what_is_not_ours()
            say("The environment in .venv is unfinished or no longer runs: making it anew.")
            shutil.rmtree(self.folder)
        importlib.invalidate_caches()  # what was missing may have been installed a moment ago
        self.folder.mkdir()  # says first whether this folder can be written to at all
        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                self.folder.rmdir()
                raise no_venv_module()
        try:
            venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(self.folder)
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            said = error.output.decode(errors="replace") if isinstance(error.output, bytes) else str(error)
            raise no_venv_module(said) from error

    def _refuse_what_is_not_ours(self) -> None:
        """Stop before clearing a ``.venv`` that never was an environment."""
        names = {entry.name for entry in self.folder.iterdir()} if self.folder.is_dir() else {self.folder.name}
        if "pyvenv.cfg" in names or names <= _FOLDERS_OF_A_VENV | {STAMP}:
            return
        other = self.folder.with_name("venv-that-was-there")
        move = ["move" if os.name == "nt" else "mv", self.folder, other]
        raise TroubleError(
            f"{self.folder} holds files that are not a Python environment, so it was left alone.",
            f"Move it out of the way, then run this again:  {as_typed(move)}",
        )

    def _install(self, extras: Sequence[str]) -> None:
        project = self._project()
        optional = project["project"].get("optional-dependencies", {})
        wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
        for extra in extras:
            wanted += optional[extra]
        with tempfile.TemporaryDirectory(prefix="charitydesk-") as scratch:
            asked = Path(scratch) / "asked.txt"
            asked.write_text("\n".join(wanted) + "\n", encoding="utf-8")
            self._pip("install", "--requirement", asked, "--constraint", self.constraints)
        # The build tool was installed at its pinned version above, so no isolated copy is downloaded for this.
        self._pip("install", "--no-deps", "--no-build-isolation", "--editable", self.root)

    def _pip(self, *arguments: str | os.PathLike[str]) -> None:
        command = [self.python, "-m", "pip", "--no-input", "--retries", "2", *arguments]
        done = subprocess.run(
            command,
            env=self.variables(),
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise pip_trouble(done.stdout)

    def _folder_trouble(self, error: OSError) -> TroubleError:
        if getattr(error, "errno", None) == 28:
            return TroubleError(
                "The disk is full: the environment needs about 500 MB.", "Make room, then run this again."
            )
        home = Path.home() / "charitydesk"
        if os.name == "nt":
            copy = as_typed(["xcopy", "/e", "/i", self.root, home])
        else:
            copy = as_typed(["cp", "-r", self.root, home])
        again = as_typed([home / "installers" / "bootstrap.py", "run"])
        return TroubleError(
            f"The environment cannot be written in {self.root}: {error.strerror or error}.",
            f"Copy CharityDesk to a folder of your own and start it there:  {copy} && {python_command()} {again}",
        )


def no_venv_module(said: str = "") -> TroubleError:
    """Return the trouble of a Python shipped without its environment maker, as Debian and Ubuntu do."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    packages = f"apt-get install -y --no-install-recommends python{version}-venv" if shutil.which("apt-get") else ""
    if packages:
        remedy = f"Install it, then run this again:  sudo {packages}"
    elif os.name == "nt":
        remedy = "Repair Python with its own installer, ticking pip and the standard library, then run this again."
    else:
        remedy = f"Install the whole of Python {version} from your system's packages, then run this again."
    return TroubleError(
        "This Python cannot make an environment: its venv or ensurepip module is missing.", remedy, said, packages
    )


def disk_is_full() -> TroubleError:
    """Return the trouble of a full disk."""
    return TroubleError("The disk is full: the environment needs about 700 MB.", "Make room, then run this again.")


def pip_trouble(said: str) -> TroubleError:
    """Return what went wrong, in words, from what pip printed.

    Args:
        said: Everything pip printed.
    """
    if any(sign in said for sign in _NO_NETWORK):
        return TroubleError(
            "The packages CharityDesk needs could not be downloaded: no network, or it does not let Python out.",
            f"Connect to the internet, then run this again:  {python_command()} installers/bootstrap.py run",
            _errors_of(said),
        )
    if "No space left on device" in said:
        return disk_is_full()
    if "No matching distribution found" in said:
        return TroubleError(
            f"A package CharityDesk needs is not made for this computer ({sys.platform}, Python {_python_version()}).",
            "It runs on 64-bit (x64) Windows 10 or later, macOS 14 or later, and Linux of 2022 or later (glibc 2.34), "
            "with Python 3.11 or newer; on one of those, remove the .venv folder and run this again.",
            _errors_of(said),
        )
    return TroubleError(
        "The packages CharityDesk needs could not be installed.",
        f"Run this again; if it fails the same way, remove the .venv folder first:  {python_command()} "
        "installers/bootstrap.py run",
        _errors_of(said) or said,
    )


def _python_version() -> str:
    return sys.version.split()[0]


def _errors_of(said: str) -> str:
    lines = said.splitlines()
    return "\n".join([line for line in lines if line.startswith("ERROR")] or lines[-4:])
