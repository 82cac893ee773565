"""`charitydesk-cli timer`: start, look at and stop a timer; it runs on when the program ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import number, takes_json
from charitydesk.cli.time import HasTime, whose
from charitydesk.cli.time_values import subject_given, timer_lines, timer_values
from charitydesk.domain.activities import Activity, activity_named
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.services.time_log import NO_SUBJECT

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.timers import TimerService


class HasTimers(HasTime, Protocol):
    """Whatever carries timers."""

    @property
    def timers(self) -> TimerService:
        """Runs timers."""
        ...


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("timer", help="start, look at and stop a timer")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    start = actions.add_parser("start", help="start the timer")
    for kind in ("bid", "contract", "notice"):
        start.add_argument(f"--{kind}", metavar="ID", type=number, help=f"what for: a {kind}'s number")
    start.add_argument("--activity", metavar="WORD", help=f"one of {', '.join(Activity)}")
    start.add_argument("--note", metavar="TEXT", default="", help="free words")
    start.set_defaults(run=run_start)
    stop = actions.add_parser("stop", help="stop the timer and keep its time")
    stop.add_argument("--work", metavar="N", type=number, action="append", default=[], help="that stretch was work")
    stop.add_argument(
        "--break", metavar="N", type=number, action="append", default=[], dest="breaks", help="it was not"
    )
    stop.set_defaults(run=run_stop)
    status = actions.add_parser("status", help="say what runs, and what it will ask")
    status.set_defaults(run=run_status)
    for each in (start, stop, status):
        each.add_argument("--person", metavar="NAME", help="whose timer; not needed where there is one person")
        takes_json(each)


def run_start(args: argparse.Namespace, services: HasTimers) -> int:
    """Start a timer.

    Raises:
        BadInputError: One runs already, or what it is for cannot be found.
    """
    person = whose(services.people, args.person)
    found = (subject_given(services.time, kind, getattr(args, kind)) for kind in ("bid", "contract", "notice"))
    subject = next((one for one in found if one is not None), NO_SUBJECT)
    view = services.timers.start(person.id, subject, _activity(args.activity), args.note)
    return answer(args, timer_values(view), lambda: (f"{person.name}: the timer runs.",))


def _activity(word: str | None) -> Activity | None:
    if word is None:
        return None
    if word in set(Activity):
        return Activity(word)
    found = activity_named(word)
    if found is None:
        raise BadInputError(f"“{word}” is not an activity.", f"Give one of {', '.join(Activity)}.")
    return found


def run_stop(args: argparse.Namespace, services: HasTimers) -> int:
    """Stop a timer.

    Raises:
        BadInputError: None runs, or a stretch is in doubt: answer with `--work N` or `--break N`.
    """
    person = whose(services.people, args.person)
    for place in args.work:
        services.timers.answer(person.id, place - 1, counts=True)
    for place in args.breaks:
        services.timers.answer(person.id, place - 1, counts=False)
    kept = services.timers.stop(person.id)
    values = [{"id": one.id, "date": one.day.isoformat(), "minutes": one.minutes} for one in kept]
    return answer(args, values, lambda: (f"{date_words(one.day)}: {hours_words(one.minutes)}" for one in kept))


def run_status(args: argparse.Namespace, services: HasTimers) -> int:
    """Say what runs."""
    views = services.timers.running()
    if args.person:
        wanted = services.people.find(args.person).id
        views = tuple(view for view in views if view.record.person_id == wanted)
    lines = [line for view in views for line in timer_lines(view)] or ["No timer runs."]
    return answer(args, [timer_values(view) for view in views], lambda: lines)
