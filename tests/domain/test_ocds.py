from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Nation
from charitydesk.domain.ocds import read_notices

FIND_A_TENDER = {
    "ocid": "ocds-h6vhtk-0aaaaa",
    "id": "012345-2026",
    "date": "2026-06-17T09:49:30+01:00",
    "tag": ["tender"],
    "buyer": {"id": "GB-PPON-1", "name": "Anytown Council"},
    "parties": [
        {"id": "GB-PPON-1", "name": "Anytown Council", "roles": ["buyer"], "address": {"region": "UKL22"},
         "contactPoint": {"name": "A Person", "email": "a@example.org"}},
    ],
    "tender": {
        "id": "T-1",
        "title": "Day centre",
        "procurementMethod": "open",
        "value": {"amount": 100000, "amountGross": 120000, "currency": "GBP"},
        "tenderPeriod": {"endDate": "2026-07-17T12:00:00+01:00"},
        "enquiryPeriod": {"endDate": "2026-07-01T17:00:00+01:00"},
        "lots": [
            {"id": "1", "title": "North", "value": {"amount": 60000, "currency": "GBP"}, "suitability": {"vcse": True}},
            {"id": "2", "contractPeriod": {"startDate": "2027-04-01T00:00:00+01:00"}, "suitability": {"sme": False}},
        ],
        "items": [{"id": "1", "additionalClassifications": [{"scheme": "CPV", "id": "85312100"}]}],
        "documents": [{"documentType": "tenderNotice", "url": "https://www.example.org/Notice/012345-2026"}],
    },
}  # fmt: skip
SCOTLAND = {
    "ocid": "ocds-r6ebe6-0000000001",
    "date": "2026-04-15T00:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "Anyglen Council", "id": "org-1"},
    "parties": [{"name": "Anyglen Council", "id": "org-1", "roles": ["buyer"]}],
    "tender": {
        "title": "Lunch club",
        "classification": {"id": "55521100", "scheme": "CPV"},
        "value": {"amount": 150000.0, "currency": "GBP"},
        "tenderPeriod": {"endDate": "2026-05-17T11:00:00Z"},
        "contractPeriod": {"durationInDays": 1080},
        "documents": [{"documentType": "contractNotice", "url": "https://www.example.org/search_view.aspx?ID=APR1"}],
    },
}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"uri": "x", "releases": [FIND_A_TENDER]},
        {"records": [{"ocid": "x", "compiledRelease": FIND_A_TENDER}]},
        {"records": [{"ocid": "x", "releases": [FIND_A_TENDER], "compiledRelease": FIND_A_TENDER}]},
        {"results": [{"releases": [FIND_A_TENDER]}]},
        [FIND_A_TENDER],
        FIND_A_TENDER,
    ],
    ids=["release package", "record package", "records with releases", "search answer", "bare list", "bare release"],
)
def test_a_notice_is_found_whatever_it_is_wrapped_in(wrapped):
    read = read_notices(wrapped)
    assert ([notice.title for notice in read.notices], read.problems) == (["Day centre"], ())


def test_find_a_tender_tells_lots_suitability_and_value_with_and_without_vat():
    (notice,) = read_notices(FIND_A_TENDER).notices
    assert notice.closing.text == "2026-07-17T12:00:00+01:00"
    assert notice.questions_close.text == "2026-07-01T17:00:00+01:00"
    assert (notice.value.amount, notice.value.basis, notice.value.without_vat) == (12000000, "gross", 10000000)
    assert [(lot.id, lot.title, lot.starts_on) for lot in notice.lots] == [
        ("1", "North", None), ("2", "", date(2027, 4, 1)),
    ]  # fmt: skip
    assert (notice.suitable_for_vcse, notice.suitable_for_sme) == (True, False)
    assert (notice.buyer_nation, notice.publisher) == (Nation.WALES, "Find a Tender")
    assert (notice.cpv, notice.contact_email) == ((("85312100", ""),), "a@example.org")
    assert notice.link == "https://www.example.org/Notice/012345-2026"
    assert notice.advertised_on == date(2026, 6, 17)


def test_a_scottish_notice_is_read_without_a_number_of_its_release():
    (notice,) = read_notices({"releases": [SCOTLAND]}).notices
    assert (notice.publisher, notice.buyer_nation) == ("Public Contracts Scotland", Nation.SCOTLAND)
    assert (notice.closing.text, notice.duration_days) == ("2026-05-17T11:00:00Z", 1080)
    assert (notice.value.words, notice.suitable_for_vcse) == ("£150,000", None)


def test_a_newer_release_takes_the_older_ones_place_and_keeps_what_it_leaves_open():
    award = {
        "ocid": FIND_A_TENDER["ocid"],
        "date": "2026-09-01T10:00:00+01:00",
        "tag": ["award"],
        "tender": {"title": "Day centre and transport"},
        "awards": [{"suppliers": [{"name": "Ashdale Trust"}], "date": "2026-08-30T00:00:00+01:00"}],
    }
    read = read_notices([award, FIND_A_TENDER])
    (notice,) = read.notices
    assert (read.releases, notice.title, notice.is_awarded) == (2, "Day centre and transport", True)
    assert (notice.closing.text, notice.buyer) == ("2026-07-17T12:00:00+01:00", "Anytown Council")


def test_what_cannot_be_read_is_told_release_by_release():
    bad = {**SCOTLAND, "tender": {**SCOTLAND["tender"], "tenderPeriod": {"endDate": "31st of never"}}}
    read = read_notices([{"tender": {"title": "x"}}, bad])
    assert [problem.sentence for problem in read.problems] == [
        "row 1: the release has no ocid, so nothing tells which process it is of",
        "row 2: closing time not understood: 31st of never",
    ]


def test_only_addresses_of_pages_become_links():
    tender = {**SCOTLAND["tender"], "documents": [{"documentType": "notice", "url": "javascript:alert(1)"}]}
    assert read_notices({**SCOTLAND, "tender": tender}).notices[0].link == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["releases", "tender", "ocid", "title", "value", "amount", "lots", "tenderPeriod", "endDate"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_json_whatever_makes_the_reader_fail(document):
    read = read_notices(document)
    assert read.releases or read.problems
