"""Rules about a new tender for the service; they bite only where the service is put out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Regime, Relationship
from charitydesk.domain.finding_rules.process import from_answer
from charitydesk.domain.findings import Outcome, Verdict
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.wording import date_words, long_date
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.domain.findings import FindingCase, Rule

SHORTEST_USUAL_DAYS = 25
_UNKNOWN = Outcome(Verdict.CANNOT_TELL, "unknown")
_NO_TENDER = Outcome(Verdict.NOT_APPLICABLE, "no-tender")


def _for_tenders(rule: Callable[[FindingCase], Outcome]) -> Rule:
    def only_for_tenders(case: FindingCase) -> Outcome:
        grant = case.facts.agreement.relationship is Relationship.GRANT
        return _NO_TENDER if grant or case.facts.notice.kind is not NoticeKind.RETENDER else rule(case)

    return only_for_tenders


def timetable(case: FindingCase) -> Outcome:
    """Compare the time to tender with the least the Act asks, which light touch contracts do not have.

    Source: Procurement Act 2023 s.54 (register `pa-s54`): from the day after invitation to the day of submission.
    """
    invited, due = case.facts.retender.tenders_invited_on, case.facts.retender.tenders_due_on
    if invited is None or due is None or due < invited:
        return _UNKNOWN
    days = (due - invited).days
    figures = {
        "invited": long_date(invited),
        "invited_day": date_words(invited),
        "due": long_date(due),
        "due_day": date_words(due),
        "length": counted(days, "day"),
    }
    working = ("tender",)
    light = case.facts.agreement.light_touch is Answer.YES or case.facts.agreement.regime is Regime.PA2023_LIGHT_TOUCH
    if light:
        short = days < SHORTEST_USUAL_DAYS
        return Outcome(
            Verdict.CANNOT_TELL if short else Verdict.KEPT, "light-short" if short else "light", figures, working
        )
    if days < SHORTEST_USUAL_DAYS:
        return Outcome(Verdict.CANNOT_TELL, "short", figures, working)
    return Outcome(Verdict.KEPT, "kept", figures, working)


def _demand(answer: Answer) -> Outcome:
    outcomes = {Answer.NO: Outcome(Verdict.KEPT, "kept"), Answer.UNKNOWN: _UNKNOWN}
    return outcomes.get(answer, Outcome(Verdict.NOT_KEPT, "demanded"))


def audited_accounts(case: FindingCase) -> Outcome:
    """No audited accounts may be demanded of those not audited under the Companies Act (register `pa-s22`)."""
    return _demand(case.facts.retender.audited_accounts_demanded)


def insurance(case: FindingCase) -> Outcome:
    """No insurance may be demanded before award (register `pa-s22`)."""
    return _demand(case.facts.retender.insurance_before_award)


def lots(case: FindingCase) -> Outcome:
    """Lots must be considered before the tender notice (register `pa-s18`)."""
    return from_answer(case.facts.retender.lots_considered)


def clear_requirements(case: FindingCase) -> Outcome:
    """Requirements must be clear enough to prepare a tender (register `pa-s21`)."""
    return from_answer(case.facts.retender.requirements_clear)


def feedback(case: FindingCase) -> Outcome:
    """An assessed tender is owed a summary of its assessment (register `pa-s50`)."""
    return from_answer(case.facts.retender.feedback_given)


RULES = {
    "tender-timetable": _for_tenders(timetable),
    "tender-audited-accounts": _for_tenders(audited_accounts),
    "tender-insurance": _for_tenders(insurance),
    "tender-lots": _for_tenders(lots),
    "tender-requirements": _for_tenders(clear_requirements),
    "tender-feedback": _for_tenders(feedback),
}
