"""A notice as plain values and as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charitydesk.domain.facts_form import facts_mapping
from charitydesk.domain.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charitydesk.domain.findings import Finding
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.services.notices import ClockRecord, NoticeLine, NoticeView


def recorded_values(view: NoticeView) -> dict[str, Any]:
    """Return what recording a notice answers: its findings, clocks and weak points."""
    case = view.case
    return {
        "id": view.record.id,
        "headline": case.headline,
        "findings": [finding_values(finding) for finding in case.findings],
        "clocks": [clock_values(clock) for clock in view.clocks if not clock.superseded_reason],
        "missing_clocks": [{"what": one.what, "fact": one.path} for one in case.missing],
        "weaknesses": list(case.weaknesses),
        "regime": {
            "regime": case.regime.regime.value,
            "reason": case.regime.reason,
            "unknowns": list(case.regime.unknowns),
        },
    }


def shown_values(view: NoticeView) -> dict[str, Any]:
    """Return a notice whole: its facts, letters and superseded clocks besides."""
    return recorded_values(view) | {
        "status": view.record.status.value,
        "is_example": view.record.is_example,
        "facts": facts_mapping(view.case.facts),
        "superseded_clocks": [
            clock_values(clock) | {"superseded_by": clock.superseded_by, "superseded_reason": clock.superseded_reason}
            for clock in view.clocks
            if clock.superseded_reason
        ],
        "letters": [
            {
                "id": line.id,
                "kind": line.kind,
                "tone": line.tone,
                "title": line.title,
                "status": line.status.value,
                "reply_due": _iso(line.reply_due),
                "sent_on": _iso(line.sent_on),
            }
            for line in view.letters
        ],
    }


def line_values(line: NoticeLine) -> dict[str, Any]:
    """Return a notice as a list shows it."""
    return {
        "id": line.id,
        "service": line.service,
        "body": line.commissioner,
        "nation": line.nation.value if line.nation else None,
        "body_kind": line.body_kind.value if line.body_kind else None,
        "relationship": line.relationship.value if line.relationship else None,
        "kind": line.notice_kind.value if line.notice_kind else None,
        "received_on": _iso(line.received_on),
        "effective_on": _iso(line.effective_on),
        "status": line.status.value,
        "is_example": line.is_example,
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    return {
        "id": finding.id,
        "title": finding.title,
        "verdict": finding.verdict.value,
        "evidence": finding.evidence,
        "working": list(finding.working),
        "provisions": [provision_values(found) for found in finding.provisions],
        "remedy": finding.remedy,
        "likely_reply": finding.likely_reply,
        "weakness": finding.weakness,
        "request": finding.request,
    }


def provision_values(found: GateAnswer) -> dict[str, Any]:
    """Return the gate's answer for a provision that a finding or letter rests on."""
    return {
        "id": found.provision.id,
        "citation": found.citation,
        "offer": found.offer.value,
        "binding": found.binding.value if found.binding else None,
        "reason": found.reason,
    }


def clock_values(clock: ClockRecord) -> dict[str, Any]:
    """Return a stored clock as plain values, dates as 2026-11-27."""
    worked = clock.worked_out
    return {
        "id": clock.id,
        "rule": clock.rule,
        "title": clock.title,
        "start": clock.started_on.isoformat(),
        "start_event": worked.get("start_event"),
        "deadline": clock.deadline.isoformat(),
        "last_safe_day": clock.last_safe_day.isoformat(),
        "act_by": _iso(clock.act_by),
        "deadline_at": worked.get("deadline_at"),
        "other_dates": [{"what": what, "date": day} for what, day in worked.get("other_dates", ())],
        "how": worked.get("how"),
        "why": clock.note,
        "whose": clock.whose,
        "if_missed": worked.get("if_missed"),
        "provisions": worked.get("provisions", []),
        "confidence": worked.get("confidence"),
        "provisional": worked.get("provisional", False),
        "notes": worked.get("notes", []),
        "options": clock.options,
        "done_on": _iso(clock.done_on),
    }


def shown_lines(view: NoticeView, today: date) -> Iterator[str]:
    """Yield a notice as a person reads it: the shortfall, the clocks, the findings.

    Args:
        view: The notice.
        today: Civil date.
    """
    case = view.case
    facts = case.facts
    yield f"Notice {view.record.id}: {facts.agreement.service or 'a service not named'}, {facts.body.name or 'a body'}"
    yield case.headline
    yield ""
    yield "Clocks"
    running = [clock for clock in view.clocks if not clock.superseded_reason]
    for clock in running:
        late = "; that day has passed" if clock.deadline < today else ""
        first = f"act by {date_words(clock.act_by)}; " if clock.act_by else ""
        whose = "yours" if clock.whose == "us" else "theirs"
        dates = f"last safe day {date_words(clock.last_safe_day)}, outer limit {date_words(clock.deadline)}"
        yield f"    {clock.title} ({whose}): {first}{dates}{late}"
    if not running:
        yield "    None yet."
    for missing in case.missing:
        yield f"    Not known yet: {missing.what} (fill in {missing.path})"
    for old in view.clocks:
        if old.superseded_reason:
            yield f"    Superseded: {old.title}. {old.superseded_reason}"
    yield ""
    yield "Findings"
    for finding in case.findings:
        yield f"    {finding.title}: {finding.verdict.label}. {finding.evidence}"
    if case.weaknesses:
        yield ""
        yield "Weak points of your own case"
        yield from (f"    {weakness}" for weakness in case.weaknesses)
    if view.letters:
        yield ""
        yield "Letters"
        yield from (f"    {line.id}: {line.title} ({line.status.value})" for line in view.letters)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
