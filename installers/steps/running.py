"""Open the window; or, without a screen, take the example charity through to its letter by the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from steps.speech import TroubleError, as_typed, say
from steps.system_libraries import look_and_mend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steps.environment import Environment

EXAMPLE_KIND = "challenge-short-notice"


def run(environment: Environment, rest: Sequence[str], *, agreed: bool) -> int:
    """Open the window and wait until it is closed, or make the example's letter.

    Args:
        environment: The ready environment.
        rest: Options for the program itself.
        agreed: Missing system libraries may be installed.

    Returns:
        The program's own exit code.
    """
    variables = environment.variables()
    answer = look_and_mend(environment, variables, agreed=agreed)
    if answer["outcome"] == "no display":
        where = f" ({answer['detail']} did not answer)" if answer["detail"] else ""
        say(f"There is no screen to open a window on{where}, so here is the example by the command line instead.")
        return make_example_letter(environment)
    if answer["platform"]:
        variables["QT_QPA_PLATFORM"] = answer["platform"]
    say("Opening CharityDesk.")
    command = [environment.python, "-m", "charitydesk", *rest]
    return subprocess.run(command, env=variables, cwd=environment.root, check=False).returncode


def make_example_letter(environment: Environment) -> int:
    """Load the example charity in a folder of its own and save its letter in both formats.

    Args:
        environment: The ready environment.
    """
    folder = environment.root / "build" / "example"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = folder / "data"
    _ask(environment, ["--data", data, "example"])
    notice = first_notice(_ask(environment, ["--data", data, "notice", "list", "--json"]))
    letters = [folder / "letter.docx", folder / "letter.pdf"]
    for letter in letters:
        _ask(environment, ["--data", data, "letter", "draft", "--notice", notice, "--kind", EXAMPLE_KIND,
                           "--out", letter, "--json"])  # fmt: skip
    say("The example charity's letter was saved as Word and as PDF:")
    for letter in letters:
        say(f"    {letter}")
    say("To go on by the command line:")
    say(f"    {as_typed([environment.script('charitydesk-cli'), '--data', data, '--help'])}")
    return 0


def first_notice(answer: str) -> str:
    """Return the id of the first notice in the command line's answer."""
    notices: Any = json.loads(answer)
    return str(notices[0]["id"])


def without_a_screen(environment: Environment) -> dict[str, str]:
    """Return the variables for drawing in memory only: tests, measurements and pictures need no screen."""
    return environment.variables() | {"QT_QPA_PLATFORM": "offscreen"}


def _ask(environment: Environment, arguments: Sequence[Any]) -> str:
    done = subprocess.run(
        [environment.script("charitydesk-cli"), *arguments],
        env=environment.variables(),
        cwd=environment.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        words = " ".join(str(word) for word in arguments[2:4])
        raise TroubleError(
            f"The example stopped at “{words}”.", "Please report this with the lines below.", done.stderr or done.stdout
        )
    return done.stdout
