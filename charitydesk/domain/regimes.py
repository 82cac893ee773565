"""Which procurement regime a contract is under, for its whole life.

The facts decide in this order: a grant has none; in-scope health services have their own in England and Wales; a
procurement begun before 24 February 2025 keeps the Public Contracts Regulations 2015 (SI 2024/716 regulation 5);
the rest turns on the value with VAT against the thresholds of the day it began. What is not known is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate_sentences import day
from charitydesk.domain.ids import ProvisionId

if TYPE_CHECKING:
    from collections.abc import Sequence

PA2023_FROM = date(2025, 2, 24)
"""Procurements begun from this day are under the Procurement Act 2023 (SI 2024/716 regulation 2)."""
PCR2015_FROM = date(2015, 2, 26)
PSR_ENGLAND_FROM = date(2024, 1, 1)
PSR_WALES_FROM = date(2025, 2, 24)
SCOTTISH_FROM = date(2016, 4, 18)
SCOTTISH_FLOOR_PENCE = 50_000_00
"""Regulated procurement in Scotland: £50,000 for goods and services (Procurement Reform (Scotland) Act 2014)."""

_UK_BODIES = frozenset({BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY})
_PSR_ENGLAND_BODIES = frozenset({BodyKind.NHS_BODY, BodyKind.LOCAL_AUTHORITY, BodyKind.STRATEGIC_AUTHORITY})
_PSR_WALES_SURE = frozenset({BodyKind.NHS_BODY})
_SUB_CENTRAL = frozenset({BodyKind.LOCAL_AUTHORITY, BodyKind.STRATEGIC_AUTHORITY, BodyKind.FIRE_AUTHORITY})
_PART_6 = ("pa-s84", "pa-sch1")
_BEGUN = "A procurement begins with its notice, its award or its opportunity on Contracts Finder, whichever came first."


class ContractKind(StrEnum):
    """What is bought."""

    SERVICES = "services"
    GOODS = "goods"
    WORKS = "works"
    CONCESSION = "concession"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds of the Procurement Act 2023 in a span of time, in pence with VAT.

    Args:
        applies_from: First civil date on which a procurement begun is measured by them.
        applies_to: Last civil date, or None while they stand.
    """

    applies_from: date
    applies_to: date | None
    light_touch: int
    services_and_goods_central: int
    services_and_goods_other: int
    works: int
    concessions: int
    light_touch_concessions: int

    def covers(self, when: date) -> bool:
        """Tell whether a procurement begun that day is measured by them."""
        return self.applies_from <= when and (self.applies_to is None or when <= self.applies_to)


@dataclass(frozen=True, slots=True)
class RegimeFacts:
    """What decides the regime; None means not known yet.

    Args:
        nation: Where the body sits.
        body: What kind of body it is; for a subcontract, the public body at the head of the chain.
        relationship: What the money is.
        procurement_start: Civil date on which the procurement began.
        value_pence_inc_vat: The contract's whole value in pence with VAT.
        is_light_touch: Whether the services are light touch (social, community, education and the like).
        is_health: Whether they are health care services for the health service.
        kind: What is bought.
        above_scottish_threshold: Whether it is above the threshold of the Scottish Regulations, which is not held.
    """

    nation: Nation | None
    body: BodyKind | None
    relationship: Relationship | None
    procurement_start: date | None = None
    value_pence_inc_vat: int | None = None
    is_light_touch: bool | None = None
    is_health: bool | None = None
    kind: ContractKind = ContractKind.SERVICES
    above_scottish_threshold: bool | None = None


@dataclass(frozen=True, slots=True)
class RegimeAnswer:
    """The regime and why.

    Args:
        regime: The regime, `UNKNOWN` where a fact is missing.
        reason: One sentence.
        provisions: Register ids it rests on.
        unknowns: What to find out, a full sentence each.
    """

    regime: Regime
    reason: str
    provisions: tuple[ProvisionId, ...] = ()
    unknowns: tuple[str, ...] = ()


def _answer(regime: Regime, reason: str, *provisions: str, unknowns: tuple[str, ...] = ()) -> RegimeAnswer:
    return RegimeAnswer(regime, reason, tuple(map(ProvisionId, provisions)), unknowns)


def _ask(*unknowns: str, reason: str = "Which procurement rules it is under cannot be told yet.") -> RegimeAnswer:
    return RegimeAnswer(Regime.UNKNOWN, reason, (), unknowns)


