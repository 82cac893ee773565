"""The four things the installer does from a checkout."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from steps import checks, running, system_libraries
from steps.environment import Environment
from steps.speech import TroubleError, say

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Do one of the four things.

    Args:
        arguments: The words after the script's name.

    Returns:
        0 when it went well; 1 when a check failed or something on this computer stops it.
    """
    asked = _parser().parse_args(arguments)
    environment = Environment(ROOT)
    try:
        try:
            return asked.do(environment, asked)
        except TroubleError as trouble:
            if not trouble.packages or not system_libraries.may_install(agreed=asked.yes):
                raise
            system_libraries.install(trouble.packages)
            return asked.do(environment, asked)
    except TroubleError as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Set CharityDesk up from its source, then run, test, measure or picture it."
    )
    commands = parser.add_subparsers(required=True, metavar="run | test | bench | pictures")
    run = commands.add_parser("run", help="open the window; without a screen, make the example's letter instead")
    run.add_argument("rest", nargs="*", help="passed on to CharityDesk; put -- before options")
    run.set_defaults(do=_run)
    test = commands.add_parser("test", help="run exactly what is run on every change")
    test.add_argument("--fast", action="store_true", help="only style, rules and architecture: a few seconds")
    test.set_defaults(do=_test)
    bench = commands.add_parser("bench", help="measure speed and memory, each beside its floor or rival")
    bench.add_argument("rest", nargs="*", metavar="NAME", help="only these: start, documents, rules, lists")
    bench.set_defaults(do=_bench)
    pictures = commands.add_parser("pictures", help="make a picture of every page")
    pictures.add_argument("rest", nargs="*", metavar="FOLDER", help="where to put them; pictures/ unless told")
    pictures.set_defaults(do=_pictures)
    for each in (run, test, bench, pictures):
        each.add_argument("--yes", action="store_true", help="install missing system libraries without asking")
    return parser


def _run(environment: Environment, asked: argparse.Namespace) -> int:
    environment.ensure()
    return running.run(environment, asked.rest, agreed=asked.yes)


def _test(environment: Environment, asked: argparse.Namespace) -> int:
    environment.ensure(["dev"])
    system_libraries.look_and_mend(environment, running.without_a_screen(environment), agreed=asked.yes)
    if not asked.fast:
        system_libraries.offer_libreoffice(agreed=asked.yes)
    return checks.run(environment, fast=asked.fast)


def _bench(environment: Environment, asked: argparse.Namespace) -> int:
    return _measure_or_draw(environment, asked, "installers/benchmarks/run.py")


def _pictures(environment: Environment, asked: argparse.Namespace) -> int:
    return _measure_or_draw(environment, asked, "installers/pictures.py")


def _measure_or_draw(environment: Environment, asked: argparse.Namespace, script: str) -> int:
    environment.ensure(["dev"])
    variables = running.without_a_screen(environment)
    system_libraries.look_and_mend(environment, variables, agreed=asked.yes)
    command = [environment.python, environment.root / script, *asked.rest]
    return subprocess.run(command, env=variables, cwd=environment.root, check=False).returncode
