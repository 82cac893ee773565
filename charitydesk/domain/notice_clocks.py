"""Which clocks a notice starts: the rule, the start event and why, from the facts as far as they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from charitydesk.domain.award_clocks import Award, ClockStart, clocks_of_award
from charitydesk.domain.bodies import Answer, BodyKind, Nation, Regime, Relationship
from charitydesk.domain.ids import RuleId
from charitydesk.domain.notices import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.domain.periods import Period


@dataclass(frozen=True, slots=True)
class MissingStart:
    """A clock that may be running and cannot be worked out yet.

    Args:
        what: The step it limits.
        path: The fact that is missing.
    """

    what: str
    path: str


NOTICE_PERIODS = frozenset({"CONTRACT_NOTICE", "LOCAL_COMPACT_NOTICE", "COMPACT_NOTICE_3M", "BV_NOTICE_3M"})
"""Rules that tell the earliest day on which a promise lets the agreement end: nobody has to act by that day."""


def clocks_of_notice(
    facts: NoticeFacts, regime: Regime, local_notice: Period | None = None
) -> tuple[tuple[ClockStart, ...], tuple[MissingStart, ...]]:
    """Return the clocks a notice starts, and those whose start is not known yet.

    Args:
        facts: The notice's facts.
        regime: The procurement regime as worked out.
        local_notice: The period the signed local compact promises, when one is recorded.
    """
    found = tuple(_all(facts, regime, local_notice))
    return (
        tuple(item for item in found if isinstance(item, ClockStart)),
        tuple(item for item in found if isinstance(item, MissingStart)),
    )


def _all(facts: NoticeFacts, regime: Regime, local_notice: Period | None) -> Iterator[ClockStart | MissingStart]:
    yield from _periods_of_notice(facts, local_notice)
    yield from _court(facts)
    yield from _award(facts, regime)
    yield from _complaint(facts)
    yield from _consultation(facts)
    yield from _staff(facts)


_PUBLIC_LAW_NATION = {
    Nation.ENGLAND: "JR_EW_OUTER_3M",
    Nation.WALES: "JR_EW_OUTER_3M",
    Nation.SCOTLAND: "JR_SCOTLAND_3M",
    Nation.NORTHERN_IRELAND: "JR_NI_3M",
}
_BEST_VALUE_BODIES = {BodyKind.LOCAL_AUTHORITY, BodyKind.STRATEGIC_AUTHORITY, BodyKind.FIRE_AUTHORITY}
_COMPACT_BODIES = {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY}
_COMPACT_FROM = date(2010, 12, 14)
"""The renewed Compact is of December 2010 (register `compact2010-4-4`); the 2009 edition has no such clock."""
_BEST_VALUE_FROM = date(2011, 9, 2)
"""The day of the first best value guidance that asks for three months (register `bv-notice-expectation`)."""


def _periods_of_notice(facts: NoticeFacts, local_notice: Period | None) -> Iterator[ClockStart | MissingStart]:
    given, body = facts.given_on, facts.body
    if facts.notice.kind is NoticeKind.PROPOSAL:
        return
    if given is None:
        yield MissingStart("the notice periods", "notice.received_on")
        return
    if facts.terms.notice is not None and facts.notice.kind is not NoticeKind.SUSPEND:
        why = "Your agreement asks for this notice."
        yield ClockStart(RuleId("CONTRACT_NOTICE"), given, why, {"period": facts.terms.notice.words})
    if local_notice is not None:
        why = "The local compact that this body signed promises this notice."
        yield ClockStart(RuleId("LOCAL_COMPACT_NOTICE"), given, why, {"period": local_notice.words})
    event = facts.event_date or given
    if body.nation is Nation.ENGLAND and body.kind in _COMPACT_BODIES and event >= _COMPACT_FROM:
        yield ClockStart(RuleId("COMPACT_NOTICE_3M"), given, "The Compact of December 2010 promises three months.")
    elif (
        body.nation is Nation.ENGLAND
        and body.kind in _BEST_VALUE_BODIES
        and event >= _BEST_VALUE_FROM
        and facts.notice.kind not in {NoticeKind.CHANGE_TERMS, NoticeKind.SUSPEND}
    ):
        # The guidance speaks of an actual reduction or end of funding, and of no other change.
        why = "Statutory best value guidance has expected three months; its present status is to be checked."
        yield ClockStart(RuleId("BV_NOTICE_3M"), given, why)


def _court(facts: NoticeFacts) -> Iterator[ClockStart | MissingStart]:
    notice, body = facts.notice, facts.body
    if notice.kind is NoticeKind.PROPOSAL or body.kind is BodyKind.PRIME_CONTRACTOR:
        return
    if body.kind is None or body.nation is None:
        yield MissingStart("the time limit for judicial review", "body.kind" if body.kind is None else "body.nation")
        return
    decided = notice.decided_on or notice.dated_on or notice.received_on
    if decided is None:
        yield MissingStart("the time limit for judicial review", "notice.decided_on")
        return
    rule = _PUBLIC_LAW_NATION[body.nation]
    award = notice.award_involved is Answer.YES
    options = {"award": "yes"} if award and rule == "JR_EW_OUTER_3M" else {}
    day = "the decision" if notice.decided_on else "the notice, because the day of the decision is not recorded"
    yield ClockStart(
        RuleId(rule), decided, f"A public body's decision may be reviewed by the court; from {day}.", options
    )


_CLAIM = "the time limit for a procurement claim"
_BEGAN = "agreement.procurement_started_on"
_HEALTH_REGIME_NATIONS = {Nation.ENGLAND, Nation.WALES}


def _award(facts: NoticeFacts, regime: Regime) -> Iterator[ClockStart | MissingStart]:
    notice, agreement = facts.notice, facts.agreement
    if notice.award_involved is not Answer.YES or agreement.relationship is Relationship.GRANT:
        return
    knew = notice.knew_on or notice.received_on or notice.award_notice_on
    if knew is None:
        yield MissingStart(_CLAIM, "notice.knew_on")
    elif regime is Regime.UNKNOWN:
        urgent = agreement.health is Answer.YES and facts.body.nation in _HEALTH_REGIME_NATIONS
        what = "the time to object to the award, as short as eight working days" if urgent else _CLAIM
        yield MissingStart(what, _unknown_of_regime(facts))
    else:
        yield from clocks_of_award(Award(regime, knew, notice.award_notice_on)).starts


def _unknown_of_regime(facts: NoticeFacts) -> str:
    """Return the first fact still to give before the procurement regime can be told."""
    agreement, body = facts.agreement, facts.body
    retender = facts.notice.kind is NoticeKind.RETENDER
    begun = facts.retender.tenders_invited_on if retender else agreement.procurement_started_on
    scottish = body.nation is Nation.SCOTLAND
    health = agreement.health is Answer.YES and body.nation in _HEALTH_REGIME_NATIONS
    # A direct award of health services invites no tenders: its notice is the one day that is known of it.
    begins = "notice.award_notice_on" if health else "retender.tenders_invited_on" if retender else _BEGAN
    asked = (
        ("body.nation", body.nation is None),
        ("body.kind", body.kind is None),
        ("agreement.relationship", agreement.relationship is None),
        (begins, begun is None and not (health and facts.notice.award_notice_on)),
        ("agreement.health", agreement.health is Answer.UNKNOWN and body.nation in _HEALTH_REGIME_NATIONS),
        ("agreement.value", agreement.value is None),
        ("agreement.light_touch", agreement.light_touch is Answer.UNKNOWN and not scottish),
        ("agreement.above_scottish_threshold", scottish and agreement.above_scottish_threshold is Answer.UNKNOWN),
    )
    return next((path for path, lacking in asked if lacking), "agreement.regime")


def _complaint(facts: NoticeFacts) -> Iterator[ClockStart]:
    given = facts.given_on
    council = facts.body.kind is BodyKind.LOCAL_AUTHORITY and facts.body.nation is Nation.ENGLAND
    if council and given is not None:
        why = "A charity may complain to the Ombudsman, after the council has had the chance to answer."
        yield ClockStart(RuleId("LGSCO_12M"), given, why)


def _consultation(facts: NoticeFacts) -> Iterator[ClockStart]:
    process = facts.process
    if facts.notice.kind is NoticeKind.PROPOSAL and process.consulted_to is not None:
        yield ClockStart(RuleId("CONSULTATION_CLOSES"), process.consulted_to, "Consultation closes on this day.")


def _staff(facts: NoticeFacts) -> Iterator[ClockStart]:
    effective, people = facts.notice.effective_on, facts.consequences
    if effective is None or facts.body.nation is Nation.NORTHERN_IRELAND:
        return
    staff = people.staff_at_risk or 0
    if staff >= 100:
        yield ClockStart(RuleId("REDUNDANCY_CONSULT_45"), effective, "100 or more posts are at risk.")
    elif staff >= 20:
        yield ClockStart(RuleId("REDUNDANCY_CONSULT_30"), effective, "20 or more posts are at risk.")
    if people.tupe is Answer.YES:
        yield ClockStart(RuleId("TUPE_ELI"), effective, "Staff may transfer to a new provider.")
