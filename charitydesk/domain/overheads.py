"""Overheads of an accounting year, shared out by stated drivers whose shares add to 100 %."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.ids import ContractId
from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.wording import long_date
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WHOLE = 100_00
"""100 % in hundredths of a per cent."""

NO_PENCE = Pence(0)
BIDDING_AREA, REST = "The work of bidding", "Everything else"
"""Names of the areas that the program makes besides contracts."""


class Driver(StrEnum):
    """What overheads are shared out by."""

    HEADCOUNT = "headcount"
    SPACE = "space"
    SPEND = "spend"

    @property
    def label(self) -> str:
        """The driver in plain words."""
        return {"headcount": "headcount", "space": "floor space", "spend": "direct spending"}[self.value]


@dataclass(frozen=True, slots=True)
class OverheadArea:
    """A part of the charity that carries overheads: a service, or the work of bidding.

    Args:
        name: As shown.
        direct: Its direct cost of the year in pence.
        parts: Its part of each driver in hundredths of a per cent.
        bidding: Whether it is the work of bidding itself.
        contract: The contract it is, or None.
        staff: The part of its direct cost that is pay with its on-costs, in pence; 0 where it is not told apart.
        people: How many people that pay is for.
    """

    name: str
    direct: Pence
    parts: Mapping[Driver, int]
    bidding: bool = False
    contract: ContractId | None = None
    staff: Pence = NO_PENCE
    people: int = 0

    @property
    def is_rest(self) -> bool:
        """Whether it is what the other areas leave; a contract may bear the same name."""
        return self.name == REST and self.contract is None


@dataclass(frozen=True, slots=True)
class OverheadYear:
    """Overheads of one accounting year.

    Args:
        ends_on: Last civil date of the accounting year.
        indirect: All indirect cost in pence.
        direct: All direct cost in pence.
        weights: How much of the indirect cost each driver shares out, in hundredths of a per cent.
        areas: Parts of the charity with their parts of each driver; empty for one rate throughout.
        note: Where the figures come from.
    """

    ends_on: date
    indirect: Pence
    direct: Pence
    weights: Mapping[Driver, int]
    areas: tuple[OverheadArea, ...] = ()
    note: str = ""

    @property
    def starts_on(self) -> date:
        """First civil date of the accounting year."""
        after = self.ends_on + timedelta(days=1)
        try:
            return after.replace(year=after.year - 1)
        except ValueError:  # a year that would begin on 29 February
            return after.replace(year=after.year - 1, day=28)

    def problems(self) -> tuple[str, ...]:
        """Return what keeps the year from being saved, in plain sentences."""
        said: list[str] = []
        if self.indirect < 0 or self.direct <= 0:
            said.append("Give the indirect cost, and a direct cost above zero.")
        if any(weight < 0 for weight in self.weights.values()) or sum(self.weights.values()) != WHOLE:
            said.append(f"The drivers' shares add to {per_cent(sum(self.weights.values()))}, not to 100 %.")
        for driver, weight in self.weights.items():
            total = sum(area.parts.get(driver, 0) for area in self.areas)
            if self.areas and weight and total != WHOLE:
                said.append(f"The parts of {driver.label} add to {per_cent(total)}, not to 100 %.")
        if any(area.direct <= 0 or any(part < 0 for part in area.parts.values()) for area in self.areas):
            said.append("Every area needs a direct cost above zero and parts of zero or more.")
        if any(not 0 <= area.staff <= area.direct for area in self.areas):
            said.append("Staff cost cannot be more than the whole direct cost.")
        if sum(area.bidding for area in self.areas) > 1:
            said.append("Only one area can be the work of bidding.")
        return tuple(said)

    def area_of(self, contract: ContractId) -> OverheadArea | None:
        """Return the area that a contract is, or None."""
        return next((area for area in self.areas if area.contract == contract), None)

    def split_into(self, areas: Iterable[OverheadArea]) -> OverheadYear:
        """Return the year split into areas and everything else, which carries what they leave; no areas, no split."""
        own = tuple(areas)
        if not own:
            return replace(self, areas=())
        left = {driver: WHOLE - sum(area.parts.get(driver, 0) for area in own) for driver in Driver}
        rest = OverheadArea(REST, Pence(self.direct - sum(area.direct for area in own)), left)
        return replace(self, areas=(*own, rest))

    def with_contract(self, area: OverheadArea) -> OverheadYear:
        """Return the year with a contract's area in the place of any it had.

        Raises:
            BadInputError: The areas together carry more than there is.
        """
        own = [one for one in self.areas if not one.is_rest and one.contract != area.contract]
        year = self.split_into((*own, area))
        for driver, part in year.areas[-1].parts.items():
            if part < 0:
                raise BadInputError(
                    f"The parts of {driver.label} add to {per_cent(WHOLE - part)}, which is more than there is.",
                    "Give this service a smaller part, or another a smaller one.",
                )
        if year.areas[-1].direct <= 0:
            raise BadInputError(
                f"Direct costs are {pounds(self.direct)} in all, which leaves none for the rest of the charity.",
                "Give this service a smaller direct cost, or correct the year's in People and rates.",
            )
        return year

    def share_of(self, area: OverheadArea) -> Fraction:
        """Return an area's overheads in exact pence."""
        part = sum(
            (Fraction(weight, WHOLE) * Fraction(area.parts.get(driver, 0), WHOLE))
            for driver, weight in self.weights.items()
        )
        return self.indirect * Fraction(part)

    def rate(self, area: OverheadArea | None = None) -> Fraction:
        """Return overheads as a share of direct cost: of an area, or of the charity as a whole."""
        return Fraction(self.indirect, self.direct) if area is None else self.share_of(area) / area.direct

    @property
    def time_rate(self) -> Fraction:
        """The share added to staff time: that of bidding where it is an area of its own, else the whole charity's."""
        return self.rate(next((area for area in self.areas if area.bidding), None))

    def words(self) -> str:
        """Return how the rate on staff time comes about, in a sentence."""
        share = f"{float(self.time_rate * 100):.2f}".rstrip("0").rstrip(".")
        by = "shared out by " + ", ".join(
            f"{driver.label} {per_cent(weight)}" for driver, weight in self.weights.items() if weight
        )
        way = by if any(area.bidding for area in self.areas) else "indirect cost over direct cost"
        return f"Overheads of the year to {long_date(self.ends_on)}: {share} % of direct cost ({way})."


