from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.bodies import Nation
from charitydesk.domain.ocds import read_notices
from tests.words import anything

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


LINK = {"url": "https://www.example.org/release/1", "date": "2026-06-17T09:49:30+01:00", "tag": ["tender"]}


def changed(release, **tender):
    """The release with other things said of the tender; None takes one out."""
    whole = release["tender"] | tender
    return release | {"tender": {name: value for name, value in whole.items() if value is not None}}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"uri": "x", "releases": [FIND_A_TENDER]},
        {"records": [{"ocid": "x", "compiledRelease": FIND_A_TENDER}]},
        {"records": [{"ocid": "x", "releases": [FIND_A_TENDER], "compiledRelease": FIND_A_TENDER}]},
        {"records": [{"ocid": "x", "releases": [LINK], "compiledRelease": FIND_A_TENDER}]},
        {"records": [{"ocid": "x", "compiledRelease": FIND_A_TENDER, "versionedRelease": {"tender": {"title": []}}}]},
        {"results": [{"releases": [FIND_A_TENDER]}]},
        {"hits": 1, "notices": [{"score": 2, "notice": {"release": FIND_A_TENDER}}]},
        {"value": {"package": {"releases": [FIND_A_TENDER]}}, "links": {"next": "https://www.example.org"}},
        [FIND_A_TENDER],
        FIND_A_TENDER,
    ],
    ids=[
        "release package", "record package", "records with releases", "records that link", "records with versions",
        "search answer", "another service's search answer", "wrapped twice", "bare list", "bare release",
    ],
)  # fmt: skip
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


def test_a_two_stage_procedure_closes_when_asking_to_take_part_closes():
    two_stage = changed(FIND_A_TENDER, tenderPeriod=None, expressionOfInterestDeadline="2026-07-10T12:00:00+01:00")
    (notice,) = read_notices(two_stage).notices
    assert (notice.closing.text, notice.closes_first_stage) == ("2026-07-10T12:00:00+01:00", True)


def test_of_lots_with_closing_times_of_their_own_the_earliest_is_not_to_be_missed():
    lots = [{"id": str(day), "tenderPeriod": {"endDate": f"2026-07-{day}T12:00:00+01:00"}} for day in (20, 15, 17)]
    (notice,) = read_notices(changed(FIND_A_TENDER, tenderPeriod=None, lots=lots)).notices
    assert notice.closing.text == "2026-07-15T12:00:00+01:00"
    assert [lot.closing.day.day for lot in notice.lots] == [20, 15, 17]


def test_dates_that_stand_with_the_lots_alone_span_the_whole_contract():
    lots = [
        {"id": "1", "contractPeriod": {"startDate": "2027-04-01T00:00:00+01:00", "endDate": "2029-03-31"}},
        {
            "id": "2",
            "contractPeriod": {"startDate": "2027-07-01", "endDate": "2030-06-30", "maxExtentDate": "2032-06-30"},
            "hasRenewal": True,
            "renewal": {"description": "Two one-year extensions"},
        },
    ]
    (notice,) = read_notices(changed(FIND_A_TENDER, lots=lots)).notices
    assert (notice.starts_on, notice.ends_on) == (date(2027, 4, 1), date(2030, 6, 30))
    assert (notice.lots[1].latest_end, notice.lots[1].renewal) == (date(2032, 6, 30), "Two one-year extensions")


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("2026-07-17T12:00:00Z", "2026-07-17T12:00:00Z"),
        ("2026-07-17T12:00:00+01:00", "2026-07-17T12:00:00+01:00"),
        ("2026-07-17T12:00:00.000Z", "2026-07-17T12:00:00Z"),
        ("2026-07-17T12:00:00.1234567+01:00", "2026-07-17T12:00:00+01:00"),
        ("2026-07-17T12:00:00", "2026-07-17T12:00:00"),
        ("2026-07-17T12:00", "2026-07-17T12:00:00"),
        ("2026-07-17", "2026-07-17"),
        ("2026-07-17Z", "2026-07-17"),
        ("2026-07-17+01:00", "2026-07-17"),
    ],
)
def test_a_closing_time_keeps_the_offset_it_has_and_gets_none_it_has_not(stated, text):
    (notice,) = read_notices(changed(SCOTLAND, tenderPeriod={"endDate": stated})).notices
    assert notice.closing.text == text


@pytest.mark.parametrize("amount", ["150000.00", "150,000", "£150,000.00", 150000, 150000.0, "GBP 150000"])
def test_an_amount_is_the_same_as_text_or_number(amount):
    (notice,) = read_notices(changed(SCOTLAND, value={"amount": amount, "currency": "GBP"})).notices
    assert notice.value.amount == 15_000_000


@pytest.mark.parametrize("value", [None, {}, {"amount": 0}, {"amount": None}, {"amount": "TBC"}, {"currency": "GBP"}])
def test_a_value_that_says_nothing_is_not_known(value):
    read = read_notices(changed(SCOTLAND, value=value))
    assert (read.notices[0].value, read.problems) == (None, ())


