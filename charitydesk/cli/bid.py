"""`charitydesk-cli bid`: the pipeline of bids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.contract_values import bare, bid_line_values, bid_lines, bid_values
from charitydesk.cli.output import answer
from charitydesk.cli.records import RecordCommands, given_fields
from charitydesk.domain.bids import BidStage
from charitydesk.domain.closing import closing_words
from charitydesk.domain.ids import BidId

if TYPE_CHECKING:
    import argparse

    from charitydesk.services.bids import BidLine, BidService


class HasBids(Protocol):
    """Whatever carries the bids."""

    @property
    def bids(self) -> BidService:
        """Keeps bids."""
        ...


def run_list(args: argparse.Namespace, services: HasBids) -> int:
    """List the bids."""
    from charitydesk.services.bids import BidFilter  # noqa: PLC0415 - loads the database's libraries

    filters = BidFilter(stages=(BidStage(args.stage),) if args.stage else ())
    found = services.bids.pressing(text=args.text, filters=filters, limit=args.limit)
    return answer(
        args, [bid_line_values(line) for line in found], lambda: [*map(_line, found)] or ["No bid is recorded."]
    )


def _line(line: BidLine) -> str:
    from charitydesk.services.bids import closing_of  # noqa: PLC0415 - the same

    closing = closing_of(line.deadline)
    until = f", closes {closing_words(closing)}" if closing else ""
    return (
        f"{line.id:>5}  {line.stage.label:<13}  {bare(line.title)}: {bare(line.commissioner) or 'not known yet'}{until}"
    )


def run_show(args: argparse.Namespace, services: HasBids) -> int:
    """Show a bid.

    Raises:
        BadInputError: There is none of that number.
    """
    view = services.bids.show(BidId(args.id))
    return answer(args, bid_values(view), lambda: bid_lines(view))


def run_add(args: argparse.Namespace, services: HasBids) -> int:
    """Record a bid; nothing is kept unless all of it can be used.

    Raises:
        BadInputError: The file or a value cannot be used.
    """
    from charitydesk.services.record_files import read_bid  # noqa: PLC0415 - used here alone

    found = read_bid(args.file, given_fields(args))
    view = services.bids.add(found.record, lots=found.lots, tasks=found.tasks)
    return answer(args, bid_values(view), lambda: bid_lines(view))


COMMANDS = RecordCommands(
    kind="bid",
    words="bids the charity is making or has made",
    order="the nearest deadline first, past and decided ones after",
    places="the title, the buyer or the reference",
    narrow=("--stage", [stage.value for stage in BidStage]),
    shown="its deadline, warnings and score",
    run_list=run_list,
    run_show=run_show,
    run_add=run_add,
)
add = COMMANDS.add_to
