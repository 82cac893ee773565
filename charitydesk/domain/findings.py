"""Findings: which promises and expectations a notice kept, with the evidence, the figures and the weak points.

A rule is a small pure function that answers an outcome and the figures it worked out; the words are content
(`FindingWords`), so that a sentence can be read and corrected without touching a rule. A finding rests on the
provisions that pass the citation gate, and never says more than they do: where it needs one and none passes, it does
not apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.finding_sources import citable
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.provisions import Binding
from charitydesk.domain.wording import with_article
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.domain.periods import Period


class Verdict(StrEnum):
    """What a rule answers."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    CANNOT_TELL = "cannot-tell"
    NOT_APPLICABLE = "does-not-apply"

    @property
    def label(self) -> str:
        """The verdict in plain words."""
        return {"not-kept": "not kept", "cannot-tell": "cannot tell yet", "does-not-apply": "does not apply"}.get(
            self.value, self.value
        )


@dataclass(frozen=True, slots=True)
class FindingCase:
    """What the rules look at.

    Args:
        facts: The notice's facts.
        answers: The gate's answers for this case by provision id; merged ids are resolved by whoever builds it.
        today: Civil date.
        local_notice: The notice period that the signed local compact's clause sets, when one is recorded.
        local_clauses: Ids of the local compact's clauses by topic.
        tender_answers: The gate's answers for a new tender of the service, a procurement of its own; those of the case
            where none are given.
    """

    facts: NoticeFacts
    answers: Mapping[str, GateAnswer]
    today: date
    local_notice: Period | None = None
    local_clauses: Mapping[str, tuple[ProvisionId, ...]] = field(default_factory=dict[str, "tuple[ProvisionId, ...]"])
    tender_answers: Mapping[str, GateAnswer] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule worked out.

    Args:
        verdict: The answer.
        variant: Which of the finding's wordings says it; several may share a verdict.
        figures: Named figures and dates as printed, for the wording; an empty one is told in the words for it.
        working: Which sentences tell how each figure was got.
        phrases: Figures put together from several phrases, by name.
        until: Civil date to which the remedy reaches, where it has one.
    """

    verdict: Verdict
    variant: str
    figures: Mapping[str, str] = field(default_factory=dict[str, str])
    working: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    until: date | None = None


@dataclass(frozen=True, slots=True)
class VariantWords:
    """The words of one outcome.

    Args:
        evidence: One sentence of evidence from the record.
        weakness: The honest weak point, or empty.
        request: What to ask the body for, where the charity cannot tell; or empty.
        private: Whether the evidence speaks of the charity's own records and so never stands in a letter.
        remedy: What to ask for in this outcome, where it differs from the finding's own remedy; or empty.
        cites: Whether the finding's provisions speak to this outcome and so may be cited for it.
    """

    evidence: str
    weakness: str = ""
    request: str = ""
    private: bool = False
    remedy: str = ""
    cites: bool = True


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding's content.

    Args:
        id: Stable id.
        title: The promise in a few words.
        facts: Paths of the facts it looks at.
        provisions: Register ids it may rest on, in letter order.
        topics: Local compact topics that may support it.
        needs_provision: Whether it says nothing unless one of them passes the gate.
        remedy: What to ask for.
        reply: The answer the other side is likely to give.
        variants: Words by variant; `NAME-proposal` says it while nothing is decided yet, where that differs.
        group: Findings of one group ask for the same thing; empty for none.
        practical: Whether it is a fact about people and no promise.
        of_tender: Whether it is about a new tender and not about the agreement that ends.
        only_for: Kinds of notice that a provision speaks of, by register id, where it does not speak of all.
        says: Beginnings of words, one of which a clause of the agreement or of a local compact must hold to speak to
            this: its topic alone does not tell. Empty where the topic does.
    """

    id: str
    title: str
    facts: tuple[str, ...]
    provisions: tuple[str, ...]
    topics: tuple[str, ...]
    needs_provision: bool
    remedy: str
    reply: str
    variants: Mapping[str, VariantWords]
    group: str = ""
    practical: bool = False
    of_tender: bool = False
    only_for: Mapping[str, frozenset[NoticeKind]] = field(default_factory=dict[str, "frozenset[NoticeKind]"])
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingJoins:
    """Sentences that join findings together, and what stands where something is not recorded.

    Args:
        no_provision: Said where a finding needs a provision and none passes the gate.
        only_a_yardstick: The weak point where nothing it rests on is the body's own promise.
        nothing_shown: The headline where nothing fell short and something cannot be told.
        all_kept: The headline where every promise was kept.
        the_body: A body without a name.
        this_kind: A body whose kind is not known.
        no_nation: A nation not known.
        missing: What stands for a figure that is empty, by its name.
        working: How figures were got, by the names that rules give.
        phrases: Phrases that make up a figure, by the names that rules give.
    """

    no_provision: str
    only_a_yardstick: str
    nothing_shown: str
    all_kept: str
    the_body: str
    this_kind: str
    no_nation: str
    missing: Mapping[str, str]
    working: Mapping[str, str]
    phrases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, in words.

    Args:
        id: Stable id.
        title: The promise in a few words.
        verdict: The answer.
        variant: Which outcome it was.
        evidence: One sentence from the record, about the body: for the charity to read.
        told: The same sentence as a letter puts it to the body.
        working: How each figure was got.
        provisions: The gate's answers for the provisions it rests on that may be cited, strongest first.
        remedy: What to ask for; empty unless something fell short.
        likely_reply: What the other side may say; empty unless something fell short.
        weakness: The honest weak point, or empty.
        request: What to ask the body for where we cannot tell, or empty.
        facts: Paths of the facts it looked at.
        private: Whether its evidence is for the charity's eyes only.
        group: Findings of one group ask for the same thing.
        practical: Whether it is a fact about people and no promise.
        until: Civil date to which the remedy reaches, where it has one.
    """

    id: str
    title: str
    verdict: Verdict
    variant: str
    evidence: str
    told: str
    working: tuple[str, ...]
    provisions: tuple[GateAnswer, ...]
    remedy: str
    likely_reply: str
    weakness: str
    request: str
    facts: tuple[str, ...]
    private: bool = False
    group: str = ""
    practical: bool = False
    until: date | None = None

    @property
    def fell_short(self) -> bool:
        """Whether a promise was kept only partly or not at all."""
        return self.verdict in {Verdict.PARTLY, Verdict.NOT_KEPT}


if TYPE_CHECKING:
    Rule = Callable[[FindingCase], Outcome]


def work_out_findings(
    case: FindingCase, words: Sequence[FindingWords], rules: Mapping[str, Rule], joins: FindingJoins
) -> tuple[Finding, ...]:
    """Return a finding for every rule, in the order of the words.

    Args:
        case: The facts and the gate's answers.
        words: The content, one entry a rule.
        rules: The rules by id.
        joins: The sentences that join findings together.

    Raises:
        KeyError: A wording names a figure its rule does not work out, or a rule has no words: our own fault.
    """
    always = _common(case, joins), _about(case.facts.body.name or joins.the_body)
    return tuple(_finding(case, entry, rules[entry.id], joins, always) for entry in words)


def _finding(
    case: FindingCase,
    words: FindingWords,
    rule: Rule,
    joins: FindingJoins,
    always: tuple[Mapping[str, str], Mapping[str, str]],
) -> Finding:
    common, about = always
    support = citable(case, words)
    outcome = rule(case)
    # That the rule does not apply to this case at all says more than that no source promises it.
    if words.needs_provision and not support and outcome.verdict is not Verdict.NOT_APPLICABLE:
        outcome = Outcome(Verdict.NOT_APPLICABLE, "no-provision")
        said = VariantWords(joins.no_provision)
    else:
        said = _said(words, outcome.variant, case)
    figures = {**common, **_figures(outcome, joins)}
    short = outcome.verdict in {Verdict.PARTLY, Verdict.NOT_KEPT}
    benchmark = support and all(answer.binding is Binding.BENCHMARK for answer in support)
    weakness = said.weakness.format_map(figures)
    if short and benchmark:
        weakness = f"{weakness} {joins.only_a_yardstick}".strip()
    return Finding(
        id=words.id,
        title=words.title,
        verdict=outcome.verdict,
        variant=outcome.variant,
        evidence=_sentence(said.evidence.format_map({**about, **figures})),
        told=_sentence(said.evidence.format_map({**_TO_THEM, **figures})),
        working=tuple(_sentence(joins.working[name].format_map(figures)) for name in outcome.working),
        provisions=support if said.cites else (),
        remedy=(said.remedy or words.remedy).format_map(figures) if short else "",
        likely_reply=words.reply.format_map(figures) if short else "",
        weakness=weakness,
        request=said.request.format_map(figures),
        facts=words.facts,
        private=said.private,
        group=words.group,
        practical=words.practical,
        until=outcome.until,
    )


def _figures(outcome: Outcome, joins: FindingJoins) -> dict[str, str]:
    """Return an outcome's figures in words: what is empty in the words for it, what has parts put together."""
    figures = {name: text or joins.missing[name] for name, text in outcome.figures.items()}
    made = {
        name: and_list([joins.phrases[part].format_map(figures) for part in parts])
        for name, parts in outcome.phrases.items()
    }
    return {**figures, **made}


