"""`charitydesk-cli contract`: the register of contracts and grants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.contract_values import bare, contract_line_values, contract_lines, contract_values
from charitydesk.cli.output import answer
from charitydesk.cli.parsing import number, takes_json
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import ContractId
from charitydesk.domain.wording import date_words
from charitydesk.services.record_fields import FIELDS

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.contracts import ContractService


class HasContracts(Protocol):
    """Whatever carries the contracts."""

    @property
    def contracts(self) -> ContractService:
        """Keeps contracts."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    parser = subparsers.add_parser("contract", help="contracts and grants the charity holds")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list contracts, those that end first before others")
    listing.add_argument("--text", default="", help="words of the title, the commissioner or the reference")
    listing.add_argument("--status", choices=[status.value for status in ContractStatus], help="only these")
    listing.add_argument("--limit", type=number, default=200, help="how many at most")
    listing.set_defaults(run=run_list)
    show = actions.add_parser("show", help="show a contract with its notice window and all that hangs on it")
    show.add_argument("id", metavar="ID", type=number, help="the contract's number")
    show.set_defaults(run=run_show)
    adding = actions.add_parser("add", help="record a contract from a file, from options, or from both")
    adding.add_argument("file", metavar="CONTRACT.yaml", type=Path, nargs="?", help="names and values, one to a line")
    add_fields(adding, "contract")
    adding.set_defaults(run=run_add)
    for one in (listing, show, adding):
        takes_json(one)


def add_fields(parser: argparse.ArgumentParser, kind: str) -> None:
    """Add one option for each thing that may be said of a contract or a bid."""
    for name, item in FIELDS[kind].items():
        what = f"one of {', '.join(item.choices)}" if item.choices else name.replace("_", " ")
        parser.add_argument(f"--{name.replace('_', '-')}", dest=f"field_{name}", metavar="TEXT", help=what)


def given_fields(args: argparse.Namespace) -> dict[str, str]:
    """Return the options of `add_fields` that were given."""
    prefix = "field_"
    return {
        key.removeprefix(prefix): value
        for key, value in vars(args).items()
        if key.startswith(prefix) and value is not None
    }


def run_list(args: argparse.Namespace, services: HasContracts) -> int:
    """List the contracts."""
    from charitydesk.services.contracts import ContractFilter, ContractSort  # noqa: PLC0415 - the database's libraries

    filters = ContractFilter(statuses=(ContractStatus(args.status),) if args.status else ())
    found = services.contracts.list(text=args.text, filters=filters, sort=ContractSort.ENDS_ON, limit=args.limit)
    return answer(
        args,
        [contract_line_values(line) for line in found],
        lambda: (
            [
                f"{line.id:>5}  {line.status.label:<20}  {bare(line.title)}: {bare(line.commissioner) or 'not known'}"
                + (f", ends {date_words(line.ends_on)}" if line.ends_on else "")
                for line in found
            ]
            or ["No contract is recorded."]
        ),
    )


def run_show(args: argparse.Namespace, services: HasContracts) -> int:
    """Show a contract.

    Raises:
        BadInputError: There is none of that number.
    """
    view = services.contracts.show(ContractId(args.id))
    return answer(args, contract_values(view), lambda: contract_lines(view))


def run_add(args: argparse.Namespace, services: HasContracts) -> int:
    """Record a contract; nothing is kept unless all of it can be used.

    Raises:
        BadInputError: The file or a value cannot be used.
    """
    from charitydesk.services.record_files import read_contract  # noqa: PLC0415 - used here alone

    found = read_contract(args.file, given_fields(args))
    view = services.contracts.add(
        found.record,
        years=found.years,
        extensions=found.extensions,
        clauses=found.clauses,
        obligations=found.obligations,
    )
    return answer(args, contract_values(view), lambda: contract_lines(view))
