"""What `contract` and `bid` share: `list`, `show` and `add`, with one option for each thing that may be said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from charitydesk.cli.parsing import number, takes_json
from charitydesk.services.record_fields import FIELDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from charitydesk.cli.parsing import Subparsers

_PREFIX = "field_"


@dataclass(frozen=True, slots=True)
class RecordCommands:
    """The words and the work of the three commands.

    Args:
        kind: `contract` or `bid`.
        words: What these records are.
        order: In which order `list` gives them.
        places: Where `--text` looks.
        narrow: The option that narrows the list, and its values.
        shown: What `show` shows beside the record.
        run_list, run_show, run_add: Do it.
    """

    kind: str
    words: str
    order: str
    places: str
    narrow: tuple[str, Sequence[str]]
    shown: str
    run_list: Callable[..., int]
    run_show: Callable[..., int]
    run_add: Callable[..., int]

    def add_to(self, subparsers: Subparsers[argparse.ArgumentParser]) -> None:
        """Add the three commands."""
        kind = self.kind
        parser = subparsers.add_parser(kind, help=self.words)
        actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
        listing = actions.add_parser("list", help=f"list {kind}s, {self.order}")
        listing.add_argument("--text", default="", help=f"words of {self.places}")
        option, values = self.narrow
        listing.add_argument(option, choices=values, help="only these")
        listing.add_argument("--limit", type=number, default=200, help="how many at most")
        listing.set_defaults(run=self.run_list)
        show = actions.add_parser("show", help=f"show a {kind} with {self.shown}")
        show.add_argument("id", metavar="ID", type=number, help=f"the {kind}'s number")
        show.set_defaults(run=self.run_show)
        adding = actions.add_parser("add", help=f"record a {kind} from a file, from options, or from both")
        file = f"{kind.upper()}.yaml"
        adding.add_argument("file", metavar=file, type=Path, nargs="?", help="names and values, one to a line")
        for name, item in FIELDS[kind].items():
            what = f"one of {', '.join(item.choices)}" if item.choices else name.replace("_", " ")
            adding.add_argument(f"--{name.replace('_', '-')}", dest=f"{_PREFIX}{name}", metavar="TEXT", help=what)
        adding.set_defaults(run=self.run_add)
        for one in (listing, show, adding):
            takes_json(one)


def given_fields(args: argparse.Namespace) -> dict[str, str]:
    """Return the things said of a record by options."""
    return {
        key.removeprefix(_PREFIX): value
        for key, value in vars(args).items()
        if key.startswith(_PREFIX) and value is not None
    }
