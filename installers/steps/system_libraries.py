"""Make sure that the system libraries Qt needs are there, before anything Qt is started.

On Linux a missing one ends the process in a way that Python cannot catch (see charitydesk/ui/display_check.py).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from steps.speech import TroubleError, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steps.environment import Environment


def look(environment: Environment, variables: dict[str, str]) -> dict[str, Any]:
    """Ask the program's own check whether a window could be opened.

    Args:
        environment: The ready environment.
        variables: The variables the program would be started with.
    """
    done = subprocess.run(
        [environment.python, "-m", "charitydesk.ui.display_check"],
        env=variables,
        cwd=environment.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TroubleError(
            "CharityDesk could not look at this computer's screen and libraries.",
            "Remove the .venv folder and run this again.",
            done.stderr,
        )
    return json.loads(done.stdout)


def look_and_mend(environment: Environment, variables: dict[str, str], *, agreed: bool) -> dict[str, Any]:
    """Look, and install missing libraries where that is allowed.

    Args:
        environment: The ready environment.
        variables: The variables the program would be started with.
        agreed: The person said ``--yes``.

    Raises:
        TroubleError: a library is missing and may not be installed from here; the message holds the command.
    """
    answer = look(environment, variables)
    if answer["outcome"] != "missing library":
        return answer
    if answer["command"] and may_install(agreed=agreed):
        install(answer["command"])
        answer = look(environment, variables)
        if answer["outcome"] != "missing library":
            return answer
    remedy = (
        f"Install it with this command, then run this again:  {as_administrator(answer['command'])}"
        if answer["command"]
        else "Install the libraries of Qt 6 from your system's packages, then run this again."
    )
    raise TroubleError("This Linux lacks a system library that windows are drawn with.", remedy, answer["detail"])


def may_install(*, agreed: bool) -> bool:
    """Say whether system packages may be installed: when told so, or by an automatic run as administrator."""
    return sys.platform.startswith("linux") and (agreed or (_is_root() and bool(os.environ.get("CI"))))


def install(command: str) -> None:
    """Install system packages with the system's own package manager; a failure shows when looking again.

    Args:
        command: The whole command, without ``sudo``.
    """
    say(f"Installing system libraries:  {as_administrator(command)}")
    words = command.split()
    commands: list[Sequence[str]] = [words]
    if words[0] == "apt-get":
        commands.insert(0, ["apt-get", "update", "-q"])
    for each in commands:
        elevated = each if _is_root() else ["sudo", *each]
        variables = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(
            elevated, env=variables, stdin=None if sys.stdin.isatty() else subprocess.DEVNULL, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            say("\n".join(f"    {line}" for line in (done.stdout + done.stderr).splitlines()[-6:]))


def offer_libreoffice(*, agreed: bool) -> None:
    """Have LibreOffice for the tests that open the letters in it, where packages may be installed.

    Without it those tests are skipped, and say so.
    """
    if shutil.which("soffice") or not shutil.which("apt-get") or not may_install(agreed=agreed):
        return
    install("apt-get install -y --no-install-recommends libreoffice-writer-nogui")


def as_administrator(command: str) -> str:
    """Return the command as a person types it."""
    return command if _is_root() else f"sudo {command}"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
