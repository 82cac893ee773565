"""What the commands for time and costs print: plain values for JSON, lines for people; never anybody's pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from charitydesk.domain.money import pounds
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, moment_words
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.costs import Figure
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.time_log import Subject, TimeEntryLine, TimeLogService
    from charitydesk.services.timers import TimerView


def entry_values(line: TimeEntryLine) -> dict[str, Any]:
    """Return an entry as plain values."""
    return {
        "id": line.id,
        "person": line.person,
        "date": line.day.isoformat(),
        "minutes": line.minutes,
        "taken_back": -line.taken_back,
        "activity": line.activity.value,
        "bid": line.bid_id,
        "contract": line.contract_id,
        "notice": line.notice_id,
        "subject": line.subject,
        "started_at": None if line.started_at is None else line.started_at.isoformat(),
        "zone": line.zone,
        "note": line.note,
        "source": line.source.value,
    }


def entry_lines(lines: Iterable[TimeEntryLine]) -> Iterable[str]:
    """Yield entries as lines."""
    found = False
    for line in lines:
        found = True
        what = " · ".join(part for part in (line.subject, line.activity.label, line.note) if part)
        back = f" ({hours_words(-line.taken_back)} taken back)" if line.taken_back else ""
        yield f"{line.id:>6}  {date_words(line.day)}  {hours_words(line.minutes):>12}{back}  {line.person}  {what}"
    if not found:
        yield "No time is logged here."


def timer_values(view: TimerView) -> dict[str, Any]:
    """Return a running timer as plain values."""
    return {
        "person": view.record.person_id,
        "started_at": view.record.started_at.isoformat(),
        "zone": view.record.zone,
        "minutes": view.minutes,
        "activity": view.record.activity.value,
        "note": view.record.note,
        "questions": [{"number": place + 1, "question": question} for place, question in view.questions],
        "notes": list(view.notes),
    }


def timer_lines(view: TimerView) -> Iterable[str]:
    """Yield a running timer as lines."""
    since = moment_words(view.record.started_at.astimezone(ZoneInfo(view.record.zone)))
    yield f"{hours_words(view.minutes)} on {view.record.activity.label}, since {since}"
    for place, question in view.questions:
        yield f"  {place + 1}. {question}"
    yield from (f"  {note}" for note in view.notes)


def figure_values(figure: Figure) -> dict[str, Any]:
    """Return a figure as plain values: money in pence, rounded once; hours as they may be shown."""
    return {
        "hours": figure.hours,
        "cost_pence": figure.cost_pence,
        "staff_time_pence": figure.time_pence,
        "other_costs_pence": figure.other,
        "funded_pence": figure.funded_pence,
        "unfunded_pence": figure.unfunded_pence,
    }


def report_values(report: Report) -> dict[str, Any]:
    """Return a report as plain values."""
    return {
        "period": report.asked.period,
        "commissioner": report.asked.commissioner,
        "purposes": sorted(purpose.value for purpose in report.asked.purposes),
        "by": report.cut.value,
        "total": figure_values(report.total),
        "rows": [{"label": row.label, "key": row.key, **figure_values(row.figure)} for row in report.rows],
        "roles": [{"role": role.title, "hours": role.hours, "average": role.average} for role in report.roles],
        "rules": list(report.rules),
        "missing": list(report.missing),
    }


def report_lines(report: Report) -> Iterable[str]:
    """Yield a report as lines."""
    yield f"Bidding cost, {report.asked.period}, by {report.cut.label}"
    wide = max((len(row.label) for row in report.rows), default=5)
    for row in report.rows:
        yield f"  {row.label.ljust(wide)}  {_figure_line(row.figure)}"
    yield f"  {'Total'.ljust(wide)}  {_figure_line(report.total)}"
    for role in report.roles:
        yield f"  {role.title}: {role.hours}" + (f", {role.average}" if role.average else "")
    yield from (f"Missing: {sentence}" for sentence in report.missing)
    yield from report.rules


def _figure_line(figure: Figure) -> str:
    cost, funded, unfunded = (pounds(sum_) for sum_ in (figure.cost_pence, figure.funded_pence, figure.unfunded_pence))
    return f"{figure.hours}, cost {cost}, funded {funded}, unfunded {unfunded}"


def subject_given(time: TimeLogService, kind: str, number: int | None) -> Subject | None:
    """Return the bid, contract or notice of a number, or None where none is given.

    Raises:
        BadInputError: There is no such record.
    """
    if number is None:
        return None
    found = next((info for info in time.subjects() if (info.subject.kind, info.subject.id) == (kind, number)), None)
    if found is None:
        raise BadInputError(f"There is no {kind} {number}.", f"Look at the list for the {kind} you mean.")
    return found.subject
