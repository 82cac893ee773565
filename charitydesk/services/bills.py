"""Other costs of bidding and money given towards them; receipts are attachments of the table `bidding_cost`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bills import CostKind, VatTreatment, cost_problems, counted_cost
from charitydesk.domain.money import pounds
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Topic
from charitydesk.storage.records_time import BiddingCostRecord, FundingRecord

if TYPE_CHECKING:
    from charitydesk.domain.ids import BiddingCostId
    from charitydesk.domain.money import Pence
    from charitydesk.domain.timelog import Subject
    from charitydesk.services.desk import Desk

__all__ = ["BiddingCostRecord", "BillService", "CostKind", "FundingRecord", "VatTreatment", "counted"]


def counted(record: BiddingCostRecord) -> Pence:
    """Return what a bill cost the charity, in pence: net, and the VAT it could not recover."""
    return counted_cost(record.net, record.vat, record.vat_treatment, record.vat_recovered)


class BillService:
    """Keeps other costs and money given."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def costs(self, subject: Subject | None = None) -> tuple[BiddingCostRecord, ...]:
        """Return other costs, the latest first; of one subject, or all."""
        with self._desk.read() as work:
            return work.bidding_costs.list(subject)

    def save_cost(self, cost: BiddingCostRecord) -> BiddingCostRecord:
        """Keep a new or changed cost.

        Raises:
            BadInputError: Its sums do not fit together.
        """
        problems = cost_problems(cost.net, cost.vat, cost.vat_treatment, cost.vat_recovered, cost.funded)
        if problems:
            raise BadInputError(problems[0], " ".join(problems[1:]))
        verb = "Changed" if cost.id else "Recorded"
        with self._desk.change(f"{verb} a cost of {pounds(counted(cost))}", Topic.COSTS) as work:
            return work.bidding_costs.update(cost) if cost.id else work.bidding_costs.add(cost)

    def remove_cost(self, cost_id: BiddingCostId) -> None:
        """Take a cost out."""
        with self._desk.change("Took out a cost", Topic.COSTS) as work:
            work.bidding_costs.delete(cost_id)

    def funding(self, subject: Subject | None = None) -> tuple[FundingRecord, ...]:
        """Return money given, the latest first; to one subject, or all."""
        with self._desk.read() as work:
            return work.funding.list(subject)

    def save_funding(self, funding: FundingRecord) -> FundingRecord:
        """Keep new or changed money given towards a cost.

        Raises:
            BadInputError: The sum is not above zero, or it is given to nothing.
        """
        if funding.amount <= 0:
            raise BadInputError("The sum is not above zero.", "Give what was paid.")
        if funding.bid_id is None and funding.contract_id is None and funding.notice_id is None:
            raise BadInputError("The money is given towards nothing.", "Choose the bid, contract or notice.")
        verb = "Changed" if funding.id else "Recorded"
        with self._desk.change(f"{verb} {pounds(funding.amount)} given towards a cost", Topic.COSTS) as work:
            return work.funding.update(funding) if funding.id else work.funding.add(funding)

    def remove_funding(self, funding_id: int) -> None:
        """Take money given out."""
        with self._desk.change("Took out money given", Topic.COSTS) as work:
            work.funding.delete(funding_id)
