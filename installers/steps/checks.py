"""Everything a change must pass, timed step by step: the same here as on every submission."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steps.running import without_a_screen
from steps.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steps.environment import Environment


@dataclass(frozen=True, slots=True)
class Check:
    """One program to run with the environment's Python.

    Args:
        name: What the summary calls it.
        arguments: What follows ``python``.
        fast: Whether it belongs to the few seconds' worth run on every save.
    """

    name: str
    arguments: tuple[str, ...]
    fast: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one check went.

    Args:
        check: The check.
        passed: Whether it exited 0.
        seconds: Wall time.
        said: What it printed; empty when it was shown as it ran.
    """

    check: Check
    passed: bool
    seconds: float
    said: str = ""


READING_CHECKS = (
    Check("pyright", ("-m", "pyright"), fast=False),  # first, as it takes as long as all the others together
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("import-linter", ("-c", "from importlinter.cli import lint_imports_command as main; main()")),
    Check("deptry", ("-m", "deptry", "."), fast=False),
    # Finds every test; what is compiled on the way serves all the processes that run them.
    Check("collection", ("-m", "pytest", "-q", "--collect-only"), fast=False),
)
TESTS = Check("pytest", ("-m", "pytest", "-rs", "--durations=5", "-n", "2", "--dist", "worksteal"))
FAST_TESTS = Check("pytest", ("-m", "pytest", "-q", "tests/domain", "tests/architecture"))


def run(environment: Environment, *, fast: bool) -> int:
    """Run every check, even after one fails, and print one summary line.

    The checks that only read the source run two at a time; the tests run after them with
    nothing beside them, because some of them measure.

    Args:
        environment: The ready environment, with its development tools.
        fast: Only the few seconds' worth.

    Returns:
        0 if all passed, else 1.
    """
    started = time.monotonic()
    reading = [check for check in READING_CHECKS if check.fast or not fast]
    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = list(pool.map(lambda check: _quietly(environment, check), reading))
    for verdict in verdicts:
        _report(verdict)
    verdicts.append(_aloud(environment, FAST_TESTS if fast else TESTS))
    _report(verdicts[-1])
    failed = [verdict.check.name for verdict in verdicts if not verdict.passed]
    seconds = time.monotonic() - started
    if failed:
        say(f"{len(failed)} of {len(verdicts)} steps failed in {seconds:.0f} s: {', '.join(failed)}.")
        return 1
    say(f"All {len(verdicts)} steps passed in {seconds:.0f} s.")
    return 0


def _report(verdict: Verdict) -> None:
    say(f"{verdict.check.name:<15}{'passed' if verdict.passed else 'FAILED':<8}{verdict.seconds:6.1f} s")
    if verdict.said and not verdict.passed:
        say(verdict.said)


def _quietly(environment: Environment, check: Check) -> Verdict:
    started = time.monotonic()
    done = subprocess.run(
        _command(environment, check.arguments),
        env=_variables(environment),
        cwd=environment.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Verdict(check, done.returncode == 0, time.monotonic() - started, done.stdout)


def _aloud(environment: Environment, check: Check) -> Verdict:
    started = time.monotonic()
    command = _command(environment, check.arguments)
    done = subprocess.run(
        command, env=_variables(environment), cwd=environment.root, stdin=subprocess.DEVNULL, check=False
    )
    return Verdict(check, done.returncode == 0, time.monotonic() - started)


def _command(environment: Environment, arguments: Sequence[str]) -> list[str]:
    return [str(environment.python), *arguments]


def _variables(environment: Environment) -> dict[str, str]:
    scripts = environment.python.parent
    variables = without_a_screen(environment)
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of them compiles everything anew
    return variables | {"PATH": f"{scripts}{os.pathsep}{variables.get('PATH', '')}", "VIRTUAL_ENV": str(scripts.parent)}
