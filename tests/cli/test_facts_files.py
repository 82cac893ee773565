"""The file of facts: what the template offers can be recorded, and what cannot be used is named line by line."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charitydesk.domain.facts_form import fields_of
from charitydesk.domain.notices import NoticeFacts
from charitydesk.errors import BadInputError
from charitydesk.services.facts_file import facts_from
from charitydesk.services.plain_yaml import parse_plain_yaml
from tests.words import anything

TEMPLATE_COMPACT = "\n# local_compact:\n"


def named(text, name="Anytown Council"):
    return text.replace("\n  name:\n", f"\n  name: {name}\n", 1)


def with_compact(text):
    facts, compact = text.split(TEMPLATE_COMPACT)
    return f"{facts}\nlocal_compact:\n" + "\n".join(line[2:] for line in compact.splitlines())


def refused(cli, path):
    """Expect every problem on its own line, exit code 2, and nothing recorded."""
    told = cli("notice", "record", path, code=2)
    assert cli.json("notice", "list") == []
    assert cli.json("history") == []
    return told.splitlines()


def test_that_the_template_records_once_the_body_is_named(cli, file):
    answer = cli.json("notice", "record", file(named(cli("notice", "template"))))
    assert answer["clocks"] == []
    assert not [one for one in answer["findings"] if one["verdict"] in {"not-kept", "partly"}]
    assert cli.json("notice", "show", answer["id"])["facts"] == {"body": {"name": "Anytown Council"}}


def test_that_the_template_unfilled_asks_for_a_name(cli, file):
    assert "neither a body nor a service" in "".join(refused(cli, file(cli("notice", "template"))))


def test_that_the_template_asks_for_every_fact_and_says_why(cli):
    template = cli.json("notice", "template")["template"]
    root = parse_plain_yaml(template.encode(), "template")
    asked = {f"{group}.{name}" for group, node in root.items.items() for name in node.items}
    assert asked == set(fields_of(NoticeFacts))
    assert template.count("# Why: ") > 40
    assert "# Answer: yes, partly or no." in template


def test_that_the_templates_compact_is_kept_in_the_library_with_the_notice(cli, file):
    text = with_compact(named(cli("notice", "template")).replace("\n  service:\n", "\n  service: Lunch Club\n", 1))
    notice = cli.json("notice", "record", file(text))["id"]
    facts = cli.json("notice", "show", notice)["facts"]["body"]
    assert (facts["local_compact_name"], facts["signed"]) == ("Anytown Compact", "yes")
    assert [line["name"] for line in cli.json("history")] == ["Recorded a notice from Anytown Council"]
    cli("undo")
    assert cli.json("notice", "list") == []


def test_that_all_problems_are_told_at_once_with_their_lines(cli, file):
    told = refused(
        cli,
        file(
            """
body:
  nmae: Borough Council
  kind: brewery
agreement: {service: [a, b], value: lots}
notice:
  recieved_on: 2026-11-20
  effective_on: 31/11/2026
  reasons: maybe
  reasons: none
