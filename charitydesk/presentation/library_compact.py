"""A local compact as its form holds it: what can be kept is kept at once, what is half typed waits. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer
from charitydesk.domain.local_compacts import UNNUMBERED
from charitydesk.domain.periods import parse_period
from charitydesk.domain.provisions import LocalCompactStatus, Verification
from charitydesk.domain.states import ClauseSide, CodesReach
from charitydesk.domain.wording import date_words
from charitydesk.errors import BadInputError
from charitydesk.i18n import counted
from charitydesk.presentation.forms import Choice, FieldProblem
from charitydesk.services.library import LocalClauseRecord, LocalCompactRecord, LocalSignatoryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.ids import LocalCompactId
    from charitydesk.domain.provisions import Provision
    from charitydesk.services.library import CompactView

NEVER_ASSUME = (
    "A local compact must never be assumed. Many areas never had one, many have lapsed, and a council answers only for"
    " one that it signed. Record what you hold a copy of; where you do not know, say so, and your letter asks the"
    " council instead of asserting."
)

STATUS_CHOICES = [
    Choice(LocalCompactStatus.ACTIVE, "Active", "Somebody who should know says that it still stands."),
    Choice(LocalCompactStatus.DORMANT, "Dormant", "It was signed once and nobody works with it now."),
    Choice(LocalCompactStatus.NONE_FOUND, "None found", "You looked and asked, and there is none for this area."),
    Choice(LocalCompactStatus.UNKNOWN, "Not known yet", "Letters will ask the council about it."),
]
CODES_CHOICES = [
    Choice(CodesReach.UNKNOWN, "Not known yet"),
    Choice(CodesReach.ALL, "Its codes bind all who signed"),
    Choice(CodesReach.SOME, "Its codes bind some of them"),
    Choice(CodesReach.NO_CODES, "It has no codes"),
]
SIDE_CHOICES = [
    Choice(ClauseSide.BODY, "The public bodies"),
    Choice(ClauseSide.CHARITY, "The voluntary side"),
    Choice(ClauseSide.BOTH, "Both"),
]
SIDE_WORDS = {choice.value: choice.label for choice in SIDE_CHOICES}
CONFIDENCE_CHOICES = [
    Choice(Verification.VERIFIED, "I copied it from the document"),
    Choice(Verification.REPORTED, "Somebody reliable told me"),
    Choice(Verification.RECALLED, "From memory: no letter may cite it yet"),
]
SIGNED_WORDS = {Answer.YES: "signed", Answer.NO: "did not sign", Answer.UNKNOWN: "not known whether it signed"}

TOPIC_CHOICES = [
    Choice("notice", "Notice of an ending or a cut"),
    Choice("three-months", "Three months' notice"),
    Choice("reasons", "Giving reasons"),
    Choice("early-discussion", "Talking early about cuts"),
    Choice("consultation", "Consulting first"),
    Choice("12-weeks", "Twelve weeks to answer"),
    Choice("right-to-respond", "A say before the decision"),
    Choice("impact-assessment", "Weighing the effect on people"),
    Choice("alternatives", "Looking at alternatives"),
    Choice("share-of-cut", "A fair share of cuts"),
    Choice("recovery-plan", "A plan to put things right"),
    Choice("transition", "Handing over"),
    Choice("users", "Telling users"),
    Choice("equality", "Equality"),
    Choice("tendering", "Fair tendering"),
    Choice("feedback", "Feedback on bids"),
    Choice("payment", "Paying on time"),
    Choice("full-cost-recovery", "Full cost recovery"),
    Choice("risk", "Sharing risk"),
    Choice("independence", "Independence"),
    Choice("campaigning", "Freedom to campaign"),
    Choice("dispute-resolution", "Settling disputes"),
]
"""What a clause may be about; the ids are the register's topics, which the findings ask for."""
_TOPIC_WORDS = {str(choice.value): choice.label for choice in TOPIC_CHOICES}


def topics_words(topics: Iterable[str]) -> str:
    """Return a clause's topics in the form's own words."""
    return ", ".join(_TOPIC_WORDS.get(topic, topic.replace("-", " ")) for topic in topics)


def national_choices(register: Iterable[Provision]) -> list[Choice]:
    """Return the undertakings of the national Compact of 2010, for comparing and never for citing."""
    found = [entry for entry in register if entry.id.startswith("compact2010-")]
    ordered = sorted(found, key=_number)
    return [Choice("", "None, or not compared"), *(Choice(entry.id, _national(entry)) for entry in ordered)]


def _number(entry: Provision) -> list[int]:
    return [int(part) for part in entry.reference.split()[-1].split(".") if part.isdigit()]


def _national(entry: Provision) -> str:
    words = entry.commitment if len(entry.commitment) <= 60 else f"{entry.commitment[:58].rsplit(' ', 1)[0]}…"
    return f"{entry.reference.split()[-1]}  {words}"


def clause_title(clause: LocalClauseRecord) -> str:
    """Return a clause's number, or where it stands when it has none."""
    number = clause.reference.strip()
    if number and number.casefold() != UNNUMBERED:
        return f"Clause {number}" if number[0].isdigit() else number
    where = [f"page {clause.page.strip()}"] if clause.page.strip() else []
    where += [f"“{clause.heading.strip()}”"] if clause.heading.strip() else []
    return f"Unnumbered, {', '.join(where)}" if where else "Clause without a number"


def signatory_words(one: LocalSignatoryRecord) -> str:
    """Return whether and when a body signed."""
    when = f" on {date_words(one.signed_on)}" if one.signed_on is not None and one.signed is Answer.YES else ""
    return f"{one.body}: {SIGNED_WORDS.get(one.signed, 'not known whether it signed')}{when}"


