"""Money is integer pence; rounding and wording happen here and nowhere else."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Pence = NewType("Pence", int)

_MONEY = re.compile(r"^£?\s*(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{1,2}))?\s*$")
_MOST_FIGURES = 12
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
    """Return pence for an amount as people type it, or None when it is not an amount.

    Example:
        >>> parse_pounds("£12,430"), parse_pounds("12430.5"), parse_pounds("about 12"), parse_pounds("9" * 20)
        (1243000, 1243050, None, None)
    """
    match = _MONEY.match(text.strip())
    whole = match["pounds"].replace(",", "") if match else ""
    if match is None or len(whole) > _MOST_FIGURES:
        return None
    part = (match["pence"] or "").ljust(2, "0")
    return Pence(int(whole) * 100 + int(part or 0))
