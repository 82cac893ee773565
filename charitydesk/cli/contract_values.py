"""Contracts and bids as plain values and as lines to read."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from charitydesk.cli.output import one_line
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.services.bids import BidLine, BidView
    from charitydesk.services.contracts import ContractLine, ContractView


def bare(text: str) -> str:
    """Return a user's text as one line without anything a terminal would act on."""
    return one_line(text)


def plain_record(record: object) -> dict[str, Any]:
    """Return a record as plain values: dates and moments as text, words of a few by value, money in pence."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(cast("Any", record))}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value


def contract_line_values(line: ContractLine) -> dict[str, Any]:
    """Return a contract as a list shows it."""
    return plain_record(line)


def contract_values(view: ContractView) -> dict[str, Any]:
    """Return a contract with all that hangs on it; money in pence."""
    window = view.window
    return plain_record(view.record) | {
        "window": {
            "sentence": window.sentence,
            "say_no_by": _plain(window.say_no_by),
            "last_day": _plain(window.last_day),
            "ends_on": _plain(window.ends_on),
            "renews_to": _plain(window.renews_to),
            "working": list(window.working),
            "unknowns": list(window.unknowns),
        },
        "regime_unknowns": list(view.regime.unknowns),
        "earliest_end": _plain(view.earliest_end),
        "years": [plain_record(one) for one in view.years],
        "extensions": [plain_record(one) for one in view.extensions],
        "clauses": [plain_record(one) for one in view.clauses],
        "variations": [plain_record(one) for one in view.variations],
        "obligations": [plain_record(one) for one in view.obligations],
        "notices": [one.id for one in view.notices],
        "letters": [one.id for one in view.letters],
        "bids": [one.id for one in view.bids],
        "files": [one.file_name for one in view.files],
    }


def contract_lines(view: ContractView) -> Iterator[str]:
    """Yield a contract as a person reads it."""
    record, window = view.record, view.window
    yield f"Contract {record.id}: {bare(record.title)}, {bare(record.commissioner) or 'commissioner not known yet'}"
    yield window.sentence
    yield from (f"    {step}" for step in (*window.working, *window.unknowns))
    yield f"Procurement rules: {record.regime.label}. {view.regime.reason}"
    yield from (f"    {one}" for one in view.regime.unknowns)
    if record.starts_on or record.ends_on:
        start = date_words(record.starts_on) if record.starts_on else "not known yet"
        yield f"Term: {start} to {date_words(record.ends_on) if record.ends_on else 'not known yet'}"
    if record.annual_value is not None:
        yield f"Annual value: {pounds(record.annual_value)}"
    if view.obligations:
        yield "What falls due"
    for one in view.obligations:
        due = date_words(one.due_on) if one.due_on else "no date"
        done = f", done {date_words(one.done_on)}" if one.done_on else ""
        yield f"    {due}: {bare(one.title)}{done}"


def bid_line_values(line: BidLine) -> dict[str, Any]:
    """Return a bid as a list shows it."""
    return plain_record(line)


def bid_values(view: BidView) -> dict[str, Any]:
    """Return a bid with all that hangs on it; money in pence, the deadline as given and in words."""
    return plain_record(view.record) | {
        "deadline_words": view.deadline_words,
        "cutoff_words": view.cutoff_words,
        "warnings": list(view.warnings),
        "go": {
            "verdict": view.go.verdict.value,
            "per_cent": view.go.per_cent,
            "threshold": view.go.threshold,
            "sentence": view.go.sentence,
        },
        "regime_unknowns": list(view.regime.unknowns),
        "lots": [plain_record(one) for one in view.lots],
        "tasks": [plain_record(one) for one in view.tasks],
        "factors": [plain_record(one) for one in view.factors],
        "scores": [plain_record(one) for one in view.scores],
        "clocks": [
            {"id": one.id, "rule": one.rule, "title": one.title, "last_safe_day": one.last_safe_day.isoformat(),
             "deadline": one.deadline.isoformat(), "superseded_reason": one.superseded_reason}
            for one in view.clocks
        ],
        "letters": [one.id for one in view.letters],
        "files": [one.file_name for one in view.files],
    }  # fmt: skip


def bid_lines(view: BidView) -> Iterator[str]:
    """Yield a bid as a person reads it."""
    record = view.record
    yield f"Bid {record.id}: {bare(record.title)}, {bare(record.commissioner) or 'buyer not known yet'}"
    yield f"Stage: {record.stage.label}"
    yield f"Deadline: {view.deadline_words}"
    if view.cutoff_words:
        yield f"Your own limit: {view.cutoff_words}"
    yield from (f"    {warning}" for warning in view.warnings)
    yield f"Go or no-go: {view.go.sentence}"
    yield f"Procurement rules: {record.regime.label}. {view.regime.reason}"
    if record.value is not None:
        yield f"Value: {pounds(record.value)}"
    for task in view.tasks:
        due = date_words(task.due_on) if task.due_on else "no date"
        yield f"    {due}: {bare(task.title)}{', done' if task.done_on else ''}"
    for clock in view.clocks:
        if not clock.superseded_reason:
            yield f"    {clock.title}: last safe day {date_words(clock.last_safe_day)}"
