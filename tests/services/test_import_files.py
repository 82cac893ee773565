"""Hostile and odd files: refused within two seconds in one sentence, or read aright."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from charitydesk.errors import BadInputError
from charitydesk.services.import_files import lines_of, read_csv, read_json, read_xlsx

TABLE = "Title,Commissioner,Value\nTŷ Gwyn\u2019s café,Sir Benfro,£12\n"


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(change):
    """A workbook with one part put in another's place."""
    out = io.BytesIO()
    source = io.BytesIO(workbook(["Title"], ["x"]))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def bomb(name, data):
    return b"<worksheet>" + b" " * 150_000_000 if name.endswith("sheet1.xml") else data


def laughs(name, data):
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return entities + data.split(b"?>", 1)[-1] if name.endswith("sheet1.xml") else data


def far_corner(name, data):
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return data.replace(b"</sheetData>", corner) if name.endswith("sheet1.xml") else data


def far_right(name, data):
    rows = b"".join(b'<row r="%d"><c r="RV%d"><v>1</v></c></row>' % (row, row) for row in range(2, 1_100))
    return data.replace(b"</sheetData>", rows + b"</sheetData>") if name.endswith("sheet1.xml") else data


def wide(name, data):
    cells = b"<c><v>1</v></c>" * 80_000
    return (
        data.replace(b"<sheetData>", b"<sheetData><row>" + cells + b"</row>") if name.endswith("sheet1.xml") else data
    )


def nothing(name, data):
    return b"" if name.endswith("sheet1.xml") else data


