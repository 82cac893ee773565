"""`history`, `undo` and `redo`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import one_line
from charitydesk.cli.parsing import number
from charitydesk.domain.moments import in_uk
from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.domain.wording import moment_words

if TYPE_CHECKING:
    import argparse

    from charitydesk.services.changes import Change
    from charitydesk.services.history import HistoryLine, HistoryService


class HasHistory(Protocol):
    """The part of the services these commands use."""

    @property
    def history(self) -> HistoryService:
        """The charity's history."""
        ...


_STATES = {ChangeState.APPLIED: "", ChangeState.UNDONE: "  (undone)", ChangeState.DROPPED: "  (undone for good)"}
_VERBS = {ChangeKind.CHANGE: "", ChangeKind.UNDO: "Undid: ", ChangeKind.REDO: "Redid: "}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add the three commands."""
    listing = subparsers.add_parser("history", help="show what was done, latest first")
    listing.add_argument("--limit", type=number, default=200, help="how many lines at most")
    listing.set_defaults(run=run)
    undo = subparsers.add_parser("undo", help="take back the last change, or the one named")
    undo.add_argument("--change", type=number, metavar="ID", help="a change's number from the history")
    undo.set_defaults(run=run)
    redo = subparsers.add_parser("redo", help="bring back the change undone last")
    redo.set_defaults(run=run)
    for parser in (listing, undo, redo):
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace, services: HasHistory) -> int:
    """Run one of the three commands and return the exit code.

    Raises:
        UserFacingError: There is nothing to undo or redo, or it cannot be done; nothing was changed.
    """
    if args.command == "history":
        lines = services.history.list(limit=args.limit)
        print(
            json.dumps([_plain(line) for line in lines], ensure_ascii=False, indent=2) if args.json else _table(lines)
        )
        return 0
    change = services.history.undo(change_id=args.change) if args.command == "undo" else services.history.redo()
    print(json.dumps(_change(change), ensure_ascii=False, indent=2) if args.json else one_line(change.name))
    return 0


def _table(lines: tuple[HistoryLine, ...]) -> str:
    if not lines:
        return "Nothing has been done yet."
    return "\n".join(
        f"{line.id:>5}  {moment_words(in_uk(line.made_at))}  "
        f"{_VERBS[line.kind]}{one_line(line.name)}{_STATES[line.state]}"
        for line in lines
    )


def _plain(line: HistoryLine) -> dict[str, object]:
    return {
        "id": line.id,
        "name": line.name,
        "topics": list(line.topics),
        "actor": line.actor,
        "made_at": line.made_at.isoformat(),
        "kind": line.kind.value,
        "state": line.state.value,
        "of_change": line.of_change,
    }


def _change(change: Change) -> dict[str, object]:
    return {"name": change.name, "change": change.change_id, "topics": sorted(change.topics)}
