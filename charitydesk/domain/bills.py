"""Other costs of bidding: what kind they are, what became of the VAT, and what they cost the charity."""

from __future__ import annotations

from enum import StrEnum

from charitydesk.domain.money import Pence


class CostKind(StrEnum):
    """What else bidding costs."""

    CONSULTANT = "consultant"
    TRAVEL = "travel"
    PRINTING = "printing"
    PORTAL_FEE = "portal-fee"
    LEGAL = "legal"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return {"portal-fee": "portal fee", "legal": "legal advice"}.get(self.value, self.value)


class VatTreatment(StrEnum):
    """What became of the VAT on a bill."""

    NO_VAT = "no-vat"
    RECOVERED = "recovered"
    PARTLY = "partly"
    NOT_RECOVERED = "not-recovered"

    @property
    def label(self) -> str:
        """The treatment in plain words."""
        return {
            "no-vat": "no VAT charged",
            "recovered": "VAT recovered in full",
            "partly": "VAT recovered in part",
            "not-recovered": "VAT not recovered",
        }[self.value]


def counted_cost(net: int, vat: int, treatment: VatTreatment, recovered: int = 0) -> Pence:
    """Return what a bill cost the charity: its net sum and the VAT it could not recover.

    Args:
        net: Pence without VAT.
        vat: Pence of VAT charged.
        treatment: What became of it.
        recovered: Pence of VAT recovered, where it was recovered in part.

    Example:
        >>> counted_cost(10000, 2000, VatTreatment.NOT_RECOVERED), counted_cost(10000, 2000, VatTreatment.PARTLY, 500)
        (12000, 11500)
    """
    match treatment:
        case VatTreatment.NO_VAT | VatTreatment.RECOVERED:
            return Pence(net)
        case VatTreatment.PARTLY:
            return Pence(net + vat - recovered)
        case VatTreatment.NOT_RECOVERED:
            return Pence(net + vat)


def cost_problems(net: int, vat: int, treatment: VatTreatment, recovered: int, funded: int) -> tuple[str, ...]:
    """Return what keeps a bill from being kept, in plain sentences; amounts in pence."""
    said: list[str] = []
    if net <= 0 or vat < 0:
        said.append("Give an amount above zero, and VAT of zero or more.")
    if treatment is VatTreatment.NO_VAT and vat:
        said.append("VAT is given, but the treatment says that none was charged.")
    if treatment is VatTreatment.PARTLY and not 0 <= recovered <= vat:
        said.append("The VAT recovered cannot be more than the VAT charged.")
    if not said and not 0 <= funded <= counted_cost(net, vat, treatment, recovered):
        said.append("More is funded than the bill cost: record the rest as money towards the bid.")
    return tuple(said)
