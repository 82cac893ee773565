"""What a contract and a bid share on paper: the head, facts, what belongs to the record, its cost and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charitydesk.domain.document import Block, Column, Heading, Lines, Paragraph, Run, Table
from charitydesk.domain.wording import long_date
from charitydesk.presentation.bid_words import cost_lines, cost_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.domain.regimes import RegimeAnswer
    from charitydesk.presentation.contract_children import ChildKind

_FACTS = (Column("What", 2), Column("As recorded", 5))
_CHILDREN = (Column("What", 5), Column("Details", 7), Column("Status", 3))


def said(key: str, words: str, *, bold: bool = False) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(key, (Run(words, bold=bold),))


def head(title: str, today: date, *about: str) -> Iterator[Block]:
    """Yield the title, and below it what the record is about and of which day this is."""
    yield Heading("title", title)
    yield Lines("about", tuple(part for part in (*about, f"As recorded on {long_date(today)}") if part))


def facts(key: str, title: str, rows: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Yield names and what is recorded under each; nothing where there is none."""
    if told := tuple(rows):
        yield Heading(f"{key}-heading", title, 2)
        yield Table(key, _FACTS, told)


def children(kind: ChildKind, records: Iterable[Any], today: date) -> Iterator[Block]:
    """Yield what belongs to a record, a row each as its page shows it; nothing where there is none."""
    lines = [kind.line(record, today) for record in records]
    if lines:
        width = 3 if any(line.badges for line in lines) else 2
        rows = ((line.title, line.words, ", ".join(badge.word for badge in line.badges))[:width] for line in lines)
        yield Heading(f"{kind.name}-heading", kind.title, 2)
        yield Table(kind.name, _CHILDREN[:width], tuple(rows))


def cost_blocks(cost: Report, around: Iterable[tuple[str, Report]] = ()) -> Iterator[Block]:
    """Yield what a record took in time and money, and what was done about it elsewhere."""
    yield Heading("cost-heading", "Time and cost so far", 2)
    lines = (cost_words(cost), *cost_lines(cost), *(f"{name}. {cost_words(one)}" for name, one in around))
    for number, words in enumerate(lines):
        yield said(f"cost-{number}", words)


def rules_blocks(regime: RegimeAnswer) -> Iterator[Block]:
    """Yield the procurement rules a record is under, with the reason."""
    yield Heading("rules-heading", "The procurement rules it is under", 2)
    for number, words in enumerate((f"{regime.regime.label}. {regime.reason}", *regime.unknowns)):
        yield said(f"rules-{number}", words[:1].upper() + words[1:])
