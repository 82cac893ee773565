"""What may be said of a contract, a bid, an obligation or a commissioner, by name: for files, imports and commands.

Answers are read as `domain.facts_form` reads facts: UK dates, pounds, periods such as `3 months`, words of a few.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.closing import read_closing
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.facts_form import FactField, FactProblem, read_value
from charitydesk.domain.money import Pence
from charitydesk.domain.obligations import ObligationKind, Recurrence
from charitydesk.domain.periods import Period, parse_period
from charitydesk.domain.regimes import ContractKind
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DEFAULTS: dict[object, object] = {
    str: "",
    Answer: Answer.UNKNOWN,
    ContractStatus: ContractStatus.RUNNING,
    ContractKind: ContractKind.SERVICES,
    Regime: Regime.UNKNOWN,
    BidStage: BidStage.SPOTTED,
    ObligationKind: ObligationKind.REPORT,
    Recurrence: Recurrence.ONCE,
}


def _fields(**kinds: object) -> Mapping[str, FactField]:
    return MappingProxyType({name: FactField(name, kind, _DEFAULTS.get(kind)) for name, kind in kinds.items()})


FIELDS: Mapping[str, Mapping[str, FactField]] = MappingProxyType({
    "commissioner": _fields(
        name=str, kind=BodyKind, nation=Nation, address=str, email=str, phone=str, website=str, note=str
    ),
    "contract": _fields(
        title=str, commissioner=str, reference=str, relationship=Relationship, status=ContractStatus,
        kind=ContractKind, light_touch=Answer, health=Answer, procurement_started_on=date, regime=Regime,
        value=Pence, value_ex_vat=Pence, annual_value=Pence, starts_on=date, ends_on=date,
        notice_from_body=Period, notice_from_charity=Period, notice_clause=str, auto_renew=Answer,
        renewal_length=Period, renewal_notice=Period, payment_days=int, uplift=str, uplift_on=date, tupe=Answer,
        tupe_terms=str, pension_terms=str, owner=str, link=str, source_id=str, note=str,
    ),
    "bid": _fields(
        title=str, commissioner=str, reference=str, stage=BidStage, deadline=str, cutoff=str,
        relationship=Relationship, kind=ContractKind, light_touch=Answer, health=Answer,
        procurement_started_on=date, regime=Regime, value=Pence, value_ex_vat=Pence, contract_starts_on=date,
        contract_ends_on=date, description=str, link=str, vcse_suitable=Answer, sme_suitable=Answer, ocid=str,
        owner=str, submitted_on=date, outcome_on=date, won_value=Pence, winner=str, outcome_note=str, feedback=str,
        lessons=str, note=str,
    ),
    "obligation": _fields(
        title=str, kind=ObligationKind, owner=str, due_on=date, lead_times=tuple, recurrence=Recurrence,
        repeat_until=date, done_on=date, clause=str, note=str,
    ),
})  # fmt: skip
"""By kind of record: what each field holds. The names are the records' own."""

_CLOSINGS = frozenset({"deadline", "cutoff"})


def read_record(kind: str, answers: Mapping[str, object]) -> tuple[dict[str, Any], tuple[FactProblem, ...]]:
    """Return a record's values from answers by name, with every answer that cannot be used.

    Args:
        kind: commissioner, contract, bid or obligation.
        answers: As typed, as YAML gives them or as a file's cells hold them; empty ones are left out.
    """
    known = FIELDS[kind]
    values: dict[str, Any] = {}
    problems: list[FactProblem] = []
    for name, raw in answers.items():
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            advice = f"Did you mean “{near[0]}”?" if near else f"Use {', '.join(known)}."
            problems.append(FactProblem(name, f"There is nothing of that name to say of a {kind}. {advice}"))
            continue
        try:
            values.update(_read(known[name], raw))
        except BadInputError as error:
            problems.append(FactProblem(name, str(error)))
    if kind == "contract" and values.get("regime", Regime.UNKNOWN) is not Regime.UNKNOWN:
        values["regime_given"] = True
    return values, tuple(problems)


def _read(item: FactField, raw: object) -> dict[str, Any]:
    if item.path in _CLOSINGS:
        return closing_values(item.path, str(raw or ""))
    if item.kind is tuple:
        return {item.path: lead_times(raw)}
    value = read_value(item, raw)
    if item.kind is Period:
        return {item.path: value.words if isinstance(value, Period) else ""}
    return {item.path: value}


def closing_values(name: str, text: str) -> dict[str, Any]:
    """Return a bid's `deadline` or `cutoff` with the columns read from it.

    Raises:
        BadInputError: It is no date with or without a time.
    """
    closing = read_closing(text)
    values: dict[str, Any] = {name: closing.text if closing else "", f"{name}_on": closing.on if closing else None}
    if name == "deadline":
        values["deadline_at"] = closing.at if closing else None
    return values


def lead_times(raw: object) -> tuple[str, ...]:
    """Return lead times from a list or from text with commas, each checked: `4 weeks, 3 working days`.

    Raises:
        BadInputError: One is no period.
    """
    parts = cast("Sequence[object]", raw) if isinstance(raw, list | tuple) else re.split("[,;]", str(raw or ""))
    return tuple(parse_period(str(part)).words for part in parts if str(part).strip())
