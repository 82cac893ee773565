"""The citation gate: may this provision be cited to this body, on this date, in this relationship, and how?

Five tests (nation, body, date, kind, verification), each answered pass, fail or unknown with a sentence. See the
README's design notes; the register's own fields decide, no provision is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from charitydesk.domain import gate_sentences as say
from charitydesk.domain.bodies import BodyKind, Nation, Regime
from charitydesk.domain.provisions import Binding, DateBasis, Effect, Verification

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.bodies import NhsBody, Relationship
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.provisions import Override, Provision, Reach, ReadRecord
    from charitydesk.domain.register import Register


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
        regime: The procurement regime, `UNKNOWN` while not worked out; for a subcontract, that of the public contract
            at the head of the chain.
        event_date: Civil date of the decision or notice the letter is about.
        procurement_start: Civil date on which the procurement began.
        written_on: Civil date of the letter; standing wording depends on it.
        nhs: Which NHS body it is, where its name tells.
    """

    nation: Nation | None
    body: BodyKind | None
    relationship: Relationship | None
    event_date: date
    written_on: date
    regime: Regime = Regime.UNKNOWN
    procurement_start: date | None = None
    nhs: NhsBody | None = None


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
        override: The person's recorded decision to cite it all the same; the answer above stays as it was.
    """

    provision: Provision
    offer: Offer
    binding: Binding | None
    failed: GateTest | None
    reason: str
    judgements: tuple[Judgement, ...]
    citation: str
    caution: str
    override: Override | None = None

    @property
    def may_be_cited(self) -> bool:
        """Whether a letter may carry it: offered, offered with a check, or overridden with a reason on record."""
        return self.offer is not Offer.NOT_OFFERED or self.override is not None


_RANK = {
    Effect.CONTRACT_TERM: 0,
    Effect.LOCAL_COMPACT: 1,
    Effect.STATUTE: 2,
    Effect.COURT_PROTOCOL: 3,
    Effect.COMMON_LAW: 3,
    Effect.STATUTORY_GUIDANCE: 4,
    Effect.GUIDANCE: 5,
    Effect.COVENANT: 6,
    Effect.AGREEMENT: 7,
    Effect.GOOD_PRACTICE: 8,
    Effect.BILL: 9,
}


def citation_rank(effect: Effect) -> int:
    """Return a provision's place in a letter: the lower comes first.

    The order is the contract's own term, the local compact the body signed, statute (with what the courts add to it),
    statutory guidance, other government guidance, the Covenant, the national Compact, good practice.
    """
    return _RANK[effect]


def _pass(test: GateTest, sentence: str) -> Judgement:
    return Judgement(test, Result.PASS, sentence)


_VERIFIED = _pass(GateTest.VERIFICATION, say.VERIFIED)
_REPORTED = Judgement(GateTest.VERIFICATION, Result.UNKNOWN, say.REPORTED)
_RECALLED = Judgement(GateTest.VERIFICATION, Result.FAIL, say.RECALLED)
_HEADING_WANTED = Judgement(GateTest.VERIFICATION, Result.FAIL, say.HEADING_WANTED)
_ALL_NATIONS = _pass(GateTest.NATION, say.ALL_NATIONS)
_NATION_UNKNOWN = Judgement(GateTest.NATION, Result.UNKNOWN, say.NATION_UNKNOWN)
_BODY_UNKNOWN = Judgement(GateTest.BODY, Result.UNKNOWN, say.BODY_UNKNOWN)
_KIND_ANY = _pass(GateTest.KIND, say.KIND_ANY)
_KIND_RIGHT = _pass(GateTest.KIND, say.KIND_RIGHT)
_STOOD = _pass(GateTest.DATE, say.STOOD)
_STARTED_IN_TIME = _pass(GateTest.DATE, say.STARTED_IN_TIME)


def _reaches_body(reach: Reach, body: BodyKind) -> bool:
    return body in reach.bodies if reach.bodies else body is not BodyKind.PRIME_CONTRACTOR


@lru_cache(maxsize=4096)
def _matching(
    reaches: tuple[Reach, ...], nation: Nation | None, body: BodyKind | None
) -> tuple[Reach | None, frozenset[Nation], bool, bool]:
    """Return the reach that holds the body, where it stands, whether for its kind alone, and whether for its kind.

    While a fact is missing the reach is the weakest that might hold it, so that no benchmark is taken for a promise.
    """
    for_body = [reach for reach in reaches if body is None or _reaches_body(reach, body)]
    possible = [reach for reach in for_body if nation is None or nation in reach.nations]
    everywhere = frozenset(at for reach in reaches for at in reach.nations)
    nations = frozenset(at for reach in for_body for at in reach.nations)
    known = nation is not None and body is not None
    weakest = next((reach for reach in possible if reach.binding is Binding.BENCHMARK), None)
    first = possible[0] if possible else None
    only_its_kind = bool(for_body) and body is not None and nations != everywhere
    return (first if known else weakest or first), nations or everywhere, only_its_kind, bool(for_body)


def _whom(provision: Provision, case: GateCase) -> tuple[Reach | None, Judgement, Judgement]:
    """Make the nation and body tests, and return the reach that decides how it may be held up."""
    nation, body = case.nation, case.body
    reach, nations, only_its_kind, its_kind = _matching(provision.reaches, nation, body)
    if nation is None:
        alike = len(nations) == len(Nation) and len(provision.reaches) == 1 and not provision.reaches[0].check
        nation_test = _ALL_NATIONS if alike else _NATION_UNKNOWN
    elif nation in nations:
        nation_test = _in_nation(nation)
    else:
        kind = body if only_its_kind else None
        nation_test = _not_in_nation(provision.instrument, provision.effect, nations, nation, kind)
    if body is None:
        return reach, nation_test, _BODY_UNKNOWN
    if reach is not None and reach.nhs is not None and case.nhs is not None:
        return reach, nation_test, _nhs_test(reach.nhs, case.nhs, body, reach.binding)
    if reach is not None and reach.check:
        return reach, nation_test, Judgement(GateTest.BODY, Result.UNKNOWN, reach.check)
    if its_kind:
        return reach, nation_test, _reached(body, reach.binding if reach is not None else Binding.BINDS)
    return reach, nation_test, _not_reached(provision.instrument, body)


@lru_cache
def _nhs_test(meant: NhsBody, found: NhsBody, body: BodyKind, binding: Binding) -> Judgement:
    if meant is found:
        return _reached(body, binding)
    return Judgement(GateTest.BODY, Result.FAIL, say.wrong_nhs_body(meant, found))


@lru_cache
def _in_nation(nation: Nation) -> Judgement:
    return _pass(GateTest.NATION, say.right_nation(nation))


@lru_cache(maxsize=4096)
def _not_in_nation(
    instrument: str, effect: Effect, nations: frozenset[Nation], nation: Nation, body: BodyKind | None
) -> Judgement:
    return Judgement(GateTest.NATION, Result.FAIL, say.wrong_nation(instrument, effect, nations, nation, body))


@lru_cache
def _reached(body: BodyKind, binding: Binding) -> Judgement:
    return _pass(GateTest.BODY, say.right_body(body, binding))


@lru_cache(maxsize=4096)
def _not_reached(instrument: str, body: BodyKind) -> Judgement:
    return Judgement(GateTest.BODY, Result.FAIL, say.wrong_body(instrument, body))


def _when(provision: Provision, case: GateCase) -> Judgement:
    """Make the date test, on the event or on the start of the procurement."""
    first, last = provision.applies_from, provision.applies_to
    if provision.date_basis is DateBasis.EVENT:
        day = case.event_date
        if (first is None or first <= day) and (last is None or day <= last):
            return _STOOD
        return Judgement(GateTest.DATE, Result.FAIL, say.wrong_date(provision, day))
    day = case.procurement_start
    if day is None:
        if first is not None and case.event_date < first:
            return Judgement(GateTest.DATE, Result.FAIL, say.wrong_start(provision, case.event_date, of_event=True))
        return Judgement(GateTest.DATE, Result.UNKNOWN, say.start_unknown(first, last))
    if (first is None or first <= day) and (last is None or day <= last):
        return _STARTED_IN_TIME
    return Judgement(GateTest.DATE, Result.FAIL, say.wrong_start(provision, day, of_event=False))


def _kind(provision: Provision, case: GateCase) -> Judgement:
    """Make the test of relationship and procurement regime."""
    if not provision.relationships and not provision.regimes:
        return _KIND_ANY
    if provision.relationships and case.relationship not in provision.relationships:
        if case.relationship is None:
            return Judgement(GateTest.KIND, Result.UNKNOWN, say.RELATIONSHIP_UNKNOWN)
        return Judgement(GateTest.KIND, Result.FAIL, say.wrong_relationship(provision, case.relationship))
    if provision.regimes and case.regime not in provision.regimes:
        return _other_regime(provision, case.regime)
    return _KIND_RIGHT


def _other_regime(provision: Provision, regime: Regime) -> Judgement:
    if regime is Regime.UNKNOWN:
        return Judgement(GateTest.KIND, Result.UNKNOWN, say.REGIME_UNKNOWN)
    for check in provision.kind_checks:
        if regime in check.regimes:
            return Judgement(GateTest.KIND, Result.UNKNOWN, check.sentence)
    return _not_under(provision.instrument, provision.reference, provision.regimes, regime)


@lru_cache(maxsize=4096)
def _not_under(instrument: str, reference: str, regimes: frozenset[Regime], regime: Regime) -> Judgement:
    return Judgement(GateTest.KIND, Result.FAIL, say.wrong_regime(instrument, reference, regimes, regime))


def _checked_reference(provision: Provision, read: ReadRecord | None) -> str:
    """Return the person's own exact reference, or empty where none may be used."""
    if read is None or (read.provision != provision.id and read.provision not in provision.also):
        return ""
    reference = " ".join(read.reference.split())
    if provision.cited_by_heading and any(mark.isdigit() for mark in reference):
        return ""
    return reference


