"""The example charity's commissioners, contracts and bids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.moments import in_uk
from charitydesk.services.outcomes import Outcome
from charitydesk.services.record_fields import FIELDS, read_record
from charitydesk.storage.records_bids import NEW_BID, BidLotRecord, BidRecord, BidTaskRecord
from charitydesk.storage.records_contracts import (
    NEW_COMMISSIONER,
    NEW_CONTRACT,
    CommissionerRecord,
    ContactRecord,
    ContractClauseRecord,
    ContractExtensionRecord,
    ContractRecord,
    ObligationRecord,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.ids import NoticeId
    from charitydesk.services.bids import BidService
    from charitydesk.services.commissioners import CommissionerService
    from charitydesk.services.contracts import ContractService
    from charitydesk.services.desk import Desk
    from charitydesk.services.outcomes import OutcomeService
    from charitydesk.storage.unit_of_work import UnitOfWork

_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class ExampleAgreements:
    """Loads them through the services everybody uses, and takes them out again."""

    _desk: Desk
    _commissioners: CommissionerService
    _contracts: ContractService
    _bids: BidService
    _outcomes: OutcomeService

    def load(self, content: Mapping[str, Any], notices: Mapping[str, NoticeId]) -> None:
        """Bring them in.

        Args:
            content: The example's content, its days worked out.
            notices: Its notices by key, for the contracts they are about.
        """
        for given in content["commissioners"]:
            self._add_commissioner(given)
        for given in content["contracts"]:
            self._add_contract(given, notices)
        for given in content["bids"]:
            self._add_bid(given)

    def _add_commissioner(self, given: Mapping[str, Any]) -> None:
        with self._desk.read() as work:
            if work.commissioners.named(given["name"]) is not None:
                return  # the charity's own record of that body stays as it is
            compacts = [one for one in work.local_compacts.all() if one.is_example and one.name == given.get("compact")]
        record = CommissionerRecord(
            name=given["name"],
            kind=BodyKind(given["kind"]),
            nation=Nation(given["nation"]),
            address=given.get("address", ""),
            local_compact_id=compacts[0].id if compacts else None,
            is_example=True,
        )
        contacts = [ContactRecord(commissioner_id=NEW_COMMISSIONER, **one) for one in given["contacts"]]
        self._commissioners.save(record, contacts)

    def _add_contract(self, given: Mapping[str, Any], notices: Mapping[str, NoticeId]) -> None:
        view = self._contracts.add(
            ContractRecord(**_values("contract", given), is_example=True),
            clauses=[ContractClauseRecord(contract_id=NEW_CONTRACT, **one) for one in given.get("clauses", ())],
            extensions=[
                ContractExtensionRecord(contract_id=NEW_CONTRACT, **one) for one in given.get("extensions", ())
            ],
            obligations=[
                ObligationRecord(**_values("obligation", one), is_example=True) for one in given.get("obligations", ())
            ],
        )
        if "notice" in given:
            with self._desk.change("Linked a notice of the example to its contract") as work:
                notice = work.notices.get(notices[given["notice"]])
                work.notices.update(replace(notice, contract_id=view.record.id))

    def _add_bid(self, given: Mapping[str, Any]) -> None:
        moment = time.fromisoformat(given["deadline_time"]) if "deadline_time" in given else time(12)
        deadline = in_uk(datetime.combine(given["deadline"], moment)).isoformat()
        cutoff = cast("date", given["cutoff"]).isoformat() if "cutoff" in given else ""
        values = _values("bid", {**given, "deadline": deadline, "cutoff": cutoff})
        view = self._bids.add(
            BidRecord(**values, is_example=True),
            lots=[BidLotRecord(bid_id=NEW_BID, **_lot(one)) for one in given.get("lots", ())],
            tasks=[BidTaskRecord(bid_id=NEW_BID, **one) for one in given.get("tasks", ())],
        )
        if "factors" in given:
            scored = [replace(one, score=score) for one, score in zip(view.factors, given["factors"], strict=False)]
            self._bids.set_factors(view.record.id, scored)
        if "outcome" in given:
            won = given["outcome"] == BidStage.WON
            outcome = Outcome(won=won, knew_on=given["knew_on"], winner=given.get("winner", ""))
            self._outcomes.record_outcome(view.record.id, outcome)

    @staticmethod
    def remove(work: UnitOfWork) -> None:
        """Take them out within a change."""
        for bid in work.bids.list(limit=_EVERY):
            if bid.is_example:
                work.bids.delete(bid.id)
        for contract in work.contracts.list(limit=_EVERY):
            if contract.is_example:
                work.contracts.delete(contract.id)
        for body in work.commissioners.list(limit=_EVERY):
            if body.is_example:
                work.commissioners.delete(body.id)


def _values(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    values, problems = read_record(kind, {name: value for name, value in given.items() if name in FIELDS[kind]})
    if problems:
        raise ValueError(f"the example holds an answer that cannot be used: {problems[0]}")
    return values


def _lot(given: Mapping[str, Any]) -> dict[str, Any]:
    read = _values("bid", {"value": given["value"], "vcse_suitable": given["bidding"]})
    return {**given, "value": read["value"], "bidding": read["vcse_suitable"]}
