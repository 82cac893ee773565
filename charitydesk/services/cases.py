"""A notice's case: regime, gate, findings and clocks worked out from its facts, freshly each time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Regime, Relationship, nhs_body_named
from charitydesk.domain.finding_rules import RULES
from charitydesk.domain.findings import Finding, FindingCase, headline, weaknesses, work_out_findings
from charitydesk.domain.gate import GateAnswer, GateCase, judge_all
from charitydesk.domain.notice_clocks import MissingStart, clocks_of_notice
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.own_terms import own_terms
from charitydesk.domain.regimes import RegimeAnswer, RegimeFacts, work_out_regime
from charitydesk.services.content_files import load_case_words, load_findings
from charitydesk.services.threshold_files import load_thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.award_clocks import ClockStart
    from charitydesk.domain.deadline import Deadline
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.domain.provisions import Override
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.library import CompactView, LibraryService, LocalLayer


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A clock with its deadline worked out.

    Args:
        start: What started it and why it runs.
        deadline: The answer with its working.
    """

    start: ClockStart
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything worked out for one notice.

    Args:
        facts: As recorded.
        regime: The procurement regime with its reason.
        gate_case: What the gate was asked.
        answers: The gate's answers by provision id, ids of merged entries among them.
        findings: In the order they are shown.
        clocks: In order of their last safe day.
        missing: Clocks that may be running and whose start is not known.
        headline: The shortfall in one sentence.
        weaknesses: The weak points of the charity's own case.
    """

    facts: NoticeFacts
    regime: RegimeAnswer
    gate_case: GateCase
    answers: Mapping[str, GateAnswer]
    findings: tuple[Finding, ...]
    clocks: tuple[CaseClock, ...]
    missing: tuple[MissingStart, ...]
    headline: str
    weaknesses: tuple[str, ...]


_REMEMBERED = 16
"""How many cases' answers are kept."""

_YES_NO = {Answer.YES: True, Answer.PARTLY: True, Answer.NO: False, Answer.UNKNOWN: None}


def regime_of(facts: NoticeFacts) -> RegimeAnswer:
    """Return the procurement regime of a notice's agreement: the one the charity knows, else the one worked out."""
    agreement, body = facts.agreement, facts.body
    if agreement.regime is not Regime.UNKNOWN:
        return RegimeAnswer(agreement.regime, f"You recorded it: {agreement.regime.label}.")
    return work_out_regime(
        RegimeFacts(
            nation=body.nation,
            body=body.kind,
            relationship=agreement.relationship,
            procurement_start=agreement.procurement_started_on,
            value_pence_inc_vat=agreement.value,
            is_light_touch=_YES_NO[agreement.light_touch],
            is_health=_YES_NO[agreement.health],
            above_scottish_threshold=_YES_NO[agreement.above_scottish_threshold],
        ),
        load_thresholds(),
    )


_STILL_STANDING = frozenset(Regime) - {Regime.PCR2015, Regime.NONE, Regime.UNKNOWN}


def tender_regime_of(facts: NoticeFacts) -> RegimeAnswer | None:
    """Return the regime of what the service is bought by next, or None where nothing tells of a new procurement.

    The agreement that ends keeps the regime it began under for its whole life (SI 2024/716 regulation 5); the tender
    that follows is a procurement of its own and begins when tenders are invited. Its value is taken to be the
    agreement's, which is the nearest figure on record; a regime the charity gave holds for it too, if it still stands.
    """
    begun = tender_begun(facts)
    retender = facts.notice.kind is NoticeKind.RETENDER
    if not (retender or (begun and _direct_award(facts))) or facts.agreement.relationship is Relationship.GRANT:
        return None
    regime = facts.agreement.regime if facts.agreement.regime in _STILL_STANDING else Regime.UNKNOWN
    return regime_of(replace(facts, agreement=replace(facts.agreement, regime=regime, procurement_started_on=begun)))


