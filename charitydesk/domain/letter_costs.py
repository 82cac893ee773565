"""What letters about bidding and prices can say beyond a notice's facts: named fields, flags and the cost schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.costs import half_up
from charitydesk.domain.document import Align, Column
from charitydesk.domain.letters import DraftBlock, Grid, Role, Sentence, Source, SourceKind
from charitydesk.domain.money import pounds
from charitydesk.domain.statement import PRIVACY, activities_table, bids_table, roles_table
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charitydesk.domain.document import Table
    from charitydesk.domain.full_cost_recovery import Recovery
    from charitydesk.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class LetterCosts:
    """The figures a letter about a bid or a contract draws on.

    Args:
        from_bid: Whether it starts from a bid, not a contract.
        rebid: Whether the bid is for a service the charity already runs.
        deadline: The bid's deadline in words, or empty.
        reasons: Why the charity does not bid, in its own words, or empty.
        statement: What bidding cost: of the bid, or of all bids to the body.
        recovery: The contract's price against its full cost, or None where it cannot be told.
    """

    from_bid: bool
    rebid: bool = False
    deadline: str = ""
    reasons: str = ""
    statement: Statement | None = None
    recovery: Recovery | None = None

    @property
    def warning(self) -> str:
        """What to think of before the figures go out, or empty."""
        return " ".join(part.warning for part in (self.statement, self.recovery) if part is not None and part.warning)


@dataclass(frozen=True, slots=True)
class CostField:
    """A named value with what a blank is called; the letter's context gives it its source."""

    text: str | None
    path: str
    label: str


def cost_fields(costs: LetterCosts | None, labels: Mapping[str, str]) -> Mapping[str, CostField]:
    """Return the fields; every one is there, blank where nothing is known.

    Args:
        costs: The figures, or None.
        labels: What each field is called where it is a blank.
    """
    total = costs.statement.total if costs and costs.statement else None
    bids = sum(line.is_bid for line in costs.statement.bids) if costs and costs.statement else 0
    recovery = costs.recovery if costs else None
    gap = recovery if recovery and recovery.subsidised else None
    found = {
        "bid_deadline": ("bid.deadline", (costs.deadline or None) if costs else None),
        "bid_reasons": ("bid.go_reason", (costs.reasons or None) if costs else None),
        "tender_concern": ("bid.concern", None),
        "bids": ("ledger.bids", counted(bids, "bid") if bids else None),
        "bid_hours": ("ledger.hours", total.hours if total else None),
        "bid_cost": ("ledger.cost", pounds(total.cost) if total else None),
        "bid_funded": ("ledger.funded", pounds(total.funded) if total else None),
        "bid_unfunded": ("ledger.unfunded", pounds(total.unfunded) if total else None),
        "full_cost": ("recovery.full", pounds(half_up(recovery.full)) if recovery else None),
        "price": ("recovery.price", pounds(recovery.price) if recovery else None),
        "price_gap": ("recovery.gap", pounds(half_up(gap.gap)) if gap else None),
    }
    return {name: CostField(text, path, labels[name]) for name, (path, text) in found.items()}


def cost_flags(costs: LetterCosts | None) -> frozenset[str]:
    """Return the flags that choose between wordings."""
    if costs is None:
        return frozenset()
    total = costs.statement.total if costs.statement else None
    held = {
        "from-bid": costs.from_bid,
        "from-contract": not costs.from_bid,
        "rebid": costs.rebid,
        "has-cost": total is not None and total.cost > 0,
        "has-funding": total is not None and total.funded > 0,
        "has-unfunded": total is not None and total.unfunded > 0,
        "has-recovery": costs.recovery is not None,
        "has-gap": costs.recovery is not None and costs.recovery.subsidised,
    }
    return frozenset(flag for flag, holds in held.items() if holds)


def cost_schedule(key: str, costs: LetterCosts | None, words: Mapping[str, str]) -> Iterator[DraftBlock]:
    """Yield the cost schedule: the statement's own tables, then the rules behind them.

    Args:
        key: The block's key.
        costs: The figures, or None.
        words: The maker's words.
    """
    statement = costs.statement if costs else None
    if statement is not None and statement.total.cost > 0:
        yield _grid(bids_table(f"{key}.bids", words["bids"], statement, words["bids-caption"]))
        if len(statement.activities) > 1:
            caption = words["activities-caption"]
            yield _grid(activities_table(f"{key}.activities", words["activities"], statement, caption))
        if statement.roles:
            titles = (words["role"], words["hours"], words["average"])
            yield _grid(roles_table(f"{key}.roles", titles, statement, words["roles-caption"]))
        yield from _said(f"{key}.rules", (*statement.rules, PRIVACY), "ledger.rules", words["rules-source"])
    recovery = costs.recovery if costs else None
    if recovery is not None:
        columns = (Column(words["line"], 6), Column(words["pounds"], 3, Align.RIGHT))
        rows = tuple((line.words, pounds(half_up(line.pence))) for line in recovery.lines)
        caption = f"{words['recovery-caption']}, {recovery.period}"
        grid = Grid(columns, rows, caption, bold_last_row=True)
        yield DraftBlock(f"{key}.recovery", Role.TABLE, grid=grid)
        yield from _said(f"{key}.recovery-notes", recovery.notes, "recovery.notes", words["recovery-source"])


def _grid(table: Table) -> DraftBlock:
    grid = Grid(table.columns, table.rows, table.caption, bold_last_row=table.bold_last_row)
    return DraftBlock(table.key, Role.TABLE, grid=grid)


def _said(key: str, texts: tuple[str, ...], ref: str, label: str) -> Iterator[DraftBlock]:
    """Yield one bullet a rule: in one paragraph nobody reads them."""
    source = Source(SourceKind.RECORD, ref, label)
    for number, text in enumerate(texts):
        block = f"{key}.{number}"
        yield DraftBlock(block, Role.BULLET, (Sentence(block, text, (source,)),))
