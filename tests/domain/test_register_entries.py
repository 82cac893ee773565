"""The packaged entries against the fact sheets they were taken from, and against the register's own rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from register_cases import register

from charitydesk.domain.bodies import Nation
from charitydesk.domain.provisions import Binding, Effect, Provision, Standing, Verification

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "provisions.yaml"
SURENESS = [Verification.RECALLED, Verification.REPORTED, Verification.VERIFIED]


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    if not FACTS.exists():
        pytest.skip(
            f"The compilers' list is not beside the project ({FACTS.name}), so nothing can be compared with it."
        )
    rows = cast("list[dict[str, Any]]", yaml.load(FACTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return {row["id"]: row for row in rows}


def test_that_every_row_of_the_fact_sheets_is_found_by_its_id(facts: dict[str, dict[str, Any]]) -> None:
    assert len(facts) == 229
    assert [row for row in facts if row not in register()] == []


def test_that_no_entry_is_surer_than_the_row_whose_id_it_keeps(facts: dict[str, dict[str, Any]]) -> None:
    promoted: list[str] = []
    for provision in register():
        row = facts.get(provision.id)
        if row is None:
            continue
        for field, known in (
            ("verification", provision.verification),
            ("text_verification", provision.text_verification),
            ("reference_verification", provision.reference_verification),
        ):
            if SURENESS.index(known) > SURENESS.index(Verification(row[field])):
                promoted.append(f"{provision.id}.{field}")
    assert promoted == []


def test_that_an_entry_has_no_more_nations_than_its_rows_unless_it_is_of_the_whole_kingdoms_bodies(
    facts: dict[str, dict[str, Any]],
) -> None:
    """Bodies of the United Kingdom in Scotland and Wales are under the Acts of 2000, 2012 and 2023 (law sheet)."""
    persuasive = {"gunning"}
    wider: set[str] = set()
    for provision in register():
        rows = [facts[name] for name in (provision.id, *provision.also) if name in facts]
        if not rows:
            continue
        allowed = {Nation(code) for row in rows for code in row["nations"]}
        if not {nation for reach in provision.reaches for nation in reach.nations} <= allowed:
            wider.add(str(provision.id))
    uk_bodies = {name for name in wider if name.startswith(("pa-", "pcr-", "foi-", "eir-", "sva-"))}
    assert wider - uk_bodies == persuasive


def test_that_a_local_compact_example_a_bill_and_a_rate_are_never_citable() -> None:
    for provision in register():
        if provision.effect in {Effect.LOCAL_COMPACT, Effect.BILL} or provision.standing is Standing.NOT_YET:
            assert provision.not_citable, provision.id
    for name in ("pa-sch1", "nic-2627", "nlw-2026", "ae-min", "bfda-s1"):
        assert register().get(name).not_citable


def test_that_everything_citable_says_whom_it_reaches_how_it_is_introduced_and_where_it_was_read() -> None:
    for provision in register():
        if not provision.not_citable:
            assert provision.reaches, provision.id
            assert provision.wording, provision.id
        assert provision.source, provision.id


def test_that_what_a_user_reads_is_plain_and_keeps_no_compilers_shorthand() -> None:
    shorthand = re.compile(r"\b(CSOs?|VERIFIED|RECALLED|SECONDARY|DERIVED|CHECK|PSED)\b|\bs\.\d| = ")

    def shown(provision: Provision) -> tuple[str, ...]:
        told = (provision.commitment, provision.wording, provision.caution, provision.check, provision.not_citable)
        return (provision.citation(), *told)

    found = [(str(entry.id), text) for entry in register() for text in shown(entry) if shorthand.search(text)]
    assert found == []


def test_that_benchmarks_are_only_agreements_guides_and_persuasive_decisions() -> None:
    for provision in register():
        if any(reach.binding is Binding.BENCHMARK for reach in provision.reaches):
            assert provision.effect in {Effect.AGREEMENT, Effect.GOOD_PRACTICE, Effect.COMMON_LAW}, provision.id


def test_that_unsettled_standing_always_asks_for_a_check_or_for_a_wording() -> None:
    for provision in register():
        if provision.standing is Standing.UNCONFIRMED and not provision.not_citable:
            assert provision.check, provision.id
        if provision.standing is Standing.CONTESTED and not provision.not_citable:
            assert provision.check or provision.standing_caution, provision.id


def test_that_no_citation_says_a_number_twice_or_leaves_a_gap() -> None:
    for provision in register():
        citation = provision.citation()
        assert "{" not in citation
        assert "  " not in citation
        assert not citation.endswith((",", " ")), citation


@pytest.mark.parametrize(
    ("merged", "kept"),
    [
        ("pa2023-s12", "pa-s12-1"),
        ("pa2023-s50", "pa-s50"),
        ("pa2023-s68-73", "pa-s68"),
        ("lga1999-s3", "bv-s3-1"),
        ("bv2015", "bvg-2015"),
        ("bv2024", "bvg-2024"),
        ("sva2012-s1", "sva-s1-3"),
        ("eqa2010-s149", "eqa-149"),
        ("careact2014-s48", "care-48"),
        ("co-consult", "consult2018-E"),
    ],
)
def test_that_what_two_compilers_described_is_one_entry(merged: str, kept: str) -> None:
    assert register().get(merged).id == kept
    assert register().canonical_id(merged) == kept


@pytest.mark.parametrize(
    ("provision", "why"),
    [
        ("wales-regs", "the number of the instrument is remembered"),
        ("pa-part5A", "only its existence was read"),
        ("bvg-2015", "only the foreword was read"),
        ("lgsco-12m", "the section number is remembered"),
    ],
)
def test_that_a_note_outweighs_a_code_that_says_it_is_surer(provision: str, why: str) -> None:
    assert register().get(provision).verification is Verification.RECALLED, why
