"""A contract or a bid told as the facts of a notice: what a notice about it and a letter from it begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Regime
from charitydesk.domain.money import Pence
from charitydesk.domain.notices import AgreementFacts, BodyFacts, Consequences, NoticeFacts, OwnTerms
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.services.terms import period_of

if TYPE_CHECKING:
    from charitydesk.domain.ids import ContractId
    from charitydesk.storage.records_bids import BidRecord
    from charitydesk.storage.records_contracts import ContractRecord
    from charitydesk.storage.unit_of_work import UnitOfWork


def facts_of_contract(work: UnitOfWork, contract_id: ContractId) -> NoticeFacts:
    """Return the facts of a notice as far as a contract knows them.

    Args:
        work: A unit of work.
        contract_id: The contract.

    Raises:
        BadInputError: There is none.
    """
    contract = work.contracts.get(contract_id)
    notice = period_of(contract.notice_from_body)
    return NoticeFacts(
        body=_body(work, contract),
        agreement=AgreementFacts(
            service=contract.title,
            reference=contract.reference,
            relationship=contract.relationship,
            started_on=contract.starts_on,
            ends_on=contract.ends_on,
            procurement_started_on=contract.procurement_started_on,
            value=None if contract.value is None else Pence(contract.value),
            annual_value=None if contract.annual_value is None else Pence(contract.annual_value),
            light_touch=contract.light_touch,
            health=contract.health,
            # One that was worked out is worked out again from the notice's own facts.
            regime=contract.regime if contract.regime_given else Regime.UNKNOWN,
        ),
        terms=OwnTerms(notice=notice, notice_clause=contract.notice_clause, payment_days=contract.payment_days),
        consequences=Consequences(tupe=contract.tupe),
    )


def facts_of_bid(work: UnitOfWork, bid: BidRecord) -> NoticeFacts:
    """Return the facts of a notice as far as a bid knows them."""
    agreement = AgreementFacts(
        service=bid.title,
        reference=bid.reference,
        relationship=bid.relationship,
        procurement_started_on=bid.procurement_started_on,
        value=None if bid.value is None else Pence(bid.value),
        light_touch=bid.light_touch,
        health=bid.health,
        regime=bid.regime,
    )
    return NoticeFacts(body=_body(work, bid), agreement=agreement)


def _body(work: UnitOfWork, told: ContractRecord | BidRecord) -> BodyFacts:
    record = None if told.commissioner_id is None else work.commissioners.find(told.commissioner_id)
    if record is None:
        return BodyFacts(name=told.commissioner)
    contact = next(iter(work.contacts.of(record.id)), None)
    compact = None if record.local_compact_id is None else work.local_compacts.find(record.local_compact_id)
    bodies = work.local_signatories.of(compact.id) if compact else ()
    signed = [one.signed for one in bodies if one.body.casefold() == record.name.casefold()]
    return BodyFacts(
        name=record.name or told.commissioner,
        kind=record.kind,
        nation=record.nation,
        contact=", ".join(part for part in (contact.name, contact.role) if part) if contact else "",
        address=record.address,
        local_compact=compact.status if compact else LocalCompactStatus.UNKNOWN,
        local_compact_name=compact.name if compact else "",
        local_compact_edition=compact.edition if compact else "",
        signed=signed[0] if signed else Answer.UNKNOWN,
        confirmed_by=compact.status_confirmed_by if compact else "",
    )
