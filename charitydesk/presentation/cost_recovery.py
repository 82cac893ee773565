"""Full cost of contracts as the window shows it: the list, the working, and what is typed to record it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.costs import HIDDEN_MONEY, half_up
from charitydesk.domain.money import pounds
from charitydesk.domain.overheads import WHOLE
from charitydesk.domain.wording import date_words
from charitydesk.presentation.forms import FieldProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.overheads import Driver, OverheadArea
    from charitydesk.services.recoveries import ContractCost

INTRO = "What each contract is paid against what it costs in full, with its share of overheads."
NOT_RECORDED = "Not recorded yet"
HIDDEN = (
    "One person alone is paid from this contract, so what it costs shows in the finance view: beside the price it would"
    " tell what they are paid."
)
NO_PRICE = "Record the yearly price in the contract first."
NO_YEAR = "Record the overheads of an accounting year first: they are shared out to the contracts."


def latest(one: ContractCost) -> Recovery | None:
    """Return a contract's latest recovery, or None where none is recorded."""
    return next(iter(one.recoveries), None)


def is_hidden(one: ContractCost, *, finance: bool) -> bool:
    """Return whether a contract's costs show in the finance view alone."""
    return not finance and any(recovery.alone for recovery in one.recoveries)


def full_words(one: ContractCost, *, finance: bool) -> str:
    """Return what a contract costs in full, for the list."""
    recovery = latest(one)
    if recovery is None:
        return NOT_RECORDED
    return HIDDEN_MONEY if is_hidden(one, finance=finance) else pounds(half_up(recovery.full))


def gap_words(one: ContractCost, *, finance: bool) -> str:
    """Return what the charity puts in, for the list."""
    recovery = latest(one)
    if recovery is None:
        return ""
    if is_hidden(one, finance=finance):
        return HIDDEN_MONEY
    return pounds(half_up(recovery.gap)) if recovery.subsidised else "Nothing"


def year_words(one: ContractCost) -> str:
    """Return the accounting year of the figures in the list."""
    recovery = latest(one)
    return f"To {date_words(recovery.year.ends_on)}" if recovery else ""


def contract_sentence(one: ContractCost, *, finance: bool) -> str:
    """Return a contract in the list as it is spoken."""
    recovery = latest(one)
    if recovery is None:
        return f"{one.title}, {one.commissioner}: its full cost is not recorded yet"
    if is_hidden(one, finance=finance):
        return f"{one.title}, {one.commissioner}: what it costs shows in the finance view"
    return f"{one.title}, {one.commissioner}: {recovery.sentence}"


def line_facts(recovery: Recovery) -> list[tuple[str, str]]:
    """Return the working line by line, each rounded once."""
    return [(line.words, pounds(half_up(line.pence))) for line in recovery.lines]


def file_name(service: str, made_on: date, ending: str) -> str:
    """Return the name suggested for a file."""
    kept = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in service)
    return f"{' '.join(f'Full cost {kept}'.split())} {made_on.isoformat()}{ending}"


def area_problems(area: OverheadArea, weights: Mapping[Driver, int]) -> Sequence[FieldProblem]:
    """Return what keeps a contract's costs from being kept, each at its field."""
    found: list[FieldProblem] = []
    if area.direct <= 0:
        found.append(FieldProblem("staff", "Give what its staff cost in the year, with on-costs, or its other costs."))
    if area.staff and not area.people:
        found.append(FieldProblem("people", "Say for how many people: one person's pay is never shown by itself."))
    for driver, part in area.parts.items():
        if weights.get(driver, 0) and not 0 <= part <= WHOLE:
            found.append(FieldProblem(f"part-{driver.value}", "Give a part from 0 to 100 per cent."))
    return found
