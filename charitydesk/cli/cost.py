"""`charitydesk-cli cost`: what bidding cost, who paid, and what is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import number, takes_json
from charitydesk.cli.time import HasTime
from charitydesk.cli.time_values import report_lines, report_values, subject_given
from charitydesk.domain.ledger_cuts import Asked, Cut, year_of
from charitydesk.domain.money import pounds
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.costs import CostService
    from charitydesk.services.profile import ProfileService
    from charitydesk.services.statements import StatementService


class HasCosts(HasTime, Protocol):
    """Whatever carries the ledger."""

    @property
    def statements(self) -> StatementService:
        """Makes statements."""
        ...

    @property
    def costs(self) -> CostService:
        """Answers what things cost."""
        ...

    @property
    def profile(self) -> ProfileService:
        """Knows when accounting years end."""
        ...


ENDINGS = (".docx", ".pdf", ".xlsx", ".csv")


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("cost", help="what bidding cost, who paid, and what is left")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    summary = actions.add_parser("summary", help="the cost of bidding, with a row for each bid unless asked otherwise")
    summary.add_argument("--by", choices=list(Cut), default=None, help="what the rows are")
    summary.set_defaults(run=run_summary)
    statement = actions.add_parser("statement", help="write a statement of unfunded cost and keep it as it is")
    statement.add_argument("--out", metavar="FILE", type=Path, required=True, help=f"ending in {', '.join(ENDINGS)}")
    statement.add_argument("--draft", action="store_true", help="write it without keeping it")
    statement.set_defaults(run=run_statement)
    for each in (summary, statement):
        asks(each)
        takes_json(each)


def asks(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what a report is about."""
    parser.add_argument("--bid", metavar="ID", type=number, help="only this bid")
    parser.add_argument("--commissioner", metavar="NAME", default="", help="only this body's bids")
    parser.add_argument("--year", metavar="YEAR", type=number, help="the accounting year that ends in this year")


def asked_of(args: argparse.Namespace, services: HasCosts) -> Asked:
    """Return what a report is about.

    Raises:
        BadInputError: There is no such bid, or no such year.
    """
    first = last = None
    if args.year is not None:
        if not 1900 < args.year < 2200:
            raise BadInputError(f"{args.year} is not a year.", "Give the year in which the accounting year ends.")
        charity = services.profile.load()
        # The first of the month in which a year ends lies in that year.
        first, last = year_of(date(args.year, charity.year_end_month, 1), charity.year_end_month, charity.year_end_day)
    subject = subject_given(services.time, "bid", args.bid)
    return Asked(first=first, last=last, commissioner=args.commissioner, subject=subject)


def run_summary(args: argparse.Namespace, services: HasCosts) -> int:
    """Print a report.

    Raises:
        BadInputError: There is no such bid or year.
    """
    cut = Cut(args.by) if args.by else Cut.ACTIVITY if args.bid else Cut.SUBJECT
    report = services.costs.report(asked_of(args, services), cut)
    return answer(args, report_values(report), lambda: report_lines(report))


def run_statement(args: argparse.Namespace, services: HasCosts) -> int:
    """Write a statement and freeze it.

    Raises:
        BadInputError: The file's ending is none a statement can have.
        UserFacingError: The file cannot be written; nothing is kept.
    """
    if args.out.suffix.lower() not in ENDINGS:
        raise BadInputError(
            f"{args.out.name} is no kind of file a statement can be.", f"End it in {', '.join(ENDINGS)}."
        )
    asked = asked_of(args, services)
    statement = services.statements.draw_up(asked)
    services.statements.save(statement, args.out)
    kept = None if args.draft else services.statements.freeze(statement, asked)
    values = {
        "file": str(args.out),
        "statement": None if kept is None else kept.id,
        "cost_pence": statement.total.cost,
        "funded_pence": statement.total.funded,
        "unfunded_pence": statement.total.unfunded,
    }
    words = f"{args.out}: {pounds(statement.total.unfunded)} unfunded of {pounds(statement.total.cost)}"
    return answer(args, values, lambda: (words,))
