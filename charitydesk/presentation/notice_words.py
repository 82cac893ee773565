"""The words of a notice on screen: choices, answers, statuses, standings, clocks."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Regime
from charitydesk.domain.facts_form import shown
from charitydesk.domain.findings import Verdict
from charitydesk.domain.gate import Offer
from charitydesk.domain.money import Pence
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.periods import Period
from charitydesk.domain.provisions import Binding
from charitydesk.domain.states import LetterStatus
from charitydesk.presentation import badges
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.forms import NOT_KNOWN_YET, Choice

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.facts_form import FactField
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.notice_questions import Question


class InputKind(StrEnum):
    """What kind of input a question wants."""

    ANSWER = "answer"
    CHOICE = "choice"
    SELECT = "select"
    DATE = "date"
    PERIOD = "period"
    MONEY = "money"
    COUNT = "count"
    TEXT = "text"
    LONG_TEXT = "long-text"


_BY_KIND: dict[object, InputKind] = {Pence: InputKind.MONEY, Period: InputKind.PERIOD, int: InputKind.COUNT}


def input_kind(question: Question, field: FactField) -> InputKind:
    """Return what kind of input a question wants."""
    if field.kind is Answer:
        return InputKind.ANSWER
    if field.kind is Regime:
        return InputKind.SELECT
    if field.enumeration:
        return InputKind.CHOICE
    if getattr(field.kind, "__name__", "") == "date":
        return InputKind.DATE
    return _BY_KIND.get(field.kind, InputKind.LONG_TEXT if question.long else InputKind.TEXT)


_ANSWERS = {Answer.YES: "Yes", Answer.PARTLY: "Partly", Answer.NO: "No", Answer.UNKNOWN: NOT_KNOWN_YET}


def choices_of(question: Question, field: FactField) -> tuple[Choice, ...]:
    """Return the answers to choose from, *not known yet* apart."""
    if field.enumeration is None:
        return ()
    return tuple(
        Choice(member, choice_words(question, member)) for member in field.enumeration if member != field.default
    )


def choice_words(question: Question, member: Enum) -> str:
    """Return one answer in words."""
    if isinstance(member, Answer):
        return _ANSWERS[member]
    return question.choices.get(str(member.value), "") or capital(str(getattr(member, "label", member.value)))


def answer_words(question: Question, field: FactField, value: object) -> str:
    """Return an answer as a record shows it; empty when it is not known."""
    if value == field.default:
        return ""
    return choice_words(question, value) if isinstance(value, Enum) else shown(field, value)


def capital(words: str) -> str:
    """Return words with a capital at their head.

    Example:
        >>> capital("clause 14.2 asks"), capital("")
        ('Clause 14.2 asks', '')
    """
    return words[:1].upper() + words[1:]


AHEAD = frozenset({"agreement.ends_on", "notice.effective_on", "process.consulted_to", "retender.tenders_due_on"})
"""Dates that more often lie ahead than behind."""

VERDICTS = {
    Verdict.KEPT: badges.KEPT,
    Verdict.PARTLY: badges.PARTLY_KEPT,
    Verdict.NOT_KEPT: badges.NOT_KEPT,
    Verdict.CANNOT_TELL: badges.CANNOT_TELL,
    Verdict.NOT_APPLICABLE: badges.DOES_NOT_APPLY,
}
OFFERS = {
    Offer.OFFER: badges.OFFER,
    Offer.CHECK_FIRST: badges.CHECK_FIRST,
    Offer.NOT_OFFERED: badges.NOT_OFFERED,
}
STATUSES = {
    NoticeStatus.OPEN: Badge("Open", Shape.RING, Tone.ACCENT),
    NoticeStatus.CHALLENGED: Badge("Challenged", Shape.HALF, Tone.CAUTION),
    NoticeStatus.AGREED: Badge("Agreed", Shape.TICK, Tone.GOOD),
    NoticeStatus.CLOSED: Badge("Closed", Shape.DASH, Tone.UNSURE),
}
LETTERS = {
    LetterStatus.DRAFT: badges.DRAFT,
    LetterStatus.READY: Badge("Ready to send", Shape.TICK, Tone.ACCENT),
    LetterStatus.SENT: badges.AWAITING_REPLY,
    LetterStatus.ANSWERED: badges.REPLIED,
}
EXAMPLE = Badge("Example", Shape.DASH, Tone.UNSURE)


def letter_badge(status: LetterStatus, reply_due: date | None, today: date) -> Badge:
    """Return how far a letter has got; a reply that did not come in time is overdue."""
    if status is LetterStatus.SENT and reply_due is not None and reply_due < today:
        return Badge("Reply overdue", Shape.ALERT, Tone.BAD)
    return LETTERS[status]


def standing_words(answer: GateAnswer) -> str:
    """Return how a provision may be held up to this body, in a sentence."""
    if answer.binding is Binding.BENCHMARK:
        return "As a yardstick of good practice, not as a promise this body made."
    return _EFFECTS.get(answer.provision.effect.value, "As a source that reaches this body.")


_EFFECTS = {
    "contract-term": "A term of your own agreement.",
    "local-compact": "A promise this body signed.",
    "statute": "A duty in law.",
    "common-law": "A principle the courts apply.",
    "court-protocol": "The courts' own guidance.",
    "statutory-guidance": "Guidance to which this body must have regard; not a duty.",
    "guidance": "Guidance; not a duty.",
    "covenant": "A principle that government has set out.",
    "agreement": "This body's own promise to the voluntary sector.",
    "good-practice": "Published good practice.",
}

CONFIDENCE = {
    "verified": "This rule was checked against its source.",
    "reported": "This rule is reported by good sources; check it before you rely on the last day.",
    "recalled": "This rule is from memory; have an adviser confirm it before you rely on it.",
}
