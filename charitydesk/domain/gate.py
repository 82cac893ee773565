"""The citation gate: may this provision be cited to this body, on this date, in this relationship, and how?

Five tests (nation, body, date, kind, verification), each answered pass, fail or unknown with a sentence. See the
README's design notes; the register's own fields decide, no provision is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Regime

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.bodies import BodyKind, Nation, Relationship
    from charitydesk.domain.provisions import Binding, Provision, ReadRecord


class Offer(StrEnum):
    """The gate's answer."""

    OFFER = "offer"
    CHECK_FIRST = "check-first"
    NOT_OFFERED = "not-offered"


class GateTest(StrEnum):
    """The five tests, in the order they are made."""

    NATION = "nation"
    BODY = "body"
    DATE = "date"
    KIND = "kind"
    VERIFICATION = "verification"


class Result(StrEnum):
    """One test's result."""

    PASS = "pass"  # noqa: S105 - a test's result, no secret
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GateCase:
    """The facts the gate asks of a case; None means not known yet.

    Args:
        nation: Where the body sits.
        body: What kind of body it is.
        relationship: What the money is.
        regime: The procurement regime, `UNKNOWN` while not worked out.
        event_date: Civil date of the decision or notice the letter is about.
        procurement_start: Civil date on which the procurement began.
        written_on: Civil date of the letter; standing wording depends on it.
    """

    nation: Nation | None
    body: BodyKind | None
    relationship: Relationship | None
    event_date: date
    written_on: date
    regime: Regime = Regime.UNKNOWN
    procurement_start: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One test's result with its sentence."""

    test: GateTest
    result: Result
    sentence: str


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """What the gate says of one provision in one case.

    Args:
        offer: The answer.
        binding: How it may be held up: as the body's own duty or promise, or as a benchmark; None when not offered.
        failed: The first test that failed or could not be answered, or None.
        reason: One sentence for the user: why not, or what to check; empty when offered outright.
        judgements: All five tests, in order.
        citation: The citation as it may be printed (with the person's checked number where one was recorded).
        caution: The weak point to tell the user, or empty.
    """

    provision: Provision
    offer: Offer
    binding: Binding | None
    failed: GateTest | None
    reason: str
    judgements: tuple[Judgement, ...]
    citation: str
    caution: str


def judge(provision: Provision, case: GateCase, read: ReadRecord | None = None) -> GateAnswer:
    """Return the gate's answer for one provision in one case.

    Args:
        provision: The register's entry.
        case: The facts.
        read: The person's own record of having read it, if any.
    """
    raise NotImplementedError
