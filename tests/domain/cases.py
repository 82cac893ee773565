"""Cases for tests: a notice as a charity would record it, judged by the packaged register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship, nhs_body_named
from charitydesk.domain.finding_rules import RULES
from charitydesk.domain.findings import Finding, FindingCase, work_out_findings
from charitydesk.domain.gate import GateAnswer, GateCase, judge_all
from charitydesk.domain.notices import (
    AgreementFacts,
    BodyFacts,
    Consequences,
    HowItCame,
    NoticeFacts,
    NoticeGiven,
    NoticeKind,
    OwnTerms,
    ProcessFacts,
    ReasonsGiven,
)
from charitydesk.domain.own_terms import own_terms
from charitydesk.domain.periods import Period, Unit
from charitydesk.services.content_files import load_case_words, load_findings
from charitydesk.services.register_files import load_register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.register import Register

TODAY = date(2026, 11, 23)


@cache
def register() -> Register:
    return load_register()


def council_notice() -> NoticeFacts:
    """An English council ends a contract with 45 days' notice where its own term asks three months."""
    return NoticeFacts(
        body=BodyFacts(name="Anytown Council", kind=BodyKind.LOCAL_AUTHORITY, nation=Nation.ENGLAND),
        agreement=AgreementFacts(
            service="Young Carers Support Service",
            reference="AC/117",
            relationship=Relationship.CONTRACT,
            procurement_started_on=date(2026, 1, 12),
        ),
        terms=OwnTerms(notice=Period(3, Unit.MONTHS), notice_clause="14.2"),
        notice=NoticeGiven(
            kind=NoticeKind.END_EARLY,
            how=HowItCame.EMAIL,
            dated_on=date(2026, 11, 19),
            received_on=date(2026, 11, 20),
            decided_on=date(2026, 11, 12),
            effective_on=date(2027, 1, 4),
            reasons=ReasonsGiven.PARTIAL,
        ),
        process=ProcessFacts(consulted=Answer.NO, impact_assessed=Answer.NO, response_invited=Answer.NO),
        consequences=Consequences(users=146, staff_at_risk=6, longest_service_years=9),
    )


def answers_for(facts: NoticeFacts, regime: Regime = Regime.PA2023_LIGHT_TOUCH) -> dict[str, GateAnswer]:
    return dict(_answers(facts, regime))


# A letter asks for the same case's answers and findings several times over, and so do most tests.
@lru_cache(maxsize=64)
def _answers(facts: NoticeFacts, regime: Regime) -> Mapping[str, GateAnswer]:
    case = GateCase(
        nation=facts.body.nation,
        body=facts.body.kind,
        relationship=facts.agreement.relationship,
        event_date=facts.event_date or TODAY,
        written_on=TODAY,
        regime=Regime.NONE if facts.agreement.relationship is Relationship.GRANT else regime,
        procurement_start=facts.agreement.procurement_started_on,
        nhs=nhs_body_named(facts.body.name),
    )
    entries = register().with_added(own_terms(facts, load_case_words().own_terms))
    return {
        name: answer for answer in judge_all(entries, case) for name in (answer.provision.id, *answer.provision.also)
    }


def findings_of(facts: NoticeFacts, local_notice: Period | None = None) -> dict[str, Finding]:
    return dict(_findings(facts, local_notice))


@lru_cache(maxsize=64)
def _findings(facts: NoticeFacts, local_notice: Period | None) -> Mapping[str, Finding]:
    case = FindingCase(facts, answers_for(facts), TODAY, local_notice)
    found = work_out_findings(case, load_findings(), RULES, load_case_words().findings)
    return {finding.id: finding for finding in found}


def having(facts: NoticeFacts, group: str, **changes: object) -> NoticeFacts:
    """Return the facts with some fields of one group changed."""
    changed = replace(getattr(facts, group), **changes)
    return replace(facts, **{group: changed})