def with_part(name):
    out = io.BytesIO(workbook(["Title"], ["Lunch club"]))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (TABLE, "utf-8", "UTF-8"),
        (TABLE, "utf-8-sig", "UTF-8"),
        (TABLE, "utf-16", "UTF-16"),
        (TABLE, "utf-16-le", "UTF-16"),
        (TABLE, "utf-16-be", "UTF-16"),
        (TABLE.replace("ŷ", "y"), "cp1252", "Windows letters"),
        (TABLE.replace("ŷ", "y"), "mac_roman", "Macintosh letters"),
    ],
)
@pytest.mark.parametrize(("separator", "words"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_a_text_table_is_read_whatever_its_letters_and_separators(tmp_path, text, encoding, said, separator, words):
    path = tmp_path / "table.csv"
    path.write_bytes(text.replace(",", separator).encode(encoding))
    found = read_csv(path)
    assert [list(line) for line in found.lines] == [line.split(",") for line in text.splitlines()]
    assert found.made_as == f"CSV, {said}, {words}"


def test_excels_own_first_line_names_the_separator_and_keeps_its_place(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("sep=;\nTitle;Value\nx;1,5\n")
    assert read_csv(path).lines == [[], ["Title", "Value"], ["x", "1,5"]]


@given(
    st.lists(st.sampled_from(["a", "ŵ ", ",", '"', "\n", "\r\n", "\r", ",,", "\x0b", "\u2028"]), max_size=12).map(
        "".join
    )
)
def test_a_table_in_which_nothing_is_quoted_is_cut_as_pythons_own_reader_cuts_it(text):
    assert lines_of(text, ",", "t.csv") == list(csv.reader(io.StringIO(text, newline="")))


# Made when asked for: some are large, and most runs of a worker need but a few of them.
HOSTILE = {
    "empty.csv": (lambda: b"", "is empty"),
    "picture.csv": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0", "is not text"),
    "book.csv": (lambda: workbook(["Title"]), "is a packed file"),
    "old.csv": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an old Excel"),
    "paper.csv": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "quote.csv": (lambda: b'Title,Note\n"' + b"x" * 1_000_000, "a quotation mark is never closed"),
    "field.csv": (lambda: b"Title,Note\nx," + b"x" * 1_000_000, "more than 131,072 characters"),
    "wide.csv": (lambda: b"," * 5_000_000, "5,000,001 columns"),
    "long.csv": (lambda: b"x\n" * 1_000_001, "1,000,001 rows"),
    "quoted.csv": (lambda: b'"x"\n' * 600_000, "more than 500,000 rows"),
    "returns.csv": (lambda: b"x\r" * 600_000, "600,000 rows"),
    "endless.csv": (lambda: b'"a",' * 2_000_000, "5,000,000 characters in line 1"),
    "cut.csv": (lambda: "Title\nTŷ".encode("utf-16")[:-1], "is not text"),
    "cut.xlsx": (lambda: workbook(["Title"], ["x"])[:2000], "is not an Excel workbook"),
    "text.xlsx": (lambda: b"Title,Value\n", "is not an Excel workbook"),
    "word.xlsx": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "locked with a password"),
    "bomb.xlsx": (lambda: repacked(bomb), "unpacks to 150 MB"),
    "laughs.xlsx": (lambda: repacked(laughs), "not a workbook as Excel makes them"),
    "corner.xlsx": (lambda: repacked(far_corner), "blank rows one after another"),
    "void.xlsx": (lambda: repacked(nothing), "not an Excel workbook"),
    "right.xlsx": (lambda: repacked(far_right), "so far to the right"),
    "wide.xlsx": (lambda: repacked(wide), "80,000 columns"),
    "blank.xlsx": (workbook, "is empty"),
    "cut.json": (lambda: b'{"releases": [{"ocid": "x"', "is not whole JSON: it stops making sense at line 1"),
    "deep.json": (lambda: b'{"a":' * 200_000, "nested too deeply"),
    "deep-list.json": (lambda: b"[" * 5_000_000, "nested too deeply"),
    "number.json": (lambda: b'{"a": ' + b"9" * 1_000_000 + b"}", "a number that is none"),
    "lines.json": (lambda: b"{}\n" * 600_000, "600,000 rows"),
    "bytes.json": (lambda: b"\xff\xfe\0", "is not text"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_two_seconds_in_one_sentence(tmp_path, name):
    make, said = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    read = {"csv": read_csv, "xlsx": read_xlsx, "json": read_json}[path.suffix[1:]]
    started = time.perf_counter()
    with pytest.raises(BadInputError, match=said) as refused:
        read(path)
    assert time.perf_counter() - started < 2
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_a_file_too_large_to_read_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(BadInputError, match="5,000 MB"):
        read_json(path)


def test_a_folder_and_a_missing_file_are_no_tables(tmp_path):
    for path in (tmp_path, tmp_path / "gone.csv", tmp_path / ("x" * 300)):
        with pytest.raises(BadInputError):
            read_csv(path)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "C:\\evil", "a" * 5_000])
def test_names_inside_a_workbook_lead_nowhere(tmp_path, name):
    path = tmp_path / "book.xlsx"
    path.write_bytes(with_part(name))
    assert read_xlsx(path).lines == [("Title",), ("Lunch club",)]
    assert [found.name for found in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_workbooks_formulas_count_as_what_they_last_showed_and_are_never_run(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(["Title", "Value"], ['=HYPERLINK("http://x")', "=1+1"], ["Lunch club", 5]))
    assert read_xlsx(path).lines == [("Title", "Value"), (), ("Lunch club", 5)]


def test_a_named_sheet_is_read_and_a_wrong_name_says_which_there_are(tmp_path):
    book = Workbook()
    book.active.append(["Title"])
    book.create_sheet("Bids").append(["Tender", "Closes"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert read_xlsx(path, "Bids").lines == [("Tender", "Closes")]
    with pytest.raises(BadInputError, match="It has Sheet and Bids"):
        read_xlsx(path, "Grants")


def test_json_of_one_release_a_line_is_a_list(tmp_path):
    path = tmp_path / "lines.json"
    path.write_text("\n".join(json.dumps({"ocid": str(n)}) for n in range(3)))
    assert read_json(path) == [{"ocid": "0"}, {"ocid": "1"}, {"ocid": "2"}]
