"""Drawing up a letter: content, facts and findings become blocks whose every sentence knows its source."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.letter_cites import cited
from charitydesk.domain.letter_context import LetterContext, blank_text
from charitydesk.domain.letter_kinds import holds
from charitydesk.domain.letter_makers import MAKERS, Making
from charitydesk.domain.letters import Blank, Draft, DraftBlock, Role, Sentence, Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.findings import Finding
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.letter_kinds import BlockTemplate, LetterContent, LetterKind, SentenceTemplate
    from charitydesk.domain.letters import LetterOptions

_FORMATTER = string.Formatter()


def draw_up(
    kind: LetterKind,
    content: LetterContent,
    context: LetterContext,
    *,
    findings: Sequence[Finding],
    answers: Mapping[str, GateAnswer],
    options: LetterOptions,
) -> Draft:
    """Return the letter drawn up from facts and findings, with the user's edits laid over.

    Args:
        kind: What letter it is.
        content: All letters' words.
        context: Fields and flags.
        findings: The notice's findings.
        answers: The gate's answers by provision id.
        options: What the user decided.
    """
    spoken_of = tuple(
        finding
        for id_ in kind.findings
        for finding in findings
        if finding.id == id_ and finding.verdict in kind.verdicts
    )
    citations, left_out = cited(kind, spoken_of, answers, options, context.flags)
    cites = frozenset(f"cites:{citation.answer.provision.id}" for citation in citations)
    context = replace(context, flags=context.flags | cites | ({"cites"} if citations else frozenset()))
    making = Making(kind, content, context, spoken_of, citations, options)
    blocks = _without_empty_headings(tuple(_blocks(kind.blocks, making)))
    annexes = tuple(MAKERS["annexes"]("annex", making))
    subject = _subject(kind, context)
    return Draft(
        kind=kind.id,
        title=f"{kind.title}: {subject_of(context)}",
        subject=subject,
        references=_references(context, options),
        options=options,
        blocks=lay_over((*blocks, *annexes), options),
        citations=citations,
        marking=kind.marking,
        left_out=left_out,
    )


def _subject(kind: LetterKind, context: LetterContext) -> str:
    said = [fill(kind.id, "subject", template, context) for template in kind.subject]
    text = next((sentence for sentence in said if not sentence.blanks), said[-1]).text
    return text[:1].upper() + text[1:]


def _without_empty_headings(blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
    """Return the blocks without headings that nothing stands under."""
    after = (*blocks[1:], None)
    return tuple(
        block
        for block, follows in zip(blocks, after, strict=True)
        if block.role is not Role.HEADING
        or (follows is not None and not (follows.role is Role.HEADING and follows.level <= block.level))
    )


def subject_of(context: LetterContext) -> str:
    """Return what the letter is about, for lists."""
    return context.fields["service"].text or context.fields["body"].text or "not named yet"


def _references(context: LetterContext, options: LetterOptions) -> tuple[str, ...]:
    theirs = context.fields["reference"].text
    told = {"ours": options.our_reference, "theirs": theirs}
    return tuple(context.words.references[whose].format(reference=text) for whose, text in told.items() if text)


def _blocks(templates: Sequence[BlockTemplate], making: Making) -> Iterator[DraftBlock]:
    for template in templates:
        if not holds(template.when, making.context.flags):
            continue
        if template.maker:
            yield from MAKERS[template.maker](template.key, making)
            continue
        sentences = tuple(_sentences(making.kind.id, template, making.context))
        if sentences and template.role is not None:
            yield DraftBlock(template.key, template.role, sentences, level=template.level)


def _sentences(kind: str, template: BlockTemplate, context: LetterContext) -> Iterator[Sentence]:
    for item in template.sentences:
        if holds(item.when, context.flags) and not (item.skip_if_blank and _lacks(item, context)):
            yield fill(kind, f"{template.key}.{item.key}", item.text, context)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in _FORMATTER.parse(text) if name)


def _lacks(item: SentenceTemplate, context: LetterContext) -> bool:
    return any(context.fields[name].text is None for name in _names(item.text))


def fill(kind: str, key: str, text: str, context: LetterContext) -> Sentence:
    """Return a sentence with its fields filled in, its sources and its blanks.

    Raises:
        KeyError: The content names a field there is not: our own fault.
    """
    used = {name: context.fields[name] for name in _names(text)}
    blanks = {name: Blank(item.source.ref, item.label) for name, item in used.items() if item.text is None}
    values = {name: item.text or blank_text(blanks[name]) for name, item in used.items()}
    sources = tuple(item.source for item in used.values()) or (
        Source(SourceKind.WORDING, f"{kind}.{key}", context.words.source("wording")),
    )
    return Sentence(key, text.format_map(values), sources, tuple(blanks.values()))


def lay_over(blocks: Sequence[DraftBlock], options: LetterOptions) -> tuple[DraftBlock, ...]:
    """Return the blocks with the user's edits and additions; an edit whose ground moved keeps its text and says so."""
    after: dict[str, list[DraftBlock]] = {}
    for addition in options.additions:
        block = DraftBlock(addition.key, Role.PARAGRAPH, edited=addition.text, added=True)
        after.setdefault(addition.after, []).append(block)
    laid: list[DraftBlock] = []

    def follow(key: str) -> None:
        for added in after.pop(key, ()):
            laid.append(added)
            follow(added.key)

    last_body = ""
    for block in blocks:
        if not block.annex:
            last_body = block.key
    for block in blocks:
        edit = options.edits.get(block.key)
        conflict = block.generated if edit is not None and edit.base != block.generated else None
        laid.append(block if edit is None else replace(block, edited=edit.text, conflict=conflict))
        follow(block.key)
        if block.key == last_body:
            for key in tuple(after):
                if not any(other.key == key for other in blocks):
                    follow(key)
    return tuple(laid)
