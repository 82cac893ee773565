"""Full cost recovery: what each contract is paid against what it costs, by accounting year, with its working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.costs import half_up
from charitydesk.domain.full_cost_recovery import Recovery, recovery
from charitydesk.domain.money import Pence
from charitydesk.domain.overheads import Driver, OverheadArea, OverheadYear, overhead_on
from charitydesk.domain.wording import long_date
from charitydesk.errors import BadInputError
from charitydesk.services.people import overheads_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from charitydesk.documents.tables import Table
    from charitydesk.domain.ids import ContractId
    from charitydesk.services.desk import Desk
    from charitydesk.services.people import PeopleService
    from charitydesk.storage.records_contracts import ContractRecord
    from charitydesk.storage.unit_of_work import UnitOfWork

__all__ = ["ContractCost", "Driver", "OverheadArea", "Recovery", "RecoveryService", "recovery_on"]

ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class ContractCost:
    """A contract and what is known of its full cost.

    Args:
        contract: Its id.
        title: As shown.
        commissioner: The body.
        price: Its yearly price in pence, or None.
        recoveries: One for each accounting year whose costs are recorded, the latest first.
        is_live: Whether it has not ended.
    """

    contract: ContractId
    title: str
    commissioner: str
    price: Pence | None
    recoveries: tuple[Recovery, ...]
    is_live: bool


def recoveries_of(work: UnitOfWork, contract: ContractRecord, years: Sequence[OverheadYear]) -> tuple[Recovery, ...]:
    """Return a contract's price against its full cost in each accounting year recorded, the latest first.

    Args:
        work: A unit of work.
        contract: The contract.
        years: The accounting years with their areas.
    """
    found: list[Recovery] = []
    priced = sorted(work.contract_years.of(contract.id), key=lambda one: one.starts_on)
    for year in sorted(years, key=lambda one: one.ends_on, reverse=True):
        area = year.area_of(contract.id)
        own = next((one for one in reversed(priced) if year.starts_on <= one.starts_on <= year.ends_on), None)
        price = own.value if own is not None else contract.annual_value
        if area is None or price is None:
            continue
        said = (
            f"Price: what the contract is worth in the year from {long_date(own.starts_on)}."
            if own is not None
            else "Price: the contract's yearly value."
        )
        made = recovery(contract.title, Pence(price), year, area, said)
        found += [made] if made is not None else []
    return tuple(found)


def recovery_on(work: UnitOfWork, contract_id: ContractId, day: date) -> Recovery | None:
    """Return a contract's recovery in a day's accounting year, or the latest before it; None where none is recorded.

    Args:
        work: A unit of work.
        contract_id: The contract.
        day: Civil date.
    """
    years = tuple(overheads_of(record) for record in work.overhead_years.list())
    found = recoveries_of(work, work.contracts.get(contract_id), [year for year in years if year.starts_on <= day])
    return next(iter(found), None)


@dataclass(frozen=True, slots=True)
class RecoveryService:
    """Answers what contracts cost in full, and keeps what that is worked out from."""

    _desk: Desk
    _people: PeopleService

    def all(self) -> tuple[ContractCost, ...]:
        """Return every contract and grant, those whose costs are recorded first, then by title."""
        with self._desk.read() as work:
            years = tuple(overheads_of(record) for record in work.overhead_years.list())
            today = self._desk.clock.today()
            found = [
                ContractCost(
                    one.id,
                    one.title,
                    one.commissioner,
                    None if one.annual_value is None else Pence(one.annual_value),
                    recoveries_of(work, one, years),
                    one.ends_on is None or one.ends_on >= today,
                )
                for one in work.contracts.all()
            ]
        return tuple(sorted(found, key=lambda one: (not one.recoveries, not one.is_live, one.title.casefold())))

    def of(self, contract_id: ContractId) -> tuple[Recovery, ...]:
        """Return one contract's recovery in each accounting year, the latest first.

        Raises:
            NotFoundError: There is no such contract.
        """
        with self._desk.read() as work:
            years = tuple(overheads_of(record) for record in work.overhead_years.list())
            return recoveries_of(work, work.contracts.get(contract_id), years)

    def years(self) -> tuple[OverheadYear, ...]:
        """Return the accounting years whose overheads are recorded, the latest first."""
        return self._people.overheads()

    def keep(self, ends_on: date, area: OverheadArea) -> OverheadYear:
        """Keep what a contract costs in an accounting year, in the place of what was kept before.

        Args:
            ends_on: Last civil date of the accounting year.
            area: Its direct cost, the pay in it, and its part of each driver.

        Raises:
            BadInputError: That year's overheads are not recorded, or the areas carry more than there is.
        """
        year = overhead_on(ends_on, self.years())
        if year is None:
            raise BadInputError(
                f"The overheads of the year to {long_date(ends_on)} are not recorded.",
                "Record them first, in People and rates.",
            )
        return self._people.save_overheads(year.with_contract(area))

    def save(self, recoveries: Sequence[Recovery], target: Path) -> None:
        """Write recoveries with their working as Excel or CSV, by the file's ending.

        Raises:
            BadInputError: The ending is neither.
            UserFacingError: The file cannot be written; what was there stands.
        """
        from charitydesk.documents.tables import About, write_csv, write_xlsx  # noqa: PLC0415 - loaded when used

        table = recovery_table(recoveries)
        match target.suffix.lower():
            case ".xlsx":
                with self._desk.read() as work:
                    author = work.charity.load().name
                write_xlsx([table], target, About("Full cost recovery", author, self._desk.clock.now()))
            case ".csv":
                write_csv(table, target)
            case _:
                raise BadInputError(f"{target.name} is no kind of file it can be.", f"End it in {', '.join(ENDINGS)}.")


def recovery_table(recoveries: Sequence[Recovery]) -> Table:
    """Return recoveries as a table: the very lines of the screen and the letter."""
    from charitydesk.documents.tables import Money, Table  # noqa: PLC0415 - loaded when used

    rows = [
        (one.service, long_date(one.year.ends_on), line.words, Money(half_up(line.pence)))
        for one in recoveries
        for line in one.lines
    ]
    notes = [words for one in recoveries for words in (one.sentence, *one.notes)]
    return Table("Full cost", ("Service", "Year to", "Line", "Amount"), rows, tuple(dict.fromkeys(notes)))