def compact_summary(view: CompactView) -> str:
    """Return what a list says under a compact's name."""
    parts = [view.compact.area, view.compact.edition, counted(len(view.clauses), "clause")]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def what_is_missing(view: CompactView) -> list[str]:
    """Return what still stands between this compact and a letter, one sentence each."""
    record, found = view.compact, list[str]()
    if record.status is LocalCompactStatus.UNKNOWN:
        found.append("Find out whether it still stands. Until then letters ask the council and assert nothing.")
    elif record.status is LocalCompactStatus.ACTIVE and not record.status_confirmed_by.strip():
        found.append("Record who confirmed that it still stands.")
    if record.status is LocalCompactStatus.ACTIVE and all(one.signed is not Answer.YES for one in view.signatories):
        found.append("Record which body signed it, and when.")
    if record.copy_checked_on is None and record.status is not LocalCompactStatus.NONE_FOUND:
        found.append("Record where your copy came from and when you checked it.")
    if not view.clauses and record.status in {LocalCompactStatus.ACTIVE, LocalCompactStatus.UNKNOWN}:
        found.append("Type in the clauses you may want to rely on, word for word.")
    return found


def clause_problems(clause: LocalClauseRecord, *, numbered: bool) -> list[FieldProblem]:
    """Return what a clause lacks before it can be kept.

    Args:
        clause: As typed.
        numbered: Whether it is said to have a number.
    """
    found: list[FieldProblem] = []
    if numbered and not clause.reference.strip():
        found.append(FieldProblem("reference", "Type the number exactly as it is printed, or tick “It has no number”."))
    if not numbered and not (clause.page.strip() or clause.heading.strip()):
        found.append(FieldProblem("page", "Give its page or the heading it stands under, so that it can be found."))
    if not clause.text.strip():
        found.append(FieldProblem("text", "Type the clause exactly as it is printed."))
    return found


def compact_problems(record: LocalCompactRecord) -> list[FieldProblem]:
    """Return what cannot be kept as it is typed."""
    found: list[FieldProblem] = []
    if not record.name.strip():
        found.append(FieldProblem("name", "Give its name as printed: without one it cannot be kept."))
    if record.notice_period.strip():
        try:
            parse_period(record.notice_period)
        except BadInputError:
            message = "Type a number and days, weeks or months, for example 3 months, or leave it empty."
            found.append(FieldProblem("notice_period", message))
    return found


@dataclass
class CompactDraft:
    """The compact as typed beside what is kept of it.

    Args:
        kept: What is kept, or None for a new one.
        record: Its particulars as typed.
        signatories: The bodies as typed.
        clauses: The clauses as typed.
    """

    record: LocalCompactRecord
    kept: CompactView | None = None
    signatories: list[LocalSignatoryRecord] = field(default_factory=list[LocalSignatoryRecord])
    clauses: list[LocalClauseRecord] = field(default_factory=list[LocalClauseRecord])

    @classmethod
    def of(cls, view: CompactView) -> CompactDraft:
        """Return the draft of a kept compact."""
        return cls(view.compact, view, list(view.signatories), list(view.clauses))

    @classmethod
    def new(cls) -> CompactDraft:
        """Return an empty draft."""
        return cls(LocalCompactRecord(name=""))

    @property
    def id(self) -> LocalCompactId:
        """The compact's id; 0 until it is kept."""
        return self.record.id

    def keepable(self) -> tuple[LocalCompactRecord, list[LocalSignatoryRecord], list[LocalClauseRecord]]:
        """Return what can be kept now: of anything half typed, what was kept of it before."""
        record = self.record
        bad = {problem.field for problem in compact_problems(record)}
        if bad and self.kept is not None:
            record = replace(record, **{name: getattr(self.kept.compact, name) for name in bad})
        elif "notice_period" in bad:
            record = replace(record, notice_period="")
        old = {clause.id: clause for clause in self.kept.clauses} if self.kept is not None else {}
        clauses: list[LocalClauseRecord] = []
        for clause in self.clauses:
            whole = clause if is_whole(clause) else old.get(clause.id)
            if whole is not None:
                clauses.append(whole)
        bodies = {one.id: one for one in self.kept.signatories} if self.kept is not None else {}
        named = (one if one.body.strip() else bodies.get(one.id) for one in self.signatories)
        return record, [one for one in named if one is not None], clauses

    def can_be_kept(self) -> bool:
        """Return whether there is a name to keep it under."""
        return bool(self.keepable()[0].name.strip())

    def differs(self) -> bool:
        """Return whether something that can be kept is not kept yet."""
        record, signatories, clauses = self.keepable()
        if self.kept is None:
            return bool(record.name.strip())
        before = (self.kept.compact, list(self.kept.signatories), [replace(c, position=0) for c in self.kept.clauses])
        return (record, signatories, [replace(clause, position=0) for clause in clauses]) != before

    def take_kept(self, view: CompactView) -> None:
        """Learn the ids that keeping gave, in the order things were given."""
        _, signatories, clauses = self.keepable()
        bodies = {id(given): kept for given, kept in zip(signatories, view.signatories, strict=True)}
        made = {id(given): kept for given, kept in zip(clauses, view.clauses, strict=True)}
        self.record = replace(
            self.record, id=view.compact.id, created_at=view.compact.created_at, updated_at=view.compact.updated_at
        )
        self.signatories = [bodies.get(id(one), one) for one in self.signatories]
        self.clauses = [made.get(id(one), one) for one in self.clauses]
        self.kept = view


def is_whole(clause: LocalClauseRecord) -> bool:
    """Return whether a clause has its words and can be found in the document."""
    unnumbered = clause.reference.strip().casefold() in {"", UNNUMBERED}
    return bool(clause.text.strip()) and (not unnumbered or bool(clause.page.strip() or clause.heading.strip()))
