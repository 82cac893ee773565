"""`charitydesk-cli cost`: what bidding cost, who paid, and what is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import number, takes_json
from charitydesk.cli.time import HasTime
from charitydesk.cli.time_values import (
    made_of_lines,
    made_of_values,
    recovery_lines,
    recovery_values,
    report_lines,
    report_values,
    subject_given,
)
from charitydesk.domain.activities import BIDDING, Purpose
from charitydesk.domain.ledger_cuts import Asked, Cut, year_of
from charitydesk.domain.money import pounds
from charitydesk.domain.timelog import SubjectKind
from charitydesk.errors import BadInputError
from charitydesk.presentation.cost_entries import entry_rows, find_entries
from charitydesk.presentation.cost_ledger import Opened, headlines, ledger_of
from charitydesk.presentation.time_words import own_id

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.bills import BillService
    from charitydesk.services.costs import CostService
    from charitydesk.services.profile import ProfileService
    from charitydesk.services.recoveries import RecoveryService
    from charitydesk.services.statements import StatementService


class HasCosts(HasTime, Protocol):
    """Whatever carries the ledger."""

    @property
    def bills(self) -> BillService:
        """Knows other costs."""
        ...

    @property
    def statements(self) -> StatementService:
        """Makes statements."""
        ...

    @property
    def costs(self) -> CostService:
        """Answers what things cost."""
        ...

    @property
    def recoveries(self) -> RecoveryService:
        """Answers what contracts cost in full."""
        ...

    @property
    def profile(self) -> ProfileService:
        """Knows when accounting years end."""
        ...


WORKS = {
    "bidding": BIDDING,
    "re-bidding": frozenset({Purpose.REBIDDING}),
    "consultation": frozenset({Purpose.CONSULTATION}),
    "challenge": frozenset({Purpose.CHALLENGE}),
    "delivery": frozenset({Purpose.DELIVERY}),
    "tupe": frozenset({Purpose.TUPE}),
    "all": frozenset(Purpose),
}
"""What `--work` can be, and the purposes behind each."""

ENDINGS = (".docx", ".pdf", ".xlsx", ".csv")


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("cost", help="what bidding cost, who paid, and what is left")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    summary = actions.add_parser("summary", help="the cost of bidding, with a row for each bid unless asked otherwise")
    summary.add_argument("--by", choices=list(Cut), default=None, help="what the rows are")
    summary.add_argument(
        "--work", choices=list(WORKS), default=None, help="only this kind of work; bidding if not given"
    )
    summary.add_argument("--entries", action="store_true", help="also what it is made of: entries and bills")
    summary.add_argument("--finance", action="store_true", help="also what rests on one person's time, and names")
    summary.set_defaults(run=run_summary)
    statement = actions.add_parser("statement", help="write a statement of unfunded cost and keep it as it is")
    statement.add_argument("--out", metavar="FILE", type=Path, required=True, help=f"ending in {', '.join(ENDINGS)}")
    statement.add_argument("--draft", action="store_true", help="write it without keeping it")
    statement.set_defaults(run=run_statement)
    for each in (summary, statement):
        asks(each)
        takes_json(each)
    full = actions.add_parser("recovery", help="a contract's price against its full cost, with its working")
    full.add_argument("--contract", metavar="ID", type=number, help="only this contract, not every one recorded")
    full.add_argument("--out", metavar="FILE", type=Path, help="also write it, ending in .xlsx or .csv")
    full.add_argument("--finance", action="store_true", help="also what holds one person's pay")
    takes_json(full)
    published = actions.add_parser("benchmarks", help="what others have published, each with what it measures")
    takes_json(published)
    published.set_defaults(run=run_benchmarks)
    full.set_defaults(run=run_recovery)


def asks(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what a report is about."""
    for kind in ("bid", "contract", "notice"):
        parser.add_argument(f"--{kind}", metavar="ID", type=number, help=f"only this {kind}")
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
    found = (subject_given(services.time, kind, getattr(args, kind)) for kind in ("bid", "contract", "notice"))
    subject = next((one for one in found if one is not None), None)
    work = getattr(args, "work", None)
    # Nothing is bid for with a contract or notice: all work on it is meant unless a kind is named.
    usual = BIDDING if subject is None or subject.kind is SubjectKind.BID else frozenset(Purpose)
    purposes = WORKS[work] if work else usual
    return Asked(first=first, last=last, commissioner=args.commissioner, subject=subject, purposes=purposes)


def run_summary(args: argparse.Namespace, services: HasCosts) -> int:
    """Print a report.

    Raises:
        BadInputError: There is no such bid or year.
    """
    asked = asked_of(args, services)
    cut = Cut(args.by) if args.by else Cut.SUBJECT if asked.subject is None else Cut.ACTIVITY
    report = services.costs.report(asked, cut)
    bids = report if cut is Cut.SUBJECT else services.costs.report(asked, Cut.SUBJECT)
    own = own_id(services.people.people(), services.profile.load().user_name)
    ledger = ledger_of(report, bids, services.time.subjects(), finance=args.finance, own=own)
    found = headlines(ledger) if ledger.report.rows else ()
    values = report_values(ledger.report, found)
    if not args.entries:
        return answer(args, values, lambda: report_lines(ledger.report, found))
    opened = Opened("Total", ledger.report.total, asked, rules=report.rules)
    made_of = find_entries(services, opened)
    rows = entry_rows(made_of.entries, made_of.roles, opened, finance=args.finance)
    values["made_of"] = made_of_values(rows, made_of.bills)
    lines = (*report_lines(ledger.report, found), *made_of_lines(rows, made_of.bills))
    return answer(args, values, lambda: lines)


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
        "warning": statement.warning,
    }
    words = f"{args.out}: {pounds(statement.total.unfunded)} unfunded of {pounds(statement.total.cost)}"
    warning = (f"Before it goes out: {statement.warning}",) if statement.warning else ()
    return answer(args, values, lambda: (words, *warning))


def run_recovery(args: argparse.Namespace, services: HasCosts) -> int:
    """Print what contracts are paid against what they cost.

    Raises:
        BadInputError: There is no such contract, its costs are not recorded, or the file has another ending.
        UserFacingError: The file cannot be written.
    """
    every = [one for one in services.recoveries.all() if args.contract in {None, one.contract}]
    if not every and args.contract is not None:
        raise BadInputError(f"There is no contract {args.contract}.", "Look at the list for the contract you mean.")
    found = [recovery for one in every for recovery in one.recoveries]
    if not found and args.contract is not None:
        raise BadInputError(
            f"The full cost of {every[0].title} cannot be told yet.",
            "Record its yearly price, and in Time & costs, Full cost, its direct cost and its part of the overheads.",
        )
    if args.out is not None:
        told = [one for one in found if args.finance or not one.alone]
        if found and not told:
            raise BadInputError(
                "What this would write is one person's pay, which shows in the finance view.", "Add --finance."
            )
        services.recoveries.save(told, args.out)
    values = [recovery_values(one, finance=args.finance) for one in found]
    return answer(args, values, lambda: recovery_lines(found, finance=args.finance))


def run_benchmarks(args: argparse.Namespace, services: HasCosts) -> int:
    """Print what others have published; never beside one another in a sum."""
    said = services.statements.published()
    return answer(args, list(said), lambda: said)
