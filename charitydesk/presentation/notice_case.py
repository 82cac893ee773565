"""A notice's result as its page shows it: clocks with what matters of each, findings in groups, facts, history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.facts_form import value_at
from charitydesk.domain.findings import Finding, Verdict
from charitydesk.domain.notice_clocks import NOTICE_PERIODS
from charitydesk.domain.running_clock import time_left_words
from charitydesk.domain.wording import date_words
from charitydesk.i18n import and_list
from charitydesk.presentation import badges
from charitydesk.presentation.badges import Badge, Shape, Tone, deadline_badge
from charitydesk.presentation.dates import days_phrase
from charitydesk.presentation.notice_form import FIELDS
from charitydesk.presentation.notice_words import CONFIDENCE, answer_words, capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.calendars import WorkingCalendar
    from charitydesk.domain.deadline import Deadline
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.ids import ClockId
    from charitydesk.domain.notice_questions import QuestionPage
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.services.cases import CaseClock
    from charitydesk.services.notices import ClockLine, ClockRecord, NoticeView


class ClockSort(StrEnum):
    """What a date asks of the charity."""

    ACT = "act"
    THEIRS = "theirs"
    PROMISE = "promise"
    EVENT = "event"


TAKES_EFFECT = Badge("Takes effect", Shape.DOT, Tone.UNSURE)
EARLIEST_END = Badge("Earliest end promised", Shape.RING, Tone.ACCENT)
OUT_OF_TIME = Badge("Out of time", Shape.ALERT, Tone.BAD)
PAST_SAFE_DAY = Badge("Past the safe day", Shape.ALERT, Tone.BAD)


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A date on the result page.

    Args:
        number: Its number on the timeline, from 1.
        title: The step.
        sort: What it asks of the charity.
        day: The civil date at which it is marked.
        badge: How pressing it is.
        days: The dates that go with it, each with what it is.
        left: How much time is left, in a sentence.
        why: Why it runs.
        how: How it was worked out, a paragraph each.
        advice: Standing advice that must be seen beside it, or empty.
        id: The stored clock, or None.
        done_on: Civil date on which the step was done, or None.
    """

    number: int
    title: str
    sort: ClockSort
    day: date
    badge: Badge
    days: tuple[tuple[str, date], ...] = ()
    left: str = ""
    why: str = ""
    how: tuple[str, ...] = ()
    advice: str = ""
    id: ClockId | None = None
    done_on: date | None = None


def clocks_shown(view: NoticeView, today: date, calendar: WorkingCalendar) -> tuple[ClockShown, ...]:
    """Return a notice's dates in order, the day it takes effect among them.

    Args:
        view: The notice.
        today: Civil date.
        calendar: The working days where the body sits.
    """
    running = [record for record in view.clocks if not record.superseded_reason]
    stored = {record.rule: record for record in running if record.letter_id is None}
    made = [
        _shown(clock, stored.get(clock.deadline.rule), today, calendar, view.case.answers) for clock in view.case.clocks
    ]
    made += [_reply(record, today) for record in running if record.letter_id is not None]
    effective = view.case.facts.notice.effective_on
    if effective is not None:
        left = f"{capital(days_phrase(effective, today))}."
        made.append(ClockShown(0, "The notice takes effect", ClockSort.EVENT, effective, TAKES_EFFECT, left=left))
    made.sort(key=lambda clock: clock.day)
    return tuple(_numbered(clock, number) for number, clock in enumerate(made, start=1))


def _numbered(clock: ClockShown, number: int) -> ClockShown:
    return replace(clock, number=number)


