"""Who the charity deals with and on what footing: nation, kind of body, relationship, procurement regime."""

from __future__ import annotations

import re
from enum import StrEnum


class Nation(StrEnum):
    """The nation in which a public body sits."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def label(self) -> str:
        """The nation's name as printed."""
        return {"northern-ireland": "Northern Ireland"}.get(self.value, self.value.capitalize())


class BodyKind(StrEnum):
    """Kinds of body that end, cut or commission a service."""

    LOCAL_AUTHORITY = "local-authority"
    STRATEGIC_AUTHORITY = "strategic-authority"
    FIRE_AUTHORITY = "fire-authority"
    CRIMINAL_JUSTICE_BODY = "criminal-justice-body"
    NHS_BODY = "nhs-body"
    CENTRAL_GOVERNMENT = "central-government"
    ARMS_LENGTH_BODY = "arms-length-body"
    DEVOLVED_GOVERNMENT = "devolved-government"
    OTHER_PUBLIC_BODY = "other-public-body"
    PRIME_CONTRACTOR = "prime-contractor"

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return _BODY_LABELS[self]


_BODY_LABELS = {
    BodyKind.LOCAL_AUTHORITY: "council",
    BodyKind.STRATEGIC_AUTHORITY: "combined or strategic authority",
    BodyKind.FIRE_AUTHORITY: "fire authority",
    BodyKind.CRIMINAL_JUSTICE_BODY: "police or criminal justice body",
    BodyKind.NHS_BODY: "NHS body",
    BodyKind.CENTRAL_GOVERNMENT: "UK government department",
    BodyKind.ARMS_LENGTH_BODY: "agency or arm's-length body of the UK government",
    BodyKind.DEVOLVED_GOVERNMENT: "devolved government or department",
    BodyKind.OTHER_PUBLIC_BODY: "other public body",
    BodyKind.PRIME_CONTRACTOR: "prime contractor or lead provider",
}


class NhsBody(StrEnum):
    """Which NHS body it is; the duty to involve people stands in a section of its own for each."""

    NHS_ENGLAND = "nhs-england"
    INTEGRATED_CARE_BOARD = "integrated-care-board"
    TRUST = "nhs-trust"

    @property
    def label(self) -> str:
        """Which it is, in plain words and with its article."""
        return _NHS_LABELS[self]


_NHS_LABELS = {
    NhsBody.NHS_ENGLAND: "NHS England",
    NhsBody.INTEGRATED_CARE_BOARD: "an integrated care board",
    NhsBody.TRUST: "an NHS trust or foundation trust",
}
_NHS_NAMES = (
    (NhsBody.INTEGRATED_CARE_BOARD, re.compile(r"\bintegrated care board\b|\bICB\b", re.IGNORECASE)),
    (NhsBody.TRUST, re.compile(r"\btrust\b", re.IGNORECASE)),
    (NhsBody.NHS_ENGLAND, re.compile(r"^(the )?(NHS England|NHSE)\b", re.IGNORECASE)),
)


def nhs_body_named(name: str) -> NhsBody | None:
    """Return which NHS body a name says it is, or None where the name does not tell.

    Example:
        >>> nhs_body_named("Anytown Hospitals NHS Foundation Trust").value, nhs_body_named("Anytown Health")
        ('nhs-trust', None)
    """
    return next((which for which, pattern in _NHS_NAMES if pattern.search(name)), None)


class Relationship(StrEnum):
    """What the money is: it decides which promises and duties reach it."""

    CONTRACT = "contract"
    GRANT = "grant"
    SUBCONTRACT = "subcontract"
    SPOT_PURCHASE = "spot-purchase"

    @property
    def label(self) -> str:
        """The relationship in plain words."""
        return self.value.replace("-", " ")


class Regime(StrEnum):
    """The procurement regime a contract is under, for its whole life (SI 2024/716 reg 5 saves the older one)."""

    PA2023_FULL = "pa2023"
    PA2023_LIGHT_TOUCH = "light-touch"
    PA2023_BELOW_THRESHOLD = "below-threshold"
    PCR2015 = "pcr2015"
    PSR_ENGLAND = "psr-england"
    PSR_WALES = "psr-wales"
    PCSR2015 = "pcsr2015"
    PRSA2014 = "prsa2014"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The regime in plain words."""
        return _REGIME_LABELS[self]


_REGIME_LABELS = {
    Regime.PA2023_FULL: "Procurement Act 2023, above threshold",
    Regime.PA2023_LIGHT_TOUCH: "Procurement Act 2023, light touch",
    Regime.PA2023_BELOW_THRESHOLD: "Procurement Act 2023, below threshold (Part 6)",
    Regime.PCR2015: "Public Contracts Regulations 2015 (saved for older procurements)",
    Regime.PSR_ENGLAND: "Provider Selection Regime (England)",
    Regime.PSR_WALES: "Provider Selection Regime (Wales)",
    Regime.PCSR2015: "Public Contracts (Scotland) Regulations 2015",
    Regime.PRSA2014: "Procurement Reform (Scotland) Act 2014",
    Regime.NONE: "no procurement rules",
    Regime.UNKNOWN: "procurement rules not known yet",
}


class Answer(StrEnum):
    """An answer to a question of fact; *not known yet* is never taken for yes or no."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
