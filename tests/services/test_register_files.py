from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from charitydesk import resources
from charitydesk.domain.bodies import BodyKind, Nation, Regime
from charitydesk.domain.provisions import Binding, DateBasis, Verification
from charitydesk.errors import UserFacingError
from charitydesk.services.register_files import load_register
from charitydesk.services.threshold_files import load_thresholds

REACHES = """
everybody:
  - {binding: binds, bodies: any-public-body, except: [nhs-body], nations: [england, wales]}
  - {binding: benchmark, bodies: [prime-contractor], nations: [england], caution: A yardstick.}
"""
ENTRY: dict[str, Any] = {
    "id": "act-1",
    "also": ["old-1"],
    "instrument": "Example Act 2020",
    "reference": "section 1",
    "effect": "statute",
    "topics": ["notice"],
    "commitment": "Notice is given.",
    "reaches": "everybody",
    "relationships": ["contract"],
    "regimes": ["pa2023"],
    "kind_checks": [{"regimes": ["light-touch"], "sentence": "Find out."}],
    "date_basis": "procurement-start",
    "applies_from": date(2020, 1, 2),
    "standing": "in-force",
    "text": "verified",
    "number": "reported",
    "wording": "set by statute",
    "source": "The Act.",
}


def write(folder: Path, *entries: dict[str, Any], reaches: str = REACHES, shared: dict[str, Any] | None = None) -> Path:
    (folder / "provisions").mkdir(exist_ok=True)
    (folder / "reaches.yaml").write_text(reaches, encoding="utf-8")
    group = {"shared": shared or {}, "provisions": list(entries)}
    (folder / "provisions" / "acts.yaml").write_text(yaml.safe_dump([group]), encoding="utf-8")
    return folder


def test_that_the_packaged_register_loads_whole() -> None:
    register = load_register()
    assert len(register) == 230
    assert all(entry.topics for entry in register)


def test_that_every_field_reaches_the_provision(tmp_path: Path) -> None:
    (entry,) = load_register(write(tmp_path, ENTRY))
    assert entry.id == "act-1"
    assert entry.also == ("old-1",)
    assert entry.citation() == "Example Act 2020, section 1"
    assert entry.verification is Verification.REPORTED
    assert entry.text_verification is Verification.VERIFIED
    assert entry.date_basis is DateBasis.PROCUREMENT_START
    assert (entry.applies_from, entry.applies_to) == (date(2020, 1, 2), None)
    assert entry.kind_checks[0].regimes == {Regime.PA2023_LIGHT_TOUCH}
    first, second = entry.reaches
    assert first.bodies == frozenset(BodyKind) - {BodyKind.NHS_BODY, BodyKind.PRIME_CONTRACTOR}
    assert first.nations == {Nation.ENGLAND, Nation.WALES}
    assert (second.binding, second.caution) == (Binding.BENCHMARK, "A yardstick.")


