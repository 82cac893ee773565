"""Reads the words of findings, questions and letters from their packaged files; a slip in a file stops the program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.domain.findings import FindingJoins, FindingWords, VariantWords
from charitydesk.domain.letter_kinds import (
    BlockTemplate,
    CitationWords,
    CountWords,
    FieldWords,
    LetterContent,
    LetterKind,
    SentenceTemplate,
    ToneWords,
)
from charitydesk.domain.letter_lint import Claim
from charitydesk.domain.letters import Role, Tone
from charitydesk.domain.notice_questions import Question, QuestionPage
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.own_terms import OwnTermWords, TermWords
from charitydesk.services.register_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FINDINGS = "register/findings.yaml"
_CASE_WORDS = "register/case_words.yaml"
_QUESTIONS = "register/notice_questions.yaml"
_SHARED = "letters/shared.yaml"
_PROVISIONS = "letters/provisions.yaml"
_CLAIMS = "letters/claims.yaml"
_FIELDS = "letters/fields.yaml"
_CHECKS = "letters/checks.yaml"
_KINDS = "letters/kinds"
_ROLES = {"heading": Role.HEADING, "paragraph": Role.PARAGRAPH, "point": Role.POINT, "bullet": Role.BULLET}


class ContentError(ValueError):
    """A packaged file of words breaks its own rules: a fault of ours, never of the user's."""


def _load(name: str) -> Any:
    return read_yaml(resources.read_text(name), name)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in cast("Iterable[object]", value or ()))


def _texts(value: object) -> dict[str, str]:
    return {str(key): str(text) for key, text in cast("Mapping[object, object]", value or {}).items()}