def tender_begun(facts: NoticeFacts) -> date | None:
    """Return the civil date on which the new procurement began, or None where it is not known.

    A direct award of health services invites nobody, so its notice stands for its beginning.
    """
    return facts.retender.tenders_invited_on or (facts.notice.award_notice_on if _direct_award(facts) else None)


def _direct_award(facts: NoticeFacts) -> bool:
    return facts.notice.award_involved is Answer.YES and facts.agreement.health is Answer.YES


class CaseWorker:
    """Works out a case from facts.

    Args:
        library: The register and what people added to it.
        clocks: Works out deadlines.
    """

    def __init__(self, library: LibraryService, clocks: ClockService) -> None:
        self._library = library
        self._clocks = clocks
        # A letter or notice is drawn up again after each change, and what the gate is asked of it seldom changes.
        self._judged: deque[tuple[object, Mapping[str, GateAnswer]]] = deque(maxlen=_REMEMBERED)

    def work_out(
        self,
        facts: NoticeFacts,
        today: date,
        overrides: Mapping[ProvisionId, Override] | None = None,
        *,
        compact: CompactView | None = None,
    ) -> CaseFile:
        """Return the case of a notice.

        Args:
            facts: As recorded.
            today: Civil date.
            overrides: Provisions used against the gate, with the recorded reasons.
            compact: The notice's local compact, where the Library does not hold it yet.
        """
        layer = self._library.local_layer(facts, compact)
        regime = regime_of(facts)
        case = GateCase(
            nation=facts.body.nation,
            body=facts.body.kind,
            relationship=facts.agreement.relationship,
            event_date=facts.event_date or today,
            written_on=today,
            regime=regime.regime,
            procurement_start=facts.agreement.procurement_started_on,
            nhs=nhs_body_named(facts.body.name),
        )
        answers = tender_answers = self._answers(facts, case, layer, overrides)
        tender = tender_regime_of(facts)
        if tender is not None:
            tender_case = replace(case, regime=tender.regime, procurement_start=tender_begun(facts))
            tender_answers = self._answers(facts, tender_case, layer, overrides)
        local_clauses: dict[str, tuple[ProvisionId, ...]] = {}
        for provision in layer.provisions:
            for topic in provision.topics:
                local_clauses[topic] = (*local_clauses.get(topic, ()), provision.id)
        finding_case = FindingCase(facts, answers, today, layer.notice, local_clauses, tender_answers)
        joins = load_case_words().findings
        findings = work_out_findings(finding_case, load_findings(), RULES, joins)
        starts, missing = clocks_of_notice(facts, (tender or regime).regime, layer.notice)
        worked = (
            CaseClock(start, self._clocks.work_out(start.rule, start.started, facts.body.nation, start.options))
            for start in starts
        )
        return CaseFile(
            facts=facts,
            regime=regime,
            gate_case=case,
            answers=answers,
            findings=findings,
            clocks=tuple(sorted(worked, key=lambda clock: clock.deadline.last_safe_day)),
            missing=missing,
            headline=headline(findings, joins),
            weaknesses=weaknesses(findings),
        )

    def _answers(
        self,
        facts: NoticeFacts,
        case: GateCase,
        layer: LocalLayer,
        overrides: Mapping[ProvisionId, Override] | None,
    ) -> Mapping[str, GateAnswer]:
        reads = self._library.reads()
        added = (*own_terms(facts, load_case_words().own_terms), *layer.provisions)
        register = self._library.register
        asked = (register.provisions, case, added, reads, dict(overrides or {}))
        for before, answers in self._judged:
            if before == asked:
                return answers
        found: dict[str, GateAnswer] = {}
        for answer in judge_all(register.with_added(added), case, reads, overrides):
            for name in (answer.provision.id, *answer.provision.also):
                found[name] = answer
        kept = MappingProxyType(found)
        self._judged.append((asked, kept))
        return kept
