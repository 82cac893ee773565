"""Fills in what follows from imported terms, as recording them one by one does: regimes, days to say no, reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charitydesk.domain.obligations import Recurrence
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import ContractRecord, ObligationRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.records_contracts import CommissionerRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

Columns = dict[str, list[Any]]

_FOLLOWING: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "contracts": (ContractRecord, ("regime", "regime_reason", "say_no_by")),
    "bids": (BidRecord, ("regime", "regime_reason")),
    "obligations": (ObligationRecord, ("first_lead_on", "anchor_day")),
}


class ImportedTerms:
    """Works out what follows from terms within one import.

    Args:
        terms: Knows the rules.
        work: The import's unit of work.
        today: Today's civil date.
    """

    def __init__(self, terms: TermsWorker, work: UnitOfWork, today: date) -> None:
        self._terms = terms
        self._work = work
        self._today = today
        self._bodies: dict[int | None, CommissionerRecord | None] = {None: None}

    def fill(self, kind: str, columns: Columns, count: int) -> None:
        """Add the columns that follow from the others.

        Args:
            kind: What the rows are.
            columns: Their columns; those that follow are added or replaced.
            count: How many rows there are.
        """
        if kind not in _FOLLOWING or (kind == "obligations" and not _reminds(columns)):
            return
        record, names = _FOLLOWING[kind]
        derive = self.derived
        made = [derive(kind, record(**{name: column[at] for name, column in columns.items()})) for at in range(count)]
        for name in names:
            columns[name] = [getattr(each, name) for each in made]

    def derived(self, kind: str, record: Any) -> Any:
        """Return a record with what follows from it filled in."""
        known: dict[str, Callable[[Any], Any]] = {
            "contracts": lambda one: self._terms.contract_derived(one, self._body(one.commissioner_id), self._today),
            "bids": lambda one: self._terms.bid_derived(one, self._body(one.commissioner_id)),
            "obligations": lambda one: self._terms.obligation_derived(one, self._body_of_contract(one.contract_id)),
        }
        derive = known.get(kind)
        return record if derive is None else derive(record)

    def _body(self, id_: int | None) -> CommissionerRecord | None:
        if id_ not in self._bodies:
            self._bodies[id_] = self._work.commissioners.find(id_ or 0)
        return self._bodies[id_]

    def _body_of_contract(self, id_: int | None) -> CommissionerRecord | None:
        contract = None if id_ is None else self._work.contracts.find(id_)
        return None if contract is None else self._body(contract.commissioner_id)


def _reminds(columns: Columns) -> bool:
    """Return whether any row has reminders or recurs: only then does anything follow."""
    reminders, recurrences = columns.get("lead_times", ()), columns.get("recurrence", ())
    return any(reminders) or any(one is not Recurrence.ONCE for one in recurrences)
