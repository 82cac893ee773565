"""Bids on paper: the list of deadlines and a bid's record, every closing time with the offset it was given in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.closing import closing_in_full, closing_words
from charitydesk.domain.document import Align, Block, Bullet, Column, Heading, Lines, Run, Table
from charitydesk.domain.go_no_go import BEST_SCORE
from charitydesk.domain.wording import long_date
from charitydesk.i18n import counted
from charitydesk.presentation import bid_words as words
from charitydesk.presentation.bid_fields import LOTS, SCORES, TASKS
from charitydesk.presentation.contract_words import NOT_KNOWN
from charitydesk.presentation.record_print import children, cost_blocks, facts, head, rules_blocks, said
from charitydesk.services.bids import closing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.bids import BidLine, BidView

DEADLINES_TITLE = "Deadlines of bids"
_AS_KNOWN = (
    "Times are United Kingdom times. Beneath each stands the closing time as the buyer published it, where that says "
    "more. A buyer may change it: look at the notice itself before you rely on it."
)


def deadline_blocks(lines: Sequence[BidLine], shown: str, today: date) -> Iterator[Block]:
    """Yield the list of deadlines, in the order given.

    Args:
        lines: The bids.
        shown: Which bids these are: the filter in words.
        today: Civil date.
    """
    yield Heading("title", DEADLINES_TITLE)
    yield Lines("about", (f"{shown}: {counted(len(lines), 'bid')}", f"As recorded on {long_date(today)}"))
    yield said("times", _AS_KNOWN)
    if not lines:
        yield said("none", "No bid fits this list.")
        return
    limits = any(line.cutoff for line in lines)
    columns = [Column("Closes", 9), Column("Bid", 12), Column("Value", 4, Align.RIGHT), Column("Stage", 4)]
    if limits:
        columns.insert(1, Column("Your own limit", 5))
    yield Table("deadlines", tuple(columns), tuple(_row(line, limits) for line in lines))


def _row(line: BidLine, limits: bool) -> tuple[str, ...]:
    bid = "\n".join(part for part in (line.title, line.commissioner, line.reference) if part)
    own = closing_of(line.cutoff)
    limit = (closing_words(own) if own else "",) if limits else ()
    value = words.worth(line)
    full, *given = as_published(line.deadline)
    closes = "\n".join((full.replace(" (", "\n(", 1), *given))
    return (closes, *limit, bid, "" if value == NOT_KNOWN else value, words.STAGES[line.stage].word)


def as_published(text: str) -> tuple[str, ...]:
    """Return a closing time in words with its offset, and as it was published where that names an offset."""
    closing = closing_of(text)
    if closing is None:
        return (text or NOT_KNOWN,)
    full = closing_in_full(closing)
    return (full, text) if closing.offset_given else (full,)


def bid_blocks(view: BidView, cost: Report, today: date) -> Iterator[Block]:
    """Yield a bid's record as it stands.

    Args:
        view: The bid with what hangs on it.
        cost: What it took so far.
        today: Civil date.
    """
    record = view.record
    stage = f"Stage: {words.STAGES[record.stage].word}"
    yield from head(record.title, today, words.about_words(record), stage)
    yield Heading("deadline-heading", "The deadline", 2)
    full, *given = as_published(record.deadline)
    yield said("deadline", full, bold=True)
    for text in given:
        yield said("deadline-given", f"As the buyer published it: {text}")
    if view.cutoff_words:
        yield said("cutoff", f"Your own limit: {view.cutoff_words}")
    for number, warning in enumerate(view.warnings):
        yield Bullet(f"warning-{number}", (Run(warning),))
    told = ((name, value) for name, value in words.key_facts(view) if name != "What is wanted")
    yield from facts("facts", "The bid", told)
    if record.description:
        yield Heading("wanted-heading", "What is wanted", 2)
        for number, part in enumerate(part for part in record.description.splitlines() if part.strip()):
            yield said(f"wanted-{number}", part)
    yield from children(LOTS, view.lots, today)
    yield from children(TASKS, view.tasks, today)
    yield from _score(view)
    yield from facts("outcome", "Outcome", words.outcome_facts(record))
    yield from children(SCORES, view.scores, today)
    yield from cost_blocks(cost)
    yield from rules_blocks(view.regime)


def _score(view: BidView) -> Iterator[Block]:
    scored = [factor for factor in view.factors if factor.score is not None]
    if not scored and view.record.go_decided_on is None:
        return
    yield Heading("score-heading", "Go or no-go", 2)
    if decided := words.decision_words(view.record):
        yield said("decided", decided)
    if scored:
        yield said("score", view.go.sentence)
        columns = (
            Column("Factor", 6),
            Column("Weight", 2, Align.RIGHT),
            Column("Score", 2, Align.RIGHT),
            Column("Why", 5),
        )
        rows = ((one.name, str(one.weight), f"{one.score} of {BEST_SCORE}", one.note) for one in scored)
        yield Table("factors", columns, tuple(rows))
