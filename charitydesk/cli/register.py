"""`charitydesk-cli register`: what may be cited, and the record that somebody has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from charitydesk.cli.output import answer
from charitydesk.cli.parsing import day, takes_json
from charitydesk.domain.gate import Offer
from charitydesk.domain.gate_words import (
    BODY_WORDS,
    NATION_WORDS,
    RELATIONSHIP_WORDS,
    gate_case_from_words,
)
from charitydesk.domain.provisions import Binding
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.domain.gate import GateAnswer, GateCase
    from charitydesk.domain.provisions import Provision, ReadRecord
    from charitydesk.services.library import LibraryService
    from charitydesk.services.register_reader import ProvisionView, RegisterReader


class HasRegister(Protocol):
    """Whatever carries the register."""

    @property
    def library(self) -> RegisterReader:
        """Answers what may be cited."""
        ...


class HasLibrary(Protocol):
    """Whatever carries the Library with what people have read."""

    @property
    def library(self) -> LibraryService:
        """Keeps what people have read."""
        ...


_CASE = ("on", "nation", "body", "relationship", "procurement_start")


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    parser = subparsers.add_parser("register", help="what may be cited, to whom, and why not")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the entries, with the gate's answer for a case")
    listing.add_argument("--topic", metavar="T", default="", help="only entries on this topic")
    showing = actions.add_parser("show", help="show one entry, with the gate's answer for a case")
    showing.add_argument("id", metavar="ID", nargs="?", help="the entry, for example compact2010-4-4")
    showing.add_argument("--topic", metavar="T", default="", help="in place of ID: every entry on this topic")
    for one in (listing, showing):
        one.add_argument("--on", metavar="DATE", type=day, help="the day of the decision or notice; today without it")
        one.add_argument("--nation", metavar="N", help=f"where the body sits: {', '.join(NATION_WORDS)}")
        one.add_argument("--body", metavar="KIND", help=f"what kind of body it is: {', '.join(BODY_WORDS)}")
        one.add_argument("--relationship", metavar="R", help=f"what the money is: {', '.join(RELATIONSHIP_WORDS)}")
        one.add_argument("--procurement-start", metavar="DATE", type=day, help="the day on which the tender began")
        takes_json(one)
        one.set_defaults(run=run, needs_data="if-there")
    check = actions.add_parser("check", help="record that you have read an entry")
    check.add_argument("id", metavar="ID", help="the entry")
    check.add_argument("--source", metavar="TEXT", required=True, help="what you read and where")
    check.add_argument("--read-on", metavar="DATE", type=day, required=True, help="the day on which you read it")
    check.add_argument("--reference", metavar="NUM", required=True, help="the exact number or heading you saw")
    check.add_argument("--by", metavar="NAME", default="", help="who read it")
    takes_json(check)
    check.set_defaults(run=run_check)


def run(args: argparse.Namespace, services: HasRegister) -> int:
    """List or show entries, and return the exit code.

    Raises:
        BadInputError: There is no such entry or topic, or a word of the case is not known.
    """
    case = _case(args, args.clock.today())
    library = services.library
    if args.action == "show" and args.id:
        if args.topic:
            raise BadInputError("Give an entry or a topic, not both.")
        view = library.show(args.id, case)
        return answer(args, provision_values(view), lambda: _full(view))
    if args.action == "show" and not args.topic:
        raise BadInputError("`register show` needs an entry or a topic.", "For example: register show compact2010-4-4")
    views = library.list(args.topic, case)
    lines = _full if args.action == "show" else _short
    return answer(
        args, [provision_values(view) for view in views], lambda: (line for view in views for line in lines(view))
    )


def _case(args: argparse.Namespace, today: date) -> GateCase | None:
    if all(getattr(args, name) is None for name in _CASE):
        return None
    return gate_case_from_words(
        on=args.on or today,
        written_on=today,
        nation=args.nation,
        body=args.body,
        relationship=args.relationship,
        procurement_start=args.procurement_start,
    )


def run_check(args: argparse.Namespace, services: HasLibrary) -> int:
    """Record a reading, and return the exit code.

    Raises:
        BadInputError: There is no such entry, it can never be cited, or something is missing.
    """
    read = services.library.check(
        args.id, source=args.source, read_on=args.read_on, reference=args.reference, read_by=args.by
    )
    values = {"id": read.provision, **(_read_values(read) or {})}
    return answer(args, values, lambda: [f"Recorded that {read.provision} was read on {read.read_on.isoformat()}."])


def provision_values(view: ProvisionView) -> dict[str, Any]:
    """Return an entry as plain values, with the gate's answer where a case was given."""
    entry = view.provision
    values: dict[str, Any] = {
        "id": entry.id,
        "instrument": entry.instrument,
        "edition": entry.edition,
        "reference": entry.reference,
        "citation": view.answer.citation if view.answer else entry.citation(),
        "effect": entry.effect.value,
        "topics": list(entry.topics),
        "commitment": entry.commitment,
        "nations": sorted({nation.value for reach in entry.reaches for nation in reach.nations}),
        "binds": _bodies(entry, Binding.BINDS),
        "benchmark_for": _bodies(entry, Binding.BENCHMARK),
        "reaches": [
            {
                "bodies": sorted(kind.value for kind in reach.bodies),
                "nations": sorted(nation.value for nation in reach.nations),
                "binding": reach.binding.value,
                "check": reach.check,
                "caution": reach.caution,
            }
            for reach in entry.reaches
        ],
        "relationships": sorted(one.value for one in entry.relationships),
        "regimes": sorted(one.value for one in entry.regimes),
        "date_basis": entry.date_basis.value,
        "applies_from": _iso(entry.applies_from),
        "applies_to": _iso(entry.applies_to),
        "standing": entry.standing.value,
        "verification": entry.verification.value,
        "text_verification": entry.text_verification.value,
        "reference_verification": entry.reference_verification.value,
        "not_citable": entry.not_citable,
        "wording": entry.wording,
        "caution": entry.caution,
        "source": entry.source,
        "merged_ids": list(entry.also),
        "read": _read_values(view.read),
    }
    return values | (answer_values(view.answer) if view.answer else {})


