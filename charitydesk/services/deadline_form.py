"""A worked-out deadline as plain values: what a stored clock keeps so that what was shown stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from charitydesk.domain.deadline import Deadline


def deadline_mapping(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as plain values; dates and moments as ISO text."""
    return {
        "rule": deadline.rule,
        "title": deadline.title,
        "started": deadline.started.isoformat(),
        "start_event": deadline.start_event,
        "deadline": deadline.deadline.isoformat(),
        "last_safe_day": deadline.last_safe_day.isoformat(),
        "deadline_at": deadline.deadline_at.isoformat() if deadline.deadline_at else None,
        "act_by": deadline.act_by.isoformat() if deadline.act_by else None,
        "how": deadline.how,
        "skipped": [[day.isoformat(), name] for day, name in deadline.skipped],
        "if_missed": deadline.if_missed,
        "whose": deadline.whose,
        "provisions": list(deadline.provisions),
        "confidence": deadline.confidence,
        "provisional": deadline.provisional,
        "notes": list(deadline.notes),
        "other_dates": [[what, day.isoformat()] for what, day in deadline.other_dates],
    }
