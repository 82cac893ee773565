"""What the commands for time and costs print: plain values for JSON, lines for people; never anybody's pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from charitydesk.cli.output import one_line
from charitydesk.domain.activities import Purpose
from charitydesk.domain.costs import HIDDEN_MONEY, half_up
from charitydesk.domain.money import pounds
from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, moment_words
from charitydesk.errors import BadInputError
from charitydesk.presentation.cost_entries import HIDDEN_LENGTH
from charitydesk.services.bills import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.costs import Figure
    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.presentation.cost_entries import EntryRow
    from charitydesk.presentation.cost_ledger import Headline
    from charitydesk.services.bills import BiddingCostRecord
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
        who = one_line(line.person)
        what = one_line(" · ".join(part for part in (line.subject, line.activity.label, line.note) if part))
        back = f" ({hours_words(-line.taken_back)} taken back)" if line.taken_back else ""
        yield f"{line.id:>6}  {date_words(line.day)}  {hours_words(line.minutes):>12}{back}  {who}  {what}"
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
    """Return a figure as plain values: money in pence, rounded once; null where the finance view alone shows it."""
    sums = {
        "cost_pence": figure.cost_pence,
        "staff_time_pence": figure.time_pence,
        "other_costs_pence": figure.other,
        "funded_pence": figure.funded_pence,
        "unfunded_pence": figure.unfunded_pence,
    }
    shown = {name: None if figure.covered and name != "other_costs_pence" else pence for name, pence in sums.items()}
    return {"hours": figure.hours, **shown, "in_finance_view": figure.covered}


def report_values(report: Report, found: Iterable[Headline] = ()) -> dict[str, Any]:
    """Return a report as plain values.

    Args:
        report: As it may be told.
        found: The figures at its head.
    """
    return {
        "period": report.asked.period,
        "commissioner": report.asked.commissioner,
        "purposes": sorted(purpose.value for purpose in report.asked.purposes),
        "by": report.cut.value,
        "total": figure_values(report.total),
        "rows": [{"label": row.label, "key": row.key, **figure_values(row.figure)} for row in report.rows],
        "figures": [{"value": one.value, "what": one.words, "basis": one.basis} for one in found],
        "roles": [{"role": role.title, "hours": role.hours, "average": role.average} for role in report.roles],
        "rules": list(report.rules),
        "missing": list(report.missing),
    }


def report_lines(report: Report, found: Iterable[Headline] = ()) -> Iterable[str]:
    """Yield a report as lines; arguments as above."""
    kinds = ", ".join(purpose.label for purpose in Purpose if purpose in report.asked.purposes)
    whole = "everything" if report.asked.purposes == frozenset(Purpose) else kinds
    yield f"Cost of {whole}, {report.asked.period}, by {report.cut.label}"
    labels = [one_line(row.label) for row in report.rows]
    wide = max(map(len, labels), default=5)
    for label, row in zip(labels, report.rows, strict=True):
        yield f"  {label.ljust(wide)}  {_figure_line(row.figure)}"
    yield f"  {'Total'.ljust(wide)}  {_figure_line(report.total)}"
    yield from (f"{one.value} {one.words}. {one.basis}" for one in found if one.value != HIDDEN_MONEY)
    for role in report.roles:
        yield f"  {one_line(role.title)}: {role.hours}" + (f", {role.average}" if role.average else "")
    yield from (f"Missing: {one_line(sentence)}" for sentence in report.missing)
    yield from report.rules


def _figure_line(figure: Figure) -> str:
    if figure.covered:
        return f"{figure.hours}, its cost {HIDDEN_MONEY[:1].lower()}{HIDDEN_MONEY[1:]} (--finance)"
    cost, funded, unfunded = (pounds(sum_) for sum_ in (figure.cost_pence, figure.funded_pence, figure.unfunded_pence))
    return f"{figure.hours}, cost {cost}, funded {funded}, unfunded {unfunded}"


def made_of_values(rows: Iterable[EntryRow], bills: Iterable[BiddingCostRecord]) -> list[dict[str, Any]]:
    """Return what a figure is made of as plain values: entries as they may be told, then bills."""
    entries = [
        {
            "date": row.line.day.isoformat(),
            "what": row.title,
            "detail": row.detail,
            "who": row.who,
            "minutes": None if row.length == HIDDEN_LENGTH else row.line.minutes,
        }
        for row in rows
    ]
    paid = [
        {"date": bill.on_date.isoformat(), "what": bill.supplier or bill.kind.label, "cost_pence": counted(bill)}
        for bill in bills
    ]
    return [*entries, *paid]


def made_of_lines(rows: Iterable[EntryRow], bills: Iterable[BiddingCostRecord]) -> Iterable[str]:
    """Yield what a figure is made of as lines."""
    yield "It is made of"
    yield from (f"  {one_line(row.sentence)}" for row in rows)
    for bill in bills:
        supplier = one_line(bill.supplier) or bill.kind.label
        yield f"  {date_words(bill.on_date)}, {supplier}, {pounds(counted(bill))}"


def recovery_values(one: Recovery, *, finance: bool) -> dict[str, Any]:
    """Return a contract's recovery as plain values: money in pence, each line rounded once.

    Args:
        one: The recovery.
        finance: Whether one person's pay may be in it.
    """
    about: dict[str, Any] = {
        "contract": one.contract,
        "service": one.service,
        "year_to": one.year.ends_on.isoformat(),
        "price_pence": one.price,
        "in_finance_view": one.alone and not finance,
    }
    if one.alone and not finance:
        return about
    return about | {
        "full_cost_pence": half_up(one.full),
        "gap_pence": half_up(one.gap),
        "sentence": one.sentence,
        "lines": [{"line": line.words, "pence": half_up(line.pence)} for line in one.lines],
        "rules": list(one.notes),
        "warning": one.warning,
    }


def recovery_lines(found: Iterable[Recovery], *, finance: bool) -> Iterable[str]:
    """Yield recoveries as lines; arguments as above."""
    told = False
    for one in found:
        told = True
        if one.alone and not finance:
            hidden = f"{HIDDEN_MONEY[:1].lower()}{HIDDEN_MONEY[1:]} (--finance)"
            yield f"{one_line(one.service)}, {one.period}: its cost {hidden}"
            continue
        yield one_line(one.sentence)
        wide = max(len(line.words) for line in one.lines)
        yield from (f"  {line.words.ljust(wide)}  {pounds(half_up(line.pence)):>14}" for line in one.lines)
        yield from map(one_line, one.notes)
        yield from (f"Before it goes out: {one_line(one.warning)}",) if one.warning else ()
    if not told:
        yield "No contract's full cost is recorded yet."


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
