"""What belongs to a contract: its years, options, clauses, variations and obligations, as lines and as forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bodies import Answer
from charitydesk.domain.contracts import VariationStatus
from charitydesk.domain.ids import ContractId
from charitydesk.domain.money import pounds
from charitydesk.domain.obligations import ObligationKind, Recurrence
from charitydesk.domain.states import ClauseSide
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Badge, Shape, Tone, deadline_badge, due_badge
from charitydesk.presentation.contract_form import ChildLine, FieldSpec, Kind, change_words, child_line
from charitydesk.presentation.contract_words import NOT_KNOWN
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital
from charitydesk.services.contracts import (
    ContractClauseRecord,
    ContractExtensionRecord,
    ContractYearRecord,
    VariationRecord,
)
from charitydesk.services.obligations import ObligationRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

NONE = ContractId(0)


@dataclass(frozen=True, slots=True)
class ChildKind:
    """One sort of thing that belongs to a record.

    Args:
        name: The owner's name for them, for example `years`.
        title: Their heading.
        one: What one of them is called.
        empty: What is said while there is none.
        blank: A new one.
        fields: What its form asks.
        needs: Names of fields without which it is not kept.
        line: How it is told as a line, given today.
        words: A quiet line under the heading.
    """

    name: str
    title: str
    one: str
    empty: str
    blank: Any
    fields: tuple[FieldSpec, ...]
    needs: tuple[str, ...]
    line: Callable[[Any, date], ChildLine]
    words: str = ""


def _year(record: ContractYearRecord, _today: date) -> ChildLine:
    return child_line(pounds(record.value), f"From {date_words(record.starts_on)}", record.note)


def _extension(record: ContractExtensionRecord, today: date) -> ChildLine:
    length = record.length or (f"to {date_words(record.to_date)}" if record.to_date else NOT_KNOWN)
    whose = {"body": "their choice", "charity": "your choice", "both": "both must agree"}[record.whose.value]
    badge = (
        {
            Answer.YES: Badge("Taken up", Shape.TICK, Tone.GOOD),
            Answer.NO: Badge("Not taken up", Shape.DASH, Tone.UNSURE),
        }
    ).get(record.taken)
    if badge is None and record.decide_by is not None:
        badge = deadline_badge((record.decide_by - today).days)
    decide = f"decided by {date_words(record.decide_by)}" if record.decide_by else ""
    words = ", ".join(part for part in (capital(whose), decide, record.note) if part)
    return child_line(f"Extension {length}" if record.length == "" else f"{length} more", words, badge=badge)


def _clause(record: ContractClauseRecord, _today: date) -> ChildLine:
    title = ", ".join(part for part in (record.number and f"Clause {record.number}", record.topic) if part)
    return child_line(title or "A clause without a number", record.text, record.note and f"Our note: {record.note}")


VARIATION_STATUS = {
    VariationStatus.PROPOSED: Badge("Proposed", Shape.RING, Tone.CAUTION),
    VariationStatus.AGREED: Badge("Agreed", Shape.TICK, Tone.GOOD),
    VariationStatus.REFUSED: Badge("Refused", Shape.CROSS, Tone.UNSURE),
}


def _variation(record: VariationRecord, _today: date) -> ChildLine:
    worth = f"{change_words(record.value_change)} a year" if record.value_change else ""
    ends = f"new end {date_words(record.new_ends_on)}" if record.new_ends_on else ""
    since = f"from {date_words(record.effective_on)}" if record.effective_on else ""
    words = ", ".join(part for part in (worth, ends, since) if part)
    title = f"{record.number} {record.title}".strip()
    return child_line(title, capital(words), record.note, VARIATION_STATUS[record.status])


def obligation_line(record: ObligationRecord, today: date) -> ChildLine:
    """Return an obligation as a line."""
    badge = due_badge(record.due_on, record.done_on, today)
    again = record.recurrence.label if record.recurrence is not Recurrence.ONCE else ""
    leads = f"reminders {', '.join(record.lead_times)} before" if record.lead_times else ""
    done = f"done on {date_words(record.done_on)}" if record.done_on else ""
    clause = f"clause {record.clause}" if record.clause else ""
    due = f"due {date_words(record.due_on)}" if record.due_on else "no date yet"
    kind = record.kind.label if record.kind is not ObligationKind.OTHER else ""
    words = ", ".join(part for part in (due, record.owner, kind, again, leads, clause, done) if part)
    return child_line(record.title, capital(words), record.done_note or record.note, badge)


def _choices(kind: Any) -> tuple[Choice, ...]:
    return tuple(Choice(member, capital(member.label)) for member in kind)


YEARS = ChildKind(
    name="years",
    title="Value by year",
    one="year",
    empty="Not entered year by year.",
    blank=None,
    fields=(
        FieldSpec("starts_on", "The year begins on", Kind.DATE),
        FieldSpec("value", "What it is worth", Kind.MONEY),
        FieldSpec("note", "Note", optional=True),
    ),
    needs=("starts_on", "value"),
    line=_year,
)
EXTENSIONS = ChildKind(
    name="extensions",
    title="Options to extend",
    one="option",
    empty="No option to extend is recorded.",
    blank=ContractExtensionRecord(contract_id=NONE),
    fields=(
        FieldSpec("length", "For how long", Kind.PERIOD, help="For example 12 months."),
        FieldSpec("to_date", "Or to which date", Kind.DATE, ahead=True, optional=True),
        FieldSpec("decide_by", "Last day to take it up", Kind.DATE, ahead=True),
        FieldSpec(
            "whose",
            "Whose choice is it?",
            Kind.CHOICE,
            choices=(
                Choice(ClauseSide.BODY, "Theirs"),
                Choice(ClauseSide.CHARITY, "Ours"),
                Choice(ClauseSide.BOTH, "Both must agree"),
            ),
        ),
        FieldSpec("taken", "Was it taken up?", Kind.ANSWER),
        FieldSpec("note", "Note", optional=True),
    ),
    needs=(),
    line=_extension,
)
CLAUSES = ChildKind(
    name="clauses",
    title="Key clauses",
    one="clause",
    empty="No clause is recorded. Those on notice, payment, change and disputes are worth having at hand.",
    blank=ContractClauseRecord(contract_id=NONE),
    fields=(
        FieldSpec("number", "Number exactly as printed"),
        FieldSpec("topic", "What it is about", help="For example notice, payment, changes."),
        FieldSpec("text", "Its words", Kind.LONG),
        FieldSpec("note", "Your own note", Kind.LONG, optional=True),
    ),
    needs=(),
    line=_clause,
)
VARIATIONS = ChildKind(
    name="variations",
    title="Variations",
    one="variation",
    empty="No change to the terms is recorded.",
    blank=VariationRecord(contract_id=NONE, title=""),
    fields=(
        FieldSpec("title", "What it changes", help="For example Uplift 2027."),
        FieldSpec("number", "Its number", optional=True),
        FieldSpec("status", "How far has it got?", Kind.CHOICE, choices=_choices(VariationStatus)),
        FieldSpec("proposed_on", "Proposed on", Kind.DATE, optional=True),
        FieldSpec("agreed_on", "Agreed on", Kind.DATE, optional=True),
        FieldSpec("effective_on", "In force from", Kind.DATE, optional=True),
        FieldSpec(
            "value_change",
            "Change of the value a year",
            Kind.CHANGE,
            help="With a minus sign for a cut. Once agreed, it is added to the contract's value.",
            optional=True,
        ),
        FieldSpec(
            "new_ends_on",
            "New end date",
            Kind.DATE,
            help="Once agreed, the contract ends on this day.",
            ahead=True,
            optional=True,
        ),
        FieldSpec("note", "Note", Kind.LONG, optional=True),
    ),
    needs=("title",),
    line=_variation,
    words="Once agreed, the contract's end and value follow.",
)
OBLIGATIONS = ChildKind(
    name="obligations",
    title="Obligations and reports",
    one="obligation",
    empty="Nothing is recorded that falls due. Reports, meetings and data returns belong here.",
    blank=ObligationRecord(title=""),
    fields=(
        FieldSpec("title", "What is to be done", help="For example Quarterly report."),
        FieldSpec("kind", "What sort of thing is it?", Kind.CHOICE, choices=_choices(ObligationKind)),
        FieldSpec("due_on", "When is it due?", Kind.DATE, ahead=True),
        FieldSpec("owner", "Who sees to it?"),
        FieldSpec(
            "lead_times",
            "Remind us how long before?",
            Kind.LEADS,
            help="Several, with commas: 4 weeks, 3 working days.",
            optional=True,
        ),
        FieldSpec("recurrence", "How often?", Kind.CHOICE, choices=_choices(Recurrence)),
        FieldSpec("repeat_until", "Until when?", Kind.DATE, ahead=True, optional=True),
        FieldSpec("clause", "Clause it comes from", optional=True),
        FieldSpec("note", "Note", Kind.LONG, optional=True),
    ),
    needs=("title",),
    line=obligation_line,
)