_ASK_START = f"Find out when the procurement began. {_BEGUN}"
_ASK_VALUE = "Find out the whole value of the contract with VAT."
_ASK_LIGHT_TOUCH = "Find out whether these are light touch services: the tender or award notice says so."
_ASK_HEALTH = "Find out whether these are health care services bought for the health service."


def work_out_regime(facts: RegimeFacts, thresholds: Sequence[Thresholds]) -> RegimeAnswer:
    """Return the procurement regime a contract is under.

    Args:
        facts: What is known of the contract.
        thresholds: The thresholds held, by date.
    """
    if facts.relationship is Relationship.GRANT:
        return _answer(Regime.NONE, "A grant buys no services, so no procurement rules reach it.")
    missing = [
        sentence
        for sentence, known in (
            ("Find out in which nation the body sits.", facts.nation),
            ("Find out what kind of body it is.", facts.body),
            ("Find out whether the money is a contract or a grant.", facts.relationship),
        )
        if known is None
    ]
    nation, body = facts.nation, facts.body
    if missing or nation is None or body is None:
        return _ask(*missing)
    if body is BodyKind.PRIME_CONTRACTOR:
        return _ask(
            "Find out which public body let the contract at the head of the chain, and give that body here.",
            reason="A subcontract has no procurement rules of its own: it follows the public contract above it.",
        )
    if nation is Nation.SCOTLAND and body not in _UK_BODIES:
        return _scottish(facts)
    return _health(facts, nation, body) or _general(facts, nation, body, thresholds)


def _scottish(facts: RegimeFacts) -> RegimeAnswer:
    """Work out the regime of a devolved Scottish body."""
    start, value = facts.procurement_start, facts.value_pence_inc_vat
    if start is None:
        return _ask(_ASK_START)
    if start < SCOTTISH_FROM:
        return _ask(f"Look up the rules before {day(SCOTTISH_FROM)}: they are not held here.")
    if facts.above_scottish_threshold:
        return _answer(
            Regime.PCSR2015,
            "A devolved Scottish body's contract above the Regulations' threshold is under them and the Act of 2014.",
            "pcsr-standstill",
            "prsa-9",
        )
    return _ask(_ASK_VALUE) if value is None else _scottish_by_value(facts, value)


def _scottish_by_value(facts: RegimeFacts, value: int) -> RegimeAnswer:
    if facts.kind in {ContractKind.WORKS, ContractKind.CONCESSION}:
        return _ask("Look up the Scottish thresholds for works and concessions: they are not held here.")
    if value < SCOTTISH_FLOOR_PENCE:
        return _answer(Regime.NONE, "A Scottish contract under £50,000 is not a regulated procurement.", "prsa-38")
    if facts.above_scottish_threshold is None:
        return _ask("Find out whether it is above the threshold of the Scottish Regulations, which is not held here.")
    return _answer(
        Regime.PRSA2014,
        "A devolved Scottish body's contract from £50,000 to the Regulations' threshold is under the Act of 2014.",
        "prsa-9",
        "prsa-38",
    )


def _health(facts: RegimeFacts, nation: Nation, body: BodyKind) -> RegimeAnswer | None:
    """Work out the regime of health services in England and Wales, or return None where the general rules decide."""
    if nation not in {Nation.ENGLAND, Nation.WALES} or body not in _PSR_ENGLAND_BODIES:
        return None
    begins = PSR_ENGLAND_FROM if nation is Nation.ENGLAND else PSR_WALES_FROM
    start = facts.procurement_start
    if facts.is_health is False or (start is not None and start < begins):
        return None
    if facts.is_health is None or start is None:
        return _ask(*([_ASK_HEALTH] if facts.is_health is None else []), *([_ASK_START] if start is None else []))
    if nation is Nation.ENGLAND:
        return _answer(
            Regime.PSR_ENGLAND,
            "In-scope health services in England are bought under the Provider Selection Regime, not the 2023 Act.",
            "psr-scope",
        )
    if body not in _PSR_WALES_SURE:
        return _ask("Find out whether the Welsh health rules reach this body: they are known to reach NHS bodies.")
    return _answer(Regime.PSR_WALES, "In-scope health services of Welsh NHS bodies have their own rules.", "psr-wales")


