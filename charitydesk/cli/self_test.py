"""`charitydesk-cli self-test`: shows that an installed program is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import takes_json

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "self-test",
        help="show that the program is whole",
        description="Opens everything the program ships and writes a letter, in a temporary folder.",
    )
    takes_json(parser)
    parser.set_defaults(run=run, needs_data=False)


def run(args: argparse.Namespace, _services: object) -> int:
    """Try everything; return 0 when all went well, else 1."""
    from charitydesk.bootstrap import build_services  # noqa: PLC0415 - loads the database's libraries
    from charitydesk.services.self_test import run_self_test  # noqa: PLC0415 - used here alone

    report = run_self_test(args.clock, build_services)
    values = {
        "passed": report.passed,
        "steps": [{"step": line.name, "passed": line.passed, "detail": line.detail} for line in report.lines],
    }
    answer(args, values, lambda: [report.text()])
    return 0 if report.passed else 1
