"""The rule file is whole, and a slip in it is named."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from charitydesk import resources
from charitydesk.domain.periods import Unit
from charitydesk.services.clock_files import RULE_FILE, RuleFileError, load_rules, parse_rules

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"

GOOD = """
rules:
  - id: A_RULE
    title: Somebody must act
    start: the event happened
    count: {period: 5 working days, counting: after}
    working_days: uk-wide
    nations: [england]
    whose: us
    safe: on-limit
    if_missed: Too late.
    provisions: [foi-10]
    confidence: verified
    options:
      - {name: days, kind: days, minimum: 1, words: other days}
    spellings:
      A_RULE_7: {days: "7"}
"""


def test_that_every_rule_of_the_facts_exists():
    vectors = FACTS / "deadline_vectors.csv"
    if not vectors.is_file():
        pytest.skip(f"the facts are not beside this checkout: {vectors} is absent")
    with vectors.open(encoding="utf-8", newline="") as stream:
        named = {row["rule_id"] for row in csv.DictReader(stream)}
    assert named - set(load_rules()) == set()


def test_that_every_provision_a_rule_rests_on_is_in_the_facts_register():
    register = FACTS / "provisions.yaml"
    if not register.is_file():
        pytest.skip(f"the facts are not beside this checkout: {register} is absent")
    known = set(re.findall(r"^- id: (\S+)$", register.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(known) > 200
    resting_on = {provision for rule in load_rules().values() for provision in rule.provisions}
    assert resting_on - known == set()


def test_that_every_packaged_rule_can_be_read_aloud():
    for rule in load_rules().values():
        assert rule.title[0].isupper(), rule.id
        assert not rule.title.endswith("."), rule.id
        assert rule.if_missed.endswith("."), rule.id
        assert all(note.endswith(".") and note[0].isupper() for note in rule.notes), rule.id
        assert rule.confidence != "recalled" or rule.safe == "before-limit" or rule.whose == "them" or rule.notes


def test_that_an_uncertain_limit_of_ours_is_never_called_safe_on_its_last_day():
    unsure = {
        rule.id
        for rule in load_rules().values()
        if rule.whose == "us" and rule.confidence == "recalled" and rule.safe == "on-limit" and rule.same_as is None
    }
    assert unsure == {"STATUTORY_NOTICE"}  # an earliest end, not a day to act by
    assert all(rule.safe == "before-limit" for rule in load_rules().values() if rule.id.startswith("JR_"))


def test_that_the_rules_are_sorted_into_the_right_words_for_the_day_before_and_after():
    rules = parse_rules(GOOD)
    assert list(rules) == ["A_RULE", "A_RULE_7"]
    assert rules["A_RULE"].legs[0].unit is Unit.WORKING_DAYS
    assert rules["A_RULE_7"].same_as == "A_RULE"
    assert rules["A_RULE_7"].options[0].fixed == "7"


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("id: A_RULE\n", "id: a rule\n", "must be capitals"),
        ("title: Somebody must act", "title: ''", "A_RULE: title must be text"),
        ("title: Somebody must act", "title: 7", "A_RULE: title must be text"),
        ("    title: Somebody must act\n", "", "A_RULE: title is missing"),
        ("5 working days", "soon", "A_RULE: count: .*not a period"),
        ("counting: after", "counting: roughly", "counting is “roughly”, not one of after"),
        ("counting: after", "counting: after, colour: red", "unknown field colour"),
        ("    working_days: uk-wide\n", "", "working_days is missing"),
        ("uk-wide", "france", "working_days is “france”"),
        ("[england]", "[]", "nations is empty"),
        ("[england]", "england", "nations must be a list"),
        ("[england]", "[7]", "nations must be a list of texts"),
        ("[england]", "[france]", "nations is “france”"),
        ("whose: us", "whose: ours", "whose must be us or them"),
        ("confidence: verified", "confidence: sure", "confidence is “sure”"),
        ("confidence: verified", "confidence: verified\n    rolls: maybe", "rolls must be true or false"),
        ("confidence: verified", "confidence: verified\n    starts_later: one", "starts_later must be a whole number"),
        ("confidence: verified", "confidence: verified\n    at: '25:00'", "at is no time of day"),
        ("confidence: verified", "confidence: verified\n    act_by: soon", "act_by: .*not a period"),
        ("confidence: verified", "confidence: verified\n    applies_from: then", "applies_from is no date"),
        ("confidence: verified", "confidence: verified\n    mood: good", "A_RULE: unknown field mood"),
        ("kind: days", "kind: yes-no", "of kind yes-no needs a count"),
        ("kind: days", "kind: days, count: {period: 1 day, counting: after}", "of kind days takes no count"),
        ("kind: days", "kind: shape", "kind is “shape”"),
        ('{days: "7"}', '{weeks: "7"}', "unknown field weeks"),
        ('{days: "7"}', "7", "a mapping is expected"),
        ("    spellings:\n      A_RULE_7", "    spellings:\n      A_RULE", "used twice"),
        ('    spellings:\n      A_RULE_7: {days: "7"}', "    spellings: 7", "spellings must be a mapping"),
        ("rules:\n", "rules: 7\nrest:\n", "rules must be a list"),
        ("rules:\n", "other: 1\nrules:\n", "unknown field other"),
        ("rules:\n", "rules: [\n", "no YAML"),
    ],
)
def test_that_a_slip_in_the_rule_file_is_named_with_its_rule(good, bad, told):
    assert good in GOOD
    with pytest.raises(RuleFileError, match=told):
        parse_rules(GOOD.replace(good, bad, 1))


def test_that_a_rule_file_that_is_no_mapping_is_refused():
    with pytest.raises(RuleFileError, match="a mapping is expected"):
        parse_rules("- just a list")


def test_that_the_packaged_file_is_the_one_loaded():
    assert parse_rules(resources.read_text(RULE_FILE)) == load_rules()