def _shown(
    clock: CaseClock,
    record: ClockRecord | None,
    today: date,
    calendar: WorkingCalendar,
    answers: Mapping[str, GateAnswer],
) -> ClockShown:
    deadline = clock.deadline
    sort = _sort(deadline.rule, deadline.whose)
    day = _day(deadline, sort, today)
    done_on = record.done_on if record else None
    return ClockShown(
        number=0,
        title=deadline.title,
        sort=sort,
        day=day,
        badge=badges.DONE if done_on else _badge(deadline, sort, day, today),
        days=_days(deadline, sort),
        left=_left(deadline, sort, today, calendar, done_on),
        why=clock.start.why,
        how=how_words(deadline, answers),
        advice=" ".join(deadline.notes) if deadline.rule.startswith("JR_") else "",
        id=record.id if record else None,
        done_on=done_on,
    )


def _reply(record: ClockRecord, today: date) -> ClockShown:
    """Return a clock that a sent letter started, as it was worked out then."""
    late = (record.deadline - today).days
    left = f"Done on {date_words(record.done_on)}." if record.done_on else f"Due {days_phrase(record.deadline, today)}."
    if late < 0 and not record.done_on:
        left = f"It was due {days_phrase(record.deadline, today)}: draft a chaser."
    kept = record.worked_out
    how = (str(kept.get("how", "")).removeprefix(f"{record.rule}: "), str(kept.get("if_missed", "")))
    return ClockShown(
        number=0,
        title=record.title,
        sort=ClockSort.ACT if record.whose == "us" else ClockSort.THEIRS,
        day=record.deadline,
        badge=badges.DONE if record.done_on else deadline_badge(late),
        left=left,
        why=record.note or "A letter that was sent asks for this.",
        how=tuple(capital(words) for words in how if words),
        id=record.id,
        done_on=record.done_on,
    )


def _sort(rule: str, whose: str) -> ClockSort:
    if rule in NOTICE_PERIODS:
        return ClockSort.PROMISE
    return ClockSort.ACT if whose == "us" else ClockSort.THEIRS


def _day(deadline: Deadline, sort: ClockSort, today: date) -> date:
    if sort is not ClockSort.ACT:
        return deadline.deadline
    early = deadline.act_by
    return early if early is not None and today <= early < deadline.last_safe_day else deadline.last_safe_day


def _badge(deadline: Deadline, sort: ClockSort, day: date, today: date) -> Badge:
    if sort is ClockSort.PROMISE:
        return EARLIEST_END
    if sort is ClockSort.ACT and today > day:
        return OUT_OF_TIME if today > deadline.deadline else PAST_SAFE_DAY
    return deadline_badge((day - today).days)


def _days(deadline: Deadline, sort: ClockSort) -> tuple[tuple[str, date], ...]:
    if sort is ClockSort.PROMISE:
        return (("Runs out", deadline.deadline),)
    if sort is ClockSort.THEIRS:
        return (("Due from them", deadline.deadline),)
    early = [("Act by", deadline.act_by)] if deadline.act_by else []
    return (
        *early,
        *deadline.other_dates,
        ("Last safe day", deadline.last_safe_day),
        ("Outer limit", deadline.deadline),
    )


def _left(deadline: Deadline, sort: ClockSort, today: date, calendar: WorkingCalendar, done_on: date | None) -> str:
    if done_on:
        return f"Done on {date_words(done_on)}."
    if sort is ClockSort.PROMISE:
        return f"Nothing should change before then; it is {days_phrase(deadline.deadline, today)}."
    words = capital(time_left_words(deadline, today, calendar))
    early = deadline.act_by
    if sort is ClockSort.ACT and early is not None and today <= early < deadline.last_safe_day:
        return f"Act {days_phrase(early, today)}. {words} until the last safe day."
    return f"{words}."