def test_without_a_value_of_the_whole_the_lots_are_summed_where_each_has_one():
    lots = [{"id": "1", "value": {"amount": 60000}}, {"id": "2", "value": {"amount": "40000"}}]
    (notice,) = read_notices(changed(SCOTLAND, value=None, lots=lots)).notices
    assert (notice.value.words, notice.value_of_lots) == ("£100,000", True)
    (partly,) = read_notices(changed(SCOTLAND, value=None, lots=[*lots, {"id": "3"}])).notices
    assert (partly.value, partly.value_of_lots) == (None, None)
    (whole,) = read_notices(changed(SCOTLAND, lots=lots)).notices
    assert (whole.value.words, whole.value_of_lots) == ("£150,000", None)


def test_a_compiled_release_tells_by_its_papers_when_tenders_were_asked_for():
    papers = [
        {"documentType": "tenderNotice", "datePublished": "2026-05-07T09:00:00+01:00"},
        {"documentType": "biddingDocuments", "datePublished": "2026-01-01T09:00:00Z"},
    ]
    (notice,) = read_notices(changed(SCOTLAND | {"tag": ["compiled"]}, documents=papers)).notices
    assert notice.advertised_on == date(2026, 5, 7)


def test_a_buyer_may_stand_among_the_parties_alone_and_the_rules_it_is_under_tell_its_nation():
    rules = {"classifications": [{"scheme": "UK_CA_DEVOLVED_REGULATIONS", "id": "GB-WLS"}]}
    buyer = {
        "name": "Llyn Borough",
        "roles": ["procuringEntity", "buyer"],
        "details": rules,
        "address": {"region": "UK"},
    }
    parties = [{"name": "Somebody else", "roles": ["supplier"]}, buyer]
    release = {name: value for name, value in FIND_A_TENDER.items() if name != "buyer"} | {"parties": parties}
    (notice,) = read_notices(release).notices
    assert (notice.buyer, notice.buyer_nation) == ("Llyn Borough", Nation.WALES)


def test_an_award_takes_date_value_and_term_from_the_contract_signed_for_it():
    signed = {
        "ocid": "ocds-h6vhtk-0bbbbb",
        "date": "2026-08-06T09:38:11+01:00",
        "tag": ["award", "contract"],
        "buyer": {"name": "Anytown Council"},
        "tender": {"lots": [{"id": "1"}]},
        "awards": [{"id": "1", "suppliers": [{"name": "Ashdale Trust"}]}],
        "contracts": [
            {"id": "1", "awardID": "1", "title": "Lunch club", "dateSigned": "2026-08-01T00:00:00+01:00",
             "value": {"amount": 42525.0, "amountGross": 51030.0, "currency": "GBP"},
             "period": {"startDate": "2026-08-05T00:00:00+01:00", "endDate": "2028-03-31T23:59:59+01:00"}},
        ],
    }  # fmt: skip
    (notice,) = read_notices(signed).notices
    (award,) = notice.awards
    assert (notice.name, award.suppliers, award.awarded_on) == ("Lunch club", ("Ashdale Trust",), date(2026, 8, 1))
    assert (award.value.amount, award.starts_on, award.ends_on) == (5_103_000, date(2026, 8, 5), date(2028, 3, 31))
    loose = {name: value for name, value in signed.items() if name != "awards"}
    assert [one.ends_on for one in read_notices(loose).notices[0].awards] == [date(2028, 3, 31)]


def test_members_of_a_dynamic_market_have_won_nothing():
    market = FIND_A_TENDER | {
        "tag": ["planning"],
        "tender": {"title": "A market of suppliers"},
        "awards": [{"id": "1", "suppliers": [{"name": "A"}], "documents": [{"noticeType": "UK14"}]}],
    }
    assert not read_notices(market).notices[0].is_awarded


def test_a_cancellation_without_a_title_calls_off_what_was_read_before():
    stub = {
        "ocid": FIND_A_TENDER["ocid"],
        "date": "2026-07-01T09:00:00+01:00",
        "tag": ["tenderCancellation"],
        "tender": {"status": "active"},
    }
    (notice,) = read_notices({"releases": [FIND_A_TENDER, stub]}).notices
    assert (notice.title, notice.is_cancelled) == ("Day centre", True)
    assert read_notices(stub).notices[0].name == f"Notice {stub['ocid']}"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"resourceType": "Bundle", "entry": [{"id": 1}]},
         "the file holds no open contracting release: it begins with “resourceType”, “entry” and none is in it"),
        ({"hitCount": 1, "noticeList": [{"item": {"title": "A tender"}}]},
         "the file holds no open contracting release: it begins with “hitCount”, “noticeList” and none is in it"),
        ({"records": [{"ocid": "x", "releases": [LINK]}]},
         "the file only links to its releases: download the whole record, or the releases themselves"),
        ([], "the file holds no open contracting release"),
        ("text", "the file holds no open contracting release"),
    ],
)  # fmt: skip
def test_a_file_without_a_release_says_so_in_one_sentence(document, reason):
    read = read_notices(document)
    assert ([problem.reason for problem in read.problems], read.releases) == ([reason], 0)


def test_only_addresses_of_pages_become_links():
    tender = {**SCOTLAND["tender"], "documents": [{"documentType": "notice", "url": "javascript:alert(1)"}]}
    assert read_notices({**SCOTLAND, "tender": tender}).notices[0].link == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything(max_size=10),
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
