"""The guided conversation that records a notice: which questions are asked, in what order, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charitydesk.domain.facts_form import fields_of, plain, value_at
from charitydesk.domain.letter_kinds import holds

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Question:
    """One question of fact.

    Args:
        path: The fact it asks for, `group.field`.
        ask: The question as asked.
        label: The fact in a few words, for forms, lists and blanks.
        why: Why we ask.
        help: What the answer should look like, or empty.
        long: Whether an answer may run over several lines.
        when: Conditions on other answers under which it is asked; see `asked`.
        choices: Words for each answer where it is one of a few; empty for the usual words.
    """

    path: str
    ask: str
    label: str
    why: str
    help: str = ""
    long: bool = False
    when: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of the conversation.

    Args:
        id: Stable id.
        title: As shown.
        intro: A sentence under the title, or empty.
        questions: In order.
    """

    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]


def answer_flags(facts: object) -> frozenset[str]:
    """Return what conditions can name: `path=answer` for every fact known, and `known:path`."""
    flags: set[str] = set()
    for path, item in fields_of(type(facts)).items():
        value = value_at(facts, path)
        if value != item.default:
            flags |= {f"known:{path}", f"{path}={plain(item, value)}"}
    return frozenset(flags)


def asked(question: Question, facts: object) -> bool:
    """Return whether a question makes sense with the answers so far."""
    return holds(question.when, answer_flags(facts))