def test_that_a_group_shares_its_fields_and_an_entry_may_differ(tmp_path: Path) -> None:
    own = {name: value for name, value in ENTRY.items() if name != "wording"}
    folder = write(tmp_path, own, {**own, "id": "act-2", "also": [], "wording": "otherwise"}, shared={"wording": "so"})
    assert [entry.wording for entry in load_register(folder)] == ["so", "otherwise"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("id", "", "is missing"),
        ("instrument", None, "must be words"),
        ("reference", "  ", "is missing"),
        ("effect", "law", "it must be one of contract-term"),
        ("effect", None, "is missing"),
        ("topics", [], "at least one"),
        ("topics", ["Notice"], "lower case with hyphens"),
        ("topics", ["notice", "notice"], "each topic once"),
        ("topics", "notice", "must be a list"),
        ("topics", [3], "must be a list of words"),
        ("commitment", "No full stop", "must be a full sentence"),
        ("reaches", "nobody", "must be a name in reaches.yaml"),
        ("reaches", [], "must say why the entry reaches no body"),
        ("relationships", ["loan"], "'loan'"),
        ("relationships", [], "are missing beside regimes"),
        ("regimes", ["none-such"], "none-such"),
        ("regimes", [], "are missing beside kind_checks"),
        ("kind_checks", [{"regimes": ["light-touch"]}], "sentence"),
        ("kind_checks", ["light-touch"], "must be a set of named fields"),
        ("date_basis", "today", "today"),
        ("applies_from", "January 2020", "must be a date"),
        ("applies_from", None, "with no check to settle it"),
        ("applies_to", date(2019, 1, 1), "comes before applies_from"),
        ("standing", "superseded", "applies_to"),
        ("standing", "unconfirmed", "check"),
        ("standing", "not-yet", "what is not law yet"),
        ("text", "certain", "certain"),
        ("number", None, "is missing"),
        ("wording", "", "is missing"),
        ("cite_as", "{title}", "may name only"),
        ("cite_as", "{instrument", "may name only"),
        ("cited_by_heading", "yes", "must be true or false"),
        ("source", "", "is missing"),
        ("caution", "no full stop", "must be a full sentence"),
        ("check", "no full stop", "must be a full sentence"),
        ("not_citable", "no full stop", "must be a full sentence"),
        ("sorce", "The Act.", "is not a field the register knows"),
    ],
)
def test_that_a_wrong_field_is_refused_by_entry_and_field(tmp_path: Path, field: str, value: object, says: str) -> None:
    entry = {**ENTRY, field: value}
    with pytest.raises(UserFacingError) as refused:
        load_register(write(tmp_path, entry))
    assert says in refused.value.what_happened
    assert "acts.yaml" in refused.value.what_happened
    assert field == "id" or "act-1" in refused.value.what_happened


def test_that_an_overtaken_provision_may_not_be_called_in_force(tmp_path: Path) -> None:
    entry = {**ENTRY, "standing": "contested", "wording": "in force since 2010"}
    with pytest.raises(UserFacingError, match="must not call an overtaken provision in force"):
        load_register(write(tmp_path, entry))


@pytest.mark.parametrize(
    ("reaches", "says"),
    [
        ("- one", "must be a set of named fields"),
        ("some: any", "must be a list"),
        ("some: [{binding: binds, bodies: [], nations: [england]}]", "must name bodies and nations"),
        ("some: [{binding: holds, bodies: [nhs-body], nations: [england]}]", "holds"),
        ("some: [{binding: binds, bodies: [nhs-body], nations: [england], until: 3}]", "until"),
        ("some: [", "cannot be read"),
    ],
)
def test_that_a_wrong_reach_is_refused_by_name(tmp_path: Path, reaches: str, says: str) -> None:
    with pytest.raises(UserFacingError, match=r"reaches|reach some") as refused:
        load_register(write(tmp_path, ENTRY, reaches=reaches))
    assert says in refused.value.what_happened


def test_that_two_entries_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="two entries called act-1"):
        load_register(write(tmp_path, ENTRY, {**ENTRY, "also": []}))


def test_that_a_file_that_is_no_list_is_refused_by_name(tmp_path: Path) -> None:
    folder = write(tmp_path, ENTRY)
    (folder / "provisions" / "odd.yaml").write_text("entries: 3", encoding="utf-8")
    with pytest.raises(UserFacingError, match=r"odd\.yaml"):
        load_register(folder)


def test_that_the_thresholds_are_whole_pounds_by_date() -> None:
    text = resources.read_text("register/thresholds.yaml")
    assert load_thresholds(text) == load_thresholds()
    for wrong, says in (
        (text.replace("663540", "six hundred"), "light_touch"),
        (text.replace("2026-01-01", "soon"), "dates"),
        (text + "  utilities: 884720\n", "utilities"),
        ("a: 1", "list"),
        ("- 3", "named fields"),
    ):
        with pytest.raises(UserFacingError) as refused:
            load_thresholds(wrong)
        assert says in refused.value.what_happened
