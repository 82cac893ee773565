"""What a contract puts at risk, from what is recorded of it and beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charitydesk.domain.bodies import Answer, Relationship
from charitydesk.services.contract_risks import risks_of
from charitydesk.storage.records_contracts import ContractClauseRecord, ContractRecord

HUB = ContractRecord(
    title="Carers' Hub",
    commissioner="Anytown Council",
    relationship=Relationship.CONTRACT,
    annual_value=300_000_00,
    starts_on=date(2026, 5, 1),
    ends_on=date(2027, 4, 30),
    notice_from_body="1 month",
    notice_from_charity="3 months",
    auto_renew=Answer.YES,
    renewal_length="1 year",
    payment_days=60,
)


def found(desk, view):
    return {risk.rule.id for risk in risks_of(desk.desk, view).found}


def test_what_is_at_risk_follows_the_terms_and_what_is_held_beside_it(desk):
    clause = ContractClauseRecord(contract_id=0, number="14", topic="Clawback", text="Unspent sums return.")
    view = desk.contracts.add(HUB, clauses=[clause])
    assert found(desk, view) == {"SHARE", "NOTICE_SHORT", "NOTICE_UNEVEN", "SLOW_PAY", "RENEWS", "CLAWBACK"}
    desk.contracts.add(replace(HUB, title="Grant", annual_value=3_000_000_00))
    assert "SHARE" not in found(desk, view)


def test_the_day_to_say_no_of_a_term_that_renewed_long_ago_is_the_present_ones(desk):
    view = desk.contracts.add(replace(HUB, starts_on=date(2022, 5, 1), ends_on=date(2023, 4, 30)))
    assert "RENEWS" in found(desk, view)
    (told,) = (risk.what for risk in risks_of(desk.desk, view).found if risk.rule.id == "RENEWS")
    assert told == "It renews by itself unless you say no by Fri 29 Jan 2027."
