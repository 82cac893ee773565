"""The forms of a bid: the bid itself, its tasks, lots and marks, its outcome, and the score's factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer, Regime
from charitydesk.domain.ids import BidId
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Badge, Shape, Tone, due_badge
from charitydesk.presentation.contract_children import ChildKind
from charitydesk.presentation.contract_fields import KINDS, RELATIONSHIPS
from charitydesk.presentation.contract_form import ChildLine, FieldGroup, FieldSpec, Kind, child_line, marks_words
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital
from charitydesk.services.bids import BidLotRecord, BidScoreRecord, BidTaskRecord

if TYPE_CHECKING:
    from datetime import date

NONE = BidId(0)
_CLOSING_HELP = (
    "Date and time of day, for example 27/11/2026 12 noon. "
    "A stamp from the notice can be pasted as it stands: 2026-11-27T12:00:00+00:00."
)

BID_GROUPS = (
    FieldGroup(
        "What it is",
        (
            FieldSpec("title", "What is tendered or funded"),
            FieldSpec("commissioner", "Buyer or funder"),
            FieldSpec("reference", "Their reference", optional=True),
            FieldSpec("relationship", "Contract or grant?", Kind.CHOICE, choices=RELATIONSHIPS, unknown=True),
            FieldSpec("owner", "Who looks after it here?", optional=True),
            FieldSpec("description", "What is wanted", Kind.LONG, optional=True),
            FieldSpec("link", "Link to the notice", optional=True),
        ),
    ),
    FieldGroup(
        "When it closes",
        (
            FieldSpec("deadline", "Deadline", Kind.CLOSING, help=_CLOSING_HELP),
            FieldSpec(
                "cutoff", "Your own limit before it", Kind.CLOSING, help="So that a portal can fail.", optional=True
            ),
        ),
    ),
    FieldGroup(
        "Money and term",
        (
            FieldSpec("value", "Whole value with VAT", Kind.MONEY),
            FieldSpec("value_ex_vat", "Whole value without VAT", Kind.MONEY, optional=True),
            FieldSpec("contract_starts_on", "The contract would begin on", Kind.DATE, ahead=True, optional=True),
            FieldSpec("contract_ends_on", "It would end on", Kind.DATE, ahead=True, optional=True),
        ),
    ),
    FieldGroup(
        "Procurement",
        (
            FieldSpec("kind", "What is bought?", Kind.CHOICE, choices=KINDS),
            FieldSpec("procurement_started_on", "When did they begin to buy it?", Kind.DATE, optional=True),
            FieldSpec("light_touch", "Are these light touch services?", Kind.ANSWER),
            FieldSpec("health", "Are they health care services for the NHS?", Kind.ANSWER),
            FieldSpec(
                "regime",
                "The procurement rules, where the papers say so",
                Kind.CHOICE,
                choices=tuple(
                    Choice(member, "Work it out" if member is Regime.UNKNOWN else capital(member.label))
                    for member in (Regime.UNKNOWN, *(one for one in Regime if one is not Regime.UNKNOWN))
                ),
            ),
            FieldSpec("vcse_suitable", "Do they say it suits charities and social enterprises?", Kind.ANSWER),
            FieldSpec("sme_suitable", "Do they say it suits small firms?", Kind.ANSWER),
        ),
        "The rules it is bought under decide which dates count after an award.",
    ),
    FieldGroup(
        "Afterwards",
        (
            FieldSpec("feedback", "Their feedback", Kind.LONG, optional=True),
            FieldSpec("lessons", "What you learned", Kind.LONG, help="Found by the search.", optional=True),
            FieldSpec("note", "Note", Kind.LONG, optional=True),
        ),
    ),
)

OUTCOME_GROUP = FieldGroup(
    "",
    (
        FieldSpec(
            "won", "What came of it?", Kind.CHOICE, choices=(Choice(True, "We won"), Choice(False, "We did not win"))
        ),
        FieldSpec("knew_on", "When did you hear?", Kind.DATE),
        FieldSpec("notice_on", "Date of the award notice", Kind.DATE, optional=True),
        FieldSpec(
            "by_post",
            "How did the notice come?",
            Kind.CHOICE,
            choices=(Choice(False, "By e-mail or portal"), Choice(True, "By post only")),
        ),
        FieldSpec("standstill_days", "Working days of standstill it states", Kind.COUNT, most=60, optional=True),
        FieldSpec("summary_on", "When did the assessment summary come?", Kind.DATE, optional=True),
        FieldSpec("value", "What was won, where it differs", Kind.MONEY, optional=True),
        FieldSpec("winner", "Who won", optional=True),
        FieldSpec("note", "Why", Kind.LONG, optional=True),
    ),
)


def _task(record: BidTaskRecord, today: date) -> ChildLine:
    badge = due_badge(record.due_on, record.done_on, today)
    done = f"done on {date_words(record.done_on)}" if record.done_on else ""
    due = f"by {date_words(record.due_on)}" if record.due_on else "no date yet"
    words = ", ".join(part for part in (due, record.owner, done) if part)
    return child_line(record.title, capital(words), record.note, badge)


def _lot(record: BidLotRecord, _today: date) -> ChildLine:
    badges = {
        Answer.YES: Badge("Bidding", Shape.DOT, Tone.ACCENT),
        Answer.NO: Badge("Not bidding", Shape.DASH, Tone.UNSURE),
    }
    won = {Answer.YES: Badge("Won", Shape.TICK, Tone.GOOD), Answer.NO: Badge("Lost", Shape.CROSS, Tone.BAD)}
    badge = won.get(record.won) or badges.get(record.bidding)
    title = " ".join(part for part in (record.number and f"Lot {record.number}", record.title) if part)
    worth = pounds(record.value) if record.value is not None else ""
    return child_line(title or "A lot without a name", worth, record.description, badge)


def _score(record: BidScoreRecord, _today: date) -> ChildLine:
    of = f" of {marks_words(record.out_of)}" if record.out_of is not None else ""
    ours = f"ours {marks_words(record.ours)}{of}" if record.ours is not None else ""
    best = f"the winner's {marks_words(record.best)}{of}" if record.best is not None else ""
    weight = f"weight {record.weight}%" if record.weight is not None else ""
    words = capital(", ".join(part for part in (ours, best, weight) if part))
    return child_line(record.criterion, words, record.note)


TASKS = ChildKind(
    name="tasks",
    title="Tasks",
    one="task",
    empty="No task yet. Who writes, who costs it, who reads it through?",
    blank=BidTaskRecord(bid_id=NONE, title=""),
    fields=(
        FieldSpec("title", "What is to be done"),
        FieldSpec("owner", "Who does it?"),
        FieldSpec("due_on", "By when?", Kind.DATE, ahead=True),
        FieldSpec("note", "Note", Kind.LONG, optional=True),
    ),
    needs=("title",),
    line=_task,
)
LOTS = ChildKind(
    name="lots",
    title="Lots",
    one="lot",
    empty="Not divided into lots, as far as recorded.",
    blank=BidLotRecord(bid_id=NONE),
    fields=(
        FieldSpec("number", "Number"),
        FieldSpec("title", "Title"),
        FieldSpec("value", "Value", Kind.MONEY, optional=True),
        FieldSpec("bidding", "Do you bid for it?", Kind.ANSWER),
        FieldSpec("won", "Did you win it?", Kind.ANSWER),
        FieldSpec("description", "What is wanted", Kind.LONG, optional=True),
    ),
    needs=("title",),
    line=_lot,
)
SCORES = ChildKind(
    name="scores",
    title="What the assessors gave",
    one="mark",
    empty="No marks yet. The assessment summary lists them by criterion.",
    blank=BidScoreRecord(bid_id=NONE, criterion=""),
    fields=(
        FieldSpec("criterion", "Criterion"),
        FieldSpec("weight", "Weight in per cent", Kind.COUNT, most=100, optional=True),
        FieldSpec("ours", "Our mark", Kind.MARKS),
        FieldSpec("best", "The winner's mark", Kind.MARKS, optional=True),
        FieldSpec("out_of", "Out of", Kind.MARKS, optional=True),
        FieldSpec("note", "What they said", Kind.LONG, optional=True),
    ),
    needs=("criterion",),
    line=_score,
)
AFTER_AWARD = frozenset({BidStage.WON, BidStage.LOST})
