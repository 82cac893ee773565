"""Rules about the people affected and what the notice leaves the charity with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Nation, Relationship
from charitydesk.domain.finding_rules.process import from_answer
from charitydesk.domain.findings import Outcome, Verdict
from charitydesk.domain.money import pounds
from charitydesk.domain.notices import NoticeKind
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from charitydesk.domain.findings import FindingCase

_UNKNOWN = Outcome(Verdict.CANNOT_TELL, "unknown")
MOST_NOTICE_WEEKS = 12


def users_told(case: FindingCase) -> Outcome:
    """Ask whether the people who use the service were told."""
    return from_answer(case.facts.process.users_told)


def transition(case: FindingCase) -> Outcome:
    """Ask for a plan for the people who use the service."""
    return from_answer(case.facts.process.transition_plan)


def staff_time(case: FindingCase) -> Outcome:
    """Compare the notice with the time that redundancy law itself takes.

    Consultation of 30 days for 20 to 99 posts and 45 days for 100 or more comes before the first dismissal (register
    `tulrca-188`); a week's notice a complete year up to 12 (`era96-86`, recalled).
    """
    consequences = case.facts.consequences
    given, effective = case.facts.given_on, case.facts.notice.effective_on
    if consequences.staff_at_risk == 0:
        return Outcome(Verdict.NOT_APPLICABLE, "no-staff")
    if consequences.staff_at_risk is None or given is None or effective is None:
        return _UNKNOWN
    if case.facts.body.nation is Nation.NORTHERN_IRELAND:
        return Outcome(Verdict.NOT_APPLICABLE, "other-law")
    staff = consequences.staff_at_risk
    consult = 45 if staff >= 100 else 30 if staff >= 20 else 0
    weeks = max(1, min(consequences.longest_service_years or 0, MOST_NOTICE_WEEKS))
    needed, have = consult + weeks * 7, (effective - given).days
    figures = {
        "needed": counted(needed, "day"),
        "have": counted(max(have, 0), "day"),
        "staff": counted(staff, "post"),
        "consult": counted(consult, "day"),
        "weeks": counted(weeks, "week"),
    }
    least = "weeks" if consequences.longest_service_years is not None else "weeks-least"
    parts = {"parts": (("consult", least) if consult else (least,))}
    variant = ("short" if have < needed else "kept") + ("-tupe" if consequences.tupe is Answer.YES else "")
    verdict = Verdict.NOT_KEPT if have < needed else Verdict.KEPT
    return Outcome(verdict, variant, figures, ("staff",), parts)


def clawback(case: FindingCase) -> Outcome:
    """Say what is at stake where money paid is to go back."""
    imposed = case.facts.imposed
    if imposed.clawback is Answer.NO:
        return Outcome(Verdict.NOT_APPLICABLE, "none")
    if imposed.clawback is Answer.UNKNOWN:
        return _UNKNOWN
    amount = pounds(imposed.unspent) if imposed.unspent is not None else ""
    variant = "grant" if case.facts.agreement.relationship is Relationship.GRANT else "contract"
    return Outcome(Verdict.CANNOT_TELL, variant, {"amount": amount})


def gagging(case: FindingCase) -> Outcome:
    """Ask whether a term limits the charity's voice."""
    term = case.facts.imposed.gagging
    outcomes = {Answer.NO: Outcome(Verdict.KEPT, "kept"), Answer.UNKNOWN: _UNKNOWN}
    return outcomes.get(term, Outcome(Verdict.NOT_KEPT, "gagged"))


def risk_placed(case: FindingCase) -> Outcome:
    """Ask whether risk lies with whoever can manage it."""
    shifted = case.facts.imposed.risk_shifted
    outcomes = {Answer.NO: Outcome(Verdict.KEPT, "kept"), Answer.UNKNOWN: _UNKNOWN}
    return outcomes.get(shifted, Outcome(Verdict.NOT_KEPT, "shifted"))


def payment_days(case: FindingCase) -> Outcome:
    """Compare the agreement's payment days with thirty.

    Source: Procurement Act 2023 ss.68, 73, 88 (register `pa-s68`); grants are outside.
    """
    days = case.facts.terms.payment_days
    if case.facts.agreement.relationship is Relationship.GRANT:
        return Outcome(Verdict.NOT_APPLICABLE, "grant")
    if days is None:
        return _UNKNOWN
    figures = {"days": counted(days, "day")}
    return Outcome(Verdict.KEPT, "kept", figures) if days <= 30 else Outcome(Verdict.NOT_KEPT, "long", figures)


def bidding_cost(case: FindingCase) -> Outcome:
    """State what bidding cost; no instrument found pays for it, and the finding says so."""
    cost = case.facts.consequences.bidding_cost
    rebid = case.facts.notice.kind is NoticeKind.RETENDER
    if cost is None:
        return (
            Outcome(Verdict.CANNOT_TELL, "unknown-rebid") if rebid else Outcome(Verdict.NOT_APPLICABLE, "not-recorded")
        )
    return Outcome(Verdict.NOT_APPLICABLE, "stated", {"cost": pounds(cost)})


RULES = {
    "users-told": users_told,
    "transition": transition,
    "staff-time": staff_time,
    "clawback": clawback,
    "gagging": gagging,
    "risk-placed": risk_placed,
    "payment-days": payment_days,
    "bidding-cost": bidding_cost,
}
