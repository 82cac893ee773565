"""Reads the packaged factors of the go / no-go score; a slip in the file stops the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from charitydesk import resources
from charitydesk.services.register_files import read_yaml

_FILE = "bids/factors.yaml"


@dataclass(frozen=True, slots=True)
class FactorTemplate:
    """A factor that a new score starts from.

    Args:
        name: What is judged.
        weight: How much it counts, 0 to 100.
        hint: What a low and a high score mean.
    """

    name: str
    weight: int
    hint: str


@dataclass(frozen=True, slots=True)
class FactorList:
    """The packaged list.

    Args:
        factors: In order.
        threshold: Per cent of the points, until the trustees say otherwise.
    """

    factors: tuple[FactorTemplate, ...]
    threshold: int


@cache
def load_bid_factors() -> FactorList:
    """Return the packaged factors and threshold."""
    content = cast("Any", read_yaml(resources.read_text(_FILE), _FILE))
    factors = tuple(FactorTemplate(one["name"], int(one["weight"]), one["hint"]) for one in content["factors"])
    return FactorList(factors, int(content["threshold"]))
