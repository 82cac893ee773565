"""A notice of decommissioning or change: the facts asked, each of which may be *not known yet*.

An empty answer is None, `Answer.UNKNOWN` or an empty text; rules turn it into a request for the fact, never into an
assumption. Four dates are kept apart: when the notice is dated, when it was received, when the decision was taken and
when it takes effect.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - read at run time by the facts' own form
from enum import StrEnum

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.money import Pence  # noqa: TC001 - the same
from charitydesk.domain.periods import Period  # noqa: TC001 - the same
from charitydesk.domain.provisions import LocalCompactStatus


class NoticeKind(StrEnum):
    """What the body says it will do."""

    END_EARLY = "end-early"
    NOT_RENEWED = "not-renewed"
    REDUCE = "reduce"
    CHANGE_TERMS = "change-terms"
    SUSPEND = "suspend"
    RETENDER = "retender"
    PROPOSAL = "proposal"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return _KIND_LABELS[self]

    @property
    def decided(self) -> bool:
        """Whether the body says it has decided, rather than that it is minded to."""
        return self is not NoticeKind.PROPOSAL


_KIND_LABELS = {
    NoticeKind.END_EARLY: "end before its end date",
    NoticeKind.NOT_RENEWED: "not renew when it runs out",
    NoticeKind.REDUCE: "pay or buy less",
    NoticeKind.CHANGE_TERMS: "change the terms",
    NoticeKind.SUSPEND: "suspend",
    NoticeKind.RETENDER: "put out to tender again",
    NoticeKind.PROPOSAL: "consult on a proposal to cut or end",
}


class HowItCame(StrEnum):
    """How the charity was told."""

    LETTER = "letter"
    EMAIL = "email"
    PORTAL = "portal"
    MEETING = "meeting"
    TELEPHONE = "telephone"
    PUBLISHED = "published"
    HEARSAY = "hearsay"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The way in plain words, to follow `we were told`."""
        return _HOW_LABELS[self]

    @property
    def in_writing(self) -> Answer:
        """Whether that way is writing to the charity."""
        if self in {HowItCame.LETTER, HowItCame.EMAIL, HowItCame.PORTAL}:
            return Answer.YES
        return Answer.UNKNOWN if self is HowItCame.UNKNOWN else Answer.NO


_HOW_LABELS = {
    HowItCame.LETTER: "by letter",
    HowItCame.EMAIL: "by e-mail",
    HowItCame.PORTAL: "by a message on a procurement portal",
    HowItCame.MEETING: "at a meeting",
    HowItCame.TELEPHONE: "by telephone",
    HowItCame.PUBLISHED: "through something you published",
    HowItCame.HEARSAY: "through others",
    HowItCame.UNKNOWN: "in a way not yet recorded",
}


