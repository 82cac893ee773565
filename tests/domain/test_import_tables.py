from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.imports.duplicates import KnownRecords, Repeat
from charitydesk.domain.imports.headers import find_headings, guess_kind, guess_mapping
from charitydesk.domain.imports.readings import RowReader
from charitydesk.services.import_kinds import load_kinds
from tests.words import anything

KINDS = load_kinds()
CONTRACTS, BIDS = KINDS["contracts"], KINDS["bids"]


def read(kind, headings, *lines):
    reader = RowReader(kind, guess_mapping(headings, kind))
    reader.take(2, lines)
    return reader.finish()


@pytest.mark.parametrize(
    ("headings", "kind", "columns"),
    [
        (("Contract Name", "Council", "Start", "End date", "Total value (£)"), "contracts",
         ["title", "commissioner", "starts_on", "ends_on", "value"]),
        (("Tender", "Buyer", "Submission deadline", "Status", "Bid lead"), "bids",
         ["title", "commissioner", "deadline", "stage", "owner"]),
        (("Report", "Contract ref", "Due", "Frequency", "Who"), "obligations",
         ["title", "contract", "due_on", "recurrence", "owner"]),
        (("Organisation name", "Type", "E-mail", "Tel.", "Contact name"), "commissioners",
         ["name", "kind", "email", "phone", "contact_name"]),
    ],
)  # fmt: skip
def test_headings_tell_what_a_table_is_and_which_column_is_what(headings, kind, columns):
    assert guess_kind(headings, tuple(KINDS.values())).name == kind
    assert list(guess_mapping(headings, KINDS[kind]).values()) == columns


@pytest.mark.parametrize(
    ("heading", "is_theirs"),
    [("Their ref", True), ("Contract reference", True), ("Contract number", True), ("Commissioner ref", True),
     ("Ref", False), ("Reference", False), ("Our ref", False), ("Ref no.", False), ("ID", False),
     ("Contract no", False), ("Our contract number", False)],
)  # fmt: skip
def test_only_a_heading_that_says_so_is_the_reference_a_letter_prints_as_theirs(heading, is_theirs):
    assert ("reference" in guess_mapping(("Title", heading), CONTRACTS).values()) is is_theirs


def test_junk_above_the_headings_is_passed_over():
    lines = [["Contracts register 2026", "", ""], [], ["Printed 1/11/2026"], ["Title", "Funder", "End date"], ["x"]]
    found = find_headings(lines, (CONTRACTS,))
    assert (found.row, found.words) == (4, ("Title", "Funder", "End date"))


def test_every_problem_of_every_row_is_told_at_once_with_its_place():
    headings = ("Tender", "Closing date", "Value")
    readings = read(
        BIDS, headings, ["Day centre", "31/02/2026", "lots"], ["", "27/11/2026", "5k"], ["Lunch", "soon", ""]
    )
    assert [problem.sentence for problem in readings.problems] == [
        "row 2: closing date not understood: 31/02/2026",
        "row 2: value not understood: lots",
        "row 3: title is missing",
        "row 4: closing date not understood: soon",
    ]


def test_blank_rows_and_totals_are_no_records():
    readings = read(
        CONTRACTS, ("Title", "Value"), ["Day centre", "£5"], [], ["", " "], ["Total", "£5"], ["Lunch", "£6"]
    )
    assert (readings.rows, readings.left_out) == ([2, 6], [5])


def test_a_table_without_a_needed_column_says_so_once():
    readings = read(CONTRACTS, ("Council", "End date"), ["Anytown", "1/1/27"])
    assert [problem.sentence for problem in readings.problems] == [
        "no column of the file tells the title, which every contract needs"
    ]


def test_the_first_key_a_row_fills_decides_whether_it_is_here():
    known = KnownRecords(
        [["reference"], ["title"]], {"id": [7, 8], "reference": ["A 1", ""], "title": ["Day centre", "Lunch club"]}
    )
    rows = {"reference": ["a  1", "B2", None, None], "title": ["Other", "Day centre", "LUNCH club", "lunch club "]}
    assert known.repeats(rows, 4) == [Repeat(0, record=7), Repeat(2, record=8), Repeat(3, record=8)]


def test_a_row_that_stands_twice_is_told_from_its_first():
    known = KnownRecords([["title"]], {"id": [], "title": []})
    assert known.repeats({"title": ["a", "b", "A"]}, 3) == [Repeat(2, of=0)]


@given(st.lists(st.lists(anything(max_size=12), max_size=6), max_size=12))
def test_any_table_at_all_is_read_without_trouble(lines):
    found = find_headings(lines, tuple(KINDS.values()))
    if found is not None:
        readings = read(CONTRACTS, found.words, *lines[found.row :])
        assert all(len(column) == len(readings) for column in readings.values.values())
