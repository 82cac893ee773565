from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from openpyxl import load_workbook

from charitydesk.documents.tables import About, Money, Table, csv_bytes, neutral, write_xlsx
from charitydesk.domain.imports.values import read_text
from tests.words import anything

BIDS = Table(
    "Bids: [2026]",
    ("Bid", "Cost", "On", "Hours", "Won"),
    [("=1+1", Money(123456), date(2026, 11, 27), 3, True), ("Lunch club", Decimal("1.5"), None, None, False)],
    notes=("=cmd()", "A sentence about the table. " * 10),
)
MADE = About("Costs of bidding", "Ashdale Trust", datetime(2026, 11, 27, 17, 30, tzinfo=UTC))


@pytest.fixture
def book(tmp_path):
    def make(*tables):
        write_xlsx(tables, tmp_path / "t.xlsx", MADE)
        return load_workbook(tmp_path / "t.xlsx")

    return make


def test_a_sheet_keeps_words_as_words_and_figures_as_figures(book):
    sheet = book(BIDS, BIDS).worksheets[0]
    words, cost, day, hours, won = sheet[2]
    assert (words.value, words.data_type, words.quotePrefix) == ("=1+1", "s", True)
    assert (cost.value, cost.number_format) == (1234.56, "£#,##0.00")
    assert (day.value.date(), day.number_format) == (date(2026, 11, 27), "ddd d mmm yyyy")
    assert (hours.value, won.value) == (3, "yes")
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")
    assert sheet.column_dimensions["A"].width == len("Lunch club") + 3


def test_notes_stand_under_the_table_across_its_columns(book):
    sheet = book(BIDS, BIDS).worksheets[0]
    assert sorted(str(one) for one in sheet.merged_cells.ranges) == ["A5:E5", "A6:E6"]
    assert (sheet["A5"].value, sheet["A5"].data_type, sheet["A5"].alignment.wrap_text) == ("=cmd()", "s", True)
    assert sheet.row_dimensions[6].height > sheet.row_dimensions[5].height


def test_a_workbook_says_what_it_is_and_its_sheets_have_names_that_excel_takes(book):
    made = book(BIDS, BIDS)
    assert (made.properties.title, made.properties.creator) == ("Costs of bidding", "Ashdale Trust")
    assert made.sheetnames == ["Bids   2026", "Bids   2026 2"]
    assert made.worksheets[0].auto_filter.ref is None
    assert book(BIDS).worksheets[0].auto_filter.ref == "A1:E3"


def test_several_tables_in_one_csv_stand_under_their_names_and_one_alone_has_none():
    rows = list(csv.reader(io.StringIO(csv_bytes(BIDS, BIDS).decode("utf-8-sig"))))
    assert rows[:3] == [["Bids: [2026]"], list(BIDS.headings), ["'=1+1", "1234.56", "2026-11-27", "3", "yes"]]
    assert (rows[4], rows[6]) == (["'=cmd()"], [])
    assert csv_bytes(BIDS).decode("utf-8-sig").startswith("Bid,Cost")


@given(anything())
def test_no_text_is_run_and_our_own_import_reads_it_back(text):
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    if text.isprintable():
        assert read_text(neutral(text)) == read_text(text) or text.strip() != text or text.startswith("'")
