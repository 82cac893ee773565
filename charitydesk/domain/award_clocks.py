"""Which clocks the award of a contract starts for a charity that bid, by procurement regime.

Sources by rule: the register ids each clock rule carries. A light touch contract has no mandatory standstill, a
contract below threshold no claim under Part 9 (Procurement Act 2023 sections 51 and 84).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Regime
from charitydesk.domain.ids import RuleId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class ClockStart:
    """A clock to start.

    Args:
        rule: The deadline rule.
        started: Civil date of the start event.
        why: Why it runs, in a sentence.
        options: What the rule is told besides its start.
    """

    rule: RuleId
    started: date
    why: str
    options: Mapping[str, str] = field(default_factory=dict[str, str])


_EVENTS = ("STANDSTILL", "LONGSTOP")


def is_event(rule: str) -> bool:
    """Return whether a clock tells of a day that comes whatever the charity does, so that it is never overdue."""
    return any(word in rule for word in _EVENTS)


@dataclass(frozen=True, slots=True)
class Award:
    """What is known of an award.

    Args:
        regime: The procurement regime.
        knew_on: Civil date on which the charity knew of the outcome and its reasons.
        notice_on: Civil date on which the award notice was published or sent to bidders; where not known, `knew_on`
            stands for it and the clock says so.
        by_post: Whether the notice came by post only.
        standstill_days: Working days of standstill the notice states, where it states more than the law's eight or
            offers them of its own accord.
    """

    regime: Regime
    knew_on: date
    notice_on: date | None = None
    by_post: bool = False
    standstill_days: int | None = None


@dataclass(frozen=True, slots=True)
class AwardClocks:
    """The clocks an award starts, and what is to be known about those it does not.

    Args:
        starts: The clocks.
        notes: Why another clock does not run or cannot be told, a full sentence each.
    """

    starts: tuple[ClockStart, ...]
    notes: tuple[str, ...]


_CLAIMS: dict[Regime, tuple[str, str]] = {
    Regime.PA2023_FULL: ("PA2023_CLAIM_30D", "PA2023_CLAIM_LONGSTOP_3M"),
    Regime.PA2023_LIGHT_TOUCH: ("PA2023_CLAIM_30D", "PA2023_CLAIM_LONGSTOP_3M"),
    Regime.PCR2015: ("PCR2015_CLAIM_30D", "PCR2015_CLAIM_LONGSTOP_3M"),
    Regime.PCSR2015: ("PCSR2015_CLAIM_30D", "PCSR2015_CLAIM_LONGSTOP_3M"),
    Regime.PRSA2014: ("PRSA2014_CLAIM_30D", "PRSA2014_CLAIM_LONGSTOP_3M"),
}
_REPRESENTATIONS = {
    Regime.PSR_ENGLAND: "PSR_ENG_REPRESENTATIONS",
    Regime.PSR_WALES: "PSR_WALES_REPRESENTATIONS",
}
_KNEW = "Time runs from when you knew, or should have known, of the ground for a claim."
_NOTES = {
    Regime.PA2023_BELOW_THRESHOLD: "A contract below the threshold has no standstill and no claim under Part 9; ask "
    "for feedback, and take advice on judicial review at once if the award was unfair.",
    Regime.PCR2015: "No standstill clock is held for the older regulations: ask the body on which day it may sign.",
    Regime.PRSA2014: "A contract below the threshold of the Scottish Regulations has no standstill; once it is signed "
    "only damages are left.",
    Regime.NONE: "No procurement rules reach this award, so no standstill and no procurement claim.",
    Regime.UNKNOWN: "Which clocks run cannot be told until the procurement rules are known.",
}


def clocks_of_award(award: Award) -> AwardClocks:
    """Return the clocks that an award starts.

    Args:
        award: What is known of it.
    """
    starts: list[ClockStart] = []
    notes = [_NOTES[award.regime]] if award.regime in _NOTES else []
    from_notice = award.notice_on or award.knew_on
    why = _why("Until this day the contract may not be signed", award)
    days = {"days": str(award.standstill_days)} if award.standstill_days else {}
    match award.regime:
        case Regime.PA2023_FULL:
            starts.append(ClockStart(RuleId("PA2023_STANDSTILL_END"), from_notice, why, days))
        case Regime.PA2023_LIGHT_TOUCH if days:
            starts.append(ClockStart(RuleId("PA2023_STANDSTILL_VOLUNTARY"), from_notice, why, days))
        case Regime.PA2023_LIGHT_TOUCH:
            notes.append("A light touch contract has no mandatory standstill; the award notice says if one is offered.")
        case Regime.PCSR2015:
            rule = "PCSR2015_STANDSTILL_END_POST" if award.by_post else "PCSR2015_STANDSTILL_END"
            starts.append(ClockStart(RuleId(rule), from_notice, why))
        case Regime.PSR_ENGLAND | Regime.PSR_WALES:
            rule = _REPRESENTATIONS[award.regime]
            why = _why("Health services are awarded under their own rules", award)
            starts.append(ClockStart(RuleId(rule), from_notice, why))
        case _:
            pass
    starts.extend(ClockStart(RuleId(rule), award.knew_on, _KNEW) for rule in _CLAIMS.get(award.regime, ()))
    return AwardClocks(tuple(starts), tuple(notes))


def _why(words: str, award: Award) -> str:
    """Return why a clock of the award notice runs, and where its day is not known that it may end sooner."""
    if award.notice_on is not None:
        return f"{words}."
    return f"{words}; counted from when you heard, because the day of the notice is not recorded: it may end sooner."
