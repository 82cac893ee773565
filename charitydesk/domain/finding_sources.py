"""Which sources speak to a finding: those that pass the gate, and of clauses only those whose words reach the point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charitydesk.domain.gate import Offer
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.provisions import Effect

if TYPE_CHECKING:
    from charitydesk.domain.findings import FindingCase, FindingWords
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.provisions import Provision


def citable(case: FindingCase, words: FindingWords) -> tuple[GateAnswer, ...]:
    """Return the gate's answers that may be cited for a finding: local clauses first, then in the content's order."""
    local = [clause for topic in words.topics for clause in case.local_clauses.get(topic, ())]
    answers = case.tender_answers if words.of_tender and case.tender_answers is not None else case.answers
    found = {
        answer.provision.id: answer
        for name in (*dict.fromkeys(local), *words.provisions)
        if (answer := answers.get(name)) is not None and answer.offer is not Offer.NOT_OFFERED
        if case.facts.notice.kind is None or case.facts.notice.kind in words.only_for.get(name, NoticeKind)
        if _speaks_to(answer.provision, words.says)
    }
    return tuple(found.values())


def _speaks_to(provision: Provision, says: tuple[str, ...]) -> bool:
    """Return whether a clause holds one of the words; what the register holds was read when it was listed."""
    if not says or provision.effect not in {Effect.CONTRACT_TERM, Effect.LOCAL_COMPACT}:
        return True
    return re.search(rf"\b(?:{'|'.join(map(re.escape, says))})", provision.commitment, re.IGNORECASE) is not None
