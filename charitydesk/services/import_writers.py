"""Makes records of readings: what a row does not tell, which other record it names, what follows from its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.imports.kinds import plain_words
from charitydesk.domain.imports.readings import RowProblem
from charitydesk.domain.imports.values import GivenMoment
from charitydesk.domain.moments import in_uk, parse_start
from charitydesk.errors import BadInputError
from charitydesk.services.import_contacts import PeopleWriter
from charitydesk.services.import_prepared import PlainWriter, Prepared, defaults_of, own_columns
from charitydesk.services.import_time import TimeWriter
from charitydesk.storage.records_bids import BidRecord
from charitydesk.storage.records_contracts import CommissionerRecord, ContractRecord, ObligationRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.imports.readings import Readings
    from charitydesk.services.import_prepared import Writer
    from charitydesk.storage.unit_of_work import UnitOfWork


def closing_columns(given: Sequence[str], name: str) -> dict[str, list[Any]]:
    """Return the columns that follow from dates given as text: the civil date, and for `deadline` the moment.

    Args:
        given: Each `2026-11-27`, `2026-11-27T12:00` or the same with an offset; empty when not known.
        name: `deadline` or `cutoff`.
    """
    told = {text: parse_start(text) if text else None for text in set(given)}
    moments = {text: in_uk(start) if isinstance(start, datetime) else start for text, start in told.items()}
    days = {text: start.date() if isinstance(start, datetime) else start for text, start in moments.items()}
    columns: dict[str, list[Any]] = {name: list(given), f"{name}_on": [days[text] for text in given]}
    if name == "deadline":
        at = {text: start.astimezone(UTC) if isinstance(start, datetime) else None for text, start in moments.items()}
        columns["deadline_at"] = [at[text] for text in given]
    return columns


def link_commissioners(work: UnitOfWork, names: Sequence[str | None]) -> list[int | None]:
    """Return the ids of commissioners by name, making a record of each that is new."""
    known = {plain_words(name): id_ for id_, name in work.tables.rows("commissioner", ("id", "name"))}
    new: dict[str, str] = {}
    for name in names:
        if name and plain_words(name) not in known:
            new.setdefault(plain_words(name), name)
    if new:
        same = defaults_of(CommissionerRecord) | {"created_at": work.now, "updated_at": work.now}
        ids = work.tables.add_columns("commissioner", len(new), {"name": list(new.values())}, same)
        known |= dict(zip(new, ids, strict=True))
    return [known[plain_words(name)] if name else None for name in names]


@dataclass(frozen=True, slots=True)
class CommissionerWriter(PeopleWriter):
    """Commissioners, each with the one contact its row may name."""

    table: str = "commissioner"
    record: type[Any] = CommissionerRecord
    store: str = "commissioners"

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return the columns of commissioners; the contact goes beside."""
        del work, today
        values = readings.values
        beside = {name: values[name] for name in ("contact_name", "contact_role") if name in values}
        return Prepared(own_columns(CommissionerRecord, values), beside=beside)


@dataclass(frozen=True, slots=True)
class ContractWriter(PeopleWriter):
    """Contracts and grants."""

    table: str = "contract"
    record: type[Any] = ContractRecord
    store: str = "contracts"

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return the columns of contracts; how far each has got follows from its dates where nothing else says it."""
        del work
        columns = own_columns(ContractRecord, readings.values)
        count = len(readings)
        starts = columns.get("starts_on") or [None] * count
        ends = columns.get("ends_on") or [None] * count
        said = readings.values.get("status") or [None] * count
        columns["status"] = [
            told or _status(start, end, today) for told, start, end in zip(said, starts, ends, strict=True)
        ]
        people = readings.values.get("contact_name")
        prepared = Prepared(columns, beside={} if people is None else {"contact_name": people})
        prepared.problems += [
            RowProblem(row, "end date", f"lies before the start date: {end.isoformat()}")
            for row, start, end in zip(readings.rows, starts, ends, strict=True)
            if start is not None and end is not None and end < start
        ]
        return prepared

    def bodies(self, work: UnitOfWork, ids: Sequence[int]) -> Mapping[int, int | None]:
        """Return the commissioners that contracts are held from."""
        wanted = set(ids)
        return {id_: body for id_, body in work.tables.rows("contract", ("id", "commissioner_id")) if id_ in wanted}


def _status(start: date | None, end: date | None, today: date) -> ContractStatus:
    if end is not None and end < today:
        return ContractStatus.ENDED
    return ContractStatus.AGREED if start is not None and start > today else ContractStatus.RUNNING


@dataclass(frozen=True, slots=True)
class BidWriter(PlainWriter):
    """Bids."""

    table: str = "bid"
    record: type[Any] = BidRecord
    store: str = "bids"

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return the columns of bids; a closing time in a column of its own joins its date."""
        del work, today
        values = dict(readings.values)
        times = values.pop("deadline_time", None)
        prepared = Prepared({})
        for name in ("deadline", "cutoff"):
            if name in values:
                given = cast("list[GivenMoment | None]", values.pop(name))
                if name == "deadline" and times is not None:
                    given = [_joined(day, at) for day, at in zip(given, times, strict=True)]
                prepared.columns |= closing_columns([moment.text if moment else "" for moment in given], name)
        prepared.columns |= own_columns(BidRecord, values)
        return prepared


def _joined(given: GivenMoment | None, at: Any) -> GivenMoment | None:
    if given is None or at is None or given.at is not None:
        return given
    return GivenMoment(given.day, at, given.offset)


@dataclass(frozen=True, slots=True)
class ObligationWriter(PlainWriter):
    """What falls due, each under the contract its row names."""

    table: str = "obligation"
    record: type[Any] = ObligationRecord
    store: str = "obligations"

    def prepare(self, work: UnitOfWork, readings: Readings, today: date) -> Prepared:
        """Return the columns of obligations; a contract that is not here is a problem."""
        del today
        prepared = Prepared(own_columns(ObligationRecord, readings.values))
        named = readings.values.get("contract")
        if named is not None:
            known = _contracts(work)
            ids = [known.get(plain_words(name)) if name else None for name in named]
            prepared.columns["contract_id"] = [id_ or None for id_ in ids]
            for row, name, id_ in zip(readings.rows, named, ids, strict=True):
                if name and not id_:
                    why = "is not here" if id_ is None else "could be one of several here; give its reference"
                    prepared.problems.append(RowProblem(row, "contract", f"{why}: {name}"))
        return prepared


def _contracts(work: UnitOfWork) -> dict[str, int]:
    """Return contracts by reference and by title; 0 stands for a name that several have."""
    known: dict[str, int] = {}
    for column in ("title", "reference"):
        named: dict[str, int] = {}
        for id_, name in work.tables.rows("contract", ("id", column)):
            if name:
                named[plain_words(name)] = 0 if plain_words(name) in named else id_
        known |= named
    return known


WRITERS: dict[str, Writer] = {
    "commissioners": CommissionerWriter(),
    "contracts": ContractWriter(),
    "bids": BidWriter(),
    "obligations": ObligationWriter(),
    "time": TimeWriter(),
}
"""Who makes records of which kind."""


def writer_of(kind: str) -> Writer:
    """Return who makes records of a kind.

    Raises:
        BadInputError: There is no such kind.
    """
    found = WRITERS.get(kind)
    if found is None:
        raise BadInputError(f"There is no kind “{kind}” to import.")
    return found