def answer_values(found: GateAnswer) -> dict[str, Any]:
    """Return the gate's answer as plain values."""
    return {
        "offer": found.offer.value,
        "binding": found.binding.value if found.binding else None,
        "failed_test": found.failed.value if found.failed else None,
        "reason": found.reason,
        "tests": [
            {"test": one.test.value, "result": one.result.value, "sentence": one.sentence} for one in found.judgements
        ],
        "caution": found.caution,
    }


def _bodies(entry: Provision, binding: Binding) -> list[str]:
    return sorted({kind.value for reach in entry.reaches if reach.binding is binding for kind in reach.bodies})


def _read_values(read: ReadRecord | None) -> dict[str, Any] | None:
    if read is None:
        return None
    return {
        "source": read.source,
        "read_on": read.read_on.isoformat(),
        "reference": read.reference,
        "read_by": read.read_by,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


_OFFERS = {Offer.OFFER: "offered", Offer.CHECK_FIRST: "check before sending", Offer.NOT_OFFERED: "not offered"}


def _short(view: ProvisionView) -> Iterator[str]:
    entry, found = view.provision, view.answer
    yield f"{entry.id}"
    yield f"    {found.citation if found else entry.citation()}"
    yield f"    {entry.commitment}"
    if found:
        how = f", {found.binding.value}" if found.binding else ""
        yield f"    {_OFFERS[found.offer]}{how}. {found.reason}".rstrip()


def _full(view: ProvisionView) -> Iterator[str]:
    entry, found = view.provision, view.answer
    yield from _short(view)
    yield f"    Kind of authority: {entry.effect.value}; standing: {entry.standing.value}"
    yield f"    Known: {entry.verification.value}; source: {entry.source}"
    yield f"    Topics: {', '.join(entry.topics)}"
    yield from _labelled("Binds", _bodies(entry, Binding.BINDS))
    yield from _labelled("A yardstick for", _bodies(entry, Binding.BENCHMARK))
    if view.read:
        yield f"    Read on {view.read.read_on.isoformat()}: {view.read.source} ({view.read.reference})"
    if found:
        for one in found.judgements:
            yield f"    {one.test.value + ':':14}{one.result.value:8} {one.sentence}"
    caution = found.caution if found else entry.caution
    if caution:
        yield f"    Mind: {caution}"


def _labelled(label: str, words: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(words)
    if listed:
        yield f"    {label}: {listed}"
