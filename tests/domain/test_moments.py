"""The civil date in the United Kingdom decides when something happened."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from charitydesk.domain.moments import civil_date, in_uk, parse_date, parse_start
from charitydesk.errors import BadInputError


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        (" 2026-11-27 ", date(2026, 11, 27)),
        ("2026-12-31T23:30+00:00", date(2026, 12, 31)),
        ("2026-12-31T23:30Z", date(2026, 12, 31)),
        ("2026-12-31t23:30z", date(2026, 12, 31)),
        ("2026-12-31 23:30 -05:00", date(2027, 1, 1)),
        ("2027-01-01T00:30+01:00", date(2026, 12, 31)),
        ("2026-06-01T23:30:00Z", date(2026, 6, 2)),
        ("2026-06-02T00:30+01:00", date(2026, 6, 2)),
        ("2026-06-02T00:30+02:00", date(2026, 6, 1)),
        ("2026-06-01T23:30", date(2026, 6, 1)),
        ("2026-06-01T22:59:59.999999Z", date(2026, 6, 1)),
        ("2026-03-29T00:59Z", date(2026, 3, 29)),
        ("2026-10-24T23:00Z", date(2026, 10, 25)),
        ("2026-10-25T23:00Z", date(2026, 10, 25)),
    ],
)
def test_that_a_moment_falls_on_its_date_in_the_united_kingdom(typed, day):
    assert civil_date(parse_start(typed)) == day


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "27/11/2026", "2026-02-30", "2026-1-1", "20261127", "2026-W48-5", "2026-11-27T25:00",
     "2026-11-27T", "2026-11-27T17:30+99:00", "٢٠٢٦-11-27", "2026-11-27T17:30 BST"],
)  # fmt: skip
def test_that_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(BadInputError, match="is not a date") as refused:
        parse_start(typed)
    assert "2026-11-27" in refused.value.what_to_do


def test_that_a_date_alone_is_asked_for_where_no_time_counts():
    for typed in ("2026-11-27", "27/11/2026", "27.11.26", "Fri 27 Nov 2026"):
        assert parse_date(typed) == date(2026, 11, 27)
    with pytest.raises(BadInputError, match="is not a date"):
        parse_date("2026-11-27T10:00")


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_that_an_absurd_year_is_refused_in_one_sentence(typed):
    with pytest.raises(BadInputError, match="1900 to 2199"):
        parse_start(typed)


def test_that_an_absurd_moment_is_refused_even_when_it_was_not_typed():
    with pytest.raises(BadInputError, match="1900 to 2199"):
        in_uk(datetime.max.replace(tzinfo=UTC))
    with pytest.raises(BadInputError, match="1900 to 2199"):
        civil_date(date.min)
