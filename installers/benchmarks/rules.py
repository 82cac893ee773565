"""The rules: the citation gate over the whole register, and everything one notice means."""

from __future__ import annotations

from datetime import date

from benchmarks.table import Row, milliseconds
from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.facts_form import read_facts
from charitydesk.domain.finding_rules import RULES
from charitydesk.domain.findings import FindingCase, work_out_findings
from charitydesk.domain.gate import GateCase, judge_all
from charitydesk.domain.notice_clocks import clocks_of_notice
from charitydesk.domain.notices import NoticeFacts
from charitydesk.services.clocks import ClockService
from charitydesk.services.content_files import load_case_words, load_findings
from charitydesk.services.register_files import load_register


def rows() -> list[Row]:
    """Measure against goals in milliseconds: there is no rival that does this."""
    return [_gate(), _notice()]


def _gate() -> Row:
    register = load_register()
    # The gate remembers sentences it has built; a case of its own each time is what a person meets.
    cases = iter(
        [
            GateCase(nation, body, relationship, date(2026, 3, 1 + day), date(2026, 5, 1 + day), regime)
            for nation in Nation
            for body in BodyKind
            for relationship in Relationship
            for regime in Regime
            for day in range(3)
        ]
    )
    taken = milliseconds(lambda: judge_all(register, next(cases)), times=200)
    return Row(f"gate over the register ({len(tuple(register))} entries)", taken, None, "", "ms", 2)


def _notice() -> Row:
    """Findings and clocks of one notice, the gate's answers being given."""
    register, clocks, words = load_register(), ClockService(), load_findings()
    joins = load_case_words().findings
    facts, _ = read_facts(NoticeFacts, _NOTICE)
    case = GateCase(Nation.ENGLAND, BodyKind.LOCAL_AUTHORITY, Relationship.CONTRACT, _DECIDED, _DECIDED)
    answers = {
        name: answer for answer in judge_all(register, case) for name in (answer.provision.id, *answer.provision.also)
    }

    def work_out() -> object:
        findings = work_out_findings(FindingCase(facts, answers, _DECIDED), words, RULES, joins)
        starts, _ = clocks_of_notice(facts, Regime.PA2023_LIGHT_TOUCH)
        return findings, [clocks.work_out(s.rule, s.started, Nation.ENGLAND, s.options) for s in starts]

    return Row("findings and clocks of one notice", milliseconds(work_out, times=100), None, "", "ms", 5)


_DECIDED = date(2026, 11, 12)
_NOTICE = {
    "body": {"name": "Anytown Council", "kind": "local-authority", "nation": "england"},
    "agreement": {"service": "Young Carers Support Service", "relationship": "contract"},
    "terms": {"notice": "3 months", "notice_clause": "14.2"},
    "notice": {
        "kind": "end-early",
        "how": "email",
        "received_on": "2026-11-20",
        "decided_on": "2026-11-12",
        "effective_on": "2027-01-04",
        "reasons": "partial",
        "award_involved": "yes",
        "knew_on": "2026-11-18",
    },
    "process": {"consulted": "no", "impact_assessed": "no"},
    "consequences": {"staff_at_risk": 25, "longest_service_years": 9, "tupe": "yes"},
}