class ReasonsGiven(StrEnum):
    """How far the notice gives reasons."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The body that gave notice.

    Args:
        name: As it signs its letters.
        kind: What kind of body it is.
        nation: Where it sits.
        contact: The person who wrote, as to be addressed.
        address: Postal address lines, one a line.
        local_compact: Whether a local compact covers the area and is alive.
        local_compact_name: Its name as printed.
        local_compact_edition: Its edition as printed.
        signed: Whether this body signed it.
        confirmed_by: Who confirmed that, and when.
    """

    name: str = ""
    kind: BodyKind | None = None
    nation: Nation | None = None
    contact: str = ""
    address: str = ""
    local_compact: LocalCompactStatus = LocalCompactStatus.UNKNOWN
    local_compact_name: str = ""
    local_compact_edition: str = ""
    signed: Answer = Answer.UNKNOWN
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """The contract or grant the notice is about.

    Args:
        service: What the charity calls the service.
        reference: The body's reference.
        relationship: Contract, grant, subcontract or spot purchase.
        started_on: Civil date on which the agreement began.
        ends_on: Civil date on which it would run out by itself.
        procurement_started_on: Civil date on which the body began the procurement (advertised it or first approached
            the charity).
        value: Whole value in pence including VAT.
        annual_value: Value of one year in pence.
        light_touch: Whether the services are on the light touch list (most care, health, social, education and
            community services).
        health: Whether it is a health care service for the NHS.
        regime: The procurement regime where the charity already knows it.
        above_scottish_threshold: Whether it is above the threshold of the Public Contracts (Scotland) Regulations 2015.
    """

    service: str = ""
    reference: str = ""
    relationship: Relationship | None = None
    started_on: date | None = None
    ends_on: date | None = None
    procurement_started_on: date | None = None
    value: Pence | None = None
    annual_value: Pence | None = None
    light_touch: Answer = Answer.UNKNOWN
    health: Answer = Answer.UNKNOWN
    regime: Regime = Regime.UNKNOWN
    above_scottish_threshold: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What the agreement itself says.

    Args:
        notice: Length of notice it asks of the body.
        notice_clause: Number of that clause as printed.
        end_without_cause: Whether the body may end it without giving a reason.
        grounds: The grounds for ending it, in the charity's words.
        variation_clause: Number of the clause on changes.
        dispute_clause: Number of the clause on disputes.
        payment_days: Days to pay an invoice.
    """

    notice: Period | None = None
    notice_clause: str = ""
    end_without_cause: Answer = Answer.UNKNOWN
    grounds: str = ""
    variation_clause: str = ""
    dispute_clause: str = ""
    payment_days: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """The notice itself.

    Args:
        kind: What the body says it will do.
        how: How it came.
        dated_on: Civil date printed on it.
        received_on: Civil date on which it reached the charity.
        decided_on: Civil date of the decision.
        effective_on: Civil date on which it takes effect.
        reasons: How far it gives reasons.
        reasons_text: The reasons as the body put them.
        reduction: By how much a year it cuts, in pence.
        performance_alleged: Whether it says the charity fell short.
        improvement_plan: Whether a timed recovery plan was agreed first.
        exceptional_claimed: Whether the body says the circumstances are exceptional.
        knew_on: Civil date on which the charity knew of the ground for a procurement claim, where an award is involved.
        award_involved: Whether the notice is about the award of a contract.
        award_notice_on: Civil date on which the award notice, or a notice of intention to award, was published or sent.
    """

    kind: NoticeKind | None = None
    how: HowItCame = HowItCame.UNKNOWN
    dated_on: date | None = None
    received_on: date | None = None
    decided_on: date | None = None
    effective_on: date | None = None
    reasons: ReasonsGiven = ReasonsGiven.UNKNOWN
    reasons_text: str = ""
    reduction: Pence | None = None
    performance_alleged: Answer = Answer.UNKNOWN
    improvement_plan: Answer = Answer.UNKNOWN
    exceptional_claimed: Answer = Answer.UNKNOWN
    award_involved: Answer = Answer.UNKNOWN
    knew_on: date | None = None
    award_notice_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """How the body went about it.

    Args:
        early_discussion: Whether it raised the coming cut with the charity before proposing it.
        consulted: Whether it consulted before deciding.
        consulted_from: First civil date of the consultation.
        consulted_to: Last civil date of the consultation.
        shortness_explained: Whether it explained a consultation shorter than 12 weeks.
        response_invited: Whether the charity was invited to respond.
        response_sent_on: Civil date of the charity's response.
        response_considered: Whether the body has shown in writing that it considered the response before deciding.
        impact_assessed: Whether the effect on users and volunteers was assessed before the decision.
        impact_seen: Whether the charity has seen that assessment.
        equality_evidence: Whether evidence of due regard to equality exists.
        equality_seen: Whether the charity has seen it.
        users_told: Whether the people who use the service were told.
        alternatives_invited: Whether the body asked for ways of reshaping the service.
        transition_plan: Whether there is a plan for handing over or meeting needs otherwise.
        own_cut_percent: By how much per cent the body cuts comparable services of its own.
        charity_cut_percent: By how much per cent it cuts the charity's funding.
        variation_followed: Whether a change was made the way the agreement's clause on changes asks.
    """

    early_discussion: Answer = Answer.UNKNOWN
    consulted: Answer = Answer.UNKNOWN
    consulted_from: date | None = None
    consulted_to: date | None = None
    shortness_explained: Answer = Answer.UNKNOWN
    response_invited: Answer = Answer.UNKNOWN
    response_sent_on: date | None = None
    response_considered: Answer = Answer.UNKNOWN
    impact_assessed: Answer = Answer.UNKNOWN
    impact_seen: Answer = Answer.UNKNOWN
    equality_evidence: Answer = Answer.UNKNOWN
    equality_seen: Answer = Answer.UNKNOWN
    users_told: Answer = Answer.UNKNOWN
    alternatives_invited: Answer = Answer.UNKNOWN
    transition_plan: Answer = Answer.UNKNOWN
    own_cut_percent: int | None = None
    charity_cut_percent: int | None = None
    variation_followed: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class RetenderFacts:
    """What the new tender asks, where the service is put out again.

    Args:
        tenders_invited_on: Civil date on which tenders were invited.
        tenders_due_on: Civil date on which they are due.
        audited_accounts_demanded: Whether audited accounts are demanded.
        insurance_before_award: Whether insurance must be held before award.
        lots_considered: Whether the body divided the contract into lots or gave reasons.
        requirements_clear: Whether requirements are clear enough to bid on.
        feedback_given: Whether an unsuccessful bid got its assessment summary.
    """

    tenders_invited_on: date | None = None
    tenders_due_on: date | None = None
    audited_accounts_demanded: Answer = Answer.UNKNOWN
    insurance_before_award: Answer = Answer.UNKNOWN
    lots_considered: Answer = Answer.UNKNOWN
    requirements_clear: Answer = Answer.UNKNOWN
    feedback_given: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class TermsImposed:
    """Terms that the agreement or its replacement puts on the charity.

    Args:
        gagging: Whether a term stops the charity from speaking or campaigning.
        risk_shifted: Whether a risk is put on the charity that the body could manage better.
        clawback: Whether the body wants money back that was paid or agreed.
        unspent: Money paid and not yet spent, in pence.
    """

    gagging: Answer = Answer.UNKNOWN
    risk_shifted: Answer = Answer.UNKNOWN
    clawback: Answer = Answer.UNKNOWN
    unspent: Pence | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the notice does to people and to the charity.

    Args:
        users: How many people use the service.
        users_who: Who they are.
        users_protected: Whether many share a protected characteristic (age, disability, race, sex and so on).
        volunteers: How many volunteers take part.
        staff_at_risk: How many staff may lose their posts.
        longest_service_years: Complete years of service of the longest-serving of them.
        tupe: Whether staff may transfer to a new provider.
        effect: What happens to the people who use the service, in the charity's words.
        unrecovered_cost: Costs the charity cannot recover, in pence.
        reserves: Free reserves, in pence.
        bidding_cost: What bidding for this work has cost and nobody paid, in pence.
    """

    users: int | None = None
    users_who: str = ""
    users_protected: Answer = Answer.UNKNOWN
    volunteers: int | None = None
    staff_at_risk: int | None = None
    longest_service_years: int | None = None
    tupe: Answer = Answer.UNKNOWN
    effect: str = ""
    unrecovered_cost: Pence | None = None
    reserves: Pence | None = None
    bidding_cost: Pence | None = None


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Everything recorded about one notice, as far as it is known."""

    body: BodyFacts = field(default_factory=BodyFacts)
    agreement: AgreementFacts = field(default_factory=AgreementFacts)
    terms: OwnTerms = field(default_factory=OwnTerms)
    notice: NoticeGiven = field(default_factory=NoticeGiven)
    process: ProcessFacts = field(default_factory=ProcessFacts)
    retender: RetenderFacts = field(default_factory=RetenderFacts)
    imposed: TermsImposed = field(default_factory=TermsImposed)
    consequences: Consequences = field(default_factory=Consequences)

    @property
    def event_date(self) -> date | None:
        """The civil date that decides which provisions stood: the decision, else the notice's date, else receipt."""
        return self.notice.decided_on or self.notice.dated_on or self.notice.received_on

    @property
    def given_on(self) -> date | None:
        """The civil date from which notice is measured: receipt, else the notice's own date."""
        return self.notice.received_on or self.notice.dated_on


class NoticeStatus(StrEnum):
    """How far the charity has got with a notice."""

    OPEN = "open"
    CHALLENGED = "challenged"
    AGREED = "agreed"
    CLOSED = "closed"

    def may_become(self, other: NoticeStatus) -> bool:
        """Return whether this status may change to another: a closed notice can only be opened again."""
        return other is NoticeStatus.OPEN if self is NoticeStatus.CLOSED else other is not self