def _said(words: FindingWords, variant: str, case: FindingCase) -> VariantWords:
    """Return an outcome's words: those for a proposal while nothing is decided, where there are such."""
    undecided = words.variants.get(f"{variant}-proposal") if case.facts.notice.kind is NoticeKind.PROPOSAL else None
    return undecided or words.variants[variant]


def _sentence(text: str) -> str:
    """Return a sentence with its first letter large, whatever figure it begins with."""
    return text[:1].upper() + text[1:]


_TO_THEM = {"you": "you", "You": "You", "your": "your", "Your": "Your"}


def _about(body: str) -> dict[str, str]:
    """Return the words that speak of a body rather than to it."""
    owned = f"{body}'" if body.endswith("s") else f"{body}'s"
    return {"you": body, "You": body[:1].upper() + body[1:], "your": owned, "Your": owned[:1].upper() + owned[1:]}


def _common(case: FindingCase, joins: FindingJoins) -> dict[str, str]:
    body = case.facts.body
    return {
        "body": body.name or joins.the_body,
        "body_kind": with_article(body.kind.label) if body.kind else joins.this_kind,
        "nation": body.nation.label if body.nation else joins.no_nation,
        "the_service": named_service(case.facts.agreement.service),
    }


_COMMON_NOUNS = frozenset(
    (
        "centre",
        "clinic",
        "club",
        "fund",
        "group",
        "helpline",
        "hub",
        "line",
        "network",
        "partnership",
        "programme",
        "project",
        "refuge",
        "scheme",
        "service",
        "services",
        "shelter",
        "team",
        "unit",
    )
)


