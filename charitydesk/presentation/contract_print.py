"""A contract's record on paper: by when to say no, its facts, and all that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.document import Align, Block, Bullet, Column, Heading, Run, Table
from charitydesk.presentation import contract_children as kinds
from charitydesk.presentation import contract_words as words
from charitydesk.presentation.record_print import children, cost_blocks, facts, head, rules_blocks, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charitydesk.domain.contract_risk import ContractRisks
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.contracts import ContractView


def contract_blocks(
    view: ContractView, risks: ContractRisks, cost: Report, around: Iterable[tuple[str, Report]], today: date
) -> Iterator[Block]:
    """Yield a contract's record as it stands.

    Args:
        view: The contract with what hangs on it.
        risks: What its terms and dates put at risk.
        cost: What it took so far.
        around: What its notices and bids took, by name.
        today: Civil date.
    """
    record = view.record
    yield from head(record.title, today, words.about_words(record), f"Status: {words.STATUSES[record.status].word}")
    yield Heading("window-heading", "The notice window", 2)
    yield said("window", view.window.sentence, bold=True)
    for number, unknown in enumerate(view.window.unknowns):
        yield Bullet(f"unknown-{number}", (Run(unknown),))
    yield from facts("facts", "Its terms", words.key_facts(view))
    for kind, records in (
        (kinds.OBLIGATIONS, view.obligations),
        (kinds.CLAUSES, view.clauses),
        (kinds.YEARS, view.years),
        (kinds.EXTENSIONS, view.extensions),
        (kinds.VARIATIONS, view.variations),
    ):
        yield from children(kind, records, today)
    yield from _risks(risks)
    yield from cost_blocks(cost, around)
    yield from rules_blocks(view.regime)


def _risks(risks: ContractRisks) -> Iterator[Block]:
    yield Heading("risk-heading", "Risk", 2)
    yield said("risk", words.risk_summary(risks))
    if risks.found:
        columns = (Column("What", 5), Column("Harm, and what to ask", 8), Column("Weight", 3, Align.RIGHT))
        rows = (
            (
                risk.what,
                f"{risk.rule.harm}\n{risk.rule.ask}",
                f"{words.RISK_LEVELS[risk.level].word}, {risk.score} of 25",
            )
            for risk in risks.found
        )
        yield Table("risks", columns, tuple(rows))
        yield said("risk-note", words.RISK_NOTE)
