from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charitydesk.domain.imports import values
from charitydesk.domain.imports.values import GivenMoment, NotReadError
from charitydesk.domain.imports.words import read_lead_times, read_link
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words, time_words
from tests.words import anything

NOV = date(2026, 11, 27)
DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
CELLS = st.one_of(
    anything(max_size=80), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates(), st.times(), st.none()
)
READERS = [
    values.read_date, values.read_time, values.read_moment, values.read_money, values.read_percentage,
    values.read_yes_no, values.read_whole, values.read_period, values.read_days, values.read_text, read_link,
    read_lead_times,
]  # fmt: skip


@pytest.mark.parametrize(
    ("reader", "cell", "meant"),
    [
        (values.read_date, "27/11/26", NOV),
        (values.read_date, "27.11.2026", NOV),
        (values.read_date, "27-Nov-26", NOV),
        (values.read_date, "Fri 27th November 2026", NOV),
        (values.read_date, "2026/11/27", NOV),
        (values.read_date, "27/11/2026 00:00:00", NOV),
        (values.read_date, "46353", NOV),
        (values.read_date, 46353, NOV),
        (values.read_date, datetime(2026, 11, 27), NOV),  # noqa: DTZ001 - a spreadsheet's dates have no zone
        (values.read_date, "1/4/70", date(1970, 4, 1)),
        (values.read_time, "5.30pm", time(17, 30)),
        (values.read_time, "12 noon", time(12)),
        (values.read_time, "12am", time(0)),
        (values.read_time, "1730", time(17, 30)),
        (values.read_time, 0.5, time(12)),
        (values.read_moment, "27/11/2026 at 12 noon", GivenMoment(NOV, time(12))),
        (values.read_moment, "5pm, 27 Nov 2026", GivenMoment(NOV, time(17))),
        (values.read_moment, "2026-11-27T12:00:00Z", GivenMoment(NOV, time(12), "Z")),
        (values.read_moment, "27/11/2026 17:00 BST", GivenMoment(NOV, time(17), "+01:00")),
        (values.read_money, "£12,430.50", 1243050),
        (values.read_money, "GBP 1200 p.a.", 120000),
        (values.read_money, "12k", 1200000),
        (values.read_money, "£1.2 million", 120000000),
        (values.read_money, "(500)", -50000),
        (values.read_money, 12.5, 1250),
        (values.read_percentage, "3.5 %", Decimal("3.5")),
        (values.read_percentage, 0.03, Decimal(3)),
        (values.read_yes_no, "Y", True),
        (values.read_yes_no, "no", False),
        (values.read_period, "3 Months", "3 months"),
        (values.read_days, "Net 30", 30),
        (values.read_text, "'=1+1", "=1+1"),
        (read_lead_times, "4 weeks; 3 working days before", ("4 weeks", "3 working days")),
        (read_link, "www.example.org/notice", "https://www.example.org/notice"),
    ],
)
def test_a_cell_means_what_a_person_in_the_united_kingdom_wrote(reader, cell, meant):
    assert reader(cell) == meant


@pytest.mark.parametrize(
    ("reader", "cell", "reason"),
    [
        (values.read_date, "31/02/2026", "not understood"),
        (values.read_date, "11/27/2026", "not understood"),
        (values.read_date, "27/11/1026", "not understood"),
        (values.read_date, 7, "not understood"),
        (values.read_time, "25:00", "not understood"),
        (values.read_moment, "2026-02-28T00:00:00+99:99", "not understood"),
        (values.read_time, "5", "not understood"),
        (values.read_money, "€500", "not in pounds"),
        (values.read_money, "£1,200 + VAT", "says something of VAT"),
        (values.read_money, "1,23", "not understood"),
        (values.read_money, 1e300, "too large"),
        (values.read_yes_no, "maybe", "neither yes nor no"),
        (values.read_text, "x" * 20_001, "too long: 20,001 characters"),
        (values.read_text, "bell\x07", "control character"),
        (read_link, "javascript:alert(1)", "not a web address"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_reason(reader, cell, reason):
    with pytest.raises(NotReadError, match=reason):
        reader(cell)


@given(DAYS)
def test_every_day_is_read_back_in_each_way_it_is_written(day):
    written = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day:%y}",
        day.isoformat(),
        date_words(day),
        f"{day.day}.{day.month}.{day.year}",
    )
    assert {values.read_date(text) for text in written} == {day}
    serial = (day - date(1899, 12, 30)).days
    assert values.read_date(serial) == day


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_time_is_read_back_in_each_way_it_is_written(at):
    assert {values.read_time(text) for text in (f"{at:%H:%M}", f"{at:%H%M}", time_words(at))} == {at}


@given(st.integers(-(10**13), 10**13))
def test_every_amount_is_read_back_to_the_penny(pence):
    assert values.read_money(pounds(pence)) == pence
    assert values.read_money(f"{Decimal(pence) / 100:.2f}") == pence


@given(st.sampled_from(READERS), CELLS)
def test_no_cell_makes_a_reader_do_anything_but_read_or_refuse(reader, cell):
    with suppress(NotReadError):
        reader(cell)
