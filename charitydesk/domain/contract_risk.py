"""What a contract's own terms and dates put at risk: found by rule, weighed by impact and likelihood, worst first.

The words of every rule are content; a rule here only says when it applies. It is what the papers show, not the
trustees' own judgement of the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.periods import Unit, notice_words
from charitydesk.domain.wording import date_words, months_words
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.periods import Period

HIGH, MEDIUM = 15, 6
_BIG_SHARE = 25
_SOON_DAYS = 183
_RENEWS_DAYS = 120
_THREE_MONTHS = 90
_LONG_MONTHS = 18
_SLOW_DAYS = 30
_DAYS = {Unit.DAYS: 1.0, Unit.WORKING_DAYS: 1.4, Unit.WEEKS: 7.0, Unit.MONTHS: 30.4, Unit.YEARS: 365.0}


class RiskLevel(StrEnum):
    """How much it weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class RiskRule:
    """The words and the weight of a rule.

    Args:
        id: Such as `SHARE`.
        what: What was found, with the fields in braces filled in; empty for a rule about a clause.
        harm: What it may do, in a sentence.
        ask: What to propose instead.
        impact: 1 to 5.
        likelihood: 1 to 5.
        words: In a clause's topic or text, for a rule about a clause.
    """

    id: str
    what: str
    harm: str
    ask: str
    impact: int
    likelihood: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk found.

    Args:
        rule: By which rule.
        what: What was found, in a sentence.
        clause_id: The clause it stands in, or 0.
    """

    rule: RiskRule
    what: str
    clause_id: int = 0

    @property
    def score(self) -> int:
        """Impact times likelihood, 1 to 25."""
        return self.rule.impact * self.rule.likelihood

    @property
    def level(self) -> RiskLevel:
        """How much that is."""
        return RiskLevel.HIGH if self.score >= HIGH else RiskLevel.MEDIUM if self.score >= MEDIUM else RiskLevel.LOW

    @property
    def working(self) -> str:
        """The formula with its figures."""
        return f"Impact {self.rule.impact} times likelihood {self.rule.likelihood} is {self.score} of 25"


@dataclass(frozen=True, slots=True)
class ContractRisks:
    """What was found, the heaviest first."""

    found: tuple[Risk, ...]

    @property
    def level(self) -> RiskLevel | None:
        """The heaviest one's level, or None."""
        return self.found[0].level if self.found else None


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What of a contract the rules look at.

    Args:
        kind: `contract` or `grant`.
        status: How far it has got.
        annual_value: Pence a year, or None.
        held_value: Pence a year of everything the charity holds.
        starts_on: Civil date.
        ends_on: Civil date.
        auto_renew: Whether it renews by itself.
        say_no_by: The last safe day to say no, if any.
        from_body: Notice they must give, or None where not known.
        from_charity: Notice the charity must give, or None.
        uplift: As recorded.
        tupe: Whether staff may transfer.
        tupe_terms: As recorded.
        pension_terms: As recorded.
        payment_days: Within how many days they pay, or None.
        decides_next: Whether an option to extend, another bid or a notice says what follows.
        clauses: Id, number, topic and text of each key clause.
    """

    kind: str
    status: ContractStatus
    annual_value: int | None
    held_value: int
    starts_on: date | None
    ends_on: date | None
    auto_renew: Answer
    say_no_by: date | None
    from_body: Period | None
    from_charity: Period | None
    uplift: str
    tupe: Answer
    tupe_terms: str
    pension_terms: str
    payment_days: int | None
    decides_next: bool
    clauses: Sequence[tuple[int, str, str, str]]


def risks_of_contract(facts: RiskFacts, rules: Mapping[str, RiskRule], today: date) -> ContractRisks:
    """Return what a contract's terms and dates put at risk; nothing of one that has ended.

    Args:
        facts: What is recorded.
        rules: By id, as content gives them.
        today: Civil date.
    """
    if facts.status is ContractStatus.ENDED:
        return ContractRisks(())
    found = [Risk(rules[id_], rules[id_].what.format(**fields)) for id_, fields in _found(facts, today)]
    found += _clauses(facts, rules)
    return ContractRisks(tuple(sorted(found, key=lambda risk: -risk.score)))


def _found(facts: RiskFacts, today: date) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _money(facts)
    yield from _end(facts, today)
    yield from _notice(facts)
    if facts.tupe is Answer.YES and not facts.tupe_terms.strip():
        yield "TUPE", {}
    if facts.tupe is Answer.YES and not facts.pension_terms.strip():
        yield "PENSION", {}


def _money(facts: RiskFacts) -> Iterator[tuple[str, dict[str, str]]]:
    if facts.annual_value and facts.held_value:
        share = round(100 * facts.annual_value / facts.held_value)
        if share >= _BIG_SHARE:
            yield "SHARE", {"share": str(share), "kind": facts.kind}
    if facts.starts_on and facts.ends_on and not facts.uplift.strip():
        months = (facts.ends_on.year - facts.starts_on.year) * 12 + facts.ends_on.month - facts.starts_on.month
        if months >= _LONG_MONTHS:
            whole_years = months % 12 == 0
            yield "NO_UPLIFT", {"length": counted(months // 12, "year") if whole_years else months_words(months)}
    if facts.payment_days is not None and facts.payment_days > _SLOW_DAYS:
        yield "SLOW_PAY", {"days": str(facts.payment_days)}


def _end(facts: RiskFacts, today: date) -> Iterator[tuple[str, dict[str, str]]]:
    end = date_words(facts.ends_on) if facts.ends_on else "on a day not recorded"
    if facts.status is ContractStatus.ENDING:
        yield "ENDING", {"end": end}
        return
    near = facts.ends_on is not None and (facts.ends_on - today).days <= _SOON_DAYS
    if near and facts.auto_renew is not Answer.YES and not facts.decides_next:
        yield "ENDS_SOON", {"end": end}
    left = (facts.say_no_by - today).days if facts.say_no_by is not None else -1
    if facts.auto_renew is Answer.YES and facts.say_no_by is not None and 0 <= left <= _RENEWS_DAYS:
        yield "RENEWS", {"say_no": date_words(facts.say_no_by)}


def _notice(facts: RiskFacts) -> Iterator[tuple[str, dict[str, str]]]:
    theirs, own = facts.from_body, facts.from_charity
    if theirs is None:
        yield "NOTICE_UNKNOWN", {}
        return
    if _days(theirs) < _THREE_MONTHS:
        yield "NOTICE_SHORT", {"body_notice": notice_words(theirs)}
    if own is not None and _days(theirs) < _days(own):
        yield "NOTICE_UNEVEN", {"body_notice": notice_words(theirs), "own_notice": notice_words(own)}


def _days(period: Period) -> float:
    """Return about how many days a period is, for holding one against another and for nothing else."""
    return period.amount * _DAYS[period.unit]


def _clauses(facts: RiskFacts, rules: Mapping[str, RiskRule]) -> Iterator[Risk]:
    for clause_id, number, topic, text in facts.clauses:
        said = f"{topic} {text}".casefold()
        for rule in rules.values():
            if any(word in said for word in rule.words):
                name = f"Clause {number}" if number else "A clause"
                yield Risk(rule, f"{name} is about {topic}." if topic else f"{name}: {text[:80]}", clause_id)
                break
