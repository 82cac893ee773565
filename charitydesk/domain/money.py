"""Money is integer pence; rounding and wording happen here and nowhere else."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Pence = NewType("Pence", int)

_MONEY = re.compile(
    r"^£?\s*(?P<figures>\d{1,3}(?:,\d{3})+|\d+)(?:(?P<pence>\.\d{1,2})|(?P<part>\.\d{1,6})?\s*(?P<times>[km]))?\s*$",
    re.IGNORECASE,
)
_PENCE_IN = {"": 100, "k": 100_000, "m": 100_000_000}
_MOST_FIGURES = 12
_TOO_MUCH = 10 ** (_MOST_FIGURES + 2)
"""More than any charity's pounds need; the database holds no number of twenty figures."""


def round_pence(amount: Decimal) -> Pence:
    """Return an exact sum of pence rounded once, half up.

    Example:
        >>> round_pence(Decimal("2.5"))
        3
    """
    return Pence(int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def pounds(amount: int) -> str:
    """Return pence as money in words on screen: pence only where there are any.

    Example:
        >>> pounds(1243000), pounds(1243050), pounds(-500)
        ('£12,430', '£12,430.50', '-£5')
    """
    sign = "-" if amount < 0 else ""
    whole, part = divmod(abs(amount), 100)
    return f"{sign}£{whole:,}" + (f".{part:02}" if part else "")


def parse_pounds(text: str) -> Pence | None:
    """Return pence for an amount as people type it, thousands and millions included, or None when it is not one.

    Example:
        >>> parse_pounds("£12,430"), parse_pounds("12430.5"), parse_pounds("£15k"), parse_pounds("about 12")
        (1243000, 1243050, 1500000, None)
    """
    match = _MONEY.match(text.strip())
    whole = match["figures"].replace(",", "") if match else ""
    if match is None or len(whole) > _MOST_FIGURES:
        return None
    times = (match["times"] or "").lower()
    pence = Decimal(f"{whole}{match['pence'] or match['part'] or ''}") * _PENCE_IN[times]
    return Pence(int(pence)) if pence == pence.to_integral_value() and pence < _TOO_MUCH else None
