"""`charitydesk-cli contract`: the register of contracts and grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.contract_values import bare, contract_line_values, contract_lines, contract_values
from charitydesk.cli.output import answer
from charitydesk.cli.records import RecordCommands, given_fields
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.ids import ContractId
from charitydesk.domain.wording import date_words

if TYPE_CHECKING:
    import argparse

    from charitydesk.services.contracts import ContractService


class HasContracts(Protocol):
    """Whatever carries the contracts."""

    @property
    def contracts(self) -> ContractService:
        """Keeps contracts."""
        ...


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


COMMANDS = RecordCommands(
    kind="contract",
    words="contracts and grants the charity holds",
    order="those that end first before others",
    places="the title, the commissioner or the reference",
    narrow=("--status", [status.value for status in ContractStatus]),
    shown="its notice window and all that hangs on it",
    run_list=run_list,
    run_show=run_show,
    run_add=run_add,
)
add = COMMANDS.add_to