def named_service(name: str) -> str:
    """Return a service's name as it stands in a sentence.

    Example:
        >>> named_service("Young Carers Support Service"), named_service("Sunrise"), named_service("")
        ('the Young Carers Support Service', 'Sunrise', 'the service')
    """
    words = name.split()
    if not words:
        return "the service"
    common = words[-1].casefold() in _COMMON_NOUNS and words[0].casefold() not in {"the", "our", "a", "an"}
    return f"the {name}" if common else name


def headline(findings: Sequence[Finding], joins: FindingJoins) -> str:
    """Return the shortfall in one sentence: the strongest finding first, or what is missing to tell.

    Args:
        findings: A case's findings.
        joins: The sentences for a case in which nothing fell short.
    """
    notice = next((f for f in findings if f.id in _NOTICE_FINDINGS and f.verdict is Verdict.NOT_KEPT), None)
    if notice is not None:
        return notice.evidence
    short = [f for f in findings if f.fell_short]
    if short:
        return short[0].evidence
    if any(f.verdict is Verdict.CANNOT_TELL for f in findings):
        return joins.nothing_shown
    return joins.all_kept


_NOTICE_FINDINGS = ("own-term-notice", "local-compact-notice", "three-months")


def weaknesses(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the weak points to tell the user, each once."""
    return tuple(dict.fromkeys(finding.weakness for finding in findings if finding.weakness))