def _verification(provision: Provision, read: ReadRecord | None, reference: str) -> Judgement:
    """Make the test of how surely the words and number are known."""
    known = provision.verification
    if read is not None and reference:
        if provision.check:
            return Judgement(GateTest.VERIFICATION, Result.UNKNOWN, say.read_but_check(read, provision.check))
        return _pass(GateTest.VERIFICATION, say.read_by_person(read))
    if known is Verification.RECALLED:
        return _HEADING_WANTED if read is not None and provision.cited_by_heading else _RECALLED
    if provision.check:
        return Judgement(GateTest.VERIFICATION, Result.UNKNOWN, provision.check)
    if known is Verification.REPORTED:
        return _REPORTED
    return _VERIFIED


def _offer(judgements: tuple[Judgement, ...]) -> tuple[Offer, Judgement | None]:
    unknown: Judgement | None = None
    for judgement in judgements:
        if judgement.result is Result.FAIL:
            return Offer.NOT_OFFERED, judgement
        if unknown is None and judgement.result is Result.UNKNOWN:
            unknown = judgement
    return (Offer.OFFER, None) if unknown is None else (Offer.CHECK_FIRST, unknown)


def _caution(provision: Provision, case: GateCase, reach: Reach | None, binding: Binding | None) -> str:
    parts: list[str] = []
    if binding is Binding.BENCHMARK:
        parts.append(say.BENCHMARK)
    if reach is not None and reach.caution:
        parts.append(reach.caution)
    if provision.caution:
        parts.append(provision.caution)
    doubted = provision.standing_caution_from
    if provision.standing_caution and (doubted is None or case.written_on >= doubted):
        parts.append(provision.standing_caution)
    return " ".join(parts)


