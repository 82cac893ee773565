"""`charitydesk-cli example`: the example charity, in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import takes_json
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.example import ExampleService


class HasExample(Protocol):
    """Whatever carries the example charity."""

    @property
    def example(self) -> ExampleService:
        """Loads it and takes it out."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("example", help="load the example charity, or take it out again")
    parser.add_argument("--remove", action="store_true", help="take it out, with everything that hangs on it")
    takes_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: HasExample) -> int:
    """Load or remove the example, and return the exit code.

    Raises:
        BadInputError: It is there already, or it is not there.
    """
    if args.remove:
        if not services.example.loaded:
            raise BadInputError("The example charity is not here.", "Load it with `example`.")
        services.example.remove()
        return answer(args, {"removed": True}, lambda: ["Took out the example charity."])
    notices = services.example.load()
    numbers = and_list([str(one) for one in notices])
    return answer(args, {"notices": list(notices)}, lambda: [f"Loaded the example charity; its notices are {numbers}."])
