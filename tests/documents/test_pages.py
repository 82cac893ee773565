from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from charitydesk.documents.fonts import fallback_font_files, ui_font_files
from charitydesk.documents.lines import Breaker
from charitydesk.documents.pages import set_pages
from charitydesk.documents.pdf import pdf_bytes
from charitydesk.documents.previews import png, render_pages
from charitydesk.domain.document import Align, Column, Document, Heading, Lines, Paragraph, Run, Table
from tests.documents.sample import challenge_letter

SENTENCE = "The council gave fifty-nine days where the contract asks for three months and a reason. "


def of_blocks(*blocks) -> Document:
    return Document(title="T", author="A", subject="S", blocks=blocks, footer="Foot")


def page_texts(document: Document) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(document)[0])).pages]


@pytest.mark.parametrize("sentences", range(1, 14))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(sentences: int):
    filler = tuple(Paragraph(f"f{n}", (Run(f"Line {n}"),)) for n in range(26))
    document = of_blocks(*filler, Paragraph("p", (Run(SENTENCE * sentences),)))
    pages = set_pages(document).pages
    body = [len(page) for page in pages]
    whole = len(Breaker().lines((Run(SENTENCE * sentences),), 1000 * 453.5 / 11.5))
    on_first = body[0] - len(filler)
    assert on_first + sum(body[1:]) == whole
    assert on_first in {0, whole} or min(on_first, whole - on_first) >= 2


@pytest.mark.parametrize("lines_before", range(24, 34))
def test_a_heading_is_never_the_last_thing_on_a_page(lines_before: int):
    filler = tuple(Paragraph(f"f{n}", (Run(f"Line {n}"),)) for n in range(lines_before))
    document = of_blocks(*filler, Heading("h", "A heading"), Paragraph("p", (Run("Its text"),)))
    for text in page_texts(document):
        assert ("A heading" in text) == ("Its text" in text)


@pytest.mark.parametrize("lines_before", range(20, 34))
def test_the_sign_off_is_never_alone_on_a_page(lines_before: int):
    filler = tuple(Paragraph(f"f{n}", (Run(f"Line {n}"),)) for n in range(lines_before))
    document = of_blocks(
        *filler,
        Paragraph("last", (Run("We look forward to hearing."),)),
        Lines("yours", ("Yours sincerely",)),
        Lines("name", ("Anwen Jones", "Chief Executive"), space_before=3),
    )
    for text in page_texts(document):
        assert ("hearing" in text) == ("Yours sincerely" in text) == ("Chief Executive" in text)


def test_a_table_that_runs_on_has_its_header_again_on_every_page_and_whole_rows():
    rows = tuple(
        (f"Promise {n} begins and goes on for a while so that it needs two lines. End {n}!", str(n)) for n in range(60)
    )
    texts = page_texts(of_blocks(Table("t", (Column("What was promised", 3), Column("Days", 3, Align.RIGHT)), rows)))
    assert len(texts) > 2
    for text in texts:
        assert text.count("What was promised") == 1
    for number in range(60):
        assert [f"Promise {number} begins" in text for text in texts] == [f"End {number}!" in text for text in texts]


@pytest.mark.parametrize(("count", "length"), [(22, 60), (29, 60), (7, 120), (7, 174)])
def test_no_last_row_of_a_table_stands_alone_on_a_page(count, length):
    rows = tuple((f"Promise {n}! " + "word " * length, str(n)) for n in range(count))
    texts = page_texts(of_blocks(Table("t", (Column("What was promised", 3), Column("Days", 3)), rows)))
    assert texts[-1].count("Promise") != 1


def test_a_row_taller_than_a_page_is_divided_and_nothing_of_it_is_lost():
    long = " ".join(f"word{n}" for n in range(3000))
    texts = page_texts(of_blocks(Table("t", (Column("Long"), Column("Short")), ((long, "x"), ("after", "y")))))
    found = " ".join(" ".join(texts).split())
    assert all(f"word{n}" in found for n in range(3000))
    assert "after" in texts[-1]


def test_every_page_says_which_it_is_of_how_many():
    texts = page_texts(challenge_letter())
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text


def test_every_font_in_the_file_is_embedded():
    for page in PdfReader(io.BytesIO(pdf_bytes(challenge_letter())[0])).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.sampled_from("abcdefg ŵé-\u2013/ W"), max_size=200), width=st.integers(3000, 40_000))
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(text: str, width: int):
    lines = Breaker().lines((Run(text),), width)
    assert all(line.width <= width for line in lines)
    shown = "".join(use for line in lines for piece in line.pieces for use in [_text_of(piece)])
    assert shown.replace(" ", "") == text.replace(" ", "")


def _text_of(piece) -> str:
    if not piece.plain:
        return "".join(glyph.text for glyph in piece.glyphs)
    codes = "".join(part.partition(">")[0] for part in piece.plain.split("<"))
    return "".join(piece.face.text_of[int(codes[at : at + 4], 16)] for at in range(0, len(codes), 4))


def test_figures_in_a_column_have_one_width_so_that_they_stand_under_each_other():
    widths = {Breaker().lines((Run(text),), 1e9)[0].width for text in ("£111.11", "£888.88", "£470.17")}
    assert len(widths) == 1


def test_the_window_is_given_font_files_that_exist():
    for path in (*ui_font_files(), *fallback_font_files()):
        assert path.stat().st_size > 50_000


def test_a_page_is_shown_as_it_will_print():
    pages = render_pages(pdf_bytes(challenge_letter())[0], scale=0.5, first=0, count=2)
    assert [(page.width, page.height) for page in pages] == [(298, 421)] * 2
    page = pages[0]
    assert len(page.rgba) == page.width * page.height * 4
    assert page.rgba[:4] == b"\xff\xff\xff\xff"
    assert min(page.rgba) < 60
    assert png(page).startswith(b"\x89PNG")


def test_importing_the_documents_loads_neither_the_word_nor_the_pdf_library():
    code = (
        "import sys, charitydesk.documents, charitydesk.documents.fonts, charitydesk.documents.text_safety as t;"
        "charitydesk.documents.fonts.ui_font_files();"
        "print([m for m in ('docx', 'lxml', 'reportlab', 'uharfbuzz', 'PIL', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