def judge(
    provision: Provision, case: GateCase, read: ReadRecord | None = None, override: Override | None = None
) -> GateAnswer:
    """Return the gate's answer for one provision in one case.

    A record of reading cures only the verification test, and never what can never be cited. An override changes no
    answer: it is carried beside it, so that the letter's check list shows both.

    Args:
        provision: The register's entry.
        case: The facts.
        read: The person's own record of having read it, if any.
        override: The person's recorded decision to cite it against the answer, if any.
    """
    reach, nation, body = _whom(provision, case)
    if provision.not_citable:
        body = Judgement(GateTest.BODY, Result.FAIL, provision.not_citable)
    reference = _checked_reference(provision, read)
    judgements = (
        nation,
        body,
        _when(provision, case),
        _kind(provision, case),
        _verification(provision, read, reference),
    )
    offer, decisive = (Offer.NOT_OFFERED, body) if provision.not_citable else _offer(judgements)
    offered = offer is not Offer.NOT_OFFERED
    binding = reach.binding if offered and reach is not None else None
    if override is not None and binding is None:
        binding = Binding.BENCHMARK
    return GateAnswer(
        provision=provision,
        offer=offer,
        binding=binding,
        failed=decisive.test if decisive is not None else None,
        reason=decisive.sentence if decisive is not None else "",
        judgements=judgements,
        citation=provision.citation(say.with_its_word(reference, provision.reference) if reference else ""),
        caution=_caution(provision, case, reach, binding),
        override=override,
    )


def judge_all(
    register: Register,
    case: GateCase,
    reads: Mapping[ProvisionId, ReadRecord] | None = None,
    overrides: Mapping[ProvisionId, Override] | None = None,
) -> tuple[GateAnswer, ...]:
    """Return the gate's answers for the whole register, in the register's order.

    Args:
        register: The entries, local clauses included where they were added.
        case: The facts.
        reads: The person's records of having read a provision, by provision id (a merged id finds its entry).
        overrides: The person's overrides, by provision id.
    """
    read_by_id = {register.canonical_id(key): value for key, value in (reads or {}).items()}
    override_by_id = {register.canonical_id(key): value for key, value in (overrides or {}).items()}
    return tuple(
        judge(provision, case, read_by_id.get(provision.id), override_by_id.get(provision.id)) for provision in register
    )
