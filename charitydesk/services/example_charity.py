"""The example charity's particulars: its letters go out in its name, whoever else uses the data folder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from charitydesk import resources
from charitydesk.domain.bodies import Nation
from charitydesk.services.profile import charity_of
from charitydesk.services.register_files import read_yaml
from charitydesk.storage.records import CharityRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.charity import Charity

EXAMPLE_FILE = "example/charity.yaml"


@cache
def example_content() -> Mapping[str, Any]:
    """Return the example's file; its dates are still words such as `today-3`."""
    return cast("Mapping[str, Any]", read_yaml(resources.read_text(EXAMPLE_FILE), EXAMPLE_FILE))


def example_record() -> CharityRecord:
    """Return the example charity's particulars."""
    given = example_content()["profile"]
    values: dict[str, Any] = {**given, "nation": Nation(given["nation"])}
    return CharityRecord(**values)


@cache
def example_charity() -> Charity:
    """Return the example charity as its letters present it."""
    return charity_of(example_record())
