"""Rules about how long notice was, and how it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.finding_rules.process import from_answer
from charitydesk.domain.findings import Outcome, Verdict
from charitydesk.domain.notices import NoticeKind, ReasonsGiven
from charitydesk.domain.own_terms import clause_named
from charitydesk.domain.periods import Period, Unit, add_days, add_months, add_years, notice_words, span_words
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.domain.wording import date_words, long_date
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.findings import FindingCase

THREE_MONTHS = Period(3, Unit.MONTHS)

_UNKNOWN = Outcome(Verdict.CANNOT_TELL, "unknown")
_NOT_A_DECISION = Outcome(Verdict.NOT_APPLICABLE, "proposal")


def end_of(period: Period, given: date) -> date:
    """Return the day on which notice given on a day runs out; months by corresponding date.

    Working days are counted as five to the week with bank holidays left aside, which can only make the period look
    shorter than it is: a finding never claims more than is sure. The clock of the term itself counts them exactly.
    """
    match period.unit:
        case Unit.DAYS:
            return add_days(given, period.amount)
        case Unit.WORKING_DAYS:
            weeks, days = divmod(period.amount, 5)
            return add_days(given, weeks * 7 + days)
        case Unit.WEEKS:
            return add_days(given, period.amount * 7)
        case Unit.MONTHS:
            return add_months(given, period.amount)
        case Unit.YEARS:
            return add_years(given, period.amount)


def compare(period: Period, case: FindingCase) -> Outcome:
    """Return whether the notice given was as long as a period asks.

    Notice is measured from receipt (or the notice's own date) to the day it takes effect. That day may be the last of
    the old arrangement or the first of the new: where it is the very day on which the period ends, the notice is long
    enough in the one case and a day short in the other (the months' corresponding date, register `jr-corresponding`; a
    reduction on that date is too early, vectors `BV_NOTICE_3M`), so it is asked and neither is claimed.
    """
    given, effective = case.facts.given_on, case.facts.notice.effective_on
    if case.facts.notice.kind is NoticeKind.PROPOSAL:
        return _NOT_A_DECISION
    if given is None or effective is None:
        return _UNKNOWN
    due = end_of(period, given)
    days = (effective - given).days
    figures = {
        "given": long_date(given),
        "given_day": date_words(given),
        "effective": long_date(effective),
        "effective_day": date_words(effective),
        "due": long_date(due),
        "due_day": date_words(due),
        "asked": period.words,
        "asked_notice": notice_words(period),
        "days": counted(max(days, 0), "day"),
        "span": span_words(given, effective) if effective > given else "",
        "short_days": counted(max((due - effective).days, 0), "day"),
        "short_span": span_words(effective, due) if due > effective else "",
    }
    from_then = "counted-received" if case.facts.notice.received_on else "counted-dated"
    if effective < due:
        variant = "none-at-all" if effective <= given else "short"
        return Outcome(Verdict.NOT_KEPT, variant, figures, (from_then, "too-soon"), until=due)
    if effective == due:
        return Outcome(Verdict.CANNOT_TELL, "exact", figures, (from_then, "to-the-day"))
    generous = effective >= add_months(given, 6)
    return Outcome(Verdict.KEPT, "generous" if generous else "kept", figures, (from_then, "long-enough"))


_CHANGES = {NoticeKind.CHANGE_TERMS, NoticeKind.REDUCE}


def own_term(case: FindingCase) -> Outcome:
    """Compare the notice with the agreement's own term.

    Running out at the end date is not an ending by notice, and neither is a suspension: which term allows one is asked.
    """
    terms, agreement, notice = case.facts.terms, case.facts.agreement, case.facts.notice
    if notice.kind is NoticeKind.PROPOSAL:
        return _NOT_A_DECISION
    if notice.kind is NoticeKind.SUSPEND:
        return Outcome(Verdict.CANNOT_TELL, "suspended")
    lapses = notice.kind in {NoticeKind.NOT_RENEWED, NoticeKind.RETENDER}
    if lapses and agreement.ends_on and notice.effective_on and notice.effective_on >= agreement.ends_on:
        return Outcome(Verdict.NOT_APPLICABLE, "runs-out")
    if terms.notice is None:
        return Outcome(Verdict.CANNOT_TELL, "no-term")
    outcome = compare(terms.notice, case)
    clause = clause_named(terms.notice_clause) if terms.notice_clause else ""
    # A term on ending an agreement may not be the one on changing it.
    variant = "short-change" if outcome.variant == "short" and notice.kind in _CHANGES else outcome.variant
    return replace(outcome, variant=variant, figures={**outcome.figures, "clause": clause})


def three_months(case: FindingCase) -> Outcome:
    """Compare the notice with three months, and say so when the agreement itself allows less."""
    outcome = compare(THREE_MONTHS, case)
    own, given = case.facts.terms.notice, case.facts.given_on
    if outcome.variant in {"short", "none-at-all"} and own is not None and given is not None:
        effective, agreed = case.facts.notice.effective_on, end_of(own, given)
        if agreed < end_of(THREE_MONTHS, given) and effective is not None and effective >= agreed:
            figures = {**outcome.figures, "own": own.words}
            return replace(outcome, variant="short-but-agreed", figures=figures)
    if outcome.variant == "short" and case.facts.notice.exceptional_claimed in {Answer.YES, Answer.PARTLY}:
        return replace(outcome, variant="short-exceptional")
    return outcome


_NEVER_LOCAL = frozenset(
    {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY, BodyKind.DEVOLVED_GOVERNMENT, BodyKind.PRIME_CONTRACTOR}
)
_WITHOUT_LOCAL_COMPACTS = frozenset({Nation.SCOTLAND, Nation.NORTHERN_IRELAND})
"""Nations whose agreements with the voluntary sector are national; one that was recorded all the same is measured."""


def local_compact(case: FindingCase) -> Outcome:
    """Compare the notice with the period in the local compact that this body signed."""
    body = case.facts.body
    figures = {"compact": body.local_compact_name}
    if body.local_compact is LocalCompactStatus.NONE_FOUND:
        return Outcome(Verdict.NOT_APPLICABLE, "none", figures)
    if body.local_compact is LocalCompactStatus.UNKNOWN and (
        body.kind in _NEVER_LOCAL or body.nation in _WITHOUT_LOCAL_COMPACTS
    ):
        return Outcome(Verdict.NOT_APPLICABLE, "not-local", figures)
    if body.local_compact is LocalCompactStatus.UNKNOWN or body.signed is Answer.UNKNOWN:
        return Outcome(Verdict.CANNOT_TELL, "unknown-compact", figures)
    if body.local_compact is LocalCompactStatus.DORMANT or body.signed is not Answer.YES:
        return Outcome(Verdict.NOT_APPLICABLE, "not-signed", figures)
    if case.local_notice is None:
        return Outcome(Verdict.NOT_APPLICABLE, "no-clause", figures)
    outcome = compare(case.local_notice, case)
    return replace(outcome, figures={**figures, **outcome.figures})


def in_writing(case: FindingCase) -> Outcome:
    """Ask whether the notice came in writing to the charity."""
    how = case.facts.notice.how
    if case.facts.notice.kind is NoticeKind.PROPOSAL:
        return _NOT_A_DECISION
    match how.in_writing:
        case Answer.YES:
            return Outcome(Verdict.KEPT, "kept", {"how": how.label})
        case Answer.UNKNOWN:
            return _UNKNOWN
        case _:
            return Outcome(Verdict.NOT_KEPT, "not-written", {"how": how.label})


def reasons(case: FindingCase) -> Outcome:
    """Ask whether the notice gives clear reasons."""
    given = case.facts.notice.reasons
    variants = {
        ReasonsGiven.FULL: Outcome(Verdict.KEPT, "kept"),
        ReasonsGiven.PARTIAL: Outcome(Verdict.PARTLY, "partial"),
        ReasonsGiven.NONE: Outcome(Verdict.NOT_KEPT, "none"),
        ReasonsGiven.UNKNOWN: _UNKNOWN,
    }
    return variants[given]


def variation(case: FindingCase) -> Outcome:
    """Ask whether a change to the agreement was made the way the agreement says."""
    if case.facts.notice.kind not in _CHANGES:
        return Outcome(Verdict.NOT_APPLICABLE, "no-change")
    clause, followed = case.facts.terms.variation_clause, case.facts.process.variation_followed
    figures = {"changes_clause": clause_named(clause) if clause else ""}
    if followed is Answer.UNKNOWN:
        return Outcome(Verdict.CANNOT_TELL, "unknown" if clause else "no-clause", figures)
    return replace(from_answer(followed), figures=figures)


RULES = {
    "own-term-notice": own_term,
    "variation": variation,
    "local-compact-notice": local_compact,
    "three-months": three_months,
    "in-writing": in_writing,
    "reasons": reasons,
}
