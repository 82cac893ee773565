"""`charitydesk-cli clock`: one deadline, or the list of rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.cli.parsing import moment
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.services.clocks import read_nation

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from charitydesk.domain.deadline import Deadline
    from charitydesk.domain.deadline_rules import DeadlineRule
    from charitydesk.services.clocks import ClockService


class HasClocks(Protocol):
    """Whatever carries the clocks."""

    @property
    def clocks(self) -> ClockService:
        """The service that works deadlines out."""
        ...


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add the command.

    Args:
        subparsers: The program's command groups.
    """
    parser = subparsers.add_parser(
        "clock",
        help="work out a deadline",
        description="Works out one deadline and says how it was counted. `--list` names every rule with its options.",
    )
    parser.add_argument("rule", metavar="RULE_ID", nargs="?", help="the rule, for example FOIA_RESPONSE")
    parser.add_argument(
        "start", metavar="START", nargs="?", help="the start event's date or moment: 27/11/2026, 2026-11-27T17:30+00:00"
    )
    parser.add_argument("--nation", metavar="N", help="england, wales, scotland or northern-ireland")
    parser.add_argument("--option", metavar="K=V", action="append", default=[], help="an option; may be repeated")
    parser.add_argument("--list", action="store_true", help="list the rules and their options")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.set_defaults(run=run, needs_data=False)


def run(args: argparse.Namespace, services: HasClocks) -> int:
    """Answer the command on standard output.

    Args:
        args: The parsed command.
        services: Carries the clocks.

    Returns:
        The exit code.

    Raises:
        BadInputError: The rule, the start, the nation or an option cannot be used.
    """
    clocks = services.clocks
    if args.list:
        if args.rule or args.start:
            raise BadInputError("`clock --list` takes no rule and no start.", "Leave them out.")
        rules = clocks.list_rules()
        print(_as_json([_rule_values(rule) for rule in rules]) if args.json else _list_lines(rules))
        return 0
    if not args.rule or not args.start:
        raise BadInputError("`clock` needs a rule and a start.", "For example: clock FOIA_RESPONSE 2026-06-01")
    nation = None if args.nation is None else read_nation(args.nation)
    deadline = clocks.work_out(args.rule, moment(args.start), nation, _read_options(args.option))
    print(_as_json(deadline_values(deadline)) if args.json else _deadline_lines(deadline))
    return 0


def deadline_values(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as plain values, dates as 2026-11-27.

    Args:
        deadline: As worked out.
    """
    return {
        "rule": deadline.rule,
        "title": deadline.title,
        "started": deadline.started.isoformat(),
        "start_event": deadline.start_event,
        "deadline": deadline.deadline.isoformat(),
        "last_safe_day": deadline.last_safe_day.isoformat(),
        "deadline_at": None if deadline.deadline_at is None else deadline.deadline_at.isoformat(),
        "act_by": None if deadline.act_by is None else deadline.act_by.isoformat(),
        "other_dates": [{"what": what, "date": day.isoformat()} for what, day in deadline.other_dates],
        "how": deadline.how,
        "skipped": [{"date": day.isoformat(), "name": name} for day, name in deadline.skipped],
        "if_missed": deadline.if_missed,
        "whose": deadline.whose,
        "provisions": list(deadline.provisions),
        "confidence": deadline.confidence,
        "provisional": deadline.provisional,
        "notes": list(deadline.notes),
    }


def _read_options(given: Iterable[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise BadInputError(f"“{text}” is not an option.", "Write it as name=value: --option period=30days")
        if name.strip() in options:
            raise BadInputError(f"The option {name.strip()} is given twice.", "Give it once.")
        options[name.strip()] = value.strip()
    return options


def _rule_values(rule: DeadlineRule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "start_event": rule.start_event,
        "count": [{"period": leg.period.words, "counting": leg.counting.value} for leg in rule.legs],
        "working_days": rule.basis.value,
        "nations": [nation.value for nation in rule.nations],
        "whose": rule.whose,
        "options": [
            {
                "name": option.name,
                "words": option.words,
                "allowed": option.allowed,
                "required": option.required,
                "fixed": option.fixed or None,
            }
            for option in rule.options
        ],
        "provisions": list(rule.provisions),
        "confidence": rule.confidence.value,
        "same_as": rule.same_as,
        "notes": list(rule.notes),
    }


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _list_lines(rules: Iterable[DeadlineRule]) -> str:
    lines: list[str] = []
    for rule in rules:
        if rule.same_as is not None:
            continue
        lines.append(f"{rule.id}\n    {rule.title}\n    starts when {rule.start_event}")
        for option in rule.options:
            needed = " (needed)" if option.required else ""
            lines.append(f"    --option {option.name}=...{needed}: {option.words}; {option.allowed}")
    return "\n".join(lines)


def _deadline_lines(deadline: Deadline) -> str:
    """Return what a person reads: the dates first, the working after."""
    lines = [f"{deadline.title} ({deadline.rule})"]
    if deadline.act_by is not None:
        lines.append(f"Act by:         {date_words(deadline.act_by)}")
    lines.append(f"Last safe day:  {date_words(deadline.last_safe_day)}")
    lines.append(f"Outer limit:    {date_words(deadline.deadline)}")
    lines += [f"Also:           {date_words(day)} ({what})" for what, day in deadline.other_dates]
    lines.append(f"Who must act:   {'the charity' if deadline.whose == 'us' else 'the other side'}")
    lines.append(f"How counted:    {deadline.how}")
    lines.append(f"If missed:      {deadline.if_missed}")
    rests_on = ", ".join(deadline.provisions) or "what the two sides wrote"
    lines.append(f"Rests on:       {rests_on} ({deadline.confidence})")
    lines += [f"Note:           {note}" for note in deadline.notes]
    return "\n".join(lines)