def _general(facts: RegimeFacts, nation: Nation, body: BodyKind, thresholds: Sequence[Thresholds]) -> RegimeAnswer:
    """Work out the regime by the start of the procurement and the value with VAT."""
    start, value = facts.procurement_start, facts.value_pence_inc_vat
    if start is None:
        return _ask(_ASK_START)
    if start < PCR2015_FROM:
        return _ask(f"Look up the rules before {day(PCR2015_FROM)}: they are not held here.")
    if start < PA2023_FROM:
        return _answer(
            Regime.PCR2015,
            f"It began before {day(PA2023_FROM)}, so the 2015 Regulations keep it for its whole life, ending included.",
            "pa-transitional",
            unknowns=("Check that its value was above the threshold of that day, which is not held here.",),
        )
    held = next((one for one in thresholds if one.covers(start)), None)
    if held is None:
        return _ask(
            f"Look up the thresholds that stood on {day(start)}: they are not held here.",
            reason="It is under the Procurement Act 2023; which part of it turns on thresholds that are not held.",
        )
    if value is None:
        return _ask(_ASK_VALUE)
    return _by_value(facts, nation, body, held, value)


def _by_value(facts: RegimeFacts, nation: Nation, body: BodyKind, held: Thresholds, value: int) -> RegimeAnswer:
    """Measure a contract under the 2023 Act against the thresholds of its day."""
    lowest, highest = _general_limits(facts.kind, body, held)
    concession = facts.kind is ContractKind.CONCESSION
    light = held.light_touch_concessions if concession else held.light_touch
    can_be_light = facts.kind in {ContractKind.SERVICES, ContractKind.CONCESSION}
    if can_be_light and facts.is_light_touch is None and value >= min(lowest, light):
        return _ask(_ASK_LIGHT_TOUCH)
    if can_be_light and facts.is_light_touch:
        if value >= light:
            return _answer(
                Regime.PA2023_LIGHT_TOUCH,
                f"Light touch services of {_pounds(value)} with VAT reach the threshold of {_pounds(light)}.",
                "pa-s9",
                "pa-sch1",
            )
        return _below(facts, nation, body, value, (light, highest))
    if value >= highest:
        return _answer(
            Regime.PA2023_FULL,
            f"A value of {_pounds(value)} with VAT reaches the threshold of {_pounds(highest)}.",
            "pa-sch1",
        )
    if value >= lowest:
        return _ask(
            f"Find out whether this body is a central government authority: the threshold is {_pounds(lowest)} for "
            f"those and {_pounds(highest)} for others."
        )
    return _below(facts, nation, body, value, (lowest, highest))


def _general_limits(kind: ContractKind, body: BodyKind, held: Thresholds) -> tuple[int, int]:
    """Return the lowest and the highest threshold that might be the body's; they differ where its list is not known."""
    if kind is ContractKind.WORKS:
        return held.works, held.works
    if kind is ContractKind.CONCESSION:
        return held.concessions, held.concessions
    if body is BodyKind.CENTRAL_GOVERNMENT:
        return held.services_and_goods_central, held.services_and_goods_central
    if body in _SUB_CENTRAL:
        return held.services_and_goods_other, held.services_and_goods_other
    return held.services_and_goods_central, held.services_and_goods_other


def _below(facts: RegimeFacts, nation: Nation, body: BodyKind, value: int, limits: tuple[int, int]) -> RegimeAnswer:
    """Answer for a contract below its threshold: Part 6, with what it leaves out (section 84).

    Args:
        facts: What is known of the contract.
        nation: Where the body sits.
        body: What kind of body it is.
        value: Pence with VAT.
        limits: The threshold it is below, and the lower amount from which the Social Value Act reaches light touch.
    """
    limit, social_value_from = limits
    reason = f"A value of {_pounds(value)} with VAT is below the threshold of {_pounds(limit)}"
    if facts.kind is ContractKind.CONCESSION:
        return _answer(Regime.NONE, f"{reason}, and Part 6 leaves concessions out.", *_PART_6)
    if nation is Nation.NORTHERN_IRELAND and body not in _UK_BODIES:
        if body is BodyKind.OTHER_PUBLIC_BODY:
            return _ask("Find out whether this is a transferred Northern Ireland authority: Part 6 leaves those out.")
        left_out = "and Part 6 leaves transferred Northern Ireland authorities out"
        return _answer(Regime.NONE, f"{reason}, {left_out}.", *_PART_6)
    if facts.is_light_touch and value >= social_value_from:
        still = "though the Social Value Act reaches light touch contracts from the lower amounts"
        return _answer(
            Regime.PA2023_BELOW_THRESHOLD, f"{reason}, so only Part 6 reaches it, {still}.", *_PART_6, "sva-s1-16"
        )
    return _answer(Regime.PA2023_BELOW_THRESHOLD, f"{reason}, so only Part 6 reaches it.", *_PART_6)


def _pounds(pence: int) -> str:
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"
