"""The state of the guided conversation: which questions are asked, where one is, and what has been answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.facts_form import fields_of, value_at, with_value
from charitydesk.domain.letter_kinds import holds
from charitydesk.domain.notice_questions import answer_flags
from charitydesk.domain.notices import NoticeFacts
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.facts_form import FactField
    from charitydesk.domain.notice_questions import Question, QuestionPage

FIELDS = fields_of(NoticeFacts)

DECIDING = ("body.kind", "body.nation", "agreement.relationship")
"""Without these no rule of law, deadline or promise can be told to count."""

_CONSULTED = "notice.kind=proposal|process.consulted=yes|process.consulted=partly"

FIRST_QUESTIONS: dict[str, tuple[str, ...]] = {
    "body.name": (),
    "body.kind": (),
    "body.nation": (),
    "body.contact": (),
    "body.address": (),
    "agreement.service": (),
    "agreement.relationship": (),
    "agreement.reference": (),
    "agreement.procurement_started_on": (),
    "terms.notice": (),
    "terms.notice_clause": ("known:terms.notice",),
    "notice.kind": (),
    "notice.how": (),
    "notice.received_on": (),
    "notice.dated_on": (),
    "notice.decided_on": (),
    "notice.effective_on": (),
    "notice.reasons": (),
    "notice.reasons_text": ("notice.reasons=partial|notice.reasons=full",),
    "notice.award_involved": (),
    "notice.knew_on": (),
    "notice.award_notice_on": (),
    "body.local_compact": (),
    "body.local_compact_name": (),
    "body.signed": (),
    "process.consulted": (),
    "process.consulted_from": (_CONSULTED,),
    "process.consulted_to": (_CONSULTED,),
    "process.response_invited": (),
    "process.impact_assessed": (),
    "process.equality_evidence": (),
    "process.users_told": (),
    "process.transition_plan": (),
    "retender.tenders_due_on": (),
    "consequences.users": (),
    "consequences.users_who": (),
    "consequences.effect": (),
    "consequences.staff_at_risk": (),
}
"""The questions that decide clocks, citations and the letter, each with conditions of its own; the rest can wait."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the conversation, with the page it stands on."""

    page: QuestionPage
    question: Question

    @property
    def field(self) -> FactField:
        """What its answer may be."""
        return FIELDS[self.question.path]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the conversation as the side list shows it.

    Args:
        page: The page.
        answered: How many of its questions have an answer.
        asked: How many it asks with the answers so far.
        later: How many more it has that can wait.
    """

    page: QuestionPage
    answered: int
    asked: int
    later: int = 0

    @property
    def words(self) -> str:
        """How far it has got, in words."""
        if not self.asked:
            return f"{counted(self.later, 'question')} for later"
        return "All answered" if self.answered == self.asked else f"{self.answered} of {self.asked} answered"


class NoticeForm:
    """Where somebody is in the conversation.

    Args:
        pages: The questions.
        facts: What is known so far.
        thorough: Ask every question, and not only the first ones.
    """

    def __init__(self, pages: Sequence[QuestionPage], facts: NoticeFacts, *, thorough: bool = False) -> None:
        self.pages = tuple(pages)
        self.facts = facts
        self.thorough = thorough
        self._asked: tuple[NoticeFacts, bool, tuple[Step, ...]] | None = None
        self._order = {q.path: place for place, q in enumerate(q for page in self.pages for q in page.questions)}
        steps = self.steps()
        self.path = steps[0].question.path if steps else ""

    def steps(self, *, thorough: bool | None = None) -> tuple[Step, ...]:
        """Return the questions that are asked with the answers so far, in order.

        Args:
            thorough: Every question, or only the first ones; None for the conversation's own choice.
        """
        every = self.thorough if thorough is None else thorough
        if self._asked is None or self._asked[0] is not self.facts or self._asked[1] is not every:
            flags = answer_flags(self.facts)
            steps = (
                Step(page, question)
                for page in self.pages
                for question in page.questions
                if holds(question.when, flags) and (every or _comes_first(question.path, flags))
            )
            self._asked = (self.facts, every, tuple(steps))
        return self._asked[2]

    @property
    def step(self) -> Step:
        """The question one is at; the nearest before it where it is no longer asked."""
        steps = self.steps()
        here = self._order.get(self.path, 0)
        return next((s for s in reversed(steps) if self._order[s.question.path] <= here), steps[0])

    @property
    def number(self) -> int:
        """The present question's place, counted from 1."""
        return self.steps().index(self.step) + 1

    @property
    def progress(self) -> str:
        """Where one is, in words."""
        return f"Question {self.number} of {len(self.steps())} · {self.step.page.title}"

    @property
    def opens_page(self) -> bool:
        """Whether the present question is the first of its page."""
        step = self.step
        return next(s for s in self.steps() if s.page.id == step.page.id) == step

    def go_on(self) -> bool:
        """Move to the next question; return False when this was the last."""
        return self._move(1)

    def go_back(self) -> bool:
        """Move to the question before; return False when this was the first."""
        return self._move(-1)

    def _move(self, by: int) -> bool:
        steps = self.steps()
        place = steps.index(self.step) + by
        if not 0 <= place < len(steps):
            return False
        self.path = steps[place].question.path
        return True

    def go_to(self, path: str) -> bool:
        """Move to a question; every question is asked from now on where the first ones leave it out.

        Returns:
            Whether it is asked with the answers so far.
        """
        if all(s.question.path != path for s in self.steps()):
            if all(s.question.path != path for s in self.steps(thorough=True)):
                return False
            self.thorough = True
        self.path = path
        return True

    def go_to_page(self, page_id: str) -> bool:
        """Move to a page's first question without an answer, else to its first one."""
        steps = [s for s in self.steps() if s.page.id == page_id] or [
            s for s in self.steps(thorough=True) if s.page.id == page_id
        ]
        if not steps:
            return False
        return self.go_to(next((s for s in steps if not self.known(s.question.path)), steps[0]).question.path)

    def go_to_first_open(self) -> None:
        """Move to the first question without an answer, to resume there."""
        step = next((s for s in self.steps() if not self.known(s.question.path)), None)
        if step is not None:
            self.path = step.question.path

    def known(self, path: str) -> bool:
        """Return whether a fact has an answer."""
        return self.value(path) != FIELDS[path].default

    def value(self, path: str) -> object:
        """Return a fact."""
        return value_at(self.facts, path)

    def answer(self, path: str, value: object) -> bool:
        """Keep an answer; None stands for *not known yet*. Return whether anything changed."""
        wanted = FIELDS[path].default if value is None else value
        if wanted == self.value(path):
            return False
        self.facts = with_value(self.facts, path, wanted)
        return True

    def parts(self) -> tuple[Part, ...]:
        """Return every page with how far it has got; pages that ask nothing now are left out."""
        found: list[Part] = []
        now, steps = {s.question.path for s in self.steps()}, self.steps(thorough=True)
        for page in self.pages:
            paths = [s.question.path for s in steps if s.page.id == page.id]
            if paths:
                known = sum(self.known(path) for path in paths)
                asked = sum(path in now or self.known(path) for path in paths)
                found.append(Part(page, known, asked, len(paths) - asked))
        return tuple(found)

    @property
    def still_open(self) -> int:
        """How many of the first questions have no answer yet."""
        return sum(not self.known(step.question.path) for step in self.steps(thorough=False))

    @property
    def further(self) -> int:
        """How many more questions could be answered besides the first ones."""
        first = {s.question.path for s in self.steps(thorough=False)}
        return sum(s.question.path not in first and not self.known(s.question.path) for s in self.steps(thorough=True))

    @property
    def further_words(self) -> str:
        """How many more questions there are, in words."""
        return counted(self.further, "more question")

    @property
    def can_be_kept(self) -> bool:
        """Whether enough is known to keep a record: the body's or the service's name."""
        return bool(self.facts.body.name or self.facts.agreement.service)

    @property
    def name(self) -> str:
        """What the notice is called on screen."""
        return name_of(self.facts.agreement.service, self.facts.body.name)


def _comes_first(path: str, flags: frozenset[str]) -> bool:
    return path in FIRST_QUESTIONS and holds(FIRST_QUESTIONS[path], flags)


def first_to_ask(facts: NoticeFacts) -> str:
    """Return the question at which a notice about a contract begins: what decides the rules, then what happened."""
    return next((path for path in DECIDING if value_at(facts, path) == FIELDS[path].default), "notice.kind")


def name_of(service: str, body: str) -> str:
    """Return what a notice is called: the service, else the body, else a plain word."""
    return service or (f"Notice from {body}" if body else "New notice")