def how_words(deadline: Deadline, answers: Mapping[str, GateAnswer]) -> tuple[str, ...]:
    """Return how a clock was worked out: the count, the days passed over, cautions, sources and certainty.

    Args:
        deadline: The clock.
        answers: The gate's answers, for the names of its sources.
    """
    found = [capital(deadline.how.removeprefix(f"{deadline.rule}: "))]
    if deadline.skipped:
        found.append(f"Not counted: {and_list([f'{date_words(day)} ({name})' for day, name in deadline.skipped])}.")
    if deadline.if_missed:
        found.append(f"If it is missed: {deadline.if_missed}")
    if not deadline.rule.startswith("JR_"):
        found.extend(deadline.notes)
    sources = dict.fromkeys(answers[name].citation for name in deadline.provisions if name in answers)
    if sources:
        found.append(f"It rests on {and_list(list(sources))}.")
    if deadline.provisional:
        found.append("It lies beyond the bank holidays published so far, so it is provisional.")
    found.append(f"{CONFIDENCE.get(deadline.confidence, '')} Rule {deadline.rule}.".strip())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FindingGroups:
    """Findings as they are read: what fell short, what cannot be told, what was kept, what does not apply."""

    short: tuple[Finding, ...]
    open: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    apart: tuple[Finding, ...]

    @property
    def words(self) -> str:
        """How many of each, in a sentence; those that do not apply are left out."""
        not_kept = sum(f.verdict is Verdict.NOT_KEPT for f in self.short)
        counts = (
            (not_kept, "not kept"),
            (len(self.short) - not_kept, "kept only partly"),
            (len(self.open), "still open"),
            (len(self.kept), "kept"),
        )
        said = [f"{count} {words}" for count, words in counts if count]
        return f"{capital(and_list(said))}." if said else "Nothing to compare yet."


def grouped(findings: Sequence[Finding]) -> FindingGroups:
    """Return findings in the groups in which they are read, each in its own order."""
    return FindingGroups(
        short=tuple(f for f in findings if f.fell_short),
        open=tuple(f for f in findings if f.verdict is Verdict.CANNOT_TELL),
        kept=tuple(f for f in findings if f.verdict is Verdict.KEPT),
        apart=tuple(f for f in findings if f.verdict is Verdict.NOT_APPLICABLE),
    )


def weak_points(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """Return each weak point once, with the promises it weakens."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        if finding.weakness:
            found.setdefault(finding.weakness, []).append(finding.title)
    return tuple(
        (and_list([titles[0], *(t[:1].lower() + t[1:] for t in titles[1:])]), words) for words, titles in found.items()
    )


def facts_shown(
    facts: NoticeFacts, pages: Iterable[QuestionPage]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return what is known, page by page, each fact with its label; pages of which nothing is known are left out."""
    found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for page in pages:
        lines = tuple(
            (question.label, words)
            for question in page.questions
            if (words := answer_words(question, FIELDS[question.path], value_at(facts, question.path)))
        )
        if lines:
            found.append((page.title, lines))
    return tuple(found)


def about_words(facts: NoticeFacts) -> str:
    """Return who gave notice of what, as a quiet line under the service's name."""
    body, agreement = facts.body, facts.agreement
    where = f"{body.kind.label} in {body.nation.label}" if body.kind and body.nation else ""
    said = f"Received {date_words(facts.notice.received_on)}" if facts.notice.received_on else ""
    parts = (body.name, where, agreement.relationship.label if agreement.relationship else "", said)
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class NextClock:
    """The next day a notice asks something of the charity, for the list."""

    day: date
    badge: Badge
    title: str


def next_clocks(clocks: Iterable[ClockLine], today: date) -> dict[int, NextClock]:
    """Return the next day of each notice by its id; days of promises ask nothing and are left out."""
    found: dict[int, NextClock] = {}
    for clock in clocks:
        if clock.notice_id is None or clock.rule in NOTICE_PERIODS:
            continue
        day = clock.last_safe_day if clock.whose == "us" else clock.deadline
        if clock.whose == "us" and clock.act_by is not None and today <= clock.act_by < day:
            day = clock.act_by
        if clock.whose == "us" and today > clock.deadline:
            continue
        if clock.notice_id not in found or day < found[clock.notice_id].day:
            found[clock.notice_id] = NextClock(day, deadline_badge((day - today).days), clock.title)
    return found
