"""Rules about how the body went about its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.findings import Outcome, Verdict
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.wording import date_words, long_date
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.findings import FindingCase

TWELVE_WEEKS_DAYS = 84

_UNKNOWN = Outcome(Verdict.CANNOT_TELL, "unknown")
_VERDICTS = {Answer.YES: Verdict.KEPT, Answer.PARTLY: Verdict.PARTLY, Answer.NO: Verdict.NOT_KEPT}
_VARIANTS = {Answer.YES: "kept", Answer.PARTLY: "partly", Answer.NO: "not"}


def _dates(name: str, day: date) -> dict[str, str]:
    """Return a date as a letter prints it and as its working does."""
    return {name: long_date(day), f"{name}_day": date_words(day)}


def from_answer(answer: Answer) -> Outcome:
    """Return the outcome that follows from a plain answer: kept, partly, not, or unknown."""
    return _UNKNOWN if answer is Answer.UNKNOWN else Outcome(_VERDICTS[answer], _VARIANTS[answer])


def consulted(case: FindingCase) -> Outcome:
    """Ask whether there was consultation before the decision, by dates where they are known."""
    process, notice = case.facts.process, case.facts.notice
    if notice.kind is NoticeKind.PROPOSAL:
        return Outcome(Verdict.KEPT, "open")
    began, decided = process.consulted_from, notice.decided_on
    if process.consulted in {Answer.YES, Answer.PARTLY} and began and decided and began >= decided:
        figures = {**_dates("began", began), **_dates("decided", decided)}
        variant = "after" if began > decided else "same-day"
        return Outcome(Verdict.NOT_KEPT, variant, figures, ("began-decided",))
    ended = process.consulted_to
    if process.consulted in {Answer.YES, Answer.PARTLY} and ended and decided and ended > decided:
        figures = {**_dates("ended", ended), **_dates("decided", decided)}
        return Outcome(Verdict.NOT_KEPT, "before-close", figures, ("decided-closed",))
    return from_answer(process.consulted)


def consultation_length(case: FindingCase) -> Outcome:
    """Ask whether consultation lasted 12 weeks, or its shortness was explained; 12 weeks is never a right."""
    process = case.facts.process
    if process.consulted is Answer.NO:
        return Outcome(Verdict.NOT_APPLICABLE, "no-consultation")
    if process.consulted_from is None or process.consulted_to is None or process.consulted_to < process.consulted_from:
        return _UNKNOWN
    days = (process.consulted_to - process.consulted_from).days + 1
    figures = {
        **_dates("from", process.consulted_from),
        **_dates("to", process.consulted_to),
        "length": counted(days, "day"),
    }
    working = ("consultation",)
    if days >= TWELVE_WEEKS_DAYS:
        return Outcome(Verdict.KEPT, "kept", figures, working)
    variant = {Answer.YES: "explained", Answer.UNKNOWN: "short-unknown"}.get(process.shortness_explained, "short")
    verdict = {"explained": Verdict.KEPT, "short-unknown": Verdict.CANNOT_TELL}.get(variant, Verdict.PARTLY)
    return Outcome(verdict, variant, figures, working)


def response_considered(case: FindingCase) -> Outcome:
    """Ask whether the charity's response was considered before the decision."""
    process, notice = case.facts.process, case.facts.notice
    if process.response_invited is Answer.NO:
        return Outcome(Verdict.NOT_KEPT, "not-invited")
    if notice.kind is NoticeKind.PROPOSAL:
        return Outcome(Verdict.CANNOT_TELL, "open")
    if process.consulted is Answer.NO and process.response_invited is Answer.UNKNOWN and not process.response_sent_on:
        return Outcome(Verdict.NOT_APPLICABLE, "not-consulted")
    sent, decided = process.response_sent_on, notice.decided_on
    if sent and decided and decided < sent:
        figures = {**_dates("sent", sent), **_dates("decided", decided)}
        return Outcome(Verdict.NOT_KEPT, "decided-first", figures, ("sent-decided",))
    if process.response_invited is Answer.YES and sent is None and process.response_considered is Answer.UNKNOWN:
        return Outcome(Verdict.CANNOT_TELL, "none-sent")
    return from_answer(process.response_considered)


def impact(case: FindingCase) -> Outcome:
    """Ask whether effects on users and volunteers were assessed before deciding, and whether we have seen it."""
    process = case.facts.process
    if process.impact_assessed is Answer.YES and process.impact_seen is Answer.NO:
        return Outcome(Verdict.CANNOT_TELL, "unseen")
    return from_answer(process.impact_assessed)


def equality(case: FindingCase) -> Outcome:
    """Ask for evidence of due regard; the absence of a form is never called a breach.

    Source: Equality Act 2010 s.149 (register `eqa-149`); in Northern Ireland s.75 of the 1998 Act (`ni-s75`).
    """
    process = case.facts.process
    if process.equality_evidence is Answer.YES and process.equality_seen is not Answer.YES:
        return Outcome(Verdict.CANNOT_TELL, "unseen")
    if process.equality_evidence is Answer.NO:
        protected = case.facts.consequences.users_protected is Answer.YES
        return Outcome(Verdict.CANNOT_TELL, "none-shown-protected" if protected else "none-shown")
    return from_answer(process.equality_evidence)


def early_discussion(case: FindingCase) -> Outcome:
    """Ask whether the coming cut was raised before it was proposed."""
    return from_answer(case.facts.process.early_discussion)


def alternatives(case: FindingCase) -> Outcome:
    """Ask whether ways of reshaping the service were invited."""
    return from_answer(case.facts.process.alternatives_invited)


def recovery_plan(case: FindingCase) -> Outcome:
    """Ask for a timed recovery plan where performance is alleged."""
    notice = case.facts.notice
    if notice.performance_alleged is Answer.NO:
        return Outcome(Verdict.NOT_APPLICABLE, "no-allegation")
    if notice.performance_alleged is Answer.UNKNOWN:
        return _UNKNOWN
    return (
        from_answer(notice.improvement_plan)
        if notice.improvement_plan is not Answer.UNKNOWN
        else Outcome(Verdict.CANNOT_TELL, "plan-unknown")
    )


def share_of_cut(case: FindingCase) -> Outcome:
    """Compare the cut with what the body takes from its own services."""
    process, notice = case.facts.process, case.facts.notice
    ours = process.charity_cut_percent
    if ours is None and notice.reduction is not None and case.facts.agreement.annual_value:
        ours = round(100 * notice.reduction / case.facts.agreement.annual_value)
    if ours is None and notice.kind in {NoticeKind.END_EARLY, NoticeKind.NOT_RENEWED}:
        ours = 100
    if ours is None and notice.kind in {NoticeKind.CHANGE_TERMS, NoticeKind.SUSPEND, NoticeKind.RETENDER}:
        return Outcome(Verdict.NOT_APPLICABLE, "no-cut")
    if ours is None or process.own_cut_percent is None:
        return _UNKNOWN
    figures = {"ours": f"{ours} %", "theirs": f"{process.own_cut_percent} %"}
    if ours > process.own_cut_percent:
        return Outcome(Verdict.NOT_KEPT, "larger", figures, ("shares",))
    return Outcome(Verdict.KEPT, "kept", figures, ("shares",))


RULES = {
    "consulted-before": consulted,
    "consultation-length": consultation_length,
    "response-considered": response_considered,
    "impact-assessed": impact,
    "equality": equality,
    "early-discussion": early_discussion,
    "alternatives": alternatives,
    "recovery-plan": recovery_plan,
    "share-of-cut": share_of_cut,
}
