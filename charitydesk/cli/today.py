"""`charitydesk-cli today` and `search`: what has a date, and where a word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.cli.contract_values import bare
from charitydesk.cli.output import answer
from charitydesk.cli.parsing import takes_json
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.search import SearchService
    from charitydesk.services.today import DueLine, TodayService, TodayView


class HasToday(Protocol):
    """Whatever carries what has a date, and the search."""

    @property
    def today(self) -> TodayService:
        """Gathers what has a date."""
        ...

    @property
    def search(self) -> SearchService:
        """Finds records."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the two commands."""
    today = subparsers.add_parser("today", help="show everything with a date for 60 days, overdue first")
    today.set_defaults(run=run_today)
    search = subparsers.add_parser("search", help="find any record, clause, letter or file by its words")
    search.add_argument("text", metavar="TEXT", help="words; the beginning of the last one will do")
    search.set_defaults(run=run_search)
    takes_json(today)
    takes_json(search)


def run_today(args: argparse.Namespace, services: HasToday) -> int:
    """Show what has a date."""
    view = services.today.show()
    return answer(args, _values(view), lambda: _lines(view))


def run_search(args: argparse.Namespace, services: HasToday) -> int:
    """Find records."""
    found = services.search.find(args.text)
    values = [
        {"kind": one.kind, "title": one.title, "detail": one.detail, "room": one.room, "key": one.key} for one in found
    ]
    return answer(
        args,
        values,
        lambda: (
            [f"{one.kind} {one.key}: {bare(one.title)}. {bare(one.detail)}".rstrip(". ") for one in found]
            or ["Nothing was found."]
        ),
    )


def _values(view: TodayView) -> dict[str, Any]:
    numbers = view.numbers
    return {
        "today": view.today.isoformat(),
        "numbers": {
            "held_value": numbers.held_value,
            "contracts": numbers.contracts,
            "bids_open": numbers.bids_open,
            "won_by_count": numbers.won.by_count,
            "won_by_money": numbers.won.by_money,
            "awaiting": numbers.awaiting,
        },
        "overdue": [_due_values(line) for line in view.overdue],
        "weeks": [
            {"monday": monday.isoformat(), "lines": [_due_values(line) for line in lines]}
            for monday, lines in view.weeks
        ],
        "drafts": [line.id for line in view.drafts],
        "awaiting": [line.id for line in view.awaiting],
    }


def _due_values(line: DueLine) -> dict[str, Any]:
    room, key = line.opens
    return {
        "kind": line.kind.value,
        "due": line.due.isoformat(),
        "limit": line.limit.isoformat() if line.limit else None,
        "title": line.title,
        "about": line.about,
        "why": line.why,
        "room": room,
        "key": key,
    }


def _lines(view: TodayView) -> Iterator[str]:
    numbers = view.numbers
    yield (
        f"{counted(numbers.contracts, 'contract')} held, worth {pounds(numbers.held_value)} a year; "
        f"{counted(numbers.bids_open, 'bid')} open; {counted(numbers.awaiting, 'letter')} awaiting a reply. "
        f"{numbers.won.sentence}"
    )
    if view.overdue:
        yield "Overdue"
        yield from map(_due_line, view.overdue)
    for monday, lines in view.weeks:
        yield f"Week of {date_words(monday)}"
        yield from map(_due_line, lines)
    if not view.overdue and not view.weeks:
        yield "Nothing has a date in the next 60 days."


def _due_line(line: DueLine) -> str:
    about = f" ({bare(line.about)})" if line.about else ""
    return f"    {date_words(line.due)}: {bare(line.title)}{about}. {bare(line.why)}"