@cache
def load_findings() -> tuple[FindingWords, ...]:
    """Return the findings' words, in the order in which findings are shown."""
    return tuple(
        FindingWords(
            id=entry["id"],
            title=entry["title"],
            facts=_words(entry["facts"]),
            provisions=_words(entry["provisions"]),
            topics=_words(entry["topics"]),
            needs_provision=entry["needs-provision"],
            remedy=entry["remedy"],
            reply=entry["reply"],
            variants={
                name: VariantWords(
                    evidence=words["evidence"],
                    weakness=words.get("weakness", ""),
                    request=words.get("request", ""),
                    private=words.get("private", False),
                    remedy=words.get("remedy", ""),
                    cites=words.get("cites", True),
                )
                for name, words in entry["variants"].items()
            },
            group=entry.get("group", ""),
            practical=entry.get("practical", False),
            of_tender=entry.get("of-tender", False),
            only_for={
                id_: frozenset(NoticeKind(kind) for kind in kinds) for id_, kinds in entry.get("only-for", {}).items()
            },
            says=_words(entry.get("says", [])),
        )
        for entry in _load(_FINDINGS)
    )


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words that join a case together.

    Args:
        findings: Sentences between findings.
        own_terms: How the agreement's own terms are told.
    """

    findings: FindingJoins
    own_terms: OwnTermWords


@cache
def load_case_words() -> CaseWords:
    """Return the words that join a case together."""
    content = _load(_CASE_WORDS)
    joins = FindingJoins(**{name.replace("-", "_"): text for name, text in content["findings"].items()})
    own = content["own-terms"]
    terms = {name: TermWords(**own[name]) for name in ("notice", "variation")}
    return CaseWords(joins, OwnTermWords(own["source"], own["agreement"], joins.the_body, **terms))


@cache
def load_questions() -> tuple[QuestionPage, ...]:
    """Return the pages of the guided conversation that records a notice."""
    return tuple(
        QuestionPage(
            id=page["id"],
            title=page["title"],
            intro=page.get("intro", ""),
            questions=tuple(
                Question(
                    path=item["fact"],
                    ask=item["ask"],
                    label=item["label"],
                    why=item["why"],
                    help=item.get("help", ""),
                    long=item.get("long", False),
                    when=_words(item.get("when")),
                    choices=_texts(item.get("choices")),
                )
                for item in page["questions"]
            ),
        )
        for page in _load(_QUESTIONS)
    )


@cache
def load_letters() -> LetterContent:
    """Return all the words letters are made of."""
    shared, provisions = _load(_SHARED), _load(_PROVISIONS)
    folder = resources.root().joinpath(*_KINDS.split("/"))
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    kinds = [_kind(_load(f"{_KINDS}/{name}"), shared["blocks"]) for name in names]
    return LetterContent(
        kinds={kind.id: kind for kind in kinds},
        tones={Tone(name): ToneWords(**words) for name, words in shared["tones"].items()},
        provisions={id_: _citation(words) for id_, words in provisions["provisions"].items()},
        defaults={effect: _citation(words) for effect, words in provisions["defaults"].items()},
        makers=shared["makers"],
        claims=tuple(
            Claim(
                id=entry["id"],
                patterns=tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry["patterns"]),
                sentence=entry["sentence"],
                only_unbound=entry.get("only-unbound", False),
            )
            for entry in _load(_CLAIMS)
        ),
        fields=_fields(_load(_FIELDS)),
        checks=_texts(_load(_CHECKS)),
        frame=shared["frame"],
    )


def _fields(content: Mapping[str, Any]) -> FieldWords:
    return FieldWords(
        facts={name: (entry["fact"], entry["label"]) for name, entry in content["facts"].items()},
        counts={name: CountWords(**words) for name, words in content["counts"].items()},
        what={NoticeKind(kind): words for kind, words in content["what"].items()},
        agreement=content["agreement"],
        labels=content["labels"],
        sources=content["sources"],
        references=content["references"],
    )


def _citation(words: Mapping[str, str]) -> CitationWords:
    return CitationWords(
        words.get("binds", ""),
        words.get("benchmark", ""),
        words.get("once", ""),
        words.get("lead", ""),
        words.get("lead-again", ""),
    )


def _kind(entry: dict[str, Any], shared: Mapping[str, Any]) -> LetterKind:
    return LetterKind(
        id=entry["id"],
        number=entry["number"],
        title=entry["title"],
        purpose=entry["purpose"],
        subject=(entry["subject"],) if isinstance(entry["subject"], str) else _words(entry["subject"]),
        starts_from=_words(entry["starts-from"]),
        tones=tuple(Tone(name) for name in entry["tones"]),
        reply_working_days=entry.get("reply-working-days", 0),
        reply_rules=tuple((_words(rule["when"]), rule["rule"]) for rule in entry.get("reply-rules", ())),
        findings=_words(entry["findings"]),
        verdicts=frozenset(_words(entry["verdicts"])),
        cites=_words(entry.get("cites")),
        needs=tuple((_words(need["when"]), need["say"]) for need in entry.get("needs", ())),
        marking=entry.get("marking", ""),
        annex=entry.get("annex", True),
        blocks=tuple(_blocks(entry["blocks"], shared)),
        challenges=entry.get("challenges", False),
        sources=entry.get("sources", 2),
    )


def _blocks(entries: Iterable[Mapping[str, Any]], shared: Mapping[str, Any]) -> Iterator[BlockTemplate]:
    for entry in entries:
        if "include" in entry:
            yield from _blocks(shared[entry["include"]], shared)
        elif "make" in entry:
            yield BlockTemplate(entry["key"], None, entry["make"], (), _words(entry.get("when")))
        else:
            yield _block(entry)


def _block(entry: Mapping[str, Any]) -> BlockTemplate:
    name = next((name for name in _ROLES if name in entry), None)
    if name is None:
        raise ContentError(f"a block of a letter is none of {', '.join(_ROLES)}: {entry}")
    role, when = _ROLES[name], _words(entry.get("when"))
    if role is Role.HEADING:
        said = (SentenceTemplate("heading", entry["heading"]),)
        return BlockTemplate(entry["key"], role, "", said, when, entry.get("level", 2))
    sentences = tuple(
        SentenceTemplate(item["key"], item["text"], _words(item.get("when")), item.get("skip-if-blank", False))
        for item in entry["say"]
    )
    return BlockTemplate(entry[name], role, "", sentences, when)