wether: {wet: yes}
consequences: {users: many, tupe: perhaps}
"""
        ),
    )
    assert len(told) == 11
    assert told == sorted(told, key=lambda one: int(one.split(",")[0].removeprefix("Line ")))
    for line, words in (
        (3, "body.nmae: There is no fact of that name. Did you mean “name”?"),
        (4, "body.kind: “brewery” is not an answer here."),
        (5, "agreement.service: A list stands where"),
        (5, "agreement.value: “lots” is not an amount of money."),
        (7, "notice.recieved_on: There is no fact of that name. Did you mean “received_on”?"),
        (8, "notice.effective_on: “31/11/2026” is not a date."),
        (9, "notice.reasons: “maybe” is not an answer here."),
        (10, "notice.reasons: It is given twice."),
        (11, "wether: There is no part of that name."),
        (12, "consequences.users: “many” is not a whole number."),
        (12, "consequences.tupe: “perhaps” is not an answer here."),
    ):
        assert any(one.startswith(f"Line {line}, {words}") for one in told), (line, words, told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"body:\n\tname: A\n", "line 2: a tab stands where only spaces may"),
        (b"body:\n  name: A\n kind: b\n", "line 3: it is not written as `name: value`"),
        (b"body: {name: 'A\n", "it is not written as"),
        (b"body:\n  name: caf\xe9\n", "line 2: a character is not saved as UTF-8"),
        ("body:\n  name: A\n".encode("utf-16"), "not saved as UTF-8"),
        ("body:\n  name: A\n".encode("utf-16-le"), "not saved as UTF-8"),
        (b"body: {name: A\x07}\n", "control character"),
        (b"body: &a {name: A}\nagreement: *a\n", "line 1: anchors and aliases"),
        (b"a: *b\n", "line 1: anchors and aliases"),
        (b"body: {name: !!python/object/apply:os.system [ls]}\n", "tags (!) are not used"),
        (b"body: {name: A}\n---\nbody: {name: B}\n", "a second document"),
        (b"? [a]\n: b\n", "a name must be one word"),
        (b"body: " + b"[" * 200, "there is too much here"),
        (b"body:\n" + b"  name: A\n" * 30_000, "there is too much here"),
        (b"#" * 1_000_001, "larger than 1,000,000 bytes"),
        (b"- body\n", "Give its values one to a line"),
        (b"just words", "Give its values one to a line"),
        (b"", "neither a body nor a service"),
        (b"body: {name: '\x1b[2J'}", "control character"),
    ],
)
def test_that_a_file_that_is_no_plain_yaml_gets_one_clear_line(cli, file, content, told):
    lines = refused(cli, file(content))
    assert len(lines) == 1
    assert told in lines[0]


@pytest.mark.parametrize(
    ("typed", "group", "name", "kept"),
    [
        ("14.20", "terms", "notice_clause", "14.20"),
        ("007", "agreement", "reference", "007"),
        ("1_000", "agreement", "reference", "1_000"),
        ("12:30", "agreement", "reference", "12:30"),
        ("Yes", "agreement", "service", "Yes"),
        ("2026-11-20", "agreement", "service", "2026-11-20"),
        ("Yes", "process", "consulted", "yes"),
        ("false", "process", "consulted", "no"),
        ("20 November 2026", "notice", "received_on", "2026-11-20"),
        ("'2026-11-20'", "notice", "received_on", "2026-11-20"),
        ("£12,430.50", "agreement", "value", "£12,430.50"),
        ("12430.5", "agreement", "value", "£12,430.50"),
        ("3 Months", "terms", "notice", "3 months"),
        ("END_EARLY", "notice", "kind", "end-early"),
    ],
)
def test_that_what_was_typed_is_what_is_read(cli, file, typed, group, name, kept):
    parts = {"body": {"name": "Anytown"}, group: {name: typed}}
    text = "\n".join(
        f"{part}:\n" + "\n".join(f"  {key}: {value}" for key, value in inner.items()) for part, inner in parts.items()
    )
    notice = cli.json("notice", "record", file(text))["id"]
    assert cli.json("notice", "show", notice)["facts"][group][name] == kept


@pytest.mark.parametrize("typed", ["", "~", "null", "unknown", "not known yet", "''", "'?'"])
def test_that_an_empty_answer_is_not_known_yet(cli, file, typed):
    text = f"body:\n  name: Anytown\nterms:\n  notice: {typed}\nnotice:\n  received_on: {typed}\n"
    notice = cli.json("notice", "record", file(text))["id"]
    assert cli.json("notice", "show", notice)["facts"] == {"body": {"name": "Anytown"}}


@pytest.mark.parametrize(
    ("compact", "told"),
    [
        ("{area: Anytown}", "local_compact.name: The local compact has no name."),
        ("{name: C, notice_period: soon}", "local_compact.notice_period: “soon” is not a period."),
        ("{name: C, clauses: [{reference: '4'}]}", "local_compact.clauses[1]: The clause has no words."),
        ("{name: C, clauses: [{text: Words}]}", "local_compact.clauses[1]: The clause has no number."),
        ("{name: C, clauses: [{reference: '4', text: W, topics: [notise]}]}", "Did you mean “notice”?"),
        ("{name: C, clauses: words}", "local_compact.clauses: Give a list"),
        ("{name: C, signatories: [{signed: yes}]}", "local_compact.signatories[1].body: The signatory has no name."),
        ("{name: C, statuss: active}", "Did you mean “status”?"),
        ("{name: C, status: dormant}", "body.local_compact: It says active"),
        ("{name: Other}", "body.local_compact_name: It names C"),
    ],
)
def test_that_a_compact_that_cannot_be_kept_keeps_the_notice_out_too(cli, file, compact, told):
    text = f"body: {{name: Anytown, local_compact: active, local_compact_name: C}}\nlocal_compact: {compact}\n"
    assert any(told in line for line in refused(cli, file(text)))


def test_that_a_compact_held_already_and_saying_something_else_is_not_overwritten(cli, file):
    text = "body: {name: Anytown}\nlocal_compact: {name: C, notice_period: %s}\n"
    cli("notice", "record", file(text % "3 months"))
    cli("notice", "record", file(text % "3 months"))
    assert "already holds a local compact called C" in cli.refused("notice", "record", file(text % "1 month"))
    assert len(cli.json("notice", "list")) == 2


PATHS = st.sampled_from(tuple(fields_of(NoticeFacts)))
WORDS = ("yes", "no", "partly", "3 months", "£12", "local-authority", "wales", "[a]", "{a: b}", "&a", "- x")
VALUES = st.one_of(
    anything(max_size=30),
    st.text(alphabet=string.printable, max_size=30),
    st.dates().map(str),
    st.integers(-10, 10**12).map(str),
    st.sampled_from(WORDS),
)


def outcome(text):
    """The facts a file gives, or the error that says why there are none."""
    try:
        return facts_from(parse_plain_yaml(text.encode("utf-8", "surrogatepass"), "FACTS.yaml")).facts
    except BadInputError as error:
        return error


@given(st.dictionaries(PATHS, VALUES, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_that_any_file_is_either_read_or_refused_in_sentences(answers):
    lines = []
    for group in dict.fromkeys(path.partition(".")[0] for path in answers):
        lines.append(f"{group}:")
        lines += [f"  {path.split('.')[1]}: {value}" for path, value in answers.items() if path.split(".")[0] == group]
    found = outcome("\n".join(lines))
    if isinstance(found, BadInputError):
        told = getattr(found, "problems", (str(found),))
        assert told
        assert all(one.endswith((".", "?")) for one in told)
    else:
        assert found.body.name or found.agreement.service


@given(anything(max_size=200))
@settings(max_examples=60, deadline=None)
def test_that_no_text_breaks_the_reader(text):
    found = outcome(text)
    assert not isinstance(found, BadInputError) or str(found).endswith((".", "?"))
