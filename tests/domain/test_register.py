from __future__ import annotations

from dataclasses import replace

import pytest
from register_cases import register

from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.register import Register
from charitydesk.errors import BadInputError


def test_that_an_entry_is_found_by_its_id_and_by_a_merged_id() -> None:
    assert register().find("pa2023-s50") is register().get("pa-s50")
    assert register().find("nowhere") is None
    assert "bvg-2011" in register()


def test_that_an_unknown_id_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match="no provision called nowhere"):
        register().get("nowhere")
    assert register().canonical_id("nowhere") == "nowhere"


def test_that_a_topic_lists_its_entries_however_it_is_typed() -> None:
    found = {str(entry.id) for entry in register().on_topic("Three months")}
    assert {"compact2010-4-4", "bv-notice-expectation", "nao-decom-notice"} <= found
    assert "three-months" in register().topics
    with pytest.raises(BadInputError, match="no topic called gardening"):
        register().on_topic("gardening")


def test_that_the_register_lists_each_entry_once_in_order() -> None:
    listed = list(register())
    assert len(listed) == len(register()) == len({entry.id for entry in listed})


def test_that_two_entries_of_one_name_are_refused() -> None:
    first, second = register().provisions[:2]
    with pytest.raises(BadInputError, match="two entries called"):
        Register((first, replace(second, also=(first.id,))))


def test_that_added_entries_come_first_and_leave_the_old_register_as_it_was() -> None:
    extra = replace(register().provisions[0], id=ProvisionId("local:9"), also=())
    joined = register().with_added([extra])
    assert joined.provisions[0] is extra
    assert "local:9" not in register()
