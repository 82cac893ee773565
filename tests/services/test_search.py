"""Search finds what was typed, and what was typed is never a pattern or a query."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from journeys import facts, open_services

from tests.words import anything

SERVICES = ("Lunch Club", "100% Fit", "snake_case", "O'Brien's \"Hut\"", "Tŷ Gŵyl", "a AND b OR NOT c*", "C:\\lunch")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    desk = open_services(tmp_path_factory.mktemp("search"))
    for service in SERVICES:
        desk.notices.record(facts(agreement={"service": service}, body={"name": "Anytown Council"}))
    yield desk
    desk.close()


def notices(desk, text):
    return {found.title for found in desk.search.find(text) if found.kind == "Notice"}


@pytest.mark.parametrize("service", SERVICES)
def test_that_every_service_is_found_by_its_own_name_and_alone(filled, service):
    assert notices(filled, service) == {service}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%", {"100% Fit"}),
        ("_", {"snake_case"}),
        ("'", {"O'Brien's \"Hut\""}),
        ('"', {"O'Brien's \"Hut\""}),
        ("*", {"a AND b OR NOT c*"}),
        ("\\", {"C:\\lunch"}),
        ("lunch OR fit", set()),
        ("lunch%club", set()),
        ("'; DROP TABLE notice; --", set()),
        ("NEAR(a b)", set()),
        ("service:lunch", set()),
        ("^lunch", {"Lunch Club", "C:\\lunch"}),
        ("(", set()),
        ("   ", set()),
    ],
)
def test_that_signs_of_a_query_are_only_letters(filled, text, found):
    assert notices(filled, text) == found


@given(anything(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_nothing_typed_breaks_the_search(filled, text):
    for found in filled.search.find(text):
        assert found.kind in {"Notice", "Source", "Commissioner"}


def test_that_sources_are_found_by_their_words_and_at_most_eight_are_shown(filled):
    sources = [found for found in filled.search.find("notice") if found.kind == "Source"]
    assert len(sources) == 8
    assert [one.key for one in filled.search.find("compact2010-4-4") if one.kind == "Source"] == ["compact2010-4-4"]


def test_that_letters_and_compacts_are_found_with_the_room_that_opens_them(example_desk):
    found = {one.kind: one for one in example_desk.search.find("anytown compact")}
    assert found["Local compact"].room == "library"
    letters = [one for one in example_desk.search.find("young carers") if one.kind == "Letter"]
    assert [one.room for one in letters] == ["letters"]


def test_that_a_notice_found_by_its_reasons_shows_their_words_and_not_how_they_are_kept(tmp_path):
    told = facts(
        agreement={"service": "Lunch Club"},
        body={"name": "Anytown Council", "address": "Town Hall\nAnytown"},
        notice={"reasons_text": "Savings in the transport budget"},
    )
    with closing(open_services(tmp_path)) as desk:
        desk.notices.record(told)
        (found,) = (one for one in desk.search.find("transport") if one.kind == "Notice")
        assert found.detail == "in the facts: LC/7 · Savings in the transport budget"
