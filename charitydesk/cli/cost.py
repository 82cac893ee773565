"""`charitydesk-cli cost`: what bidding cost, who paid, and what is left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import number, takes_json
from charitydesk.cli.time import HasTime
from charitydesk.cli.time_values import report_lines, report_values, subject_given
from charitydesk.domain.ledger_cuts import Asked, Cut, year_of
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.costs import CostService
    from charitydesk.services.profile import ProfileService


class HasCosts(HasTime, Protocol):
    """Whatever carries the ledger."""

    @property
    def costs(self) -> CostService:
        """Answers what things cost."""
        ...

    @property
    def profile(self) -> ProfileService:
        """Knows when accounting years end."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("cost", help="what bidding cost, who paid, and what is left")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    summary = actions.add_parser("summary", help="the cost of bidding, with a row for each bid unless asked otherwise")
    summary.add_argument("--by", choices=list(Cut), default=None, help="what the rows are")
    summary.set_defaults(run=run_summary)
    for each in (summary,):
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
