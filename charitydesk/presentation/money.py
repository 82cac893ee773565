"""Money as people type it into a field, thousands and millions included; amounts are whole pence inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MoneyAnswer:
    """What was made of typed text: pence, or a problem in one sentence, or neither when nothing was typed."""

    pence: int | None
    problem: str = ""


def read_money(text: str) -> MoneyAnswer:
    """Return the amount somebody typed.

    Args:
        text: For example `£12,430`, `12430.50`, `12k`, `1.2m`.
    """
    words = text.strip().lower().replace("£", "").replace(",", "").replace(" ", "")
    if not words:
        return MoneyAnswer(None)
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)(k|m|p)?", words)
    if not found:
        return MoneyAnswer(None, f"“{text.strip()}” could not be read as an amount. Type it like £12,430 or 12430.50.")
    pence = Decimal(found[1]) * {"k": 100_000, "m": 100_000_000, "p": 1, None: 100}[found[2]]
    if pence != pence.to_integral_value():
        return MoneyAnswer(None, f"“{text.strip()}” has parts of a penny. Give pounds and two figures of pence.")
    return MoneyAnswer(int(pence))
