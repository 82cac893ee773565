"""The charity as its letters present it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charitydesk.domain.bodies import Nation


@dataclass(frozen=True, slots=True)
class Charity:
    """Who writes.

    Args:
        name: The charity's name as registered.
        address: Postal address lines.
        registration: How its registration is printed, for example `Registered charity 1234567`.
        signatory: Who signs.
        role: Their role.
    """

    name: str = ""
    nation: Nation | None = None
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    registration: str = ""
    signatory: str = ""
    role: str = ""
    closing: str = "Yours sincerely"
