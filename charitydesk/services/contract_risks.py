"""What a contract puts at risk, worked out from what is recorded of it, as of today."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.domain.contract_risk import ContractRisks, RiskFacts, RiskRule, risks_of_contract
from charitydesk.services.register_files import read_yaml
from charitydesk.services.terms import period_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.services.contracts import ContractView
    from charitydesk.services.desk import Desk

__all__ = ["ContractRisks", "load_risk_rules", "risks_of"]

_FILE = "contracts/risks.yaml"


@cache
def load_risk_rules() -> Mapping[str, RiskRule]:
    """Return the packaged rules by id; a slip in the file stops the program."""
    content = cast("Any", read_yaml(resources.read_text(_FILE), _FILE))
    rules = [
        RiskRule(
            id=one["id"],
            what=one.get("what", ""),
            harm=one["harm"],
            ask=one["ask"],
            impact=int(one["impact"]),
            likelihood=int(one["likelihood"]),
            words=tuple(one.get("words", ())),
        )
        for one in (*content["rules"], *content["clauses"])
    ]
    return {rule.id: rule for rule in rules}


def risks_of(desk: Desk, view: ContractView) -> ContractRisks:
    """Return what a contract's terms and dates put at risk.

    Args:
        desk: The open data folder.
        view: The contract with what hangs on it, as of today.
    """
    with desk.read() as work:
        _, held = work.contracts.held()
    return risks_of_contract(_facts(view, held), load_risk_rules(), desk.clock.today())


def _facts(view: ContractView, held: int) -> RiskFacts:
    record = view.record
    undecided = any(one.decide_by is not None for one in view.extensions)
    rebids = any(bid.rebid_of == record.id and bid.stage.is_open for bid in view.bids)
    return RiskFacts(
        kind=record.relationship.label if record.relationship else "contract",
        status=record.status,
        annual_value=record.annual_value,
        held_value=held,
        starts_on=record.starts_on,
        ends_on=view.window.ends_on or record.ends_on,
        auto_renew=record.auto_renew,
        say_no_by=view.window.say_no_by,
        from_body=period_of(record.notice_from_body),
        from_charity=period_of(record.notice_from_charity),
        uplift=record.uplift,
        tupe=record.tupe,
        tupe_terms=record.tupe_terms,
        pension_terms=record.pension_terms,
        payment_days=record.payment_days,
        decides_next=undecided or rebids,
        clauses=[(one.id, one.number, one.topic, one.text) for one in view.clauses],
    )
