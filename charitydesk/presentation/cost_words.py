"""Other costs and money given, as lists and forms show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bills import CostKind, VatTreatment, cost_problems, counted_cost
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.presentation.forms import Choice, FieldProblem
from charitydesk.presentation.time_words import NOTHING_NAMED, capital
from charitydesk.services.bills import BiddingCostRecord, FundingRecord, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

KINDS = [Choice(kind, capital(kind.label)) for kind in CostKind]
VAT_CHOICES = [
    Choice(VatTreatment.NO_VAT, "No VAT was charged"),
    Choice(VatTreatment.NOT_RECOVERED, "VAT we cannot get back", "It is part of the cost."),
    Choice(VatTreatment.RECOVERED, "VAT we get back in full", "It is no cost to us."),
    Choice(VatTreatment.PARTLY, "VAT we get back in part", "Only the rest of it is a cost."),
]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A bill, or money given towards a bid.

    Args:
        record: As kept.
        title: What it hangs on.
        receipts: How many files are kept with it.
    """

    record: BiddingCostRecord | FundingRecord
    title: str
    receipts: int = 0

    @property
    def key(self) -> str:
        """What tells it apart: `bill:3` or `money:4`."""
        return f"{'bill' if isinstance(self.record, BiddingCostRecord) else 'money'}:{self.record.id}"

    @property
    def day(self) -> date:
        """Its date."""
        return self.record.on_date

    @property
    def what(self) -> str:
        """What was bought, or who gave."""
        if isinstance(self.record, FundingRecord):
            return f"Money from {self.record.given_by}" if self.record.given_by else "Money given"
        return self.record.supplier or capital(self.record.kind.label)

    @property
    def detail(self) -> str:
        """What it hangs on, and its description."""
        record = self.record
        words = record.note if isinstance(record, FundingRecord) else record.description
        return " \N{MIDDLE DOT} ".join(part for part in (self.title or NOTHING_NAMED, words) if part)

    @property
    def kind(self) -> str:
        """What kind of thing it is."""
        return "Money given" if isinstance(self.record, FundingRecord) else capital(self.record.kind.label)

    @property
    def pence(self) -> int:
        """What it cost the charity; below zero for money given."""
        return -self.record.amount if isinstance(self.record, FundingRecord) else counted(self.record)

    @property
    def amount(self) -> str:
        """The amount in words of figures."""
        return f"{pounds(-self.pence)} given" if isinstance(self.record, FundingRecord) else pounds(self.pence)

    @property
    def paid_by(self) -> str:
        """How much of a bill somebody paid."""
        record = self.record
        if isinstance(record, FundingRecord) or not record.funded:
            return ""
        return f"{pounds(record.funded)} by {record.funded_by or 'somebody'}"

    @property
    def receipt(self) -> str:
        """Whether its receipt is kept."""
        if isinstance(self.record, FundingRecord):
            return ""
        return "Kept" if self.receipts else "None yet"

    @property
    def sentence(self) -> str:
        """The whole as it is spoken."""
        parts = (date_words(self.day), self.what, self.detail, self.kind, self.amount, self.paid_by)
        receipt = "" if isinstance(self.record, FundingRecord) else f"receipt: {self.receipt.lower()}"
        return ", ".join(part for part in (*parts, receipt) if part)


def totals_words(rows: Sequence[MoneyRow]) -> str:
    """Return what the bills add up to, and what others paid of them."""
    bills = [row for row in rows if isinstance(row.record, BiddingCostRecord)]
    cost = sum(row.pence for row in bills)
    paid = sum(row.record.funded for row in bills if isinstance(row.record, BiddingCostRecord))
    given = -sum(row.pence for row in rows if isinstance(row.record, FundingRecord))
    parts = [f"Bills of {pounds(cost)}"]
    parts += [f"{pounds(paid)} of them paid by others"] if paid else []
    parts += [f"{pounds(given)} given towards whole bids"] if given else []
    return f"{', '.join(parts)}."


def counts_words(net: int | None, vat: int | None, treatment: VatTreatment, recovered: int | None) -> str:
    """Return what a bill counts as, said while it is typed; amounts in pence."""
    if not net:
        return ""
    cost = counted_cost(net, vat or 0, treatment, recovered or 0)
    if treatment is VatTreatment.NO_VAT:
        return f"It costs you {pounds(cost)}."
    return f"It costs you {pounds(cost)}: {pounds(net)} and {pounds(cost - net)} of VAT that you do not get back."


def bill_problems(record: BiddingCostRecord) -> list[FieldProblem]:
    """Return what keeps a bill from being kept, each at its field."""
    found: list[FieldProblem] = []
    if record.net <= 0:
        found.append(FieldProblem("net", "Give the amount without VAT."))
        return found
    said = cost_problems(record.net, record.vat, record.vat_treatment, record.vat_recovered, record.funded)
    for sentence in said:
        place = "funded" if "funded" in sentence else "recovered" if "recovered" in sentence else "vat"
        found.append(FieldProblem(place, sentence))
    return found
