"""`charitydesk-cli notice`: notices from a file of facts, with what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.notice_values import line_values, recorded_values, shown_lines, shown_values
from charitydesk.cli.output import answer, one_line
from charitydesk.cli.parsing import number, takes_json
from charitydesk.domain.ids import NoticeId

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.notices import NoticeService


class HasNotices(Protocol):
    """Whatever carries the notices."""

    @property
    def notices(self) -> NoticeService:
        """Keeps notices."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the four commands."""
    parser = subparsers.add_parser("notice", help="record a notice and see what it means")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    template = actions.add_parser("template", help="print a file of facts to fill in")
    template.set_defaults(run=run_template, needs_data=False)
    record = actions.add_parser("record", help="record a notice from a file of facts")
    record.add_argument("file", metavar="FACTS.yaml", type=Path, help="the file, as `notice template` prints it")
    record.set_defaults(run=run_record)
    show = actions.add_parser("show", help="show a notice with its findings, clocks and letters")
    show.add_argument("id", metavar="ID", type=number, help="the notice's number")
    show.set_defaults(run=run_show)
    listing = actions.add_parser("list", help="list the notices, those received last first")
    listing.set_defaults(run=run_list)
    for one in (template, record, show, listing):
        takes_json(one)


def run_template(args: argparse.Namespace, _services: object) -> int:
    """Print the file of facts to fill in."""
    from charitydesk.services.facts_template import facts_template  # noqa: PLC0415 - used here alone

    text = facts_template()
    return answer(args, {"template": text}, lambda: [text.rstrip("\n")])


def run_record(args: argparse.Namespace, services: HasNotices) -> int:
    """Record a notice; nothing is kept unless all of the file can be used.

    Raises:
        BadInputError: The file or an answer in it cannot be used.
    """
    from charitydesk.services.facts_file import read_facts_file  # noqa: PLC0415 - used here alone

    content = read_facts_file(args.file)
    view = services.notices.record(content.facts, compact=content.compact)
    today = args.clock.today()
    return answer(args, recorded_values(view), lambda: shown_lines(view, today))


def run_show(args: argparse.Namespace, services: HasNotices) -> int:
    """Show a notice.

    Raises:
        BadInputError: There is none of that number.
    """
    view = services.notices.show(NoticeId(args.id))
    today = args.clock.today()
    return answer(args, shown_values(view), lambda: shown_lines(view, today))


def run_list(args: argparse.Namespace, services: HasNotices) -> int:
    """List the notices."""
    lines = services.notices.list()
    return answer(
        args,
        [line_values(line) for line in lines],
        lambda: (
            [
                f"{line.id:>5}  {line.status.value:<10}  "
                f"{one_line(line.service) or 'a service not named'}: {one_line(line.commissioner)}"
                for line in lines
            ]
            or ["No notice is recorded."]
        ),
    )