def per_cent(hundredths: int) -> str:
    """Return hundredths of a per cent in words of figures."""
    return f"{hundredths / 100:g} %"


def overhead_on(day: date, years: tuple[OverheadYear, ...]) -> OverheadYear | None:
    """Return the accounting year's overheads that a day falls in, or None when none are recorded."""
    return next((year for year in years if year.starts_on <= day <= year.ends_on), None)


def areas_mapping(areas: tuple[OverheadArea, ...]) -> dict[str, Any]:
    """Return areas as plain values, for the database."""
    return {
        "areas": [
            {
                "name": area.name,
                "direct": area.direct,
                "parts": {driver.value: part for driver, part in area.parts.items()},
                "bidding": area.bidding,
                "contract": area.contract,
                "staff": area.staff,
                "people": area.people,
            }
            for area in areas
        ]
    }


def read_areas(stored: Mapping[str, Any]) -> tuple[OverheadArea, ...]:
    """Return areas from the plain values that `areas_mapping` made."""
    return tuple(
        OverheadArea(
            name=entry["name"],
            direct=Pence(entry["direct"]),
            parts={Driver(name): part for name, part in entry["parts"].items()},
            bidding=entry["bidding"],
            contract=None if entry["contract"] is None else ContractId(entry["contract"]),
            staff=Pence(entry.get("staff", 0)),
            people=entry.get("people", 0),
        )
        for entry in cast("list[Mapping[str, Any]]", stored.get("areas", []))
    )
