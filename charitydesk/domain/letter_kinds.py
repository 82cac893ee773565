"""Kinds of letter as content: a new kind is a file of words, and a block maker only where its structure is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.letter_lint import Claim
    from charitydesk.domain.letters import Role, Tone
    from charitydesk.domain.notices import NoticeKind


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    """A sentence of a kind's content.

    Args:
        key: Stable within the kind.
        text: Words with named fields in braces.
        when: Conditions that must all hold; see `holds`.
        skip_if_blank: Whether it is left out, rather than left with a blank, when a field is not known.
    """

    key: str
    text: str
    when: tuple[str, ...] = ()
    skip_if_blank: bool = False


@dataclass(frozen=True, slots=True)
class BlockTemplate:
    """A block of a kind's content.

    Args:
        key: Stable within the kind.
        role: What it is; None where `maker` makes blocks of its own.
        maker: Name of the block maker that draws up this part from findings or citations, or empty.
        sentences: Its sentences.
        when: Conditions that must all hold.
        level: A heading's level.
    """

    key: str
    role: Role | None
    maker: str
    sentences: tuple[SentenceTemplate, ...]
    when: tuple[str, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter.

    Args:
        id: Stable id, for example `challenge-short-notice`.
        number: Its number in the rulebook.
        title: As shown.
        purpose: When to use it, in a sentence.
        subject: Templates of the subject line: the first of which nothing is blank, or else the last.
        starts_from: What it can be drafted from: `notice`, `letter`.
        tones: The rungs it may take; the first is the default.
        reply_working_days: Working days after its date by which an answer is asked; 0 for none.
        reply_rules: Deadline rules that fix the reply date instead, each with its conditions; the first that holds.
        findings: Findings it speaks of, in order; empty for none.
        sources: How many sources it cites for a promise that was not fully kept, one or two.
        verdicts: Verdicts of those findings that it speaks of.
        cites: Provisions it cites besides those its findings rest on.
        needs: Conditions without which it makes no sense, each with the sentence that says so.
        marking: Printed above all else, or empty.
        annex: Whether the annex of citations is printed.
        blocks: Its blocks in order.
        challenges: Whether sending it challenges the notice it came from.
    """

    id: str
    number: int
    title: str
    purpose: str
    subject: tuple[str, ...]
    starts_from: tuple[str, ...]
    tones: tuple[Tone, ...]
    reply_working_days: int
    reply_rules: tuple[tuple[tuple[str, ...], str], ...]
    findings: tuple[str, ...]
    verdicts: frozenset[str]
    cites: tuple[str, ...]
    needs: tuple[tuple[tuple[str, ...], str], ...]
    marking: str
    annex: bool
    blocks: tuple[BlockTemplate, ...]
    challenges: bool = False
    sources: int = 2


@dataclass(frozen=True, slots=True)
class ToneWords:
    """A rung of the tone ladder.

    Args:
        title: As shown.
        cost: What it costs the relationship, in a sentence.
        first: What must be on file first, in a sentence.
    """

    title: str
    cost: str
    first: str


@dataclass(frozen=True, slots=True)
class CitationWords:
    """How one provision is brought into a letter.

    Args:
        binds: Sentence where it is the body's own duty or promise; `{citation}` stands for the citation.
        benchmark: Sentence where it is held up as a yardstick only; empty takes that of its kind of authority.
        once: Of a kind of authority: what is said after the last of its sources that bind, or empty.
        lead: Of a kind of authority: what `{lead}` stands for in the first of its yardsticks.
        lead_again: The same in each further one.
    """

    binds: str
    benchmark: str
    once: str = ""
    lead: str = ""
    lead_again: str = ""


@dataclass(frozen=True, slots=True)
class CountWords:
    """The words that go with a number: `1 person uses`, `2 people use`."""

    one: str
    many: str
    does: str
    do: str


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How a letter's fields and their sources are called.

    Args:
        facts: Each field's fact and what it is called where it is a blank.
        counts: The words that go with a number, by field.
        what: What the body means to do, by kind of notice; `{relationship}` is filled in.
        agreement: The agreement while its kind is not recorded.
        labels: What fields of no fact are called.
        sources: Where a sentence came from, by kind of source; `{label}` is filled in.
        references: The lines under the date.
    """

    facts: Mapping[str, tuple[str, str]]
    counts: Mapping[str, CountWords]
    what: Mapping[NoticeKind, str]
    agreement: str
    labels: Mapping[str, str]
    sources: Mapping[str, str]
    references: Mapping[str, str]

    def source(self, kind: str, label: str = "") -> str:
        """Return where something came from, in words."""
        return self.sources[kind].format(label=label)


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All the words letters are made of."""

    kinds: Mapping[str, LetterKind]
    tones: Mapping[Tone, ToneWords]
    provisions: Mapping[str, CitationWords]
    defaults: Mapping[str, CitationWords]
    makers: Mapping[str, Mapping[str, str]]
    claims: tuple[Claim, ...]
    fields: FieldWords
    checks: Mapping[str, str]
    frame: Mapping[str, str]


def holds(conditions: tuple[str, ...], flags: frozenset[str]) -> bool:
    """Return whether every condition holds: a flag, `!flag` for its absence, or `a|b` for either.

    Example:
        >>> holds(("grant", "!wales", "x|y"), frozenset({"grant", "y"}))
        True
    """
    return all(any(_one(part, flags) for part in condition.split("|")) for condition in conditions)


def _one(part: str, flags: frozenset[str]) -> bool:
    return part[1:] not in flags if part.startswith("!") else part in flags
